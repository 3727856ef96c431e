/** From a text to a compiled policy, once for each text however often it is attached. */
import { type CompiledPolicy, type CompileOptions, compile } from './compile.ts';
import type { PolicyIssue, PolicyKind } from './issue.ts';
import { type ParseOptions, parse } from './parse.ts';

export interface CompiledText {
  /** Absent exactly if there are errors. */
  readonly policy: CompiledPolicy | undefined;
  readonly errors: readonly PolicyIssue[];
}

/** Of the texts whose compiled policies are kept, all together. The one that was asked for the longest ago goes first. */
const KEPT_CHARACTERS = 2_000_000;

const kept = new Map<string, CompiledPolicy>();
let keptCharacters = 0;

/**
 * `parse`, then `compile`. A compiled policy does not change, so that who gives the same text of the same kind, with the
 * same bindings and the same quota, gets the same policy.
 */
export function compileText(
  text: string,
  kind: PolicyKind,
  options: CompileOptions & ParseOptions = {},
): CompiledText {
  const bindings = options.bindings === undefined ? '' : JSON.stringify([...options.bindings]);
  const key = `${kind} ${options.maxSize ?? ''} ${bindings}\n${text}`;
  const known = kept.get(key);
  if (known !== undefined) {
    // Behind the others.
    kept.delete(key);
    kept.set(key, known);
    return { policy: known, errors: [] };
  }
  const { document, errors } = parse(text, kind, options);
  if (document === undefined) return { policy: undefined, errors };
  const policy = compile(document, options);
  keep(key, policy);
  return { policy, errors };
}

function keep(key: string, policy: CompiledPolicy): void {
  kept.set(key, policy);
  keptCharacters += key.length;
  for (const oldest of kept.keys()) {
    if (keptCharacters <= KEPT_CHARACTERS) return;
    kept.delete(oldest);
    keptCharacters -= oldest.length;
  }
}
