/** A question about a described world, and its answer. */
import { parseArn } from '../names/index.ts';
import {
  type AccessRequest,
  type Decision,
  decide,
  type Explanation,
  explain,
  type PolicySets,
  refusalMessage,
  type Verdict,
} from '../policy/index.ts';
import { entityName, type Tags } from './account.ts';
import { type Caller, callerOf } from './caller.ts';
import { type ContextInput, contextFor } from './context.ts';
import { fixedRuling, isRescue } from './fixed-rules.ts';
import { attachIf, type DocumentInput, titleOf } from './policies.ts';
import type { PrincipalInput } from './principal.ts';
import { isRoleArn, resourceModeOf } from './resource-mode.ts';
import { type Subject, UnanswerableError, World } from './world.ts';

/** A VPC endpoint that the request comes through. */
export interface Endpoint {
  /** `vpce-…`. */
  readonly id?: string;
  /** `vpc-…`. */
  readonly vpc?: string;
  /** The endpoint's policy; without one everything may pass. */
  readonly policy?: DocumentInput;
}

/** What any question says beside what is asked. */
export interface Setting {
  readonly principal: PrincipalInput;
  /** Condition keys beside those that AWS always supplies; `null` takes one of these away. */
  readonly context?: ContextInput;
  /** `aws:RequestedRegion`; by default that of the resource, or us-east-1. */
  readonly region?: string;
  readonly endpoint?: Endpoint;
}

/** May this principal do this action on this resource? */
export interface Question extends Setting {
  /** `s3:GetObject`. */
  readonly action: string;
  /** An ARN, or `*` for an action that authorizes no resource. */
  readonly resource: string;
  /** The resource's owner, where neither its ARN nor a described resource tells it. */
  readonly resourceAccount?: string;
}

/** One decision: a caller, an action, a resource. An operation can need several. */
export interface Check {
  readonly request: AccessRequest;
  readonly sets: PolicySets;
  readonly decision: Decision;
  /** AWS's text for a refusal; empty for an allowed request. */
  readonly message: string;
  /** The whole trace; made when it is first asked for. */
  readonly explanation: Explanation;
}

export interface Answer {
  readonly verdict: Verdict;
  /** The policy type that decided; `root` if the account's root needs no policy; `rule` if no policy is asked. */
  readonly by: Decision['by'] | 'rule';
  /** AWS's text for a refusal; empty for an allowed request. */
  readonly message: string;
  /** The check that decided: the first that is refused, or the first. Absent if no policy is asked. */
  readonly deciding?: Check;
  readonly checks: readonly Check[];
}

/** What one check is about, once the caller is known. */
export interface Ask {
  readonly action: string;
  readonly resource: string;
  readonly resourceAccount?: string | undefined;
  /** Keys of the operation itself. */
  readonly keys?: ContextInput;
}

/** @throws UnanswerableError, or MalformedPolicyError for a policy in the question. */
export function ask(subject: Subject, question: Question): Answer {
  const world = new World(subject);
  const caller = callerOf(world, question.principal);
  if (!/^[^:*?\s]+:[^:*?\s]+$/.test(question.action)) {
    throw new UnanswerableError(`'${question.action}' is no action: ask about one, such as s3:GetObject`);
  }
  if (question.resource !== '*' && parseArn(question.resource) === undefined) {
    throw new UnanswerableError(`'${question.resource}' is no resource: an ARN, or *`);
  }
  return answer(world, caller, question, [question]);
}

/** The answer of several checks: all must allow, and the first refusal is the answer. */
export function answer(world: World, caller: Caller, setting: Setting, asks: readonly Ask[]): Answer {
  const checks: Check[] = [];
  for (const one of asks) {
    const ruling = fixedRuling(caller, one.action);
    if (ruling !== undefined) {
      const message = ruling.verdict === 'allowed' ? '' : ruling.message;
      return { verdict: ruling.verdict, by: 'rule', message, checks };
    }
    checks.push(check(world, caller, setting, one));
  }
  const deciding = checks.find(({ decision }) => decision.verdict !== 'allowed') ?? checks[0]!;
  const { decision, message } = deciding;
  return { verdict: decision.verdict, by: decision.by, message, deciding, checks };
}

