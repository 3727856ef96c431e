/** What one client of the crash test holds: users and policies under names that only it uses. */

export interface HeldUser {
  readonly id: string;
  readonly tags: Readonly<Record<string, string>>;
  readonly groups: readonly string[];
  /** Names of attached policies. */
  readonly attached: readonly string[];
  /** Name → Sid of its statement. */
  readonly inline: Readonly<Record<string, string>>;
  /** Access key id → status. */
  readonly keys: Readonly<Record<string, string>>;
}

export interface HeldPolicy {
  readonly id: string;
  readonly default: string;
  /** Version id → Sid of its statement. */
  readonly versions: Readonly<Record<string, string>>;
  /** Number of the next version: numbers are not used again. What the API does not show. */
  readonly next: number;
}

export interface Holdings {
  readonly users: Readonly<Record<string, HeldUser>>;
  readonly policies: Readonly<Record<string, HeldPolicy>>;
}

export const NOTHING: Holdings = { users: {}, policies: {} };

/** An id that the server chose and that no answer told. */
export const UNTOLD = '?';

export function withUser(held: Holdings, name: string, change: Partial<HeldUser>): Holdings {
  const user = held.users[name];
  if (user === undefined) throw new Error(`no user ${name}`);
  return { ...held, users: { ...held.users, [name]: { ...user, ...change } } };
}

export function withPolicy(held: Holdings, name: string, change: Partial<HeldPolicy>): Holdings {
  const policy = held.policies[name];
  if (policy === undefined) throw new Error(`no policy ${name}`);
  return { ...held, policies: { ...held.policies, [name]: { ...policy, ...change } } };
}

export function without<T>(items: Readonly<Record<string, T>>, name: string): Readonly<Record<string, T>> {
  const { [name]: _gone, ...others } = items;
  return others;
}

const sortedEntries = (items: object): [string, unknown][] =>
  Object.entries(items).sort(([a], [b]) => (a < b ? -1 : 1));

/** Text that is the same for the same holdings. */
function text(held: Holdings): string {
  return JSON.stringify(held, (_key, value: unknown) => {
    if (Array.isArray(value)) return [...value].sort();
    return typeof value === 'object' && value !== null ? Object.fromEntries(sortedEntries(value)) : value;
  });
}

/** The expected holdings with the ids that were not told, as far as the found ones have a candidate for each. */
function told(expected: Holdings, found: Holdings): Holdings {
  let result = expected;
  for (const [name, user] of Object.entries(expected.users)) {
    const seen = found.users[name];
    if (seen === undefined) continue;
    const id = user.id === UNTOLD ? seen.id : user.id;
    const { [UNTOLD]: status, ...keys } = user.keys;
    const candidate = Object.keys(seen.keys).find((key) => !(key in keys));
    const all =
      status !== undefined && candidate !== undefined ? { ...keys, [candidate]: status } : user.keys;
    result = withUser(result, name, { id, keys: all });
  }
  for (const [name, policy] of Object.entries(expected.policies)) {
    const seen = found.policies[name];
    if (seen !== undefined && policy.id === UNTOLD) result = withPolicy(result, name, { id: seen.id });
  }
  return result;
}

/** Numbers of next versions are in expectations only. */
function shown(held: Holdings): Holdings {
  const policies = Object.entries(held.policies).map(([name, policy]) => [name, { ...policy, next: 0 }]);
  return { ...held, policies: Object.fromEntries(policies) };
}

/** The expectation with all ids filled in, if it is what was found; else `undefined`. */
export function matching(expected: Holdings, found: Holdings): Holdings | undefined {
  const filled = told(expected, found);
  return text(shown(filled)) === text(shown(found)) ? filled : undefined;
}

/** What differs, for people. */
export function difference(expected: Holdings, found: Holdings): string {
  return `expected ${text(shown(told(expected, found)))}, found ${text(shown(found))}`;
}
