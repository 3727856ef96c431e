import { iamOperations } from './iam/index.ts';
import type { AnyOperation } from './operation.ts';
import { refuseRestrictedCaller, stsOperations } from './sts/index.ts';

export type { MfaSecrets } from './mfa.ts';
export type { AnyOperation, Ask, Markers, Operation, Scope, WriteScope } from './operation.ts';
export {
  type PasswordState,
  type Passwords,
  passwordExpiry,
  passwordState,
} from './passwords.ts';
export {
  type AnyOperatorOperation,
  type AuditTrail,
  addRootKey,
  auditCopyOf,
  copyLog,
  eventFilter,
  type LookupEventsInput,
  OPERATOR_OPERATIONS,
  type OperatorScope,
  parseSeed,
  type RootKey,
  STINT_MODEL,
  shownRecord,
} from './stint/index.ts';
export { refuseRestrictedCaller };

const byName = (operations: readonly AnyOperation[]): ReadonlyMap<string, AnyOperation> =>
  new Map(operations.map((operation) => [operation.name, operation]));

/** Every operation that exists, by service and name. */
export const OPERATIONS: Readonly<Record<'iam' | 'sts', ReadonlyMap<string, AnyOperation>>> = {
  iam: byName(iamOperations),
  sts: byName(stsOperations),
};
