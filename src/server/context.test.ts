/** The condition keys of a request, held against the IAM User Guide, "AWS global condition context keys". */
import { describe, expect, it } from 'vitest';
import { account, theRole, theUser } from '../../test/fixtures/account.ts';
import { asFederatedUser, asRoleSession, asRoot, asUser } from '../../test/fixtures/caller.ts';
import type { Caller } from '../directory/index.ts';
import type { Ask } from '../services/index.ts';
import { type RequestFacts, requestContext } from './context.ts';

const A = '111122223333';
const { state } = account(A)
  .user('alice', { path: '/staff/', tags: { team: 'red', Desk: '7' } })
  .role('app', undefined, { path: '/x/', tags: { team: 'red', level: '1' } });
const alice = theUser(state, 'alice');
const app = theRole(state, 'app');

const FACTS: RequestFacts = {
  sourceIp: '192.0.2.1',
  secureTransport: true,
  userAgent: 'agent/1',
  referer: 'https://example.com/',
  region: 'eu-west-1',
  now: Date.UTC(2026, 1, 3, 4, 5, 6, 789),
};
const ASK: Ask = { action: 'iam:GetUser', resource: `arn:aws:iam::${A}:user/bob` };

const session = (): Caller => {
  const caller = asRoleSession(state, 'app', 'work');
  const issuedAt = Date.UTC(2026, 1, 3, 4, 0, 0);
  const tags = [{ Key: 'TEAM', Value: 'blue' }];
  return { ...caller, session: { ...caller.session, issuedAt, tags, sourceIdentity: 'alice' } };
};
const withMfa = (): Caller => {
  const caller = session();
  if (caller.kind !== 'role') throw new Error('no role session');
  return { ...caller, session: { ...caller.session, mfaAt: FACTS.now - 61_500 } };
};

const CALLERS = {
  root: asRoot(state),
  user: asUser(state, 'alice'),
  session: session(),
  mfa: withMfa(),
  federated: asFederatedUser(state, 'alice', 'guest'),
} as const;

const keyOf = (key: string, caller: keyof typeof CALLERS, ask: Ask = ASK) =>
  requestContext(FACTS, CALLERS[caller], ask).get(key);

describe('keys of the principal', () => {
  it.each([
    ['aws:principalarn', 'root', `arn:aws:iam::${A}:root`],
    ['aws:principalarn', 'user', `arn:aws:iam::${A}:user/staff/alice`],
    // Of a session its role, with the path.
    ['aws:principalarn', 'session', `arn:aws:iam::${A}:role/x/app`],
    ['aws:principalarn', 'federated', `arn:aws:sts::${A}:federated-user/guest`],
    ['aws:userid', 'root', A],
    ['aws:userid', 'user', alice.id],
    ['aws:userid', 'session', `${app.id}:work`],
    ['aws:userid', 'federated', `${A}:guest`],
    ['aws:username', 'root', undefined],
    ['aws:username', 'user', 'alice'],
    ['aws:username', 'session', undefined],
    ['aws:username', 'federated', undefined],
    ['aws:principaltype', 'root', 'Account'],
    ['aws:principaltype', 'user', 'User'],
    ['aws:principaltype', 'session', 'AssumedRole'],
    ['aws:principaltype', 'federated', 'FederatedUser'],
    ['aws:principalaccount', 'session', A],
    ['aws:principalisawsservice', 'user', 'false'],
    ['aws:tokenissuetime', 'user', undefined],
    ['aws:tokenissuetime', 'session', '2026-02-03T04:00:00Z'],
    // Absent with long-term keys, and never there for federated users.
    ['aws:multifactorauthpresent', 'user', undefined],
    ['aws:multifactorauthpresent', 'session', 'false'],
    ['aws:multifactorauthpresent', 'mfa', 'true'],
    ['aws:multifactorauthpresent', 'federated', undefined],
    ['aws:multifactorauthage', 'session', undefined],
    ['aws:multifactorauthage', 'mfa', '61'],
    ['aws:sourceidentity', 'user', undefined],
    ['aws:sourceidentity', 'session', 'alice'],
    ['aws:principaltag/team', 'root', undefined],
    ['aws:principaltag/team', 'user', 'red'],
    // Names of keys are looked up in lower case, tags whatever their spelling.
    ['aws:principaltag/desk', 'user', '7'],
    ['aws:principaltag/none', 'user', undefined],
    // The session's tags win over the role's.
    ['aws:principaltag/team', 'session', 'blue'],
    ['aws:principaltag/level', 'session', '1'],
    ['aws:principaltag/team', 'federated', 'red'],
  ] as const)('%s of a %s caller is %s', (key, caller, expected) => {
    expect(keyOf(key, caller)).toBe(expected);
  });
});

describe('keys of the request', () => {
  it.each([
    ['aws:sourceip', '192.0.2.1'],
    ['aws:securetransport', 'true'],
    ['aws:useragent', 'agent/1'],
    ['aws:referer', 'https://example.com/'],
    ['aws:requestedregion', 'eu-west-1'],
    ['aws:currenttime', '2026-02-03T04:05:06Z'],
    ['aws:epochtime', String(Math.floor(FACTS.now / 1000))],
    ['aws:viaawsservice', 'false'],
    // Nothing comes through a service or an endpoint.
    ['aws:calledvia', undefined],
    ['aws:sourcevpce', undefined],
    ['aws:principalorgid', undefined],
    ['__proto__', undefined],
    ['constructor', undefined],
    ['aws:principaltag/__proto__', undefined],
  ])('%s is %s', (key, expected) => {
    expect(keyOf(key, 'user')).toBe(expected);
  });
});

describe('keys of what is asked', () => {
  const tags = [
    { Key: 'Team', Value: 'red' },
    { Key: 'desk', Value: '7' },
  ];
  it.each([
    ['aws:resourcetag/team', { resourceTags: tags }, 'red'],
    ['iam:resourcetag/team', { resourceTags: tags }, 'red'],
    ['iam:resourcetag/team', { resourceTags: tags, resource: `arn:aws:iam::${A}:policy/p` }, undefined],
    ['aws:requesttag/team', { requestTags: tags }, 'red'],
    ['aws:requesttag/none', { requestTags: tags }, undefined],
    ['aws:tagkeys', { requestTags: tags }, ['Team', 'desk']],
    ['aws:tagkeys', { tagKeys: ['a', 'b'] }, ['a', 'b']],
    // Nothing is no empty list: ForAllValues and Null tell the difference.
    ['aws:tagkeys', { requestTags: [] }, undefined],
    ['aws:tagkeys', {}, undefined],
    ['iam:policyarn', { keys: { 'iam:PolicyARN': 'arn:x' } }, 'arn:x'],
    ['iam:permissionsboundary', { keys: { 'iam:PermissionsBoundary': undefined } }, undefined],
    ['aws:resourceaccount', {}, A],
    ['aws:resourceaccount', { resourceAccount: '444455556666' }, '444455556666'],
    // Exact instance profile keys that differ by case only are two values.
    [
      'aws:requesttag/k',
      {
        requestTags: [
          { Key: 'k', Value: '1' },
          { Key: 'K', Value: '2' },
        ],
      },
      ['1', '2'],
    ],
  ] as const)('%s of %j', (key, ask, expected) => {
    expect(keyOf(key, 'user', { ...ASK, ...ask })).toEqual(expected);
  });
});
