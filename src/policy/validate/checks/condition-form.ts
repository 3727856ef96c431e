/** Checks of how conditions are written: types of values, prefixes and suffixes of operators, forms of keys. */
import { decodeBase64Text } from '../../base64.ts';
import type { ConditionKeyType } from '../../catalog/service.ts';
import { parseDecimal } from '../../decimal.ts';
import { parseIpRange } from '../../ip-range.ts';
import { type OperandType, parseBoolean } from '../../operator.ts';
import { ALL, analyzer, type Check, eachCondition, eachValue, userGuide } from '../check.ts';
import { globalKey, similarGlobalKey } from '../keys.ts';
import type { DocumentSubject, StatementSubject } from '../subject.ts';
import { hasWildcard } from './actions.ts';

const READERS: Readonly<Partial<Record<OperandType, (text: string) => unknown>>> = {
  number: parseDecimal,
  boolean: parseBoolean,
  null: parseBoolean,
  binary: decodeBase64Text,
  ip: parseIpRange,
};

/** Keys of services that hold lists; what the catalogue says comes first. */
const MULTIVALUED_SERVICE_KEYS = new Set([
  'sts:transitivetagkeys',
  'sts:requestcontextproviders',
  'sts:identitytokenaudience',
  'dynamodb:attributes',
  'dynamodb:leadingkeys',
]);

type KeyType = ConditionKeyType | 'DateOrNumeric' | 'StringOrARN';

/** The type of a key, as far as it is known. */
export function typeOfKey(lowerKey: string, { catalog }: DocumentSubject): KeyType | undefined {
  const global = globalKey(lowerKey);
  if (global !== undefined) return global.type;
  const colon = lowerKey.lastIndexOf(':');
  const prefix = lowerKey.slice(0, colon);
  const owner = catalog?.service(prefix) ?? ownerOf(prefix, catalog);
  if (MULTIVALUED_SERVICE_KEYS.has(lowerKey)) return 'ArrayOfString';
  return owner?.conditionKey(lowerKey)?.type;
}

function ownerOf(prefix: string, catalog: DocumentSubject['catalog']) {
  return catalog?.ownersOfKey(prefix).flatMap((service) => catalog.service(service) ?? [])[0];
}

const GUARDED = new WeakMap<StatementSubject, Set<string>>();

/** Keys that the statement requires to be there, by `Null`. */
export function guardedKeys(statement: StatementSubject): Set<string> {
  const known = GUARDED.get(statement) ?? readGuards(statement);
  GUARDED.set(statement, known);
  return known;
}

function readGuards({ conditions }: StatementSubject): Set<string> {
  const guards = conditions.filter(
    ({ operator, values }) =>
      operator.base.type === 'null' &&
      operator.set === 'none' &&
      values.length > 0 &&
      values.every(({ text }) => parseBoolean(text) === 'false'),
  );
  return new Set(guards.map((guard) => guard.lowerKey));
}

/** Placeholders of variables are no wildcards. */
function looksLikePattern(value: string): boolean {
  return hasWildcard(value.replaceAll(/\$\{[^}]*\}/g, ''));
}

/** Tags: keys whose last part the policy's author writes. */
const KEYS_OF_TAGS = new Set([
  'aws:requesttag',
  'aws:resourcetag',
  'aws:principaltag',
  'iam:resourcetag',
  'ec2:resourcetag',
  's3:existingobjecttag',
  's3:requestobjecttag',
]);

const isTagWithoutKey = (lowerKey: string) =>
  KEYS_OF_TAGS.has(lowerKey) || (lowerKey.endsWith('/') && KEYS_OF_TAGS.has(lowerKey.slice(0, -1)));

/** What a key of each type is compared by. */
const OPERANDS: Readonly<Record<Exclude<KeyType, `ArrayOf${string}`>, readonly OperandType[]>> = {
  String: ['text', 'arn'],
  ARN: ['arn', 'text'],
  StringOrARN: ['arn', 'text'],
  Bool: ['boolean', 'text'],
  Numeric: ['number'],
  Date: ['date'],
  DateOrNumeric: ['date', 'number'],
  IPAddress: ['ip'],
};

