/** The managed policies that an account may use, its own and AWS's, in one order: by name, then by ARN. */
import { type AccountView, awsManagedPolicies, nameKey } from '../../directory/index.ts';
import { type PolicyView, viewOfAws, viewOfLocal } from './existing-policy.ts';

type Entry = readonly [key: string, policy: PolicyView];

/** No name holds a blank, so that keys sort as names do. */
const keyOf = (policy: PolicyView): string => `${nameKey(policy.name)} ${policy.arn}`;

let awsEntries: readonly Entry[] | undefined;

function awsPolicies(): readonly Entry[] {
  awsEntries ??= awsManagedPolicies()
    .map(viewOfAws)
    .map((policy): Entry => [keyOf(policy), policy])
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return awsEntries;
}

function* awsFrom(from: string): Generator<Entry> {
  for (const entry of awsPolicies()) if (entry[0] >= from) yield entry;
}

function* localFrom(account: AccountView, from: string): Generator<Entry> {
  const [name] = from.split(' ', 1);
  for (const [, policy] of account.policies.scan('name', name)) {
    const view = viewOfLocal(account, policy);
    const key = keyOf(view);
    if (key >= from) yield [key, view];
  }
}

function* merged(one: Iterator<Entry>, other: Iterator<Entry>): Generator<Entry> {
  let a = one.next();
  let b = other.next();
  while (!a.done || !b.done) {
    if (b.done || (!a.done && a.value[0] < b.value[0])) {
      yield a.value as Entry;
      a = one.next();
    } else {
      yield b.value;
      b = other.next();
    }
  }
}

/** The policies of a scope from a key on (or from the start), with keys for `paginate`. */
export function policiesByName(
  account: AccountView,
  scope: 'All' | 'AWS' | 'Local',
  from = '',
): Iterable<Entry> {
  if (scope === 'AWS') return awsFrom(from);
  if (scope === 'Local') return localFrom(account, from);
  return merged(localFrom(account, from), awsFrom(from));
}
