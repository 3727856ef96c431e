/**
 * A strict JSON reader (RFC 8259) that keeps positions. It differs from `JSON.parse` where a policy's meaning could be
 * bent: a key may stand once in an object, lone surrogates and deep nesting are refused, numbers keep their text.
 */

interface JsonSpan {
  /** Offsets in the text: the first unit, and the one after the last. */
  readonly start: number;
  readonly end: number;
  readonly pointer: string;
}

export interface JsonObject extends JsonSpan {
  readonly kind: 'object';
  /** In the order of the text; never two of one key. */
  readonly members: readonly JsonMember[];
}

export interface JsonMember {
  readonly key: string;
  readonly keyStart: number;
  readonly value: JsonNode;
}

export interface JsonArray extends JsonSpan {
  readonly kind: 'array';
  readonly items: readonly JsonNode[];
}

/** A string, or the text of a number or boolean as it was written. */
export interface JsonScalar extends JsonSpan {
  readonly kind: 'string' | 'number' | 'boolean' | 'null';
  readonly text: string;
}

export type JsonNode = JsonObject | JsonArray | JsonScalar;

/** No policy nests deeper than eight; more is an attack on whoever recurses over it. */
export const MAX_DEPTH = 32;

/** The text is not JSON, or not JSON that a policy may be written in. */
export class JsonSyntaxError extends Error {
  override readonly name = 'JsonSyntaxError';
  readonly code: string;
  readonly start: number;
  readonly pointer: string;

  constructor(code: string, hint: string, start: number, pointer: string) {
    super(hint);
    this.code = code;
    this.start = start;
    this.pointer = pointer;
  }
}

/** Reads a whole text as one JSON value in time linear in its length. @throws JsonSyntaxError */
export function parseJson(text: string): JsonNode {
  return new Reader(text).document();
}

const LITERALS = [
  ['true', 'boolean'],
  ['false', 'boolean'],
  ['null', 'null'],
] as const;

const NUMBER = /-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?/y;
const LONE_SURROGATE = /\p{Surrogate}/u;
const ESCAPES = new Map([
  ['"', '"'],
  ['\\', '\\'],
  ['/', '/'],
  ['b', '\b'],
  ['f', '\f'],
  ['n', '\n'],
  ['r', '\r'],
  ['t', '\t'],
]);

class Reader {
  readonly #text: string;
  #at = 0;
  /** The first thing that JSON allows and a policy does not; a text that is no JSON at all is called that first. */
  #bent: JsonSyntaxError | undefined;

  constructor(text: string) {
    this.#text = text;
  }

