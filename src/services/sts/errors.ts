/** STS's errors, with AWS's codes, statuses and texts. STS API Reference, each operation's "Errors". */
import { AwsError } from '../../wire/index.ts';

export function validationError(message: string): AwsError {
  return new AwsError('ValidationError', 400, message);
}

export function invalidParameterValue(message: string): AwsError {
  return new AwsError('InvalidParameterValue', 400, message);
}

export function accessDenied(message: string): AwsError {
  return new AwsError('AccessDenied', 403, message);
}

export function malformedPolicyDocument(message: string): AwsError {
  return new AwsError('MalformedPolicyDocument', 400, message);
}

export function packedPolicyTooLarge(percent: number, what: 'policy' | 'tags'): AwsError {
  return new AwsError(
    'PackedPolicyTooLarge',
    400,
    what === 'policy'
      ? `Packed policy consumes ${percent}% of allotted space, please use smaller policy.`
      : `Packed size of session tags consumes ${percent}% of allotted space.`,
  );
}
