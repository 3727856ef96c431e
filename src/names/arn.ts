/** Amazon Resource Names. IAM User Guide, "IAM ARNs". */

export interface Arn {
  readonly partition: string;
  readonly service: string;
  readonly region: string;
  readonly account: string;
  /** Everything after the fifth colon; may hold `:` and `/`. */
  readonly resource: string;
}

/** The only partition that Stint serves. */
export const PARTITION = 'aws';

const PREFIX = 'arn:';

/** Splits at the first five colons; `undefined` unless it starts with `arn:` and has six parts with partition, service and resource non-empty. */
export function parseArn(text: string): Arn | undefined {
  if (!text.startsWith(PREFIX)) return undefined;
  const service = text.indexOf(':', PREFIX.length) + 1;
  const region = service && text.indexOf(':', service) + 1;
  const account = region && text.indexOf(':', region) + 1;
  const resource = account && text.indexOf(':', account) + 1;
  // Where a part begins; 0 where there is none.
  if (resource === 0 || resource === text.length) return undefined;
  const arn = {
    partition: text.slice(PREFIX.length, service - 1),
    service: text.slice(service, region - 1),
    region: text.slice(region, account - 1),
    account: text.slice(account, resource - 1),
    resource: text.slice(resource),
  };
  return arn.partition === '' || arn.service === '' ? undefined : arn;
}

/** Kinds of IAM resources that have an ARN with path and name. */
export type IamResourceType =
  | 'user'
  | 'group'
  | 'role'
  | 'policy'
  | 'instance-profile'
  | 'server-certificate'
  | 'mfa';

/** `arn:aws:iam::A:TYPE/PATH/NAME`. `path` begins and ends with a slash. */
export function iamArn(type: IamResourceType, account: string, path: string, name: string): string {
  return `arn:${PARTITION}:iam::${account}:${type}${path}${name}`;
}

export function rootArn(account: string): string {
  return `arn:${PARTITION}:iam::${account}:root`;
}

/** A role session's ARN: role name without its path. */
export function assumedRoleArn(account: string, roleName: string, sessionName: string): string {
  return `arn:${PARTITION}:sts::${account}:assumed-role/${roleName}/${sessionName}`;
}

export function federatedUserArn(account: string, name: string): string {
  return `arn:${PARTITION}:sts::${account}:federated-user/${name}`;
}

/** A parsed ARN of an IAM user, role, group or the like: type, path and name. */
export interface IamEntityArn {
  readonly account: string;
  readonly type: string;
  readonly path: string;
  readonly name: string;
}

/** Parses `arn:aws:iam::A:TYPE/PATH/NAME`; `undefined` for anything else. */
export function parseIamArn(text: string): IamEntityArn | undefined {
  const arn = parseArn(text);
  if (arn === undefined || arn.partition !== PARTITION || arn.service !== 'iam' || arn.region !== '')
    return undefined;
  const first = arn.resource.indexOf('/');
  if (first < 0) return undefined;
  const last = arn.resource.lastIndexOf('/');
  const name = arn.resource.slice(last + 1);
  if (name === '') return undefined;
  return {
    account: arn.account,
    type: arn.resource.slice(0, first),
    path: arn.resource.slice(first, last + 1),
    name,
  };
}
