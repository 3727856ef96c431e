import { SignatureError } from './signature-error.ts';

/** What a key is derived for: `YYYYMMDD/REGION/SERVICE/aws4_request`. */
export interface CredentialScope {
  readonly date: string;
  readonly region: string;
  readonly service: string;
  readonly terminator: string;
}

export interface Credential extends CredentialScope {
  readonly accessKeyId: string;
}

export const ALGORITHM = 'AWS4-HMAC-SHA256';
export const TERMINATOR = 'aws4_request';

export function formatScope({ date, region, service, terminator }: CredentialScope): string {
  return `${date}/${region}/${service}/${terminator}`;
}

/** Credentials read before: a client sends the same one all day. Emptied when full, for callers choose the texts. */
const readBefore = new Map<string, Credential>();
const REMEMBERED = 1024;
const LONGEST_REMEMBERED = 256;

/**
 * Reads `ID/YYYYMMDD/REGION/SERVICE/aws4_request`. Whether the scope fits is not asked here.
 *
 * @throws {SignatureError} IncompleteSignature unless there are five parts of printable ASCII and an id.
 */
export function parseCredential(text: string): Credential {
  const known = readBefore.get(text);
  if (known !== undefined) return known;
  const credential = Object.freeze(readCredential(text));
  if (readBefore.size >= REMEMBERED) readBefore.clear();
  if (text.length <= LONGEST_REMEMBERED) readBefore.set(text, credential);
  return credential;
}

function readCredential(text: string): Credential {
  const parts = text.split('/');
  const [accessKeyId, date, region, service, terminator] = parts;
  if (parts.length !== 5 || accessKeyId === '' || !/^[\x21-\x7e]*$/.test(text)) {
    throw SignatureError.malformedCredential(text);
  }
  return {
    accessKeyId: accessKeyId!,
    date: date!,
    region: region!,
    service: service!,
    terminator: terminator!,
  };
}
