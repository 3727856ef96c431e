/**
 * Who made a request, as CloudTrail says it. CloudTrail User Guide, "CloudTrail userIdentity element"; the shapes of
 * federated callers: IAM User Guide, "Logging IAM and AWS STS API calls with AWS CloudTrail".
 */
import type { Caller, FederatedCaller, RoleCaller, Session } from '../directory/index.ts';
import { iamArn, rootArn } from '../names/index.ts';
import { boundedText } from './bounded-text.ts';
import { eventInstant } from './instant.ts';

/** Of whom an event speaks. */
export type EventIdentity =
  /** A signature proved it. */
  | Caller
  /** Nobody was proved: no credentials, or ones that do not hold. `accessKeyId` is what the request claimed. */
  | { readonly kind: 'unauthenticated'; readonly accessKeyId?: string | undefined }
  /** A caller of another account, as the owner of the resource may see it. */
  | { readonly kind: 'other-account'; readonly caller: Caller }
  /** A service of the installation itself, by host name. */
  | { readonly kind: 'service'; readonly invokedBy: string }
  /** The subject of an assertion: AssumeRoleWithSAML. */
  | { readonly kind: 'saml'; readonly nameQualifier: string; readonly subject: string }
  /** The subject of a token: AssumeRoleWithWebIdentity. */
  | {
      readonly kind: 'web-identity';
      readonly provider: string;
      readonly audience: string;
      readonly subject: string;
    };

export interface SessionIssuer {
  readonly type: 'Role' | 'IAMUser' | 'Root';
  readonly principalId: string;
  readonly arn: string;
  readonly accountId: string;
  readonly userName?: string | undefined;
}

export interface SessionContext {
  readonly sessionIssuer?: SessionIssuer | undefined;
  readonly attributes: { readonly creationDate: string; readonly mfaAuthenticated: 'true' | 'false' };
  readonly sourceIdentity?: string | undefined;
}

export interface UserIdentity {
  readonly type:
    | 'Root'
    | 'IAMUser'
    | 'AssumedRole'
    | 'FederatedUser'
    | 'SAMLUser'
    | 'WebIdentityUser'
    | 'AWSAccount'
    | 'AWSService'
    | 'Unknown';
  readonly principalId?: string | undefined;
  readonly arn?: string | undefined;
  readonly accountId?: string | undefined;
  readonly accessKeyId?: string | undefined;
  readonly userName?: string | undefined;
  readonly identityProvider?: string | undefined;
  readonly invokedBy?: string | undefined;
  readonly sessionContext?: SessionContext | undefined;
}

const known = new WeakMap<EventIdentity, UserIdentity>();

/** The `userIdentity` of an event, remembered: a caller that comes again is the same object. */
export function userIdentity(identity: EventIdentity): UserIdentity {
  let made = known.get(identity);
  if (made === undefined) {
    made = identityOf(identity);
    known.set(identity, made);
  }
  return made;
}

/** Members that do not apply are absent or undefined, which JSON leaves out. */
function identityOf(identity: EventIdentity): UserIdentity {
  switch (identity.kind) {
    case 'root':
      // The account's alias stands for the name that root does not have.
      return proven('Root', identity, identity.account.record.alias, plainSession(identity.session));
    case 'user':
      return proven('IAMUser', identity, identity.user.name, plainSession(identity.session));
    case 'role':
      return proven('AssumedRole', identity, undefined, roleSession(identity));
    case 'federated':
      return proven('FederatedUser', identity, undefined, federatedSession(identity));
    case 'unauthenticated':
      return unproven(identity.accessKeyId);
    case 'other-account':
      return {
        type: 'AWSAccount',
        principalId: identity.caller.userId,
        accountId: identity.caller.accountId,
      };
    case 'service':
      return { type: 'AWSService', invokedBy: identity.invokedBy };
    case 'saml':
      return {
        type: 'SAMLUser',
        principalId: boundedText(`${identity.nameQualifier}:${identity.subject}`),
        userName: boundedText(identity.subject),
        identityProvider: boundedText(identity.nameQualifier),
      };
    case 'web-identity':
      return {
        type: 'WebIdentityUser',
        principalId: boundedText(`${identity.provider}:${identity.audience}:${identity.subject}`),
        userName: boundedText(identity.subject),
        identityProvider: boundedText(identity.provider),
      };
  }
}

function proven(
  type: UserIdentity['type'],
  caller: Caller,
  userName: string | undefined,
  sessionContext: SessionContext | undefined,
): UserIdentity {
  return {
    type,
    principalId: caller.userId,
    arn: caller.principal.arn,
    accountId: caller.accountId,
    // Empty on the administrator's socket, which signs nothing.
    accessKeyId: caller.accessKeyId || undefined,
    userName,
    sessionContext,
  };
}

function unproven(accessKeyId: string | undefined): UserIdentity {
  // The words of S3's events for requests without credentials.
  if (accessKeyId === undefined)
    return { type: 'AWSAccount', principalId: '', accountId: 'ANONYMOUS_PRINCIPAL' };
  return { type: 'Unknown', accessKeyId: boundedText(accessKeyId) };
}

function plainSession(session: Session | undefined): SessionContext | undefined {
  return session && { attributes: attributes(session) };
}

function roleSession({ accountId, role, session }: RoleCaller): SessionContext {
  return {
    sessionIssuer: {
      type: 'Role',
      principalId: role.id,
      arn: iamArn('role', accountId, role.path, role.name),
      accountId,
      userName: role.name,
    },
    attributes: attributes(session),
    sourceIdentity: session.sourceIdentity,
  };
}

function federatedSession({ accountId, user, session }: FederatedCaller): SessionContext {
  const sessionIssuer: SessionIssuer = user
    ? {
        type: 'IAMUser',
        principalId: user.id,
        arn: iamArn('user', accountId, user.path, user.name),
        accountId,
        userName: user.name,
      }
    : { type: 'Root', principalId: accountId, arn: rootArn(accountId), accountId };
  return { sessionIssuer, attributes: attributes(session) };
}

function attributes(session: Session): SessionContext['attributes'] {
  return {
    creationDate: eventInstant(session.issuedAt),
    mfaAuthenticated: session.mfaAt === undefined ? 'false' : 'true',
  };
}
