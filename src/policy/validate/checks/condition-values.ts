/** Checks of what single condition values say: accounts, organizations, networks, services, ARNs, dates. */
import type { IpRange } from '../../ip-range.ts';
import { contains, parseIpRange } from '../../ip-range.ts';
import type { JsonScalar } from '../../json-node.ts';
import { ALL, analyzer, type Check, eachCondition, eachValue, type Severity, userGuide } from '../check.ts';
import type { ConditionSubject } from '../subject.ts';
import { hasWildcard, isAccount, isRegion } from './actions.ts';

const GLOBAL_KEYS = 'reference_policies_condition-keys';

/** A value that a check can judge: written out, without variables, and compared as it stands. */
function isPlain(value: string, { operator }: ConditionSubject): boolean {
  return (
    operator.base.type === 'text' && !value.includes('${') && !(operator.base.wildcards && hasWildcard(value))
  );
}

interface Form {
  readonly code: string;
  readonly severity?: Severity;
  readonly title: string;
  readonly keys: readonly string[];
  readonly fits: (value: string) => boolean;
  readonly form: string;
  readonly docs: string;
}

/** A service principal: `name.amazonaws.com`, of a Region too. */
const SERVICE_PRINCIPAL =
  /^[a-z0-9-]+(?:\.[a-z0-9-]+)*\.(?:amazonaws\.com(?:\.cn)?|amazon\.com|aws\.internal|c2s\.ic\.gov|sc2s\.sgov\.gov|amazonaws\.eu)$/;

export function isServicePrincipal(text: string): boolean {
  return SERVICE_PRINCIPAL.test(text);
}

const PRINCIPAL_TYPES = new Set(['Account', 'User', 'AssumedRole', 'FederatedUser', 'Anonymous', 'Service']);

const FORMS: readonly Form[] = [
  {
    code: 'invalid-account-value',
    title: 'Invalid account in condition',
    keys: [
      'aws:principalaccount',
      'aws:sourceaccount',
      'aws:resourceaccount',
      'aws:vpceaccount',
      's3:resourceaccount',
      'kms:calleraccount',
    ],
    fits: (value) => isAccount(value) || value === 'anonymous',
    form: 'an account has twelve digits',
    docs: userGuide(`${GLOBAL_KEYS}#condition-keys-sourceaccount`),
  },
  {
    code: 'invalid-organization-id',
    title: 'Invalid organization id',
    keys: ['aws:principalorgid', 'aws:sourceorgid', 'aws:resourceorgid', 'aws:vpceorgid'],
    fits: (value) => /^o-[a-z0-9]{10,32}$/.test(value),
    form: 'an organization is written o- and 10 to 32 small letters and digits',
    docs: userGuide(`${GLOBAL_KEYS}#condition-keys-principalorgid`),
  },
  {
    code: 'invalid-vpc-format',
    title: 'Invalid vpc identifier format',
    keys: ['aws:sourcevpc', 'aws:ec2instancesourcevpc'],
    fits: (value) => /^vpc-(?:[0-9a-f]{8}|[0-9a-f]{17})$/.test(value),
    form: 'a VPC is written vpc- and 8 or 17 hexadecimal digits',
    docs: analyzer('error-invalid-vpc-identifier-format'),
  },
  {
    code: 'invalid-vpce-format',
    title: 'Invalid vpce identifier format',
    keys: ['aws:sourcevpce'],
    fits: (value) => /^vpce-(?:[0-9a-f]{8}|[0-9a-f]{17})$/.test(value),
    form: 'an endpoint is written vpce- and 8 or 17 hexadecimal digits',
    docs: analyzer('error-invalid-vpce-identifier-format'),
  },
  {
    code: 'invalid-region',
    title: 'Invalid Region',
    keys: ['aws:requestedregion'],
    fits: isRegion,
    form: 'a Region is written like eu-central-1',
    docs: analyzer('error-invalid-region'),
  },
  {
    code: 'invalid-service-principal-value',
    title: 'Invalid service principal format',
    keys: [
      'aws:calledvia',
      'aws:calledviafirst',
      'aws:calledvialast',
      'aws:principalservicename',
      'aws:principalservicenameslist',
      'iam:passedtoservice',
      'iam:awsservicename',
      'kms:viaservice',
    ],
    fits: isServicePrincipal,
    form: 'a service is written like ec2.amazonaws.com',
    docs: analyzer('error-invalid-service-principal-format'),
  },
  {
    code: 'invalid-principal-type',
    title: 'Invalid principal type',
    keys: ['aws:principaltype'],
    fits: (value) => PRINCIPAL_TYPES.has(value),
    form: `the types are ${[...PRINCIPAL_TYPES].join(', ')}`,
    docs: userGuide(`${GLOBAL_KEYS}#condition-keys-principaltype`),
  },
  {
    code: 'user-id-without-session',
    severity: 'warning',
    title: 'Role id without its session',
    keys: ['aws:userid'],
    fits: (value) => !/^AROA[A-Z0-9]+$/.test(value),
    form: "the user id of a role session is the role's id, a colon and the session's name",
    docs: userGuide('reference_policies_variables#principaltable'),
  },
];

