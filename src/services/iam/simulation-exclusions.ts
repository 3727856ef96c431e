/** Policies that a simulation leaves out. IAM API Reference, PolicyIdentifier. */
import type { PolicyIdentifier } from '@aws-sdk/client-iam';
import { nameKey } from '../../directory/index.ts';
import { isAccountId, PARTITION, parseArn } from '../../names/index.ts';
import type { AttachedPolicy } from '../../policy/index.ts';
import { invalidInput } from './errors.ts';
import { parseIdentityArn } from './policy-source.ts';

type Source = AttachedPolicy['source'];
type IsExcluded = (source: Source) => boolean;

export interface Exclusions {
  /** Whether a policy that is attached to the source, or to one of its groups, is left out. */
  readonly excludes: IsExcluded;
  /** Whether the boundary that is set on the source is left out. */
  readonly excludesBoundary: boolean;
}

const isAwsManaged = ({ arn }: Source): boolean => arn?.startsWith(`arn:${PARTITION}:iam::aws:`) === true;

/** Organization policies are none of an account's own, so that there is nothing to leave out. */
const BY_TYPE: Readonly<Record<string, IsExcluded>> = {
  inline: ({ kind }) => kind === 'inline',
  'aws-managed': isAwsManaged,
  'user-managed': (source) => source.kind === 'managed' && !isAwsManaged(source),
  'permission-boundary': () => false,
  scp: () => false,
  rcp: () => false,
};

/** A pattern with one `*` at most, and any number of `?`; a match costs time linear in the text. */
function wildcard(pattern: string): RegExp {
  if (pattern.split('*').length > 2) throw invalidInput(`${pattern} has more than one wildcard *.`);
  const escaped = pattern.replace(/[.+^${}()|[\]\\]/g, '\\$&');
  return new RegExp(`^${escaped.replace('*', '.*').replaceAll('?', '.')}$`, 's');
}

/** @throws AwsError InvalidInput for anything but the ARN of a managed policy, with wildcards only in its name. */
function byArn(pattern: string): IsExcluded {
  const arn = parseArn(pattern);
  const isPolicyArn =
    arn !== undefined &&
    arn.partition === PARTITION &&
    arn.service === 'iam' &&
    arn.region === '' &&
    (arn.account === 'aws' || isAccountId(arn.account)) &&
    /^policy\/./.test(arn.resource);
  if (!isPolicyArn) throw invalidInput(`ARN ${pattern} is not valid.`);
  const matcher = wildcard(pattern);
  return (source) => source.arn !== undefined && matcher.test(source.arn);
}

function byInlineName(identifier: NonNullable<PolicyIdentifier['InlinePolicyIdentifier']>): IsExcluded {
  const matcher = wildcard(nameKey(identifier.AttachmentName ?? ''));
  return ({ kind, name, attachedTo }) => {
    if (kind !== 'inline' || name !== identifier.PolicyName || attachedTo === undefined) return false;
    const holder = parseIdentityArn(attachedTo);
    return holder.kind === identifier.AttachmentType && matcher.test(nameKey(holder.name));
  };
}

/** @throws AwsError InvalidInput */
function readIdentifier(identifier: PolicyIdentifier): IsExcluded {
  const { PolicyType, PolicyArn, InlinePolicyIdentifier } = identifier;
  const given = [PolicyType, PolicyArn, InlinePolicyIdentifier].filter((member) => member !== undefined);
  if (given.length !== 1) {
    throw invalidInput('Exactly one of PolicyType, PolicyArn and InlinePolicyIdentifier must be specified.');
  }
  if (PolicyArn !== undefined) return byArn(PolicyArn);
  if (InlinePolicyIdentifier !== undefined) return byInlineName(InlinePolicyIdentifier);
  const excluded = Object.hasOwn(BY_TYPE, PolicyType ?? '') ? BY_TYPE[PolicyType ?? ''] : undefined;
  if (excluded === undefined) throw invalidInput(`There is no policy type ${PolicyType}.`);
  return excluded;
}

/**
 * `PolicyExclusionList`. Identifiers that match nothing are no error.
 * @throws AwsError InvalidInput for malformed ones.
 */
export function readExclusions(identifiers: readonly PolicyIdentifier[] | undefined): Exclusions {
  const list = (identifiers ?? []).map(readIdentifier);
  return {
    excludes: (source) => list.some((isExcluded) => isExcluded(source)),
    excludesBoundary: (identifiers ?? []).some(({ PolicyType }) => PolicyType === 'permission-boundary'),
  };
}
