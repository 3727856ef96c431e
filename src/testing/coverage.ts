/** Which statements and conditions of policies were exercised by questions. */
import type {
  AttachedPolicy,
  DocumentTrace,
  PolicyDocument,
  PolicySets,
  PolicySource,
} from '../policy/index.ts';
import { BUILT_IN_POLICIES, Organization } from './organization.ts';
import { originOf } from './policies.ts';
import type { Answer, Check } from './question.ts';
import { accountsIn, type Subject } from './world.ts';

export interface ConditionCoverage {
  readonly operator: string;
  readonly key: string;
  /** Whether some question that the rest of the statement speaks about made it true, or false. */
  readonly seenTrue: boolean;
  readonly seenFalse: boolean;
}

export interface StatementCoverage {
  /** From 0. */
  readonly index: number;
  readonly sid?: string;
  readonly line: number;
  readonly column: number;
  /** Whether it matched a question. */
  readonly matched: boolean;
  readonly conditions: readonly ConditionCoverage[];
}

export interface DocumentCoverage {
  readonly source: PolicySource;
  /** Where its text stands, if that was said. */
  readonly origin?: string;
  readonly statements: readonly StatementCoverage[];
}

/** Points that can be covered: one for each statement that matches, two for each condition that is true and false. */
export interface CoverageTotal {
  readonly points: number;
  readonly covered: number;
  /** 0 to 100; 100 if there is nothing to cover. */
  readonly percent: number;
}

interface Seen {
  readonly source: PolicySource;
  readonly document: PolicyDocument;
  readonly matched: boolean[];
  readonly conditions: { seenTrue: boolean; seenFalse: boolean }[][];
}

/** Notes answers, and tells what none of them exercised. The same text in several places is one document. */
export class PolicyCoverage {
  readonly #seen = new Map<string, Seen>();
  readonly #keys = new WeakMap<PolicySource, string>();

  /** Policies that count although no question may reach them: all that are described. */
  include(subject: Subject): void {
    for (const attached of policiesIn(subject)) this.#of(attached);
  }

  note(answer: Answer): void {
    for (const check of answer.checks) this.#noteCheck(check);
  }

  documents(): DocumentCoverage[] {
    return [...this.#seen.values()].map(documentCoverage);
  }

  total(): CoverageTotal {
    const statements = this.documents().flatMap((document) => document.statements);
    const seen = statements.flatMap(({ matched, conditions }) => [
      matched,
      ...conditions.flatMap(({ seenTrue, seenFalse }) => [seenTrue, seenFalse]),
    ]);
    const covered = seen.filter(Boolean).length;
    const percent = seen.length === 0 ? 100 : Math.floor((covered * 1000) / seen.length) / 10;
    return { points: seen.length, covered, percent };
  }

  #noteCheck({ explanation, sets }: Check): void {
    for (const attached of attachedIn(sets)) this.#of(attached);
    for (const { documents } of explanation.types) {
      for (const document of documents) this.#noteDocument(document);
    }
  }

  #noteDocument({ source, statements }: DocumentTrace): void {
    const seen = this.#seen.get(this.#keys.get(source) ?? '');
    if (seen === undefined) return;
    for (const { index, matched, failed, conditions } of statements) {
      if (matched) seen.matched[index] = true;
      // Conditions of a statement that speaks about something else say nothing about the question.
      if (failed !== undefined && failed !== 'condition') continue;
      for (const [at, { satisfied }] of conditions.entries()) {
        const condition = seen.conditions[index]![at]!;
        if (satisfied) condition.seenTrue = true;
        else condition.seenFalse = true;
      }
    }
  }

  #of({ policy, source }: AttachedPolicy): void {
    if (isOfAws(source) || this.#keys.has(source)) return;
    const { document } = policy;
    const key = `${originOf(source) ?? ''} ${JSON.stringify(document.statements)}`;
    this.#keys.set(source, key);
    if (this.#seen.has(key)) return;
    this.#seen.set(key, {
      source,
      document,
      matched: document.statements.map(() => false),
      conditions: document.statements.map(({ conditions }) =>
        conditions.map(() => ({ seenTrue: false, seenFalse: false })),
      ),
    });
  }
}

/** Nobody tests what AWS wrote. */
function isOfAws({ name, kind, arn }: PolicySource): boolean {
  const isOrganizations = kind === 'scp' || kind === 'rcp';
  return (isOrganizations && BUILT_IN_POLICIES.has(name)) || arn?.startsWith('arn:aws:iam::aws:') === true;
}

function documentCoverage({ source, document, matched, conditions }: Seen): DocumentCoverage {
  const origin = originOf(source);
  return {
    source,
    ...(origin === undefined ? {} : { origin }),
    statements: document.statements.map((statement, index) => ({
      index,
      ...(statement.sid === undefined ? {} : { sid: statement.sid }),
      line: statement.start.line,
      column: statement.start.column,
      matched: matched[index]!,
      conditions: statement.conditions.map(({ operator, key }, at) => ({
        operator,
        key,
        ...conditions[index]![at]!,
      })),
    })),
  };
}

function policiesIn(subject: Subject): AttachedPolicy[] {
  const ofAccounts = accountsIn(subject).flatMap(({ users, groups, roles, managed, resources }) => {
    const identities = [...users.values(), ...roles.values()];
    const held = [...identities, ...groups.values()].flatMap(({ policies }) => policies);
    const boundaries = identities.flatMap(({ boundary }) => boundary ?? []);
    return [
      ...[...held, ...boundaries].flatMap((policy) => ('reference' in policy ? [] : policy)),
      ...[...roles.values()].map(({ trust }) => trust),
      ...managed.values(),
      ...[...resources.values()].flatMap(({ policy }) => policy ?? []),
    ];
  });
  return subject instanceof Organization ? [...ofAccounts, ...subject.policies()] : ofAccounts;
}

function attachedIn({
  rcp = [],
  scp = [],
  endpoint,
  resource,
  identity,
  boundary,
  session = [],
}: PolicySets) {
  const single = [endpoint, resource?.attached, boundary].filter((attached) => attached !== undefined);
  return [...[...rcp, ...scp].flatMap((level) => level.policies), ...single, ...identity, ...session];
}
