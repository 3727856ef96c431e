/** Case 44: what ends a session before its time, and what does not. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { expectRefused, notAuthorized } from '../api/support/attack.ts';
import { type PlacedAccount, place } from '../api/support/place.ts';
import { allow, deny, document, inline, trust, trustOf } from '../api/support/policies.ts';
import { assume, call, sessionCredentials } from '../api/support/requests.ts';
import { account } from '../fixtures/account.ts';
import { type Credentials, startServer, type TestServer } from '../support/server.ts';

const UNKNOWN_TOKEN = 'InvalidClientTokenId 403 The security token included in the request is invalid.';

let server: TestServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(async () => {
  await server.stop();
  expect(server.faults).toEqual([]);
});

const role = (name: string, accountId: string) => `arn:aws:iam::${accountId}:role/${name}`;
const session = (name: string, accountId: string) => `arn:aws:sts::${accountId}:assumed-role/${name}/work`;
const whoami = (credentials: Credentials) =>
  call<{ Arn: string }>(server, credentials, 'sts:GetCallerIdentity');

describe('case 44: what ends a session', () => {
  const C = '777788889999';
  let c: PlacedAccount;
  beforeAll(async () => {
    c = await place(
      server,
      account(C)
        .user('alice', inline(allow('*')))
        .accessKey('alice')
        .role('app', trustOf(trust({ AWS: C })), inline(allow('iam:ListUsers')))
        .role('doomed', trustOf(trust({ AWS: C })), inline(allow('iam:ListUsers'))),
    );
  });
  const listed = (credentials: Credentials) => call(server, credentials, 'iam:ListUsers');

  it('a deny by aws:TokenIssueTime refuses what was issued before, and not what comes after', async () => {
    const before = await assume(server, c.keyOf('alice'), role('app', C));
    await listed(before);
    // Token times are whole seconds.
    const from = (time: number) => new Date(Math.floor(time / 1000) * 1000).toISOString();
    const revoke = (time: string) =>
      call(server, server.root(C), 'iam:PutRolePolicy', {
        RoleName: 'app',
        PolicyName: 'AWSRevokeOlderSessions',
        PolicyDocument: document(deny('*', '*', { DateLessThan: { 'aws:TokenIssueTime': time } })),
      });
    await revoke(from(Date.now() + 5_000));
    await expectRefused(server, C, () => listed(before), {
      refusal: notAuthorized(
        session('app', C),
        'iam:ListUsers',
        `arn:aws:iam::${C}:user/`,
        'with an explicit deny in an identity-based policy',
      ),
      decision: { verdict: 'explicitDeny', by: 'identity' },
      secrets: [before],
    });
    await revoke(from(Date.now() - 5_000));
    expect(await listed(await assume(server, c.keyOf('alice'), role('app', C)))).toMatchObject({
      IsTruncated: false,
    });
  });

  it('a deleted role takes its sessions with it, also when a role of its name is made again', async () => {
    const before = await assume(server, c.keyOf('alice'), role('doomed', C));
    await listed(before);
    const root = server.root(C);
    await call(server, root, 'iam:DeleteRolePolicy', { RoleName: 'doomed', PolicyName: 'granted' });
    await call(server, root, 'iam:DeleteRole', { RoleName: 'doomed' });
    const dead = { refusal: UNKNOWN_TOKEN, secrets: [before] };
    await expectRefused(server, C, () => listed(before), dead);
    await call(server, root, 'iam:CreateRole', {
      RoleName: 'doomed',
      AssumeRolePolicyDocument: document(trust({ AWS: C })),
    });
    await call(server, root, 'iam:PutRolePolicy', {
      RoleName: 'doomed',
      PolicyName: 'granted',
      PolicyDocument: document(allow('*')),
    });
    await expectRefused(server, C, () => listed(before), dead);
    await listed(await assume(server, c.keyOf('alice'), role('doomed', C)));
  });

  it("a user's own sessions die with the user, a role session that the user began does not", async () => {
    const root = server.root(C);
    await call(server, root, 'iam:CreateUser', { UserName: 'carol' });
    const { AccessKey } = await call<{ AccessKey: { AccessKeyId: string; SecretAccessKey: string } }>(
      server,
      root,
      'iam:CreateAccessKey',
      { UserName: 'carol' },
    );
    await call(server, root, 'iam:PutUserPolicy', {
      UserName: 'carol',
      PolicyName: 'p',
      PolicyDocument: document(allow('sts:*')),
    });
    const carol = { accessKeyId: AccessKey.AccessKeyId, secretAccessKey: AccessKey.SecretAccessKey };
    const own = sessionCredentials(await call(server, carol, 'sts:GetSessionToken'));
    const guest = sessionCredentials(await call(server, carol, 'sts:GetFederationToken', { Name: 'guest' }));
    const assumed = await assume(server, carol, role('app', C));
    // Without its key the user still is: AWS keeps these sessions.
    await call(server, root, 'iam:DeleteAccessKey', { UserName: 'carol', AccessKeyId: carol.accessKeyId });
    await expectRefused(server, C, () => whoami(carol), { refusal: UNKNOWN_TOKEN, secrets: [carol] });
    for (const credentials of [own, guest, assumed]) await whoami(credentials);
    await call(server, root, 'iam:DeleteUserPolicy', { UserName: 'carol', PolicyName: 'p' });
    await call(server, root, 'iam:DeleteUser', { UserName: 'carol' });
    await call(server, root, 'iam:CreateUser', { UserName: 'carol' });
    for (const credentials of [own, guest]) {
      await expectRefused(server, C, () => whoami(credentials), {
        refusal: UNKNOWN_TOKEN,
        secrets: [credentials],
      });
    }
    expect(await whoami(assumed)).toMatchObject({ Arn: session('app', C) });
  });
});
