/**
 * What the engine answers, as the simulator's answers show it. The simulator is the enforcing engine on policies and
 * facts that are handed to it, not a second one. IAM API Reference, EvaluationResult.
 */
import type {
  EvaluationResult,
  PolicyEvaluationDecisionType,
  Statement as ResultStatement,
} from '@aws-sdk/client-iam';
import { isAccountId, parseArn } from '../../names/index.ts';
import {
  type AttachedPolicy,
  type ContextValue,
  type Explanation,
  explain,
  type PolicySets,
  type PolicyType,
  type Principal,
  type StatementTrace,
  type TypeTrace,
} from '../../policy/index.ts';
import { keysAskedBy } from './context-keys.ts';

/** Everything that is the same for all actions and resources of one call. */
export interface Simulation {
  readonly principal: Principal;
  /** By key in lower case. */
  readonly context: ReadonlyMap<string, ContextValue>;
  readonly sets: Omit<PolicySets, 'resource'>;
  /** Counts as the policy of each resource. */
  readonly resourcePolicy: AttachedPolicy | undefined;
  /** Owner of the resources whose ARN names none; absent: the caller's account. */
  readonly resourceOwner: string | undefined;
}

export interface SimulatedResource {
  readonly name: string;
  readonly explanation: Explanation;
}

/** The resource of an action that is decided on no resource in particular. */
export const ANY_RESOURCE = '*';

/** A key's policy is required; other resources' are an alternative to identity policies. */
function resourceMode(resource: string): 'key' | 'optional' {
  return parseArn(resource)?.service === 'kms' ? 'key' : 'optional';
}

/**
 * One action on one resource. Without a resource policy only the caller's own side is simulated, as for a resource of
 * its account.
 */
export function simulateResource(
  simulation: Simulation,
  action: string,
  resource: string,
): SimulatedResource {
  const { principal, context, sets, resourcePolicy: attached, resourceOwner } = simulation;
  const request = { principal, action, resource, context };
  if (attached === undefined) return { name: resource, explanation: explain(request, sets) };
  const account = parseArn(resource)?.account ?? '';
  const resourceAccount = isAccountId(account) ? account : resourceOwner;
  const withResource = { ...sets, resource: { attached, mode: resourceMode(resource) } };
  return { name: resource, explanation: explain({ ...request, resourceAccount }, withResource) };
}

const STRICTNESS: readonly PolicyEvaluationDecisionType[] = ['allowed', 'implicitDeny', 'explicitDeny'];

/** The most restrictive decision. */
function strictest(decisions: readonly PolicyEvaluationDecisionType[]): PolicyEvaluationDecisionType {
  const ranks = decisions.map((decision) => STRICTNESS.indexOf(decision));
  return STRICTNESS[Math.max(0, ...ranks)]!;
}

/** How answers name the types whose statements they show. On the wire these are not the values of the model's enum. */
const SOURCE_TYPES: Readonly<Partial<Record<PolicyType, string>>> = {
  identity: 'IAM Policy',
  resource: 'Resource Policy',
};

function resultStatement(sourceId: string, type: string, trace: StatementTrace): ResultStatement {
  return {
    SourcePolicyId: sourceId,
    SourcePolicyType: type as 'none',
    StartPosition: { Line: trace.line, Column: trace.column },
    // AWS's end is the statement's last character, the engine's the place after it.
    EndPosition: { Line: trace.endLine, Column: trace.endColumn - 1 },
  };
}

const DECIDING_EFFECT = { allowed: 'Allow', explicitDeny: 'Deny', implicitDeny: undefined } as const;

/** The statements that decided: of identity and resource policies only, and denials only where something is denied. */
function matchedStatements({ verdict, types }: Explanation): ResultStatement[] {
  const effect = DECIDING_EFFECT[verdict];
  return types.flatMap(({ type, documents }) => {
    const sourceType = SOURCE_TYPES[type];
    if (sourceType === undefined) return [];
    return documents.flatMap(({ source, statements }) =>
      statements
        .filter((statement) => statement.matched && statement.effect === effect)
        .map((statement) => resultStatement(source.name, sourceType, statement)),
    );
  });
}

const ANSWERS = { deny: 'explicitDeny', allow: 'allowed', none: 'implicitDeny' } as const;

function typeTrace({ types }: Explanation, type: PolicyType): TypeTrace | undefined {
  return types.find((one) => one.type === type && one.applies);
}

