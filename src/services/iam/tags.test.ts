import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { refusal } from '../../../test/fixtures/run.ts';
import { DEFAULT_QUOTAS } from '../../names/index.ts';
import { checkTags, tagsIfAny, withoutTags, withTags } from './tags.ts';

const tag = (Key: string, Value = '') => ({ Key, Value });

describe('tags of a request', () => {
  it.each([
    [
      'duplicate keys',
      [tag('a'), tag('a')],
      'InvalidInput 400 Duplicate tag keys found. Please note that Tag keys are case insensitive.',
    ],
    [
      'case 82: keys that differ by case only',
      [tag('Team'), tag('tEAM')],
      'InvalidInput 400 Duplicate tag keys found. Please note that Tag keys are case insensitive.',
    ],
    ['case 82: a reserved key', [tag('aws:x')], 'ValidationError 400'],
    ['a reserved key in other case', [tag('AWS:x')], 'ValidationError 400'],
    ['a reserved value', [tag('x', 'aws:y')], 'ValidationError 400'],
  ])('%s are refused', (_, tags, expected) => {
    expect(refusal(() => checkTags(tags, 'ignoring-case'))).toContain(expected);
  });

  it.each([
    [[tag('__proto__', 'x'), tag('constructor.prototype', '<script>')]],
    [[tag('awsome'), tag('x', 'not aws:')]],
    [[tag('a', '')]],
  ])('case 82: %j are stored as they are', (tags) => {
    expect(checkTags(tags, 'ignoring-case')).toEqual(tags);
    expect(({} as { x?: unknown }).x).toBeUndefined();
  });

  it('case 82: keys that differ by case only are two where case counts, and equal ones are refused', () => {
    const tags = [tag('Team'), tag('tEAM')];
    expect(checkTags(tags, 'exact')).toEqual(tags);
    expect(refusal(() => checkTags([tag('a'), tag('a')], 'exact'))).toBe(
      'InvalidInput 400 Duplicate tag keys found.',
    );
  });

  it('are absent from an answer when there are none', () => {
    expect(checkTags(undefined, 'exact')).toEqual([]);
    expect(tagsIfAny([])).toEqual({});
  });
});

describe('tagging', () => {
  it.each([
    ['ignoring-case', [tag('team', 'new')]],
    ['exact', [tag('Team', 'old'), tag('team', 'new')]],
  ] as const)('%s', (keyCase, expected) => {
    expect(withTags([tag('Team', 'old')], [tag('team', 'new')], keyCase, DEFAULT_QUOTAS)).toEqual(expected);
  });

  it('fifty tags are the limit, and replacing one of them is no new one', () => {
    const fifty = Array.from({ length: 50 }, (_, i) => tag(`k${i}`));
    expect(withTags(fifty, [tag('K7', 'new')], 'ignoring-case', DEFAULT_QUOTAS)).toHaveLength(50);
    expect(refusal(() => withTags(fifty, [tag('k50')], 'exact', DEFAULT_QUOTAS))).toBe(
      'LimitExceeded 409 The number of tags has reached the maximum limit.',
    );
  });

  it('and untagging the same keys leaves none of them, whatever was there', () => {
    const tags = fc.uniqueArray(fc.record({ Key: fc.string({ minLength: 1 }), Value: fc.string() }), {
      selector: (one) => one.Key.toLowerCase(),
      maxLength: 20,
    });
    fc.assert(
      fc.property(
        tags,
        tags,
        fc.constantFrom('exact' as const, 'ignoring-case' as const),
        (a, b, keyCase) => {
          const both = withTags(a, b, keyCase, DEFAULT_QUOTAS);
          expect(both).toEqual(expect.arrayContaining(b));
          const left = withoutTags(
            both,
            b.map((one) => one.Key),
            keyCase,
          );
          expect(a).toEqual(expect.arrayContaining([...left]));
          expect(left).toHaveLength(both.length - b.length);
        },
      ),
    );
  });
});
