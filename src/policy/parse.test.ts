import { describe, expect, it } from 'vitest';
import type { PolicyKind } from './issue.ts';
import { parsePolicy } from './parse.ts';

const SYNTAX = 'Syntax errors in policy.';
const LEGACY = 'The policy failed legacy parsing';
const VERSION = 'Policy document must be version 2012-10-17 or greater.';
const NO_ACTIONS = 'Policy statement must contain actions.';
const NO_RESOURCES = 'Policy statement must contain resources.';
const VENDOR = 'Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc.';
const SIDS = 'Statement IDs (SID) in a single policy must be unique.';
const bucket = 'arn:aws:s3:::examples';

const good = { Effect: 'Allow', Action: 's3:ListBucket', Resource: bucket };

/** A 2012 document with one statement: a good one, with some elements replaced, added, or (undefined) left out. */
const one = (more: object) => ({ Version: '2012-10-17', Statement: { ...good, ...more } });
const when = (Condition: unknown) => one({ Condition });

function firstMessage(document: unknown, kind: PolicyKind): string | undefined {
  const text = typeof document === 'string' ? document : JSON.stringify(document);
  return parsePolicy(text, kind).errors[0]?.message;
}

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
      'IAM resource path must either be "*" or start with user/, federated-user/, role/, group/, instance-profile/, mfa/, server-certificate/, policy/, sms-mfa/, saml-provider/, oidc-provider/, report/, access-report/.',
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
    const { errors, document: read } = parsePolicy(text, 'managed');
    expect(errors[0]?.message).toBe(message);
    expect(read).toBeUndefined();
  });

  it('case 60: an invisible letter in an action is refused, escaped or not', () => {
    expect(firstMessage(escaped(one({ Effect: 'Deny', Action: 'iam:Create*\u200b' })), 'managed')).toBe(
      SYNTAX,
    );
    expect(firstMessage(one({ Effect: 'Deny', Action: 'iam:Create*\u200b' }), 'managed')).toBe(SYNTAX);
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
    const { errors, document: read } = parsePolicy(text, 'managed');
    expect(errors).toEqual([]);
    expect(read?.statements.length).toBeGreaterThan(0);
  });

  it('inline policies may leave the version out, and then it is that of 2008', () => {
    expect(parsePolicy(JSON.stringify({ Statement: good }), 'inline').document?.version).toBe('2008-10-17');
  });
});

