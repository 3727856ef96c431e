/** The policies of a principal are put together once, and anew exactly when something they depend on was written. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ALLOW_ALL, account, theRole, theUser } from '../../test/fixtures/account.ts';
import {
  AccountDraft,
  type AccountState,
  type AccountView,
  type Caller,
  callerPolicies,
  groupNamed,
  type RoleSession,
  roleArn,
  userArn,
} from './index.ts';

const DENY_ALL = { ...ALLOW_ALL, Statement: [{ Effect: 'Deny', Action: '*', Resource: '*' }] };
const POLICY = 'arn:aws:iam::111122223333:policy/';
const VIEWER = 'arn:aws:iam::aws:policy/ReadOnlyAccess';

/** Alice has policies of each kind, and so have her group and the role. */
const built = (): AccountState =>
  account()
    .policy('own')
    .policy('shared')
    .policy('limit')
    .policy('other')
    .group('staff', {
      attached: [`${POLICY}shared`],
      inline: [{ name: 'in', document: JSON.stringify(ALLOW_ALL) }],
    })
    .group('guests')
    .user('alice', {
      groups: ['staff'],
      attached: [`${POLICY}own`, VIEWER],
      boundary: `${POLICY}limit`,
      inline: [{ name: 'in', document: JSON.stringify(ALLOW_ALL) }],
    })
    .user('bob')
    .role('auditor', undefined, { attached: [`${POLICY}own`], boundary: `${POLICY}limit` }).state;

const asAlice = (state: AccountView): Caller => {
  const user = theUser(state, 'alice');
  const { accountId } = state;
  const arn = userArn(state, user);
  const principal = { kind: 'user', account: accountId, id: user.id, arn } as const;
  return { kind: 'user', accountId, account: state, principal, userId: user.id, accessKeyId: 'AKIA', user };
};

const SESSION: RoleSession = {
  kind: 'role',
  roleId: 'AROA',
  sessionName: 's',
  accessKeyId: 'ASIA',
  secretAccessKey: '',
  accountId: '111122223333',
  issuedAt: 0,
  expiresAt: 1,
  tags: [],
  transitiveTagKeys: [],
  chained: false,
  policy: JSON.stringify(ALLOW_ALL),
  policyArns: [`${POLICY}shared`],
};

const asAuditor = (state: AccountView, session = SESSION): Caller => {
  const role = theRole(state, 'auditor');
  const { accountId } = state;
  const principal = {
    kind: 'role-session',
    account: accountId,
    roleId: role.id,
    roleArn: roleArn(state, role),
    sessionName: 's',
    arn: `arn:aws:sts::${accountId}:assumed-role/auditor/s`,
  } as const;
  return {
    kind: 'role',
    accountId,
    account: state,
    principal,
    userId: `${role.id}:s`,
    accessKeyId: 'ASIA',
    role,
    session,
  };
};

const written = (state: AccountState, write: (draft: AccountDraft) => void): AccountState => {
  const draft = new AccountDraft(state);
  write(draft);
  return draft.state();
};

/** What a set says: of each policy its name, its holder, and what it does. */
const shown = ({ identity, boundary, session }: ReturnType<typeof callerPolicies>): string[] =>
  [...identity, ...(boundary ? [boundary] : []), ...(session ?? [])].map(
    ({ source, policy }) =>
      `${source.kind} ${source.name} of ${source.attachedTo}: ${policy.document.statements.map(({ effect }) => effect)}`,
  );

/** The same account of other objects: nothing is remembered of it. */
const copied = (state: AccountView): AccountState => {
  const copy = new AccountDraft(account(state.accountId).state);
  for (const table of ['users', 'groups', 'roles', 'policies'] as const) {
    for (const entity of state[table].values()) copy[table].put(structuredClone(entity) as never);
  }
  return copy.state();
};

const expectFresh = (state: AccountView): void => {
  expect(shown(callerPolicies(state, asAlice(state)))).toEqual(
    shown(callerPolicies(copied(state), asAlice(copied(state)))),
  );
};

