/** A request that shows a difference: found, and then verified by deciding it by both versions. */
import { decide } from '../decide.ts';
import type { AccessRequest, AttachedPolicy, ContextValue, Decision, Principal } from '../model.ts';
import { DecisionTooCostlyError } from '../step-budget.ts';
import { parseTemplate, resolveText, type Template } from '../template.ts';
import { callerOfArn } from './callers.ts';
import type { Case, Cell, Leaf } from './cell.ts';
import { type Given, ownerFor, type Setting } from './givens.ts';
import { askCondition, askResource } from './probe.ts';
import type { Atom, ConditionAtom } from './rules.ts';
import { resourceTemplate } from './shape.ts';

/** A request as plain data. */
export interface WitnessRequest {
  readonly principal: Principal;
  readonly action: string;
  readonly resource: string;
  /** Owner of the resource, if it is not the caller's account. */
  readonly resourceAccount?: string;
  /** Keys as policies write them, in lower case; a key that is not here is not in the request. */
  readonly context: Readonly<Record<string, ContextValue>>;
}

/** The request, and what each version decides in the first setting where they differ. */
export interface Witness {
  readonly request: WitnessRequest;
  readonly given: Given;
  readonly before: Decision;
  readonly after: Decision;
}

export interface Versions {
  readonly before: readonly AttachedPolicy[];
  readonly after: readonly AttachedPolicy[];
  readonly settings: readonly Setting[];
  /** Whether the policies say whom they mean. */
  readonly namesCallers: boolean;
}

type Context = ReadonlyMap<string, ContextValue>;

/** Requests to be tried where variables leave a choice. */
const MOST_TRIES = 400;

/** Finds witnesses; `isAlike` says whether a resource matches the same patterns as the cell's. */
export function witnessFinder(versions: Versions, isAlike: (resource: string, cell: Cell) => boolean) {
  return (cell: Cell, leaf: Leaf): Witness | undefined => {
    for (const known of leaf.cases) {
      let tries = 0;
      for (const { resource, context } of candidates(cell, known)) {
        if (++tries > MOST_TRIES) break;
        if (resource !== cell.resource && !isAlike(resource, cell)) continue;
        if (!isOfCase(known, resource, context)) continue;
        const witness = verified(versions, { ...cell, resource }, context, leaf);
        if (witness !== undefined) return witness;
      }
    }
    return undefined;
  };
}

/** Whether each atom is as the case says. */
function isOfCase({ truths }: Case, resource: string, context: Context): boolean {
  return truths.every(([atom, wanted]) => {
    const holds =
      atom.kind === 'resource'
        ? askResource(atom.pattern, true)(resource, context)
        : askCondition(atom.condition, atom.variables)(context);
    return holds === wanted;
  });
}

/** The request, if the versions decide it as they should in every setting. */
function verified(
  versions: Versions,
  cell: Cell,
  context: Context,
  { allowed, refused }: Leaf,
): Witness | undefined {
  for (const principal of callersFor(cell.caller.principal, context, versions.namesCallers)) {
    const request = { principal, action: cell.action, resource: cell.resource, context };
    let first: Witness | undefined;
    const holds = [...allowed, ...refused].every((given) => {
      const setting = versions.settings.find((one) => one.given === given)!;
      const decided = decideBoth(versions, setting, request);
      first ??= decided && { ...decided, given, request: plain(request, setting) };
      return (
        decided !== undefined &&
        (decided.after.verdict === 'allowed') === allowed.includes(given) &&
        (decided.before.verdict === 'allowed') === refused.includes(given)
      );
    });
    if (holds) return first;
  }
  return undefined;
}

/** Whoever the context says that it is, so that the request is of one piece; else the cell's caller. */
function callersFor(caller: Principal, context: Context, named: boolean): Principal[] {
  const arn = context.get('aws:principalarn');
  const told = !named && typeof arn === 'string' ? callerOfArn(arn) : undefined;
  return told === undefined ? [caller] : [told, caller];
}

function decideBoth(
  { before, after }: Versions,
  setting: Setting,
  request: AccessRequest,
): { before: Decision; after: Decision } | undefined {
  const asked = { ...request, resourceAccount: ownerFor(setting, request.principal) };
  try {
    return {
      before: decide(asked, setting.setsWith(before)),
      after: decide(asked, setting.setsWith(after)),
    };
  } catch (error) {
    if (error instanceof DecisionTooCostlyError) return undefined;
    throw error;
  }
}

