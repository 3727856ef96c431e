/**
 * Brings accounts to what a seed says, all of it in one transaction or nothing. Everything is done by the IAM operations
 * themselves, as the root of each account, so that each of their rules holds.
 */
import { createHash } from 'node:crypto';
import type {
  Account,
  AccountDraft,
  AccountView,
  DraftOfAccount,
  RootCaller,
} from '../../directory/index.ts';
import { rootArn } from '../../names/index.ts';
import { AwsError, loadModel, throwConstraintViolations, type WireStructure } from '../../wire/index.ts';
import { iamOperations } from '../iam/index.ts';
import type { MfaSecrets } from '../mfa.ts';
import type { AnyOperation, WriteScope } from '../operation.ts';
import type { Passwords } from '../passwords.ts';
import { beginAccount, existingAccount } from './accounts.ts';
import { malformedSeed, noSuchAccount } from './errors.ts';
import { changes, type OperatorScope } from './operation.ts';
import { addRootKey } from './root-key.ts';
import { placeText, type Seed } from './seed.ts';
import { parseSeed } from './seed-reader.ts';
import { type SeedCall, type SeedStep, seedSteps } from './seed-steps.ts';

const OPERATIONS: ReadonlyMap<string, AnyOperation> = new Map(
  iamOperations.map((operation) => [operation.name, operation]),
);

/** What a seed has no use for. */
const refusing = (what: string) => (): never => {
  throw new Error(`a seed ${what}`);
};

const noDevices = refusing('makes no MFA devices');
const noPasswords = refusing('sets no passwords');

const NO_MFA: MfaSecrets = {
  sealSeed: noDevices,
  openSeed: noDevices,
  mayTry: noDevices,
  noteWrongCode: noDevices,
  noteGoodCode: noDevices,
};

const NO_PASSWORDS: Passwords = {
  hash: noPasswords,
  verify: noPasswords,
  isOld: noPasswords,
  seal: noPasswords,
  open: noPasswords,
};

/** An operation asked for an account that is not in memory yet: it is loaded, and everything begun anew. */
class AccountNeeded extends Error {
  readonly accountId: string;
  constructor(accountId: string) {
    super(`account ${accountId} is needed`);
    this.accountId = accountId;
  }
}

/** What an account gets, and the secrets that were made for it. */
interface Seeded extends DraftOfAccount {
  readonly isNew: boolean;
  readonly answer: {
    readonly AccountId: string;
    readonly Created: boolean;
    readonly RootAccessKey?: { readonly AccessKeyId: string; readonly SecretAccessKey: string };
    readonly AccessKeys: unknown[];
  };
}

function seeded(scope: OperatorScope, accountId: string, name: string): Seeded {
  const { accounts } = scope;
  if (accounts.exists(accountId)) {
    const account = accounts.peek(accountId);
    if (account === undefined) throw new AccountNeeded(accountId);
    const answer = { AccountId: accountId, Created: false, AccessKeys: [] };
    return { account, draft: account.draft(), isNew: false, answer };
  }
  const begun = beginAccount(scope, accountId, name);
  const { accessKeyId, secretAccessKey } = addRootKey(begun.draft, {
    now: scope.now,
    random: scope.random,
    sealSecret: (keyId, secret) => scope.sealAccessKeySecret(accountId, keyId, secret),
  });
  const RootAccessKey = { AccessKeyId: accessKeyId, SecretAccessKey: secretAccessKey };
  return {
    ...begun,
    isNew: true,
    answer: { AccountId: accountId, Created: true, RootAccessKey, AccessKeys: [] },
  };
}

function rootOf(draft: AccountDraft): RootCaller {
  const { accountId } = draft;
  return {
    kind: 'root',
    accountId,
    account: draft,
    principal: { kind: 'root', account: accountId, arn: rootArn(accountId) },
    userId: accountId,
    accessKeyId: '',
  };
}

/** The accounts of a seed while it is applied: an operation on one sees what was done to the others. */
class Application {
  readonly all: ReadonlyMap<string, Seeded>;
  calls = 0;
  private readonly scope: OperatorScope;

  constructor(scope: OperatorScope, seed: Seed) {
    this.scope = scope;
    this.all = new Map(
      seed.accounts.map(({ id, name }) => [id.value, seeded(scope, id.value, name ?? `account-${id.value}`)]),
    );
  }

