/**
 * What a request meets: identify → authenticate → decode → authorize → handle → commit → encode → record.
 * Whatever happens on the way, there is one answer and one event.
 */
import { outboxWrite } from '../audit/index.ts';
import {
  type Account,
  type AccountDraft,
  AccountTamperedError,
  type AccountView,
  type Caller,
  type Clock,
  DraftDiscardedError,
  type LastUsed,
  PrincipalGoneError,
} from '../directory/index.ts';
import { mintUuid } from '../names/index.ts';
import { DecisionTooCostlyError } from '../policy/index.ts';
import { type AnyOperation, OPERATIONS, refuseRestrictedCaller } from '../services/index.ts';
import { SignatureError } from '../sigv4/index.ts';
import { StoreUnavailableError, type Write } from '../store/index.ts';
import {
  AwsError,
  decodeInput,
  type FormParameters,
  findOperation,
  invalidAction,
  isFormContentType,
  loadModel,
  parseForm,
  type ServiceModel,
} from '../wire/index.ts';
import { errorResponse, resultResponse } from './api-response.ts';
import {
  type Authenticated,
  type Authenticator,
  invalidClientTokenId,
  type ServiceName,
} from './authenticate.ts';
import { AccessDeniedError, authorize } from './authorize.ts';
import type { RequestFacts } from './context.ts';
import { type Progress, serializedEvent } from './request-event.ts';
import { type OtherAccounts, RequestScope, type ScopeOptions } from './request-scope.ts';
import { type ApiRequest, type ApiResponse, headerOf } from './transport.ts';

/** Where events go: see the audit room. */
export interface EventSink {
  /** False when events cannot be kept: then nothing may be changed and no credentials issued. */
  readonly writable: boolean;
  append(serialized: string, about: { eventID: string; outboxKey?: string }): void;
}

export interface ApiOptions extends ScopeOptions {
  readonly authenticator: Authenticator;
  readonly events: EventSink;
  readonly clock: Clock;
  readonly noteUse: (account: Account, caller: Caller, use: LastUsed) => void;
  /** Called for faults of the service itself; the caller is told nothing of them. */
  readonly onFault: (error: unknown, requestId: string) => void;
  readonly onAnswer: OnAnswer;
  /** Refuses a caller that asks too much, before its request is worked on. @throws AwsError `Throttling`. */
  readonly admit: (caller: Caller) => void;
}

export interface Answered {
  readonly service: string;
  readonly operation: string;
  readonly status: number;
  readonly code: string | undefined;
  /** From the request's arrival, read, to its answer. */
  readonly seconds: number;
  readonly requestId: string;
}

/** Told of each answered request; its headers hold what nobody may keep. */
export type OnAnswer = (answer: Answered, rawHeaders: readonly string[]) => void;

const MODELS: Readonly<Record<ServiceName, ServiceModel>> = { iam: loadModel('iam'), sts: loadModel('sts') };
const ALL_MODELS: readonly ServiceModel[] = Object.values(MODELS);

const NO_OTHERS: OtherAccounts = new Map();

/** A request that was read and whose caller is known: what deciding and handling it take. */
interface Call {
  readonly request: ApiRequest;
  readonly progress: Progress;
  readonly caller: Caller;
  readonly account: Account;
  readonly input: object;
  readonly others: OtherAccounts;
  readonly facts: RequestFacts;
}

const TOO_COSTLY = 'The policies that apply to this request take too long to evaluate.';

function serviceUnavailable(): AwsError {
  return new AwsError(
    'ServiceUnavailable',
    503,
    'The request has failed due to a temporary failure of the server.',
  );
}

export class Api {
  private readonly options: ApiOptions;

  constructor(options: ApiOptions) {
    this.options = options;
  }

  /** Answers one request, at once where nothing has to be waited for. Never throws, never rejects. */
  answer(request: ApiRequest): ApiResponse | Promise<ApiResponse> {
    const started = performance.now();
    const progress = this.begin();
    const accepted = (output: object) => this.accepted(request, progress, started, output);
    const refused = (error: unknown) => this.refused(request, progress, started, error);
    try {
      const output = this.run(request, progress);
      return output instanceof Promise ? output.then(accepted, refused) : accepted(output);
    } catch (error) {
      return refused(error);
    }
  }

  private accepted(request: ApiRequest, progress: Progress, started: number, output: object): ApiResponse {
    let response: ApiResponse;
    try {
      response = resultResponse(request, progress, output);
    } catch (error) {
      return this.refused(request, progress, started, error);
    }
    this.tell(request, progress, started, 200, undefined);
    return response;
  }

  private refused(request: ApiRequest, progress: Progress, started: number, error: unknown): ApiResponse {
    const refusal = this.refusalOf(error, progress);
    const response = errorResponse(request, progress, refusal);
    this.recordRefusal(request, progress, refusal);
    this.tell(request, progress, started, refusal.status, refusal.code);
    return response;
  }

