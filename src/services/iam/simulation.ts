/** The policy simulator. IAM API Reference, SimulateCustomPolicy and SimulatePrincipalPolicy. */
import { createHash } from 'node:crypto';
import type {
  SimulateCustomPolicyCommandInput,
  SimulatePrincipalPolicyCommandInput,
} from '@aws-sdk/client-iam';
import { isAccountId, parseArn, rootArn } from '../../names/index.ts';
import type { AttachedPolicy, PolicySets } from '../../policy/index.ts';
import { read, type Scope } from '../operation.ts';
import { paginate, positions } from '../pagination.ts';
import { checkArn } from './boundary.ts';
import { invalidInput } from './errors.ts';
import {
  askOnSource,
  boundaryOfSource,
  existingSource,
  type IdentityArn,
  type PolicySource,
  parseIdentityArn,
  policiesOfSource,
} from './policy-source.ts';
import { simulatedPrincipal, unnamedPrincipal } from './simulated-caller.ts';
import { readContextEntries, simulatedContext } from './simulation-context.ts';
import { readExclusions } from './simulation-exclusions.ts';
import { inputBoundary, inputOrganization, inputPolicies, inputResourcePolicy } from './simulation-input.ts';
import {
  ANY_RESOURCE,
  evaluationResult,
  missingContextKeys,
  type Simulation,
  simulateResource,
} from './simulation-results.ts';
import { checkScenario } from './simulation-scenario.ts';
import { statementsIn, stepsOf } from './simulation-work.ts';

type Input = SimulateCustomPolicyCommandInput | SimulatePrincipalPolicyCommandInput;

/**
 * Statements that are evaluated for one answer, counted once for each action and resource: a page ends where they are
 * used up, as IAM, too, may return fewer results than asked for. One action may take more, up to the limit.
 */
const STATEMENTS_A_PAGE = 20_000;
const STATEMENTS_AN_ACTION = 50_000;
/** Steps of matching patterns, for one answer: a fraction of a second. */
const STEPS_AN_ANSWER = 200_000_000;

const ACTION = /^[A-Za-z0-9-]+:[A-Za-z0-9]+$/;

function resourcesOf({ ResourceArns }: Input): readonly string[] {
  return ResourceArns === undefined || ResourceArns.length === 0 ? [ANY_RESOURCE] : ResourceArns;
}

/**
 * Account id, or the ARN of that account's root.
 * @throws AwsError InvalidInput
 */
function readOwner(text: string | undefined): string | undefined {
  if (text === undefined || isAccountId(text)) return text;
  const account = parseArn(text)?.account ?? '';
  if (!isAccountId(account) || text !== rootArn(account)) {
    throw invalidInput(`ResourceOwner ${text} is not an AWS account ID.`);
  }
  return account;
}

/** @throws AwsError InvalidInput for whatever of the input is wrong without regard to any account. */
function checkInput(input: Input): void {
  for (const action of input.ActionNames ?? []) {
    if (!ACTION.test(action)) {
      throw invalidInput(`Action ${action} must name a service and an operation, without wildcards.`);
    }
  }
  for (const resource of resourcesOf(input)) {
    if (resource !== ANY_RESOURCE && parseArn(resource) === undefined) {
      throw invalidInput(`Resource ${resource} must be in ARN format or "*".`);
    }
  }
  checkScenario(input.ResourceHandlingOption, resourcesOf(input));
  readOwner(input.ResourceOwner);
  readContextEntries(input.ContextEntries);
  inputPolicies(input.PolicyInputList);
  inputBoundary(input.PermissionsBoundaryPolicyInputList);
  inputResourcePolicy(input.ResourcePolicy);
}

/**
 * The caller that is simulated, if one is named.
 * @throws AwsError InvalidInput when a resource policy is given and the caller is no user: only users can be simulated
 *   with one.
 */
function readCaller(input: Input, sourceArn: string | undefined): IdentityArn | undefined {
  const arn = input.CallerArn ?? sourceArn;
  const caller = arn === undefined ? undefined : parseIdentityArn(arn);
  if (input.ResourcePolicy !== undefined && caller?.kind !== 'user') {
    throw invalidInput('CallerArn must be the ARN of an IAM user when ResourcePolicy is specified.');
  }
  return caller;
}

interface Parts {
  readonly identity: readonly AttachedPolicy[];
  readonly boundary: AttachedPolicy | undefined;
  readonly scp?: PolicySets['scp'];
  readonly caller: IdentityArn | undefined;
  /** The identity whose policies are simulated, when it is the caller too. */
  readonly callerSource: PolicySource | undefined;
}

