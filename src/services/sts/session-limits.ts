/** Session policies of a request: their syntax and their packed size. IAM User Guide, "Session policies". */
import {
  type AccountView,
  managedPolicyByArn,
  packedPolicySize,
  type SessionLimits,
  type Tags,
} from '../../directory/index.ts';
import { parseArn } from '../../names/index.ts';
import { ANY_SIZE, parse } from '../../policy/index.ts';
import { malformedPolicyDocument, packedPolicyTooLarge, validationError } from './errors.ts';

export interface LimitsInput {
  readonly Policy?: string | undefined;
  readonly PolicyArns?: readonly { readonly arn?: string | undefined }[] | undefined;
}

/** Most managed policies that a session may be limited by. */
const MAXIMUM_POLICY_ARNS = 10;
/** Characters of the inline policy. What managed ones add: docs/decisions/services-sts-sessions.md. */
const MAXIMUM_PLAIN_TEXT = 2048;

/** Checks that need no account. @throws AwsError ValidationError. */
export function checkLimits(input: LimitsInput): void {
  const arns = input.PolicyArns ?? [];
  if (arns.length > MAXIMUM_POLICY_ARNS) {
    throw validationError(`The number of session policy ARNs must not exceed ${MAXIMUM_POLICY_ARNS}.`);
  }
  for (const { arn } of arns) {
    if (arn === undefined) {
      throw validationError(
        "1 validation error detected: Value null at 'policyArns.member.arn' failed to satisfy constraint: Member must not be null",
      );
    }
    if (parseArn(arn) === undefined) throw validationError(`${arn} is invalid`);
  }
}

/**
 * The limits that a session is given, and their packed size in percent together with its tags.
 * @param account the account that the managed policies must belong to: the session's own.
 * @throws AwsError MalformedPolicyDocument, ValidationError for a managed policy that does not exist in the account or
 *   too much text, PackedPolicyTooLarge.
 */
export function sessionLimits(
  account: AccountView,
  input: LimitsInput,
  tags: Tags,
): { limits: SessionLimits; packedSize: number } {
  const arns = (input.PolicyArns ?? []).map(({ arn }) => arn as string);
  if (input.Policy !== undefined) {
    const [error] = parse(input.Policy, 'session', ANY_SIZE).errors;
    if (error !== undefined) throw malformedPolicyDocument(error.message);
    if (input.Policy.length > MAXIMUM_PLAIN_TEXT) {
      throw validationError(
        `1 validation error detected: Value '${input.Policy}' at 'policy' failed to satisfy constraint: Member must have length less than or equal to ${MAXIMUM_PLAIN_TEXT}`,
      );
    }
  }
  for (const arn of arns) {
    if (managedPolicyByArn(account, arn) === undefined) {
      throw validationError(
        `The managed policy ${arn} does not exist or cannot be used as a session policy.`,
      );
    }
  }
  const limits: SessionLimits = {
    ...(input.Policy === undefined ? {} : { policy: input.Policy }),
    ...(arns.length === 0 ? {} : { policyArns: arns }),
  };
  const packedSize = packedPolicySize({ ...limits, tags });
  if (packedSize > 100) {
    throw packedPolicyTooLarge(
      packedSize,
      input.Policy === undefined && arns.length === 0 ? 'tags' : 'policy',
    );
  }
  return { limits, packedSize };
}
