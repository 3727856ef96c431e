/**
 * What a valid document probably does not mean. None of it refuses the document. Codes follow the names of the IAM User
 * Guide, "Access Analyzer policy check reference"; texts are Stint's.
 */
import { conditionChecks } from './condition-warnings.ts';
import type { PolicyDocument } from './document.ts';
import type { Finding } from './finding.ts';
import type { IssueList } from './issue.ts';
import { escapePointer, type JsonNode } from './json.ts';
import { statementChecks } from './statement-warnings.ts';

/** Reports everything that the checks find, each at the element it is about. `root` is what was read. */
export function warnAbout(document: PolicyDocument, root: JsonNode, issues: IssueList): void {
  const nodes = new Map<string, JsonNode>();
  const report = (finding: Finding, path: readonly (string | number)[]) => {
    if (nodes.size === 0) indexNodes(root, nodes);
    const pointer = path.map((step) => `/${escapePointer(String(step))}`).join('');
    issues.warn(finding.code, finding.message, nodes.get(pointer) ?? root, finding.hint);
  };
  const members = root.kind === 'object' ? root.members : [];
  if (!members.some((member) => member.key === 'Version')) report(MISSING_VERSION, []);
  const single = members.some(({ key, value }) => key === 'Statement' && value.kind === 'object');
  for (const statement of document.statements) {
    const path = single ? ['Statement'] : ['Statement', statement.index];
    for (const { element, finding } of statementChecks(statement, document))
      report(finding, [...path, element]);
    for (const { condition, finding } of conditionChecks(statement, document)) {
      report(finding, [...path, 'Condition', condition.operator, condition.key]);
    }
  }
}

const MISSING_VERSION: Finding = {
  code: 'missing-version',
  message: 'The document names no version, so that of 2008 is in force: it knows no policy variables.',
  hint: 'Write "Version": "2012-10-17".',
};

function indexNodes(node: JsonNode, nodes: Map<string, JsonNode>): void {
  nodes.set(node.pointer, node);
  if (node.kind === 'object') for (const { value } of node.members) indexNodes(value, nodes);
  if (node.kind === 'array') for (const item of node.items) indexNodes(item, nodes);
}
