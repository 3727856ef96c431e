/**
 * Who signed: from the raw request to a caller with the entities behind it, or one of AWS's refusals.
 * Unknown, inactive and deleted keys, and tokens that are not ours, get one answer, at the cost of a real check.
 */
import { hash } from 'node:crypto';
import {
  type AccessKey,
  type Account,
  type Accounts,
  type AccountView,
  type Caller,
  type Clock,
  openSession,
  type Session,
  type SessionSealer,
} from '../directory/index.ts';
import { accountOfAccessKeyId, isAccountId } from '../names/index.ts';
import {
  checkScope,
  parseSignature,
  SignatureError,
  SigningKeys,
  type UnverifiedSignature,
  verifySignature,
} from '../sigv4/index.ts';
import { AwsError } from '../wire/index.ts';
import { federatedCaller, roleCaller, rootCaller, userCaller } from './callers.ts';
import { Recent } from './recent.ts';
import { type ApiRequest, headerOf } from './transport.ts';

/** Services that requests may be signed for. */
export type ServiceName = 'iam' | 'sts';

/** A request whose signature was verified. Only `authenticate` makes one. */
export interface Authenticated {
  readonly caller: Caller;
  readonly account: Account;
  readonly service: ServiceName;
  readonly region: string;
  readonly accessKeyId: string;
}

export interface AuthenticatorOptions {
  readonly accounts: Accounts;
  readonly clock: Clock;
  readonly sealer: SessionSealer;
  readonly regions: ReadonlySet<string> | 'any';
  /** Opens the sealed secret of an access key. @throws when it cannot be opened. */
  readonly openSecret: (accountId: string, key: AccessKey) => string;
  /** `stint dev`: an access key id of 12 digits is the root of that account, made at first use, with any secret. */
  readonly developmentAccount?: (accountId: string) => Promise<Account>;
  /** Access keys whose derived signing keys are remembered. */
  readonly rememberedKeys?: number;
  /** Opened session tokens that are remembered. */
  readonly rememberedTokens?: number;
}

/** STS lets a presigned request live 15 minutes when it is used, whatever its X-Amz-Expires says. */
const MAXIMUM_PRESIGNED_SECONDS = 900;
const MAXIMUM_SKEW_SECONDS = 300;
const SERVICES: ReadonlySet<string> = new Set<ServiceName>(['iam', 'sts']);

export function invalidClientTokenId(): AwsError {
  return new AwsError('InvalidClientTokenId', 403, 'The security token included in the request is invalid.');
}

function expiredToken(): AwsError {
  return new AwsError('ExpiredToken', 403, 'The security token included in the request is expired');
}

/** An access key and, with a token of ours, its session. */
interface Claim {
  readonly accountId: string;
  readonly accessKeyId: string;
  readonly session?: Session;
}

/** Where the secret to verify with comes from, and whom it proves. */
interface Proof {
  readonly account: Account;
  readonly accessKeyId: string;
  readonly basis: AccessKey | Session;
  readonly secret: string;
  readonly session?: Session;
  readonly owner: string;
}

export class Authenticator {
  private readonly options: AuthenticatorOptions;
  private readonly signingKeys: SigningKeys;
  private readonly secrets = new WeakMap<AccessKey, string>();
  /** By what proved them, a key or a session: a caller is the same object until its account changes. */
  private readonly callers = new WeakMap<AccessKey | Session, Caller>();
  /** Opened tokens by their digest. A retired keyring version clears it. */
  private readonly tokens: Recent<string, Session>;

  constructor(options: AuthenticatorOptions) {
    this.options = options;
    this.signingKeys = new SigningKeys(options.rememberedKeys ?? 20_000);
    this.tokens = new Recent(options.rememberedTokens ?? 20_000);
  }

  /** Forgets every opened token: after a key of the keyring was retired, its tokens must be refused at once. */
  forgetTokens(): void {
    this.tokens.clear();
  }

  /** Reads the signature without believing it. @throws SignatureError. */
  read(request: ApiRequest): UnverifiedSignature {
    const signature = parseSignature(request);
    if (signature === undefined) throw SignatureError.missingAuthenticationToken();
    return signature;
  }

  /**
   * Verifies the signature of a request.
   * @param signature of `read`, of the same request.
   * @param named the service that the request's parameters name; its name stands in the error for a wrong scope.
   * @returns a promise only where the account has to be read first.
   * @throws SignatureError, AwsError `InvalidClientTokenId` or `ExpiredToken`; or rejects with them.
   */
  verify(
    request: ApiRequest,
    signature: UnverifiedSignature,
    named: ServiceName,
  ): Authenticated | Promise<Authenticated> {
    const { accounts, clock, regions, developmentAccount } = this.options;
    const service: ServiceName = SERVICES.has(signature.service) ? (signature.service as ServiceName) : named;
    const accepted = {
      services: [service] as [string],
      regions,
      now: clock.wall(),
      maxSkewSeconds: MAXIMUM_SKEW_SECONDS,
    };
    checkScope(
      signature,
      service === 'sts' ? { ...accepted, maxPresignedSeconds: MAXIMUM_PRESIGNED_SECONDS } : accepted,
    );
    if (developmentAccount !== undefined && isDevelopmentRoot(request, signature)) {
      return this.asDevelopmentRoot(developmentAccount, request, signature, service);
    }
    const claim = this.claimOf(signature);
    const account = claim && accounts.peek(claim.accountId);
    if (claim === undefined || account !== undefined || !accounts.exists(claim.accountId)) {
      return this.prove(request, signature, service, claim, account);
    }
    return accounts
      .load(claim.accountId)
      .then((loaded) => this.prove(request, signature, service, claim, loaded));
  }

