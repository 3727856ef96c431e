/** Checks of principals in resource, endpoint and trust policies. */
import { isUniqueId } from '../../value-syntax.ts';
import {
  analyzer,
  type Check,
  eachPrincipal,
  eachStatement,
  RESOURCE,
  userGuide,
  WITH_PRINCIPAL,
} from '../check.ts';
import type { EntrySubject, StatementSubject } from '../subject.ts';
import { asksFor } from './condition-logic.ts';
import { isServicePrincipal } from './condition-values.ts';

/** Keys that say on whose behalf a service acts. */
const SOURCE_KEYS = ['aws:sourcearn', 'aws:sourceaccount', 'aws:sourceorgid', 'aws:sourceorgpaths'];

/** Keys that tell strangers from those who are meant. */
const NARROWING_KEYS = [
  ...SOURCE_KEYS,
  ...'aws:principalarn aws:principalaccount aws:principalorgid aws:principalorgpaths aws:userid aws:sourceip aws:sourcevpc aws:sourcevpce aws:sourcevpcarn aws:vpceaccount aws:vpceorgid aws:vpceorgpaths aws:sourceowner aws:federatedprovider aws:principalservicename aws:principalisawsservice kms:calleraccount kms:viaservice s3:dataaccesspointaccount s3:dataaccesspointarn lambda:functionurlauthtype lambda:eventsourcetoken elasticfilesystem:accesspointarn'.split(
    ' ',
  ),
];

/** Whether a condition that names the key also narrows it: not `Null`, not negated, not passed by a missing key. */
export function isNarrowedBy(
  { conditions }: StatementSubject,
  isKey: (lowerKey: string) => boolean,
): boolean {
  return conditions.some(
    ({ lowerKey, operator }) =>
      isKey(lowerKey) &&
      operator.base.type !== 'null' &&
      !operator.base.negated &&
      !operator.ifExists &&
      operator.set !== 'all',
  );
}

export const isEveryone = ({ type, value }: EntrySubject) =>
  value === '*' && (type === '*' || type === 'AWS');

/** The account that a principal names, if it names one as a whole. */
export function accountOf({ type, value }: EntrySubject): string | undefined {
  if (type !== 'AWS') return undefined;
  return /^(?:arn:[^:]*:iam::)?([0-9]{12})(?::root)?$/.exec(value)?.[1];
}

export const PRINCIPAL_CHECKS: readonly Check[] = [
  {
    code: 'not-principal',
    severity: 'security',
    title: 'NotPrincipal',
    kinds: ['resource', 'endpoint'],
    mend: 'Deny "*" with a condition on aws:PrincipalArn instead.',
    docs: userGuide('reference_policies_elements_notprincipal'),
    quick: true,
    find: eachStatement(
      ({ principal }) =>
        principal?.not && {
          at: principal.node,
          message:
            'A caller escapes this statement only if every level of it is listed, and never with a boundary.',
        },
    ),
  },
  {
    code: 'unique-id-as-principal',
    severity: 'warning',
    title: 'Invalid role or user reference',
    kinds: WITH_PRINCIPAL,
    mend: 'Remove it, or name a principal that exists.',
    docs: analyzer('general-warning-invalid-role-reference'),
    quick: true,
    find: eachPrincipal(
      ({ type, value }) =>
        type === 'AWS' && isUniqueId(value) && `${value} is the id of a user or role whose name is gone.`,
    ),
  },
  {
    code: 'public-access',
    severity: 'security',
    title: 'Principal * without narrowing',
    kinds: RESOURCE,
    mend: 'Name principals, or add a condition on aws:PrincipalOrgID, aws:PrincipalAccount or aws:SourceVpce.',
    docs: userGuide('reference_policies_elements_principal#principal-anonymous'),
    find: eachPrincipal(
      (entry, statement) =>
        statement.effect === 'Allow' &&
        !statement.principal!.not &&
        isEveryone(entry) &&
        !isNarrowedBy(statement, (key) => NARROWING_KEYS.includes(key)) &&
        'Everybody in the world is allowed.',
    ),
  },
  {
    code: 'service-principal-without-source',
    severity: 'security',
    title: 'Restrict access to service principal',
    kinds: RESOURCE,
    mend: 'Add a condition on aws:SourceArn, aws:SourceAccount, aws:SourceOrgID or aws:SourceOrgPaths.',
    docs: analyzer('security-warning-restrict-access-to-service-principal'),
    quick: true,
    find: eachPrincipal(
      ({ type, value }, statement) =>
        type === 'Service' &&
        statement.effect === 'Allow' &&
        !asksFor(statement, SOURCE_KEYS) &&
        `${value} may use the resource on behalf of any account.`,
    ),
  },
  {
    code: 'invalid-service-principal',
    severity: 'error',
    title: 'Invalid service principal',
    kinds: WITH_PRINCIPAL,
    mend: 'Write service.amazonaws.com.',
    docs: userGuide('reference_policies_elements_principal#principal-services'),
    find: eachPrincipal(
      ({ type, value }) =>
        type === 'Service' && !isServicePrincipal(value) && `"${value}" is no service of AWS.`,
    ),
  },
  {
    code: 'everyone-beside-others',
    severity: 'suggestion',
    title: 'Principals beside *',
    kinds: WITH_PRINCIPAL,
    mend: 'Remove "*", or all the others.',
    docs: userGuide('reference_policies_elements_principal'),
    find: eachStatement(({ principal }) => {
      const everyone = principal?.entries.find(isEveryone);
      const others =
        principal?.entries.filter((entry) => entry.type === 'AWS' && !isEveryone(entry)).length ?? 0;
      return (
        everyone !== undefined &&
        others > 0 && { at: everyone.node, message: 'Everybody is meant, and others are listed.' }
      );
    }),
  },
  {
    code: 'redundant-principal',
    severity: 'suggestion',
    title: 'Redundant principal',
    kinds: WITH_PRINCIPAL,
    mend: 'Remove it.',
    docs: analyzer('suggestion-redundant-principal-in-role-trust-policy'),
    find: eachStatement(({ principal }) => {
      const entries = principal?.entries.filter(({ type }) => type === 'AWS' || type === 'Service') ?? [];
      const roles = new Set(entries.flatMap(({ value }) => roleKey(value) ?? []));
      const seen = new Set<string>();
      for (const entry of entries) {
        const name = accountOf(entry) ?? entry.value;
        if (seen.has(name)) return { at: entry.node, message: `${entry.value} is named twice.` };
        seen.add(name);
        const session = /^arn:[^:]*:sts::([0-9]{12}):assumed-role\/([^/]+)\//.exec(entry.value);
        if (session !== null && roles.has(`${session[1]}/${session[2]}`))
          return { at: entry.node, message: `${entry.value} is a session of a role that is listed.` };
      }
      return undefined;
    }),
  },
];

/** Account and name of a role's ARN. */
function roleKey(arn: string): string | undefined {
  const match = /^arn:[^:]*:iam::([0-9]{12}):role\/(?:.*\/)?([^/]+)$/.exec(arn);
  return match === null ? undefined : `${match[1]}/${match[2]}`;
}
