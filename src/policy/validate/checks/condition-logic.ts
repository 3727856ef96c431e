/** Checks of what conditions amount to: doors that missing keys open, keys that callers choose, conditions that contradict. */
import { compareDecimals, parseDecimal } from '../../decimal.ts';
import { parseInstant } from '../../instant.ts';
import { parseBoolean } from '../../operator.ts';
import { disjoint, readTextPattern, type TextPattern } from '../../pattern-relation.ts';
import {
  ALL,
  analyzer,
  type Check,
  eachCondition,
  eachStatement,
  eachValue,
  GRANTING,
  userGuide,
} from '../check.ts';
import { globalKey } from '../keys.ts';
import type { ConditionSubject, DocumentSubject, StatementSubject } from '../subject.ts';
import { hasWildcard, isEverything } from './actions.ts';
import { guardedKeys, typeOfKey } from './condition-form.ts';

/** Keys that name an owner or a network: a wildcard in their values lets strangers in. */
const SENSITIVE_KEYS = new Set(
  'aws:principalaccount aws:principalorgid aws:resourceaccount aws:resourceorgid aws:sourceaccount aws:sourceorgid aws:sourcevpc aws:sourcevpce aws:vpceaccount aws:vpceorgid'.split(
    ' ',
  ),
);

/** Keys that tell the caller's surroundings and are missing for some callers. */
const PERIMETER_KEYS = new Set(
  'aws:principalorgid aws:principalorgpaths aws:sourcevpc aws:sourcevpce aws:sourceip aws:vpceaccount aws:vpceorgid aws:vpceorgpaths aws:sourcevpcarn'.split(
    ' ',
  ),
);

/** By these a statement spares AWS services that act for the account. */
const SERVICE_EXEMPTIONS = [
  'aws:principalisawsservice',
  'aws:viaawsservice',
  'aws:principalservicename',
  'aws:calledvia',
  'aws:sourceaccount',
  'aws:sourceorgid',
  'aws:sourcearn',
  'aws:principalarn',
];

/** Keys that the caller may set to anything. */
const SPOOFABLE_KEYS = new Set(['aws:useragent', 'aws:referer']);

/** A key that means little without another one. */
const PAIRS: ReadonlyMap<string, readonly string[]> = new Map([
  ['aws:vpcsourceip', ['aws:sourcevpc', 'aws:sourcevpce', 'aws:sourcevpcarn']],
  ['aws:ec2instancesourceprivateipv4', ['aws:ec2instancesourcevpc']],
]);

export function asksFor({ conditions }: StatementSubject, keys: readonly string[]): boolean {
  return conditions.some(({ lowerKey }) => keys.includes(lowerKey));
}

