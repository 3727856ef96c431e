/**
 * Why a document is refused, and in whose words. Texts and order are those that AWS's services answer with
 * (MalformedPolicyDocument); Stint adds a code and a hint of its own.
 */
import type { PolicyKind } from './issue.ts';

export type FaultCode =
  | 'parameter-characters'
  | 'parameter-too-long'
  | 'not-json'
  | 'syntax'
  | 'version-unknown'
  | 'version-too-old'
  | 'statement-empty'
  | 'effect-missing'
  | 'effect-unknown'
  | 'effect-wrong-case'
  | 'date-invalid'
  | 'resource-incomplete'
  | 'sid-repeated'
  | 'sid-characters'
  | 'action-missing'
  | 'action-without-vendor'
  | 'action-two-colons'
  | 'action-vendor-invalid'
  | 'action-characters'
  | 'action-not-sts'
  | 'resource-missing'
  | 'resource-not-arn'
  | 'resource-partition'
  | 'resource-vendor'
  | 'resource-iam-region'
  | 'resource-s3-region'
  | 'resource-iam-path'
  | 'resource-prohibited'
  | 'not-resource-prohibited'
  | 'principal-prohibited'
  | 'principal-missing'
  | 'principal-empty'
  | 'principal-not-object'
  | 'principal-invalid'
  | 'principal-federated-form'
  | 'principal-cognito-condition'
  | 'not-principal-with-allow'
  | 'not-principal-prohibited'
  | 'too-large';

interface Wording {
  /** Faults of lower rank are answered first. */
  readonly rank: number;
  readonly message: (subject: string) => string;
}

type Row = readonly [code: FaultCode, rank: number, message: string | ((subject: string) => string)];
type Dialect = ReadonlyMap<FaultCode, Wording>;

function dialect(rows: readonly Row[]): Dialect {
  return new Map(
    rows.map(([code, rank, message]) => [
      code,
      { rank, message: typeof message === 'string' ? () => message : message },
    ]),
  );
}

const IAM_PATHS =
  'user/, federated-user/, role/, group/, instance-profile/, mfa/, server-certificate/, policy/, sms-mfa/, saml-provider/, oidc-provider/, report/, access-report/';

const SYNTAX = 'Syntax errors in policy.';
const LEGACY = 'The policy failed legacy parsing';
const SID_CHARACTERS =
  'Statement IDs (SID) must be alpha-numeric. Check that your input satisfies the regular expression [0-9A-Za-z]*';
const NOT_JSON = 'This policy contains invalid Json';
const FEDERATED_FORM = 'Federated principals must be valid domain names or SAML metadata ARNs';
const COGNITO = 'A condition block must be present for the Cognito provider';
const MISSING_PRINCIPAL = 'Missing required field Principal';
const EMPTY_PRINCIPAL = 'Missing required field Principal cannot be empty!';
const ALLOW_NOT_PRINCIPAL = 'Allow with NotPrincipal is not allowed.';
const invalidPrincipal = (subject: string) => `Invalid principal in policy: ${subject}`;

/** What IAM says of a parameter before it reads the document in it. */
const PARAMETER_ROWS: readonly Row[] = [
  [
    'parameter-characters',
    0,
    'The specified value for policyDocument is invalid. It must contain only printable ASCII characters.',
  ],
  [
    'parameter-too-long',
    0,
    (most) => violation('policyDocument', `have length less than or equal to ${most}`),
  ],
];

/** The order is that of AWS's answers to documents with several faults. */
const IDENTITY_ROWS: readonly Row[] = [
  ...PARAMETER_ROWS,
  ['not-json', 0, SYNTAX],
  ['syntax', 1, SYNTAX],
  ['version-unknown', 1, SYNTAX],
  ['statement-empty', 1, SYNTAX],
  ['effect-missing', 1, SYNTAX],
  ['effect-unknown', 1, SYNTAX],
  ['principal-prohibited', 2, 'Policy document should not specify a principal.'],
  ['principal-missing', 2, MISSING_PRINCIPAL],
  ['principal-empty', 2, EMPTY_PRINCIPAL],
  ['principal-not-object', 2, SYNTAX],
  ['principal-invalid', 2, invalidPrincipal],
  ['principal-federated-form', 2, FEDERATED_FORM],
  ['principal-cognito-condition', 2, COGNITO],
  ['not-principal-with-allow', 2, ALLOW_NOT_PRINCIPAL],
  ['not-principal-prohibited', 2, SYNTAX],
  ['version-too-old', 3, 'Policy document must be version 2012-10-17 or greater.'],
  ['effect-wrong-case', 4, LEGACY],
  ['date-invalid', 4, LEGACY],
  ['resource-incomplete', 5, LEGACY],
  ['sid-repeated', 6, 'Statement IDs (SID) in a single policy must be unique.'],
  ['sid-characters', 6, SID_CHARACTERS],
  ['action-missing', 7, 'Policy statement must contain actions.'],
  ['resource-not-arn', 8, (resource) => `Resource ${resource} must be in ARN format or "*".`],
  ['resource-partition', 8, partitionMessage],
  ['resource-vendor', 8, 'Resource vendor must be fully qualified and cannot contain regexes.'],
  ['resource-iam-region', 8, (resource) => `IAM resource ${resource} cannot contain region information.`],
  ['resource-s3-region', 8, (resource) => `Resource ${resource} can not contain region information.`],
  ['resource-iam-path', 8, `IAM resource path must either be "*", root, or start with ${IAM_PATHS}.`],
  ['action-without-vendor', 9, 'Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc.'],
  ['action-two-colons', 9, 'Actions/Condition can contain only one colon.'],
  ['action-vendor-invalid', 9, (vendor) => `Vendor ${vendor} is not valid`],
  ['action-characters', 9, SYNTAX],
  ['resource-missing', 10, 'Policy statement must contain resources.'],
];