function formCheck({ code, severity = 'error', title, keys, fits, form, docs }: Form): Check {
  return {
    code,
    severity,
    title,
    kinds: ALL,
    why: `In conditions on ${keys.join(', ')}: ${form}. What is written otherwise equals no value of a request.`,
    mend: `Mend the value: ${form}.`,
    docs,
    find: eachValue(
      ({ text }, condition) =>
        keys.includes(condition.lowerKey) &&
        isPlain(text, condition) &&
        !fits(text) &&
        `"${text}" is no value of ${condition.key}: ${form}.`,
    ),
  };
}

const PRIVATE: readonly IpRange[] = [
  '10.0.0.0/8',
  '172.16.0.0/12',
  '192.168.0.0/16',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '100.64.0.0/10',
  'fc00::/7',
  'fe80::/10',
  '::1/128',
].map((range) => parseIpRange(range)!);

function isPrivate(range: IpRange): boolean {
  return PRIVATE.some((block) => block.bits <= range.bits && contains(block, range));
}

/** The ranges of a condition on the public address of the caller, and which of them are private. */
function sourceRanges({
  lowerKey,
  operator,
  values,
}: ConditionSubject): { at: JsonScalar; private: boolean }[] {
  if (lowerKey !== 'aws:sourceip' || operator.base.type !== 'ip') return [];
  return values.flatMap((at) => {
    const range = parseIpRange(at.text);
    return range === undefined ? [] : [{ at, private: isPrivate(range) }];
  });
}

function privateCheck(
  code: string,
  severity: Severity,
  title: string,
  negated: boolean,
  all: boolean,
  why: string,
): Check {
  return {
    code,
    severity,
    title,
    kinds: ALL,
    why,
    mend: 'Use public addresses, or aws:VpcSourceIp for traffic through an endpoint.',
    docs: analyzer(`${severity}-${title.toLowerCase().replaceAll(' ', '-')}`),
    find: eachCondition((condition) => {
      const ranges = sourceRanges(condition);
      const unseen = ranges.filter((range) => range.private);
      if (condition.operator.base.negated !== negated || unseen.length === 0) return undefined;
      if ((unseen.length === ranges.length) !== all) return undefined;
      return {
        at: unseen[0]!.at,
        message: `"${unseen[0]!.at.text}" is private, and aws:SourceIp is always public.`,
      };
    }),
  };
}

