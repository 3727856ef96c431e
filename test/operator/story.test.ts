/** The operator's story, over the administrator's socket and without a server: the same operations either way. */
import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { CreateUserCommand, ListUsersCommand } from '@aws-sdk/client-iam';
import { GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  adminClient,
  bootstrap,
  type OperatorConnection,
  operatorConnection,
  readSettings,
} from '../../src/server/index.ts';
import { type TestDirectory, testDirectory } from '../support/data-directory.ts';
import { type Credentials, startServer, type TestServer } from '../support/server.ts';

interface KeyPair {
  readonly AccessKeyId: string;
  readonly SecretAccessKey: string;
}

const credentials = ({ AccessKeyId, SecretAccessKey }: KeyPair): Credentials => ({
  accessKeyId: AccessKeyId,
  secretAccessKey: SecretAccessKey,
});

interface FoundEvents {
  readonly Events: readonly { readonly Record: string }[];
}

/** The events of an operation, newest first. */
async function eventsOf(operator: OperatorConnection, Action: string) {
  const { Events } = await operator.call<FoundEvents>('LookupEvents', { Action });
  return Events.map(({ Record }) => JSON.parse(Record).event);
}

let place: TestDirectory;
let server: TestServer;
let operator: OperatorConnection;

const connect = () =>
  operatorConnection({
    settings: readSettings({ data: place.data }, 'the test'),
    masterKey: place.masterKey,
    onFault: (error) => {
      throw error;
    },
    onAlarm: () => undefined,
  });

beforeEach(async () => {
  place = testDirectory();
  server = await startServer({ data: place.data }, { development: false, masterKey: place.masterKey });
  operator = adminClient(server.serving.adminSocket);
});
afterEach(async () => {
  await server.stop();
  place.remove();
  expect(server.faults).toEqual([]);
});

describe('accounts', () => {
  it('are created with a root key that works, and leave an event without its secret', async () => {
    const made = await operator.call<{ Account: { AccountId: string }; RootAccessKey: KeyPair }>(
      'CreateAccount',
      { Name: 'production' },
    );
    const { AccountId } = made.Account;
    const root = credentials(made.RootAccessKey);
    expect(await server.sts(root).send(new GetCallerIdentityCommand({}))).toMatchObject({
      Arn: `arn:aws:iam::${AccountId}:root`,
    });
    const [event] = await eventsOf(operator, 'stint:CreateAccount');
    expect(event).toMatchObject({
      eventSource: 'stint',
      readOnly: false,
      recipientAccountId: AccountId,
      userIdentity: { type: 'AWSService', invokedBy: 'operator.stint' },
      requestParameters: { name: 'production' },
      responseElements: { rootAccessKey: { accessKeyId: root.accessKeyId } },
    });
    expect(JSON.stringify(event)).not.toContain(root.secretAccessKey);
  });

  it('of an id that is taken are refused', async () => {
    await operator.call('CreateAccount', { Name: 'a', AccountId: '111122223333' });
    await expect(
      operator.call('CreateAccount', { Name: 'b', AccountId: '111122223333' }),
    ).rejects.toMatchObject({ code: 'AccountAlreadyExists' });
    expect((await eventsOf(operator, 'stint:CreateAccount'))[0]).toMatchObject({
      errorCode: 'AccountAlreadyExists',
    });
  });

  it('are listed by page, in order of their ids', async () => {
    for (const id of ['333333333333', '111111111111', '222222222222']) {
      await operator.call('CreateAccount', { Name: id, AccountId: id });
    }
    const first = await operator.call<{ Accounts: { AccountId: string }[]; NextToken: string }>(
      'ListAccounts',
      { MaxResults: 2 },
    );
    expect(first.Accounts.map(({ AccountId }) => AccountId)).toEqual(['111111111111', '222222222222']);
    const second = await operator.call('ListAccounts', { NextToken: first.NextToken });
    expect(second).toMatchObject({ Accounts: [{ AccountId: '333333333333', Status: 'Active' }] });
    expect(second).not.toHaveProperty('NextToken');
  });

  it('that are disabled refuse every key at once, and work again when enabled', async () => {
    const { RootAccessKey } = await operator.call<{ RootAccessKey: KeyPair }>('CreateAccount', {
      Name: 'a',
      AccountId: '111122223333',
    });
    const iam = server.iam(credentials(RootAccessKey));
    await iam.send(new CreateUserCommand({ UserName: 'alice' }));
    await operator.call('DisableAccount', { AccountId: '111122223333' });
    await expect(iam.send(new ListUsersCommand({}))).rejects.toMatchObject({ name: 'InvalidClientTokenId' });
    await expect(operator.call('DisableAccount', { AccountId: '111122223333' })).rejects.toMatchObject({
      code: 'InvalidRequest',
    });
    await operator.call('EnableAccount', { AccountId: '111122223333' });
    expect((await iam.send(new ListUsersCommand({}))).Users).toHaveLength(1);
    expect(await operator.call('DescribeAccount', { AccountId: '111122223333' })).toMatchObject({
      Users: 1,
      RootAccessKeys: [{ Status: 'Active' }],
    });
  });

  it('case 72: get new root credentials, and the old ones are refused at once', async () => {
    const { RootAccessKey: old } = await operator.call<{ RootAccessKey: KeyPair }>('CreateAccount', {
      Name: 'a',
      AccountId: '111122223333',
    });
    const reset = await operator.call<{ RootAccessKey: KeyPair; DeletedAccessKeyIds: string[] }>(
      'ResetRootCredentials',
      { AccountId: '111122223333' },
    );
    expect(reset.DeletedAccessKeyIds).toEqual([old.AccessKeyId]);
    await expect(server.sts(credentials(old)).send(new GetCallerIdentityCommand({}))).rejects.toMatchObject({
      name: 'InvalidClientTokenId',
    });
    await server.sts(credentials(reset.RootAccessKey)).send(new GetCallerIdentityCommand({}));
  });

  it('case 72: get a password of their root, with which it signs in until it is reset', async () => {
    const AccountId = '111122223333';
    await operator.call('CreateAccount', { Name: 'a', AccountId });
    const signIn = (password: string) =>
      server.serving.node.signIn.verify({ account: AccountId, password, address: '192.0.2.1' });
    const made = await operator.call<{ Password: string }>('SetRootPassword', { AccountId });
    expect(await signIn(made.Password)).toMatchObject({ user: undefined, state: 'good' });
    expect(await operator.call('SetRootPassword', { AccountId, Password: 'given Password 1' })).toEqual({});
    expect(await signIn(made.Password)).toBeUndefined();
    expect(await signIn('given Password 1')).toMatchObject({ state: 'good' });
    expect(await operator.call('DescribeAccount', { AccountId })).toMatchObject({
      RootPassword: { LastSetDate: expect.any(Number) },
      RootAccessKeys: [{ Status: 'Active' }],
    });
    expect(await operator.call('ResetRootCredentials', { AccountId })).toMatchObject({
      DeletedPassword: true,
    });
    expect(await signIn('given Password 1')).toBeUndefined();
    expect(await operator.call('ResetRootCredentials', { AccountId })).toMatchObject({
      DeletedPassword: false,
    });
  });

  it.each([
    ['SetRootPassword', { AccountId: '999999999999' }, 'AccountNotFound'],
    ['SetRootPassword', { AccountId: '999999999999', Password: '\u0100' }, 'ValidationError'],
    ['NoSuchThing', {}, 'UnknownOperationException'],
    ['DescribeAccount', { AccountId: '999999999999' }, 'AccountNotFound'],
    ['DescribeAccount', { AccountId: '12' }, 'ValidationError'],
    ['DescribeAccount', {}, 'ValidationError'],
    ['DescribeAccount', { AccountId: '999999999999', Extra: 1 }, 'SerializationException'],
    ['ListAccounts', { NextToken: 'forged' }, 'ValidationError'],
  ])('%s %j is refused with %s', async (operation, input, code) => {
    await expect(operator.call(operation, input)).rejects.toMatchObject({ code });
  });
});

