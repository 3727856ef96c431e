/** Case 64: an explicit deny, in whichever policy it stands, wins over every allow in all the others. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { expectRefused, notAuthorized } from '../api/support/attack.ts';
import { place } from '../api/support/place.ts';
import { allow, deny, document, inline, trust, trustOf } from '../api/support/policies.ts';
import { assume, call } from '../api/support/requests.ts';
import { account } from '../fixtures/account.ts';
import { startServer, type TestServer } from '../support/server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(async () => {
  await server.stop();
  expect(server.faults).toEqual([]);
});

/** Policy types in the order in which a refusal names them: evaluation.md §5. */
const TYPES = ['trust', 'identity', 'group', 'boundary', 'session'] as const;
type Type = (typeof TYPES)[number];

const NAMED: Readonly<Record<Type, { readonly by: string; readonly text: string }>> = {
  trust: { by: 'trust', text: 'the role trust policy' },
  identity: { by: 'identity', text: 'an identity-based policy' },
  group: { by: 'identity', text: 'an identity-based policy' },
  boundary: { by: 'boundary', text: 'a permissions boundary: ' },
  session: { by: 'session', text: 'a session policy' },
};

/** Users have groups and no session policies; role sessions the reverse. */
const TYPES_OF = {
  user: ['trust', 'identity', 'group', 'boundary'],
  'role session': ['trust', 'identity', 'boundary', 'session'],
} as const;

const PAIRS = (['user', 'role session'] as const).flatMap((caller) =>
  TYPES_OF[caller].flatMap((one) =>
    TYPES_OF[caller].map((other) => ({ caller, one: one as Type, other: other as Type })),
  ),
);

let accounts = 800_000_000_000;

describe.each(PAIRS)('a $caller, denied in $one and $other', ({ caller, one, other }) => {
  it('case 64: is refused, and the first of the two is named', async () => {
    const accountId = String(++accounts);
    const boundary = `arn:aws:iam::${accountId}:policy/limit`;
    const target = `arn:aws:iam::${accountId}:role/target`;
    const ALL = allow('*');
    const NO = deny('sts:AssumeRole', target);
    const isDenied = (type: Type) => one === type || other === type;
    const granted = (type: Type) => inline(ALL, ...(isDenied(type) ? [NO] : []));
    const trusts = trust({ AWS: accountId });
    const { Resource: _, ...denied } = { ...NO, Principal: { AWS: accountId } };
    const placed = await place(
      server,
      account(accountId)
        .policy('limit', document(ALL, ...(isDenied('boundary') ? [NO] : [])))
        .policy('everything')
        .group('crew', granted('group'))
        .user('alice', { ...granted('identity'), groups: ['crew'], boundary })
        .accessKey('alice')
        .user('starter', inline(ALL))
        .accessKey('starter')
        .role('worker', trustOf(trusts), { ...granted('identity'), boundary })
        .role('target', trustOf(trusts, ...(isDenied('trust') ? [denied] : []))),
    );
    const credentials =
      caller === 'user'
        ? placed.keyOf('alice')
        : await assume(server, placed.keyOf('starter'), `arn:aws:iam::${accountId}:role/worker`, {
            Policy: document(ALL, ...(isDenied('session') ? [NO] : [])),
          });
    const arn =
      caller === 'user'
        ? `arn:aws:iam::${accountId}:user/alice`
        : `arn:aws:sts::${accountId}:assumed-role/worker/work`;
    const first = TYPES.find(isDenied)!;
    const { by, text } = NAMED[first];
    const reason = `with an explicit deny in ${text}${first === 'boundary' ? boundary : ''}`;
    const attempt = () =>
      call(server, credentials, 'sts:AssumeRole', { RoleArn: target, RoleSessionName: 'work' });
    await expectRefused(server, accountId, attempt, {
      refusal: notAuthorized(arn, 'sts:AssumeRole', target, reason),
      decision: { verdict: 'explicitDeny', by, action: 'sts:AssumeRole', resource: target },
      secrets: [credentials],
    });
    // Control: what no policy denies is allowed.
    await call(server, credentials, 'iam:ListUsers');
  });
});
