/** Settings of the account itself: its alias, and which session tokens the global endpoint gives. */
import type {
  CreateAccountAliasCommandInput,
  DeleteAccountAliasCommandInput,
  ListAccountAliasesCommandInput,
  SetSecurityTokenServicePreferencesCommandInput,
} from '@aws-sdk/client-iam';
import { isAccountId } from '../../names/index.ts';
import { read, write } from '../operation.ts';
import { paginate, positions } from '../pagination.ts';
import { entityAlreadyExists, noSuchEntity, validationError } from './errors.ts';

const createAccountAlias = write('CreateAccountAlias', {
  // IAM User Guide, "Using an alias for your AWS account ID": an alias must not look like an account id.
  check: (input: CreateAccountAliasCommandInput) => {
    if (isAccountId(input.AccountAlias!)) {
      throw validationError('The specified value for accountAlias is invalid. It must not be an account ID.');
    }
  },
  asks: () => [{ action: 'iam:CreateAccountAlias', resource: '*' }],
  handle: (input, { account, aliasHolder }) => {
    const alias = input.AccountAlias!;
    if (account.record.alias === alias || aliasHolder(alias) !== undefined) {
      throw entityAlreadyExists('alias', alias);
    }
    // An account has one alias: a new one takes the place of the old one.
    account.putRecord({ ...account.record, alias });
  },
});

const deleteAccountAlias = write('DeleteAccountAlias', {
  asks: (_input: DeleteAccountAliasCommandInput) => [{ action: 'iam:DeleteAccountAlias', resource: '*' }],
  handle: (input, { account }) => {
    const { alias, ...record } = account.record;
    if (alias === undefined || alias !== input.AccountAlias) throw noSuchEntity('alias', input.AccountAlias!);
    account.putRecord(record);
  },
});

const listAccountAliases = read('ListAccountAliases', {
  asks: (_input: ListAccountAliasesCommandInput) => [{ action: 'iam:ListAccountAliases', resource: '*' }],
  handle: (input, scope) => {
    const { alias } = scope.account.record;
    const aliases = alias === undefined ? [] : [alias];
    const { items, ...page } = paginate(scope, 'ListAccountAliases', '', input, (from) =>
      positions(aliases, from),
    );
    return { AccountAliases: items, ...page };
  },
});

const TOKEN_VERSIONS = { v1Token: 1, v2Token: 2 } as const;

const setSecurityTokenServicePreferences = write('SetSecurityTokenServicePreferences', {
  asks: (_input: SetSecurityTokenServicePreferencesCommandInput) => [
    { action: 'iam:SetSecurityTokenServicePreferences', resource: '*' },
  ],
  handle: (input, { account }) => {
    const globalEndpointTokenVersion = TOKEN_VERSIONS[input.GlobalEndpointTokenVersion!];
    account.putRecord({ ...account.record, globalEndpointTokenVersion });
  },
});

export const accountSettingOperations = [
  createAccountAlias,
  deleteAccountAlias,
  listAccountAliases,
  setSecurityTokenServicePreferences,
];
