/** Policy documents that are handed to the simulator. */
import {
  ANY_SIZE,
  type AttachedPolicy,
  compile,
  type OrganizationLevel,
  type PolicyKind,
  type PolicySource,
  parse,
} from '../../policy/index.ts';
import { invalidInput } from './errors.ts';

/** The kinds that are handed in, with what the engine takes each for. */
type InputKind = Extract<PolicyKind, 'inline' | 'managed' | 'resource' | 'scp'>;

/** @throws AwsError InvalidInput with AWS's text for the first fault. */
function readInput(text: string, kind: InputKind, name: string): AttachedPolicy {
  const { document, errors } = parse(text, kind, ANY_SIZE);
  if (document === undefined) {
    // An SCP that is wrong is told in IAM's words, not in those of Organizations.
    const [error] = kind === 'scp' ? parse(text, 'managed', ANY_SIZE).errors : errors;
    throw invalidInput(error?.message ?? 'Syntax errors in policy.');
  }
  const source: PolicySource = { kind, name };
  return { policy: compile(document), source };
}

/** `PolicyInputList`: documents beside those that the source has. */
export function inputPolicies(texts: readonly string[] | undefined): AttachedPolicy[] {
  return (texts ?? []).map((text, at) => readInput(text, 'inline', `PolicyInputList.${at + 1}`));
}

/**
 * `PermissionsBoundaryPolicyInputList`: a list that holds one document at most.
 * @throws AwsError InvalidInput
 */
export function inputBoundary(texts: readonly string[] | undefined): AttachedPolicy | undefined {
  const [text, ...others] = texts ?? [];
  if (others.length > 0)
    throw invalidInput('PermissionsBoundaryPolicyInputList must contain only one policy.');
  return text === undefined ? undefined : readInput(text, 'inline', 'PermissionsBoundaryPolicyInputList.1');
}

/** `ResourcePolicy`: the policy of each resource in the simulation. */
export function inputResourcePolicy(text: string | undefined): AttachedPolicy | undefined {
  return text === undefined ? undefined : readInput(text, 'resource', 'ResourcePolicy');
}

/** `OrderedOrganizationPolicyInputList`: levels from the organization's root down; none at all is no organization. */
export function inputOrganization(
  levels: readonly { readonly ServiceControlPolicyInputList?: readonly string[] | undefined }[] | undefined,
): readonly OrganizationLevel[] | undefined {
  if (levels === undefined || levels.length === 0) return undefined;
  return levels.map(({ ServiceControlPolicyInputList: texts = [] }, at) => {
    const target = `OrderedOrganizationPolicyInputList.${at + 1}`;
    return {
      target,
      policies: texts.map((text, n) =>
        readInput(text, 'scp', `${target}.ServiceControlPolicyInputList.${n + 1}`),
      ),
    };
  });
}
