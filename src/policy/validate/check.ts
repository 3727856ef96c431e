/** What a check is: a row of a table, and how it looks at a document. */
import type { Place, PolicyKind } from '../issue.ts';
import type { JsonScalar } from '../json-node.ts';
import type { ConditionSubject, DocumentSubject, EntrySubject, StatementSubject } from './subject.ts';

/**
 * As Access Analyzer sorts its findings: a part of the policy does not work (`error`); it allows more than is safe
 * (`security`); it probably does not do what it seems to (`warning`); it could be written better (`suggestion`).
 */
export type Severity = 'error' | 'security' | 'warning' | 'suggestion';

/** What is said about one place. */
export interface Remark {
  readonly at: Place;
  readonly message: string;
  /** What to do, where it is more than the check's own advice. */
  readonly hint?: string;
}

export interface Check {
  /** Stable name in kebab case; after the Access Analyzer check of the same subject, if there is one. */
  readonly code: string;
  readonly severity: Severity;
  readonly title: string;
  readonly kinds: readonly PolicyKind[];
  /** What is found, and why it matters; of most checks `REASONS` tells it. */
  readonly why?: string;
  /** What to write instead: the finding's hint. */
  readonly mend: string;
  /** AWS's page on the matter. */
  readonly docs: string;
  /** Cheap enough to be part of `parse`. */
  readonly quick?: boolean;
  /** Asks the catalogue of services; without one, nothing is found. */
  readonly catalog?: boolean;
  /** Absent: `parse` itself finds it. */
  readonly find?: (document: DocumentSubject) => Iterable<Remark>;
}

/** A message, a message with more, or nothing. */
type Told = string | (Omit<Remark, 'at'> & { readonly at?: Place }) | undefined | false;

function remark(told: Told, place: Place): Remark[] {
  if (told === undefined || told === false) return [];
  return [typeof told === 'string' ? { at: place, message: told } : { at: place, ...told }];
}

/** Looks at each statement; the place is the statement's unless said otherwise. */
export function eachStatement(
  tell: (statement: StatementSubject, document: DocumentSubject) => Told,
): (document: DocumentSubject) => Iterable<Remark> {
  return function* (document) {
    for (const statement of document.statements) yield* remark(tell(statement, document), statement.node);
  };
}

/** Looks at each value of `Action` and `NotAction`. */
export function eachAction(
  tell: (action: string, statement: StatementSubject, document: DocumentSubject) => Told,
): (document: DocumentSubject) => Iterable<Remark> {
  return function* (document) {
    for (const statement of document.statements)
      for (const value of statement.action.values)
        yield* remark(tell(value.text, statement, document), value);
  };
}

/** Looks at each value of `Resource` and `NotResource`. */
export function eachResource(
  tell: (resource: string, statement: StatementSubject, document: DocumentSubject) => Told,
): (document: DocumentSubject) => Iterable<Remark> {
  return function* (document) {
    for (const statement of document.statements)
      for (const value of statement.resource?.values ?? [])
        yield* remark(tell(value.text, statement, document), value);
  };
}

/** Looks at each principal that is named. */
export function eachPrincipal(
  tell: (entry: EntrySubject, statement: StatementSubject, document: DocumentSubject) => Told,
): (document: DocumentSubject) => Iterable<Remark> {
  return function* (document) {
    for (const statement of document.statements)
      for (const entry of statement.principal?.entries ?? [])
        yield* remark(tell(entry, statement, document), entry.node);
  };
}

/** Looks at each pair of operator and key. */
export function eachCondition(
  tell: (condition: ConditionSubject, document: DocumentSubject) => Told,
): (document: DocumentSubject) => Iterable<Remark> {
  return function* (document) {
    for (const { conditions } of document.statements)
      for (const condition of conditions) yield* remark(tell(condition, document), condition.node);
  };
}

/** Looks at each value of each condition. */
export function eachValue(
  tell: (value: JsonScalar, condition: ConditionSubject, document: DocumentSubject) => Told,
): (document: DocumentSubject) => Iterable<Remark> {
  return function* (document) {
    for (const { conditions } of document.statements)
      for (const condition of conditions)
        for (const value of condition.values) yield* remark(tell(value, condition, document), value);
  };
}

export const ALL: readonly PolicyKind[] = [
  'inline',
  'managed',
  'session',
  'trust',
  'resource',
  'endpoint',
  'scp',
  'rcp',
];
/** Held by those whom they speak about. */
export const IDENTITY: readonly PolicyKind[] = ['inline', 'managed', 'session'];
/** Whose `Allow` gives something. */
export const GRANTING: readonly PolicyKind[] = ['inline', 'managed', 'session', 'resource', 'trust'];
export const WITH_RESOURCE: readonly PolicyKind[] = ALL.filter((kind) => kind !== 'trust');
export const WITH_PRINCIPAL: readonly PolicyKind[] = ['trust', 'resource', 'endpoint'];
export const TRUST: readonly PolicyKind[] = ['trust'];
export const RESOURCE: readonly PolicyKind[] = ['resource'];

const USER_GUIDE = 'https://docs.aws.amazon.com/IAM/latest/UserGuide/';

/** A page of the IAM User Guide, `name` or `name#anchor`. */
export function userGuide(page: string): string {
  const [name, anchor] = page.split('#');
  return `${USER_GUIDE}${name}.html${anchor === undefined ? '' : `#${anchor}`}`;
}

/** A section of the page "IAM Access Analyzer policy check reference": `error-invalid-action`. */
export function analyzer(section: string): string {
  return userGuide(
    `access-analyzer-reference-policy-checks#access-analyzer-reference-policy-checks-${section}`,
  );
}

/** A page of the Service Authorization Reference. */
export const SERVICE_REFERENCE =
  'https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html';

/** A page of the AWS Organizations User Guide. */
export function organizations(page: string): string {
  return `https://docs.aws.amazon.com/organizations/latest/userguide/${page}.html`;
}
