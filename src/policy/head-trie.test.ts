import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Entry, HeadTrie } from './head-trie.ts';

/** All values that `find` leads to. */
function found(trie: HeadTrie, text: string): number[] {
  const values: number[] = [];
  for (let entry: Entry | undefined = trie.find(text); entry !== undefined; entry = entry.shorter) {
    values.push(...entry.values);
  }
  return values.sort((a, b) => a - b);
}

function trieOf(...wanted: readonly [kind: 'head' | 'exact', text: string][]): HeadTrie {
  const trie = new HeadTrie();
  for (const [value, [kind, text]] of wanted.entries()) {
    if (kind === 'head') trie.addHead(text, value);
    else trie.addExact(text, value);
  }
  return trie;
}

describe('beginnings', () => {
  it('are found with all shorter ones, and whole texts only as a whole', () => {
    const trie = trieOf(
      ['head', 'arn:a'],
      ['head', ''],
      ['exact', 'arn:ab'],
      ['head', 'arn:abc'],
      ['head', 'arn:a'],
    );
    expect(found(trie, 'arn:a')).toEqual([0, 1, 4]);
    expect(found(trie, 'arn:ab')).toEqual([0, 1, 2, 4]);
    expect(found(trie, 'arn:abcd')).toEqual([0, 1, 3, 4]);
    expect(found(trie, 'arn')).toEqual([1]);
    expect(found(trie, '')).toEqual([1]);
  });

  it('that a value wants twice lead to it once in an entry', () => {
    const trie = new HeadTrie();
    trie.addHead('a', 7);
    trie.addHead('a', 7);
    expect(found(trie, 'ab')).toEqual([7]);
  });

  it('may be added after asking', () => {
    const trie = trieOf(['head', 'abc']);
    expect(found(trie, 'abcd')).toEqual([0]);
    trie.addHead('ab', 1);
    trie.addExact('abcd', 2);
    expect(found(trie, 'abcd')).toEqual([0, 1, 2]);
  });

  it('are those that the text begins with', () => {
    const text = fc.string({ unit: fc.constantFrom('a', 'b', ':', '😀'), maxLength: 6 });
    const wanted = fc.array(fc.tuple(fc.constantFrom('head' as const, 'exact' as const), text), {
      maxLength: 20,
    });
    fc.assert(
      fc.property(wanted, text, (list, asked) => {
        const expected = [...list.entries()]
          .filter(([, [kind, one]]) => (kind === 'head' ? asked.startsWith(one) : asked === one))
          .map(([value]) => value);
        expect(found(trieOf(...list), asked)).toEqual(expected);
      }),
      { numRuns: 5000 },
    );
  });
});
