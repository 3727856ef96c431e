/**
 * Hashes of passwords: argon2id, beside the event loop, some at a time. Decisions: docs/decisions/services-passwords.md.
 */
import { createRequire } from 'node:module';
import { availableParallelism } from 'node:os';
import { type WorkLimits, WorkQueue } from './work-queue.ts';

/**
 * What a new hash costs: 64 MiB and three passes (RFC 9106, section 4, the second recommended option), on one core, so
 * that some hashes at a time are some cores. OWASP's least is 19 MiB and two. A hash says what it was made with: those of
 * before stay good when this changes, and each is made anew when its password is next given (see `isOutdated`).
 */
const PARAMETERS = { memoryCost: 65_536, timeCost: 3, parallelism: 1, outputLen: 32 } as const;
const SALT_BYTES = 16;

/**
 * libuv has four threads, for files too: two of them stay free. One core stays for everything else, where there is more
 * than one. Memory: at most two hashes.
 */
const LIMITS: WorkLimits = {
  atOnce: Math.max(1, Math.min(2, availableParallelism() - 1)),
  waiting: 64,
  waitingOfAParty: 16,
};

const unpadded = (bytes: number): string => Buffer.alloc(bytes).toString('base64').replaceAll('=', '');

/**
 * The hash of nobody's password. Trying a password against it takes what trying it against a new hash takes, so that
 * whoever has none cannot be told apart by time.
 */
const NOBODYS = `$argon2id$v=19$m=${PARAMETERS.memoryCost},t=${PARAMETERS.timeCost},p=${PARAMETERS.parallelism}$${unpadded(SALT_BYTES)}$${unpadded(PARAMETERS.outputLen)}`;

type Argon2 = typeof import('@node-rs/argon2');
let loaded: Argon2 | undefined;

/** Loaded when a password is first hashed: most processes never do. */
function argon2(): Argon2 {
  loaded ??= createRequire(import.meta.url)('@node-rs/argon2') as Argon2;
  return loaded;
}

export class PasswordHashing {
  readonly queue: WorkQueue;

  constructor(limits: WorkLimits = LIMITS) {
    this.queue = new WorkQueue(limits);
  }

  /**
   * A hash with a salt of its own, as a PHC string.
   * @param party whom it is done for: see WorkQueue.
   * @throws AwsError `Throttling`.
   */
  hash(password: string, party: string): Promise<string> {
    return this.queue.run(party, () => argon2().hash(password, PARAMETERS));
  }

  /**
   * Whether a hash is of this password. Without a hash it is of none, and that takes as long to say.
   * @throws AwsError `Throttling`.
   */
  async verify(hash: string | undefined, password: string, party: string): Promise<boolean> {
    const isSame = await this.queue.run(party, () => argon2().verify(hash ?? NOBODYS, password));
    return isSame && hash !== undefined;
  }

  /** Whether a hash was made otherwise than one would be now. */
  isOutdated(hash: string): boolean {
    const { algorithm, version, memoryCost, timeCost, parallelism, outputLen, saltLen } =
      argon2().parseOptions(hash);
    const now = argon2().parseOptions(NOBODYS);
    return (
      algorithm !== now.algorithm ||
      version !== now.version ||
      memoryCost !== now.memoryCost ||
      timeCost !== now.timeCost ||
      parallelism !== now.parallelism ||
      outputLen !== now.outputLen ||
      saltLen !== now.saltLen
    );
  }
}
