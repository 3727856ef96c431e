/** The texts of policy-language §9 and the order in which they are answered. */
export interface Fault {
  readonly order: number;
  readonly message: string;
}

const fault = (order: number, message: string): Fault => ({ order, message });

const SYNTAX = 'Syntax errors in policy.';
const LEGACY = 'The policy failed legacy parsing';
const SID =
  'Statement IDs (SID) must be alpha-numeric. Check that your input satisfies the regular expression [0-9A-Za-z]*';
const NO_JSON = 'This policy contains invalid Json';
const TRUST_SYNTAX = 'Syntax error in policy.';

/** §9, "identity documents": one row a line of the table. */
export const identity = {
  notJson: fault(1, SYNTAX),
  syntax: fault(1, SYNTAX),
  principal: fault(1.5, 'Policy document should not specify a principal.'),
  oldVersion: fault(2, 'Policy document must be version 2012-10-17 or greater.'),
  legacy: fault(3, LEGACY),
  incompleteArn: fault(3.5, LEGACY),
  sidTwice: fault(4, 'Statement IDs (SID) in a single policy must be unique.'),
  sidForm: fault(4, SID),
  noAction: fault(5, 'Policy statement must contain actions.'),
  noArn: (resource: string) => fault(6, `Resource ${resource} must be in ARN format or "*".`),
  partition: (partition: string, padded: string) =>
    fault(6, `Partition "${partition}" is not valid for resource "${padded}".`),
  vendor: fault(6, 'Resource vendor must be fully qualified and cannot contain regexes.'),
  iamRegion: (resource: string) => fault(6, `IAM resource ${resource} cannot contain region information.`),
  s3Region: (resource: string) => fault(6, `Resource ${resource} can not contain region information.`),
  iamPath: fault(
    6,
    'IAM resource path must either be "*", root, or start with user/, federated-user/, role/, group/, instance-profile/, mfa/, server-certificate/, policy/, sms-mfa/, saml-provider/, oidc-provider/, report/, access-report/.',
  ),
  noColon: fault(7, 'Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc.'),
  twoColons: fault(7, 'Actions/Condition can contain only one colon.'),
  /** Not on the page: docs/decisions/policy-language.md, "letters beyond printable ASCII". */
  actionName: fault(7, SYNTAX),
  actionVendor: (vendor: string) => fault(7, `Vendor ${vendor} is not valid`),
  noResource: fault(8, 'Policy statement must contain resources.'),
} as const;

/** §9, "trust policies". */
export const trust = {
  notJson: fault(1, NO_JSON),
  version: fault(2, 'The policy must contain a valid version string'),
  noStatement: fault(3, 'Could not parse the policy: Statement is empty!'),
  sidTwice: fault(4, 'The Statement Ids in the policy are not unique'),
  sidForm: fault(4, SID),
  noEffect: fault(5, 'Missing required field Effect'),
  effect: (text: string) => fault(5, `Invalid effect: ${text}`),
  noPrincipal: fault(6, 'Missing required field Principal'),
  emptyPrincipal: fault(6, 'Missing required field Principal cannot be empty!'),
  barePrincipal: fault(7, 'Principal must be a JSON object.'),
  notPrincipal: fault(9, 'AssumeRole policy must not contain NotPrincipal field.'),
  noAction: fault(10, 'Missing required field Action'),
  action: fault(11, 'AssumeRole policy may only specify STS AssumeRole actions.'),
  resource: fault(12, 'Has prohibited field Resource'),
  notResource: fault(12, 'AssumeRole policy must not contain resources.'),
  cognito: fault(13, 'A condition block must be present for the Cognito provider'),
  syntax: fault(14, TRUST_SYNTAX),
} as const;

/** Texts about principals, which trust policies and policies of resources share. */
export const principals = {
  invalid: (what: string) => fault(7, `Invalid principal in policy: ${what}`),
  federated: fault(8, 'Federated principals must be valid domain names or SAML metadata ARNs'),
  allowNot: fault(9, 'Allow with NotPrincipal is not allowed.'),
} as const;

export const sessionNotJson = fault(1, NO_JSON);

/** Quotas and characters of parameters: what is answered outside the document's own grammar. */
export const parameter = {
  iamCharacters: fault(
    0,
    'The specified value for policyDocument is invalid. It must contain only printable ASCII characters.',
  ),
  stsCharacters: fault(
    0,
    "1 validation error detected: Value at 'policy' failed to satisfy constraint: Member must satisfy regular expression pattern: [\\u0009\\u000A\\u000D\\u0020-\\u00FF]+",
  ),
  iamLength: fault(
    0,
    "1 validation error detected: Value at 'policyDocument' failed to satisfy constraint: Member must have length less than or equal to 131072",
  ),
} as const;

/** Organizations answers every fault with one text. */
export const ORGANIZATIONS =
  'The provided policy document does not meet the requirements of the specified policy type.';
