import { type KeyObject, timingSafeEqual } from 'node:crypto';
import { payloadHash, sign } from './canonical-request.ts';
import type { RawRequest } from './raw-request.ts';
import type { UnverifiedSignature } from './unverified-signature.ts';

const SIGNATURE = /^[0-9a-f]{64}$/;
const NO_SIGNATURE = '0'.repeat(64);

/** What is compared, one request at a time. */
const expectedBytes = Buffer.alloc(NO_SIGNATURE.length);
const givenBytes = Buffer.alloc(NO_SIGNATURE.length);

/**
 * Tells whether `signature` (of {@link parseSignature}, of the same request) was made with `signingKey` over this request
 * and the body received. `UNSIGNED-PAYLOAD` and `STREAMING-…` are no hash of a body, so that they never verify. A malformed
 * signature takes the path and the time of a wrong one.
 */
export function verifySignature(
  request: RawRequest,
  signature: UnverifiedSignature,
  signingKey: KeyObject,
): boolean {
  const payload = payloadHash(request.body);
  const expected = sign(signingKey, signature.amzDate, signature, signature.canonical, payload);
  const isWellFormed = SIGNATURE.test(signature.signature);
  const given = isWellFormed ? signature.signature : NO_SIGNATURE;
  expectedBytes.write(expected, 'latin1');
  givenBytes.write(given, 'latin1');
  const isEqual = timingSafeEqual(expectedBytes, givenBytes);
  const isClaimTrue = signature.claimedPayloadHash === undefined || signature.claimedPayloadHash === payload;
  return isEqual && isWellFormed && isClaimTrue;
}
