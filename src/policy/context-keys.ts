/** The condition keys that a document asks for. */
import type { Condition, PolicyDocument, Statement } from './document.ts';
import { allowsVariables, parseOperator } from './operator.ts';
import { parseTemplate, variablesOf } from './template.ts';
import { lowerCaseKey } from './text-case.ts';

/**
 * The keys named in conditions and in variables, as written, each once whatever its case: what
 * GetContextKeysForCustomPolicy and GetContextKeysForPrincipalPolicy list.
 */
export function contextKeysOf(document: PolicyDocument): string[] {
  return [...keysAsked([document]).values()];
}

/** The keys that documents ask for: lower case to the first spelling. */
export function keysAsked(documents: readonly PolicyDocument[]): Map<string, string> {
  const keys = new Map<string, string>();
  for (const document of documents) {
    for (const key of document.statements.flatMap((statement) => keysOfStatement(statement, document))) {
      const lower = lowerCaseKey(key);
      if (!keys.has(lower)) keys.set(lower, key);
    }
  }
  return keys;
}

function keysOfStatement(statement: Statement, document: PolicyDocument): string[] {
  const resources = statement.resource?.patterns ?? [];
  const texts = resources.map((pattern) => pattern.split(':').slice(5).join(':'));
  return [
    ...texts.flatMap((text) => variableNames(text, document)),
    ...statement.conditions.flatMap((condition) => [condition.key, ...keysOfValues(condition, document)]),
  ];
}

function keysOfValues(condition: Condition, document: PolicyDocument): string[] {
  const operator = parseOperator(condition.operator);
  if (operator === undefined || !allowsVariables(operator.base.type)) return [];
  return condition.values.flatMap((value) => variableNames(value, document));
}

function variableNames(text: string, document: PolicyDocument): string[] {
  const template = parseTemplate(text, document.version === '2012-10-17');
  return variablesOf(template).map((variable) => variable.name);
}
