import { ALICE, named, RCP_FULL, ROLE } from '../setup.ts';
import { allow, asked, deny, identity, type Row, resourcePolicy, row } from './row.ts';

const A = '111122223333';
const onlyIfRole = { Condition: { ArnEquals: { 'aws:PrincipalArn': ROLE } } };
const starForRole = resourcePolicy('optional', [allow('s3:GetObject', { Principal: '*', ...onlyIfRole })]);
const allButAlice = resourcePolicy('optional', [
  { Effect: 'Deny', NotPrincipal: { AWS: [ALICE, A] }, Action: '*', Resource: '*' },
  allow('*', { Principal: named('u') }),
]);
const listUsers = asked('iam:ListUsers');
const never = { Condition: { Bool: { 'aws:SecureTransport': 'true' } } };
const revoked = (before: string) =>
  identity(allow('*'), deny('*', { Condition: { DateLessThan: { 'aws:TokenIssueTime': before } } }));

/** evaluation §7.2 */
export const boundaryRows: readonly Row[] = [
  row(25, 'u ID+ PB+', 'a', '✔', 'identity'),
  row(26, 'u ID+ PB–', 'a', 'I', 'boundary'),
  row(27, 'u ID– PB+', 'a', 'I', 'identity'),
  row(28, 'u ID– PB–', 'a', 'I', 'identity'),
  row(29, 'u ID+ PBx', 'a', 'E', 'boundary'),
  row(30, 'u ID– PBx', 'a', 'E', 'boundary'),
  row(31, 'u IDx PB–', 'a', 'E', 'identity'),
  row(32, 'u ID– PB– RP(u)', 'a on A', '✔', 'resource'),
  row(33, 'u ID– PBx RP(u)', 'a on A', 'E', 'boundary'),
  row(34, 'u ID– PB– RP(*)', 'a on A', '✔', 'resource'),
  row(35, 'u ID+ PB– RP(A)', 'a on A', 'I', 'boundary'),
  row(36, 'u ID– PB+ RP(A)', 'a on A', 'I', 'identity'),
  row(37, 's ID– PB– RP(r)', 'a on A', 'I', 'boundary'),
  row(38, 's ID– PB+ RP(r)', 'a on A', '✔', 'resource'),
  row(39, 's ID– PB– RP(s)', 'a on A', '✔', 'resource'),
  row(40, 's ID– PB– * with ArnEquals aws:PrincipalArn r', 'a on A', '✔', 'resource', { sets: starForRole }),
  row(41, 's ID– PBx * with ArnEquals aws:PrincipalArn r', 'a on A', 'E', 'boundary', { sets: starForRole }),
  row(42, 'u PB+ Deny NotPrincipal [u, A], RP(u)', 'a on A', 'E', 'resource', { sets: allButAlice }),
  row(43, 'u without PB, same RP', 'a on A', '✔', 'resource', { sets: allButAlice }),
  row(44, 'u ID+ boundary whose condition is false', 'a', 'I', 'boundary', {
    sets: { boundary: { ...identity(allow('*', never))[0]! } },
  }),
  row(45, 'u PB+ ID+ SCP–', 'a', 'I', 'scp'),
  row(46, 'u boundary removed, b in ID only', 'a', '✔', 'identity', {
    sets: { identity: identity(allow('s3:GetObject')) },
  }),
];