/** A refusal, or a permission, that no policy has a part in. */
export function ruled(verdict: Verdict, message: string, checks: readonly Check[]): Answer {
  return { verdict, by: 'rule', message, checks };
}

function check(world: World, caller: Caller, setting: Setting, asked: Ask): Check {
  const { action, resource } = asked;
  const owner = asked.resourceAccount ?? world.ownerOf(resource);
  const { endpoint } = setting;
  const request: AccessRequest = {
    principal: caller.principal,
    action,
    resource,
    resourceAccount: owner,
    context: contextFor({
      world,
      caller,
      action,
      resource,
      owner,
      resourceTags: tagsOf(world, resource),
      region: setting.region,
      endpoint,
      asked: asked.keys ?? {},
      context: setting.context ?? {},
    }),
  };
  const sets: PolicySets = {
    ...caller.policies,
    resource: isRescue(caller, action, owner) ? undefined : resourcePolicy(world, action, resource),
    ...organizationSets(world, caller, owner),
    endpoint: attachIf(endpoint?.policy, {
      kind: 'endpoint',
      name: titleOf(endpoint?.policy, endpoint?.id ?? 'endpoint'),
    }),
  };
  const decision = decide(request, sets);
  const message = decision.verdict === 'allowed' ? '' : refusalMessage(request, sets, decision);
  let explanation: Explanation | undefined;
  return {
    request,
    sets,
    decision,
    message,
    get explanation() {
      explanation ??= explain(request, sets);
      return explanation;
    },
  };
}

function organizationSets(
  { organization }: World,
  { principal }: Caller,
  owner: string | undefined,
): Pick<PolicySets, 'scp' | 'rcp' | 'managementAccount'> {
  if (organization === undefined) return {};
  const account = 'account' in principal ? principal.account : undefined;
  const resourceAccount = owner ?? account;
  return {
    scp: account === undefined ? undefined : organization.levels('scp', account),
    rcp: resourceAccount === undefined ? undefined : organization.levels('rcp', resourceAccount),
    managementAccount: organization.management,
  };
}

/** Actions that a role's trust policy decides about, and no others. */
const TRUST_ACTIONS =
  /^sts:(?:assumerole(?:with(?:saml|webidentity))?|tagsession|setsourceidentity|setcontext)$/i;

/** @throws UnanswerableError for a role or key that is not described: access always depends on its policy. */
function resourcePolicy(world: World, action: string, resource: string): PolicySets['resource'] {
  if (isRoleArn(resource)) {
    return TRUST_ACTIONS.test(action)
      ? { attached: roleAt(world, resource).trust, mode: 'trust' }
      : undefined;
  }
  const described = world.resourceAround(resource)?.resource;
  if (described?.policy !== undefined) return { attached: described.policy, mode: described.mode };
  if ((described?.mode ?? resourceModeOf(resource)) !== 'key') return undefined;
  throw new UnanswerableError(
    `access to ${resource} depends on its key policy: describe it with .resource('${resource}', { policy })`,
  );
}

/** @throws UnanswerableError unless exactly this role is described. */
export function roleAt(world: World, arn: string) {
  const account = world.account(parseArn(arn)!.account);
  const role = account.roles.get(entityName(arn));
  if (role?.arn === arn) return role;
  throw new UnanswerableError(
    `access to ${arn} depends on its trust policy: describe the role${role === undefined ? '' : `; ${role.arn} is described`}`,
  );
}

/** Tags of users and roles, and of described resources; not of what only lies in one. */
function tagsOf(world: World, resource: string): Tags {
  const account = world.accounts.get(parseArn(resource)?.account ?? '');
  const name = entityName(resource);
  const entity = [account?.users.get(name), account?.roles.get(name)].find((one) => one?.arn === resource);
  if (entity !== undefined) return entity.tags;
  const described = world.resourceAround(resource)?.resource;
  return described?.arn === resource ? described.tags : {};
}
