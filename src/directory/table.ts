/**
 * A persistent table: entities by id, with unique and ordered indexes. Copies are cheap (B+ trees that share their
 * nodes until written), so each state of an account is a value that readers keep while a writer makes the next one.
 */
import { createRequire } from 'node:module';

// The package is CommonJS with a `default` property: what `import` makes of that differs between Node and bundlers.
const { default: BTree } = createRequire(import.meta.url)('sorted-btree') as typeof import('sorted-btree');
type Tree<V> = InstanceType<typeof BTree<string, V>>;

/** Keys under which an index lists an entity; keys are unique within an index. */
export type IndexKeys<E> = (entity: E) => readonly string[];

export interface TableShape<E> {
  /** Names the table in store keys: `user`, `role` … */
  readonly kind: string;
  readonly indexes: Readonly<Record<string, IndexKeys<E>>>;
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** How often any table was written. */
let writes = 0;

/** Reading side of a table. */
export interface TableView<E> {
  /** Tables of one kind and account with the same number hold the same: each write has a number of its own. */
  readonly version: number;
  readonly size: number;
  get(id: string): E | undefined;
  /** The entity under exactly this key of an index. */
  find(index: string, key: string): E | undefined;
  /** Entities of an index in key order whose key is at least `from`, with their keys. */
  scan(index: string, from?: string): IterableIterator<[key: string, entity: E]>;
  /** Entities whose key in the index starts with the prefix, in key order. */
  withPrefix(index: string, prefix: string): IterableIterator<E>;
  values(): IterableIterator<E>;
}

export class Table<E extends { readonly id: string }> implements TableView<E> {
  readonly shape: TableShape<E>;
  private readonly byId: Tree<E>;
  private readonly trees: ReadonlyMap<string, Tree<E>>;
  private lastWrite: number;

  private constructor(
    shape: TableShape<E>,
    byId: Tree<E>,
    trees: ReadonlyMap<string, Tree<E>>,
    lastWrite: number,
  ) {
    this.shape = shape;
    this.byId = byId;
    this.trees = trees;
    this.lastWrite = lastWrite;
  }

  static empty<E extends { readonly id: string }>(shape: TableShape<E>): Table<E> {
    const names = Object.keys(shape.indexes);
    return new Table(
      shape,
      new BTree<string, E>(undefined, compare),
      new Map(names.map((name) => [name, new BTree<string, E>(undefined, compare)])),
      0,
    );
  }

  /** A copy that can be written without the original seeing it. */
  clone(): Table<E> {
    return new Table(
      this.shape,
      this.byId.clone(),
      new Map([...this.trees].map(([name, tree]) => [name, tree.clone()])),
      this.lastWrite,
    );
  }

  get version(): number {
    return this.lastWrite;
  }

  get size(): number {
    return this.byId.size;
  }

  get(id: string): E | undefined {
    return this.byId.get(id);
  }

  find(index: string, key: string): E | undefined {
    return this.tree(index).get(key);
  }

  scan(index: string, from?: string): IterableIterator<[string, E]> {
    return this.tree(index).entries(from);
  }

  *withPrefix(index: string, prefix: string): IterableIterator<E> {
    for (const [key, entity] of this.tree(index).entries(prefix)) {
      if (!key.startsWith(prefix)) return;
      yield entity;
    }
  }

  values(): IterableIterator<E> {
    return this.byId.values();
  }

  put(entity: E): void {
    this.lastWrite = ++writes;
    const before = this.byId.get(entity.id);
    this.byId.set(entity.id, entity);
    for (const [name, keysOf] of Object.entries(this.shape.indexes)) {
      const tree = this.tree(name);
      const keys = keysOf(entity);
      if (before !== undefined) for (const key of keysOf(before)) if (!keys.includes(key)) tree.delete(key);
      for (const key of keys) tree.set(key, entity);
    }
  }

  delete(id: string): void {
    const before = this.byId.get(id);
    if (before === undefined) return;
    this.lastWrite = ++writes;
    this.byId.delete(id);
    for (const [name, keysOf] of Object.entries(this.shape.indexes)) {
      for (const key of keysOf(before)) this.tree(name).delete(key);
    }
  }

  private tree(index: string): Tree<E> {
    const tree = this.trees.get(index);
    if (tree === undefined) throw new Error(`table ${this.shape.kind} has no index ${index}`);
    return tree;
  }
}
