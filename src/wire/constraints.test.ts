import { describe, expect, it } from 'vitest';
import { AwsError } from './aws-error.ts';
import { constraintViolations, throwConstraintViolations } from './constraints.ts';
import { loadModel } from './load-model.ts';

const iam = loadModel('iam');
const sts = loadModel('sts');
const NAME_CHARACTERS = 'It must contain only alphanumeric characters and/or the following: +=,.@_-';
const TAG_KEY = '[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]+';
const TEXT = '[\\u0009\\u000A\\u000D\\u0020-\\uD7FF\\uE000-\\uFFFD\\u10000-\\u10FFFF]*';
const ARN_TEXT =
  '[\\u0009\\u000A\\u000D\\u0020-\\u007E\\u0085\\u00A0-\\uD7FF\\uE000-\\uFFFD\\u10000-\\u10FFFF]+';
const ROLE = { RoleArn: 'arn:aws:iam::123456789012:role/demo' };

/** The message of the refusal; undefined when the input is accepted. */
function message(service: 'iam' | 'sts', operation: string, input: object): string | undefined {
  const model = service === 'iam' ? iam : sts;
  try {
    throwConstraintViolations(model, model.operations.get(operation)!.input!, input as never);
    return undefined;
  } catch (error) {
    expect(error).toBeInstanceOf(AwsError);
    expect(error).toMatchObject({ code: 'ValidationError', status: 400 });
    return (error as AwsError).message;
  }
}

const tags = (count: number) => Array.from({ length: count }, (_, i) => ({ Key: `k${i}`, Value: '' }));

describe('IAM words violations without the value', () => {
  it.each<[string, object, string]>([
    [
      'GetRole',
      { RoleName: 'x'.repeat(65) },
      "1 validation error detected: Value at 'roleName' failed to satisfy constraint: Member must have length less than or equal to 64",
    ],
    [
      'GetRole',
      {},
      "1 validation error detected: Value at 'roleName' failed to satisfy constraint: Member must not be null",
    ],
    ['GetRole', { RoleName: '' }, `The specified value for roleName is invalid. ${NAME_CHARACTERS}`],
    [
      'UpdateAccessKey',
      { AccessKeyId: 'A'.repeat(20), Status: 'On' },
      "1 validation error detected: Value at 'status' failed to satisfy constraint: Member must satisfy enum value set",
    ],
    [
      'UpdateAccessKey',
      {},
      "2 validation errors detected: Value at 'accessKeyId' failed to satisfy constraint: Member must not be null; Value at 'status' failed to satisfy constraint: Member must not be null",
    ],
    [
      'ListUsers',
      { MaxItems: 0 },
      "1 validation error detected: Value at 'maxItems' failed to satisfy constraint: Member must have value greater than or equal to 1",
    ],
    [
      'ListUsers',
      { MaxItems: 1001 },
      "1 validation error detected: Value at 'maxItems' failed to satisfy constraint: Member must have value less than or equal to 1000",
    ],
    [
      'TagUser',
      { UserName: 'a', Tags: tags(51) },
      "1 validation error detected: Value at 'tags' failed to satisfy constraint: Member must have length less than or equal to 50",
    ],
    [
      'TagUser',
      { UserName: 'a', Tags: [...tags(5), { Key: 'k', Value: '%' }] },
      "1 validation error detected: Value at 'tags.6.member.value' failed to satisfy constraint: Member must satisfy regular expression pattern: [\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]*",
    ],
    [
      'TagUser',
      { UserName: 'a', Tags: [{ Key: 'k' }] },
      "1 validation error detected: Value at 'tags.1.member.value' failed to satisfy constraint: Member must not be null",
    ],
    [
      'UntagUser',
      { UserName: 'a', TagKeys: ['ok', 'x'.repeat(129), ''] },
      `1 validation error detected: Value at 'tagKeys' failed to satisfy constraint: Member must satisfy constraint: [Member must have length less than or equal to 128, Member must have length greater than or equal to 1, Member must satisfy regular expression pattern: ${TAG_KEY}, Member must not be null]`,
    ],
    [
      'CreateOpenIDConnectProvider',
      { Url: 'https://x', ThumbprintList: ['short'] },
      "1 validation error detected: Value at 'thumbprintList' failed to satisfy constraint: Member must satisfy constraint: [Member must have length less than or equal to 40, Member must have length greater than or equal to 40]",
    ],
    [
      'CreateServiceLinkedRole',
      { AWSServiceName: 'a b' },
      `The specified value for aWSServiceName is invalid. ${NAME_CHARACTERS}`,
    ],
    [
      'CreateDelegationRequest',
      {
        Description: 'd',
        Permissions: { PolicyTemplateArn: 'x' },
        RequestorWorkflowId: 'workflow',
        NotificationChannel: 'channel',
        SessionDuration: 300,
      },
      "1 validation error detected: Value at 'permissions.policyTemplateArn' failed to satisfy constraint: Member must have length greater than or equal to 20",
    ],
  ])('%s %j', (operation, input, expected) => {
    expect(message('iam', operation, input)).toBe(expected);
  });

  it('violations come in the order of the API model: Path before UserName', () => {
    const long = { UserName: 'a'.repeat(65), Path: `/${'a'.repeat(511)}/` };
    expect(message('iam', 'CreateUser', long)).toMatch(/'path'.*'userName'/);
  });

  it('characters of names, paths and documents are refused alone, the first of them', () => {
    const input = { UserName: '%', Path: 'x', Tags: [{ Key: '', Value: '' }] };
    expect(message('iam', 'CreateUser', input)).toBe(
      'The specified value for path is invalid. It must begin and end with / and contain only alphanumeric characters and/or / characters.',
    );
  });
});

