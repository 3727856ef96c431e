/** The callers that Principal elements tell apart. */
import type { PrincipalElement, PrincipalEntry } from '../document.ts';
import type { Principal } from '../model.ts';
import { accountOfEntry } from '../principal.ts';
import type { Effort } from './effort.ts';

export interface Caller {
  /** Another one for each caller. */
  readonly key: number;
  readonly principal: Principal;
  /** Who is meant: `user arn:…`, `other users of account 1111…`; several if they are named in the same places. */
  readonly words: readonly string[];
}

/** Callers are combined from what is named; of more than these not all are looked at. */
const MOST_NAMES = 500;
const MOST_CALLERS = 1_000;

/** Accounts and names that stand for all that policies do not name. */
const ACCOUNTS = ['111122223333', '444455556666', '777788889999', '123456789012'];
const NAMES = ['someone', 'somebody', 'anyone', 'nobody'];
const ANONYMOUS: Described = { principal: { kind: 'anonymous' }, words: 'anonymous callers' };

interface Described {
  readonly principal: Principal;
  readonly words: string;
}

/** Who asks where a policy speaks about whoever holds it. */
export const HOLDER: Caller = {
  key: 0,
  principal: userOf('111122223333', 'alice'),
  words: ['whoever the policy is attached to'],
};

/** The ARN of a user, role, session or account root, in its parts. */
const ARN = /^arn:([a-z-]+):(iam|sts)::([0-9]{12}):(user|role|assumed-role|federated-user|root)(?:\/(.+))?$/;

interface Named {
  readonly partition: string;
  readonly account: string;
  readonly type: string;
  readonly path: string;
  readonly arn: string;
}

function namedBy(value: string): Named | undefined {
  const match = ARN.exec(value);
  if (match === null) return undefined;
  const [, partition = '', , account = '', type = '', path = ''] = match;
  return { partition, account, type, path, arn: value };
}

function lastOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

function userOf(account: string, name: string, id = 'AIDAEXAMPLEEXAMPLE001'): Principal {
  return { kind: 'user', account, id, arn: `arn:aws:iam::${account}:user/${name}` };
}

function sessionOf(role: Named, sessionName: string, roleId = 'AROAEXAMPLEEXAMPLE001'): Principal {
  const { partition, account, path, arn } = role;
  return {
    kind: 'role-session',
    account,
    roleId,
    roleArn: arn,
    arn: `arn:${partition}:sts::${account}:assumed-role/${lastOf(path)}/${sessionName}`,
    sessionName,
  };
}

function roleOf(account: string, path: string, partition = 'aws'): Named {
  return { partition, account, type: 'role', path, arn: `arn:${partition}:iam::${account}:role/${path}` };
}

/**
 * The caller whom the ARN of a user, role, session, federated user or account root names, with unique ids that stand for
 * any; `undefined` for all else.
 */
export function callerOfArn(arn: string): Principal | undefined {
  const named = namedBy(arn);
  switch (named?.type) {
    case 'user':
      return { kind: 'user', account: named.account, id: 'AIDAEXAMPLEEXAMPLE001', arn };
    case 'role':
      return sessionOf(named, 'session');
    case 'root':
      return { kind: 'root', account: named.account, arn };
    case 'federated-user':
      return { kind: 'federated-session', account: named.account, arn, issuer: { kind: 'root' } };
    case 'assumed-role': {
      const [role = '', session = ''] = named.path.split('/');
      return sessionOf(roleOf(named.account, role, named.partition), session);
    }
    default:
      return undefined;
  }
}

/**
 * One caller at least for each combination of entries that a caller can answer to: by its ARN, its unique id, its role's
 * or issuer's, its account, as a service, by its provider, or by none of them.
 */
export function callersFor(elements: readonly PrincipalElement[], effort: Effort): Caller[] {
  const names = namesAlike(elements);
  const cast = new Cast(names.slice(0, MOST_NAMES).map(([first]) => first!));
  const everyone = [
    ...cast.users(),
    ...cast.roleSessions(),
    ...cast.federatedSessions(),
    ...cast.roots(),
    ...cast.others(),
  ];
  if (names.length > MOST_NAMES || everyone.length > MOST_CALLERS) effort.fallShort('principals');
  const several = names
    .filter((alike) => alike.length > 1)
    .map((alike) => alike.map(({ value }) => nameIn(value)));
  return everyone
    .slice(0, MOST_CALLERS)
    .map(({ principal, words }, key) => ({ key, principal, words: allWords(words, several) }));
}

