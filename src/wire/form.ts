import { isAscii } from 'node:buffer';
import { malformedInput, validationError } from './refusals.ts';

/** The parameters of a Query request by name. A Map, so that names such as `__proto__` are names like any other. */
export type FormParameters = ReadonlyMap<string, string>;

const FORM_MEDIA_TYPE = /^[ \t]*application\/x-www-form-urlencoded[ \t]*(?:;|$)/i;

/** Whether a Content-Type header announces a form; AWS reads no parameters from any other body. */
export function isFormContentType(header: string | undefined): boolean {
  return header !== undefined && FORM_MEDIA_TYPE.test(header);
}

/**
 * Reads `application/x-www-form-urlencoded` parameters, strictly. Several sources (the query string and the body) are
 * read as one set: a name given twice, in one source or in two, is refused. AWS takes the first; we do not guess
 * which of two actions was signed in good faith (docs/decisions/wire-query-parsing.md).
 *
 * @param sources bodies as bytes, query strings (without `?`) as strings
 * @throws AwsError `MalformedInput` 400 for a broken percent escape or text that is not UTF-8; `ValidationError` 400
 *   for a name given twice
 */
export function parseForm(...sources: readonly (Uint8Array | string)[]): FormParameters {
  const parameters = new Map<string, string>();
  for (const source of sources) {
    if (source.length === 0) continue;
    const text = typeof source === 'string' ? wellFormed(source) : decodeUtf8(source);
    for (const pair of text.split('&')) {
      if (pair === '') continue;
      const equals = pair.indexOf('=');
      const name = decodeComponent(equals === -1 ? pair : pair.slice(0, equals));
      if (parameters.has(name)) throw validationError(`Parameter ${name} is given more than once.`);
      parameters.set(name, equals === -1 ? '' : decodeComponent(pair.slice(equals + 1)));
    }
  }
  return parameters;
}

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

function decodeUtf8(bytes: Uint8Array): string {
  // As most are. ASCII is the same in UTF-8, and read faster.
  if (isAscii(bytes)) return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
  try {
    return utf8.decode(bytes);
  } catch {
    throw malformedInput('The request is not valid UTF-8.');
  }
}

function wellFormed(text: string): string {
  if (/\p{Surrogate}/u.test(text)) throw malformedInput('The request is not valid UTF-8.');
  return text;
}

function decodeComponent(text: string): string {
  const spaced = text.includes('+') ? text.replaceAll('+', ' ') : text;
  if (!spaced.includes('%')) return spaced;
  try {
    // Refuses lone `%`, non-hexadecimal digits, overlong forms, encoded surrogates and code points above U+10FFFF.
    return decodeURIComponent(spaced);
  } catch {
    throw malformedInput('The request contains an invalid percent escape.');
  }
}
