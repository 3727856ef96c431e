import { type Fault, identity, principals, trust } from './words.ts';

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const DIGITS = '0123456789';

function madeOf(text: string, characters: string): boolean {
  return Array.from(text).every((character) => characters.includes(character));
}

/** policy-language §4: `*` alone, or `prefix:name` with exactly one colon. Beyond: docs/decisions/policy-language.md. */
export function actionFault(action: string): Fault | undefined {
  if (action === '*') return undefined;
  const parts = action.split(':');
  if (parts.length === 1) return identity.noColon;
  if (parts.length > 2) return identity.twoColons;
  const [prefix = '', name = ''] = parts;
  const goodPrefix = prefix === '*' || (prefix !== '' && madeOf(prefix, `${LETTERS + DIGITS}.-`));
  if (!goodPrefix) return identity.actionVendor(prefix);
  return Array.from(name).every((one) => one >= ' ' && one <= '~') ? undefined : identity.actionName;
}

/** §1, "Trust policy actions". */
export function trustActionFault(action: string): Fault | undefined {
  const prefix = action.slice(0, 4);
  if (!['s', 'S'].includes(prefix[0] ?? '') || prefix.toUpperCase() !== 'STS:') return trust.action;
  return actionFault(action) === undefined ? undefined : trust.syntax;
}

export const PARTITIONS = [
  'aws',
  'aws-cn',
  'aws-us-gov',
  'aws-iso',
  'aws-iso-b',
  'aws-iso-e',
  'aws-iso-f',
  'aws-eusc',
];

const IAM_TYPES = [
  'user/',
  'federated-user/',
  'role/',
  'group/',
  'instance-profile/',
  'mfa/',
  'server-certificate/',
  'policy/',
  'sms-mfa/',
  'saml-provider/',
  'oidc-provider/',
  'report/',
  'access-report/',
  // Not in the text, but in the Service Authorization Reference (docs/decisions/policy-language.md).
  'assumed-role/',
  'u2f/',
  'delegation-request/',
  'role-template/',
];

const wild = (text: string) => text.includes('*') || text.includes('?');

/** policy-language §5 and the lines of order 6 in §9. */
export function resourceFault(resource: string): Fault | undefined {
  if (resource === '*') return undefined;
  const parts = resource.split(':');
  if (parts.length === 1) return identity.noArn(resource);
  const [scheme, partition = '', service, region = '', account = ''] = parts;
  if (!PARTITIONS.includes(partition) && !wild(partition)) {
    return identity.partition(partition, padded(parts));
  }
  if (service === undefined || wild(service)) return identity.vendor;
  if (service === '') return identity.incompleteArn;
  if (parts.length < 6 && parts.some((part) => part === '')) return identity.incompleteArn;
  const regional = region !== '' && !wild(region);
  if (service === 'iam' && regional) return identity.iamRegion(resource);
  if (service === 's3' && regional && parts.length >= 6 && account === '') return identity.s3Region(resource);
  if (service === 'iam' && parts.length >= 6) {
    const path = parts.slice(5).join(':');
    const good = path.startsWith('*') || path === 'root' || IAM_TYPES.some((type) => path.startsWith(type));
    if (!good) return identity.iamPath;
  }
  return scheme === 'arn' ? undefined : identity.noArn(resource);
}

/** §9: "the ARN is printed padded with `*`", and begins with `arn` whatever stands there. */
function padded(parts: readonly string[]): string {
  const [, partition = '', service = '', region = '*', account = '*', ...rest] = parts;
  const shownService = parts.length <= 3 && service === '' ? '*' : service;
  return `arn:${partition}:${shownService}:${region}:${account}:${rest.length > 0 ? rest.join(':') : '*'}`;
}

const NAME = `${LETTERS + DIGITS}_+=,.@-`;
const isAccount = (text: string) => text.length === 12 && madeOf(text, DIGITS);

/** A path and a name: visible ASCII without wildcards. */
function isPath(text: string): boolean {
  return (
    text !== '' && Array.from(text).every((one) => one >= '!' && one <= '~' && one !== '*' && one !== '?')
  );
}

const isName = (text: string | undefined) => text !== undefined && text !== '' && madeOf(text, NAME);

function isPrincipalArn(value: string): boolean {
  const [scheme, partition = '', service, region, account = '', ...rest] = value.split(':');
  if (scheme !== 'arn' || !PARTITIONS.includes(partition) || region !== '' || !isAccount(account))
    return false;
  const resource = rest.join(':');
  const [type, ...path] = resource.split('/');
  if (service === 'iam') {
    return resource === 'root' || ((type === 'user' || type === 'role') && isPath(path.join('/')));
  }
  if (service !== 'sts') return false;
  if (type === 'assumed-role') return path.length === 2 && path.every(isName);
  return type === 'federated-user' && path.length === 1 && isName(path[0]);
}

/** `AIDA…`, `AROA…`, and one session of a role, by id (§3). */
function isUniqueId(value: string): boolean {
  const [id = '', session, ...more] = value.split(':');
  const goodId =
    id.startsWith('A') && id.length >= 16 && id.length <= 128 && madeOf(id, LETTERS.slice(0, 26) + DIGITS);
  if (!goodId || more.length > 0) return false;
  return session === undefined || (session.length >= 2 && session.length <= 64 && madeOf(session, NAME));
}

function isDomain(value: string): boolean {
  const labels = value.split('.');
  return labels.length >= 2 && labels.every((label) => label !== '' && madeOf(label, `${LETTERS + DIGITS}-`));
}

function isProvider(value: string): boolean {
  const [scheme, partition = '', service, region, account = '', ...rest] = value.split(':');
  if (scheme !== 'arn' || !PARTITIONS.includes(partition) || service !== 'iam') return false;
  const [type, ...path] = rest.join(':').split('/');
  const known = type === 'saml-provider' || type === 'oidc-provider';
  return region === '' && isAccount(account) && known && isPath(path.join('/'));
}

/** policy-language §3, the table of forms. */
export function principalFault(key: string, value: string): Fault | undefined {
  switch (key) {
    case 'AWS':
      if (value === '*' || isAccount(value) || isPrincipalArn(value) || isUniqueId(value)) return undefined;
      return principals.invalid(`"AWS":"${value}"`);
    case 'Service':
      return isDomain(value) ? undefined : principals.invalid(`"SERVICE":"${value}"`);
    case 'Federated':
      return isDomain(value) || isProvider(value) ? undefined : principals.federated;
    default:
      return value.length === 64 && madeOf(value, `${DIGITS}abcdef`)
        ? undefined
        : principals.invalid(`"CANONICALUSER":"${value}"`);
  }
}
