import type { RawStatement, ReferenceLevel, ReferencePolicy } from '../../reference/index.ts';
import { ALICE, CALLERS, documentOf, named, policyOf, RCP_FULL, ROOT_OF_A } from '../setup.ts';
import { type Asked, allow, asked, deny, identity, type Row, resourcePolicy, row } from './row.ts';

const A = '111122223333';
const B = '444455556666';

function scp(...statements: readonly RawStatement[]): ReferencePolicy {
  return policyOf('scp', documentOf(...statements));
}
const serviceLinked = { ...CALLERS.s, serviceLinked: true };
const FULL = scp(allow('*'));
function tree(...levels: readonly (readonly ReferencePolicy[])[]): readonly ReferenceLevel[] {
  return levels.map((policies, depth) => ({ target: `level-${depth}`, policies }));
}
const listUsers = asked('iam:ListUsers');
const never = { Condition: { Bool: { 'aws:SecureTransport': 'true' } } };
const notRoot = deny('*', { Condition: { ArnLike: { 'aws:PrincipalArn': 'arn:aws:iam::*:root' } } });

/** evaluation §7.7 */
export const organizationRows: readonly Row[] = [
  row(124, 'u ID+ SCP allows at root and account, the OU only s3', listUsers, 'I', 'scp', {
    sets: { scp: tree([FULL], [scp(allow('s3:*'))], [FULL]) },
  }),
  row(125, 'u ID+ Deny at the organization root', 'a', 'E', 'scp', {
    sets: { scp: tree([FULL, scp(deny('*'))], [FULL], [FULL]) },
  }),
  row(126, 'u ID+ OU has no SCP attached at all', 'a', 'I', 'scp', {
    sets: { scp: tree([FULL], [], [FULL]) },
  }),
  row(127, 'u ID– SCP+', 'a', 'I', 'identity'),
  row(128, 'root SCP Deny for aws:PrincipalArn arn:aws:iam::*:root', 'a', 'E', 'scp', {
    sets: { scp: tree([FULL, scp(notRoot)], [FULL]) },
  }),
  row(129, 'u ID+, of the management account, SCPx', 'a', '✔', 'identity', {
    sets: { scp: tree([scp(deny('*'))]), managementAccount: A },
  }),
  row(129, 'root of the management account, SCPx', 'a', '✔', 'root', {
    sets: { scp: tree([scp(deny('*'))]), managementAccount: A },
  }),
  row(130, 's ID+, of a service-linked role, SCPx', 'a', '✔', 'identity', {
    sets: { scp: tree([scp(deny('*'))]) },
    caller: serviceLinked,
  }),
  row(133, 'u RP(u) ID– SCP–', 'a on A', 'I', 'scp'),
  row(134, 'u ID+ SCP Allow with condition false at account level', 'a', 'I', 'scp', {
    sets: { scp: tree([FULL], [FULL], [scp(allow('*', never))]) },
  }),
  row(135, 'service RP(service) SCPx', 'a on A', '✔', 'resource'),
  row(136, 'service RP(service) RCPx', 'a on A', 'E', 'rcp'),
  row(137, 'u ID+ RCPx, resource of the management account', 'a', '✔', 'identity', {
    sets: { managementAccount: A },
  }),
  row(138, 's ID+ RCPx, of a service-linked role', 'a', '✔', 'identity', { caller: serviceLinked }),
  row(139, 'u ID+ RCPx', asked('iam:DeleteRole', `arn:aws:iam::${A}:role/r2`), '✔', 'identity'),
  row(140, 'u ID+ SCPx RCPx', 'a on A', 'E', 'rcp'),
];

const roleIn = (account: string) => `arn:aws:iam::${account}:role/r2`;
const assume = (account: string, context: Asked['context'] = {}): Asked => ({
  action: 'sts:AssumeRole',
  resource: roleIn(account),
  account,
  context,
});
const inA = assume(A);
const inB = assume(B);
const tagSession = (account: string): Asked => ({ ...assume(account), action: 'sts:TagSession' });
const trust = (action: string, who: string, more: Partial<RawStatement> = {}): RawStatement => ({
  Effect: 'Allow',
  Principal: named(who),
  Action: action,
  ...more,
});
const trusts = (...statements: readonly RawStatement[]) => resourcePolicy('trust', statements);
const externalId = trusts(
  trust('sts:AssumeRole', 'A', { Condition: { StringEquals: { 'sts:ExternalId': 'X' } } }),
);
const withMfa = trusts(
  trust('sts:AssumeRole', 'A', { Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'true' } } }),
);
const byToken = (aud: string): Asked => ({
  ...inA,
  action: 'sts:AssumeRoleWithWebIdentity',
  context: { 'idp.example.com:aud': aud },
});
const trustsToken = (action: string, who: string) =>
  trusts(trust(action, who, { Condition: { StringEquals: { 'idp.example.com:aud': 'client' } } }));
