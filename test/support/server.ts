/** A real server on a free port of loopback, and clients of the AWS SDK for it. */
import { IAMClient } from '@aws-sdk/client-iam';
import { STSClient } from '@aws-sdk/client-sts';
import {
  readSettings,
  type ServeOptions,
  type Serving,
  type SettingsInput,
  serve,
} from '../../src/server/index.ts';

export interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string | undefined;
}

export interface TestServer {
  readonly serving: Serving;
  readonly url: string;
  /** The faults and alarms that the operator would have seen. */
  readonly faults: unknown[];
  /** Root credentials of the development account. */
  root(accountId: string): Credentials;
  iam(credentials: Credentials): IAMClient;
  sts(credentials: Credentials): STSClient;
  stop(): Promise<void>;
}

/** Starts a development server; in memory unless settings say otherwise. */
export async function startServer(
  input: SettingsInput = {},
  options: Partial<
    Pick<ServeOptions, 'development' | 'masterKey' | 'openAuditFile' | 'commitDelayMilliseconds'>
  > = {},
): Promise<TestServer> {
  const faults: unknown[] = [];
  const settings = readSettings({ listen: '127.0.0.1:0', data: ':memory:', ...input }, 'the test');
  const serving = await serve({
    settings,
    masterKey: options.masterKey ?? { kind: 'ephemeral' },
    development: options.development ?? true,
    openAuditFile: options.openAuditFile,
    commitDelayMilliseconds: options.commitDelayMilliseconds ?? 0,
    onFault: (error) => faults.push(error),
    onAlarm: (message) => faults.push(message),
    onAnswer: () => undefined,
    site: (_request, response) => response.writeHead(404).end(),
  });
  const { url } = serving;
  const client = (credentials: Credentials) => ({
    endpoint: url,
    region: 'us-east-1',
    credentials: credentials as { accessKeyId: string; secretAccessKey: string },
    maxAttempts: 1,
  });
  return {
    serving,
    url,
    faults,
    root: (accountId) => ({ accessKeyId: accountId, secretAccessKey: 'any' }),
    iam: (credentials) => new IAMClient(client(credentials)),
    sts: (credentials) => new STSClient(client(credentials)),
    stop: () => serving.stop(),
  };
}
