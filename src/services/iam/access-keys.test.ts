import { describe, expect, it } from 'vitest';
import { account, EPOCH, keyIdsOf } from '../../../test/fixtures/account.ts';
import { asRoleSession, asRoot, asUser } from '../../../test/fixtures/caller.ts';
import { asked, NOW, named, refusal, run } from '../../../test/fixtures/run.ts';
import { accountOfAccessKeyId } from '../../names/index.ts';
import { accessKeyOperations } from './access-keys.ts';

const operation = (name: string) => named(accessKeyOperations, name);
const A = '111122223333';
const user = (name: string) => `arn:aws:iam::${A}:user/${name}`;
const root = `arn:aws:iam::${A}:root`;

describe('CreateAccessKey', () => {
  const { state } = account().user('alice').user('bob').role('auditor');

  it('case 75: shows the secret once and stores it sealed', () => {
    const ran = run(operation('CreateAccessKey'), { UserName: 'Alice' }, { account: state });
    const { AccessKey } = ran.output as { AccessKey: { AccessKeyId: string; SecretAccessKey: string } };
    expect(AccessKey).toEqual({
      UserName: 'alice',
      AccessKeyId: expect.stringMatching(/^AKIA[A-Z2-7]{16}$/),
      Status: 'Active',
      SecretAccessKey: expect.stringMatching(/^[A-Za-z0-9/+]{40}$/),
      CreateDate: new Date(NOW),
    });
    expect(accountOfAccessKeyId(AccessKey.AccessKeyId)).toBe(A);
    expect(ran.account.accessKeys.get(AccessKey.AccessKeyId)?.sealedSecret).toBe(
      `sealed ${AccessKey.AccessKeyId} ${AccessKey.SecretAccessKey}`,
    );
    const listed = run(operation('ListAccessKeys'), { UserName: 'alice' }, { account: ran.account }).output;
    expect(JSON.stringify(listed)).not.toContain(AccessKey.SecretAccessKey);
  });

  it('case 72: without a name makes one for the user who calls', () => {
    const options = { account: state, caller: asUser(state, 'alice') };
    const ran = run(operation('CreateAccessKey'), {}, options);
    expect(ran.output).toMatchObject({ AccessKey: { UserName: 'alice' } });
    expect(ran.asks).toEqual([{ action: 'iam:CreateAccessKey', resource: user('alice'), resourceTags: [] }]);
  });

  it('case 72: with the name of another user asks on that user', () => {
    const options = { account: state, caller: asUser(state, 'alice') };
    expect(asked(operation('CreateAccessKey'), { UserName: 'bob' }, options)[0]!.resource).toBe(user('bob'));
  });

  it('case 72: without a name by the root makes a key of the root', () => {
    const ran = run(operation('CreateAccessKey'), {}, { account: state, caller: asRoot(state) });
    expect(keyIdsOf(ran.account, 'root')).toHaveLength(1);
    expect(ran.asks).toEqual([{ action: 'iam:CreateAccessKey', resource: root }]);
    expect((ran.output as { AccessKey: { UserName?: string } }).AccessKey.UserName).toBeUndefined();
  });

  it.each(['CreateAccessKey', 'ListAccessKeys'])('%s without a name is refused to a role session', (name) => {
    const options = { account: state, caller: asRoleSession(state, 'auditor') };
    expect(refusal(() => run(operation(name), {}, options))).toBe(
      'ValidationError 400 Must specify userName when calling with non-User credentials',
    );
  });

  it.each(['alice', 'root'])('case 74: a third key of %s is refused; inactive ones count', (owner) => {
    const full = account().user('alice').accessKey(owner).accessKey(owner, 'Inactive').state;
    const input = owner === 'root' ? {} : { UserName: owner };
    expect(refusal(() => run(operation('CreateAccessKey'), input, { account: full }))).toBe(
      'LimitExceeded 409 Cannot exceed quota for AccessKeysPerUser: 2',
    );
  });

  it('draws another id when the first is taken', () => {
    const random = (length: number) => {
      draws++;
      return new Uint8Array(length).fill(draws <= 2 ? 7 : draws);
    };
    let draws = 0;
    const first = run(operation('CreateAccessKey'), { UserName: 'alice' }, { account: state, random });
    draws = 0;
    const second = run(
      operation('CreateAccessKey'),
      { UserName: 'alice' },
      { account: first.account, random },
    );
    expect(new Set(keyIdsOf(second.account, 'alice')).size).toBe(2);
  });
});

