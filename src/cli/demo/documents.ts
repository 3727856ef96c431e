/** The policies of the story. */

interface Statement {
  readonly Sid?: string;
  readonly Effect: 'Allow' | 'Deny';
  readonly Action: string | readonly string[];
  readonly Resource: string;
  readonly Condition?: object;
}

export function policy(...Statement: readonly Statement[]): string {
  return JSON.stringify({ Version: '2012-10-17', Statement });
}

export function allows(Action: string | readonly string[], Resource = '*'): string {
  return policy({ Effect: 'Allow', Action, Resource });
}

export function denies(Action: string, Condition: object = {}): string {
  return policy({ Effect: 'Deny', Action, Resource: '*', Condition });
}

/** The trust policy of a role. @param principals ARNs, or account ids. */
export function trusts(...principals: readonly string[]): string {
  return JSON.stringify({
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Principal: { AWS: principals }, Action: 'sts:AssumeRole' }],
  });
}
