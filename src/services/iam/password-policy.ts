/** The account's rules for passwords. IAM User Guide, "Set an account password policy for IAM users". */
import type { UpdateAccountPasswordPolicyCommandInput } from '@aws-sdk/client-iam';
import type { PasswordPolicy } from '../../directory/index.ts';
import { read, type Scope, write } from '../operation.ts';
import { notFound } from './errors.ts';

/** IAM API Reference, UpdateAccountPasswordPolicy: MinimumPasswordLength. */
const DEFAULT_MINIMUM_LENGTH = 6;

/**
 * AllowUsersToChangePassword lets every user of the account change its own password, and read what a password has to be,
 * without a policy that says so. IAM User Guide, "Permit IAM users to change their own passwords".
 */
export function grantToUsers({ account: { record }, caller }: Scope): string | undefined {
  const isGranted = caller.kind === 'user' && record.passwordPolicy?.allowUsersToChangePassword === true;
  return isGranted ? 'AllowUsersToChangePassword' : undefined;
}

const getAccountPasswordPolicy = read('GetAccountPasswordPolicy', {
  asks: (_input: object, scope) => [
    { action: 'iam:GetAccountPasswordPolicy', resource: '*', grantedBy: grantToUsers(scope) },
  ],
  handle: (_input, { account }) => {
    const policy = account.record.passwordPolicy;
    if (policy === undefined) {
      throw notFound(`The Password Policy with domain name ${account.accountId} cannot be found.`);
    }
    const { maxPasswordAge, passwordReusePrevention, hardExpiry } = policy;
    return {
      PasswordPolicy: {
        MinimumPasswordLength: policy.minimumPasswordLength,
        RequireSymbols: policy.requireSymbols,
        RequireNumbers: policy.requireNumbers,
        RequireUppercaseCharacters: policy.requireUppercaseCharacters,
        RequireLowercaseCharacters: policy.requireLowercaseCharacters,
        AllowUsersToChangePassword: policy.allowUsersToChangePassword,
        ExpirePasswords: maxPasswordAge !== undefined,
        ...(maxPasswordAge === undefined ? {} : { MaxPasswordAge: maxPasswordAge }),
        ...(passwordReusePrevention === undefined
          ? {}
          : { PasswordReusePrevention: passwordReusePrevention }),
        ...(hardExpiry === undefined ? {} : { HardExpiry: hardExpiry }),
      },
    };
  },
});

/** No patch: what the request leaves out goes back to its default. */
function passwordPolicyOf(input: UpdateAccountPasswordPolicyCommandInput): PasswordPolicy {
  const { MaxPasswordAge, PasswordReusePrevention, HardExpiry } = input;
  return {
    minimumPasswordLength: input.MinimumPasswordLength ?? DEFAULT_MINIMUM_LENGTH,
    requireSymbols: input.RequireSymbols ?? false,
    requireNumbers: input.RequireNumbers ?? false,
    requireUppercaseCharacters: input.RequireUppercaseCharacters ?? false,
    requireLowercaseCharacters: input.RequireLowercaseCharacters ?? false,
    allowUsersToChangePassword: input.AllowUsersToChangePassword ?? false,
    ...(MaxPasswordAge === undefined ? {} : { maxPasswordAge: MaxPasswordAge }),
    ...(PasswordReusePrevention === undefined ? {} : { passwordReusePrevention: PasswordReusePrevention }),
    ...(HardExpiry === undefined ? {} : { hardExpiry: HardExpiry }),
  };
}

const updateAccountPasswordPolicy = write('UpdateAccountPasswordPolicy', {
  asks: (_input: UpdateAccountPasswordPolicyCommandInput) => [
    { action: 'iam:UpdateAccountPasswordPolicy', resource: '*' },
  ],
  handle: (input, { account }) => {
    account.putRecord({ ...account.record, passwordPolicy: passwordPolicyOf(input) });
  },
});

const deleteAccountPasswordPolicy = write('DeleteAccountPasswordPolicy', {
  asks: () => [{ action: 'iam:DeleteAccountPasswordPolicy', resource: '*' }],
  handle: (_input: object, { account }) => {
    const { passwordPolicy, ...record } = account.record;
    if (passwordPolicy === undefined) {
      throw notFound('The account policy with name PasswordPolicy cannot be found.');
    }
    account.putRecord(record);
  },
});

export const passwordPolicyOperations = [
  getAccountPasswordPolicy,
  updateAccountPasswordPolicy,
  deleteAccountPasswordPolicy,
];