const web = 'sts:AssumeRoleWithWebIdentity';
const chained = { ...inA, action: 'sts:SetSourceIdentity' };
const insidersOnly: RawStatement = {
  ...deny('sts:*', { Condition: { StringNotEquals: { 'aws:PrincipalOrgID': 'o-1' } } }),
  Principal: '*',
};

/** evaluation §7.8 */
export const trustRows: readonly Row[] = [
  row(142, 'u ID– TP(u), no PB', inA, '✔', 'trust'),
  row(143, 'u ID– TP(A)', inA, 'I', 'identity'),
  row(144, 'u ID+ TP(A)', inA, '✔', 'identity'),
  row(145, 'u ID+ TP(bob)', inA, 'I', 'trust'),
  row(146, 'u IDx TP(u)', inA, 'E', 'identity'),
  row(147, 'u TPx(A) TP(u)', inA, 'E', 'trust'),
  row(148, 'u ID– TP(AWS:*), no PB', inA, '✔', 'trust'),
  row(149, 's ID– TP(r), no PB', inA, '✔', 'trust'),
  row(150, 's PB– TP(r)', inA, 'I', 'boundary'),
  row(151, 's2 ID+ TP(s)', inA, 'I', 'trust'),
  row(152, 'u ID– PB– TP(u)', inA, 'I', 'boundary'),
  row(152, 'u ID+ PB– TP(u)', inA, 'I', 'boundary'),
  row(153, 'u ID– TP(u)', inB, 'I', 'identity'),
  row(154, 'u ID+ TP(u)', inB, '✔', 'trust'),
  row(155, 'u ID+ TP(A)', inB, '✔', 'trust'),
  row(156, 'u ID+ TP(B)', inB, 'I', 'trust'),
  row(157, 'u ID+ TP(A) if sts:ExternalId=X, Y given', assume(B, { 'sts:externalid': 'Y' }), 'I', 'trust', {
    sets: externalId,
  }),
  row(157, 'u ID+ TP(A) if sts:ExternalId=X, none given', inB, 'I', 'trust', { sets: externalId }),
  row(158, 'u ID+ TP(A) if sts:ExternalId=X, X given', assume(B, { 'sts:externalid': 'X' }), '✔', 'trust', {
    sets: externalId,
  }),
  row(159, 'u ID+ TP(A) if MultiFactorAuthPresent, long-term key', inB, 'I', 'trust', { sets: withMfa }),
  row(160, 'u ID+ same, right TokenCode', assume(B, { 'aws:multifactorauthpresent': 'true' }), '✔', 'trust', {
    sets: withMfa,
  }),
  row(161, 'u ID+ re-created, TP has the old id', inA, 'I', 'trust', {
    sets: resourcePolicy(
      'trust',
      [trust('sts:AssumeRole', 'u')],
      new Map([[ALICE, 'AIDAOLDALICEOLDALICE0']]),
    ),
  }),
  row(163, 's assumes its own r, TP without r: TP(bob)', inA, 'I', 'trust'),
  row(164, 's assumes its own r, TP(r)', inA, '✔', 'trust'),
  row(166, 'u TP(u) only sts:AssumeRole, asked for tags', tagSession(A), 'I', 'trust', {
    sets: trusts(trust('sts:AssumeRole', 'u')),
  }),
  row(167, 'u ID– TP(u) both actions, asked for tags', tagSession(A), '✔', 'trust', {
    sets: trusts(trust('sts:AssumeRole', 'u'), trust('sts:TagSession', 'u')),
  }),
  row(168, 'u ID+ only sts:AssumeRole, TP(A) both', tagSession(B), 'I', 'identity', {
    sets: {
      ...trusts(trust('sts:AssumeRole', 'A'), trust('sts:TagSession', 'A')),
      identity: identity(allow('sts:AssumeRole')),
    },
  }),
  row(169, 's has SourceIdentity, TP lacks sts:SetSourceIdentity', chained, 'I', 'trust', {
    sets: trusts(trust('sts:AssumeRole', 'r')),
  }),
  row(170, 'ec2 TP(ec2)', inA, '✔', 'trust'),
  row(171, 'ec2 TP(lambda)', inA, 'I', 'trust'),
  row(172, 'oidc TP of the provider, conditions true', byToken('client'), '✔', 'trust', {
    sets: trustsToken(web, 'provider'),
  }),
  row(173, 'oidc same, aud condition false', byToken('other'), 'I', 'trust', {
    sets: trustsToken(web, 'provider'),
  }),
  row(175, 'oidc TP of the provider but Action sts:AssumeRole', byToken('client'), 'I', 'trust', {
    sets: trustsToken('sts:AssumeRole', 'provider'),
  }),
  row(177, 'oidc same as 172, SCPx on the role’s account', byToken('client'), '✔', 'trust', {
    sets: { ...trustsToken(web, 'provider'), scp: tree([scp(deny('sts:*'))]) },
  }),
  row(176, 'oidc TP {"AWS":"*"}, Action AssumeRoleWithWebIdentity', byToken('client'), 'I', 'trust', {
    sets: trustsToken(web, 'AWS:*'),
  }),
  row(178, 'oidc TP of the provider, RCPx', { ...byToken('client') }, 'E', 'rcp', {
    sets: {
      ...trustsToken(web, 'provider'),
      rcp: tree([RCP_FULL, policyOf('rcp', documentOf({ ...deny('sts:*'), Principal: '*' }))]),
    },
  }),
  row(179, 'u ID+ TP(A) SCPx', inA, 'E', 'scp'),
  row(180, 'u ID+ TP(A), RCP of B Deny unless aws:PrincipalOrgID O, A left O', inB, 'E', 'rcp', {
    sets: { rcp: tree([RCP_FULL, policyOf('rcp', documentOf(insidersOnly))]) },
  }),
  row(181, 'u ID+ TP(A) VPCE–', inB, 'I', 'endpoint'),
  row(241, 's ID– SP– TP(s)', inA, 'I', 'session'),
  row(242, 's ID+ TP(A) assumes its own r', inA, '✔', 'identity'),
  row(
    247,
    'u ID+ TP(A) if sts:RoleSessionName is ${aws:username}',
    assume(A, { 'sts:rolesessionname': 'alice' }),
    '✔',
    'identity',
    {
      sets: trusts(
        trust('sts:AssumeRole', 'A', {
          Condition: { StringEquals: { 'sts:RoleSessionName': '${aws:username}' } },
        }),
      ),
    },
  ),
  row(248, 's ID+ as 247', assume(A, { 'sts:rolesessionname': 'alice' }), 'I', 'trust', {
    sets: trusts(
      trust('sts:AssumeRole', 'A', {
        Condition: { StringEquals: { 'sts:RoleSessionName': '${aws:username}' } },
      }),
    ),
  }),
];

