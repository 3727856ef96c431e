/**
 * Operations of the installation itself. They are the operator's, a principal above all accounts, who is whoever can
 * open the administrator's socket or the data directory.
 */
import type { AuditLog, OutsideKnowledge, StatementVerifier } from '../../audit/index.ts';
import type { Accounts, DraftOfAccount } from '../../directory/index.ts';
import type { Quotas, Random } from '../../names/index.ts';
import type { Keyring, Store } from '../../store/index.ts';
import type { Markers } from '../operation.ts';
import type { Passwords } from '../passwords.ts';

/** The events of the installation: where they go, and what verifies them. */
export interface AuditTrail {
  readonly log: AuditLog;
  /** Absent when they are kept in memory. */
  readonly directory?: string | undefined;
  readonly verify: StatementVerifier;
  /** What else is known of the log than its directory says. */
  readonly outside: OutsideKnowledge;
}

/** What an operation of the operator works with. */
export interface OperatorScope {
  readonly accounts: Accounts;
  readonly keyring: Keyring;
  readonly store: Store;
  readonly audit: AuditTrail;
  /** Milliseconds since the epoch; never runs backwards. */
  readonly now: number;
  readonly random: Random;
  readonly quotas: Quotas;
  readonly markers: Markers;
  /** Whether every account id counts as existing where a policy names it. */
  readonly anyAccountExists: boolean;
  readonly sealAccessKeySecret: (accountId: string, accessKeyId: string, secret: string) => string;
  /** The same sealed secret under the newest key; `undefined` when it is so already. */
  readonly resealAccessKeySecret: (
    accountId: string,
    accessKeyId: string,
    sealed: string,
  ) => string | undefined;
  readonly resealMfaSeed: (accountId: string, deviceId: string, sealed: string) => string | undefined;
  /** Hashes of an account's passwords. */
  readonly passwords: (accountId: string) => Passwords;
  readonly resealPasswordHashes: (accountId: string, owner: string, sealed: string) => string | undefined;
  /** Forgets opened session tokens: after their key was retired they are refused at once. */
  readonly forgetTokens: () => void;
  /**
   * Stores drafts together with the operation's event, in one transaction. At most once an operation.
   * @param answer what the operation is about to answer: the event tells it, without its secrets.
   * @throws DraftDiscardedError
   */
  readonly commit: (drafts: readonly DraftOfAccount[], answer: object) => Promise<void>;
}

export interface OperatorOperation<Input, Output> {
  /** Of the model. */
  readonly name: string;
  /** `stint:CreateAccount`. */
  readonly action: string;
  readonly readOnly: boolean;
  readonly handle: (input: Input, scope: OperatorScope) => Promise<Output>;
}

/** A registry's view of any operation; the wire has checked the input against the operation's schema. */
// biome-ignore lint/suspicious/noExplicitAny: the schema of the operation's name is the type of its input
export type AnyOperatorOperation = OperatorOperation<any, object>;

type Handler<Input, Output> = OperatorOperation<Input, Output>['handle'];

/** Changes nothing; its event is written behind. */
export function reads<Input, Output extends object>(
  name: string,
  handle: Handler<Input, Output>,
): OperatorOperation<Input, Output> {
  return { name, action: `stint:${name}`, readOnly: true, handle };
}

/** Changes something, or hands something out; its event is durable before its answer. */
export function changes<Input, Output extends object>(
  name: string,
  handle: Handler<Input, Output>,
): OperatorOperation<Input, Output> {
  return { name, action: `stint:${name}`, readOnly: false, handle };
}
