/** How accounts lie in the store: keys and encodings. One document an entity, one for the account's record, one for its head. */
import type { AccountRecord } from './entities.ts';

/** `accounts/ID`: the record of each account; listing them lists the accounts. */
export const ACCOUNT_RECORDS = 'accounts/';

export function recordKey(accountId: string): string {
  return `${ACCOUNT_RECORDS}${accountId}`;
}

/** `account/ID/KIND/ENTITY-ID`. */
export function entityKey(accountId: string, kind: string, id: string): string {
  return kind === 'account' ? recordKey(accountId) : `account/${accountId}/${kind}/${id}`;
}

/**
 * `head/ID`: the digest over all documents of the account. Every transaction writes it, and checks that nobody else
 * did meanwhile.
 */
export function headKey(accountId: string): string {
  return `head/${accountId}`;
}

/** `last-used/ID/ENTITY-ID`: written behind, outside of the account's transactions. */
export function lastUsedKey(accountId: string, id: string): string {
  return `last-used/${accountId}/${id}`;
}

const encoder = new TextEncoder();
const decoder = new TextDecoder('utf-8', { fatal: true });

export function encodeDocument(value: unknown): Uint8Array {
  return encoder.encode(JSON.stringify(value));
}

export function decodeDocument(bytes: Uint8Array): unknown {
  return JSON.parse(decoder.decode(bytes));
}

export function decodeRecord(bytes: Uint8Array): AccountRecord {
  return decodeDocument(bytes) as AccountRecord;
}
