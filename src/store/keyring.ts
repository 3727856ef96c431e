import { randomBytes } from 'node:crypto';
import { DataKey, sealedVersion } from './data-key.ts';
import {
  type KeyringContent,
  type KeyVersion,
  openRing,
  type Purpose,
  purposes,
  sealRing,
} from './keyring-document.ts';
import { type MasterKey, MasterKeyError } from './master-key.ts';
import { CompactedError, ConflictError, type Store, type StoredDocument } from './store.ts';

/** The document that holds the ring. */
export const keyringKey = 'keyring/ring';

/** What was sealed cannot be opened: changed, moved, of another context, or its key was retired. One answer for all. */
export class SecretUnreadableError extends Error {
  override readonly name = 'SecretUnreadableError';
  constructor() {
    super('the sealed value cannot be read: it was changed or moved, or its key is retired');
  }
}

export interface KeyringOptions {
  /** Master keys of before, tried when the newest is not the one that sealed the ring: a rewrap may have been cut off. */
  readonly previous?: readonly MasterKey[];
  /** The clock, in milliseconds since 1970. */
  readonly now?: () => number;
}

/**
 * The keys that seal what leaves memory: for each purpose its own, in versions. The newest version seals, all of them
 * open. The ring is one document of the store, sealed by the master key, so that a rotation, a retirement and a change
 * of the master key each are one compare-and-set: after a crash either wholly done or not at all.
 */
export class Keyring {
  readonly #store: Store;
  readonly #now: () => number;
  #masterKeys: readonly MasterKey[];
  #keys: ReadonlyMap<Purpose, readonly DataKey[]> = new Map();
  #revision = 0;

  private constructor(store: Store, masterKeys: readonly MasterKey[], now: () => number) {
    this.#store = store;
    this.#masterKeys = masterKeys;
    this.#now = now;
  }

  /**
   * Opens the ring of the store; a store that has none gets one, with a first key for each purpose.
   * @throws MasterKeyError when none of the master keys sealed the ring, or the ring was changed.
   */
  static async load(store: Store, masterKey: MasterKey, options: KeyringOptions = {}): Promise<Keyring> {
    const keyring = new Keyring(store, [masterKey, ...(options.previous ?? [])], options.now ?? Date.now);
    await keyring.#change(addMissing);
    return keyring;
  }

  /** Seals with the newest key of the purpose. Only `open` with the same purpose and context gives it back. */
  seal(purpose: Purpose, plaintext: Uint8Array, context: Uint8Array): Uint8Array {
    return this.#newest(purpose).seal(plaintext, context);
  }

  /** @throws SecretUnreadableError when it is not what `seal` gave, or its key is retired. */
  open(purpose: Purpose, sealed: Uint8Array, context: Uint8Array): Uint8Array {
    const version = sealedVersion(sealed);
    const key = this.#versions(purpose).find((each) => each.version === version);
    const plaintext = key?.open(sealed, context);
    if (!plaintext) throw new SecretUnreadableError();
    return plaintext;
  }

  /** Whether the newest key of the purpose sealed it. It may be unreadable all the same. */
  isNewest(purpose: Purpose, sealed: Uint8Array): boolean {
    return sealedVersion(sealed) === this.#newest(purpose).version;
  }

  /**
   * A key of 32 bytes for HMAC, derived from the newest version of the purpose's key, or from the given one.
   * @throws SecretUnreadableError when that version is retired.
   */
  macKey(purpose: Purpose, version?: number): { readonly version: number; readonly key: Uint8Array } {
    const key =
      version === undefined
        ? this.#newest(purpose)
        : this.#versions(purpose).find((each) => each.version === version);
    if (!key) throw new SecretUnreadableError();
    return { version: key.version, key: key.macKey };
  }

  /** The versions of the purpose's key, oldest first. */
  versions(purpose: Purpose): { readonly version: number; readonly created: number }[] {
    return this.#versions(purpose).map(({ version, created }) => ({ version, created }));
  }

  /** Adds a version, which seals from now on. @returns the version. @throws StoreUnavailableError */
  async rotate(purpose: Purpose): Promise<number> {
    await this.#change((content, now) => withNewKey(content, purpose, now));
    return this.#newest(purpose).version;
  }

