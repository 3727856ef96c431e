/**
 * A strict JSON reader (RFC 8259) that keeps positions. It differs from `JSON.parse` where a policy's meaning could be
 * bent: a key may stand once in an object, lone surrogates and deep nesting are refused, numbers keep their text.
 */

import {
  ArraySpan,
  type Container,
  type JsonArray,
  type JsonNode,
  type JsonObject,
  type JsonScalar,
  type JsonSpan,
  type Key,
  ObjectSpan,
  pointerOf,
  ScalarSpan,
} from './json-node.ts';

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
/** Without any of these in a text no string of it can hold half a character. */
const SURROGATE_OR_ESCAPED = /[\ud800-\udfff]|\\u/;
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

type Place = Pick<JsonSpan, 'pointer'>;

class Reader {
  readonly #text: string;
  #at = 0;
  readonly #mayHalve: boolean;
  /** The first thing that JSON allows and a policy does not; a text that is no JSON at all is called that first. */
  #bent: JsonSyntaxError | undefined;

  constructor(text: string) {
    this.#text = text;
    this.#mayHalve = SURROGATE_OR_ESCAPED.test(text);
  }

  document(): JsonNode {
    this.#space();
    const value = this.#value(undefined, '', 1);
    this.#space();
    if (this.#at < this.#text.length) this.#fail('json-syntax', 'Nothing may follow the document.', value);
    if (this.#bent !== undefined) throw this.#bent;
    return value;
  }

  #value(holder: Container | undefined, key: Key, depth: number): JsonNode {
    if (depth > MAX_DEPTH) {
      const place = { pointer: pointerOf(holder, key) };
      this.#fail('json-depth', `The document nests deeper than ${MAX_DEPTH}.`, place);
    }
    const first = this.#text[this.#at];
    if (first === '{') return this.#object(new ObjectSpan(this.#at, holder, key), depth);
    if (first === '[') return this.#array(new ArraySpan(this.#at, holder, key), depth);
    return this.#scalar(new ScalarSpan(this.#at, holder, key), first);
  }

  #object(object: ObjectSpan, depth: number): JsonObject {
    this.#at++;
    this.#space();
    if (!this.#take('}')) {
      do {
        this.#space();
        this.#member(object, depth);
        this.#space();
      } while (this.#take(','));
      if (!this.#take('}')) this.#fail('json-syntax', 'A comma or a closing brace must stand here.', object);
    }
    object.end = this.#at;
    return object;
  }

  #member(object: ObjectSpan, depth: number): void {
    const keyStart = this.#at;
    if (this.#text[keyStart] !== '"')
      this.#fail('json-syntax', 'A key in double quotes must stand here.', object);
    const key = this.#string(object);
    if (object.has(key)) {
      const hint = 'This key stands twice in one object; its meaning would be a guess.';
      this.#bent ??= new JsonSyntaxError('duplicate-key', hint, keyStart, pointerOf(object, key));
    }
    this.#space();
    if (!this.#take(':')) {
      this.#fail('json-syntax', 'A colon must follow the key.', { pointer: pointerOf(object, key) });
    }
    this.#space();
    object.add({ key, keyStart, value: this.#value(object, key, depth + 1) });
  }

  #array(array: ArraySpan, depth: number): JsonArray {
    this.#at++;
    this.#space();
    if (!this.#take(']')) {
      do {
        this.#space();
        array.items.push(this.#value(array, array.items.length, depth + 1));
        this.#space();
      } while (this.#take(','));
      if (!this.#take(']')) this.#fail('json-syntax', 'A comma or a closing bracket must stand here.', array);
    }
    array.end = this.#at;
    return array;
  }

  #scalar(scalar: ScalarSpan, first: string | undefined): JsonScalar {
    if (first === '"') scalar.text = this.#string(scalar);
    else this.#word(scalar, first);
    scalar.end = this.#at;
    return scalar;
  }

  #word(scalar: ScalarSpan, first: string | undefined): void {
    const literal = LITERALS.find(([word]) => this.#text.startsWith(word, this.#at));
    NUMBER.lastIndex = this.#at;
    const [word, kind] = literal ?? [NUMBER.exec(this.#text)?.[0], 'number'];
    if (word === undefined) {
      const hint = first === undefined ? 'The text ends too early.' : 'A value must stand here.';
      this.#fail('json-syntax', hint, scalar);
    }
    this.#at += word.length;
    scalar.kind = kind;
    scalar.text = word;
  }

  /** @param place what to name if it is no string */
  #string(place: Place): string {
    this.#at++;
    let value = '';
    for (;;) {
      const start = this.#at;
      while (isPlain(this.#text.charCodeAt(this.#at))) this.#at++;
      value += this.#text.slice(start, this.#at);
      const next = this.#text[this.#at];
      if (next === '"') {
        this.#at++;
        if (this.#mayHalve && LONE_SURROGATE.test(value)) {
          const hint = 'A string holds half a character.';
          this.#bent ??= new JsonSyntaxError('lone-surrogate', hint, this.#at - 1, place.pointer);
        }
        return value;
      }
      if (next === undefined) this.#fail('json-syntax', 'The string is not closed.', place);
      if (next < ' ') this.#fail('json-syntax', 'A control character must be escaped in a string.', place);
      value += this.#escape(place);
    }
  }

  #escape(place: Place): string {
    const letter = this.#text[this.#at + 1] ?? '';
    const plain = ESCAPES.get(letter);
    if (plain !== undefined) {
      this.#at += 2;
      return plain;
    }
    const digits = this.#text.slice(this.#at + 2, this.#at + 6);
    if (letter !== 'u' || !/^[0-9a-fA-F]{4}$/.test(digits)) {
      this.#fail('json-syntax', 'JSON knows no such escape.', place);
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

  #fail(code: string, hint: string, { pointer }: Place): never {
    throw new JsonSyntaxError(code, hint, this.#at, pointer);
  }
}

/** Neither the end of a string nor an escape nor a control character; false (NaN) at the end of the text. */
function isPlain(unit: number): boolean {
  return unit >= 0x20 && unit !== 0x22 && unit !== 0x5c;
}