describe('STS words violations with the value, as recorded', () => {
  const at = (value: string, field: string, constraint: string) =>
    `Value ${value} at '${field}' failed to satisfy constraint: ${constraint}`;
  const pattern = 'Member must satisfy regular expression pattern: [\\w+=,.@-]*';
  const length = (how: string) => `Member must have length ${how}`;

  it.each<[string, object, string]>([
    [
      'a missing name',
      ROLE,
      `1 validation error detected: ${at('null', 'roleSessionName', 'Member must not be null')}`,
    ],
    [
      'an empty name',
      { ...ROLE, RoleSessionName: '' },
      `1 validation error detected: ${at("''", 'roleSessionName', length('greater than or equal to 2'))}`,
    ],
    [
      'a bad character',
      { ...ROLE, RoleSessionName: 'Session1:2' },
      `1 validation error detected: ${at("'Session1:2'", 'roleSessionName', pattern)}`,
    ],
    [
      'pattern before length',
      { ...ROLE, RoleSessionName: '!' },
      `2 validation errors detected: ${at("'!'", 'roleSessionName', pattern)}; ${at("'!'", 'roleSessionName', length('greater than or equal to 2'))}`,
    ],
    [
      'one astral character is one character',
      { ...ROLE, RoleSessionName: '😀' },
      `2 validation errors detected: ${at("'😀'", 'roleSessionName', pattern)}; ${at("'😀'", 'roleSessionName', length('greater than or equal to 2'))}`,
    ],
    [
      '2048 astral characters keep the maximum of 2048, but not the pattern',
      { RoleArn: '😀'.repeat(2048), RoleSessionName: 'me' },
      `1 validation error detected: ${at(`'${'😀'.repeat(2048)}'`, 'roleArn', `Member must satisfy regular expression pattern: ${ARN_TEXT}`)}`,
    ],
    [
      '2050 characters of decomposed text are too long',
      { RoleArn: 'e\u0301'.repeat(1025), RoleSessionName: 'me' },
      `1 validation error detected: ${at(`'${'e\u0301'.repeat(1025)}'`, 'roleArn', length('less than or equal to 2048'))}`,
    ],
    [
      'a list of texts',
      { ...ROLE, RoleSessionName: 'me', TransitiveTagKeys: ['a', '%'] },
      `1 validation error detected: ${at("'[a, %]'", 'transitiveTagKeys', `Member must satisfy constraint: [Member must have length less than or equal to 128, Member must have length greater than or equal to 1, Member must satisfy regular expression pattern: ${TAG_KEY}]`)}`,
    ],
    [
      'a structure in a list',
      { ...ROLE, RoleSessionName: 'me', Tags: [{ Key: 'a%', Value: 'b' }] },
      `1 validation error detected: ${at("'a%'", 'tags.1.member.key', `Member must satisfy regular expression pattern: ${TAG_KEY}`)}`,
    ],
  ])('%s', (_, input, expected) => {
    expect(message('sts', 'AssumeRole', input)).toBe(expected);
  });

  it.each<[string, string, object]>([
    ['TokenCode', 'AssumeRole', { ...ROLE, RoleSessionName: 'me', TokenCode: '1234567' }],
    [
      'WebIdentityToken',
      'AssumeRoleWithWebIdentity',
      { ...ROLE, RoleSessionName: 'me', WebIdentityToken: 'abc' },
    ],
  ])('a secret is not repeated: %s', (member, operation, input) => {
    const text = message('sts', operation, input);
    expect(text).toMatch(
      new RegExp(`^1 validation error detected: Value at '${member[0]?.toLowerCase()}${member.slice(1)}'`),
    );
  });
});

