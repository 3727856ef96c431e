/** The main story: a user with lasting keys, a role that is assumed through its trust, and policies that are applied. */
import {
  AttachUserPolicyCommand,
  CreateAccessKeyCommand,
  CreateRoleCommand,
  CreateUserCommand,
  GetUserCommand,
  ListUsersCommand,
} from '@aws-sdk/client-iam';
import { AssumeRoleCommand, GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startServer, type TestServer } from '../support/server.ts';

const ACCOUNT = '111122223333';
let server: TestServer;

beforeAll(async () => {
  server = await startServer();
});
afterAll(async () => {
  await server.stop();
  expect(server.faults).toEqual([]);
});

describe('a user and a role', () => {
  it('are told apart, and enforced', async () => {
    const iam = server.iam(server.root(ACCOUNT));
    const { User } = await iam.send(new CreateUserCommand({ UserName: 'alice' }));
    expect(User?.Arn).toBe(`arn:aws:iam::${ACCOUNT}:user/alice`);
    const { AccessKey } = await iam.send(new CreateAccessKeyCommand({ UserName: 'alice' }));
    const alice = { accessKeyId: AccessKey!.AccessKeyId!, secretAccessKey: AccessKey!.SecretAccessKey! };
    expect(await server.sts(alice).send(new GetCallerIdentityCommand({}))).toMatchObject({
      Arn: User!.Arn,
      Account: ACCOUNT,
      UserId: User!.UserId,
    });
    await expect(server.iam(alice).send(new ListUsersCommand({}))).rejects.toMatchObject({
      name: 'AccessDenied',
      message: `User: ${User!.Arn} is not authorized to perform: iam:ListUsers on resource: arn:aws:iam::${ACCOUNT}:user/ because no identity-based policy allows the iam:ListUsers action`,
    });
    const trust = JSON.stringify({
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Principal: { AWS: User!.Arn }, Action: 'sts:AssumeRole' }],
    });
    const { Role } = await iam.send(
      new CreateRoleCommand({ RoleName: 'auditor', AssumeRolePolicyDocument: trust }),
    );
    const assumed = await server
      .sts(alice)
      .send(new AssumeRoleCommand({ RoleArn: Role!.Arn, RoleSessionName: 'work' }));
    const session = {
      accessKeyId: assumed.Credentials!.AccessKeyId!,
      secretAccessKey: assumed.Credentials!.SecretAccessKey!,
      sessionToken: assumed.Credentials!.SessionToken,
    };
    expect(await server.sts(session).send(new GetCallerIdentityCommand({}))).toMatchObject({
      Arn: `arn:aws:sts::${ACCOUNT}:assumed-role/auditor/work`,
    });
    await expect(server.iam(session).send(new GetUserCommand({ UserName: 'alice' }))).rejects.toMatchObject({
      name: 'AccessDenied',
    });
    await iam.send(
      new AttachUserPolicyCommand({
        UserName: 'alice',
        PolicyArn: 'arn:aws:iam::aws:policy/ReadOnlyAccess',
      }),
    );
  });
});
