/** F9 of the test plan on one node: what was revoked is refused to every request that starts after the answer. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Answer, type Call, Client, type Credentials, credentialsIn, keyIn } from './support/client.ts';
import { type Dice, seededDice, seedOf } from './support/dice.ts';
import { Installation, type Launched } from './support/server-process.ts';

// STINT_TRIALS=1000000 for a release, STINT_SEED to repeat a run.
const trials = Number(process.env['STINT_TRIALS'] ?? 2_000);
const seed = seedOf('STINT_SEED');
const LANES = 6;
const CALLERS = 3;

const folder = mkdtempSync(join(tmpdir(), 'stint-revocation-'));
let server: Launched;
let client: Client;
let root: Credentials;
let accountArn: string;
beforeAll(async () => {
  const installation = new Installation(folder);
  server = installation.launch();
  client = new Client((await server.ready).url);
  root = installation.root();
  const { Account } = await client.must(root, { service: 'sts', action: 'GetCallerIdentity' });
  accountArn = `arn:aws:iam::${Account}`;
});
afterAll(async () => {
  client.close();
  await server.kill();
  rmSync(folder, { recursive: true, force: true });
});

const iam = (action: string, input: object) => client.must(root, { service: 'iam', action, input });

const statement = (more: object): string =>
  JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: '*', ...more }] });

/** What a trial revokes: a user, a policy, a group and a role with names of their own lane. */
interface Subject {
  readonly name: string;
  readonly policyArn: string;
  /** Of the user. */
  readonly key: Credentials;
  /** Of the role. */
  readonly session: Credentials;
}

type Caller = 'key' | 'session';

interface Revocation {
  readonly title: string;
  /** Whose requests it ends. */
  readonly of: Caller;
  /** What they ask: identity needs no permission, so it ends only with the credentials. */
  readonly asks: Call;
  readonly revoke: (subject: Subject) => Promise<unknown>;
  /** Gives back what was taken. Absent: the subject is made anew. */
  readonly restore?: (subject: Subject) => Promise<unknown>;
  readonly refusal: readonly string[];
}

const IDENTITY: Call = { service: 'sts', action: 'GetCallerIdentity' };
const PERMITTED: Call = { service: 'iam', action: 'ListUsers', input: { MaxItems: 1 } };
const CREDENTIALS_GONE = ['InvalidClientTokenId', 'ExpiredToken'];
const DENIED = ['AccessDenied'];
const DENY_ALL = statement({ Effect: 'Deny', Resource: '*' });

const keyStatus = ({ name, key }: Subject, Status: string) =>
  iam('UpdateAccessKey', { UserName: name, AccessKeyId: key.accessKeyId, Status });

const REVOCATIONS: readonly Revocation[] = [
  {
    title: 'the key is deactivated',
    of: 'key',
    asks: IDENTITY,
    revoke: (subject) => keyStatus(subject, 'Inactive'),
    restore: (subject) => keyStatus(subject, 'Active'),
    refusal: CREDENTIALS_GONE,
  },
  {
    title: 'the key is deleted',
    of: 'key',
    asks: IDENTITY,
    revoke: ({ name, key }) => iam('DeleteAccessKey', { UserName: name, AccessKeyId: key.accessKeyId }),
    refusal: CREDENTIALS_GONE,
  },
  {
    title: 'the policy is detached',
    of: 'key',
    asks: PERMITTED,
    revoke: ({ name, policyArn }) => iam('DetachUserPolicy', { UserName: name, PolicyArn: policyArn }),
    restore: ({ name, policyArn }) => iam('AttachUserPolicy', { UserName: name, PolicyArn: policyArn }),
    refusal: DENIED,
  },
  {
    title: 'a deny is added',
    of: 'key',
    asks: PERMITTED,
    revoke: ({ name }) =>
      iam('PutUserPolicy', { UserName: name, PolicyName: 'stop', PolicyDocument: DENY_ALL }),
    restore: ({ name }) => iam('DeleteUserPolicy', { UserName: name, PolicyName: 'stop' }),
    refusal: DENIED,
  },
  {
    title: 'a group with a deny is joined',
    of: 'key',
    asks: PERMITTED,
    revoke: ({ name }) => iam('AddUserToGroup', { UserName: name, GroupName: name }),
    restore: ({ name }) => iam('RemoveUserFromGroup', { UserName: name, GroupName: name }),
    refusal: DENIED,
  },
  {
    title: 'a boundary without permissions is set',
    of: 'key',
    asks: PERMITTED,
    revoke: ({ name }) =>
      iam('PutUserPermissionsBoundary', {
        UserName: name,
        PermissionsBoundary: 'arn:aws:iam::aws:policy/AWSDenyAll',
      }),
    restore: ({ name }) => iam('DeleteUserPermissionsBoundary', { UserName: name }),
    refusal: DENIED,
  },
  {
    title: "the role's sessions are revoked by their time of issue",
    of: 'session',
    asks: PERMITTED,
    revoke: ({ name }) =>
      iam('PutRolePolicy', {
        RoleName: name,
        PolicyName: 'revoke-older-sessions',
        PolicyDocument: statement({
          Effect: 'Deny',
          Resource: '*',
          Condition: {
            DateLessThan: { 'aws:TokenIssueTime': new Date(Date.now() + 2_000).toISOString() },
          },
        }),
      }),
    restore: ({ name }) => iam('DeleteRolePolicy', { RoleName: name, PolicyName: 'revoke-older-sessions' }),
    refusal: DENIED,
  },
  {
    title: 'the role is deleted, and one of its name created',
    of: 'session',
    asks: IDENTITY,
    revoke: async ({ name }) => {
      await iam('DeleteRolePolicy', { RoleName: name, PolicyName: 'all' });
      await iam('DeleteRole', { RoleName: name });
    },
    refusal: CREDENTIALS_GONE,
  },
];

