/** From the text of a policy to a document, or to the reasons why it is none. */
import type { PolicyDocument, PolicyVersion, Statement } from './document.ts';
import { Faults } from './fault-list.ts';
import type { IssueList, PolicyIssue, PolicyKind } from './issue.ts';
import { JsonSyntaxError, parseJson } from './json.ts';
import { type JsonNode, memberOf } from './json-node.ts';
import { KIND_RULES } from './kind-rules.ts';
import { LONGEST_IAM_PARAMETER, policySize, SIZE_QUOTAS } from './size.ts';
import { StatementReader } from './statement-reader.ts';
import { warnAbout } from './warnings.ts';

export interface ParsedPolicy {
  /** Absent exactly if there are errors. */
  readonly document: PolicyDocument | undefined;
  /** The first one's message is what the API answers. */
  readonly errors: readonly PolicyIssue[];
  readonly warnings: readonly PolicyIssue[];
}

/**
 * Longer texts are not read. IAM operations accept half of it; one policy that AWS manages for itself (of its support
 * service) is longer than that.
 */
export const MAX_POLICY_TEXT = 262_144;

export interface ParseOptions {
  /** The quota to hold the document to, counted as its kind counts, instead of AWS's default (`SIZE_QUOTAS`). */
  readonly maxSize?: number;
}

/**
 * For whoever checks sizes himself, because quotas are raised or several documents share one; and for policies that AWS
 * manages, which it holds to none.
 */
export const ANY_SIZE: ParseOptions = { maxSize: Number.POSITIVE_INFINITY };

const OUTSIDE_IAM_CHARACTERS = /[^\t\n\r\u0020-\u00ff]/;

/**
 * Reads a policy by the rules of its kind and within its quota. Never throws; costs time linear in the text. IAM User
 * Guide, "Grammar of the IAM JSON policy language".
 */
export function parse(text: string, kind: PolicyKind, options: ParseOptions = {}): ParsedPolicy {
  const faults = new Faults(text, kind);
  const root = readJson(text, faults, options);
  const document = root && readDocument(root, faults);
  if (root) checkQuota(root, faults, options);
  return new Reading(document, root, faults.issues);
}

class Reading implements ParsedPolicy {
  readonly document: PolicyDocument | undefined;
  readonly errors: readonly PolicyIssue[];
  declare readonly warnings: readonly PolicyIssue[];
  readonly #root: JsonNode | undefined;
  readonly #issues: IssueList;
  #warnings: readonly PolicyIssue[] | undefined;

  constructor(document: PolicyDocument | undefined, root: JsonNode | undefined, issues: IssueList) {
    this.errors = issues.errors;
    this.document = this.errors.length === 0 ? document : undefined;
    this.#root = root;
    this.#issues = issues;
    Object.defineProperty(this, 'warnings', WARNINGS);
  }

