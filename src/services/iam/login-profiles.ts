/**
 * Passwords of users: given, looked at, set anew, taken away, and changed by the user itself. IAM API Reference,
 * CreateLoginProfile … ChangePassword. Decisions: docs/decisions/services-passwords.md.
 */
import type {
  ChangePasswordCommandInput,
  CreateLoginProfileCommandInput,
  DeleteLoginProfileCommandInput,
  GetLoginProfileCommandInput,
  UpdateLoginProfileCommandInput,
} from '@aws-sdk/client-iam';
import type { AccountView, LoginProfile } from '../../directory/index.ts';
import { read, type Scope, type WriteScope, write } from '../operation.ts';
import { callersUserName } from './default-user.ts';
import {
  accessDenied,
  entityAlreadyExists,
  entityTemporarilyUnmodifiable,
  invalidInput,
  invalidUserType,
  noSuchEntity,
  passwordPolicyViolation,
  validationError,
} from './errors.ts';
import { askOnOwner, type Owner, ownerOf, ROOT } from './owner.ts';
import { grantToUsers } from './password-policy.ts';
import { checkPassword, passwordsToAvoid } from './password-rules.ts';
import { askOnUser } from './users.ts';

type AnyScope = Scope | WriteScope;

/** How texts name an owner. */
const nameOf = ({ UserName = ROOT }: Owner): string => UserName;

/** @throws AwsError NoSuchEntity */
function existingProfile(account: Pick<AccountView, 'loginProfiles'>, owner: Owner): LoginProfile {
  const profile = account.loginProfiles.get(owner.id);
  if (profile === undefined) throw noSuchEntity('login profile', nameOf(owner));
  return profile;
}

function shown(owner: Owner, profile: LoginProfile) {
  // The model has the name as required; the root has none all the same.
  const { UserName } = owner as { UserName: string };
  return {
    LoginProfile: {
      UserName,
      CreateDate: new Date(profile.createdAt),
      PasswordResetRequired: profile.resetRequired,
    },
  };
}

/** A hash that was made for the owner of a profile, and what it was made in view of. */
interface NewPassword {
  readonly hash: string;
  /** `sealedHashes` of the profile, whose password it is to replace. */
  readonly replaces: string;
  /** So many of the owner's newest passwords it is none of. */
  readonly avoided: number;
}

/**
 * Hashes the new password of an owner who has one.
 * @throws AwsError PasswordPolicyViolation for one that breaks a rule, or is one of those that must not be used again.
 */
async function hashedAnew(
  { account: { record }, passwords }: Scope,
  profile: LoginProfile,
  password: string,
): Promise<NewPassword> {
  const avoided = passwordsToAvoid(record, profile.id);
  for (const hash of passwords.open(profile).slice(0, avoided)) {
    if (!(await passwords.verify(hash, password))) continue;
    throw passwordPolicyViolation(
      'Policy constraint violation with password reuse prevention during password change.',
    );
  }
  return { hash: await passwords.hash(password), replaces: profile.sealedHashes, avoided };
}

/**
 * The profile with its new password.
 * @throws AwsError EntityTemporarilyUnmodifiable when the profile, or what passwords have to be, is not any more what
 *   the password was hashed in view of.
 */
function withPassword(
  { account: { record }, passwords, now }: WriteScope,
  owner: Owner,
  profile: LoginProfile,
  { hash, replaces, avoided }: NewPassword,
): LoginProfile {
  const toAvoid = passwordsToAvoid(record, owner.id);
  if (profile.sealedHashes !== replaces || toAvoid > avoided) {
    throw entityTemporarilyUnmodifiable(nameOf(owner));
  }
  // As many as the policy wants remembered, and no more: hashes of passwords that nobody asks for only can be stolen.
  const hashes = [hash, ...passwords.open(profile)].slice(0, Math.max(1, toAvoid));
  return { ...profile, changedAt: now, sealedHashes: passwords.seal(owner.id, hashes) };
}

const createLoginProfile = write('CreateLoginProfile', {
  asks: (input: CreateLoginProfileCommandInput, scope) => [
    askOnOwner('iam:CreateLoginProfile', scope, input.UserName),
  ],
  prepare: async (input, scope) => {
    checkNewProfile(input, scope);
    return await scope.passwords.hash(input.Password!);
  },
  handle: (input, scope, hash) => {
    const { account, passwords, now } = scope;
    const owner = checkNewProfile(input, scope);
    const profile: LoginProfile = {
      id: owner.id,
      createdAt: now,
      changedAt: now,
      sealedHashes: passwords.seal(owner.id, [hash]),
      resetRequired: input.PasswordResetRequired ?? false,
    };
    account.loginProfiles.put(profile);
    return shown(owner, profile);
  },
});

