import { spawn, spawnSync } from 'node:child_process';
import { createHash, createHmac, randomInt } from 'node:crypto';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { HttpRequest } from '@smithy/protocol-http';
import { SignatureV4 } from '@smithy/signature-v4';
import { describe, expect, it } from 'vitest';
import {
  deriveSigningKey,
  formatAmzDate,
  parseSignature,
  type RawRequest,
  verifySignature,
} from './index.ts';

/*
 * Random valid requests, signed by AWS's own signers, put on a wire in one of the ways that mean the same, and verified
 * here. What is never generated: header whitespace other than space and tab (botocore folds more than AWS says), and S3
 * presigned by botocore (it signs UNSIGNED-PAYLOAD there, which is refused here).
 */

const SEED = Number(process.env['STINT_SIGV4_SEED'] ?? randomInt(2 ** 31));
const SMITHY_REQUESTS = Number(process.env['STINT_SIGV4_SMITHY'] ?? 20_000);
const BOTOCORE_REQUESTS = Number(process.env['STINT_SIGV4_BOTOCORE'] ?? 20_000);
const PYTHON = process.env['STINT_PYTHON'] ?? '/usr/bin/python3';
const HAS_BOTOCORE = spawnSync(PYTHON, ['-c', 'import botocore.auth']).status === 0;

/** Small and repeatable: mulberry32. */
class Dice {
  #state: number;
  constructor(seed: number) {
    this.#state = seed;
  }
  below(bound: number): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let t = Math.imul(this.#state ^ (this.#state >>> 15), this.#state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return Math.floor((((t ^ (t >>> 14)) >>> 0) / 2 ** 32) * bound);
  }
  chance(percent: number): boolean {
    return this.below(100) < percent;
  }
  pick<T>(choices: readonly T[]): T {
    return choices[this.below(choices.length)]!;
  }
  text(alphabet: readonly string[], most: number, least = 0): string {
    return Array.from({ length: least + this.below(most - least + 1) }, () => this.pick(alphabet)).join('');
  }
  list<T>(most: number, make: () => T): T[] {
    return Array.from({ length: this.below(most + 1) }, make);
  }
  shuffled<T>(items: readonly T[]): T[] {
    const left = [...items];
    return items.map(() => left.splice(this.below(left.length), 1)[0]!);
  }
}

const LETTERS = [...'abcxyzABCXYZ0189'];
const ODD = [...LETTERS, ...'-._~!*\'();:@&=+$,/?%#[] "<>\\^`{|}', 'é', 'ß', '漢', '😀', '\u0000', '\n'];
const PATH_PIECES = [
  ...LETTERS,
  ..."-._~!*'();:@&=+$,",
  '/',
  '/',
  '/./',
  '/../',
  '//',
  '%20',
  '%2F',
  '%2e',
  '%25',
  '%e9',
  '漢',
];
const HEADER_PIECES = [...LETTERS, ...'-._~!*\'();:@&=+$,/?%#[]"<>', ' ', '  ', '\t', 'é', '漢'];

interface Unsigned {
  readonly method: string;
  readonly host: string;
  readonly path: string;
  readonly query: readonly (readonly [name: string, value: string])[];
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: Buffer;
  readonly service: string;
  readonly region: string;
  readonly accessKeyId: string;
  readonly secret: string;
  readonly token: string | null;
  readonly expires: number | null;
  readonly time: number;
}

function unsigned(dice: Dice): Unsigned {
  const expires = dice.chance(25) ? 1 + dice.below(604_800) : null;
  const headerNames = dice.shuffled([
    'content-type',
    'x-amz-target',
    'x-k8s-aws-id',
    'amz-sdk-request',
    'accept',
    'x-custom_1',
    'range',
  ]);
  return {
    method: expires === null ? dice.pick(['GET', 'POST', 'PUT', 'DELETE', 'HEAD', 'PATCH']) : 'GET',
    host: dice.pick(['sts.amazonaws.com', 'localhost:8080', '127.0.0.1:1', '[::1]:9000', 'a-b.example']),
    path: dice.chance(40) ? '/' : `/${dice.text(PATH_PIECES, 8)}`,
    query: dice.list(4, () => [dice.text(dice.chance(50) ? LETTERS : ODD, 4, 1), dice.text(ODD, 8)] as const),
    headers: headerNames
      .slice(0, dice.below(4))
      .map((name) => [name, dice.text(HEADER_PIECES, 12).trim() || 'v'] as const),
    body: expires === null && dice.chance(60) ? Buffer.from(dice.text(ODD, 60)) : Buffer.alloc(0),
    service: dice.pick(['sts', 'iam', 'execute-api', 'stint', 's3']),
    region: dice.pick(['us-east-1', 'eu-west-1', 'local']),
    accessKeyId: `AKIA${dice.text(LETTERS, 16, 16)}`,
    secret: dice.text([...LETTERS, '/', '+'], 40, 40),
    token: dice.chance(40) ? dice.text([...LETTERS, '/', '+', '='], 60, 1) : null,
    expires,
    time: Date.UTC(2000 + dice.below(60), 0, 1) + dice.below(366 * 86_400) * 1000,
  };
}

