import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { mintUniqueId } from '../names/index.ts';
import {
  ConflictError,
  Keyring,
  MasterKey,
  MemoryStore,
  prefixRange,
  type Store,
  StoreUnavailableError,
  type Transaction,
} from '../store/index.ts';
import {
  type Account,
  type AccountDraft,
  Accounts,
  AccountTamperedError,
  DraftDiscardedError,
  type User,
  userNamed,
} from './index.ts';

const ACCOUNT = '111122223333';

/** A store whose transactions wait until they are let go, or are refused. */
class HeldStore extends MemoryStore {
  refuse: Error | undefined;
  held = false;
  private waiting: (() => void)[] = [];
  readonly transactions: Transaction[] = [];

  override async transact(transaction: Transaction): Promise<number> {
    this.transactions.push(transaction);
    if (this.held) await new Promise<void>((resolve) => this.waiting.push(resolve));
    if (this.refuse !== undefined) throw this.refuse;
    return await super.transact(transaction);
  }

  release(): void {
    for (const resolve of this.waiting.splice(0)) resolve();
  }
}

async function open(store: Store): Promise<{ accounts: Accounts; keyring: Keyring; tampered: string[] }> {
  const keyring = await Keyring.load(store, MASTER_KEY);
  const tampered: string[] = [];
  const accounts = await Accounts.open({ store, keyring, onTampering: (id) => tampered.push(id) });
  return { accounts, keyring, tampered };
}

const MASTER_KEY = new MasterKey(randomBytes(32));

async function accountIn(accounts: Accounts): Promise<Account> {
  const account = accounts.begin({
    id: 'account',
    accountId: ACCOUNT,
    name: 'test',
    createdAt: 0,
    status: 'Active',
    globalEndpointTokenVersion: 1,
  });
  await accounts.commit(account, account.draft(), []);
  return account;
}

function addUser(draft: AccountDraft, name: string): User {
  const user: User = {
    id: mintUniqueId('AIDA', randomBytes),
    name,
    path: '/',
    createdAt: 1,
    inlinePolicies: [],
    attachedPolicies: [],
    tags: [],
    groups: [],
  };
  draft.users.put(user);
  return user;
}

const turns = async (): Promise<void> => {
  for (let i = 0; i < 20; i++) await Promise.resolve();
};

describe('drafts of an account', () => {
  it('are seen by later writers at once, and by readers when durable', async () => {
    const store = new HeldStore();
    const { accounts } = await open(store);
    const account = await accountIn(accounts);
    store.held = true;
    const draft = account.draft();
    addUser(draft, 'alice');
    const committed = accounts.commit(account, draft, []);
    expect(userNamed(account.durable, 'alice')).toBeUndefined();
    expect(userNamed(account.draft(), 'alice')).toBeDefined();
    await turns();
    store.held = false;
    store.release();
    await committed;
    expect(userNamed(account.durable, 'alice')).toBeDefined();
  });

  it('that wait while a transaction is under way become one transaction', async () => {
    const store = new HeldStore();
    const { accounts } = await open(store);
    const account = await accountIn(accounts);
    store.held = true;
    const before = store.transactions.length;
    const commits = Array.from({ length: 10 }, (_, i) => {
      const draft = account.draft();
      addUser(draft, `user-${i}`);
      const committed = accounts.commit(account, draft, []);
      return committed;
    });
    await turns();
    store.held = false;
    store.release();
    await Promise.all(commits);
    expect(store.transactions.length - before).toBeLessThanOrEqual(2);
    expect(account.durable.users.size).toBe(10);
  });

  it.each([
    ['the disk refuses', new StoreUnavailableError('no space left on device')],
    ['another node was faster', new ConflictError('head/111122223333')],
  ])('are all discarded when %s, with every draft above them', async (_, refusal) => {
    const store = new HeldStore();
    const { accounts } = await open(store);
    const account = await accountIn(accounts);
    store.held = true;
    const first = account.draft();
    addUser(first, 'first');
    const one = accounts.commit(account, first, []).catch((error) => error);
    await turns();
    const second = account.draft();
    addUser(second, 'second');
    const two = accounts.commit(account, second, []).catch((error) => error);
    store.refuse = refusal;
    store.held = false;
    store.release();
    expect(await one).toBeInstanceOf(DraftDiscardedError);
    expect(await two).toBeInstanceOf(DraftDiscardedError);
    store.refuse = undefined;
    const again = (await accounts.load(ACCOUNT))!;
    expect(again.durable.users.size).toBe(0);
    expect(again.draft().users.size).toBe(0);
    const third = again.draft();
    addUser(third, 'third');
    await accounts.commit(again, third, []);
    expect([...again.durable.users.values()].map((user) => user.name)).toEqual(['third']);
  });

  it('of accounts that failed together leave nothing behind in either', async () => {
    const store = new HeldStore();
    const { accounts } = await open(store);
    const account = await accountIn(accounts);
    store.refuse = new StoreUnavailableError('no space left on device');
    const draft = account.draft();
    addUser(draft, 'ghost');
    await expect(
      accounts.commit(account, draft, [{ key: 'audit/outbox/x', value: new Uint8Array(1) }]),
    ).rejects.toThrow(DraftDiscardedError);
    store.refuse = undefined;
    expect(await store.get('audit/outbox/x')).toBeUndefined();
    expect((await store.range(prefixRange('account/'))).length).toBe(0);
  });

  it('survive a restart', async () => {
    const store = new MemoryStore();
    const first = await open(store);
    const account = await accountIn(first.accounts);
    for (const name of ['alice', 'Bob', 'carol']) {
      const draft = account.draft();
      addUser(draft, name);
      await first.accounts.commit(account, draft, []);
    }
    const draft = account.draft();
    const bob = userNamed(draft, 'bob')!;
    draft.users.put({ ...bob, tags: [{ Key: 'team', Value: 'red' }], boundary: 'arn:aws:iam::aws:policy/X' });
    draft.users.delete(userNamed(draft, 'carol')!.id);
    await first.accounts.commit(account, draft, []);
    const { accounts } = await open(store);
    const loaded = (await accounts.load(ACCOUNT))!;
    expect([...loaded.durable.users.values()].map((user) => user.name).sort()).toEqual(['Bob', 'alice']);
    expect(userNamed(loaded.durable, 'BOB')).toEqual({
      ...bob,
      tags: [{ Key: 'team', Value: 'red' }],
      boundary: 'arn:aws:iam::aws:policy/X',
    });
  });
});

