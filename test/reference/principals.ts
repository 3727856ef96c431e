import type { Principal } from '../../src/policy/index.ts';
import { isDigits } from './numbers.ts';
import { listOf, type RawPrincipal } from './reference-sets.ts';

/** What an Allow in a resource policy is worth, from least to most (evaluation §4). */
export const NONE = 0;
export const ACCOUNT = 1;
export const ENTITY = 2;
export const DIRECT = 3;
export type Grade = typeof NONE | typeof ACCOUNT | typeof ENTITY | typeof DIRECT;

type Bindings = ReadonlyMap<string, string>;

interface Entry {
  readonly key: string;
  readonly value: string;
}

/** The bare `"*"` is an entry of its own, which stands under no key. */
const EVERYONE: Entry = { key: '', value: '*' };

function entriesOf(element: RawPrincipal): readonly Entry[] {
  if (typeof element === 'string') return [EVERYONE];
  return Object.entries(element).flatMap(([key, values]) =>
    listOf<string>(values).map((value) => ({ key, value })),
  );
}

export function accountOf(caller: Principal): string | undefined {
  return 'account' in caller ? caller.account : undefined;
}

/** policy-language §3: the account id and the account's `:root` are the same thing twice. */
function accountNamedBy(value: string): string | undefined {
  if (isDigits(value) && value.length === 12) return value;
  const parts = value.split(':');
  const [arn, , service, region, account] = parts;
  const isRoot = arn === 'arn' && service === 'iam' && region === '' && parts.slice(5).join(':') === 'root';
  return isRoot ? account : undefined;
}

/** policy-language §3 "unique ids": a bound ARN stands for the id it had when saved, an unbound one for itself. */
function namesEntity(value: string, arn: string, id: string, bindings: Bindings): boolean {
  if (value === id) return true;
  const bound = bindings.get(value);
  return bound === undefined ? value === arn : bound === id;
}

/** A session principal is bound to the role's id plus the session name (policy-language §3 [K]). */
function namesSession(
  value: string,
  caller: Extract<Principal, { kind: 'role-session' }>,
  bindings: Bindings,
): boolean {
  const role = value.slice(0, value.lastIndexOf('/'));
  const bound = bindings.get(value) ?? bindings.get(role);
  if (bound === undefined) return value === caller.arn;
  return bound === caller.roleId && value === `${role}/${caller.sessionName}`;
}

/** The best that one entry is worth to the caller, whatever the effect; evaluation §4, first table. */
function gradeOfEntry({ key, value }: Entry, caller: Principal, bindings: Bindings): Grade {
  if (value === '*' && (key === '' || key === 'AWS')) return DIRECT;
  if (key === 'Service') return caller.kind === 'service' && caller.name === value ? DIRECT : NONE;
  if (key === 'Federated') {
    const isToken = caller.kind === 'web-identity' || caller.kind === 'saml';
    return isToken && caller.provider === value ? DIRECT : NONE;
  }
  if (key !== 'AWS') return NONE; // CanonicalUser: no caller of Stint has a canonical id
  switch (caller.kind) {
    case 'user':
      if (namesEntity(value, caller.arn, caller.id, bindings)) return DIRECT;
      break;
    case 'role-session':
      if (namesSession(value, caller, bindings)) return DIRECT;
      if (namesEntity(value, caller.roleArn, caller.roleId, bindings)) return ENTITY;
      break;
    case 'federated-session':
      if (value === caller.arn) return DIRECT;
      if (caller.issuer.kind === 'user' && namesEntity(value, caller.issuer.arn, caller.issuer.id, bindings))
        return ENTITY;
      break;
    default:
      break;
  }
  if (accountNamedBy(value) === undefined || accountNamedBy(value) !== accountOf(caller)) return NONE;
  // An AssumeRoot session is root of the target account.
  return caller.kind === 'root' || caller.kind === 'assumed-root' ? DIRECT : ACCOUNT;
}

/**
 * policy-language §3 [K]: in an Allow, services and federated tokens match entries of their own key or the bare `"*"`;
 * in a Deny, `{"AWS":"*"}` covers every caller.
 */
function isForOtherCallers(entry: Entry, caller: Principal, effect: 'Allow' | 'Deny'): boolean {
  const hasOwnKey = caller.kind === 'service' || caller.kind === 'web-identity' || caller.kind === 'saml';
  return effect === 'Allow' && hasOwnKey && entry.key === 'AWS';
}

/** The best grade over the entries of a Principal element: they are alternatives (policy-language §3). */
export function gradeOf(
  element: RawPrincipal,
  caller: Principal,
  effect: 'Allow' | 'Deny',
  bindings: Bindings,
): Grade {
  let best: Grade = NONE;
  for (const entry of entriesOf(element)) {
    if (isForOtherCallers(entry, caller, effect)) continue;
    const grade = gradeOfEntry(entry, caller, bindings);
    if (grade > best) best = grade;
  }
  return best;
}

/**
 * Does NotPrincipal spare the caller? evaluation §4: only if every level is listed, user and account; session, role and
 * account; federated session and account; a service by its name; root by its account; and never a boundary's holder.
 */
export function isExempt(
  element: RawPrincipal,
  caller: Principal,
  hasBoundary: boolean,
  bindings: Bindings,
): boolean {
  if (hasBoundary) return false;
  const entries = entriesOf(element);
  if (entries.some(({ key, value }) => value === '*' && (key === '' || key === 'AWS'))) return true;
  const listed = (isListed: (entry: Entry) => boolean) => entries.some(isListed);
  const account = listed(
    ({ key, value }) =>
      key === 'AWS' && accountNamedBy(value) !== undefined && accountNamedBy(value) === accountOf(caller),
  );
  const itself = listed((entry) => gradeOfEntry(entry, caller, bindings) === DIRECT);
  const entity = listed((entry) => gradeOfEntry(entry, caller, bindings) === ENTITY);
  switch (caller.kind) {
    case 'root':
    case 'assumed-root':
      return account;
    case 'user':
    case 'federated-session':
      return itself && account;
    case 'role-session':
      return itself && entity && account;
    case 'service':
    case 'web-identity':
    case 'saml':
      return itself;
    case 'anonymous':
      return false;
  }
}
