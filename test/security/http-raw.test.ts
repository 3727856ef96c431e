/** What arrives as bytes: requests that two parsers could read in two ways, and requests that are none. */

import { Sha256 } from '@aws-crypto/sha256-js';
import { HttpRequest } from '@smithy/protocol-http';
import { SignatureV4 } from '@smithy/signature-v4';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { answersIn, type RawAnswer, rawRequest } from '../support/raw-http.ts';
import { startServer, type TestServer } from '../support/server.ts';

const ACCOUNT = '111122223333';
const BODY = 'Action=GetCallerIdentity&Version=2011-06-15';

let server: TestServer;
let port: number;
let rootKey: { readonly accessKeyId: string; readonly secretAccessKey: string };
let signed: Record<string, string>;

beforeAll(async () => {
  server = await startServer({}, { development: false });
  port = server.serving.port;
  ({ rootKey } = await server.serving.node.createAccount(ACCOUNT, 'raw'));
});
afterAll(async () => {
  await server.stop();
  expect(server.faults).toEqual([]);
});
beforeEach(async () => {
  const signer = new SignatureV4({
    service: 'sts',
    region: 'us-east-1',
    sha256: Sha256,
    credentials: rootKey,
  });
  const { headers } = await signer.sign(
    new HttpRequest({
      method: 'POST',
      hostname: '127.0.0.1',
      port,
      path: '/',
      headers: { host: `127.0.0.1:${port}`, 'content-type': 'application/x-www-form-urlencoded' },
      body: BODY,
    }),
  );
  signed = headers;
});

const lines = (headers: Record<string, string>): string =>
  Object.entries(headers)
    .map(([name, value]) => `${name}: ${value}\r\n`)
    .join('');

/** A signed request, with lines added, and its body framed as given. */
function request(
  parts: { start?: string; added?: string; framing?: string; body?: string; without?: string } = {},
): string {
  const headers = { ...signed };
  if (parts.without !== undefined) delete headers[parts.without];
  const framing = parts.framing ?? `content-length: ${BODY.length}\r\n`;
  return `${parts.start ?? 'POST / HTTP/1.1'}\r\n${lines(headers)}${parts.added ?? ''}${framing}\r\n${parts.body ?? BODY}`;
}

const send = (bytes: string): Promise<RawAnswer> => rawRequest(port, bytes);

describe('the control', () => {
  it('a plain signed request is answered', async () => {
    const answer = await send(request());
    expect(answer.status).toBe(200);
    expect(answer.text).toContain(`arn:aws:iam::${ACCOUNT}:root`);
  });

  it('so is one whose body comes in chunks', async () => {
    const body = `${BODY.length.toString(16)}\r\n${BODY}\r\n0\r\n\r\n`;
    expect((await send(request({ framing: 'transfer-encoding: chunked\r\n', body }))).status).toBe(200);
  });
});

describe('case 129: a body that could end in two places is refused, and the connection closed', () => {
  const smuggled = 'GET /smuggled HTTP/1.1\r\nhost: 127.0.0.1\r\n\r\n';
  it.each([
    ['Transfer-Encoding: x, chunked', 'transfer-encoding: x, chunked\r\n', '0\r\n\r\n'],
    ['Transfer-Encoding: chunked, x', 'transfer-encoding: chunked, x\r\n', '0\r\n\r\n'],
    ['Transfer-Encoding: identity', 'transfer-encoding: identity\r\n', '0\r\n\r\n'],
    ['Transfer-Encoding: xchunked', 'transfer-encoding: xchunked\r\n', '0\r\n\r\n'],
    ['two Transfer-Encoding', 'transfer-encoding: chunked\r\ntransfer-encoding: x\r\n', '0\r\n\r\n'],
    ['chunked with a vertical tab', 'transfer-encoding: chunked\x0b\r\n', '0\r\n\r\n'],
    ['both lengths', 'content-length: 4\r\ntransfer-encoding: chunked\r\n', '0\r\n\r\n'],
    ['two lengths', 'content-length: 43\r\ncontent-length: 0\r\n', BODY],
    ['a list of lengths', 'content-length: 43, 43\r\n', BODY],
    ['a length with a sign', 'content-length: +43\r\n', BODY],
    ['a hexadecimal length', 'content-length: 0x2b\r\n', BODY],
    ['a negative length', 'content-length: -1\r\n', BODY],
    ['a folded line', 'x-a: b\r\n c\r\ncontent-length: 43\r\n', BODY],
    ['a blank before the colon', 'x-a : b\r\ncontent-length: 43\r\n', BODY],
    ['a line that ends with LF alone', 'x-a: b\ncontent-length: 43\r\n', BODY],
    ['a line without a colon', 'x-a\r\ncontent-length: 43\r\n', BODY],
    ['a NUL in a value', 'x-a: b\0c\r\ncontent-length: 43\r\n', BODY],
    ['a chunk length that is none', 'transfer-encoding: chunked\r\n', 'zz\r\nxx\r\n0\r\n\r\n'],
    ['an endless chunk length', 'transfer-encoding: chunked\r\n', `${'f'.repeat(40)}\r\n`],
  ])('%s', async (_what, framing, body) => {
    const answer = await send(request({ framing, body: body + smuggled }));
    expect(answer.status).toBe(400);
    expect(answersIn(answer)).toBe(1);
    expect(answer.text).toMatch(/connection: close/i);
  });
});