export const CONDITION_LOGIC_CHECKS: readonly Check[] = [
  {
    code: 'wildcard-in-sensitive-key',
    severity: 'security',
    title: 'Wildcard in a sensitive key',
    kinds: ALL,
    mend: 'List the ids in full.',
    docs: userGuide('reference_policies_condition-keys#condition-keys-sensitive'),
    quick: true,
    find: eachCondition(({ lowerKey, operator, values, key }) => {
      if (!SENSITIVE_KEYS.has(lowerKey) || !operator.base.wildcards) return undefined;
      const at = values.find(({ text }) => hasWildcard(text.replaceAll(/\$\{[^}]*\}/g, '')));
      return at && { at, message: `A wildcard in a value of ${key} matches owners that nobody had in mind.` };
    }),
  },
  {
    code: 'mfa-deny-without-if-exists',
    severity: 'security',
    title: 'MFA asked for by Bool in a Deny',
    kinds: ALL,
    mend: 'Use BoolIfExists.',
    docs: userGuide('reference_policies_condition-keys#condition-keys-multifactorauthpresent'),
    quick: true,
    find: eachCondition(
      ({ statement, lowerKey, operator }) =>
        statement.effect === 'Deny' &&
        lowerKey === 'aws:multifactorauthpresent' &&
        operator.name === 'Bool' &&
        'Long-term access keys bring no aws:MultiFactorAuthPresent: this Deny does not hit them.',
    ),
  },
  {
    code: 'mfa-allow-with-if-exists',
    severity: 'security',
    title: 'MFA asked for by IfExists in an Allow',
    kinds: GRANTING,
    mend: 'Use Bool in an Allow.',
    docs: userGuide('reference_policies_condition-keys#condition-keys-multifactorauthpresent'),
    find: eachCondition(
      ({ statement, lowerKey, operator, values }) =>
        statement.effect === 'Allow' &&
        lowerKey === 'aws:multifactorauthpresent' &&
        operator.ifExists &&
        values.some(({ text }) => parseBoolean(text) === 'true') &&
        'Long-term access keys pass without MFA.',
    ),
  },
  {
    code: 'mfa-age-deny-without-if-exists',
    severity: 'security',
    title: 'Age of MFA in a Deny',
    kinds: ALL,
    mend: 'Use NumericGreaterThanIfExists.',
    docs: userGuide('reference_policies_condition-keys#condition-keys-multifactorauthage'),
    find: eachCondition(
      ({ statement, lowerKey, operator, key }) =>
        statement.effect === 'Deny' &&
        lowerKey === 'aws:multifactorauthage' &&
        operator.base.type === 'number' &&
        !operator.base.negated &&
        !operator.ifExists &&
        `Callers without MFA have no ${key}: this Deny does not hit them.`,
    ),
  },
  {
    code: 'negated-operator-with-allow',
    severity: 'security',
    title: 'Negated operator on a key that may be missing',
    kinds: GRANTING,
    mend: 'List what is allowed, or require the key with "Null": { key: "false" }.',
    docs: userGuide('reference_policies_elements_condition_operators#Conditions_IfExists'),
    find: eachCondition(({ statement, lowerKey, operator, key }) => {
      if (statement.effect !== 'Allow' || !operator.base.negated || operator.set === 'any') return undefined;
      const global = globalKey(lowerKey);
      const open = global !== undefined && !global.always && !guardedKeys(statement).has(lowerKey);
      return open && `${operator.name} is true for requests without ${key}.`;
    }),
  },
  {
    code: 'perimeter-without-services',
    severity: 'warning',
    title: 'Perimeter that shuts out AWS services',
    kinds: ['resource', 'rcp'],
    mend: 'Spare them by BoolIfExists on aws:PrincipalIsAWSService and aws:ViaAWSService, bound by aws:SourceAccount or aws:SourceOrgID.',
    docs: analyzer('general-warning-rcp-missing-related-principal-condition-key'),
    find: eachCondition(
      ({ statement, lowerKey, operator, key }) =>
        statement.effect === 'Deny' &&
        operator.base.negated &&
        PERIMETER_KEYS.has(lowerKey) &&
        !asksFor(statement, SERVICE_EXEMPTIONS) &&
        statement.principal?.entries.some(({ value }) => value === '*') &&
        `AWS services have no ${key} of yours: the Deny hits them too.`,
    ),
  },
  {
    code: 'spoofable-key',
    severity: 'security',
    title: 'Key that the caller chooses',
    kinds: GRANTING,
    mend: 'Do not let access depend on it.',
    docs: userGuide('reference_policies_condition-keys#condition-keys-referer'),
    find: eachCondition(
      ({ statement, lowerKey, key }) =>
        statement.effect === 'Allow' &&
        SPOOFABLE_KEYS.has(lowerKey) &&
        `Any caller can send the ${key} that is asked for.`,
    ),
  },
  {
    code: 'missing-paired-key',
    severity: 'security',
    title: 'Missing paired condition keys',
    kinds: ALL,
    mend: 'Add the condition key that the address belongs to.',
    docs: analyzer('security-warning-missing-paired-condition-keys'),
    find: eachCondition(({ statement, lowerKey, key }) => {
      const partners = PAIRS.get(lowerKey);
      return (
        partners !== undefined &&
        !asksFor(statement, partners) && {
          message: `${key} alone matches addresses of other networks.`,
          hint: `Add a condition on ${partners.join(' or ')}.`,
        }
      );
    }),
  },
  {
    code: 'duration-of-assume-role',
    severity: 'warning',
    title: 'sts:DurationSeconds on AssumeRole',
    kinds: ['trust', 'inline', 'managed'],
    mend: "Bound sessions by the role's MaxSessionDuration.",
    docs: userGuide('reference_policies_iam-condition-keys#ck_durationseconds'),
    find: eachCondition(
      ({ statement, lowerKey, key }) =>
        lowerKey === 'sts:durationseconds' &&
        statement.action.values.some(({ text }) => /^sts:AssumeRole/i.test(text)) &&
        `No ${key} comes with AssumeRole.`,
    ),
  },
  {
    code: 'deny-not-action-with-tag-key',
    severity: 'security',
    title: 'Deny NotAction with a tag condition key',
    kinds: ALL,
    mend: 'List the actions that know tags in Action.',
    docs: analyzer('security-warning-deny-with-notaction-and-unsupported-tag-condition-key-for-service'),
    find: eachCondition(
      ({ statement, lowerKey, operator, key }) =>
        statement.effect === 'Deny' &&
        statement.action.not &&
        /^(?:aws:(?:request|resource)tag\/|aws:tagkeys$)/.test(lowerKey) &&
        !operator.base.negated &&
        operator.base.type !== 'null' &&
        `Actions that know no tags have no ${key}: the Deny does not hit them.`,
    ),
  },
  {
    code: 'allow-not-action-with-tag-key',
    severity: 'suggestion',
    title: 'Allow NotAction with a tag condition key',
    kinds: GRANTING,
    mend: 'List the actions that know tags in Action.',
    docs: analyzer('suggestion-allow-notaction-with-unsupported-tag-condition-key-for-service'),
    find: eachCondition(
      ({ statement, lowerKey, operator, key }) =>
        statement.effect === 'Allow' &&
        statement.action.not &&
        /^(?:aws:(?:request|resource)tag\/|aws:tagkeys$)/.test(lowerKey) &&
        !operator.base.negated &&
        operator.base.type !== 'null' &&
        `Actions that know no tags have no ${key}: they are not allowed.`,
    ),
  },
  {
    code: 'region-deny-hits-global-services',
    severity: 'warning',
    title: 'Denied Regions and global services',
    kinds: ['scp', 'inline', 'managed'],
    mend: 'Except the global services with NotAction, or allow us-east-1.',
    docs: userGuide('reference_policies_examples_aws_deny-requested-region'),
    find: eachCondition(({ statement, lowerKey, operator, values }) => {
      if (statement.effect !== 'Deny' || lowerKey !== 'aws:requestedregion' || !operator.base.negated)
        return undefined;
      const { action } = statement;
      const hits = action.not
        ? !action.values.some(({ text }) => /^(?:iam:\*|\*)$/i.test(text))
        : action.values.some(({ text }) => text === '*' || /^iam:\*$/i.test(text));
      const spared = values.some(
        ({ text }) =>
          text === 'us-east-1' || hasWildcard(text) || !/^(?:us|eu|ap|af|ca|sa|me|il|mx)-/.test(text),
      );
      return hits && !spared && 'Calls to IAM and other global services are denied too.';
    }),
  },
  {
    code: 'condition-on-presence-only',
    severity: 'suggestion',
    title: 'StringLike with *',
    kinds: ALL,
    mend: 'Write "Null": { key: "false" } if the key must be there.',
    docs: userGuide('reference_policies_elements_condition_operators#Conditions_Null'),
    find: eachValue(
      ({ text }, { operator, key }) =>
        text === '*' &&
        operator.base.type === 'text' &&
        operator.base.wildcards &&
        !operator.base.negated &&
        `Every value of ${key} is like "*".`,
    ),
  },
  {
    code: 'statement-never-applies',
    severity: 'warning',
    title: 'Conditions that contradict each other',
    kinds: ALL,
    mend: 'Divide the statement, or remove one of the conditions.',
    docs: userGuide('reference_policies_condition-logic-multiple-context-keys-or-values'),
    find: eachStatement(({ conditions, variables }, document) =>
      contradiction(conditions, variables, document),
    ),
  },
  {
    code: 'deny-by-principal-arn-and-star',
    severity: 'suggestion',
    title: 'Deny of everything but a list',
    kinds: ['resource'],
    mend: 'Except a role that can mend the policy, and try it first.',
    docs: userGuide('reference_policies_elements_notprincipal'),
    find: eachCondition(
      ({ statement, lowerKey, operator }) =>
        statement.effect === 'Deny' &&
        lowerKey === 'aws:principalarn' &&
        operator.base.negated &&
        statement.principal?.entries.some(({ value }) => value === '*') &&
        statement.action.values.some(({ text }) => text === '*' || /^[a-z0-9-]+:\*$/i.test(text)) &&
        isEverything(statement.resource) &&
        'Everybody but those who are listed is locked out.',
    ),
  },
];

