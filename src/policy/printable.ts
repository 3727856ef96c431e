/**
 * Texts of policies and requests are strangers' texts: shown as they are, they could move a terminal's cursor, end a line,
 * or turn the direction of writing.
 */

/** Control and format characters, line and paragraph separators, and halves of characters. */
const UNPRINTABLE = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu;

/** The text with every character that is not seen written as its escape: one line, without effect on where it is shown. */
export function printable(text: string): string {
  return text.replace(UNPRINTABLE, escapeOf);
}

function escapeOf(character: string): string {
  const code = character.codePointAt(0)!;
  return code > 0xffff ? `\\u{${code.toString(16)}}` : `\\u${code.toString(16).padStart(4, '0')}`;
}