function simulationOf(input: Input, scope: Scope, parts: Parts): Simulation {
  const { identity, boundary, scp, caller, callerSource } = parts;
  return {
    principal:
      caller === undefined
        ? unnamedPrincipal(scope.account.accountId)
        : simulatedPrincipal(caller, callerSource),
    context: simulatedContext(readContextEntries(input.ContextEntries), caller, callerSource),
    sets: { identity, boundary, scp },
    resourcePolicy: inputResourcePolicy(input.ResourcePolicy),
    resourceOwner: readOwner(input.ResourceOwner),
  };
}

/**
 * How many actions one answer holds.
 * @throws AwsError InvalidInput when not even one action can be simulated on all resources at once.
 */
function actionsAPage(simulation: Simulation, resources: readonly string[], input: Input): number {
  const statements = resources.length * Math.max(1, statementsIn(simulation));
  const steps = Math.max(1, stepsOf(simulation, resources, input.ActionNames ?? []));
  if (statements > STATEMENTS_AN_ACTION || steps > STEPS_AN_ANSWER) {
    throw invalidInput('The policies, resources and context are too many for one simulation.');
  }
  const affordable = Math.min(
    Math.floor(STATEMENTS_A_PAGE / statements),
    Math.floor(STEPS_AN_ANSWER / steps),
  );
  return Math.min(input.MaxItems ?? 100, Math.max(1, affordable));
}

/** What a marker is bound to: the whole input, without the members that only move in its answers. */
function fingerprint({ Marker, MaxItems, ...input }: Input): string {
  return createHash('sha256').update(JSON.stringify(input)).digest('hex');
}

function answer(operation: string, input: Input, scope: Scope, simulation: Simulation) {
  const resources = resourcesOf(input);
  const asked = { Marker: input.Marker, MaxItems: actionsAPage(simulation, resources, input) };
  const { items, ...page } = paginate(scope, operation, fingerprint(input), asked, (from) =>
    positions(input.ActionNames ?? [], from),
  );
  const missing = missingContextKeys(simulation);
  const results = items.map((action) => {
    const simulated = resources.map((resource) => simulateResource(simulation, action, resource));
    return evaluationResult(action, simulated, missing);
  });
  return { EvaluationResults: results, ...page };
}

const simulateCustomPolicy = read('SimulateCustomPolicy', {
  check: (input: SimulateCustomPolicyCommandInput) => {
    checkInput(input);
    inputOrganization(input.OrderedOrganizationPolicyInputList);
    readCaller(input, undefined);
  },
  asks: () => [{ action: 'iam:SimulateCustomPolicy', resource: '*' }],
  handle: (input, scope) =>
    answer(
      'SimulateCustomPolicy',
      input,
      scope,
      simulationOf(input, scope, {
        identity: inputPolicies(input.PolicyInputList),
        boundary: inputBoundary(input.PermissionsBoundaryPolicyInputList),
        scp: inputOrganization(input.OrderedOrganizationPolicyInputList),
        caller: readCaller(input, undefined),
        callerSource: undefined,
      }),
    ),
});

const simulatePrincipalPolicy = read('SimulatePrincipalPolicy', {
  check: (input: SimulatePrincipalPolicyCommandInput) => {
    checkArn(input.PolicySourceArn);
    parseIdentityArn(input.PolicySourceArn!);
    checkInput(input);
    readExclusions(input.PolicyExclusionList);
    readCaller(input, input.PolicySourceArn);
  },
  asks: (input, scope) => [askOnSource('iam:SimulatePrincipalPolicy', scope, input.PolicySourceArn!)],
  handle: (input, scope) => {
    const { account } = scope;
    const source = existingSource(account, input.PolicySourceArn!);
    const { excludes, excludesBoundary } = readExclusions(input.PolicyExclusionList);
    const attached = policiesOfSource(account, source).filter((policy) => !excludes(policy.source));
    const own = excludesBoundary ? undefined : boundaryOfSource(account, source);
    const caller = readCaller(input, source.arn);
    const simulation = simulationOf(input, scope, {
      identity: [...attached, ...inputPolicies(input.PolicyInputList)],
      boundary: inputBoundary(input.PermissionsBoundaryPolicyInputList) ?? own,
      caller,
      callerSource: caller?.arn === source.arn ? source : undefined,
    });
    return answer('SimulatePrincipalPolicy', input, scope, simulation);
  },
});

export const simulationOperations = [simulateCustomPolicy, simulatePrincipalPolicy];
