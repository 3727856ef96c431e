/**
 * A seed: accounts and what has to be in them, as a file says it. YAML, and thus also JSON. Every scalar is text, so
 * that an account id keeps its zeros and a policy its version.
 *
 * ```yaml
 * accounts:
 *   - id: 111122223333
 *     name: production
 *     alias: acme-production
 *     policies:
 *       - name: read-reports
 *         document: {Version: 2012-10-17, Statement: [{Effect: Allow, Action: s3:GetObject, Resource: '*'}]}
 *     groups:
 *       - {name: analysts, policies: [read-reports]}
 *     users:
 *       - {name: alice, groups: [analysts], tags: {team: data}, accessKey: true}
 *     roles:
 *       - name: auditor
 *         trust: {Version: 2012-10-17, Statement: [{Effect: Allow, Principal: {AWS: 111122223333}, Action: sts:AssumeRole}]}
 *         policies: [arn:aws:iam::aws:policy/ReadOnlyAccess]
 * ```
 */

/** A place in the file, counted from 1. */
export interface Place {
  readonly line: number;
  readonly column: number;
}

/** What the file says, and where. */
export interface Placed<T> {
  readonly value: T;
  readonly at: Place;
}

export interface SeedTag {
  readonly Key: string;
  readonly Value: string;
}

export interface SeedInlinePolicy {
  readonly name: string;
  readonly document: Placed<string>;
}

export interface SeedPolicy {
  readonly name: Placed<string>;
  readonly path: string | undefined;
  readonly description: string | undefined;
  readonly document: Placed<string>;
  readonly tags: readonly SeedTag[];
}

/** What users, groups and roles have in common. */
export interface SeedIdentity {
  readonly name: Placed<string>;
  readonly path: string | undefined;
  /** Managed policies: ARNs, or names of policies of the same account in this seed. */
  readonly policies: readonly Placed<string>[];
  readonly inline: readonly SeedInlinePolicy[];
}

export interface SeedUser extends SeedIdentity {
  readonly tags: readonly SeedTag[];
  readonly boundary: Placed<string> | undefined;
  readonly groups: readonly Placed<string>[];
  /** Whether the user gets an access key, unless it has one. */
  readonly accessKey: boolean;
}

export interface SeedRole extends SeedIdentity {
  readonly tags: readonly SeedTag[];
  readonly boundary: Placed<string> | undefined;
  readonly trust: Placed<string>;
  readonly description: string | undefined;
  /** Seconds. */
  readonly maxSessionDuration: number | undefined;
}

export interface SeedAccount {
  readonly id: Placed<string>;
  readonly name: string | undefined;
  readonly alias: Placed<string> | undefined;
  readonly policies: readonly SeedPolicy[];
  readonly groups: readonly SeedIdentity[];
  readonly users: readonly SeedUser[];
  readonly roles: readonly SeedRole[];
}

export interface Seed {
  readonly fileName: string;
  readonly accounts: readonly SeedAccount[];
}

/** `seed.yaml:3:7`. */
export function placeText(fileName: string, { line, column }: Place): string {
  return `${fileName}:${line}:${column}`;
}
