import type { Range } from './store.ts';

/** Longest key, in characters. */
export const maximumKeyLength = 1024;

const key = /^[\x20-\x7e]{1,1024}$/;
// One character more than keys have, so that a bound can stand behind every key of a prefix.
const bound = /^[\x20-\x7f]{0,1025}$/;

/** @throws RangeError when the text is no key: 1 to 1,024 printable ASCII characters. */
export function requireKey(text: string): string {
  if (!key.test(text)) throw new RangeError(`not a key of the store: ${JSON.stringify(text.slice(0, 80))}`);
  return text;
}

/** @throws RangeError when a bound or the limit is none. */
export function requireRange(range: Range): Range {
  for (const text of [range.from, range.to]) {
    if (!bound.test(text))
      throw new RangeError(`not a bound of a range: ${JSON.stringify(text.slice(0, 80))}`);
  }
  if (range.limit !== undefined && !(Number.isSafeInteger(range.limit) && range.limit >= 0)) {
    throw new RangeError(`not a limit of a range: ${range.limit}`);
  }
  return range;
}

/** The range of all keys that begin with `prefix`. */
export function prefixRange(prefix: string): { readonly from: string; readonly to: string } {
  return { from: prefix, to: `${prefix}\x7f` };
}
