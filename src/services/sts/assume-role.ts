/** AssumeRole: temporary credentials of a role, through its trust policy. STS API Reference, AssumeRole. */
import type { AssumeRoleCommandInput } from '@aws-sdk/client-sts';
import {
  type AccountView,
  type Caller,
  type Role,
  type RoleSession,
  roleArn,
  roleNamed,
} from '../../directory/index.ts';
import { assumedRoleArn, parseArn, parseIamArn } from '../../names/index.ts';
import { type Ask, read, type Scope } from '../operation.ts';
import { issueCredentials } from './credentials.ts';
import { accessDenied, validationError } from './errors.ts';
import { checkMfaPair, givesMfa, mfaKeys, takeCode } from './mfa.ts';
import { checkLimits, sessionLimits } from './session-limits.ts';
import { checkTransitiveTags, incomingTransitiveTags, requestedTags } from './session-tags.ts';

/** Seconds. */
const DEFAULT_DURATION = 3600;
/** A role session that assumes a role gets at most an hour, whatever the role allows. */
const MAXIMUM_CHAINED_DURATION = 3600;

const sessionOf = (caller: Caller): RoleSession | undefined =>
  caller.kind === 'role' ? caller.session : undefined;

/** The role of exactly this ARN: STS compares path and case, unlike the names of the IAM API. */
function findRole(
  scope: Pick<Scope, 'account' | 'other'>,
  arn: string,
): { account: AccountView | undefined; role: Role | undefined } {
  const parsed = parseIamArn(arn);
  if (parsed?.type !== 'role') return { account: undefined, role: undefined };
  const account = parsed.account === scope.account.accountId ? scope.account : scope.other(parsed.account);
  if (account === undefined) return { account: undefined, role: undefined };
  const role = roleNamed(account, parsed.name);
  return { account, role: role !== undefined && roleArn(account, role) === arn ? role : undefined };
}

/** The source identity of the new session: the one given, or the one that the chain carries. */
function sourceIdentityOf(input: AssumeRoleCommandInput, caller: Caller): string | undefined {
  return input.SourceIdentity ?? sessionOf(caller)?.sourceIdentity;
}

/**
 * Once set, a source identity goes with the whole chain. IAM User Guide, "Monitor and control actions taken with
 * assumed roles".
 * @throws AwsError AccessDenied
 */
function refuseOtherSourceIdentity(input: AssumeRoleCommandInput, caller: Caller): void {
  const carried = sessionOf(caller)?.sourceIdentity;
  if (carried === undefined || input.SourceIdentity === undefined || input.SourceIdentity === carried) return;
  throw accessDenied(
    `User: ${caller.principal.arn} is not authorized to perform: sts:SetSourceIdentity on resource: ${input.RoleArn}`,
  );
}

export const assumeRole = read('AssumeRole', {
  issuesCredentials: true,

  needs: (input: AssumeRoleCommandInput) => {
    const account = parseIamArn(input.RoleArn!)?.account;
    return account === undefined ? [] : [account];
  },

  check: (input, caller) => {
    if (parseArn(input.RoleArn!) === undefined) throw validationError(`${input.RoleArn} is invalid`);
    checkTransitiveTags(requestedTags(input.Tags), input.TransitiveTagKeys ?? [], sessionOf(caller));
    if (input.SourceIdentity?.startsWith('aws:')) {
      throw validationError('SourceIdentity must not begin with the reserved prefix aws:');
    }
    if ((input.ProvidedContexts ?? []).length > 0) {
      throw validationError('ProvidedContexts are not supported: no context provider is known.');
    }
    refuseOtherSourceIdentity(input, caller);
    checkLimits(input);
    checkMfaPair(input);
  },

  changes: givesMfa,

  resources: (input) => {
    const accountId = parseIamArn(input.RoleArn!)?.account;
    return accountId === undefined ? [] : [{ ARN: input.RoleArn!, accountId, type: 'AWS::IAM::Role' }];
  },

  asks: (input, scope) => {
    // A code that is not good is told before anything about the role is.
    takeCode(input, scope);
    const { account, role } = findRole(scope, input.RoleArn!);
    const tags = requestedTags(input.Tags);
    const sourceIdentity = sourceIdentityOf(input, scope.caller);
    const inherited = incomingTransitiveTags(sessionOf(scope.caller));
    const transitive = input.TransitiveTagKeys ?? [];
    const onRole = {
      resource: input.RoleArn!,
      trust: { account, role },
      resourceAccount: parseIamArn(input.RoleArn!)?.account,
      resourceTags: role?.tags ?? [],
    } as const;
    const keys = {
      'sts:RoleSessionName': input.RoleSessionName,
      'sts:ExternalId': input.ExternalId,
      'sts:SourceIdentity': input.SourceIdentity,
      'sts:TransitiveTagKeys': transitive.length === 0 ? undefined : transitive,
      ...mfaKeys(input),
    };
    const asks: Ask[] = [{ action: 'sts:AssumeRole', ...onRole, requestTags: tags, keys }];
    if (tags.length > 0 || inherited.length > 0) {
      asks.push({ action: 'sts:TagSession', ...onRole, requestTags: tags, keys });
    }
    if (sourceIdentity !== undefined) {
      // This check sees neither the session's name nor the request's tags (recorded from AWS).
      asks.push({
        action: 'sts:SetSourceIdentity',
        ...onRole,
        keys: { 'sts:SourceIdentity': sourceIdentity, ...mfaKeys(input) },
      });
    }
    return asks;
  },

  handle: (input, scope, draft) => {
    const device = takeCode(input, scope);
    if (device !== undefined) draft!.mfaDevices.put(device);
    const { account, role } = findRole(scope, input.RoleArn!);
    // The asks have refused every ARN without a role.
    if (account === undefined || role === undefined) throw accessDenied('The role does not exist.');
    const caller = sessionOf(scope.caller);
    const duration = input.DurationSeconds ?? DEFAULT_DURATION;
    if (caller !== undefined && duration > MAXIMUM_CHAINED_DURATION) {
      throw validationError(
        'The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining.',
      );
    }
    if (duration > role.maxSessionDuration) {
      throw validationError(
        'The requested DurationSeconds exceeds the MaxSessionDuration set for this role.',
      );
    }
    const inherited = incomingTransitiveTags(caller);
    const tags = [...inherited, ...requestedTags(input.Tags)];
    const { limits, packedSize } = sessionLimits(account, input, tags);
    const sourceIdentity = sourceIdentityOf(input, scope.caller);
    const credentials = issueCredentials(
      scope,
      {
        kind: 'role',
        accountId: account.accountId,
        roleId: role.id,
        sessionName: input.RoleSessionName!,
        tags,
        transitiveTagKeys: [...inherited.map((tag) => tag.Key), ...(input.TransitiveTagKeys ?? [])],
        ...(sourceIdentity === undefined ? {} : { sourceIdentity }),
        chained: caller !== undefined,
        ...limits,
      },
      duration,
    );
    return {
      Credentials: credentials,
      AssumedRoleUser: {
        AssumedRoleId: `${role.id}:${input.RoleSessionName}`,
        Arn: assumedRoleArn(account.accountId, role.name, input.RoleSessionName!),
      },
      ...(packedSize === 0 ? {} : { PackedPolicySize: packedSize }),
      ...(sourceIdentity === undefined ? {} : { SourceIdentity: sourceIdentity }),
    };
  },
});