function plain(
  request: { principal: Principal; action: string; resource: string; context: Context },
  setting: Setting,
): WitnessRequest {
  const resourceAccount = ownerFor(setting, request.principal);
  return {
    ...request,
    ...(resourceAccount !== undefined && { resourceAccount }),
    context: Object.fromEntries(request.context),
  };
}

interface Candidate {
  readonly resource: string;
  readonly context: Context;
}

/** The values that were picked; where variables have a say, values for them too, and texts made of those. */
function* candidates(cell: Cell, { truths, picks }: Case): Generator<Candidate> {
  const picked = contextFrom(picks);
  yield { resource: cell.resource, context: picked };
  const asking = truths.map(([atom]) => atom).filter((atom) => atom.asks.length > 0);
  const held = truths.filter(([, holds]) => holds).map(([atom]) => atom);
  if (asking.length === 0) return;
  const variables = new Set(asking.flatMap((atom) => atom.asks.map(({ key }) => key)));
  const likely = likelyValues(cell, asking);
  const pools = [...variables].map((key) => ({
    key,
    values: picks.has(key) ? [picks.get(key), ...likely] : [...likely, undefined, [likely[0]!]],
  }));
  for (const chosen of combinations(pools)) {
    const context = contextFrom(new Map([...picks, ...chosen]));
    const resources = [cell.resource, ...held.flatMap((atom) => resourceTexts(atom, context))];
    const conditionPools = asking
      .filter((atom) => atom.kind === 'condition')
      .filter(({ key }) => !chosen.has(key))
      .map((atom) => ({ key: atom.key, values: conditionValues(atom, picks, context) }));
    for (const more of combinations(conditionPools)) {
      const whole = contextFrom(new Map([...context, ...more]));
      for (const resource of new Set(resources)) yield { resource, context: whole };
    }
  }
}

function contextFrom(values: Iterable<readonly [string, ContextValue | undefined]>): Context {
  return new Map([...values].filter((entry): entry is [string, ContextValue] => entry[1] !== undefined));
}

/** Values that a variable may have where it matters: parts of the texts at hand, and some that nothing names. */
function likelyValues({ resource }: Cell, atoms: readonly Atom[]): string[] {
  const texts = [
    resource,
    ...atoms.flatMap((atom) => (atom.kind === 'condition' ? atom.condition.values : [])),
  ];
  const parts = texts
    .flatMap((text) => text.split(/[/:]|\$\{[^}]*\}/))
    .filter((part) => part !== '' && !/[*?$]/.test(part));
  const fallbacks = atoms.flatMap((atom) => atom.asks.flatMap(({ fallback }) => fallback ?? []));
  return [...new Set(['alice', ...parts.toReversed(), ...fallbacks, 'bob', 'x'])].slice(0, 12);
}

interface Pool {
  readonly key: string;
  readonly values: readonly (ContextValue | undefined)[];
}

function* combinations(pools: readonly Pool[]): Generator<Map<string, ContextValue | undefined>> {
  const [first, ...rest] = pools;
  if (first === undefined) {
    yield new Map();
    return;
  }
  for (const others of combinations(rest)) {
    for (const value of first.values) yield new Map(others).set(first.key, value);
  }
}

/** The resource that a pattern means in the context. */
function resourceTexts(atom: Atom, context: Context): string[] {
  if (atom.kind !== 'resource') return [];
  const head = atom.pattern.split(':', 5).map((part) => part.replaceAll('*', 'example').replaceAll('?', 'x'));
  return ['example', ''].flatMap((filling) => {
    const rest = filled(resourceTemplate(atom.pattern, true), context, filling);
    return rest === undefined ? [] : [`${head.join(':')}:${rest}`];
  });
}

function conditionValues(
  { condition, key }: ConditionAtom,
  picks: ReadonlyMap<string, ContextValue | undefined>,
  context: Context,
): (ContextValue | undefined)[] {
  const resolved = condition.values.flatMap(
    (value) => filled(parseTemplate(value, true), context, 'example') ?? [],
  );
  const values = [...resolved, 'other', undefined, ...resolved.map((text) => [text, 'other'])];
  return picks.has(key) ? [picks.get(key), ...values] : values;
}

/** The text that a template writes, with something for its wildcards. */
function filled(template: Template, context: Context, filling: string): string | undefined {
  const pieces = template.pieces?.map((piece) =>
    piece.kind === 'text'
      ? { ...piece, text: piece.text.replaceAll('*', filling).replaceAll('?', 'x') }
      : piece,
  );
  return resolveText({ ...template, pieces }, context);
}
