/** Changes of a policy's JSON as JSON Patch writes them (RFC 6902, RFC 6901), and a document as JSON. */
import type { Condition, PatternElement, PolicyDocument, PrincipalElement, Statement } from './document.ts';

/**
 * One operation. Its pointer counts statements as a list, also where the document has a single one that is not in a list,
 * and `/Statement/-` is the place behind the last.
 */
export interface PolicyPatch {
  readonly op: 'add' | 'replace' | 'remove';
  readonly path: string;
  /** Absent exactly if something is removed. */
  readonly value?: unknown;
}

export function pointer(...tokens: readonly (string | number)[]): string {
  return tokens.map((token) => `/${String(token).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}

type Json = { [member: string]: unknown };

/**
 * The policy with the patches made, one after another. The policy itself stays as it is.
 * @param policy the JSON of a policy, parsed.
 * @throws TypeError where a patch points to what is not there.
 */
export function patchPolicy(policy: object, patches: readonly PolicyPatch[]): object {
  const copy = structuredCopy(policy) as Json;
  const { Statement } = copy;
  if (!Array.isArray(Statement)) copy['Statement'] = Statement === undefined ? [] : [Statement];
  for (const patch of patches) applyPatch(copy, patch);
  return copy;
}

function structuredCopy(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value));
}

function applyPatch(root: Json, { op, path, value }: PolicyPatch): void {
  const tokens = path
    .split('/')
    .slice(1)
    .map((token) => token.replaceAll('~1', '/').replaceAll('~0', '~'));
  const last = tokens.pop();
  let parent: unknown = root;
  for (const token of tokens) parent = memberOf(parent, token);
  if (last === undefined || typeof parent !== 'object' || parent === null) throw missing(path);
  if (Array.isArray(parent)) patchList(parent, last, op, value, path);
  else if (op !== 'add' && !Object.hasOwn(parent, last)) throw missing(path);
  else if (op === 'remove') delete (parent as Json)[last];
  else Object.defineProperty(parent, last, { value, enumerable: true, configurable: true, writable: true });
}

function memberOf(parent: unknown, token: string): unknown {
  return typeof parent === 'object' && parent !== null && Object.hasOwn(parent, token)
    ? (parent as Json)[token]
    : undefined;
}

function patchList(
  list: unknown[],
  token: string,
  op: PolicyPatch['op'],
  value: unknown,
  path: string,
): void {
  const at = token === '-' && op === 'add' ? list.length : Number(token);
  if (!Number.isInteger(at) || at < 0 || at > (op === 'add' ? list.length : list.length - 1)) {
    throw missing(path);
  }
  if (op === 'add') list.splice(at, 0, value);
  else if (op === 'remove') list.splice(at, 1);
  else list[at] = value;
}

function missing(path: string): TypeError {
  return new TypeError(`the policy has no ${path}`);
}

/** A document as the JSON that says the same; its statements are a list. */
export function documentJson({ version, id, statements }: PolicyDocument): object {
  return {
    Version: version,
    ...(id === undefined ? {} : { Id: id }),
    Statement: statements.map(statementJson),
  };
}

function statementJson({ sid, effect, principal, action, resource, conditions }: Statement): object {
  return {
    ...(sid === undefined ? {} : { Sid: sid }),
    Effect: effect,
    ...(principal && { [principal.not ? 'NotPrincipal' : 'Principal']: principalJson(principal.entries) }),
    ...patternsJson('Action', action),
    ...(resource && patternsJson('Resource', resource)),
    ...(conditions.length > 0 && { Condition: conditionsJson(conditions) }),
  };
}

function patternsJson(name: string, { not, patterns }: PatternElement): object {
  return { [not ? `Not${name}` : name]: patterns };
}

/** The value of a principal element that lists these entries. */
export function principalJson(
  entries: readonly Pick<PrincipalElement['entries'][number], 'type' | 'value'>[],
): '*' | Readonly<Record<string, readonly string[]>> {
  if (entries.some(({ type }) => type === '*')) return '*';
  const types = [...new Set(entries.map(({ type }) => type))];
  const valuesOf = (type: string) => entries.filter((one) => one.type === type).map(({ value }) => value);
  return Object.fromEntries(types.map((type) => [type, valuesOf(type)]));
}

function conditionsJson(conditions: readonly Condition[]): object {
  const operators = new Map<string, [string, readonly string[]][]>();
  for (const { operator, key, values } of conditions) {
    operators.set(operator, [...(operators.get(operator) ?? []), [key, values]]);
  }
  return Object.fromEntries([...operators].map(([name, keys]) => [name, Object.fromEntries(keys)]));
}
