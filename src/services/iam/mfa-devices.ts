/** MFA devices of users and of the root: enabled, resynchronized, deactivated. IAM API Reference, EnableMFADevice … */
import type {
  DeactivateMFADeviceCommandInput,
  EnableMFADeviceCommandInput,
  GetMFADeviceCommandInput,
  ListMFADevicesCommandInput,
  ResyncMFADeviceCommandInput,
} from '@aws-sdk/client-iam';
import { type MfaDevice, mfaDeviceArn, mfaDevicesOf } from '../../directory/index.ts';
import type { MfaSecrets } from '../mfa.ts';
import { clockOfCodes } from '../one-time-codes.ts';
import { read, write } from '../operation.ts';
import { paginate, under } from '../pagination.ts';
import { exists, invalidAuthenticationCode, limitExceeded } from './errors.ts';
import { existingMfaDevice, existingMfaDeviceOf } from './existing-mfa-device.ts';
import { askOnOwner, ownerOf } from './owner.ts';
import { askOnUser, existingUser } from './users.ts';

/** IAM User Guide, "IAM and AWS STS quotas": of any kind, for a user or the root. Not adjustable. */
const DEVICES_A_USER = 8;

interface TwoCodes {
  readonly AuthenticationCode1?: string | undefined;
  readonly AuthenticationCode2?: string | undefined;
}

/**
 * The device with its clock as two consecutive codes show it.
 * @throws AwsError InvalidAuthenticationCode
 */
function synchronized(device: MfaDevice, input: TwoCodes, mfa: MfaSecrets, now: number): MfaDevice {
  if (!mfa.mayTry(device.id)) throw invalidAuthenticationCode();
  const codes = [input.AuthenticationCode1!, input.AuthenticationCode2!] as const;
  const clock = clockOfCodes(mfa.openSeed(device), codes, now, device);
  if (clock === undefined) {
    mfa.noteWrongCode(device.id);
    throw invalidAuthenticationCode();
  }
  mfa.noteGoodCode(device.id);
  return { ...device, ...clock };
}

const enableMfaDevice = write('EnableMFADevice', {
  asks: (input: EnableMFADeviceCommandInput, scope) => [
    askOnUser('iam:EnableMFADevice', scope, input.UserName!),
  ],
  handle: (input, { account, now, mfa }) => {
    const user = existingUser(account, input.UserName!);
    const device = existingMfaDevice(account, input.SerialNumber!);
    if (device.owner !== undefined) throw exists('MFA Device is already in use.');
    if (mfaDevicesOf(account, user.id).length >= DEVICES_A_USER) {
      throw limitExceeded('MFADevicesPerUser', DEVICES_A_USER);
    }
    const shown = synchronized(device, input, mfa, now);
    account.mfaDevices.put({ ...shown, owner: user.id, enabledAt: now });
  },
});

const resyncMfaDevice = write('ResyncMFADevice', {
  asks: (input: ResyncMFADeviceCommandInput, scope) => [
    askOnUser('iam:ResyncMFADevice', scope, input.UserName!),
  ],
  handle: (input, { account, now, mfa }) => {
    const user = existingUser(account, input.UserName!);
    const device = existingMfaDeviceOf(account, user.id, input.SerialNumber!);
    account.mfaDevices.put(synchronized(device, input, mfa, now));
  },
});

const deactivateMfaDevice = write('DeactivateMFADevice', {
  asks: (input: DeactivateMFADeviceCommandInput, scope) => [
    askOnOwner('iam:DeactivateMFADevice', scope, input.UserName),
  ],
  // The virtual device stays, for nobody; which of its codes were taken is known as long as it is there.
  handle: (input, scope) => {
    const { id } = ownerOf(scope, input.UserName);
    const { owner, enabledAt, ...device } = existingMfaDeviceOf(scope.account, id, input.SerialNumber!);
    scope.account.mfaDevices.put(device);
  },
});

const listMfaDevices = read('ListMFADevices', {
  asks: (input: ListMFADevicesCommandInput, scope) => [
    askOnOwner('iam:ListMFADevices', scope, input.UserName),
  ],
  handle: (input, scope) => {
    const { account } = scope;
    const { id, ...named } = ownerOf(scope, input.UserName);
    const { items, ...page } = paginate(scope, 'ListMFADevices', id, input, (from) =>
      under(account.mfaDevices, 'owner', `${id} `, from),
    );
    const devices = items.map((device) => ({
      ...named,
      SerialNumber: mfaDeviceArn(account, device),
      EnableDate: new Date(device.enabledAt!),
    }));
    return { MFADevices: devices, ...page };
  },
});

const getMfaDevice = read('GetMFADevice', {
  asks: (input: GetMFADeviceCommandInput, scope) => [askOnOwner('iam:GetMFADevice', scope, input.UserName)],
  handle: (input, scope) => {
    const { id, ...named } = ownerOf(scope, input.UserName);
    const device = existingMfaDeviceOf(scope.account, id, input.SerialNumber!);
    return { ...named, SerialNumber: input.SerialNumber!, EnableDate: new Date(device.enabledAt!) };
  },
});

export const mfaDeviceOperations = [
  enableMfaDevice,
  resyncMfaDevice,
  deactivateMfaDevice,
  listMfaDevices,
  getMfaDevice,
];
