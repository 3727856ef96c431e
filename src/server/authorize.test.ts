/** Writers are authorized on the state that they write on, which may be ahead of what they were authenticated against. */
import { describe, expect, it } from 'vitest';
import { account, keyIdsOf, theRole, theUser } from '../../test/fixtures/account.ts';
import { asRoleSession, asUser } from '../../test/fixtures/caller.ts';
import { AccountDraft, type Caller, PrincipalGoneError } from '../directory/index.ts';
import type { Ask } from '../services/index.ts';
import { AccessDeniedError, authorize } from './authorize.ts';
import type { RequestFacts } from './context.ts';

const FACTS: RequestFacts = {
  sourceIp: '192.0.2.1',
  secureTransport: false,
  userAgent: undefined,
  referer: undefined,
  region: 'us-east-1',
  now: Date.UTC(2026, 0, 2),
};
const ASK: Ask = { action: 'iam:CreateUser', resource: 'arn:aws:iam::111122223333:user/new' };

const byTag = {
  name: 'p',
  document: JSON.stringify({
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Action: 'iam:*',
        Resource: '*',
        Condition: { StringEquals: { 'aws:PrincipalTag/team': 'red' } },
      },
    ],
  }),
};
const options = { inline: [byTag], tags: { team: 'red' } };
const { state } = account().user('alice', options).accessKey('alice').role('app', undefined, options);

/** The same user, but signed with its real key. */
const alice = (): Caller => ({ ...asUser(state, 'alice'), accessKeyId: keyIdsOf(state, 'alice')[0]! });
const session = (): Caller => asRoleSession(state, 'app');

describe('a writer whose account was changed since it was authenticated', () => {
  it('control: nothing was changed', () => {
    const draft = new AccountDraft(state);
    for (const caller of [alice(), session()]) {
      expect(authorize(draft, caller, [ASK], FACTS)?.decision.verdict).toBe('allowed');
    }
  });

  it('has the tags that it has now', () => {
    const draft = new AccountDraft(state);
    draft.users.put({ ...theUser(state, 'alice'), tags: [] });
    draft.roles.put({ ...theRole(state, 'app'), tags: [] });
    for (const caller of [alice(), session()]) {
      expect(() => authorize(draft, caller, [ASK], FACTS)).toThrow(AccessDeniedError);
    }
  });

  it('is refused under its present name', () => {
    const draft = new AccountDraft(state);
    draft.users.put({ ...theUser(state, 'alice'), name: 'alicia', inlinePolicies: [] });
    expect(() => authorize(draft, alice(), [ASK], FACTS)).toThrow(
      'User: arn:aws:iam::111122223333:user/alicia is not authorized to perform: iam:CreateUser',
    );
  });

  it('is nobody once it is deleted, also where nothing is asked of policies', () => {
    const draft = new AccountDraft(state);
    draft.users.delete(theUser(state, 'alice').id);
    draft.roles.delete(theRole(state, 'app').id);
    for (const caller of [alice(), session()]) {
      for (const asks of [[ASK], []]) {
        expect(() => authorize(draft, caller, asks, FACTS)).toThrow(PrincipalGoneError);
      }
    }
  });

  it.each(['deleted', 'inactive'])('is nobody once its key is %s', (how) => {
    const draft = new AccountDraft(state);
    const id = keyIdsOf(state, 'alice')[0]!;
    const key = draft.accessKeys.get(id)!;
    if (how === 'deleted') draft.accessKeys.delete(id);
    else draft.accessKeys.put({ ...key, status: 'Inactive' });
    expect(() => authorize(draft, alice(), [ASK], FACTS)).toThrow(PrincipalGoneError);
  });
});
