import { describe, expect, it } from 'vitest';
import { asciiLower, foldCase, lowerCaseKey } from './text-case.ts';

describe('case folding: one character to one, by no locale', () => {
  it.each([
    ['Straße', 'straße'],
    // Letters that share a capital.
    ['ſ', 's'],
    ['ς', 'σ'],
    ['Σ', 'σ'],
    ['ϐ', 'β'],
    ['µ', 'μ'],
    ['\u212a', 'k'],
    ['Å', 'å'],
    ['Ÿ', 'ÿ'],
    ['ẞ', 'ß'],
    // Capitals of two characters are no simple folding.
    ['ŉ', 'ŉ'],
    ['ﬁ', 'ﬁ'],
    // Letters of two code units are one character.
    ['𐐀', '𐐨'],
    // Turkic letters fold to themselves.
    ['İ', 'İ'],
    ['ı', 'ı'],
    ['I', 'i'],
    ['É', 'é'],
  ])('%s folds to %s', (text, folded) => {
    expect(foldCase(text)).toBe(folded);
    expect(foldCase(folded)).toBe(folded);
  });

  it('beside letters that need it, ASCII is folded, too', () => {
    expect(foldCase('ABC-ÉÈ-xyz')).toBe('abc-éè-xyz');
  });
});

describe('ASCII in lower case', () => {
  it.each([
    ['S3:GetObject', 's3:getobject'],
    ['S3:GetÉ', 's3:getÉ'],
    // The Kelvin sign is not a k.
    ['\u212aMS', '\u212ams'],
    ['ABCé DEF', 'abcé def'],
  ])('%s is %s', (text, lower) => {
    expect(asciiLower(text)).toBe(lower);
  });
});

describe('the name of a condition key', () => {
  it('is lowered beyond ASCII, too', () => {
    expect(lowerCaseKey('aws:PrincipalTag/ÄREA')).toBe('aws:principaltag/ärea');
  });
});