export const CONDITION_VALUE_CHECKS: readonly Check[] = [
  ...FORMS.map(formCheck),
  {
    code: 'invalid-organization-path',
    severity: 'error',
    title: 'Invalid organization path',
    kinds: ALL,
    mend: 'Write the path from the organization on, with its last slash: o-a1b2c3d4e5/r-ab12/ou-ab12-11111111/*.',
    docs: userGuide(`${GLOBAL_KEYS}#condition-keys-principalorgpaths`),
    find: eachValue(
      ({ text }, { lowerKey, operator, key }) =>
        ORG_PATH_KEYS.has(lowerKey) &&
        operator.base.type === 'text' &&
        !text.includes('${') &&
        (!/^(?:o-|\*|\?)/.test(text) || !/[/*?]$/.test(text)) &&
        `"${text}" is no path of ${key}.`,
    ),
  },
  {
    code: 'invalid-arn-value',
    severity: 'error',
    title: 'Invalid ARN in condition',
    kinds: ALL,
    mend: 'Write all six parts, with wildcards where anything goes.',
    docs: userGuide('reference_policies_elements_condition_operators#Conditions_ARN'),
    find: eachValue(
      ({ text }, { operator }) =>
        operator.base.type === 'arn' &&
        !text.includes('${') &&
        (text.split(':').length < 6 || !/^(?:arn$|[^:]*[*?])/.test(text.split(':', 1)[0]!)) &&
        `"${text}" is no ARN, so it matches nothing.`,
    ),
  },
  {
    code: 'principal-arn-of-session',
    severity: 'error',
    title: 'ARN of a session in aws:PrincipalArn',
    kinds: ALL,
    mend: 'Write the ARN of the role; name single sessions by aws:userid.',
    docs: userGuide(`${GLOBAL_KEYS}#condition-keys-principalarn`),
    find: eachValue(
      ({ text }, { lowerKey, key }) =>
        lowerKey === 'aws:principalarn' &&
        /^arn:[^:]*:sts:.*:assumed-role\//.test(text) &&
        `${key} is never "${text}".`,
    ),
  },
  {
    code: 'invalid-date-value',
    severity: 'warning',
    title: 'Invalid date value',
    kinds: ALL,
    mend: 'Write a date such as 2026-01-31T12:00:00Z.',
    docs: analyzer('general-warning-invalid-date-value'),
    find: eachValue(
      ({ text }, { operator }) =>
        operator.base.type === 'date' && /^[0-9]{5,}$/.test(text) && `"${text}" is a number of seconds.`,
    ),
  },
  privateCheck(
    'private-ip-address',
    'error',
    'Private IP address',
    false,
    true,
    'aws:SourceIp is a public address: a range of private ones never matches.',
  ),
  privateCheck(
    'private-not-ip-address',
    'error',
    'Private NotIpAddress',
    true,
    true,
    'aws:SourceIp is a public address: it is always outside of private ranges, so that the condition always holds.',
  ),
  privateCheck(
    'private-ip-subset',
    'suggestion',
    'Private IP subset',
    false,
    false,
    'aws:SourceIp is a public address: the private ranges of the list match nothing.',
  ),
  privateCheck(
    'private-not-ip-subset',
    'suggestion',
    'Private NotIpAddress subset',
    true,
    false,
    'aws:SourceIp is a public address: the private ranges of the list exclude nothing.',
  ),
  {
    code: 'improve-ip-range',
    severity: 'suggestion',
    title: 'Improve IP range',
    kinds: ALL,
    mend: 'Write the first address of the range.',
    docs: analyzer('suggestion-improve-ip-range'),
    find: eachValue(({ text }, { operator }) => {
      const range = operator.base.type === 'ip' ? parseIpRange(text) : undefined;
      return (
        range !== undefined &&
        hasBitsBeyondMask(range) &&
        `"${text}" has bits beyond its mask of ${range.bits}.`
      );
    }),
  },
  {
    code: 'ip-range-of-everything',
    severity: 'warning',
    title: 'IP range of everything',
    kinds: ALL,
    mend: 'Name the networks that are meant.',
    docs: userGuide('reference_policies_elements_condition_operators#Conditions_IPAddress'),
    find: eachValue(
      ({ text }, { operator }) =>
        operator.base.type === 'ip' && parseIpRange(text)?.bits === 0 && `"${text}" is every address.`,
    ),
  },
  {
    code: 'redundant-condition-value',
    severity: 'suggestion',
    title: 'Redundant condition value',
    kinds: ALL,
    mend: 'Remove it.',
    docs: analyzer('suggestion-redundant-condition-value-num'),
    find: eachCondition(({ values, operator }) => {
      const seen = new Set<string>();
      for (const at of values) {
        if (seen.has(at.text)) return { at, message: `"${at.text}" stands twice.` };
        seen.add(at.text);
      }
      if (
        !/^Numeric(?:Less|Greater)/.test(operator.name.replace(/^For(?:All|Any)Values?:/, '')) ||
        values.length < 2
      )
        return undefined;
      return { at: values[1]!, message: `Of the ${values.length} bounds only the widest one counts.` };
    }),
  },
];

const ORG_PATH_KEYS = new Set([
  'aws:principalorgpaths',
  'aws:resourceorgpaths',
  'aws:sourceorgpaths',
  'aws:vpceorgpaths',
]);

function hasBitsBeyondMask({ words, bits }: IpRange): boolean {
  return words.some((word, i) => {
    const counted = Math.min(32, Math.max(0, bits - 32 * i));
    return counted < 32 && (word & (counted === 0 ? 0xffffffff : (1 << (32 - counted)) - 1)) !== 0;
  });
}