describe('JSON is read strictly', () => {
  const statement = JSON.stringify(good);
  it.each<[title: string, text: string]>([
    ['case 55: Effect twice', `{"Version":"2012-10-17","Statement":{"Effect":"Deny",${statement.slice(1)}}`],
    [
      'case 55: Effect twice, once escaped',
      `{"Version":"2012-10-17","Statement":{"\\u0045ffect":"Deny",${statement.slice(1)}}`,
    ],
    ['case 55: Version twice', `{"Version":"2012-10-17","Version":"2012-10-17","Statement":${statement}}`],
    [
      'case 55: an operator twice',
      `{"Version":"2012-10-17","Statement":{"Condition":{"Bool":{},"Bool":{}},${statement.slice(1)}}`,
    ],
    [
      'case 55: a condition key twice',
      `{"Version":"2012-10-17","Statement":{"Condition":{"Bool":{"a":"true","\\u0061":"false"}},${statement.slice(1)}}`,
    ],
    ['case 58: a byte order mark', `\ufeff{"Version":"2012-10-17","Statement":${statement}}`],
    ['case 58: UTF-16 read as Latin-1', [...`{"Statement":${statement}}`].join('\u0000')],
    [
      'case 58: a lone surrogate, escaped',
      `{"Version":"2012-10-17","Id":"\\ud800","Statement":${statement}}`,
    ],
    ['case 58: a comment', `{"Version":"2012-10-17",/* x */"Statement":${statement}}`],
    ['case 58: a trailing comma', `{"Version":"2012-10-17","Statement":${statement},}`],
    ['case 58: a trailing comma in a list', `{"Version":"2012-10-17","Statement":[${statement},]}`],
    [
      'case 58: NaN',
      `{"Version":"2012-10-17","Statement":{"Condition":{"NumericEquals":{"a":NaN}},${statement.slice(1)}}`,
    ],
    [
      'case 58: 1e400',
      `{"Version":"2012-10-17","Statement":{"Condition":{"NumericEquals":{"a":1e400}},${statement.slice(1)}}`,
    ],
    [
      'a number with a leading zero',
      `{"Version":"2012-10-17","Statement":{"Condition":{"NumericEquals":{"a":010}},${statement.slice(1)}}`,
    ],
    ['single quotes', `{'Version':'2012-10-17'}`],
    ['a line feed in a string', `{"Version":"2012-10-17","Id":"a\nb","Statement":${statement}}`],
    ['something behind the document', `{"Version":"2012-10-17","Statement":${statement}} x`],
    ['no-break spaces between tokens', `{"Version":\u00a0"2012-10-17","Statement":${statement}}`],
    [
      'case 56: __proto__ in a statement',
      `{"Version":"2012-10-17","Statement":{"__proto__":{},${statement.slice(1)}}`,
    ],
    [
      'case 56: constructor in a document',
      `{"Version":"2012-10-17","constructor":{},"Statement":${statement}}`,
    ],
    [
      'case 56: hasOwnProperty as an operator',
      `{"Version":"2012-10-17","Statement":{"Condition":{"hasOwnProperty":{"a":"b"}},${statement.slice(1)}}`,
    ],
    ['an empty text', ''],
  ])('%s', (_title, text) => {
    for (const kind of ['managed', 'inline', 'resource', 'scp'] as const) {
      expect(firstMessage(text, kind), kind).toBeDefined();
    }
    expect(firstMessage(text, 'managed')).toBe(SYNTAX);
  });

  it('case 56: __proto__ as a condition key is a key like others', () => {
    const text = `{"Version":"2012-10-17","Statement":{"Condition":{"StringEquals":{"__proto__":"x","constructor":"y"}},${statement.slice(1)}}`;
    const { document } = parsePolicy(text, 'inline');
    expect(document?.statements[0]?.conditions).toEqual([
      { operator: 'StringEquals', key: '__proto__', values: ['x'] },
      { operator: 'StringEquals', key: 'constructor', values: ['y'] },
    ]);
    expect(({} as { x?: unknown }).x).toBeUndefined();
  });

  it.each<[title: string, text: string]>([
    ['10,000 brackets', '['.repeat(10_000)],
    ['a million letters', `{"Id":"${'x'.repeat(1_048_576)}"}`],
    ['100,000 statements', `{"Statement":[${'{},'.repeat(100_000)}{}]}`],
    ['as many statements as fit', `{"Statement":[${'{},'.repeat(40_000)}{}]}`],
    ['as many keys as fit', `{${Array.from({ length: 10_000 }, (_, i) => `"k${i}":1`).join(',')}}`],
    ['backslashes only', `{"Id":"${'\\\\'.repeat(60_000)}`],
  ])('case 58: %s are refused soon', (_title, text) => {
    const start = performance.now();
    expect(parsePolicy(text, 'managed').errors.length).toBeGreaterThan(0);
    expect(performance.now() - start).toBeLessThan(500);
  });

  it('numbers and booleans mean their text', () => {
    const { document } = parsePolicy(
      JSON.stringify(when({ NumericEquals: { a: [1, 2.5] }, Bool: { b: true } })).replace('2.5', '2.50'),
      'inline',
    );
    expect(document?.statements[0]?.conditions.map((condition) => condition.values)).toEqual([
      ['1', '2.50'],
      ['true'],
    ]);
  });
});

describe('an issue names its place', () => {
  it('by line, column and JSON pointer', () => {
    const text =
      '{\n  "Version": "2012-10-17",\n  "Statement": [\n    { "Effect": "Allow", "Action": "s3", "Resource": "*" }\n  ]\n}';
    const [issue] = parsePolicy(text, 'managed').errors;
    expect(issue).toMatchObject({
      code: 'action-without-vendor',
      line: 4,
      column: 36,
      pointer: '/Statement/0/Action',
    });
    expect(issue?.hint).toContain('service:Name');
  });

  it('with every error, not only the first', () => {
    const document = one({ Action: ['a', 'b:c:d'], Resource: ['x', 'arn:aws'] });
    expect(parsePolicy(JSON.stringify(document), 'managed').errors.map((issue) => issue.code)).toEqual([
      'resource-not-arn',
      'resource-vendor',
      'action-without-vendor',
      'action-two-colons',
    ]);
  });
});

