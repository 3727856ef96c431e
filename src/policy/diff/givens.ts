/**
 * What stands beside a policy when it is asked what it allows. A policy never speaks alone: a service control policy
 * allows nothing by itself, and what a bucket policy is worth to a caller depends on whose the bucket is.
 */
import type { PolicyKind } from '../issue.ts';
import type { AttachedPolicy, PolicySets, Principal } from '../model.ts';
import { policySaying } from './probe.ts';

export type Given =
  /** Identity policies, SCPs, session policies: nothing else of their kind allows anything. */
  | 'alone'
  /** The same, beside a policy of their kind that allows everything: only denials tell. */
  | 'beside-full-access'
  /** The caller is of the resource's account, and its own policies allow nothing. */
  | 'same-account'
  /** The caller is of the resource's account, and its own policies allow everything. */
  | 'same-account-allowed'
  /** The caller is of another account, and its own policies allow everything. */
  | 'other-account'
  /** The caller's own policies allow everything; its permissions boundary allows nothing. */
  | 'boundary-allows-nothing'
  /** The caller's own policies allow everything, and so does its permissions boundary. */
  | 'boundary-allows-all';

export interface Setting {
  readonly given: Given;
  /** Whether the resource is another account's. */
  readonly crossAccount?: boolean;
  readonly setsWith: (policies: readonly AttachedPolicy[]) => PolicySets;
  readonly fits: (caller: Principal) => boolean;
}

/** Kinds of documents that are compared in the same way. */
export type Family = 'identity' | 'session' | 'scp' | 'rcp' | 'resource' | 'trust' | 'endpoint';

export const FAMILY_OF: Readonly<Record<PolicyKind, Family>> = {
  inline: 'identity',
  managed: 'identity',
  session: 'session',
  scp: 'scp',
  rcp: 'rcp',
  resource: 'resource',
  trust: 'trust',
  endpoint: 'endpoint',
};

const FULL = policySaying('inline', [{ effect: 'Allow' }]);
const EVERYONE = {
  not: false,
  entries: [
    {
      type: '*',
      value: '*',
      statement: 0,
      not: false,
      start: { line: 1, column: 1, offset: 0 },
      end: { line: 1, column: 1, offset: 0 },
    },
  ],
} as const;
const OPEN = policySaying('resource', [{ effect: 'Allow', principal: EVERYONE }]);
const RCP_FULL = policySaying('rcp', [{ effect: 'Allow', principal: EVERYONE }]);
const NOTHING = policySaying('managed', []);

/** The owner of resources that are not the caller's. */
export function ownerFor({ crossAccount }: Setting, caller: Principal): string | undefined {
  if (crossAccount !== true) return undefined;
  return 'account' in caller && caller.account === '000000000000' ? '000000000001' : '000000000000';
}

const always = (): boolean => true;
const hasAccount = (caller: Principal): boolean => 'account' in caller;
const mayHaveBoundary = ({ kind }: Principal): boolean => kind === 'user' || kind === 'role-session';

function level(policies: readonly AttachedPolicy[]) {
  return [{ target: 'organization', policies }];
}

/** A service has one policy for a resource; without it, it is as if the policy said nothing. */
function only(kind: PolicyKind, policies: readonly AttachedPolicy[]): AttachedPolicy {
  return policies[0] ?? policySaying(kind, []);
}

function resourceSettings(mode: 'optional' | 'trust'): Setting[] {
  const kind = mode === 'trust' ? 'trust' : 'resource';
  const beside =
    (own: Omit<PolicySets, 'resource'>) =>
    (policies: readonly AttachedPolicy[]): PolicySets => ({
      ...own,
      resource: { attached: only(kind, policies), mode },
    });
  return [
    { given: 'same-account', setsWith: beside({ identity: [] }), fits: always },
    { given: 'same-account-allowed', setsWith: beside({ identity: [FULL] }), fits: hasAccount },
    {
      given: 'other-account',
      crossAccount: true,
      setsWith: beside({ identity: [FULL] }),
      fits: hasAccount,
    },
    {
      given: 'boundary-allows-nothing',
      setsWith: beside({ identity: [FULL], boundary: NOTHING }),
      fits: mayHaveBoundary,
    },
    {
      given: 'boundary-allows-all',
      setsWith: beside({ identity: [FULL], boundary: FULL }),
      fits: mayHaveBoundary,
    },
  ];
}

export const SETTINGS: Readonly<Record<Family, readonly Setting[]>> = {
  identity: [
    { given: 'alone', setsWith: (policies) => ({ identity: policies }), fits: always },
    {
      given: 'beside-full-access',
      setsWith: (policies) => ({ identity: [FULL, ...policies] }),
      fits: always,
    },
  ],
  session: [
    { given: 'alone', setsWith: (policies) => ({ identity: [FULL], session: policies }), fits: always },
    {
      given: 'beside-full-access',
      setsWith: (policies) => ({ identity: [FULL], session: [FULL, ...policies] }),
      fits: always,
    },
  ],
  scp: [
    { given: 'alone', setsWith: (policies) => ({ identity: [FULL], scp: level(policies) }), fits: always },
    {
      given: 'beside-full-access',
      setsWith: (policies) => ({ identity: [FULL], scp: level([FULL, ...policies]) }),
      fits: always,
    },
  ],
  // RCPFullAWSAccess is attached everywhere and cannot be detached.
  rcp: [
    {
      given: 'beside-full-access',
      setsWith: (policies) => ({ identity: [FULL], rcp: level([RCP_FULL, ...policies]) }),
      fits: always,
    },
  ],
  resource: resourceSettings('optional'),
  trust: resourceSettings('trust'),
  endpoint: [
    {
      given: 'alone',
      setsWith: (policies) => ({
        identity: [FULL],
        resource: { attached: OPEN, mode: 'optional' },
        endpoint: only('endpoint', policies),
      }),
      fits: always,
    },
    {
      given: 'boundary-allows-all',
      setsWith: (policies) => ({
        identity: [FULL],
        boundary: FULL,
        resource: { attached: OPEN, mode: 'optional' },
        endpoint: only('endpoint', policies),
      }),
      fits: mayHaveBoundary,
    },
  ],
};
