/**
 * The condition keys of a question. What AWS always supplies is filled in; what needs a value that nobody gave is
 * missing, and never guessed. IAM User Guide, "AWS global condition context keys".
 */
import { type ContextValue, lowerCaseKey, type RequestContext } from '../policy/index.ts';
import type { Tags } from './account.ts';
import type { Caller } from './caller.ts';
import { isRoleArn } from './resource-mode.ts';
import { UnanswerableError, type World } from './world.ts';

/** Values by key, in any case; `null` takes a key away that would be filled in. */
export type ContextInput = Readonly<
  Record<string, string | number | boolean | readonly string[] | null | undefined>
>;

/** The moment of every question that names none. */
export const DEFAULT_TIME = '2026-01-01T00:00:00Z';
/** The Region of every question that names none, and whose resource's ARN names none. */
export const DEFAULT_REGION = 'us-east-1';

export interface Circumstances {
  readonly world: World;
  readonly caller: Caller;
  readonly action: string;
  readonly resource: string;
  /** Owner of the resource. */
  readonly owner: string | undefined;
  readonly resourceTags: Tags;
  readonly region: string | undefined;
  readonly endpoint: { readonly id?: string | undefined; readonly vpc?: string | undefined } | undefined;
  /** Keys of the operation itself. */
  readonly asked: ContextInput;
  readonly context: ContextInput;
}

const PRINCIPAL_TYPES = {
  root: 'Account',
  'assumed-root': 'Account',
  user: 'User',
  'role-session': 'AssumedRole',
  'federated-session': 'FederatedUser',
  anonymous: 'Anonymous',
} as const;

/** The context of a question: filled in, then what the operation brings, then what the test says. */
export function contextFor(circumstances: Circumstances): RequestContext {
  const keys = new Map<string, ContextValue>();
  const time = timeKeys(circumstances);
  const filled = {
    ...principalKeys(circumstances, time['aws:CurrentTime']),
    ...requestKeys(circumstances),
    ...time,
  };
  for (const values of [filled, resourceKeys(circumstances), circumstances.asked, circumstances.context]) {
    for (const [key, value] of Object.entries(values)) {
      if (value === null) keys.delete(lowerCaseKey(key));
      else if (value !== undefined) keys.set(lowerCaseKey(key), plain(value));
    }
  }
  return keys;
}

function plain(value: string | number | boolean | readonly string[]): ContextValue {
  return typeof value === 'string' || typeof value === 'object' ? value : String(value);
}

function principalKeys({ world, caller }: Circumstances, now: string): ContextInput {
  const { principal, credentials } = caller;
  const signed = principal.kind === 'service' || 'account' in principal;
  const keys: Record<string, ContextInput[string]> = {
    'aws:PrincipalIsAWSService': signed ? principal.kind === 'service' : undefined,
    ...caller.keys,
    'aws:SourceIdentity': caller.sourceIdentity,
  };
  if (principal.kind in PRINCIPAL_TYPES) {
    keys['aws:PrincipalType'] = PRINCIPAL_TYPES[principal.kind as keyof typeof PRINCIPAL_TYPES];
  }
  if (principal.kind === 'anonymous')
    return { ...keys, 'aws:PrincipalAccount': 'anonymous', 'aws:userid': 'anonymous' };
  if (!('account' in principal)) return { ...keys, ...sourceKeys(world, caller) };
  const organization = organizationKeys(world, principal.account, 'aws:Principal');
  const temporary = credentials === 'long-term' ? {} : sessionKeys(caller, now);
  return {
    ...keys,
    // A role session's key is its role, with the path.
    'aws:PrincipalArn': principal.kind === 'role-session' ? principal.roleArn : principal.arn,
    'aws:PrincipalAccount': principal.account,
    ...organization,
    ...tagKeys('aws:PrincipalTag/', caller.tags),
    ...temporary,
  };
}

