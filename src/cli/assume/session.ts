/** Temporary credentials of a role. */
export interface Session {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken: string;
  /** ISO 8601. */
  readonly expiration: string;
  /** ARN of the session: `arn:aws:sts::111122223333:assumed-role/auditor/work`. */
  readonly arn: string;
}

const MEMBERS = ['accessKeyId', 'secretAccessKey', 'sessionToken', 'expiration', 'arn'] as const;

/** A session from the JSON that it was kept as; `undefined` for any other text. */
export function parseSession(text: string): Session | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (typeof value !== 'object' || value === null) return undefined;
  const found = value as Record<string, unknown>;
  if (MEMBERS.some((name) => typeof found[name] !== 'string')) return undefined;
  return Number.isNaN(Date.parse(found['expiration'] as string)) ? undefined : (value as Session);
}

/** Milliseconds that a session must still last to be handed out again. */
const RENEWED_BEFORE_END = 5 * 60 * 1000;

/** @param now milliseconds since the epoch. */
export function lastsLongEnough({ expiration }: Session, now: number): boolean {
  return Date.parse(expiration) - now > RENEWED_BEFORE_END;
}
