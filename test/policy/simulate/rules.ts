/**
 * Where Stint and @cloud-copilot/iam-simulate differ, and why. Each rule recognises one difference as narrowly as it can be
 * told from the part of a policy that shows it; a difference that none recognises fails the comparison.
 */
import type { PolicyKind, Principal } from '../../../src/policy/index.ts';
import { listOf, partsOfOperator, type RawStatement, type RawValue } from '../../reference/index.ts';
import type { AccessCase } from '../generate/access-case.ts';
import { type Atom, variablesWork } from './atoms.ts';

export interface Rule {
  readonly name: string;
  /** `open`: AWS's pages do not say; what Stint chose is in docs/decisions/policy-language.md. */
  readonly right: 'stint' | 'open';
  /** The page of the IAM User Guide that settles it, or comes nearest. */
  readonly page: string;
  readonly says: string;
  readonly recognises: (atom: Atom) => boolean;
}

/** A condition, with what the request has for its key. */
interface ConditionSeen {
  readonly base: string;
  readonly qualifier: string;
  readonly ifExists: boolean;
  readonly policy: readonly string[];
  /** Absent: the request lacks the key. */
  readonly requested?: readonly string[];
  readonly isList: boolean;
  readonly variables: boolean;
  readonly context: ReadonlyMap<string, string | readonly string[]>;
}

function conditionOf(atom: Atom): ConditionSeen | undefined {
  const { part } = atom;
  if (part.element !== 'condition') return undefined;
  const { context } = atom.accessCase.request;
  const value = context.get(part.key.toLowerCase());
  return {
    ...partsOfOperator(part.operator),
    policy: listOf<RawValue>(part.values).map(String),
    ...(value === undefined ? {} : { requested: listOf<string>(value) }),
    isList: Array.isArray(value),
    variables: variablesWork(atom),
    context,
  };
}

const ofCondition = (test: (seen: ConditionSeen) => boolean) => (atom: Atom) => {
  const seen = conditionOf(atom);
  return seen !== undefined && test(seen);
};

const ofResource = (test: (text: string, atom: Atom) => boolean) => (atom: Atom) =>
  atom.part.element === 'resource' && test(atom.part.text, atom);

const isText = (base: string) => base.startsWith('String') || base.startsWith('Arn');
const knowsWildcards = (base: string) => base.endsWith('Like') || base.startsWith('Arn');
const isNull = (requested: readonly string[]) => requested.every((text) => text === '');

/** All variables of a text with what they would be replaced with. */
function variablesIn(text: string, context: ConditionSeen['context']) {
  return [...text.matchAll(/\$\{([^}]*)\}/g)].map(([, inside = '']) => {
    const [key = '', ...fallback] = inside.split(", '");
    const value = context.get(key.toLowerCase());
    return { inside, key, value, fallback: fallback.length === 1 ? fallback[0]?.slice(0, -1) : undefined };
  });
}

const hasVariable = (text: string) => /\$\{[^*?$}]/.test(text);

function hasEmptyVariable(text: string, context: ConditionSeen['context']): boolean {
  return variablesIn(text, context).some(
    ({ value, fallback }) => value === '' || (typeof value !== 'string' && fallback === ''),
  );
}

