/**
 * What a session token carries: who the temporary credentials speak for, within which limits, until when.
 * STS API Reference, "Temporary security credentials in IAM".
 */
import type { Tags } from './entities.ts';

export interface SessionLimits {
  /** Inline session policy, as given. */
  readonly policy?: string | undefined;
  /** Managed session policies; resolved at each request. */
  readonly policyArns?: readonly string[] | undefined;
}

interface SessionBase extends SessionLimits {
  /** `ASIA…`. */
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  /** The account that the session acts in. */
  readonly accountId: string;
  /** Milliseconds. */
  readonly issuedAt: number;
  readonly expiresAt: number;
  /** When MFA was given, milliseconds; absent without MFA. */
  readonly mfaAt?: number | undefined;
}

/** A session of AssumeRole. It dies with the role (unique id), not with the principal that made it. */
export interface RoleSession extends SessionBase {
  readonly kind: 'role';
  readonly roleId: string;
  readonly sessionName: string;
  /** Session tags, own and inherited. */
  readonly tags: Tags;
  /** Keys of those tags that pass on to the next role, as spelt in `tags`. */
  readonly transitiveTagKeys: readonly string[];
  readonly sourceIdentity?: string | undefined;
  /** Whether a role session assumed it: role chaining. */
  readonly chained: boolean;
}

/** A session of GetSessionToken. It dies with its user; `root` is the account's root. */
export interface UserSession extends SessionBase {
  readonly kind: 'user';
  readonly userId: string;
}

/** A session of GetFederationToken. It dies with its user. */
export interface FederatedSession extends SessionBase {
  readonly kind: 'federated';
  readonly userId: string;
  readonly name: string;
  readonly tags: Tags;
}

export type Session = RoleSession | UserSession | FederatedSession;
