/** `stint assume`. */
import { AssumeRoleCommand, type AssumeRoleCommandInput, STSServiceException } from '@aws-sdk/client-sts';
import { CommandError, EXIT } from '../exit-codes.ts';
import { printLine } from '../output.ts';
import { environmentWith, sessionVariables } from './environment.ts';
import type { FormatName } from './format-names.ts';
import { FORMATS } from './formats.ts';
import { type AssumeGiven, assumeRequest } from './request.ts';
import { runCommand } from './run-command.ts';
import type { Session } from './session.ts';
import { cacheDirectory, cachedSession, cacheKey } from './session-cache.ts';
import { openSource, type Source } from './source-client.ts';

/** What the system says of an address where nothing answers. */
const UNREACHABLE: ReadonlySet<string> = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'ETIMEDOUT',
  'EHOSTUNREACH',
]);

/** An error of the SDK in a line, with the exit code that it has. */
function spoken(error: unknown, endpoint?: string): unknown {
  if (!(error instanceof Error) || error instanceof CommandError) return error;
  if (error instanceof STSServiceException) return new CommandError(`${error.name}: ${error.message}`);
  const { code } = error as NodeJS.ErrnoException;
  if (endpoint !== undefined && code !== undefined && UNREACHABLE.has(code)) {
    return new CommandError(`nothing answers at ${endpoint} (${code}): is the server running there?`);
  }
  if (error.name === 'CredentialsProviderError') {
    return new CommandError(
      `there are no credentials to assume the role with: ${error.message}; set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or name another profile with --profile`,
      EXIT.configuration,
    );
  }
  return error;
}

async function freshSession({ client, endpoint }: Source, request: AssumeRoleCommandInput): Promise<Session> {
  try {
    const { Credentials: credentials, AssumedRoleUser: user } = await client.send(
      new AssumeRoleCommand(request),
    );
    return {
      accessKeyId: credentials!.AccessKeyId!,
      secretAccessKey: credentials!.SecretAccessKey!,
      sessionToken: credentials!.SessionToken!,
      expiration: credentials!.Expiration!.toISOString(),
      arn: user!.Arn!,
    };
  } catch (error) {
    throw spoken(error, endpoint);
  }
}

function chosenFormat({ format, json }: AssumeGiven, words: readonly string[]): FormatName {
  const isPrinted = words.length === 0;
  if (!isPrinted && (format !== undefined || json === true)) {
    throw new CommandError(
      'a command gets its credentials in the environment: --format and --json print them',
      EXIT.usage,
    );
  }
  if (json === true && format !== undefined && format !== 'json') {
    throw new CommandError(`--json and --format ${format} contradict each other`, EXIT.usage);
  }
  return (format ?? (json === true ? 'json' : 'env')) as FormatName;
}

/** @returns the exit code of the command that was run, or 0 when credentials were printed. */
export async function runAssume(given: AssumeGiven): Promise<number> {
  const words = (given['--'] ?? []).map(String);
  const format = chosenFormat(given, words);
  const request = assumeRequest(given);
  const environment = { ...process.env };
  const { profile, endpointUrl, region } = given;
  const source = await openSource(given.roleArn, { profile, endpointUrl, region }).catch((error: unknown) => {
    throw spoken(error);
  });
  const fresh = (): Promise<Session> => freshSession(source, request);
  const session =
    given.noCache === true
      ? await fresh()
      : await cachedSession(cacheDirectory(), cacheKey(source.fingerprint, request), fresh);
  source.client.destroy();
  if (words.length === 0) {
    printLine(FORMATS[format]({ session, source, roleArn: given.roleArn }));
    return EXIT.ok;
  }
  return await runCommand(words, environmentWith(sessionVariables(session, source), environment));
}