/** The entries, those together that stand in the same elements and differ in nothing but their name. */
function namesAlike(elements: readonly PrincipalElement[]): PrincipalEntry[][] {
  const places = new Map<string, { entry: PrincipalEntry; elements: Set<number> }>();
  for (const [at, { entries }] of elements.entries()) {
    for (const entry of entries) {
      const name = `${entry.type} ${nameIn(entry.value)}`;
      const known = places.get(name) ?? { entry, elements: new Set<number>() };
      places.set(name, known);
      known.elements.add(at);
    }
  }
  const all = [...places.values()];
  const accounts = new Set(
    all
      .map(({ entry }) => namedBy(entry.value))
      .flatMap((named) => (named?.type === 'root' ? [] : (named?.account ?? []))),
  );
  const groups = new Map<string, PrincipalEntry[]>();
  for (const { entry, elements: own } of all) {
    const key = `${entry.type} ${sortOf(entry.value, accounts)} ${[...own].join()}`;
    groups.set(key, [...(groups.get(key) ?? []), entry]);
  }
  return [...groups.values()];
}

/** Account ids and roots of accounts are two ways to write the same. */
function nameIn(value: string): string {
  return accountOfEntry(value) ?? value;
}

/** Equal for names of one sort: accounts of which nobody else is named; users of one account; services. */
function sortOf(value: string, busy: ReadonlySet<string>): string {
  const account = accountOfEntry(value);
  if (account !== undefined) return busy.has(account) ? value : 'account';
  const named = namedBy(value);
  if (named?.type === 'user' || named?.type === 'federated-user') return `${named.type} ${named.account}`;
  return /^(?:arn:|A(?:ID|RO)A|\*)/.test(value) ? value : 'name';
}

const MOST_WORDS = 200;

/** The words, said for each of those that are named alike. */
function allWords(words: string, several: readonly (readonly string[])[]): string[] {
  let all = [words];
  for (const names of several) {
    const [first = '', ...others] = names;
    if (!words.includes(first)) continue;
    all = all
      .flatMap((one) => [one, ...others.map((name) => one.replaceAll(first, name))])
      .slice(0, MOST_WORDS);
  }
  return all;
}

/** Everyone whom some entries name, and those whom they do not. */
class Cast {
  readonly #named: readonly Named[];
  readonly #userIds: readonly string[];
  readonly #roleIds: readonly string[];
  /** `AROA…:session`. */
  readonly #sessionIds: readonly string[];
  readonly #accounts: readonly string[];
  readonly #services: readonly string[];
  readonly #providers: readonly string[];
  readonly #unnamedAccount: string;
  readonly #someone: string;

  constructor(entries: readonly PrincipalEntry[]) {
    const values = (type: string) => [
      ...new Set(entries.filter((entry) => entry.type === type).map(({ value }) => value)),
    ];
    const aws = values('AWS');
    this.#named = aws.map(namedBy).filter((named) => named !== undefined);
    this.#userIds = aws.filter((value) => /^AIDA[A-Z0-9]+$/.test(value));
    this.#roleIds = aws.filter((value) => /^AROA[A-Z0-9]+$/.test(value));
    this.#sessionIds = aws.filter((value) => /^AROA[A-Z0-9]+:./.test(value));
    this.#services = values('Service');
    this.#providers = values('Federated');
    const text = aws.join(' ');
    const mentioned = [
      ...aws.flatMap((value) => accountOfEntry(value) ?? []),
      ...this.#named.map((one) => one.account),
    ];
    this.#unnamedAccount = ACCOUNTS.find((account) => !text.includes(account)) ?? freshAccount(text);
    this.#accounts = [...new Set(mentioned), this.#unnamedAccount];
    this.#someone = NAMES.find((name) => !text.includes(name)) ?? `someone-${text.length}`;
  }

