/** Which policies of an identity open a service. IAM API Reference, ListPoliciesGrantingServiceAccess. */
import type { ListPoliciesGrantingServiceAccessCommandInput } from '@aws-sdk/client-iam';
import type { AttachedPolicy, PolicyDocument, Statement } from '../../policy/index.ts';
import { read } from '../operation.ts';
import { paginate, positions } from '../pagination.ts';
import { checkArn } from './boundary.ts';
import { askOnSource, existingSource, parseIdentityArn, policiesOfSource } from './policy-source.ts';

/** Whether an action pattern names every action of the service. */
function coversService(pattern: string, service: string): boolean {
  const [prefix = '', action = ''] = pattern.toLowerCase().split(':');
  return pattern === '*' || (prefix === service && action === '*');
}

/** Whether an action pattern names some action of the service. */
function namesService(pattern: string, service: string): boolean {
  return pattern === '*' || pattern.toLowerCase().startsWith(`${service}:`);
}

function grants({ effect, action }: Statement, service: string): boolean {
  if (effect !== 'Allow') return false;
  // NotAction leaves something of the service open unless it exempts all of it.
  if (action.not) return !action.patterns.some((pattern) => coversService(pattern, service));
  return action.patterns.some((pattern) => namesService(pattern, service));
}

function grantsAccess({ statements }: PolicyDocument, namespace: string): boolean {
  const service = namespace.toLowerCase();
  return statements.some((statement) => grants(statement, service));
}

const OWNER_TYPES = { user: 'USER', group: 'GROUP', role: 'ROLE' } as const;

/** Managed policies are shown by ARN, inline ones by what they stand in. */
function granting({ name, arn, attachedTo = '' }: AttachedPolicy['source']) {
  if (arn !== undefined) return { PolicyName: name, PolicyType: 'MANAGED' as const, PolicyArn: arn };
  const holder = parseIdentityArn(attachedTo);
  return {
    PolicyName: name,
    PolicyType: 'INLINE' as const,
    EntityType: OWNER_TYPES[holder.kind],
    EntityName: holder.name,
  };
}

/** A managed policy that a user has by itself and by a group is shown once. */
function withoutRepetition(policies: readonly AttachedPolicy[]): AttachedPolicy[] {
  const seen = new Set<string>();
  return policies.filter(({ source }) => {
    if (source.arn === undefined) return true;
    if (seen.has(source.arn)) return false;
    seen.add(source.arn);
    return true;
  });
}

const listPoliciesGrantingServiceAccess = read('ListPoliciesGrantingServiceAccess', {
  check: (input: ListPoliciesGrantingServiceAccessCommandInput) => {
    checkArn(input.Arn);
    parseIdentityArn(input.Arn!);
  },
  asks: (input, scope) => [askOnSource('iam:ListPoliciesGrantingServiceAccess', scope, input.Arn!)],
  handle: (input, scope) => {
    const { account } = scope;
    const policies = withoutRepetition(policiesOfSource(account, existingSource(account, input.Arn!)));
    const namespaces = input.ServiceNamespaces ?? [];
    const filter = [input.Arn!, ...namespaces].join(' ');
    // The operation has a marker but no MaxItems.
    const from = { Marker: input.Marker };
    const { items, ...page } = paginate(scope, 'ListPoliciesGrantingServiceAccess', filter, from, (at) =>
      positions(namespaces, at),
    );
    return {
      PoliciesGrantingServiceAccess: items.map((namespace) => ({
        ServiceNamespace: namespace,
        Policies: policies
          .filter(({ policy }) => grantsAccess(policy.document, namespace))
          .map(({ source }) => granting(source)),
      })),
      ...page,
    };
  },
});

export const serviceAccessOperations = [listPoliciesGrantingServiceAccess];
