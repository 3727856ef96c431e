/** A document as checks look at it: what it says, and for each word the place in the text. */
import type { Catalog } from '../catalog/service.ts';
import type { Effect, PolicyDocument, PrincipalType, Statement } from '../document.ts';
import type { PolicyKind } from '../issue.ts';
import { type JsonMember, type JsonNode, type JsonObject, type JsonScalar, memberOf } from '../json-node.ts';
import { type Operator, parseOperator } from '../operator.ts';
import { lowerCaseKey } from '../text-case.ts';

export interface DocumentSubject {
  readonly kind: PolicyKind;
  readonly root: JsonObject;
  readonly document: PolicyDocument;
  /** The text, if its size is looked at. */
  readonly text: string | undefined;
  readonly statements: readonly StatementSubject[];
  /** What is known of services, if it was given. */
  readonly catalog: Catalog | undefined;
  /** The account that the policy is written for, if it was given. */
  readonly account: string | undefined;
}

export interface StatementSubject {
  readonly kind: PolicyKind;
  readonly node: JsonObject;
  readonly source: Statement;
  readonly effect: Effect;
  /** Whether policy variables have a meaning. */
  readonly variables: boolean;
  readonly action: ElementSubject;
  readonly resource: ElementSubject | undefined;
  readonly principal: PrincipalSubject | undefined;
  readonly conditions: readonly ConditionSubject[];
}

/** `Action`, `Resource` and their negations. */
export interface ElementSubject {
  /** The name as written: `NotAction`. */
  readonly name: string;
  readonly not: boolean;
  readonly node: JsonNode;
  readonly values: readonly JsonScalar[];
}

export interface PrincipalSubject {
  readonly name: string;
  readonly not: boolean;
  readonly node: JsonNode;
  readonly entries: readonly EntrySubject[];
}

export interface EntrySubject {
  readonly type: PrincipalType;
  readonly value: string;
  readonly node: JsonScalar;
}

export interface ConditionSubject {
  readonly statement: StatementSubject;
  /** As written. */
  readonly key: string;
  readonly lowerKey: string;
  readonly operator: Operator;
  /** The value, or the list of them. */
  readonly node: JsonNode;
  readonly values: readonly JsonScalar[];
}

export interface SubjectOptions {
  readonly text?: string | undefined;
  readonly catalog?: Catalog | undefined;
  readonly account?: string | undefined;
}

/** `root` is what the text of the document was read to; the document has no errors. */
export function subjectOf(
  document: PolicyDocument,
  root: JsonObject,
  options: SubjectOptions = {},
): DocumentSubject {
  const element = memberOf(root, 'Statement');
  const nodes = element === undefined ? [] : itemsOf(element);
  const statements = document.statements.map((source) =>
    statementSubject(source, nodes[source.index] as JsonObject, document),
  );
  return {
    kind: document.kind,
    root,
    document,
    text: options.text,
    statements,
    catalog: options.catalog,
    account: options.account,
  };
}

function itemsOf(node: JsonNode): readonly JsonNode[] {
  return node.kind === 'array' ? node.items : [node];
}

function scalarsOf(node: JsonNode): JsonScalar[] {
  return itemsOf(node).filter(
    (item): item is JsonScalar => item.kind !== 'object' && item.kind !== 'array' && item.kind !== 'null',
  );
}

function statementSubject(source: Statement, node: JsonObject, document: PolicyDocument): StatementSubject {
  const conditions: ConditionSubject[] = [];
  const statement: StatementSubject = {
    kind: document.kind,
    node,
    source,
    effect: source.effect,
    variables: document.version === '2012-10-17',
    action: elementSubject(node, 'Action')!,
    resource: elementSubject(node, 'Resource'),
    principal: principalSubject(node),
    conditions,
  };
  const block = memberOf(node, 'Condition');
  for (const member of block?.kind === 'object' ? block.members : [])
    conditions.push(...conditionSubjects(statement, member));
  return statement;
}

function elementMember(node: JsonObject, name: string): JsonMember | undefined {
  return node.members.find((member) => member.key === name || member.key === `Not${name}`);
}

function elementSubject(node: JsonObject, name: string): ElementSubject | undefined {
  const member = elementMember(node, name);
  if (member === undefined) return undefined;
  const { key, value } = member;
  return { name: key, not: key !== name, node: value, values: scalarsOf(value) };
}

function principalSubject(node: JsonObject): PrincipalSubject | undefined {
  const member = elementMember(node, 'Principal');
  if (member === undefined) return undefined;
  const { key: name, value } = member;
  const entries =
    value.kind === 'object'
      ? value.members.flatMap(({ key, value: listed }) =>
          scalarsOf(listed).map((item) => ({ type: key as PrincipalType, value: item.text, node: item })),
        )
      : scalarsOf(value).map((item) => ({ type: '*' as const, value: item.text, node: item }));
  return { name, not: name !== 'Principal', node: value, entries };
}

function conditionSubjects(
  statement: StatementSubject,
  { key: name, value }: JsonMember,
): ConditionSubject[] {
  const operator = parseOperator(name);
  if (operator === undefined || value.kind !== 'object') return [];
  return value.members.map(({ key, value: node }) => ({
    statement,
    key,
    lowerKey: lowerCaseKey(key),
    operator,
    node,
    values: scalarsOf(node),
  }));
}
