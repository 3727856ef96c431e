/** What a question can be about: accounts, and the organization over them. */
import { isAccountId, parseArn } from '../names/index.ts';
import type { AttachedPolicy } from '../policy/index.ts';
import { Account, type Resource } from './account.ts';
import { Organization } from './organization.ts';
import type { HeldPolicy } from './policies.ts';

/** An account, several, or an organization with its accounts. */
export type Subject = Account | readonly Account[] | Organization;

/** A question that cannot be answered: it names what was not described, or leaves out what the answer depends on. */
export class UnanswerableError extends Error {
  override readonly name = 'UnanswerableError';
}

export class World {
  readonly organization: Organization | undefined;
  readonly accounts: ReadonlyMap<string, Account>;

  constructor(subject: Subject) {
    this.organization = subject instanceof Organization ? subject : undefined;
    this.accounts = accountsOf(subject);
  }

  /** @throws UnanswerableError unless it was described. */
  account(id: string): Account {
    const found = this.accounts.get(id);
    if (found !== undefined) return found;
    throw new UnanswerableError(`account ${id} is not described; there ${listed([...this.accounts.keys()])}`);
  }

  /** The described resource that the ARN is or lies in: its policy speaks. The longest one, if several do. */
  resourceAround(arn: string): { readonly account: Account; readonly resource: Resource } | undefined {
    let found: { readonly account: Account; readonly resource: Resource } | undefined;
    for (const account of this.accounts.values()) {
      for (const resource of account.resources.values()) {
        if (!liesIn(arn, resource.arn)) continue;
        if (found === undefined || resource.arn.length > found.resource.arn.length)
          found = { account, resource };
      }
    }
    return found;
  }

  /** The owner that the ARN names; else that of the described resource. `undefined`: the caller's account counts. */
  ownerOf(arn: string): string | undefined {
    const named = parseArn(arn)?.account ?? '';
    return isAccountId(named) ? named : this.resourceAround(arn)?.account.id;
  }
}

function accountsOf(subject: Subject): Map<string, Account> {
  const accounts = accountsIn(subject);
  const byId = new Map(accounts.map((account) => [account.id, account]));
  if (byId.size < accounts.length) throw new TypeError('an account is described twice');
  return byId;
}

/** Every described account. */
export function accountsIn(subject: Subject): readonly Account[] {
  if (subject instanceof Organization) return [...subject.accounts.values(), ...subject.outsiders.values()];
  return subject instanceof Account ? [subject] : subject;
}

function liesIn(arn: string, outer: string): boolean {
  if (!arn.startsWith(outer)) return false;
  return arn.length === outer.length || arn[outer.length] === '/' || arn[outer.length] === ':';
}

/** What an entity holds, with references replaced. @throws UnanswerableError for a policy that was not described. */
export function resolved(policies: readonly HeldPolicy[], account: Account): AttachedPolicy[] {
  return policies.map((policy) =>
    'reference' in policy ? managedPolicy(policy.reference, account) : policy,
  );
}

/** @throws UnanswerableError if it was not described. */
function managedPolicy(nameOrArn: string, account: Account): AttachedPolicy {
  const found = account.managedPolicy(nameOrArn);
  if (found !== undefined) return found;
  throw new UnanswerableError(`account ${account.id} has no managed policy '${nameOrArn}': describe it`);
}

/** `is alice`, `are alice, bob`, `is nothing`. */
export function listed(names: readonly string[]): string {
  if (names.length === 0) return 'is nothing';
  return `${names.length === 1 ? 'is' : 'are'} ${names.join(', ')}`;
}