describe('session policies', () => {
  it('answer like identity policies, but call broken JSON what it is', () => {
    expect(firstMessage('{', 'session')).toBe('This policy contains invalid Json');
    expect(firstMessage({ Statement: [] }, 'session')).toBe(SYNTAX);
    expect(firstMessage({ Statement: good }, 'session')).toBeUndefined();
  });
});

describe('trust policies', () => {
  const trust = { Effect: 'Allow', Principal: { AWS: '111122223333' }, Action: 'sts:AssumeRole' };
  const role = (more: object) => ({ Version: '2012-10-17', Statement: [{ ...trust, ...more }] });
  const user = 'arn:aws:iam::111122223333:user/x';
  it.each<[title: string, document: unknown, message: string | undefined]>([
    ['an account', role({}), undefined],
    ['no version', { Statement: trust }, undefined],
    ['everyone of AWS', role({ Principal: { AWS: '*' } }), undefined],
    [
      'a user, a role, a session, a service',
      role({
        Principal: {
          AWS: [
            user,
            'arn:aws:iam::111122223333:role/a/b',
            'arn:aws:sts::111122223333:assumed-role/b/s',
            'AIDAEXAMPLEEXAMPLE12',
          ],
          Service: 'ec2.amazonaws.com',
        },
      }),
      undefined,
    ],
    [
      'providers',
      role({
        Principal: {
          Federated: [
            'accounts.google.com',
            'arn:aws:iam::111122223333:oidc-provider/token.example.com/path',
            'arn:aws:iam::111122223333:saml-provider/x',
          ],
        },
        Action: 'sts:AssumeRoleWithWebIdentity',
      }),
      undefined,
    ],
    ['no JSON', 'x', 'This policy contains invalid Json'],
    [
      'an unknown version',
      { ...role({}), Version: '2015-01-01' },
      'The policy must contain a valid version string',
    ],
    [
      'no statement',
      { Version: '2012-10-17', Statement: [] },
      'Could not parse the policy: Statement is empty!',
    ],
    [
      'equal Sids',
      {
        Version: '2012-10-17',
        Statement: [
          { ...trust, Sid: 'a' },
          { ...trust, Sid: 'a' },
        ],
      },
      'The Statement Ids in the policy are not unique',
    ],
    ['no effect', role({ Effect: undefined }), 'Missing required field Effect'],
    ['an effect in wrong case', role({ Effect: 'allow' }), 'Invalid effect: allow'],
    ['no principal', role({ Principal: undefined }), 'Missing required field Principal'],
    ['an empty principal', role({ Principal: {} }), 'Missing required field Principal cannot be empty!'],
    [
      'an empty list of principals',
      role({ Principal: { AWS: [] } }),
      'Missing required field Principal cannot be empty!',
    ],
    ['the bare *', role({ Principal: '*' }), 'Principal must be a JSON object.'],
    [
      'a group',
      role({ Principal: { AWS: 'arn:aws:iam::111122223333:group/x' } }),
      'Invalid principal in policy: "AWS":"arn:aws:iam::111122223333:group/x"',
    ],
    [
      'a wildcard in an ARN',
      role({ Principal: { AWS: 'arn:aws:iam::111122223333:user/*' } }),
      'Invalid principal in policy: "AWS":"arn:aws:iam::111122223333:user/*"',
    ],
    [
      'case 54: a variable in a principal',
      role({ Principal: { AWS: '${aws:username}' } }),
      'Invalid principal in policy: "AWS":"${aws:username}"',
    ],
    ['every service', role({ Principal: { Service: '*' } }), 'Invalid principal in policy: "SERVICE":"*"'],
    ['an unknown key', role({ Principal: { aws: '111122223333' } }), 'Invalid principal in policy: "aws"'],
    [
      'a canonical user',
      role({ Principal: { CanonicalUser: 'a'.repeat(64) } }),
      'Invalid principal in policy: "CanonicalUser"',
    ],
    [
      'a malformed provider',
      role({ Principal: { Federated: 'nowhere' } }),
      'Federated principals must be valid domain names or SAML metadata ARNs',
    ],
    [
      'NotPrincipal with Allow',
      role({ Principal: undefined, NotPrincipal: { AWS: user } }),
      'Allow with NotPrincipal is not allowed.',
    ],
    [
      'NotPrincipal with Deny',
      role({ Effect: 'Deny', Principal: undefined, NotPrincipal: { AWS: user } }),
      'AssumeRole policy must not contain NotPrincipal field.',
    ],
    ['no action', role({ Action: undefined }), 'Missing required field Action'],
    ['every action', role({ Action: '*' }), 'AssumeRole policy may only specify STS AssumeRole actions.'],
    [
      'an action of s3',
      role({ Action: ['sts:AssumeRole', 's3:x'] }),
      'AssumeRole policy may only specify STS AssumeRole actions.',
    ],
    ['a resource', role({ Resource: '*' }), 'Has prohibited field Resource'],
    ['a NotResource', role({ NotResource: '*' }), 'AssumeRole policy must not contain resources.'],
    [
      'Cognito without a condition',
      role({ Principal: { Federated: 'cognito-identity.amazonaws.com' } }),
      'A condition block must be present for the Cognito provider',
    ],
    ['an unknown element', role({ Extra: 1 }), 'Syntax error in policy.'],
    ['an unknown operator', role({ Condition: { X: { a: 'b' } } }), 'Syntax error in policy.'],
    [
      'a statement twice a key',
      '{"Statement":{"Effect":"Allow","Effect":"Deny"}}',
      'Syntax error in policy.',
    ],
  ])('%s', (_title, document, message) => {
    expect(firstMessage(document, 'trust')).toBe(message);
  });
});

