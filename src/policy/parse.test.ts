import { describe, expect, it } from 'vitest';
import { parse } from './parse.ts';
import { firstMessage, good, one, when } from './policy.fixture.ts';

const SYNTAX = 'Syntax errors in policy.';
const CHARACTERS =
  'The specified value for policyDocument is invalid. It must contain only printable ASCII characters.';
const LEGACY = 'The policy failed legacy parsing';
const VERSION = 'Policy document must be version 2012-10-17 or greater.';
const NO_ACTIONS = 'Policy statement must contain actions.';
const NO_RESOURCES = 'Policy statement must contain resources.';
const VENDOR = 'Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc.';
const SIDS = 'Statement IDs (SID) in a single policy must be unique.';
const bucket = good.Resource;

describe('managed policies are refused in AWS’s words and order', () => {
  it.each<[title: string, document: unknown, message: string]>([
    ['no JSON', 'no JSON at all', SYNTAX],
    ['a list', '[]', SYNTAX],
    ['no version', { Statement: good }, VERSION],
    ['the version of 2008', { Version: '2008-10-17', Statement: good }, VERSION],
    ['an unknown version', { Version: '2013-10-17', Statement: good }, SYNTAX],
    ['no statement', { Version: '2012-10-17' }, SYNTAX],
    ['an empty list of statements', { Version: '2012-10-17', Statement: [] }, SYNTAX],
    ['a statement that is a text', { Version: '2012-10-17', Statement: ['text'] }, SYNTAX],
    ['an unknown element', { ...one({}), Extra: 'x' }, SYNTAX],
    ['an unknown element of a statement', one({ Extra: 'x' }), SYNTAX],
    ['an Id that is a list', { ...one({}), Id: ['x'] }, SYNTAX],
    ['an unknown effect', one({ Effect: 'Maybe' }), SYNTAX],
    ['no effect', one({ Effect: undefined }), SYNTAX],
    ['an effect in wrong case', one({ Effect: 'denY' }), LEGACY],
    ['an effect in wrong case and no version', { Statement: { ...good, Effect: 'denY' } }, VERSION],
    [
      'an effect in wrong case and equal Sids',
      {
        Version: '2012-10-17',
        Statement: [
          { ...good, Sid: 'a', Effect: 'aLLow' },
          { Sid: 'a', Effect: 'Allow' },
        ],
      },
      LEGACY,
    ],
    ['an action without service', one({ Action: 'invalid' }), VENDOR],
    ['an empty action', one({ Action: undefined, NotAction: '' }), VENDOR],
    ['a service with a blank', one({ Action: 'a a:ListBucket' }), 'Vendor a a is not valid'],
    [
      'an action with two colons',
      one({ Action: 's3:List:Bucket' }),
      'Actions/Condition can contain only one colon.',
    ],
    [
      'a resource that is no ARN',
      one({ Resource: 'no resource' }),
      'Resource no resource must be in ARN format or "*".',
    ],
    ['an empty resource', one({ Resource: '' }), 'Resource  must be in ARN format or "*".'],
    [
      'a wrong action and a wrong resource',
      one({ Action: 's:3:x', Resource: 'text' }),
      'Resource text must be in ARN format or "*".',
    ],
    [
      'a resource of two parts',
      one({ Resource: 'a:part' }),
      'Partition "part" is not valid for resource "arn:part:*:*:*:*".',
    ],
    [
      'a resource of three parts',
      one({ Resource: 'a:b:cad' }),
      'Partition "b" is not valid for resource "arn:b:cad:*:*:*".',
    ],
    [
      'a resource of eight parts',
      one({ Resource: 'a:b:c:d:e:f:g:h' }),
      'Partition "b" is not valid for resource "arn:b:c:d:e:f:g:h".',
    ],
    [
      'an ARN without its first part',
      one({ Resource: 'aws:s3:::examples' }),
      'Partition "s3" is not valid for resource "arn:s3:::examples:*".',
    ],
    [
      'an unknown partition',
      one({ Resource: 'arn:error:s3:::x' }),
      'Partition "error" is not valid for resource "arn:error:s3:::x".',
    ],
    ['no resource', one({ Resource: undefined }), NO_RESOURCES],
    ['an empty list of resources', one({ Resource: [] }), NO_RESOURCES],
    ['a list of resources with nothing in it', one({ Resource: [null] }), NO_RESOURCES],
    ['no resource and a wrong action', one({ Action: 'invalid', Resource: undefined }), VENDOR],
    ['no action', one({ Action: undefined }), NO_ACTIONS],
    ['an empty list of actions', one({ Action: [] }), NO_ACTIONS],
    [
      'an effect and nothing else',
      { Version: '2012-10-17', Statement: [{ Effect: 'Deny' }, good] },
      NO_ACTIONS,
    ],
    [
      'an IAM ARN of no known type',
      one({ Resource: 'arn:aws:iam:::examples' }),
      'IAM resource path must either be "*", root, or start with user/, federated-user/, role/, group/, instance-profile/, mfa/, server-certificate/, policy/, sms-mfa/, saml-provider/, oidc-provider/, report/, access-report/.',
    ],
    ['an ARN of five parts, some empty', one({ Resource: 'arn:aws:s3::examples' }), LEGACY],
    ['the same under NotResource', one({ Resource: undefined, NotResource: 'arn:aws:s3::examples' }), LEGACY],
    ['the same without an action', one({ Action: undefined, Resource: 'arn:aws:s3::examples' }), LEGACY],
    ['an ARN without service', one({ Resource: 'arn:aws::::examples' }), LEGACY],
    [
      'an ARN of three parts',
      one({ Resource: 'arn:aws' }),
      'Resource vendor must be fully qualified and cannot contain regexes.',
    ],
    [
      'a wildcard for the service',
      one({ Resource: 'arn:aws:s*:::x' }),
      'Resource vendor must be fully qualified and cannot contain regexes.',
    ],
    [
      'an IAM ARN with a Region',
      one({ Resource: 'arn:aws:iam:us-east-1::x' }),
      'IAM resource arn:aws:iam:us-east-1::x cannot contain region information.',
    ],
    [
      'a bucket with a Region',
      one({ Resource: 'arn:aws:s3:us-east-1::x' }),
      'Resource arn:aws:s3:us-east-1::x can not contain region information.',
    ],
    ['a resource that is an object', one({ Resource: { a: bucket } }), SYNTAX],
    ['an object between resources', one({ Resource: ['x', {}] }), SYNTAX],
    ['both elements of a pair, one empty', one({ NotResource: [] }), SYNTAX],
    ['both action elements', one({ NotAction: 'iam:x' }), SYNTAX],
    ['lists in lists', one({ Action: [[]] }), SYNTAX],
    ['a condition that is a list', when([]), SYNTAX],
    ['an operator with a text', when({ StringEquals: 'a' }), SYNTAX],
    ['an operator with a list', when({ DateGreaterThan: [] }), SYNTAX],
    ['an object for a value', when({ DateGreaterThan: { a: {} } }), SYNTAX],
    ['null for a value', when({ StringEquals: { a: null } }), SYNTAX],
    ['a list in a list of values', when({ StringEquals: { a: [['b']] } }), SYNTAX],
    ['case 49: an unknown operator', when({ x: { a: '1' } }), SYNTAX],
    ['case 49: an operator in wrong case', when({ stringEquals: { a: '1' } }), SYNTAX],
    ['case 49: two colons behind the prefix', when({ 'ForAnyValue::StringEquals': { a: '1' } }), SYNTAX],
    ['case 49: Null with IfExists', when({ NullIfExists: { a: 'true' } }), SYNTAX],
    ['condition keys that differ in case', when({ StringEquals: { 'aws:a': '1', 'AWS:A': '2' } }), SYNTAX],
    ['a bad date', when({ DateGreaterThan: { a: 'someday' } }), LEGACY],
    ['case 59: the 31st of February', when({ DateLessThan: { 'aws:CurrentTime': '2026-02-31' } }), LEGACY],
    ['seconds beyond 63 bits', when({ DateLessThan: { a: '9223372036854775808' } }), LEGACY],
    [
      'a bad date and a wrong partition',
      one({ Resource: 'arn:error:s3:::x', Condition: { DateLessThan: { a: 'x' } } }),
      LEGACY,
    ],
    ['a Sid that is no text', one({ Sid: {} }), SYNTAX],
    [
      'a Sid with a hyphen',
      one({ Sid: 'a-b' }),
      'Statement IDs (SID) must be alpha-numeric. Check that your input satisfies the regular expression [0-9A-Za-z]*',
    ],
    [
      'equal Sids',
      {
        Version: '2012-10-17',
        Statement: [
          { ...good, Sid: 'a' },
          { Sid: 'a', Effect: 'Allow' },
        ],
      },
      SIDS,
    ],
    [
      'equal Sids and no version',
      {
        Statement: [
          { ...good, Sid: 'a' },
          { Sid: 'a', Effect: 'Allow' },
        ],
      },
      VERSION,
    ],
    ['a principal', one({ Principal: '*' }), 'Policy document should not specify a principal.'],
    [
      'a NotPrincipal',
      one({ NotPrincipal: { AWS: '*' } }),
      'Policy document should not specify a principal.',
    ],
    ['case 60: a letter that looks like s', one({ Action: '\u017f3:*' }), 'Vendor \u017f3 is not valid'],
  ])('%s', (_title, document, message) => {
    const text = typeof document === 'string' ? document : escaped(document);
    const { errors, document: read } = parse(text, 'managed');
    expect(errors[0]?.message).toBe(message);
    expect(read).toBeUndefined();
  });

  it('case 60: an invisible letter in an action is refused, escaped or not', () => {
    expect(firstMessage(escaped(one({ Effect: 'Deny', Action: 'iam:Create*\u200b' })), 'managed')).toBe(
      SYNTAX,
    );
    expect(firstMessage(one({ Effect: 'Deny', Action: 'iam:Create*\u200b' }), 'managed')).toBe(CHARACTERS);
  });
});

