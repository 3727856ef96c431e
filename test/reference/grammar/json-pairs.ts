/** A JSON value whose objects are lists of pairs, so that a key that stands twice can be seen. */
export type Value =
  | { readonly type: 'object'; readonly pairs: readonly (readonly [key: string, value: Value])[] }
  | { readonly type: 'list'; readonly items: readonly Value[] }
  | { readonly type: 'string' | 'number' | 'boolean' | 'null'; readonly text: string };

const SPACE = ' \t\r\n';
const PUNCTUATION = '{}[]:,';

/** The tokens of a text that `JSON.parse` has accepted: nothing needs to be checked any more. */
function tokensOf(text: string): string[] {
  const tokens: string[] = [];
  let at = 0;
  while (at < text.length) {
    const first = text.charAt(at);
    if (SPACE.includes(first)) {
      at += 1;
      continue;
    }
    let end = at + 1;
    if (first === '"') {
      while (text[end] !== '"') end += text[end] === '\\' ? 2 : 1;
      end += 1;
    } else if (!PUNCTUATION.includes(first)) {
      while (end < text.length && !(SPACE + PUNCTUATION).includes(text.charAt(end))) end += 1;
    }
    tokens.push(text.slice(at, end));
    at = end;
  }
  return tokens;
}

/** The value that a text means; `undefined` if it is no JSON (RFC 8259, as the language itself reads it). */
export function pairsOf(text: string): Value | undefined {
  try {
    JSON.parse(text);
  } catch {
    return undefined;
  }
  return valueFrom(tokensOf(text).reverse());
}

/** Takes one value from the end of the reversed tokens. */
function valueFrom(rest: string[]): Value {
  const token = rest.pop() ?? '';
  if (token === '{') {
    const pairs: [string, Value][] = [];
    while (rest.at(-1) !== '}') {
      if (rest.at(-1) === ',') rest.pop();
      const key = JSON.parse(rest.pop() ?? '') as string;
      rest.pop(); // the colon
      pairs.push([key, valueFrom(rest)]);
    }
    rest.pop();
    return { type: 'object', pairs };
  }
  if (token === '[') {
    const items: Value[] = [];
    while (rest.at(-1) !== ']') {
      if (rest.at(-1) === ',') rest.pop();
      items.push(valueFrom(rest));
    }
    rest.pop();
    return { type: 'list', items };
  }
  if (token.startsWith('"')) return { type: 'string', text: JSON.parse(token) as string };
  if (token === 'null') return { type: 'null', text: token };
  return { type: token === 'true' || token === 'false' ? 'boolean' : 'number', text: token };
}

/** Every value in it, itself first. */
export function* everyValue(value: Value, depth = 1): Generator<readonly [value: Value, depth: number]> {
  yield [value, depth];
  const inner =
    value.type === 'object' ? value.pairs.map(([, one]) => one) : value.type === 'list' ? value.items : [];
  for (const one of inner) yield* everyValue(one, depth + 1);
}