  document(): JsonNode {
    this.#space();
    const value = this.#value('', 1);
    this.#space();
    if (this.#at < this.#text.length) this.#fail('json-syntax', 'Nothing may follow the document.', '');
    if (this.#bent !== undefined) throw this.#bent;
    return value;
  }

  #value(pointer: string, depth: number): JsonNode {
    if (depth > MAX_DEPTH) this.#fail('json-depth', `The document nests deeper than ${MAX_DEPTH}.`, pointer);
    const start = this.#at;
    const first = this.#text[start];
    if (first === '{') return this.#object(pointer, depth);
    if (first === '[') return this.#array(pointer, depth);
    if (first === '"') return { kind: 'string', text: this.#string(pointer), start, end: this.#at, pointer };
    for (const [word, kind] of LITERALS) {
      if (!this.#text.startsWith(word, start)) continue;
      this.#at += word.length;
      return { kind, text: word, start, end: this.#at, pointer };
    }
    NUMBER.lastIndex = start;
    const number = NUMBER.exec(this.#text)?.[0];
    if (number === undefined) {
      this.#fail(
        'json-syntax',
        first === undefined ? 'The text ends too early.' : 'A value must stand here.',
        pointer,
      );
    }
    this.#at += number.length;
    return { kind: 'number', text: number, start, end: this.#at, pointer };
  }

  #object(pointer: string, depth: number): JsonObject {
    const start = this.#at++;
    const members: JsonMember[] = [];
    this.#space();
    if (this.#take('}')) return { kind: 'object', members, start, end: this.#at, pointer };
    const keys = new Set<string>();
    do {
      this.#space();
      const keyStart = this.#at;
      if (this.#text[keyStart] !== '"')
        this.#fail('json-syntax', 'A key in double quotes must stand here.', pointer);
      const key = this.#string(pointer);
      const inner = `${pointer}/${escapePointer(key)}`;
      if (keys.has(key)) {
        const hint = 'This key stands twice in one object; its meaning would be a guess.';
        this.#bent ??= new JsonSyntaxError('duplicate-key', hint, keyStart, inner);
      }
      keys.add(key);
      this.#space();
      if (!this.#take(':')) this.#fail('json-syntax', 'A colon must follow the key.', inner);
      this.#space();
      members.push({ key, keyStart, value: this.#value(inner, depth + 1) });
      this.#space();
    } while (this.#take(','));
    if (!this.#take('}')) this.#fail('json-syntax', 'A comma or a closing brace must stand here.', pointer);
    return { kind: 'object', members, start, end: this.#at, pointer };
  }

  #array(pointer: string, depth: number): JsonArray {
    const start = this.#at++;
    const items: JsonNode[] = [];
    this.#space();
    if (this.#take(']')) return { kind: 'array', items, start, end: this.#at, pointer };
    do {
      this.#space();
      items.push(this.#value(`${pointer}/${items.length}`, depth + 1));
      this.#space();
    } while (this.#take(','));
    if (!this.#take(']')) this.#fail('json-syntax', 'A comma or a closing bracket must stand here.', pointer);
    return { kind: 'array', items, start, end: this.#at, pointer };
  }

  #string(pointer: string): string {
    this.#at++;
    let value = '';
    for (;;) {
      const start = this.#at;
      while (isPlain(this.#text.charCodeAt(this.#at))) this.#at++;
      value += this.#text.slice(start, this.#at);
      const next = this.#text[this.#at];
      if (next === '"') {
        this.#at++;
        if (LONE_SURROGATE.test(value)) {
          const hint = 'A string holds half a character.';
          this.#bent ??= new JsonSyntaxError('lone-surrogate', hint, this.#at - 1, pointer);
        }
        return value;
      }
      if (next === undefined) this.#fail('json-syntax', 'The string is not closed.', pointer);
      if (next < ' ') this.#fail('json-syntax', 'A control character must be escaped in a string.', pointer);
      value += this.#escape(pointer);
    }
  }

  #escape(pointer: string): string {
    const letter = this.#text[this.#at + 1] ?? '';
    const plain = ESCAPES.get(letter);
    if (plain !== undefined) {
      this.#at += 2;
      return plain;
    }
    const digits = this.#text.slice(this.#at + 2, this.#at + 6);
    if (letter !== 'u' || !/^[0-9a-fA-F]{4}$/.test(digits)) {
      this.#fail('json-syntax', 'JSON knows no such escape.', pointer);
    }
    this.#at += 6;
    return String.fromCharCode(Number.parseInt(digits, 16));
  }

  #take(character: string): boolean {
    if (this.#text[this.#at] !== character) return false;
    this.#at++;
    return true;
  }

  #space(): void {
    for (;;) {
      const code = this.#text.charCodeAt(this.#at);
      if (code !== 0x20 && code !== 0x0a && code !== 0x0d && code !== 0x09) return;
      this.#at++;
    }
  }

  #fail(code: string, hint: string, pointer: string): never {
    throw new JsonSyntaxError(code, hint, this.#at, pointer);
  }
}

/** Neither the end of a string nor an escape nor a control character; false (NaN) at the end of the text. */
function isPlain(unit: number): boolean {
  return unit >= 0x20 && unit !== 0x22 && unit !== 0x5c;
}

/** A key as a JSON pointer spells it (RFC 6901). */
export function escapePointer(key: string): string {
  return key.replaceAll('~', '~0').replaceAll('/', '~1');
}