/** Whose profile is to be made: somebody who has none. @throws AwsError */
function checkNewProfile(input: CreateLoginProfileCommandInput, scope: AnyScope): Owner {
  const owner = ownerOf(scope, input.UserName);
  // The model lets sessions of AssumeRoot leave it out; there are none.
  if (input.Password === undefined) {
    throw validationError(
      "1 validation error detected: Value at 'password' failed to satisfy constraint: Member must not be null",
    );
  }
  if (owner.id === ROOT && input.PasswordResetRequired === true) {
    throw invalidInput('The root cannot be required to change its password.');
  }
  if (scope.account.loginProfiles.get(owner.id) !== undefined) {
    throw entityAlreadyExists('login profile', nameOf(owner));
  }
  checkPassword(scope.account.record, owner.id, input.Password);
  return owner;
}

const getLoginProfile = read('GetLoginProfile', {
  asks: (input: GetLoginProfileCommandInput, scope) => [
    askOnOwner('iam:GetLoginProfile', scope, input.UserName),
  ],
  handle: (input, scope) => {
    const owner = ownerOf(scope, input.UserName);
    return shown(owner, existingProfile(scope.account, owner));
  },
});

const updateLoginProfile = write('UpdateLoginProfile', {
  asks: (input: UpdateLoginProfileCommandInput, scope) => [
    askOnOwner('iam:UpdateLoginProfile', scope, input.UserName),
  ],
  prepare: async ({ UserName, Password }, scope) => {
    const owner = ownerOf(scope, UserName);
    const profile = existingProfile(scope.account, owner);
    if (Password === undefined) return undefined;
    checkPassword(scope.account.record, owner.id, Password);
    return await hashedAnew(scope, profile, Password);
  },
  handle: ({ UserName, Password, PasswordResetRequired }, scope, password) => {
    const owner = ownerOf(scope, UserName);
    let profile = existingProfile(scope.account, owner);
    if (Password !== undefined && password !== undefined) {
      checkPassword(scope.account.record, owner.id, Password);
      profile = withPassword(scope, owner, profile, password);
    }
    const resetRequired = PasswordResetRequired ?? profile.resetRequired;
    scope.account.loginProfiles.put({ ...profile, resetRequired });
  },
});

const deleteLoginProfile = write('DeleteLoginProfile', {
  asks: (input: DeleteLoginProfileCommandInput, scope) => [
    askOnOwner('iam:DeleteLoginProfile', scope, input.UserName),
  ],
  handle: (input, scope) => {
    const owner = ownerOf(scope, input.UserName);
    scope.account.loginProfiles.delete(existingProfile(scope.account, owner).id);
  },
});

/** Not the root, and nobody who is only for a while who they are. */
const changePassword = write('ChangePassword', {
  check: (_input: ChangePasswordCommandInput, caller) => {
    if (caller.kind !== 'user') throw invalidUserType('Only IAM Users can change their own password');
  },
  asks: (_input, scope) => [
    {
      ...askOnUser('iam:ChangePassword', scope, callersUserName(scope)!),
      grantedBy: grantToUsers(scope),
    },
  ],
  prepare: async ({ OldPassword, NewPassword }, scope) => {
    const owner = ownerOf(scope, undefined);
    const profile = existingProfile(scope.account, owner);
    checkPassword(scope.account.record, owner.id, NewPassword!);
    // First of what tells something about passwords of before: whoever has only the user's keys learns nothing.
    if (!(await scope.passwords.isOld(profile, OldPassword!))) {
      throw accessDenied('The old password was incorrect.');
    }
    return await hashedAnew(scope, profile, NewPassword!);
  },
  handle: ({ NewPassword }, scope, password) => {
    const owner = ownerOf(scope, undefined);
    const profile = existingProfile(scope.account, owner);
    checkPassword(scope.account.record, owner.id, NewPassword!);
    scope.account.loginProfiles.put({
      ...withPassword(scope, owner, profile, password),
      resetRequired: false,
    });
  },
});

export const loginProfileOperations = [
  createLoginProfile,
  getLoginProfile,
  updateLoginProfile,
  deleteLoginProfile,
  changePassword,
];
