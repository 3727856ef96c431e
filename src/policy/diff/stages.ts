/** The actions, resources and callers that rules tell apart, each with the rules that speak about it. */
import { asciiLower } from '../text-case.ts';
import type { Caller } from './callers.ts';
import { classesOf, SideBySide, type TextClass } from './classes.ts';
import type { Effort } from './effort.ts';
import type { LiveRule } from './live-rule.ts';
import { isChanged, type Requirement, type Rule, resourceAtom } from './rules.ts';
import { ACTIONS, ARNS, actionShape, resourceShape, type Shape } from './shape.ts';

/** Classes about which the same rules speak in the same way. */
export interface Group<Spoken> {
  /** Indices into the sorting's classes. */
  readonly members: readonly number[];
  readonly text: string;
  readonly spoken: readonly Spoken[];
}

/** All texts of one sort, by the patterns that they match. */
export interface Sorting {
  readonly classes: readonly TextClass[];
  readonly patterns: readonly string[];
}

/** Groups the classes about which a rule of only one version speaks. */
function grouped<Spoken>(
  { classes }: Sorting,
  speakingOf: (one: TextClass) => readonly Spoken[],
  keyOf: (spoken: Spoken) => string,
  differs: (spoken: Spoken) => boolean,
): Group<Spoken>[] {
  const groups = new Map<string, { members: number[]; text: string; spoken: readonly Spoken[] }>();
  for (const [index, one] of classes.entries()) {
    const spoken = speakingOf(one);
    if (!spoken.some(differs)) continue;
    const key = spoken.map(keyOf).join('\n');
    const group = groups.get(key);
    if (group === undefined) groups.set(key, { members: [index], text: one.text, spoken });
    else group.members.push(index);
  }
  return [...groups.values()];
}

const ACTION_LETTERS = 'xyzwvutqabcdefghijklmnoprs0123456789-';
const WELL_KNOWN_ACTIONS = [
  's3:GetObject',
  'ec2:DescribeInstances',
  'dynamodb:Query',
  'lambda:InvokeFunction',
];

function filled(pattern: string, filling: string): string {
  return pattern.replaceAll('*', filling).replaceAll('?', 'x');
}

/** Actions to choose examples from: what the patterns write, and some that everyone knows. */
function* favouriteActions(patterns: readonly string[]): Generator<string> {
  yield* patterns.filter((pattern) => !/[*?]/.test(pattern));
  yield* WELL_KNOWN_ACTIONS;
  for (const pattern of patterns) yield filled(pattern, 'Example');
}

/** Actions by the rules that speak about them. @param known the actions that exist; otherwise every text is one. */
export function actionGroups(
  rules: readonly Rule[],
  known: readonly string[] | undefined,
  apart: readonly string[],
  effort: Effort,
): { groups: Group<Rule>[]; sorting: Sorting } {
  const { patterns, indexOf } = indexed(
    [...rules.flatMap(({ action }) => action.patterns), ...apart],
    asciiLower,
  );
  const shapes = patterns.map(actionShape);
  const sorting = {
    patterns,
    classes:
      known === undefined ? everyAction(shapes, patterns, effort) : knownActions(shapes, known, effort),
  };
  const elements = new Map(rules.map((rule) => [rule, new Set(rule.action.patterns.map(indexOf))]));
  const bits = new Set(apart.map(indexOf));
  const ids = new Map(rules.map((rule, at) => [rule, at]));
  const groups = new Map<string, Group<Rule>[]>();
  // Patterns to be told apart without a rule that says so are part of what makes a group.
  const bySpecial = new Map<string, number[]>();
  for (const [index, { matched }] of sorting.classes.entries()) {
    const special = matched.filter((at) => bits.has(at)).join();
    bySpecial.set(special, [...(bySpecial.get(special) ?? []), index]);
  }
  for (const [special, members] of bySpecial) {
    const own = { ...sorting, classes: members.map((index) => sorting.classes[index]!) };
    const found = grouped(
      own,
      ({ matched }) =>
        rules.filter((rule) => matched.some((at) => elements.get(rule)!.has(at)) !== rule.action.not),
      (rule) => String(ids.get(rule)),
      isChanged,
    );
    groups.set(
      special,
      found.map((group) => ({ ...group, members: group.members.map((at) => members[at]!) })),
    );
  }
  return { groups: [...groups.values()].flat(), sorting };
}

