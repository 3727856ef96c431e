/** What is asked of STS, read from the command line. */
import { readFileSync } from 'node:fs';
import { userInfo } from 'node:os';
import type { AssumeRoleCommandInput, Tag } from '@aws-sdk/client-sts';
import type { Given } from '../command.ts';
import { CommandError, EXIT } from '../exit-codes.ts';
import type { ASSUME_OPTIONS, ASSUME_POSITIONALS } from './command.ts';

export type AssumeGiven = Given<typeof ASSUME_OPTIONS, typeof ASSUME_POSITIONALS>;

const usage = (message: string): CommandError => new CommandError(message, EXIT.usage);

const ROLE_ARN = /^arn:aws[a-z-]*:iam::[0-9]{12}:role\/[\x21-\x7e]+$/;
/** STS API Reference, AssumeRole: RoleSessionName and SourceIdentity. */
const SESSION_NAME = /^[A-Za-z0-9_+=,.@-]{2,64}$/;

/** The same at each call, so that the cache finds its session again. */
function ownSessionName(): string {
  let name: string;
  try {
    name = userInfo().username;
  } catch {
    // A user id without a name, as in some containers.
    name = String(process.getuid?.() ?? 'user');
  }
  return `stint-${name}`.replace(/[^A-Za-z0-9_+=,.@-]/g, '-').slice(0, 64);
}

function named(option: string, name: string): string {
  if (!SESSION_NAME.test(name)) {
    throw usage(`--${option} has 2 to 64 letters, digits and any of _+=,.@- in it: not '${name}'`);
  }
  return name;
}

const SECONDS: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600 };

/** @returns seconds. */
function duration(text: string): number {
  const [, count, unit = 's'] = /^([0-9]{1,6})([smh])?$/.exec(text) ?? [];
  const seconds = Number(count) * SECONDS[unit]!;
  // STS API Reference, AssumeRole: DurationSeconds. What the role allows is for the service to say.
  if (!(seconds >= 900 && seconds <= 43_200)) {
    throw usage(`--duration is from 15m to 12h, in seconds or with m or h: not '${text}'`);
  }
  return seconds;
}

const FILE = 'file://';

function sessionPolicy(given: string): string {
  const origin = given.startsWith(FILE) ? given.slice(FILE.length) : '--policy';
  let text = given;
  try {
    if (given.startsWith(FILE)) text = readFileSync(origin, 'utf8');
  } catch (error) {
    throw usage(`--policy: ${(error as Error).message}`);
  }
  try {
    JSON.parse(text);
  } catch (error) {
    throw usage(`${origin} is no JSON: ${(error as Error).message}`);
  }
  return text;
}

function sessionTags(texts: readonly string[]): Tag[] {
  const values = new Map<string, string>();
  for (const text of texts) {
    const at = text.indexOf('=');
    if (at < 1) throw usage(`--tag is KEY=VALUE: not '${text}'`);
    const key = text.slice(0, at);
    if (values.has(key)) throw usage(`--tag ${key} is given more than once`);
    values.set(key, text.slice(at + 1));
  }
  return [...values].map(([Key, Value]) => ({ Key, Value }));
}

/** @throws CommandError for what no service would take. */
export function assumeRequest(given: AssumeGiven): AssumeRoleCommandInput {
  const { roleArn, duration: time, externalId, policy, tag: tags, sourceIdentity } = given;
  if (!ROLE_ARN.test(roleArn)) {
    throw usage(`'${roleArn}' is no ARN of a role: arn:aws:iam::ACCOUNT:role/NAME`);
  }
  return {
    RoleArn: roleArn,
    RoleSessionName:
      given.sessionName === undefined ? ownSessionName() : named('session-name', given.sessionName),
    ...(time === undefined ? {} : { DurationSeconds: duration(time) }),
    ...(externalId === undefined ? {} : { ExternalId: externalId }),
    ...(policy === undefined ? {} : { Policy: sessionPolicy(policy) }),
    ...(tags === undefined ? {} : { Tags: sessionTags(tags) }),
    ...(sourceIdentity === undefined ? {} : { SourceIdentity: named('source-identity', sourceIdentity) }),
  };
}
