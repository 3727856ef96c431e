/** Case 190: the costliest reads of a full account, a hundred at once. What each may take is bounded, and others go on. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type PlacedAccount, place } from '../api/support/place.ts';
import { allow, document, inline } from '../api/support/policies.ts';
import { query, type RawAnswer } from '../api/support/requests.ts';
import { account } from '../fixtures/account.ts';
import { startServer, type TestServer } from '../support/server.ts';

const A = '111122223333';
const B = '444455556666';
/** As many as the quota of an account allows. */
const USERS = 5_000;
const AT_ONCE = 100;
/** Items of a page that names no number; the most that one may name. */
const PAGE = 100;
const LARGEST_PAGE = 1_000;
/** A user in GetAccountAuthorizationDetails with one inline policy, as XML; with room for ten times as much. */
const BYTES_A_USER = 10_000;
/** All copies of all answers of a round, and what making them takes. */
const MEMORY = 600_000_000;

let server: TestServer;
let a: PlacedAccount;
let b: PlacedAccount;
beforeAll(async () => {
  server = await startServer();
  const full = account(A);
  for (let i = 0; i < USERS; i++) full.user(`user${i}`, inline(allow('s3:GetObject')));
  a = await place(
    server,
    full.user('admin', { inline: [{ name: 'p', document: document(allow('*')) }] }).accessKey('admin'),
  );
  b = await place(
    server,
    account(B)
      .user('bob', inline(allow('iam:GetUser')))
      .accessKey('bob'),
  );
});
afterAll(async () => {
  await server.stop();
  expect(server.faults).toEqual([]);
});

const items = ({ body }: RawAnswer, element: string) => body.split(`<${element}>`).length - 1;
const all = (operation: Parameters<typeof query>[2], parameters: Record<string, string> = {}) =>
  Promise.all(Array.from({ length: AT_ONCE }, () => query(server, a.keyOf('admin'), operation, parameters)));

describe('case 190: lists and reports of a full account cannot take the server from others', () => {
  it.each([
    ['GetAccountAuthorizationDetails', 'iam:GetAccountAuthorizationDetails', {}, PAGE],
    [
      'GetAccountAuthorizationDetails, largest page',
      'iam:GetAccountAuthorizationDetails',
      { MaxItems: '1000' },
      LARGEST_PAGE,
    ],
    ['ListUsers, largest page', 'iam:ListUsers', { MaxItems: '1000' }, LARGEST_PAGE],
  ] as const)(
    '%s a hundred times: a page each, in bounded memory, while others are answered',
    async (_name, operation, parameters, most) => {
      const before = process.memoryUsage().rss;
      const flood = all(operation, parameters);
      const others = await Promise.all(
        Array.from({ length: 10 }, () => query(server, b.keyOf('bob'), 'iam:GetUser')),
      );
      expect(others.map(({ status }) => status)).toEqual(Array(10).fill(200));
      for (const answer of await flood) {
        expect(answer.status).toBe(200);
        expect(items(answer, 'UserName')).toBeLessThanOrEqual(most);
        expect(answer.body).toContain('<IsTruncated>true</IsTruncated>');
        expect(answer.body.length).toBeLessThan(most * BYTES_A_USER);
      }
      expect(process.memoryUsage().rss - before).toBeLessThan(MEMORY);
    },
    60_000,
  );

  it('a credential report is made once for all who ask for it, and none is made anew while it is fresh', async () => {
    const made = await all('iam:GenerateCredentialReport');
    expect(new Set(made.map(({ status }) => status))).toEqual(new Set([200]));
    const reports = await all('iam:GetCredentialReport');
    const contents = new Set(reports.map(({ body }) => /<Content>([^<]*)</.exec(body)?.[1]));
    expect(contents.size).toBe(1);
    const lines = Buffer.from([...contents][0]!, 'base64')
      .toString()
      .trimEnd()
      .split('\n');
    expect(lines).toHaveLength(1 + 1 + USERS + 1);
  }, 60_000);

  it.each(['0', '1001', '-1', '1e9', '99999999999999999999'])('MaxItems %s is refused', async (MaxItems) => {
    const { status, body } = await query(server, a.keyOf('admin'), 'iam:ListUsers', { MaxItems });
    expect([status, /<Code>([^<]*)</.exec(body)?.[1]]).toEqual([
      400,
      expect.stringMatching(/^(ValidationError|MalformedInput)$/),
    ]);
  });
});