  private prove(
    request: ApiRequest,
    signature: UnverifiedSignature,
    service: ServiceName,
    claim: Claim | undefined,
    account: Account | undefined,
  ): Authenticated {
    const { date, region, accessKeyId } = signature;
    const proof = claim && account && this.proofOf(claim, account);
    const key =
      proof === undefined
        ? this.signingKeys.deriveForUnknown(date, region, service)
        : this.signingKeys.derive(accessKeyId, proof.secret, date, region, service);
    const isVerified = verifySignature(request, signature, key);
    if (proof === undefined) throw invalidClientTokenId();
    if (!isVerified) throw SignatureError.mismatch();
    // Written so that a clock that is no number refuses.
    if (proof.session !== undefined && !(proof.session.expiresAt > this.options.clock.now())) {
      throw expiredToken();
    }
    const caller = this.callerOf(proof);
    if (caller === undefined) throw invalidClientTokenId();
    return { caller, account: proof.account, service, region, accessKeyId };
  }

  private callerOf(proof: Proof): Caller | undefined {
    const account = proof.account.durable;
    const known = this.callers.get(proof.basis);
    if (known?.account === account) return known;
    const caller = callerIn(account, proof);
    if (caller !== undefined) this.callers.set(proof.basis, caller);
    return caller;
  }

  /** The root of the account that the access key id names; a disabled account's is nobody. */
  private async asDevelopmentRoot(
    developmentAccount: (accountId: string) => Promise<Account>,
    request: ApiRequest,
    signature: UnverifiedSignature,
    service: ServiceName,
  ): Promise<Authenticated> {
    const { accessKeyId, region } = signature;
    const account = await developmentAccount(accessKeyId);
    if (account.durable.record.status !== 'Active') {
      return this.prove(request, signature, service, undefined, undefined);
    }
    return { caller: rootCaller(account.durable, accessKeyId), account, service, region, accessKeyId };
  }

  /** Whose key it says it is; `undefined` when it can be nobody's. */
  private claimOf({ accessKeyId, sessionToken }: UnverifiedSignature): Claim | undefined {
    const accountId = accountOfAccessKeyId(accessKeyId);
    if (accountId === undefined) return undefined;
    const isTemporary = accessKeyId.startsWith('ASIA');
    // A long-term key with a token, and a temporary one without, are both nobody's.
    if (isTemporary !== (sessionToken !== undefined)) return undefined;
    if (sessionToken === undefined) return { accountId, accessKeyId };
    const session = this.sessionOf(sessionToken);
    if (session?.accessKeyId !== accessKeyId) return undefined;
    return { accountId: session.accountId, accessKeyId, session };
  }

  private proofOf({ accessKeyId, session }: Claim, account: Account): Proof | undefined {
    if (account.durable.record.status !== 'Active') return undefined;
    if (session !== undefined) {
      const owner = session.kind === 'role' ? session.roleId : session.userId;
      return { account, accessKeyId, basis: session, secret: session.secretAccessKey, session, owner };
    }
    const key = account.durable.accessKeys.get(accessKeyId);
    if (key === undefined || key.status !== 'Active') return undefined;
    const secret = this.secretOf(account.accountId, key);
    return { account, accessKeyId, basis: key, secret, owner: key.owner };
  }

  private secretOf(accountId: string, key: AccessKey): string {
    let secret = this.secrets.get(key);
    if (secret === undefined) {
      secret = this.options.openSecret(accountId, key);
      this.secrets.set(key, secret);
    }
    return secret;
  }

  private sessionOf(token: string): Session | undefined {
    const digest = hash('sha256', token, 'base64');
    let session = this.tokens.get(digest);
    if (session === undefined) {
      session = openSession(this.options.sealer, token);
      if (session !== undefined) this.tokens.set(digest, session);
    }
    return session;
  }
}

/** `stint dev`: 12 digits, and no link that somebody follows in a browser, whose author had to know no secret. */
function isDevelopmentRoot(
  { rawHeaders }: ApiRequest,
  { accessKeyId, sessionToken }: UnverifiedSignature,
): boolean {
  if (!isAccountId(accessKeyId) || sessionToken !== undefined) return false;
  return headerOf(rawHeaders, 'sec-fetch-mode') !== 'navigate';
}

/** The caller behind a proof; `undefined` when the user or role is gone, and with it its keys and sessions. */
function callerIn(account: AccountView, { owner, accessKeyId, session }: Proof): Caller | undefined {
  if (session?.kind === 'role') {
    const role = account.roles.get(owner);
    return role && roleCaller(account, role, session);
  }
  if (session?.kind === 'federated') {
    const user = owner === 'root' ? undefined : account.users.get(owner);
    return owner !== 'root' && user === undefined ? undefined : federatedCaller(account, user, session);
  }
  if (owner === 'root') return rootCaller(account, accessKeyId, session);
  const user = account.users.get(owner);
  return user && userCaller(account, user, accessKeyId, session);
}