const OPERATOR_NAMES: Readonly<Record<OperandType, string>> = {
  text: 'String',
  number: 'Numeric',
  date: 'Date',
  boolean: 'Bool',
  binary: 'Binary',
  ip: 'IpAddress',
  arn: 'Arn',
  null: 'Null',
};

function single(type: KeyType): keyof typeof OPERANDS {
  return (type.startsWith('ArrayOf') ? type.slice('ArrayOf'.length) : type) as keyof typeof OPERANDS;
}

/** A check that a key of these types is compared by an operator that knows them. */
function typeMismatch(
  code: string,
  slug: string,
  title: string,
  types: readonly (keyof typeof OPERANDS)[],
): Check {
  return {
    code,
    severity: 'warning',
    title,
    kinds: ALL,
    why: 'The operator reads the value of the request as another type: where it cannot, a positive operator is false and a negated one true.',
    mend: 'Use an operator of the type of the key.',
    docs: analyzer(slug),
    find: eachCondition(({ key, lowerKey, operator }, document) => {
      const type = typeOfKey(lowerKey, document);
      if (type === undefined || operator.base.type === 'null' || !types.includes(single(type)))
        return undefined;
      const fitting = OPERANDS[single(type)];
      return (
        !fitting.includes(operator.base.type) && {
          message: `${key} is of type ${single(type)}, and ${operator.name} compares something else.`,
          hint: `Use ${OPERATOR_NAMES[fitting[0]!]} operators for ${key}.`,
        }
      );
    }),
  };
}

