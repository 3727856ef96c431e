import { describe, expect, it } from 'vitest';
import { compileCondition, holds } from './condition.ts';
import type { ContextValue } from './model.ts';
import { context } from './policy.fixture.ts';

type Given = ContextValue | 'missing';

/** Whether `operator` holds between the request's value of the key `k` and the policy's values. */
function test(
  operator: string,
  request: Given,
  policy: readonly string[],
  others: Record<string, ContextValue> = {},
) {
  const condition = compileCondition({ operator, key: 'K', values: policy }, true);
  return holds(condition, context(request === 'missing' ? others : { ...others, k: request }));
}

const MISSING = 'missing';

describe('missing keys and many values (policy language, 6.2)', () => {
  const P = ['a', 'b'];
  // Columns: positive, negated, positive and negated with IfExists, ForAllValues, ForAnyValue.
  it.each<[situation: string, request: Given, policy: string[], ...results: boolean[]]>([
    ['the key is missing', MISSING, P, false, true, true, true, true, false],
    ['the one value matches', 'a', P, true, false, true, false, true, true],
    ['the one value does not match', 'x', P, false, true, false, true, false, false],
    ['some of several match', ['a', 'x'], P, true, false, true, false, false, true],
    ['all of several match', ['a', 'b'], P, true, false, true, false, true, true],
    ['none of several matches', ['x', 'y'], P, false, true, false, true, false, false],
    ['the list is empty', [], P, false, true, false, true, true, false],
    ['the list is empty, the policy lists the empty text', [], [''], true, false, true, false, true, false],
    ['there is only the empty text', [''], P, false, true, false, true, true, false],
    ['the policy lists nothing', 'a', [], false, true, false, true, false, false],
    ['the policy lists nothing, the key is missing', MISSING, [], false, true, true, true, true, false],
  ])('%s', (_title, request, policy, ...results) => {
    const operators = [
      'StringEquals',
      'StringNotEquals',
      'StringEqualsIfExists',
      'StringNotEqualsIfExists',
      'ForAllValues:StringEquals',
      'ForAnyValue:StringEquals',
    ];
    expect(operators.map((operator) => [operator, test(operator, request, policy)])).toEqual(
      operators.map((operator, i) => [operator, results[i]]),
    );
  });

  it.each<[operator: string, request: Given, expected: boolean]>([
    ['ForAllValues:StringNotEquals', ['x', 'y'], true],
    ['ForAllValues:StringNotEquals', ['a', 'y'], false],
    ['ForAllValues:StringNotEquals', MISSING, true],
    ['ForAnyValue:StringNotEquals', ['a', 'y'], true],
    ['ForAnyValue:StringNotEquals', ['a', 'b'], false],
    ['ForAnyValue:StringNotEquals', MISSING, false],
    ['ForAnyValue:StringNotEquals', [], false],
    ['ForAnyValue:StringEqualsIfExists', MISSING, true],
    ['ForAllValues:StringEqualsIfExists', MISSING, true],
    ['ForAnyValue:StringLikeIfExists', ['zz'], false],
  ])('%s on %j is %s', (operator, request, expected) => {
    expect(test(operator, request, P)).toBe(expected);
  });

  it('case 50: ForAllValues is true on a missing key, and Null guards it', () => {
    expect(test('ForAllValues:StringEquals', MISSING, P)).toBe(true);
    expect(test('Null', MISSING, ['false'])).toBe(false);
  });
});

describe('Null', () => {
  it.each<[operator: string, request: Given, policy: string[], expected: boolean]>([
    ['Null', MISSING, ['true'], true],
    ['Null', MISSING, ['false'], false],
    ['Null', 'x', ['true'], false],
    ['Null', 'x', ['false'], true],
    ['Null', 'x', ['False'], true],
    ['Null', '', ['true'], true],
    ['Null', [], ['true'], true],
    ['Null', [''], ['true'], true],
    ['Null', ['', 'x'], ['true'], false],
    ['Null', 'x', ['true', 'false'], true],
    ['Null', MISSING, ['true', 'false'], true],
    ['Null', MISSING, ['yes'], false],
    ['Null', 'x', [], false],
    ['ForAllValues:Null', 'x', ['true'], true],
    ['ForAnyValue:Null', 'x', ['false'], false],
  ])('%s on %j with %j is %s', (operator, request, policy, expected) => {
    expect(test(operator, request, policy)).toBe(expected);
  });
});