describe('case 175: documents that were changed behind the back of the service', () => {
  type Tampering = (store: Store) => Promise<void>;
  const firstUser = async (store: Store) => (await store.range(prefixRange(`account/${ACCOUNT}/user/`)))[0]!;
  const rows: [title: string, tamper: Tampering][] = [
    [
      'a changed row',
      async (store) => {
        const { key, value } = await firstUser(store);
        const text = Buffer.from(value).toString().replace('"path":"/"', '"path":"/x/"');
        await store.transact({ writes: [{ key, value: Buffer.from(text) }] });
      },
    ],
    [
      'a removed row',
      async (store) =>
        void (await store.transact({ writes: [{ key: (await firstUser(store)).key, value: undefined }] })),
    ],
    [
      'a row under another key',
      async (store) => {
        const { key, value } = await firstUser(store);
        await store.transact({
          writes: [
            { key, value: undefined },
            { key: `${key}X`, value },
          ],
        });
      },
    ],
    [
      'an added row',
      async (store) => {
        const { value } = await firstUser(store);
        await store.transact({ writes: [{ key: `account/${ACCOUNT}/user/AIDAX`, value }] });
      },
    ],
    [
      'a removed head',
      async (store) =>
        void (await store.transact({ writes: [{ key: `head/${ACCOUNT}`, value: undefined }] })),
    ],
    [
      'a changed record',
      async (store) => {
        const { key, value } = (await store.get(`accounts/${ACCOUNT}`))!;
        const text = Buffer.from(value).toString().replace('"name":"test"', '"name":"TEST"');
        await store.transact({ writes: [{ key, value: Buffer.from(text) }] });
      },
    ],
  ];

  it.each(rows)('%s is found when the account is read, and the account refused', async (_, tamper) => {
    const store = new MemoryStore();
    const first = await open(store);
    const account = await accountIn(first.accounts);
    const draft = account.draft();
    addUser(draft, 'alice');
    addUser(draft, 'bob');
    await first.accounts.commit(account, draft, []);
    await tamper(store);
    const { accounts, tampered } = await open(store);
    await expect(accounts.load(ACCOUNT)).rejects.toThrow(AccountTamperedError);
    expect(tampered).toEqual([ACCOUNT]);
  });

  it('a row that was put back to an older state is found', async () => {
    const store = new MemoryStore();
    const first = await open(store);
    const account = await accountIn(first.accounts);
    const draft = account.draft();
    const alice = addUser(draft, 'alice');
    await first.accounts.commit(account, draft, []);
    const old = await firstUser(store);
    const change = account.draft();
    change.users.put({ ...alice, boundary: 'arn:aws:iam::aws:policy/ReadOnlyAccess' });
    await first.accounts.commit(account, change, []);
    await store.transact({ writes: [{ key: old.key, value: old.value }] });
    const { accounts } = await open(store);
    await expect(accounts.load(ACCOUNT)).rejects.toThrow(AccountTamperedError);
  });
});
