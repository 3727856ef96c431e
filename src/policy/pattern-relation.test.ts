import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseGlob } from './glob.ts';
import {
  covers,
  coversAction,
  coversResource,
  disjoint,
  haveNothingInCommon,
  readActionRelation,
  readResourceRelation,
  readTextPattern,
} from './pattern-relation.ts';

const read = (text: string) => readTextPattern(text, true)!;

/** Every text of up to five characters over two letters, and one letter that no pattern here names. */
const TEXTS = (function texts(length: number): string[] {
  if (length === 0) return [''];
  const shorter = texts(length - 1);
  const longest = shorter.filter((text) => text.length === length - 1);
  return [...shorter, ...longest.flatMap((text) => ['a', 'b', 'z'].map((letter) => text + letter))];
})(5);

const matchedBy = (pattern: string) => TEXTS.filter((text) => parseGlob(pattern).matches(text));

const pattern = (letters: string) => fc.string({ unit: fc.constantFrom(...letters), maxLength: 5 });

describe('covers', () => {
  it.each([
    ['*', '', true],
    ['*', 'anything*?', true],
    ['a*', 'ab*', true],
    ['ab*', 'a*', false],
    ['*?', '?*', true],
    ['?*', '*a', true],
    ['??*', '*a', false],
    ['a?', 'a*', false],
    ['a?', 'a?', true],
    ['a*c*', 'abcd', true],
    ['*a*', '*b*', false],
    ['?', '\u{1f600}', true],
    ['*', '${aws:username}', true],
    ['?*', '${aws:username}', false],
    ['${aws:username}', '${aws:username}', true],
    ['${aws:username}', "${aws:username, 'x'}", false],
    ['a*', '${aws:username}', false],
    ['${*}', '*', false],
    ['*', '${*}', true],
  ])('%s of %s: %s', (wide, narrow, expected) => {
    expect(covers(read(wide), read(narrow))).toBe(expected);
  });

  it('never says yes wrongly', () => {
    fc.assert(
      fc.property(pattern('ab*?'), pattern('ab*?'), (wide, narrow) => {
        if (!covers(read(wide), read(narrow))) return;
        const wider = new Set(matchedBy(wide));
        expect(matchedBy(narrow).filter((text) => !wider.has(text))).toEqual([]);
      }),
      { numRuns: 500 },
    );
  });

  it('is exact where the wide pattern has no question mark', () => {
    fc.assert(
      fc.property(
        pattern('ab*').filter((text) => text.length < 5),
        pattern('ab*?').filter((text) => text.length < 4),
        (wide, narrow) => {
          const wider = new Set(matchedBy(wide));
          const all = matchedBy(narrow).every((text) => wider.has(text));
          expect(covers(read(wide), read(narrow))).toBe(all);
        },
      ),
      { numRuns: 500 },
    );
  });
});

describe('disjoint', () => {
  it('is exact', () => {
    fc.assert(
      fc.property(
        pattern('ab*?').filter((text) => text.length < 4),
        pattern('ab*?').filter((text) => text.length < 3),
        (a, b) => {
          const others = new Set(matchedBy(b));
          expect(disjoint(read(a), read(b))).toBe(!matchedBy(a).some((text) => others.has(text)));
        },
      ),
      { numRuns: 500 },
    );
  });

  it.each([
    ['${aws:username}', 'anything', false],
    ['a${aws:username}', 'b*', true],
    ['${*}', '?', false],
    ['${*}', 'a', true],
  ])('%s and %s: %s', (a, b, expected) => {
    expect(disjoint(read(a), read(b))).toBe(expected);
    expect(disjoint(read(b), read(a))).toBe(expected);
  });
});

describe('actions', () => {
  it.each([
    ['*', 's3:Get*', true],
    ['*:*', '*', true],
    ['S3:*', 's3:GetObject', true],
    ['s3:Get*', 's3:*', false],
    ['*:Get*', 's3:getobject', true],
    ['s3:*', 's3-outposts:*', false],
  ])('%s covers %s: %s', (wide, narrow, expected) => {
    expect(coversAction(readActionRelation(wide), readActionRelation(narrow))).toBe(expected);
  });

  it.each([
    ['s3:*', 'ec2:*', true],
    ['s3:Get*', 's3:Put*', true],
    ['s3:Get*', 's3:*Object', false],
    ['*', 's3:Get*', false],
  ])('%s and %s have nothing in common: %s', (a, b, expected) => {
    expect(haveNothingInCommon(readActionRelation(a), readActionRelation(b))).toBe(expected);
  });
});

describe('resources', () => {
  const resource = (raw: string, variables = true) => readResourceRelation(raw, variables)!;

  it.each([
    ['*', 'arn:aws:s3:::b', true],
    ['arn:aws:s3:::*', '*', false],
    ['arn:*:*:*:*:*', '*', false],
    ['arn:aws:s3', 'arn:aws:s3:::b', true],
    ['arn:aws:s3:::b/*', 'arn:aws:s3:::b/x:y', true],
    ['arn:aws:s3:::b*', 'arn:aws:s3:eu-west-1::b', false],
    ['arn:aws:s3:::b/*', 'arn:aws:s3:::b/${aws:username}', true],
    ['arn:aws:s3:::b/?', 'arn:aws:s3:::b/${aws:username}', false],
  ])('%s covers %s: %s', (wide, narrow, expected) => {
    expect(coversResource(resource(wide), resource(narrow))).toBe(expected);
  });

  it('of 2008 have no variables', () => {
    expect(resource('arn:aws:s3:::${aws:username}', false).literal).toBe(true);
  });

  it('with a malformed variable match nothing', () => {
    expect(readResourceRelation('arn:aws:s3:::${', true)).toBeUndefined();
  });

  it.each([
    ['arn:aws:s3:::a*', 'arn:aws:s3:::b*', true],
    ['arn:aws:s3:::a*', 'arn:aws:s3:::*b', false],
    ['arn:aws:s3:::*', 'arn:aws:sqs:*:*:*', true],
    ['*', 'arn:aws:s3:::b', false],
  ])('%s and %s have nothing in common: %s', (a, b, expected) => {
    expect(haveNothingInCommon(resource(a), resource(b))).toBe(expected);
  });
});
