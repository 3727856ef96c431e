/**
 * Policy texts with variables: `${aws:username}`, `${aws:PrincipalTag/team, 'none'}`, `${*}`. IAM User Guide, "IAM
 * policy elements: Variables and tags". Substituted text is literal: it holds no wildcards and is not read again.
 */
import { addWildcards, Glob, type WildText } from './glob.ts';
import type { RequestContext } from './model.ts';
import { takeSteps } from './step-budget.ts';
import { lowerCaseKey } from './text-case.ts';

/** A policy variable: the condition key, and what to say when it has no value. */
export interface Variable {
  /** In lower case, as a context is asked. */
  readonly key: string;
  readonly name: string;
  readonly fallback?: string;
}

/** A run of text as written, a text in which nothing is a wildcard, or a variable. */
type Piece =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'literal'; readonly text: string }
  | { readonly kind: 'variable'; readonly variable: Variable };

export interface Template {
  /** As written in the policy. */
  readonly raw: string;
  /** `undefined`: a variable is malformed, so the text matches nothing. */
  readonly pieces: readonly Piece[] | undefined;
  /** Whether the request has a say in the text. */
  readonly dynamic: boolean;
}

const LITERAL_ESCAPES = new Set(['*', '?', '$']);

/** Reads a text; without `variables` (2008 documents and places that know none) every character means itself. */
export function parseTemplate(raw: string, variables: boolean): Template {
  if (!variables || !raw.includes('${'))
    return { raw, pieces: [{ kind: 'text', text: raw }], dynamic: false };
  const pieces: Piece[] = [];
  let at = 0;
  for (let open = raw.indexOf('${'); open >= 0; open = raw.indexOf('${', at)) {
    if (open > at) pieces.push({ kind: 'text', text: raw.slice(at, open) });
    const reading = readVariable(raw, open + 2);
    if (reading === undefined) return { raw, pieces: undefined, dynamic: false };
    pieces.push(reading.piece);
    at = reading.end;
  }
  if (at < raw.length) pieces.push({ kind: 'text', text: raw.slice(at) });
  return { raw, pieces, dynamic: pieces.some(isVariable) };
}

/** Reads from behind `${` to behind `}`; `undefined` if it is malformed. */
function readVariable(raw: string, start: number): { piece: Piece; end: number } | undefined {
  const close = raw.indexOf('}', start);
  if (close < 0) return undefined;
  const comma = raw.indexOf(", '", start);
  const hasDefault = comma >= 0 && comma < close;
  const name = raw.slice(start, hasDefault ? comma : close);
  if (!hasDefault && LITERAL_ESCAPES.has(name))
    return { piece: { kind: 'literal', text: name }, end: close + 1 };
  if (name === '' || name !== name.trim() || name.includes('${')) return undefined;
  const key = lowerCaseKey(name);
  if (!hasDefault) return { piece: { kind: 'variable', variable: { key, name } }, end: close + 1 };
  const quote = raw.indexOf("'", comma + 3);
  if (quote < 0 || raw[quote + 1] !== '}') return undefined;
  const fallback = raw.slice(comma + 3, quote);
  return { piece: { kind: 'variable', variable: { key, name, fallback } }, end: quote + 2 };
}

/** Splits at the first separators that the policy itself writes; `undefined` if there are too few for `count` parts. */
export function splitTemplate(template: Template, separator: string, count: number): Template[] | undefined {
  const parts: Piece[][] = [[]];
  for (const piece of template.pieces ?? []) {
    if (piece.kind !== 'text') {
      parts.at(-1)!.push(piece);
      continue;
    }
    let rest = piece.text;
    for (let at = rest.indexOf(separator); at >= 0 && parts.length < count; at = rest.indexOf(separator)) {
      parts.at(-1)!.push({ kind: 'text', text: rest.slice(0, at) });
      parts.push([]);
      rest = rest.slice(at + separator.length);
    }
    parts.at(-1)!.push({ kind: 'text', text: rest });
  }
  if (parts.length < count) return undefined;
  return parts.map((pieces) => ({ raw: template.raw, pieces, dynamic: pieces.some(isVariable) }));
}

function isVariable(piece: Piece): boolean {
  return piece.kind === 'variable';
}

/** The variables of a template, in the order of the text. */
export function variablesOf(template: Template): Variable[] {
  return (template.pieces ?? []).flatMap((piece) => (piece.kind === 'variable' ? [piece.variable] : []));
}

/** The text for one request, its wildcards not told from its letters; `undefined` if a variable has no value. */
export function resolveText(template: Template, context: RequestContext): string | undefined {
  if (template.pieces === undefined) return undefined;
  let text = '';
  for (const piece of template.pieces) {
    const part = piece.kind === 'variable' ? valueFor(piece.variable, context) : piece.text;
    if (part === undefined) return undefined;
    text += part;
  }
  if (template.dynamic) takeSteps(text.length);
  return text;
}

/**
 * The text for one request, with the places of its wildcards: those written in the policy are wildcards, those in values
 * are letters. `undefined` if a variable has no value, or if only texts of more than `longest` units could match: what
 * cannot match need not be made.
 */
export function resolveWildText(
  template: Template,
  context: RequestContext,
  longest = Number.POSITIVE_INFINITY,
): WildText | undefined {
  if (template.pieces === undefined) return undefined;
  let text = '';
  const wild: number[] = [];
  for (const piece of template.pieces) {
    const part = piece.kind === 'variable' ? valueFor(piece.variable, context) : piece.text;
    if (part === undefined || text.length - wild.length > longest) return undefined;
    if (template.dynamic) takeSteps(part.length);
    if (piece.kind === 'text') addWildcards(wild, part, text.length);
    text += part;
  }
  return { text, wild };
}

/** What a template was last resolved to: callers ask more than once. */
const lastGlobs = new WeakMap<Template, { readonly wildText: WildText; readonly glob: Glob }>();

/** As `resolveWildText`, to be matched with. */
export function resolveGlob(template: Template, context: RequestContext, longest?: number): Glob | undefined {
  const wildText = resolveWildText(template, context, longest);
  if (wildText === undefined) return undefined;
  if (!template.dynamic) return new Glob(wildText);
  const last = lastGlobs.get(template);
  if (last !== undefined && isSame(last.wildText, wildText)) return last.glob;
  const glob = new Glob(wildText);
  lastGlobs.set(template, { wildText, glob });
  return glob;
}

/** A value's star is no wildcard: equal texts may be different globs. */
function isSame(a: WildText, b: WildText): boolean {
  return a.text === b.text && a.wild.length === b.wild.length && a.wild.every((at, i) => at === b.wild[i]);
}

/** A key with several values cannot stand in a text; it counts as having none. */
function valueFor(variable: Variable, context: RequestContext): string | undefined {
  const value = context.get(variable.key);
  return typeof value === 'string' ? value : variable.fallback;
}

const NOTHING: RequestContext = { get: () => undefined };

/** The text of a template that asks the request nothing; `undefined` if it is malformed or does. */
export function constantText(template: Template): string | undefined {
  return template.dynamic ? undefined : resolveText(template, NOTHING);
}

/** As `constantText`, with wildcards told apart. */
export function constantGlob(template: Template): Glob | undefined {
  return template.dynamic ? undefined : resolveGlob(template, NOTHING);
}
