/**
 * Faults one by one, each with the answer that policy-language §9 gives to it. Written by hand: neither the engine nor
 * the reference grammar has a part in what is expected.
 */
import type { Json, Statement } from './documents.ts';

export interface Malformed {
  readonly title: string;
  /** Faults of lower order are answered first. */
  readonly order: number;
  readonly message: string;
  /** Elements of the statement to replace; `undefined` leaves the element out. */
  readonly elements: { readonly [element: string]: Json | undefined };
}

const list = (order: number, message: string, elements: readonly Malformed['elements'][]): Malformed[] =>
  elements.map((one) => ({
    title: `${JSON.stringify(one)} ${Object.keys(one)}`,
    order,
    message,
    elements: one,
  }));

const under = (element: string, values: readonly Json[]) => values.map((value) => ({ [element]: value }));
const when = (conditions: readonly Json[]) => under('Condition', conditions);

const SYNTAX = 'Syntax errors in policy.';
const LEGACY = 'The policy failed legacy parsing';
const NOT_ARN = (resource: string) => `Resource ${resource} must be in ARN format or "*".`;
const PARTITION = (partition: string, arn: string) =>
  `Partition "${partition}" is not valid for resource "${arn}".`;
const SID =
  'Statement IDs (SID) must be alpha-numeric. Check that your input satisfies the regular expression [0-9A-Za-z]*';

/** Faults of conditions, which are of one order whatever they are. */
const BAD_CONDITIONS: readonly Json[] = [
  ...['x', 1, true, null, [], [{}], { StringEquals: 'x' }, { StringEquals: [] }, { StringEquals: null }],
  ...[{ Unknown: { a: 'b' } }, { stringEquals: { a: 'b' } }, { StringEqual: { a: 'b' } }, { '': { a: 'b' } }],
  ...[
    { StringEqualsifExists: { a: 'b' } },
    { IfExistsStringEquals: { a: 'b' } },
    { NullIfExists: { a: 'true' } },
  ],
  ...[
    { StringEqualsIfExistsIfExists: { a: 'b' } },
    { BoolNotEquals: { a: 'true' } },
    { BinaryNotEquals: { a: '' } },
  ],
  ...[
    { 'ForAllValues:': { a: 'b' } },
    { 'forAllValues:StringEquals': { a: 'b' } },
    { ForAllValues: { a: 'b' } },
  ],
  ...[{ 'ForSomeValues:StringEquals': { a: 'b' } }, { 'ForAnyValue::StringEquals': { a: 'b' } }],
  ...[{ ' StringEquals': { a: 'b' } }, { 'StringEquals ': { a: 'b' } }, { StringMatches: { a: '.*' } }],
  ...[{ 'ForAnyValue:ForAllValues:StringEquals': { a: 'b' } }, { IpAddressEquals: { a: '::1' } }],
  ...[{ StringEquals: { a: null } }, { StringEquals: { a: {} } }, { StringEquals: { a: { b: 'c' } } }],
  ...[{ StringEquals: { a: [[]] } }, { StringEquals: { a: [['b']] } }, { StringEquals: { a: [null] } }],
  ...[{ StringEquals: { a: 'b', A: 'c' } }, { Bool: { 'aws:MultiFactorAuthPresent': [{}] } }],
];

const BAD_EFFECTS: readonly Json[] = [
  'Maybe',
  '',
  ' Allow',
  'Allow ',
  'Allowed',
  '*',
  1,
  true,
  null,
  ['Allow'],
  {},
];

