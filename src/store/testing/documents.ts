import type { Change, Store, Write } from '../store.ts';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
export const text = (value: Uint8Array): string => new TextDecoder().decode(value);
export const put = (key: string, value: string): Write => ({ key, value: bytes(value) });
export const remove = (key: string): Write => ({ key, value: undefined });

/** A document in short: key, text, revision. */
export async function read(store: Store, key: string): Promise<[string, string, number] | undefined> {
  const found = await store.get(key);
  return found && [found.key, text(found.value), found.revision];
}

/** A change in one line: `2: a b`. */
function lineOf({ revision, keys }: Change): string {
  return `${revision}: ${keys.join(' ')}`;
}

/** The next `count` changes after `revision`, as lines. */
export async function take(store: Store, revision: number, count: number): Promise<string[]> {
  const seen: string[] = [];
  if (count === 0) return seen;
  const abort = new AbortController();
  for await (const change of store.watch(revision, abort.signal)) {
    seen.push(lineOf(change));
    if (seen.length === count) abort.abort();
  }
  return seen;
}