const KEY = `arn:aws:kms:us-east-1:${A}:key/k`;
const decrypt = (account: string): Asked => ({ action: 'kms:Decrypt', resource: KEY, account });
const viaService = deny('kms:*', {
  Condition: { StringNotEquals: { 'kms:ViaService': 's3.us-east-1.amazonaws.com' } },
});

/** evaluation §7.9 */
export const keyRows: readonly Row[] = [
  row(182, 'u ID+ KP(A)', decrypt(A), '✔', 'identity'),
  row(183, 'u ID+ (admin) KP(bob)', decrypt(A), 'I', 'resource'),
  row(184, 'u ID– KP(u)', decrypt(A), '✔', 'resource'),
  row(185, 'u ID– KP(A)', decrypt(A), 'I', 'identity'),
  row(186, 'u PB– KP(u)', decrypt(A), '✔', 'resource'),
  row(187, 's PB– KP(r)', decrypt(A), 'I', 'boundary'),
  row(188, 'root KP(u)', decrypt(A), 'I', 'resource'),
  row(189, 'u ID+ KP(A)', decrypt(B), '✔', 'resource'),
  row(190, 'u ID– KP(u)', decrypt(B), 'I', 'identity'),
  row(191, 'u ID+ KPx for * unless kms:ViaService', decrypt(A), 'E', 'resource', {
    sets: resourcePolicy('key', [
      { ...viaService, Principal: '*' },
      { ...allow('kms:*'), Principal: named('A') },
    ]),
  }),
  row(192, 'u ID+ no key named', asked('kms:ListKeys'), '✔', 'identity'),
];

