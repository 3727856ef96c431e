/**
 * A client that costs little: Query requests over kept-alive connections, signed by Stint's own signer, answers in
 * JSON. It never tries again: what became of a request is the test's business.
 */
import { Agent, request as httpRequest } from 'node:http';
import type { Serving } from '../../../src/server/index.ts';
import { signRequest } from '../../../src/sigv4/index.ts';

export interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string | undefined;
}

export interface Call {
  readonly service: 'iam' | 'sts';
  readonly action: string;
  /** As the SDK takes it; lists and structures are flattened as the Query protocol has them. */
  readonly input?: object;
  /** Stands in the event of the request. */
  readonly userAgent?: string;
}

export interface Answer {
  readonly status: number;
  readonly requestId: string;
  /** AWS's error code; `undefined` for a success. */
  readonly code: string | undefined;
  readonly message: string | undefined;
  /** What is in `ACTIONResult`. */
  // biome-ignore lint/suspicious/noExplicitAny: answers of many operations; tests look at what they compare.
  readonly result: any;
}

/** The connection ended without a whole answer: the outcome is unknown. */
export class NoAnswerError extends Error {
  override readonly name = 'NoAnswerError';
}

const VERSIONS = { iam: '2010-05-08', sts: '2011-06-15' } as const;

/** `Tags.member.1.Key=…`: the Query protocol's form of an input. */
function flatten(value: unknown, name: string, form: URLSearchParams): void {
  if (value === undefined) return;
  if (Array.isArray(value)) {
    value.forEach((item, i) => {
      flatten(item, `${name}.member.${i + 1}`, form);
    });
  } else if (typeof value === 'object' && value !== null) {
    for (const [member, inner] of Object.entries(value)) {
      flatten(inner, name === '' ? member : `${name}.${member}`, form);
    }
  } else form.set(name, String(value));
}

function formOf({ service, action, input = {} }: Call): string {
  const form = new URLSearchParams({ Action: action, Version: VERSIONS[service] });
  flatten(input, '', form);
  return form.toString();
}

export interface RawAnswer {
  readonly status: number;
  readonly requestId: string;
  readonly text: string;
}

/** How requests get to the server. */
export interface Transport {
  readonly host: string;
  /** @throws NoAnswerError when the outcome is unknown. */
  post(headers: Readonly<Record<string, string>>, body: Buffer): Promise<RawAnswer>;
  close(): void;
}

export class Client {
  private readonly transport: Transport;

  /** @param server its URL, or another way to it. */
  constructor(server: string | Transport) {
    this.transport = typeof server === 'string' ? overHttp(server) : server;
  }

  /** @throws NoAnswerError when the outcome is unknown. */
  async call(credentials: Credentials, call: Call): Promise<Answer> {
    const body = Buffer.from(formOf(call));
    const headers = {
      host: this.transport.host,
      'content-type': 'application/x-www-form-urlencoded',
      accept: 'application/json',
      'user-agent': call.userAgent ?? 'reliability',
    };
    const unsigned = { method: 'POST', target: '/', rawHeaders: Object.entries(headers).flat(), body };
    const { sessionToken, ...pair } = credentials;
    const signing = signRequest(unsigned, {
      ...pair,
      ...(sessionToken === undefined ? {} : { sessionToken }),
      region: 'us-east-1',
      service: call.service,
      date: new Date(),
    });
    const { status, requestId, text } = await this.transport.post({ ...headers, ...signing }, body);
    const answer = JSON.parse(text) as Record<string, Record<string, unknown>>;
    const error = answer['Error'] as { Code: string; Message: string } | undefined;
    return {
      status,
      requestId,
      code: error?.Code,
      message: error?.Message,
      result: answer[`${call.action}Response`]?.[`${call.action}Result`],
    };
  }

  /** As `call`, for what must succeed. @throws Error with the refusal. */
  async must(credentials: Credentials, call: Call): Promise<Answer['result']> {
    const { code, status, message, result } = await this.call(credentials, call);
    if (code !== undefined) throw new Error(`${call.action}: ${code} ${status} ${message}`);
    return result;
  }

  close(): void {
    this.transport.close();
  }
}

function overHttp(text: string): Transport {
  const { host, hostname, port } = new URL(text);
  const agent = new Agent({ keepAlive: true });
  return {
    host,
    close: () => agent.destroy(),
    post: (headers, body) =>
      new Promise((resolve, reject) => {
        const unknown = (error: Error): void =>
          reject(new NoAnswerError(`no answer: ${error.message}`, { cause: error }));
        const sent = httpRequest(
          { host: hostname, port, method: 'POST', path: '/', headers, agent },
          (response) => {
            const chunks: Buffer[] = [];
            response.on('data', (chunk: Buffer) => chunks.push(chunk));
            response.on('error', unknown);
            response.on('end', () => {
              const requestId = String(response.headers['x-amzn-requestid']);
              const text = Buffer.concat(chunks).toString();
              resolve({ status: response.statusCode ?? 0, requestId, text });
            });
          },
        );
        sent.on('error', unknown);
        sent.end(body);
      }),
  };
}

/** Without a socket, to a server of this process. */
export function inProcess({ node: { api } }: Serving): Transport {
  return {
    host: 'localhost',
    close: () => undefined,
    post: async (headers, body) => {
      const rawHeaders = Object.entries(headers).flat();
      const from = { sourceIp: '127.0.0.1', secureTransport: false, tls: undefined };
      const answer = await api.answer({ method: 'POST', target: '/', rawHeaders, body, ...from });
      return { status: answer.status, requestId: answer.requestId, text: answer.body };
    },
  };
}

/** The credentials in an answer of STS. */
export function credentialsIn(result: {
  Credentials: { AccessKeyId: string; SecretAccessKey: string; SessionToken: string };
}): Required<Credentials> {
  const { AccessKeyId, SecretAccessKey, SessionToken } = result.Credentials;
  return { accessKeyId: AccessKeyId, secretAccessKey: SecretAccessKey, sessionToken: SessionToken };
}

/** The key pair in an answer of CreateAccessKey. */
export function keyIn(result: { AccessKey: { AccessKeyId: string; SecretAccessKey: string } }): Credentials {
  return { accessKeyId: result.AccessKey.AccessKeyId, secretAccessKey: result.AccessKey.SecretAccessKey };
}
