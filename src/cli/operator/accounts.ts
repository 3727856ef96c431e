/** `stint accounts` and `stint root`. */
import type { OperatorConnection } from '../../server/index.ts';
import type { Given } from '../command.ts';
import { EXIT } from '../exit-codes.ts';
import { printable, printJson, printLine, printNote, table } from '../output.ts';
import type { DATA_FLAGS } from '../settings-flags.ts';
import type { ACCOUNT, CREATE_FLAGS, NAME, RESET_FLAGS } from './command.ts';
import { readableTime, withIsoTimes, withOperator } from './connection.ts';
import { passwordFrom } from './password-input.ts';

interface Account {
  readonly AccountId: string;
  readonly Name: string;
  readonly Alias?: string;
  readonly Status: string;
  /** Epoch seconds. */
  readonly CreateDate: number;
}

interface KeyPair {
  readonly AccessKeyId: string;
  readonly SecretAccessKey: string;
}

interface ResetAnswer {
  readonly RootAccessKey: KeyPair;
  readonly DeletedAccessKeyIds: readonly string[];
  readonly DeletedPassword: boolean;
}

interface Description {
  readonly Account: Account;
  readonly Users: number;
  readonly Groups: number;
  readonly Roles: number;
  readonly Policies: number;
  readonly AccessKeys: number;
  readonly RootPassword?: { readonly LastSetDate: number; readonly LastUsedDate?: number };
  readonly RootAccessKeys: readonly {
    readonly AccessKeyId: string;
    readonly Status: string;
    readonly CreateDate: number;
    readonly LastUsedDate?: number;
  }[];
}

type GivenAccount = Given<typeof DATA_FLAGS, typeof ACCOUNT>;

/** Says an answer to a program or to a person. */
function say(json: boolean | undefined, answer: object, lines: () => readonly string[]): number {
  if (json === true) printJson(withIsoTimes(answer));
  else for (const line of lines()) printLine(line);
  return EXIT.ok;
}

function keyLines({ AccessKeyId, SecretAccessKey }: KeyPair): string[] {
  return [`  AWS_ACCESS_KEY_ID=${AccessKeyId}`, `  AWS_SECRET_ACCESS_KEY=${SecretAccessKey}`];
}

const SHOWN_ONCE = 'The secret is shown this once: it is stored sealed, and nothing tells it again.';

export async function createAccount(given: Given<typeof CREATE_FLAGS, typeof NAME>): Promise<number> {
  const { name: Name, accountId: AccountId } = given;
  const made = await withOperator(given, (operator) =>
    operator.call<{ Account: Account; RootAccessKey: KeyPair }>('CreateAccount', {
      Name,
      ...(AccountId === undefined ? {} : { AccountId }),
    }),
  );
  if (given.json !== true) printNote(SHOWN_ONCE);
  return say(given.json, made, () => [
    `Account ${made.Account.AccountId} (${printable(made.Account.Name)}). The access key of its root:`,
    ...keyLines(made.RootAccessKey),
  ]);
}

async function allAccounts(operator: OperatorConnection): Promise<Account[]> {
  const all: Account[] = [];
  let NextToken: string | undefined;
  do {
    const page: { Accounts: Account[]; NextToken?: string } = await operator.call('ListAccounts', {
      MaxResults: 1000,
      ...(NextToken === undefined ? {} : { NextToken }),
    });
    all.push(...page.Accounts);
    NextToken = page.NextToken;
  } while (NextToken !== undefined);
  return all;
}

export async function listAccounts(given: Given<typeof DATA_FLAGS>): Promise<number> {
  const Accounts = await withOperator(given, allAccounts);
  return say(given.json, { Accounts }, () => [
    table(
      ['ACCOUNT', 'STATUS', 'CREATED', 'ALIAS', 'NAME'],
      Accounts.map(({ AccountId, Status, CreateDate, Alias, Name }) => [
        AccountId,
        Status,
        readableTime(CreateDate),
        Alias ?? '-',
        Name,
      ]),
    ),
  ]);
}

const lastUsed = (at: number | undefined): string =>
  `last used ${at === undefined ? 'never' : readableTime(at)}`;

function descriptionLines({ Account, RootPassword, RootAccessKeys, ...counts }: Description): string[] {
  return [
    `Account ${Account.AccountId} (${printable(Account.Name)})`,
    `  status       ${Account.Status}`,
    `  alias        ${printable(Account.Alias ?? '-')}`,
    `  created      ${readableTime(Account.CreateDate)}`,
    `  users        ${counts.Users}`,
    `  groups       ${counts.Groups}`,
    `  roles        ${counts.Roles}`,
    `  policies     ${counts.Policies}`,
    `  access keys  ${counts.AccessKeys}`,
    ...RootAccessKeys.map(
      ({ AccessKeyId, Status, CreateDate, LastUsedDate }) =>
        `  root's key   ${AccessKeyId}  ${Status}, made ${readableTime(CreateDate)}, ` +
        lastUsed(LastUsedDate),
    ),
    ...(RootPassword === undefined
      ? []
      : [
          `  root's password  set ${readableTime(RootPassword.LastSetDate)}, ${lastUsed(RootPassword.LastUsedDate)}`,
        ]),
  ];
}

export async function showAccount(given: GivenAccount): Promise<number> {
  const { account: AccountId } = given;
  const found = await withOperator(given, (operator) =>
    operator.call<Description>('DescribeAccount', { AccountId }),
  );
  return say(given.json, found, () => descriptionLines(found));
}

const EFFECTS = {
  DisableAccount: 'is disabled: its keys and sessions are refused from now on, and nothing in it is lost.',
  EnableAccount: 'is enabled: its keys and sessions work again.',
} as const;

export async function setAccountStatus(
  operation: keyof typeof EFFECTS,
  given: GivenAccount,
): Promise<number> {
  const { account: AccountId } = given;
  const answer = await withOperator(given, (operator) => operator.call(operation, { AccountId }));
  return say(given.json, answer, () => [`Account ${AccountId} ${EFFECTS[operation]}`]);
}

export async function resetRoot(given: Given<typeof RESET_FLAGS, typeof ACCOUNT>): Promise<number> {
  return given.password || given.passwordStdin ? await resetPassword(given) : await resetKeys(given);
}

async function resetPassword(given: Given<typeof RESET_FLAGS, typeof ACCOUNT>): Promise<number> {
  const { account: AccountId, passwordStdin } = given;
  const asked = passwordStdin ? { AccountId, Password: await passwordFrom(process.stdin) } : { AccountId };
  const set = await withOperator(given, (operator) =>
    operator.call<{ Password?: string }>('SetRootPassword', asked),
  );
  const { Password } = set;
  if (given.json !== true && Password !== undefined) {
    printNote('The password is shown this once: only its hash is stored.');
  }
  return say(given.json, set, () => [
    Password === undefined
      ? `The root of ${AccountId} has its new password.`
      : `The password of the root of ${AccountId}: ${Password}`,
  ]);
}

async function resetKeys(given: GivenAccount): Promise<number> {
  const { account: AccountId } = given;
  const reset = await withOperator(given, (operator) =>
    operator.call<ResetAnswer>('ResetRootCredentials', { AccountId }),
  );
  if (given.json !== true) printNote(SHOWN_ONCE);
  return say(given.json, reset, () => [
    ...reset.DeletedAccessKeyIds.map((id) => `Deleted: ${id}`),
    ...(reset.DeletedPassword ? ['Deleted: the password'] : []),
    `The access key of the root of ${AccountId}:`,
    ...keyLines(reset.RootAccessKey),
  ]);
}
