/** Examples of checks of principals and trust policies. */
import { A, ACTION, AUDITOR, B, condition, type Examples, granted, one, policy, trust } from './example.ts';

const GITHUB = 'token.actions.githubusercontent.com';
const WEB = { Action: 'sts:AssumeRoleWithWebIdentity' };
const SNS = { Service: 'sns.amazonaws.com' };
const OIDC = { Federated: `arn:aws:iam::${A}:oidc-provider/id.example.com` };
const SAML = { Federated: `arn:aws:iam::${A}:saml-provider/corp` };
const COGNITO = { Federated: 'cognito-identity.amazonaws.com' };
const ANYWHERE = { Service: 'rolesanywhere.amazonaws.com' };
const GITHUB_PROVIDER = { Federated: `arn:aws:iam::${A}:oidc-provider/${GITHUB}` };
const POOL = 'eu-central-1:12345678-1234-1234-1234-123456789012';

const oidc = (Condition: unknown) => trust(OIDC, { ...WEB, Condition });
const whole = oidc({
  StringEquals: { 'id.example.com:sub': 'build', 'id.example.com:aud': 'sts.amazonaws.com' },
});
const github = (operator: string, sub: string) =>
  trust(GITHUB_PROVIDER, {
    ...WEB,
    Condition: {
      StringEquals: { [`${GITHUB}:aud`]: 'sts.amazonaws.com' },
      [operator]: { [`${GITHUB}:sub`]: sub },
    },
  });
const exact = trust(GITHUB_PROVIDER, {
  ...WEB,
  Condition: {
    StringEquals: {
      [`${GITHUB}:aud`]: 'sts.amazonaws.com',
      [`${GITHUB}:sub`]: 'repo:octo/app:ref:refs/heads/main',
    },
  },
});
const like = condition('StringLike', `${GITHUB}:sub`);
const FEDERATED = '/Statement/0/Principal/Federated';
const AWS = '/Statement/0/Principal/AWS';

export const PRINCIPAL_EXAMPLES: Examples = {
  'not-principal': one(
    'resource',
    policy({
      Effect: 'Deny',
      NotPrincipal: AUDITOR,
      Action: 's3:GetObject',
      Resource: 'arn:aws:s3:::examples/*',
    }),
    '/Statement/0/NotPrincipal',
    policy({
      Effect: 'Deny',
      Principal: '*',
      Action: 's3:GetObject',
      Resource: 'arn:aws:s3:::examples/*',
      Condition: { ArnNotEquals: { 'aws:PrincipalArn': AUDITOR.AWS } },
    }),
  ),
  'unique-id-as-principal': one('trust', trust({ AWS: 'AROAEXAMPLEEXAMPLE12' }), AWS, trust(AUDITOR)),
  'public-access': one(
    'resource',
    granted('*'),
    '/Statement/0/Principal',
    granted('*', { Condition: { StringEquals: { 'aws:PrincipalOrgID': 'o-a1b2c3d4e5' } } }),
  ),
  'service-principal-without-source': one(
    'resource',
    granted(SNS),
    '/Statement/0/Principal/Service',
    granted(SNS, { Condition: { StringEquals: { 'aws:SourceAccount': A } } }),
  ),
  'invalid-service-principal': one(
    'trust',
    trust({ Service: 'ec2.amazon.example' }),
    '/Statement/0/Principal/Service',
    trust({ Service: 'ec2.amazonaws.com' }),
  ),
  'everyone-beside-others': one(
    'resource',
    granted({ AWS: ['*', AUDITOR.AWS] }),
    `${AWS}/0`,
    granted(AUDITOR),
  ),
  'redundant-principal': one(
    'trust',
    trust({ AWS: [AUDITOR.AWS, `arn:aws:sts::${A}:assumed-role/auditor/alice`] }),
    `${AWS}/1`,
    trust(AUDITOR),
  ),
};