/** Identity documents: inline and managed policies. */
export const IDENTITY_FAULTS: readonly Malformed[] = [
  ...list(1, SYNTAX, [
    { Extra: 1 },
    { sid: 'x' },
    { action: 's3:x' },
    { 'Action ': 's3:x' },
    { effect: 'Allow' },
    { Conditions: {} },
    { resource: '*' },
    { __proto: {} },
    { constructor: {} },
    { Effect: undefined },
    { NotAction: 's3:x' },
    { NotAction: [] },
    { NotResource: '*' },
    { NotResource: [] },
    ...under('Effect', BAD_EFFECTS),
    ...under('Action', [1, true, null, {}, [1], [null], ['s3:x', null], [['s3:x']], ['s3:x', {}]]),
    ...under('Resource', [1, false, null, {}, [1], [{}], ['*', 1], [['*']]]),
    ...under('Sid', [1, true, null, [], {}, ['a']]),
    ...when(BAD_CONDITIONS),
  ]),
  ...list(2, 'Policy document should not specify a principal.', [
    ...under('Principal', ['*', {}, [], null, 1, { AWS: '*' }, { AWS: [] }, { aws: 'x' }]),
    ...under('NotPrincipal', ['*', {}, { AWS: '111122223333' }]),
  ]),
  ...list(4, LEGACY, [
    ...under('Effect', ['allow', 'ALLOW', 'aLLow', 'deny', 'DENY', 'denY']),
    ...when(
      [
        ...[
          'yesterday',
          '',
          '2026-02-30',
          '2026-1-1',
          '2026-13-01',
          '2026-01-01T24:00Z',
          '2026-01-01 00:00Z',
        ],
        ...[
          '01/02/2026',
          '2026-01-01T00:00:00+1',
          '2026-06-30T23:59:60Z',
          '9223372036854775808',
          'true',
          '1.5',
        ],
      ].map((date) => ({ DateLessThan: { 'aws:CurrentTime': date } })),
    ),
    ...when([
      { DateEqualsIfExists: { 'aws:CurrentTime': ['2026-01-01', 'x'] } },
      { 'ForAnyValue:DateGreaterThan': { a: false } },
    ]),
  ]),
  ...list(5, LEGACY, [
    ...under('Resource', [
      ...['arn:aws:s3::bucket', 'arn:aws:s3::', 'arn:aws:s3:', 'arn:aws:ec2::', 'arn:aws:iam::'],
      ...['arn:aws::::x', 'arn:aws:::', ['*', 'arn:aws:s3::bucket']],
    ]),
    { Resource: undefined, NotResource: 'arn:aws:s3::bucket' },
  ]),
  ...list(6, SID, under('Sid', ['a b', 'a-b', 'a_b', ' ', '\u00e9', 'a.b', 'a/b', '*', 'a\tb', '${a}'])),
  ...list(7, 'Policy statement must contain actions.', [
    { Action: undefined },
    { Action: [] },
    { Action: undefined, NotAction: [] },
  ]),
  ...['x', 'no resource', '', ' ', '**', '*x', 'arn', '/a/b', '${*}', 'bucket/*'].flatMap((resource) =>
    list(8, NOT_ARN(resource), under('Resource', [resource, [resource], ['*', resource]])),
  ),
  ...list(8, NOT_ARN('urn:aws:s3:::b'), [{ Resource: 'urn:aws:s3:::b' }]),
  ...(
    [
      ['a:part', 'part', 'arn:part:*:*:*:*'],
      ['a:b:cad', 'b', 'arn:b:cad:*:*:*'],
      ['a:b:c:d', 'b', 'arn:b:c:d:*:*'],
      ['a:b:c:d:e', 'b', 'arn:b:c:d:e:*'],
      ['a:b:c:d:e:f:g:h', 'b', 'arn:b:c:d:e:f:g:h'],
      ['aws:s3:::examples', 's3', 'arn:s3:::examples:*'],
      ['arn:error:s3:::x', 'error', 'arn:error:s3:::x'],
      ['arn:AWS:s3:::x', 'AWS', 'arn:AWS:s3:::x'],
      ['arn::s3:::x', '', 'arn::s3:::x'],
    ] as const
  ).flatMap(([resource, partition, arn]) =>
    list(8, PARTITION(partition, arn), [
      { Resource: resource },
      { Resource: undefined, NotResource: [resource] },
    ]),
  ),
  ...list(8, 'Resource vendor must be fully qualified and cannot contain regexes.', [
    ...under('Resource', [
      'arn:aws',
      'arn:aws:*',
      'arn:aws:s*:::x',
      'arn:aws:s?:::x',
      'arn:aws:*:*:*:*',
      'arn:*:*',
    ]),
  ]),
  ...['arn:aws:iam:us-east-1::x', 'arn:aws:iam:us-east-1:111122223333:user/x'].flatMap((resource) =>
    list(8, `IAM resource ${resource} cannot contain region information.`, [{ Resource: resource }]),
  ),
  ...list(8, 'Resource arn:aws:s3:us-east-1::x can not contain region information.', [
    { Resource: 'arn:aws:s3:us-east-1::x' },
  ]),
  ...list(
    8,
    'IAM resource path must either be "*", root, or start with user/, federated-user/, role/, group/, instance-profile/, mfa/, server-certificate/, policy/, sms-mfa/, saml-provider/, oidc-provider/, report/, access-report/.',
    under('Resource', [
      ...['arn:aws:iam:::x', 'arn:aws:iam::111122223333:User/x', 'arn:aws:iam::111122223333:users/x'],
      ...['arn:aws:iam::111122223333:user', 'arn:aws:iam::111122223333:', 'arn:aws:iam::111122223333:root/x'],
    ]),
  ),
  ...list(9, 'Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc.', [
    ...under('Action', ['', 'invalid', 'ListBucket', '**', '?', ['s3:x', 'x'], 's3.x', 's3/x']),
    { Action: undefined, NotAction: '' },
  ]),
  ...list(
    9,
    'Actions/Condition can contain only one colon.',
    under('Action', ['s3:a:b', '::', 's3::x', 'a:b:c:d']),
  ),
  ...['a a', 's3 ', '', 's*', 's?', 's_3', '$', '\u00e9', '${x}'].flatMap((vendor) =>
    list(9, `Vendor ${vendor} is not valid`, under('Action', [`${vendor}:x`, ['s3:x', `${vendor}:*`]])),
  ),
  ...list(10, 'Policy statement must contain resources.', [
    { Resource: undefined },
    { Resource: [] },
    { Resource: [null] },
    { Resource: undefined, NotResource: [] },
  ]),
];

