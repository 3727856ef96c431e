/**
 * Patterns of actions: `*`, or `prefix:name` with wildcards on both sides of the colon, without regard to case.
 */
import { type Glob, matchGlob, parseGlob } from './glob.ts';
import { isLiteral } from './template.ts';
import { asciiLower } from './text-case.ts';

export interface ActionPattern {
  readonly raw: string;
  /** In lower case. */
  readonly text: string;
  readonly everything: boolean;
  /** Without wildcards: the pattern is the action. */
  readonly literal: boolean;
  readonly prefix: Glob;
  readonly name: Glob;
}

export function parseActionPattern(raw: string): ActionPattern {
  const text = asciiLower(raw);
  const colon = text.indexOf(':');
  const prefix = parseGlob(colon < 0 ? text : text.slice(0, colon));
  const name = parseGlob(colon < 0 ? '' : text.slice(colon + 1));
  const literal = colon >= 0 && isLiteral(prefix) && isLiteral(name);
  return { raw, text, everything: text === '*', literal, prefix, name };
}

/** Whether the action (in lower case) is one that the pattern names. */
export function matchesAction(pattern: ActionPattern, action: string): boolean {
  if (pattern.everything) return true;
  if (pattern.literal) return pattern.text === action;
  const colon = action.indexOf(':');
  if (colon < 0) return false;
  return matchGlob(pattern.prefix, action, 0, colon) && matchGlob(pattern.name, action, colon + 1);
}
