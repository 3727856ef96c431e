import { describe, expect, it } from 'vitest';
import { account } from '../../../test/fixtures/account.ts';
import { asRoleSession, asUser } from '../../../test/fixtures/caller.ts';
import { codeAt, HALF_MINUTE, twoCodes } from '../../../test/fixtures/mfa-codes.ts';
import { asked, NOW, named, refusal, run } from '../../../test/fixtures/run.ts';
import type { AccountState } from '../../directory/index.ts';
import { accountSummaryOperations } from './account-summary.ts';
import { mfaDeviceTagOperations } from './mfa-device-tags.ts';
import { mfaDeviceOperations } from './mfa-devices.ts';
import { userOperations } from './users.ts';
import { virtualMfaDeviceOperations } from './virtual-mfa-devices.ts';

const A = '111122223333';
const OPERATIONS = [...virtualMfaDeviceOperations, ...mfaDeviceOperations, ...mfaDeviceTagOperations];
const operation = (name: string) => named(OPERATIONS, name);
const serial = (name: string) => `arn:aws:iam::${A}:mfa/${name}`;
const enabling = { UserName: 'alice', SerialNumber: serial('phone'), ...twoCodes(NOW) };

const base = () => account(A).user('alice').user('bob').role('auditor');
const withDevice = () => base().mfaDevice('phone').state;

const call = (name: string, input: object, state: AccountState, more: object = {}) =>
  run(operation(name), input as never, { account: state, ...more });
const refused = (name: string, input: object, state: AccountState, more: object = {}) =>
  refusal(() => call(name, input, state, more));

describe('CreateVirtualMFADevice', () => {
  it('shows the seed and its picture once, and stores the seed sealed', () => {
    const { output, account: after } = call(
      'CreateVirtualMFADevice',
      { VirtualMFADeviceName: 'tablet', Path: '/ops/', Tags: [{ Key: 'team', Value: 'red' }] },
      base().state,
      { mfa: { sealSeed: (id: string, seed: Uint8Array) => `sealed ${id} ${seed.length}` } },
    );
    const { VirtualMFADevice } = output as unknown as { VirtualMFADevice: Record<string, Uint8Array> };
    expect(VirtualMFADevice).toEqual({
      SerialNumber: serial('ops/tablet'),
      Base32StringSeed: expect.anything(),
      QRCodePNG: expect.anything(),
      Tags: [{ Key: 'team', Value: 'red' }],
    });
    expect(Buffer.from(VirtualMFADevice['Base32StringSeed']!).toString()).toMatch(/^[A-Z2-7]{64}$/);
    expect(Buffer.from(VirtualMFADevice['QRCodePNG']!.subarray(0, 8)).toString('latin1')).toBe(
      '\x89PNG\r\n\x1a\n',
    );
    const [device] = [...after.mfaDevices.values()];
    expect(device!.sealedSeed).toBe(`sealed ${device!.id} 40`);
    const listed = call('ListVirtualMFADevices', {}, after).output;
    expect(listed).toEqual({
      VirtualMFADevices: [{ SerialNumber: serial('ops/tablet') }],
      IsTruncated: false,
    });
  });

  it.each([
    [
      'the same path and name, in other capitals',
      { VirtualMFADeviceName: 'PHONE' },
      'EntityAlreadyExists 409 MFADevice entity at the same path and name already exists.',
    ],
    ['the same name at another path', { VirtualMFADeviceName: 'phone', Path: '/x/' }, undefined],
    [
      'a path that is none',
      { VirtualMFADeviceName: 'x', Path: '/a/../b/' },
      expect.stringMatching(/^ValidationError 400 The specified value for path is invalid/),
    ],
    [
      'a serial number that no operation would take',
      { VirtualMFADeviceName: 'x'.repeat(240) },
      expect.stringMatching(/^ValidationError 400 .*longer than 256 characters/),
    ],
  ])('%s', (_what, input, expected) => {
    expect(refused('CreateVirtualMFADevice', input, withDevice())).toEqual(expected);
  });

  it('beyond the quota, which is that of users, is refused', () => {
    expect(
      refused('CreateVirtualMFADevice', { VirtualMFADeviceName: 'x' }, withDevice(), {
        quotas: { usersPerAccount: 1 },
      }),
    ).toBe('LimitExceeded 409 Cannot exceed quota for VirtualMFADevicesPerAccount: 1');
  });
});

