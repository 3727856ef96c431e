/**
 * The condition keys of a request. Values come from the verified signature, the socket and the entities, never from a
 * parameter or header that merely has a key's name. IAM User Guide, "AWS global condition context keys".
 */
import type { Caller, Tags } from '../directory/index.ts';
import type { ContextValue, RequestContext } from '../policy/index.ts';
import type { Ask } from '../services/index.ts';

/** What the request brings, beside its caller and the ask. */
export interface RequestFacts {
  readonly sourceIp: string;
  readonly secureTransport: boolean;
  readonly userAgent: string | undefined;
  readonly referer: string | undefined;
  /** `us-east-1` for IAM and the global endpoint of STS. */
  readonly region: string;
  /** Milliseconds. */
  readonly now: number;
}

interface Parts {
  readonly facts: RequestFacts;
  readonly caller: Caller;
  readonly ask: Ask;
}

type Read = (parts: Parts) => ContextValue | undefined;

const isoSeconds = (milliseconds: number): string =>
  `${new Date(Math.floor(milliseconds / 1000) * 1000).toISOString().slice(0, 19)}Z`;

const PRINCIPAL_TYPES = {
  root: 'Account',
  user: 'User',
  role: 'AssumedRole',
  federated: 'FederatedUser',
} as const;

const sessionOf = (caller: Caller) => caller.session;

/** MFA keys are in the context of temporary credentials only, and never in that of federated users. */
function mfaPresent(caller: Caller): string | undefined {
  const session = sessionOf(caller);
  if (session === undefined || session.kind === 'federated') return undefined;
  return String(session.mfaAt !== undefined);
}

function mfaAge({ caller, facts }: Parts): string | undefined {
  const mfaAt = sessionOf(caller)?.mfaAt;
  return mfaAt === undefined ? undefined : String(Math.floor((facts.now - mfaAt) / 1000));
}

const GLOBAL_KEYS: ReadonlyMap<string, Read> = new Map<string, Read>([
  // A role session's key is its role, with the path.
  [
    'aws:principalarn',
    ({ caller: { principal } }) => (principal.kind === 'role-session' ? principal.roleArn : principal.arn),
  ],
  ['aws:principalaccount', ({ caller }) => caller.accountId],
  ['aws:principaltype', ({ caller }) => PRINCIPAL_TYPES[caller.kind]],
  ['aws:principalisawsservice', () => 'false'],
  ['aws:userid', ({ caller }) => caller.userId],
  ['aws:username', ({ caller }) => (caller.kind === 'user' ? caller.user.name : undefined)],
  [
    'aws:tokenissuetime',
    ({ caller }) => {
      const session = sessionOf(caller);
      return session && isoSeconds(session.issuedAt);
    },
  ],
  ['aws:multifactorauthpresent', ({ caller }) => mfaPresent(caller)],
  ['aws:multifactorauthage', mfaAge],
  [
    'aws:sourceidentity',
    ({ caller }) => (caller.kind === 'role' ? caller.session.sourceIdentity : undefined),
  ],
  ['aws:sourceip', ({ facts }) => facts.sourceIp],
  ['aws:securetransport', ({ facts }) => String(facts.secureTransport)],
  ['aws:useragent', ({ facts }) => facts.userAgent],
  ['aws:referer', ({ facts }) => facts.referer],
  ['aws:requestedregion', ({ facts }) => facts.region],
  ['aws:currenttime', ({ facts }) => isoSeconds(facts.now)],
  ['aws:epochtime', ({ facts }) => String(Math.floor(facts.now / 1000))],
  ['aws:viaawsservice', () => 'false'],
  ['aws:resourceaccount', ({ ask, caller }) => ask.resourceAccount ?? caller.accountId],
  [
    'aws:tagkeys',
    ({ ask }) => {
      const keys = ask.tagKeys ?? ask.requestTags?.map((tag) => tag.Key);
      return keys === undefined || keys.length === 0 ? undefined : keys;
    },
  ],
]);

/** Tag keys compare without regard to case; two that differ only by case feed one condition key with two values. */
function tagValue(tags: Tags | undefined, lowerCaseKey: string): ContextValue | undefined {
  const values = (tags ?? []).filter((tag) => tag.Key.toLowerCase() === lowerCaseKey).map((tag) => tag.Value);
  return values.length > 1 ? values : values[0];
}

/** Tags of the principal: those of the user; of the role with its session's, which win. */
function principalTag({ caller }: Parts, key: string): ContextValue | undefined {
  switch (caller.kind) {
    case 'user':
      return tagValue(caller.user.tags, key);
    case 'role':
      return tagValue(caller.session.tags, key) ?? tagValue(caller.role.tags, key);
    case 'federated':
      return tagValue(caller.session.tags, key) ?? tagValue(caller.user?.tags, key);
    default:
      return undefined;
  }
}

const TAG_KEYS: readonly (readonly [
  prefix: string,
  read: (parts: Parts, key: string) => ContextValue | undefined,
])[] = [
  ['aws:principaltag/', principalTag],
  ['aws:requesttag/', ({ ask }, key) => tagValue(ask.requestTags, key)],
  ['aws:resourcetag/', ({ ask }, key) => tagValue(ask.resourceTags, key)],
  // Users and roles have their tags under the older key too.
  [
    'iam:resourcetag/',
    ({ ask }, key) => (/:(?:user|role)\//.test(ask.resource) ? tagValue(ask.resourceTags, key) : undefined),
  ],
];

function askedKey(ask: Ask, lowerCaseKey: string): ContextValue | undefined {
  for (const name in ask.keys) {
    if (name.length === lowerCaseKey.length && name.toLowerCase() === lowerCaseKey) return ask.keys[name];
  }
  return undefined;
}

/** The context of one ask. Values are worked out when a policy asks for them. */
export function requestContext(facts: RequestFacts, caller: Caller, ask: Ask): RequestContext {
  const parts: Parts = { facts, caller, ask };
  return {
    get(key) {
      const asked = askedKey(ask, key);
      if (asked !== undefined) return asked;
      const global = GLOBAL_KEYS.get(key);
      if (global !== undefined) return global(parts);
      for (const [prefix, read] of TAG_KEYS) {
        if (key.startsWith(prefix)) return read(parts, key.slice(prefix.length));
      }
      return undefined;
    },
  };
}
