/**
 * Policies that stand in a user, group or role itself. IAM API Reference, PutUserPolicy, GetUserPolicy,
 * DeleteUserPolicy, ListUserPolicies and their kin.
 */
import type { Identity, InlinePolicy } from '../../directory/index.ts';
import type { Quotas } from '../../names/index.ts';
import { effectivePolicySize } from '../../policy/index.ts';
import { encodePolicyDocument } from '../../wire/index.ts';
import { read, write } from '../operation.ts';
import { type PageInput, paginate } from '../pagination.ts';
import { noSuchEntity, overLimit } from './errors.ts';
import {
  askToChangePolicies,
  GROUPS,
  type IdentityKind,
  type NameMember,
  type Naming,
  nameIn,
  naming,
  ROLES,
  USERS,
} from './identity-kinds.ts';
import { readPermissionsPolicy } from './policy-documents.ts';

interface PolicyNamed {
  readonly PolicyName: string | undefined;
}

/** The policy of that name, in exactly this case, or NoSuchEntity. */
function existingInlinePolicy(
  kind: 'user' | 'group' | 'role',
  { inlinePolicies }: Identity,
  name: string | undefined,
): InlinePolicy {
  const policy = inlinePolicies.find((one) => one.name === name);
  if (policy === undefined) throw noSuchEntity(`${kind} policy`, name ?? '');
  return policy;
}

/** The policies with this one put in: in the place of the one of its name, or at the end. */
function withInlinePolicy(policies: readonly InlinePolicy[], put: InlinePolicy): InlinePolicy[] {
  const at = policies.findIndex((one) => one.name === put.name);
  return at < 0 ? [...policies, put] : policies.with(at, put);
}

/**
 * Characters of an identity's documents together, white space included: as many as one document may have. Quotas leave
 * white space out, but an account is kept in memory with it. IAM API Reference, PutUserPolicy: PolicyDocument.
 */
const LARGEST_TEXT = 131_072;

/** @throws AwsError LimitExceeded when the documents together, white space apart, are longer than the quota. */
function checkInlineSize<Entity extends Identity>(
  { kind, inlineSizeQuota }: IdentityKind<Entity, NameMember>,
  { name, inlinePolicies }: Entity,
  quotas: Quotas,
): void {
  const quota = quotas[inlineSizeQuota];
  const size = inlinePolicies.reduce((sum, { document }) => sum + effectivePolicySize(document), 0);
  const text = inlinePolicies.reduce((sum, { document }) => sum + document.length, 0);
  if (size > quota || text > LARGEST_TEXT)
    throw overLimit(`Maximum policy size of ${quota} bytes exceeded for ${kind} ${name}`);
}

function putPolicy<Entity extends Identity, Member extends NameMember>(
  name: string,
  kind: IdentityKind<Entity, Member>,
) {
  return write(name, {
    asks: (input: Naming<Member> & PolicyNamed & { readonly PolicyDocument: string | undefined }, scope) => [
      askToChangePolicies(kind, `iam:${name}`, scope, nameIn(kind, input)),
    ],
    handle: (input, { account, quotas }) => {
      const before = kind.modifiable(account, nameIn(kind, input));
      // AWS reads the document only for an identity that is there.
      readPermissionsPolicy(input.PolicyDocument!, 'inline');
      const put = { name: input.PolicyName!, document: input.PolicyDocument! };
      const entity = { ...before, inlinePolicies: withInlinePolicy(before.inlinePolicies, put) };
      checkInlineSize(kind, entity, quotas);
      kind.put(account, entity);
    },
  });
}

function getPolicy<Entity extends Identity, Member extends NameMember>(
  name: string,
  kind: IdentityKind<Entity, Member>,
) {
  return read(name, {
    asks: (input: Naming<Member> & PolicyNamed, scope) => [
      kind.ask(`iam:${name}`, scope, nameIn(kind, input)),
    ],
    handle: (input, { account }) => {
      const entity = kind.existing(account, nameIn(kind, input));
      const policy = existingInlinePolicy(kind.kind, entity, input.PolicyName);
      return {
        ...naming(kind, entity),
        PolicyName: policy.name,
        PolicyDocument: encodePolicyDocument(policy.document),
      };
    },
  });
}

function deletePolicy<Entity extends Identity, Member extends NameMember>(
  name: string,
  kind: IdentityKind<Entity, Member>,
) {
  return write(name, {
    asks: (input: Naming<Member> & PolicyNamed, scope) => [
      askToChangePolicies(kind, `iam:${name}`, scope, nameIn(kind, input)),
    ],
    handle: (input, { account }) => {
      const entity = kind.modifiable(account, nameIn(kind, input));
      const gone = existingInlinePolicy(kind.kind, entity, input.PolicyName);
      kind.put(account, {
        ...entity,
        inlinePolicies: entity.inlinePolicies.filter((one) => one !== gone),
      });
    },
  });
}

/** The inline policies of an identity, by name, from a name on. */
export function* inlineByName(
  { inlinePolicies }: Identity,
  from = '',
): Generator<readonly [name: string, policy: InlinePolicy]> {
  const sorted = inlinePolicies.toSorted((a, b) => (a.name < b.name ? -1 : 1));
  for (const policy of sorted) if (policy.name >= from) yield [policy.name, policy];
}

function listPolicies<Entity extends Identity, Member extends NameMember>(
  name: string,
  kind: IdentityKind<Entity, Member>,
) {
  return read(name, {
    asks: (input: Naming<Member> & PageInput, scope) => [kind.ask(`iam:${name}`, scope, nameIn(kind, input))],
    handle: (input, scope) => {
      const entity = kind.existing(scope.account, nameIn(kind, input));
      const { items, ...page } = paginate(scope, name, entity.id, input, (from) =>
        inlineByName(entity, from),
      );
      return { PolicyNames: items.map((policy) => policy.name), ...page };
    },
  });
}

export const inlinePolicyOperations = [
  putPolicy('PutUserPolicy', USERS),
  putPolicy('PutGroupPolicy', GROUPS),
  putPolicy('PutRolePolicy', ROLES),
  getPolicy('GetUserPolicy', USERS),
  getPolicy('GetGroupPolicy', GROUPS),
  getPolicy('GetRolePolicy', ROLES),
  deletePolicy('DeleteUserPolicy', USERS),
  deletePolicy('DeleteGroupPolicy', GROUPS),
  deletePolicy('DeleteRolePolicy', ROLES),
  listPolicies('ListUserPolicies', USERS),
  listPolicies('ListGroupPolicies', GROUPS),
  listPolicies('ListRolePolicies', ROLES),
];
