import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { format, minify } from './format.ts';
import type { PolicyKind } from './issue.ts';
import { ANY_SIZE, parse } from './parse.ts';
import { documentOf, one } from './policy.fixture.ts';

const read = (kind: PolicyKind, json: unknown) =>
  documentOf(kind, typeof json === 'string' ? json : JSON.stringify(json));

/** A document without its positions: what it says. */
function said(text: string, kind: PolicyKind): unknown {
  const { document, errors } = parse(text, kind, ANY_SIZE);
  expect(errors).toEqual([]);
  return JSON.parse(
    JSON.stringify(document, (key, value) => (key === 'start' || key === 'end' ? undefined : value)),
  );
}

describe('format', () => {
  it('prints elements in the order of the documentation, whatever order they were written in', () => {
    const text =
      '{"Statement":{"Condition":{"Bool":{"aws:SecureTransport":[true]},"StringLike":{"aws:userid":["a","b"]}},' +
      '"NotResource":["arn:aws:s3:::b"],"Action":["s3:Get*","s3:Put*"],"NotPrincipal":{"Service":["x.amazonaws.com"],' +
      '"AWS":["111122223333","444455556666"]},"Effect":"Deny","Sid":"a b"},"Id":"i","Version":"2012-10-17"}';
    expect(format(read('resource', text))).toBe(
      `{
  "Version": "2012-10-17",
  "Id": "i",
  "Statement": [
    {
      "Sid": "a b",
      "Effect": "Deny",
      "NotPrincipal": {
        "Service": "x.amazonaws.com",
        "AWS": [
          "111122223333",
          "444455556666"
        ]
      },
      "Action": [
        "s3:Get*",
        "s3:Put*"
      ],
      "NotResource": "arn:aws:s3:::b",
      "Condition": {
        "Bool": {
          "aws:SecureTransport": "true"
        },
        "StringLike": {
          "aws:userid": [
            "a",
            "b"
          ]
        }
      }
    }
  ]
}`,
    );
  });

  it('says the version that is in force', () => {
    const { Version: _, ...unversioned } = one({});
    expect(format(read('inline', unversioned))).toContain('"Version": "2008-10-17"');
  });

  it.each([
    [0, '{\n"Version"'],
    [4, '{\n    "Version"'],
    ['\t', '{\n\t"Version"'],
  ] as const)('indents by %j', (indent, start) => {
    expect(format(read('inline', one({})), { indent })).toMatch(new RegExp(`^${start.replace('{', '\\{')}`));
  });

  it('sorts lists and drops what stands twice when asked, and leaves statements and conditions in their order', () => {
    const document = read('inline', {
      Version: '2012-10-17',
      Statement: [
        { Sid: 'z', Effect: 'Allow', Action: ['s3:b', 's3:a', 's3:b'], Resource: '*' },
        {
          Sid: 'a',
          Effect: 'Deny',
          Action: '*',
          Resource: '*',
          Condition: { StringEquals: { z: ['2', '1'], a: '3' }, Bool: { b: 'true' } },
        },
      ],
    });
    const sorted = JSON.parse(format(document, { sort: true }));
    expect(sorted.Statement[0].Action).toEqual(['s3:a', 's3:b']);
    expect(sorted.Statement.map((statement: { Sid: string }) => statement.Sid)).toEqual(['z', 'a']);
    expect(JSON.stringify(sorted.Statement[1].Condition)).toBe(
      '{"StringEquals":{"z":["1","2"],"a":"3"},"Bool":{"b":"true"}}',
    );
    expect(JSON.parse(format(document)).Statement[0].Action).toEqual(['s3:b', 's3:a', 's3:b']);
  });

  it('keeps keys of any name in their order', () => {
    const text = `{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"*","Resource":"*",
      "Condition":{"StringEquals":{"z":"1","10":"2","2":"3","__proto__":"4","constructor":[]}}}}`;
    const document = read('inline', text);
    expect(format(document).replaceAll(/\s/g, '')).toContain(
      '{"z":"1","10":"2","2":"3","__proto__":"4","constructor":[]}',
    );
  });

  it('escapes what a terminal would act on or IAM would not take', () => {
    const text = format(read('inline', one({ Resource: 'arn:aws:s3:::\u00e9\u0009\u009b\u007f' })));
    expect(text).toContain('arn:aws:s3:::\u00e9\\t\\u009b\\u007f');
    const wide =
      '{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"*","Resource":"*","Condition":{"StringEquals":{"a":"\\u0416\\ud83d\\ude00"}}}}';
    expect(format(read('inline', wide))).toContain('"\\u0416\\ud83d\\ude00"');
  });

  it('refuses a document that no text can say', () => {
    const { statements, ...rest } = read('inline', one({ Condition: { StringEquals: { a: 'x' } } }));
    const [statement] = statements;
    const [condition] = statement!.conditions;
    const twice = { ...statement!, conditions: [condition!, { ...condition!, key: 'A' }] };
    expect(() => format({ ...rest, statements: [twice] })).toThrow('The condition key A stands twice');
  });
});