function everyAction(shapes: readonly Shape[], patterns: readonly string[], effort: Effort): TextClass[] {
  const question = {
    shapes,
    universe: ACTIONS,
    favourites: favouriteActions(patterns),
    read: asciiLower,
    spare: ACTION_LETTERS,
    closed: true,
  };
  const { classes, complete } = classesOf(question, effort);
  if (!complete) effort.fallShort('actions');
  return classes;
}

function knownActions(shapes: readonly Shape[], known: readonly string[], effort: Effort): TextClass[] {
  const machine = new SideBySide(shapes, effort);
  const classes = new Map<string, TextClass>();
  for (const text of known) {
    const state = machine.run(asciiLower(text));
    if (state === undefined) {
      effort.fallShort('actions');
      break;
    }
    const matched = state.accepted;
    if (!classes.has(matched.join())) classes.set(matched.join(), { text, matched });
  }
  return [...classes.values()];
}

/** Texts, each once however it is spelt, and where each stands among them. */
function indexed(texts: readonly string[], spell: (text: string) => string) {
  const places = new Map<string, number>();
  const patterns: string[] = [];
  for (const text of texts) {
    const spelt = spell(text);
    if (places.has(spelt)) continue;
    places.set(spelt, patterns.length);
    patterns.push(text);
  }
  return { patterns, indexOf: (text: string) => places.get(spell(text)) ?? -1 };
}

/** A rule about one resource. */
export interface ResourceRule {
  readonly rule: Rule;
  readonly requirements: readonly Requirement[];
}

/** The role that a trust policy is of. */
const ROLE = 'arn:aws:iam::111122223333:role/example';

/** Resources by what the rules make of them. */
export class ResourceStage {
  readonly #effort: Effort;
  readonly #sortings = new Map<string, Sorting>();

  constructor(effort: Effort) {
    this.#effort = effort;
  }

  groups(rules: readonly Rule[]): { groups: Group<ResourceRule>[]; sorting: Sorting } {
    const speaking = rules.filter((rule) => rule.resource !== undefined);
    const sorting = this.sortingFor(speaking);
    const places = new Map(sorting.patterns.map((pattern, at) => [pattern, at]));
    const groups = grouped(
      sorting,
      ({ matched }) => rules.flatMap((rule) => aboutResource(rule, new Set(matched), places) ?? []),
      ({ rule, requirements }) =>
        `${rules.indexOf(rule)} ${requirements.map((one) => one.atoms.map(({ id }) => id).join()).join()}`,
      ({ rule }) => isChanged(rule),
    );
    return { groups, sorting };
  }

  /** All resources, by the patterns that they match. */
  sortingFor(rules: readonly Rule[]): Sorting {
    const patterns = [...new Set(rules.flatMap(markedPatterns))];
    const key = patterns.join('\n');
    const remembered = this.#sortings.get(key);
    if (remembered !== undefined) return remembered;
    const sorting = { patterns, classes: this.#classes(patterns) };
    this.#sortings.set(key, sorting);
    return sorting;
  }

  #classes(patterns: readonly string[]): TextClass[] {
    if (patterns.length === 0) return [{ text: ROLE, matched: [] }];
    const NEVER: Shape = [];
    const shapes = patterns.map((pattern) => resourceShape(...unmarked(pattern)) ?? NEVER);
    const { classes, complete } = classesOf(
      {
        shapes,
        universe: ARNS,
        favourites: favouriteResources(patterns.map((pattern) => unmarked(pattern)[0])),
        spare: 'xyzwvutqabcdefghijklmnoprs0123456789-',
      },
      this.#effort,
    );
    if (!complete) this.#effort.fallShort('resources');
    const everything = [...patterns.keys()].filter((at) => patterns[at] === '*');
    return [...classes, { text: '*', matched: everything }];
  }
}

