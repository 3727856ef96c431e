import { createHmac, createSecretKey, type KeyObject, randomBytes } from 'node:crypto';
import { TERMINATOR } from './credential.ts';

/**
 * The secret that stands in for the one of a key that does not exist: drawn at start, so that nobody can sign with it.
 */
const DUMMY_SECRET = randomBytes(32).toString('base64url');
/** Not an access key id (those have no space), so that it meets no real one in the cache. */
const DUMMY_ACCESS_KEY_ID = 'no such key';

/** Scopes kept for one access key: a few services and regions, and both days around midnight. */
const SCOPES_PER_ACCESS_KEY = 16;

interface DerivedKeys {
  readonly secret: string;
  /** By `date/region/service`; the oldest first. */
  readonly byScope: Map<string, KeyObject>;
}

function hmac(key: KeyObject | Buffer | string, text: string): Buffer {
  return createHmac('sha256', key).update(text).digest();
}

/**
 * The key that signs for a secret on one day (`YYYYMMDD`, UTC), in one region, for one service.
 * IAM User Guide, "Create a signed AWS API request", step 4.
 *
 * @throws {TypeError} for an empty secret: anyone could sign with it.
 */
export function deriveSigningKey(secret: string, date: string, region: string, service: string): KeyObject {
  if (secret === '') throw new TypeError('the secret access key is empty');
  const dateKey = hmac(`AWS4${secret}`, date);
  const serviceKey = hmac(hmac(dateKey, region), service);
  return createSecretKey(hmac(serviceKey, TERMINATOR));
}

/**
 * Derived signing keys, so that a request costs one HMAC and not five. Bounded by access keys (least recently used go
 * first) and by scopes of each, so that guesses at one access key push out no other's. A derived key is used only for
 * the secret that it was derived from: a key that was deleted and made again never meets a stale one.
 */
export class SigningKeys {
  readonly #bound: number;
  /** By access key id, the least recently used first. */
  readonly #derived = new Map<string, DerivedKeys>();
  /** The last one of them: it need not be moved to the end. */
  #latest: DerivedKeys | undefined;

  /**
   * @param bound how many access keys to remember keys of.
   * @throws {RangeError} unless `bound` is a whole number above zero.
   */
  constructor(bound: number) {
    if (!Number.isSafeInteger(bound) || bound < 1)
      throw new RangeError(`bound must be at least 1, not ${bound}`);
    this.#bound = bound;
  }

  /** How many access keys are remembered. */
  get size(): number {
    return this.#derived.size;
  }

  /** The signing key of `secret` for a scope, remembered or derived. */
  derive(accessKeyId: string, secret: string, date: string, region: string, service: string): KeyObject {
    const { byScope } = this.#touch(accessKeyId, secret);
    const scope = `${date}/${region}/${service}`;
    const remembered = byScope.get(scope);
    if (remembered !== undefined) return remembered;
    const key = deriveSigningKey(secret, date, region, service);
    if (byScope.size >= SCOPES_PER_ACCESS_KEY) byScope.delete(byScope.keys().next().value!);
    byScope.set(scope, key);
    return key;
  }

  /**
   * A key that no request is signed with, at the cost of a real one: verify with it where the access key id is unknown
   * or inactive, so that the time of the answer does not tell which ids exist. The caller refuses whatever comes out.
   */
  deriveForUnknown(date: string, region: string, service: string): KeyObject {
    return this.derive(DUMMY_ACCESS_KEY_ID, DUMMY_SECRET, date, region, service);
  }

  /** Forgets all keys derived for an access key: call it when the key is deleted, deactivated or its account closed. */
  forget(accessKeyId: string): void {
    this.#derived.delete(accessKeyId);
  }

  #touch(accessKeyId: string, secret: string): DerivedKeys {
    const known = this.#derived.get(accessKeyId);
    if (known !== undefined && known === this.#latest && known.secret === secret) return known;
    const current = known?.secret === secret ? known : { secret, byScope: new Map<string, KeyObject>() };
    this.#derived.delete(accessKeyId);
    this.#derived.set(accessKeyId, current);
    if (this.#derived.size > this.#bound) this.#derived.delete(this.#derived.keys().next().value!);
    this.#latest = current;
    return current;
  }
}
