import { describe, expect, it } from 'vitest';
import { AwsError } from './aws-error.ts';
import { decodeInput } from './decode-query.ts';
import { parseForm } from './form.ts';
import { linkModel } from './link-model.ts';
import { loadModel } from './load-model.ts';
import type { ServiceModel } from './model.ts';

const iam = loadModel('iam');
const sts = loadModel('sts');

function decode(model: ServiceModel, operation: string, query: string): unknown {
  return decodeInput(model, model.operations.get(operation)!, parseForm(query));
}

/** The refusal as `Code: message`, or the input that was accepted. */
function outcome(model: ServiceModel, operation: string, query: string): unknown {
  try {
    return decode(model, operation, query);
  } catch (error) {
    if (error instanceof AwsError && error.status === 400) return `${error.code}: ${error.message}`;
    throw error;
  }
}

const ROLE = 'RoleArn=arn:aws:iam::123456789012:role/demo&RoleSessionName=me';

describe('what the parameters of a request mean', () => {
  it.each([
    ['an empty string is present', 'UpdateUser', 'UserName=a&NewPath=', 'violation'],
    [
      'a text of blanks is kept',
      'UpdateRoleDescription',
      'RoleName=r&Description=+x+',
      { RoleName: 'r', Description: ' x ' },
    ],
    [
      'booleans ignore case',
      'CreateLoginProfile',
      'PasswordResetRequired=TRUE',
      { PasswordResetRequired: true },
    ],
    [
      'elements are read in numeric order, gaps skipped',
      'UntagUser',
      'UserName=a&TagKeys.member.10=c&TagKeys.member.2=b&TagKeys.member.9=x',
      { UserName: 'a', TagKeys: ['b', 'x', 'c'] },
    ],
    ['a value alone makes the list empty', 'TagUser', 'UserName=a&Tags=', { UserName: 'a', Tags: [] }],
    ['an omitted list is absent', 'CreateUser', 'UserName=a', { UserName: 'a' }],
    [
      'a list without .member is not recognised',
      'CreateUser',
      'UserName=a&Tags.1.Key=k&Tags.1.Value=v',
      { UserName: 'a' },
    ],
    [
      'an unknown member of an element is ignored',
      'TagUser',
      'UserName=a&Tags.member.1.Key=k&Tags.member.1.Value=v&Tags.member.1.Colour=x',
      { UserName: 'a', Tags: [{ Key: 'k', Value: 'v' }] },
    ],
    [
      'case 90: fields that are not of the input are ignored',
      'CreateUser',
      'UserName=a&Arn=x&UserId=y&IsRoot=true&AccountId=1&CreateDate=z&User.Arn=x',
      { UserName: 'a' },
    ],
    [
      'case 82: prototype names are ignored',
      'CreateUser',
      'UserName=a&__proto__.x=1&constructor.prototype.x=1&Tags.__proto__.x=1',
      { UserName: 'a' },
    ],
    [
      'case 82: a tag named __proto__ is a tag',
      'TagUser',
      'UserName=a&Tags.member.1.Key=__proto__&Tags.member.1.Value=constructor',
      { UserName: 'a', Tags: [{ Key: '__proto__', Value: 'constructor' }] },
    ],
    [
      'maps are entries',
      'PutAccountProperties',
      'Properties.entry.2.key=b&Properties.entry.2.value=2&Properties.entry.1.key=a&Properties.entry.1.value=1',
      { Properties: { a: '1', b: '2' } },
    ],
    ['parameter names are case-sensitive', 'CreateLoginProfile', 'username=a', {}],
  ])('%s', (_, operation, query, expected) => {
    const result = outcome(iam, operation, query);
    if (expected === 'violation')
      expect(result).toMatch(/^ValidationError: The specified value for newPath is invalid/);
    else expect(result).toEqual(expected);
    expect(({} as { x?: unknown }).x).toBeUndefined();
  });

  it('a key of a map may be named __proto__ without harm', () => {
    const { Properties } = decode(
      iam,
      'PutAccountProperties',
      'Properties.entry.1.key=__proto__&Properties.entry.1.value=1',
    ) as {
      Properties: object;
    };
    expect(Object.keys(Properties)).toEqual(['__proto__']);
    expect(Object.getPrototypeOf(Properties)).toBeNull();
  });

  it('an operation without input takes none', () => {
    expect(decode(iam, 'GetAccountSummary', 'UserName=a')).toEqual({});
  });
});

