/** The authenticated caller of a request: whom the signature proved, with the entities behind it. */
import type { Principal } from '../policy/index.ts';
import type { AccountView } from './account-state.ts';
import type { Role, User } from './entities.ts';
import type { FederatedSession, RoleSession, UserSession } from './session.ts';

interface CallerBase {
  readonly accountId: string;
  /** The account's state that the caller was authenticated against. */
  readonly account: AccountView;
  /** As the policy engine sees it. `principal.arn` is the ARN of GetCallerIdentity. */
  readonly principal: Principal & { readonly arn: string };
  /** `aws:userid` and GetCallerIdentity's UserId. */
  readonly userId: string;
  /** The access key id that signed; absent on the administrator's socket. */
  readonly accessKeyId: string;
}

export interface RootCaller extends CallerBase {
  readonly kind: 'root';
  /** With GetSessionToken's credentials. */
  readonly session?: UserSession | undefined;
}

export interface UserCaller extends CallerBase {
  readonly kind: 'user';
  readonly user: User;
  readonly session?: UserSession | undefined;
}

export interface RoleCaller extends CallerBase {
  readonly kind: 'role';
  readonly role: Role;
  readonly session: RoleSession;
}

export interface FederatedCaller extends CallerBase {
  readonly kind: 'federated';
  /** Absent when the account's root called GetFederationToken. */
  readonly user?: User | undefined;
  readonly session: FederatedSession;
}

export type Caller = RootCaller | UserCaller | RoleCaller | FederatedCaller;