  private tell(
    { rawHeaders }: ApiRequest,
    { service, record, requestId }: Progress,
    started: number,
    status: number,
    code: string | undefined,
  ): void {
    const named = { service: service ?? 'unknown', operation: record?.name ?? 'Unknown' };
    const seconds = (performance.now() - started) / 1000;
    this.options.onAnswer({ ...named, status, code, seconds, requestId }, rawHeaders);
  }

  /** Answers a request that the transport refuses before anything of it is read, and records that. */
  refuse(request: ApiRequest, refusal: AwsError): ApiResponse {
    const progress = this.begin();
    this.recordRefusal(request, progress, refusal);
    this.tell(request, progress, performance.now(), refusal.status, refusal.code);
    return errorResponse(request, progress, refusal);
  }

  private begin(): Progress {
    return {
      requestId: mintUuid(this.options.random),
      eventID: mintUuid(this.options.random),
      service: undefined,
      eventName: 'Unknown',
      region: 'us-east-1',
      identity: { kind: 'unauthenticated' },
      accountId: undefined,
      model: undefined,
      operation: undefined,
      record: undefined,
      input: undefined,
      authorization: undefined,
    };
  }

  /** @returns a promise where something has to be read first, or to be durable. */
  private run(request: ApiRequest, progress: Progress): object | Promise<object> {
    const parameters = readParameters(request);
    progress.eventName = parameters.get('Action') ?? 'Unknown';
    identify(parameters, progress);
    const signature = this.options.authenticator.read(request);
    progress.identity = { kind: 'unauthenticated', accessKeyId: signature.accessKeyId };
    progress.region = signature.region;
    const verified = this.options.authenticator.verify(request, signature, progress.service ?? 'iam');
    return verified instanceof Promise
      ? verified.then((authenticated) => this.perform(request, parameters, authenticated, progress))
      : this.perform(request, parameters, verified, progress);
  }

  private perform(
    request: ApiRequest,
    parameters: FormParameters,
    authenticated: Authenticated,
    progress: Progress,
  ): object | Promise<object> {
    const { caller, account, service, region } = authenticated;
    progress.identity = caller;
    progress.accountId = caller.accountId;
    this.options.admit(caller);
    const operation = this.select(parameters, service, progress);
    this.options.noteUse(account, caller, { at: this.options.clock.now(), service, region });
    const input = decodeInput(MODELS[service], progress.operation!, parameters);
    progress.input = input;
    refuseRestrictedCaller(service, operation.name, caller);
    operation.check?.(input, caller);
    const decideAndHandle = (others: OtherAccounts): object | Promise<object> => {
      const facts = this.factsOf(request, authenticated);
      const call: Call = { request, progress, caller, account, input, others, facts };
      if (operation.mode === 'write') {
        return operation.prepare === undefined
          ? this.write(operation, call, undefined)
          : this.prepareAndWrite(operation, call);
      }
      return operation.changes?.(input) ? this.write(operation, call, undefined) : this.read(operation, call);
    };
    const needed = operation.needs?.(input, caller) ?? [];
    return needed.length === 0 ? decideAndHandle(NO_OTHERS) : this.load(needed, caller).then(decideAndHandle);
  }

  /** The operation that the request names, in the service that it was signed for. */
  private select(parameters: FormParameters, service: ServiceName, progress: Progress): AnyOperation {
    progress.service = service;
    progress.model = MODELS[service];
    const { operation } = findOperation([MODELS[service]], parameters);
    progress.operation = operation;
    const record = OPERATIONS[service].get(operation.name);
    if (record === undefined) throw invalidAction(operation.name, MODELS[service].version);
    progress.record = record;
    return record;
  }

  private async load(ids: readonly string[], caller: Caller): Promise<OtherAccounts> {
    const others = new Map<string, Account | undefined>();
    for (const id of ids) {
      if (id === caller.accountId || others.has(id)) continue;
      others.set(id, this.options.accounts.peek(id) ?? (await this.options.accounts.load(id)));
    }
    return others;
  }

  private factsOf(request: ApiRequest, { service, region }: Authenticated): RequestFacts {
    return {
      sourceIp: request.sourceIp,
      secureTransport: request.secureTransport,
      userAgent: headerOf(request.rawHeaders, 'user-agent'),
      referer: headerOf(request.rawHeaders, 'referer'),
      region: service === 'iam' ? 'us-east-1' : region,
      now: this.options.clock.now(),
    };
  }

  /** @throws AccessDeniedError unless the caller may, as the policies stand in this state of its account. */
  private decide<A extends AccountView | AccountDraft>(
    operation: AnyOperation,
    { progress, caller, input, others, facts }: Call,
    account: A,
  ): RequestScope<A> {
    const scope = new RequestScope(this.options, account, caller, others, facts.now);
    progress.authorization = authorize(account, caller, operation.asks(input, scope), facts);
    return scope;
  }

