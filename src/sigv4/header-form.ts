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
  readonly expiresSeconds: number | undefined;
  readonly sessionToken: string | undefined;
}

/** The parts of an `Authorization` header, in the order in which AWS names those that are missing. */
const PARTS = ['Credential', 'Signature', 'SignedHeaders'] as const;

/** The header as AWS's SDKs write it. What is read of it is what `parseParts` would read. */
const USUAL = /^AWS4-HMAC-SHA256 Credential=([^\s,]+), ?SignedHeaders=([^\s,]+), ?Signature=([^\s,]*)$/;

function parseParts(text: string): ReadonlyMap<string, string> {
  const parts = new Map<string, string>();
  for (const piece of text === '' ? [] : text.split(',')) {
    // Not trim(), which takes more for white space than HTTP does.
    const part = piece.replace(/^[ \t]+|[ \t]+$/g, '');
    const equals = part.indexOf('=');
    if (equals < 0) throw SignatureError.notKeyValue(part);
    const name = part.slice(0, equals);
    if (parts.has(name))
      throw SignatureError.malformed('Authorization header has a parameter more than once.');
    parts.set(name, part.slice(equals + 1));
  }
  return parts;
}

function missingParts(parts: ReadonlyMap<string, string>, lines: HeaderLines): string[] {
  // An empty signature is a wrong one and is answered as such; an empty credential or list says nothing.
  const missing = PARTS.filter(
    (name) => !parts.has(name) || (name !== 'Signature' && parts.get(name) === ''),
  ).map((name) => `Authorization header requires '${name}' parameter.`);
  if (!lines.has('x-amz-date') && !lines.has('date')) {
    missing.push("Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header.");
  }
  return missing;
}

/** `X-Amz-Date` where it is sent, else `Date`: milliseconds since the epoch. */
function signingTime(lines: HeaderLines): number {
  const amzDate = lines.get('x-amz-date');
  const text = amzDate ?? lines.get('date') ?? '';
  const time = amzDate === undefined ? parseDateHeader(text) : parseAmzDate(text);
  if (time === undefined) throw SignatureError.malformedDate(text);
  return time;
}

/**
 * Reads `Authorization: AWS4-HMAC-SHA256 Credential=…, SignedHeaders=…, Signature=…` and the headers that go with it.
 * IAM User Guide, "Elements of an AWS API request signature".
 *
 * @throws {SignatureError} IncompleteSignature
 */
export function parseHeaderForm(authorization: string, lines: HeaderLines): SignatureClaim {
  const [, credential, signedHeaders, signature] = USUAL.exec(authorization) ?? [];
  if (credential !== undefined && (lines.has('x-amz-date') || lines.has('date'))) {
    return headerClaim({ credential, signedHeaders: signedHeaders!, signature: signature! }, lines);
  }
  const space = authorization.indexOf(' ');
  const algorithm = space < 0 ? authorization : authorization.slice(0, space);
  const parts = parseParts(space < 0 ? '' : authorization.slice(space + 1));
  const missing = missingParts(parts, lines);
  if (missing.length > 0) throw SignatureError.incompleteHeader(missing, authorization);
  if (parts.size > PARTS.length)
    throw SignatureError.malformed('Authorization header has an unknown parameter.');
  if (algorithm !== ALGORITHM) throw SignatureError.unsupportedAlgorithm(algorithm);
  return headerClaim(
    {
      credential: parts.get('Credential')!,
      signedHeaders: parts.get('SignedHeaders')!,
      signature: parts.get('Signature')!,
    },
    lines,
  );
}

function headerClaim(
  {
    credential,
    signedHeaders,
    signature,
  }: Pick<SignatureClaim, 'credential' | 'signedHeaders' | 'signature'>,
  lines: HeaderLines,
): SignatureClaim {
  const time = signingTime(lines);
  return {
    credential,
    signedHeaders,
    signature,
    time,
    amzDate: lines.get('x-amz-date') ?? formatAmzDate(time),
    expiresSeconds: undefined,
    sessionToken: lines.get('x-amz-security-token'),
  };
}
