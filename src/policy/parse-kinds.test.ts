import { describe, expect, it } from 'vitest';
import type { PolicyKind } from './issue.ts';
import { parse } from './parse.ts';
import { firstMessage, good } from './policy.fixture.ts';

const SYNTAX = 'Syntax errors in policy.';

describe('session policies', () => {
  it('answer like identity policies, but call broken JSON what it is', () => {
    expect(firstMessage('{', 'session')).toBe('This policy contains invalid Json');
    expect(firstMessage({ Statement: [] }, 'session')).toBe(SYNTAX);
    expect(firstMessage({ Statement: good }, 'session')).toBeUndefined();
  });
});

describe('trust policies', () => {
  const trust = { Effect: 'Allow', Principal: { AWS: '111122223333' }, Action: 'sts:AssumeRole' };
  const role = (more: object) => ({ Version: '2012-10-17', Statement: [{ ...trust, ...more }] });
  const user = 'arn:aws:iam::111122223333:user/x';
  it.each<[title: string, document: unknown, message: string | undefined]>([
    ['an account', role({}), undefined],
    ['no version', { Statement: trust }, undefined],
    ['everyone of AWS', role({ Principal: { AWS: '*' } }), undefined],
    [
      'a user, a role, a session, a service',
      role({
        Principal: {
          AWS: [
            user,
            'arn:aws:iam::111122223333:role/a/b',
            'arn:aws:sts::111122223333:assumed-role/b/s',
            'AIDAEXAMPLEEXAMPLE12',
          ],
          Service: 'ec2.amazonaws.com',
        },
      }),
      undefined,
    ],
    [
      'providers',
      role({
        Principal: {
          Federated: [
            'accounts.google.com',
            'arn:aws:iam::111122223333:oidc-provider/token.example.com/path',
            'arn:aws:iam::111122223333:saml-provider/x',
          ],
        },
        Action: 'sts:AssumeRoleWithWebIdentity',
      }),
      undefined,
    ],
    ['no JSON', 'x', 'This policy contains invalid Json'],
    [
      'an unknown version',
      { ...role({}), Version: '2015-01-01' },
      'The policy must contain a valid version string',
    ],
    [
      'no statement',
      { Version: '2012-10-17', Statement: [] },
      'Could not parse the policy: Statement is empty!',
    ],
    [
      'equal Sids',
      {
        Version: '2012-10-17',
        Statement: [
          { ...trust, Sid: 'a' },
          { ...trust, Sid: 'a' },
        ],
      },
      'The Statement Ids in the policy are not unique',
    ],
    ['no effect', role({ Effect: undefined }), 'Missing required field Effect'],
    ['an effect in wrong case', role({ Effect: 'allow' }), 'Invalid effect: allow'],
    ['no principal', role({ Principal: undefined }), 'Missing required field Principal'],
    ['an empty principal', role({ Principal: {} }), 'Missing required field Principal cannot be empty!'],
    [
      'an empty list of principals',
      role({ Principal: { AWS: [] } }),
      'Missing required field Principal cannot be empty!',
    ],
    ['the bare *', role({ Principal: '*' }), 'Principal must be a JSON object.'],
    [
      'a group',
      role({ Principal: { AWS: 'arn:aws:iam::111122223333:group/x' } }),
      'Invalid principal in policy: "AWS":"arn:aws:iam::111122223333:group/x"',
    ],
    [
      'a wildcard in an ARN',
      role({ Principal: { AWS: 'arn:aws:iam::111122223333:user/*' } }),
      'Invalid principal in policy: "AWS":"arn:aws:iam::111122223333:user/*"',
    ],
    [
      'case 54: a variable in a principal',
      role({ Principal: { AWS: '${aws:username}' } }),
      'Invalid principal in policy: "AWS":"${aws:username}"',
    ],
    ['every service', role({ Principal: { Service: '*' } }), 'Invalid principal in policy: "SERVICE":"*"'],
    ['an unknown key', role({ Principal: { aws: '111122223333' } }), 'Invalid principal in policy: "aws"'],
    [
      'a canonical user',
      role({ Principal: { CanonicalUser: 'a'.repeat(64) } }),
      'Invalid principal in policy: "CanonicalUser"',
    ],
    [
      'a malformed provider',
      role({ Principal: { Federated: 'nowhere' } }),
      'Federated principals must be valid domain names or SAML metadata ARNs',
    ],
    [
      'NotPrincipal with Allow',
      role({ Principal: undefined, NotPrincipal: { AWS: user } }),
      'Allow with NotPrincipal is not allowed.',
    ],
    [
      'NotPrincipal with Deny',
      role({ Effect: 'Deny', Principal: undefined, NotPrincipal: { AWS: user } }),
      'AssumeRole policy must not contain NotPrincipal field.',
    ],
    ['no action', role({ Action: undefined }), 'Missing required field Action'],
    ['every action', role({ Action: '*' }), 'AssumeRole policy may only specify STS AssumeRole actions.'],
    [
      'an action of s3',
      role({ Action: ['sts:AssumeRole', 's3:x'] }),
      'AssumeRole policy may only specify STS AssumeRole actions.',
    ],
    ['a resource', role({ Resource: '*' }), 'Has prohibited field Resource'],
    ['a NotResource', role({ NotResource: '*' }), 'AssumeRole policy must not contain resources.'],
    [
      'Cognito without a condition',
      role({ Principal: { Federated: 'cognito-identity.amazonaws.com' } }),
      'A condition block must be present for the Cognito provider',
    ],
    ['an unknown element', role({ Extra: 1 }), 'Syntax error in policy.'],
    ['an unknown operator', role({ Condition: { X: { a: 'b' } } }), 'Syntax error in policy.'],
    [
      'a statement twice a key',
      '{"Statement":{"Effect":"Allow","Effect":"Deny"}}',
      'Syntax error in policy.',
    ],
  ])('%s', (_title, document, message) => {
    expect(firstMessage(document, 'trust')).toBe(message);
  });
});