describe('resource, endpoint and organization policies', () => {
  const full = { Effect: 'Allow', Principal: '*', Action: '*', Resource: '*' };
  const document = (more: object) => ({ Version: '2012-10-17', Statement: { ...full, ...more } });
  it.each<[kind: PolicyKind, title: string, document: unknown, code: string | undefined]>([
    ['resource', 'the bare *', document({}), undefined],
    ['resource', 'a Sid with blanks', document({ Sid: 'a b' }), undefined],
    ['resource', 'no principal', document({ Principal: undefined }), 'principal-missing'],
    [
      'resource',
      'NotPrincipal with Deny',
      document({ Effect: 'Deny', Principal: undefined, NotPrincipal: { AWS: '111122223333' } }),
      undefined,
    ],
    [
      'resource',
      'NotPrincipal with Allow',
      document({ Principal: undefined, NotPrincipal: { AWS: '111122223333' } }),
      'not-principal-with-allow',
    ],
    ['resource', 'no resource', document({ Resource: undefined }), 'resource-missing'],
    ['endpoint', 'full access', document({}), undefined],
    ['scp', 'a principal', document({}), 'principal-prohibited'],
    ['scp', 'no principal', document({ Principal: undefined }), undefined],
    ['scp', 'an Id', { ...document({ Principal: undefined }), Id: 'x' }, 'syntax'],
    ['scp', 'no version', { Statement: { ...full, Principal: undefined } }, 'version-too-old'],
    ['rcp', 'a Deny', document({ Effect: 'Deny', Action: 's3:*' }), undefined],
    ['rcp', 'the built-in RCPFullAWSAccess', document({}), undefined],
    ['rcp', 'an Allow of its own', document({ Action: 's3:*' }), 'rcp-effect'],
    ['rcp', 'a bare * to deny', document({ Effect: 'Deny' }), 'action-without-vendor'],
    [
      'rcp',
      'a named principal',
      document({ Effect: 'Deny', Action: 's3:*', Principal: { AWS: '111122223333' } }),
      'rcp-principal',
    ],
    [
      'rcp',
      'NotAction',
      document({ Effect: 'Deny', Action: undefined, NotAction: 's3:*' }),
      'rcp-not-action',
    ],
  ])('%s: %s', (kind, _title, json, code) => {
    expect(parsePolicy(JSON.stringify(json), kind).errors[0]?.code).toBe(code);
  });
});
