/**
 * One node of the service, put together: store, keyring, accounts, audit log, the API and the operator's. No sockets:
 * those are the listeners'.
 */
import type { AuditLog, DirectoryLogOptions } from '../audit/index.ts';
import {
  type Account,
  Accounts,
  type Caller,
  type Clock,
  type LastUsed,
  type SessionSealer,
  sealSession,
  systemClock,
} from '../directory/index.ts';
import type { AuditTrail, MfaSecrets } from '../services/index.ts';
import {
  Keyring,
  loadMasterKey,
  type MasterKey,
  type MasterKeySource,
  MemoryStore,
  SqliteStore,
  type Store,
} from '../store/index.ts';
import { AccountPasswords } from './account-passwords.ts';
import { type Answered, Api, type OnAnswer } from './api.ts';
import { openAuditTrail } from './audit-trail.ts';
import { Authenticator } from './authenticate.ts';
import { CodeAttempts } from './code-attempts.ts';
import { type EntitySecrets, entitySecrets } from './entity-secrets.ts';
import { LastUsedNotes } from './last-used-notes.ts';
import { keyringMarkers } from './markers.ts';
import { makeAccount, type NewAccount } from './new-account.ts';
import { OperatorApi } from './operator-api.ts';
import { PasswordHashing } from './password-hashing.ts';
import { PasswordSignIn } from './password-sign-in.ts';
import { pooledRandom } from './pooled-random.ts';
import { RateLimit } from './rate-limits.ts';
import { RequestMetrics } from './request-metrics.ts';
import { IN_MEMORY, type Settings, SettingsError } from './settings.ts';
import { SignInAttempts } from './sign-in-attempts.ts';
import { Tracing } from './tracing.ts';

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
  /** Of tests and demonstrations that move time. */
  readonly clock?: Clock;
  /** How the audit log's files are opened for writing: tests let it fail. */
  readonly openAuditFile?: DirectoryLogOptions['openFile'];
}

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

/** @throws SettingsError when what is stored is no time: without one, sessions that ended would live again. */
async function restoreClock(store: Store, clock: Clock): Promise<void> {
  const document = await store.get(CLOCK_KEY);
  if (document === undefined) return;
  const text = Buffer.from(document.value).toString();
  if (!/^[0-9]{1,15}$/.test(text)) {
    throw new SettingsError('the highest time seen cannot be read from the data directory: restore a backup');
  }
  clock.advanceTo(Number(text));
}

interface Parts {
  readonly store: Store;
  readonly keyring: Keyring;
  readonly accounts: Accounts;
  readonly trail: AuditTrail;
  readonly clock: Clock;
}

export class StintNode {
  readonly store: Store;
  readonly keyring: Keyring;
  readonly accounts: Accounts;
  readonly trail: AuditTrail;
  readonly audit: AuditLog;
  readonly api: Api;
  readonly operator: OperatorApi;
  readonly requests = new RequestMetrics();
  readonly clock: Clock;
  readonly authenticator: Authenticator;
  readonly settings: Settings;
  private readonly accessKeySecrets: EntitySecrets;
  private readonly mfaSeeds: EntitySecrets;
  private readonly passwordHashes: EntitySecrets;
  readonly hashing = new PasswordHashing();
  readonly passwords: AccountPasswords;
  /** Who signs in with a password. */
  readonly signIn: PasswordSignIn;
  private readonly codeAttempts = new CodeAttempts();
  private readonly notes: LastUsedNotes;
  private readonly perAddress: RateLimit;
  private readonly ticker: NodeJS.Timeout;
  private readonly random = pooledRandom();
  private readonly making = new Map<string, Promise<NewAccount>>();

  private constructor(options: NodeOptions, parts: Parts) {
    const { settings } = options;
    this.settings = settings;
    this.store = parts.store;
    this.keyring = parts.keyring;
    this.accounts = parts.accounts;
    this.trail = parts.trail;
    this.audit = parts.trail.log;
    this.clock = parts.clock;
    this.accessKeySecrets = entitySecrets(parts.keyring, 'access-key');
    this.mfaSeeds = entitySecrets(parts.keyring, 'mfa-device');
    this.passwordHashes = entitySecrets(parts.keyring, 'login-profile');
    this.passwords = new AccountPasswords({
      hashing: this.hashing,
      secrets: this.passwordHashes,
      clock: parts.clock,
    });
    this.notes = new LastUsedNotes(parts.accounts);
    this.signIn = new PasswordSignIn({
      accounts: parts.accounts,
      hashing: this.hashing,
      passwords: this.passwords,
      attempts: new SignInAttempts(),
      notes: this.notes,
      clock: parts.clock,
    });
    this.perAddress = new RateLimit(settings.limits.perAddress);
    const sealer = sessionSealer(parts.keyring);
    this.authenticator = new Authenticator({
      accounts: parts.accounts,
      clock: parts.clock,
      sealer,
      regions: settings.regions.length === 0 ? 'any' : new Set(settings.regions),
      openSecret: (accountId, { id, sealedSecret }) =>
        Buffer.from(this.accessKeySecrets.open(accountId, id, sealedSecret)).toString(),
      ...(options.development ? { developmentAccount: (id) => this.developmentAccount(id) } : {}),
    });
    const tracing = Tracing.ofProcess();
    const onAnswer: OnAnswer = (answer, rawHeaders) => {
      this.requests.note(answer);
      try {
        tracing?.note(answer, rawHeaders);
      } catch (error) {
        // What was done is done: no exporter may take the answer away.
        options.onFault(error, answer.requestId);
      }
      options.onAnswer(answer);
    };
    this.api = this.makeApi(options, sealer, onAnswer);
    this.operator = this.makeOperator(options, onAnswer);
    this.ticker = setInterval(
      () => void this.maintain().catch((error) => options.onFault(error, '-')),
      60_000,
    );
    this.ticker.unref();
  }

