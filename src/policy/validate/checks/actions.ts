/** Checks of actions and resources that need no catalogue. */
import { matchesAction, parseActionPattern } from '../../action-pattern.ts';
import { asciiLower } from '../../text-case.ts';
import {
  ALL,
  analyzer,
  type Check,
  eachAction,
  eachResource,
  eachStatement,
  GRANTING,
  userGuide,
  WITH_RESOURCE,
} from '../check.ts';
import type { StatementSubject } from '../subject.ts';

export function hasWildcard(text: string): boolean {
  return text.includes('*') || text.includes('?');
}

/** Whether a pattern names an action (in lower case); most are told apart by their first letters. */
export function namesAction(pattern: string, lowerAction: string): boolean {
  const lower = asciiLower(pattern);
  const wild = lower.search(/[*?]/);
  if (wild < 0) return lower === lowerAction;
  return (
    lowerAction.startsWith(lower.slice(0, wild)) && matchesAction(parseActionPattern(pattern), lowerAction)
  );
}

/** Whether a statement speaks about an action (in lower case). */
export function speaksOf({ action }: StatementSubject, lowerAction: string): boolean {
  return action.values.some(({ text }) => namesAction(text, lowerAction)) !== action.not;
}

/** Whether an element is the bare star. */
export function isEverything(element: StatementSubject['resource']): boolean {
  return element !== undefined && !element.not && element.values.some(({ text }) => text === '*');
}

/** The six parts of an ARN; those that are missing are `undefined`. */
export function arnParts(arn: string): (string | undefined)[] {
  const [scheme, partition, service, region, account, ...resource] = arn.split(':');
  return [scheme, partition, service, region, account, resource.length > 0 ? resource.join(':') : undefined];
}

const REGION = /^[a-z]{2,}(?:-[a-z]+)+-[0-9]+$/;

export function isRegion(text: string): boolean {
  return REGION.test(text);
}

const ACCOUNT = /^[0-9]{12}$/;

export function isAccount(text: string): boolean {
  return ACCOUNT.test(text);
}

