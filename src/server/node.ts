/**
 * One node of the service, put together: store, keyring, accounts, audit log and API. No sockets: those are the
 * listener's.
 */
import { createHmac, timingSafeEqual } from 'node:crypto';
import { join } from 'node:path';
import { type AuditAlarm, AuditLog } from '../audit/index.ts';
import {
  type AccessKey,
  type Account,
  Accounts,
  type Caller,
  type Clock,
  type LastUsed,
  type SessionSealer,
  sealSession,
  systemClock,
} from '../directory/index.ts';
import {
  Keyring,
  loadMasterKey,
  type MasterKey,
  type MasterKeySource,
  MemoryStore,
  openSecret,
  type SecretPlace,
  SqliteStore,
  type Store,
  sealSecret,
} from '../store/index.ts';
import { type Answered, Api } from './api.ts';
import { Authenticator } from './authenticate.ts';
import { LastUsedNotes } from './last-used-notes.ts';
import { keyringMarkers } from './markers.ts';
import { makeAccount, type NewAccount } from './new-account.ts';
import { pooledRandom } from './pooled-random.ts';
import { RateLimit } from './rate-limits.ts';
import type { Settings } from './settings.ts';

export interface NodeOptions {
  readonly settings: Settings;
  /** Where the master key comes from; `ephemeral` for a store in memory. */
  readonly masterKey: MasterKeySource;
  /** `stint dev`: see AuthenticatorOptions.developmentAccount. */
  readonly development: boolean;
  readonly onFault: (error: unknown, requestId: string) => void;
  readonly onAlarm: (message: string) => void;
  readonly onAnswer: (answer: Answered) => void;
  /** Time that each commit takes longer: for benchmarks of slow disks. */
  readonly commitDelayMilliseconds?: number;
}

/** The data directory that keeps everything in memory. */
export const IN_MEMORY = ':memory:';

/** The document that keeps the highest time that was seen, across restarts. */
const CLOCK_KEY = 'clock';

function sessionSealer(keyring: Keyring): SessionSealer {
  const context = Buffer.from('session');
  return {
    seal: (packed) => keyring.seal('session-tokens', packed, context),
    open: (sealed) => {
      try {
        return keyring.open('session-tokens', sealed, context);
      } catch {
        // Forged, changed, or of a retired key: one answer for all.
        return undefined;
      }
    },
  };
}

/** An access key's secret belongs to its id in its account, and never changes. */
const secretPlace = (accountId: string, accessKeyId: string): SecretPlace => ({
  table: 'access-key',
  key: `${accountId}/${accessKeyId}`,
  version: 1,
});

async function restoreClock(store: Store, clock: Clock): Promise<void> {
  const document = await store.get(CLOCK_KEY);
  if (document !== undefined) clock.advanceTo(Number(Buffer.from(document.value).toString()));
}

function auditOptions(settings: Settings, keyring: Keyring) {
  const mac = (key: Uint8Array, bytes: Uint8Array): Buffer =>
    createHmac('sha256', key).update(bytes).digest();
  const { anchorFile, anchorSyslog } = settings.audit;
  return {
    signer: {
      get keyVersion() {
        return keyring.macKey('audit-checkpoints').version;
      },
      sign: (bytes: Uint8Array) => mac(keyring.macKey('audit-checkpoints').key, bytes),
    },
    verify: (bytes: Uint8Array, signature: Uint8Array, keyVersion: number): boolean => {
      try {
        const expected = mac(keyring.macKey('audit-checkpoints', keyVersion).key, bytes);
        return expected.length === signature.length && timingSafeEqual(expected, signature);
      } catch {
        // There is no such version of the key.
        return false;
      }
    },
    checkpoint: {
      everyRecords: settings.audit.checkpointEveryRecords,
      everySeconds: settings.audit.checkpointEverySeconds,
      anchor: { file: anchorFile, syslog: anchorSyslog },
    },
    ...(settings.audit.retentionDays === undefined
      ? {}
      : { retention: { days: settings.audit.retentionDays } }),
  };
}

export class StintNode {
  readonly store: Store;
  readonly keyring: Keyring;
  readonly accounts: Accounts;
  readonly audit: AuditLog;
  readonly api: Api;
  readonly clock: Clock;
  readonly authenticator: Authenticator;
  readonly settings: Settings;
  private readonly notes: LastUsedNotes;
  private readonly perAddress: RateLimit;
  private readonly ticker: NodeJS.Timeout;
  private readonly random = pooledRandom();
  private readonly making = new Map<string, Promise<NewAccount>>();

