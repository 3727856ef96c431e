import { serializationException } from './refusals.ts';

/** A JSON value. Objects are Maps: keys come from outside. */
export type JsonValue =
  | string
  | number
  | boolean
  | null
  | readonly JsonValue[]
  | ReadonlyMap<string, JsonValue>;

const MAX_DEPTH = 32;

/**
 * Reads one JSON text (RFC 8259), strictly: a key given twice in one object, nesting deeper than 32, a lone surrogate
 * or anything after the value is refused, where `JSON.parse` takes the last key and says nothing.
 *
 * @throws AwsError `SerializationException` 400
 */
export function parseStrictJson(text: string): JsonValue {
  const reader = new JsonReader(text);
  const value = reader.value(0);
  reader.end();
  return value;
}

// Sticky expressions read one token at a position; none of them can backtrack over more than it has read.
const SPACE = /[ \t\n\r]*/y;
const NUMBER = /-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?/y;
const STRING = /"(?:[^"\\\u0000-\u001F]|\\(?:["\\/bfnrt]|u[0-9A-Fa-f]{4}))*"/y;
const WORD = /true|false|null/y;
const WORDS: Readonly<Record<string, boolean | null>> = { true: true, false: false, null: null };

class JsonReader {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  value(depth: number): JsonValue {
    if (depth > MAX_DEPTH)
      throw serializationException(`The JSON is nested deeper than ${MAX_DEPTH} levels.`);
    this.#token(SPACE);
    switch (this.#text[this.#at]) {
      case '{':
        return this.#object(depth);
      case '[':
        return this.#array(depth);
      case '"':
        return this.#string();
      case 't':
      case 'f':
      case 'n':
        return WORDS[this.#token(WORD)] as boolean | null;
      default:
        return Number(this.#token(NUMBER));
    }
  }

  end(): void {
    this.#token(SPACE);
    if (this.#at < this.#text.length) throw this.#unexpected();
  }

  #object(depth: number): ReadonlyMap<string, JsonValue> {
    const members = new Map<string, JsonValue>();
    this.#at += 1;
    if (this.#take('}')) return members;
    do {
      this.#token(SPACE);
      const key = this.#string();
      if (members.has(key)) throw serializationException(`The key ${key} is given more than once.`);
      if (!this.#take(':')) throw this.#unexpected();
      members.set(key, this.value(depth + 1));
    } while (this.#take(','));
    if (!this.#take('}')) throw this.#unexpected();
    return members;
  }

  #array(depth: number): readonly JsonValue[] {
    const items: JsonValue[] = [];
    this.#at += 1;
    if (this.#take(']')) return items;
    do items.push(this.value(depth + 1));
    while (this.#take(','));
    if (!this.#take(']')) throw this.#unexpected();
    return items;
  }

  #string(): string {
    const text = JSON.parse(this.#token(STRING)) as string;
    if (/\p{Surrogate}/u.test(text)) throw serializationException('The JSON contains a lone surrogate.');
    return text;
  }

  /** Skips blanks and the character, if it comes next. */
  #take(character: string): boolean {
    this.#token(SPACE);
    if (this.#text[this.#at] !== character) return false;
    this.#at += 1;
    return true;
  }

  #token(kind: RegExp): string {
    kind.lastIndex = this.#at;
    const found = kind.exec(this.#text);
    if (found === null) throw this.#unexpected();
    this.#at = kind.lastIndex;
    return found[0];
  }

  #unexpected(): Error {
    return serializationException(`The JSON is not valid at character ${this.#at}.`);
  }
}