export const ACTION_CHECKS: readonly Check[] = [
  {
    code: 'action-with-blanks',
    severity: 'error',
    title: 'Blanks around an action',
    kinds: ALL,
    mend: 'Remove the blanks.',
    docs: analyzer('error-invalid-action'),
    quick: true,
    find: eachAction((action) =>
      action === action.trim()
        ? undefined
        : `No action is called "${action}": blanks at the ends are not trimmed.`,
    ),
  },
  {
    code: 'wildcard-in-service-name',
    severity: 'suggestion',
    title: 'Add wildcard in service name with care',
    kinds: ALL,
    mend: 'Name each service.',
    docs: userGuide('reference_policies_elements_action'),
    find: eachAction((action) => {
      const colon = action.indexOf(':');
      return (
        colon >= 0 && hasWildcard(action.slice(0, colon)) && `"${action}" reaches into several services.`
      );
    }),
  },
  {
    code: 'allow-with-star-action',
    severity: 'security',
    title: 'Full access',
    kinds: ['inline', 'managed', 'resource'],
    mend: 'List the actions that are needed, or at least the services.',
    docs: userGuide('best-practices#grant-least-privilege'),
    find: eachStatement(
      ({ effect, action, resource, conditions }) =>
        effect === 'Allow' &&
        !action.not &&
        action.values.some(({ text }) => text === '*' || text === '*:*') &&
        isEverything(resource) &&
        conditions.length === 0 && { at: action.node, message: 'Everything is allowed on everything.' },
    ),
  },
  {
    code: 'full-service-access',
    severity: 'suggestion',
    title: 'Full access to a service',
    kinds: ['inline', 'managed'],
    mend: 'List the actions, or the resources.',
    docs: userGuide('best-practices#grant-least-privilege'),
    find: eachAction(
      (action, statement) =>
        statement.effect === 'Allow' &&
        !statement.action.not &&
        /^[a-z0-9-]+:\*$/i.test(action) &&
        isEverything(statement.resource) &&
        statement.conditions.length === 0 &&
        `Every action of ${action.slice(0, -2)} is allowed on everything.`,
    ),
  },
  {
    code: 'allow-with-not-action',
    severity: 'security',
    title: 'Allow with NotAction',
    kinds: GRANTING,
    mend: 'List what is allowed in Action; forbid exceptions in a Deny of their own.',
    docs: userGuide('reference_policies_elements_notaction'),
    find: eachStatement(
      ({ effect, action }) =>
        effect === 'Allow' &&
        action.not && { at: action.node, message: 'Everything is allowed that is not listed here.' },
    ),
  },
  {
    code: 'allow-with-not-resource',
    severity: 'security',
    title: 'Allow with NotResource',
    kinds: ['inline', 'managed', 'resource'],
    mend: 'List what is allowed in Resource; forbid exceptions in a Deny of their own.',
    docs: userGuide('reference_policies_elements_notresource'),
    find: eachStatement(
      ({ effect, resource }) =>
        effect === 'Allow' &&
        resource?.not === true && {
          at: resource.node,
          message: 'All resources are meant that are not listed here.',
        },
    ),
  },
  {
    code: 'not-element-with-star',
    severity: 'error',
    title: 'NotAction or NotResource with *',
    kinds: ALL,
    mend: 'Name the exceptions, or use Action or Resource.',
    docs: userGuide('reference_policies_elements_notresource'),
    find: eachStatement(({ action, resource }) => {
      const element = [action, resource].find(
        (one) =>
          one?.not === true &&
          one.values.some(({ text }) => text === '*' || (one === action && text === '*:*')),
      );
      return (
        element && {
          at: element.node,
          message: `${element.name} excepts everything: the statement never applies.`,
        }
      );
    }),
  },
  {
    code: 'deny-everything',
    severity: 'warning',
    title: 'Deny of everything',
    kinds: ['inline', 'managed', 'session', 'scp', 'endpoint'],
    mend: 'Narrow it by a condition, or remove what it makes useless.',
    docs: userGuide('reference_policies_evaluation-logic_AccessPolicyLanguage_Interplay'),
    find: eachStatement(
      ({ effect, action, resource, conditions, principal }) =>
        effect === 'Deny' &&
        !action.not &&
        action.values.some(({ text }) => text === '*' || text === '*:*') &&
        isEverything(resource) &&
        conditions.length === 0 &&
        (principal === undefined ||
          (!principal.not && principal.entries.some(({ value }) => value === '*'))) &&
        'The statement denies everything, always.',
    ),
  },
  {
    code: 'invalid-arn-service-case',
    severity: 'error',
    title: 'Invalid ARN service case',
    kinds: WITH_RESOURCE,
    mend: 'Write the service in lower case.',
    docs: analyzer('error-invalid-arn-service-case'),
    find: eachResource((resource) => {
      const service = arnParts(resource)[2];
      return (
        service !== undefined &&
        service !== service.toLowerCase() &&
        `"${service}" is no service: the case counts.`
      );
    }),
  },
  {
    code: 'invalid-arn-region',
    severity: 'error',
    title: 'Invalid ARN Region',
    kinds: WITH_RESOURCE,
    mend: 'Write the code of a Region.',
    docs: analyzer('error-invalid-arn-region'),
    find: eachResource((resource) => {
      const region = arnParts(resource)[3];
      if (region === undefined || region === '' || hasWildcard(region) || region.includes('${'))
        return undefined;
      return !isRegion(region) && region !== 'global' && `"${region}" is no Region.`;
    }),
  },
  {
    code: 'invalid-arn-account',
    severity: 'error',
    title: 'Invalid ARN account',
    kinds: WITH_RESOURCE,
    mend: 'Write the twelve digits of the account.',
    docs: analyzer('error-invalid-arn-account'),
    find: eachResource((resource) => {
      const account = arnParts(resource)[4];
      if (account === undefined || account === '' || hasWildcard(account) || account.includes('${'))
        return undefined;
      return !isAccount(account) && !/^[a-z][a-z-]*$/.test(account) && `"${account}" is no account.`;
    }),
  },
  {
    code: 'missing-arn-field',
    severity: 'error',
    title: 'Missing ARN field',
    kinds: WITH_RESOURCE,
    mend: 'Write all six parts: arn:partition:service:region:account:resource.',
    docs: analyzer('error-missing-arn-field'),
    find: eachResource((resource) => {
      const parts = resource.split(':').length;
      return resource !== '*' && parts < 6 && `"${resource}" has ${parts} of six parts.`;
    }),
  },
  {
    code: 'bucket-name-with-open-end',
    severity: 'suggestion',
    title: 'Bucket name with an open end',
    kinds: ['inline', 'managed', 'session', 'endpoint'],
    mend: 'List the bucket and "/*" after its name: arn:aws:s3:::name, arn:aws:s3:::name/*.',
    docs: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/security_iam_service-with-iam.html',
    find: eachResource((resource, { effect }) => {
      const [, , service, region, account, name] = arnParts(resource);
      const bucket = service === 's3' && region === '' && account === '' && name !== undefined;
      return (
        effect === 'Allow' &&
        bucket &&
        /^[^/*?$]+\*$/.test(name) &&
        `"${resource}" matches other buckets too.`
      );
    }),
  },
  {
    code: 'object-action-on-bucket',
    severity: 'warning',
    title: 'Object action on a bucket',
    kinds: ['inline', 'managed', 'session', 'resource', 'endpoint'],
    mend: 'Add "/*" to the bucket\'s ARN.',
    docs: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/security_iam_service-with-iam.html',
    find: eachAction((action, { resource, action: element }) => {
      if (element.not || resource === undefined || resource.not || !OBJECT_ACTION.test(action))
        return undefined;
      const buckets = resource.values.every(({ text }) => /^arn:[^:]*:s3:::[^/*?$]+$/.test(text));
      return (
        buckets && resource.values.length > 0 && `${action} is asked on objects, and only buckets are listed.`
      );
    }),
  },
];

const OBJECT_ACTION =
  /^s3:(?:Get|Put|Delete|Restore)Object(?:Acl|Tagging|Version|VersionAcl|Retention|LegalHold)?$/i;
