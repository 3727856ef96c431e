/** From the text of a policy to one that can take part in decisions. */
import type { CompileOptions } from './compile.ts';
import { compileText } from './compile-text.ts';
import type { PolicyIssue } from './issue.ts';
import type { AttachedPolicy, ContextValue, PolicySource, RequestContext } from './model.ts';
import { ANY_SIZE, type ParseOptions } from './parse.ts';
import { lowerCaseKey } from './text-case.ts';

/** A text that is no policy of its kind. `message` is AWS's; `issues` say where, and what to write instead. */
export class MalformedPolicyError extends Error {
  override readonly name = 'MalformedPolicyError';
  /** At least one; the first is what AWS answers. */
  readonly issues: readonly PolicyIssue[];

  constructor(source: PolicySource, issues: readonly PolicyIssue[]) {
    const [first] = issues;
    super(`${source.kind} policy "${source.name}", line ${first?.line}: ${first?.message} ${first?.hint}`);
    this.issues = issues;
  }
}

/**
 * Reads and compiles a policy and says where it comes from: all that `PolicySets` want.
 * @param policy the text, or the object that its JSON describes. An object cannot show what `JSON.parse` has lost
 *   (keys written twice), so prefer the text where there is one.
 * @param source `kind` says by which rules the document is read.
 * @throws MalformedPolicyError when it is no valid policy of its kind.
 */
export function attach(
  policy: string | object,
  source: PolicySource,
  options: CompileOptions & ParseOptions = {},
): AttachedPolicy {
  const text = typeof policy === 'string' ? policy : JSON.stringify(policy);
  const quota = isAwsManaged(source) ? ANY_SIZE : {};
  const { policy: compiled, errors } = compileText(text, source.kind, { ...options, ...quota });
  if (compiled === undefined) throw new MalformedPolicyError(source, errors);
  return { policy: compiled, source };
}

/** AWS holds the policies that it manages itself to no quota. */
function isAwsManaged({ arn = '' }: PolicySource): boolean {
  return /^arn:[a-z-]+:iam::aws:policy\//.test(arn);
}

/** A request's context from an object: `contextOf({ 'aws:SourceIp': '203.0.113.7', 'aws:TagKeys': ['a', 'b'] })`. */
export function contextOf(values: Readonly<Record<string, ContextValue | boolean | number>>): RequestContext {
  const keys = new Map<string, ContextValue>();
  for (const [key, value] of Object.entries(values)) {
    keys.set(
      lowerCaseKey(key),
      typeof value === 'boolean' || typeof value === 'number' ? String(value) : value,
    );
  }
  return keys;
}
