/**
 * Patterns of ARNs. An ARN is split at its first five colons, and each of its six parts is matched on its own: a
 * wildcard never crosses one of the five separators, and inside the sixth part it crosses everything.
 */
import { Glob, MATCH_ALL, parseGlob, type WildText } from './glob.ts';
import type { RequestContext } from './model.ts';
import {
  constantGlob,
  parseTemplate,
  resolveGlob,
  resolveWildText,
  splitTemplate,
  type Template,
} from './template.ts';

/** Offset behind the n-th colon of a text (n from 1), or -1. */
function behindColon(text: string, n: number): number {
  let at = 0;
  for (let i = 0; i < n; i++) {
    at = text.indexOf(':', at) + 1;
    if (at === 0) return -1;
  }
  return at;
}

/** Whether a text can be split into six parts. */
export function isArnShaped(text: string): boolean {
  return behindColon(text, 5) >= 0;
}

/** Matches `text` from its beginning, part by part, against the globs of parts that colons end; then the rest. */
function matchParts(parts: readonly Glob[], rest: Glob, text: string): boolean {
  let from = 0;
  for (const part of parts) {
    const to = text.indexOf(':', from);
    if (to < 0 || !part.matches(text, from, to)) return false;
    from = to + 1;
  }
  return rest.matches(text, from, text.length);
}

/** A `Resource` or `NotResource` pattern. */
export interface ResourcePattern {
  readonly raw: string;
  /** `*`, which alone matches also "no resource". */
  readonly everything: boolean;
  /** The one text that matches, if there is but one. */
  readonly exact?: string;
  /** What every matching text begins with. */
  readonly head: string;
  /** Absent: everything that begins with the head matches. */
  readonly parts?: ResourceParts;
}

interface ResourceParts {
  readonly first: readonly Glob[];
  /** Where the resource part begins in whatever begins with the head; absent: a wildcard stands before it. */
  readonly restAt: number | undefined;
  /** The resource part; variables may stand here and nowhere else. */
  readonly rest: Template;
  readonly restGlob: Glob | undefined;
}

const SPECIAL = /[*?$]/;

/** Reads a pattern; one with fewer than six parts is padded with `*`, as AWS's own error texts print it. */
export function parseResourcePattern(raw: string, variables: boolean): ResourcePattern {
  if (raw === '*') return { raw, everything: true, head: '' };
  const special = raw.search(SPECIAL);
  // Nearly all patterns are a text, or a text and a star.
  if (special < 0 && isArnShaped(raw)) return { raw, everything: false, exact: raw, head: raw };
  if (special === raw.length - 1 && raw.endsWith('*') && isArnShaped(raw)) {
    return { raw, everything: false, head: raw.slice(0, -1) };
  }
  return parsePartedPattern(raw, variables);
}

function parsePartedPattern(raw: string, variables: boolean): ResourcePattern {
  const texts = raw.split(':');
  const rest = parseTemplate(texts.length > 5 ? texts.slice(5).join(':') : '*', variables);
  const first = [0, 1, 2, 3, 4].map((i) => (texts[i] === undefined ? MATCH_ALL : parseGlob(texts[i])));
  const restGlob = constantGlob(rest);
  const head = headOf(first, restGlob === undefined ? [] : [restGlob]);
  const isLiteral = first.every((part) => part.isLiteral);
  if (isLiteral && restGlob?.isLiteral === true) return { raw, everything: false, exact: head, head };
  if (isLiteral && restGlob?.isHeadAndStar === true) return { raw, everything: false, head };
  const restAt = isLiteral ? texts.slice(0, 5).join(':').length + 1 : undefined;
  return { raw, everything: false, head, parts: { first, restAt, rest, restGlob } };
}

/** The letters before the first wildcard, of parts with their colons and of what follows them. */
function headOf(parts: readonly Glob[], rest: readonly Glob[]): string {
  let head = '';
  for (const part of parts) {
    head += part.literalHead;
    if (!part.isLiteral) return head;
    head += ':';
  }
  return head + (rest[0]?.literalHead ?? '');
}

/** Whether the pattern matches the resource of a request (an ARN, or `*` for none). */
export function matchesResource(
  pattern: ResourcePattern,
  resource: string,
  context: RequestContext,
): boolean {
  if (pattern.everything) return true;
  if (pattern.exact !== undefined) return pattern.exact === resource;
  if (!resource.startsWith(pattern.head)) return false;
  const { parts } = pattern;
  if (parts === undefined) return true;
  const rest = parts.restGlob ?? resolveGlob(parts.rest, context, resource.length);
  if (rest === undefined) return false;
  if (parts.restAt !== undefined) return rest.matches(resource, parts.restAt);
  return matchParts(parts.first, rest, resource);
}

/**
 * A value of `ArnLike` and `ArnEquals`. Variables may stand anywhere in it. Where the policy itself writes the five
 * separators, a colon in a variable's value stays inside its part; where it does not (`${aws:PrincipalArn}`), the
 * value brings them.
 */
export interface ArnPattern {
  readonly template: Template;
  /** The six parts that the policy separates. */
  readonly parts?: readonly Template[];
  /** Their globs, if no variable stands in them. */
  readonly globs?: ArnGlobs;
}

interface ArnGlobs {
  readonly parts: readonly Glob[];
  readonly rest: Glob;
}

export function parseArnPattern(raw: string, variables: boolean): ArnPattern {
  const template = parseTemplate(raw, variables);
  const parts = splitTemplate(template, ':', 6);
  if (parts === undefined) return { template };
  const globs = template.dynamic ? undefined : globsOf(parts.map(constantGlob));
  return globs === undefined ? { template, parts } : { template, parts, globs };
}

/** Whether a value is as the pattern says; one with fewer than six parts on either side matches nothing. */
export function matchesArn(pattern: ArnPattern, value: string, context: RequestContext): boolean {
  const globs = pattern.globs ?? resolveParts(pattern, context, value.length);
  return globs !== undefined && matchParts(globs.parts, globs.rest, value);
}

function resolveParts(pattern: ArnPattern, context: RequestContext, longest: number): ArnGlobs | undefined {
  if (pattern.parts !== undefined)
    return globsOf(pattern.parts.map((part) => resolveGlob(part, context, longest)));
  const wildText = resolveWildText(pattern.template, context, longest);
  return wildText && globsOf(splitAtColons(wildText));
}

function globsOf(globs: readonly (Glob | undefined)[]): ArnGlobs | undefined {
  const present = globs.filter((glob) => glob !== undefined);
  return present.length === 6 ? { parts: present.slice(0, 5), rest: present[5]! } : undefined;
}

/** Six globs, or fewer if there are too few colons. */
function splitAtColons({ text, wild }: WildText): Glob[] {
  const globs: Glob[] = [];
  let from = 0;
  while (from <= text.length) {
    const colon = globs.length < 5 ? text.indexOf(':', from) : -1;
    const end = colon < 0 ? text.length : colon;
    const inside = wild.filter((at) => at >= from && at < end).map((at) => at - from);
    globs.push(new Glob({ text: text.slice(from, end), wild: inside }));
    from = end + 1;
  }
  return globs;
}