  private makeApi(
    { settings, development, onFault }: NodeOptions,
    sealer: SessionSealer,
    onAnswer: OnAnswer,
  ): Api {
    const { accounts, authenticator, audit, clock, keyring, random } = this;
    const perPrincipal = new RateLimit(settings.limits.perPrincipal);
    return new Api({
      accounts,
      authenticator,
      events: audit,
      clock,
      random,
      quotas: settings.quotas,
      markers: keyringMarkers(keyring),
      sealSession: (session) => sealSession(sealer, session),
      sealAccessKeySecret: (accountId, id, secret) => this.sealAccessKeySecret(accountId, id, secret),
      mfa: (accountId) => this.mfaSecrets(accountId),
      passwords: (accountId) => this.passwords.of(accountId),
      anyAccountExists: development,
      noteUse: (account: Account, caller: Caller, use: LastUsed) => this.notes.note(account, caller, use),
      onFault,
      onAnswer,
      admit: (caller) => perPrincipal.admit(caller.principal.arn, clock.now()),
    });
  }

  private makeOperator({ settings, development, onFault }: NodeOptions, onAnswer: OnAnswer): OperatorApi {
    const { accounts, authenticator, clock, keyring, random, store, trail } = this;
    return new OperatorApi({
      scope: {
        accounts,
        keyring,
        store,
        audit: trail,
        random,
        quotas: settings.quotas,
        markers: keyringMarkers(keyring),
        anyAccountExists: development,
        sealAccessKeySecret: (accountId, id, secret) => this.sealAccessKeySecret(accountId, id, secret),
        resealAccessKeySecret: this.accessKeySecrets.reseal,
        resealMfaSeed: this.mfaSeeds.reseal,
        passwords: (accountId) => this.passwords.of(accountId),
        resealPasswordHashes: this.passwordHashes.reseal,
        forgetTokens: () => authenticator.forgetTokens(),
      },
      clock,
      onFault,
      onAnswer,
    });
  }

  /**
   * Opens the data directory and everything on it.
   * @throws the store's, the keyring's and the audit log's errors, each with one line for the operator.
   */
  static async open(options: NodeOptions): Promise<StintNode> {
    const { settings, onAlarm, masterKey: source, commitDelayMilliseconds = 0 } = options;
    const masterKey: MasterKey = await loadMasterKey(source);
    // Whatever else is started from here need not have it.
    if (source.kind === 'environment') delete process.env[source.variable];
    const store =
      settings.data === IN_MEMORY
        ? new MemoryStore()
        : await SqliteStore.open(settings.data, { commitDelayMilliseconds });
    try {
      const clock = options.clock ?? systemClock();
      await restoreClock(store, clock);
      const keyring = await Keyring.load(store, masterKey);
      const accounts = await Accounts.open({
        store,
        keyring,
        onTampering: (id) => onAlarm(`the stored documents of account ${id} were changed from outside`),
      });
      const trail = await openAuditTrail({
        settings,
        store,
        keyring,
        clock,
        onAlarm,
        openFile: options.openAuditFile,
      });
      return new StintNode(options, { store, keyring, accounts, trail, clock });
    } catch (error) {
      await store.close();
      throw error;
    }
  }

  /** Refuses an address that asks too much. @throws AwsError `Throttling`. */
  admitAddress(address: string): void {
    this.perAddress.admit(address, this.clock.now());
  }

  /** Seals the secret of an access key for storage; base64. */
  sealAccessKeySecret(accountId: string, accessKeyId: string, secret: string): string {
    return this.accessKeySecrets.seal(accountId, accessKeyId, Buffer.from(secret));
  }

  private mfaSecrets(accountId: string): MfaSecrets {
    const { mfaSeeds, codeAttempts, clock } = this;
    return {
      sealSeed: (deviceId, seed) => mfaSeeds.seal(accountId, deviceId, seed),
      openSeed: ({ id, sealedSeed }) => mfaSeeds.open(accountId, id, sealedSeed),
      mayTry: (deviceId) => codeAttempts.mayTry(`${accountId}/${deviceId}`, clock.now()),
      noteWrongCode: (deviceId) => codeAttempts.noteWrong(`${accountId}/${deviceId}`, clock.now()),
      noteGoodCode: (deviceId) => codeAttempts.noteGood(`${accountId}/${deviceId}`),
    };
  }

  /**
   * Makes an account with a root access key, whose secret is shown here and never again. Without an event: see the
   * operator's CreateAccount.
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
