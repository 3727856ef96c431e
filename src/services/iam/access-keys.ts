/** Long-term access keys of users and of the account's root. IAM API Reference, CreateAccessKey and its kin. */
import type {
  CreateAccessKeyCommandInput,
  CreateAccessKeyCommandOutput,
  DeleteAccessKeyCommandInput,
  GetAccessKeyLastUsedCommandInput,
  GetAccessKeyLastUsedCommandOutput,
  ListAccessKeysCommandInput,
  UpdateAccessKeyCommandInput,
} from '@aws-sdk/client-iam';
import {
  type AccessKey,
  type AccountDraft,
  type AccountView,
  accessKeysOf,
  userArn,
} from '../../directory/index.ts';
import { mintAccessKeyId, mintSecretAccessKey, type Random, rootArn } from '../../names/index.ts';
import { read, write } from '../operation.ts';
import { paginate, under } from '../pagination.ts';
import { accessDenied, invalidInput, limitExceeded, noSuchEntity } from './errors.ts';
import { askOnOwner, type Owner, ownerOf } from './owner.ts';

/** The owner's key of that id; a key of somebody else is not there. */
function existingKey(account: AccountView | AccountDraft, owner: Owner, accessKeyId: string): AccessKey {
  const key = account.accessKeys.get(accessKeyId);
  if (key === undefined || key.owner !== owner.id) throw noSuchEntity('access key', accessKeyId);
  return key;
}

function unusedKeyId(account: AccountDraft, random: Random): string {
  for (;;) {
    const id = mintAccessKeyId('AKIA', account.accountId, random);
    if (account.accessKeys.get(id) === undefined) return id;
  }
}

const createAccessKey = write('CreateAccessKey', {
  asks: (input: CreateAccessKeyCommandInput, scope) => [
    askOnOwner('iam:CreateAccessKey', scope, input.UserName),
  ],
  handle: (input, scope): Pick<CreateAccessKeyCommandOutput, 'AccessKey'> => {
    const { account, now, random, quotas } = scope;
    const { id: owner, ...named } = ownerOf(scope, input.UserName);
    // Inactive keys count.
    if (accessKeysOf(account, owner).length >= quotas.accessKeysPerUser) {
      throw limitExceeded('AccessKeysPerUser', quotas.accessKeysPerUser);
    }
    const id = unusedKeyId(account, random);
    const secret = mintSecretAccessKey(random);
    const sealedSecret = scope.sealAccessKeySecret(id, secret);
    account.accessKeys.put({ id, owner, sealedSecret, status: 'Active', createdAt: now });
    // The model has the name as required; the root's keys have none all the same.
    const { UserName } = named as { UserName: string };
    return {
      AccessKey: {
        UserName,
        AccessKeyId: id,
        Status: 'Active',
        SecretAccessKey: secret,
        CreateDate: new Date(now),
      },
    };
  },
});

const updateAccessKey = write('UpdateAccessKey', {
  check: (input: UpdateAccessKeyCommandInput) => {
    // The model's enumeration has it for keys of other kinds; nobody can set it.
    if (input.Status === 'Expired')
      throw invalidInput('The status of an access key cannot be set to Expired.');
  },
  asks: (input, scope) => [askOnOwner('iam:UpdateAccessKey', scope, input.UserName)],
  handle: (input, scope) => {
    const owner = ownerOf(scope, input.UserName);
    const key = existingKey(scope.account, owner, input.AccessKeyId!);
    const status = input.Status === 'Active' ? 'Active' : 'Inactive';
    scope.account.accessKeys.put({ ...key, status });
  },
});

const deleteAccessKey = write('DeleteAccessKey', {
  asks: (input: DeleteAccessKeyCommandInput, scope) => [
    askOnOwner('iam:DeleteAccessKey', scope, input.UserName),
  ],
  handle: (input, scope) => {
    const owner = ownerOf(scope, input.UserName);
    scope.account.accessKeys.delete(existingKey(scope.account, owner, input.AccessKeyId!).id);
  },
});

const listAccessKeys = read('ListAccessKeys', {
  asks: (input: ListAccessKeysCommandInput, scope) => [
    askOnOwner('iam:ListAccessKeys', scope, input.UserName),
  ],
  handle: (input, scope) => {
    const { id: owner, ...named } = ownerOf(scope, input.UserName);
    const { items, ...page } = paginate(scope, 'ListAccessKeys', owner, input, (from) =>
      under(scope.account.accessKeys, 'owner', `${owner} `, from),
    );
    const metadata = items.map((key) => ({
      ...named,
      AccessKeyId: key.id,
      Status: key.status,
      CreateDate: new Date(key.createdAt),
    }));
    return { AccessKeyMetadata: metadata, ...page };
  },
});

/** The name of a key's owner; `undefined` for the root. */
function ownersName(account: AccountView, key: AccessKey): string | undefined {
  return account.users.get(key.owner)?.name;
}

const getAccessKeyLastUsed = read('GetAccessKeyLastUsed', {
  // Decided on the key's owner. An id that no key of this account has belongs to nobody, and is refused to everybody.
  asks: (input: GetAccessKeyLastUsedCommandInput, { account }) => {
    const action = 'iam:GetAccessKeyLastUsed';
    const key = account.accessKeys.get(input.AccessKeyId!);
    if (key === undefined) return [{ action, resource: '*', shownAs: `access key ${input.AccessKeyId}` }];
    const user = account.users.get(key.owner);
    return [
      user === undefined
        ? { action, resource: rootArn(account.accountId) }
        : { action, resource: userArn(account, user), resourceTags: user.tags },
    ];
  },
  handle: (
    input,
    { account, caller, lastUsed },
  ): Pick<GetAccessKeyLastUsedCommandOutput, 'UserName' | 'AccessKeyLastUsed'> => {
    const key = account.accessKeys.get(input.AccessKeyId!);
    // Recorded in 2026, without the colon that such texts have elsewhere.
    if (key === undefined) {
      throw accessDenied(
        `User: ${caller.principal.arn} is not authorized to perform iam:GetAccessKeyLastUsed on resource: access key ${input.AccessKeyId}`,
      );
    }
    const use = lastUsed(key.id);
    const name = ownersName(account, key);
    return {
      ...(name === undefined ? {} : { UserName: name }),
      AccessKeyLastUsed:
        use === undefined
          ? { LastUsedDate: undefined, ServiceName: 'N/A', Region: 'N/A' }
          : { LastUsedDate: new Date(use.at), ServiceName: use.service, Region: use.region },
    };
  },
});

export const accessKeyOperations = [
  createAccessKey,
  updateAccessKey,
  deleteAccessKey,
  listAccessKeys,
  getAccessKeyLastUsed,
];
