/** MFA devices as operations meet them: looked up, asked about. */
import { type AccountDraft, type AccountView, type MfaDevice, mfaDeviceArn } from '../../directory/index.ts';
import { mfaDeviceOf } from '../mfa.ts';
import type { Ask, Scope } from '../operation.ts';
import { notFound } from './errors.ts';

/** The account's device of that serial number, or NoSuchEntity. */
export function existingMfaDevice(account: AccountView | AccountDraft, serialNumber: string): MfaDevice {
  const device = mfaDeviceOf(account, serialNumber);
  if (device === undefined) {
    throw notFound(`VirtualMFADevice with serial number ${serialNumber} doesn't exist.`);
  }
  return device;
}

/** The owner's device of that serial number; a device of somebody else is not there. */
export function existingMfaDeviceOf(
  account: AccountView | AccountDraft,
  owner: string,
  serialNumber: string,
): MfaDevice {
  const device = mfaDeviceOf(account, serialNumber);
  if (device === undefined || device.owner !== owner) throw notFound('MFA Device invalid for user.');
  return device;
}

/** What an operation on one device asks. A serial number is decided on as it is, also if no device has it. */
export function askOnMfaDevice(action: string, { account }: Scope, serialNumber: string): Ask {
  const device = mfaDeviceOf(account, serialNumber);
  return device === undefined
    ? { action, resource: serialNumber }
    : { action, resource: mfaDeviceArn(account, device), resourceTags: device.tags };
}
