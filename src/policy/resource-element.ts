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
  readonly exact: readonly string[];
  /** The others. */
  readonly open: readonly ResourcePattern[];
  #exactTexts: ReadonlySet<string> | undefined;
  #byHead: HeadTrie | undefined;

  constructor(element: PatternElement, variables: boolean) {
    const exact: string[] = [];
    const open: ResourcePattern[] = [];
    let everything = false;
    for (const raw of element.patterns) {
      const pattern = parseResourcePattern(raw, variables);
      if (pattern.everything) everything = true;
      else if (pattern.exact !== undefined) exact.push(pattern.exact);
      else open.push(pattern);
    }
    this.not = element.not;
    this.everything = everything;
    // Lists that grew have room to grow; these are kept for as long as the document.
    this.exact = exact.slice();
    this.open = open.slice();
  }

  /** Whether a listed pattern matches the resource, be the element `Resource` or `NotResource`. */
  lists(resource: string, context: RequestContext): boolean {
    if (this.everything || this.#names(resource)) return true;
    if (this.open.length > FEW) return this.#someOfMany(resource, context);
    for (const pattern of this.open) if (matchesResource(pattern, resource, context)) return true;
    return false;
  }

  #names(resource: string): boolean {
    if (this.exact.length <= FEW) return this.exact.includes(resource);
    this.#exactTexts ??= new Set(this.exact);
    return this.#exactTexts.has(resource);
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