/** Keys of temporary credentials. MFA keys are not in the context of federated users. */
function sessionKeys({ credentials, mfaAge }: Caller, now: string): ContextInput {
  const issued = { 'aws:TokenIssueTime': now };
  if (credentials === 'federated' || credentials === 'assumed-root') return issued;
  return {
    ...issued,
    'aws:MultiFactorAuthPresent': mfaAge !== undefined,
    'aws:MultiFactorAuthAge': mfaAge,
  };
}

/** Of the account on whose behalf a service calls. */
function sourceKeys(world: World, { keys }: Caller): ContextInput {
  const account = keys['aws:SourceAccount'];
  return typeof account === 'string' ? organizationKeys(world, account, 'aws:Source') : {};
}

function organizationKeys({ organization }: World, account: string, prefix: string): ContextInput {
  if (organization === undefined || !organization.accounts.has(account)) return {};
  const path = organization.pathOf(account);
  return {
    [`${prefix}OrgID`]: organization.id,
    [`${prefix}OrgPaths`]: path === undefined ? undefined : [path],
  };
}

function requestKeys({ action, resource, region, endpoint }: Circumstances): ContextInput {
  return {
    'aws:SecureTransport': true,
    'aws:ViaAWSService': false,
    'aws:RequestedRegion': region ?? regionOf(action, resource),
    'aws:SourceVpce': endpoint?.id,
    'aws:SourceVpc': endpoint?.vpc,
  };
}

/** IAM is global and its calls are of us-east-1; elsewhere the resource may tell. */
function regionOf(action: string, resource: string): string {
  if (/^iam:/i.test(action)) return DEFAULT_REGION;
  return resource.split(':')[3] || DEFAULT_REGION;
}

function resourceKeys({ world, caller, resource, owner, resourceTags }: Circumstances): ContextInput {
  const { principal } = caller;
  const account = owner ?? ('account' in principal ? principal.account : undefined);
  if (account === undefined) return {};
  const isIdentity = isRoleArn(resource) || /^arn:[^:]*:iam::[^:]*:user\//.test(resource);
  return {
    'aws:ResourceAccount': account,
    ...organizationKeys(world, account, 'aws:Resource'),
    ...tagKeys('aws:ResourceTag/', resourceTags),
    // Users and roles have their tags under the older key too.
    ...(isIdentity ? tagKeys('iam:ResourceTag/', resourceTags) : {}),
  };
}

/** Keys that differ only by case feed one condition key, which then has several values. */
export function tagKeys(prefix: string, tags: Tags): ContextInput {
  const values = new Map<string, string[]>();
  for (const [key, value] of Object.entries(tags)) {
    const name = lowerCaseKey(`${prefix}${key}`);
    values.set(name, [...(values.get(name) ?? []), value]);
  }
  return Object.fromEntries([...values].map(([name, all]) => [name, all.length === 1 ? all[0]! : all]));
}

/** The clock is one: whichever of the two keys is given, the other follows. */
function timeKeys({ context }: Circumstances): Record<'aws:CurrentTime' | 'aws:EpochTime', string> {
  const given = new Map(Object.entries(context).map(([key, value]) => [lowerCaseKey(key), value]));
  const said = given.get('aws:currenttime') ?? given.get('aws:epochtime') ?? DEFAULT_TIME;
  const now = new Date(millisecondsOf(String(said)));
  if (Number.isNaN(now.getTime())) {
    throw new UnanswerableError(`'${said}' is no time: a date such as 2026-01-31T12:00:00Z, or seconds`);
  }
  return {
    'aws:CurrentTime': `${now.toISOString().slice(0, 19)}Z`,
    'aws:EpochTime': String(Math.floor(now.getTime() / 1000)),
  };
}

/** Four digits are a year. */
function millisecondsOf(time: string): number {
  return /^(?![0-9]{4}$)[0-9]+$/.test(time) ? Number(time) * 1000 : Date.parse(time);
}