/** What one condition leaves of a key's values; only positive operators without prefix and suffix, and `Null`. */
interface Claims {
  readonly presence: Map<string, boolean>;
  readonly texts: Map<string, { readonly condition: ConditionSubject; readonly patterns: TextPattern[] }>;
  readonly bounds: Map<string, Bounds>;
}

interface Bounds {
  /** Greatest lower and least upper bound so far, and whether they themselves are meant. */
  low?: { readonly text: string; readonly closed: boolean };
  high?: { readonly text: string; readonly closed: boolean };
}

/** The first condition that contradicts an earlier one of the statement. Linear in the conditions. */
function contradiction(
  conditions: readonly ConditionSubject[],
  variables: boolean,
  document: DocumentSubject,
): { at: ConditionSubject['node']; message: string } | undefined {
  const claims: Claims = { presence: new Map(), texts: new Map(), bounds: new Map() };
  for (const condition of conditions) {
    const type = typeOfKey(condition.lowerKey, document);
    // Of several values each condition may be met by another one.
    const single = type !== undefined && !type.startsWith('ArrayOf');
    const why =
      contradictsPresence(condition, claims) ??
      (single ? contradictsTexts(condition, claims, variables) : undefined) ??
      (single ? contradictsBounds(condition, claims) : undefined);
    if (why !== undefined) return { at: condition.node, message: `${why}: the statement never applies.` };
  }
  return undefined;
}

