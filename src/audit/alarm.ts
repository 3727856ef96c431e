import type { LogNotes } from './record.ts';

/** What an operator has to know of the log. Each has a `message` of one line: what is wrong, what it means. */
export type AuditAlarm = { readonly message: string } & (
  | { readonly kind: 'unwritable' | 'writable-again' | 'events-lost' | 'outbox' | 'anchor' | 'retention' }
  | { readonly kind: 'torn'; readonly torn: LogNotes['torn'] }
  | { readonly kind: 'break'; readonly break: LogNotes['break'] }
);
