import { describe, expect, it } from 'vitest';
import { holds } from './condition.ts';
import { factsOfKey } from './condition-key.ts';
import { changeOfContext, contextWith } from './context-change.ts';
import type { ContextValue } from './model.ts';
import { allow, compiled, context } from './policy.fixture.ts';
import { lowerCaseKey } from './text-case.ts';

type Row = readonly [
  operator: string,
  key: string,
  values: string | readonly string[],
  has: ContextValue | undefined,
  holding: boolean,
  change: readonly string[] | 'missing' | undefined,
];

const conditionOf = (operator: string, key: string, values: string | readonly string[]) =>
  compiled('inline', [allow({ Condition: { [operator]: { [key]: values } } })]).statements[0]!.conditions;

describe('another value for a condition key', () => {
  it.each<Row>([
    ['StringEquals', 'sts:ExternalId', ['a', 'b'], undefined, true, ['a']],
    ['StringEquals', 'sts:ExternalId', 'a', 'a', false, ['example']],
    ['StringEquals', 'sts:ExternalId', 'example', 'example', false, ['another']],
    ['StringNotEquals', 'sts:ExternalId', 'a', 'a', true, ['example']],
    ['StringNotEquals', 'sts:ExternalId', 'a', undefined, false, ['a']],
    ['StringEqualsIgnoreCase', 'k', 'A', 'b', true, ['A']],
    ['StringLike', 'k', 'a*c?', undefined, true, ['a*c?']],
    ['StringLike', 'k', '*', 'a', false, 'missing'],
    ['StringNotLike', 'k', '*', 'a', true, 'missing'],
    ['NumericLessThan', 'aws:MultiFactorAuthAge', '300', '900', true, ['299']],
    ['NumericGreaterThan', 's3:max-keys', '10', '10', true, ['11']],
    ['NumericNotEquals', 's3:max-keys', '10', '10', true, ['9']],
    [
      'DateLessThan',
      'aws:CurrentTime',
      '2026-06-01T00:00:00Z',
      '2026-06-02',
      true,
      ['2026-05-31T23:59:59.000Z'],
    ],
    ['DateGreaterThan', 'aws:CurrentTime', '1780315200', '2020', true, ['2026-06-01T12:00:01.000Z']],
    ['Bool', 'aws:MultiFactorAuthPresent', 'true', 'false', true, ['true']],
    ['Bool', 'aws:MultiFactorAuthPresent', 'false', 'false', false, ['true']],
    ['BoolIfExists', 'aws:MultiFactorAuthPresent', 'false', undefined, false, ['true']],
    ['Null', 'aws:RequestTag/t', 'false', undefined, true, ['example']],
    ['Null', 'aws:RequestTag/t', 'true', 'x', true, 'missing'],
    ['IpAddress', 'aws:SourceIp', '203.0.113.0/24', '10.0.0.1', true, ['203.0.113.0']],
    ['NotIpAddress', 'aws:SourceIp', '10.0.0.0/8', '10.0.0.1', true, ['192.0.2.1']],
    ['ArnLike', 'aws:SourceArn', 'arn:aws:sns:*:1:t', undefined, true, ['arn:aws:sns:*:1:t']],
    [
      'ArnNotLike',
      'aws:SourceArn',
      'arn:aws:sns:*:1:t',
      'arn:aws:sns:r:1:t',
      true,
      ['arn:aws:iam::123456789012:user/example'],
    ],
    ['BinaryEquals', 'k', 'YWxpY2U=', 'bob', true, ['alice']],
    ['ForAllValues:StringEquals', 'aws:TagKeys', ['a', 'b'], ['a', 'x'], true, ['a']],
    ['ForAnyValue:StringEquals', 'aws:TagKeys', 'a', ['x'], true, ['x', 'a']],
    ['ForAnyValue:StringEquals', 'aws:TagKeys', 'a', undefined, true, ['a']],
    ['ForAnyValue:StringEquals', 'aws:TagKeys', 'a', ['a', 'x'], false, ['example']],
    // The two are the same, whatever they are.
    ['StringEquals', 'aws:ResourceTag/t', '${aws:ResourceTag/t}', 'x', false, 'missing'],
    // Who the caller is cannot be changed.
    ['StringEquals', 'aws:username', 'bob', 'alice', true, undefined],
    ['ArnEquals', 'aws:PrincipalArn', 'arn:aws:iam::1:role/r', undefined, true, undefined],
    // Nothing is before the least and nothing is listed.
    ['NumericEquals', 'k', 'ten', '10', true, undefined],
    ['StringEquals', 'k', [], 'a', true, undefined],
  ])('%s on %s of %j, given %j, to hold: %s', (operator, key, values, has, holding, change) => {
    const conditions = conditionOf(operator, key, values);
    const given = context(has === undefined ? {} : { [key]: has });
    const found = changeOfContext({ conditions, holding, statement: 'statement 1' }, given);
    if (change === undefined) return expect(found).toBeUndefined();
    expect(found?.kind).toBe(change === 'missing' ? 'remove-context' : 'set-context');
    expect(found?.values).toEqual(change === 'missing' ? undefined : change);
    const value = found?.multivalued ? found.values : found?.values?.[0];
    const changed = contextWith(given, lowerCaseKey(key), value);
    expect(conditions.map((one) => holds(one, changed))).toEqual([holding]);
  });

  it('is told with what it is for', () => {
    const conditions = conditionOf('StringEquals', 'aws:PrincipalTag/team', ['red', 'blue']);
    const wish = { conditions, holding: true, statement: 'statement 1' };
    expect(changeOfContext(wish, context({ 'aws:PrincipalTag/team': '$&' }))?.sentence).toBe(
      'tag the user or role, or its session, with team = red, so that statement 1 matches: StringEquals on aws:PrincipalTag/team lists red, blue; the request has $&',
    );
  });
});

describe('what is known of a condition key', () => {
  it.each([
    ['AWS:sourceip', 'network', 'ip', true],
    ['aws:PrincipalTag/Some/Thing', 'principal', 'text', true],
    ['aws:PrincipalArn', 'principal', 'arn', false],
    ['sts:ExternalId', 'request', 'text', true],
    ['s3:prefix', 'service', 'text', true],
  ])('%s', (key, origin, type, changeable) => {
    const facts = factsOfKey(key);
    expect([facts.origin, facts.type, facts.change !== undefined]).toEqual([origin, type, changeable]);
  });
});
