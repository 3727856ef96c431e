/**
 * The entities of an account, as immutable values. A change makes a new value; nothing here is mutated.
 * Times are milliseconds since the epoch. ARNs are derived from account, path and name, never stored.
 */

/** A tag, with AWS's own member names, so that it goes to the wire as it is. */
export interface Tag {
  readonly Key: string;
  readonly Value: string;
}

export type Tags = readonly Tag[];

export interface InlinePolicy {
  readonly name: string;
  /** The text as it was given, byte for byte. */
  readonly document: string;
}

/** What users, groups and roles have in common: an identity that policies are attached to. */
export interface Identity {
  /** Unique id: `AIDA…`, `AGPA…`, `AROA…`. */
  readonly id: string;
  readonly name: string;
  readonly path: string;
  readonly createdAt: number;
  /** In the order in which they were first put. */
  readonly inlinePolicies: readonly InlinePolicy[];
  /** ARNs of managed policies, in the order of attachment. */
  readonly attachedPolicies: readonly string[];
}

export interface User extends Identity {
  readonly tags: Tags;
  /** ARN of the managed policy that is set as permissions boundary. */
  readonly boundary?: string | undefined;
  /** Unique ids of the groups it is a member of, in the order of joining. */
  readonly groups: readonly string[];
}

export type Group = Identity;

export interface TrustPolicy {
  /** The text as it was given. */
  readonly document: string;
  /** Unique ids that the user and role ARNs among its principals had when the policy was saved: ARN → `AIDA…` or `AROA…`. */
  readonly bindings: Readonly<Record<string, string>>;
}

export interface Role extends Identity {
  readonly tags: Tags;
  readonly boundary?: string | undefined;
  readonly trustPolicy: TrustPolicy;
  readonly description?: string | undefined;
  /** Seconds. */
  readonly maxSessionDuration: number;
  /** The service that owns a service-linked role. */
  readonly linkedService?: string | undefined;
}

export type AccessKeyStatus = 'Active' | 'Inactive';

export interface AccessKey {
  /** `AKIA…`. */
  readonly id: string;
  /** Unique id of its user, or `root`. */
  readonly owner: string;
  /** The secret access key, sealed with associated data (`access-key`, id, 1); base64. */
  readonly sealedSecret: string;
  readonly status: AccessKeyStatus;
  readonly createdAt: number;
}

export interface PolicyVersion {
  /** `v1`, `v2` …: numbers count on and are never reused. */
  readonly id: string;
  readonly document: string;
  readonly createdAt: number;
}

export interface ManagedPolicy {
  /** `ANPA…`. */
  readonly id: string;
  readonly name: string;
  readonly path: string;
  readonly createdAt: number;
  readonly description?: string | undefined;
  readonly tags: Tags;
  readonly defaultVersion: string;
  /** Number of the newest version ever made. */
  readonly lastVersionNumber: number;
  /** Oldest first. */
  readonly versions: readonly PolicyVersion[];
}

export interface InstanceProfile {
  /** `AIPA…`. */
  readonly id: string;
  readonly name: string;
  readonly path: string;
  readonly createdAt: number;
  readonly tags: Tags;
  /** Unique ids of its roles; at most one by AWS's quota. */
  readonly roles: readonly string[];
}

/** A virtual MFA device: a seed that it shares with an app that shows codes of six digits. */
export interface MfaDevice {
  /** Unique in its account and never shown; the seed is sealed for it. */
  readonly id: string;
  readonly name: string;
  readonly path: string;
  readonly createdAt: number;
  /** The seed's bytes, sealed with associated data (`mfa-device`, id, 1); base64. */
  readonly sealedSeed: string;
  readonly tags: Tags;
  /** Whom it is enabled for: the unique id of a user, or `root`. */
  readonly owner?: string | undefined;
  readonly enabledAt?: number | undefined;
  /** The time step of the newest code that was taken: neither it nor an older one is taken again. */
  readonly lastStep?: number | undefined;
  /** How many time steps its clock is ahead of the server's, as found when it was enabled or resynchronized. */
  readonly drift?: number | undefined;
}

/** The password of a user or of the root, with which it signs in. */
export interface LoginProfile {
  /** Whose it is: the unique id of a user, or `root`. */
  readonly id: string;
  /** When the owner first got a password; a change of it leaves this as it is. */
  readonly createdAt: number;
  /** When the password was last set. */
  readonly changedAt: number;
  /**
   * argon2id hashes as PHC strings in a JSON list: that of the password, then those of earlier ones that must not come
   * back, newest first. Sealed with associated data (`login-profile`, id, 1); base64.
   */
  readonly sealedHashes: string;
  /** Whether the next sign-in has to set a new password. */
  readonly resetRequired: boolean;
}

/** Settings and facts of the account itself: one document. */
export interface AccountRecord {
  readonly id: 'account';
  readonly accountId: string;
  readonly name: string;
  readonly createdAt: number;
  readonly status: 'Active' | 'Disabled';
  readonly alias?: string | undefined;
  readonly passwordPolicy?: PasswordPolicy | undefined;
  /** `SetSecurityTokenServicePreferences`: 1 or 2. */
  readonly globalEndpointTokenVersion: 1 | 2;
  /** When the last credential report was generated, and what it said. */
  readonly credentialReport?: { readonly generatedAt: number; readonly content: string } | undefined;
}

/** IAM API Reference, UpdateAccountPasswordPolicy. */
export interface PasswordPolicy {
  readonly minimumPasswordLength: number;
  readonly requireSymbols: boolean;
  readonly requireNumbers: boolean;
  readonly requireUppercaseCharacters: boolean;
  readonly requireLowercaseCharacters: boolean;
  readonly allowUsersToChangePassword: boolean;
  readonly maxPasswordAge?: number | undefined;
  readonly passwordReusePrevention?: number | undefined;
  readonly hardExpiry?: boolean | undefined;
}
