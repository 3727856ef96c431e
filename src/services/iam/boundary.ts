/** Permissions boundaries. IAM User Guide, "Permissions boundaries for IAM entities". */
import {
  type AccountDraft,
  type AccountView,
  managedPolicyByArn,
  type Role,
  type User,
} from '../../directory/index.ts';
import { parseArn, parseIamArn } from '../../names/index.ts';
import { invalidInput, noSuchEntity, notFound, policyNotAttachable, validationError } from './errors.ts';

/**
 * Refuses text that is no ARN at all.
 * @throws AwsError ValidationError `Invalid ARN:  Could not be parsed!` (AWS's text has two blanks).
 */
export function checkArn(arn: string | undefined): void {
  if (arn !== undefined && parseArn(arn) === undefined) {
    throw validationError('Invalid ARN:  Could not be parsed!');
  }
}

/**
 * Refuses what cannot be the ARN of a managed policy, of whomever.
 * @throws AwsError ValidationError for text that is no ARN, InvalidInput for the ARN of something else.
 */
export function checkPolicyArn(arn: string | undefined): void {
  checkArn(arn);
  if (arn !== undefined && parseIamArn(arn)?.type !== 'policy')
    throw invalidInput(`ARN ${arn} is not valid.`);
}

/**
 * The ARN, if it names a managed policy that may bound an entity of this account.
 * @throws AwsError NoSuchEntity when there is no such policy, PolicyNotAttachable for one of a service-linked role.
 */
export function existingBoundary(
  account: AccountView | AccountDraft,
  arn: string | undefined,
): string | undefined {
  if (arn === undefined) return undefined;
  const policy = managedPolicyByArn(account, arn);
  if (policy === undefined) throw noSuchEntity('boundary policy', arn);
  if (!policy.attachable) throw policyNotAttachable(`Policy ${arn} is not attachable.`);
  return arn;
}

/** The entity with that policy as its boundary, in the place of any other. */
export function withBoundary<Bounded extends User | Role>(
  account: AccountDraft,
  entity: Bounded,
  arn: string,
): Bounded {
  return { ...entity, boundary: existingBoundary(account, arn) };
}

/**
 * The entity without its boundary.
 * @throws AwsError NoSuchEntity when it has none.
 */
export function withoutBoundary<Bounded extends User | Role>(
  kind: 'user' | 'role',
  entity: Bounded,
): Bounded {
  if (entity.boundary === undefined) {
    throw notFound(`The ${kind} with name ${entity.name} has no permissions boundary.`);
  }
  const { boundary: _, ...unbounded } = entity;
  return unbounded as Bounded;
}

/** The member of an answer. AWS sends the type `Policy`, although the model's only value is `PermissionsBoundaryPolicy`. */
export function boundaryDetails(boundary: string | undefined) {
  return boundary === undefined
    ? {}
    : {
        PermissionsBoundary: {
          PermissionsBoundaryType: 'Policy' as 'PermissionsBoundaryPolicy',
          PermissionsBoundaryArn: boundary,
        },
      };
}
