/**
 * Patterns of actions: `*`, or `prefix:name` with wildcards on both sides of the colon, without regard to case.
 */
import { type Glob, parseGlob } from './glob.ts';
import { asciiLower } from './text-case.ts';

export interface ActionPattern {
  readonly raw: string;
  /** In lower case. */
  readonly text: string;
  readonly everything: boolean;
  /** Every action that begins so is named: the pattern's one wildcard is the star at its end. */
  readonly head?: string;
  /** Without head and globs the pattern is the action, if it has a colon; without a colon it is no action's. */
  readonly globs?: { readonly prefix: Glob; readonly name: Glob };
}

const WILD = /[*?]/;

export function parseActionPattern(raw: string): ActionPattern {
  const text = asciiLower(raw);
  const colon = text.indexOf(':');
  const everything = text === '*';
  const wild = text.search(WILD);
  if (everything || colon < 0 || wild < 0) return { raw, text, everything };
  if (wild > colon && wild === text.length - 1 && text.endsWith('*')) {
    return { raw, text, everything, head: text.slice(0, -1) };
  }
  return {
    raw,
    text,
    everything,
    globs: { prefix: parseGlob(text.slice(0, colon)), name: parseGlob(text.slice(colon + 1)) },
  };
}

/** Whether the action (in lower case) is one that the pattern names. */
export function matchesAction({ everything, text, head, globs }: ActionPattern, action: string): boolean {
  if (everything) return true;
  if (head !== undefined) return action.startsWith(head);
  if (globs === undefined) return text === action && action.includes(':');
  const colon = action.indexOf(':');
  return colon >= 0 && globs.prefix.matches(action, 0, colon) && globs.name.matches(action, colon + 1);
}

/** An `Action` or `NotAction` element. */
export interface CompiledActions {
  readonly not: boolean;
  readonly patterns: readonly ActionPattern[];
}

/** Whether the element lets its statement apply to the action (in lower case). */
export function appliesToAction({ not, patterns }: CompiledActions, action: string): boolean {
  for (const pattern of patterns) if (matchesAction(pattern, action)) return !not;
  return not;
}
