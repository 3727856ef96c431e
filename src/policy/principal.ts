/**
 * Who is meant by a Principal element, and how much an Allow that names them so is worth. IAM User Guide, "AWS JSON
 * policy elements: Principal", and "Policy evaluation logic".
 */
import type { PrincipalElement, PrincipalEntry } from './document.ts';
import type { Principal } from './model.ts';

/** How directly an entry names the caller. Greater is more; the numbers are an order and nothing else. */
export const GRADE = {
  none: 0,
  /** The account of the caller: delegates to the account's own policies. */
  account: 1,
  /** The role of a session, or the user who made a federated session. */
  entity: 2,
  /** The caller itself, or everyone. */
  direct: 3,
} as const;

export type Grade = (typeof GRADE)[keyof typeof GRADE];

/** The unique ids that ARNs of a document were bound to when it was saved, by ARN. */
export type Bindings = ReadonlyMap<string, string>;

export interface CompiledPrincipals {
  readonly source: PrincipalElement;
  readonly not: boolean;
  /** The bare `*`. */
  readonly everyone: boolean;
  /** `{"AWS": "*"}`. */
  readonly everyAccount: boolean;
  /** Account ids, ARNs, unique ids, and `AROA…:session` for sessions of a bound role. */
  readonly names: ReadonlySet<string>;
  readonly services: ReadonlySet<string>;
  readonly providers: ReadonlySet<string>;
  /** As if only this entry were listed; for traces. */
  readonly only: (entry: PrincipalEntry) => CompiledPrincipals;
}

const ACCOUNT_ID = /^[0-9]{12}$/;
const ROOT_ARN = /^arn:[a-z-]+:iam::([0-9]{12}):root$/;
const SESSION_ARN = /^(arn:[a-z-]+:sts::[0-9]{12}:assumed-role\/[^/]+)\/([^/]+)$/;

/** The account that an entry means, if it means one. */
export function accountOfEntry(value: string): string | undefined {
  return ACCOUNT_ID.test(value) ? value : ROOT_ARN.exec(value)?.[1];
}

export function compilePrincipals(source: PrincipalElement, bindings?: Bindings): CompiledPrincipals {
  const valuesOf = (type: PrincipalEntry['type']) =>
    source.entries.filter((entry) => entry.type === type).map((entry) => entry.value);
  const aws = valuesOf('AWS');
  return {
    source,
    not: source.not,
    everyone: valuesOf('*').length > 0,
    everyAccount: aws.includes('*'),
    names: new Set(aws.map((value) => nameOf(value, bindings))),
    services: new Set(valuesOf('Service')),
    providers: new Set(valuesOf('Federated')),
    only: (entry) => compilePrincipals({ not: source.not, entries: [entry] }, bindings),
  };
}

/** What a caller must answer to: a bound ARN means the id it was bound to, and no longer the name. */
function nameOf(value: string, bindings: Bindings | undefined): string {
  const id = bindings?.get(value);
  const session = SESSION_ARN.exec(value);
  if (session !== null) {
    const roleId = id ?? bindings?.get(session[1]!);
    return roleId === undefined ? value : `${roleId}:${session[2]}`;
  }
  return id ?? accountOfEntry(value) ?? value;
}

/**
 * The grade at which a `Principal` element names the caller. For a Deny any grade above none is a match, and `*` under
 * `AWS` covers also those who are nobody's principals: services and bearers of federated tokens.
 */
export function gradeOf(principals: CompiledPrincipals, caller: Principal, effect: 'Allow' | 'Deny'): Grade {
  if (principals.everyone) return GRADE.direct;
  if (principals.everyAccount && (effect === 'Deny' || 'account' in caller || caller.kind === 'anonymous')) {
    return GRADE.direct;
  }
  return namedGrade(principals, caller);
}

function namedGrade(principals: CompiledPrincipals, caller: Principal): Grade {
  const { names } = principals;
  switch (caller.kind) {
    case 'service':
      return principals.services.has(caller.name) ? GRADE.direct : GRADE.none;
    case 'web-identity':
    case 'saml':
      return principals.providers.has(caller.provider) ? GRADE.direct : GRADE.none;
    case 'anonymous':
      return GRADE.none;
    case 'root':
    case 'assumed-root':
      return names.has(caller.account) ? GRADE.direct : GRADE.none;
    default:
      if (namesCaller(names, caller)) return GRADE.direct;
      if (namesEntity(names, caller)) return GRADE.entity;
      return names.has(caller.account) ? GRADE.account : GRADE.none;
  }
}

/** All names by which an entry can mean the caller, other than as one of everyone: what the grades look for. */
export function namesOf(caller: Principal): readonly string[] {
  switch (caller.kind) {
    case 'service':
      return [caller.name];
    case 'web-identity':
    case 'saml':
      return [caller.provider];
    case 'anonymous':
      return [];
    case 'root':
    case 'assumed-root':
      return [caller.account];
    case 'user':
      return [caller.account, caller.arn, caller.id];
    case 'role-session': {
      const { account, arn, roleArn, roleId, sessionName } = caller;
      return [account, arn, roleArn, roleId, `${roleId}:${sessionName}`];
    }
    case 'federated-session': {
      const { account, arn, issuer } = caller;
      return issuer.kind === 'root' ? [account, arn] : [account, arn, issuer.id, issuer.arn];
    }
  }
}

type Identity = Extract<Principal, { kind: 'user' | 'role-session' | 'federated-session' }>;

function namesCaller(names: ReadonlySet<string>, caller: Identity): boolean {
  if (names.has(caller.arn)) return true;
  if (caller.kind === 'user') return names.has(caller.id);
  return caller.kind === 'role-session' && names.has(`${caller.roleId}:${caller.sessionName}`);
}

/** Whether whoever stands behind a session is named. */
function namesEntity(names: ReadonlySet<string>, caller: Identity): boolean {
  if (caller.kind === 'role-session') return names.has(caller.roleId) || names.has(caller.roleArn);
  if (caller.kind !== 'federated-session' || caller.issuer.kind === 'root') return false;
  return names.has(caller.issuer.id) || names.has(caller.issuer.arn);
}

/**
 * Whether a `NotPrincipal` element spares the caller: only if every level of it is listed, and never if it has a
 * permissions boundary (IAM User Guide, "AWS JSON policy elements: NotPrincipal").
 */
export function isExempt(principals: CompiledPrincipals, caller: Principal, hasBoundary: boolean): boolean {
  if (hasBoundary) return false;
  if (principals.everyone) return true;
  if (principals.everyAccount && ('account' in caller || caller.kind === 'anonymous')) return true;
  if (!('account' in caller)) return namedGrade(principals, caller) === GRADE.direct;
  const { names } = principals;
  if (!names.has(caller.account)) return false;
  switch (caller.kind) {
    case 'root':
    case 'assumed-root':
      return true;
    case 'role-session':
      return namesCaller(names, caller) && namesEntity(names, caller);
    default:
      return namesCaller(names, caller);
  }
}
