/** A user, group or role named by its ARN, whose policies an operation looks into. */
import {
  type AccountView,
  type Group,
  groupArn,
  groupNamed,
  managedPolicyByArn,
  PolicyUnreadableError,
  type Role,
  roleArn,
  roleNamed,
  rolePolicies,
  type User,
  userArn,
  userNamed,
  userPolicies,
} from '../../directory/index.ts';
import { isAccountId, parseIamArn } from '../../names/index.ts';
import { ANY_SIZE, type AttachedPolicy, compile, type PolicyKind, parse } from '../../policy/index.ts';
import type { Ask, Scope } from '../operation.ts';
import { invalidInput, noSuchEntity } from './errors.ts';

export type PolicySource =
  | { readonly kind: 'user'; readonly arn: string; readonly entity: User }
  | { readonly kind: 'group'; readonly arn: string; readonly entity: Group }
  | { readonly kind: 'role'; readonly arn: string; readonly entity: Role };

/** What the ARN of a user, group or role says of it. */
export interface IdentityArn {
  readonly kind: PolicySource['kind'];
  readonly accountId: string;
  readonly name: string;
  readonly arn: string;
}

const KINDS: ReadonlySet<string> = new Set(['user', 'group', 'role'] satisfies PolicySource['kind'][]);

/**
 * @throws AwsError InvalidInput for text that is not the ARN of a user, group or role.
 */
export function parseIdentityArn(arn: string): IdentityArn {
  const parsed = parseIamArn(arn);
  if (parsed === undefined || !isAccountId(parsed.account) || !KINDS.has(parsed.type)) {
    throw invalidInput(`Invalid Entity Arn: ${arn} does not clearly define entity type and name.`);
  }
  return { kind: parsed.type as PolicySource['kind'], accountId: parsed.account, name: parsed.name, arn };
}

/** The identity of the account that has exactly this ARN. */
function sourceOf(account: AccountView, { kind, name, arn }: IdentityArn): PolicySource | undefined {
  switch (kind) {
    case 'user': {
      const entity = userNamed(account, name);
      return entity !== undefined && userArn(account, entity) === arn ? { kind, arn, entity } : undefined;
    }
    case 'group': {
      const entity = groupNamed(account, name);
      return entity !== undefined && groupArn(account, entity) === arn ? { kind, arn, entity } : undefined;
    }
    case 'role': {
      const entity = roleNamed(account, name);
      return entity !== undefined && roleArn(account, entity) === arn ? { kind, arn, entity } : undefined;
    }
  }
}

/** The identity of that ARN, or NoSuchEntity: also for one of another account, which is not looked into. */
export function existingSource(account: AccountView, arn: string): PolicySource {
  const parsed = parseIdentityArn(arn);
  const source = sourceOf(account, parsed);
  if (source === undefined) throw noSuchEntity(parsed.kind, parsed.name);
  return source;
}

/** What an operation on the policies of an identity asks; one of another account is a resource of that account. */
export function askOnSource(action: string, { account }: Scope, arn: string): Ask {
  const parsed = parseIdentityArn(arn);
  const source = sourceOf(account, parsed);
  if (source !== undefined) {
    return {
      action,
      resource: arn,
      ...(source.kind === 'group' ? {} : { resourceTags: source.entity.tags }),
    };
  }
  return {
    action,
    resource: arn,
    shownAs: `${parsed.kind} ${parsed.name}`,
    ...(parsed.accountId === account.accountId ? {} : { resourceAccount: parsed.accountId }),
  };
}

function compileVersion(text: string, kind: PolicyKind, what: string) {
  const { document, errors } = parse(text, kind, ANY_SIZE);
  if (document === undefined)
    throw new PolicyUnreadableError(`${what} cannot be read: ${errors[0]?.message}`);
  return compile(document);
}

function managedPolicy(account: AccountView, arn: string, attachedTo: string): AttachedPolicy {
  const found = managedPolicyByArn(account, arn);
  if (found === undefined)
    throw new PolicyUnreadableError(`${attachedTo} has policy ${arn}, which does not exist`);
  return {
    policy: compileVersion(found.document, 'managed', `policy ${arn}`),
    source: { kind: 'managed', name: found.name, arn, attachedTo },
  };
}

function groupPolicies(account: AccountView, { inlinePolicies, attachedPolicies }: Group, arn: string) {
  const inline = inlinePolicies.map(({ name, document }): AttachedPolicy => {
    const policy = compileVersion(document, 'inline', `policy ${name} of ${arn}`);
    return { policy, source: { kind: 'inline', name, attachedTo: arn } };
  });
  return [...inline, ...attachedPolicies.map((policyArn) => managedPolicy(account, policyArn, arn))];
}

/**
 * The permissions policies of an identity; a user's with those of its groups.
 * @throws PolicyUnreadableError when a stored document cannot be read.
 */
export function policiesOfSource(account: AccountView, source: PolicySource): readonly AttachedPolicy[] {
  switch (source.kind) {
    case 'user':
      return userPolicies(account, source.entity);
    case 'group':
      return groupPolicies(account, source.entity, source.arn);
    case 'role':
      return rolePolicies(account, source.entity);
  }
}

/** The permissions boundary that is set on the identity. */
export function boundaryOfSource(account: AccountView, source: PolicySource): AttachedPolicy | undefined {
  if (source.kind === 'group' || source.entity.boundary === undefined) return undefined;
  return managedPolicy(account, source.entity.boundary, source.arn);
}
