/**
 * Attacks in the moment between a revocation and its disk: whoever holds the credentials that are being revoked tries to
 * get others before it is done.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type PlacedAccount, place } from '../api/support/place.ts';
import { allow, inline } from '../api/support/policies.ts';
import { call, refusalOf } from '../api/support/requests.ts';
import { account } from '../fixtures/account.ts';
import { type TestDirectory, testDirectory } from '../support/data-directory.ts';
import { type Credentials, startServer, type TestServer } from '../support/server.ts';

/** A disk slow enough to come before its answer, milliseconds. */
const COMMIT = 250;
const HEAD_START = 60;
const GONE = 'InvalidClientTokenId 403 The security token included in the request is invalid.';

let server: TestServer;
let directory: TestDirectory;
beforeAll(async () => {
  directory = testDirectory();
  server = await startServer(
    { data: directory.data },
    { masterKey: directory.masterKey, commitDelayMilliseconds: COMMIT },
  );
});
afterAll(async () => {
  await server.stop();
  directory.remove();
  expect(server.faults).toEqual([]);
});

interface Scene {
  readonly accountId: string;
  readonly placed: PlacedAccount;
  readonly thief: Credentials;
}

let serial = 0;
async function scene(): Promise<Scene> {
  serial += 1;
  const accountId = `11112222${String(serial).padStart(4, '0')}`;
  const placed = await place(
    server,
    account(accountId)
      .user('admin', inline(allow('*')))
      .user('spare')
      .accessKey('admin'),
  );
  return { accountId, placed, thief: placed.keyOf('admin') };
}

const root = ({ accountId }: Scene) => server.root(accountId);
const operator = (name: string) => (one: Scene) =>
  server.serving.node.operator.run(name, { AccountId: one.accountId });
const onKey = (operation: string, more: object) => (one: Scene) =>
  call(server, root(one), `iam:${operation}`, {
    UserName: 'admin',
    AccessKeyId: one.thief.accessKeyId,
    ...more,
  });

async function keysIn({ accountId }: Scene): Promise<number> {
  const found = await server.serving.node.accounts.load(accountId);
  return found!.durable.accessKeys.size;
}

describe('credentials that are being revoked make no others', () => {
  it('control: before that they do', async () => {
    const one = await scene();
    expect(
      await refusalOf(call(server, one.thief, 'iam:CreateAccessKey', { UserName: 'spare' })),
    ).toBeUndefined();
  });

  it.each([
    ['the key is deleted', onKey('DeleteAccessKey', {}), -1],
    ['the key is deactivated', onKey('UpdateAccessKey', { Status: 'Inactive' }), 0],
    ['the account is disabled', operator('DisableAccount'), 0],
  ])('F9: %s', async (_what, revoke, change) => {
    const one = await scene();
    const before = await keysIn(one);
    const revoked = revoke(one);
    await sleep(HEAD_START);
    const attempt = refusalOf(call(server, one.thief, 'iam:CreateAccessKey', { UserName: 'spare' }));
    await revoked;
    expect(await attempt).toBe(GONE);
    await sleep(COMMIT);
    expect(await keysIn(one)).toBe(before + change);
  });

  it("F9: the root's keys are reset", async () => {
    const accountId = '333322221111';
    const { account: made, rootKey } = await server.serving.node.createAccount(accountId, 'reset');
    const revoked = server.serving.node.operator.run('ResetRootCredentials', { AccountId: accountId });
    await sleep(HEAD_START);
    const attempt = refusalOf(call(server, rootKey, 'iam:CreateAccessKey'));
    await revoked;
    expect(await attempt).toBe(GONE);
    await sleep(COMMIT);
    expect(made.durable.accessKeys.size).toBe(1);
  });

  it('F9: the tag that permits is taken away', async () => {
    serial += 1;
    const accountId = `11112222${String(serial).padStart(4, '0')}`;
    const byTag = allow('iam:*', '*', { StringEquals: { 'aws:PrincipalTag/team': 'red' } });
    const placed = await place(
      server,
      account(accountId)
        .user('admin', { ...inline(byTag), tags: { team: 'red' } })
        .user('spare')
        .accessKey('admin'),
    );
    const revoked = call(server, server.root(accountId), 'iam:UntagUser', {
      UserName: 'admin',
      TagKeys: ['team'],
    });
    await sleep(HEAD_START);
    const attempt = refusalOf(
      call(server, placed.keyOf('admin'), 'iam:CreateAccessKey', { UserName: 'spare' }),
    );
    await revoked;
    expect(await attempt).toMatch(/^AccessDenied 403 /);
  });
});