function latin1(text: string): string {
  return Buffer.from(text, 'utf8').toString('latin1');
}

/** Percent-encodes as SigV4 does, or in another way that means the same: lower-case hex, or more than need be. */
function encode(dice: Dice, text: string): string {
  const odd = dice.chance(30);
  return [...Buffer.from(text, 'utf8')]
    .map((byte) => {
      const character = String.fromCharCode(byte);
      if (/[A-Za-z0-9\-._~]/.test(character) && !(odd && dice.chance(20))) return character;
      const hex = byte.toString(16).padStart(2, '0');
      return `%${odd && dice.chance(50) ? hex : hex.toUpperCase()}`;
    })
    .join('');
}

function writeQuery(dice: Dice, parameters: readonly (readonly [string, string])[]): string {
  const ordered = dice.chance(30) ? dice.shuffled(parameters) : parameters;
  return ordered
    .map(([name, value]) =>
      value === '' && dice.chance(50) ? encode(dice, name) : `${encode(dice, name)}=${encode(dice, value)}`,
    )
    .join('&');
}

/** Header lines in any order and case, with spaces and tabs around and for runs of spaces. Repeated ones keep their order. */
function writeHeaders(dice: Dice, headers: readonly (readonly [string, string])[]): string[] {
  const names = dice.shuffled([...new Set(headers.map(([name]) => name.toLowerCase()))]);
  return names.flatMap((wanted) =>
    headers
      .filter(([name]) => name.toLowerCase() === wanted)
      .flatMap(([name, value]) => {
        const written = dice.chance(30) ? name.toUpperCase() : dice.chance(30) ? name.toLowerCase() : name;
        const spaced = dice.chance(10) ? ` ${value.replaceAll(' ', ' \t')}\t ` : value;
        return [written, latin1(wanted === 'authorization' ? value : spaced)];
      }),
  );
}

/** Why a request is refused, or `undefined` if it verifies and says who it is as it was signed. */
function refusal(request: RawRequest, given: Unsigned): string | undefined {
  try {
    const signature = parseSignature(request);
    if (signature === undefined) return 'no credentials found';
    const key = deriveSigningKey(given.secret, signature.date, signature.region, signature.service);
    if (!verifySignature(request, signature, key))
      return `not verified: ${JSON.stringify(signature.canonical)}`;
    const said = [
      signature.accessKeyId,
      signature.region,
      signature.service,
      signature.time,
      signature.sessionToken ?? null,
    ];
    const meant = [given.accessKeyId, given.region, given.service, given.time, given.token];
    if (JSON.stringify(said) !== JSON.stringify(meant)) return `read as ${JSON.stringify(said)}`;
    return (signature.expiresSeconds ?? null) === given.expires
      ? undefined
      : `expires ${signature.expiresSeconds}`;
  } catch (error) {
    return String(error);
  }
}

function report(given: unknown, request: unknown, reason: string): string {
  return `seed ${SEED}: ${reason}\n${JSON.stringify(given)}\n${JSON.stringify(request)}`;
}

