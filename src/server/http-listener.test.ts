/** Slow clients (L5), connections beyond the limits, and TLS. Times are a twentieth of the real ones. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect as connectTls } from 'node:tls';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DEFAULT_HTTP_LIMITS, type HttpLimits, HttpListener, type TlsFiles } from './http-listener.ts';
import type { ApiResponse } from './transport.ts';

const LIMITS: HttpLimits = {
  ...DEFAULT_HTTP_LIMITS,
  headersTimeoutMilliseconds: 500,
  requestTimeoutMilliseconds: 700,
  stalledAnswerMilliseconds: 400,
};

const answerOf = (body: string): ApiResponse => ({
  status: 200,
  contentType: 'text/xml',
  requestId: 'a',
  body,
});

let listener: HttpListener;
let port: number;
let sockets: Socket[];
let answer: string;
let answering: () => ApiResponse | Promise<ApiResponse>;
let admitting: () => void;

async function listen(limits: Partial<HttpLimits> = {}, tls?: TlsFiles): Promise<void> {
  listener = new HttpListener({
    host: '127.0.0.1',
    port: 0,
    limits: { ...LIMITS, ...limits },
    ownNames: new Set(),
    trustedProxies: [],
    tls,
    answer: () => answering(),
    refuse: () => answerOf('refused'),
    admit: () => admitting(),
    site: (_request, response) => void response.end(),
  });
  port = await listener.listen();
}

beforeEach(() => {
  sockets = [];
  answer = 'ok';
  answering = async () => answerOf(answer);
  admitting = () => undefined;
});
afterEach(async () => {
  for (const socket of sockets) socket.destroy();
  await listener.stop();
});

function open(): Promise<Socket> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => resolve(socket));
    sockets.push(socket);
    socket.on('error', () => undefined);
  });
}

const closed = (socket: Socket): Promise<void> =>
  new Promise((resolve) => {
    if (socket.destroyed) resolve();
    else socket.once('close', () => resolve());
  });

const REQUEST = 'POST / HTTP/1.1\r\nhost: localhost\r\ncontent-length: 4\r\n\r\nbody';

/** Milliseconds until a plain request is answered. */
async function responseTime(): Promise<number> {
  const started = performance.now();
  const socket = await open();
  const answered = new Promise((resolve) => socket.once('data', resolve));
  socket.write(REQUEST);
  await answered;
  socket.destroy();
  return performance.now() - started;
}

/** Sends a byte of the text now and then, again and again, as long as the server listens. */
function drip(socket: Socket, text: string): void {
  let at = 0;
  const timer = setInterval(() => {
    if (socket.destroyed) clearInterval(timer);
    else socket.write(text[at++ % text.length]!);
  }, 50);
  socket.once('close', () => clearInterval(timer));
}

describe('L5: slow clients', () => {
  it.each([
    ['that send their headers byte by byte', 'POST / HTTP/1.1\r\nhost: localhost\r\nx-a: ', 'a'],
    ['that send nothing', '', ''],
    [
      'that send their body byte by byte',
      'POST / HTTP/1.1\r\nhost: localhost\r\ncontent-length: 9999\r\n\r\n',
      'a',
    ],
    [
      'that send chunks byte by byte',
      'POST / HTTP/1.1\r\nhost: localhost\r\ntransfer-encoding: chunked\r\n\r\n',
      '1\r\na\r\n',
    ],
  ])('%s are dropped, and others are answered meanwhile', async (_what, start, more) => {
    await listen();
    const slow = await Promise.all(Array.from({ length: 300 }, open));
    const dropped = Promise.all(
      slow.map((socket) => {
        socket.resume();
        return closed(socket);
      }),
    );
    const started = performance.now();
    for (const socket of slow) {
      if (start !== '') socket.write(start);
      if (more !== '') drip(socket, more);
    }
    expect(await responseTime()).toBeLessThan(1_500);
    await dropped;
    // The limit, the interval of looking after it, and a busy machine.
    expect(performance.now() - started).toBeLessThan(3_000);
  });

  it('that take nothing of their answer are dropped', async () => {
    answer = 'a'.repeat(64 * 1024 * 1024);
    await listen();
    const socket = await open();
    socket.pause();
    socket.write(REQUEST);
    await new Promise((resolve) => setTimeout(resolve, 2_000));
    let received = 0;
    socket.on('data', (chunk) => {
      received += chunk.length;
    });
    socket.resume();
    await closed(socket);
    // What was on its way, but not all of it.
    expect(received).toBeLessThan(answer.length);
  });

  it('that keep their half of a refused connection open are dropped', async () => {
    await listen();
    const socket = connect({ port, host: '127.0.0.1', allowHalfOpen: true });
    sockets.push(socket);
    socket.on('error', () => undefined);
    socket.resume();
    socket.write('POST / HTTP/1.1\r\nhost: localhost\r\n');
    drip(socket, 'a');
    await closed(socket);
    expect(await responseTime()).toBeLessThan(1_500);
  });
});

