import type { AccessRequest, PolicyKind, Principal } from '../../../src/policy/index.ts';
import {
  ACCOUNT,
  DIRECT,
  ENTITY,
  type Grade,
  gradeOf,
  isExempt,
  listOf,
  NONE,
  type RawCondition,
  type RawPrincipal,
  type RawStatement,
  type RawValue,
  type ReferencePolicy,
  type ReferenceSets,
} from '../../reference/index.ts';
import type { AccessCase } from '../generate/access-case.ts';
import type { Atom, Part, Slot } from './atoms.ts';

type PlacedStatement = (statement: RawStatement, slot: Slot, policy: ReferencePolicy) => RawStatement;

/** The sets with every statement changed, and told where it stands. */
export function mapPlaced(sets: ReferenceSets, change: PlacedStatement): ReferenceSets {
  const one = (slot: Slot, policy: ReferencePolicy): ReferencePolicy => ({
    ...policy,
    document: {
      ...policy.document,
      Statement: listOf<RawStatement>(policy.document.Statement).map((each) => change(each, slot, policy)),
    },
  });
  const levels = (slot: Slot, list: ReferenceSets['scp']) =>
    list?.map(({ target, policies }) => ({ target, policies: policies.map((each) => one(slot, each)) }));
  return {
    ...sets,
    identity: sets.identity.map((each) => one('identity', each)),
    boundary: sets.boundary && one('boundary', sets.boundary),
    session: sets.session?.map((each) => one('session', each)),
    resource: sets.resource && { ...sets.resource, attached: one('resource', sets.resource.attached) },
    scp: levels('scp', sets.scp),
    rcp: levels('rcp', sets.rcp),
    endpoint: sets.endpoint && one('endpoint', sets.endpoint),
  };
}

/** What the part says, whoever reads it: for looking up its truth. */
function keyOf(slot: Slot, kind: PolicyKind, version: string | undefined, part: Part): string {
  return JSON.stringify([slot, kind, version ?? null, part]);
}

export function keyOfAtom({ slot, kind, version, part }: Atom): string {
  return keyOf(slot, kind, version, part);
}

const NOBODY: RawPrincipal = { AWS: 'arn:aws:iam::999999999999:user/nobody' };

/** The case with the parts in the table written so that there is but one way to read them: as true, or as false. */
export function withTruths({ request, sets }: AccessCase, truths: ReadonlyMap<string, boolean>): AccessCase {
  const mended = mapPlaced(sets, (statement, slot, policy) => {
    const truthOf = (part: Part) =>
      truths.get(keyOf(slot, policy.source.kind, policy.document.Version, part));
    return mendedStatement(statement, truthOf);
  });
  return { request, sets: mended };
}

function mendedStatement(
  statement: RawStatement,
  truthOf: (part: Part) => boolean | undefined,
): RawStatement {
  const actionList = (texts: RawStatement['Action']) =>
    texts &&
    listOf(texts).map((text) => {
      const truth = truthOf({ element: 'action', text });
      return truth === undefined ? text : truth ? '*' : 'no:Such';
    });
  const resourceList = (texts: RawStatement['Resource'], not: boolean) =>
    texts &&
    listOf(texts).map((text) => {
      const truth = truthOf({ element: 'resource', text, not });
      return truth === undefined ? text : truth !== not ? '*' : 'arn:aws:no:::such';
    });
  const actions = actionList(statement.Action);
  const notActions = actionList(statement.NotAction);
  const resources = resourceList(statement.Resource, false);
  const notResources = resourceList(statement.NotResource, true);
  return {
    ...statement,
    ...(actions && { Action: actions }),
    ...(notActions && { NotAction: notActions }),
    ...(resources && { Resource: resources }),
    ...(notResources && { NotResource: notResources }),
    ...(statement.Condition && { Condition: mendedCondition(statement.Condition, truthOf) }),
  };
}

function mendedCondition(
  condition: RawCondition,
  truthOf: (part: Part) => boolean | undefined,
): RawCondition {
  const result: Record<string, Record<string, RawValue | readonly RawValue[]>> = {};
  for (const [operator, pairs] of Object.entries(condition)) {
    for (const [key, values] of Object.entries(pairs)) {
      const truth = truthOf({ element: 'condition', operator, key, values: listOf<RawValue>(values) });
      if (truth === undefined) result[operator] = { ...result[operator], [key]: values };
      if (truth === false) result['StringEquals'] = { ...result['StringEquals'], 'no:such': 'value' };
    }
  }
  return result;
}

/** The plainest entry that is worth the grade to the caller. */
function plainPrincipal(grade: Grade, caller: Principal): RawPrincipal {
  if (grade === NONE) return NOBODY;
  if (caller.kind === 'anonymous') return '*';
  if (caller.kind === 'service') return { Service: caller.name };
  if (caller.kind === 'web-identity' || caller.kind === 'saml') return { Federated: caller.provider };
  if (grade === ENTITY && caller.kind === 'role-session') return { AWS: caller.roleArn };
  if (grade === ENTITY && caller.kind === 'federated-session')
    return caller.issuer.kind === 'user' ? { AWS: caller.issuer.arn } : NOBODY;
  return grade === ACCOUNT ? { AWS: caller.account } : { AWS: caller.arn };
}

function plainStatement(
  statement: RawStatement,
  kind: PolicyKind,
  request: AccessRequest,
  hasBoundary: boolean,
): RawStatement {
  const { Principal, NotPrincipal, ...others } = statement;
  const caller = request.principal;
  const grade =
    NotPrincipal !== undefined
      ? isExempt(NotPrincipal, caller, hasBoundary, new Map())
        ? NONE
        : DIRECT
      : gradeOf(Principal ?? '*', caller, statement.Effect, new Map());
  // What ignores principals can be told to apply to nobody by its action alone.
  if (kind === 'endpoint' && grade === NONE)
    return { ...withoutActions(others), Action: 'no:Such', Principal: '*' };
  if (kind === 'endpoint' || (statement.Effect === 'Deny' && grade !== NONE))
    return { ...others, Principal: '*' };
  return { ...others, Principal: plainPrincipal(grade, caller) };
}

function withoutActions({ Action: _, NotAction: __, ...others }: RawStatement): RawStatement {
  return others;
}

/** The case with the principals that `isOdd` written as plainly as what they are worth to the caller. */
export function withPlainPrincipals(
  { request, sets }: AccessCase,
  isOdd: (statement: RawStatement, kind: PolicyKind) => boolean,
): AccessCase {
  const plain = mapPlaced(sets, (statement, _slot, policy) => {
    const { kind } = policy.source;
    if (!isOdd(statement, kind)) return statement;
    return plainStatement(statement, kind, request, sets.boundary !== undefined);
  });
  return { request, sets: plain };
}
