import { percentDecode, percentEncode } from './percent-encoding.ts';
import { SignatureError } from './signature-error.ts';

/** One name and value of a query string, percent-decoded to byte strings. */
export interface QueryParameter {
  readonly name: string;
  readonly value: string;
}

function decode(part: string): string {
  const decoded = percentDecode(part);
  if (decoded === undefined)
    throw SignatureError.malformed('The query string has a malformed percent-escape.');
  return decoded;
}

function parseParameter(part: string): QueryParameter {
  if (part === '') throw SignatureError.malformed('The query string has an empty parameter.');
  const equals = part.indexOf('=');
  if (equals < 0) return { name: decode(part), value: '' };
  return { name: decode(part.slice(0, equals)), value: decode(part.slice(equals + 1)) };
}

/**
 * Reads the raw query string of a signed request. Signers disagree on `+` (space to some, plus to others), so that only
 * `%20` and `%2B` are unambiguous.
 *
 * @throws {SignatureError} IncompleteSignature for a raw `+`, a broken escape, or an empty parameter (`a=1&&b=2`).
 */
export function parseQuery(query: string): QueryParameter[] {
  if (query === '') return [];
  if (query.includes('+')) {
    throw SignatureError.malformed(
      "A '+' in the query string of a signed request must be written as '%2B', a space as '%20'.",
    );
  }
  return query.split('&').map(parseParameter);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** The canonical query string: names and values encoded, sorted by encoded name, then by encoded value; no signature. */
export function canonicalQuery(parameters: readonly QueryParameter[]): string {
  if (parameters.length === 0) return '';
  return parameters
    .filter(({ name }) => name !== 'X-Amz-Signature')
    .map(({ name, value }) => [percentEncode(name), percentEncode(value)] as const)
    .sort((a, b) => compare(a[0], b[0]) || compare(a[1], b[1]))
    .map(([name, value]) => `${name}=${value}`)
    .join('&');
}