/** JSON with everything beyond ASCII escaped. */
function escaped(document: unknown): string {
  return JSON.stringify(document).replace(
    /[^\u0000-\u007f]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

describe('managed policies are accepted', () => {
  it.each<[title: string, document: unknown]>([
    ['a list of one resource', one({ Resource: [bucket] })],
    ['a name of an action that is any text', one({ Action: 'iam: any text ' })],
    ['every action', one({ Action: '*' })],
    ['every service', one({ Action: '*:Get*' })],
    ['an unknown service', one({ Action: 'service-prefix.x:Name' })],
    ['an IAM ARN without account', one({ Resource: 'arn:aws:iam:::user/x' })],
    ['the root of an account', one({ Resource: 'arn:aws:iam::111122223333:root' })],
    ['a short ARN', one({ Resource: ['arn:aws:s3', 'arn:aws:s3:*', 'arn:aws:unknown'] })],
    ['a wildcard for the partition', one({ Resource: 'arn:*:s3:::x' })],
    ['an access point with its Region', one({ Resource: 'arn:aws:s3:us-east-1:111122223333:accesspoint/x' })],
    ['null between resources', one({ Resource: [null, bucket] })],
    ['an empty condition', when({})],
    ['an operator with nothing', when({ DateGreaterThan: {} })],
    ['an unknown operator with nothing', when({ x: {}, y: {} })],
    ['a key with an empty list', when({ DateGreaterThan: { a: [] } })],
    ['a set prefix and IfExists', when({ 'ForAnyValue:StringEqualsIfExists': { a: 'x' } })],
    ['booleans and numbers', when({ Bool: { a: true }, NumericLessThan: { b: 1.5 } })],
    [
      'a date with decimals and zone',
      when({ DateLessThanEquals: { a: '2016-12-13T21:20:37.593194+00:00' } }),
    ],
    [
      'a date in lower case, hours of one digit, a short zone',
      when({ DateLessThanEquals: { a: '2016-12-13t2:00:00.593194+23' } }),
    ],
    ['the least year', when({ DateLessThan: { a: '-292275054' } })],
    ['an Id', { ...one({}), Id: 'any text' }],
    [
      'empty Sids',
      {
        Version: '2012-10-17',
        Statement: [
          { ...good, Sid: '' },
          { ...good, Sid: '' },
        ],
      },
    ],
    [
      'NotAction with NotResource',
      { Version: '2012-10-17', Statement: { Effect: 'Allow', NotAction: 'a:b', NotResource: '*' } },
    ],
    [
      'elements in any order',
      '{"Statement":{"Resource":"*","Action":"*","Effect":"Deny"},"Version":"2012-10-17"}',
    ],
  ])('%s', (_title, document) => {
    const text = typeof document === 'string' ? document : JSON.stringify(document);
    const { errors, document: read } = parse(text, 'managed');
    expect(errors).toEqual([]);
    expect(read?.statements.length).toBeGreaterThan(0);
  });

  it('inline policies may leave the version out, and then it is that of 2008', () => {
    expect(parse(JSON.stringify({ Statement: good }), 'inline').document?.version).toBe('2008-10-17');
  });
});
