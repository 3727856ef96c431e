/**
 * Stint's own operations, called by the operator: over the administrator's socket, or in the process that opened the
 * data directory. Whoever gets here is the operator; each call leaves an event like every other request.
 */
import {
  type AuditEvent,
  auditEvent,
  type EventFacts,
  outboxWrite,
  readEvents,
  serializeEvent,
} from '../audit/index.ts';
import { type Clock, DraftDiscardedError } from '../directory/index.ts';
import { mintUuid } from '../names/index.ts';
import {
  type AnyOperatorOperation,
  eventFilter,
  type LookupEventsInput,
  OPERATOR_OPERATIONS,
  type OperatorScope,
  STINT_MODEL,
  shownRecord,
} from '../services/index.ts';
import { StoreUnavailableError, type Write } from '../store/index.ts';
import {
  AwsError,
  auditView,
  decodeJsonInput,
  encodeJsonError,
  encodeJsonOutput,
  type OperationModel,
} from '../wire/index.ts';
import type { OnAnswer } from './api.ts';

/** `X-Amz-Target` of an operation is this and its name. */
export const TARGET_PREFIX = 'Stint_20261101.';

export interface OperatorApiOptions {
  readonly scope: Omit<OperatorScope, 'now' | 'commit'>;
  readonly clock: Clock;
  readonly onFault: (error: unknown, requestId: string) => void;
  readonly onAnswer: OnAnswer;
}

/** How a call came: in its event it stands for the address of the client. */
export type OperatorDoor = 'admin-socket' | 'in-process';

export interface OperatorAnswer {
  readonly status: number;
  readonly requestId: string;
  /** JSON. */
  readonly body: string;
}

interface Call {
  readonly requestId: string;
  readonly eventID: string;
  readonly door: OperatorDoor;
  readonly record: AnyOperatorOperation;
  readonly model: OperationModel;
  input: object | undefined;
  /** Told what is about to be stored, before it is. */
  readonly beforeCommit?: ((answer: object) => void) | undefined;
}

function unknownOperation(target: string): AwsError {
  return new AwsError('UnknownOperationException', 400, `There is no operation ${target.slice(0, 200)}.`);
}

function serviceUnavailable(): AwsError {
  return new AwsError(
    'ServiceUnavailable',
    503,
    'The request has failed due to a temporary failure of the server.',
  );
}

export class OperatorApi {
  private readonly options: OperatorApiOptions;

  constructor(options: OperatorApiOptions) {
    this.options = options;
  }

  /** Answers one call. Never rejects. @param target `Stint_20261101.CreateAccount` */
  async answer(target: string, body: Uint8Array, door: OperatorDoor): Promise<OperatorAnswer> {
    const started = performance.now();
    const requestId = mintUuid(this.options.scope.random);
    const name = target.startsWith(TARGET_PREFIX) ? target.slice(TARGET_PREFIX.length) : undefined;
    let answer: OperatorAnswer;
    let code: string | undefined;
    try {
      const { call, output } = await this.decodeAndRun(name ?? '', target, body, { requestId, door });
      answer = { status: 200, requestId, body: encodeJsonOutput(call.model, output) };
    } catch (error) {
      const refusal = this.refusalOf(error, requestId);
      code = refusal.code;
      answer = { status: refusal.status, requestId, body: encodeJsonError(refusal) };
    }
    const operation = OPERATOR_OPERATIONS.has(name ?? '') ? (name as string) : 'Unknown';
    const seconds = (performance.now() - started) / 1000;
    const { status } = answer;
    this.options.onAnswer({ service: 'stint', operation, status, code, seconds, requestId }, []);
    return answer;
  }

  /**
   * Runs an operation for the server itself, whose input is known to be good.
   * @param beforeCommit is told the answer before anything is stored; what it throws stops the operation.
   * @throws what the operation throws.
   */
  async run(name: string, input: object, beforeCommit?: (answer: object) => void): Promise<object> {
    const call = { ...this.begin(name, name, 'in-process'), input, beforeCommit };
    return await this.recorded(call);
  }

  /** Events as they come, until the signal is aborted. Not recorded: nothing would come to rest. */
  async *follow(body: Uint8Array, signal: AbortSignal): AsyncGenerator<ReturnType<typeof shownRecord>> {
    const model = STINT_MODEL.operations.get('LookupEvents')!;
    const input = decodeJsonInput(STINT_MODEL, model, body) as LookupEventsInput;
    const options = { follow: true, limit: input.MaxResults ?? 0, signal };
    for await (const record of readEvents(this.options.scope.audit.log, eventFilter(input), options)) {
      yield shownRecord(record);
    }
  }