const TRUST_SYNTAX = 'Syntax error in policy.';
const USER = 'arn:aws:iam::111122223333:user/x';
const AWS = (value: Json) => ({ Principal: { AWS: value } });

/** Trust policies. */
export const TRUST_FAULTS: readonly Malformed[] = [
  ...list(3, SID, under('Sid', ['a b', 'a-b', '\u00e9'])),
  ...list(4, 'Missing required field Effect', [{ Effect: undefined }]),
  ...['allow', 'DENY', 'Maybe', ''].flatMap((effect) =>
    list(4, `Invalid effect: ${effect}`, [{ Effect: effect }]),
  ),
  ...list(5, 'Missing required field Principal', [{ Principal: undefined }]),
  ...list(5, 'Missing required field Principal cannot be empty!', [
    { Principal: {} },
    AWS([]),
    { Principal: { Service: [] } },
  ]),
  ...list(6, 'Principal must be a JSON object.', under('Principal', ['*', USER, ''])),
  ...[
    ...['x', '', '**', '1111', '1111222233334', `${USER}*`, 'arn:aws:iam::111122223333:user/*', `${USER}?`],
    ...[
      'arn:aws:iam::111122223333:group/x',
      'arn:aws:iam::111122223333:policy/x',
      'arn:aws:iam::1111:user/x',
    ],
    ...[
      'arn:aws:iam::111122223333:instance-profile/x',
      'arn:aws:iam::111122223333:user',
      'arn:aws:iam:::user/x',
    ],
    ...['arn:aws:sts::111122223333:assumed-role/r', 'arn:aws:sts::111122223333:assumed-role/p/r/s'],
    ...['arn:aws:sts::111122223333:federated-user/', 'arn:error:iam::111122223333:user/x', 'AIDASHORT'],
    ...[
      'arn:aws:s3:::bucket',
      'ARN:aws:iam::111122223333:root',
      'arn:aws:iam::111122223333:Root',
      '${aws:userid}',
    ],
    ...[
      'aidaexampleexample12',
      'arn:aws:iam:us-east-1:111122223333:user/x',
      ' 111122223333',
      '111122223333 ',
    ],
  ].flatMap((value) =>
    list(6, `Invalid principal in policy: "AWS":"${value}"`, [
      AWS(value),
      AWS([value]),
      AWS(['111122223333', value]),
    ]),
  ),
  ...['*', 'ec2', '', 'a b.com', 'ec2.amazonaws.com.', '${x}.amazonaws.com'].flatMap((value) =>
    list(6, `Invalid principal in policy: "SERVICE":"${value}"`, [{ Principal: { Service: value } }]),
  ),
  ...['aws', 'service', 'CanonicalUser', '*', '', '__proto', 'Role'].flatMap((key) =>
    list(6, `Invalid principal in policy: "${key}"`, [
      { Principal: { [key]: '111122223333' } },
      { Principal: { AWS: '111122223333', [key]: [] } },
    ]),
  ),
  ...list(7, 'Federated principals must be valid domain names or SAML metadata ARNs', [
    ...['nowhere', '', '*', 'https://x.example.com', 'arn:aws:iam::111122223333:oidc-provider/', USER].map(
      (value) => ({ Principal: { Federated: value } }),
    ),
  ]),
  ...list(8, 'Allow with NotPrincipal is not allowed.', [
    { Principal: undefined, NotPrincipal: { AWS: '111122223333' } },
  ]),
  ...list(8, 'AssumeRole policy must not contain NotPrincipal field.', [
    { Effect: 'Deny', Principal: undefined, NotPrincipal: { AWS: '111122223333' } },
  ]),
  ...list(9, 'Missing required field Action', [
    { Action: undefined },
    { Action: [] },
    { Action: undefined, NotAction: [] },
  ]),
  ...list(10, 'AssumeRole policy may only specify STS AssumeRole actions.', [
    ...under('Action', [
      '*',
      's3:*',
      's*',
      '',
      'sts',
      'st?:AssumeRole',
      '*:AssumeRole',
      ['sts:AssumeRole', 's3:x'],
    ]),
    { Action: undefined, NotAction: 's3:*' },
  ]),
  ...list(11, 'Has prohibited field Resource', [
    { Resource: '*' },
    { Resource: [] },
    { Resource: '*', NotResource: '*' },
  ]),
  ...list(11, 'AssumeRole policy must not contain resources.', [{ NotResource: '*' }, { NotResource: null }]),
  ...list(12, 'A condition block must be present for the Cognito provider', [
    { Principal: { Federated: 'cognito-identity.amazonaws.com' } },
    { Principal: { Federated: ['cognito-identity.amazonaws.com'] }, Condition: { StringEquals: {} } },
  ]),
  ...list(13, TRUST_SYNTAX, [
    ...[{ Extra: 1 }, { NotAction: 'sts:x' }, { NotPrincipal: '*' }, { Action: 1 }, { Action: [null] }],
    ...[
      { Sid: 1 },
      { Principal: 1 },
      { Principal: null },
      { Principal: ['*'] },
      AWS(1),
      AWS([null]),
      AWS([[]]),
    ],
    ...under('Action', ['sts:a:b', 'sts:\u00e9']),
    ...when(BAD_CONDITIONS),
    ...when([{ DateEquals: { a: 'x' } }]),
  ]),
];

export const GOOD_IDENTITY: Statement = {
  Effect: 'Allow',
  Action: 's3:ListBucket',
  Resource: 'arn:aws:s3:::examples',
};
export const GOOD_TRUST: Statement = {
  Effect: 'Allow',
  Principal: { AWS: '111122223333' },
  Action: 'sts:AssumeRole',
};
