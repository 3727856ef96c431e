/** Requests of the AWS SDK by the name of their operation, and requests written by hand. */
import { request as httpRequest } from 'node:http';
import * as iam from '@aws-sdk/client-iam';
import * as sts from '@aws-sdk/client-sts';
import { signRequest } from '../../../src/sigv4/index.ts';
import type { Credentials, TestServer } from '../../support/server.ts';

type Service = 'iam' | 'sts';
type CommandClass = new (input: object) => object;
interface Sender {
  send(command: object): Promise<unknown>;
}

const COMMANDS = { iam, sts } as unknown as Record<Service, Readonly<Record<string, CommandClass>>>;
interface Clients {
  readonly requestHandler: iam.IAMClient['config']['requestHandler'];
  readonly senders: Map<string, Sender>;
}
const clients = new WeakMap<TestServer, Clients>();

/** One client for each set of credentials; all of a server share their connections. */
function senderOf(server: TestServer, service: Service, credentials: Credentials): Sender {
  let ofServer = clients.get(server);
  if (ofServer === undefined) {
    ofServer = {
      requestHandler: server.iam(server.root('000000000000')).config.requestHandler,
      senders: new Map(),
    };
    clients.set(server, ofServer);
  }
  const { requestHandler, senders } = ofServer;
  const key = `${service} ${credentials.accessKeyId} ${credentials.secretAccessKey} ${credentials.sessionToken}`;
  let sender = senders.get(key);
  if (sender === undefined) {
    const config = {
      endpoint: server.url,
      region: 'us-east-1',
      credentials: credentials as { accessKeyId: string; secretAccessKey: string },
      maxAttempts: 1,
      requestHandler,
    };
    const Client = service === 'iam' ? iam.IAMClient : sts.STSClient;
    sender = new Client(config) as unknown as Sender;
    senders.set(key, sender);
  }
  return sender;
}

/** Calls an operation through the SDK. Rejects with the SDK's exception. */
export async function call<Output = Record<string, unknown>>(
  server: TestServer,
  credentials: Credentials,
  operation: `${Service}:${string}`,
  input: object = {},
): Promise<Output> {
  const [service, name] = operation.split(':') as [Service, string];
  const Command = COMMANDS[service][`${name}Command`];
  if (Command === undefined) throw new Error(`the SDK has no ${operation}`);
  return (await senderOf(server, service, credentials).send(new Command(input))) as Output;
}

interface SdkError extends Error {
  /** As on the wire; the error's `name` is that of its class. */
  readonly Code?: string;
  readonly $metadata?: { readonly httpStatusCode?: number };
}

/** `CODE STATUS TEXT` of the refusal; `undefined` when there is none. Anything but an answer of AWS is thrown. */
export async function refusalOf(action: Promise<unknown>): Promise<string | undefined> {
  try {
    await action;
  } catch (error) {
    const { Code, message, $metadata } = error as SdkError;
    if ($metadata?.httpStatusCode === undefined || Code === undefined) throw error;
    return `${Code} ${$metadata.httpStatusCode} ${message}`;
  }
  return undefined;
}

export interface SessionCredentials extends Credentials {
  readonly sessionToken: string;
}

/** The credentials in an answer of STS. */
export function sessionCredentials(answer: unknown): SessionCredentials {
  const { Credentials: issued } = answer as sts.AssumeRoleCommandOutput;
  return {
    accessKeyId: issued!.AccessKeyId!,
    secretAccessKey: issued!.SecretAccessKey!,
    sessionToken: issued!.SessionToken!,
  };
}

/** Assumes a role and hands back the session's credentials. */
export async function assume(
  server: TestServer,
  credentials: Credentials,
  roleArn: string,
  input: Partial<sts.AssumeRoleCommandInput> = {},
): Promise<SessionCredentials> {
  return sessionCredentials(
    await call(server, credentials, 'sts:AssumeRole', {
      RoleArn: roleArn,
      RoleSessionName: 'work',
      ...input,
    }),
  );
}

export interface RawAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
}

interface RawInput {
  readonly method?: string;
  readonly target?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** Sends a request as it is. */
export function send(
  server: TestServer,
  { method = 'POST', target = '/', headers = {}, body = '' }: RawInput,
) {
  return new Promise<RawAnswer>((resolve, reject) => {
    const sent = httpRequest(server.url, { method, path: target, headers }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () =>
        resolve({
          status: response.statusCode ?? 0,
          headers: response.headers,
          body: Buffer.concat(chunks).toString(),
        }),
      );
    });
    sent.on('error', reject);
    sent.end(body);
  });
}

const VERSIONS = { iam: '2010-05-08', sts: '2011-06-15' } as const;

/** A Query request with parameters as written, which the SDK would not send, signed as it should be. */
export function query(
  server: TestServer,
  credentials: Credentials,
  operation: `${Service}:${string}`,
  parameters: Readonly<Record<string, string>> | string = {},
  headers: Readonly<Record<string, string>> = {},
): Promise<RawAnswer> {
  const [service, name] = operation.split(':') as [Service, string];
  const more = typeof parameters === 'string' ? parameters : new URLSearchParams(parameters).toString();
  const start = new URLSearchParams({ Action: name, Version: VERSIONS[service] }).toString();
  const body = more === '' ? start : `${start}&${more}`;
  const plain = {
    host: new URL(server.url).host,
    'content-type': 'application/x-www-form-urlencoded; charset=utf-8',
    ...headers,
  };
  const { accessKeyId, secretAccessKey, sessionToken } = credentials;
  const signing = signRequest(
    { method: 'POST', target: '/', rawHeaders: Object.entries(plain).flat(), body: Buffer.from(body) },
    {
      accessKeyId,
      secretAccessKey,
      ...(sessionToken === undefined ? {} : { sessionToken }),
      region: 'us-east-1',
      service,
      date: new Date(),
    },
  );
  return send(server, { headers: { ...plain, ...signing }, body });
}

/** The text of the first element of that name in an answer. */
export function element(answer: RawAnswer, name: string): string | undefined {
  return new RegExp(`<${name}>([^<]*)</${name}>`).exec(answer.body)?.[1];
}

/** `CODE STATUS TEXT` of an answer in XML; `undefined` for a success. */
export function rawRefusal(answer: RawAnswer): string | undefined {
  if (answer.status < 300) return undefined;
  const text = (element(answer, 'Message') ?? '').replaceAll('&apos;', "'").replaceAll('&quot;', '"');
  return `${element(answer, 'Code')} ${answer.status} ${text}`;
}
