/** What the acts are set up with: users with keys, roles, policies, sessions. */
import {
  CreateAccessKeyCommand,
  CreateRoleCommand,
  CreateUserCommand,
  PutRolePolicyCommand,
  PutUserPolicyCommand,
} from '@aws-sdk/client-iam';
import { AssumeRoleCommand, type AssumeRoleCommandOutput } from '@aws-sdk/client-sts';
import { ACCOUNT, type Actor, type Credentials, type Stage } from './stage.ts';

interface Statement {
  readonly Effect: 'Allow' | 'Deny';
  readonly Action: string | readonly string[];
  readonly Resource?: string;
  readonly Principal?: { readonly AWS: string };
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

export function document(...statements: readonly Statement[]): string {
  return JSON.stringify({ Version: '2012-10-17', Statement: statements });
}

export const allow = (action: string | readonly string[], resource = '*'): string =>
  document({ Effect: 'Allow', Action: action, Resource: resource });

export const trusting = (arn: string): string =>
  document({ Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { AWS: arn } });

export const THE_ACCOUNT = `arn:aws:iam::${ACCOUNT}:root`;
export const userArn = (name: string): string => `arn:aws:iam::${ACCOUNT}:user/${name}`;
export const roleArn = (name: string): string => `arn:aws:iam::${ACCOUNT}:role/${name}`;

/** Makes a user with an access key, and a policy when one is given. */
export async function newUser({ root }: Stage, name: string, policy?: string): Promise<Credentials> {
  await root.iam.send(new CreateUserCommand({ UserName: name }));
  if (policy !== undefined) {
    await root.iam.send(
      new PutUserPolicyCommand({ UserName: name, PolicyName: 'granted', PolicyDocument: policy }),
    );
  }
  const { AccessKey } = await root.iam.send(new CreateAccessKeyCommand({ UserName: name }));
  return { accessKeyId: AccessKey!.AccessKeyId!, secretAccessKey: AccessKey!.SecretAccessKey! };
}

export async function newRole({ root }: Stage, name: string, trust: string, policy: string): Promise<void> {
  await root.iam.send(new CreateRoleCommand({ RoleName: name, AssumeRolePolicyDocument: trust }));
  await root.iam.send(
    new PutRolePolicyCommand({ RoleName: name, PolicyName: 'granted', PolicyDocument: policy }),
  );
}

/** Seconds: the shortest that a session of a role can be. */
export const SESSION = 900;

export function assume(who: Actor, role: string, sessionPolicy?: string): Promise<AssumeRoleCommandOutput> {
  return who.sts.send(
    new AssumeRoleCommand({
      RoleArn: roleArn(role),
      RoleSessionName: 'work',
      DurationSeconds: SESSION,
      Policy: sessionPolicy,
    }),
  );
}

export function sessionOf(stage: Stage, name: string, { Credentials }: AssumeRoleCommandOutput): Actor {
  return stage.enter(name, {
    accessKeyId: Credentials!.AccessKeyId!,
    secretAccessKey: Credentials!.SecretAccessKey!,
    sessionToken: Credentials!.SessionToken!,
  });
}
