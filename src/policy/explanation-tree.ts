/** An explanation as a tree of lines: what a console shows, and what the texts are written from. */
import type { Explanation } from './explain.ts';
import type { PolicyType } from './model.ts';
import type { PolicyPlace } from './places.ts';
import { printable } from './printable.ts';
import type {
  ConditionTrace,
  DocumentTrace,
  PatternTrace,
  PolicyValueTrace,
  PrincipalTrace,
  StatementTrace,
} from './trace.ts';
import type { TypeTrace } from './trace-types.ts';
import { TYPE_NAMES } from './why.ts';

export interface ExplanationNode {
  readonly kind: 'decision' | 'type' | 'level' | 'document' | 'statement' | 'element' | 'condition' | 'rest';
  /** One line without control characters; it holds texts of policies and requests. */
  readonly label: string;
  readonly verdict: NodeVerdict;
  readonly children: readonly ExplanationNode[];
  /** What to highlight: the document, and of a statement its place in the text (lines and columns from 1). */
  readonly position?: NodePosition;
}

/**
 * What a policy type, document or statement says: `none` if nothing of it matches, `absent` if it takes no part. Of an
 * element or condition: whether it matches.
 */
export type NodeVerdict = 'allow' | 'deny' | 'none' | 'absent' | 'matched' | 'unmatched';

export interface NodePosition {
  readonly place: PolicyPlace;
  readonly line?: number;
  readonly column?: number;
  readonly endLine?: number;
  readonly endColumn?: number;
}

export interface TreeOptions {
  /** Whether to show also statements about other actions; else they are counted. */
  readonly everything?: boolean;
}

const SAYS = { allow: 'an Allow matches', deny: 'a Deny matches', none: 'nothing matches' } as const;

const WHY_ABSENT = {
  'no-organization': 'no organization, or the type is not enabled',
  'no-endpoint': 'the request came through no VPC endpoint',
  'no-resource-policy': 'the resource has none',
  'no-boundary': 'the caller has none',
  'no-session-policies': 'the session has none',
  'management-account': 'the management account is exempt',
  'service-linked-role': 'service-linked roles are exempt',
  'caller-has-no-account': 'the caller is in no account',
  'service-without-rcp-support': 'the service does not support them',
} as const;

export function explanationTree(explanation: Explanation, options: TreeOptions = {}): ExplanationNode {
  const { verdict, reason, by } = explanation;
  const children = explanation.types.map((type) => typeNode(type, options));
  if (verdict === 'allowed') {
    const label = by === 'root' ? 'allowed: the root of the account' : `allowed by the ${TYPE_NAMES[by]}`;
    return { kind: 'decision', label, verdict: 'allow', children };
  }
  return { kind: 'decision', label: printable(`refused ${reason.text}`), verdict: 'deny', children };
}

function typeNode(trace: TypeTrace, options: TreeOptions): ExplanationNode {
  const { type, applies, levels, documents, answer } = trace;
  const name = TYPE_NAMES[type];
  if (!applies) {
    const why = trace.exemption ?? trace.absence;
    const label = why === undefined ? name : `${name}: ${WHY_ABSENT[why]}`;
    return { kind: 'type', label, verdict: 'absent', children: [] };
  }
  const says = answer === 'none' && levels !== undefined ? 'a level has no Allow that matches' : SAYS[answer];
  const children =
    levels === undefined
      ? documents.map((document, at) => documentNode(document, { type, document: at }, options))
      : levels.map((level, at) => levelNode(type, level, at, options));
  return { kind: 'type', label: `${name}: ${says}`, verdict: answer, children };
}

function levelNode(
  type: PolicyType,
  { target, answer, documents }: NonNullable<TypeTrace['levels']>[number],
  level: number,
  options: TreeOptions,
): ExplanationNode {
  return {
    kind: 'level',
    label: printable(`level ${target}: ${SAYS[answer]}`),
    verdict: answer,
    children: documents.map((document, at) => documentNode(document, { type, level, document: at }, options)),
  };
}

