/** Who may knock, how often, and what anybody is told. */
import { connect, type Socket } from 'node:net';
import { GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import { afterEach, describe, expect, it } from 'vitest';
import { adminClient, readSettings, serve } from '../../src/server/index.ts';
import { rawRequest } from '../support/raw-http.ts';
import { startServer, type TestServer } from '../support/server.ts';

const ACCOUNT = '111122223333';
/** Without a signature: it gets as far as the pipeline, and no further. */
const UNSIGNED = 'Action=GetCallerIdentity&Version=2011-06-15';

let server: TestServer | undefined;

afterEach(async () => {
  await server?.stop();
  expect(server?.faults ?? []).toEqual([]);
  server = undefined;
});

const start = async (...parameters: Parameters<typeof startServer>): Promise<TestServer> => {
  server = await startServer(...parameters);
  return server;
};

const post = (port: number, headers: string, body = UNSIGNED) =>
  rawRequest(
    port,
    `POST / HTTP/1.1\r\n${headers}content-type: application/x-www-form-urlencoded\r\ncontent-length: ${body.length}\r\nconnection: close\r\n\r\n${body}`,
  );

const codeOf = ({ text }: { readonly text: string }): string | undefined =>
  /<Code>(.*?)<\/Code>/.exec(text)?.[1];

describe('web pages of other origins', () => {
  it.each([
    ['a foreign Host (DNS rebinding)', 'host: evil.example\r\n'],
    ['a Host that begins like ours', 'host: localhost.evil.example\r\n'],
    ['a Host that ends like an address', 'host: evil127.0.0.1\r\n'],
    ['an address in octal', 'host: 0177.0.0.1\r\n'],
    ['an address as one number', 'host: 2130706433\r\n'],
    ['a Host with user information', 'host: 127.0.0.1@evil.example\r\n'],
    ['an empty Host', 'host:\r\n'],
    ['a foreign Origin', 'host: localhost\r\norigin: https://evil.example\r\n'],
    ['Origin: null', 'host: localhost\r\norigin: null\r\n'],
    ['our origin by another scheme', 'host: localhost\r\norigin: https://localhost\r\n'],
    ['our origin on another port', 'host: localhost:1\r\norigin: http://localhost:2\r\n'],
    ['Sec-Fetch-Site: cross-site', 'host: localhost\r\nsec-fetch-site: cross-site\r\n'],
    ['Sec-Fetch-Site: same-site', 'host: localhost\r\nsec-fetch-site: same-site\r\n'],
  ])('%s is refused, and recorded', async (_what, headers) => {
    const { serving } = await start();
    const answer = await post(serving.port, headers);
    expect([answer.status, codeOf(answer)]).toEqual([403, 'AccessDenied']);
    expect(answer.text).not.toMatch(/access-control-allow/i);
    const { Events } = await adminClient(serving.adminSocket).call<{ Events: unknown[] }>('LookupEvents', {
      Decision: 'failed',
    });
    expect(Events).toHaveLength(1);
  });

  it.each([
    ['localhost', 'host: localhost:4780\r\n'],
    ['an address', 'host: 10.1.2.3\r\n'],
    ['an IPv6 address', 'host: [::1]:4780\r\n'],
    ['a name of ours', 'host: IAM.Example.\r\n'],
    ['our own page', 'host: localhost\r\norigin: http://localhost\r\nsec-fetch-site: same-origin\r\n'],
  ])('%s is answered', async (_what, headers) => {
    const { serving } = await start({ names: ['iam.example'] });
    expect(codeOf(await post(serving.port, headers))).toBe('MissingAuthenticationToken');
  });
});

describe('case 62: the address of the client', () => {
  const xff =
    'x-forwarded-for: 203.0.113.9, 198.51.100.7\r\nx-real-ip: 203.0.113.9\r\nforwarded: for=203.0.113.9\r\n';

  async function recordedAddress(trustedProxies: string[], headers: string): Promise<string> {
    const { serving } = await start({ trustedProxies });
    await post(serving.port, `host: localhost\r\n${headers}`);
    const { Events } = await adminClient(serving.adminSocket).call<{ Events: { Record: string }[] }>(
      'LookupEvents',
      {},
    );
    return JSON.parse(Events[0]!.Record).event.sourceIPAddress;
  }

  it.each([
    ['is the socket’s when no proxy is trusted', [], xff, '127.0.0.1'],
    ['is the socket’s when another proxy is trusted', ['10.0.0.0/8'], xff, '127.0.0.1'],
    ['is the right-most that is no trusted proxy’s', ['127.0.0.1'], xff, '198.51.100.7'],
    ['is further left when that is trusted too', ['127.0.0.1', '198.51.100.0/24'], xff, '203.0.113.9'],
    ['is the proxy’s when there is no list', ['127.0.0.1'], '', '127.0.0.1'],
    ['ends at what is no address', ['127.0.0.1'], 'x-forwarded-for: 6.6.6.6, 010.0.0.1\r\n', '127.0.0.1'],
    ['of IPv4 in IPv6 is IPv4', ['127.0.0.1'], 'x-forwarded-for: ::ffff:6.6.6.6\r\n', '6.6.6.6'],
  ])('%s', async (_what, proxies, headers, address) => {
    expect(await recordedAddress(proxies, headers)).toBe(address);
  });
});

describe('limits', () => {
  it('a body of 1 MiB is read, and one beyond is refused with 413, however it comes', async () => {
    const { serving } = await start();
    const within = `${UNSIGNED}&X=${'a'.repeat(1024 * 1024 - UNSIGNED.length - 3)}`;
    expect((await post(serving.port, 'host: localhost\r\n', within)).status).toBe(403);
    const beyond = await post(serving.port, 'host: localhost\r\n', `${within}a`);
    expect([beyond.status, codeOf(beyond)]).toEqual([413, 'RequestEntityTooLarge']);
    const chunk = `${(within.length + 1).toString(16)}\r\n${within}a\r\n0\r\n\r\n`;
    const chunked = await rawRequest(
      serving.port,
      `POST / HTTP/1.1\r\nhost: localhost\r\ntransfer-encoding: chunked\r\n\r\n${chunk}`,
    );
    expect(chunked.status).toBe(413);
  });

  it('a principal that asks too much is told Throttling, and others are not', async () => {
    const { serving, sts, root } = await start({ limits: { perPrincipal: { perSecond: 0.001, burst: 3 } } });
    const ask = (account: string) => sts(root(account)).send(new GetCallerIdentityCommand({}));
    for (let n = 0; n < 3; n++) await ask(ACCOUNT);
    await expect(ask(ACCOUNT)).rejects.toMatchObject({ name: 'Throttling', message: 'Rate exceeded' });
    await ask('999988887777');
    expect(serving.port).toBeGreaterThan(0);
  });

  it('an address that asks too much is told Throttling before anything is read', async () => {
    const { serving } = await start({ limits: { perAddress: { perSecond: 0.001, burst: 2 } } });
    const codes = [];
    for (let n = 0; n < 3; n++) codes.push(codeOf(await post(serving.port, 'host: localhost\r\n')));
    expect(codes).toEqual(['MissingAuthenticationToken', 'MissingAuthenticationToken', 'Throttling']);
  });
});

describe('case 184: what anybody is told', () => {
  const get = (port: number, path: string, host = 'localhost') =>
    rawRequest(port, `GET ${path} HTTP/1.1\r\nhost: ${host}\r\nconnection: close\r\n\r\n`);

  it('health and readiness, bare, whatever name the request came by', async () => {
    const { serving } = await start();
    for (const path of ['/health', '/ready']) {
      const answer = await get(serving.port, path, 'whatever.example');
      expect(answer.status).toBe(200);
      const [head, body] = answer.text.split('\r\n\r\n');
      expect(body).toBe('ok\n');
      const names = head!
        .split('\r\n')
        .slice(1)
        .map((line) => line.split(':')[0]!.toLowerCase());
      expect(names.sort()).toEqual(['cache-control', 'connection', 'content-length', 'content-type', 'date']);
    }
  });

  it.each(['/metrics', '/debug', '/follow', '/health/', '/health?x', '/ready/../metrics', '/admin', '/.env'])(
    '%s is nothing',
    async (path) => {
      const { serving } = await start();
      expect((await get(serving.port, path)).status).toBe(404);
    },
  );
});

describe('development mode', () => {
  it.each([
    ['another address', { listen: '0.0.0.0:0', behindProxy: true, trustedProxies: ['10.0.0.1'] }],
    ['a proxy', { behindProxy: true, trustedProxies: ['10.0.0.1'] }],
  ])('is refused with %s', async (_what, input) => {
    const settings = readSettings({ listen: '127.0.0.1:0', data: ':memory:', ...input }, 'the test');
    await expect(
      serve({
        settings,
        masterKey: { kind: 'ephemeral' },
        development: true,
        onFault: () => undefined,
        onAlarm: () => undefined,
        onAnswer: () => undefined,
        site: (_request, response) => response.end(),
      }),
    ).rejects.toThrow(/development mode/);
  });
});

describe('stopping', () => {
  it('answers every request that is on a connection, also one that comes while it stops', async () => {
    const { serving } = await start();
    const sockets = await Promise.all(
      Array.from(
        { length: 50 },
        () =>
          new Promise<Socket>((resolve) => {
            const socket = connect(serving.port, '127.0.0.1', () => resolve(socket));
          }),
      ),
    );
    const bytes = `POST / HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/x-www-form-urlencoded\r\ncontent-length: ${UNSIGNED.length}\r\n\r\n${UNSIGNED}`;
    const answers = sockets.map(
      (socket) =>
        new Promise<string>((resolve) => {
          let text = '';
          socket.on('data', (chunk) => {
            text += chunk.toString();
          });
          socket.on('error', (error) => resolve(error.message));
          socket.on('close', () => resolve(text));
        }),
    );
    for (const socket of sockets.slice(0, 25)) socket.write(bytes);
    const stopped = serving.stop();
    for (const socket of sockets.slice(25)) socket.write(bytes);
    await stopped;
    for (const answer of await Promise.all(answers)) {
      expect(answer).toMatch(/^HTTP\/1\.1 403 /);
      expect(answer).toMatch(/Connection: close/i);
    }
    server = undefined;
  });
});
