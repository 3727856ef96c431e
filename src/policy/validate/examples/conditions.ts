/** Examples of checks of conditions and policy variables. */
import {
  A,
  ACTION,
  allow,
  allowIf,
  condition,
  deny,
  denyIf,
  type Examples,
  granted,
  one,
  RESOURCE,
  trust,
} from './example.ts';

const TAG = 'aws:PrincipalTag/team';
const ORG = 'o-a1b2c3d4e5';

/** An Allow with one condition, wrong and right. */
function pair(
  bad: readonly [operator: string, key: string, value: unknown],
  good: readonly [operator: string, key: string, value: unknown],
  index?: number,
) {
  const [operator, key, value] = bad;
  return one(
    'inline',
    allowIf({ [operator]: { [key]: value } }),
    condition(operator, key, index),
    allowIf({ [good[0]]: { [good[1]]: good[2] } }),
  );
}

const NUMBER = ['NumericLessThan', 's3:signatureAge', '600000'] as const;
const HOME = 'arn:aws:s3:::home/${aws:username}/*';

export const CONDITION_FORM_EXAMPLES: Examples = {
  'data-type-mismatch': [
    ...pair(['NumericLessThan', 's3:signatureAge', 'ten'], NUMBER),
    ...pair(
      ['IpAddress', 'aws:SourceIp', ['203.0.113.0/24', '203.0.113.0/33']],
      ['IpAddress', 'aws:SourceIp', '203.0.113.0/24'],
      1,
    ),
  ],
  'invalid-condition-data-type': pair(
    ['NumericEquals', 's3:signatureAge', ['1', 2]],
    ['NumericEquals', 's3:signatureAge', ['1', '2']],
    1,
  ),
  'invalid-condition-multiple-boolean': pair(
    ['Bool', 'aws:SecureTransport', ['true', 'false']],
    ['Bool', 'aws:SecureTransport', 'true'],
  ),
  'null-with-both-values': pair(['Null', TAG, ['true', 'false']], ['Null', TAG, 'false']),
  'null-with-qualifier': pair(['ForAnyValue:Null', 'aws:TagKeys', 'true'], ['Null', 'aws:TagKeys', 'true']),
  'missing-qualifier': pair(
    ['StringEquals', 'aws:TagKeys', 'team'],
    ['ForAnyValue:StringEquals', 'aws:TagKeys', 'team'],
  ),
  'for-all-values-with-allow': one(
    'inline',
    allowIf({ 'ForAllValues:StringEquals': { 'aws:TagKeys': ['team'] } }),
    condition('ForAllValues:StringEquals', 'aws:TagKeys'),
    allowIf({ 'ForAllValues:StringEquals': { 'aws:TagKeys': ['team'] }, Null: { 'aws:TagKeys': 'false' } }),
  ),
  'for-all-values-with-single-valued-key': pair(
    ['ForAllValues:StringEquals', TAG, 'x'],
    ['StringEquals', TAG, 'x'],
  ),
  'for-any-value-with-single-valued-key': pair(
    ['ForAnyValue:StringEquals', TAG, 'x'],
    ['StringEquals', TAG, 'x'],
  ),
  'wildcard-without-like-operator': pair(['StringEquals', TAG, 'x*'], ['StringLike', TAG, 'x*']),
  'redundant-if-exists': one(
    'inline',
    denyIf({ StringNotEqualsIfExists: { [TAG]: 'x' } }),
    condition('StringNotEqualsIfExists', TAG),
    denyIf({ StringNotEquals: { [TAG]: 'x' } }),
  ),
  'missing-tag-key': pair(['StringEquals', 'aws:PrincipalTag/', 'x'], ['StringEquals', TAG, 'x']),
  'invalid-condition-key': pair(
    ['StringEquals', 'username', 'alice'],
    ['StringEquals', 'aws:username', 'alice'],
  ),
  'invalid-global-condition-key': pair(
    ['StringEquals', 'aws:PrincipleOrgID', ORG],
    ['StringEquals', 'aws:PrincipalOrgID', ORG],
  ),
  'deprecated-global-condition-key': pair(
    ['ArnLike', 'aws:ARN', `arn:aws:iam::${A}:role/x`],
    ['ArnLike', 'aws:PrincipalArn', `arn:aws:iam::${A}:role/x`],
  ),
  'type-mismatch-string': pair(['NumericEquals', 'aws:username', '7'], ['StringEquals', 'aws:username', '7']),
  'type-mismatch-number': pair(
    ['StringEquals', 'aws:MultiFactorAuthAge', '60'],
    ['NumericLessThan', 'aws:MultiFactorAuthAge', '60'],
  ),
  'type-mismatch-date': pair(
    ['StringEquals', 'aws:CurrentTime', '2027-01-01T00:00:00Z'],
    ['DateLessThan', 'aws:CurrentTime', '2027-01-01T00:00:00Z'],
  ),
  'type-mismatch-boolean': pair(
    ['NumericEquals', 'aws:SecureTransport', '1'],
    ['Bool', 'aws:SecureTransport', 'true'],
  ),
  'type-mismatch-ip-range': pair(
    ['StringEquals', 'aws:SourceIp', '203.0.113.7'],
    ['IpAddress', 'aws:SourceIp', '203.0.113.7'],
  ),
  'type-mismatch': pair(
    ['NumericEquals', 'aws:PrincipalArn', '7'],
    ['ArnLike', 'aws:PrincipalArn', `arn:aws:iam::${A}:role/x`],
  ),
  'string-like-with-arn-key': pair(
    ['StringLike', 'aws:PrincipalArn', `arn:aws:iam::${A}:role/*`],
    ['ArnLike', 'aws:PrincipalArn', `arn:aws:iam::${A}:role/*`],
  ),
};

