import { SignatureError } from './signature-error.ts';

/** Headers by lower-case name, values folded and, where repeated, joined by `,` in order of arrival. */
export type HeaderLines = ReadonlyMap<string, string>;

/** Headers that say who signed, when and what: a second one would let two readers see two requests. */
const ONLY_ONCE: ReadonlySet<string> = new Set([
  'authorization',
  'date',
  'host',
  'x-amz-content-sha256',
  'x-amz-date',
  'x-amz-security-token',
]);

/** RFC 9110 section 5.5: no CR, LF or NUL; and no character that is more than a byte. */
const UNWIRABLE = /[\r\n\0]|[^\x00-\xff]/;

const SPACE = 0x20;
const LAST_BYTE = 0xff;

/** Whether a value stands in a canonical request as it is: as most do, found out in one pass. */
function isFolded(value: string): boolean {
  let before = SPACE;
  for (let at = 0; at < value.length; at += 1) {
    const code = value.charCodeAt(at);
    if (code < SPACE || code > LAST_BYTE || (code === SPACE && before === SPACE)) return false;
    before = code;
  }
  return before !== SPACE || value === '';
}

/** Trims a value and folds inner runs of spaces and tabs to one space. */
function foldValue(value: string): string {
  if (isFolded(value)) return value;
  if (UNWIRABLE.test(value))
    throw SignatureError.malformed('A header value has a character that cannot stand there.');
  return value.replace(/[ \t]+/g, ' ').replace(/^ | $/g, '');
}

/**
 * Reads raw header lines (name, value, name, value …) for signing.
 *
 * @throws {SignatureError} IncompleteSignature if a header that may stand once stands twice, or a value cannot have come off a wire.
 */
export function readHeaderLines(rawHeaders: readonly string[]): HeaderLines {
  const lines = new Map<string, string>();
  for (let i = 0; i + 1 < rawHeaders.length; i += 2) {
    const name = rawHeaders[i]!.toLowerCase();
    const value = rawHeaders[i + 1]!;
    const earlier = lines.get(name);
    if (earlier === undefined) lines.set(name, foldValue(value));
    else if (ONLY_ONCE.has(name))
      throw SignatureError.malformed(`The request has more than one '${name}' header.`);
    else lines.set(name, `${earlier},${foldValue(value)}`);
  }
  return lines;
}
