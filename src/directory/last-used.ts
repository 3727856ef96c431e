/** When and where a key or role was last used. IAM API Reference, AccessKeyLastUsed and RoleLastUsed. */
export interface LastUsed {
  /** Milliseconds. */
  readonly at: number;
  /** Service of the request's signature: `iam`, `sts`. */
  readonly service: string;
  readonly region: string;
}