export const CONDITION_VALUE_EXAMPLES: Examples = {
  'invalid-account-value': pair(
    ['StringEquals', 'aws:PrincipalAccount', '1111'],
    ['StringEquals', 'aws:PrincipalAccount', A],
  ),
  'invalid-organization-id': pair(
    ['StringEquals', 'aws:PrincipalOrgID', 'example'],
    ['StringEquals', 'aws:PrincipalOrgID', ORG],
  ),
  'invalid-vpc-format': pair(
    ['StringEquals', 'aws:SourceVpc', 'vpc1'],
    ['StringEquals', 'aws:SourceVpc', 'vpc-0123456789abcdef0'],
  ),
  'invalid-vpce-format': pair(
    ['StringEquals', 'aws:SourceVpce', 'vpc-0123456789abcdef0'],
    ['StringEquals', 'aws:SourceVpce', 'vpce-0123456789abcdef0'],
  ),
  'invalid-region': pair(
    ['StringEquals', 'aws:RequestedRegion', 'Frankfurt'],
    ['StringEquals', 'aws:RequestedRegion', 'eu-central-1'],
  ),
  'invalid-service-principal-value': pair(
    ['ForAnyValue:StringEquals', 'aws:CalledVia', 'athena'],
    ['ForAnyValue:StringEquals', 'aws:CalledVia', 'athena.amazonaws.com'],
  ),
  'invalid-principal-type': pair(
    ['StringEquals', 'aws:PrincipalType', 'Role'],
    ['StringEquals', 'aws:PrincipalType', 'AssumedRole'],
  ),
  'user-id-without-session': pair(
    ['StringEquals', 'aws:userid', 'AROAEXAMPLEEXAMPLE12'],
    ['StringLike', 'aws:userid', 'AROAEXAMPLEEXAMPLE12:*'],
  ),
  'invalid-organization-path': pair(
    ['ForAnyValue:StringEquals', 'aws:PrincipalOrgPaths', `${ORG}/r-ab12/ou-ab12-11111111`],
    ['ForAnyValue:StringLike', 'aws:PrincipalOrgPaths', `${ORG}/r-ab12/ou-ab12-11111111/*`],
  ),
  'invalid-arn-value': pair(
    ['ArnLike', 'aws:PrincipalArn', '*'],
    ['ArnLike', 'aws:PrincipalArn', `arn:aws:iam::${A}:*`],
  ),
  'principal-arn-of-session': pair(
    ['ArnLike', 'aws:PrincipalArn', `arn:aws:sts::${A}:assumed-role/x/*`],
    ['ArnLike', 'aws:PrincipalArn', `arn:aws:iam::${A}:role/x`],
  ),
  'invalid-date-value': pair(
    ['DateLessThan', 'aws:CurrentTime', '1798761600'],
    ['DateLessThan', 'aws:CurrentTime', '2027-01-01T00:00:00Z'],
  ),
  'private-ip-address': pair(
    ['IpAddress', 'aws:SourceIp', '10.0.0.0/8'],
    ['IpAddress', 'aws:SourceIp', '203.0.113.0/24'],
  ),
  'private-not-ip-address': one(
    'inline',
    denyIf({ NotIpAddress: { 'aws:SourceIp': '192.168.0.0/16' } }),
    condition('NotIpAddress', 'aws:SourceIp'),
    denyIf({ NotIpAddress: { 'aws:SourceIp': '203.0.113.0/24' } }),
  ),
  'private-ip-subset': pair(
    ['IpAddress', 'aws:SourceIp', ['203.0.113.0/24', '10.0.0.0/8']],
    ['IpAddress', 'aws:SourceIp', ['203.0.113.0/24']],
    1,
  ),
  'private-not-ip-subset': one(
    'inline',
    denyIf({ NotIpAddress: { 'aws:SourceIp': ['203.0.113.0/24', '10.0.0.0/8'] } }),
    condition('NotIpAddress', 'aws:SourceIp', 1),
    denyIf({ NotIpAddress: { 'aws:SourceIp': ['203.0.113.0/24'] } }),
  ),
  'improve-ip-range': pair(
    ['IpAddress', 'aws:SourceIp', '203.0.113.7/24'],
    ['IpAddress', 'aws:SourceIp', '203.0.113.0/24'],
  ),
  'ip-range-of-everything': pair(
    ['IpAddress', 'aws:SourceIp', '0.0.0.0/0'],
    ['IpAddress', 'aws:SourceIp', '203.0.113.0/24'],
  ),
  'redundant-condition-value': [
    ...pair(['StringEquals', TAG, ['x', 'x']], ['StringEquals', TAG, ['x', 'y']], 1),
    ...pair(['NumericLessThan', 's3:signatureAge', ['10', '20']], NUMBER, 1),
  ],
};

