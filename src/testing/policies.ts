/** Policies as tests write them: documents, or references to managed policies. */
import { type AttachedPolicy, attach, type PolicySource } from '../policy/index.ts';

/** A text and where it stands, so that failures and coverage can name the file. */
export class PolicyText {
  readonly text: string;
  /** A file, or whatever tells a reader where to look. */
  readonly origin: string;
  /** What the policy is called where nothing else names it; its origin by default. */
  readonly name: string;

  constructor(text: string, origin: string, name = origin) {
    this.text = text;
    this.origin = origin;
    this.name = name;
  }
}

/** A document: its JSON as text or as an object, or a text with its origin. */
export type DocumentInput = string | object | PolicyText;

/** A document, or the name or ARN of a managed policy. */
export type PolicyInput = DocumentInput;

/** One policy, several, or several by name. */
export type Policies = PolicyInput | readonly PolicyInput[] | Readonly<Record<string, PolicyInput>>;

/** A managed policy by name or ARN, to be found when a question is asked. */
export interface PolicyReference {
  readonly reference: string;
}

export type HeldPolicy = AttachedPolicy | PolicyReference;

const origins = new WeakMap<PolicySource, string>();

/** Where the text of an attached policy stands, if it was said. */
export function originOf(source: PolicySource): string | undefined {
  return origins.get(source);
}

/** A text that begins with a brace is a document; any other names a managed policy. */
function isReference(policy: PolicyInput): policy is string {
  return typeof policy === 'string' && !policy.trimStart().startsWith('{');
}

/**
 * A document in its place.
 * @throws MalformedPolicyError when it is no valid policy of its kind.
 * @throws TypeError when it is a reference.
 */
export function attachDocument(policy: DocumentInput, source: PolicySource): AttachedPolicy {
  if (isReference(policy)) {
    throw new TypeError(`${source.kind} policy "${source.name}": '${policy}' is no policy document`);
  }
  const written = policy instanceof PolicyText ? policy.text : policy;
  const attached = attach(written, source);
  if (policy instanceof PolicyText) origins.set(attached.source, policy.origin);
  return attached;
}

/** As `attachDocument`, where there may be none. */
export function attachIf(
  policy: DocumentInput | undefined,
  source: PolicySource,
): AttachedPolicy | undefined {
  return policy === undefined ? undefined : attachDocument(policy, source);
}

/** Documents become attached policies, names and ARNs references. */
export function holdPolicy(policy: PolicyInput, source: PolicySource): HeldPolicy {
  return isReference(policy) ? { reference: policy } : attachDocument(policy, source);
}

/** What a document is called: as its text says, or otherwise by its place. */
export function titleOf(policy: PolicyInput | undefined, otherwise: string): string {
  return policy instanceof PolicyText ? policy.name : otherwise;
}

/** The policies with a name for each; `isDocument` tells one document from several by name. */
export function named(
  policies: Policies | undefined,
  unnamed: string,
): [name: string, policy: PolicyInput][] {
  if (policies === undefined) return [];
  if (Array.isArray(policies)) {
    const list = policies as readonly PolicyInput[];
    return list.map((policy, index) => [
      titleOf(policy, list.length === 1 ? unnamed : `${unnamed} ${index + 1}`),
      policy,
    ]);
  }
  if (isDocument(policies)) return [[titleOf(policies, unnamed), policies]];
  return Object.entries(policies as Readonly<Record<string, PolicyInput>>);
}

function isDocument(policies: Policies): policies is PolicyInput {
  return typeof policies === 'string' || policies instanceof PolicyText || 'Statement' in policies;
}