  private read(operation: AnyOperation & { mode: 'read' }, call: Call): object | Promise<object> {
    const scope = this.decide(operation, call, call.account.durable);
    if (operation.issuesCredentials) this.requireEvents();
    const output = operation.handle(call.input, scope) ?? {};
    if (operation.issuesCredentials) return this.recordDurably(call, output);
    this.record(call.request, call.progress, undefined, output);
    return output;
  }

  /** Credentials are handed out when it is on disk that they were. */
  private async recordDurably(call: Call, output: object): Promise<object> {
    const { serialized, write } = this.outbox(call, output);
    await this.options.accounts.append([write]);
    this.options.events.append(serialized, { eventID: call.progress.eventID, outboxKey: write.key });
    return output;
  }

  /** What takes time is done for a caller who may ask for it, on what is durable; then it is decided and done as of now. */
  private async prepareAndWrite(operation: AnyOperation & { mode: 'write' }, call: Call): Promise<object> {
    this.requireEvents();
    const scope = this.decide(operation, call, call.account.durable);
    const prepared = await operation.prepare?.(call.input, scope);
    const facts = { ...call.facts, now: this.options.clock.now() };
    return this.write(operation, { ...call, facts }, prepared);
  }

  private async write(operation: AnyOperation, call: Call, prepared: unknown): Promise<object> {
    this.requireEvents();
    const { account, input } = call;
    // From here to the commit nothing waits: the draft is built on everything that earlier writers did.
    const draft = account.draft();
    const scope = this.decide(operation, call, draft);
    const output =
      (operation.mode === 'write'
        ? operation.handle(input, scope, prepared)
        : operation.handle(input, scope, draft)) ?? {};
    const { serialized, write } = this.outbox(call, output);
    await this.options.accounts.commit(account, draft, [write]);
    this.options.events.append(serialized, { eventID: call.progress.eventID, outboxKey: write.key });
    return output;
  }

  private requireEvents(): void {
    if (!this.options.events.writable) throw serviceUnavailable();
  }

  private outbox({ request, progress }: Call, output: object): { serialized: string; write: Write } {
    const now = this.options.clock.now();
    const serialized = serializedEvent(request, progress, undefined, output, now);
    return { serialized, write: outboxWrite(progress.eventID, now, serialized) };
  }

  private record(
    request: ApiRequest,
    progress: Progress,
    error: AwsError | undefined,
    output: object | undefined,
  ): void {
    this.options.events.append(serializedEvent(request, progress, error, output, this.options.clock.now()), {
      eventID: progress.eventID,
    });
  }

  /** A refusal is answered as such also when the log takes nothing more. */
  private recordRefusal(request: ApiRequest, progress: Progress, refusal: AwsError): void {
    try {
      this.record(request, progress, refusal, undefined);
    } catch (error) {
      this.options.onFault(error, progress.requestId);
    }
  }

  /** What the caller is told: AWS's errors as they are, everything else as a fault without detail. */
  private refusalOf(error: unknown, progress: Progress): AwsError {
    if (error instanceof AccessDeniedError) progress.authorization = error.authorization;
    if (error instanceof AwsError) return error;
    if (error instanceof SignatureError) return new AwsError(error.code, error.status, error.message);
    if (error instanceof PrincipalGoneError) return invalidClientTokenId();
    this.options.onFault(error, progress.requestId);
    // Not a fault of the service, which clients would try again.
    if (error instanceof DecisionTooCostlyError) return new AwsError('AccessDenied', 403, TOO_COSTLY);
    if (error instanceof DraftDiscardedError || error instanceof StoreUnavailableError)
      return serviceUnavailable();
    if (error instanceof AccountTamperedError) return serviceUnavailable();
    return progress.service === 'sts'
      ? new AwsError('InternalFailure', 500, 'The request processing has failed because of an unknown error.')
      : new AwsError('ServiceFailure', 500, 'The request processing has failed because of an unknown error.');
  }
}

/** For an event of a request that never gets as far as its signature: the service by version and action. */
function identify(parameters: FormParameters, progress: Progress): void {
  const version = parameters.get('Version');
  const model = ALL_MODELS.find((one) => one.version === version);
  if (model === undefined) return;
  progress.model = model;
  progress.service = model.service as ServiceName;
}

/** Parameters of a Query request: from a form body, and from the query of its target without the signature's part. */
function readParameters(request: ApiRequest): FormParameters {
  const question = request.target.indexOf('?');
  const query = question < 0 ? '' : request.target.slice(question + 1);
  if (request.body.length === 0) return parseForm(query);
  if (!isFormContentType(headerOf(request.rawHeaders, 'content-type'))) return parseForm(query);
  return parseForm(query, request.body);
}
