/** What a resource's policy is to access: one way of several, or what all access depends on. */
import { parseArn } from '../names/index.ts';

export type ResourceMode = 'optional' | 'key';

/** KMS Developer Guide, "Key policies in AWS KMS": without the key policy nobody has access. */
export function resourceModeOf(arn: string): ResourceMode {
  const parsed = parseArn(arn);
  return parsed?.service === 'kms' && parsed.resource.startsWith('key/') ? 'key' : 'optional';
}

/** Whether the ARN is of a role: its trust policy is its resource policy. */
export function isRoleArn(arn: string): boolean {
  const parsed = parseArn(arn);
  return parsed?.service === 'iam' && parsed.resource.startsWith('role/');
}
