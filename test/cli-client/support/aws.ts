/** The AWS CLI and botocore, as Debian packages them, pointed at a test server. */
import { execFile } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import type { Credentials } from '../../support/server.ts';

const AWS = '/usr/bin/aws';
const PYTHON = '/usr/bin/python3';

/** Why these tests cannot run here; `undefined` when they can. */
export function missingClient(): string | undefined {
  for (const path of [AWS, PYTHON]) {
    try {
      accessSync(path, constants.X_OK);
    } catch {
      return `there is no ${path} (apt-get install awscli)`;
    }
  }
  return undefined;
}

interface Ran {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

function run(file: string, args: readonly string[], environment: Record<string, string>): Promise<Ran> {
  return new Promise((resolve) => {
    const env = { PATH: '/usr/bin:/bin', HOME: '/nonexistent', LC_ALL: 'C.UTF-8', ...environment };
    execFile(file, [...args], { env, timeout: 60_000 }, (error, stdout, stderr) => {
      const code = error === null ? 0 : typeof error.code === 'number' ? error.code : -1;
      resolve({ code, stdout, stderr: stderr.trim() });
    });
  });
}

function environmentOf({ accessKeyId, secretAccessKey, sessionToken }: Credentials): Record<string, string> {
  return {
    AWS_ACCESS_KEY_ID: accessKeyId,
    AWS_SECRET_ACCESS_KEY: secretAccessKey,
    ...(sessionToken === undefined ? {} : { AWS_SESSION_TOKEN: sessionToken }),
    AWS_DEFAULT_REGION: 'us-east-1',
    AWS_EC2_METADATA_DISABLED: 'true',
    AWS_CONFIG_FILE: '/dev/null',
    AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
    AWS_PAGER: '',
  };
}

/** Runs `aws COMMAND…` against the server at `url`. */
export function aws(url: string, credentials: Credentials, ...command: readonly string[]): Promise<Ran> {
  const args = ['--endpoint-url', url, '--output', 'json', ...command];
  return run(AWS, args, environmentOf(credentials));
}

/** The same, and its answer from JSON; `undefined` when there is none. @throws Error when the command fails. */
export async function awsJson<Answer>(
  url: string,
  credentials: Credentials,
  ...command: readonly string[]
): Promise<Answer> {
  const { code, stdout, stderr } = await aws(url, credentials, ...command);
  if (code !== 0) throw new Error(`aws ${command.join(' ')}: exit code ${code}: ${stderr}`);
  return (stdout === '' ? undefined : JSON.parse(stdout)) as Answer;
}

const PRESIGN = `
import sys, botocore.session
client = botocore.session.get_session().create_client('sts', endpoint_url=sys.argv[1])
print(client.generate_presigned_url('get_caller_identity', ExpiresIn=60, HttpMethod='GET'))
`;

/** A presigned GetCallerIdentity URL, as botocore makes it. */
export async function presignedIdentity(url: string, credentials: Credentials): Promise<string> {
  const { code, stdout, stderr } = await run(PYTHON, ['-c', PRESIGN, url], environmentOf(credentials));
  if (code !== 0) throw new Error(stderr);
  return stdout.trim();
}