export const CONDITION_FORM_CHECKS: readonly Check[] = [
  {
    code: 'data-type-mismatch',
    severity: 'error',
    title: 'Data type mismatch',
    kinds: ALL,
    mend: 'Write a value of the right type, or use another operator.',
    docs: analyzer('error-data-type-mismatch'),
    quick: true,
    find: eachCondition(({ operator, values }) => {
      const read = READERS[operator.base.type];
      const odd = read && values.find(({ text }) => !text.includes('${') && read(text) === undefined);
      return (
        odd && {
          at: odd,
          message: `The value "${odd.text}" is not of the type that ${operator.name} compares, so it matches nothing.`,
        }
      );
    }),
  },
  {
    code: 'invalid-condition-data-type',
    severity: 'error',
    title: 'Invalid condition data type',
    kinds: ALL,
    mend: 'Write all values as strings.',
    docs: analyzer('error-invalid-condition-data-type'),
    find: eachCondition(({ values }) => {
      const odd = values.find(({ kind }) => kind !== values[0]!.kind);
      return odd && { at: odd, message: `The list mixes a ${values[0]!.kind} and a ${odd.kind}.` };
    }),
  },
  {
    code: 'invalid-condition-multiple-boolean',
    severity: 'error',
    title: 'Invalid condition multiple Boolean',
    kinds: ALL,
    mend: 'Write one value, or use Null.',
    docs: analyzer('error-invalid-condition-multiple-boolean'),
    find: eachCondition(
      ({ operator, values, key }) =>
        operator.base.type === 'boolean' &&
        new Set(values.map(({ text }) => parseBoolean(text))).size > 1 &&
        `Both values of ${key} are listed.`,
    ),
  },
  {
    code: 'null-with-both-values',
    severity: 'warning',
    title: 'Null with both values',
    kinds: ALL,
    mend: 'Write "true" (must be missing) or "false" (must be there).',
    docs: userGuide('reference_policies_elements_condition_operators#Conditions_Null'),
    find: eachCondition(
      ({ operator, values, key }) =>
        operator.base.type === 'null' &&
        new Set(values.map(({ text }) => parseBoolean(text))).size > 1 &&
        `Whether ${key} is there makes no difference.`,
    ),
  },
  {
    code: 'null-with-qualifier',
    severity: 'suggestion',
    title: 'Null with qualifier',
    kinds: ALL,
    mend: 'Write Null without a prefix.',
    docs: analyzer('suggestion-null-with-qualifier'),
    quick: true,
    find: eachCondition(
      ({ operator }) =>
        operator.base.type === 'null' &&
        operator.set !== 'none' &&
        `${operator.name} is always ${operator.set === 'all' ? 'true' : 'false'}.`,
    ),
  },
  {
    code: 'missing-qualifier',
    severity: 'error',
    title: 'Missing qualifier',
    kinds: ALL,
    mend: 'Write ForAnyValue: or ForAllValues: before the operator.',
    docs: analyzer('error-missing-qualifier'),
    quick: true,
    find: eachCondition(({ lowerKey, operator, key }, document) => {
      const list = typeOfKey(lowerKey, document)?.startsWith('ArrayOf');
      return (
        list &&
        operator.set === 'none' &&
        operator.base.type !== 'null' && {
          message: `${key} holds a list, and the operator does not say how its values are judged.`,
          hint: `Write ForAnyValue:${operator.name} or ForAllValues:${operator.name}.`,
        }
      );
    }),
  },
  {
    code: 'for-all-values-with-allow',
    severity: 'security',
    title: 'ForAllValues with Allow',
    kinds: ALL,
    mend: 'Require the key to be there with "Null": { key: "false" }.',
    docs: userGuide('reference_policies_condition-single-vs-multi-valued-context-keys'),
    quick: true,
    find: eachCondition(
      ({ statement, operator, lowerKey, key }) =>
        statement.effect === 'Allow' &&
        operator.set === 'all' &&
        operator.base.type !== 'null' &&
        !guardedKeys(statement).has(lowerKey) && {
          message: `${operator.name} is true if the request has no ${key}, so the statement allows that too.`,
          hint: `Add "Null": { "${key}": "false" }.`,
        },
    ),
  },
  {
    code: 'for-all-values-with-single-valued-key',
    severity: 'security',
    title: 'ForAllValues with single valued key',
    kinds: ALL,
    mend: 'Write the operator without a prefix.',
    docs: analyzer('security-warning-forallvalues-with-single-valued-key'),
    find: eachCondition(({ operator, lowerKey, key }, document) => {
      const type = typeOfKey(lowerKey, document);
      return (
        operator.set === 'all' &&
        type !== undefined &&
        !type.startsWith('ArrayOf') &&
        `${key} has one value; ${operator.name} is true also if it is missing.`
      );
    }),
  },
  {
    code: 'for-any-value-with-single-valued-key',
    severity: 'warning',
    title: 'ForAnyValue with single valued key',
    kinds: ALL,
    mend: 'Write the operator without a prefix.',
    docs: userGuide('reference_policies_condition-single-vs-multi-valued-context-keys'),
    find: eachCondition(({ operator, lowerKey, key }, document) => {
      const type = typeOfKey(lowerKey, document);
      return (
        operator.set === 'any' &&
        type !== undefined &&
        !type.startsWith('ArrayOf') &&
        `${key} has one value, not a list.`
      );
    }),
  },
  {
    code: 'wildcard-without-like-operator',
    severity: 'warning',
    title: 'Wildcard without like operator',
    kinds: ALL,
    mend: 'Use StringLike if a wildcard is meant.',
    docs: analyzer('general-warning-wildcard-without-like-operator'),
    quick: true,
    find: eachCondition(({ operator, values }) => {
      if (operator.base.type !== 'text' || operator.base.wildcards) return undefined;
      const value = values.find(({ text }) => looksLikePattern(text));
      return value && { at: value, message: `${operator.name} takes * and ? for letters.` };
    }),
  },
  {
    code: 'redundant-if-exists',
    severity: 'suggestion',
    title: 'IfExists that changes nothing',
    kinds: ALL,
    mend: 'Leave IfExists out; add Null if the key must be there.',
    docs: userGuide('reference_policies_elements_condition_operators#Conditions_IfExists'),
    find: eachCondition(
      ({ operator }) =>
        operator.ifExists &&
        ((operator.base.negated && operator.set !== 'any') || operator.set === 'all') &&
        `${operator.name} means the same without IfExists.`,
    ),
  },
  {
    code: 'missing-tag-key',
    severity: 'error',
    title: 'Missing tag key in condition',
    kinds: ALL,
    mend: "Write the tag's key: aws:ResourceTag/owner.",
    docs: analyzer('error-missing-tag-key-in-condition'),
    quick: true,
    find: eachCondition(
      ({ lowerKey, key }) => isTagWithoutKey(lowerKey) && `No request has a condition key ${key}.`,
    ),
  },
  {
    code: 'invalid-condition-key',
    severity: 'error',
    title: 'Invalid condition key format',
    kinds: ALL,
    mend: 'A condition key is written service:Name, a tag service:Kind/Key.',
    docs: analyzer('error-invalid-condition-key-format'),
    quick: true,
    find: eachCondition(
      ({ lowerKey, key }) => !lowerKey.includes(':') && `No request has a condition key ${key}.`,
    ),
  },
  {
    code: 'invalid-global-condition-key',
    severity: 'error',
    title: 'Invalid global condition key',
    kinds: ALL,
    mend: 'Name a global key that exists.',
    docs: analyzer('error-invalid-global-condition-key'),
    find: eachCondition(({ lowerKey, key }) => {
      const unknown =
        lowerKey.startsWith('aws:') && lowerKey !== 'aws:arn' && globalKey(lowerKey) === undefined;
      if (!unknown || isTagWithoutKey(lowerKey)) return undefined;
      const similar = similarGlobalKey(lowerKey);
      const message = `There is no global condition key ${key}.`;
      return similar === undefined ? message : { message, hint: `Did you mean ${similar}?` };
    }),
  },
  {
    code: 'deprecated-global-condition-key',
    severity: 'warning',
    title: 'Deprecated global condition key',
    kinds: ALL,
    mend: 'Use aws:PrincipalArn or aws:SourceArn.',
    docs: analyzer('general-warning-deprecated-global-condition-key'),
    find: eachCondition(({ lowerKey, key }) => lowerKey === 'aws:arn' && `${key} is not in use any more.`),
  },
  typeMismatch('type-mismatch-string', 'general-warning-type-mismatch', 'Type mismatch string', ['String']),
  typeMismatch('type-mismatch-number', 'general-warning-type-mismatch', 'Type mismatch number', ['Numeric']),
  typeMismatch('type-mismatch-date', 'general-warning-type-mismatch', 'Type mismatch date', [
    'Date',
    'DateOrNumeric',
  ]),
  typeMismatch('type-mismatch-boolean', 'general-warning-type-mismatch', 'Type mismatch Boolean', ['Bool']),
  typeMismatch('type-mismatch-ip-range', 'general-warning-type-mismatch', 'Type mismatch IP range', [
    'IPAddress',
  ]),
  typeMismatch('type-mismatch', 'general-warning-type-mismatch', 'Type mismatch', ['ARN', 'StringOrARN']),
  {
    code: 'string-like-with-arn-key',
    severity: 'security',
    title: 'String like operator with ARN condition keys',
    kinds: ALL,
    mend: 'Use ArnLike, which compares part by part.',
    docs: analyzer('security-warning-string-like-operator-with-arn-condition-keys'),
    find: eachValue(({ text }, { lowerKey, operator, key }, document) => {
      if (
        operator.base.type !== 'text' ||
        !operator.base.wildcards ||
        !looksLikePattern(text) ||
        text === '*'
      )
        return undefined;
      const type = typeOfKey(lowerKey, document);
      return (type === 'ARN' || type === 'ArrayOfARN') && `Wildcards in "${text}" cross the parts of ${key}.`;
    }),
  },
];
