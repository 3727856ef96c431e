import { matchesResource, parseResourcePattern, type ResourcePattern } from './arn-pattern.ts';
import type { PatternElement } from './document.ts';
import { type Entry, HeadTrie } from './head-trie.ts';
import type { RequestContext } from './model.ts';

/** So few patterns are asked one by one. */
const FEW = 8;

/** A `Resource` or `NotResource` element. */
export class CompiledResources {
  readonly not: boolean;
  /** Whether `*` is listed. */
  readonly everything: boolean;
  /** Patterns that one text matches. */
  readonly exact: ReadonlySet<string>;
  /** The others. */
  readonly open: readonly ResourcePattern[];
  #byHead: HeadTrie | undefined;

  constructor(element: PatternElement, variables: boolean) {
    const exact = new Set<string>();
    const open: ResourcePattern[] = [];
    let everything = false;
    for (const raw of element.patterns) {
      const pattern = parseResourcePattern(raw, variables);
      if (pattern.everything) everything = true;
      else if (pattern.exact !== undefined) exact.add(pattern.exact);
      else open.push(pattern);
    }
    this.not = element.not;
    this.everything = everything;
    this.exact = exact;
    this.open = open;
  }

  /** Whether a listed pattern matches the resource, be the element `Resource` or `NotResource`. */
  lists(resource: string, context: RequestContext): boolean {
    if (this.everything || (this.exact.size > 0 && this.exact.has(resource))) return true;
    if (this.open.length > FEW) return this.#someOfMany(resource, context);
    for (const pattern of this.open) if (matchesResource(pattern, resource, context)) return true;
    return false;
  }

  #someOfMany(resource: string, context: RequestContext): boolean {
    this.#byHead ??= byHead(this.open);
    let entry: Entry | undefined = this.#byHead.find(resource);
    for (; entry !== undefined; entry = entry.shorter) {
      for (const place of entry.values) {
        if (matchesResource(this.open[place]!, resource, context)) return true;
      }
    }
    return false;
  }
}

function byHead(patterns: readonly ResourcePattern[]): HeadTrie {
  const trie = new HeadTrie();
  for (const [place, { head }] of patterns.entries()) trie.addHead(head, place);
  return trie;
}