/** Not `${key}` nor `${key, 'text'}`. */
function hasMalformedVariable(text: string): boolean {
  const rest = text.replace(/\$\{(?:[*?$]|[^\s{}',][^{}',]*[^\s{}',]|[^\s{}',])(?:, '[^'{}]+')?\}/g, '');
  return rest.includes('${');
}

function textsOf(atom: Atom): readonly string[] {
  const { part } = atom;
  if (part.element === 'resource') return [part.text];
  const seen = conditionOf(atom);
  return seen !== undefined && isText(seen.base) ? seen.policy : [];
}

const DECIMAL = /^[+-]?\d{1,15}(?:\.\d{1,15})?$/;
const isPlainDecimal = (text: string) => DECIMAL.test(text) && text.replace(/\D/g, '').length <= 15;

/** Of the forms of a date, the one that `Date.parse` reads as the W3C does. */
function isPlainDate(text: string): boolean {
  const whole = /^\d{4}-\d\d-\d\d(?:T\d\d:\d\d:\d\d(?:\.\d{1,3})?(?:Z|[+-]\d\d:\d\d))?$/;
  if (!whole.test(text) || Number(text.slice(0, 4)) === 0) return false;
  const day = text.slice(0, 10);
  return !Number.isNaN(Date.parse(text)) && new Date(`${day}T00:00:00Z`).toISOString().startsWith(day);
}

const OCTET = '(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)';
const IPV4 = new RegExp(`^(?:${OCTET}\\.){3}${OCTET}(?:/(?:3[0-2]|[12]?\\d))?$`);

/** `arn:partition:service:region:account:resource`, without anything that moves the colons. */
const isPlainArn = (text: string) => text.startsWith('arn:') && text.split(':').length >= 6;

/** A variable's own colons count as the text's for a reader who looks for them first. */
const BEFORE_FIFTH_COLON = /^(?:[^:]*:){0,4}[^:]*\$\{/;

const CONDITIONS = 'IAM JSON policy elements: Condition operators';
const KEYS_AND_VALUES = 'Conditions with multiple context keys or values';
const VARIABLES = 'IAM policy elements: Variables and tags';
const RESOURCE = 'IAM JSON policy elements: Resource';

/** The first that recognises a part names its class. */
export const PART_RULES: readonly Rule[] = [
  {
    name: 'Null with a set prefix',
    right: 'stint',
    page: 'Access Analyzer policy check reference',
    says: 'Avoid using the Null condition operator with the ForAllValues or ForAnyValue condition set operators because they always return true or false respectively.',
    recognises: ofCondition(({ base, qualifier }) => base === 'Null' && qualifier !== ''),
  },
  {
    name: 'Null and a key of no value',
    right: 'stint',
    page: CONDITIONS,
    says: "use either true (the key doesn't exist — it is null) or false (the key exists and its value is not null)",
    recognises: ofCondition(
      ({ base, qualifier, requested }) =>
        base === 'Null' && qualifier === '' && requested !== undefined && isNull(requested),
    ),
  },
  {
    name: 'a set prefix and a key of no value',
    right: 'stint',
    page: KEYS_AND_VALUES,
    says: 'It also returns true if there are no keys in the request, or if the key values resolve to a null data set, such as an empty string.',
    recognises: ofCondition(
      ({ qualifier, requested }) => qualifier !== '' && requested !== undefined && isNull(requested),
    ),
  },
  {
    name: 'ForAnyValue with IfExists',
    right: 'stint',
    page: CONDITIONS,
    says: 'If the key is not present, evaluate the condition element as true.',
    recognises: ofCondition(
      ({ qualifier, ifExists, requested }) =>
        qualifier === 'ForAnyValue:' && ifExists && requested === undefined,
    ),
  },
  {
    name: 'several values and no set prefix',
    right: 'open',
    page: KEYS_AND_VALUES,
    says: 'Use the ForAllValues or ForAnyValue condition set operator with multivalued condition keys.',
    recognises: ofCondition(({ base, qualifier, isList }) => base !== 'Null' && qualifier === '' && isList),
  },
  {
    name: 'texts that are no plain numbers',
    right: 'stint',
    page: CONDITIONS,
    says: 'comparing a key to an integer or decimal value',
    recognises: ofCondition(
      ({ base, policy, requested }) =>
        base.startsWith('Numeric') && ![...policy, ...(requested ?? [])].every(isPlainDecimal),
    ),
  },
  {
    name: 'dates that Date.parse does not read as the W3C does',
    right: 'stint',
    page: CONDITIONS,
    says: 'You must specify date/time values with one of the W3C implementations of the ISO 8601 date formats or in epoch (UNIX) time.',
    recognises: ofCondition(
      ({ base, policy, requested }) =>
        base.startsWith('Date') && ![...policy, ...(requested ?? [])].every(isPlainDate),
    ),
  },
  {
    name: 'addresses that are not plain IPv4',
    right: 'stint',
    page: CONDITIONS,
    says: 'Some AWS services support IPv6, using :: to represent a range of 0s. / NotIpAddress: All IP addresses except the specified IP address or range',
    recognises: ofCondition(
      ({ base, policy, requested }) =>
        base.endsWith('IpAddress') && ![...policy, ...(requested ?? [])].every((text) => IPV4.test(text)),
    ),
  },
  {
    name: 'an IPv4 address is a range of one',
    right: 'stint',
    page: CONDITIONS,
    says: 'If you specify an IP address without the associated routing prefix, IAM uses the default prefix value of /32.',
    recognises: ofCondition(
      ({ base, policy }) => base.endsWith('IpAddress') && policy.some((text) => !text.includes('/')),
    ),
  },
  {
    name: 'ranges of a whole address family',
    right: 'stint',
    page: CONDITIONS,
    says: 'The value must be in the standard CIDR format',
    recognises: ofCondition(
      ({ base, policy }) => base.endsWith('IpAddress') && policy.some((text) => text.endsWith('/0')),
    ),
  },
  {
    name: 'BinaryEquals compares bytes',
    right: 'stint',
    page: CONDITIONS,
    says: 'It compares the value of the specified key byte for byte against a base-64 encoded representation of the binary value in the policy.',
    recognises: ofCondition(({ base }) => base === 'BinaryEquals'),
  },
  {
    name: 'Bool knows no variables',
    right: 'stint',
    page: CONDITIONS,
    says: 'You can not use a policy variable with the Boolean condition operator.',
    recognises: ofCondition(({ base, policy }) => base === 'Bool' && policy.some(hasVariable)),
  },
  {
    name: 'variables in documents of 2008',
    right: 'stint',
    page: VARIABLES,
    says: "If you don't include the Version element and set it to an appropriate version date, variables like ${aws:username} are treated as literal strings in the policy.",
    recognises: (atom) => !variablesWork(atom) && textsOf(atom).some((text) => text.includes('${')),
  },
  {
    name: 'variables that are written otherwise than the guide has them',
    right: 'open',
    page: VARIABLES,
    says: 'The variable is marked using a $ prefix followed by a pair of curly braces ({ }).',
    recognises: (atom) => textsOf(atom).some(hasMalformedVariable),
  },
  {
    name: 'variables of the empty text',
    right: 'stint',
    page: VARIABLES,
    says: 'When the policy is evaluated, the policy variables are replaced with values that come from the context of the request itself.',
    recognises: (atom) =>
      textsOf(atom).some((text) => hasEmptyVariable(text, atom.accessCase.request.context)),
  },
  {
    name: 'variables before the fifth colon',
    right: 'stint',
    page: VARIABLES,
    says: "You can't use a variable to replace parts of the ARN before the fifth colon, such as the service or account.",
    recognises: ofResource((text) => BEFORE_FIFTH_COLON.test(text)),
  },
  {
    name: 'a negated operator and a variable of no value',
    right: 'open',
    page: VARIABLES,
    says: 'If AWS cannot resolve a variable, this might cause the entire statement to be invalid.',
    recognises: ofCondition(
      ({ base, policy, context }) =>
        isText(base) &&
        base.includes('Not') &&
        policy.some((text) =>
          variablesIn(text, context).some(({ value, fallback }) => typeof value !== 'string' && !fallback),
        ),
    ),
  },
  {
    name: 'NotResource and a variable of no value',
    right: 'open',
    page: VARIABLES,
    says: 'If AWS cannot resolve a variable, this might cause the entire statement to be invalid.',
    recognises: ({ part, accessCase }) =>
      part.element === 'resource' &&
      part.not &&
      variablesIn(part.text, accessCase.request.context).some(
        ({ value, fallback }) => typeof value !== 'string' && !fallback,
      ),
  },
  {
    name: 'line ends are characters',
    right: 'stint',
    page: CONDITIONS,
    says: 'The values can include multi-character match wildcards (*) and single-character match wildcards (?) anywhere in the string.',
    recognises: ofCondition(
      ({ base, requested }) =>
        knowsWildcards(base) && (requested ?? []).some((text) => /[\n\r\u2028\u2029]/.test(text)),
    ),
  },
  {
    name: 'characters of two code units are one',
    right: 'stint',
    page: RESOURCE,
    says: 'a question mark (?) represents any single character',
    recognises: ofCondition(
      ({ base, policy, requested }) =>
        knowsWildcards(base) &&
        policy.some((text) => text.includes('?')) &&
        (requested ?? []).some((text) => /[\u{10000}-\u{10ffff}]/u.test(text)),
    ),
  },
  {
    name: 'case beyond ASCII',
    right: 'open',
    page: CONDITIONS,
    says: 'StringEqualsIgnoreCase: Exact matching, ignoring case',
    recognises: ofCondition(
      ({ base, policy, requested, context }) =>
        base.endsWith('IgnoreCase') &&
        [
          ...policy,
          ...(requested ?? []),
          ...[...context.values()].flatMap((value) => listOf<string>(value)),
        ].some((text) => /[^\x20-\x7e]/.test(text)),
    ),
  },
  {
    name: 'variables before the fifth colon of an ARN to compare with',
    right: 'stint',
    page: CONDITIONS,
    says: 'You can use a policy variable with the ARN condition operator.',
    recognises: ofCondition(
      ({ base, policy }) => base.startsWith('Arn') && policy.some((text) => BEFORE_FIFTH_COLON.test(text)),
    ),
  },
  {
    name: 'texts that are no whole ARN',
    right: 'stint',
    page: CONDITIONS,
    says: 'Each of the six colon-delimited components of the ARN is checked separately / ArnNotEquals, ArnNotLike: Negated matching for ARN.',
    recognises: ofCondition(
      ({ base, policy, requested }) =>
        base.startsWith('Arn') && ![...policy, ...(requested ?? [])].every(isPlainArn),
    ),
  },
  {
    name: 'a wildcard for the service of an action',
    right: 'open',
    page: 'IAM JSON policy elements: Action',
    says: 'You can use wildcards (* or ?) as part of the action name.',
    recognises: ({ part }) => part.element === 'action' && /^[^:]*[*?][^:]*:/.test(part.text),
  },
  {
    name: 'ARNs of fewer than six parts',
    right: 'open',
    page: RESOURCE,
    says: 'You specify a resource using an ARN.',
    recognises: ofResource((text) => text !== '*' && text.split(':').length < 6),
  },
  {
    name: 'wildcards and variables in the type of a resource',
    right: 'stint',
    page: RESOURCE,
    says: 'You can use wildcard characters (* and ?) within any ARN segment (the parts separated by colons).',
    recognises: ofResource((text) => {
      const resource = text.split(':').slice(5).join(':');
      return /^[^/:]*(?:[*?]|\$\{)/.test(resource);
    }),
  },
];

/** A principal that a statement names, and for whom it is read. */
export interface PrincipalSeen {
  readonly statement: RawStatement;
  readonly kind: PolicyKind;
  readonly caller: Principal;
}

export interface PrincipalRule extends Omit<Rule, 'recognises'> {
  readonly recognises: (seen: PrincipalSeen) => boolean;
}

function awsEntries({ statement }: PrincipalSeen): readonly string[] {
  const { Principal } = statement;
  return typeof Principal === 'object' ? listOf<string>(Principal['AWS']) : [];
}

const lastOfPath = (arn: string) => arn.slice(arn.lastIndexOf('/') + 1).toLowerCase();

export const PRINCIPAL_RULES: readonly PrincipalRule[] = [
  {
    name: 'principals of an endpoint policy',
    right: 'stint',
    page: 'Control access to VPC endpoints using endpoint policies (Amazon VPC, AWS PrivateLink)',
    says: 'It must contain a Principal element.',
    recognises: ({ kind, statement }) => kind === 'endpoint' && statement.Principal !== '*',
  },
  {
    name: 'NotPrincipal spares only who is listed at every level',
    right: 'stint',
    page: 'AWS JSON policy elements: NotPrincipal',
    says: 'When you use NotPrincipal, you must also specify the account ARN of the not-denied principal.',
    recognises: ({ statement }) => statement.NotPrincipal !== undefined,
  },
  {
    name: 'services under {"AWS": "*"}',
    right: 'open',
    page: 'AWS JSON policy elements: Principal',
    says: 'You can use a wildcard (*) to specify all principals in the Principal element',
    recognises: (seen) => seen.caller.kind === 'service' && awsEntries(seen).includes('*'),
  },
  {
    name: 'roles are named with path and case',
    right: 'stint',
    page: 'AWS JSON policy elements: Principal',
    says: 'In a Principal element, the user name part of the Amazon Resource Name (ARN) is case sensitive. / arn:aws:iam::account:role/role-name-with-path',
    recognises: (seen) =>
      seen.caller.kind === 'role-session' &&
      awsEntries(seen).some(
        (entry) =>
          entry.includes(':role/') &&
          seen.caller.kind === 'role-session' &&
          entry !== seen.caller.roleArn &&
          lastOfPath(entry) === lastOfPath(seen.caller.roleArn),
      ),
  },
  {
    name: 'a federated session is the user who asked for it',
    right: 'stint',
    page: 'Permissions boundaries for IAM entities',
    says: 'resource-based policies that grant permissions to an IAM user ARN (that is not a federated user session)',
    recognises: (seen) =>
      seen.caller.kind === 'federated-session' && awsEntries(seen).some((entry) => entry.includes(':user/')),
  },
];

/** What remains when every part and principal is read alike: how the policies are put together. */
export interface CaseRule extends Omit<Rule, 'recognises'> {
  readonly recognises: (accessCase: AccessCase) => boolean;
  /** The case without what is put together otherwise: of it, both must say the same. */
  readonly without: (accessCase: AccessCase) => AccessCase;
}

export const CASE_RULES: readonly CaseRule[] = [
  {
    name: 'the root of an account is whom the account names',
    right: 'open',
    page: 'AWS JSON policy elements: Principal',
    says: 'When you specify an AWS account, you can use the account ARN (arn:aws:iam::account-ID:root)',
    recognises: ({ request, sets }) =>
      (request.principal.kind === 'root' || request.principal.kind === 'assumed-root') &&
      (sets.boundary !== undefined || sets.session !== undefined),
    without: ({ request, sets }) => ({ request, sets: { ...sets, boundary: undefined, session: undefined } }),
  },
  {
    name: 'a session policy and a resource policy that names the caller directly',
    right: 'stint',
    page: 'AWS JSON policy elements: Principal',
    says: 'Permissions granted directly to a session are not limited by an implicit deny in an identity-based policy, a permissions boundary, or session policy.',
    recognises: ({ sets }) => sets.session !== undefined && sets.resource?.mode !== 'trust',
    without: ({ request, sets }) => ({ request, sets: { ...sets, session: undefined } }),
  },
  {
    name: 'a trust policy does not spare the boundary of whom it names',
    right: 'stint',
    page: 'Update a role trust policy',
    says: 'If a permissions boundary is set for the user, then it must allow the sts:AssumeRole action.',
    recognises: ({ sets }) => sets.boundary !== undefined && sets.resource?.mode === 'trust',
    without: ({ request, sets }) => ({ request, sets: { ...sets, boundary: undefined } }),
  },
];
