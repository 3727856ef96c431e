/** Drafts of several accounts that become durable together, and commits of which the answer was lost. */
import { randomBytes } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import { mintUniqueId } from '../names/index.ts';
import { Keyring, MasterKey, MemoryStore, StoreUnavailableError, type Transaction } from '../store/index.ts';
import { type Account, type AccountDraft, Accounts, DraftDiscardedError } from './index.ts';

/** A store that fails when told so: before it has stored a transaction, or after. */
class FailingStore extends MemoryStore {
  failure: 'before' | 'after' | undefined;
  transactions = 0;

  override async transact(transaction: Transaction): Promise<number> {
    this.transactions += 1;
    const { failure } = this;
    this.failure = undefined;
    if (failure === 'before') throw new StoreUnavailableError('the disk refused');
    const revision = await super.transact(transaction);
    if (failure === 'after') throw new StoreUnavailableError('the commit thread ended early');
    return revision;
  }
}

const MASTER_KEY = new MasterKey(randomBytes(32));
const [A, B] = ['111111111111', '222222222222'] as const;

let store: FailingStore;
let keyring: Keyring;
let accounts: Accounts;

const open = () => Accounts.open({ store, keyring });

beforeEach(async () => {
  store = new FailingStore();
  keyring = await Keyring.load(store, MASTER_KEY);
  accounts = await open();
});

function begun(accountId: string): { account: Account; draft: AccountDraft } {
  const account = accounts.begin({
    id: 'account',
    accountId,
    name: accountId,
    createdAt: 0,
    status: 'Active',
    globalEndpointTokenVersion: 1,
  });
  return { account, draft: account.draft() };
}

function withUser(account: Account, name: string): { account: Account; draft: AccountDraft } {
  const draft = account.draft();
  draft.users.put({
    id: mintUniqueId('AIDA', (length) => randomBytes(length)),
    name,
    path: '/',
    createdAt: 0,
    inlinePolicies: [],
    attachedPolicies: [],
    tags: [],
    groups: [],
  });
  return { account, draft };
}

describe('drafts of several accounts', () => {
  it('are one transaction', async () => {
    const both = [begun(A), begun(B)];
    const before = store.transactions;
    await accounts.commitAll(both, [{ key: 'event', value: Buffer.from('x') }]);
    expect(store.transactions).toBe(before + 1);
    const reopened = await open();
    expect(await reopened.load(A)).toBeDefined();
    expect(await reopened.load(B)).toBeDefined();
    expect(await store.get('event')).toBeDefined();
  });

  it('are all discarded when they cannot be stored', async () => {
    await accounts.commitAll([begun(A)], []);
    const account = (await accounts.load(A))!;
    store.failure = 'before';
    const made = [withUser(account, 'alice'), begun(B)];
    await expect(accounts.commitAll(made, [])).rejects.toBeInstanceOf(DraftDiscardedError);
    expect(account.pending).toBe(account.durable);
    expect(account.durable.users.size).toBe(0);
    expect(accounts.peek(B)).toBeUndefined();
    await accounts.commitAll([begun(B)], []);
  });

  it('may be of no account: then only what goes with them is stored', async () => {
    await accounts.commitAll([], [{ key: 'event', value: Buffer.from('x') }]);
    expect(await store.get('event')).toBeDefined();
  });

  it('an account that was begun and never committed is not there', async () => {
    begun(A);
    expect(accounts.peek(A)).toBeUndefined();
    await accounts.commitAll([begun(A)], []);
    expect(() => begun(A)).toThrow(/exists/);
  });

  it('two that begin the same account: the later is refused', async () => {
    const [first, second] = [begun(A), begun(A)];
    const committed = accounts.commitAll([first], []);
    expect(() => accounts.commitAll([second], [])).toThrow(/exists/);
    await committed;
  });
});

describe('a commit whose answer was lost', () => {
  it('is found again when it was stored', async () => {
    await accounts.commitAll([begun(A)], []);
    const account = (await accounts.load(A))!;
    store.failure = 'after';
    await accounts.commitAll([withUser(account, 'alice')], []);
    expect(account.durable.users.size).toBe(1);
    await accounts.commitAll([withUser(account, 'bob')], []);
    expect((await (await open()).load(A))!.durable.users.size).toBe(2);
  });
});

describe('renewing a digest', () => {
  it('lets the older key go', async () => {
    const { account, draft } = begun(A);
    await accounts.commitAll([{ account, draft }], []);
    await accounts.commitAll([withUser(account, 'alice')], []);
    await keyring.rotate('row-digests');
    expect(await accounts.renewDigest(account)).toBe(true);
    expect(await accounts.renewDigest(account)).toBe(false);
    await keyring.retire('row-digests', 1);
    await accounts.commitAll([withUser(account, 'bob')], []);
    expect((await (await open()).load(A))!.durable.users.size).toBe(2);
  });
});
