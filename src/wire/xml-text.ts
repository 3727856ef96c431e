/** What XML 1.0 cannot carry, not even as a reference: most control characters, U+FFFE, U+FFFF, lone surrogates. */
const FORBIDDEN =
  /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]|[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/;
const ALL_FORBIDDEN = new RegExp(FORBIDDEN, 'g');

/** Whether every character of the text exists in XML 1.0. Inputs that fail this are refused. */
export function isXmlText(text: string): boolean {
  return !FORBIDDEN.test(text);
}

/** Stands in XML as it is: most texts do, and one look tells. */
const PLAIN = /^[\t\n !#-%'-;=?-~]*$/;
const SPECIAL = /[&<>"\r]/;
const REFERENCES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  // A bare carriage return would reach the reader as a line feed.
  '\r': '&#xD;',
};

/**
 * Text as XML character data. What XML cannot carry becomes U+FFFD: stored text has none of it (`isXmlText`), but an
 * error message may repeat what a caller sent.
 */
export function escapeXml(text: string): string {
  if (PLAIN.test(text)) return text;
  const clean = FORBIDDEN.test(text) ? text.replace(ALL_FORBIDDEN, '\uFFFD') : text;
  return SPECIAL.test(clean)
    ? clean.replace(/[&<>"\r]/g, (character) => REFERENCES[character] as string)
    : clean;
}