describe('names, paths and tags', () => {
  const accepted = (operation: string, input: object) => message('iam', operation, input) === undefined;

  it.each([
    'Ａdmin',
    'admi\u212A',
    'admin\u017F',
    'admin\u200B',
    'admin ',
    'admin\n',
    '\u202Eadmin',
    'a/b',
    '%2e',
    'a\u0000',
    'a😀',
    'a\tb',
    '',
  ])('case 80: no user is named %j', (UserName) => {
    expect(accepted('CreateUser', { UserName })).toBe(false);
  });

  it.each(['Admin', 'a+=,.@_-9', '..', 'x'.repeat(64)])('case 80: a user may be named %j', (UserName) => {
    expect(accepted('CreateUser', { UserName })).toBe(true);
  });

  it.each(['', 'a', '/a', 'a/', '/a b/', '/é/', `/${'x'.repeat(511)}/`, '/a/\n', '\n/a/', '//'])(
    'case 81: no path is %j',
    (Path) => {
      expect(accepted('CreateUser', { UserName: 'u', Path })).toBe(false);
    },
  );

  it.each(['/', '/a/', '/a/b/', '/a/../b/', `/${'x'.repeat(510)}/`])(
    'case 81: the model accepts the path %j',
    (Path) => {
      expect(accepted('CreateUser', { UserName: 'u', Path })).toBe(true);
    },
  );

  it.each(['AKIA IOSFODNN7EXAMPL', 'AKIAIOSFODNN7EXAMPLE ', 'AKIA-IOSFODNN7EXAMP', 'AKIA'])(
    'case 81: no access key is %j',
    (AccessKeyId) => {
      expect(accepted('DeleteAccessKey', { AccessKeyId })).toBe(false);
    },
  );

  it.each<[string, string, boolean]>([
    ['__proto__', 'x', true],
    ['constructor.prototype', 'x', true],
    ['aws:x', 'x', true],
    ['Ключ', 'значение', true],
    ['k', '<script>', false],
    ['k', 'a\r\nb', false],
    ['k', '*', false],
    ['k', '', true],
    ['', 'v', false],
    ['k'.repeat(128), 'v'.repeat(256), true],
    ['k'.repeat(129), 'v', false],
    ['k', 'v'.repeat(257), false],
    ['𝒜'.repeat(128), 'v', true],
    ['𝒜'.repeat(129), 'v', false],
  ])('case 82: the tag %j=%j', (Key, Value, expected) => {
    expect(accepted('TagUser', { UserName: 'u', Tags: [{ Key, Value }] })).toBe(expected);
  });

  it.each(['\u0000', 'a\u001Bb', '\uFFFE', '\uD800', '\uDC00x'])(
    'text that XML cannot carry is refused: %j',
    (Description) => {
      expect(message('iam', 'CreatePolicy', { PolicyName: 'p', PolicyDocument: '{}', Description })).toBe(
        `1 validation error detected: Value at 'description' failed to satisfy constraint: Member must satisfy regular expression pattern: ${TEXT}`,
      );
    },
  );

  it('text that XML cannot carry is refused in lists', () => {
    const violation = message('iam', 'CreateOpenIDConnectProvider', {
      Url: 'https://x',
      ClientIDList: ['a\u0000'],
    });
    expect(violation).toContain(
      `'clientIDList' failed to satisfy constraint: Member must satisfy constraint: [`,
    );
    expect(violation).toContain(TEXT);
  });
});

describe('a union has exactly one member', () => {
  const simulate = (exclusion: object) =>
    message('iam', 'SimulatePrincipalPolicy', {
      PolicySourceArn: 'arn:aws:iam::123456789012:user/u',
      ActionNames: ['s3:GetObject'],
      PolicyExclusionList: [exclusion],
    });

  it.each([
    [{}, false],
    [{ PolicyArn: 'arn:aws:iam::aws:policy/ReadOnlyAccess' }, true],
    [{ PolicyType: 'inline', PolicyArn: 'arn:aws:iam::aws:policy/ReadOnlyAccess' }, false],
  ])('%j: %s', (exclusion, fits) => {
    expect(simulate(exclusion) === undefined).toBe(fits);
  });
});

it('a service of its own may show values and enumerations', () => {
  const shape = iam.operations.get('UpdateAccessKey')!.input!;
  const input = { AccessKeyId: 'A'.repeat(20), Status: 'On' };
  expect(constraintViolations({ showsValue: true, listsEnum: true }, shape, input)).toEqual([
    "Value 'On' at 'status' failed to satisfy constraint: Member must satisfy enum value set: [Active, Inactive, Expired]",
  ]);
});