describe('UpdateAccessKey', () => {
  const { state } = account().user('alice').accessKey('alice').user('bob').accessKey('bob').accessKey('root');
  const [key] = keyIdsOf(state, 'alice');
  const [bobs] = keyIdsOf(state, 'bob');

  it('case 76: makes a key inactive, and active again', () => {
    const update = (Status: string, from = state) =>
      run(operation('UpdateAccessKey'), { UserName: 'alice', AccessKeyId: key, Status } as never, {
        account: from,
      });
    const inactive = update('Inactive');
    expect(inactive.account.accessKeys.get(key!)?.status).toBe('Inactive');
    expect(inactive.output).toBeUndefined();
    expect(update('Inactive', inactive.account).account.accessKeys.get(key!)?.status).toBe('Inactive');
    expect(update('Active', inactive.account).account.accessKeys.get(key!)?.status).toBe('Active');
  });

  it('refuses Expired, before it looks at anything', () => {
    const input = { UserName: 'nobody', AccessKeyId: key, Status: 'Expired' } as never;
    expect(refusal(() => run(operation('UpdateAccessKey'), input, { account: state }))).toContain(
      'InvalidInput 400',
    );
  });

  it.each([
    ['case 73: of another user', 'alice', bobs!],
    ['case 73: of the root', 'alice', keyIdsOf(state, 'root')[0]!],
    ['that does not exist', 'alice', 'AKIAIOSFODNN7EXAMPLE'],
    ['case 81: in lower case', 'alice', key!.toLowerCase()],
  ])('a key %s is not there', (_, UserName, AccessKeyId) => {
    for (const name of ['UpdateAccessKey', 'DeleteAccessKey']) {
      const input = { UserName, AccessKeyId, Status: 'Inactive' } as never;
      expect(refusal(() => run(operation(name), input, { account: state }))).toBe(
        `NoSuchEntity 404 The Access Key with id ${AccessKeyId} cannot be found.`,
      );
    }
  });

  it('case 73: speaks of the user before the key', () => {
    const input = { UserName: 'carol', AccessKeyId: key, Status: 'Inactive' } as never;
    expect(refusal(() => run(operation('UpdateAccessKey'), input, { account: state }))).toBe(
      'NoSuchEntity 404 The user with name carol cannot be found.',
    );
  });

  it('case 73: asks on the user who is named, not on the owner of the key', () => {
    const options = { account: state, caller: asUser(state, 'bob') };
    expect(asked(operation('DeleteAccessKey'), { AccessKeyId: key }, options)).toMatchObject([
      { action: 'iam:DeleteAccessKey', resource: user('bob') },
    ]);
  });
});

describe('DeleteAccessKey', () => {
  it('deletes it, and is refused the second time', () => {
    const { state } = account().user('alice').accessKey('alice');
    const input = { UserName: 'alice', AccessKeyId: keyIdsOf(state, 'alice')[0]! };
    const ran = run(operation('DeleteAccessKey'), input, { account: state });
    expect(keyIdsOf(ran.account, 'alice')).toEqual([]);
    expect(refusal(() => run(operation('DeleteAccessKey'), input, { account: ran.account }))).toContain(
      'NoSuchEntity 404',
    );
  });
});

