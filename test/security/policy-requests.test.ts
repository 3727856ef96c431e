/** Attack cases on what requests bring into a decision, through the real server. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { userNamed } from '../../src/directory/index.ts';
import { expectRefused, notAuthorized } from '../api/support/attack.ts';
import { change, type PlacedAccount, place } from '../api/support/place.ts';
import { allow, deny, document, inline } from '../api/support/policies.ts';
import { call, element, query, rawRefusal, refusalOf } from '../api/support/requests.ts';
import { account } from '../fixtures/account.ts';
import { startServer, type TestServer } from '../support/server.ts';

const A = '111122223333';
const user = (name: string, path = '/') => `arn:aws:iam::${A}:user${path}${name}`;
let server: TestServer;
let placed: PlacedAccount;

beforeAll(async () => {
  server = await startServer();
  placed = await place(
    server,
    account(A)
      .user('reader', inline(allow(['iam:GetUser', 's3:*', 'sts:*'])))
      .accessKey('reader')
      .user('secure', inline(allow('iam:ListUsers', '*', { Bool: { 'aws:SecureTransport': 'true' } })))
      .accessKey('secure')
      .user('named', inline(allow('iam:ListUsers', '*', { ArnEquals: { 'aws:PrincipalArn': user('boss') } })))
      .accessKey('named')
      .user('called', inline(allow('iam:ListUsers', '*', { Bool: { 'aws:ViaAWSService': 'true' } })))
      .accessKey('called')
      .user('tagged', {
        tags: { place: 'a/../b', home: 'a/b' },
        ...inline(
          allow('iam:GetUser', [user('${aws:PrincipalTag/place}'), user('${aws:PrincipalTag/home}')]),
        ),
      })
      .accessKey('tagged')
      .user('b', { path: '/a/' })
      .user('bc', { path: '/a/' })
      .user('broken', inline(allow('*')))
      .accessKey('broken')
      .user('half', inline(allow('*')))
      .accessKey('half'),
  );
});
afterAll(async () => {
  await server.stop();
});

describe('case 47: parameters of other services do not change what is asked', () => {
  it.each([
    ['acl', 'acl='],
    ['policy', 'policy='],
    ['x-id', 'x-id=GetObject'],
    ['Action of S3, lower case', 'action=GetObject'],
    ['X-Amz-Target', 'X-Amz-Target=S3.GetObject'],
  ])('%s', async (_what, parameters) => {
    const answer = await query(
      server,
      placed.keyOf('reader'),
      'iam:CreateUser',
      `UserName=new&${parameters}`,
    );
    expect(rawRefusal(answer)).toMatch(/^(AccessDenied 403 .*perform: iam:CreateUser on|[A-Za-z]+ 400 )/);
    await expect(call(server, server.root(A), 'iam:GetUser', { UserName: 'new' })).rejects.toThrow(
      'cannot be found',
    );
  });

  it('what is allowed is still allowed', async () => {
    await call(server, placed.keyOf('reader'), 'iam:GetUser', { UserName: 'reader' });
  });
});

describe('case 48: a stored policy that cannot be read', () => {
  it.each([
    ['an operator that does not exist', { Condition: { StringMatches: { 'aws:username': '.*' } } }],
    ['an element that does not exist', { Priority: 1 }],
    ['an action twice', { NotAction: 'iam:ListUsers' }],
  ])('%s: is no permission, and the operator is told', async (_what, more) => {
    await change(server, A, (draft) => {
      const stored = userNamed(draft, 'broken')!;
      const text = JSON.stringify({ Version: '2012-10-17', Statement: { ...allow('*'), ...more } });
      draft.users.put({ ...stored, inlinePolicies: [{ name: 'granted', document: text }] });
    });
    const alarms = server.faults.length;
    const refusal = await refusalOf(call(server, placed.keyOf('broken'), 'iam:ListUsers'));
    expect(refusal).toMatch(/^ServiceFailure 500 /);
    expect(server.faults.length).toBeGreaterThan(alarms);
  });

  it('beside one that allows: is still no permission, for it may have denied', async () => {
    await call(server, placed.keyOf('half'), 'iam:ListUsers');
    await change(server, A, (draft) => {
      const stored = userNamed(draft, 'half')!;
      const denies = document(deny('iam:ListUsers')).replace('Deny', 'DENY');
      draft.users.put({
        ...stored,
        inlinePolicies: [...stored.inlinePolicies, { name: 'two', document: denies }],
      });
    });
    const refusal = await refusalOf(call(server, placed.keyOf('half'), 'iam:ListUsers'));
    expect(refusal).toMatch(/^ServiceFailure 500 /);
  });
});

describe('case 53: a value of the context is only itself', () => {
  const get = (UserName: string) => () => call(server, placed.keyOf('tagged'), 'iam:GetUser', { UserName });

  it('slashes of a tag are slashes of the path', async () => {
    await get('b')();
    await expectRefused(server, A, get('bc'), {
      refusal: notAuthorized(
        user('tagged'),
        'iam:GetUser',
        user('bc', '/a/'),
        'because no identity-based policy allows the iam:GetUser action',
      ),
      decision: { verdict: 'implicitDeny', by: 'identity' },
    });
  });

  it.each(['*', '?', '${aws:username}', '$', 'a\nb'])('%j is no value of a tag', async (Value) => {
    const Tags = [{ Key: 'place', Value }];
    const refusal = await refusalOf(
      call(server, server.root(A), 'iam:TagUser', { UserName: 'tagged', Tags }),
    );
    expect(refusal).toMatch(/^ValidationError 400 /);
  });

  it.each(['a*', 'a?', '${aws:username}', 'a/b', 'a b', 'a\n'])(
    '%j is no name of a session',
    async (RoleSessionName) => {
      const input = { RoleArn: `arn:aws:iam::${A}:role/x`, RoleSessionName };
      const refusal = await refusalOf(call(server, placed.keyOf('reader'), 'sts:AssumeRole', input));
      expect(refusal).toMatch(/^ValidationError 400 /);
    },
  );
});

describe('case 63: what the server knows, a request does not say', () => {
  it.each([
    [
      'secure',
      'aws:SecureTransport',
      'true',
      { 'x-forwarded-proto': 'https', 'aws-securetransport': 'true', forwarded: 'proto=https' },
    ],
    [
      'named',
      'aws:PrincipalArn',
      user('boss'),
      { 'x-iam-principal': user('boss'), 'aws-principalarn': user('boss') },
    ],
    [
      'called',
      'aws:ViaAWSService',
      'true',
      { 'aws-viaawsservice': 'true', 'x-amz-source-arn': 'arn:aws:s3:::b' },
    ],
  ] as const)('%s: neither a header nor a parameter is %s', async (name, key, value, headers) => {
    const ask = async (parameters: Record<string, string>, more: Record<string, string> = {}) =>
      rawRefusal(await query(server, placed.keyOf(name), 'iam:ListUsers', parameters, more));
    const refusal = notAuthorized(
      user(name),
      'iam:ListUsers',
      `arn:aws:iam::${A}:user/`,
      'because no identity-based policy allows the iam:ListUsers action',
    );
    expect(await ask({})).toBe(refusal);
    expect(await ask({}, headers)).toBe(refusal);
    expect(await ask({ [key]: value, [`Context.${key}`]: value })).toMatch(
      /^(AccessDenied 403|[A-Za-z]+ 400) /,
    );
  });

  it('a caller is who has signed, whatever it says', async () => {
    const answer = await query(
      server,
      placed.keyOf('named'),
      'sts:GetCallerIdentity',
      {},
      { 'x-amzn-iam-user': 'boss' },
    );
    expect(element(answer, 'Arn')).toBe(user('named'));
  });
});

describe('case 69: two policies, one of which changes', () => {
  it('an allow of the one and a deny of the other are never seen half', async () => {
    const B = '444455556666';
    const other = await place(
      server,
      account(B)
        .user('alice', inline(allow('iam:List*')))
        .accessKey('alice'),
    );
    // Before and after, exactly one of the two operations is denied; between them there is nothing.
    const put = (denied: string) =>
      call(server, server.root(B), 'iam:PutUserPolicy', {
        UserName: 'alice',
        PolicyName: 'but',
        PolicyDocument: document(deny(denied)),
      });
    await put('iam:ListUsers');
    let writing = true;
    const writer = (async () => {
      for (let at = 0; at < 100; at += 1) await put(at % 2 === 0 ? 'iam:ListRoles' : 'iam:ListUsers');
      writing = false;
    })();
    const seen = { refused: 0, allowed: 0 };
    while (writing) {
      // A simulation decides both at once, on one state of the account.
      const { EvaluationResults } = await call<{ EvaluationResults: { EvalDecision: string }[] }>(
        server,
        server.root(B),
        'iam:SimulatePrincipalPolicy',
        { PolicySourceArn: `arn:aws:iam::${B}:user/alice`, ActionNames: ['iam:ListUsers', 'iam:ListRoles'] },
      );
      expect(EvaluationResults.map((result) => result.EvalDecision).sort()).toEqual([
        'allowed',
        'explicitDeny',
      ]);
      const refusal = await refusalOf(call(server, other.keyOf('alice'), 'iam:ListUsers'));
      seen[refusal === undefined ? 'allowed' : 'refused'] += 1;
      if (refusal !== undefined)
        expect(refusal).toContain('with an explicit deny in an identity-based policy');
    }
    await writer;
    expect(seen.refused + seen.allowed).toBeGreaterThan(20);
  });
});