export const TRUST_EXAMPLES: Examples = {
  'wildcard-in-trust-policy': one(
    'trust',
    trust({ AWS: '*' }),
    AWS,
    trust({ AWS: '*' }, { Condition: { StringEquals: { 'aws:PrincipalOrgID': 'o-a1b2c3d4e5' } } }),
  ),
  'account-trust-without-external-id': [
    {
      kind: 'trust',
      bad: trust({ AWS: B }),
      at: AWS,
      good: trust({ AWS: B }, { Condition: { StringEquals: { 'sts:ExternalId': 'a1b2c3' } } }),
      account: A,
    },
    {
      kind: 'trust',
      bad: trust({ AWS: `arn:aws:iam::${B}:root` }),
      at: AWS,
      good: trust({ AWS: A }),
      account: A,
    },
  ],
  'oidc-provider-without-subject': one('trust', trust(OIDC, WEB), FEDERATED, whole),
  'missing-github-repo-condition': one(
    'trust',
    trust(GITHUB_PROVIDER, {
      ...WEB,
      Condition: { StringEquals: { [`${GITHUB}:aud`]: 'sts.amazonaws.com' } },
    }),
    FEDERATED,
    exact,
  ),
  'github-subject-of-any-repository': [
    ...one('trust', github('StringLike', 'repo:*'), like, exact),
    ...one('trust', github('StringLike', 'repo:octo*'), like, exact),
  ],
  'github-subject-of-any-repository-of-owner': one('trust', github('StringLike', 'repo:octo/*'), like, exact),
  'github-subject-of-any-branch': one('trust', github('StringLike', 'repo:octo/app:*'), like, exact),
  'oidc-subject-with-open-start': one(
    'trust',
    oidc({
      StringLike: { 'id.example.com:sub': '*build' },
      StringEquals: { 'id.example.com:aud': 'sts.amazonaws.com' },
    }),
    condition('StringLike', 'id.example.com:sub'),
    whole,
  ),
  'oidc-provider-without-audience': one(
    'trust',
    oidc({ StringEquals: { 'id.example.com:sub': 'build' } }),
    FEDERATED,
    whole,
  ),
  'cognito-without-audience': one(
    'trust',
    trust(COGNITO, {
      ...WEB,
      Condition: { 'ForAnyValue:StringLike': { 'cognito-identity.amazonaws.com:amr': 'authenticated' } },
    }),
    FEDERATED,
    trust(COGNITO, { ...WEB, Condition: { StringEquals: { 'cognito-identity.amazonaws.com:aud': POOL } } }),
  ),
  'saml-without-audience': one(
    'trust',
    trust(SAML, { Action: 'sts:AssumeRoleWithSAML' }),
    FEDERATED,
    trust(SAML, {
      Action: 'sts:AssumeRoleWithSAML',
      Condition: { StringEquals: { 'SAML:aud': 'https://signin.aws.amazon.com/saml' } },
    }),
  ),
  'mismatched-action-for-principal': one(
    'trust',
    trust(SAML, WEB),
    FEDERATED,
    trust(SAML, { Action: 'sts:AssumeRoleWithSAML' }),
  ),
  'missing-action-for-roles-anywhere': one(
    'trust',
    trust(ANYWHERE),
    ACTION,
    trust(ANYWHERE, { Action: ['sts:AssumeRole', 'sts:TagSession', 'sts:SetSourceIdentity'] }),
  ),
  'trust-action-without-effect': one(
    'trust',
    trust(AUDITOR, { Action: ['sts:AssumeRole', 'sts:GetSessionToken'] }),
    `${ACTION}/1`,
    trust(AUDITOR),
  ),
  'trust-without-assume-role': one(
    'trust',
    trust(AUDITOR, { Action: 'sts:TagSession' }),
    '',
    trust(AUDITOR, { Action: ['sts:AssumeRole', 'sts:TagSession'] }),
  ),
  'external-id-for-service': one(
    'trust',
    trust({ Service: 'ec2.amazonaws.com' }, { Condition: { StringEquals: { 'sts:ExternalId': 'x' } } }),
    condition('StringEquals', 'sts:ExternalId'),
    trust({ Service: 'ec2.amazonaws.com' }),
  ),
};
