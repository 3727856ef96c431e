import { twoCodes } from '../../fixtures/mfa-codes.ts';
import { arn, on, onAll, type Row, type Stage, TEAM } from './row.ts';

const bob = { UserName: 'bob' };
const app = { path: '/app/', tags: { team: 'red' } };
const spare: Row['world'] = (builder) => builder.mfaDevice('spare', undefined, app);
const enabled: Row['world'] = (builder) => builder.mfaDevice('phone', 'bob', app);
const serial = (name: string) => (at: Stage) => ({ SerialNumber: arn(at, `mfa/${name}`) });
const ofBob = (at: Stage) => ({ ...bob, ...serial('phone')(at) });

/** iam.md §11: what concerns whom a device is for is asked on the user, the rest on the device. */
export const mfaRows: readonly Row[] = [
  {
    operation: 'iam:CreateVirtualMFADevice',
    input: { VirtualMFADeviceName: 'tablet', Path: '/app/', Tags: TEAM },
    needs: (at) => [
      { action: 'iam:CreateVirtualMFADevice', resource: arn(at, 'mfa/tablet') },
      { action: 'iam:TagMFADevice', resource: arn(at, 'mfa/tablet') },
    ],
  },
  {
    operation: 'iam:DeleteVirtualMFADevice',
    input: serial('spare'),
    world: spare,
    needs: on('iam:DeleteVirtualMFADevice', 'mfa/spare'),
  },
  { operation: 'iam:ListVirtualMFADevices', input: {}, needs: onAll('iam:ListVirtualMFADevices') },
  {
    operation: 'iam:EnableMFADevice',
    input: (at) => ({ ...bob, ...serial('spare')(at), ...twoCodes(Date.now()) }),
    world: spare,
    needs: on('iam:EnableMFADevice', 'user/bob'),
  },
  {
    operation: 'iam:ResyncMFADevice',
    input: (at) => ({ ...ofBob(at), ...twoCodes(Date.now()) }),
    world: enabled,
    needs: on('iam:ResyncMFADevice', 'user/bob'),
  },
  {
    operation: 'iam:DeactivateMFADevice',
    input: ofBob,
    world: enabled,
    needs: on('iam:DeactivateMFADevice', 'user/bob'),
  },
  { operation: 'iam:ListMFADevices', input: bob, needs: on('iam:ListMFADevices', 'user/bob') },
  { operation: 'iam:GetMFADevice', input: ofBob, world: enabled, needs: on('iam:GetMFADevice', 'user/bob') },
  {
    operation: 'iam:TagMFADevice',
    input: (at) => ({ ...serial('spare')(at), Tags: TEAM }),
    world: spare,
    needs: on('iam:TagMFADevice', 'mfa/spare'),
  },
  {
    operation: 'iam:UntagMFADevice',
    input: (at) => ({ ...serial('spare')(at), TagKeys: ['team'] }),
    world: spare,
    needs: on('iam:UntagMFADevice', 'mfa/spare'),
  },
  {
    operation: 'iam:ListMFADeviceTags',
    input: serial('spare'),
    world: spare,
    needs: on('iam:ListMFADeviceTags', 'mfa/spare'),
  },
];
