export { Account } from './account.ts';
export {
  type AccountState,
  type AccountView,
  accessKeysOf,
  groupArn,
  groupNamed,
  instanceProfileArn,
  instanceProfileNamed,
  membersOf,
  mfaDeviceArn,
  mfaDevicesOf,
  nameKey,
  newAccountState,
  policyArn,
  roleArn,
  roleNamed,
  userArn,
  userNamed,
} from './account-state.ts';
export {
  Accounts,
  type AccountsOptions,
  AccountTamperedError,
  DraftDiscardedError,
  type DraftOfAccount,
} from './accounts.ts';
export { type AwsManagedPolicy, awsManagedPolicies, awsManagedPolicy } from './aws-managed-policies.ts';
export type { Caller, FederatedCaller, RoleCaller, RootCaller, UserCaller } from './caller.ts';
export { type Clock, systemClock } from './clock.ts';
export { AccountDraft, type EntityChange, type WritableTable } from './draft.ts';
export type {
  AccessKey,
  AccessKeyStatus,
  AccountRecord,
  Group,
  Identity,
  InlinePolicy,
  InstanceProfile,
  LoginProfile,
  ManagedPolicy,
  MfaDevice,
  PasswordPolicy,
  PolicyVersion,
  Role,
  Tag,
  Tags,
  TrustPolicy,
  User,
} from './entities.ts';
export type { LastUsed } from './last-used.ts';
export {
  defaultDocument,
  localPolicyByArn,
  type ManagedPolicyReference,
  managedPolicyByArn,
} from './managed-policies.ts';
export {
  type CallerPolicies,
  callerPolicies,
  compiledTrustPolicy,
  PolicyUnreadableError,
  PrincipalGoneError,
  rolePolicies,
  userPolicies,
} from './policy-sets.ts';
export type { FederatedSession, RoleSession, Session, SessionLimits, UserSession } from './session.ts';
export {
  MAXIMUM_PACKED_BYTES,
  openSession,
  type PackedPart,
  packedPolicySize,
  type SessionSealer,
  sealSession,
} from './session-token.ts';
export type { TableView } from './table.ts';