  /** Looked for when they are asked for: whoever decides by the document has no use for them. */
  lookForWarnings(): readonly PolicyIssue[] {
    if (this.#warnings === undefined && this.#root && this.document) {
      warnAbout(this.document, this.#root, this.#issues);
    }
    this.#warnings ??= this.#issues.warnings;
    return this.#warnings;
  }
}

/**
 * A property of the result itself, like the others, and one function for all results: a getter that each result brought
 * along would give it a shape of its own, and V8 keeps that, and all that was read, until a full collection.
 */
const WARNINGS = {
  configurable: true,
  enumerable: true,
  get(this: Reading): readonly PolicyIssue[] {
    return this.lookForWarnings();
  },
};

function readJson(text: string, faults: Faults, { maxSize }: ParseOptions): JsonNode | undefined {
  const start = { pointer: '', start: 0 };
  if (text.length > MAX_POLICY_TEXT) {
    faults.add('syntax', start, `A policy has at most ${MAX_POLICY_TEXT} characters.`, '', 'text-too-long');
    return undefined;
  }
  const { parameter } = KIND_RULES[faults.kind];
  const bounded = parameter === 'iam' && maxSize !== Number.POSITIVE_INFINITY;
  if (bounded && text.length > LONGEST_IAM_PARAMETER) {
    const hint = `The text has ${text.length} characters, white space included.`;
    faults.add('parameter-too-long', start, hint, String(LONGEST_IAM_PARAMETER));
    return undefined;
  }
  const strange = parameter === 'any' ? -1 : text.search(OUTSIDE_IAM_CHARACTERS);
  if (strange >= 0) {
    const hint = 'IAM accepts tab, line feed, carriage return and U+0020 to U+00FF; escape other characters.';
    faults.add('parameter-characters', { pointer: '', start: strange }, hint);
    return undefined;
  }
  try {
    return parseJson(text);
  } catch (error) {
    if (!(error instanceof JsonSyntaxError)) throw error;
    const code = error.code === 'json-syntax' ? 'not-json' : 'syntax';
    faults.add(code, error, error.message, '', error.code);
    return undefined;
  }
}

function checkQuota(root: JsonNode, faults: Faults, options: ParseOptions): void {
  const { characters, countsWhiteSpace } = SIZE_QUOTAS[faults.kind];
  const most = options.maxSize ?? characters;
  // No kind counts more than there is.
  if (faults.source.text.length <= most) return;
  const size = policySize(faults.source.text, faults.kind);
  if (size <= most) return;
  const counted = countsWhiteSpace
    ? 'white space included'
    : 'the white space between its tokens not counted';
  faults.add('too-large', root, `The document has ${size} characters, ${counted}.`, String(most));
}

const DOCUMENT_ELEMENTS = new Set(['Version', 'Id', 'Statement']);

function readDocument(root: JsonNode, faults: Faults): PolicyDocument | undefined {
  if (root.kind !== 'object') {
    faults.add('syntax', root, 'A policy is a JSON object.');
    return undefined;
  }
  faults.refuseOthers(root, DOCUMENT_ELEMENTS);
  const version = readVersion(root, memberOf(root, 'Version'), faults);
  const id = memberOf(root, 'Id');
  if (id !== undefined && (id.kind !== 'string' || !KIND_RULES[faults.kind].id)) {
    faults.add('syntax', id, 'Id is a string, and not every kind of policy has one.');
  }
  const nodes = statementNodes(root, memberOf(root, 'Statement'), faults);
  const statements = readStatements(nodes, faults);
  if (faults.kind === 'rcp') requireDenials(nodes, statements, faults);
  const named = id?.kind === 'string' ? { id: id.text } : {};
  return { kind: faults.kind, version, ...named, statements };
}

function readVersion(root: JsonNode, version: JsonNode | undefined, faults: Faults): PolicyVersion {
  const text = version === undefined ? '2008-10-17' : version.kind === 'string' ? version.text : '';
  if (text !== '2008-10-17' && text !== '2012-10-17') {
    faults.add('version-unknown', version ?? root, 'Version is "2012-10-17" (or, seldom, "2008-10-17").');
    return '2012-10-17';
  }
  if (KIND_RULES[faults.kind].newVersion && text !== '2012-10-17') {
    faults.add('version-too-old', version ?? root, 'Write "Version": "2012-10-17".');
  }
  return text;
}

function statementNodes(root: JsonNode, element: JsonNode | undefined, faults: Faults): readonly JsonNode[] {
  const nodes = element?.kind === 'array' ? element.items : element === undefined ? [] : [element];
  if (nodes.length === 0)
    faults.add('statement-empty', element ?? root, 'A policy has at least one statement.');
  return nodes;
}

function readStatements(nodes: readonly JsonNode[], faults: Faults): Statement[] {
  const reader = new StatementReader(faults);
  const statements: Statement[] = [];
  for (const [index, node] of nodes.entries()) {
    if (faults.issues.isFull) break;
    const statement = reader.read(node, index);
    if (statement !== undefined) statements.push(statement);
  }
  return statements;
}

/**
 * AWS Organizations User Guide, "RCP syntax": customers only deny, and never everything at once. The built-in
 * `RCPFullAWSAccess` is the one document that allows.
 */
function requireDenials(nodes: readonly JsonNode[], statements: readonly Statement[], faults: Faults): void {
  const [first] = statements;
  if (statements.length === 1 && first !== undefined && isFullAccess(first)) return;
  for (const { index, effect, action } of statements) {
    if (effect === 'Allow') {
      const hint = 'A resource control policy only denies.';
      faults.add('syntax', element(nodes[index]!, 'Effect'), hint, '', 'rcp-effect');
    } else if (action.patterns.some((pattern) => pattern.split(':')[0] === '*')) {
      const hint = 'A resource control policy names services: s3:*.';
      faults.add('action-without-vendor', element(nodes[index]!, 'Action'), hint, '*');
    }
  }
}

/** An element of a statement; the statement itself if it has none of the name. */
function element(statement: JsonNode, name: string): JsonNode {
  return (statement.kind === 'object' ? memberOf(statement, name) : undefined) ?? statement;
}

function isFullAccess({ effect, action, resource, conditions }: Statement): boolean {
  const everything = [action, resource].every((part) => part?.not === false && part.patterns.join() === '*');
  return effect === 'Allow' && everything && conditions.length === 0;
}
