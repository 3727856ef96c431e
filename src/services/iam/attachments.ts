/**
 * Managed policies attached to users, groups and roles. IAM API Reference, AttachUserPolicy, DetachUserPolicy,
 * ListAttachedUserPolicies and their kin.
 */
import { type Identity, managedPolicyByArn, nameKey } from '../../directory/index.ts';
import { parseArn, parseIamArn, type Quotas } from '../../names/index.ts';
import { read, type WriteScope, write } from '../operation.ts';
import { only, type PageInput, paginate } from '../pagination.ts';
import { checkPolicyArn } from './boundary.ts';
import { limitExceeded, noSuchEntity, policyNotAttachable, validationError } from './errors.ts';
import {
  askToChangePolicies,
  GROUPS,
  type IdentityKind,
  type NameMember,
  type Naming,
  nameIn,
  ROLES,
  USERS,
} from './identity-kinds.ts';

interface PolicyNamed {
  readonly PolicyArn: string | undefined;
}

/**
 * Refuses what cannot be the ARN of a managed policy, in the words that these operations have for it (recorded in 2026).
 * @throws AwsError ValidationError, InvalidInput
 */
function checkAttachedArn(arn: string | undefined): void {
  if (arn !== undefined && parseArn(arn) === undefined) throw validationError(`ARN ${arn} is not valid.`);
  checkPolicyArn(arn);
}

/** Policies of service-linked roles go with no identity that a caller may change. */
const NOT_ATTACHABLE: Readonly<Record<'user' | 'group' | 'role', (arn: string) => string>> = {
  user: (arn) => `Policy ${arn} is not attachable.`,
  group: (arn) => `Policy ${arn} is not attachable.`,
  role: () => 'Cannot attach a Service Role Policy to a Customer Role.',
};

/** @throws AwsError NoSuchEntity for a policy that this account does not have, PolicyNotAttachable. */
function checkAttachable(account: WriteScope['account'], arn: string, kind: 'user' | 'group' | 'role'): void {
  const policy = managedPolicyByArn(account, arn);
  if (policy === undefined) throw noSuchEntity('attachable policy', arn);
  if (!policy.attachable) throw policyNotAttachable(NOT_ATTACHABLE[kind](arn));
}

function checkAttachmentQuota<Entity extends Identity>(
  { attachmentQuota, attachmentQuotaName }: IdentityKind<Entity, NameMember>,
  entity: Entity,
  quotas: Quotas,
): void {
  const quota = quotas[attachmentQuota];
  if (entity.attachedPolicies.length >= quota) throw limitExceeded(attachmentQuotaName, quota);
}

function attachPolicy<Entity extends Identity, Member extends NameMember>(
  name: string,
  kind: IdentityKind<Entity, Member>,
) {
  return write(name, {
    check: (input: Naming<Member> & PolicyNamed) => checkAttachedArn(input.PolicyArn),
    asks: (input, scope) => [
      askToChangePolicies(kind, `iam:${name}`, scope, nameIn(kind, input), {
        'iam:PolicyARN': input.PolicyArn,
      }),
    ],
    handle: (input, { account, quotas }) => {
      const entity = kind.modifiable(account, nameIn(kind, input));
      const arn = input.PolicyArn!;
      checkAttachable(account, arn, kind.kind);
      if (entity.attachedPolicies.includes(arn)) return;
      checkAttachmentQuota(kind, entity, quotas);
      kind.put(account, { ...entity, attachedPolicies: [...entity.attachedPolicies, arn] });
    },
  });
}

function detachPolicy<Entity extends Identity, Member extends NameMember>(
  name: string,
  kind: IdentityKind<Entity, Member>,
) {
  return write(name, {
    check: (input: Naming<Member> & PolicyNamed) => checkAttachedArn(input.PolicyArn),
    asks: (input, scope) => [
      askToChangePolicies(kind, `iam:${name}`, scope, nameIn(kind, input), {
        'iam:PolicyARN': input.PolicyArn,
      }),
    ],
    handle: (input, { account }) => {
      const entity = kind.modifiable(account, nameIn(kind, input));
      const arn = input.PolicyArn!;
      if (!entity.attachedPolicies.includes(arn)) throw noSuchEntity('policy', arn);
      kind.put(account, {
        ...entity,
        attachedPolicies: entity.attachedPolicies.filter((one) => one !== arn),
      });
    },
  });
}

interface Attached {
  readonly PolicyName: string;
  readonly PolicyArn: string;
  readonly path: string;
}

/** The policies attached to an identity, by name, from a key on. */
export function* attachedByName(
  { attachedPolicies }: Identity,
  from = '',
): Generator<readonly [key: string, attached: Attached]> {
  const keyed = attachedPolicies.map((arn): [string, Attached] => {
    const { name = '', path = '/' } = parseIamArn(arn) ?? {};
    return [`${nameKey(name)} ${arn}`, { PolicyName: name, PolicyArn: arn, path }];
  });
  keyed.sort(([a], [b]) => (a < b ? -1 : 1));
  for (const entry of keyed) if (entry[0] >= from) yield entry;
}

/** An attached policy as every answer shows it. */
export function attachedSummary({ PolicyName, PolicyArn }: Attached) {
  return { PolicyName, PolicyArn };
}

function listAttachedPolicies<Entity extends Identity, Member extends NameMember>(
  name: string,
  kind: IdentityKind<Entity, Member>,
) {
  return read(name, {
    asks: (input: Naming<Member> & PageInput & { readonly PathPrefix?: string | undefined }, scope) => [
      kind.ask(`iam:${name}`, scope, nameIn(kind, input)),
    ],
    handle: (input, scope) => {
      const entity = kind.existing(scope.account, nameIn(kind, input));
      const prefix = input.PathPrefix ?? '/';
      const { items, ...page } = paginate(scope, name, `${entity.id} ${prefix}`, input, (from) =>
        only(attachedByName(entity, from), (policy) => policy.path.startsWith(prefix)),
      );
      return { AttachedPolicies: items.map(attachedSummary), ...page };
    },
  });
}

export const attachmentOperations = [
  attachPolicy('AttachUserPolicy', USERS),
  attachPolicy('AttachGroupPolicy', GROUPS),
  attachPolicy('AttachRolePolicy', ROLES),
  detachPolicy('DetachUserPolicy', USERS),
  detachPolicy('DetachGroupPolicy', GROUPS),
  detachPolicy('DetachRolePolicy', ROLES),
  listAttachedPolicies('ListAttachedUserPolicies', USERS),
  listAttachedPolicies('ListAttachedGroupPolicies', GROUPS),
  listAttachedPolicies('ListAttachedRolePolicies', ROLES),
];
