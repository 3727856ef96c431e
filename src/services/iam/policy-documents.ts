/** Permissions policies as callers hand them in. IAM User Guide, "IAM JSON policy elements reference". */
import { ANY_SIZE, type PolicyDocument, parse } from '../../policy/index.ts';
import { malformedPolicyDocument } from './errors.ts';

/**
 * Reads a permissions policy.
 * @throws AwsError MalformedPolicyDocument with AWS's text for the first fault.
 */
export function readPermissionsPolicy(text: string, kind: 'inline' | 'managed'): PolicyDocument {
  const { document, errors } = parse(text, kind, ANY_SIZE);
  if (document === undefined) throw malformedPolicyDocument(errors[0]?.message ?? 'Syntax errors in policy.');
  return document;
}