describe('ListAccessKeys', () => {
  const { state } = account()
    .user('alice')
    .user('bob')
    .accessKey('alice')
    .accessKey('bob')
    .accessKey('alice', 'Inactive')
    .accessKey('root');

  it('lists the keys of one user, oldest first', () => {
    const [first, second] = keyIdsOf(state, 'alice');
    expect(run(operation('ListAccessKeys'), { UserName: 'alice' }, { account: state }).output).toEqual({
      AccessKeyMetadata: [
        { UserName: 'alice', AccessKeyId: first, Status: 'Active', CreateDate: expect.any(Date) },
        { UserName: 'alice', AccessKeyId: second, Status: 'Inactive', CreateDate: expect.any(Date) },
      ],
      IsTruncated: false,
    });
  });

  it('lists the keys of the root, which has no name', () => {
    expect(run(operation('ListAccessKeys'), {}, { account: state }).output).toEqual({
      AccessKeyMetadata: [
        { AccessKeyId: keyIdsOf(state, 'root')[0], Status: 'Active', CreateDate: expect.any(Date) },
      ],
      IsTruncated: false,
    });
  });

  it('in pages', () => {
    const first = run(operation('ListAccessKeys'), { UserName: 'alice', MaxItems: 1 }, { account: state });
    const { Marker } = first.output as { Marker: string };
    const second = run(operation('ListAccessKeys'), { UserName: 'alice', Marker }, { account: state });
    expect(second.output).toMatchObject({
      AccessKeyMetadata: [{ AccessKeyId: keyIdsOf(state, 'alice')[1] }],
      IsTruncated: false,
    });
    expect(
      refusal(() => run(operation('ListAccessKeys'), { UserName: 'bob', Marker }, { account: state })),
    ).toBe('ValidationError 400 Invalid Marker.');
  });
});

describe('GetAccessKeyLastUsed', () => {
  const { state } = account().user('alice').accessKey('alice').accessKey('root');
  const [AccessKeyId] = keyIdsOf(state, 'alice');

  it('of a key that was never used', () => {
    const ran = run(operation('GetAccessKeyLastUsed'), { AccessKeyId }, { account: state });
    expect(ran.output).toEqual({
      UserName: 'alice',
      AccessKeyLastUsed: { ServiceName: 'N/A', Region: 'N/A' },
    });
    expect(ran.asks).toEqual([
      { action: 'iam:GetAccessKeyLastUsed', resource: user('alice'), resourceTags: [] },
    ]);
  });

  it('of a key that was used', () => {
    const lastUsed = { [AccessKeyId!]: { at: EPOCH, service: 'sts', region: 'eu-west-1' } };
    expect(
      run(operation('GetAccessKeyLastUsed'), { AccessKeyId }, { account: state, lastUsed }).output,
    ).toMatchObject({
      AccessKeyLastUsed: { LastUsedDate: new Date(EPOCH), ServiceName: 'sts', Region: 'eu-west-1' },
    });
  });

  it('of a key of the root', () => {
    const input = { AccessKeyId: keyIdsOf(state, 'root')[0]! };
    const ran = run(operation('GetAccessKeyLastUsed'), input, { account: state });
    expect(ran.output).not.toHaveProperty('UserName');
    expect(ran.asks).toEqual([{ action: 'iam:GetAccessKeyLastUsed', resource: root }]);
  });

  it('case 88: of no key is asked on everything, and refused even then', () => {
    const input = { AccessKeyId: 'AKIAIOSFODNN7EXAMPLE' };
    expect(asked(operation('GetAccessKeyLastUsed'), input, { account: state })).toEqual([
      {
        action: 'iam:GetAccessKeyLastUsed',
        resource: '*',
        shownAs: 'access key AKIAIOSFODNN7EXAMPLE',
      },
    ]);
    expect(refusal(() => run(operation('GetAccessKeyLastUsed'), input, { account: state }))).toBe(
      `AccessDenied 403 User: arn:aws:iam::${A}:root is not authorized to perform iam:GetAccessKeyLastUsed on resource: access key AKIAIOSFODNN7EXAMPLE`,
    );
  });
});