describe('without a server', () => {
  it('the same operations work on the data directory', async () => {
    await operator.call('CreateAccount', { Name: 'a', AccountId: '111122223333' });
    const live = await connect();
    expect(live.isServer).toBe(true);
    await server.stop();
    const offline = await connect();
    expect(offline.isServer).toBe(false);
    expect(await offline.call('ListAccounts', {})).toMatchObject({ Accounts: [{ Name: 'a' }] });
    const [event] = await eventsOf(offline, 'stint:ListAccounts');
    expect(event).toMatchObject({ sourceIPAddress: 'in-process' });
    await offline.close();
  });

  it('a directory that is not there is not made', async () => {
    const settings = readSettings({ data: join(place.path, 'nowhere') }, 'the test');
    await expect(
      operatorConnection({
        settings,
        masterKey: place.masterKey,
        onFault: () => undefined,
        onAlarm: () => undefined,
      }),
    ).rejects.toThrow(/there is no data directory/);
    expect(existsSync(join(place.path, 'nowhere'))).toBe(false);
  });
});

describe('the first start', () => {
  it('case 188: makes one account, however often it is asked, and never again', async () => {
    const made = await Promise.all(Array.from({ length: 100 }, () => bootstrap(server.serving.node)));
    const winners = made.filter((one) => one !== undefined);
    expect(winners).toHaveLength(1);
    const { accountId, credentialsFile } = winners[0]!;
    expect(statSync(credentialsFile).mode & 0o777).toBe(0o600);
    const text = readFileSync(credentialsFile, 'utf8');
    const [, accessKeyId, secretAccessKey] =
      /\[stint-root\]\naws_access_key_id = (\S+)\naws_secret_access_key = (\S+)\n/.exec(text)!;
    const root = { accessKeyId: accessKeyId!, secretAccessKey: secretAccessKey! };
    expect(await server.sts(root).send(new GetCallerIdentityCommand({}))).toMatchObject({
      Account: accountId,
    });
    expect(await bootstrap(server.serving.node)).toBeUndefined();
    expect(await operator.call('ListAccounts', {})).toMatchObject({ Accounts: [{ AccountId: accountId }] });
  });
});
