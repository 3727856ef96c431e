/** Checks of one condition. */
import { decodeBase64Text } from './base64.ts';
import { parseDecimal } from './decimal.ts';
import type { Condition, Effect, PolicyDocument, Statement } from './document.ts';
import type { Finding } from './finding.ts';
import { parseIpRange } from './ip-range.ts';
import { allowsVariables, type OperandType, type Operator, parseBoolean, parseOperator } from './operator.ts';
import { parseTemplate } from './template.ts';
import { lowerCaseKey } from './text-case.ts';

/** What a check looks at. Keys are in lower case. */
interface Subject {
  readonly condition: Condition;
  readonly key: string;
  readonly operator: Operator;
  readonly effect: Effect;
  readonly document: PolicyDocument;
  /** Keys that the statement requires to be there, by `Null`. */
  readonly guarded: ReadonlySet<string>;
}

type Check = (subject: Subject) => Finding | undefined;

export interface ConditionFinding {
  readonly condition: Condition;
  readonly finding: Finding;
}

export function conditionChecks(statement: Statement, document: PolicyDocument): ConditionFinding[] {
  const { effect } = statement;
  const guarded = guardedKeys(statement);
  return statement.conditions.flatMap((condition) => {
    const operator = parseOperator(condition.operator);
    if (operator === undefined) return [];
    const subject = { condition, key: lowerCaseKey(condition.key), operator, effect, document, guarded };
    const findings = CHECKS.map((check) => check(subject)).filter((finding) => finding !== undefined);
    return findings.map((finding) => ({ condition, finding }));
  });
}

function guardedKeys(statement: Statement): Set<string> {
  const guards = statement.conditions.filter(
    ({ operator, values }) => operator === 'Null' && values.every((value) => parseBoolean(value) === 'false'),
  );
  return new Set(guards.map((guard) => lowerCaseKey(guard.key)));
}

const READERS: Readonly<Partial<Record<OperandType, (text: string) => unknown>>> = {
  number: parseDecimal,
  boolean: parseBoolean,
  null: parseBoolean,
  binary: decodeBase64Text,
  ip: parseIpRange,
};

/** AWS global condition context keys that hold lists. */
const MULTIVALUED_KEYS = new Set([
  'aws:tagkeys',
  'aws:calledvia',
  'aws:principalorgpaths',
  'aws:resourceorgpaths',
  'aws:sourceorgpaths',
  'aws:vpceorgpaths',
  'aws:principalservicenameslist',
  'sts:transitivetagkeys',
  'sts:requestcontextproviders',
]);

/** Keys that name an owner or a network: a wildcard in their values lets strangers in. */
const SENSITIVE_KEYS = new Set([
  'aws:principalaccount',
  'aws:principalorgid',
  'aws:resourceaccount',
  'aws:resourceorgid',
  'aws:sourceaccount',
  'aws:sourceorgid',
  'aws:sourcevpc',
  'aws:sourcevpce',
  'aws:vpceaccount',
  'aws:vpceorgid',
]);

const KEYS_OF_TAGS = new Set([
  'aws:requesttag/',
  'aws:resourcetag/',
  'aws:principaltag/',
  'iam:resourcetag/',
]);

const hasWildcard = (text: string) => text.includes('*') || text.includes('?');

