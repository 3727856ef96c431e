/** The story of user against role, in five chapters. */
import {
  CreateRoleCommand,
  CreateUserCommand,
  DeleteAccessKeyCommand,
  DeleteRoleCommand,
  DeleteRolePolicyCommand,
  DeleteUserCommand,
  DeleteUserPolicyCommand,
  ListUsersCommand,
  PutRolePolicyCommand,
  PutUserPolicyCommand,
  UpdateAccessKeyCommand,
  UpdateAssumeRolePolicyCommand,
} from '@aws-sdk/client-iam';
import {
  AssumeRoleCommand,
  type AssumeRoleCommandInput,
  GetCallerIdentityCommand,
} from '@aws-sdk/client-sts';
import { allows, denies, policy, trusts } from './documents.ts';
import type { Actor, Stage } from './stage.ts';
import {
  ANSWERED,
  allowedBy,
  deniedBy,
  type Expectation,
  notAllowedBy,
  type Outcome,
  played,
  refusedAs,
} from './step.ts';

type Tries = Parameters<typeof played>[3];
type Step = (what: string, expected: Expectation, tries: Tries) => Promise<void>;
type Chapter = (stage: Stage, step: Step) => Promise<void>;

/** The shortest session that there is, in seconds. */
const SHORTEST = 900;

const lists = (who: Actor) => () => who.iam.send(new ListUsersCommand({}));
const creates = (who: Actor, UserName: string) => () => who.iam.send(new CreateUserCommand({ UserName }));
const assumes = (who: Actor, input: AssumeRoleCommandInput) => () =>
  who.sts.send(new AssumeRoleCommand(input));

const roleArn = ({ accountId }: Stage, name: string): string => `arn:aws:iam::${accountId}:role/${name}`;

async function createRole({ root }: Stage, name: string, trust: string, permissions: string): Promise<void> {
  await root.iam.send(new CreateRoleCommand({ RoleName: name, AssumeRolePolicyDocument: trust }));
  await root.iam.send(
    new PutRolePolicyCommand({ RoleName: name, PolicyName: 'reads', PolicyDocument: permissions }),
  );
}

const leakedKey: Chapter = async (stage, step) => {
  const laptop = await stage.user('alice', { name: 'may-read', document: allows('iam:ListUsers') });
  const thief = stage.actor(laptop.credentials);
  await step('alice reads the users, with the key on her laptop', allowedBy('identity'), lists(laptop));
  await step('somebody who copied the key reads them too', allowedBy('identity'), lists(thief));
  stage.pass(30 * 24 * 3600);
  await step('a month later the copy still works', allowedBy('identity'), lists(thief));
  await step('the root deactivates the key', allowedBy('root'), () =>
    stage.root.iam.send(
      new UpdateAccessKeyCommand({
        UserName: 'alice',
        AccessKeyId: laptop.credentials.accessKeyId,
        Status: 'Inactive',
      }),
    ),
  );
  await step('the copy is worth nothing', refusedAs('InvalidClientTokenId'), lists(thief));
  await step('nor is the original', refusedAs('InvalidClientTokenId'), lists(laptop));
};

const bothSides: Chapter = async (stage, step) => {
  const { root, accountId } = stage;
  const input = { RoleArn: roleArn(stage, 'auditor'), RoleSessionName: 'bob' };
  const mayAssume = allows('sts:AssumeRole', input.RoleArn);
  const bob = await stage.user('bob', { name: 'may-assume', document: mayAssume });
  await stage.user('carol');
  await createRole(stage, 'auditor', trusts(`arn:aws:iam::${accountId}:user/carol`), allows('iam:ListUsers'));
  await step(
    'bob, who may, assumes a role that trusts carol only',
    notAllowedBy('trust'),
    assumes(bob, input),
  );
  await root.iam.send(
    new UpdateAssumeRolePolicyCommand({ RoleName: 'auditor', PolicyDocument: trusts(accountId) }),
  );
  await root.iam.send(new DeleteUserPolicyCommand({ UserName: 'bob', PolicyName: 'may-assume' }));
  await step(
    'the role trusts the account now, and bob may not',
    notAllowedBy('identity'),
    assumes(bob, input),
  );
  await root.iam.send(
    new PutUserPolicyCommand({ UserName: 'bob', PolicyName: 'may-assume', PolicyDocument: mayAssume }),
  );
  await step('trusted and permitted, bob assumes the role', allowedBy('identity'), assumes(bob, input));
  const session = await stage.session(bob, input);
  await step('the session says who it is', ANSWERED, () =>
    session.sts.send(new GetCallerIdentityCommand({})),
  );
  await step('it may do what the role may', allowedBy('identity'), lists(session));
  await step('and nothing else', notAllowedBy('identity'), creates(session, 'mallory'));
};

