/** Writers share transactions: what one of them cannot store is its own loss. */
import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { type Account, type AccountDraft, Accounts, DraftDiscardedError } from '../../src/directory/index.ts';
import { Keyring, MasterKey, MemoryStore, maximumDocumentBytes } from '../../src/store/index.ts';

const [A, B] = ['111111111111', '222222222222'] as const;

async function twoAccounts() {
  const store = new MemoryStore();
  const keyring = await Keyring.load(store, new MasterKey(randomBytes(32)));
  const accounts = await Accounts.open({ store, keyring });
  const make = async (accountId: string): Promise<Account> => {
    const account = accounts.begin({
      id: 'account',
      accountId,
      name: accountId,
      createdAt: 0,
      status: 'Active',
      globalEndpointTokenVersion: 1,
    });
    await accounts.commit(account, account.draft(), []);
    return account;
  };
  return { accounts, a: await make(A), b: await make(B) };
}

const aliased = (account: Account, alias: string): AccountDraft => {
  const draft = account.draft();
  draft.putRecord({ ...draft.record, alias });
  return draft;
};

describe('drafts that wait for the same transaction', () => {
  it.each(['first', 'last'])(
    'one that is too large to store is refused alone, be it the %s',
    async (place) => {
      const { accounts, a, b } = await twoAccounts();
      const large = async () => {
        const draft = a.draft();
        const content = 'x'.repeat(maximumDocumentBytes);
        draft.putRecord({ ...draft.record, credentialReport: { generatedAt: 0, content } });
        await accounts.commit(a, draft, []);
      };
      const fits = async () => accounts.commit(b, aliased(b, 'neighbour'), []);
      const inOrder = place === 'first' ? [large, fits] : [fits, large];
      const outcomes = await Promise.allSettled(inOrder.map((commit) => commit()));
      const [ofLarge, ofFitting] = place === 'first' ? outcomes : outcomes.toReversed();
      expect(ofLarge).toMatchObject({ status: 'rejected', reason: expect.any(DraftDiscardedError) });
      expect(ofFitting).toMatchObject({ status: 'fulfilled' });
      expect(b.durable.record.alias).toBe('neighbour');
      expect(a.pending.record.credentialReport).toBeUndefined();
      await accounts.commit(a, aliased(a, 'goes-on'), []);
      expect(a.durable.record.alias).toBe('goes-on');
    },
  );
});
