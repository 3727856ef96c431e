/** The session, printed for a shell, a program or a file. */
import { parseIamArn } from '../../names/index.ts';
import { shellWord } from '../shell.ts';
import { DISPLACED, sessionVariables } from './environment.ts';
import type { FormatName } from './format-names.ts';
import type { Session } from './session.ts';
import type { Source } from './source-client.ts';

export interface Printed {
  readonly session: Session;
  readonly source: Pick<Source, 'endpoint' | 'region'>;
  readonly roleArn: string;
}

const members = ({ accessKeyId, secretAccessKey, sessionToken, expiration }: Session) => ({
  AccessKeyId: accessKeyId,
  SecretAccessKey: secretAccessKey,
  SessionToken: sessionToken,
  Expiration: expiration,
});

function environmentLines({ session, source }: Printed): string {
  const exported = Object.entries(sessionVariables(session, source)).map(
    ([name, value]) => `export ${name}=${shellWord(value)}`,
  );
  return [`unset ${DISPLACED.join(' ')}`, ...exported].join('\n');
}

function profileLines({ session, roleArn }: Printed): string {
  const name = parseIamArn(roleArn)?.name ?? roleArn.slice(roleArn.lastIndexOf('/') + 1);
  return [
    `[${name}]`,
    `aws_access_key_id = ${session.accessKeyId}`,
    `aws_secret_access_key = ${session.secretAccessKey}`,
    `aws_session_token = ${session.sessionToken}`,
  ].join('\n');
}

export const FORMATS: Readonly<Record<FormatName, (printed: Printed) => string>> = {
  env: environmentLines,
  /** As `aws sts assume-role` prints them. */
  json: ({ session }) =>
    JSON.stringify({ Credentials: members(session), AssumedRoleUser: { Arn: session.arn } }),
  /** AWS CLI User Guide, "Sourcing credentials with an external process". */
  'credential-process': ({ session }) => JSON.stringify({ Version: 1, ...members(session) }),
  profile: profileLines,
};
