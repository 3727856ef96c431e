import { describe, expect, it } from 'vitest';
import { decide } from './decide.ts';
import type { AccessRequest, AttachedPolicy, PolicySets, Principal } from './model.ts';
import {
  A,
  alice,
  allow,
  asked,
  attached,
  B,
  deny,
  federated,
  never,
  no,
  request,
  root,
  session,
  short,
  trusting,
  yes,
} from './policy.fixture.ts';

const resource = (statements: object[], mode: 'optional' | 'key' = 'optional'): PolicySets['resource'] => ({
  attached: attached(
    'resource',
    statements.map((statement) => ({ Action: '*', Resource: '*', ...statement })),
  ),
  mode,
});
const grants = (principal: unknown) => resource([allow({ Principal: principal })]);
const trust = (...statements: object[]): PolicySets['resource'] => ({
  attached: attached('trust', statements as never),
  mode: 'trust',
});

describe('case 64: an explicit deny of any type wins over allows of every other', () => {
  const allowsByType: PolicySets = {
    identity: [yes, attached('managed', [allow()])],
    boundary: yes,
    session: [yes],
    resource: grants('*'),
    scp: [{ target: 'r-1', policies: [attached('scp', [allow()])] }],
    rcp: [{ target: 'r-1', policies: [attached('rcp', [allow({ Principal: '*' })])] }],
    endpoint: attached('endpoint', [allow({ Principal: '*' })]),
  };
  const rcpDeny = attached('rcp', [deny({ Principal: '*', Action: 's3:*' })]);
  const denying: Record<string, Partial<PolicySets>> = {
    rcp: {
      rcp: [...allowsByType.rcp!, { target: A, policies: [rcpDeny, ...allowsByType.rcp![0]!.policies] }],
    },
    scp: { scp: [...allowsByType.scp!, { target: A, policies: [attached('scp', [allow(), deny()])] }] },
    endpoint: { endpoint: attached('endpoint', [allow({ Principal: '*' }), deny({ Principal: '*' })]) },
    resource: { resource: resource([allow({ Principal: '*' }), deny({ Principal: '*' })]) },
    identity: { identity: [yes, never] },
    boundary: { boundary: never },
    session: { session: [yes, never] },
  };
  const order = ['rcp', 'scp', 'endpoint', 'resource', 'identity', 'boundary', 'session'];

  it('with all allowing, the request is allowed', () => {
    expect(short(decide(request(), allowsByType))).toBe('+ resource');
  });

  for (const [first, firstDeny] of Object.entries(denying)) {
    for (const [second, secondDeny] of Object.entries(denying)) {
      it(`${first} and ${second}`, () => {
        const reported = order.find((type) => type === first || type === second);
        const sets = { ...allowsByType, ...firstDeny, ...secondDeny };
        expect(short(decide(request(), sets))).toBe(`E ${reported}`);
      });
    }
  }

  it('names the statement that decided', () => {
    expect(decide(request(), { identity: [yes, never] }).statement).toEqual({
      source: never.source,
      index: 1,
      sid: 'never',
    });
    expect(decide(request(), { identity: [no, yes] }).statement).toEqual({ source: yes.source, index: 0 });
    expect(decide(request(), { identity: [no] }).statement).toBeUndefined();
  });
});

describe('case 45: who has no policy is refused', () => {
  it.each<[Principal, string]>([
    [alice, 'I identity'],
    [session, 'I identity'],
    [federated, 'I identity'],
    [{ kind: 'service', name: 'x.amazonaws.com' }, 'I resource'],
    [{ kind: 'web-identity', provider: 'p' }, 'I resource'],
    [{ kind: 'saml', provider: 'p' }, 'I resource'],
    [{ kind: 'anonymous' }, 'I resource'],
    [root, '+ root'],
  ])('%o: %s', (principal, expected) => {
    expect(asked({}, { principal })).toBe(expected);
  });
});

