import type { RequestContext } from '../../src/policy/index.ts';
import { type Character, charactersOf } from './glob.ts';

/**
 * A policy value with its variables replaced (policy-language §6.4), or `undefined` if one of them has no value: then the
 * value that it stands in matches nothing.
 */
export function substitute(text: string, context: RequestContext): readonly Character[] | undefined {
  const result: Character[] = [];
  let rest = text;
  while (rest.length > 0) {
    const start = rest.indexOf('${');
    if (start < 0) return [...result, ...charactersOf(rest)];
    result.push(...charactersOf(rest.slice(0, start)));
    let end = rest.indexOf('}', start);
    const opening = rest.indexOf(", '", start);
    // A default ends at its quote; a brace before it is text (docs/decisions/policy-language.md).
    if (opening >= 0 && opening < end) {
      const closing = rest.indexOf("'", opening + 3);
      end = rest[closing + 1] === '}' ? closing + 1 : -1;
    }
    if (end < 0) return undefined; // §6.4 "malformed": no closing brace
    const value = variableValue(rest.slice(start + 2, end), context);
    if (value === undefined) return undefined;
    // §6.4 "substituted text": `*`, `?`, `$` and `${` inside it have no meaning.
    result.push(...charactersOf(value, true));
    rest = rest.slice(end + 1);
  }
  return result;
}

function variableValue(inside: string, context: RequestContext): string | undefined {
  // §6.4: `${*}`, `${?}`, `${$}` are the literal characters.
  if (inside === '*' || inside === '?' || inside === '$') return inside;
  const comma = inside.indexOf(", '");
  const key = comma < 0 ? inside : inside.slice(0, comma);
  // §6.4 "malformed": `${}` and `${ aws:username }` match nothing.
  if (key === '' || key.startsWith(' ') || key.endsWith(' ')) return undefined;
  // §6.4: no nesting.
  if (key.includes('${')) return undefined;
  const quoted = comma < 0 ? undefined : inside.slice(comma + 3);
  // §6.4 "default": one closing quote, and none inside since there is no escape.
  if (quoted !== undefined && (quoted === '' || quoted.indexOf("'") !== quoted.length - 1)) return undefined;
  const value = context.get(key.toLowerCase());
  // §6.4 "which keys": a multivalued key is unusable, as if it had no value.
  if (typeof value === 'string') return value;
  // §6.4 "default": used when the key is missing.
  return quoted?.slice(0, -1);
}