/** evaluation §7.3 */
export const sessionRows: readonly Row[] = [
  row(47, 's ID+ no SP', 'a', '✔', 'identity'),
  row(48, 's ID+ SP+', 'a', '✔', 'identity'),
  row(49, 's ID+ SP–', 'a', 'I', 'session'),
  row(50, 's ID– SP+', 'a', 'I', 'identity'),
  row(51, 's ID+ SPx', 'a', 'E', 'session'),
  row(52, 's ID+ inline SP– PolicyArns one SP+', 'a', '✔', 'identity'),
  row(53, 's ID– SP– RP(r)', 'a on A', 'I', 'session'),
  row(54, 's ID– SP+ RP(r)', 'a on A', '✔', 'resource'),
  row(55, 's ID– SP– RP(s)', 'a on A', '✔', 'resource'),
  row(56, 's SPx RP(s)', 'a on A', 'E', 'session'),
  row(57, 's2 ID– RP(s)', 'a on A', 'I', 'identity'),
  row(58, 's ID+ PB– SP–', 'a', 'I', 'boundary'),
  row(59, 'u by GetSessionToken, ID+', 'a', '✔', 'identity'),
  row(60, 'u by GetSessionToken, RP(u) ID–', 'a on A', '✔', 'resource'),
  row(62, 'u by GetSessionToken with MFA, ID+', listUsers, '✔', 'identity'),
  row(64, 's ID+ the one PolicyArn deleted after issue', 'a', 'I', 'session', { sets: { session: [] } }),
  row(65, 's ID– (ID+ at issue)', 'a', 'I', 'identity'),
  row(66, 's Deny DateLessThan aws:TokenIssueTime T, issued before T', 'a', 'E', 'identity', {
    sets: { identity: revoked('2026-06-01T11:00:01Z') },
  }),
  row(67, 's same, issued after T', 'a', '✔', 'identity', {
    sets: { identity: revoked('2026-06-01T10:59:59Z') },
  }),
];

/** evaluation §7.4 */
export const federatedRows: readonly Row[] = [
  row(68, 'f no SP, alice ID+', 'a', 'I', 'session'),
  row(69, 'f SP+ alice ID+', 'a', '✔', 'identity'),
  row(70, 'f SP+ alice ID–', 'a', 'I', 'identity'),
  row(71, 'f SP– alice ID+', 'a', 'I', 'session'),
  row(72, 'f no SP, RP(f)', 'a on A', '✔', 'resource'),
  row(73, 'f no SP, RP(u)', 'a on A', 'I', 'session'),
  row(74, 'f SP+ ID– RP(u)', 'a on A', '✔', 'resource'),
  row(75, 'f SP+ ID+ PB– RP(u)', 'a on A', 'I', 'boundary'),
  row(76, 'f SP+ ID+ RP(A)', 'a on A', '✔', 'identity'),
  row(79, "f SP+ alice ID+ alice's group gets IDx after issue", 'a', 'E', 'identity'),
  row(80, 'f(root) SP+', 'a', '✔', 'root'),
  row(81, 'f RPx(u) SP+ ID+', 'a', 'E', 'resource'),
];

const denyBut = (...spared: readonly string[]) =>
  resourcePolicy('optional', [{ Effect: 'Deny', NotPrincipal: { AWS: spared }, Action: '*', Resource: '*' }]);
const SESSION = `arn:aws:sts::${A}:assumed-role/r/s1`;
const sourceArn = (arn: string) => ({
  Principal: named('service'),
  Condition: { ArnEquals: { 'aws:SourceArn': arn } },
});

