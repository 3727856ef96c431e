/** A client of the administrator's socket. */
import { type IncomingMessage, request } from 'node:http';
import { createInterface } from 'node:readline';
import { TARGET_PREFIX } from './operator-api.ts';

/** The operator's call was refused, or failed. The message is for people. */
export class OperatorError extends Error {
  override readonly name = 'OperatorError';
  /** AWS's code or Stint's own: `AccountNotFound`. */
  readonly code: string;
  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}

/** An event as `LookupEvents` and `follow` answer it: its place in the log, and the record's JSON. */
export interface FoundEvent {
  readonly Position: string;
  readonly Record: string;
}

/** Calls operations of Stint's own service. Times in answers are epoch seconds. */
export interface OperatorConnection {
  /** Whether a running server answers; otherwise the data directory is opened in this process. */
  readonly isServer: boolean;
  /**
   * @param input members as the model of the service has them; times as Date or epoch seconds.
   * @throws OperatorError.
   */
  call<Output = Record<string, unknown>>(operation: string, input: object): Promise<Output>;
  /** Events as they come, after the newest `MaxResults` (none by default), until the signal is aborted. */
  follow(filter: object, signal: AbortSignal): AsyncIterable<FoundEvent>;
  close(): Promise<void>;
}

/** Input as JSON; dates are epoch seconds in AWS JSON. */
export function encodeInput(input: object): string {
  return JSON.stringify(input, function (this: Record<string, unknown>, key, value: unknown) {
    const original = this[key];
    return original instanceof Date ? original.getTime() / 1000 : value;
  });
}

/** @throws OperatorError when the answer is a refusal. */
export function decodeAnswer<Output>(status: number, body: string): Output {
  let answer: { __type?: string; message?: string };
  try {
    answer = JSON.parse(body) as typeof answer;
  } catch {
    throw new OperatorError('InvalidAnswer', `the server answered ${status} without JSON`);
  }
  if (status === 200) return answer as Output;
  throw new OperatorError(answer.__type ?? 'Unknown', answer.message ?? `the server answered ${status}`);
}

function post(
  socketPath: string,
  path: string,
  headers: Readonly<Record<string, string>>,
  body: string,
  signal?: AbortSignal,
): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const sent = request(
      {
        socketPath,
        path,
        method: 'POST',
        headers: { 'content-type': 'application/x-amz-json-1.1', ...headers },
        // One call a connection: nothing is left open when it is answered.
        agent: false,
        ...(signal === undefined ? {} : { signal }),
      },
      resolve,
    );
    sent.once('error', reject);
    sent.end(body);
  });
}

async function textOf(response: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of response) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}

async function* followed(
  socketPath: string,
  filter: object,
  signal: AbortSignal,
): AsyncGenerator<FoundEvent> {
  try {
    const response = await post(socketPath, '/follow', {}, encodeInput(filter), signal);
    if (response.statusCode !== 200) decodeAnswer(response.statusCode ?? 0, await textOf(response));
    for await (const line of createInterface({ input: response, crlfDelay: Number.POSITIVE_INFINITY })) {
      if (line !== '') yield JSON.parse(line) as FoundEvent;
    }
  } catch (error) {
    if (!signal.aborted) throw error;
  }
}

/** Calls a running server. Connecting happens at each call. @throws the system's error when nobody listens. */
export function adminClient(socketPath: string): OperatorConnection {
  return {
    isServer: true,
    call: async <Output>(operation: string, input: object): Promise<Output> => {
      const headers = { 'x-amz-target': TARGET_PREFIX + operation };
      const response = await post(socketPath, '/', headers, encodeInput(input));
      return decodeAnswer<Output>(response.statusCode ?? 0, await textOf(response));
    },
    follow: (filter, signal) => followed(socketPath, filter, signal),
    close: async () => undefined,
  };
}
