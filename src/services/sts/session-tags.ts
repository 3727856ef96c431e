/** Session tags and their passing on. IAM User Guide, "Pass session tags in AWS STS". */
import type { RoleSession, Tag, Tags } from '../../directory/index.ts';
import { invalidParameterValue, validationError } from './errors.ts';

interface TagInput {
  readonly Key?: string | undefined;
  readonly Value?: string | undefined;
}

/** Most tags that a session may carry, inherited ones among them. */
const MAXIMUM_SESSION_TAGS = 50;

/**
 * The tags of a request, checked on their own.
 * @throws AwsError InvalidParameterValue for duplicate keys (without regard to case), ValidationError for the
 *   reserved prefix `aws:`.
 */
export function requestedTags(tags: readonly TagInput[] | undefined): Tags {
  const seen = new Set<string>();
  return (tags ?? []).map(({ Key = '', Value = '' }): Tag => {
    if (seen.has(Key.toLowerCase())) {
      throw invalidParameterValue(
        'Duplicate tag keys found. Please note that Tag keys are case insensitive.',
      );
    }
    seen.add(Key.toLowerCase());
    if (/^aws:/i.test(Key) || /^aws:/i.test(Value)) {
      throw validationError('Tag keys and values must not begin with the reserved prefix aws:');
    }
    return { Key, Value };
  });
}

/** The tags of a calling session that pass on to the next role. */
export function incomingTransitiveTags(session: RoleSession | undefined): Tags {
  if (session === undefined) return [];
  const transitive = new Set(session.transitiveTagKeys.map((key) => key.toLowerCase()));
  return session.tags.filter((tag) => transitive.has(tag.Key.toLowerCase()));
}

/**
 * Checks a request's tags against its transitive keys and against what the calling session passes on.
 * @throws AwsError InvalidParameterValue.
 */
export function checkTransitiveTags(
  tags: Tags,
  transitiveKeys: readonly string[],
  caller: RoleSession | undefined,
): void {
  const keys = new Set(tags.map((tag) => tag.Key.toLowerCase()));
  if (transitiveKeys.some((key) => !keys.has(key.toLowerCase()))) {
    throw invalidParameterValue('The specified transitive tag key must be included in the requested tags.');
  }
  const incoming = incomingTransitiveTags(caller);
  if (incoming.some((tag) => keys.has(tag.Key.toLowerCase()))) {
    throw invalidParameterValue(
      "One of the specified transitive tag keys can't be set because it conflicts with a transitive tag key from the calling session.",
    );
  }
  if (incoming.length + tags.length > MAXIMUM_SESSION_TAGS) {
    throw validationError(
      `A session can have at most ${MAXIMUM_SESSION_TAGS} tags, inherited ones included.`,
    );
  }
}
