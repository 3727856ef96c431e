/** Accounts of the fixture builder, put into a running server whole, with access keys that really sign. */
import { hashSync } from '@node-rs/argon2';
import type { AccountDraft } from '../../../src/directory/index.ts';
import { mintSecretAccessKey } from '../../../src/names/index.ts';
import { sealSecret } from '../../../src/store/index.ts';
import { type AccountBuilder, countedRandom, MFA_SEED, theUser } from '../../fixtures/account.ts';
import type { Credentials, TestServer } from '../../support/server.ts';

/** Hashes that cost nothing: the server takes them as those of a time with other parameters. */
const QUICK = { memoryCost: 8, timeCost: 1, parallelism: 1 };

export interface PlacedAccount {
  readonly accountId: string;
  /** Credentials of the first access key of a user, by name. */
  readonly keyOf: (userName: string) => Credentials;
}

function sealed(
  { serving }: TestServer,
  table: 'access-key' | 'mfa-device' | 'login-profile',
  accountId: string,
  id: string,
  secret: string,
): string {
  const place = { table, key: `${accountId}/${id}`, version: 1 };
  return Buffer.from(sealSecret(serving.node.keyring, Buffer.from(secret), place)).toString('base64');
}

/** Puts the account into the server, in one transaction. There must be none of its id yet. */
export async function place(server: TestServer, builder: AccountBuilder): Promise<PlacedAccount> {
  const { state } = builder;
  const { accountId } = state;
  const { node } = server.serving;
  const { account } = await node.createAccount(accountId, state.record.name);
  const random = countedRandom(Number(accountId.slice(-9)));
  const byOwner = new Map<string, Credentials>();
  const draft = account.draft();
  for (const user of state.users.values()) draft.users.put(user);
  for (const group of state.groups.values()) draft.groups.put(group);
  for (const role of state.roles.values()) draft.roles.put(role);
  for (const policy of state.policies.values()) draft.policies.put(policy);
  for (const profile of state.instanceProfiles.values()) draft.instanceProfiles.put(profile);
  for (const key of state.accessKeys.values()) {
    const secretAccessKey = mintSecretAccessKey(random);
    draft.accessKeys.put({
      ...key,
      sealedSecret: sealed(server, 'access-key', accountId, key.id, secretAccessKey),
    });
    if (!byOwner.has(key.owner)) byOwner.set(key.owner, { accessKeyId: key.id, secretAccessKey });
  }
  for (const device of state.mfaDevices.values()) {
    draft.mfaDevices.put({
      ...device,
      sealedSeed: sealed(server, 'mfa-device', accountId, device.id, MFA_SEED),
    });
  }
  for (const profile of state.loginProfiles.values()) {
    const hashes = (JSON.parse(profile.sealedHashes) as string[]).map((hash) =>
      hashSync(hash.replace('hash of ', ''), QUICK),
    );
    draft.loginProfiles.put({
      ...profile,
      sealedHashes: sealed(server, 'login-profile', accountId, profile.id, JSON.stringify(hashes)),
    });
  }
  const { passwordPolicy } = state.record;
  if (passwordPolicy !== undefined) draft.putRecord({ ...draft.record, passwordPolicy });
  await node.accounts.commit(account, draft, []);
  return {
    accountId,
    keyOf: (userName) => {
      const credentials = byOwner.get(theUser(state, userName).id);
      if (credentials === undefined) throw new Error(`user ${userName} has no access key`);
      return credentials;
    },
  };
}

/** Changes an account from behind, where no operation can: a policy that could not be stored, a role of AWS. */
export async function change(
  server: TestServer,
  accountId: string,
  edit: (draft: AccountDraft) => void,
): Promise<void> {
  const { accounts } = server.serving.node;
  const account = await accounts.load(accountId);
  if (account === undefined) throw new Error(`no account ${accountId}`);
  const draft = account.draft();
  edit(draft);
  await accounts.commit(account, draft, []);
}