describe('case 13: headers that may be there once', () => {
  it.each([
    ['Host', 'host: evil.example\r\n'],
    ['Authorization', 'authorization: AWS4-HMAC-SHA256 x\r\n'],
    ['X-Amz-Date', 'x-amz-date: 20200101T000000Z\r\n'],
    ['X-Amz-Security-Token', 'x-amz-security-token: a\r\nx-amz-security-token: b\r\n'],
  ])('two %s are refused', async (_name, added) => {
    const answer = await send(request({ added }));
    expect(answer.status).toBe(400);
  });

  it('a foreign Host before our own is refused', async () => {
    const bytes = request().replace('POST / HTTP/1.1\r\n', 'POST / HTTP/1.1\r\nhost: evil.example\r\n');
    expect([400, 403]).toContain((await send(bytes)).status);
  });
});

describe('case 14: a target in absolute form', () => {
  it('that names another authority is refused', async () => {
    expect((await send(request({ start: 'POST http://other.example/ HTTP/1.1' }))).status).toBe(400);
  });
});

describe('case 12: strange targets are answered with a refusal, never with a crash', () => {
  it.each([
    ['an empty path with a query', 'POST ?Action=GetUser HTTP/1.1'],
    ['the asterisk', 'OPTIONS * HTTP/1.1'],
    ['a backslash', 'POST \\ HTTP/1.1'],
    ['dots', 'POST /a/../b%2f..%2fc HTTP/1.1'],
    ['CONNECT', 'CONNECT 127.0.0.1:80 HTTP/1.1'],
    ['TRACE', 'TRACE / HTTP/1.1'],
    ['an unknown method', 'FROB / HTTP/1.1'],
    ['HTTP/2 in plain text', 'PRI * HTTP/2.0'],
    ['HTTP/0.9', 'GET /'],
  ])('%s', async (_what, start) => {
    const answer = await send(request({ start }));
    console.log(start, answer.text.slice(0, 300));
    expect(answer.status === 0 || (answer.status >= 400 && answer.status < 500)).toBe(true);
    expect(answer.text).not.toContain('GetCallerIdentityResult');
  });

  it('a form without a body is a refusal', async () => {
    const answer = await send(request({ framing: 'content-length: 0\r\n', body: '' }));
    expect(answer.status).toBeGreaterThanOrEqual(400);
    expect(answer.status).toBeLessThan(500);
  });
});

describe('case 15: headers with names of the language, or too many, or too long', () => {
  it('__proto__, constructor and toString are ignored', async () => {
    const answer = await send(request({ added: '__proto__: a\r\nconstructor: b\r\ntoString: c\r\n' }));
    expect(answer.status).toBe(200);
    expect(Object.hasOwn(Object.prototype, 'a')).toBe(false);
  });

  it('a thousand and more headers are refused', async () => {
    const answer = await send(request({ added: 'x-a: b\r\n'.repeat(1100) }));
    expect(answer.status).toBe(431);
  });

  it('headers beyond the limit in bytes are refused', async () => {
    expect((await send(request({ added: `x-a: ${'a'.repeat(20 * 1024)}\r\n` }))).status).toBe(200);
    expect((await send(request({ added: `x-a: ${'a'.repeat(50 * 1024)}\r\n` }))).status).toBe(431);
  });
});

describe('case 11 and 63: headers that claim what only the server knows', () => {
  it('change nothing', async () => {
    const added =
      'x-iam-principal: arn:aws:iam::1:root\r\nx-account-id: 999999999999\r\nx-forwarded-user: admin\r\n' +
      'aws:PrincipalArn: x\r\n'.replace('aws:', 'aws-') +
      'x-forwarded-for: 6.6.6.6\r\nx-real-ip: 6.6.6.6\r\nforwarded: for=6.6.6.6\r\n';
    const answer = await send(request({ added }));
    expect(answer.status).toBe(200);
    expect(answer.text).toContain(`arn:aws:iam::${ACCOUNT}:root`);
  });
});

describe('the PROXY protocol of nobody that is trusted', () => {
  it('case 62: is no request', async () => {
    const v1 = await send(`PROXY TCP4 6.6.6.6 127.0.0.1 1 2\r\n${request()}`);
    expect(v1.status).toBe(400);
    const v2 = await rawRequest(port, Buffer.from('0d0a0d0a000d0a515549540a2111000c', 'hex'));
    expect([0, 400]).toContain(v2.status);
  });
});