export const CONDITION_LOGIC_EXAMPLES: Examples = {
  'wildcard-in-sensitive-key': pair(
    ['StringLike', 'aws:PrincipalOrgID', 'o-*'],
    ['StringEquals', 'aws:PrincipalOrgID', ORG],
  ),
  'mfa-deny-without-if-exists': one(
    'inline',
    denyIf({ Bool: { 'aws:MultiFactorAuthPresent': 'false' } }),
    condition('Bool', 'aws:MultiFactorAuthPresent'),
    denyIf({ BoolIfExists: { 'aws:MultiFactorAuthPresent': 'false' } }),
  ),
  'mfa-allow-with-if-exists': pair(
    ['BoolIfExists', 'aws:MultiFactorAuthPresent', 'true'],
    ['Bool', 'aws:MultiFactorAuthPresent', 'true'],
  ),
  'mfa-age-deny-without-if-exists': one(
    'inline',
    denyIf({ NumericGreaterThan: { 'aws:MultiFactorAuthAge': '3600' } }),
    condition('NumericGreaterThan', 'aws:MultiFactorAuthAge'),
    denyIf({ NumericGreaterThanIfExists: { 'aws:MultiFactorAuthAge': '3600' } }),
  ),
  'negated-operator-with-allow': pair(
    ['StringNotEquals', 'aws:SourceVpce', 'vpce-0123456789abcdef0'],
    ['StringEquals', 'aws:SourceVpce', 'vpce-0123456789abcdef0'],
  ),
  'perimeter-without-services': one(
    'resource',
    granted('*', { Effect: 'Deny', Condition: { StringNotEquals: { 'aws:PrincipalOrgID': ORG } } }),
    condition('StringNotEquals', 'aws:PrincipalOrgID'),
    granted('*', {
      Effect: 'Deny',
      Condition: {
        StringNotEquals: { 'aws:PrincipalOrgID': ORG },
        BoolIfExists: { 'aws:PrincipalIsAWSService': 'false' },
      },
    }),
  ),
  'spoofable-key': pair(
    ['StringEquals', 'aws:UserAgent', 'backup/1.0'],
    ['StringEquals', 'aws:username', 'backup'],
  ),
  'missing-paired-key': one(
    'inline',
    allowIf({ IpAddress: { 'aws:VpcSourceIp': '10.0.0.0/8' } }),
    condition('IpAddress', 'aws:VpcSourceIp'),
    allowIf({
      IpAddress: { 'aws:VpcSourceIp': '10.0.0.0/8' },
      StringEquals: { 'aws:SourceVpc': 'vpc-0123456789abcdef0' },
    }),
  ),
  'duration-of-assume-role': one(
    'trust',
    trust({ AWS: A }, { Condition: { NumericLessThan: { 'sts:DurationSeconds': '3600' } } }),
    condition('NumericLessThan', 'sts:DurationSeconds'),
    trust({ AWS: A }),
  ),
  'deny-not-action-with-tag-key': one(
    'inline',
    denyIf(
      { StringEquals: { 'aws:ResourceTag/stage': 'production' } },
      { Action: undefined, NotAction: 's3:GetObject' },
    ),
    condition('StringEquals', 'aws:ResourceTag/stage'),
    denyIf(
      { StringEquals: { 'aws:ResourceTag/stage': 'production' } },
      { Action: 'ec2:TerminateInstances', Resource: '*' },
    ),
  ),
  'allow-not-action-with-tag-key': one(
    'inline',
    allowIf(
      { StringEquals: { 'aws:ResourceTag/stage': 'test' } },
      { Action: undefined, NotAction: 's3:GetObject' },
    ),
    condition('StringEquals', 'aws:ResourceTag/stage'),
    allowIf(
      { StringEquals: { 'aws:ResourceTag/stage': 'test' } },
      { Action: 'ec2:TerminateInstances', Resource: '*' },
    ),
  ),
  'region-deny-hits-global-services': one(
    'scp',
    denyIf({ StringNotEquals: { 'aws:RequestedRegion': 'eu-central-1' } }, { Action: '*', Resource: '*' }),
    condition('StringNotEquals', 'aws:RequestedRegion'),
    denyIf(
      { StringNotEquals: { 'aws:RequestedRegion': 'eu-central-1' } },
      { Action: undefined, NotAction: ['iam:*', 'organizations:*', 'route53:*', 'support:*'], Resource: '*' },
    ),
  ),
  'condition-on-presence-only': pair(['StringLike', TAG, '*'], ['Null', TAG, 'false']),
  'statement-never-applies': [
    ...one(
      'inline',
      allowIf({ StringEquals: { [TAG]: 'x' }, StringLike: { [TAG]: 'y*' } }),
      condition('StringLike', TAG),
      allowIf({ StringEquals: { [TAG]: 'x' }, StringLike: { [TAG]: 'x*' } }),
    ),
    ...one(
      'inline',
      allowIf({ Null: { [TAG]: 'true' }, StringEquals: { [TAG]: 'x' } }),
      condition('StringEquals', TAG),
      allowIf({ Null: { [TAG]: 'false' }, StringEquals: { [TAG]: 'x' } }),
    ),
    ...one(
      'inline',
      allowIf({
        DateLessThan: { 'aws:CurrentTime': '2026-01-01' },
        DateGreaterThan: { 'aws:CurrentTime': '2027-01-01' },
      }),
      condition('DateGreaterThan', 'aws:CurrentTime'),
      allowIf({
        DateGreaterThan: { 'aws:CurrentTime': '2026-01-01' },
        DateLessThan: { 'aws:CurrentTime': '2027-01-01' },
      }),
    ),
  ],
  'deny-by-principal-arn-and-star': one(
    'resource',
    granted('*', {
      Effect: 'Deny',
      Action: 's3:*',
      Resource: '*',
      Condition: { ArnNotLike: { 'aws:PrincipalArn': `arn:aws:iam::${A}:role/x` } },
    }),
    condition('ArnNotLike', 'aws:PrincipalArn'),
    granted('*', {
      Effect: 'Deny',
      Action: 's3:PutObject',
      Condition: { ArnNotLike: { 'aws:PrincipalArn': `arn:aws:iam::${A}:role/x` } },
    }),
  ),
};

