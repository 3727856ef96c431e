export type { AuditAlarm } from './alarm.ts';
export type { AnchorOptions } from './anchors.ts';
export { AuditLog, type DirectoryLogOptions, type MemoryLogOptions } from './audit-log.ts';
export type { Checkpoint, Retirement, Statement, StatementSigner, StatementVerifier } from './checkpoint.ts';
export {
  type AuditEvent,
  auditEvent,
  type EventDecision,
  type EventFacts,
  type EventResource,
  type StintDetails,
  type TlsDetails,
} from './event.ts';
export type { EventFilter } from './event-filter.ts';
export { serializeEvent } from './event-text.ts';
export type { LogState } from './log-writer.ts';
export { type LogHead, outboxKey, outboxWrite, readLogHead } from './outbox.ts';
export { type ReadOptions, readEvents } from './read-events.ts';
export type { AuditRecord, ChainPoint, LogNotes } from './record.ts';
export type { EventIdentity, SessionContext, SessionIssuer, UserIdentity } from './user-identity.ts';
export {
  type AuditVerdict,
  type BadRecord,
  type Defect,
  type OutsideKnowledge,
  verifyAudit,
} from './verify.ts';
