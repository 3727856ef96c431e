/** Presigned requests to STS, and others by GET: what their holder can do with them, and cannot. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { presignRequest, signRequest } from '../../src/sigv4/index.ts';
import { account, trusting } from '../fixtures/account.ts';
import { type Credentials, startServer, type TestServer } from '../support/server.ts';
import { place } from './support/place.ts';
import { allow, inline } from './support/policies.ts';
import { assume, call, element, rawRefusal, refusalOf, send } from './support/requests.ts';
import { watch } from './support/watch.ts';

const A = '111122223333';
let server: TestServer;
let alice: Credentials;
const role = (name: string) => `arn:aws:iam::${A}:role/${name}`;

beforeAll(async () => {
  server = await startServer();
  const { keyOf } = await place(
    server,
    account(A)
      .user('alice', { ...inline(allow('*')), path: '/staff/' })
      .accessKey('alice')
      .role('app', trusting('alice'), { path: '/x/' }),
  );
  alice = keyOf('alice');
});
afterAll(async () => {
  await server.stop();
  expect(server.faults).toEqual([]);
});

describe('presigned requests', () => {
  const TARGET = '/?Action=GetCallerIdentity&Version=2011-06-15';
  interface Presigning {
    readonly method?: string;
    readonly target?: string;
    readonly expires?: number;
    readonly age?: number;
    readonly credentials?: Credentials;
  }
  const presign = ({
    method = 'GET',
    target = TARGET,
    expires = 900,
    age = 0,
    credentials = alice,
  }: Presigning = {}) => {
    const { accessKeyId, secretAccessKey, sessionToken } = credentials;
    return presignRequest(
      { method, target, rawHeaders: ['host', new URL(server.url).host], body: new Uint8Array(0) },
      {
        accessKeyId,
        secretAccessKey,
        ...(sessionToken === undefined ? {} : { sessionToken }),
        region: 'us-east-1',
        service: 'sts',
        date: new Date(Date.now() - age * 1000),
      },
      expires,
    );
  };
  const get = (target: string) => send(server, { method: 'GET', target });

  it('case 16: is good more than once within its time', async () => {
    const target = presign();
    for (let time = 0; time < 2; time++) {
      const answer = await get(target);
      expect(element(answer, 'Arn')).toBe(`arn:aws:iam::${A}:user/staff/alice`);
    }
  });

  it('with a session token in its query', async () => {
    const credentials = await assume(server, alice, role('x/app'));
    expect(element(await get(presign({ credentials })), 'Arn')).toBe(
      `arn:aws:sts::${A}:assumed-role/app/work`,
    );
  });

  it.each([
    ['after its time', () => get(presign({ expires: 60, age: 61 })), 403],
    ['after STS’s 15 minutes, whatever it says', () => get(presign({ expires: 604800, age: 901 })), 403],
    ['with a longer time than was signed', () => get(presign().replace('Expires=900', 'Expires=901')), 403],
    ['with more than a week', () => get(presign().replace('Expires=900', 'Expires=604801')), 400],
    ['with no time', () => get(presign().replace('Expires=900', 'Expires=0')), 400],
    ['with a time that is no number', () => get(presign().replace('Expires=900', 'Expires=9e2')), 400],
    ['with another method', () => send(server, { method: 'POST', target: presign() }), 403],
    ['with another path', () => get(presign().replace('/?', '/x?')), 403],
    ['with another action', () => get(presign().replace('GetCallerIdentity', 'GetSessionToken')), 403],
    ['with a parameter more', () => get(`${presign()}&Name=guest`), 403],
    [
      'in the body of another host',
      () => send(server, { method: 'GET', target: presign(), headers: { host: 'localhost' } }),
      403,
    ],
  ])('case 16: is refused %s', async (_what, attempt, status) => {
    const seen = await watch(server, A, attempt);
    expect(seen.output?.status).toBe(status);
    expect(element(seen.output!, 'Code')).toMatch(
      /^(?:SignatureDoesNotMatch|IncompleteSignature|AuthorizationQueryParametersError|RequestExpired)$/,
    );
    expect(seen.event.errorCode).toBe(element(seen.output!, 'Code'));
    expect(seen.changed).toBe(false);
  });

  it('case 17: cannot be made another request by a body', async () => {
    const body = 'Action=CreateUser&Version=2010-05-08&UserName=eve';
    // Told its length also with GET, where Node's client would send a body that nothing frames.
    const headers = {
      'content-type': 'application/x-www-form-urlencoded',
      'content-length': String(body.length),
    };
    for (const method of ['GET', 'POST']) {
      const target = presign({ method });
      const seen = await watch(server, A, () => send(server, { method, target, headers, body }));
      expect(seen.output?.status).toBeGreaterThanOrEqual(400);
      expect(seen.changed).toBe(false);
    }
    expect(await refusalOf(call(server, alice, 'iam:GetUser', { UserName: 'eve' }))).toMatch(/^NoSuchEntity/);
  });

  it('a GET that is signed in its header is answered like a POST', async () => {
    const plain = { method: 'GET', target: TARGET };
    const host = new URL(server.url).host;
    const signing = signRequest(
      { ...plain, rawHeaders: ['host', host], body: new Uint8Array(0) },
      {
        ...(alice as { accessKeyId: string; secretAccessKey: string }),
        region: 'us-east-1',
        service: 'sts',
        date: new Date(),
      },
    );
    const answer = await send(server, { ...plain, headers: { host, ...signing } });
    expect(element(answer, 'Account')).toBe(A);
  });

  it('unsigned, it is refused', async () => {
    expect(rawRefusal(await get(TARGET))).toBe(
      'MissingAuthenticationToken 403 Request is missing Authentication Token',
    );
  });
});
