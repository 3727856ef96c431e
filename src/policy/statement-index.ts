/**
 * Which statements can speak about a request: by action, then by resource. What a strange action or resource makes an
 * index remember is bounded; what it answers never depends on what it remembers.
 */
import { appliesToAction, type CompiledActions } from './action-pattern.ts';
import type { CompiledStatement } from './compile.ts';
import type { Effect } from './document.ts';
import { HeadTrie } from './head-trie.ts';
import { asciiLower } from './text-case.ts';

/** So few statements are asked one by one. */
const FEW = 8;

/** A statement of so many names and resources together is found by its resources alone. */
const MOST_PAIRS = 64;

/** Statements of one effect whose action element matches an action, in the order of the text. */
export class Candidates {
  readonly statements: readonly CompiledStatement[];
  #tries: Tries | undefined;

  constructor(statements: readonly CompiledStatement[]) {
    this.statements = statements;
  }

  get areFew(): boolean {
    return this.statements.length <= FEW;
  }

  /** By resource, those that speak about whoever calls, or about too many to tell. */
  get aboutAnyone(): HeadTrie {
    this.#tries ??= triesOf(this.statements);
    return this.#tries.anyone;
  }

  /** By resource, those that list a name; `undefined` if none lists any. */
  get byName(): ReadonlyMap<string, HeadTrie> | undefined {
    this.#tries ??= triesOf(this.statements);
    return this.#tries.byName;
  }
}

interface Tries {
  readonly anyone: HeadTrie;
  readonly byName: ReadonlyMap<string, HeadTrie> | undefined;
}

function triesOf(statements: readonly CompiledStatement[]): Tries {
  const anyone = new HeadTrie();
  const byName = new Map<string, HeadTrie>();
  for (const [place, statement] of statements.entries()) {
    const names = namesIn(statement);
    if (names === undefined) addResources(anyone, statement, place);
    for (const name of names ?? []) {
      const trie = byName.get(name) ?? new HeadTrie();
      byName.set(name, trie);
      addResources(trie, statement, place);
    }
  }
  return { anyone, byName: byName.size === 0 ? undefined : byName };
}

/** The names that a caller must have one of; `undefined`: the statement may be about anyone. */
function namesIn({ principals, resources }: CompiledStatement): readonly string[] | undefined {
  if (principals === undefined || principals.not || principals.everyone || principals.everyAccount) {
    return undefined;
  }
  const names = [...principals.names, ...principals.services, ...principals.providers];
  const patterns = (resources?.exact.length ?? 0) + (resources?.open.length ?? 0);
  return names.length * Math.max(1, patterns) > MOST_PAIRS ? undefined : names;
}

function addResources(trie: HeadTrie, { resources }: CompiledStatement, place: number): void {
  if (resources === undefined || resources.not || resources.everything) {
    trie.addHead('', place);
    return;
  }
  for (const text of resources.exact) trie.addExact(text, place);
  for (const head of shortestOf(resources.open.map((pattern) => pattern.head))) trie.addHead(head, place);
}

/** Without beginnings that begin with another: a statement is asked once, in whichever way a text begins as it wants. */
function shortestOf(heads: readonly string[]): readonly string[] {
  if (heads.length < 2) return heads;
  // A text comes before all that begin with it, and nothing else comes between them.
  const shortest: string[] = [];
  for (const head of heads.toSorted()) {
    const last = shortest.at(-1);
    if (last === undefined || !head.startsWith(last)) shortest.push(head);
  }
  return shortest;
}

/** The candidates for one action. */
export interface ByEffect {
  readonly Deny: Candidates;
  readonly Allow: Candidates;
}

/** Statements with the same action element. */
interface Group {
  readonly actions: CompiledActions;
  readonly statements: number[];
}

/** Actions are a closed set in honest use. */
const REMEMBERED_ACTIONS = 512;
/** How many times the number of its statements an index remembers as candidates, at most. */
const REMEMBERED_CANDIDATES = 8;

export class StatementIndex {
  readonly #statements: readonly CompiledStatement[];
  #groups: readonly Group[] | undefined;
  readonly #byAction = new Map<string, ByEffect>();
  /** By the groups that an action belongs to: actions of the same groups share their candidates. */
  readonly #byGroups = new Map<string, ByEffect>();
  #remembered = 0;

  constructor(statements: readonly CompiledStatement[]) {
    this.#statements = statements;
  }

  about(action: string): ByEffect {
    return this.#byAction.get(action) ?? this.#remember(action);
  }

  #remember(action: string): ByEffect {
    const lower = asciiLower(action);
    this.#groups ??= groupsOf(this.#statements);
    const matching = this.#groups.filter(({ actions }) => appliesToAction(actions, lower));
    // A group is known by its first statement.
    const key = matching.map(({ statements }) => statements[0]).join();
    const candidates = this.#byGroups.get(key) ?? this.#candidatesOf(matching);
    if (this.#isFull()) this.#forget();
    if (!this.#byGroups.has(key))
      this.#remembered += candidates.Deny.statements.length + candidates.Allow.statements.length;
    this.#byGroups.set(key, candidates);
    this.#byAction.set(action, candidates);
    return candidates;
  }

  #candidatesOf(groups: readonly Group[]): ByEffect {
    const places = groups.flatMap(({ statements }) => statements).sort((a, b) => a - b);
    const statements = places.map((place) => this.#statements[place]!);
    const of = (effect: Effect) =>
      new Candidates(statements.filter(({ source }) => source.effect === effect));
    return { Deny: of('Deny'), Allow: of('Allow') };
  }

  #isFull(): boolean {
    const most = REMEMBERED_CANDIDATES * this.#statements.length;
    return this.#byAction.size >= REMEMBERED_ACTIONS || this.#remembered > most;
  }

  #forget(): void {
    this.#byAction.clear();
    this.#byGroups.clear();
    this.#remembered = 0;
  }
}

function groupsOf(statements: readonly CompiledStatement[]): readonly Group[] {
  const groups = new Map<string, Group>();
  for (const [place, { actions, source }] of statements.entries()) {
    const key = JSON.stringify(source.action);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, { actions, statements: [place] });
    else group.statements.push(place);
  }
  return [...groups.values()];
}