  run({ accountId, calls }: SeedStep): void {
    const target = this.all.get(accountId)!;
    for (const one of calls(target.draft)) {
      const answer = this.call(target, one) as { AccessKey?: unknown };
      if (answer.AccessKey !== undefined) target.answer.AccessKeys.push(answer.AccessKey);
      this.calls += 1;
    }
  }

  private call({ draft }: Seeded, { operation: name, input }: SeedCall): object {
    const operation = OPERATIONS.get(name);
    if (operation?.mode !== 'write') throw new Error(`${name} is not an operation that writes`);
    const shape = loadModel('iam').operations.get(name)?.input;
    if (shape !== undefined) throwConstraintViolations(loadModel('iam'), shape, input as WireStructure);
    const caller = rootOf(draft);
    operation.check?.(input, caller);
    const named = new Set(operation.needs?.(input, caller));
    // What is prepared takes time; in here nothing waits.
    if (operation.prepare !== undefined) throw new Error(`${name} is nothing that a seed can do`);
    return operation.handle(input, this.writeScope(draft, caller, named), undefined) ?? {};
  }

  private writeScope(draft: AccountDraft, caller: RootCaller, named: ReadonlySet<string>): WriteScope {
    const { accounts, now, random, quotas, markers, sealAccessKeySecret } = this.scope;
    return {
      caller,
      account: draft,
      other: (id) => {
        if (!named.has(id)) throw new Error(`account ${id} was not named by the operation's needs`);
        const other = this.other(id);
        return other?.record.status === 'Active' ? other : undefined;
      },
      accountExists: (id) => this.scope.anyAccountExists || this.all.has(id) || accounts.exists(id),
      now,
      random,
      quotas,
      lastUsed: (id) => accounts.peek(draft.accountId)?.lastUsed.get(id),
      sealAccessKeySecret: (keyId, secret) => sealAccessKeySecret(draft.accountId, keyId, secret),
      mfa: NO_MFA,
      passwords: NO_PASSWORDS,
      sealSession: refusing('issues no sessions'),
      aliasHolder: (alias) => this.aliasHolder(alias),
      markers,
    };
  }

  private other(accountId: string): AccountView | undefined {
    const draft = this.all.get(accountId)?.draft;
    if (draft !== undefined) return draft;
    const account = this.scope.accounts.peek(accountId);
    if (account === undefined && this.scope.accounts.exists(accountId)) throw new AccountNeeded(accountId);
    return account?.durable;
  }

  private aliasHolder(alias: string): string | undefined {
    for (const { draft } of this.all.values()) if (draft.record.alias === alias) return draft.accountId;
    const holder = this.scope.accounts.aliasHolder(alias);
    return holder !== undefined && this.all.has(holder) ? undefined : holder;
  }
}

/** Applies a seed on drafts. Nothing waits in here. @throws AwsError MalformedSeed with the place of what is refused. */
function applied(scope: OperatorScope, seed: Seed, steps: readonly SeedStep[]): Application {
  const application = new Application(scope, seed);
  for (const step of steps) {
    try {
      application.run(step);
    } catch (error) {
      if (!(error instanceof AwsError) || error.code === 'MalformedSeed') throw error;
      throw malformedSeed(`${placeText(seed.fileName, step.at)}: ${error.code}: ${error.message}`);
    }
  }
  return application;
}

async function loadNeeded(scope: OperatorScope, error: unknown, loaded: Set<Account>): Promise<void> {
  if (!(error instanceof AccountNeeded)) throw error;
  const account = await existingAccount(scope, error.accountId);
  if (loaded.has(account)) throw noSuchAccount(error.accountId);
  loaded.add(account);
}

const applySeed = changes(
  'ApplySeed',
  async ({ Text, FileName }: { readonly Text: string; readonly FileName: string }, scope) => {
    const seed = parseSeed(Text, FileName);
    const steps = seedSteps(seed);
    const loaded = new Set<Account>();
    for (;;) {
      let application: Application;
      try {
        application = applied(scope, seed, steps);
      } catch (error) {
        await loadNeeded(scope, error, loaded);
        continue;
      }
      const all = [...application.all.values()];
      const answer = {
        Accounts: all.map((one) => one.answer),
        Operations: application.calls,
        Sha256: createHash('sha256').update(Text).digest('hex'),
      };
      const written = all.filter(({ isNew, draft }) => isNew || draft.changes().length > 0);
      await scope.commit(written, answer);
      return answer;
    }
  },
);

export const seedOperations = [applySeed];