  /**
   * Removes a version: what it sealed is unreadable from now on.
   * @throws RangeError when it is the newest, which is still needed to seal.
   */
  async retire(purpose: Purpose, version: number): Promise<void> {
    await this.#change((content) => {
      if (content[purpose].at(-1)?.version === version) {
        throw new RangeError(`version ${version} for ${purpose} is the newest: rotate first`);
      }
      const kept = content[purpose].filter((key) => key.version !== version);
      return kept.length === content[purpose].length ? content : { ...content, [purpose]: kept };
    });
  }

  /**
   * Seals the ring with another master key. Nothing else has to be sealed anew, for the keys in the ring stay. May be
   * called again after a crash, with either key as the ring's: it is done or not done, never half.
   */
  async rewrap(masterKey: MasterKey): Promise<void> {
    await this.#change((content) => content, masterKey);
    this.#masterKeys = [masterKey];
  }

  /** Takes over what another process made of the ring. */
  async reload(): Promise<void> {
    const document = await this.#store.get(keyringKey);
    if (!document) throw new MasterKeyError('the keyring is gone from the store: restore a backup');
    this.#install(document.revision, this.#decoded(document).content);
  }

  /**
   * Keeps the ring as the store has it, until the signal is aborted.
   * @throws MasterKeyError when it was sealed with a master key that is not known here: stop then.
   */
  async follow(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      const revision = this.#store.revision();
      await this.reload();
      try {
        for await (const { keys } of this.#store.watch(revision, signal)) {
          if (keys.includes(keyringKey)) await this.reload();
        }
      } catch (error) {
        // Too far behind: begin anew from what is there now.
        if (!(error instanceof CompactedError)) throw error;
      }
    }
  }

  async #change(
    change: (content: KeyringContent, now: number) => KeyringContent,
    sealedBy?: MasterKey,
  ): Promise<void> {
    for (;;) {
      const document = await this.#store.get(keyringKey);
      const { content, masterKey } = document
        ? this.#decoded(document)
        : { content: emptyContent(), masterKey: undefined };
      const changed = change(content, this.#now());
      const seal = sealedBy ?? masterKey ?? this.#masterKeys[0]!;
      if (document && changed === content && seal.id === masterKey?.id) {
        this.#install(document.revision, content);
        return;
      }
      const check = { key: keyringKey, revision: document?.revision ?? 0 };
      try {
        const write = { key: keyringKey, value: sealRing(seal, changed) };
        this.#install(await this.#store.transact({ checks: [check], writes: [write] }), changed);
        return;
      } catch (error) {
        if (!(error instanceof ConflictError)) throw error;
      }
    }
  }

  #decoded(document: StoredDocument): { content: KeyringContent; masterKey: MasterKey } {
    return openRing(this.#masterKeys, document.value);
  }

  #install(revision: number, content: KeyringContent): void {
    // A slower reader must not bring an older ring back.
    if (revision < this.#revision) return;
    const keys = purposes.map((purpose) => {
      const present = this.#keys.get(purpose) ?? [];
      const versions = content[purpose].map(
        ({ version, created, key }) =>
          present.find((each) => each.version === version) ?? new DataKey(version, created, key),
      );
      return [purpose, versions] as const;
    });
    this.#revision = revision;
    this.#keys = new Map(keys);
  }

  #versions(purpose: Purpose): readonly DataKey[] {
    return this.#keys.get(purpose) ?? [];
  }

  #newest(purpose: Purpose): DataKey {
    const key = this.#versions(purpose).at(-1);
    if (!key) throw new MasterKeyError(`there is no key for ${purpose}`);
    return key;
  }
}

function emptyContent(): KeyringContent {
  return Object.fromEntries(
    purposes.map((purpose) => [purpose, [] as KeyVersion[]]),
  ) as unknown as KeyringContent;
}

function withNewKey(content: KeyringContent, purpose: Purpose, now: number): KeyringContent {
  const version = (content[purpose].at(-1)?.version ?? 0) + 1;
  return { ...content, [purpose]: [...content[purpose], { version, created: now, key: randomBytes(32) }] };
}

function addMissing(content: KeyringContent, now: number): KeyringContent {
  return purposes
    .filter((purpose) => content[purpose].length === 0)
    .reduce((grown, purpose) => withNewKey(grown, purpose, now), content);
}
