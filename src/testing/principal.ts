/** Who asks, as a test names it. */
import { parseArn } from '../names/index.ts';
import type { Tags } from './account.ts';
import type { Policies } from './policies.ts';
import { UnanswerableError } from './world.ts';

/** MFA at the issue of temporary credentials: whether, or how many seconds ago. */
export type Mfa = boolean | number;

interface OfAccount {
  /** Needed only if several accounts have one of the name. */
  readonly account?: string;
}

/** A user with long-term keys or, with `temporary`, by GetSessionToken. */
export interface UserPrincipal extends OfAccount {
  readonly user: string;
  readonly temporary?: boolean;
  /** Of temporary credentials only: long-term keys bring none. */
  readonly mfa?: Mfa;
}

/** A session of a role. */
export interface RolePrincipal extends OfAccount {
  readonly role: string;
  /** Its name; `session` by default. */
  readonly session?: string;
  /** Session policies. */
  readonly policies?: Policies;
  /** Session tags; they win over the role's. */
  readonly tags?: Tags;
  readonly transitiveTags?: readonly string[];
  readonly sourceIdentity?: string;
  readonly mfa?: Mfa;
}

/** A session by GetFederationToken. */
export interface FederatedPrincipal extends OfAccount {
  readonly federated: string;
  /** The user who called GetFederationToken, or `root`. */
  readonly by: string;
  readonly policies?: Policies;
  readonly tags?: Tags;
}

/** The root of an account. */
export interface RootPrincipal extends OfAccount {
  readonly root: true;
}

/** A session by AssumeRoot: root of a member account, with the task policy as its limit. */
export interface AssumedRootPrincipal extends OfAccount {
  readonly assumedRoot: true;
  readonly policies?: Policies;
}

/** An AWS service. */
export interface ServicePrincipal {
  readonly service: string;
  /** The resource on whose behalf it calls: `aws:SourceArn`. */
  readonly sourceArn?: string;
  readonly sourceAccount?: string;
}

/** A caller of AssumeRoleWithWebIdentity. The provider is taken to exist in the role's account. */
export interface WebIdentityPrincipal {
  /** ARN of an OIDC provider, or the host of a built-in one. */
  readonly webIdentity: string;
  /** Claims of the token: `sub`, `aud` … become keys of the provider. */
  readonly claims?: Readonly<Record<string, string | readonly string[]>>;
}

/** A caller of AssumeRoleWithSAML. The provider is taken to exist in the role's account. */
export interface SamlPrincipal {
  /** ARN of the SAML provider. */
  readonly saml: string;
  /** `aud`, `iss`, `sub` …: become `saml:` keys. */
  readonly attributes?: Readonly<Record<string, string | readonly string[]>>;
}

export interface AnonymousPrincipal {
  readonly anonymous: true;
}

/** A caller without an account. */
export type StrangerPrincipal = ServicePrincipal | WebIdentityPrincipal | SamlPrincipal | AnonymousPrincipal;

export type PrincipalDescription =
  | UserPrincipal
  | RolePrincipal
  | FederatedPrincipal
  | RootPrincipal
  | AssumedRootPrincipal
  | StrangerPrincipal;

/**
 * A description, or a text: `user/alice`, `role/auditor`, `assumed-role/auditor/session`, `root`, `anonymous`, a service
 * such as `ec2.amazonaws.com`, or the ARN of a user, role, role session or root.
 */
export type PrincipalInput = string | PrincipalDescription;

const FORMS =
  "'user/NAME', 'role/NAME', 'assumed-role/ROLE/SESSION', 'root', 'anonymous', 'NAME.amazonaws.com', an ARN of these, or a description";

/** @throws UnanswerableError for a text of no known form. */
export function describePrincipal(principal: PrincipalInput): PrincipalDescription {
  if (typeof principal !== 'string') return principal;
  const described = describeArn(principal) ?? describeText(principal);
  if (described !== undefined) return described;
  throw new UnanswerableError(`'${principal}' names no principal: write ${FORMS}`);
}

function describeArn(text: string): PrincipalDescription | undefined {
  const arn = parseArn(text);
  if (arn?.service !== 'iam' && arn?.service !== 'sts') return undefined;
  const described = describeText(arn.resource);
  const hasAccount = described && ('user' in described || 'role' in described || 'root' in described);
  return hasAccount ? { ...described, account: arn.account } : undefined;
}

function describeText(text: string): PrincipalDescription | undefined {
  if (text === 'root') return { root: true };
  if (text === 'anonymous') return { anonymous: true };
  if (/^[a-z0-9.-]+\.amazonaws\.com$/.test(text)) return { service: text };
  const [kind, ...names] = text.split('/');
  const name = names.at(-1);
  if (name === undefined || names.includes('')) return undefined;
  if (kind === 'user') return { user: name };
  if (kind === 'role') return { role: name };
  return kind === 'assumed-role' && names.length === 2 ? { role: names[0]!, session: name } : undefined;
}

/** A short name for people: `user alice`, `session s1 of role auditor`. */
export function principalName(principal: PrincipalInput): string {
  if (typeof principal === 'string') return principal;
  if ('user' in principal) return `user/${principal.user}`;
  if ('role' in principal) {
    return principal.session === undefined
      ? `role/${principal.role}`
      : `assumed-role/${principal.role}/${principal.session}`;
  }
  if ('federated' in principal) return `federated-user/${principal.federated}`;
  if ('service' in principal) return principal.service;
  if ('webIdentity' in principal) return `a bearer of a token of ${principal.webIdentity}`;
  if ('saml' in principal) return `a bearer of an assertion of ${principal.saml}`;
  return 'anonymous' in principal ? 'anonymous' : 'root' in principal ? 'root' : 'assumed root';
}
