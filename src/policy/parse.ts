/** From the text of a policy to a document, or to the reasons why it is none. */
import type { PolicyDocument, PolicyVersion, Statement } from './document.ts';
import { Faults } from './fault-list.ts';
import type { PolicyIssue, PolicyKind } from './issue.ts';
import { type JsonNode, JsonSyntaxError, parseJson } from './json.ts';
import { KIND_RULES } from './kind-rules.ts';
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

const OUTSIDE_IAM_CHARACTERS = /[^\t\n\r\u0020-\u00ff]/;

/**
 * Reads a policy by the rules of its kind. Never throws; costs time linear in the text. Quotas are the callers' to
 * check (`effectivePolicySize`). IAM User Guide, "Grammar of the IAM JSON policy language".
 */
export function parse(text: string, kind: PolicyKind): ParsedPolicy {
  const faults = new Faults(text, kind);
  const root = readJson(text, faults);
  const document = root && readDocument(root, faults);
  const errors = faults.issues.errors;
  if (root && document && errors.length === 0) warnAbout(document, root, faults.issues);
  return { document: errors.length === 0 ? document : undefined, errors, warnings: faults.issues.warnings };
}

function readJson(text: string, faults: Faults): JsonNode | undefined {
  const start = { pointer: '', start: 0 };
  if (text.length > MAX_POLICY_TEXT) {
    faults.add('syntax', start, `A policy has at most ${MAX_POLICY_TEXT} characters.`, '', 'text-too-long');
    return undefined;
  }
  const strange = KIND_RULES[faults.kind].iamCharacters ? text.search(OUTSIDE_IAM_CHARACTERS) : -1;
  if (strange >= 0) {
    const hint = 'IAM accepts tab, line feed, carriage return and U+0020 to U+00FF; escape other characters.';
    faults.add('not-json', { pointer: '', start: strange }, hint, '', 'text-characters');
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

const DOCUMENT_ELEMENTS = new Set(['Version', 'Id', 'Statement']);

function readDocument(root: JsonNode, faults: Faults): PolicyDocument | undefined {
  if (root.kind !== 'object') {
    faults.add('syntax', root, 'A policy is a JSON object.');
    return undefined;
  }
  const elements = faults.elements(root, DOCUMENT_ELEMENTS);
  const version = readVersion(root, elements.get('Version'), faults);
  const id = elements.get('Id');
  if (id !== undefined && (id.kind !== 'string' || !KIND_RULES[faults.kind].id)) {
    faults.add('syntax', id, 'Id is a string, and not every kind of policy has one.');
  }
  const statements = readStatements(root, elements.get('Statement'), faults);
  if (faults.kind === 'rcp') requireDenials(root, statements, faults);
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

function readStatements(root: JsonNode, element: JsonNode | undefined, faults: Faults): Statement[] {
  const nodes = element?.kind === 'array' ? element.items : element === undefined ? [] : [element];
  if (nodes.length === 0)
    faults.add('statement-empty', element ?? root, 'A policy has at least one statement.');
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
function requireDenials(root: JsonNode, statements: readonly Statement[], faults: Faults): void {
  const [first] = statements;
  if (statements.length === 1 && first !== undefined && isFullAccess(first)) return;
  for (const { effect, action } of statements) {
    if (effect === 'Allow') {
      faults.add('syntax', root, 'A resource control policy only denies.', '', 'rcp-effect');
    } else if (action.patterns.includes('*')) {
      faults.add('action-without-vendor', root, 'A resource control policy names services: s3:*.', '*');
    }
  }
}

function isFullAccess({ effect, action, resource, conditions }: Statement): boolean {
  const everything = [action, resource].every(
    (element) => element?.not === false && element.patterns.join() === '*',
  );
  return effect === 'Allow' && everything && conditions.length === 0;
}
