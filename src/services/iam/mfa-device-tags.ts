/** Tags of virtual MFA devices, whose keys differ by case. IAM API Reference, TagMFADevice, UntagMFADevice … */
import type {
  ListMFADeviceTagsCommandInput,
  TagMFADeviceCommandInput,
  UntagMFADeviceCommandInput,
} from '@aws-sdk/client-iam';
import { read, write } from '../operation.ts';
import { paginate, positions } from '../pagination.ts';
import { askOnMfaDevice, existingMfaDevice } from './existing-mfa-device.ts';
import { checkTags, withoutTags, withTags } from './tags.ts';

const tagMfaDevice = write('TagMFADevice', {
  check: (input: TagMFADeviceCommandInput) => void checkTags(input.Tags, 'exact'),
  asks: (input, scope) => [
    {
      ...askOnMfaDevice('iam:TagMFADevice', scope, input.SerialNumber!),
      requestTags: checkTags(input.Tags, 'exact'),
    },
  ],
  handle: (input, { account, quotas }) => {
    const device = existingMfaDevice(account, input.SerialNumber!);
    const tags = withTags(device.tags, checkTags(input.Tags, 'exact'), 'exact', quotas);
    account.mfaDevices.put({ ...device, tags });
  },
});

const untagMfaDevice = write('UntagMFADevice', {
  asks: (input: UntagMFADeviceCommandInput, scope) => [
    { ...askOnMfaDevice('iam:UntagMFADevice', scope, input.SerialNumber!), tagKeys: input.TagKeys ?? [] },
  ],
  handle: (input, { account }) => {
    const device = existingMfaDevice(account, input.SerialNumber!);
    account.mfaDevices.put({ ...device, tags: withoutTags(device.tags, input.TagKeys ?? [], 'exact') });
  },
});

const listMfaDeviceTags = read('ListMFADeviceTags', {
  asks: (input: ListMFADeviceTagsCommandInput, scope) => [
    askOnMfaDevice('iam:ListMFADeviceTags', scope, input.SerialNumber!),
  ],
  handle: (input, scope) => {
    const device = existingMfaDevice(scope.account, input.SerialNumber!);
    const { items, ...page } = paginate(scope, 'ListMFADeviceTags', device.id, input, (from) =>
      positions(device.tags, from),
    );
    return { Tags: items, ...page };
  },
});

export const mfaDeviceTagOperations = [tagMfaDevice, untagMfaDevice, listMfaDeviceTags];
