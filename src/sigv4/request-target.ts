import { isByteString } from './raw-request.ts';
import { SignatureError } from './signature-error.ts';

/** A request-target taken apart, nothing decoded. `query` is without its question mark. */
export interface RequestTarget {
  readonly path: string;
  readonly query: string;
}

const ABSOLUTE_FORM = /^https?:\/\/([^/?#]*)(.*)$/is;

function split(pathAndQuery: string): RequestTarget {
  const mark = pathAndQuery.indexOf('?');
  if (mark < 0) return { path: pathAndQuery, query: '' };
  return { path: pathAndQuery.slice(0, mark), query: pathAndQuery.slice(mark + 1) };
}

/**
 * Takes a request-target apart (RFC 9112 section 3.2). In absolute form its authority must be the one that `Host` names,
 * for the host is what was signed.
 *
 * @throws {SignatureError} IncompleteSignature
 */
export function parseTarget(target: string, host: string | undefined): RequestTarget {
  if (target.includes('#') || !isByteString(target))
    throw SignatureError.malformed('The request-target is malformed.');
  if (target === '' || target.startsWith('/') || target.startsWith('?')) return split(target);
  const absolute = ABSOLUTE_FORM.exec(target);
  if (absolute === null)
    throw SignatureError.malformed('The request-target is neither a path nor an http URL.');
  if (absolute[1]!.toLowerCase() !== host?.toLowerCase()) {
    throw SignatureError.malformed("The request-target's authority is not that of the 'Host' header.");
  }
  return split(absolute[2]!);
}
