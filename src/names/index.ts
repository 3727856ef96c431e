export {
  type Arn,
  assumedRoleArn,
  federatedUserArn,
  type IamEntityArn,
  type IamResourceType,
  iamArn,
  PARTITION,
  parseArn,
  parseIamArn,
  rootArn,
} from './arn.ts';
export { decodeBase32, encodeBase32 } from './base32.ts';
export {
  type AccessKeyIdPrefix,
  accountOfAccessKeyId,
  isAccountId,
  mintAccessKeyId,
  mintAccountId,
  mintPassword,
  mintSecretAccessKey,
  mintUniqueId,
  mintUuid,
  type UniqueIdPrefix,
} from './ids.ts';
export { DEFAULT_QUOTAS, type QuotaName, type Quotas } from './quotas.ts';
export type { Random } from './random.ts';
