/**
 * Who signs in with a password: a user or the root of an account, or nobody. Nobody is told why not, and everybody waits
 * as long: unknown accounts and names, users without a password and wrong passwords are one answer at the price of one
 * hash. Decisions: docs/decisions/services-passwords.md.
 */
import {
  type Account,
  type Accounts,
  type Clock,
  DraftDiscardedError,
  type LoginProfile,
  nameKey,
  type User,
  userNamed,
} from '../directory/index.ts';
import { isAccountId } from '../names/index.ts';
import { type PasswordState, passwordState } from '../services/index.ts';
import { AwsError } from '../wire/index.ts';
import type { AccountPasswords } from './account-passwords.ts';
import type { LastUsedNotes } from './last-used-notes.ts';
import type { PasswordHashing } from './password-hashing.ts';
import { networkOf, type SignInAttempts } from './sign-in-attempts.ts';

/** What somebody who signs in says. */
export interface GivenPassword {
  /** Id or alias. */
  readonly account: string;
  /** Absent for the account's root. */
  readonly userName?: string | undefined;
  readonly password: string;
  /** Of the client. */
  readonly address: string;
}

/** Somebody whose password it was. */
export interface SignedIn {
  readonly account: Account;
  /** Absent for the account's root. */
  readonly user: User | undefined;
  readonly profile: LoginProfile;
  /** Only `good` lets in; with `to-be-changed` a new one has to be set first; `expired` lets nobody in. */
  readonly state: PasswordState;
}

export interface PasswordSignInOptions {
  readonly accounts: Accounts;
  readonly hashing: PasswordHashing;
  readonly passwords: AccountPasswords;
  readonly attempts: SignInAttempts;
  readonly notes: LastUsedNotes;
  readonly clock: Clock;
}

/** IAM API Reference, passwordType; and what may become of it when a keyboard writes letters and their marks apart. */
const LONGEST_PASSWORD = 128;
const LONGEST_INPUT = 4 * LONGEST_PASSWORD;
/** No account and no user has a name that is longer. */
const LONGEST_NAME = 128;
/** No character of names. */
const ROOT_MARK = ':root';

/** Whose password is asked for. */
interface Claim {
  readonly account: Account;
  readonly user: User | undefined;
  readonly owner: string;
}

export class PasswordSignIn {
  private readonly options: PasswordSignInOptions;

  constructor(options: PasswordSignInOptions) {
    this.options = options;
  }

  /**
   * @returns `undefined` for whatever is not right.
   * @throws AwsError `Throttling` when too many passwords were tried: of the name, whether or not there is such a user,
   *   from the address, or by everybody.
   */
  async verify(given: GivenPassword): Promise<SignedIn | undefined> {
    const { attempts, clock, hashing } = this.options;
    const accountId = this.accountIdOf(given.account);
    const attempt = attempts.begin(attemptedName(given, accountId), given.address, clock.now());
    if (given.password.length > LONGEST_INPUT) return undefined;
    const password = given.password.normalize('NFC');
    if (password.length > LONGEST_PASSWORD) return undefined;
    const claim = await this.claimOf(accountId, given.userName);
    const hash = claim && this.hashOf(claim);
    const party = networkOf(given.address);
    const isRight = await hashing.verify(hash, password, party);
    if (!isRight || claim === undefined || hash === undefined) return undefined;
    // The account may be another by now: what was proved must still be what is asked for.
    const signedIn = this.signedIn(claim, hash);
    if (signedIn === undefined) return undefined;
    attempt.right();
    if (hashing.isOutdated(hash)) await this.renew(claim, hash, password, party);
    return signedIn;
  }

  /** Notes that somebody is in, which a right password alone does not bring about: PasswordLastUsed. */
  noteUse({ account, profile }: SignedIn): void {
    this.options.notes.noteSignIn(account, profile.id, this.options.clock.now());
  }

  private accountIdOf(account: string): string | undefined {
    return isAccountId(account) ? account : this.options.accounts.aliasHolder(account.toLowerCase());
  }

  private async claimOf(
    accountId: string | undefined,
    userName: string | undefined,
  ): Promise<Claim | undefined> {
    const { accounts } = this.options;
    if (accountId === undefined || !accounts.exists(accountId)) return undefined;
    const account = accounts.peek(accountId) ?? (await accounts.load(accountId));
    if (account === undefined) return undefined;
    if (userName === undefined) return { account, user: undefined, owner: 'root' };
    const user = userNamed(account.durable, userName);
    return user && { account, user, owner: user.id };
  }

  /** The hash of the owner's password, if it has one and may sign in at all. */
  private hashOf({ account, owner }: Claim): string | undefined {
    const { record, loginProfiles } = account.durable;
    const profile = loginProfiles.get(owner);
    return record.status === 'Active' && profile !== undefined ? this.newest(account, profile) : undefined;
  }

  private newest({ accountId }: Account, profile: LoginProfile): string | undefined {
    return this.options.passwords.of(accountId).open(profile)[0];
  }

  private signedIn({ account, owner, user }: Claim, hash: string): SignedIn | undefined {
    const { durable } = account;
    const profile = durable.loginProfiles.get(owner);
    if (profile === undefined || this.hashOf({ account, owner, user }) !== hash) return undefined;
    const present = user && durable.users.get(owner);
    if (user !== undefined && present === undefined) return undefined;
    const state = passwordState(durable, profile, this.options.clock.now());
    return { account, user: present, profile, state };
  }

  /** Makes the hash anew as hashes are made now. Whoever signs in is not kept waiting for what it cannot help. */
  private async renew(
    { account, owner }: Claim,
    hash: string,
    password: string,
    party: string,
  ): Promise<void> {
    const { accounts, hashing } = this.options;
    try {
      const renewed = await hashing.hash(password, party);
      const draft = account.draft();
      const profile = draft.loginProfiles.get(owner);
      if (profile === undefined || this.newest(account, profile) !== hash) return;
      const passwords = this.options.passwords.of(account.accountId);
      const [, ...earlier] = passwords.open(profile);
      draft.loginProfiles.put({ ...profile, sealedHashes: passwords.seal(owner, [renewed, ...earlier]) });
      await accounts.commit(account, draft, []);
    } catch (error) {
      // The queue is full, or the disk: the next time will do.
      if (!(error instanceof AwsError || error instanceof DraftDiscardedError)) throw error;
    }
  }
}

/** One text for all ways to write a name, and none of unbounded length. */
function attemptedName({ account, userName }: GivenPassword, accountId: string | undefined): string {
  const where = accountId ?? account.toLowerCase().slice(0, LONGEST_NAME);
  const who = userName === undefined ? ROOT_MARK : nameKey(userName).slice(0, LONGEST_NAME);
  return `${where}/${who}`;
}
