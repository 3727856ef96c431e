import { formatAmzDate } from './amz-date.ts';
import { canonicalPath } from './canonical-path.ts';
import { canonicalQuery, parseQuery, type QueryParameter } from './canonical-query.ts';
import { payloadHash, sign } from './canonical-request.ts';
import { ALGORITHM, type Credential, formatScope, parseCredential, TERMINATOR } from './credential.ts';
import { type HeaderLines, readHeaderLines } from './header-lines.ts';
import { percentEncode } from './percent-encoding.ts';
import { MAX_EXPIRES_SECONDS, namesAuthParameter } from './query-form.ts';
import type { RawRequest } from './raw-request.ts';
import { parseTarget } from './request-target.ts';
import { canonicalHeaders } from './signed-headers.ts';
import { deriveSigningKey } from './signing-keys.ts';

/** Who signs, and for what. */
export interface Signer {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
  readonly region: string;
  /** The service's signing name: `sts`, `iam`. */
  readonly service: string;
  /** The time of signing. */
  readonly date: Date;
}

/** The headers that sign a request, to be added to it as they are. */
export interface SigningHeaders {
  readonly 'x-amz-date': string;
  readonly 'x-amz-security-token'?: string;
  readonly authorization: string;
}

/** Headers that proxies and HTTP clients change or add on their way; all others are signed. */
const UNSIGNABLE: ReadonlySet<string> = new Set([
  'authorization',
  'connection',
  'expect',
  'keep-alive',
  'proxy-authorization',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
  'user-agent',
  'x-amzn-trace-id',
]);
/** Headers that signing sets. */
const SET_BY_SIGNING = ['authorization', 'x-amz-date', 'x-amz-security-token'] as const;

/** Through the parser that the verifier uses, so that nothing is signed that it would not read. */
function credentialOf({ accessKeyId, region, service }: Signer, amzDate: string): Credential {
  return parseCredential(`${accessKeyId}/${amzDate.slice(0, 8)}/${region}/${service}/${TERMINATOR}`);
}

function sessionTokenOf({ sessionToken }: Signer): string | undefined {
  if (sessionToken !== undefined && !/^[\x21-\x7e]+$/.test(sessionToken)) {
    throw new TypeError('the session token is not printable ASCII');
  }
  return sessionToken;
}

function linesToSign(request: RawRequest): HeaderLines {
  const lines = readHeaderLines(request.rawHeaders);
  if (!lines.has('host')) throw new TypeError('a request to be signed needs a Host header');
  for (const name of SET_BY_SIGNING) {
    if (lines.has(name)) throw new TypeError(`a request to be signed must not have the header ${name} yet`);
  }
  return lines;
}

function signatureOf(
  request: RawRequest,
  signer: Signer,
  amzDate: string,
  query: readonly QueryParameter[],
  lines: HeaderLines,
  names: readonly string[],
): string {
  const credential = credentialOf(signer, amzDate);
  const { date, region, service } = credential;
  const parts = {
    method: request.method,
    path: canonicalPath(parseTarget(request.target, lines.get('host')).path, service),
    query: canonicalQuery(query),
    headers: canonicalHeaders(lines, names),
    signedHeaders: names.join(';'),
  };
  const key = deriveSigningKey(signer.secretAccessKey, date, region, service);
  return sign(key, amzDate, credential, parts, payloadHash(request.body));
}

function namesToSign(lines: HeaderLines): string[] {
  return [...lines.keys()].filter((name) => !UNSIGNABLE.has(name)).sort();
}

/**
 * Signs a request in its header: returns the headers to add. All headers that it has are signed but for those that
 * change on their way. IAM User Guide, "Create a signed AWS API request".
 *
 * @throws {TypeError} without `Host`, or with a header that signing sets.
 * @throws {SignatureError} if its target, headers or the signer's id cannot be signed unambiguously (a raw `+` in the query, say).
 */
export function signRequest(request: RawRequest, signer: Signer): SigningHeaders {
  const amzDate = formatAmzDate(signer.date.getTime());
  const sessionToken = sessionTokenOf(signer);
  const token = sessionToken === undefined ? {} : { 'x-amz-security-token': sessionToken };
  const lines = new Map([...linesToSign(request), ...Object.entries({ 'x-amz-date': amzDate, ...token })]);
  const names = namesToSign(lines);
  const query = parseQuery(parseTarget(request.target, lines.get('host')).query);
  const signature = signatureOf(request, signer, amzDate, query, lines, names);
  const credential = credentialOf(signer, amzDate);
  const authorization = `${ALGORITHM} Credential=${credential.accessKeyId}/${formatScope(credential)}, SignedHeaders=${names.join(';')}, Signature=${signature}`;
  return { 'x-amz-date': amzDate, ...token, authorization };
}

/**
 * Signs a request in its query (a presigned URL): returns the request-target to use in place of its own. Whoever sends it
 * must send the signed headers that `request` has, `Host` among them, and the same body.
 *
 * @param expiresSeconds how long it lives, 1 to 604800.
 * @throws {RangeError} if `expiresSeconds` is out of its range.
 * @throws {TypeError} without `Host`, with a header that signing sets, or with a query that is signed already.
 * @throws {SignatureError} if its target or headers cannot be signed unambiguously.
 */
export function presignRequest(request: RawRequest, signer: Signer, expiresSeconds: number): string {
  if (!Number.isInteger(expiresSeconds) || expiresSeconds < 1 || expiresSeconds > MAX_EXPIRES_SECONDS) {
    throw new RangeError(`expiresSeconds must be 1 to ${MAX_EXPIRES_SECONDS}, not ${expiresSeconds}`);
  }
  const amzDate = formatAmzDate(signer.date.getTime());
  const credential = credentialOf(signer, amzDate);
  const lines = linesToSign(request);
  const names = namesToSign(lines);
  const target = parseTarget(request.target, lines.get('host'));
  if (namesAuthParameter(target.query)) throw new TypeError('the query of the request is signed already');
  const sessionToken = sessionTokenOf(signer);
  const added = {
    'X-Amz-Algorithm': ALGORITHM,
    'X-Amz-Credential': `${credential.accessKeyId}/${formatScope(credential)}`,
    'X-Amz-Date': amzDate,
    'X-Amz-Expires': String(expiresSeconds),
    ...(sessionToken === undefined ? {} : { 'X-Amz-Security-Token': sessionToken }),
    'X-Amz-SignedHeaders': names.join(';'),
  };
  const query = [
    ...parseQuery(target.query),
    ...Object.entries(added).map(([name, value]) => ({ name, value })),
  ];
  const signature = signatureOf(request, signer, amzDate, query, lines, names);
  const written = query.map(({ name, value }) => `${percentEncode(name)}=${percentEncode(value)}`).join('&');
  return `${target.path || '/'}?${written}&X-Amz-Signature=${signature}`;
}
