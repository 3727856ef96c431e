/**
 * Rows of evaluation §7 that no decision of the engine can show: what is asked, or with which sets, is settled before it.
 * The tests of the rooms named cover them.
 */
export const NOT_THE_ENGINE: ReadonlyMap<number, string> = new Map([
  [21, 'directory: no cached grants after a policy is detached'],
  [24, 'directory: an unreadable document is an error, never an allow'],
  [61, 'services, §2: GetSessionToken session without MFA calls IAM'],
  [63, 'services, §2: GetSessionToken session calls GetFederationToken'],
  [77, 'services, §2: federated session calls IAM or AssumeRole'],
  [78, 'services, §2: GetCallerIdentity is exempt'],
  [101, "services, §2: root skips the deny in its own bucket's policy"],
  [116, "directory, §3.1: the resource account's SCPs are not asked"],
  [118, "directory, §3.1: the caller account's RCPs are not asked"],
  [131, 'directory, §3.1: no organization, no SCPs'],
  [132, 'directory, §3.1: SCP type disabled'],
  [141, "directory, §3.1: SCPs by the role's account"],
  [162, 'services: a missing role answers like one that does not trust the caller'],
  [165, 'services, §2: root may not assume roles'],
  [174, "services: the provider must exist in the role's account"],
  [222, 'services, §2: GetCallerIdentity is exempt'],
  [223, 'services, §2: GetSessionToken by a user is exempt'],
  [224, 'services, §2: GetSessionToken with temporary credentials'],
  [229, 'services, §2: AssumeRoot by root'],
  [234, "services, §2: root skips the deny in its own bucket's policy"],
  [245, 'services: a call on several resources is several decisions'],
]);
