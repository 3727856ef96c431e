import type { Credential } from './credential.ts';

/** What the canonical request is made of, but for the payload's hash. Each part is already in canonical form. */
export interface CanonicalParts {
  readonly method: string;
  readonly path: string;
  readonly query: string;
  /** `name:value\n` of each signed header. */
  readonly headers: string;
  /** Signed header names joined by `;`. */
  readonly signedHeaders: string;
}

/** Who a request claims to be signed by, well-formed but not verified: nothing in it may be acted on before {@link verifySignature}. */
export interface UnverifiedSignature extends Credential {
  readonly form: 'header' | 'query';
  readonly signedHeaders: readonly string[];
  /** As received; need not be hex. */
  readonly signature: string;
  /** When it was signed: milliseconds since the epoch, whole seconds. */
  readonly time: number;
  /** The same as `YYYYMMDDTHHMMSSZ`. */
  readonly amzDate: string;
  /** `X-Amz-Expires`: how long a presigned request lives after `time`. */
  readonly expiresSeconds: number | undefined;
  readonly sessionToken: string | undefined;
  /** `x-amz-content-sha256` as sent. */
  readonly claimedPayloadHash: string | undefined;
  readonly canonical: CanonicalParts;
}
