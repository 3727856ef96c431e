import { describe, expect, it } from 'vitest';
import { decodeBase64Text } from './base64.ts';

describe('texts of base64', () => {
  it.each([
    ['', ''],
    ['YQ==', 'a'],
    ['YWI=', 'ab'],
    ['YWJj', 'abc'],
    // Bits left over carry nothing.
    ['YR==', 'a'],
    ['w6k=', 'é'],
    // A byte order mark is a character like others.
    ['77u/YQ==', '\ufeffa'],
  ])('%j spells %j', (encoded, text) => {
    expect(decodeBase64Text(encoded)).toBe(text);
  });

  it.each(['YQ', 'YQ=', 'YQ===', '=', 'Y===', 'YQ==YQ==', 'YW-_', ' YQ==', 'YQ==\n', '/w==', '7aCA'])(
    '%j spells none',
    (encoded) => {
      expect(decodeBase64Text(encoded)).toBeUndefined();
    },
  );
});
