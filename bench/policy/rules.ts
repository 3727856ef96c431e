/**
 * Permissions in a form of no engine: every engine that is measured gets them in its own, with the same meaning. Only
 * what all of them can say without detours: lists of actions or whole services, ARNs up to a star, equal texts.
 */

export interface Rule {
  readonly effect: 'Allow' | 'Deny';
  /** `s3:GetObject`, or `s3:*`. */
  readonly actions: readonly string[];
  /** `arn:…`, or what it begins with and `*`. */
  readonly resources: readonly string[];
  /** Keys of the request that must have exactly this value. */
  readonly when?: Readonly<Record<string, string>>;
}

/** What must allow, each by itself: the identity policies together, the boundary, the session policy. */
export interface Layers {
  readonly identity: readonly (readonly Rule[])[];
  readonly boundary: readonly Rule[];
  readonly session: readonly Rule[];
}

export interface Question {
  readonly action: string;
  readonly resource: string;
  readonly context: Readonly<Record<string, string>>;
  /** What every engine has to answer. */
  readonly allowed: boolean;
}

export interface Fixture {
  readonly name: string;
  readonly layers: Layers;
  readonly questions: readonly Question[];
}

export const ACCOUNT = '111122223333';

/** The rules as a policy document. */
export function documentOf(rules: readonly Rule[]): object {
  return {
    Version: '2012-10-17',
    Statement: rules.map(({ effect, actions, resources, when }) => ({
      Effect: effect,
      Action: actions,
      Resource: resources,
      ...(when && { Condition: { StringEquals: when } }),
    })),
  };
}