function documentNode(
  { source, answer, statements }: DocumentTrace,
  place: PolicyPlace,
  { everything = false }: TreeOptions,
): ExplanationNode {
  const shown = everything ? statements : statements.filter(({ failed }) => failed !== 'action');
  const hidden = statements.length - shown.length;
  const rest: ExplanationNode[] =
    hidden === 0
      ? []
      : [{ kind: 'rest', label: restLabel(hidden, shown.length > 0), verdict: 'none', children: [] }];
  const held = source.attachedTo === undefined ? '' : ` of ${source.attachedTo}`;
  return {
    kind: 'document',
    label: printable(`${source.kind} policy "${source.name}"${held}: ${SAYS[answer]}`),
    verdict: answer,
    children: [...shown.map((statement) => statementNode(statement, place)), ...rest],
    position: { place },
  };
}

function restLabel(count: number, more: boolean): string {
  const what = count === 1 ? 'statement is' : 'statements are';
  return `${count}${more ? ' more' : ''} ${what} about other actions`;
}

function statementNode(trace: StatementTrace, place: PolicyPlace): ExplanationNode {
  const { index, sid, effect, matched, failed, line, column, endLine, endColumn } = trace;
  const name = sid === undefined || sid === '' ? `statement ${index + 1}` : `statement "${sid}"`;
  const outcome = matched ? 'matches' : `does not match: ${failed}`;
  const elements = [
    trace.principal && principalNode(trace.principal),
    patternNode(trace.action),
    trace.resource && patternNode(trace.resource),
  ];
  return {
    kind: 'statement',
    label: printable(`${name} (${effect}, line ${line}) ${outcome}`),
    verdict: matched ? (effect === 'Allow' ? 'allow' : 'deny') : 'none',
    children: [...elements.filter((node) => node !== undefined), ...trace.conditions.map(conditionNode)],
    position: { place, line, column, endLine, endColumn },
  };
}

function patternNode({ element, matched, pattern }: PatternTrace): ExplanationNode {
  const verb = element.startsWith('Not') ? 'exempts it' : 'matches';
  const found = pattern === undefined ? `nothing that is listed ${verb}` : `"${pattern}" ${verb}`;
  return leaf('element', `${element}: ${found}`, matched);
}

function principalNode({ element, matched, grade, entry }: PrincipalTrace): ExplanationNode {
  if (element === 'NotPrincipal') {
    return leaf('element', `NotPrincipal: the caller is ${matched ? 'not ' : ''}exempt`, matched);
  }
  if (entry === undefined) {
    return leaf(
      'element',
      `Principal: ${matched ? 'names the caller' : 'does not name the caller'}`,
      matched,
    );
  }
  const whom = {
    none: 'nobody',
    account: "the caller's account",
    entity: 'whom the session is of',
    direct: 'the caller',
  };
  return leaf('element', `Principal: "${entry.value}" names ${whom[grade]}`, matched);
}

function conditionNode(trace: ConditionTrace): ExplanationNode {
  const { operator, key, policyValues, requestValues, result, satisfied } = trace;
  const wants = policyValues.map(valueLabel).join(', ') || 'no value';
  const has =
    requestValues === undefined
      ? 'the request lacks the key'
      : `the request has ${requestValues.map((value) => `"${value}"`).join(', ') || 'an empty list'}`;
  const unknown = result === 'unknown' ? ' (there is no such operator)' : '';
  return leaf('condition', `${operator} on ${key}: ${wants}; ${has}${unknown}`, satisfied);
}

function valueLabel({ written, resolved }: PolicyValueTrace): string {
  if (resolved === written) return `"${written}"`;
  return resolved === undefined ? `"${written}" (a variable has no value)` : `"${written}" = "${resolved}"`;
}

function leaf(kind: 'element' | 'condition', label: string, matched: boolean): ExplanationNode {
  return { kind, label: printable(label), verdict: matched ? 'matched' : 'unmatched', children: [] };
}
