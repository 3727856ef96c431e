import type { AccessRequest, ContextValue, PolicyKind, Principal } from '../../../src/policy/index.ts';
import type { RawStatement, ReferenceLevel, ReferencePolicy, ReferenceSets } from '../../reference/index.ts';
import { A, B, RCP_FULL } from '../setup.ts';
import { chance, type Dice, pick, shuffled, weighted } from './dice.ts';
import { type Scene, statementFor } from './statements.ts';
import {
  ALICE_ARN,
  ALICE_ID,
  CALLERS,
  contextFor,
  type Mode,
  OLD_ALICE_ID,
  OLD_ROLE_ID,
  QUESTIONS,
  ROLE_ARN,
  ROLE_ID,
  SERVICE_LINKED_SESSION,
  SESSION_ARN,
} from './world.ts';

/** One question with everything that may speak on it. */
export interface AccessCase {
  readonly request: AccessRequest & { readonly context: ReadonlyMap<string, ContextValue> };
  readonly sets: ReferenceSets;
}

/** What a set is meant to say. */
type Stance = 'allow' | 'nothing' | 'deny';

type SetName = 'identity' | 'boundary' | 'session' | 'resource' | 'scp' | 'rcp' | 'endpoint';

const CALLER_WEIGHTS: Readonly<Record<Mode, Readonly<Record<Principal['kind'], number>>>> = {
  none: {
    user: 45,
    'role-session': 30,
    'federated-session': 8,
    root: 8,
    'assumed-root': 5,
    service: 1,
    'web-identity': 1,
    saml: 1,
    anonymous: 1,
  },
  optional: {
    user: 30,
    'role-session': 32,
    'federated-session': 14,
    root: 6,
    'assumed-root': 2,
    service: 6,
    'web-identity': 2,
    saml: 2,
    anonymous: 6,
  },
  key: {
    user: 40,
    'role-session': 35,
    'federated-session': 10,
    root: 10,
    'assumed-root': 2,
    service: 2,
    'web-identity': 0,
    saml: 0,
    anonymous: 1,
  },
  trust: {
    user: 34,
    'role-session': 30,
    'federated-session': 4,
    root: 2,
    'assumed-root': 1,
    service: 10,
    'web-identity': 12,
    saml: 6,
    anonymous: 1,
  },
};

function bindingsFor(dice: Dice): ReadonlyMap<string, string> | undefined {
  if (!chance(dice, 35)) return undefined;
  const bindings = new Map<string, string>();
  if (chance(dice, 60)) bindings.set(ALICE_ARN, chance(dice, 75) ? ALICE_ID : OLD_ALICE_ID);
  if (chance(dice, 60)) bindings.set(ROLE_ARN, chance(dice, 75) ? ROLE_ID : OLD_ROLE_ID);
  // A session principal is bound by its role part (policy-language §3 [K]).
  if (chance(dice, 30)) bindings.set(SESSION_ROLE_PART, chance(dice, 75) ? ROLE_ID : OLD_ROLE_ID);
  return bindings;
}

const SESSION_ROLE_PART = SESSION_ARN.slice(0, SESSION_ARN.lastIndexOf('/'));

/** Kinds whose documents may lack the Version or have the one of 2008, which knows no variables. */
const OLD_VERSIONS: readonly PolicyKind[] = ['inline', 'session', 'resource', 'trust', 'endpoint'];

function policyFor(
  dice: Dice,
  kind: PolicyKind,
  stance: Stance,
  request: AccessCase['request'],
): ReferencePolicy {
  const old = OLD_VERSIONS.includes(kind) && chance(dice, 8);
  const scene: Scene = { request, context: request.context, kind, variables: !old };
  const statements: RawStatement[] = [];
  const add = (effect: 'Allow' | 'Deny', aim: boolean) =>
    statements.push(statementFor(dice, scene, effect, aim));
  const mayAllow = kind !== 'rcp';
  if (stance === 'allow' || (stance === 'deny' && chance(dice, 60))) if (mayAllow) add('Allow', true);
  if (stance === 'deny') add('Deny', true);
  if (stance === 'nothing' || chance(dice, 25)) add(mayAllow ? 'Allow' : 'Deny', false);
  if (chance(dice, 20) || statements.length === 0) add('Deny', false);
  // Now and then a long document, of statements that are about something else or about this.
  if (chance(dice, 2)) {
    const more = 8 + dice.roll(8);
    for (let at = 0; at < more; at += 1) add(kind === 'rcp' || chance(dice, 15) ? 'Deny' : 'Allow', false);
  }
  const ordered = shuffled(dice, statements);
  const [first] = ordered;
  const bindings = kind === 'resource' || kind === 'trust' ? bindingsFor(dice) : undefined;
  return {
    document: {
      ...(old ? pick(dice, [{}, { Version: '2008-10-17' }]) : { Version: '2012-10-17' }),
      Statement: ordered.length === 1 && first !== undefined && chance(dice, 30) ? first : ordered,
    },
    ...(bindings === undefined ? {} : { bindings }),
    source: { kind, name: `${kind} ${dice.roll(1000)}` },
  };
}

