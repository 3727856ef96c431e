import type { RawCondition } from '../../reference/index.ts';
import { type Asked, allow, asked, deny, identity, type Row, resourcePolicy, row } from './row.ts';

const A = '111122223333';
const when = (context: Asked['context']): Asked => asked('s3:GetObject', 'arn:aws:s3:::bucket/key', context);
const allowIf = (Condition: RawCondition) => ({ sets: { identity: identity(allow('*', { Condition })) } });
const denyIf = (Condition: RawCondition) => ({
  sets: { identity: identity(allow('*'), deny('*', { Condition })) },
});
const throughEndpoint = when({ 'aws:sourcevpce': 'vpce-2', 'aws:vpcsourceip': '10.0.0.1' });
const fromInternet = when({ 'aws:sourceip': '203.0.113.9' });
const net = '203.0.113.0/24';
const createUser = (tagKeys?: readonly string[]) =>
  asked('iam:CreateUser', `arn:aws:iam::${A}:user/new`, tagKeys && { 'aws:tagkeys': tagKeys });
const onlyTagA = { 'ForAllValues:StringEquals': { 'aws:TagKeys': ['a'] } };

/** evaluation §7.10 */
export const conditionRows: readonly Row[] = [
  row(193, 'u ID+ VPCE+', 'a', '✔', 'identity'),
  row(194, 'u ID+ VPCE–', 'a', 'I', 'endpoint'),
  row(195, 'u ID+ VPCEx', 'a', 'E', 'endpoint'),
  row(196, 'u ID– VPCE+', 'a', 'I', 'identity'),
  row(197, 'u ID+ not through the endpoint that denies', 'a', '✔', 'identity'),
  row(198, 'u ID+ RP Deny StringNotEquals aws:SourceVpce v1', fromInternet, 'E', 'resource', {
    sets: resourcePolicy('optional', [
      deny('s3:*', { Principal: '*', Condition: { StringNotEquals: { 'aws:SourceVpce': 'vpce-1' } } }),
    ]),
  }),
  row(
    199,
    'u Allow IpAddress aws:SourceIp net',
    throughEndpoint,
    'I',
    'identity',
    allowIf({ IpAddress: { 'aws:SourceIp': net } }),
  ),
  row(
    200,
    'u ID+ and Deny NotIpAddress aws:SourceIp net',
    throughEndpoint,
    'E',
    'identity',
    denyIf({ NotIpAddress: { 'aws:SourceIp': net } }),
  ),
  row(
    201,
    'u ID+ and Deny Bool MultiFactorAuthPresent false, long-term key',
    'a',
    '✔',
    'identity',
    denyIf({ Bool: { 'aws:MultiFactorAuthPresent': 'false' } }),
  ),
  row(
    202,
    'u same with BoolIfExists',
    'a',
    'E',
    'identity',
    denyIf({ BoolIfExists: { 'aws:MultiFactorAuthPresent': 'false' } }),
  ),
  row(
    203,
    's same with Bool, session without MFA',
    when({ 'aws:multifactorauthpresent': 'false' }),
    'E',
    'identity',
    denyIf({ Bool: { 'aws:MultiFactorAuthPresent': 'false' } }),
  ),
  row(
    204,
    's Allow Null aws:TokenIssueTime true',
    'a',
    'I',
    'identity',
    allowIf({ Null: { 'aws:TokenIssueTime': 'true' } }),
  ),
  row(
    205,
    'u Allow ForAllValues:StringEquals aws:TagKeys [a], no tags',
    createUser(),
    '✔',
    'identity',
    allowIf(onlyTagA),
  ),
  row(
    206,
    'u same + Null aws:TagKeys false, no tags',
    createUser(),
    'I',
    'identity',
    allowIf({ ...onlyTagA, Null: { 'aws:TagKeys': 'false' } }),
  ),
  row(207, 'u same as 205, tags a and b', createUser(['a', 'b']), 'I', 'identity', allowIf(onlyTagA)),
  row(
    208,
    'u Allow ForAnyValue:StringEquals aws:TagKeys [a], tags a and b',
    createUser(['a', 'b']),
    '✔',
    'identity',
    allowIf({ 'ForAnyValue:StringEquals': { 'aws:TagKeys': ['a'] } }),
  ),
  row(
    209,
    'u ID+ Deny ForAnyValue:StringNotEquals aws:TagKeys [a], no tags',
    createUser(),
    '✔',
    'identity',
    denyIf({ 'ForAnyValue:StringNotEquals': { 'aws:TagKeys': ['a'] } }),
  ),
  row(
    210,
    'u Allow StringEquals aws:RequestTag/Dept x, tag dept=x',
    when({ 'aws:requesttag/dept': 'x' }),
    '✔',
    'identity',
    allowIf({ StringEquals: { 'aws:RequestTag/Dept': 'x' } }),
  ),
  row(
    211,
    'u same, tag Dept=X',
    when({ 'aws:requesttag/dept': 'X' }),
    'I',
    'identity',
    allowIf({ StringEquals: { 'aws:RequestTag/Dept': 'x' } }),
  ),
  row(
    212,
    'u Allow StringNotEquals aws:PrincipalTag/t x, caller without tag',
    'a',
    '✔',
    'identity',
    allowIf({ StringNotEquals: { 'aws:PrincipalTag/t': 'x' } }),
  ),
  row(
    213,
    'u Allow StringEquals aws:ResourceTag/t "${aws:PrincipalTag/t}", neither tagged',
    'a',
    'I',
    'identity',
    allowIf({ StringEquals: { 'aws:ResourceTag/t': '${aws:PrincipalTag/t}' } }),
  ),
  row(
    214,
    'u ID+ Deny StringNotEquals … "${aws:PrincipalTag/t}", caller untagged',
    when({ 'aws:resourcetag/t': 'x' }),
    'E',
    'identity',
    denyIf({ StringNotEquals: { 'aws:ResourceTag/t': '${aws:PrincipalTag/t}' } }),
  ),
  row(
    215,
    'u Allow StringEquals k "a*", k=abc',
    when({ 'x:k': 'abc' }),
    'I',
    'identity',
    allowIf({ StringEquals: { 'x:k': 'a*' } }),
  ),
  row(
    216,
    'u Allow ArnEquals aws:SourceArn arn:aws:sns:*:A:t',
    when({ 'aws:sourcearn': `arn:aws:sns:eu-west-1:${A}:t` }),
    '✔',
    'identity',
    allowIf({ ArnEquals: { 'aws:SourceArn': `arn:aws:sns:*:${A}:t` } }),
  ),
  row(
    217,
    'u Allow ArnLike k arn:aws:x:*:A:y/*, parts shifted',
    when({ 'x:k': `arn:aws:x:r:444455556666:z/q:${A}:y/1` }),
    'I',
    'identity',
    allowIf({ ArnLike: { 'x:k': `arn:aws:x:*:${A}:y/*` } }),
  ),
  row(
    218,
    'u Allow NumericLessThan aws:MultiFactorAuthAge 300, long-term key',
    'a',
    'I',
    'identity',
    allowIf({ NumericLessThan: { 'aws:MultiFactorAuthAge': '300' } }),
  ),
  row(
    219,
    'u two operators, one false',
    when({ 'x:k': 'v' }),
    'I',
    'identity',
    allowIf({ StringEquals: { 'x:k': 'v' }, StringLike: { 'x:k': 'w*' } }),
  ),
  row(
    220,
    'u one key, three values, last matches',
    when({ 'x:k': 'c' }),
    '✔',
    'identity',
    allowIf({ StringEquals: { 'x:k': ['a', 'b', 'c'] } }),
  ),
  row(
    221,
    'u Allow StringNotEquals k [a,b], k=b',
    when({ 'x:k': 'b' }),
    'I',
    'identity',
    allowIf({ StringNotEquals: { 'x:k': ['a', 'b'] } }),
  ),
];