describe('comparisons', () => {
  it.each<[operator: string, request: string, policy: string, expected: boolean]>([
    ['StringEquals', 'abc', 'a*', false],
    ['StringEquals', 'a*', 'a*', true],
    ['StringEquals', 'A', 'a', false],
    ['StringEqualsIgnoreCase', 'ÄB', 'äb', true],
    ['StringEqualsIgnoreCase', 'ss', 'ß', false],
    ['StringNotEqualsIgnoreCase', 'AB', 'ab', false],
    ['StringLike', 'abc', 'a*', true],
    ['StringLike', 'a:b/c', 'a*c', true],
    ['StringLike', 'ABC', 'a*', false],
    ['StringLike', 'abc\n', 'abc', false],
    ['StringNotLike', 'abc', 'b*', true],
    ['NumericEquals', '10', '10.0', true],
    ['NumericNotEquals', '10', '10.0', false],
    ['NumericLessThan', '9.99', '10', true],
    ['NumericLessThan', '10', '10', false],
    ['NumericLessThanEquals', '10', '10', true],
    ['NumericGreaterThan', '11', '10', true],
    ['NumericGreaterThanEquals', '9', '10', false],
    ['NumericEquals', 'ten', '10', false],
    ['NumericNotEquals', 'ten', '10', true],
    ['NumericEquals', '10', 'ten', false],
    ['NumericLessThan', '1', '1e3', false],
    ['DateEquals', '2026-01-01T01:00:00+01:00', '2026-01-01', true],
    ['DateNotEquals', '2026-01-01', '2026-01-02', true],
    ['DateLessThan', '2026-01-01T00:00:00Z', '2026-01-01T00:00:00.001Z', true],
    ['DateLessThanEquals', '1767225600', '2026-01-01', true],
    ['DateGreaterThan', '2027', '2026-12-31T23:59:59Z', true],
    ['DateGreaterThanEquals', 'never', '2026', false],
    ['DateNotEquals', 'never', '2026', true],
    ['Bool', 'True', 'true', true],
    ['Bool', 'false', 'true', false],
    ['Bool', 'yes', 'true', false],
    ['Bool', '1', 'true', false],
    ['BinaryEquals', 'abc', 'YWJj', true],
    ['BinaryEquals', 'YWJj', 'YWJj', false],
    ['IpAddress', '10.1.2.3', '10.0.0.0/8', true],
    ['IpAddress', '2001:db8::1', '10.0.0.0/8', false],
    ['NotIpAddress', '2001:db8::1', '10.0.0.0/8', true],
    ['IpAddress', 'somewhere', '0.0.0.0/0', false],
    ['NotIpAddress', 'somewhere', '0.0.0.0/0', true],
    ['ArnEquals', 'arn:aws:sns:eu-west-1:1:t', 'arn:aws:sns:*:1:t', true],
    ['ArnLike', 'arn:aws:sns:eu-west-1:1:t', 'arn:aws:sns:*:1:t', true],
    ['ArnLike', 'arn:aws:x:r:2:z/q:1:y/1', 'arn:aws:x:*:1:y/*', false],
    ['StringLike', 'arn:aws:x:r:2:z/q:1:y/1', 'arn:aws:x:*:1:y/*', true],
    ['ArnLike', 'arn:aws:sns:r:1:a/b:c', 'arn:aws:sns:r:1:a*c', true],
    ['ArnLike', 'arn:aws:sns:r:1:T', 'arn:aws:sns:r:1:t', false],
    ['ArnLike', 'arn:aws:sns:r:1', 'arn:aws:sns:r:1:*', false],
    ['ArnLike', 'arn:aws:sns:r:1:t', '*', false],
    ['ArnLike', 'arn:aws:s3:::b', 'arn:aws:s3:*:*:b', true],
    ['ArnLike', 'arn:aws:s3:::b', 'arn:aws:s3:?::b', false],
    ['ArnNotEquals', 'no arn', 'arn:aws:sns:r:1:t', true],
    ['ArnNotLike', 'arn:aws:sns:r:1:t', 'arn:aws:sns:*:1:*', false],
  ])('%s: %j against %j is %s', (operator, request, policy, expected) => {
    expect(test(operator, request, [policy])).toBe(expected);
  });

  it('values of a policy are alternatives', () => {
    expect(test('StringEquals', 'c', ['a', 'b', 'c'])).toBe(true);
    expect(test('StringNotEquals', 'b', ['a', 'b'])).toBe(false);
    expect(test('NumericLessThan', '5', ['x', '3', '6'])).toBe(true);
  });

  it('case 49: an operator that does not exist has no answer', () => {
    for (const operator of [
      'StringMatches',
      'NullIfExists',
      'IfExists',
      'ForAllValues:',
      '__proto__',
      'toString',
    ]) {
      expect(test(operator, 'x', ['x'])).toBe('unknown');
    }
  });

  it('case 66: an external id is compared letter by letter', () => {
    expect(test('StringEquals', 'X-1', ['x-1'])).toBe(false);
    expect(test('StringEquals', 'x', ['*'])).toBe(false);
    expect(test('StringEquals', 'x-1', ['x-1'])).toBe(true);
  });
});

