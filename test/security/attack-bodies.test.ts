/** Bodies that come in ways that cost a reader more than they hold. */
import { EventEmitter } from 'node:events';
import type { IncomingMessage } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readBody } from '../../src/server/http-body.ts';
import { rawRequest } from '../support/raw-http.ts';
import { startServer, type TestServer } from '../support/server.ts';

const MIB = 1024 * 1024;

function incoming(): IncomingMessage {
  return Object.assign(new EventEmitter(), {
    rawHeaders: ['Transfer-Encoding', 'chunked'],
  }) as unknown as IncomingMessage;
}

describe('case 129: a body in chunks', () => {
  it.each([[[]], [[1]], [[3, 1, 4, 1, 5]], [[4096, 1, 4095, 10_000]], [[65_536, 65_536, 1]]])(
    'of %j bytes is read as it was sent',
    async (sizes) => {
      const request = incoming();
      const body = readBody(request, MIB);
      const chunks = sizes.map((size, i) => Buffer.alloc(size, i + 1));
      for (const chunk of chunks) request.emit('data', chunk);
      request.emit('end');
      expect(Buffer.compare(Buffer.from(await body), Buffer.concat(chunks))).toBe(0);
    },
  );

  it('of one byte each takes no more memory than the body is long', async () => {
    const request = incoming();
    const body = readBody(request, MIB);
    const before = process.memoryUsage();
    for (let i = 0; i < MIB; i += 1) request.emit('data', Buffer.from([i & 0xff]));
    const after = process.memoryUsage();
    request.emit('end');
    expect((await body).length).toBe(MIB);
    // Kept apart, they take some two hundred.
    expect(after.heapUsed + after.arrayBuffers - before.heapUsed - before.arrayBuffers).toBeLessThan(
      80 * MIB,
    );
  });

  it('is refused at the first byte too many', async () => {
    const request = incoming();
    const body = readBody(request, 10);
    for (let i = 0; i < 11; i += 1) request.emit('data', Buffer.from('a'));
    await expect(body).rejects.toThrow('The body of a request has at most 10 bytes.');
  });
});

describe('what a server does not do', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startServer();
  });
  afterAll(async () => {
    await server.stop();
    expect(server.faults).toEqual([]);
  });

  it.each([
    [
      'an expectation that is none',
      'POST / HTTP/1.1\r\nHost: localhost\r\nExpect: x\r\nContent-Length: 0\r\n\r\n',
      417,
    ],
    [
      'an upgrade',
      'POST / HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\nUpgrade: h2c\r\nContent-Length: 0\r\n\r\n',
      403,
    ],
    ['a tunnel', 'CONNECT evil.example:80 HTTP/1.1\r\nHost: localhost\r\n\r\n', 0],
  ])('%s is refused, and the server lives', async (_what, bytes, status) => {
    expect((await rawRequest(server.serving.port, bytes, 50)).status).toBe(status);
    const health = await rawRequest(
      server.serving.port,
      'GET /health HTTP/1.1\r\nHost: localhost\r\n\r\n',
      20,
    );
    expect(health.status).toBe(200);
  });
});
