/** May this principal assume this role? AWS STS API Reference, AssumeRole. */
import type { Role, Tags } from './account.ts';
import { type Caller, callerOf } from './caller.ts';
import { type ContextInput, tagKeys } from './context.ts';
import { type Answer, type Ask, answer, roleAt, ruled, type Setting } from './question.ts';
import { listed, type Subject, UnanswerableError, World } from './world.ts';

export interface AssumeQuestion extends Setting {
  /** Name or ARN. */
  readonly role: string;
  /** `sts:RoleSessionName`; `session` by default. */
  readonly sessionName?: string;
  readonly externalId?: string;
  /** Seconds; 3600 by default. */
  readonly duration?: number;
  /** Session tags: `sts:TagSession` is asked too. */
  readonly tags?: Tags;
  readonly transitiveTags?: readonly string[];
  /** `sts:SetSourceIdentity` is asked too. */
  readonly sourceIdentity?: string;
  /** Whether the call carries a valid code of an MFA device. */
  readonly mfa?: boolean;
}

/** Seconds. */
const DEFAULT_DURATION = 3600;
/** A role session that assumes a role gets at most an hour, whatever the role allows. */
const MAXIMUM_CHAINED_DURATION = 3600;

/** Every permission that the call needs. @throws UnanswerableError */
export function askToAssume(subject: Subject, question: AssumeQuestion): Answer {
  const world = new World(subject);
  const caller = callerOf(world, question.principal);
  const role = findRole(world, question.role);
  const answered = answer(world, caller, question, asksFor(caller, role.arn, question));
  if (answered.verdict !== 'allowed') return answered;
  const tooLong = durationFault(caller, role, question.duration ?? DEFAULT_DURATION);
  return tooLong === undefined ? answered : ruled('explicitDeny', tooLong, answered.checks);
}

function findRole(world: World, nameOrArn: string): Role {
  if (nameOrArn.startsWith('arn:')) return roleAt(world, nameOrArn);
  const found = [...world.accounts.values()].flatMap((account) => account.roles.get(nameOrArn) ?? []);
  const [one, another] = found;
  if (one !== undefined && another === undefined) return one;
  if (another !== undefined)
    throw new UnanswerableError(`several accounts have role '${nameOrArn}': say its ARN`);
  const known = [...world.accounts.values()].flatMap((account) => [...account.roles.keys()]);
  throw new UnanswerableError(`no account has role '${nameOrArn}'; there ${listed(known)}`);
}

const ACTIONS = {
  'web-identity': 'sts:AssumeRoleWithWebIdentity',
  saml: 'sts:AssumeRoleWithSAML',
} as const;

function asksFor(caller: Caller, resource: string, question: AssumeQuestion): Ask[] {
  const { kind } = caller.principal;
  const { tags = {}, transitiveTags = [] } = question;
  const keys = {
    ...requestKeys(question),
    ...(question.mfa === true ? { 'aws:MultiFactorAuthPresent': true } : {}),
  };
  const assume = kind === 'web-identity' || kind === 'saml' ? ACTIONS[kind] : 'sts:AssumeRole';
  const asks: Ask[] = [{ action: assume, resource, keys }];
  const isTagged =
    Object.keys(tags).length > 0 || transitiveTags.length > 0 || caller.transitiveTags.length > 0;
  if (isTagged) asks.push({ action: 'sts:TagSession', resource, keys });
  const sourceIdentity = question.sourceIdentity ?? caller.sourceIdentity;
  if (sourceIdentity !== undefined) {
    // This check sees neither the session's name nor the request's tags.
    const only = { 'sts:SourceIdentity': sourceIdentity };
    asks.push({ action: 'sts:SetSourceIdentity', resource, keys: only });
  }
  return asks;
}

function requestKeys(question: AssumeQuestion): ContextInput {
  const { tags = {}, transitiveTags = [], sessionName = 'session', externalId, sourceIdentity } = question;
  const tagged = Object.keys(tags);
  return {
    'sts:RoleSessionName': sessionName,
    'sts:ExternalId': externalId,
    'sts:SourceIdentity': sourceIdentity,
    'sts:TransitiveTagKeys': transitiveTags.length === 0 ? undefined : transitiveTags,
    'aws:TagKeys': tagged.length === 0 ? undefined : tagged,
    ...tagKeys('aws:RequestTag/', tags),
  };
}

function durationFault({ credentials }: Caller, role: Role, duration: number): string | undefined {
  if (credentials === 'role-session' && duration > MAXIMUM_CHAINED_DURATION) {
    return 'The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining.';
  }
  return duration > role.maxSessionDuration
    ? 'The requested DurationSeconds exceeds the MaxSessionDuration set for this role.'
    : undefined;
}