describe('case 65: what a grant of a resource policy overcomes in the same account', () => {
  const cases: [title: string, caller: Principal, named: unknown, boundary: string, session: string][] = [
    ['the user', alice, { AWS: alice.arn }, '+ resource', '+ resource'],
    ['everyone, to a user', alice, '*', '+ resource', '+ resource'],
    ['the session', session, { AWS: session.arn }, '+ resource', '+ resource'],
    ['everyone, to a session', session, '*', '+ resource', '+ resource'],
    ['the role', session, { AWS: session.roleArn }, 'I boundary', 'I session'],
    ['the federated user', federated, { AWS: federated.arn }, '+ resource', '+ resource'],
    ['the user behind a federated session', federated, { AWS: alice.arn }, 'I boundary', 'I session'],
    ['the account, to a user', alice, { AWS: A }, 'I identity', 'I identity'],
    ['the account, to a session', session, { AWS: A }, 'I identity', 'I identity'],
  ];
  it.each(cases)('%s', (_title, principal, named, withBoundary, withSession) => {
    const sets = { resource: grants(named) };
    expect(asked({ ...sets, session: [yes], boundary: no }, { principal })).toBe(withBoundary);
    expect(asked({ ...sets, session: [no] }, { principal })).toBe(withSession);
    expect(asked({ ...sets, identity: [yes], boundary: yes, session: [yes] }, { principal })).toMatch(/^\+/);
  });

  it.each<[title: string, sets: Partial<PolicySets>, expected: string]>([
    ['the named session policy set is a union', { identity: [yes], session: [no, yes] }, '+ identity'],
    ['an empty set of session policies allows nothing', { identity: [yes], session: [] }, 'I session'],
    ['identity is named before boundary', { boundary: no }, 'I identity'],
    ['boundary is named before session', { identity: [yes], boundary: no, session: [no] }, 'I boundary'],
    [
      'an optional resource policy that says nothing is not named',
      { resource: grants({ AWS: B }) },
      'I identity',
    ],
    [
      'a key policy that does not name the account',
      { identity: [yes], resource: resource([allow({ Principal: { AWS: B } })], 'key') },
      'I resource',
    ],
    [
      'a key policy that names the account',
      { identity: [yes], resource: resource([allow({ Principal: { AWS: A } })], 'key') },
      '+ identity',
    ],
    [
      'NotPrincipal hits whoever has a boundary',
      {
        identity: [yes],
        boundary: yes,
        resource: resource([{ Effect: 'Deny', NotPrincipal: { AWS: [alice.arn, A] } }]),
      },
      'E resource',
    ],
    [
      'NotPrincipal spares who is listed at every level',
      { identity: [yes], resource: resource([{ Effect: 'Deny', NotPrincipal: { AWS: [alice.arn, A] } }]) },
      '+ identity',
    ],
  ])('%s', (_title, sets, expected) => {
    expect(asked(sets)).toBe(expected);
  });

  it('a federated session without session policies has nothing of its own', () => {
    expect(asked({ identity: [yes] }, { principal: federated })).toBe('I session');
    expect(asked({ identity: [yes], session: [yes] }, { principal: federated })).toBe('+ identity');
  });

  it('root needs the key policy too', () => {
    expect(
      asked({ resource: resource([allow({ Principal: { AWS: alice.arn } })], 'key') }, { principal: root }),
    ).toBe('I resource');
  });

  it('an assumed root is bound by its task policy', () => {
    const principal: Principal = { kind: 'assumed-root', account: A, arn: root.arn };
    expect(asked({ session: [no] }, { principal })).toBe('I session');
    expect(asked({ session: [yes] }, { principal })).toBe('+ root');
  });
});

describe('between accounts both sides must allow', () => {
  const there = { resourceAccount: B };
  it.each<[title: string, sets: Partial<PolicySets>, expected: string]>([
    ['both', { identity: [yes], resource: grants({ AWS: alice.arn }) }, '+ resource'],
    ['both, by the account', { identity: [yes], resource: grants({ AWS: A }) }, '+ resource'],
    ['the resource only', { resource: grants({ AWS: alice.arn }) }, 'I identity'],
    ['everyone, and no identity policy', { resource: grants('*') }, 'I identity'],
    ['the identity only', { identity: [yes] }, 'I resource'],
    ['the owner’s account is named', { identity: [yes], resource: grants({ AWS: B }) }, 'I resource'],
    [
      'the boundary does not',
      { identity: [yes], boundary: no, resource: grants({ AWS: alice.arn }) },
      'I boundary',
    ],
    [
      'a session policy does not',
      { identity: [yes], session: [no], resource: grants({ AWS: alice.arn }) },
      'I session',
    ],
    ['neither', { resource: grants({ AWS: B }) }, 'I resource'],
  ])('%s', (_title, sets, expected) => {
    expect(asked(sets, there)).toBe(expected);
  });
});