/** Where a document knows no variables, `${` is text: such a pattern is another one than that which looks like it. */
const LITERALLY = '\u0000';

function markedPatterns({ resource, variables }: Rule): string[] {
  return (resource?.patterns ?? []).map((pattern) =>
    variables || !pattern.includes('${') ? pattern : `${LITERALLY}${pattern}`,
  );
}

export function unmarked(pattern: string): [text: string, variables: boolean] {
  return pattern.startsWith(LITERALLY) ? [pattern.slice(1), false] : [pattern, true];
}

function* favouriteResources(patterns: readonly string[]): Generator<string> {
  yield* patterns.filter((pattern) => !/[*?$]/.test(pattern));
  for (const pattern of patterns) {
    const [scheme, partition = '*', service = '*', region = '*', account = '*', ...rest] = pattern.split(':');
    if (scheme !== 'arn') continue;
    const head = [filled(partition, 'aws'), filled(service, 's3'), filled(region, 'us-east-1')];
    const tail = rest.length === 0 ? 'example' : filled(rest.join(':'), 'example');
    yield ['arn', ...head, filled(account, '111122223333'), tail.replace(/\$\{[^}]*\}/g, 'alice')].join(':');
  }
  yield 'arn:aws:s3:::example-bucket/example';
}

/** What a rule still asks of requests on a resource; `undefined` if it does not speak about it. */
function aboutResource(
  rule: Rule,
  matched: ReadonlySet<number>,
  places: ReadonlyMap<string, number>,
): ResourceRule | undefined {
  const { resource, effect } = rule;
  const conditions = rule.conditions.map((atom): Requirement => ({ atoms: [atom], negated: false }));
  // As `compile` has it: a trust policy's statements mean the role; others without a resource refuse and never allow.
  if (resource === undefined) {
    return rule.meansRole || effect === 'Deny' ? { rule, requirements: conditions } : undefined;
  }
  const matching = markedPatterns(rule).filter((pattern) => matched.has(places.get(pattern) ?? -1));
  const asking = matching.filter((pattern) => unmarked(pattern)[1]).map(resourceAtom);
  const open = asking.filter((atom) => atom.asks.length > 0);
  if (open.length < matching.length) return resource.not ? undefined : { rule, requirements: conditions };
  if (open.length === 0) return resource.not ? { rule, requirements: conditions } : undefined;
  return { rule, requirements: [...conditions, { atoms: open, negated: resource.not }] };
}

/** Callers about whom the same rules speak in the same way. */
export interface CallerGroup {
  readonly callers: readonly Caller[];
  readonly rules: readonly LiveRule[];
}

/** Callers of one nature are treated alike where policies name them alike. */
export function natureOf({ principal: { kind } }: Caller): string {
  if (kind === 'user' || kind === 'role-session') return 'identity';
  if (kind === 'root' || kind === 'assumed-root') return 'root';
  return kind === 'federated-session' ? kind : 'without account';
}

/** @param gradeOf how a rule's principal element names a caller; `undefined` if it does not. */
export function callerGroups(
  callers: readonly Caller[],
  rules: readonly ResourceRule[],
  gradeOf: (rule: Rule, caller: Caller) => string | undefined,
): CallerGroup[] {
  const groups = new Map<string, { callers: Caller[]; rules: LiveRule[] }>();
  for (const caller of callers) {
    const live: LiveRule[] = [];
    const keys: string[] = [natureOf(caller)];
    for (const [at, { rule, requirements }] of rules.entries()) {
      const grade = gradeOf(rule, caller);
      if (grade === undefined) continue;
      const { effect, before, after, principal } = rule;
      live.push({ effect, before, after, requirements, grade, principal });
      keys.push(`${at} ${grade}`);
    }
    if (!live.some((rule) => rule.before !== rule.after)) continue;
    const group = groups.get(keys.join());
    if (group === undefined) groups.set(keys.join(), { callers: [caller], rules: live });
    else group.callers.push(caller);
  }
  return [...groups.values()];
}
