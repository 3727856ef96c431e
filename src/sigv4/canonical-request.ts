import { hash, type KeyObject } from 'node:crypto';
import { ALGORITHM, type CredentialScope, formatScope } from './credential.ts';
import { hmacHex } from './hmac.ts';
import type { CanonicalParts } from './unverified-signature.ts';

const EMPTY_PAYLOAD_HASH = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';

/** Hex SHA-256 of a body. */
export function payloadHash(body: Uint8Array): string {
  return body.length === 0 ? EMPTY_PAYLOAD_HASH : hash('sha256', body, 'hex');
}

/** Hex SHA-256 of a byte string (one byte a character). */
function hashBytes(bytes: string): string {
  // ASCII is the same in both encodings, and hashing a string beats making a buffer of it.
  return hash('sha256', /^[\x00-\x7f]*$/.test(bytes) ? bytes : Buffer.from(bytes, 'latin1'), 'hex');
}

/** IAM User Guide, "Create a signed AWS API request", step 1. */
export function canonicalRequest(parts: CanonicalParts, payload: string): string {
  return `${parts.method}\n${parts.path}\n${parts.query}\n${parts.headers}\n${parts.signedHeaders}\n${payload}`;
}

/** The same, step 3. */
export function stringToSign(amzDate: string, scope: CredentialScope, request: string): string {
  return `${ALGORITHM}\n${amzDate}\n${formatScope(scope)}\n${hashBytes(request)}`;
}

/** The signature, 64 hex digits in lower case. */
export function sign(
  key: KeyObject,
  amzDate: string,
  scope: CredentialScope,
  parts: CanonicalParts,
  payload: string,
): string {
  const text = stringToSign(amzDate, scope, canonicalRequest(parts, payload));
  return hmacHex(key, text);
}
