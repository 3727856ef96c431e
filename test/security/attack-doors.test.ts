/** Attacks by what stands around a request: the name it is addressed to, where a browser got it from, its scope. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { presignRequest, signRequest } from '../../src/sigv4/index.ts';
import { document, trust } from '../api/support/policies.ts';
import { call, rawRefusal, send } from '../api/support/requests.ts';
import { rawRequest } from '../support/raw-http.ts';
import { type Credentials, startServer, type TestServer } from '../support/server.ts';

const A = '111122223333';
let server: TestServer;
beforeAll(async () => {
  server = await startServer({ names: ['stint.example'] });
});
afterAll(async () => {
  await server.stop();
  expect(server.faults).toEqual([]);
});

describe('case 149: a Host that is not exactly one of ours', () => {
  const statusFor = async (host: string) =>
    (await rawRequest(server.serving.port, `GET /x HTTP/1.1\r\nHost: ${host}\r\n\r\n`, 20)).status;

  it.each([
    'localhost.evil.example',
    'evil-localhost',
    'stint.example.evil.example',
    'evil.stint.example',
    '[::1].evil.example',
    '[::1]evil',
    '[::1',
    '[::1]:80:90',
    '[::1%25lo]',
    '[::1%lo]',
    'localhost@evil.example',
    'evil.example@localhost',
    'evil.example/.localhost',
    'evil.example#.localhost',
    'evil.example:80#.localhost',
    'evil.example\\.localhost',
    'localhost:80:90',
    'localhost..',
    '127.0.0.1.evil.example',
    '127.1',
    '0x7f.0.0.1',
    '2130706433',
    '127.0.0.1, evil.example',
    '',
  ])('%s is refused', async (host) => {
    expect([400, 403]).toContain(await statusFor(host));
  });

  it('no Host at all is refused, also in HTTP/1.0', async () => {
    for (const version of ['1.0', '1.1']) {
      const { status } = await rawRequest(server.serving.port, `GET /x HTTP/${version}\r\n\r\n`, 20);
      expect([400, 403]).toContain(status);
    }
  });

  it.each([
    'localhost',
    'LOCALHOST:4780',
    'localhost.',
    'a.localhost',
    '127.0.0.1:1',
    '[::1]:4780',
    'Stint.Example',
  ])('control: %s is answered', async (host) => {
    expect(await statusFor(host)).toBe(404);
  });
});

/** A presigned URL that makes a user. */
const target = (key: Credentials) =>
  presignRequest(
    {
      method: 'GET',
      target: '/?Action=CreateUser&Version=2010-05-08&UserName=planted',
      rawHeaders: ['host', new URL(server.url).host],
      body: new Uint8Array(),
    },
    {
      accessKeyId: key.accessKeyId,
      secretAccessKey: key.secretAccessKey,
      region: 'us-east-1',
      service: 'iam',
      date: new Date(),
    },
    300,
  );

describe('stint dev: who has an account id has its root, but no page and no link has', () => {
  it.each([
    ['an image of a page', { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'no-cors' }],
    ['a page of another port of this host', { 'sec-fetch-site': 'same-site', 'sec-fetch-mode': 'cors' }],
    ['a link in a mail', { 'sec-fetch-site': 'none', 'sec-fetch-mode': 'navigate' }],
    ['a form of a page', { origin: 'https://evil.example' }],
    ['a page in a sandbox', { origin: 'null' }],
  ])('%s is refused', async (_what, headers) => {
    const answer = await send(server, {
      method: 'GET',
      target: target(server.root(A)),
      headers: headers as unknown as Record<string, string>,
    });
    expect(answer.status).toBe(403);
    const { Users } = await call(server, server.root(A), 'iam:ListUsers');
    expect(Users).toEqual([]);
  });
});

describe('stint dev: a program', () => {
  it('control: is let in by the same kind of link', async () => {
    expect((await send(server, { method: 'GET', target: target(server.root(A)) })).status).toBe(200);
  });
});

describe('case 19: a region is a word of lower-case letters, digits and dashes, wherever any is accepted', () => {
  const identity = (key: Credentials, region: string) => {
    const body = 'Action=GetCallerIdentity&Version=2011-06-15';
    const plain = {
      host: new URL(server.url).host,
      'content-type': 'application/x-www-form-urlencoded',
    };
    const { accessKeyId, secretAccessKey } = key;
    const signing = signRequest(
      { method: 'POST', target: '/', rawHeaders: Object.entries(plain).flat(), body: Buffer.from(body) },
      { accessKeyId, secretAccessKey, region, service: 'sts', date: new Date() },
    );
    return send(server, { headers: { ...plain, ...signing } as Record<string, string>, body });
  };

  it.each(['=1+cmd', '@SUM(A1)', 'x"y', '<b>', 'US-EAST-1', 'x'.repeat(33), 'x'.repeat(20_000)])(
    'not %s, which would stand in the credential report',
    async (region) => {
      const root = server.root(A);
      const answer = await identity(root, region);
      expect(rawRefusal(answer)).toMatch(
        /^SignatureDoesNotMatch 403 Credential should be scoped to a valid region/,
      );
    },
  );

  it('control: any other', async () => {
    expect((await identity(server.root(A), 'eu-somewhere-1')).status).toBe(200);
  });
});

describe('case 33: an account learns nothing of the roles of another that trust nobody of it', () => {
  it("not even their tags, by conditions in its own users' policies", async () => {
    const B = '444455556666';
    await call(server, server.root(B), 'iam:CreateRole', {
      RoleName: 'hidden',
      AssumeRolePolicyDocument: document(trust({ AWS: B })),
      Tags: [{ Key: 'env', Value: 'prod' }],
    });
    const spyOn = async (env: string) => {
      const UserName = `spy-${env}`;
      const root = server.root(A);
      await call(server, root, 'iam:CreateUser', { UserName });
      await call(server, root, 'iam:PutUserPolicy', {
        UserName,
        PolicyName: 'p',
        PolicyDocument: document(
          { Effect: 'Allow', Action: 'sts:*', Resource: '*' },
          {
            Effect: 'Deny',
            Action: 'sts:AssumeRole',
            Resource: '*',
            Condition: { StringEquals: { 'aws:ResourceTag/env': env } },
          },
        ),
      });
      const { AccessKey: key } = await call<{ AccessKey: { AccessKeyId: string; SecretAccessKey: string } }>(
        server,
        root,
        'iam:CreateAccessKey',
        { UserName },
      );
      const spy = { accessKeyId: key.AccessKeyId, secretAccessKey: key.SecretAccessKey };
      const told = async (role: string) => {
        const attempt = call(server, spy, 'sts:AssumeRole', {
          RoleArn: `arn:aws:iam::${B}:role/${role}`,
          RoleSessionName: 'work',
        });
        return String(await attempt.catch((error: Error) => error.message))
          .replace(role, 'ROLE')
          .replace(UserName, 'SPY');
      };
      return [await told('hidden'), await told('missing')];
    };
    const answers = [...(await spyOn('prod')), ...(await spyOn('dev'))];
    expect(new Set(answers).size).toBe(1);
    expect(answers[0]).toMatch(/is not authorized to perform: sts:AssumeRole on resource: \S+$/);
  });
});
