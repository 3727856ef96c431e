/** What every refused attack must look like, from outside and in the log. */
import { expect } from 'vitest';
import type { AuditEvent } from '../../../src/audit/index.ts';
import type { Credentials, TestServer } from '../../support/server.ts';
import { watch } from './watch.ts';

export interface Expected {
  /** `CODE STATUS TEXT`, or what it begins with. */
  readonly refusal: string | RegExp;
  /** The decision that must stand in the event; absent: none was made. */
  readonly decision?: {
    readonly verdict: 'implicitDeny' | 'explicitDeny';
    readonly by: string;
    readonly action?: string;
    readonly resource?: string;
  };
  /** Whose secrets must not show. */
  readonly secrets?: readonly Credentials[];
}

/**
 * Attempts something that must be refused: in AWS's words, without a change of the account, with exactly one event
 * that says the true reason, and without a secret in answer or event.
 */
export async function expectRefused(
  server: TestServer,
  accountId: string,
  action: () => Promise<unknown>,
  { refusal, decision, secrets = [] }: Expected,
): Promise<AuditEvent> {
  const seen = await watch(server, accountId, action);
  if (typeof refusal === 'string') expect(seen.refusal).toBe(refusal);
  else expect(seen.refusal ?? 'allowed').toMatch(refusal);
  expect(seen.changed).toBe(false);
  const { event } = seen;
  const [, code, text] = /^(\S+) [0-9]{3} (.*)$/s.exec(seen.refusal!)!;
  expect(event.errorCode).toBe(code);
  // The log cuts free text where CloudTrail does.
  expect(text!.startsWith(event.errorMessage!.slice(0, 200))).toBe(true);
  expect(event.responseElements).toBeNull();
  if (decision === undefined) expect(['allowed', undefined]).toContain(event.stint?.decision?.verdict);
  else expect(event.stint?.decision).toMatchObject(decision);
  const said = `${JSON.stringify(event)} ${seen.refusal}`;
  for (const { secretAccessKey, sessionToken } of secrets) {
    expect(said).not.toContain(secretAccessKey);
    if (sessionToken !== undefined) expect(said).not.toContain(sessionToken);
  }
  return event;
}

/** The refusal of a caller whose policies do not allow. */
export function notAuthorized(callerArn: string, action: string, resource: string, reason = ''): string {
  const sentence = `AccessDenied 403 User: ${callerArn} is not authorized to perform: ${action} on resource: ${resource}`;
  return reason === '' ? sentence : `${sentence} ${reason}`;
}

export const because = (policy: string, action: string): string =>
  `because no ${policy} allows the ${action} action`;
