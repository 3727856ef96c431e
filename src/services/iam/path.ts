/** Paths of users, groups, roles and instance profiles. IAM User Guide, "Friendly names and paths". */
import { validationError } from './errors.ts';

/**
 * Refuses paths with an empty segment, `.` or `..`, which the pattern of the API model lets through: a program that
 * tidies paths would take two entities for one, or one for another that a policy names.
 * @throws AwsError ValidationError
 */
export function checkPath(path: string | undefined): void {
  if (path !== undefined && /\/\.{0,2}\//.test(path)) {
    throw validationError(
      'The specified value for path is invalid. It must begin and end with / and contain only alphanumeric characters and/or / characters.',
    );
  }
}