const TARGET = `arn:aws:iam::${A}:root`;
const audit = 'arn:aws:iam::aws:policy/root-task/IAMAuditRootUserCredentials';
const assumeRoot: Asked = {
  action: 'sts:AssumeRoot',
  resource: TARGET,
  context: { 'sts:taskpolicyarn': audit },
};
const task = [policyOf('session', documentOf(allow('iam:GetLoginProfile')))];
const longTermRoot = scp(
  deny('*', {
    Condition: {
      Null: { 'aws:AssumedRoot': 'true' },
      ArnLike: { 'aws:PrincipalArn': 'arn:aws:iam::*:root' },
    },
  }),
);
const loginProfile = asked('iam:GetLoginProfile', ROOT_OF_A);
const rolesForAssumption = (name: string) =>
  identity(allow('sts:AssumeRole', { Resource: `arn:aws:iam::${A}:role/${name}` }));
const passRole = (resource: string): Asked =>
  asked('iam:PassRole', resource, { 'iam:passedtoservice': 'ec2.amazonaws.com' });
const r = `arn:aws:iam::${A}:role/r`;

/** evaluation §7.11 */
export const stsRows: readonly Row[] = [
  row(225, 'u ID–', asked('sts:GetFederationToken'), 'I', 'identity'),
  row(226, 'u ID–', asked('sts:GetAccessKeyInfo'), 'I', 'identity'),
  row(227, 's ID+ of the management account, feature on', assumeRoot, '✔', 'identity'),
  row(228, 's as 227, sts:TaskPolicyArn condition other task', assumeRoot, 'I', 'identity', {
    sets: {
      identity: identity(
        allow('sts:AssumeRoot', { Condition: { ArnEquals: { 'sts:TaskPolicyArn': `${audit}2` } } }),
      ),
    },
  }),
  row(230, 'AssumeRoot task IAMAuditRootUserCredentials', loginProfile, '✔', 'root', {
    sets: { session: task },
  }),
  row(231, 'AssumeRoot same', asked('iam:CreateUser'), 'I', 'session', { sets: { session: task } }),
  row(232, 'AssumeRoot, SCP Deny root if Null aws:AssumedRoot true', loginProfile, '✔', 'root', {
    sets: { session: task, scp: tree([FULL, longTermRoot]) },
  }),
  row(233, 'root same SCP', loginProfile, 'E', 'scp', { sets: { scp: tree([FULL, longTermRoot]) } }),
  row(235, 'u + iam:AddRoleToInstanceProfile, – iam:PassRole', passRole(r), 'I', 'identity', {
    sets: { identity: identity(allow('iam:AddRoleToInstanceProfile')) },
  }),
  row(236, 'u + both', passRole(r), '✔', 'identity', {
    sets: { identity: identity(allow('iam:AddRoleToInstanceProfile'), allow('iam:PassRole')) },
  }),
  row(237, 'u PassRole Allow if iam:PassedToService lambda', passRole(r), 'I', 'identity', {
    sets: {
      identity: identity(
        allow('iam:PassRole', {
          Condition: { StringEquals: { 'iam:PassedToService': 'lambda.amazonaws.com' } },
        }),
      ),
    },
  }),
  row(
    238,
    'u PassRole Allow on role/app-*, path /x/',
    passRole(`arn:aws:iam::${A}:role/x/app-1`),
    'I',
    'identity',
    {
      sets: { identity: identity(allow('iam:PassRole', { Resource: `arn:aws:iam::${A}:role/app-*` })) },
    },
  ),
  row(239, 'u ID+ PB– for iam:PassRole', passRole(r), 'I', 'boundary'),
  row(240, 'u ID+ SCPx iam:PassRole', passRole(r), 'E', 'scp'),
  row(
    246,
    'u Allow on role/r2, role has path /x/, TP(A)',
    { ...inA, resource: `arn:aws:iam::${A}:role/x/r2` },
    'I',
    'identity',
    { sets: { identity: rolesForAssumption('r2') } },
  ),
];
