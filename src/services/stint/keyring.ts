/**
 * The keys that seal what leaves memory. Rotating makes a new version, which seals from then on; what was sealed before
 * stays readable until its version is retired. Decisions: docs/decisions/operator-keyring.md.
 */
import type { Account } from '../../directory/index.ts';
import { type Purpose, purposes } from '../../store/index.ts';
import { invalidRequest } from './errors.ts';
import { changes, type OperatorScope, reads } from './operation.ts';

interface RotateKeyringInput {
  readonly Purposes?: readonly Purpose[];
  readonly Retire?: boolean;
  readonly Resume?: boolean;
}

/** What older versions of a purpose are needed for, and how that ends before they are retired. */
interface Renewal {
  /** Does anew what an older version sealed in an account. @returns how many things. */
  readonly account?: (scope: OperatorScope, account: Account) => Promise<number>;
  /** Older versions prove the past, and are never retired. */
  readonly keepsOlder?: true;
}

/** Seals the secrets of an account's access keys, MFA devices and passwords anew: those that the newest key did not seal. */
async function resealSecrets(scope: OperatorScope, account: Account) {
  const { accounts, resealAccessKeySecret, resealMfaSeed, resealPasswordHashes } = scope;
  const draft = account.draft();
  let resealed = 0;
  for (const device of [...draft.mfaDevices.values()]) {
    const sealedSeed = resealMfaSeed(account.accountId, device.id, device.sealedSeed);
    if (sealedSeed === undefined) continue;
    draft.mfaDevices.put({ ...device, sealedSeed });
    resealed += 1;
  }
  for (const profile of [...draft.loginProfiles.values()]) {
    const sealedHashes = resealPasswordHashes(account.accountId, profile.id, profile.sealedHashes);
    if (sealedHashes === undefined) continue;
    draft.loginProfiles.put({ ...profile, sealedHashes });
    resealed += 1;
  }
  for (const key of [...draft.accessKeys.values()]) {
    const sealedSecret = resealAccessKeySecret(account.accountId, key.id, key.sealedSecret);
    if (sealedSecret === undefined) continue;
    draft.accessKeys.put({ ...key, sealedSecret });
    resealed += 1;
  }
  if (resealed > 0) await accounts.commit(account, draft, []);
  return resealed;
}

const RENEWALS: Readonly<Record<Purpose, Renewal>> = {
  secrets: { account: resealSecrets },
  'row-digests': {
    account: async ({ accounts }, account) => Number(await accounts.renewDigest(account)),
  },
  // Tokens and markers of a retired version are refused; they are short-lived.
  'session-tokens': {},
  markers: {},
  'audit-checkpoints': { keepsOlder: true },
};

/** Account by account, so that a walk that was cut off has less to do when it is begun again. */
async function renew(scope: OperatorScope, purpose: Purpose): Promise<number> {
  const { account: renewAccount } = RENEWALS[purpose];
  if (renewAccount === undefined) return 0;
  let renewed = 0;
  for (const { accountId } of [...scope.accounts.records()]) {
    const account = scope.accounts.peek(accountId) ?? (await scope.accounts.load(accountId));
    if (account !== undefined) renewed += await renewAccount(scope, account);
  }
  return renewed;
}

async function retireOlder({ keyring, forgetTokens }: OperatorScope, purpose: Purpose): Promise<number[]> {
  if (RENEWALS[purpose].keepsOlder) return [];
  const older = keyring.versions(purpose).slice(0, -1);
  for (const { version } of older) await keyring.retire(purpose, version);
  if (purpose === 'session-tokens') forgetTokens();
  return older.map(({ version }) => version);
}

const rotateKeyring = changes('RotateKeyring', async (input: RotateKeyringInput, scope) => {
  const { keyring } = scope;
  const chosen = input.Purposes ?? purposes;
  if (new Set(chosen).size !== chosen.length) throw invalidRequest('Purposes names one purpose twice.');
  const rotated = [];
  for (const purpose of chosen) {
    if (input.Resume !== true) await keyring.rotate(purpose);
    const renewed = await renew(scope, purpose);
    const retired = input.Retire === true ? await retireOlder(scope, purpose) : [];
    const version = keyring.versions(purpose).at(-1)!.version;
    rotated.push({ Purpose: purpose, Version: version, Renewed: renewed, RetiredVersions: retired });
  }
  return { Purposes: rotated };
});

const describeKeyring = reads('DescribeKeyring', async (_input: object, { keyring }) => ({
  Purposes: purposes.map((purpose) => ({
    Purpose: purpose,
    Versions: keyring.versions(purpose).map(({ version, created }) => ({
      Version: version,
      CreateDate: new Date(created),
    })),
  })),
}));

export const keyringOperations = [rotateKeyring, describeKeyring];
