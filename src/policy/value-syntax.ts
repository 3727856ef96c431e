/** The forms of the values that stand in Action, Resource and Principal elements. */
import type { PrincipalType } from './document.ts';
import type { FaultCode } from './faults.ts';
import type { PolicyKind } from './issue.ts';
import { asciiLower } from './text-case.ts';

/** What is wrong with a value: the fault, and the words that AWS's text repeats. */
export interface ValueFault {
  readonly code: FaultCode;
  readonly subject: string;
  readonly hint: string;
}

const PARTITIONS = new Set([
  'aws',
  'aws-cn',
  'aws-us-gov',
  'aws-iso',
  'aws-iso-b',
  'aws-iso-e',
  'aws-iso-f',
  'aws-eusc',
]);

const NOT_PRINTABLE_ASCII = /[^\u0020-\u007e]/;
const VENDOR = /^[A-Za-z0-9.-]+$/;

/** An action without a letter that looks like another one: a Deny must not fail to match unseen. */
export function faultOfAction(action: string, kind: PolicyKind): ValueFault | undefined {
  const fault = (code: FaultCode, hint: string, subject = action) => ({ code, subject, hint });
  if (kind === 'trust' && !asciiLower(action).startsWith('sts:')) {
    return fault('action-not-sts', 'A trust policy is asked about actions of sts only.');
  }
  if (action === '*') return undefined;
  const colon = action.indexOf(':');
  if (colon < 0) return fault('action-without-vendor', 'Write an action as service:Name, or * for all.');
  const vendor = action.slice(0, colon);
  const name = action.slice(colon + 1);
  if (name.includes(':')) return fault('action-two-colons', 'Write an action as service:Name.');
  if (vendor !== '*' && !VENDOR.test(vendor)) {
    return fault(
      'action-vendor-invalid',
      'A service prefix has letters, digits, points and hyphens.',
      vendor,
    );
  }
  if (!NOT_PRINTABLE_ASCII.test(name)) return undefined;
  return fault('action-characters', 'The name of an action has printable ASCII characters only.');
}

/** `start` of the resource part of an IAM ARN, beyond those that the error text lists. */
const IAM_PATH =
  /^(?:\*|(?:user|federated-user|role|group|instance-profile|mfa|server-certificate|policy|sms-mfa|saml-provider|oidc-provider|report|access-report|assumed-role|u2f|delegation-request|role-template)\/|root$)/;

/** ARNs that no rule below has anything to say about. Nearly all are, and are looked at once. */
const PLAIN_ARN = /^arn:aws:(?!iam:|s3:[^:]+::)[A-Za-z0-9-]+:[a-z0-9-]*:[0-9]*:/;

export function faultOfResource(resource: string): ValueFault | undefined {
  if (resource === '*' || PLAIN_ARN.test(resource)) return undefined;
  const fault = (code: FaultCode, hint: string) => ({ code, subject: resource, hint });
  const parts = resource.split(':');
  const [scheme, partition = '', service, region = '', account = ''] = parts;
  if (parts.length === 1) return fault('resource-not-arn', 'Write the ARN of the resource, or * for all.');
  if (!PARTITIONS.has(partition) && !hasWildcard(partition)) {
    return fault('resource-partition', 'The second part of an ARN is a partition, for example aws.');
  }
  if (service === undefined || hasWildcard(service)) {
    return fault('resource-vendor', 'The third part of an ARN is one service, without wildcards.');
  }
  if (service === '' || (parts.length < 6 && parts.includes(''))) {
    return fault(
      'resource-incomplete',
      'An ARN has six parts: arn:partition:service:region:account:resource.',
    );
  }
  if (service === 'iam' && region !== '' && !hasWildcard(region)) {
    return fault('resource-iam-region', 'IAM is global: leave the Region of the ARN empty.');
  }
  // Access points have a Region and an account, buckets and objects neither.
  if (service === 's3' && parts.length > 5 && region !== '' && account === '' && !hasWildcard(region)) {
    return fault('resource-s3-region', 'The ARN of a bucket has no Region.');
  }
  if (service === 'iam' && parts.length > 5 && !IAM_PATH.test(parts.slice(5).join(':'))) {
    return fault('resource-iam-path', 'The resource part of an IAM ARN begins with its type and a slash.');
  }
  if (scheme !== 'arn') return fault('resource-not-arn', 'An ARN begins with arn:.');
  return undefined;
}

function hasWildcard(text: string): boolean {
  return text.includes('*') || text.includes('?');
}

const ACCOUNT = /^[0-9]{12}$/;
const UNIQUE_ID = /^A[A-Z0-9]{15,127}(?::[A-Za-z0-9_+=,.@-]{2,64})?$/;
const PRINCIPAL_ARN =
  /^arn:([a-z-]+):(?:iam::[0-9]{12}:(?:root|(?:user|role)\/[!-)+->@-~]+)|sts::[0-9]{12}:(?:assumed-role\/[A-Za-z0-9_+=,.@-]+\/[A-Za-z0-9_+=,.@-]+|federated-user\/[A-Za-z0-9_+=,.@-]+))$/;
const DOMAIN = /^[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+$/;
const PROVIDER_ARN = /^arn:([a-z-]+):iam::[0-9]{12}:(?:saml-provider|oidc-provider)\/[!-)+->@-~]+$/;
const CANONICAL_ID = /^[0-9a-f]{64}$/;

/** The providers that need no ARN, by domain. */
export const COGNITO_PROVIDER = 'cognito-identity.amazonaws.com';

/** Whether it is the unique id of a user or role (its ARN is gone), or of one session of a role. */
export function isUniqueId(value: string): boolean {
  return UNIQUE_ID.test(value);
}

function isArnOf(form: RegExp, value: string): boolean {
  const partition = form.exec(value)?.[1];
  return partition !== undefined && PARTITIONS.has(partition);
}

const PRINCIPAL_FORMS: Readonly<Record<PrincipalType, (value: string) => boolean>> = {
  '*': (value) => value === '*',
  AWS: (value) => value === '*' || ACCOUNT.test(value) || isUniqueId(value) || isArnOf(PRINCIPAL_ARN, value),
  Service: (value) => DOMAIN.test(value),
  Federated: (value) => DOMAIN.test(value) || isArnOf(PROVIDER_ARN, value),
  CanonicalUser: (value) => CANONICAL_ID.test(value),
};

export function faultOfPrincipal(type: PrincipalType, value: string): ValueFault | undefined {
  if (PRINCIPAL_FORMS[type](value)) return undefined;
  if (type === 'Federated') {
    return {
      code: 'principal-federated-form',
      subject: value,
      hint: 'Name a provider by its ARN or its domain.',
    };
  }
  const key = type === 'AWS' ? type : type.toUpperCase();
  return {
    code: 'principal-invalid',
    subject: `"${key}":"${value}"`,
    hint: 'A principal is named exactly and in full: no wildcard but * alone, no group, no policy.',
  };
}
