/** What the operations of an account may do with its passwords: hashes are sealed, guesses at old ones few. */
import type { Clock } from '../directory/index.ts';
import type { Passwords } from '../services/index.ts';
import type { EntitySecrets } from './entity-secrets.ts';
import type { PasswordHashing } from './password-hashing.ts';
import { type Rate, RateLimit } from './rate-limits.ts';

/**
 * Wrong old passwords of one user: five at once, then one in five minutes. Whoever gives them has the user's keys, and
 * stands in nobody's way: signing in is counted apart.
 */
const GUESSES: Rate = { perSecond: 1 / 300, burst: 5 };

export interface AccountPasswordsOptions {
  readonly hashing: PasswordHashing;
  readonly secrets: EntitySecrets;
  readonly clock: Clock;
}

export class AccountPasswords {
  private readonly options: AccountPasswordsOptions;
  private readonly guesses = new RateLimit(GUESSES);

  constructor(options: AccountPasswordsOptions) {
    this.options = options;
  }

  of(accountId: string): Passwords {
    const { hashing, secrets } = this.options;
    const verify = (hash: string, password: string) => hashing.verify(hash, password, accountId);
    const open: Passwords['open'] = ({ id, sealedHashes }) =>
      JSON.parse(Buffer.from(secrets.open(accountId, id, sealedHashes)).toString()) as string[];
    return {
      hash: (password) => hashing.hash(password, accountId),
      verify,
      isOld: (profile, password) =>
        this.guess(`${accountId}/${profile.id}`, () => verify(open(profile)[0]!, password)),
      seal: (owner, hashes) => secrets.seal(accountId, owner, Buffer.from(JSON.stringify(hashes))),
      open,
    };
  }

  /** A guess is counted before it is tried, so that many at once are no more than many in a row. */
  private async guess(subject: string, isRight: () => Promise<boolean>): Promise<boolean> {
    this.guesses.admit(subject, this.options.clock.now());
    let counts = false;
    try {
      counts = !(await isRight());
    } finally {
      if (!counts) this.guesses.giveBack(subject);
    }
    return !counts;
  }
}