/** What each side says across accounts; empty within one account. */
function decisionDetails(explanation: Explanation): Record<string, PolicyEvaluationDecisionType> {
  if (!explanation.request.crossAccount) return {};
  const details: Record<string, PolicyEvaluationDecisionType> = {};
  for (const type of ['identity', 'resource'] as const) {
    const trace = typeTrace(explanation, type);
    if (trace !== undefined) details[SOURCE_TYPES[type]!] = ANSWERS[trace.answer];
  }
  return details;
}

/** When an organization refuses, AWS goes no further and leaves the details out. */
function isRefusedByOrganization(explanation: Explanation): boolean {
  const scp = typeTrace(explanation, 'scp');
  return scp !== undefined && scp.answer !== 'allow';
}

/** Whether every resource's trace of this type, where there is one, allows; absent if the type takes no part. */
function allAllow(results: readonly SimulatedResource[], type: PolicyType): boolean | undefined {
  const traces = results.flatMap(({ explanation }) => typeTrace(explanation, type) ?? []);
  return traces.length === 0 ? undefined : traces.every((trace) => trace.answer === 'allow');
}

function boundaryDetail(results: readonly SimulatedResource[]) {
  const allows = allAllow(results, 'boundary');
  return allows === undefined
    ? {}
    : { PermissionsBoundaryDecisionDetail: { AllowedByPermissionsBoundary: allows } };
}

function organizationDetail(results: readonly SimulatedResource[]) {
  const allows = allAllow(results, 'scp');
  return allows === undefined ? {} : { OrganizationsDecisionDetail: { AllowedByOrganizations: allows } };
}

/** The details of several resources as one: the most restrictive decision of each side. */
function mergedDetails(results: readonly SimulatedResource[]): Record<string, PolicyEvaluationDecisionType> {
  const merged: Record<string, PolicyEvaluationDecisionType> = {};
  for (const { explanation } of results) {
    for (const [side, decision] of Object.entries(decisionDetails(explanation))) {
      merged[side] = strictest([decision, merged[side] ?? 'allowed']);
    }
  }
  return merged;
}

/** The keys that identity and resource policies ask for and the request lacks, as they are written. */
export function missingContextKeys({ sets, resourcePolicy, context }: Simulation): string[] {
  const asking = [...sets.identity, ...(resourcePolicy === undefined ? [] : [resourcePolicy])];
  const missing = [...keysAskedBy(asking)].filter(
    ([lowerCaseKey]) => context.get(lowerCaseKey) === undefined,
  );
  return missing.map(([, key]) => key);
}

function distinct(statements: readonly ResultStatement[]): ResultStatement[] {
  return [...new Map(statements.map((statement) => [JSON.stringify(statement), statement])).values()];
}

/** One action's result over its resources. */
export function evaluationResult(
  action: string,
  results: readonly SimulatedResource[],
  missing: readonly string[],
): EvaluationResult {
  const named = results.filter(({ name }) => name !== ANY_RESOURCE);
  const decision = strictest(results.map(({ explanation }) => explanation.verdict));
  // Of several resources, those that the decision came from.
  const deciding = results.filter(({ explanation }) => explanation.verdict === decision);
  const refused = results.some(({ explanation }) => isRefusedByOrganization(explanation));
  return {
    EvalActionName: action,
    EvalResourceName: results.length === 1 ? results[0]!.name : ANY_RESOURCE,
    EvalDecision: decision,
    MatchedStatements: distinct(deciding.flatMap(({ explanation }) => matchedStatements(explanation))),
    MissingContextValues: [...missing],
    ...organizationDetail(results),
    ...boundaryDetail(results),
    ...(named.length === 0 || refused ? {} : { EvalDecisionDetails: mergedDetails(named) }),
    ...(named.length === 0
      ? {}
      : { ResourceSpecificResults: results.map((result) => resourceResult(result, missing)) }),
  };
}

function resourceResult(result: SimulatedResource, missing: readonly string[]) {
  const { name, explanation } = result;
  return {
    EvalResourceName: name,
    EvalResourceDecision: explanation.verdict,
    MatchedStatements: matchedStatements(explanation),
    MissingContextValues: [...missing],
    ...(explanation.request.crossAccount && !isRefusedByOrganization(explanation)
      ? { EvalDecisionDetails: decisionDetails(explanation) }
      : {}),
    ...boundaryDetail([result]),
  };
}