const expiry: Chapter = async (stage, step) => {
  const bob = await stage.user('bob-2', { name: 'may-assume', document: allows('sts:AssumeRole') });
  const session = await stage.session(bob, {
    RoleArn: roleArn(stage, 'auditor'),
    RoleSessionName: 'short',
    DurationSeconds: SHORTEST,
  });
  stage.pass(SHORTEST - 60);
  await step('after 14 minutes a session of 15 works', allowedBy('identity'), lists(session));
  stage.pass(61);
  await step('after 15 it has ended, and nobody had to notice', refusedAs('ExpiredToken'), lists(session));
};

const narrower: Chapter = async (stage, step) => {
  const { root } = stage;
  const dan = await stage.user('dan', { name: 'may-assume', document: allows('sts:AssumeRole') });
  const input = { RoleArn: roleArn(stage, 'auditor'), RoleSessionName: 'dan' };
  const narrow = await stage.session(dan, { ...input, Policy: allows('iam:GetUser') });
  await step('a session policy takes away what the role may', notAllowedBy('session'), lists(narrow));
  const wide = await stage.session(dan, { ...input, Policy: allows('*') });
  await step('it gives nothing that the role may not', notAllowedBy('identity'), creates(wide, 'mallory'));
  await step('but leaves what both allow', allowedBy('identity'), lists(wide));
  await root.iam.send(
    new PutRolePolicyCommand({
      RoleName: 'auditor',
      PolicyName: 'not-now',
      PolicyDocument: denies('iam:List*'),
    }),
  );
  await step('an explicit deny wins over every allow', deniedBy('identity'), lists(wide));
  await root.iam.send(new DeleteRolePolicyCommand({ RoleName: 'auditor', PolicyName: 'not-now' }));
  await step('the deny is gone, and the session works on', allowedBy('identity'), lists(wide));
};

async function revokeSessionsBefore({ root }: Stage, RoleName: string, time: Date): Promise<void> {
  const isOlder = { DateLessThan: { 'aws:TokenIssueTime': time.toISOString() } };
  const document = policy({
    Sid: 'Revoked',
    Effect: 'Deny',
    Action: '*',
    Resource: '*',
    Condition: isOlder,
  });
  await root.iam.send(
    new PutRolePolicyCommand({ RoleName, PolicyName: 'revoked-sessions', PolicyDocument: document }),
  );
}

const takenBack: Chapter = async (stage, step) => {
  const { root, accountId } = stage;
  const erin = await stage.user('erin', { name: 'may-assume', document: allows('sts:AssumeRole') });
  const input = { RoleArn: roleArn(stage, 'auditor'), RoleSessionName: 'erin' };
  const old = await stage.session(erin, input);
  await step('a session is in use', allowedBy('identity'), lists(old));
  stage.pass(2);
  await revokeSessionsBefore(stage, 'auditor', stage.now());
  await step('every session from before now is revoked', deniedBy('identity'), lists(old));
  stage.pass(2);
  const fresh = await stage.session(erin, input);
  await step('a new session works', allowedBy('identity'), lists(fresh));
  for (const PolicyName of ['reads', 'revoked-sessions']) {
    await root.iam.send(new DeleteRolePolicyCommand({ RoleName: 'auditor', PolicyName }));
  }
  await root.iam.send(new DeleteRoleCommand({ RoleName: 'auditor' }));
  await createRole(stage, 'auditor', trusts(accountId), allows('iam:ListUsers'));
  await step(
    'the role is deleted and made again: the session of the first one is dead',
    refusedAs('InvalidClientTokenId'),
    lists(fresh),
  );
};

const sameName: Chapter = async (stage, step) => {
  const { root, accountId } = stage;
  const first = await stage.user('frank');
  await createRole(
    stage,
    'deployer',
    trusts(`arn:aws:iam::${accountId}:user/frank`),
    allows('iam:ListUsers'),
  );
  const input = { RoleArn: roleArn(stage, 'deployer'), RoleSessionName: 'frank' };
  await step('a role that names frank lets him in', allowedBy('trust'), assumes(first, input));
  const { accessKeyId: AccessKeyId } = first.credentials;
  await root.iam.send(new DeleteAccessKeyCommand({ UserName: 'frank', AccessKeyId }));
  await root.iam.send(new DeleteUserCommand({ UserName: 'frank' }));
  const second = await stage.user('frank', { name: 'may-assume', document: allows('sts:AssumeRole') });
  await step('another frank of the same name is a stranger', notAllowedBy('trust'), assumes(second, input));
};

const CHAPTERS: readonly (readonly [title: string, chapter: Chapter])[] = [
  ["A user's key works from anywhere, until someone notices", leakedKey],
  ['A role is assumed only where both sides agree', bothSides],
  ['A session ends by itself', expiry],
  ['What is handed on gets narrower, never wider', narrower],
  ['What was given can be taken back', takenBack],
  ['A name is not an identity', sameName],
];

/** Plays it, a step after the other. @throws when what a later step needs was refused. */
export async function playStory(stage: Stage, tell: (outcome: Outcome) => void): Promise<void> {
  for (const [chapter, play] of CHAPTERS) {
    await play(stage, async (step, expected, tries) =>
      tell(await played(stage, { chapter, step }, expected, tries)),
    );
  }
}