const TRUST_SYNTAX = 'Syntax error in policy.';

const TRUST_ROWS: readonly Row[] = [
  ...PARAMETER_ROWS,
  ['not-json', 0, NOT_JSON],
  ['version-unknown', 1, 'The policy must contain a valid version string'],
  ['statement-empty', 2, 'Could not parse the policy: Statement is empty!'],
  ['sid-repeated', 3, 'The Statement Ids in the policy are not unique'],
  ['sid-characters', 3, SID_CHARACTERS],
  ['effect-missing', 4, 'Missing required field Effect'],
  ['effect-unknown', 4, (effect) => `Invalid effect: ${effect}`],
  ['effect-wrong-case', 4, (effect) => `Invalid effect: ${effect}`],
  ['principal-missing', 5, MISSING_PRINCIPAL],
  ['principal-empty', 5, EMPTY_PRINCIPAL],
  ['principal-not-object', 6, 'Principal must be a JSON object.'],
  ['principal-invalid', 6, invalidPrincipal],
  ['principal-federated-form', 7, FEDERATED_FORM],
  ['not-principal-with-allow', 8, ALLOW_NOT_PRINCIPAL],
  ['not-principal-prohibited', 8, 'AssumeRole policy must not contain NotPrincipal field.'],
  ['action-missing', 9, 'Missing required field Action'],
  ['action-not-sts', 10, 'AssumeRole policy may only specify STS AssumeRole actions.'],
  ['resource-prohibited', 11, 'Has prohibited field Resource'],
  ['not-resource-prohibited', 11, 'AssumeRole policy must not contain resources.'],
  ['principal-cognito-condition', 12, COGNITO],
];

/** Quotas are looked at last, when the document is otherwise good. */
const tooLarge = (message: string | ((most: string) => string)): Row => ['too-large', 20, message];

const SESSION_ROWS: readonly Row[] = [
  ...IDENTITY_ROWS,
  [
    'parameter-characters',
    0,
    violation('policy', 'satisfy regular expression pattern: [\\u0009\\u000A\\u000D\\u0020-\\u00FF]+'),
  ],
  ['not-json', 0, NOT_JSON],
  tooLarge((most) => violation('policy', `have length less than or equal to ${most}`)),
];

/** Organizations has one answer to whatever is wrong in a document. */
const ORGANIZATION_ROWS: readonly Row[] = [
  ...IDENTITY_ROWS.map(
    ([code, rank]): Row => [
      code,
      rank,
      'The provided policy document does not meet the requirements of the specified policy type.',
    ],
  ),
  tooLarge('You have exceeded the maximum policy size.'),
];

/** Each service has words of its own; these are Stint's. */
const RESOURCE_ROWS: readonly Row[] = [
  ...IDENTITY_ROWS,
  tooLarge((most) => `The policy is longer than ${most} characters.`),
];

const RESOURCE = dialect(RESOURCE_ROWS);
const ORGANIZATION = dialect(ORGANIZATION_ROWS);

const DIALECTS: Readonly<Record<PolicyKind, Dialect>> = {
  inline: dialect([...IDENTITY_ROWS, tooLarge((most) => `Maximum policy size of ${most} bytes exceeded`)]),
  managed: dialect([...IDENTITY_ROWS, tooLarge((most) => `Cannot exceed quota for PolicySize: ${most}`)]),
  session: dialect(SESSION_ROWS),
  trust: dialect([...TRUST_ROWS, tooLarge((most) => `Cannot exceed quota for ACLSizePerRole: ${most}`)]),
  resource: RESOURCE,
  endpoint: RESOURCE,
  scp: ORGANIZATION,
  rcp: ORGANIZATION,
};

/** Rank and text of a fault in a document of this kind; what the kind has no text for is a syntax error. */
export function wordingOf(
  kind: PolicyKind,
  code: FaultCode,
  subject: string,
): { rank: number; message: string } {
  const wording = DIALECTS[kind].get(code);
  if (wording !== undefined) return { rank: wording.rank, message: wording.message(subject) };
  return kind === 'trust' ? { rank: 13, message: TRUST_SYNTAX } : { rank: 1, message: SYNTAX };
}

function violation(parameter: string, constraint: string): string {
  return `1 validation error detected: Value at '${parameter}' failed to satisfy constraint: Member must ${constraint}`;
}

/** AWS prints the ARN with what is missing filled up by `*`. */
function partitionMessage(resource: string): string {
  const [, partition = '', service = '', ...others] = resource.split(':');
  const filled = [service === '' && others.length === 0 ? '*' : service];
  for (let i = 0; i < 2; i++) filled.push(others[i] ?? '*');
  filled.push(others.length > 2 ? others.slice(2).join(':') : '*');
  return `Partition "${partition}" is not valid for resource "arn:${partition}:${filled.join(':')}".`;
}
