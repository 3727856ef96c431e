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

/**
 * Reads `ID/YYYYMMDD/REGION/SERVICE/aws4_request`. Whether the scope fits is not asked here.
 *
 * @throws {SignatureError} IncompleteSignature unless there are five parts of printable ASCII and an id.
 */
export function parseCredential(text: string): Credential {
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