type Write = (draft: AccountDraft) => void;

const policyNamed = (draft: AccountDraft, name: string) => draft.policies.find('name', name)!;
const withDocument =
  (name: string, document: object): Write =>
  (draft) => {
    const policy = policyNamed(draft, name);
    const id = `v${policy.versions.length + 1}`;
    const versions = [...policy.versions, { id, document: JSON.stringify(document), createdAt: 0 }];
    draft.policies.put({ ...policy, defaultVersion: id, versions });
  };
const alice =
  (change: object): Write =>
  (draft) =>
    draft.users.put({ ...theUser(draft, 'alice'), ...change });
const staff =
  (change: object): Write =>
  (draft) =>
    draft.groups.put({ ...groupNamed(draft, 'staff')!, ...change });

describe('what speaks for a principal', () => {
  it("is its own policies, then its groups', and its boundary", () => {
    const state = built();
    expect(shown(callerPolicies(state, asAlice(state)))).toEqual([
      'inline in of arn:aws:iam::111122223333:user/alice: Allow',
      'managed own of arn:aws:iam::111122223333:user/alice: Allow',
      expect.stringMatching(/^managed ReadOnlyAccess of arn:aws:iam::111122223333:user\/alice: Allow/),
      'inline in of arn:aws:iam::111122223333:group/staff: Allow',
      'managed shared of arn:aws:iam::111122223333:group/staff: Allow',
      'managed limit of arn:aws:iam::111122223333:user/alice: Allow',
    ]);
  });

  it('is put together once, whoever asks', () => {
    const state = built();
    const first = callerPolicies(state, asAlice(state));
    const draft = new AccountDraft(state);
    const unrelated = written(state, (other) => {
      other.users.put({ ...theUser(other, 'bob'), tags: [{ Key: 'a', Value: 'b' }] });
      other.roles.delete(theRole(other, 'auditor').id);
    });
    for (const view of [state, draft, unrelated]) {
      const again = callerPolicies(view, asAlice(view));
      expect(again.identity).toBe(first.identity);
      expect(again.boundary).toBe(first.boundary);
    }
  });

  it('of a session too, with its session policies', () => {
    const state = built();
    const [first, again, other] = [SESSION, SESSION, { ...SESSION }].map((session) =>
      callerPolicies(state, asAuditor(state, session)),
    );
    expect(shown(first!)).toEqual([
      'managed own of arn:aws:iam::111122223333:role/auditor: Allow',
      'managed limit of arn:aws:iam::111122223333:role/auditor: Allow',
      'session session policy of arn:aws:sts::111122223333:assumed-role/auditor/s: Allow',
      'session shared of arn:aws:sts::111122223333:assumed-role/auditor/s: Allow',
    ]);
    expect(again!.session).toBe(first!.session);
    expect(shown(other!)).toEqual(shown(first!));
  });
});

