/** Reads Condition elements. */
import type { Condition } from './document.ts';
import type { Faults } from './fault-list.ts';
import { parseInstant } from './instant.ts';
import type { JsonMember, JsonNode, JsonScalar } from './json-node.ts';
import { parseOperator } from './operator.ts';
import { lowerCaseKey } from './text-case.ts';

/** One condition for every pair of operator and key. An operator with `{}` says nothing, also one that is unknown. */
export function readConditions(node: JsonNode | undefined, faults: Faults): Condition[] {
  if (node === undefined) return [];
  if (node.kind !== 'object') {
    faults.add('syntax', node, 'Condition is an object of operators.');
    return [];
  }
  if (node.members.length === 1) return readOperator(node.members[0]!, faults);
  return node.members.flatMap((member) => readOperator(member, faults));
}

/** Whether a Condition element asks nothing: absent, or operators without keys. */
export function asksNothing(node: JsonNode | undefined): boolean {
  if (node === undefined) return true;
  if (node.kind !== 'object') return false;
  return node.members.every(({ value }) => value.kind === 'object' && value.members.length === 0);
}

function readOperator({ key: operator, keyStart, value: node }: JsonMember, faults: Faults): Condition[] {
  if (node.kind !== 'object') {
    faults.add('syntax', node, 'Under an operator stands an object of condition keys.');
    return [];
  }
  const known = parseOperator(operator);
  if (node.members.length > 0 && known === undefined) {
    const place = { pointer: node.pointer, start: keyStart };
    faults.add(
      'syntax',
      place,
      'There is no such condition operator; names are spelt with regard to case.',
      operator,
      'unknown-operator',
    );
    return [];
  }
  const keys = node.members.length > 1 ? new Set<string>() : undefined;
  return node.members.map((member) => {
    if (keys !== undefined) refuseRepeated(member, keys, faults);
    const { key, value } = member;
    return {
      operator: known?.name ?? operator,
      key,
      values: readValues(value, known?.base.type === 'date', faults),
    };
  });
}

function refuseRepeated(
  { key, keyStart: start, value }: JsonMember,
  keys: Set<string>,
  faults: Faults,
): void {
  const lower = lowerCaseKey(key);
  if (keys.has(lower)) {
    const hint = 'Condition keys are the same whatever their case; write the values of one key as one list.';
    faults.add('syntax', { pointer: value.pointer, start }, hint, key, 'duplicate-condition-key');
  }
  keys.add(lower);
}

function readValues(node: JsonNode, areDates: boolean, faults: Faults): string[] {
  const values = (node.kind === 'array' ? node.items : [node]).filter((item) => isValue(item, faults));
  if (!areDates) return values.map((value) => value.text);
  for (const value of values) {
    if (parseInstant(value.text) !== undefined) continue;
    faults.add('date-invalid', value, 'Write a date such as 2026-01-31T12:00:00Z, or seconds since 1970.');
  }
  return values.map((value) => value.text);
}

/** A string, boolean or number; of numbers those whose text is a decimal, for it is the text that is compared. */
function isValue(node: JsonNode, faults: Faults): node is JsonScalar {
  if (node.kind === 'string' || node.kind === 'boolean') return true;
  if (node.kind === 'number' && !/[eE]/.test(node.text)) return true;
  faults.add('syntax', node, 'A value is a string, a boolean, or a number without exponent.');
  return false;
}