const CHECKS: readonly Check[] = [
  ({ condition, operator }) => {
    const read = READERS[operator.base.type];
    const odd = read && condition.values.find((value) => read(value) === undefined);
    return odd === undefined
      ? undefined
      : {
          code: 'data-type-mismatch',
          message: `The value "${odd}" is not of the type that ${operator.name} compares, so it matches nothing.`,
          hint: 'Write a value of the right type, or use another operator.',
        };
  },
  ({ operator }) =>
    operator.base.type === 'null' && operator.set !== 'none'
      ? {
          code: 'null-with-qualifier',
          message: `${operator.name} is always ${operator.set === 'all' ? 'true' : 'false'}.`,
          hint: 'Write Null without a prefix.',
        }
      : undefined,
  ({ key, operator, effect, guarded, condition }) =>
    effect === 'Allow' && operator.set === 'all' && !guarded.has(key)
      ? {
          code: 'for-all-values-with-allow',
          message: `${operator.name} is true if the request has no ${condition.key}, so the statement allows that too.`,
          hint: `Add "Null": { "${condition.key}": "false" }.`,
        }
      : undefined,
  ({ key, operator, condition }) =>
    MULTIVALUED_KEYS.has(key) && operator.set === 'none' && operator.base.type !== 'null'
      ? {
          code: 'missing-qualifier',
          message: `${condition.key} holds a list, and the operator does not say how its values are judged.`,
          hint: `Write ForAnyValue:${operator.name} or ForAllValues:${operator.name}.`,
        }
      : undefined,
  ({ operator, condition }) =>
    operator.base.type === 'text' && !operator.base.wildcards && condition.values.some(looksLikePattern)
      ? {
          code: 'wildcard-without-like-operator',
          message: `${operator.name} takes * and ? for letters.`,
          hint: 'Use StringLike if a wildcard is meant.',
        }
      : undefined,
  ({ key, operator, condition }) =>
    SENSITIVE_KEYS.has(key) && operator.base.wildcards && condition.values.some(hasWildcard)
      ? {
          code: 'wildcard-in-sensitive-key',
          message: `A wildcard in a value of ${condition.key} matches owners that nobody had in mind.`,
          hint: 'List the ids in full.',
        }
      : undefined,
  ({ key, operator, effect }) =>
    effect === 'Deny' && key === 'aws:multifactorauthpresent' && operator.name === 'Bool'
      ? {
          code: 'mfa-deny-without-if-exists',
          message: 'Long-term access keys bring no aws:MultiFactorAuthPresent: this Deny does not hit them.',
          hint: 'Use BoolIfExists.',
        }
      : undefined,
  ({ key, condition }) =>
    KEYS_OF_TAGS.has(key) || !key.includes(':')
      ? {
          code: KEYS_OF_TAGS.has(key) ? 'missing-tag-key' : 'invalid-condition-key',
          message: `No request has a condition key ${condition.key}.`,
          hint: 'A condition key is written service:Name, a tag service:Kind/Key.',
        }
      : undefined,
  ({ operator, condition, document }) => variableFinding(condition.values, operator, document),
];

/** Placeholders of variables are no wildcards. */
function looksLikePattern(value: string): boolean {
  return hasWildcard(value.replaceAll(/\$\{[^}]*\}/g, ''));
}

function variableFinding(
  values: readonly string[],
  operator: Operator,
  document: PolicyDocument,
): Finding | undefined {
  const value = values.find((text) => text.includes('${'));
  if (value === undefined) return undefined;
  if (!allowsVariables(operator.base.type)) {
    return {
      code: 'variable-unsupported-operator',
      message: `${operator.name} takes "${value}" for a text.`,
      hint: 'Policy variables stand in values of String and Arn operators only.',
    };
  }
  return faultyVariable(values, document);
}

/** A variable that is malformed, or stands in a document that knows none. */
export function faultyVariable(texts: readonly string[], document: PolicyDocument): Finding | undefined {
  const withVariables = texts.filter((text) => text.includes('${'));
  const [first] = withVariables;
  if (first !== undefined && document.version !== '2012-10-17') {
    return {
      code: 'variable-unsupported-version',
      message: `"${first}" is a text here: documents of 2008 know no policy variables.`,
      hint: 'Write "Version": "2012-10-17".',
    };
  }
  const malformed = withVariables.find((text) => parseTemplate(text, true).pieces === undefined);
  return malformed === undefined
    ? undefined
    : {
        code: 'variable-malformed',
        message: `The variable in "${malformed}" is malformed, so the value matches nothing.`,
        hint: "Write ${key} or ${key, 'default'}, without blanks.",
      };
}
