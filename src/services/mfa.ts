/** Multi-factor authentication: whose device a serial number names, and whether a code of it is good. */
import { type AccountView, type Caller, type MfaDevice, mfaDeviceArn, nameKey } from '../directory/index.ts';
import { parseIamArn } from '../names/index.ts';
import { stepOfCode } from './one-time-codes.ts';

/** What operations may do with the seeds of devices, and with wrong codes. */
export interface MfaSecrets {
  /** Seals a device's seed for storage; base64. */
  readonly sealSeed: (deviceId: string, seed: Uint8Array) => string;
  /** @throws SecretUnreadableError */
  readonly openSeed: (device: MfaDevice) => Uint8Array;
  /** Whether a code of the device may be tried: after some wrong ones none is, for a while. */
  readonly mayTry: (deviceId: string) => boolean;
  readonly noteWrongCode: (deviceId: string) => void;
  readonly noteGoodCode: (deviceId: string) => void;
}

/** Who signs in with the caller's devices: a user's unique id, `root`; nobody for sessions of roles and federation. */
export function mfaOwnerOf(caller: Caller): string | undefined {
  if (caller.kind === 'user') return caller.user.id;
  return caller.kind === 'root' ? 'root' : undefined;
}

/** The account's device of that serial number, which is its ARN. */
export function mfaDeviceOf(account: AccountView, serialNumber: string): MfaDevice | undefined {
  const arn = parseIamArn(serialNumber);
  if (arn === undefined || arn.type !== 'mfa' || arn.account !== account.accountId) return undefined;
  const device = account.mfaDevices.find('serial', nameKey(`${arn.path}${arn.name}`));
  return device !== undefined && mfaDeviceArn(account, device) === serialNumber ? device : undefined;
}

/** Tries a code of a device. A good one is to be stored as the device's newest, so that it is good only once. */
export function tryCode(
  secrets: MfaSecrets,
  device: MfaDevice,
  code: string,
  now: number,
): MfaDevice | undefined {
  if (!secrets.mayTry(device.id)) return undefined;
  const lastStep = stepOfCode(secrets.openSeed(device), code, now, device);
  if (lastStep === undefined) {
    secrets.noteWrongCode(device.id);
    return undefined;
  }
  secrets.noteGoodCode(device.id);
  return { ...device, lastStep };
}
