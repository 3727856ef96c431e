/** IAM's errors, with AWS's codes, statuses and texts. IAM API Reference, "Common errors" and each operation's list. */
import { AwsError } from '../../wire/index.ts';

/** Texts of NoSuchEntity by kind of entity: AWS is not of one mind about articles and capitals. */
const NOT_FOUND = {
  user: (name: string) => `The user with name ${name} cannot be found.`,
  group: (name: string) => `The group with name ${name} cannot be found.`,
  role: (name: string) => `The role with name ${name} cannot be found.`,
  'instance profile': (name: string) => `Instance Profile ${name} cannot be found.`,
  'user policy': (name: string) => `The user policy with name ${name} cannot be found.`,
  'group policy': (name: string) => `The group policy with name ${name} cannot be found.`,
  'role policy': (name: string) => `The role policy with name ${name} cannot be found.`,
  'access key': (id: string) => `The Access Key with id ${id} cannot be found.`,
  'login profile': (name: string) => `Login Profile for User ${name} cannot be found.`,
  alias: (name: string) => `The account alias ${name} cannot be found.`,
  policy: (arn: string) => `Policy ${arn} was not found.`,
  'attachable policy': (arn: string) => `Policy ${arn} does not exist or is not attachable.`,
  'boundary policy': (arn: string) => `Scope ARN: ${arn} does not exist or is not attachable.`,
} as const;

export function noSuchEntity(kind: keyof typeof NOT_FOUND, name: string): AwsError {
  return new AwsError('NoSuchEntity', 404, NOT_FOUND[kind](name));
}

/** NoSuchEntity with a text of its own. */
export function notFound(message: string): AwsError {
  return new AwsError('NoSuchEntity', 404, message);
}

const EXISTS = {
  user: (name: string) => `User with name ${name} already exists.`,
  group: (name: string) => `Group with name ${name} already exists.`,
  role: (name: string) => `Role with name ${name} already exists.`,
  'instance profile': (name: string) => `Instance Profile ${name} already exists.`,
  policy: (name: string) => `A policy called ${name} already exists. Duplicate names are not allowed.`,
  alias: (name: string) => `The account alias ${name} already exists.`,
  'login profile': (name: string) => `Login Profile for user ${name} already exists.`,
} as const;

export function entityAlreadyExists(kind: keyof typeof EXISTS, name: string): AwsError {
  return new AwsError('EntityAlreadyExists', 409, EXISTS[kind](name));
}

/** EntityAlreadyExists with a text of its own. */
export function exists(message: string): AwsError {
  return new AwsError('EntityAlreadyExists', 409, message);
}

/** Codes of an MFA device that are not its own of now, one after the other. */
export function invalidAuthenticationCode(): AwsError {
  return new AwsError('InvalidAuthenticationCode', 403, 'Authentication code for device is not valid.');
}

/** A password that is not what the account's rules ask for. */
export function passwordPolicyViolation(message: string): AwsError {
  return new AwsError('PasswordPolicyViolation', 400, message);
}

/** An operation for users alone, called by somebody else. */
export function invalidUserType(message: string): AwsError {
  return new AwsError('InvalidUserType', 400, message);
}

/** Somebody else changed the user's password meanwhile: to be tried again. */
export function entityTemporarilyUnmodifiable(userName: string): AwsError {
  return new AwsError(
    'EntityTemporarilyUnmodifiable',
    409,
    `Login Profile for User ${userName} cannot be modified while login profile is being changed.`,
  );
}

/** `Cannot exceed quota for RESOURCE: N`. */
export function limitExceeded(resource: string, quota: number): AwsError {
  return new AwsError('LimitExceeded', 409, `Cannot exceed quota for ${resource}: ${quota}`);
}

/** LimitExceeded with a text of its own. */
export function overLimit(message: string): AwsError {
  return new AwsError('LimitExceeded', 409, message);
}

export function deleteConflict(message: string): AwsError {
  return new AwsError('DeleteConflict', 409, message);
}

export function invalidInput(message: string): AwsError {
  return new AwsError('InvalidInput', 400, message);
}

export function validationError(message: string): AwsError {
  return new AwsError('ValidationError', 400, message);
}

/** Refused whatever the policies say. */
export function accessDenied(message: string): AwsError {
  return new AwsError('AccessDenied', 403, message);
}

export function malformedPolicyDocument(message: string): AwsError {
  return new AwsError('MalformedPolicyDocument', 400, message);
}

export function policyNotAttachable(message: string): AwsError {
  return new AwsError('PolicyNotAttachable', 400, message);
}

/** A service-linked role changes only through its service. */
export function unmodifiableEntity(roleName: string): AwsError {
  return new AwsError(
    'UnmodifiableEntity',
    400,
    `Cannot perform the operation on the protected role '${roleName}' - this role is only modifiable by AWS`,
  );
}

/** GetCredentialReport before any report was generated. */
export function reportNotPresent(): AwsError {
  return new AwsError('ReportNotPresent', 410, 'Credential report is not present.');
}

/** GetCredentialReport when the last report is too old. */
export function reportExpired(): AwsError {
  return new AwsError('ReportExpired', 410, 'Credential report has expired.');
}
