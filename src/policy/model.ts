/**
 * What a decision is asked with and what it answers. The words are AWS's: see the IAM User Guide,
 * "How AWS enforcement code logic evaluates requests to allow or deny access".
 */
import type { CompiledPolicy } from './compile.ts';

/** Who calls. An authenticated caller has an account; services, federated tokens and anonymous callers have none. */
export type Principal =
  | { readonly kind: 'root'; readonly account: string; readonly arn: string }
  | {
      readonly kind: 'user';
      readonly account: string;
      /** Unique id, `AIDA…`. */
      readonly id: string;
      /** `arn:aws:iam::A:user/path/name`. */
      readonly arn: string;
    }
  | {
      readonly kind: 'role-session';
      readonly account: string;
      /** Unique id of the role, `AROA…`. */
      readonly roleId: string;
      /** `arn:aws:iam::A:role/path/name`. */
      readonly roleArn: string;
      /** `arn:aws:sts::A:assumed-role/name/session`. */
      readonly arn: string;
      readonly sessionName: string;
      readonly serviceLinked?: boolean;
    }
  | {
      readonly kind: 'federated-session';
      readonly account: string;
      /** `arn:aws:sts::A:federated-user/name`. */
      readonly arn: string;
      /** Who called GetFederationToken: a user (unique id and ARN), or the account's root. */
      readonly issuer:
        | { readonly kind: 'user'; readonly id: string; readonly arn: string }
        | { readonly kind: 'root' };
    }
  | { readonly kind: 'assumed-root'; readonly account: string; readonly arn: string }
  | { readonly kind: 'service'; readonly name: string }
  | { readonly kind: 'web-identity'; readonly provider: string }
  | { readonly kind: 'saml'; readonly provider: string }
  | { readonly kind: 'anonymous' };

/** A condition key's value in the request. An array is a multivalued key; `undefined` from `get` is a missing key. */
export type ContextValue = string | readonly string[];

/** Request context. Keys are asked for in lower case (`aws:principaltag/team`), as `lowerCaseKey` makes it. A `Map` with lower-case keys is one. */
export interface RequestContext {
  get(lowerCaseKey: string): ContextValue | undefined;
}

/** One question: may this caller do this action on this resource? */
export interface AccessRequest {
  readonly principal: Principal;
  /** `iam:CreateUser`, in AWS's spelling. */
  readonly action: string;
  /** An ARN, or `*` for an action that authorizes no resource. */
  readonly resource: string;
  /** Owner of the resource; absent: the caller's own account. */
  readonly resourceAccount?: string | undefined;
  readonly context: RequestContext;
}

/** Where a document that takes part in a decision comes from; shown in traces, never evaluated. */
export interface PolicySource {
  readonly kind: 'inline' | 'managed' | 'session' | 'resource' | 'trust' | 'scp' | 'rcp' | 'endpoint';
  /** Inline: the policy's name. Managed: the policy's name. */
  readonly name: string;
  /** Managed documents, SCPs, RCPs. */
  readonly arn?: string;
  /** What the document is attached to: a user, group, role ARN, or an organization target id. */
  readonly attachedTo?: string;
}

export interface AttachedPolicy {
  readonly policy: CompiledPolicy;
  readonly source: PolicySource;
}

/** One level of an organization's tree (root, OU or account) with the documents attached to it. */
export interface OrganizationLevel {
  readonly target: string;
  readonly policies: readonly AttachedPolicy[];
}

/** Everything that may speak in one decision. What is absent does not apply; an empty list applies and allows nothing. */
export interface PolicySets {
  /** Inline before managed, the user's own before its groups', in attachment order. */
  readonly identity: readonly AttachedPolicy[];
  readonly boundary?: AttachedPolicy | undefined;
  /** Session policies form one set: an allow in any of them is enough. */
  readonly session?: readonly AttachedPolicy[] | undefined;
  readonly resource?:
    | {
        readonly attached: AttachedPolicy;
        /** `trust` and `key` policies are required; other resource policies are an alternative to identity policies. */
        readonly mode: 'optional' | 'key' | 'trust';
      }
    | undefined;
  /** Levels from the organization's root to the caller's account; absent: no organization, or the type is not enabled. */
  readonly scp?: readonly OrganizationLevel[] | undefined;
  /** Levels from the organization's root to the resource's account. */
  readonly rcp?: readonly OrganizationLevel[] | undefined;
  /** The organization's management account: SCPs do not bind its principals, nor RCPs its resources. */
  readonly managementAccount?: string | undefined;
  /** The endpoint's policy, if the request came through one. */
  readonly endpoint?: AttachedPolicy | undefined;
}

export type PolicyType =
  | 'identity'
  | 'boundary'
  | 'session'
  | 'resource'
  | 'trust'
  | 'scp'
  | 'rcp'
  | 'endpoint';

/** The names of SimulatePrincipalPolicy. */
export type Verdict = 'allowed' | 'explicitDeny' | 'implicitDeny';

export interface Decision {
  readonly verdict: Verdict;
  /** The policy type that decided; `root` when the account's root needs no policy. */
  readonly by: PolicyType | 'root';
  /** The statement that decided: the first allow, or the deny. Absent for an implicit deny and for root. */
  readonly statement?: { readonly source: PolicySource; readonly index: number; readonly sid?: string };
}