function contradictsPresence(condition: ConditionSubject, { presence }: Claims): string | undefined {
  const present = demandsPresence(condition);
  if (present === undefined) return undefined;
  const { lowerKey, key } = condition;
  const earlier = presence.get(lowerKey);
  if (earlier === undefined) presence.set(lowerKey, present);
  return earlier !== undefined && earlier !== present
    ? `${key} must be there for one condition and missing for another`
    : undefined;
}

/** Whether the condition holds only where the key has a value (`true`), or only where it has none. */
function demandsPresence({ operator, values }: ConditionSubject): boolean | undefined {
  const said = new Set(values.map(({ text }) => parseBoolean(text)));
  if (operator.base.type === 'null')
    return operator.set === 'none' && said.size === 1 ? said.has('false') : undefined;
  // The empty text is a value for these and none for Null.
  if (operator.ifExists || operator.set === 'all' || values.some(({ text }) => text === '')) return undefined;
  return operator.set === 'any' || !operator.base.negated ? true : undefined;
}

function contradictsTexts(
  condition: ConditionSubject,
  { texts }: Claims,
  variables: boolean,
): string | undefined {
  const { operator, values, lowerKey, key } = condition;
  const { type, negated, wildcards } = operator.base;
  if (type !== 'text' || negated || operator.ifExists || operator.set !== 'none') return undefined;
  if (operator.name.includes('IgnoreCase') || values.length === 0 || values.length > 20) return undefined;
  const patterns = values.flatMap(
    ({ text }) =>
      readTextPattern(wildcards ? text : text.replaceAll(/[*?]/g, '${$&}'), wildcards ? variables : true) ??
      [],
  );
  const earlier = texts.get(lowerKey);
  if (earlier === undefined) texts.set(lowerKey, { condition, patterns });
  const meet = (pattern: TextPattern) => earlier?.patterns.some((other) => !disjoint(pattern, other));
  return earlier !== undefined && !patterns.some(meet) ? `No value of ${key} is in both lists` : undefined;
}

const BOUND = /^(?:Numeric|Date)(Less|Greater)Than(Equals)?$/;

function contradictsBounds(
  { operator, values, lowerKey, key }: ConditionSubject,
  { bounds }: Claims,
): string | undefined {
  const match = BOUND.exec(operator.name);
  const [only] = values;
  if (match === null || only === undefined || values.length !== 1) return undefined;
  const slot = `${operator.base.type} ${lowerKey}`;
  const known = bounds.get(slot) ?? {};
  bounds.set(slot, known);
  const bound = { text: only.text, closed: match[2] !== undefined };
  if (match[1] === 'Less') known.high = bound;
  else known.low = bound;
  if (known.low === undefined || known.high === undefined) return undefined;
  const order = compareTexts(known.low.text, known.high.text, operator.base.type === 'date');
  const empty =
    order !== undefined && (order > 0 || (order === 0 && !(known.low.closed && known.high.closed)));
  return empty ? `No value of ${key} lies between both bounds` : undefined;
}

function compareTexts(a: string, b: string, dates: boolean): number | undefined {
  if (dates) {
    const [left, right] = [parseInstant(a), parseInstant(b)];
    return left === undefined || right === undefined ? undefined : left < right ? -1 : left > right ? 1 : 0;
  }
  const [left, right] = [parseDecimal(a), parseDecimal(b)];
  return left === undefined || right === undefined ? undefined : compareDecimals(left, right);
}