  #ofType(type: string, account: string): Named[] {
    return this.#named.filter((named) => named.type === type && named.account === account);
  }

  #anyoneOf(account: string, kind: string): string {
    return account === this.#unnamedAccount
      ? `${kind} of accounts not named`
      : `other ${kind} of account ${account}`;
  }

  users(): Described[] {
    return this.#accounts.flatMap((account) => {
      const arns = this.#ofType('user', account).map(({ arn }) => ({ arn, words: `user ${arn}` }));
      const someone = `arn:aws:iam::${account}:user/${this.#someone}`;
      const all = [...arns, { arn: someone, words: this.#anyoneOf(account, 'users') }];
      return all.flatMap(({ arn, words }): Described[] => [
        { principal: { kind: 'user', account, id: 'AIDAEXAMPLEEXAMPLE001', arn }, words },
        ...this.#userIds.map(
          (id): Described => ({
            principal: { kind: 'user', account, id, arn },
            words: `the user with id ${id} (${words})`,
          }),
        ),
      ]);
    });
  }

  roleSessions(): Described[] {
    return this.#accounts.flatMap((account) => {
      const sessions = this.#ofType('assumed-role', account).map(({ path, arn }) => {
        const [role = '', session = ''] = path.split('/');
        return { role, session, arn };
      });
      const roles = this.#ofType('role', account);
      const hidden = sessions.map(({ role }) => roleOf(account, `${this.#someone}/${role}`));
      const all = [...roles, ...hidden, roleOf(account, this.#someone)];
      const ids = [
        undefined,
        ...this.#roleIds,
        ...this.#sessionIds.map((id) => id.slice(0, id.indexOf(':'))),
      ];
      return all.flatMap((role) =>
        ids.flatMap((id) => {
          const own = sessions.filter((one) => one.role === lastOf(role.path)).map(({ session }) => session);
          const byId = this.#sessionIds
            .filter((one) => one.startsWith(`${id}:`))
            .map((one) => one.split(':')[1]!);
          const isNamed = roles.includes(role);
          const words = isNamed ? `role ${role.arn}` : this.#anyoneOf(account, 'roles');
          const idWords = id === undefined ? '' : `, the role with id ${id}`;
          return [this.#someone, ...own, ...byId].map(
            (session): Described => ({
              principal: sessionOf(role, session, id),
              words:
                session === this.#someone
                  ? `sessions of ${words}${idWords}`
                  : `session ${session} of ${isNamed ? words : `role ${lastOf(role.path)} of account ${account}`}${idWords}`,
            }),
          );
        }),
      );
    });
  }

  federatedSessions(): Described[] {
    return this.#accounts.flatMap((account) => {
      const someone = `arn:aws:sts::${account}:federated-user/${this.#someone}`;
      const named = this.#ofType('federated-user', account).map(({ arn }) => arn);
      const issuers = this.users()
        .map(({ principal, words }) => ({ principal, words }))
        .filter(({ principal }) => 'account' in principal && principal.account === account);
      return [...named, someone].flatMap((arn): Described[] => {
        const words =
          arn === someone ? this.#anyoneOf(account, 'federated sessions') : `federated session ${arn}`;
        return [
          ...issuers.flatMap(({ principal, words: who }): Described[] =>
            principal.kind === 'user'
              ? [
                  {
                    principal: {
                      kind: 'federated-session',
                      account,
                      arn,
                      issuer: { kind: 'user', id: principal.id, arn: principal.arn },
                    },
                    words: isUnnamed(who) ? words : `${words}, made by ${who}`,
                  },
                ]
              : [],
          ),
          {
            principal: { kind: 'federated-session', account, arn, issuer: { kind: 'root' } },
            words: `${words}, made by root`,
          },
        ];
      });
    });
  }

  roots(): Described[] {
    return this.#accounts.map((account) => ({
      principal: { kind: 'root', account, arn: `arn:aws:iam::${account}:root` },
      words: account === this.#unnamedAccount ? 'root of accounts not named' : `root of account ${account}`,
    }));
  }

  /** Those who have no account. */
  others(): Described[] {
    const providers = [...this.#providers, 'provider.example.com'];
    const words = (provider: string) =>
      provider === 'provider.example.com' ? 'federated identities not named' : `identities of ${provider}`;
    return [
      ...this.#services.map(
        (name): Described => ({ principal: { kind: 'service', name }, words: `service ${name}` }),
      ),
      { principal: { kind: 'service', name: 'example.amazonaws.com' }, words: 'services not named' },
      ...providers.flatMap((provider): Described[] => [
        { principal: { kind: 'web-identity', provider }, words: words(provider) },
      ]),
      ANONYMOUS,
    ];
  }
}

/** Whether the words mean users whom nothing names. */
function isUnnamed(words: string): boolean {
  return words.startsWith('other users') || words.startsWith('users of');
}

function freshAccount(text: string): string {
  let number = 100_000_000_000;
  while (text.includes(String(number))) number++;
  return String(number);
}
