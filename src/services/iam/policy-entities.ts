/** Who has a managed policy. IAM API Reference, ListEntitiesForPolicy: one marker over three lists. */
import type { ListEntitiesForPolicyCommandInput } from '@aws-sdk/client-iam';
import { type AccountView, type Identity, nameKey, type TableView } from '../../directory/index.ts';
import { read } from '../operation.ts';
import { only, paginate } from '../pagination.ts';
import { checkPolicyArn } from './boundary.ts';
import { noSuchEntity } from './errors.ts';
import { askToReadPolicy, policyOf } from './existing-policy.ts';

type Usage = 'PermissionsPolicy' | 'PermissionsBoundary';
type Kind = 'Group' | 'User' | 'Role';

interface Holder {
  readonly kind: Kind;
  readonly entity: Identity;
}

/** The kinds in the order of their lists, with their tables and the indexes by which a policy is found there. */
const KINDS: readonly {
  readonly kind: Kind;
  readonly table: (account: AccountView) => TableView<Identity>;
  readonly indexes: Readonly<Partial<Record<Usage, string>>>;
}[] = [
  { kind: 'Group', table: ({ groups }) => groups, indexes: { PermissionsPolicy: 'attached' } },
  {
    kind: 'User',
    table: ({ users }) => users,
    indexes: { PermissionsPolicy: 'attached', PermissionsBoundary: 'boundary' },
  },
  {
    kind: 'Role',
    table: ({ roles }) => roles,
    indexes: { PermissionsPolicy: 'attached', PermissionsBoundary: 'boundary' },
  },
];

/** Entities that a policy is used by in one of these ways, by name; one that uses it twice is there once. */
function holdersIn(table: TableView<Identity>, indexes: readonly string[], arn: string): Identity[] {
  const found = new Map<string, Identity>();
  for (const index of indexes) {
    for (const entity of table.withPrefix(index, `${arn} `)) found.set(nameKey(entity.name), entity);
  }
  return [...found].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, entity]) => entity);
}

function* holdersOf(
  account: AccountView,
  arn: string,
  filter: { readonly kind: string | undefined; readonly usage: Usage | undefined },
  from = '',
): Generator<readonly [key: string, holder: Holder]> {
  for (const [order, { kind, table, indexes }] of KINDS.entries()) {
    if (filter.kind !== undefined && filter.kind !== kind) continue;
    if (`${order} ` < from.slice(0, 2)) continue;
    const searched =
      filter.usage === undefined ? Object.values(indexes) : [indexes[filter.usage] ?? []].flat();
    for (const entity of holdersIn(table(account), searched, arn)) {
      const key = `${order} ${nameKey(entity.name)}`;
      if (key >= from) yield [key, { kind, entity }];
    }
  }
}

const listEntitiesForPolicy = read('ListEntitiesForPolicy', {
  check: (input: ListEntitiesForPolicyCommandInput) => checkPolicyArn(input.PolicyArn),
  asks: (input, scope) => [askToReadPolicy('iam:ListEntitiesForPolicy', scope, input.PolicyArn!)],
  handle: (input, scope) => {
    const arn = input.PolicyArn!;
    if (policyOf(scope.account, arn) === undefined) throw noSuchEntity('attachable policy', arn);
    const { EntityFilter: kind, PolicyUsageFilter: usage, PathPrefix: prefix = '/' } = input;
    const filter = [arn, kind ?? '', usage ?? '', prefix].join(' ');
    const { items, ...page } = paginate(scope, 'ListEntitiesForPolicy', filter, input, (from) =>
      only(holdersOf(scope.account, arn, { kind, usage }, from), ({ entity }) =>
        entity.path.startsWith(prefix),
      ),
    );
    const of = (wanted: Kind) => items.filter((item) => item.kind === wanted).map((item) => item.entity);
    return {
      PolicyGroups: of('Group').map(({ name, id }) => ({ GroupName: name, GroupId: id })),
      PolicyUsers: of('User').map(({ name, id }) => ({ UserName: name, UserId: id })),
      PolicyRoles: of('Role').map(({ name, id }) => ({ RoleName: name, RoleId: id })),
      ...page,
    };
  },
});

export const policyEntityOperations = [listEntitiesForPolicy];
