/** Reads Principal and NotPrincipal elements. */
import type { PrincipalEntry, PrincipalType } from './document.ts';
import type { Faults } from './fault-list.ts';
import type { JsonMember, JsonNode } from './json-node.ts';
import { faultOfPrincipal } from './value-syntax.ts';

const PRINCIPAL_KEYS: ReadonlySet<string> = new Set<PrincipalType>([
  'AWS',
  'Service',
  'Federated',
  'CanonicalUser',
]);

function isPrincipalKey(key: string): key is PrincipalType {
  return PRINCIPAL_KEYS.has(key);
}

/** The entries of an element, in the order of the text; what is no principal is a fault. */
export function readPrincipal(
  node: JsonNode,
  statement: number,
  not: boolean,
  faults: Faults,
): PrincipalEntry[] {
  if (node.kind === 'string') return readEveryone(node, statement, not, faults);
  if (node.kind !== 'object') {
    faults.add('syntax', node, 'Write "*" or an object such as { "AWS": "arn:…" }.');
    return [];
  }
  const entries = node.members.flatMap((member) => readMember(member, statement, not, faults));
  if (node.members.length === 0) faults.add('principal-empty', node, 'Name at least one principal.');
  return entries;
}

function readEveryone(
  node: JsonNode & { text: string },
  statement: number,
  not: boolean,
  faults: Faults,
): PrincipalEntry[] {
  if (faults.kind === 'trust') {
    faults.add('principal-not-object', node, 'Write { "AWS": "*" } if everyone is meant.', node.text);
  } else if (node.text !== '*') {
    faults.add('syntax', node, 'A bare string can only be "*".', node.text, 'principal-bare-string');
  }
  return [entryOf('*', node, statement, not, faults)];
}

function readMember(
  { key, keyStart, value }: JsonMember,
  statement: number,
  not: boolean,
  faults: Faults,
): PrincipalEntry[] {
  if (!isPrincipalKey(key) || (key === 'CanonicalUser' && faults.kind === 'trust')) {
    const hint = 'A principal stands under AWS, Service or Federated.';
    faults.add('principal-invalid', { pointer: value.pointer, start: keyStart }, hint, `"${key}"`);
    return [];
  }
  const nodes = value.kind === 'array' ? value.items : [value];
  if (nodes.length === 0) faults.add('principal-empty', value, 'Name at least one principal.');
  return nodes.flatMap((node) => readEntry(key, node, statement, not, faults));
}

function readEntry(
  type: PrincipalType,
  node: JsonNode,
  statement: number,
  not: boolean,
  faults: Faults,
): PrincipalEntry[] {
  if (node.kind !== 'string') {
    faults.add('syntax', node, 'A principal is a string.');
    return [];
  }
  const fault = faultOfPrincipal(type, node.text);
  if (fault !== undefined) faults.add(fault.code, node, fault.hint, fault.subject);
  return [entryOf(type, node, statement, not, faults)];
}

function entryOf(
  type: PrincipalType,
  node: JsonNode & { text: string },
  statement: number,
  not: boolean,
  faults: Faults,
): PrincipalEntry {
  const start = faults.source.position(node.start);
  return { type, value: node.text, statement, not, start, end: faults.source.position(node.end) };
}
