import { canonicalPath } from './canonical-path.ts';
import { canonicalQuery, parseQuery, type QueryParameter } from './canonical-query.ts';
import { parseCredential } from './credential.ts';
import { parseHeaderForm, type SignatureClaim } from './header-form.ts';
import { type HeaderLines, readHeaderLines } from './header-lines.ts';
import { authParameters, namesAuthParameter, parseQueryForm } from './query-form.ts';
import type { RawRequest } from './raw-request.ts';
import { parseTarget, type RequestTarget } from './request-target.ts';
import { SignatureError } from './signature-error.ts';
import { canonicalHeaders, parseSignedHeaders } from './signed-headers.ts';
import type { UnverifiedSignature } from './unverified-signature.ts';

/**
 * Reads who a request claims to be signed by, from its `Authorization` header or its query (presigned). `undefined` if it
 * bears no credentials. The signature is not verified: ask {@link checkScope}, look up the secret, then
 * {@link verifySignature}. IAM User Guide, "AWS Signature Version 4 for API requests".
 *
 * @throws {SignatureError} if the request can be read in two ways, lacks a part, or leaves unsigned what must be signed.
 */
export function parseSignature(request: RawRequest): UnverifiedSignature | undefined {
  const lines = readHeaderLines(request.rawHeaders);
  const target = parseTarget(request.target, lines.get('host'));
  const authorization = lines.get('authorization');
  if (authorization !== undefined) {
    const query = parseQuery(target.query);
    if (query.length > 0 && authParameters(query).size > 0) throw SignatureError.bothForms();
    return unverified('header', parseHeaderForm(authorization, lines), request, target, query, lines);
  }
  if (!namesAuthParameter(target.query)) return undefined;
  const query = parseQuery(target.query);
  const claim = parseQueryForm(authParameters(query));
  if (lines.has('x-amz-security-token')) {
    throw SignatureError.malformed(
      'A presigned request takes its session token from the query, not from a header.',
    );
  }
  return unverified('query', claim, request, target, query, lines);
}

function unverified(
  form: UnverifiedSignature['form'],
  claim: SignatureClaim,
  request: RawRequest,
  target: RequestTarget,
  query: readonly QueryParameter[],
  lines: HeaderLines,
): UnverifiedSignature {
  const { accessKeyId, date, region, service, terminator } = parseCredential(claim.credential);
  const signedHeaders = parseSignedHeaders(claim.signedHeaders, lines);
  return {
    accessKeyId,
    date,
    region,
    service,
    terminator,
    form,
    signedHeaders,
    signature: claim.signature,
    time: claim.time,
    amzDate: claim.amzDate,
    expiresSeconds: claim.expiresSeconds,
    sessionToken: claim.sessionToken,
    claimedPayloadHash: lines.get('x-amz-content-sha256'),
    canonical: {
      method: request.method,
      path: canonicalPath(target.path, service),
      query: canonicalQuery(query),
      headers: canonicalHeaders(lines, signedHeaders),
      signedHeaders: claim.signedHeaders,
    },
  };
}
