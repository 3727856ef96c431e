/** Who assumes the role: the profile or environment at hand, as every AWS SDK reads them. */
import { createHash } from 'node:crypto';
import { GetCallerIdentityCommand, STSClient, type STSClientConfig } from '@aws-sdk/client-sts';
import { CommandError, EXIT } from '../exit-codes.ts';
import { quietSdk } from '../quiet-sdk.ts';
import { ASSUMING_VARIABLE } from '../settings-sources.ts';

export interface SourceChoice {
  readonly profile: string | undefined;
  readonly endpointUrl: string | undefined;
  readonly region: string | undefined;
}

export interface Source {
  readonly client: STSClient;
  /** Where STS is, found from option, environment or profile: `http://127.0.0.1:4780`. */
  readonly endpoint: string;
  readonly region: string;
  /** Stands for caller and place: another one for other credentials. Tells nothing of the secret. */
  readonly fingerprint: string;
}

const FALLBACK_REGION = 'us-east-1';

const digest = (values: readonly unknown[]): string =>
  createHash('sha256').update(JSON.stringify(values)).digest('hex');

/**
 * A profile whose credential_process is this command must not be the one that it assumes with: the processes would
 * start each other without end. Each leaves its mark in the environment of those that it starts.
 * @throws CommandError
 */
function markProcess(roleArn: string, { profile, endpointUrl }: SourceChoice): void {
  const environment = process.env;
  const mark = digest([roleArn, profile ?? environment['AWS_PROFILE'], endpointUrl]).slice(0, 16);
  const marks = (environment[ASSUMING_VARIABLE] ?? '').split(',').filter((text) => text !== '');
  if (marks.includes(mark)) {
    throw new CommandError(
      'this profile gets its credentials from this command: name the one to assume with, --profile PROFILE',
      EXIT.configuration,
    );
  }
  environment[ASSUMING_VARIABLE] = [...marks, mark].join(',');
}

const KEYS_OF_ENVIRONMENT = ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY', 'AWS_SESSION_TOKEN'] as const;

/**
 * The profile of the option, in this process's own environment: the SDK takes credentials and region from a profile
 * that a client is given, but its `endpoint_url` only from AWS_PROFILE. The option goes before keys in the environment.
 */
function takeProfile(profile: string): void {
  process.env['AWS_PROFILE'] = profile;
  for (const name of KEYS_OF_ENVIRONMENT) delete process.env[name];
}

/** Unlike the other SDKs, the one for JavaScript does not read AWS_DEFAULT_REGION. */
async function regionOf(config: STSClientConfig, chosen: string | undefined): Promise<string> {
  const named = chosen ?? process.env['AWS_REGION'] ?? process.env['AWS_DEFAULT_REGION'];
  if (named !== undefined && named !== '') return named;
  const client = new STSClient(config);
  try {
    return await client.config.region();
  } catch {
    return FALLBACK_REGION;
  } finally {
    client.destroy();
  }
}

interface Address {
  readonly protocol: string;
  readonly hostname: string;
  readonly port?: number;
}

/** Where the client would send a request: asked of the SDK itself, with one that is taken back before it leaves. */
async function endpointOf(client: STSClient): Promise<string> {
  let endpoint = '';
  const probe = new GetCallerIdentityCommand({});
  probe.middlewareStack.add(
    () => async (sent) => {
      const { protocol, hostname, port } = sent.request as Address;
      endpoint = `${protocol}//${hostname}${port === undefined ? '' : `:${port}`}`;
      return { output: { $metadata: {} }, response: undefined };
    },
    { step: 'build', name: 'endpointProbe', priority: 'high' },
  );
  await client.send(probe);
  return endpoint;
}

/**
 * @throws CommandError when the profile would start this command again; what the SDK's credential providers throw when
 * there are no credentials.
 */
export async function openSource(roleArn: string, choice: SourceChoice): Promise<Source> {
  markProcess(roleArn, choice);
  quietSdk();
  const { profile, endpointUrl } = choice;
  if (profile !== undefined) takeProfile(profile);
  const config: STSClientConfig = endpointUrl === undefined ? {} : { endpoint: endpointUrl };
  const region = await regionOf(config, choice.region);
  const client = new STSClient({ ...config, region });
  const { accessKeyId, secretAccessKey, sessionToken } = await client.config.credentials();
  const endpoint = await endpointOf(client);
  const fingerprint = digest([endpoint, region, accessKeyId, secretAccessKey, sessionToken]);
  return { client, endpoint, region, fingerprint };
}