describe('cases 35 and 152: trust policies', () => {
  const assume = { action: 'sts:AssumeRole', resource: `arn:aws:iam::${A}:role/r2` };
  const elsewhere = { ...assume, resource: `arn:aws:iam::${B}:role/r2`, resourceAccount: B };
  it.each<
    [
      title: string,
      statement: object,
      sets: Partial<PolicySets>,
      more: Partial<AccessRequest>,
      expected: string,
    ]
  >([
    ['the user, without identity policy', trusting({ AWS: alice.arn }), {}, assume, '+ trust'],
    [
      'the user, with a boundary that does not allow',
      trusting({ AWS: alice.arn }),
      { identity: [yes], boundary: no },
      assume,
      'I boundary',
    ],
    [
      'the session, with a session policy that does not allow',
      trusting({ AWS: session.arn }),
      { session: [no] },
      { ...assume, principal: session },
      'I session',
    ],
    [
      'everyone, with a boundary that does not allow',
      trusting({ AWS: '*' }),
      { boundary: no },
      assume,
      'I boundary',
    ],
    ['the account, without identity policy', trusting({ AWS: A }), {}, assume, 'I identity'],
    ['the account, with identity policy', trusting({ AWS: A }), { identity: [yes] }, assume, '+ identity'],
    ['someone else', trusting({ AWS: B }), { identity: [yes] }, assume, 'I trust'],
    [
      'another action',
      trusting({ AWS: alice.arn }),
      { identity: [yes] },
      { ...assume, action: 'sts:TagSession' },
      'I trust',
    ],
    [
      'an explicit deny of the caller',
      trusting({ AWS: alice.arn }),
      { identity: [never] },
      assume,
      'E identity',
    ],
    [
      'a role of another account, both sides',
      trusting({ AWS: alice.arn }),
      { identity: [yes] },
      elsewhere,
      '+ trust',
    ],
    ['a role of another account, trust only', trusting({ AWS: alice.arn }), {}, elsewhere, 'I identity'],
    [
      'a service',
      trusting({ Service: 'ec2.amazonaws.com' }),
      {},
      { ...assume, principal: { kind: 'service', name: 'ec2.amazonaws.com' } },
      '+ trust',
    ],
    [
      'another service',
      trusting({ Service: 'ec2.amazonaws.com' }),
      {},
      { ...assume, principal: { kind: 'service', name: 'x.amazonaws.com' } },
      'I trust',
    ],
  ])('%s', (_title, statement, sets, more, expected) => {
    expect(asked({ ...sets, resource: trust(statement) }, more)).toBe(expected);
  });
});

describe('organizations', () => {
  const level = (target: string, ...policies: AttachedPolicy[]) => ({ target, policies });
  const full = attached('scp', [allow()]);
  it.each<[title: string, sets: Partial<PolicySets>, expected: string]>([
    ['every level allows', { scp: [level('r', full), level('ou', full), level(A, full)] }, '+ identity'],
    ['one level has no policy', { scp: [level('r', full), level('ou'), level(A, full)] }, 'I scp'],
    [
      'levels lend each other nothing',
      {
        scp: [
          level('r', attached('scp', [allow({ Action: 's3:*' })])),
          level(A, attached('scp', [allow({ Action: 'iam:*' })])),
        ],
      },
      'I scp',
    ],
    ['an empty path binds nothing', { scp: [] }, '+ identity'],
    ['RCP is named before SCP', { rcp: [level('r')], scp: [level('r')] }, 'I rcp'],
    ['no grant gets past an SCP', { scp: [level('r')], resource: grants('*') }, 'I scp'],
    [
      'an endpoint that allows nothing',
      { endpoint: attached('endpoint', [allow({ Principal: '*', Action: 'other:x' })]) },
      'I endpoint',
    ],
  ])('%s', (_title, sets, expected) => {
    expect(asked({ identity: [yes], ...sets })).toBe(expected);
  });
});
