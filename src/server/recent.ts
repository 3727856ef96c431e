/**
 * A bounded memory of what was used lately. Two generations: what is used goes to the young one; when that is full it
 * becomes the old one, and what was old and not used since is forgotten. It takes no room before it holds anything, and
 * a use costs one lookup or two.
 */
export class Recent<K, V> {
  private readonly perGeneration: number;
  private young = new Map<K, V>();
  private old = new Map<K, V>();

  /** @param bound the most that is kept; of what was used last, at least half of that is. */
  constructor(bound: number) {
    this.perGeneration = Math.max(1, Math.floor(bound / 2));
  }

  get size(): number {
    return this.young.size + this.old.size;
  }

  get(key: K): V | undefined {
    const young = this.young.get(key);
    if (young !== undefined) return young;
    const old = this.old.get(key);
    if (old === undefined) return undefined;
    this.old.delete(key);
    this.set(key, old);
    return old;
  }

  set(key: K, value: V): void {
    if (this.young.size >= this.perGeneration && !this.young.has(key)) {
      this.old = this.young;
      this.young = new Map();
    }
    this.old.delete(key);
    this.young.set(key, value);
  }

  clear(): void {
    this.young = new Map();
    this.old = new Map();
  }
}
