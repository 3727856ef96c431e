/**
 * Everything that decides about permissions in an account, in one answer. IAM API Reference,
 * GetAccountAuthorizationDetails: one marker over four lists.
 */
import type { GetAccountAuthorizationDetailsCommandInput } from '@aws-sdk/client-iam';
import type { AccountView, Group, Identity, Role, User } from '../../directory/index.ts';
import { encodePolicyDocument } from '../../wire/index.ts';
import { read, type Scope } from '../operation.ts';
import { paginate } from '../pagination.ts';
import { attachedByName, attachedSummary } from './attachments.ts';
import { boundaryDetails } from './boundary.ts';
import { instanceProfileSummary } from './existing-instance-profile.ts';
import {
  attachmentCount,
  boundaryUsageCount,
  type PolicyView,
  policyDescription,
  policySummary,
  versionSummary,
} from './existing-policy.ts';
import { roleSummary } from './existing-role.ts';
import { groupSummary } from './groups.ts';
import { inlineByName } from './inline-policies.ts';
import { policiesByName } from './policy-catalogue.ts';
import { roleLastUsed } from './roles.ts';
import { accountsShown, type SeenAccounts, seenAccounts } from './trust-policy.ts';
import { userSummary } from './users.ts';

type Item =
  | { readonly kind: 'User'; readonly entity: User }
  | { readonly kind: 'Group'; readonly entity: Group }
  | { readonly kind: 'Role'; readonly entity: Role }
  | { readonly kind: 'Policy'; readonly entity: PolicyView };

type Filter = NonNullable<GetAccountAuthorizationDetailsCommandInput['Filter']>[number];
type Entry = readonly [key: string, item: Item];

/** Reads on in one list: `from` is a key of that list. */
type Section = (account: AccountView, from: string, wanted: ReadonlySet<Filter>) => Iterable<Entry>;

function* tagged<Kind extends Item['kind'], Entity>(
  kind: Kind,
  entries: Iterable<readonly [string, Entity]>,
): Generator<readonly [string, { readonly kind: Kind; readonly entity: Entity }]> {
  for (const [key, entity] of entries) yield [key, { kind, entity }];
}

/** The account's own policies, and of AWS's those in use: what is attached nowhere says nothing of the account. */
function* policies(account: AccountView, from: string, wanted: ReadonlySet<Filter>): Generator<Entry> {
  for (const [key, policy] of policiesByName(account, 'All', from)) {
    const filter = policy.owner === 'AWS' ? 'AWSManagedPolicy' : 'LocalManagedPolicy';
    if (!wanted.has(filter)) continue;
    const isShown =
      policy.owner === 'account' ||
      attachmentCount(account, policy.arn) > 0 ||
      boundaryUsageCount(account, policy.arn) > 0;
    if (isShown) yield [key, { kind: 'Policy', entity: policy }];
  }
}

/** The four lists in the order in which pages go through them, with the filters that ask for each. */
const SECTIONS: readonly (readonly [filters: readonly Filter[], section: Section])[] = [
  [['User'], ({ users }, from) => tagged('User', users.scan('name', from))],
  [['Group'], ({ groups }, from) => tagged('Group', groups.scan('name', from))],
  [['Role'], ({ roles }, from) => tagged('Role', roles.scan('name', from))],
  [['LocalManagedPolicy', 'AWSManagedPolicy'], policies],
];

const EVERYTHING = SECTIONS.flatMap(([filters]) => filters);

/** All items from a key on. Keys are a list's number, a blank, and the item's key in that list. */
function* itemsFrom(account: AccountView, wanted: ReadonlySet<Filter>, from = '0 '): Generator<Entry> {
  const first = Number(from[0]);
  for (const [order, [filters, section]] of SECTIONS.entries()) {
    if (order < first || !filters.some((filter) => wanted.has(filter))) continue;
    const start = order === first ? from.slice(2) : '';
    for (const [key, item] of section(account, start, wanted)) yield [`${order} ${key}`, item];
  }
}

function inlineDetails(entity: Identity) {
  return [...inlineByName(entity)].map(([, { name, document }]) => ({
    PolicyName: name,
    PolicyDocument: encodePolicyDocument(document),
  }));
}

function attachedDetails(entity: Identity) {
  return [...attachedByName(entity)].map(([, attached]) => attachedSummary(attached));
}

function userDetail(account: AccountView, user: User) {
  return {
    ...userSummary(account, user),
    UserPolicyList: inlineDetails(user),
    GroupList: user.groups.flatMap((id) => account.groups.get(id)?.name ?? []),
    AttachedManagedPolicies: attachedDetails(user),
    ...boundaryDetails(user.boundary),
    Tags: [...user.tags],
  };
}

function groupDetail(account: AccountView, group: Group) {
  return {
    ...groupSummary(account, group),
    GroupPolicyList: inlineDetails(group),
    AttachedManagedPolicies: attachedDetails(group),
  };
}

function roleDetail({ account, lastUsed, now }: Scope, role: Role, seen: SeenAccounts) {
  const profiles = [...account.instanceProfiles.withPrefix('role', `${role.id} `)];
  return {
    ...roleSummary(account, role, seen),
    InstanceProfileList: profiles.map((profile) => instanceProfileSummary(account, profile, seen)),
    RolePolicyList: inlineDetails(role),
    AttachedManagedPolicies: attachedDetails(role),
    ...boundaryDetails(role.boundary),
    Tags: [...role.tags],
    RoleLastUsed: roleLastUsed(lastUsed(role.id), now),
  };
}

function policyDetail(account: AccountView, policy: PolicyView) {
  return {
    ...policySummary(account, policy),
    ...policyDescription(policy),
    PolicyVersionList: policy.versions().map((version) => ({
      Document: encodePolicyDocument(version.document),
      ...versionSummary(policy, version),
    })),
  };
}

function ofKind<Kind extends Item['kind']>(items: readonly Item[], kind: Kind) {
  return items.filter((item) => item.kind === kind).map((item) => item.entity) as Extract<
    Item,
    { kind: Kind }
  >['entity'][];
}

const getAccountAuthorizationDetails = read('GetAccountAuthorizationDetails', {
  needs: (_input: GetAccountAuthorizationDetailsCommandInput, caller) =>
    accountsShown(caller.accountId, caller.account.roles.values()),
  asks: () => [{ action: 'iam:GetAccountAuthorizationDetails', resource: '*' }],
  handle: (input, scope) => {
    const { account, caller } = scope;
    const wanted = new Set(
      input.Filter === undefined || input.Filter.length === 0 ? EVERYTHING : input.Filter,
    );
    const { items, ...page } = paginate(
      scope,
      'GetAccountAuthorizationDetails',
      [...wanted].sort().join(' '),
      input,
      (from) => itemsFrom(account, wanted, from),
    );
    const seen = seenAccounts(scope, accountsShown(caller.accountId, caller.account.roles.values()));
    return {
      UserDetailList: ofKind(items, 'User').map((user) => userDetail(account, user)),
      GroupDetailList: ofKind(items, 'Group').map((group) => groupDetail(account, group)),
      RoleDetailList: ofKind(items, 'Role').map((role) => roleDetail(scope, role, seen)),
      Policies: ofKind(items, 'Policy').map((policy) => policyDetail(account, policy)),
      ...page,
    };
  },
});

export const authorizationDetailOperations = [getAccountAuthorizationDetails];
