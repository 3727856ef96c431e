/** One character of a policy value. A literal one is never a wildcard: it came from `${*}` or out of a variable. */
export interface Character {
  readonly text: string;
  readonly literal: boolean;
}

/** The characters of a text as a policy writes them, where `*` and `?` are wildcards wherever wildcards work. */
export function charactersOf(text: string, literal = false): readonly Character[] {
  const characters: Character[] = [];
  for (const character of text) characters.push({ text: character, literal });
  return characters;
}

export function textOf(characters: readonly Character[]): string {
  return characters.map((character) => character.text).join('');
}

/**
 * Does the pattern cover the whole text? policy-language §4: `*` is any run (of none, too), `?` exactly one character.
 * `covers[t]` tells of the pattern read so far whether it covers the first `t` characters.
 */
export function globMatches(pattern: readonly Character[], text: string): boolean {
  const characters = Array.from(text);
  let covers = characters.map(() => false);
  covers.unshift(true);
  for (const { text: symbol, literal } of pattern) {
    const next = covers.map(() => false);
    const anyRun = symbol === '*' && !literal;
    const anyOne = symbol === '?' && !literal;
    for (let t = 0; t <= characters.length; t += 1) {
      if (anyRun) {
        next[t] = covers[t] === true || (t > 0 && next[t - 1] === true);
      } else if (t > 0) {
        next[t] = covers[t - 1] === true && (anyOne || symbol === characters[t - 1]);
      }
    }
    covers = next;
  }
  return covers[characters.length] === true;
}

/** For the names in which case does not count: actions and truth values, which are ASCII. */
export function withoutCase(text: string): string {
  return text.toLowerCase();
}
