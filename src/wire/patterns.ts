/**
 * Patterns of the API models are Java's and are meant for the whole value. What they use is JavaScript's too, with the
 * same meaning, if read right:
 *
 * - `\w` and `\d` are ASCII, also under the `u` flag; never combined with `i`, under which U+212A would match `k`.
 * - `\p{L}` needs the `u` flag; only such patterns get it, since it forbids escapes that the others contain (`\:`).
 * - `\u10000-\u10FFFF` reads as U+1000, `0`…U+10FF, `F`, `F` in Java and here alike, so characters beyond U+FFFF do not
 *   match (recorded from STS: a RoleArn of such characters violates the pattern).
 * - `$` without the `m` flag is the end of the value, not the place before a final newline.
 */
function compile(pattern: string): RegExp {
  return new RegExp(`^(?:${pattern})$`, pattern.includes('\\p{') ? 'u' : '');
}

const compiled = new Map<string, RegExp>();

/** Whether the whole value matches a pattern of the API model. Patterns are compiled once. */
export function matchesPattern(pattern: string, value: string): boolean {
  let expression = compiled.get(pattern);
  if (expression === undefined) {
    expression = compile(pattern);
    compiled.set(pattern, expression);
  }
  return expression.test(value);
}
