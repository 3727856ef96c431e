import { AwsError } from './aws-error.ts';

/**
 * The namespace of errors that are answered before an operation of a service is found (`InvalidAction`).
 * Recorded from STS; every other error bears the service's own namespace.
 */
export const AWS_FAULT_NAMESPACE = 'http://webservices.amazon.com/AWSFault/2005-15-09';

/** The request could not be read at all: broken escapes, a word where a number stands. Recorded from STS. */
export function malformedInput(message: string): AwsError {
  return new AwsError('MalformedInput', 400, message);
}

/** A value, or several, break a rule of the API model. */
export function validationError(message: string): AwsError {
  return new AwsError('ValidationError', 400, message);
}

/** No operation of that name in that version. `version` undefined: the parameter was not sent. Recorded from STS. */
export function invalidAction(action: string, version: string | undefined): AwsError {
  const of = version ?? 'NO_VERSION_SPECIFIED';
  return new AwsError('InvalidAction', 400, `Could not find operation ${action} for version ${of}`);
}

/** No `Action` parameter. AWS sends browsers to its product page instead; the code is that of its common errors. */
export function missingAction(): AwsError {
  return new AwsError('MissingAction', 400, 'The request is missing an Action parameter.');
}

/** A JSON body that cannot be read as the operation's input (AWS JSON 1.1, `SerializationException`). */
export function serializationException(message: string): AwsError {
  return new AwsError('SerializationException', 400, message);
}
