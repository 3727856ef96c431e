import { randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { type RawRequest, type Signer, signRequest } from '../src/sigv4/index.ts';

/**
 * Signs requests ahead of a benchmark, for `bench/wrk/replay.lua`: a load generator that had to sign would measure itself.
 * Each signature is unique, so that nothing on the server can answer from memory.
 */
export interface ReplayPlan {
  readonly count: number;
  /** `host:port`, as the load generator will send it. */
  readonly host: string;
  readonly path: string;
  readonly service: string;
  readonly region: string;
  readonly credentials: Pick<Signer, 'accessKeyId' | 'secretAccessKey' | 'sessionToken'>;
  /** The form that request number `index` posts. */
  readonly body: (index: number) => string;
  /** Milliseconds since the epoch, in the middle of the signing times. */
  readonly now: number;
  /** How far from `now`, either way, requests are signed. Servers take 300; the run needs what is left of it. Default 60. */
  readonly spreadSeconds?: number;
}

const DEFAULT_SPREAD_SECONDS = 60;
/** What SigV4 servers take. */
const MAX_SKEW_SECONDS = 300;

/** One request of a plan: method, target, signed headers (without Host) and body. */
function signedRequest(plan: ReplayPlan, index: number): RawRequest {
  const spread = plan.spreadSeconds ?? DEFAULT_SPREAD_SECONDS;
  const date = new Date(plan.now + ((index % (2 * spread + 1)) - spread) * 1000);
  const body = Buffer.from(plan.body(index), 'utf8');
  const headers = [
    'Content-Type',
    'application/x-www-form-urlencoded',
    'amz-sdk-invocation-id',
    randomUUID(),
  ];
  const unsigned = { method: 'POST', target: plan.path, rawHeaders: ['Host', plan.host, ...headers], body };
  const signing = signRequest(unsigned, {
    ...plan.credentials,
    region: plan.region,
    service: plan.service,
    date,
  });
  return { ...unsigned, rawHeaders: [...headers, ...Object.entries(signing).flat()] };
}

/** Method, target, body, then header names and values, tab-separated. */
function line({ method, target, rawHeaders, body }: RawRequest): string {
  const fields = [method, target, Buffer.from(body).toString('utf8'), ...rawHeaders];
  if (fields.some((field) => /[\t\r\n]/.test(field)))
    throw new TypeError('a field of a replay holds a tab or line break');
  return `${fields.join('\t')}\n`;
}

function* lines(plan: ReplayPlan): Generator<string> {
  for (let index = 0; index < plan.count; index += 1) yield line(signedRequest(plan, index));
}

/**
 * Writes a plan's requests to `file`, one a line. The file holds live signatures and is readable by its owner only.
 *
 * @throws {RangeError} if the requests would be refused for their time; {TypeError} if a body holds a tab or line break.
 */
export async function writeReplay(file: string, plan: ReplayPlan): Promise<void> {
  const spread = plan.spreadSeconds ?? DEFAULT_SPREAD_SECONDS;
  if (!Number.isInteger(spread) || spread < 0 || spread >= MAX_SKEW_SECONDS) {
    throw new RangeError(`spreadSeconds must be 0 to ${MAX_SKEW_SECONDS - 1}, not ${spread}`);
  }
  await pipeline(Readable.from(lines(plan)), createWriteStream(file, { mode: 0o600 }));
}
