/** Where a row of evaluation §7 is shown that no decision of the engine can show. */
export interface ShownElsewhere {
  readonly file: string;
  /** Of the test, or of its row in a table; it stands in the file in these words. */
  readonly title: string;
}

/** Why a row cannot be shown by any test yet. */
export interface NotServed {
  readonly missing: string;
}

const ROWS_HERE = 'test/policy/truth-table/other-rooms.test.ts';
const SESSIONS = 'test/security/sts-sessions.test.ts';
const BOUNDARIES = 'test/security/iam-boundaries.test.ts';
const ASSUME_ROLE = 'test/security/sts-assume-role.test.ts';
const TESTING = 'src/testing/question.test.ts';

const MFA = 'case 40: GetSessionToken without MFA: no IAM, and of STS only AssumeRole and GetCallerIdentity';
const FEDERATED =
  'case 41: GetFederationToken: no IAM, no AssumeRole, and no rights of its own without a policy';
const EXEMPT = 'row 222: GetCallerIdentity, against every deny; row 223: GetSessionToken';
const OWN_BUCKET = 'root can mend its own bucket policy';

const at = (file: string, title: string): ShownElsewhere => ({ file, title });

/**
 * Rows of evaluation §7 that no decision of the engine can show: what is asked, or with which sets, is settled before it.
 */
export const NOT_THE_ENGINE: ReadonlyMap<number, ShownElsewhere | NotServed> = new Map<
  number,
  ShownElsewhere | NotServed
>([
  [21, at('test/reliability/revocation.test.ts', 'the policy is detached')],
  [24, at(ROWS_HERE, 'row 24: an attached document that cannot be read is an error, never an allow')],
  [61, at(SESSIONS, MFA)],
  [63, at(SESSIONS, MFA)],
  [77, at(SESSIONS, FEDERATED)],
  [78, at(SESSIONS, FEDERATED)],
  [101, at(TESTING, OWN_BUCKET)],
  [116, at(ROWS_HERE, "row 116: the SCPs of the resource's account do not bind another account's user")],
  [118, at(ROWS_HERE, "row 118: the RCPs of the caller's account are about its own resources")],
  [131, at(ROWS_HERE, 'rows 131 and 132: outside of an organization there are no SCPs')],
  [132, at(ROWS_HERE, 'rows 131 and 132: outside of an organization there are no SCPs')],
  [141, at(ROWS_HERE, 'row 141: a session is bound by the account of its role, not %s')],
  [
    162,
    at(ASSUME_ROLE, 'a role that does not exist and one that does not trust the caller: the same answer'),
  ],
  [165, at(ASSUME_ROLE, 'case 42: root may not')],
  [174, { missing: 'OIDC providers and AssumeRoleWithWebIdentity are not served yet' }],
  [222, at(BOUNDARIES, EXEMPT)],
  [223, at(BOUNDARIES, EXEMPT)],
  [224, at(BOUNDARIES, 'row 224: GetSessionToken by a role session')],
  [229, { missing: 'AssumeRoot is not served yet' }],
  [234, at(ROWS_HERE, 'row 234: a session of AssumeRoot mends the bucket policy that denies it')],
  [245, at(ROWS_HERE, 'row 245: a call on two resources is two decisions, and the second may refuse it')],
]);
