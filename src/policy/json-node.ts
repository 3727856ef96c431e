/** What JSON is read to: values that know where they stand. */

export interface JsonSpan {
  /** Offsets in the text: the first unit, and the one after the last. */
  readonly start: number;
  readonly end: number;
  /** Made when it is asked for: few values of few documents are ever spoken of. */
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

/** The value of a member. */
export function memberOf({ members }: JsonObject, name: string): JsonNode | undefined {
  for (const { key, value } of members) if (key === name) return value;
  return undefined;
}

/** The key or index at which a value stands in what holds it; the document itself is held by nothing. */
export type Key = string | number;

abstract class Span implements JsonSpan {
  readonly start: number;
  end: number;
  readonly #holder: Container | undefined;
  readonly #key: Key;

  constructor(start: number, holder: Container | undefined, key: Key) {
    this.start = start;
    this.end = start;
    this.#holder = holder;
    this.#key = key;
  }

  get pointer(): string {
    return pointerOf(this.#holder, this.#key);
  }
}

/** The JSON pointer to what stands, or would stand, there. */
export function pointerOf(holder: Container | undefined, key: Key): string {
  if (holder === undefined) return '';
  return `${holder.pointer}/${typeof key === 'number' ? key : escapePointer(key)}`;
}

/** So few keys are compared one by one. */
const FEW = 16;

/** An object while it is read. */
export class ObjectSpan extends Span implements JsonObject {
  readonly kind = 'object';
  readonly members: JsonMember[] = [];
  #keys: Set<string> | undefined;

  has(key: string): boolean {
    if (this.members.length <= FEW) return this.members.some((member) => member.key === key);
    this.#keys ??= new Set(this.members.map((member) => member.key));
    return this.#keys.has(key);
  }

  add(member: JsonMember): void {
    this.members.push(member);
    this.#keys?.add(member.key);
  }
}

/** A list while it is read. */
export class ArraySpan extends Span implements JsonArray {
  readonly kind = 'array';
  readonly items: JsonNode[] = [];
}

export type Container = ObjectSpan | ArraySpan;

/** Whatever holds nothing. */
export class ScalarSpan extends Span implements JsonScalar {
  kind: JsonScalar['kind'] = 'string';
  text = '';
}

/** A key as a JSON pointer spells it (RFC 6901). */
function escapePointer(key: string): string {
  return key.replaceAll('~', '~0').replaceAll('/', '~1');
}