async function createRole(name: string): Promise<void> {
  const trust = statement({ Action: 'sts:AssumeRole', Principal: { AWS: `${accountArn}:root` } });
  await iam('CreateRole', { RoleName: name, AssumeRolePolicyDocument: trust });
  await iam('PutRolePolicy', {
    RoleName: name,
    PolicyName: 'all',
    PolicyDocument: statement({ Resource: '*' }),
  });
}

async function newSession(name: string, key: Credentials): Promise<Credentials> {
  const input = { RoleArn: `${accountArn}:role/${name}`, RoleSessionName: 'race' };
  return credentialsIn(await client.must(key, { service: 'sts', action: 'AssumeRole', input }));
}

const newKey = async (name: string): Promise<Credentials> =>
  keyIn(await iam('CreateAccessKey', { UserName: name }));

async function makeSubject(name: string): Promise<Subject> {
  await iam('CreateUser', { UserName: name });
  await iam('CreateGroup', { GroupName: name });
  await iam('PutGroupPolicy', { GroupName: name, PolicyName: 'stop', PolicyDocument: DENY_ALL });
  const { Policy } = await iam('CreatePolicy', {
    PolicyName: name,
    PolicyDocument: statement({ Resource: '*' }),
  });
  await iam('AttachUserPolicy', { UserName: name, PolicyArn: Policy.Arn });
  await createRole(name);
  const key = await newKey(name);
  return { name, policyArn: Policy.Arn, key, session: await newSession(name, key) };
}

/** The subject as it was before it lost a key, or its role. */
async function remade(subject: Subject, { of }: Revocation): Promise<Subject> {
  if (of === 'key') return { ...subject, key: await newKey(subject.name) };
  await createRole(subject.name);
  const { session: old } = subject;
  // The new role has the old one's name and ARN, and none of its sessions.
  const answer = await client.call(old, IDENTITY);
  if (answer.code === undefined) throw new Error('a session of the deleted role works with the new role');
  return { ...subject, session: await newSession(subject.name, subject.key) };
}

const tell = ({ code, status }: Answer): string => `${code ?? 'success'} ${status}`;

/**
 * Callers ask all the time. Once the revocation is answered, each asks once more at the least.
 * @returns what should not have been.
 */
async function race(subject: Subject, revocation: Revocation, dice: Dice): Promise<string[]> {
  const wrong: string[] = [];
  const credentials = revocation.of === 'key' ? subject.key : subject.session;
  let revoking = false;
  let revoked = false;
  const caller = async (): Promise<void> => {
    for (;;) {
      const startedBefore = !revoking;
      const startedAfter = revoked;
      const answer = await client.call(credentials, revocation.asks);
      const isSuccess = answer.code === undefined;
      if (startedAfter && isSuccess) wrong.push(`${revocation.title}: a success after it`);
      if (!isSuccess && !revocation.refusal.includes(answer.code!)) {
        wrong.push(`${revocation.title}: ${tell(answer)}`);
      }
      if (startedBefore && !revoking && !isSuccess) {
        wrong.push(`${revocation.title}: ${tell(answer)} before it`);
      }
      if (startedAfter) return;
    }
  };
  const callers = Array.from({ length: CALLERS }, caller);
  const before = dice.below(3);
  for (let i = 0; i < before; i++) await client.call(credentials, revocation.asks);
  revoking = true;
  await revocation.revoke(subject);
  revoked = true;
  await Promise.all(callers);
  return wrong;
}

/** One trial after another on a subject of its own. */
async function lane(number: number, count: number, dice: Dice): Promise<string[]> {
  const wrong: string[] = [];
  let subject = await makeSubject(`lane-${number}`);
  for (let trial = 0; trial < count && wrong.length === 0; trial++) {
    const revocation = REVOCATIONS[(trial + number) % REVOCATIONS.length]!;
    wrong.push(...(await race(subject, revocation, dice)));
    if (revocation.restore === undefined) subject = await remade(subject, revocation);
    else await revocation.restore(subject);
    // What was given back is there for the next request.
    const credentials = revocation.of === 'key' ? subject.key : subject.session;
    const again = await client.call(credentials, revocation.asks);
    if (again.code !== undefined) wrong.push(`${revocation.title}, then given back: ${tell(again)}`);
  }
  return wrong;
}

describe('F9: a revocation and the requests that race with it', () => {
  it(
    `lets no request succeed that started after the answer, in ${trials} trials of ${REVOCATIONS.length} kinds (seed ${seed})`,
    async () => {
      const dice = seededDice(seed);
      const lanes = Array.from({ length: LANES }, (_, i) => lane(i, Math.ceil(trials / LANES), dice.fork()));
      expect((await Promise.all(lanes)).flat()).toEqual([]);
    },
    60_000 + trials * 100,
  );
});