/** Several documents of one set: the stance may stand in any of them. */
function severalFor(
  dice: Dice,
  kinds: readonly PolicyKind[],
  stance: Stance,
  request: AccessCase['request'],
) {
  const most = chance(dice, 70) ? 1 : 3;
  const count = stance === 'nothing' ? dice.roll(most + 1) : 1 + dice.roll(most);
  const speaker = dice.roll(Math.max(count, 1));
  return Array.from({ length: count }, (_, at) =>
    policyFor(dice, pick(dice, kinds), at === speaker ? stance : 'nothing', request),
  );
}

function levelsFor(
  dice: Dice,
  kind: 'scp' | 'rcp',
  stance: Stance,
  request: AccessCase['request'],
): ReferenceLevel[] {
  const depth = 1 + dice.roll(3);
  const speaker = dice.roll(depth);
  return Array.from({ length: depth }, (_, at) => {
    const own = at === speaker ? stance : 'allow';
    const target = `level-${at}`;
    if (kind === 'scp') return { target, policies: severalFor(dice, ['scp'], own, request) };
    if (own === 'nothing') return { target, policies: [] };
    const denies =
      own === 'deny' || chance(dice, 30)
        ? [policyFor(dice, 'rcp', own === 'deny' ? 'deny' : 'nothing', request)]
        : [];
    return { target, policies: [RCP_FULL, ...denies] };
  });
}

function requestFor(dice: Dice, mode: Mode): AccessCase['request'] {
  const kind = weighted(dice, CALLER_WEIGHTS[mode]);
  const principal =
    kind === 'role-session' && chance(dice, SERVICE_LINKED)
      ? SERVICE_LINKED_SESSION
      : pick(dice, CALLERS[kind]);
  const [action, resources] =
    mode === 'trust' && (kind === 'web-identity' || kind === 'saml')
      ? (['sts:AssumeRoleWithWebIdentity', [`arn:aws:iam::${A}:role/r2`]] as const)
      : pick(dice, QUESTIONS[mode]);
  const resourceAccount =
    mode === 'none' && !chance(dice, 4) ? pick(dice, [undefined, A]) : pick(dice, [undefined, A, A, B]);
  return {
    principal,
    action,
    resource: pick(dice, resources),
    resourceAccount,
    context: contextFor(dice, principal),
  };
}

/** How often a role session is one of a service-linked role, whom no policy of an organization binds. */
const SERVICE_LINKED = 5;
/** How often the account of the caller or of the resource is the organization's management account. */
const MANAGEMENT = 12;

/** Which set is to refuse, how often: chosen so that each type decides in its share of the cases. */
const REFUSALS: Readonly<Record<SetName, number>> = {
  identity: 20,
  boundary: 18,
  session: 18,
  resource: 18,
  scp: 14,
  rcp: 17,
  endpoint: 12,
};

const PRESENCE: Readonly<Record<Exclude<SetName, 'resource' | 'identity'>, number>> = {
  boundary: 30,
  session: 25,
  scp: 18,
  rcp: 15,
  endpoint: 10,
};

interface Plan {
  readonly present: ReadonlySet<SetName>;
  readonly stance: (name: SetName) => Stance;
}

function planFor(dice: Dice, mode: Mode, caller: Principal): Plan {
  const present = new Set<SetName>(['identity']);
  for (const [name, percent] of Object.entries(PRESENCE))
    if (chance(dice, percent)) present.add(name as SetName);
  if (mode !== 'none') present.add('resource');
  if ((caller.kind === 'federated-session' || caller.kind === 'assumed-root') && chance(dice, 80))
    present.add('session');
  const stances = new Map<SetName, Stance>();
  if (chance(dice, 58)) {
    const refuser = weighted(dice, REFUSALS);
    if (refuser !== 'resource' || mode !== 'none') {
      present.add(refuser);
      stances.set(refuser, chance(dice, 50) ? 'deny' : 'nothing');
    }
  }
  // Some sets speak out of turn, so that several obstacles meet and grants overlap.
  for (const name of present) {
    if (chance(dice, 8)) stances.set(name, pick(dice, ['nothing', 'nothing', 'deny'] as const));
  }
  if (mode !== 'none' && chance(dice, 20)) stances.set('identity', 'nothing');
  return { present, stance: (name) => stances.get(name) ?? 'allow' };
}

/** A case whose policies are made from its request, so that they are about it, and then bent. */
export function accessCase(dice: Dice): AccessCase {
  const mode = weighted<Mode>(dice, { none: 34, optional: 34, key: 8, trust: 24 });
  const request = requestFor(dice, mode);
  const { present, stance } = planFor(dice, mode, request.principal);
  const has = (name: SetName) => present.has(name);
  const one = (kind: PolicyKind, name: SetName) => policyFor(dice, kind, stance(name), request);
  return {
    request,
    sets: {
      identity: severalFor(dice, ['inline', 'managed'], stance('identity'), request),
      boundary: has('boundary') ? one('managed', 'boundary') : undefined,
      session: has('session') ? severalFor(dice, ['session'], stance('session'), request) : undefined,
      resource:
        mode === 'none'
          ? undefined
          : { attached: one(mode === 'trust' ? 'trust' : 'resource', 'resource'), mode },
      scp: has('scp') ? levelsFor(dice, 'scp', stance('scp'), request) : undefined,
      rcp: has('rcp') ? levelsFor(dice, 'rcp', stance('rcp'), request) : undefined,
      endpoint: has('endpoint') ? one('endpoint', 'endpoint') : undefined,
      managementAccount: chance(dice, MANAGEMENT) ? pick(dice, [A, B]) : undefined,
    },
  };
}