describe('names of keys', () => {
  it.each(['aws:PrincipalTag/ÄB', 'aws:principaltag/äb', 'AWS:PRINCIPALTAG/Äb'])(
    '%s ignores case, beyond ASCII too',
    (key) => {
      const given = context({ 'aws:PrincipalTag/äB': 'x' });
      for (const operator of ['StringEquals', 'ForAnyValue:StringLike']) {
        expect(holds(compileCondition({ operator, key, values: ['x'] }, true), given)).toBe(true);
      }
      expect(
        holds(compileCondition({ operator: 'StringEquals', key, values: [`\${${key}}`] }, true), given),
      ).toBe(true);
    },
  );
});

describe('variables in values', () => {
  const tags = { 'aws:PrincipalTag/team': 'red', 'aws:username': 'bob', list: ['red'] };
  it.each<[operator: string, request: Given, policy: string, expected: boolean]>([
    ['StringEquals', 'red', '${aws:PrincipalTag/team}', true],
    ['StringEquals', 'red', '${AWS:PRINCIPALTAG/Team}', true],
    ['StringEquals', 'RED', '${aws:PrincipalTag/team}', false],
    ['StringEqualsIgnoreCase', 'RED', '${aws:PrincipalTag/team}', true],
    ['StringEquals', 'a-red-b', 'a-${aws:PrincipalTag/team}-b', true],
    ['StringLike', 'home/bob/x', 'home/${aws:username}/*', true],
    ['StringLike', 'home/bobby/x', 'home/${aws:username}/*', false],
    ['ArnLike', 'arn:aws:s3:::red/x', 'arn:aws:s3:::${aws:PrincipalTag/team}/*', true],
    ['StringEquals', '', '${missing}', false],
    ['StringNotEquals', 'red', '${missing}', true],
    ['StringEquals', 'none', "${missing, 'none'}", true],
    ['StringEquals', 'red', "${aws:PrincipalTag/team, 'none'}", true],
    ['StringEquals', '', "${missing, ''}", true],
    ['StringEquals', 'a}b', "${missing, 'a}b'}", true],
    ['StringEquals', 'red', '${list}', false],
    ['StringEquals', '*', '${*}', true],
    ['StringLike', 'x', '${*}', false],
    ['StringLike', '?', '${?}', true],
    ['StringEquals', '${x}', '${$}{x}', true],
    ['StringEquals', '$', '$', true],
    ['StringEquals', '${aws:username', '${aws:username', false],
    ['StringEquals', 'bob', '${ aws:username }', false],
    ['StringEquals', '${}', '${}', false],
    ['StringEquals', 'bob', "${aws:username,'x'}", false],
    ['StringEquals', '${b', "${none, '${b'}", true],
    ['StringEquals', '${b}', "${none, '${b}'}", true],
    ['StringEquals', '}', "${none, '}'}", true],
    ['NumericEquals', '1', '${one}', false],
    ['Bool', 'true', '${flag}', false],
  ])('case 54: %s: %j against %j is %s', (operator, request, policy, expected) => {
    expect(test(operator, request, [policy], { ...tags, one: '1', flag: 'true' })).toBe(expected);
  });

  it.each(['*', '?', 'a/../b', 'a/b', '${aws:userid}', '$', 'a\nb', '${*}'])(
    'case 53: %j as a value is only itself',
    (value) => {
      const others = { tag: value, 'aws:userid': 'id' };
      expect(test('StringLike', `x-${value}-y`, ['x-${tag}-*'], others)).toBe(true);
      expect(test('StringLike', 'x-other-y', ['x-${tag}-*'], others)).toBe(false);
      expect(test('StringLike', 'x-id-y', ['x-${tag}-*'], others)).toBe(false);
      expect(test('StringEquals', 'x-id-y', ['x-${tag}-y'], others)).toBe(false);
    },
  );

  it('a colon in a value stays in the part where the policy puts it', () => {
    const others = { tag: 'eu:9' };
    expect(test('ArnLike', 'arn:aws:sns:eu:9:1:t', ['arn:aws:sns:${tag}:1:t'], others)).toBe(false);
    expect(test('ArnLike', 'arn:aws:sns:eu:9:topic', ['${whole}'], { whole: 'arn:aws:sns:eu:9:topic' })).toBe(
      true,
    );
  });
});
