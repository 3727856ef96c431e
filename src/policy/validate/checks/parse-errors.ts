/** What `parse` itself finds: why a document is refused. Its messages are AWS's; here stands what they are about. */
import type { PolicyKind } from '../../issue.ts';
import { ALL, type Check, IDENTITY, TRUST, WITH_RESOURCE } from '../check.ts';
import { REFUSAL_PAGES, type RefusalCode } from '../refusal-pages.ts';

type Row = readonly [title: string, why: string, mend: string, kinds?: readonly PolicyKind[]];

const IAM: readonly PolicyKind[] = [...IDENTITY, 'trust'];

const ROWS: Readonly<Record<RefusalCode, Row>> = {
  'parameter-characters': [
    'Characters that IAM does not take',
    'A parameter of the IAM API has tab, line feed, carriage return and U+0020 to U+00FF only.',
    'Escape other characters as \\uXXXX.',
    IAM,
  ],
  'parameter-too-long': [
    'Text longer than a parameter',
    'A parameter of the IAM API has at most 131,072 characters, white space included.',
    'Divide the policy.',
    IAM,
  ],
  'text-too-long': [
    'Text longer than any policy',
    'No policy of AWS is that long; it is not read.',
    'Divide the policy.',
  ],
  'too-large': [
    'Policy larger than its quota',
    '`parse` holds a document to the quota of its kind unless told otherwise; `validate` reports the size by a check of its own.',
    'Divide the policy.',
  ],
  'json-syntax': ['Json syntax error', 'The text is not JSON.', 'Mend the JSON at the place that is named.'],
  'json-depth': [
    'JSON nested too deeply',
    'No policy nests deeper than eight levels.',
    'Remove the nesting.',
  ],
  'lone-surrogate': [
    'Half a character',
    'A string holds one half of a surrogate pair, which is no character.',
    'Write both halves, or neither.',
  ],
  'duplicate-key': [
    'Duplicate key',
    'A key stands twice in one object: readers of JSON differ in which one they take, so that the meaning would be a guess.',
    'Remove one, or make a list of the values.',
  ],
  'duplicate-condition-key': [
    'Duplicate keys with different case',
    'Condition keys are the same whatever their case.',
    'Write the values of one key as one list.',
  ],
  syntax: [
    'Wrong type of element',
    'An element is of another JSON type than the grammar says.',
    'Write the type that is named.',
  ],
  'unknown-element': [
    'Invalid policy element',
    'There is no element of this name; names are spelt with regard to case.',
    'Mend the name.',
  ],
  'element-pair': [
    'Unsupported element combination',
    'Of Action and NotAction, Resource and NotResource, Principal and NotPrincipal a statement has one.',
    'Remove one.',
  ],
  'version-unknown': [
    'Invalid version',
    'There are two versions of the language: 2012-10-17 and 2008-10-17.',
    'Write "Version": "2012-10-17".',
  ],
  'version-too-old': [
    'Version too old',
    'Managed policies and those of Organizations are written in the language of 2012.',
    'Write "Version": "2012-10-17".',
    ['managed', 'scp', 'rcp'],
  ],
  'statement-empty': ['Missing statement', 'A policy has at least one statement.', 'Add a statement.'],
  'effect-missing': ['Missing effect', 'A statement says Allow or Deny.', 'Add "Effect".'],
  'effect-unknown': ['Invalid effect', 'An effect is Allow or Deny.', 'Write Allow or Deny.'],
  'effect-wrong-case': [
    'Effect in the wrong case',
    'Allow and Deny are spelt with regard to case.',
    'Write Allow or Deny.',
  ],
  'date-invalid': [
    'Invalid date',
    'The operator compares dates, and the value is none.',
    'Write a date such as 2026-01-31T12:00:00Z.',
  ],
  'unknown-operator': [
    'Invalid condition operator',
    'There is no such operator; Null takes no IfExists; names are spelt with regard to case.',
    'Write an operator that exists.',
  ],
  'sid-repeated': [
    'Unique Sids required',
    'In this kind of policy a Sid stands once.',
    'Give each statement its own.',
    [...IAM, 'scp', 'rcp'],
  ],
  'sid-characters': [
    'Unsupported Sid',
    'In this kind of policy a Sid has letters and digits only.',
    'Leave out other characters.',
    [...IAM, 'scp', 'rcp'],
  ],
  'action-missing': ['Missing action', 'A statement names at least one action.', 'Add Action or NotAction.'],
  'action-without-vendor': [
    'Action without service',
    'An action is written service:Name, or *. In an RCP the bare * is refused too.',
    'Write the service before the action.',
    WITH_RESOURCE,
  ],
  'action-two-colons': ['Action with two colons', 'An action has one colon.', 'Write service:Name.', ALL],
  'action-vendor-invalid': [
    'Invalid service prefix',
    'A service prefix has letters, digits, points and hyphens.',
    'Mend the prefix.',
    WITH_RESOURCE,
  ],
  'action-characters': [
    'Characters that no action has',
    'The name of an action has printable ASCII characters; one that looks like a letter of another name would not match.',
    'Write the name in ASCII.',
  ],
  'action-not-sts': [
    'Action that is no STS action',
    'A trust policy is asked about actions of STS only, and names them with their prefix.',
    'Write sts:AssumeRole or another action of STS.',
    TRUST,
  ],
  'resource-missing': [
    'Missing resource',
    'A statement names at least one resource.',
    'Add Resource or NotResource.',
    WITH_RESOURCE,
  ],
  'resource-not-arn': [
    'Invalid ARN prefix',
    'A resource is an ARN or *.',
    'Write the ARN, beginning with arn:.',
    WITH_RESOURCE,
  ],
  'resource-incomplete': [
    'ARN with an empty part',
    'An ARN that is shortened has no empty parts.',
    'Write all six parts.',
    WITH_RESOURCE,
  ],
  'resource-partition': [
    'Invalid partition',
    'The second part of an ARN is a partition: aws, aws-cn, aws-us-gov …',
    'Write aws, or the partition of your account.',
    WITH_RESOURCE,
  ],
  'resource-vendor': [
    'Wildcard in the service of an ARN',
    'The third part of an ARN is one service.',
    'Name the service; write one ARN for each.',
    WITH_RESOURCE,
  ],
  'resource-iam-region': [
    'Region in an ARN of IAM',
    'IAM is global: its ARNs name no Region.',
    'Leave the Region empty.',
    WITH_RESOURCE,
  ],
  'resource-s3-region': [
    'Region in the ARN of a bucket',
    'The ARN of a bucket names no Region.',
    'Leave the Region empty.',
    WITH_RESOURCE,
  ],
  'resource-iam-path': [
    'Invalid resource of IAM',
    'The resource part of an IAM ARN begins with a type and a slash: user/, role/, policy/ …',
    'Write the type before the name.',
    WITH_RESOURCE,
  ],
  'resource-prohibited': [
    'Resource in a trust policy',
    'The resource of a trust policy is its role.',
    'Remove Resource.',
    TRUST,
  ],
  'not-resource-prohibited': [
    'NotResource in a trust policy',
    'The resource of a trust policy is its role.',
    'Remove NotResource.',
    TRUST,
  ],
  'principal-prohibited': [
    'Unsupported principal',
    'The principal of this kind of policy is whoever holds it.',
    'Remove Principal; use a condition on aws:PrincipalArn.',
    [...IDENTITY, 'scp'],
  ],
  'principal-missing': [
    'Missing principal',
    'This kind of policy says whom it is about.',
    'Add Principal.',
    ['trust', 'resource', 'endpoint', 'rcp'],
  ],
  'principal-empty': [
    'Empty principal',
    'An empty list names nobody.',
    'Name at least one principal.',
    ['trust', 'resource', 'endpoint'],
  ],
  'principal-not-object': [
    'Invalid principal format',
    'In a trust policy the principal is an object, also if everyone is meant.',
    'Write { "AWS": "*" }.',
    TRUST,
  ],
  'principal-bare-string': [
    'Principal without its key',
    'A bare string can only be "*".',
    'Write { "AWS": "…" }.',
    ['resource', 'endpoint'],
  ],
  'principal-invalid': [
    'Invalid principal',
    'Principals are named exactly and in full, under AWS, Service, Federated or CanonicalUser: wildcards, groups and policies are none.',
    'Name an account, user, role, session, service or provider.',
    ['trust', 'resource', 'endpoint'],
  ],
  'principal-federated-form': [
    'Invalid federated principal',
    'A provider is named by its ARN or its domain.',
    'Write the ARN of the provider.',
    ['trust', 'resource'],
  ],
  'principal-cognito-condition': [
    'Cognito principal without condition',
    'Cognito issues tokens for all identity pools; IAM demands a condition.',
    'Compare cognito-identity.amazonaws.com:aud with your identity pool.',
    TRUST,
  ],
  'not-principal-with-allow': [
    'Allow with NotPrincipal',
    'It would allow everybody else in the world.',
    'Name whom you mean in Principal.',
    ['trust', 'resource', 'endpoint'],
  ],
  'not-principal-prohibited': [
    'NotPrincipal in a trust policy',
    'A trust policy has no NotPrincipal.',
    'Use Principal and a condition.',
    TRUST,
  ],
  'rcp-effect': [
    'RCP that allows',
    'A resource control policy only denies.',
    'Write "Effect": "Deny".',
    ['rcp'],
  ],
  'rcp-not-action': [
    'NotAction in an RCP',
    'A resource control policy lists actions.',
    'Use Action.',
    ['rcp'],
  ],
  'rcp-principal': [
    'Principal of an RCP',
    'The principal of a resource control policy is "*".',
    'Write "Principal": "*", and narrow by a condition.',
    ['rcp'],
  ],
};

export const PARSE_ERRORS: readonly Check[] = Object.entries(ROWS).map(
  ([code, [title, why, mend, kinds = ALL]]) => ({
    code,
    severity: 'error',
    title,
    kinds,
    why,
    mend,
    docs: REFUSAL_PAGES[code as RefusalCode],
  }),
);