class Sha256 {
  #hash: { update(data: Uint8Array | string): unknown; digest(): Buffer };
  constructor(secret?: Uint8Array | string) {
    this.#hash = secret === undefined ? createHash('sha256') : createHmac('sha256', secret);
  }
  update(data: Uint8Array | string): void {
    this.#hash.update(data);
  }
  digest(): Promise<Uint8Array> {
    return Promise.resolve(new Uint8Array(this.#hash.digest()));
  }
  reset(): void {
    throw new Error('not used by the signer');
  }
}

async function signedBySmithy(dice: Dice, given: Unsigned): Promise<RawRequest> {
  const query: Record<string, string | string[]> = Object.create(null);
  for (const [name, value] of given.query) {
    const earlier = query[name];
    query[name] = earlier === undefined ? value : [earlier, value].flat();
  }
  const request = new HttpRequest({
    method: given.method,
    protocol: 'http:',
    hostname: given.host,
    path: given.path,
    query: { ...query },
    headers: { host: given.host, ...Object.fromEntries(given.headers) },
    body: given.body.length === 0 ? undefined : given.body,
  });
  const signer = new SignatureV4({
    service: given.service,
    region: given.region,
    sha256: Sha256 as never,
    uriEscapePath: given.service !== 's3',
    applyChecksum: dice.chance(50),
    credentials: {
      accessKeyId: given.accessKeyId,
      secretAccessKey: given.secret,
      ...(given.token === null ? {} : { sessionToken: given.token }),
    },
  });
  const signingDate = new Date(given.time);
  const signed =
    given.expires === null
      ? await signer.sign(request, { signingDate })
      : await signer.presign(request, { signingDate, expiresIn: given.expires });
  const parameters = Object.entries(signed.query ?? {}).flatMap(([name, value]) =>
    [value].flat().map((one) => [name, one ?? ''] as const),
  );
  const written = writeQuery(dice, parameters);
  return {
    method: signed.method,
    target: latin1(signed.path) + (written === '' ? '' : `?${written}`),
    rawHeaders: writeHeaders(dice, Object.entries(signed.headers)),
    body: given.body,
  };
}

/** As botocore gets it: the query encoded already, and some headers more than once. */
function forBotocore(dice: Dice, given: Unsigned): Unsigned & { target: string } {
  const strict = new Dice(0);
  strict.chance = () => false;
  const query = given.query
    .map(([name, value]) => `${encode(strict, name)}=${encode(strict, value)}`)
    .join('&');
  const headers = given.headers.flatMap(([name, value]) =>
    dice.chance(20)
      ? ([
          [name, value],
          [name, 'again'],
        ] as const)
      : [[name, value] as const],
  );
  return {
    ...given,
    service: given.service === 's3' && given.expires !== null ? 'sts' : given.service,
    headers: [...headers, ['Host', given.host]],
    target: given.path + (query === '' ? '' : `?${query}`),
  };
}

/** As botocore signs it, put on a wire in any of the ways that mean the same. */
function fromBotocore(
  dice: Dice,
  given: Unsigned,
  signed: { target: string; headers: [string, string][] },
): RawRequest {
  const [path = '', query = ''] = signed.target.split(/\?(.*)/s);
  const parameters =
    query === ''
      ? []
      : query.split('&').map((part) => part.split('=').map(decodeURIComponent) as [string, string]);
  return {
    method: given.method,
    target: latin1(path) + (query === '' ? '' : `?${writeQuery(dice, parameters)}`),
    rawHeaders: writeHeaders(dice, signed.headers),
    body: given.body,
  };
}

async function signedByBotocore(
  cases: readonly (Unsigned & { target: string })[],
  onSigned: (signed: { target: string; headers: [string, string][] }, i: number) => void,
): Promise<void> {
  const python = spawn(PYTHON, [fileURLToPath(new URL('./botocore-signer.py', import.meta.url))], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const done = new Promise<number | null>((resolve) => python.on('close', resolve));
  const write = async () => {
    for (const { body, time, ...rest } of cases) {
      const line = JSON.stringify({ ...rest, body: body.toString('base64'), amzDate: formatAmzDate(time) });
      if (!python.stdin.write(`${line}\n`))
        await new Promise((resolve) => python.stdin.once('drain', resolve));
    }
    python.stdin.end();
  };
  const writing = write();
  let i = 0;
  for await (const line of createInterface({ input: python.stdout })) {
    onSigned(JSON.parse(line), i);
    i += 1;
  }
  await writing;
  expect([await done, i]).toEqual([0, cases.length]);
}

describe(`random requests, seed ${SEED}`, () => {
  it(`${SMITHY_REQUESTS} signed by @smithy/signature-v4 are verified`, async () => {
    const dice = new Dice(SEED);
    for (let i = 0; i < SMITHY_REQUESTS; i += 1) {
      const given = unsigned(dice);
      const request = await signedBySmithy(dice, given);
      const reason = refusal(request, given);
      if (reason !== undefined) expect.fail(report(given, request, reason));
    }
  }, 600_000);

  it.skipIf(!HAS_BOTOCORE)(
    `${BOTOCORE_REQUESTS} signed by botocore are verified`,
    async () => {
      const dice = new Dice(SEED);
      const cases = Array.from({ length: BOTOCORE_REQUESTS }, () => forBotocore(dice, unsigned(dice)));
      await signedByBotocore(cases, (signed, i) => {
        const request = fromBotocore(dice, cases[i]!, signed);
        const reason = refusal(request, cases[i]!);
        if (reason !== undefined) expect.fail(report(cases[i], { request, signed }, reason));
      });
    },
    600_000,
  );
});
