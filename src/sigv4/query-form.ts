import { parseAmzDate } from './amz-date.ts';
import type { QueryParameter } from './canonical-query.ts';
import { ALGORITHM } from './credential.ts';
import type { SignatureClaim } from './header-form.ts';
import { percentDecode } from './percent-encoding.ts';
import { SignatureError } from './signature-error.ts';

/** The query parameters of a presigned request, by their lower-case names. */
const AUTH_PARAMETERS: ReadonlyMap<string, AuthParameter> = new Map(
  (
    [
      'X-Amz-Algorithm',
      'X-Amz-Credential',
      'X-Amz-Date',
      'X-Amz-Expires',
      'X-Amz-Security-Token',
      'X-Amz-Signature',
      'X-Amz-SignedHeaders',
    ] as const
  ).map((name) => [name.toLowerCase(), name]),
);
type AuthParameter =
  | 'X-Amz-Algorithm'
  | 'X-Amz-Credential'
  | 'X-Amz-Date'
  | 'X-Amz-Expires'
  | 'X-Amz-Security-Token'
  | 'X-Amz-Signature'
  | 'X-Amz-SignedHeaders';

/** Those that must be there, in the order in which AWS names the missing ones. */
const REQUIRED: readonly AuthParameter[] = [
  'X-Amz-Algorithm',
  'X-Amz-Credential',
  'X-Amz-Signature',
  'X-Amz-SignedHeaders',
  'X-Amz-Date',
];
/** A week. */
export const MAX_EXPIRES_SECONDS = 604_800;

/**
 * Tells whether a raw query names an authentication parameter, however escaped. The query of a request that bears no
 * signature is not this room's to judge, so that nothing else in it is read.
 */
export function namesAuthParameter(query: string): boolean {
  return query.split('&').some((part) => {
    const name = percentDecode(part.split('=', 1)[0]!);
    return name !== undefined && AUTH_PARAMETERS.has(name.toLowerCase());
  });
}

export type AuthParameters = ReadonlyMap<AuthParameter, string>;

/**
 * Picks the authentication parameters out of a query.
 *
 * @throws {SignatureError} IncompleteSignature if one is repeated, or spelt in another case (one reader would see it, another not).
 */
export function authParameters(parameters: readonly QueryParameter[]): AuthParameters {
  const found = new Map<AuthParameter, string>();
  for (const { name, value } of parameters) {
    const known = AUTH_PARAMETERS.get(name.toLowerCase());
    if (known === undefined) continue;
    if (name !== known)
      throw SignatureError.malformed(`The query parameter '${known}' is spelt in another case.`);
    if (found.has(known)) throw SignatureError.malformed(`The query has more than one '${known}' parameter.`);
    found.set(known, value);
  }
  return found;
}

function parseExpires(text: string): number {
  const seconds = /^[1-9][0-9]{0,5}$/.test(text) ? Number(text) : 0;
  if (seconds < 1 || seconds > MAX_EXPIRES_SECONDS) {
    throw SignatureError.malformed(
      `X-Amz-Expires must be a whole number of seconds from 1 to ${MAX_EXPIRES_SECONDS}.`,
    );
  }
  return seconds;
}

/**
 * Reads the parameters of a presigned request. `X-Amz-Expires` may be absent, as the AWS
 * SDK for Go leaves it out: the request then lives as long as one signed in its header.
 *
 * @throws {SignatureError} MissingAuthenticationToken for strays without algorithm and signature; else IncompleteSignature.
 */
export function parseQueryForm(parameters: AuthParameters): SignatureClaim {
  if (!parameters.has('X-Amz-Algorithm') && !parameters.has('X-Amz-Signature')) {
    throw SignatureError.missingAuthenticationToken();
  }
  // As in a header, an empty signature is a wrong one and no missing one.
  const missing = REQUIRED.filter(
    (name) => !parameters.has(name) || (name !== 'X-Amz-Signature' && parameters.get(name) === ''),
  );
  if (missing.length > 0) throw SignatureError.incompleteQuery(missing);
  const algorithm = parameters.get('X-Amz-Algorithm')!;
  if (algorithm !== ALGORITHM) throw SignatureError.unsupportedAlgorithm(algorithm);
  const amzDate = parameters.get('X-Amz-Date')!;
  const time = parseAmzDate(amzDate);
  if (time === undefined) throw SignatureError.malformedDate(amzDate);
  const expires = parameters.get('X-Amz-Expires');
  return {
    credential: parameters.get('X-Amz-Credential')!,
    signedHeaders: parameters.get('X-Amz-SignedHeaders')!,
    signature: parameters.get('X-Amz-Signature')!,
    time,
    amzDate,
    expiresSeconds: expires === undefined ? undefined : parseExpires(expires),
    sessionToken: parameters.get('X-Amz-Security-Token'),
  };
}