describe('resource, endpoint and organization policies', () => {
  const full = { Effect: 'Allow', Principal: '*', Action: '*', Resource: '*' };
  const document = (more: object) => ({ Version: '2012-10-17', Statement: { ...full, ...more } });
  it.each<[kind: PolicyKind, title: string, document: unknown, code: string | undefined]>([
    ['resource', 'the bare *', document({}), undefined],
    ['resource', 'a Sid with blanks', document({ Sid: 'a b' }), undefined],
    ['resource', 'no principal', document({ Principal: undefined }), 'principal-missing'],
    [
      'resource',
      'NotPrincipal with Deny',
      document({ Effect: 'Deny', Principal: undefined, NotPrincipal: { AWS: '111122223333' } }),
      undefined,
    ],
    [
      'resource',
      'NotPrincipal with Allow',
      document({ Principal: undefined, NotPrincipal: { AWS: '111122223333' } }),
      'not-principal-with-allow',
    ],
    ['resource', 'no resource', document({ Resource: undefined }), 'resource-missing'],
    ['endpoint', 'full access', document({}), undefined],
    ['scp', 'a principal', document({}), 'principal-prohibited'],
    ['scp', 'no principal', document({ Principal: undefined }), undefined],
    ['scp', 'an Id', { ...document({ Principal: undefined }), Id: 'x' }, 'syntax'],
    ['scp', 'no version', { Statement: { ...full, Principal: undefined } }, 'version-too-old'],
    ['rcp', 'a Deny', document({ Effect: 'Deny', Action: 's3:*' }), undefined],
    ['rcp', 'the built-in RCPFullAWSAccess', document({}), undefined],
    ['rcp', 'an Allow of its own', document({ Action: 's3:*' }), 'rcp-effect'],
    ['rcp', 'a bare * to deny', document({ Effect: 'Deny' }), 'action-without-vendor'],
    ['rcp', 'every service to deny', document({ Effect: 'Deny', Action: '*:*' }), 'action-without-vendor'],
    [
      'rcp',
      'a named principal',
      document({ Effect: 'Deny', Action: 's3:*', Principal: { AWS: '111122223333' } }),
      'rcp-principal',
    ],
    [
      'rcp',
      'NotAction',
      document({ Effect: 'Deny', Action: undefined, NotAction: 's3:*' }),
      'rcp-not-action',
    ],
  ])('%s: %s', (kind, _title, json, code) => {
    expect(parse(JSON.stringify(json), kind).errors[0]?.code).toBe(code);
  });
});

describe('organization policies', () => {
  it.each(['scp', 'rcp'] as const)('%s: Organizations has one answer to whatever is wrong', (kind) => {
    const text = 'The provided policy document does not meet the requirements of the specified policy type.';
    for (const document of ['', '{', '[]', { Version: '2012-10-17', Statement: [] }, { Statement: good }]) {
      expect(firstMessage(document, kind)).toBe(text);
    }
  });

  it('a fault of a resource control policy is shown where it stands', () => {
    const denial = { Effect: 'Deny', Principal: '*', Action: 's3:*', Resource: '*' };
    const statements = [denial, { ...denial, Effect: 'Allow' }, { ...denial, Action: ['s3:*', '*'] }];
    const { errors } = parse(
      JSON.stringify({ Version: '2012-10-17', Statement: statements }, null, 1),
      'rcp',
    );
    expect(errors.map(({ code, pointer, line }) => [code, pointer, line])).toEqual([
      ['rcp-effect', '/Statement/1/Effect', 11],
      ['action-without-vendor', '/Statement/2/Action', 19],
    ]);
  });
});
