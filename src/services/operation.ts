/**
 * An operation is a record: how its input is checked, what must be allowed, which accounts it touches, and a function.
 * Its schema comes from the wire room by its name. Nothing runs that is not declared here.
 */

import type { EventResource } from '../audit/index.ts';
import type { AccountDraft, AccountView, Caller, LastUsed, Role, Session, Tags } from '../directory/index.ts';
import type { Quotas, Random } from '../names/index.ts';
import type { ContextValue } from '../policy/index.ts';
import type { MfaSecrets } from './mfa.ts';
import type { Passwords } from './passwords.ts';

/** One thing that must be allowed before an operation runs: an action on a resource, with the keys it puts in the context. */
export interface Ask {
  /** `iam:CreateUser`. */
  readonly action: string;
  /** The ARN to decide on, or `*` for an action without resource. */
  readonly resource: string;
  /**
   * How the access-denied message names the resource, where that is not its ARN: `user alice` for a user that does
   * not exist. (iam.md §5.)
   */
  readonly shownAs?: string | undefined;
  /** Condition keys of this operation, with AWS's spelling: `iam:PolicyARN`. A key whose value is undefined is missing. */
  readonly keys?: Readonly<Record<string, ContextValue | undefined>> | undefined;
  /** Tags of the existing resource, or those it is created with: `aws:ResourceTag/KEY`, and for users and roles `iam:ResourceTag/KEY`. */
  readonly resourceTags?: Tags | undefined;
  /** Tags in the request: `aws:RequestTag/KEY` and `aws:TagKeys`. */
  readonly requestTags?: Tags | undefined;
  /** Tag keys in the request where it has no values (untagging): `aws:TagKeys`. */
  readonly tagKeys?: readonly string[] | undefined;
  /** The role whose trust policy must allow the action, with its account; `role` is absent if there is none of that ARN. */
  readonly trust?: { readonly account: AccountView | undefined; readonly role: Role | undefined } | undefined;
  /** Owner of the resource, when that is not the caller's account. */
  readonly resourceAccount?: string | undefined;
  /**
   * Names what gives this permission to the caller beside its policies: a setting of the account. It speaks as one more
   * identity policy, so that denies, boundaries and session policies are heard.
   */
  readonly grantedBy?: string | undefined;
}

/** What a handler may read: its caller, the accounts it named, time and randomness. */
export interface Scope {
  readonly caller: Caller;
  /** The caller's account. */
  readonly account: AccountView;
  /** Another account that `needs` named; `undefined` if it does not exist. Throws if it was not named. */
  readonly other: (accountId: string) => AccountView | undefined;
  /** Whether an account exists at all, as a principal in a policy may name it. */
  readonly accountExists: (accountId: string) => boolean;
  /** Milliseconds since the epoch; never runs backwards. */
  readonly now: number;
  readonly random: Random;
  readonly quotas: Quotas;
  readonly lastUsed: (id: string) => LastUsed | undefined;
  /** Seals the secret of an access key for storage; base64. */
  readonly sealAccessKeySecret: (accessKeyId: string, secret: string) => string;
  /** Seeds and codes of MFA devices. */
  readonly mfa: MfaSecrets;
  /** Hashes of the account's passwords. */
  readonly passwords: Passwords;
  /** The session token of temporary credentials. */
  readonly sealSession: (session: Session) => string;
  /** The account that has this alias; aliases are unique over all accounts. */
  readonly aliasHolder: (alias: string) => string | undefined;
  /** Signs and checks pagination markers. */
  readonly markers: Markers;
}

/** A write handler's scope: the caller's account as a draft. */
export interface WriteScope extends Omit<Scope, 'account'> {
  readonly account: AccountDraft;
}

/** Makes opaque markers that cannot be forged or moved to another caller's account, operation or filter. */
export interface Markers {
  readonly mint: (context: string, position: string, now: number) => string;
  /** The position, or `undefined` for a marker that was not minted for this context or is too old. */
  readonly open: (context: string, marker: string, now: number) => string | undefined;
}

/** AWS answers these to every caller with a valid signature, whatever its policies say. */
export const NOTHING_TO_ASK: readonly Ask[] = [];

interface OperationBase<Input> {
  readonly name: string;
  /** Ids of the other accounts that `asks` or `handle` read. They are loaded and pinned before either runs. */
  readonly needs?: (input: Input, caller: Caller) => readonly string[];
  /**
   * Checks of the input that need no account: ARNs, policy syntax, duplicate tags. Throws AwsError. Runs before
   * authorization.
   */
  readonly check?: (input: Input, caller: Caller) => void;
  /** Resources that the request's event names, as CloudTrail does for the role of AssumeRole. */
  readonly resources?: (input: Input) => readonly EventResource[];
  /** Everything that must be allowed, in order; the first refusal is the answer. */
  readonly asks: (input: Input, scope: Scope) => readonly Ask[];
}

/** Reads the durable state. */
export interface ReadOperation<Input, Output> extends OperationBase<Input> {
  readonly mode: 'read';
  /** It hands out credentials: its event is durable before the answer, like a write's. */
  readonly issuesCredentials?: true;
  /** Whether this call also changes the caller's account (it uses up a code): it then runs as a write does. */
  readonly changes?: (input: Input) => boolean;
  /** `draft` is the caller's account as it may be written, when the call changes it. */
  readonly handle: (input: Input, scope: Scope, draft?: AccountDraft) => Output;
}

/** Writes the caller's account; the answer waits until the draft is durable. */
export interface WriteOperation<Input, Output, Prepared = undefined> extends OperationBase<Input> {
  readonly mode: 'write';
  /**
   * What takes time, such as hashing a password: done before the account is drafted, so that no other writer waits for
   * it, and for nobody who is not allowed to ask for it. It sees what is durable, and may refuse. `handle` gets its
   * result and must look again, for the account may be another by then; the permissions are decided again too.
   */
  readonly prepare?: (input: Input, scope: Scope) => Promise<Prepared>;
  readonly handle: (input: Input, scope: WriteScope, prepared: Prepared) => Output;
}

export type Operation<Input = never, Output = unknown, Prepared = never> =
  | ReadOperation<Input, Output>
  | WriteOperation<Input, Output, Prepared>;

/** A registry's view of any operation; the wire has checked the input against the operation's schema. */
// biome-ignore lint/suspicious/noExplicitAny: the schema of the operation's name is the type of its input
export type AnyOperation = Operation<any, object | void, any>;

export function read<Input, Output extends object | void>(
  name: string,
  operation: Omit<ReadOperation<Input, Output>, 'mode' | 'name'>,
): ReadOperation<Input, Output> {
  return { mode: 'read', name, ...operation };
}

export function write<Input, Output extends object | void, Prepared = undefined>(
  name: string,
  operation: Omit<WriteOperation<Input, Output, Prepared>, 'mode' | 'name'>,
): WriteOperation<Input, Output, Prepared> {
  return { mode: 'write', name, ...operation };
}