describe('numbers, as recorded from STS', () => {
  it.each([
    ['900', 900],
    ['0900', 900],
    ['%2B900', 900],
    ['43200', 43200],
  ])('DurationSeconds=%s', (text, DurationSeconds) => {
    expect(outcome(sts, 'AssumeRole', `${ROLE}&DurationSeconds=${text}`)).toMatchObject({ DurationSeconds });
  });

  it.each([
    '900.5',
    '900.0',
    '0x384',
    '+900',
    '900+',
    '1e3',
    'abc',
    '2147483648',
    '-2147483649',
    '٩٠٠',
    '--900',
    'NaN',
    'Infinity',
  ])('case 39: DurationSeconds=%s is MalformedInput', (text) => {
    expect(outcome(sts, 'AssumeRole', `${ROLE}&DurationSeconds=${text}`)).toBe(
      'MalformedInput: Parameter DurationSeconds is not an integer of 32 bits.',
    );
  });

  it('case 39: an empty DurationSeconds is MalformedInput', () => {
    expect(outcome(sts, 'AssumeRole', `${ROLE}&DurationSeconds=`)).toBe(
      'MalformedInput: missing value for decimal type',
    );
  });

  it.each([
    ['899', 'greater than or equal to 900'],
    ['-1', 'greater than or equal to 900'],
    ['-2147483648', 'greater than or equal to 900'],
    ['43201', 'less than or equal to 43200'],
    ['2147483647', 'less than or equal to 43200'],
  ])('case 39: DurationSeconds=%s is ValidationError', (text, bound) => {
    expect(outcome(sts, 'AssumeRole', `${ROLE}&DurationSeconds=${text}`)).toBe(
      `ValidationError: 1 validation error detected: Value '${text}' at 'durationSeconds' failed to satisfy constraint: Member must have value ${bound}`,
    );
  });
});

describe('parameters that cannot be read are MalformedInput', () => {
  it.each([
    ['index 0', 'Tags.member.0.Key=k'],
    ['a negative index', 'Tags.member.-1.Key=k'],
    ['an index with a leading zero', 'Tags.member.01.Key=k'],
    ['index 1e9', 'Tags.member.1000000000.Key=k'],
    ['index 10001', 'Tags.member.10001.Key=k'],
    ['an index in words', 'Tags.member.one.Key=k'],
    ['no index', 'Tags.member=k'],
    ['an empty index', 'Tags.member..Key=k'],
    ['a list given as one value', 'Tags=k'],
    ['a list given empty and by its elements', 'Tags=&Tags.member.1.Key=k'],
    ['a list given by its elements and empty', 'Tags.member.1.Key=k&Tags='],
    ['a structure given as one value', 'Tags.member.1=k'],
    ['members within a text', 'UserName.member.1=k'],
  ])('%s', (_, query) => {
    expect(outcome(iam, 'CreateUser', query)).toMatch(/^MalformedInput: Parameter /);
  });

  it('a boolean that is neither true nor false', () => {
    expect(outcome(iam, 'CreateLoginProfile', 'PasswordResetRequired=yes')).toBe(
      'MalformedInput: Parameter PasswordResetRequired is not true or false.',
    );
  });

  it.each([
    [
      'a map key given twice',
      'Properties.entry.1.key=a&Properties.entry.1.value=1&Properties.entry.2.key=a&Properties.entry.2.value=2',
    ],
    ['a map entry without a value', 'Properties.entry.1.key=a'],
    ['a map entry without a key', 'Properties.entry.1.value=a'],
  ])('%s', (_, query) => {
    expect(outcome(iam, 'PutAccountProperties', query)).toMatch(/^MalformedInput: /);
  });
});

describe('dates and bytes in a request', () => {
  const model = linkModel({
    service: 'test',
    version: '1',
    xmlNamespace: '',
    protocol: 'query',
    violations: { showsValue: false, listsEnum: false },
    operations: { Put: { input: 'PutRequest' } },
    shapes: {
      PutRequest: {
        kind: 'structure',
        members: [
          { name: 'At', shape: 'Date' },
          { name: 'Bytes', shape: 'Blob' },
        ],
      },
      Date: { kind: 'timestamp' },
      Blob: { kind: 'blob' },
    },
    errors: {},
  });

  it.each([
    ['2026-02-28T23:59:59Z', '2026-02-28T23:59:59.000Z'],
    ['2024-02-29T00:00:00.5Z', '2024-02-29T00:00:00.500Z'],
    ['2026-01-01T00:30:00%2B01:00', '2025-12-31T23:30:00.000Z'],
    ['0001-01-01T00:00:00Z', '0001-01-01T00:00:00.000Z'],
  ])('At=%s', (text, date) => {
    expect(outcome(model, 'Put', `At=${text}`)).toEqual({ At: new Date(date) });
  });

  it.each([
    '2026-02-31T00:00:00Z',
    '2026-13-01T00:00:00Z',
    '2026-01-01T24:00:00Z',
    '2026-01-01T00:00:60Z',
    '2026-01-01',
    '0',
    '',
    '2026-01-01T00:00:00',
  ])('At=%s is no date', (text) => {
    expect(outcome(model, 'Put', `At=${text}`)).toBe(
      'MalformedInput: Parameter At is not an ISO 8601 date and time.',
    );
  });

  it('Bytes are canonical base64', () => {
    expect(outcome(model, 'Put', 'Bytes=AAH/')).toEqual({ Bytes: new Uint8Array([0, 1, 255]) });
  });

  it.each(['YR==', 'YQ', 'Y*==', 'YQ==YQ==', '_-A='])('Bytes=%s is not', (text) => {
    expect(outcome(model, 'Put', `Bytes=${text}`)).toBe('MalformedInput: Parameter Bytes is not base64.');
  });
});
