/** Passwords of users and of the root: what operations may do with their hashes, and when a password ends. */
import type { AccountView, LoginProfile } from '../directory/index.ts';

/** What operations of an account may do with passwords. Hashing takes its time, beside the requests of others. */
export interface Passwords {
  /** A new hash, as a PHC string. @throws AwsError `Throttling` when too much waits to be hashed. */
  readonly hash: (password: string) => Promise<string>;
  /** Whether a hash is of this password. @throws AwsError `Throttling` */
  readonly verify: (hash: string, password: string) => Promise<boolean>;
  /**
   * Whether this is the password of the profile, told to whoever holds keys of its owner. Of wrong ones only a few are
   * tried in a while. @throws AwsError `Throttling`
   */
  readonly isOld: (profile: LoginProfile, password: string) => Promise<boolean>;
  /** Seals hashes of an owner, newest first, for storage; base64. */
  readonly seal: (owner: string, hashes: readonly string[]) => string;
  /** The hashes of a profile, newest first. @throws SecretUnreadableError */
  readonly open: (profile: LoginProfile) => readonly string[];
}

const DAY = 86_400_000;

type Settings = Pick<AccountView, 'record'>;

/**
 * When a password has to be changed, in milliseconds; `undefined` for never. The password policy is for users: that of
 * the root does not expire. IAM User Guide, "Set an account password policy for IAM users".
 */
export function passwordExpiry({ record }: Settings, profile: LoginProfile): number | undefined {
  const days = record.passwordPolicy?.maxPasswordAge;
  return days === undefined || profile.id === 'root' ? undefined : profile.changedAt + days * DAY;
}

/**
 * What a password is good for: to sign in; only to set a new one; nothing, until an administrator sets a new one
 * (`HardExpiry`).
 */
export type PasswordState = 'good' | 'to-be-changed' | 'expired';

export function passwordState(account: Settings, profile: LoginProfile, now: number): PasswordState {
  const expiry = passwordExpiry(account, profile);
  const isExpired = expiry !== undefined && now >= expiry;
  if (isExpired && account.record.passwordPolicy?.hardExpiry === true) return 'expired';
  return isExpired || profile.resetRequired ? 'to-be-changed' : 'good';
}
