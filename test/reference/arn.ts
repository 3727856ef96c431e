import { type Character, charactersOf, globMatches } from './glob.ts';

/**
 * Split at the first five colons; the sixth part keeps its own (policy-language §5, "form"). Where a policy itself writes
 * the five, a colon out of a variable is no separator; where it does not, the variable's value brings them
 * (docs/decisions/policy-language.md).
 */
export function partsOfArn(characters: readonly Character[]): readonly (readonly Character[])[] {
  const written = characters.filter((character) => character.text === ':' && !character.literal).length;
  const parts: Character[][] = [[]];
  for (const character of characters) {
    const separates = character.text === ':' && (written < 5 || !character.literal);
    if (separates && parts.length < 6) parts.push([]);
    else parts[parts.length - 1]?.push(character);
  }
  return parts;
}

/** Each of the six parts as a glob against the same part of the text (policy-language §5 "match", §6.1 `ArnLike`). */
export function arnMatches(pattern: readonly (readonly Character[])[], text: string): boolean {
  const parts = partsOfArn(charactersOf(text));
  // policy-language §6.1: a value with fewer than six parts on either side matches nothing.
  if (pattern.length !== 6 || parts.length !== 6) return false;
  return pattern.every((part, at) => globMatches(part, (parts[at] ?? []).map((c) => c.text).join('')));
}
