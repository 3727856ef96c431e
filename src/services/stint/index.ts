/** Stint's own service: what an operator does with the installation. */
import { accountOperations } from './accounts.ts';
import { seedOperations } from './apply-seed.ts';
import { backupOperations } from './backup.ts';
import { eventOperations } from './events.ts';
import { keyringOperations } from './keyring.ts';
import type { AnyOperatorOperation } from './operation.ts';

export { auditCopyOf, copyLog } from './backup.ts';
export { eventFilter, type LookupEventsInput, shownRecord } from './events.ts';
export { STINT_MODEL } from './model.ts';
export type { AnyOperatorOperation, AuditTrail, OperatorOperation, OperatorScope } from './operation.ts';
export { addRootKey, type RootKey } from './root-key.ts';
export { parseSeed } from './seed-reader.ts';

/** Every operation of the operator, by name. */
export const OPERATOR_OPERATIONS: ReadonlyMap<string, AnyOperatorOperation> = new Map(
  [
    ...accountOperations,
    ...eventOperations,
    ...keyringOperations,
    ...backupOperations,
    ...seedOperations,
  ].map((operation: AnyOperatorOperation) => [operation.name, operation]),
);