  private begin(name: string, target: string, door: OperatorDoor, requestId?: string): Call {
    const record = OPERATOR_OPERATIONS.get(name);
    const model = STINT_MODEL.operations.get(name);
    if (record === undefined || model === undefined) throw unknownOperation(target);
    const { random } = this.options.scope;
    return {
      requestId: requestId ?? mintUuid(random),
      eventID: mintUuid(random),
      door,
      record,
      model,
      input: undefined,
    };
  }

  private async decodeAndRun(
    name: string,
    target: string,
    body: Uint8Array,
    { requestId, door }: { readonly requestId: string; readonly door: OperatorDoor },
  ): Promise<{ call: Call; output: object }> {
    const call = this.begin(name, target, door, requestId);
    try {
      call.input = decodeJsonInput(STINT_MODEL, call.model, body);
    } catch (error) {
      this.recordFailure(call, error);
      throw error;
    }
    return { call, output: await this.recorded(call) };
  }

  private async recorded(call: Call): Promise<object> {
    try {
      return await this.perform(call);
    } catch (error) {
      this.recordFailure(call, error);
      throw error;
    }
  }

  private async perform(call: Call): Promise<object> {
    const { scope, clock } = this.options;
    const { record } = call;
    if (!record.readOnly && !scope.audit.log.writable) throw serviceUnavailable();
    let isRecorded = false;
    const output = await record.handle(call.input, {
      ...scope,
      now: clock.now(),
      commit: async (drafts, answer) => {
        if (isRecorded) throw new Error(`${record.name} commits twice`);
        isRecorded = true;
        call.beforeCommit?.(answer);
        const { serialized, write } = this.outbox(call, answer);
        await scope.accounts.commitAll(drafts, [write]);
        this.appendEvent(call, serialized, write.key);
      },
    });
    if (isRecorded) return output;
    if (record.readOnly) {
      this.appendEvent(call, this.serialize(call, undefined, output));
    } else {
      const { serialized, write } = this.outbox(call, output);
      await scope.accounts.append([write]);
      this.appendEvent(call, serialized, write.key);
    }
    return output;
  }

  private outbox(call: Call, output: object): { serialized: string; write: Write } {
    const serialized = this.serialize(call, undefined, output);
    return { serialized, write: outboxWrite(call.eventID, this.options.clock.now(), serialized) };
  }

  private appendEvent({ eventID }: Call, serialized: string, outboxKey?: string): void {
    this.options.scope.audit.log.append(serialized, {
      eventID,
      ...(outboxKey === undefined ? {} : { outboxKey }),
    });
  }

  private recordFailure(call: Call, error: unknown): void {
    this.appendEvent(call, this.serialize(call, this.toldOf(error), undefined));
  }

  private serialize(call: Call, error: AwsError | undefined, output: object | undefined): string {
    const { record, model, input } = call;
    const facts: EventFacts = {
      identity: { kind: 'service', invokedBy: 'operator.stint' },
      time: this.options.clock.now(),
      eventSource: 'stint',
      eventName: record.name,
      region: 'us-east-1',
      sourceIPAddress: call.door,
      error: error && { code: error.code, message: error.message },
      requestParameters: input === undefined ? null : auditView(model.input, input),
      responseElements: record.readOnly || output === undefined ? null : auditView(model.output, output),
      requestID: call.requestId,
      eventID: call.eventID,
      readOnly: record.readOnly,
      recipientAccountId: accountOf(input, output),
    };
    const event: AuditEvent = auditEvent(facts);
    return serializeEvent(event);
  }

  /** What the operator is told; what is no refusal goes to the log too. */
  private refusalOf(error: unknown, requestId: string): AwsError {
    if (!(error instanceof AwsError)) this.options.onFault(error, requestId);
    return this.toldOf(error);
  }

  private toldOf(error: unknown): AwsError {
    if (error instanceof AwsError) return error;
    if (error instanceof DraftDiscardedError || error instanceof StoreUnavailableError) {
      return serviceUnavailable();
    }
    return new AwsError(
      'InternalFailure',
      500,
      'The request processing has failed because of an unknown error.',
    );
  }
}

/** The account that a call is about, if it is about one. */
function accountOf(input: object | undefined, output: object | undefined): string | undefined {
  const { AccountId } = (input ?? {}) as { AccountId?: string };
  return AccountId ?? (output as { Account?: { AccountId?: string } } | undefined)?.Account?.AccountId;
}
