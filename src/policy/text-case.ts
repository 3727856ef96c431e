/**
 * Letters without regard to case, by rules that no locale bends.
 */

const BEYOND_ASCII = /[^\u0000-\u007f]/;

/** Lowers A to Z and nothing else: no letter outside ASCII may become one inside it (the Kelvin sign is not a k). */
export function asciiLower(text: string): string {
  if (!BEYOND_ASCII.test(text)) return text.toLowerCase();
  return text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());
}

/**
 * The name of a condition key as a context is asked for it. Every letter is lowered, also beyond ASCII, for tag keys have
 * such letters: whoever fills a context names its keys by this function.
 */
export function lowerCaseKey(name: string): string {
  return name.toLowerCase();
}

/** U+0130 and U+0131 fold only in Turkic locales (Unicode CaseFolding.txt, status T). */
const FOLDS_TO_ITSELF = new Set(['\u0130', '\u0131']);

/** Unicode's simple case folding: one character to one character, so the length in characters never changes. */
export function foldCase(text: string): string {
  if (!BEYOND_ASCII.test(text)) return text.toLowerCase();
  let folded = '';
  for (const character of text) folded += foldCharacter(character);
  return folded;
}

function foldCharacter(character: string): string {
  if (FOLDS_TO_ITSELF.has(character)) return character;
  const upper = oneCharacter(character.toUpperCase(), character);
  return oneCharacter(upper.toLowerCase(), upper);
}

function oneCharacter(text: string, otherwise: string): string {
  return text.length === String.fromCodePoint(text.codePointAt(0)!).length ? text : otherwise;
}