export const VARIABLE_EXAMPLES: Examples = {
  'variable-missing-brace': one(
    'inline',
    allow({ Resource: 'arn:aws:s3:::home/${aws:username/*' }),
    RESOURCE,
    allow({ Resource: HOME }),
  ),
  'variable-missing-quote': one(
    'inline',
    allow({ Resource: 'arn:aws:s3:::home/${aws:username, nobody}/*' }),
    RESOURCE,
    allow({ Resource: "arn:aws:s3:::home/${aws:username, 'nobody'}/*" }),
  ),
  'variable-empty': one(
    'inline',
    allow({ Resource: 'arn:aws:s3:::home/${}/*' }),
    RESOURCE,
    allow({ Resource: HOME }),
  ),
  'variable-with-space': one(
    'inline',
    allow({ Resource: 'arn:aws:s3:::home/${ aws:username }/*' }),
    RESOURCE,
    allow({ Resource: HOME }),
  ),
  'variable-unsupported-symbol': one(
    'inline',
    allow({ Resource: 'arn:aws:s3:::home/${aws:username*}' }),
    RESOURCE,
    allow({ Resource: HOME }),
  ),
  'variable-unsupported-element': [
    ...one(
      'inline',
      allow({ Resource: 'arn:aws:s3::${aws:PrincipalAccount}:home/*' }),
      RESOURCE,
      allow({ Resource: HOME }),
    ),
    ...one('inline', allow({ Action: 's3:Get${Type}' }), ACTION, allow()),
  ],
  'variable-unsupported-operator': pair(
    ['NumericEquals', 'aws:MultiFactorAuthAge', '${aws:username}'],
    ['NumericLessThan', 'aws:MultiFactorAuthAge', '60'],
  ),
  'variable-unsupported-version': one(
    'inline',
    { ...allow({ Resource: HOME }), Version: '2008-10-17' },
    RESOURCE,
    allow({ Resource: HOME }),
  ),
  'variable-of-multivalued-key': one(
    'inline',
    allow({ Resource: 'arn:aws:s3:::home/${aws:TagKeys}/*' }),
    RESOURCE,
    allow({ Resource: HOME }),
  ),
  'variable-of-unknown-key': one(
    'inline',
    allow({ Resource: 'arn:aws:s3:::home/${aws:user}/*' }),
    RESOURCE,
    allow({ Resource: HOME }),
  ),
  'variable-in-deny-without-default': one(
    'inline',
    deny({ Resource: HOME }),
    RESOURCE,
    deny({ Resource: "arn:aws:s3:::home/${aws:username, '*'}/*" }),
  ),
};