/** evaluation §7.5 */
export const resourceRows: readonly Row[] = [
  row(82, 'u ID+ RP none', 'a on A', '✔', 'identity'),
  row(83, 'u ID+ RP–', 'a on A', '✔', 'identity'),
  row(84, 'u ID– RP(u)', 'a on A', '✔', 'resource'),
  row(85, 'u ID– RP(A)', 'a on A', 'I', 'identity'),
  row(86, 'u ID+ RP(A)', 'a on A', '✔', 'identity'),
  row(87, 'u ID– RP(bob)', 'a on A', 'I', 'identity'),
  row(88, 'u ID+ RPx(*)', 'a on A', 'E', 'resource'),
  row(89, 'u IDx RP(u)', 'a on A', 'E', 'identity'),
  row(90, 'u RP(u) RPx(A)', 'a on A', 'E', 'resource'),
  row(91, 'u re-created, RP names the old id, ID–', 'a on A', 'I', 'identity', {
    sets: resourcePolicy(
      'optional',
      [allow('s3:GetObject', { Principal: named('u') })],
      new Map([[ALICE, 'AIDAOLDALICEOLDALICE0']]),
    ),
  }),
  row(92, 'u re-created, RP(*) with aws:PrincipalArn u', 'a on A', '✔', 'resource', {
    sets: resourcePolicy(
      'optional',
      [allow('s3:GetObject', { Principal: '*', Condition: { ArnEquals: { 'aws:PrincipalArn': ALICE } } })],
      new Map([[ALICE, 'AIDAOLDALICEOLDALICE0']]),
    ),
  }),
  row(93, 's RPx(r) RP(s)', 'a on A', 'E', 'resource'),
  row(94, 's Deny NotPrincipal [r, A], ID+', 'a on A', 'E', 'resource', { sets: denyBut(ROLE, A) }),
  row(95, 's Deny NotPrincipal [s, r, A], ID+', 'a on A', '✔', 'identity', {
    sets: denyBut(SESSION, ROLE, A),
  }),
  row(96, 'anonymous RP(*)', 'a on A', '✔', 'resource'),
  row(97, 'anonymous RP(A)', 'a on A', 'I', 'resource'),
  row(98, 'service RP(service)', 'a on A', '✔', 'resource'),
  row(
    99,
    'service x with aws:SourceArn mismatch',
    asked('s3:GetObject', 'arn:aws:s3:::bucket/key', { 'aws:sourcearn': `arn:aws:sns:us-east-1:${A}:other` }),
    'I',
    'resource',
    { sets: resourcePolicy('optional', [allow('s3:GetObject', sourceArn(`arn:aws:sns:us-east-1:${A}:t`))]) },
  ),
  row(100, 'root RPx(*)', 'a on A', 'E', 'resource'),
  row(102, 'root RP(u)', 'a on A', '✔', 'root'),
  row(243, 'u Deny NotPrincipal [u] without A, ID+', 'a on A', 'E', 'resource', { sets: denyBut(ALICE) }),
  row(244, 'f RP(A) SP+ ID–', 'a on A', 'I', 'identity'),
];

const denyOutsiders = {
  rcp: [
    {
      target: 'r-root',
      policies: [
        RCP_FULL,
        {
          document: {
            Version: '2012-10-17',
            Statement: [
              {
                Effect: 'Deny' as const,
                Principal: '*' as const,
                Action: 's3:*',
                Resource: '*',
                Condition: { StringNotEquals: { 'aws:PrincipalOrgID': 'o-1' } },
              },
            ],
          },
          source: { kind: 'rcp' as const, name: 'insiders only' },
        },
      ],
    },
  ],
};

/** evaluation §7.6 */
export const crossAccountRows: readonly Row[] = [
  row(103, 'u ID+ RP(u)', 'a on B', '✔', 'resource'),
  row(104, 'u ID+ RP none', 'a on B', 'I', 'resource'),
  row(105, 'u ID– RP(u)', 'a on B', 'I', 'identity'),
  row(106, 'u ID– RP–', 'a on B', 'I', 'resource'),
  row(107, 'u ID+ RP(A)', 'a on B', '✔', 'resource'),
  row(108, 'u ID+ RP(*)', 'a on B', '✔', 'resource'),
  row(109, 'u ID– RP(*)', 'a on B', 'I', 'identity'),
  row(110, 'u ID+ RP(B)', 'a on B', 'I', 'resource'),
  row(111, 's ID– RP(s)', 'a on B', 'I', 'identity'),
  row(112, 's ID+ PB– RP(s)', 'a on B', 'I', 'boundary'),
  row(113, 's ID+ SP– RP(s)', 'a on B', 'I', 'session'),
  row(114, 'u ID+ RP(u) RPx(*)', 'a on B', 'E', 'resource'),
  row(115, 'u ID+ RP(u) SCP–', 'a on B', 'I', 'scp'),
  row(117, 'u ID+ RP(u) RCPx', 'a on B', 'E', 'rcp'),
  row(119, 'root RP(A)', 'a on B', '✔', 'resource'),
  row(120, 'root RP(u)', 'a on B', 'I', 'resource'),
  row(121, 'f SP+ ID+ RP(f)', 'a on B', '✔', 'resource'),
  row(122, 'f ID+ no SP, RP(f)', 'a on B', 'I', 'session'),
  row(123, 'u outside O, ID+ RP(u), RCP Deny unless aws:PrincipalOrgID O', 'a on B', 'E', 'rcp', {
    sets: denyOutsiders,
  }),
];
