import { execFile, spawnSync } from 'node:child_process';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type ReplayPlan, writeReplay } from '../../bench/sign-requests.ts';
import { checkScope, parseSignature, SignatureError, SigningKeys, verifySignature } from './index.ts';

/** The benchmark's replay, end to end: bench/sign-requests.ts signs, wrk sends, a node:http server verifies. */

const HAS_WRK = spawnSync('wrk', ['-v']).error === undefined;
const REPLAY = fileURLToPath(new URL('../../bench/wrk/replay.lua', import.meta.url));
const CREDENTIALS = { accessKeyId: 'ASIAEXAMPLE', secretAccessKey: 'secret', sessionToken: 'token+/==' };

interface Seen {
  accepted: number;
  readonly refusals: string[];
  readonly signatures: Set<string>;
  readonly bodies: Set<string>;
  readonly tokens: Set<string | undefined>;
}

function verifyingServer(seen: Seen, secret: string): Server {
  const keys = new SigningKeys(10);
  return createServer((incoming, outgoing) => {
    const chunks: Buffer[] = [];
    incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
    incoming.on('end', () => {
      const request = {
        method: incoming.method!,
        target: incoming.url!,
        rawHeaders: incoming.rawHeaders,
        body: Buffer.concat(chunks),
      };
      try {
        const signature = parseSignature(request);
        if (signature === undefined) throw SignatureError.missingAuthenticationToken();
        checkScope(signature, {
          services: ['sts'],
          regions: new Set(['us-east-1']),
          now: Date.now(),
          maxSkewSeconds: 300,
        });
        const { accessKeyId, date, region, service } = signature;
        if (!verifySignature(request, signature, keys.derive(accessKeyId, secret, date, region, service)))
          throw SignatureError.mismatch();
        seen.accepted += 1;
        seen.signatures.add(signature.signature);
        seen.bodies.add(request.body.toString());
        seen.tokens.add(signature.sessionToken);
        outgoing.end('ok');
      } catch (error) {
        seen.refusals.push(String(error));
        outgoing.writeHead(403).end();
      }
    });
  });
}

describe.skipIf(!HAS_WRK)('a replay of signed requests through wrk', () => {
  let folder: string;
  let server: Server;
  let seen: Seen;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'stint-replay-'));
    seen = { accepted: 0, refusals: [], signatures: new Set(), bodies: new Set(), tokens: new Set() };
  });

  afterEach(async () => {
    server?.closeAllConnections();
    server?.close();
    await rm(folder, { recursive: true });
  });

  async function replay(secret: string, plan: Partial<ReplayPlan> = {}): Promise<string> {
    server = verifyingServer(seen, secret);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
    const file = join(folder, 'requests.tsv');
    await writeReplay(file, {
      ...{
        count: 30_000,
        host,
        path: '/',
        service: 'sts',
        region: 'us-east-1',
        credentials: CREDENTIALS,
        now: Date.now(),
      },
      body: (index) => `Action=GetCallerIdentity&Version=2011-06-15&Index=${index}`,
      ...plan,
    });
    expect((await stat(file)).mode & 0o077).toBe(0);
    const { stdout } = await promisify(execFile)('wrk', [
      '-t2',
      '-c8',
      '-d1s',
      '-s',
      REPLAY,
      `http://${host}`,
      '--',
      file,
      '2',
    ]);
    return stdout;
  }

  it('is accepted, each request once, with its own signature and body', async () => {
    const output = await replay('secret');
    expect(seen.refusals).toEqual([]);
    expect(seen.accepted).toBeGreaterThan(100);
    expect(output).toMatch(/replay: \d+ requests, 0 refused, begun again 0 times/);
    expect(seen.signatures.size).toBe(seen.accepted);
    expect(seen.bodies.size).toBe(seen.accepted);
    expect([...seen.tokens]).toEqual(['token+/==']);
  });

  it('is begun again when it has come to its end, and says so', async () => {
    const output = await replay('secret', { count: 50 });
    expect(seen.refusals).toEqual([]);
    expect(seen.signatures.size).toBe(50);
    expect(output).toMatch(/0 refused, begun again [1-9]\d* times/);
  });

  it('is refused by a server with another secret', async () => {
    const output = await replay('other', { count: 1000 });
    expect(seen.accepted).toBe(0);
    expect(output).toMatch(/replay: (\d+) requests, \1 refused/);
  });

  it('refuses to write what it could not replay', async () => {
    const plan = {
      count: 1,
      host: 'h',
      path: '/',
      service: 'sts',
      region: 'r',
      credentials: CREDENTIALS,
      now: Date.now(),
      body: () => 'a=1',
    };
    const file = join(folder, 'none.tsv');
    await expect(writeReplay(file, { ...plan, spreadSeconds: 300 })).rejects.toThrow(RangeError);
    await expect(writeReplay(file, { ...plan, body: () => 'a\tb' })).rejects.toThrow(TypeError);
  });
});