  private constructor(
    options: NodeOptions,
    parts: { store: Store; keyring: Keyring; accounts: Accounts; audit: AuditLog; clock: Clock },
  ) {
    const { settings } = options;
    const { store, keyring, accounts, audit, clock } = parts;
    this.settings = settings;
    this.store = store;
    this.keyring = keyring;
    this.accounts = accounts;
    this.audit = audit;
    this.clock = clock;
    const sealer = sessionSealer(keyring);
    this.authenticator = new Authenticator({
      accounts,
      clock,
      sealer,
      regions: settings.regions.length === 0 ? 'any' : new Set(settings.regions),
      openSecret: (accountId, key) => this.openAccessKeySecret(accountId, key),
      ...(options.development ? { developmentAccount: (id) => this.developmentAccount(id) } : {}),
    });
    this.notes = new LastUsedNotes(accounts);
    this.perAddress = new RateLimit(settings.limits.perAddress);
    const perPrincipal = new RateLimit(settings.limits.perPrincipal);
    this.api = new Api({
      accounts,
      authenticator: this.authenticator,
      events: audit,
      clock,
      random: this.random,
      quotas: settings.quotas,
      markers: keyringMarkers(keyring),
      sealSession: (session) => sealSession(sealer, session),
      sealAccessKeySecret: (accountId, id, secret) => this.sealAccessKeySecret(accountId, id, secret),
      anyAccountExists: options.development,
      noteUse: (account: Account, caller: Caller, use: LastUsed) => this.notes.note(account, caller, use),
      onFault: options.onFault,
      onAnswer: options.onAnswer,
      admit: (caller) => perPrincipal.admit(caller.principal.arn, clock.now()),
    });
    this.ticker = setInterval(
      () => void this.maintain().catch((error) => options.onFault(error, '-')),
      60_000,
    );
    this.ticker.unref();
  }

  /**
   * Opens the data directory and everything on it.
   * @throws the store's, the keyring's and the audit log's errors, each with one line for the operator.
   */
  static async open(options: NodeOptions): Promise<StintNode> {
    const { settings } = options;
    const inMemory = settings.data === IN_MEMORY;
    const masterKey: MasterKey = await loadMasterKey(options.masterKey);
    const { commitDelayMilliseconds = 0 } = options;
    const store = inMemory
      ? new MemoryStore()
      : await SqliteStore.open(settings.data, { commitDelayMilliseconds });
    try {
      const clock = systemClock();
      await restoreClock(store, clock);
      const keyring = await Keyring.load(store, masterKey);
      const accounts = await Accounts.open({
        store,
        keyring,
        onTampering: (id) =>
          options.onAlarm(`the stored documents of account ${id} were changed from outside`),
      });
      const common = {
        store,
        clock: { now: clock.wall },
        onAlarm: (alarm: AuditAlarm) => options.onAlarm(alarm.message),
      };
      const audit = inMemory
        ? await AuditLog.open({ ...common, directory: 'memory' })
        : await AuditLog.open({
            ...common,
            ...auditOptions(settings, keyring),
            directory: join(settings.data, 'audit'),
          });
      return new StintNode(options, { store, keyring, accounts, audit, clock });
    } catch (error) {
      await store.close();
      throw error;
    }
  }

  /** Refuses an address that asks too much. @throws AwsError `Throttling`. */
  admitAddress(address: string): void {
    this.perAddress.admit(address, this.clock.now());
  }

  sealAccessKeySecret(accountId: string, accessKeyId: string, secret: string): string {
    const sealed = sealSecret(this.keyring, Buffer.from(secret), secretPlace(accountId, accessKeyId));
    return Buffer.from(sealed).toString('base64');
  }

  private openAccessKeySecret(accountId: string, key: AccessKey): string {
    const sealed = Buffer.from(key.sealedSecret, 'base64');
    return Buffer.from(openSecret(this.keyring, sealed, secretPlace(accountId, key.id))).toString();
  }

  /**
   * Makes an account with a root access key, whose secret is shown here and never again.
   * @throws Error when there is an account of that id.
   */
  async createAccount(accountId: string, name: string): Promise<NewAccount> {
    const { account, draft, rootKey } = makeAccount(this.accounts, {
      accountId,
      name,
      now: this.clock.now(),
      random: this.random,
      sealSecret: (keyId, secret) => this.sealAccessKeySecret(accountId, keyId, secret),
    });
    await this.accounts.commit(account, draft, []);
    return { account, rootKey };
  }

  /** The account of `stint dev`, made at first use. */
  private async developmentAccount(accountId: string): Promise<Account> {
    const present = this.accounts.peek(accountId) ?? (await this.accounts.load(accountId));
    if (present !== undefined && !this.making.has(accountId)) return present;
    let making = this.making.get(accountId);
    if (making === undefined) {
      making = this.createAccount(accountId, `dev-${accountId}`).finally(() => this.making.delete(accountId));
      this.making.set(accountId, making);
    }
    return (await making).account;
  }

  /** Work that is done once a minute: last-used data and the highest time seen go to the store. */
  async maintain(): Promise<void> {
    const value = Buffer.from(String(this.clock.now()));
    await this.store.transact({ writes: [{ key: CLOCK_KEY, value }, ...this.notes.take()] });
  }

  /** Stores what waits, signs the audit log's last checkpoint, and gives everything back. */
  async close(): Promise<void> {
    clearInterval(this.ticker);
    await this.accounts.settled();
    // A disk that refuses last-used data must not keep the rest from closing in order.
    await this.maintain().catch(() => undefined);
    await this.audit.close();
    await this.store.close();
  }
}