describe('EnableMFADevice', () => {
  it('enables a device that shows two consecutive codes', () => {
    const { account: after, asks } = call('EnableMFADevice', enabling, withDevice());
    expect(asks).toMatchObject([{ action: 'iam:EnableMFADevice', resource: `arn:aws:iam::${A}:user/alice` }]);
    expect(call('ListMFADevices', { UserName: 'alice' }, after).output).toEqual({
      MFADevices: [{ UserName: 'alice', SerialNumber: serial('phone'), EnableDate: new Date(NOW) }],
      IsTruncated: false,
    });
    expect(call('GetMFADevice', { SerialNumber: serial('phone'), UserName: 'alice' }, after).output).toEqual({
      UserName: 'alice',
      SerialNumber: serial('phone'),
      EnableDate: new Date(NOW),
    });
    expect(call('ListVirtualMFADevices', { AssignmentStatus: 'Assigned' }, after).output).toMatchObject({
      VirtualMFADevices: [{ SerialNumber: serial('phone'), User: { UserName: 'alice' } }],
    });
    expect(call('ListVirtualMFADevices', { AssignmentStatus: 'Unassigned' }, after).output).toMatchObject({
      VirtualMFADevices: [],
    });
    const summary = run(named(accountSummaryOperations, 'GetAccountSummary'), {}, { account: after }).output;
    expect(summary.SummaryMap).toMatchObject({ MFADevices: 1, MFADevicesInUse: 1, AccountMFAEnabled: 0 });
  });

  const wrong = 'InvalidAuthenticationCode 403 Authentication code for device is not valid.';
  it.each([
    ['the same code twice', { AuthenticationCode1: enabling.AuthenticationCode2 }, wrong],
    [
      'codes in the wrong order',
      {
        AuthenticationCode1: enabling.AuthenticationCode2,
        AuthenticationCode2: enabling.AuthenticationCode1,
      },
      wrong,
    ],
    [
      'codes half an hour old',
      {
        AuthenticationCode1: codeAt(NOW - 60 * HALF_MINUTE),
        AuthenticationCode2: codeAt(NOW - 59 * HALF_MINUTE),
      },
      wrong,
    ],
    ['no such user', { UserName: 'carol' }, 'NoSuchEntity 404 The user with name carol cannot be found.'],
    [
      'no such device',
      { SerialNumber: serial('watch') },
      `NoSuchEntity 404 VirtualMFADevice with serial number ${serial('watch')} doesn't exist.`,
    ],
    [
      'a serial number of another account',
      { SerialNumber: 'arn:aws:iam::444455556666:mfa/phone' },
      `NoSuchEntity 404 VirtualMFADevice with serial number arn:aws:iam::444455556666:mfa/phone doesn't exist.`,
    ],
  ])('%s: refused', (_what, input, expected) => {
    expect(refused('EnableMFADevice', { ...enabling, ...input }, withDevice())).toBe(expected);
  });

  it('a device in use, and a ninth device of a user: refused', () => {
    const inUse = base().mfaDevice('phone', 'bob').state;
    expect(refused('EnableMFADevice', enabling, inUse)).toBe(
      'EntityAlreadyExists 409 MFA Device is already in use.',
    );
    const many = base().mfaDevice('phone');
    for (let i = 0; i < 8; i++) many.mfaDevice(`other${i}`, 'alice');
    expect(refused('EnableMFADevice', enabling, many.state)).toBe(
      'LimitExceeded 409 Cannot exceed quota for MFADevicesPerUser: 8',
    );
  });

  it('tries no codes of a device that had too many wrong ones', () => {
    const mfa = { mayTry: () => false };
    expect(refused('EnableMFADevice', enabling, withDevice(), { mfa })).toBe(wrong);
  });
});

