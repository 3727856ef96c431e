import { describe, expect, it } from 'vitest';
import { parse } from './parse.ts';
import { firstMessage, good, one, when } from './policy.fixture.ts';

const SYNTAX = 'Syntax errors in policy.';
const CHARACTERS =
  'The specified value for policyDocument is invalid. It must contain only printable ASCII characters.';

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
    expect(firstMessage(text, 'managed')).toBe(/[^\t\n\r\u0020-\u00ff]/.test(text) ? CHARACTERS : SYNTAX);
  });

  it.each([2, 16, 17, 18, 40])('case 55: the last of %i keys is one of those before it', (count) => {
    const keys = Array.from({ length: count }, (_, i) => `"k${i === count - 1 ? 0 : i}":"x"`);
    const text = `{"Version":"2012-10-17","Statement":{"Condition":{"StringEquals":{${keys}}},${statement.slice(1)}}`;
    expect(parse(text, 'inline').errors).toMatchObject([
      {
        code: 'duplicate-key',
        pointer: '/Statement/Condition/StringEquals/k0',
        column: text.lastIndexOf('"k0"') + 1,
      },
    ]);
    expect(parse(text.replace(/"k0"(?!.*"k0")/, '"last"'), 'inline').errors).toEqual([]);
  });

  it('case 56: __proto__ as a condition key is a key like others', () => {
    const text = `{"Version":"2012-10-17","Statement":{"Condition":{"StringEquals":{"__proto__":"x","constructor":"y"}},${statement.slice(1)}}`;
    const { document } = parse(text, 'inline');
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
    expect(parse(text, 'managed').errors.length).toBeGreaterThan(0);
    expect(performance.now() - start).toBeLessThan(500);
  });

  it('numbers and booleans mean their text', () => {
    const { document } = parse(
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
    const [issue] = parse(text, 'managed').errors;
    expect(issue).toMatchObject({
      code: 'action-without-vendor',
      line: 4,
      column: 36,
      pointer: '/Statement/0/Action',
    });
    expect(issue?.hint).toContain('service:Name');
  });

  it.each<[title: string, value: unknown, pointer: string]>([
    ['a value of a list', { StringEquals: { 'a:b': ['x', null] } }, '/StringEquals/a:b/1'],
    ['a list within a list', { StringEquals: { 'a:b': [['x']] } }, '/StringEquals/a:b/0'],
    ['a key with a slash and a tilde', { StringEquals: { 'a/b~c': {} } }, '/StringEquals/a~1b~0c'],
    ['an operator', { 'String/Equals': { a: 'b' } }, '/String~1Equals'],
  ])('by the pointer to %s', (_title, condition, pointer) => {
    const text = JSON.stringify({
      Version: '2012-10-17',
      Statement: [when({}).Statement, when(condition).Statement].flat(),
    });
    expect(parse(text, 'inline').errors.map((issue) => issue.pointer)).toEqual([
      `/Statement/1/Condition${pointer}`,
    ]);
  });

  it('also where the text ends', () => {
    const text = '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Condition":{"a/b":{"c":[1,';
    expect(parse(text, 'inline').errors).toMatchObject([
      { code: 'json-syntax', pointer: '/Statement/0/Condition/a~1b/c/1', column: text.length + 1 },
    ]);
  });

  it('with every error, not only the first', () => {
    const document = one({ Action: ['a', 'b:c:d'], Resource: ['x', 'arn:aws'] });
    expect(parse(JSON.stringify(document), 'managed').errors.map((issue) => issue.code)).toEqual([
      'resource-not-arn',
      'resource-vendor',
      'action-without-vendor',
      'action-two-colons',
    ]);
  });
});
