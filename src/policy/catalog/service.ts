/** What the catalogue says of a service. AWS, "Service Authorization Reference". */

export type AccessLevel = 'read' | 'list' | 'write' | 'tagging' | 'permissions-management';

/** The type of a condition key's value; of a multivalued key, that of each of its values. */
export type ConditionKeyType =
  | 'String'
  | 'ARN'
  | 'Bool'
  | 'Numeric'
  | 'Date'
  | 'IPAddress'
  | 'ArrayOfString'
  | 'ArrayOfARN'
  | 'ArrayOfBool';

export interface ConditionKey {
  /** With `${…}` or `<…>` where the policy's author puts a name: `aws:ResourceTag/${TagKey}`. */
  readonly name: string;
  readonly type: ConditionKeyType;
}

export interface ResourceType {
  readonly name: string;
  /** With placeholders: `arn:${Partition}:s3:::${BucketName}`. */
  readonly arn: string;
  readonly conditionKeys: readonly ConditionKey[];
}

/** A type of resource that an action is asked on. */
export interface ActionResource {
  readonly type: ResourceType;
  /** Whether every request is asked on one. */
  readonly required: boolean;
  /** Keys that are there when the action is asked on this type. */
  readonly conditionKeys: readonly ConditionKey[];
}

export interface ActionDescription {
  /** `s3:GetObject`. */
  readonly name: string;
  readonly accessLevel: AccessLevel;
  /** Empty: the action is asked on `*`. */
  readonly resources: readonly ActionResource[];
  readonly conditionKeys: readonly ConditionKey[];
}

export interface ServiceDescription {
  /** `s3`. */
  readonly prefix: string;
  /** `Amazon S3`. */
  readonly name: string;
  /** By name in lower case: `s3:getobject`. */
  readonly actions: ReadonlyMap<string, ActionDescription>;
  readonly resourceTypes: ReadonlyMap<string, ResourceType>;
  /** The key that a policy names, without regard to case: `aws:ResourceTag/team`. */
  conditionKey(name: string): ConditionKey | undefined;
}

/** The services that are loaded, and the names of all. */
export interface Catalog {
  /** All services, loaded or not. */
  readonly prefixes: ReadonlySet<string>;
  /** Services that resource control policies reach. */
  readonly rcpServices: ReadonlySet<string>;
  /** A service that is loaded. */
  service(prefix: string): ServiceDescription | undefined;
  /** First parts of condition keys (`saml`, `accounts.google.com`): the services that know such keys. */
  ownersOfKey(prefix: string): readonly string[];
}