describe('what was put together is put together anew', () => {
  it.each<[title: string, write: Write]>([
    ['a policy of its own has another default version', withDocument('own', DENY_ALL)],
    ['a policy of its group has', withDocument('shared', DENY_ALL)],
    ['its boundary has', withDocument('limit', DENY_ALL)],
    ['it has one policy more', alice({ attachedPolicies: [`${POLICY}own`, VIEWER, `${POLICY}other`] })],
    ['it has one less', alice({ attachedPolicies: [VIEWER] })],
    [
      'its inline policy is another',
      alice({ inlinePolicies: [{ name: 'in', document: JSON.stringify(DENY_ALL) }] }),
    ],
    ['it left its groups', alice({ groups: [] })],
    ['its boundary is gone', alice({ boundary: undefined })],
    ['its boundary is another', alice({ boundary: `${POLICY}other` })],
    ['its group has one policy more', staff({ attachedPolicies: [`${POLICY}shared`, `${POLICY}other`] })],
    ['its group has another name', staff({ name: 'people' })],
    ['its group has another inline policy', staff({ inlinePolicies: [] })],
    [
      'a policy was deleted and made again under its name',
      (draft) => {
        const policy = policyNamed(draft, 'own');
        draft.policies.delete(policy.id);
        draft.policies.put({
          ...policy,
          id: 'ANPAAGAIN',
          versions: [{ id: 'v1', document: JSON.stringify(DENY_ALL), createdAt: 0 }],
        });
      },
    ],
  ])('when %s', (_title, write) => {
    const state = built();
    const before = shown(callerPolicies(state, asAlice(state)));
    const changed = written(state, write);
    const after = shown(callerPolicies(changed, asAlice(changed)));
    expect(after).not.toEqual(before);
    expectFresh(changed);
    // Whoever still reads what is durable reads what was.
    expect(shown(callerPolicies(state, asAlice(state)))).toEqual(before);
    expect(shown(callerPolicies(changed, asAlice(changed)))).toEqual(after);
  });

  it('when a managed session policy is another, or gone', () => {
    const state = built();
    const of = (view: AccountState) => shown(callerPolicies(view, asAuditor(view))).slice(3);
    expect(of(state)).toEqual([expect.stringMatching(/^session shared .*: Allow$/)]);
    const changed = written(state, withDocument('shared', DENY_ALL));
    expect(of(changed)).toEqual([expect.stringMatching(/^session shared .*: Deny$/)]);
    const gone = written(state, (draft) => draft.policies.delete(policyNamed(draft, 'shared').id));
    expect(of(gone)).toEqual([]);
    expect(of(state)).toHaveLength(1);
  });

  it('within a draft, at each of its writes', () => {
    const draft = new AccountDraft(built());
    const effects = () => shown(callerPolicies(draft, asAlice(draft)))[1];
    expect(effects()).toMatch(/ own .*: Allow$/);
    withDocument('own', DENY_ALL)(draft);
    expect(effects()).toMatch(/ own .*: Deny$/);
    withDocument('own', ALLOW_ALL)(draft);
    expect(effects()).toMatch(/ own .*: Allow$/);
  });

  it('when a draft was discarded, and another is made from the same state', () => {
    const state = built();
    const effects = (view: AccountView) => shown(callerPolicies(view, asAlice(view)))[1];
    const [discarded, next] = [new AccountDraft(state), new AccountDraft(state)];
    withDocument('own', DENY_ALL)(discarded);
    expect(effects(discarded)).toMatch(/: Deny$/);
    withDocument('own', { ...ALLOW_ALL, Statement: [...ALLOW_ALL.Statement, ...DENY_ALL.Statement] })(next);
    expect(effects(next)).toMatch(/: Allow,Deny$/);
    expect(effects(state)).toMatch(/: Allow$/);
  });

  it('whatever is written: it is what it would be without a memory', () => {
    const names = fc.constantFrom('own', 'shared', 'limit', 'other');
    const lists = fc.uniqueArray(names.map((name) => `${POLICY}${name}`));
    const writes: fc.Arbitrary<Write> = fc.oneof(
      fc
        .tuple(names, fc.constantFrom(ALLOW_ALL, DENY_ALL))
        .map(([name, document]) => withDocument(name, document)),
      lists.map((attachedPolicies) => alice({ attachedPolicies })),
      lists.map((attachedPolicies) => staff({ attachedPolicies })),
      fc.option(names, { nil: undefined }).map((name) => alice({ boundary: name && `${POLICY}${name}` })),
      fc.subarray(['staff', 'guests']).map(
        (groups): Write =>
          (draft) =>
            alice({ groups: groups.map((name) => groupNamed(draft, name)!.id) })(draft),
      ),
    );
    fc.assert(
      fc.property(fc.array(fc.tuple(writes, fc.boolean()), { maxLength: 12 }), (steps) => {
        let state = built();
        for (const [write, isKept] of steps) {
          const draft = new AccountDraft(state);
          write(draft);
          expectFresh(draft);
          if (isKept) state = draft.state();
          expectFresh(state);
        }
      }),
      { numRuns: 60 },
    );
  });
});
