import type { HeaderLines } from './header-lines.ts';
import { SignatureError } from './signature-error.ts';

// RFC 9110 section 5.6.2 tokens, lower case, joined by semicolons.
const NAMES = /^[a-z0-9!#$%&'*+\-.^_`|~]+(?:;[a-z0-9!#$%&'*+\-.^_`|~]+)*$/;

/** `name:value\n` of each name; the names must all be in `lines`. */
export function canonicalHeaders(lines: HeaderLines, names: readonly string[]): string {
  let block = '';
  for (const name of names) block += `${name}:${lines.get(name)}\n`;
  return block;
}

/** Lists read before: a client sends the same one with each request. Emptied when full, for callers choose the keys. */
const readBefore = new Map<string, readonly string[]>();
const REMEMBERED_LISTS = 256;
const LONGEST_REMEMBERED = 512;

/** Splits a list that is sorted and without repetition. */
function parseNames(list: string): readonly string[] {
  const known = readBefore.get(list);
  if (known !== undefined) return known;
  if (!NAMES.test(list)) throw SignatureError.mismatch();
  const names = list.split(';');
  if (names.some((name, i) => i > 0 && name <= names[i - 1]!)) throw SignatureError.mismatch();
  if (readBefore.size >= REMEMBERED_LISTS) readBefore.clear();
  if (list.length <= LONGEST_REMEMBERED) readBefore.set(list, Object.freeze(names));
  return names;
}

/**
 * Reads the list of signed headers and holds it against the headers received: sorted, without repetition, with `host`,
 * naming only what is there, and naming every `x-amz-*` header that is there, so that none can be added after signing.
 *
 * @throws {SignatureError} SignatureDoesNotMatch
 */
export function parseSignedHeaders(list: string, lines: HeaderLines): readonly string[] {
  const names = parseNames(list);
  for (const name of names) if (!lines.has(name)) throw SignatureError.mismatch();
  if (!names.includes('host')) throw SignatureError.unsignedHost();
  for (const name of lines.keys()) {
    if (name.startsWith('x-amz-') && !names.includes(name)) throw SignatureError.unsignedHeader(name);
  }
  return names;
}
