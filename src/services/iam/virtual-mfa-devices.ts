/** Virtual MFA devices: made, listed and deleted. IAM API Reference, CreateVirtualMFADevice and its kin. */
import type {
  CreateVirtualMFADeviceCommandInput,
  DeleteVirtualMFADeviceCommandInput,
  ListVirtualMFADevicesCommandInput,
} from '@aws-sdk/client-iam';
import { encode as encodePng } from 'fast-png';
import { Secret } from 'otpauth';
import { encode as encodeQr } from 'uqr';
import {
  type AccountView,
  type Caller,
  type MfaDevice,
  mfaDeviceArn,
  nameKey,
} from '../../directory/index.ts';
import { iamArn, mintUuid, rootArn } from '../../names/index.ts';
import { read, write } from '../operation.ts';
import { only, paginate } from '../pagination.ts';
import { deleteConflict, exists, limitExceeded, validationError } from './errors.ts';
import { askOnMfaDevice, existingMfaDevice } from './existing-mfa-device.ts';
import { checkPath } from './path.ts';
import { checkTags, tagsIfAny, withTags } from './tags.ts';
import { userDetails } from './users.ts';

/** 64 characters of base32, as AWS's seeds have. */
const SEED_BYTES = 40;
/** Of a serial number, in every operation that takes one. */
const LONGEST_SERIAL_NUMBER = 256;
/** Pixels a module of the QR code. */
const MODULE = 5;
const [DARK, LIGHT] = [0, 255];

/** A QR code as a picture in grey, white around it as scanners want it. */
function qrPicture(text: string): Uint8Array {
  const { size, data } = encodeQr(text, { ecc: 'M', border: 4 });
  const width = size * MODULE;
  const pixels = new Uint8Array(width * width);
  for (let y = 0; y < width; y++) {
    const row = data[Math.floor(y / MODULE)]!;
    for (let x = 0; x < width; x++) pixels[y * width + x] = row[Math.floor(x / MODULE)] ? DARK : LIGHT;
  }
  return encodePng({ width, height: width, data: pixels, channels: 1, depth: 8 });
}

/** What apps scan. The account is named by the user who makes the device, or by its id. */
function seedUri(device: string, caller: Caller, base32: string): string {
  const owner = caller.kind === 'user' ? caller.user.name : caller.accountId;
  return `otpauth://totp/${encodeURIComponent(device)}@${encodeURIComponent(owner)}?secret=${base32}`;
}

const createVirtualMfaDevice = write('CreateVirtualMFADevice', {
  check: (input: CreateVirtualMFADeviceCommandInput) => {
    checkPath(input.Path);
    checkTags(input.Tags, 'exact');
  },
  asks: (input, { account }) => {
    const tags = checkTags(input.Tags, 'exact');
    const resource = iamArn('mfa', account.accountId, input.Path ?? '/', input.VirtualMFADeviceName!);
    const asked = { resource, requestTags: tags, resourceTags: tags };
    return [
      { action: 'iam:CreateVirtualMFADevice', ...asked },
      ...(tags.length > 0 ? [{ action: 'iam:TagMFADevice', ...asked }] : []),
    ];
  },
  handle: (input, { account, caller, now, random, quotas, mfa }) => {
    const { VirtualMFADeviceName: name = '', Path: path = '/' } = input;
    const serialNumber = iamArn('mfa', account.accountId, path, name);
    if (serialNumber.length > LONGEST_SERIAL_NUMBER) {
      throw validationError(
        `The serial number ${serialNumber} is longer than ${LONGEST_SERIAL_NUMBER} characters.`,
      );
    }
    if (account.mfaDevices.find('serial', nameKey(`${path}${name}`)) !== undefined) {
      throw exists('MFADevice entity at the same path and name already exists.');
    }
    // IAM User Guide, "IAM and AWS STS quotas": as many virtual devices as users.
    if (account.mfaDevices.size >= quotas.usersPerAccount) {
      throw limitExceeded('VirtualMFADevicesPerAccount', quotas.usersPerAccount);
    }
    const id = mintUuid(random);
    const seed = random(SEED_BYTES);
    const device: MfaDevice = {
      id,
      name,
      path,
      createdAt: now,
      sealedSeed: mfa.sealSeed(id, seed),
      tags: withTags([], checkTags(input.Tags, 'exact'), 'exact', quotas),
    };
    account.mfaDevices.put(device);
    const { base32 } = new Secret({ buffer: Uint8Array.from(seed).buffer });
    return {
      VirtualMFADevice: {
        SerialNumber: serialNumber,
        Base32StringSeed: Buffer.from(base32),
        QRCodePNG: qrPicture(seedUri(name, caller, base32)),
        ...tagsIfAny(device.tags),
      },
    };
  },
});

const deleteVirtualMfaDevice = write('DeleteVirtualMFADevice', {
  asks: (input: DeleteVirtualMFADeviceCommandInput, scope) => [
    askOnMfaDevice('iam:DeleteVirtualMFADevice', scope, input.SerialNumber!),
  ],
  handle: (input, { account }) => {
    const device = existingMfaDevice(account, input.SerialNumber!);
    if (device.owner !== undefined) {
      throw deleteConflict('MFA VirtualDevice in use. Must deactivate first.');
    }
    account.mfaDevices.delete(device.id);
  },
});

/** Whom a device is enabled for, as lists show it. */
function holder(account: AccountView, owner: string) {
  const user = account.users.get(owner);
  if (user !== undefined) return userDetails(account, user);
  return {
    UserId: account.accountId,
    Arn: rootArn(account.accountId),
    CreateDate: new Date(account.record.createdAt),
  };
}

function virtualDevice(account: AccountView, device: MfaDevice) {
  const SerialNumber = mfaDeviceArn(account, device);
  if (device.owner === undefined) return { SerialNumber };
  return { SerialNumber, User: holder(account, device.owner), EnableDate: new Date(device.enabledAt!) };
}

const listVirtualMfaDevices = read('ListVirtualMFADevices', {
  asks: (_input: ListVirtualMFADevicesCommandInput) => [
    { action: 'iam:ListVirtualMFADevices', resource: '*' },
  ],
  handle: (input, scope) => {
    const wanted = input.AssignmentStatus ?? 'Any';
    const isWanted = ({ owner }: MfaDevice) =>
      wanted === 'Any' || (wanted === 'Assigned') === (owner !== undefined);
    const { items, ...page } = paginate(scope, 'ListVirtualMFADevices', wanted, input, (from) =>
      only(scope.account.mfaDevices.scan('serial', from), isWanted),
    );
    return { VirtualMFADevices: items.map((device) => virtualDevice(scope.account, device)), ...page };
  },
});

export const virtualMfaDeviceOperations = [
  createVirtualMfaDevice,
  deleteVirtualMfaDevice,
  listVirtualMfaDevices,
];
