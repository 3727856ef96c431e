import { describe, expect, it } from 'vitest';
import { parse } from './parse.ts';
import { A, allow, deny, trusting } from './policy.fixture.ts';
import { EXAMPLES } from './validate/examples/index.ts';
import { CHECKS } from './validate/table.ts';

const warningsOf = (policy: unknown, kind: Parameters<typeof parse>[1]) => {
  const { errors, warnings } = parse(JSON.stringify(policy), kind);
  expect(errors).toEqual([]);
  return warnings.map(({ code, pointer }) => `${code} ${pointer}`);
};

const cases = CHECKS.filter((check) => check.quick).flatMap(({ code }) =>
  EXAMPLES[code]!.map((example, i) => ({ name: `${code} ${i + 1}`, code, example })),
);

describe('a valid document is warned about by parse', () => {
  it.each(cases)('$name', ({ code, example: { bad, kind, at, good } }) => {
    expect(warningsOf(bad, kind)).toContain(`${code} ${at}`);
    expect(warningsOf(good, kind).filter((warning) => warning.startsWith(`${code} `))).toEqual([]);
  });

  it('by a property of the result like the others, by one function for all results', () => {
    const { bad, kind } = cases[0]!.example;
    const text = JSON.stringify(bad);
    const property = (result: object) => Object.getOwnPropertyDescriptor(result, 'warnings');
    const first = parse(text, kind);
    expect(Object.keys(first)).toEqual(['document', 'errors', 'warnings']);
    expect(first.warnings.length).toBeGreaterThan(0);
    expect(first.warnings).toBe(first.warnings);
    // A getter of its own would give each result a shape of its own, and keep what was read until a full collection.
    expect(property(parse(text, kind))?.get).toBe(property(first)?.get);
  });

  const near: readonly (readonly [string, Parameters<typeof parse>[1], object])[] = [
    [
      'ForAllValues in a Deny',
      'inline',
      deny({ Condition: { 'ForAllValues:StringEquals': { 'aws:TagKeys': 'a' } } }),
    ],
    [
      'a guard in another case',
      'inline',
      allow({
        Condition: { 'ForAllValues:StringEquals': { 'aws:TagKeys': 'a' }, Null: { 'AWS:tagkeys': false } },
      }),
    ],
    ['an escaped star', 'inline', allow({ Condition: { StringEquals: { 'a:b': 'x${*}' } } })],
    ['a default', 'inline', allow({ Condition: { StringEquals: { 'a:b': "${a:c, 'x'}" } } })],
    [
      'PassRole for a service',
      'inline',
      allow({
        Action: 'iam:PassRole',
        Condition: { StringEquals: { 'iam:PassedToService': 'ec2.amazonaws.com' } },
      }),
    ],
    ['an administrator', 'managed', allow()],
    ['a service that is trusted', 'trust', trusting({ Service: 'ec2.amazonaws.com' })],
    ['an account that is trusted', 'trust', trusting({ AWS: A })],
  ];

  it.each(near)('but not about %s', (_what, kind, statement) => {
    expect(warningsOf({ Version: '2012-10-17', Statement: statement }, kind)).toEqual([]);
  });

  it('at the place that is meant, its pointer escaped', () => {
    const statement = allow({ Condition: { StringEquals: { 'a/b:c': ['x', 'x*'] } } });
    const { warnings } = parse(
      `{"Version": "2012-10-17",\n"Statement": ${JSON.stringify(statement)}}`,
      'inline',
    );
    expect(warnings).toHaveLength(1);
    expect(warnings[0]).toMatchObject({ pointer: '/Statement/Condition/StringEquals/a~1b:c/1', line: 2 });
  });

  it('a hundred times at most', () => {
    const many = Array.from({ length: 300 }, (_, i) => allow({ Action: `s3:Get${i} ` }));
    expect(
      parse(JSON.stringify({ Version: '2012-10-17', Statement: many }), 'resource').warnings.length,
    ).toBeLessThanOrEqual(100);
  });
});
