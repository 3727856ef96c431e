import { formatAmzDate, parseAmzDate, parseDateHeader } from './amz-date.ts';
import { ALGORITHM } from './credential.ts';
import type { HeaderLines } from './header-lines.ts';
import { SignatureError } from './signature-error.ts';

/** What either form of signing carries, as text. */
export interface SignatureClaim {
  readonly credential: string;
  readonly signedHeaders: string;
  readonly signature: string;
  readonly time: number;
  readonly amzDate: string;
  readonly expiresSeconds?: number;
  readonly sessionToken?: string;
}

/** The parts of an `Authorization` header, in the order in which AWS names those that are missing. */
const PARTS = ['Credential', 'Signature', 'SignedHeaders'] as const;
type Part = (typeof PARTS)[number];

function isPart(name: string): name is Part {
  return (PARTS as readonly string[]).includes(name);
}

function parseParts(text: string): Map<Part, string> {
  const parts = new Map<Part, string>();
  for (const piece of text === '' ? [] : text.split(',')) {
    const part = piece.trim();
    const equals = part.indexOf('=');
    if (equals < 0) throw SignatureError.notKeyValue(part);
    const name = part.slice(0, equals);
    if (isPart(name) && parts.has(name)) {
      throw SignatureError.malformed(`Authorization header has more than one '${name}' parameter.`);
    }
    if (isPart(name)) parts.set(name, part.slice(equals + 1));
  }
  return parts;
}

function missingParts(parts: ReadonlyMap<Part, string>, lines: HeaderLines): string[] {
  // An empty signature is a wrong one and is answered as such; an empty credential or list says nothing.
  const missing = PARTS.filter(
    (name) => !parts.has(name) || (name !== 'Signature' && parts.get(name) === ''),
  ).map((name) => `Authorization header requires '${name}' parameter.`);
  if (!lines.has('x-amz-date') && !lines.has('date')) {
    missing.push("Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header.");
  }
  return missing;
}

/** `X-Amz-Date` where it is sent, else `Date`. */
function signingTime(lines: HeaderLines): { time: number; amzDate: string } {
  const amzDate = lines.get('x-amz-date');
  const text = amzDate ?? lines.get('date') ?? '';
  const time = amzDate === undefined ? parseDateHeader(text) : parseAmzDate(text);
  if (time === undefined) throw SignatureError.malformedDate(text);
  return { time, amzDate: amzDate ?? formatAmzDate(time) };
}

/**
 * Reads `Authorization: AWS4-HMAC-SHA256 Credential=…, SignedHeaders=…, Signature=…` and the headers that go with it.
 * IAM User Guide, "Elements of an AWS API request signature".
 *
 * @throws {SignatureError} IncompleteSignature
 */
export function parseHeaderForm(authorization: string, lines: HeaderLines): SignatureClaim {
  const space = authorization.indexOf(' ');
  const algorithm = space < 0 ? authorization : authorization.slice(0, space);
  const parts = parseParts(space < 0 ? '' : authorization.slice(space + 1));
  const missing = missingParts(parts, lines);
  if (missing.length > 0) throw SignatureError.incompleteHeader(missing, authorization);
  if (algorithm !== ALGORITHM) throw SignatureError.unsupportedAlgorithm(algorithm);
  const sessionToken = lines.get('x-amz-security-token');
  return {
    credential: parts.get('Credential')!,
    signedHeaders: parts.get('SignedHeaders')!,
    signature: parts.get('Signature')!,
    ...signingTime(lines),
    ...(sessionToken === undefined ? {} : { sessionToken }),
  };
}
