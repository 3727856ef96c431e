/** Reading the nodes of a seed: each of the kind that is expected there, and every fault with its place. */
import { type Document, isAlias, isMap, isScalar, isSeq, LineCounter, parseDocument } from 'yaml';
import { type Place, type Placed, placeText, type SeedTag } from './seed.ts';

/** The members of a mapping; every one that is known was asked for by its name. */
export interface Fields {
  readonly at: Place;
  readonly get: (name: string) => Node;
}

/** A node, or the place where one is missing. */
interface Node {
  readonly node: unknown;
  readonly at: Place;
}

const START: Place = { line: 1, column: 1 };
/** Faults beyond these tell nothing new. */
const MAXIMUM_FAULTS = 20;

export class SeedNodes {
  readonly faults: string[] = [];
  readonly root: Node;
  private readonly fileName: string;
  private readonly lines = new LineCounter();

  constructor(text: string, fileName: string) {
    this.fileName = fileName;
    // Every scalar is text: 000000000001 is no number, and 2012-10-17 no date.
    const document: Document = parseDocument(text, {
      schema: 'failsafe',
      lineCounter: this.lines,
      prettyErrors: false,
      strict: true,
      uniqueKeys: true,
    });
    for (const { pos, message } of [...document.errors, ...document.warnings]) {
      this.fault(this.placeOf(pos[0]), message);
    }
    this.root = { node: document.contents, at: START };
  }

  fault(at: Place, message: string): void {
    if (this.faults.length < MAXIMUM_FAULTS) this.faults.push(`${placeText(this.fileName, at)}: ${message}`);
  }

  /** A mapping with no members but these. */
  fields({ node, at }: Node, what: string, names: readonly string[]): Fields {
    const members = new Map<string, Node>();
    const place = this.place(node, at);
    for (const { key, value } of this.pairs({ node, at }, what)) {
      if (names.includes(key.value)) members.set(key.value, value);
      else {
        this.fault(key.at, `${what} has no member '${key.value}'; it has ${names.join(', ')}`);
      }
    }
    return { at: place, get: (name) => members.get(name) ?? { node: undefined, at: place } };
  }

  /** The items of a list; none when it is not there. */
  items({ node, at }: Node, what: string): Node[] {
    if (node === undefined || node === null) return [];
    if (!isSeq(node)) {
      this.expected({ node, at }, `${what} is a list`);
      return [];
    }
    return node.items.map((item) => ({ node: item, at: this.place(item, at) }));
  }

  /** A text, if it is there. */
  text({ node, at }: Node, what: string): Placed<string> | undefined {
    if (node === undefined) return undefined;
    if (isScalar(node) && typeof node.value === 'string') {
      return { value: node.value, at: this.place(node, at) };
    }
    this.expected({ node, at }, `${what} is text`);
    return undefined;
  }

  /** A text that has to be there; an empty one, with a fault, when it is not. */
  required(node: Node, what: string): Placed<string> {
    const text = this.text(node, what);
    if (text !== undefined) return text;
    if (node.node === undefined) this.fault(node.at, `${what} is missing`);
    return { value: '', at: node.at };
  }

  texts(node: Node, what: string): Placed<string>[] {
    return this.items(node, what).flatMap((item) => this.text(item, `each of ${what}`) ?? []);
  }

  boolean(node: Node, what: string): boolean {
    const text = this.text(node, what);
    if (text === undefined || text.value === 'false') return false;
    if (text.value !== 'true') this.fault(text.at, `${what} is true or false`);
    return true;
  }

  count(node: Node, what: string): number | undefined {
    const text = this.text(node, what);
    if (text === undefined) return undefined;
    if (!/^[0-9]{1,9}$/.test(text.value)) this.fault(text.at, `${what} is a whole number`);
    return Number(text.value);
  }

  tags(node: Node): SeedTag[] {
    return this.pairs(node, 'tags').flatMap(({ key, value }) => {
      const text = this.text(value, `the value of tag '${key.value}'`);
      return text === undefined ? [] : [{ Key: key.value, Value: text.value }];
    });
  }

  /** Pairs of a mapping, in order; none when it is not there. */
  pairs({ node, at }: Node, what: string): { readonly key: Placed<string>; readonly value: Node }[] {
    if (node === undefined || node === null) return [];
    if (!isMap(node)) {
      this.expected({ node, at }, `${what} is a mapping`);
      return [];
    }
    return node.items.flatMap((pair) => {
      const key = this.text({ node: pair.key, at }, `each key of ${what}`);
      if (key === undefined) return [];
      return [{ key, value: { node: pair.value ?? undefined, at: this.place(pair.value, key.at) } }];
    });
  }

  /** A policy document: JSON text, or the same as YAML. */
  document(node: Node, what: string): Placed<string> {
    if (isScalar(node.node) || node.node === undefined) return this.required(node, what);
    return { value: JSON.stringify(this.plain(node)), at: this.place(node.node, node.at) };
  }

  private plain({ node, at }: Node): unknown {
    if (isMap(node)) {
      const members: Record<string, unknown> = Object.create(null);
      for (const { key, value } of this.pairs({ node, at }, 'a mapping'))
        members[key.value] = this.plain(value);
      return members;
    }
    if (isSeq(node)) return this.items({ node, at }, 'a list').map((item) => this.plain(item));
    return this.text({ node: node ?? undefined, at }, 'each value')?.value ?? '';
  }

  private expected({ node, at }: Node, what: string): void {
    const aliases = isAlias(node) ? '; anchors and aliases are not read in a seed' : '';
    this.fault(this.place(node, at), `${what}${aliases}`);
  }

  private place(node: unknown, otherwise: Place): Place {
    const range = (node as { range?: readonly number[] | null } | null | undefined)?.range;
    return range?.[0] === undefined ? otherwise : this.placeOf(range[0]);
  }

  private placeOf(offset: number): Place {
    const { line, col } = this.lines.linePos(offset);
    return { line: Math.max(1, line), column: Math.max(1, col) };
  }
}