describe('a device that is enabled', () => {
  const enabled = () => base().mfaDevice('phone', 'alice').state;
  const mine = { SerialNumber: serial('phone') };

  it('stays when it is deactivated, for nobody; a caller without a name means itself', () => {
    const { account: after } = call('DeactivateMFADevice', mine, enabled(), {
      caller: asUser(enabled(), 'alice'),
    });
    expect(call('ListMFADevices', { UserName: 'alice' }, after).output).toMatchObject({ MFADevices: [] });
    expect(call('ListVirtualMFADevices', {}, after).output).toMatchObject({
      VirtualMFADevices: [{ SerialNumber: serial('phone') }],
    });
  });

  it.each(['DeactivateMFADevice', 'ResyncMFADevice', 'GetMFADevice'])(
    '%s of somebody else’s: not there',
    (name) => {
      expect(refused(name, { ...enabling, UserName: 'bob' }, enabled())).toBe(
        'NoSuchEntity 404 MFA Device invalid for user.',
      );
    },
  );

  it.each(['DeactivateMFADevice', 'ListMFADevices', 'GetMFADevice'])(
    '%s without a name by a session of a role: refused',
    (name) => {
      const state = enabled();
      expect(refused(name, mine, state, { caller: asRoleSession(state, 'auditor') })).toBe(
        'ValidationError 400 Must specify userName when calling with non-User credentials',
      );
    },
  );

  it('whose clock is wrong by minutes is right again once it is resynchronized', () => {
    const ahead = NOW + 8 * HALF_MINUTE;
    const { account: after } = call('ResyncMFADevice', { ...enabling, ...twoCodes(ahead) }, enabled());
    expect([...after.mfaDevices.values()][0]).toMatchObject({ drift: 8 });
  });

  it('is not deleted, nor its user', () => {
    expect(refused('DeleteVirtualMFADevice', mine, enabled())).toBe(
      'DeleteConflict 409 MFA VirtualDevice in use. Must deactivate first.',
    );
    const deleteUser = named(userOperations, 'DeleteUser');
    expect(refusal(() => run(deleteUser, { UserName: 'alice' }, { account: enabled() }))).toBe(
      'DeleteConflict 409 Cannot delete entity, must delete MFA device first.',
    );
  });

  it('of the root is listed to the root, without a name', () => {
    const state = base().mfaDevice('vault', 'root').state;
    expect(call('ListMFADevices', {}, state).output).toMatchObject({
      MFADevices: [{ SerialNumber: serial('vault') }],
    });
    expect(asked(operation('ListMFADevices'), {}, { account: state })).toMatchObject([
      { resource: `arn:aws:iam::${A}:root` },
    ]);
    const { output } = call('ListVirtualMFADevices', {}, state);
    expect(output).toMatchObject({ VirtualMFADevices: [{ User: { Arn: `arn:aws:iam::${A}:root` } }] });
  });
});

describe('tags of a device', () => {
  it('are told apart by the case of their keys', () => {
    const { account: tagged } = call(
      'TagMFADevice',
      {
        SerialNumber: serial('phone'),
        Tags: [
          { Key: 'Team', Value: 'red' },
          { Key: 'team', Value: 'blue' },
        ],
      },
      withDevice(),
    );
    const { account: after } = call(
      'UntagMFADevice',
      { SerialNumber: serial('phone'), TagKeys: ['Team', 'none'] },
      tagged,
    );
    expect(call('ListMFADeviceTags', { SerialNumber: serial('phone') }, after).output).toEqual({
      Tags: [{ Key: 'team', Value: 'blue' }],
      IsTruncated: false,
    });
  });
});