describe('minify', () => {
  it.each<[title: string, kind: PolicyKind, json: unknown, text: string]>([
    [
      'one statement, lists of one value',
      'inline',
      { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: ['a:*'], Resource: ['*'] }] },
      '{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"a:*","Resource":"*"}}',
    ],
    [
      'the version of 2008',
      'inline',
      { Version: '2008-10-17', Statement: { Effect: 'Allow', Action: 'a:*', Resource: '*' } },
      '{"Statement":{"Effect":"Allow","Action":"a:*","Resource":"*"}}',
    ],
    [
      'booleans and numbers under their operators',
      'inline',
      {
        Statement: {
          Effect: 'Allow',
          Action: '*',
          Resource: '*',
          Condition: {
            Bool: { a: 'true' },
            NullIfExistsNot: {},
            NumericEquals: { b: ['1', '-2.50'], c: ['1', 'x'], d: '010' },
            StringEquals: { e: 'true', f: '1' },
          },
        },
      },
      '{"Statement":{"Effect":"Allow","Action":"*","Resource":"*","Condition":{"Bool":{"a":true},"NumericEquals":{"b":[1,-2.50],"c":["1","x"],"d":"010"},"StringEquals":{"e":"true","f":"1"}}}}',
    ],
  ])('%s', (_title, kind, json, text) => {
    expect(minify(read(kind, json))).toBe(text);
    expect(said(text, kind)).toEqual(said(JSON.stringify(json), kind));
  });
});

describe('what is printed is what was read', () => {
  const text = fc.string({
    unit: fc.constantFrom('a', 'B', '*', '?', '$', '{', '}', '"', '\\', '/', '\u00e9', '\u007f', ' '),
  });
  const list = (item: fc.Arbitrary<string>) => fc.oneof(item, fc.array(item, { minLength: 1, maxLength: 3 }));
  const values = fc.oneof(text, fc.boolean(), fc.integer(), fc.array(text, { maxLength: 3 }));
  const condition = fc.dictionary(
    fc.constantFrom('StringEquals', 'ForAnyValue:StringLikeIfExists', 'Bool', 'NumericLessThan', 'Null'),
    fc.dictionary(fc.constantFrom('aws:a', 'aws:B', '10', '2', '__proto__'), values),
  );
  const principal = fc.oneof(
    fc.constant('*'),
    fc.record(
      {
        AWS: list(fc.constantFrom('*', '111122223333', 'arn:aws:iam::111122223333:root')),
        Service: list(fc.constant('x.amazonaws.com')),
      },
      { requiredKeys: ['AWS'] },
    ),
  );
  const statement = fc
    .record({
      Sid: fc.option(fc.constantFrom('', 'A', 'b 1'), { nil: undefined }),
      Effect: fc.constantFrom('Allow', 'Deny'),
      Principal: principal,
      action: list(text.map((name) => `s3:${name.replaceAll(/[^ -~]/g, 'x')}`)),
      resource: list(text.map((name) => `arn:aws:s3:::${name}`)),
      Condition: fc.option(condition, { nil: undefined }),
      notAction: fc.boolean(),
      notResource: fc.boolean(),
    })
    .map(({ action, resource, notAction, notResource, ...rest }) => ({
      ...rest,
      [notAction ? 'NotAction' : 'Action']: action,
      [notResource ? 'NotResource' : 'Resource']: resource,
    }));
  const document = fc.record(
    {
      Version: fc.constantFrom('2008-10-17', '2012-10-17'),
      Id: text,
      Statement: fc.oneof(statement, fc.array(statement, { minLength: 1, maxLength: 3 })),
    },
    { requiredKeys: ['Statement'] },
  );

  it('format and minify lose nothing, and format is what format makes of it', () => {
    fc.assert(
      fc.property(document, fc.boolean(), (json, sort) => {
        const source = JSON.stringify(json, null, 1);
        const whole = said(source, 'resource');
        const printed = format(read('resource', source), { sort });
        const short = minify(read('resource', source));
        if (!sort) expect(said(printed, 'resource')).toEqual(whole);
        expect(format(read('resource', printed), { sort })).toBe(printed);
        expect(said(short, 'resource')).toEqual(whole);
        expect(minify(read('resource', short))).toBe(short);
        // Escapes apart, nothing that says the same in strings is shorter.
        const inStrings = JSON.stringify(json, (_key, value) =>
          typeof value === 'boolean' || typeof value === 'number' ? String(value) : value,
        ).replaceAll('\u007f', '\\u007f');
        expect(short.length).toBeLessThanOrEqual(inStrings.length);
      }),
      { numRuns: 300 },
    );
  });
});
