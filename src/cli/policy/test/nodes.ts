/** Reading the nodes of a test file: each of the kind that is expected there, and every fault with its place. */
import { isAlias, isMap, isScalar, isSeq, LineCounter, parseDocument } from 'yaml';

export interface Place {
  readonly file: string;
  /** From 1. */
  readonly line: number;
  /** From 1. */
  readonly column: number;
}

export interface Fault {
  readonly at: Place;
  readonly message: string;
}

/** A node, or the place where one is missing. */
export interface Node {
  readonly node: unknown;
  readonly at: Place;
}

/** The members of a mapping; every one that is known can be asked for by its name. */
export interface Fields {
  readonly at: Place;
  readonly get: (name: string) => Node;
  readonly has: (name: string) => boolean;
}

export function placeText({ file, line, column }: Place): string {
  return `${file}:${line}:${column}`;
}

/** Faults beyond these tell nothing new. */
const MAXIMUM_FAULTS = 20;

/** The nodes of one file. Every scalar is text: 000000000001 is no number, and 2012-10-17 no date. */
export class Nodes {
  readonly faults: Fault[] = [];
  readonly root: Node;
  readonly #file: string;
  readonly #lines = new LineCounter();

  /** @param file its name in faults. */
  constructor(text: string, file: string) {
    this.#file = file;
    const document = parseDocument(text, {
      schema: 'failsafe',
      lineCounter: this.#lines,
      prettyErrors: false,
      strict: true,
      uniqueKeys: true,
    });
    for (const { pos, message } of [...document.errors, ...document.warnings]) {
      this.fault(this.placeAt(pos[0]), message.split('\n')[0]!);
    }
    this.root = { node: document.contents ?? undefined, at: { file, line: 1, column: 1 } };
  }

  fault(at: Place, message: string): void {
    if (this.faults.length < MAXIMUM_FAULTS) this.faults.push({ at, message });
  }

  /** Whether there is anything: a key without a value says as little as no key. */
  isThere({ node }: Node): boolean {
    return node !== undefined && node !== null && !isNull(node);
  }

  isMapping({ node }: Node): boolean {
    return isMap(node);
  }

  isList({ node }: Node): boolean {
    return isSeq(node);
  }

  /** A mapping with no members but these. */
  fields(of: Node, what: string, names: readonly string[]): Fields {
    const members = new Map<string, Node>();
    for (const { key, at, value } of this.pairs(of, what)) {
      if (names.includes(key)) members.set(key, value);
      else this.fault(at, `${what} has no member '${key}'; it has ${names.join(', ')}`);
    }
    const at = this.#place(of.node, of.at);
    return {
      at,
      get: (name) => members.get(name) ?? { node: undefined, at },
      has: (name) => members.has(name),
    };
  }

  /** The items of a list; none when it is not there. */
  items(of: Node, what: string): Node[] {
    if (!this.isThere(of)) return [];
    if (!isSeq(of.node)) {
      this.#expected(of, `${what} is a list`);
      return [];
    }
    return of.node.items.map((item) => ({ node: item ?? undefined, at: this.#place(item, of.at) }));
  }

  /** Pairs of a mapping, in order; none when it is not there. */
  pairs(of: Node, what: string): { readonly key: string; readonly at: Place; readonly value: Node }[] {
    if (!this.isThere(of)) return [];
    if (!isMap(of.node)) {
      this.#expected(of, `${what} is a mapping`);
      return [];
    }
    return of.node.items.flatMap((pair) => {
      const at = this.#place(pair.key, of.at);
      const key = this.text({ node: pair.key, at }, `each key of ${what}`);
      if (key === undefined) return [];
      return [{ key, at, value: { node: pair.value ?? undefined, at: this.#place(pair.value, at) } }];
    });
  }

  /** A text, if it is there. */
  text(of: Node, what: string): string | undefined {
    if (!this.isThere(of)) return undefined;
    if (isScalar(of.node) && typeof of.node.value === 'string') return of.node.value;
    this.#expected(of, `${what} is text`);
    return undefined;
  }

  /** A text that has to be there; an empty one, with a fault, when it is not. */
  required(of: Node, what: string): string {
    const text = this.text(of, what);
    if (text === undefined && !this.isThere(of)) this.fault(of.at, `${what} is missing`);
    return text ?? '';
  }

  /** A text or a list of texts. */
  texts(of: Node, what: string): string[] {
    if (isScalar(of.node)) return [this.text(of, what)].filter((text) => text !== undefined);
    return this.items(of, what).flatMap((item) => this.text(item, `each of ${what}`) ?? []);
  }

  oneOf<const T extends string>(of: Node, what: string, values: readonly T[]): T | undefined {
    const text = this.text(of, what);
    if (text === undefined || values.includes(text as T)) return text as T | undefined;
    this.fault(of.at, `${what} is one of ${values.join(', ')}, and not '${text}'`);
    return undefined;
  }

  boolean(of: Node, what: string): boolean | undefined {
    const text = this.oneOf(of, what, ['true', 'false']);
    return text === undefined ? undefined : text === 'true';
  }

  count(of: Node, what: string): number | undefined {
    const text = this.text(of, what);
    if (text === undefined) return undefined;
    if (!/^[0-9]{1,9}$/.test(text)) this.fault(of.at, `${what} is a whole number`);
    return Number(text);
  }

  /** A mapping of texts. */
  textByName(of: Node, what: string): Record<string, string> | undefined {
    if (!this.isThere(of)) return undefined;
    return Object.fromEntries(
      this.pairs(of, what).map(({ key, value }) => [key, this.required(value, `'${key}' of ${what}`)]),
    );
  }

  /** A mapping of texts or lists of texts; `null` for a key whose value is `null`. */
  valuesByName(of: Node, what: string): Record<string, string | string[] | null> {
    return Object.fromEntries(
      this.pairs(of, what).map(({ key, value }) => {
        if (!this.isThere(value)) return [key, null];
        if (isSeq(value.node)) return [key, this.texts(value, `'${key}' of ${what}`)];
        return [key, this.required(value, `'${key}' of ${what}`)];
      }),
    );
  }

  /** What the node says, as plain data; texts throughout. */
  plain(of: Node): unknown {
    if (isMap(of.node)) {
      return Object.fromEntries(
        this.pairs(of, 'a mapping').map(({ key, value }) => [key, this.plain(value)]),
      );
    }
    if (isSeq(of.node)) return this.items(of, 'a list').map((item) => this.plain(item));
    return this.required(of, 'each value');
  }

  /** The place of what begins at an offset of the text. */
  placeAt(offset: number): Place {
    const { line, col } = this.#lines.linePos(offset);
    return { file: this.#file, line: Math.max(1, line), column: Math.max(1, col) };
  }

  #expected(of: Node, what: string): void {
    const aliases = isAlias(of.node) ? '; anchors and aliases are not read in a test file' : '';
    this.fault(this.#place(of.node, of.at), `${what}${aliases}`);
  }

  #place(node: unknown, otherwise: Place): Place {
    const range = (node as { range?: readonly number[] | null } | null | undefined)?.range;
    return range?.[0] === undefined ? otherwise : this.placeAt(range[0]);
  }
}

/** `null`, `~` or nothing, not quoted: the failsafe schema makes texts of them. */
function isNull(node: unknown): boolean {
  return isScalar(node) && node.type === 'PLAIN' && /^(?:null|~|)$/.test(node.source ?? '');
}
