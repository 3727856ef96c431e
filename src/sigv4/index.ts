/** Signature Version 4: reading, checking, verifying and making signatures of AWS API requests. Published as `stint/sigv4`. */
export { formatAmzDate, parseAmzDate } from './amz-date.ts';
export { type AcceptedScope, checkScope } from './check-scope.ts';
export type { Credential, CredentialScope } from './credential.ts';
export { parseSignature } from './parse-signature.ts';
export type { RawRequest } from './raw-request.ts';
export { presignRequest, type Signer, type SigningHeaders, signRequest } from './sign-request.ts';
export { SignatureError, type SignatureErrorCode } from './signature-error.ts';
export { deriveSigningKey, SigningKeys } from './signing-keys.ts';
export type { CanonicalParts, UnverifiedSignature } from './unverified-signature.ts';
export { verifySignature } from './verify-signature.ts';