describe('connections', () => {
  it('of one address are limited', async () => {
    await listen({ maximumConnectionsPerAddress: 5 });
    const all = await Promise.all(Array.from({ length: 8 }, open));
    await Promise.race(all.map(closed));
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(all.filter((socket) => !socket.destroyed)).toHaveLength(5);
    all.find((socket) => !socket.destroyed)!.destroy();
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(await responseTime()).toBeLessThan(1_500);
  });

  it('of all are limited', async () => {
    await listen({ maximumConnections: 5 });
    const all = await Promise.all(Array.from({ length: 8 }, open));
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(all.filter((socket) => !socket.destroyed)).toHaveLength(5);
  });
});

describe('TLS', () => {
  let directory: string;
  let files: TlsFiles;

  const certify = (name: string): void => {
    execFileSync(
      'openssl',
      [
        'req',
        '-x509',
        '-newkey',
        'ec',
        '-pkeyopt',
        'ec_paramgen_curve:prime256v1',
        '-nodes',
        '-days',
        '1',
      ].concat(['-subj', `/CN=${name}`, '-keyout', files.key, '-out', files.certificate]),
      { stdio: 'ignore' },
    );
  };

  /** Common name of the certificate that new connections get. */
  const servedName = (maxVersion?: 'TLSv1.1'): Promise<string> =>
    new Promise((resolve, reject) => {
      const options = { port, host: '127.0.0.1', rejectUnauthorized: false };
      const socket = connectTls(
        maxVersion ? { ...options, minVersion: 'TLSv1', maxVersion } : options,
        () => {
          const name = String(socket.getPeerCertificate().subject.CN);
          socket.destroy();
          resolve(name);
        },
      );
      socket.once('error', reject);
    });

  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'stint-tls-'));
    files = { certificate: join(directory, 'certificate.pem'), key: join(directory, 'key.pem') };
    certify('first.example');
  });
  afterEach(() => rmSync(directory, { recursive: true, force: true }));

  it('takes a new certificate without a restart', async () => {
    await listen({}, files);
    expect(await servedName()).toBe('first.example');
    certify('second.example');
    listener.reloadTls();
    expect(await servedName()).toBe('second.example');
  });

  it('case 187: keeps the last good one when the new files cannot be used', async () => {
    await listen({}, files);
    for (const broken of ['', '-----BEGIN CERTIFICATE-----\nhalf']) {
      writeFileSync(files.certificate, broken);
      expect(() => listener.reloadTls()).toThrow();
      expect(await servedName()).toBe('first.example');
    }
    rmSync(files.key);
    expect(() => listener.reloadTls()).toThrow();
    expect(await servedName()).toBe('first.example');
  });

  it('case 187: keeps the last good one when key and certificate do not fit', async () => {
    await listen({}, files);
    const other = { ...files, certificate: join(directory, 'other.pem') };
    const kept = files;
    files = other;
    certify('other.example');
    files = kept;
    expect(() => listener.reloadTls()).toThrow();
    expect(await servedName()).toBe('first.example');
  });

  it('older than 1.2 is refused', async () => {
    await listen({}, files);
    await expect(servedName('TLSv1.1')).rejects.toThrow();
  });

  it('L5: who connects and does not begin it is dropped', async () => {
    await listen({}, files);
    const socket = await open();
    socket.resume();
    const started = performance.now();
    await closed(socket);
    expect(performance.now() - started).toBeLessThan(2_000);
  });
});

describe('requests that come faster than they can be answered', () => {
  it('wait at their senders: few of them are kept here, and each is answered', async () => {
    await listen(DEFAULT_HTTP_LIMITS);
    const [connections, requests] = [12, 500];
    let waiting = 0;
    let mostWaiting = 0;
    admitting = () => {
      waiting += 1;
      mostWaiting = Math.max(mostWaiting, waiting);
    };
    answering = () => {
      const end = performance.now() + 0.3;
      while (performance.now() < end);
      waiting -= 1;
      return answerOf('ok');
    };
    const answers = await Promise.all(
      Array.from({ length: connections }, async () => {
        const socket = await open();
        let text = '';
        const whole = new Promise<number>((resolve) => {
          socket.on('data', (chunk: Buffer) => {
            text += chunk.toString('latin1');
            const count = text.split('HTTP/1.1 200').length - 1;
            if (count === requests) resolve(count);
          });
        });
        socket.write(REQUEST.repeat(requests));
        return await whole;
      }),
    );
    expect(answers).toEqual(Array(connections).fill(requests));
    expect(mostWaiting).toBeLessThan(2000);
  }, 20_000);
});
