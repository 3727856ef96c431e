/**
 * Tags of IAM entities. IAM User Guide, "Tags for IAM resources": users and roles compare keys without regard to
 * case, other kinds with it.
 */

import type { Tag, Tags } from '../../directory/index.ts';
import type { Quotas } from '../../names/index.ts';
import { invalidInput, overLimit, validationError } from './errors.ts';

/** How a kind of entity compares tag keys. */
export type TagKeyCase = 'ignoring-case' | 'exact';

const comparable = (key: string, keyCase: TagKeyCase): string =>
  keyCase === 'exact' ? key : key.toLowerCase();

const DUPLICATES: Readonly<Record<TagKeyCase, string>> = {
  'ignoring-case': 'Duplicate tag keys found. Please note that Tag keys are case insensitive.',
  exact: 'Duplicate tag keys found.',
};

/**
 * Tags of a request, checked on their own.
 * @throws AwsError InvalidInput for duplicate keys, ValidationError for the reserved prefix `aws:`.
 */
export function checkTags(
  tags: readonly { Key?: string | undefined; Value?: string | undefined }[] | undefined,
  keyCase: TagKeyCase,
): Tags {
  const seen = new Set<string>();
  const checked: Tag[] = [];
  for (const { Key, Value } of tags ?? []) {
    const key = Key ?? '';
    if (seen.has(comparable(key, keyCase))) throw invalidInput(DUPLICATES[keyCase]);
    seen.add(comparable(key, keyCase));
    refuseReserved(key);
    refuseReserved(Value ?? '');
    checked.push({ Key: key, Value: Value ?? '' });
  }
  return checked;
}

function refuseReserved(text: string): void {
  if (/^aws:/i.test(text)) {
    throw validationError(
      'System tags cannot be added or updated by requester: tag keys and values must not begin with aws:',
    );
  }
}

/** Tags after a tagging call: a new value replaces, in place; the key takes the new call's spelling. */
export function withTags(present: Tags, added: Tags, keyCase: TagKeyCase, quotas: Quotas): Tags {
  const result = [...present];
  for (const tag of added) {
    const at = result.findIndex((one) => comparable(one.Key, keyCase) === comparable(tag.Key, keyCase));
    if (at < 0) result.push(tag);
    else result[at] = tag;
  }
  if (result.length > quotas.tagsPerResource) {
    throw overLimit('The number of tags has reached the maximum limit.');
  }
  return result;
}

/** Tags after an untagging call; keys that are not there are no error. */
export function withoutTags(present: Tags, keys: readonly string[], keyCase: TagKeyCase): Tags {
  const gone = new Set(keys.map((key) => comparable(key, keyCase)));
  return present.filter((tag) => !gone.has(comparable(tag.Key, keyCase)));
}

/** The `Tags` member of an answer: absent when there are none, as most answers of IAM have it. */
export function tagsIfAny(tags: Tags): { Tags?: Tag[] } {
  return tags.length === 0 ? {} : { Tags: [...tags] };
}
