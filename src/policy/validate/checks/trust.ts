/** Checks of role trust policies. */
import type { JsonScalar } from '../../json-node.ts';
import { COGNITO_PROVIDER } from '../../value-syntax.ts';
import {
  analyzer,
  type Check,
  eachAction,
  eachPrincipal,
  eachStatement,
  eachValue,
  TRUST,
  userGuide,
} from '../check.ts';
import type { ConditionSubject, EntrySubject, StatementSubject } from '../subject.ts';
import { namesAction, speaksOf } from './actions.ts';
import { asksFor } from './condition-logic.ts';
import { accountOf, isEveryone, isNarrowedBy } from './principals.ts';

const GITHUB = 'token.actions.githubusercontent.com';

/** What a role can be asked. */
const ROLE_ACTIONS = [
  'sts:assumerole',
  'sts:assumerolewithsaml',
  'sts:assumerolewithwebidentity',
  'sts:tagsession',
  'sts:setsourceidentity',
  'sts:setcontext',
  'sts:assumeroot',
];

const isSaml = ({ type, value }: EntrySubject) => type === 'Federated' && value.includes(':saml-provider/');
const isOidc = (entry: EntrySubject) => entry.type === 'Federated' && !isSaml(entry);
const isGithub = (entry: EntrySubject) => isOidc(entry) && entry.value.includes(GITHUB);

/** How each kind of principal assumes a role, and with what it cannot. */
function fitsAction(entry: EntrySubject, statement: StatementSubject): boolean {
  if (isSaml(entry)) return speaksOf(statement, 'sts:assumerolewithsaml');
  if (isOidc(entry)) return speaksOf(statement, 'sts:assumerolewithwebidentity');
  const others = [
    'sts:assumerole',
    'sts:tagsession',
    'sts:setsourceidentity',
    'sts:setcontext',
    'sts:assumeroot',
  ];
  return others.some((action) => speaksOf(statement, action));
}

/** The values of the subject claim that a positive condition asks for. */
function isSubject(
  { statement, lowerKey, operator }: ConditionSubject,
  is: (entry: EntrySubject) => boolean,
): boolean {
  return (
    statement.effect === 'Allow' &&
    lowerKey.endsWith(':sub') &&
    !operator.base.negated &&
    operator.base.wildcards &&
    statement.principal?.entries.some(is) === true
  );
}

/** How much of GitHub a pattern of the subject `repo:OWNER/NAME:…` takes in. */
function reachOfSubject(value: JsonScalar): 'any' | 'owner' | 'branch' | undefined {
  const match = /^repo:([^/]*)\/([^:]*)(?::(.*))?$/.exec(value.text);
  if (match === null) return /^repo:[^*?]/.test(value.text) && !/[*?]/.test(value.text) ? undefined : 'any';
  const [, owner = '', name = '', rest] = match;
  if (/[*?]/.test(owner)) return 'any';
  if (/[*?]/.test(name)) return 'owner';
  return rest === '*' ? 'branch' : undefined;
}

function githubCheck(
  code: string,
  severity: Check['severity'],
  title: string,
  reach: string,
  why: string,
  mend: string,
  docs: string,
): Check {
  return {
    code,
    severity,
    title,
    kinds: TRUST,
    why,
    mend,
    docs,
    find: eachValue(
      (value, condition) =>
        isSubject(condition, isGithub) &&
        reachOfSubject(value) === reach &&
        `"${value.text}" lets more of GitHub in than one branch of one repository.`,
    ),
  };
}

export const TRUST_CHECKS: readonly Check[] = [
  {
    code: 'wildcard-in-trust-policy',
    severity: 'security',
    title: 'Role trust policy open to everyone',
    kinds: TRUST,
    mend: 'Name accounts or roles, or add a condition on aws:PrincipalOrgID.',
    docs: analyzer('error-role-trust-policy-unsupported-wildcard-in-principal'),
    quick: true,
    find: eachPrincipal(
      (entry, statement) =>
        statement.effect === 'Allow' &&
        isEveryone(entry) &&
        statement.conditions.length === 0 &&
        'Everyone may try to assume this role.',
    ),
  },
  {
    code: 'account-trust-without-external-id',
    severity: 'security',
    title: 'Foreign account without sts:ExternalId',
    kinds: TRUST,
    mend: 'Add a condition on sts:ExternalId, or name one role of the account. An account of your own is told by the option `account`.',
    docs: userGuide('id_roles_common-scenarios_third-party'),
    find: eachPrincipal((entry, statement, document) => {
      const account = accountOf(entry);
      const foreign = account !== undefined && account !== document.account;
      const bound = isNarrowedBy(statement, (key) => BINDING_KEYS.includes(key));
      return (
        statement.effect === 'Allow' &&
        foreign &&
        !bound &&
        `Whoever ${account} lets may assume the role, unless it is your own account.`
      );
    }),
  },
  {
    code: 'oidc-provider-without-subject',
    severity: 'security',
    title: 'Missing condition key for OIDC principal',
    kinds: TRUST,
    mend: 'Add a condition on its :sub (and :aud) key.',
    docs: analyzer('security-warning-missing-condition-key-for-oidc-principal'),
    quick: true,
    find: eachPrincipal(
      (entry, statement) =>
        statement.effect === 'Allow' &&
        isOidc(entry) &&
        !isGithub(entry) &&
        !isNarrowedBy(statement, isIdentityKey) &&
        'Every token that this provider issues may assume the role.',
    ),
  },
  {
    code: 'missing-github-repo-condition',
    severity: 'security',
    title: 'Missing github repo condition key',
    kinds: TRUST,
    mend: `Add a condition on ${GITHUB}:sub that names the repository.`,
    docs: analyzer('security-warning-missing-github-repo-condition-key'),
    quick: true,
    find: eachPrincipal(
      (entry, statement) =>
        statement.effect === 'Allow' &&
        isGithub(entry) &&
        !isNarrowedBy(statement, (key) => GITHUB_KEYS.some((name) => key === `${GITHUB}:${name}`)) &&
        'Every repository on GitHub may assume the role.',
    ),
  },
  githubCheck(
    'github-subject-of-any-repository',
    'security',
    'GitHub subject of any repository',
    'any',
    'A wildcard before the slash lets repositories of other owners in: who likes may register an owner whose name begins so.',
    'Write owner and repository in full: repo:owner/name:ref:refs/heads/main.',
    analyzer('security-warning-missing-github-repo-condition-key'),
  ),
  githubCheck(
    'github-subject-of-any-repository-of-owner',
    'warning',
    'Specific github repo recommended',
    'owner',
    'Every repository of the owner may assume the role, also those made later.',
    'Name the repository.',
    analyzer('general-warning-specific-github-repo-and-branch-recommended'),
  ),
  githubCheck(
    'github-subject-of-any-branch',
    'suggestion',
    'Specific github branch recommended',
    'branch',
    'Every branch, tag and pull request of the repository may assume the role.',
    'Name the branch or the environment.',
    analyzer('general-warning-specific-github-repo-and-branch-recommended'),
  ),
  {
    code: 'oidc-subject-with-open-start',
    severity: 'security',
    title: 'OIDC subject with an open start',
    kinds: TRUST,
    mend: 'Write the subject in full, or from its beginning.',
    docs: userGuide('id_roles_create_for-idp_oidc'),
    find: eachValue(
      ({ text }, condition) =>
        isSubject(condition, (entry) => isOidc(entry) && !isGithub(entry)) &&
        /^[*?]/.test(text) &&
        `"${text}" is like any subject.`,
    ),
  },
  {
    code: 'oidc-provider-without-audience',
    severity: 'warning',
    title: 'OIDC principal without audience',
    kinds: TRUST,
    mend: "Add a condition on the provider's :aud key.",
    docs: userGuide('id_roles_create_for-idp_oidc'),
    find: eachPrincipal(
      (entry, statement) =>
        statement.effect === 'Allow' &&
        isOidc(entry) &&
        entry.value !== COGNITO_PROVIDER &&
        !statement.conditions.some(({ lowerKey }) => /:(?:aud|app_id|azp|oaud)$/.test(lowerKey)) &&
        'No audience is asked for.',
    ),
  },
  {
    code: 'cognito-without-audience',
    severity: 'security',
    title: 'Cognito principal without identity pool',
    kinds: TRUST,
    mend: `Compare ${COGNITO_PROVIDER}:aud with your identity pool.`,
    docs: 'https://docs.aws.amazon.com/cognito/latest/developerguide/iam-roles.html',
    find: eachPrincipal(
      (entry, statement) =>
        statement.effect === 'Allow' &&
        entry.value === COGNITO_PROVIDER &&
        !isNarrowedBy(statement, (key) => key === `${COGNITO_PROVIDER}:aud`) &&
        'Identities of every identity pool may assume the role.',
    ),
  },
  {
    code: 'saml-without-audience',
    severity: 'warning',
    title: 'SAML principal without audience',
    kinds: TRUST,
    mend: 'Add "StringEquals": { "SAML:aud": "https://signin.aws.amazon.com/saml" }.',
    docs: userGuide('id_roles_create_for-idp_saml'),
    find: eachPrincipal(
      (entry, statement) =>
        statement.effect === 'Allow' &&
        isSaml(entry) &&
        !asksFor(statement, ['saml:aud', 'saml:iss', 'saml:doc']) &&
        'No audience is asked for.',
    ),
  },
  {
    code: 'mismatched-action-for-principal',
    severity: 'error',
    title: 'Mismatched action for principal',
    kinds: TRUST,
    mend: 'Name the action that fits the principal.',
    docs: analyzer('error-mismatched-action-for-principal'),
    find: eachPrincipal(
      (entry, statement) =>
        !fitsAction(entry, statement) && `${entry.value} assumes no role by what is listed.`,
    ),
  },
  {
    code: 'missing-action-for-roles-anywhere',
    severity: 'error',
    title: 'Missing action for Roles Anywhere trust policy',
    kinds: TRUST,
    mend: 'Allow sts:AssumeRole, sts:TagSession and sts:SetSourceIdentity.',
    docs: analyzer('error-missing-action-for-roles-anywhere-trust-policy'),
    find: ({ statements }) => {
      const trusting = statements.filter(
        ({ effect, principal }) =>
          effect === 'Allow' &&
          principal?.entries.some(({ value }) => value === 'rolesanywhere.amazonaws.com'),
      );
      const [first] = trusting;
      const missing = ['sts:AssumeRole', 'sts:TagSession', 'sts:SetSourceIdentity'].filter(
        (action) => !trusting.some((statement) => speaksOf(statement, action.toLowerCase())),
      );
      return first === undefined || missing.length === 0
        ? []
        : [{ at: first.action.node, message: `Roles Anywhere needs ${missing.join(' and ')} too.` }];
    },
  },
  {
    code: 'trust-action-without-effect',
    severity: 'warning',
    title: 'Action that no role is asked',
    kinds: TRUST,
    mend: 'Remove the action.',
    docs: userGuide('reference_policies_actions-resources-contextkeys'),
    find: eachAction(
      (action) => !ROLE_ACTIONS.some((known) => namesAction(action, known)) && `No role is asked ${action}.`,
    ),
  },
  {
    code: 'trust-without-assume-role',
    severity: 'warning',
    title: 'Trust policy that lets nobody in',
    kinds: TRUST,
    mend: 'Allow sts:AssumeRole, sts:AssumeRoleWithSAML or sts:AssumeRoleWithWebIdentity.',
    docs: userGuide('id_roles_create_for-user'),
    find: ({ root, statements }) => {
      const lets = statements.some(
        (statement) =>
          statement.effect === 'Allow' &&
          ROLE_ACTIONS.some((action) => action.startsWith('sts:assumerole') && speaksOf(statement, action)),
      );
      return lets ? [] : [{ at: root, message: 'No statement allows to assume the role.' }];
    },
  },
  {
    code: 'external-id-for-service',
    severity: 'suggestion',
    title: 'sts:ExternalId for a service',
    kinds: TRUST,
    mend: 'Use aws:SourceArn and aws:SourceAccount for services.',
    docs: userGuide('confused-deputy'),
    find: eachStatement(({ principal, conditions }) => {
      const condition = conditions.find(({ lowerKey }) => lowerKey === 'sts:externalid');
      const services =
        principal !== undefined &&
        principal.entries.length > 0 &&
        principal.entries.every(({ type }) => type === 'Service');
      return (
        condition !== undefined &&
        services && { at: condition.node, message: 'No service sends an external id.' }
      );
    }),
  },
];

const BINDING_KEYS = [
  'sts:externalid',
  'aws:principalarn',
  'aws:principalorgid',
  'aws:principalorgpaths',
  'aws:userid',
  'aws:username',
  'aws:sourceidentity',
  'sts:rolesessionname',
];

const GITHUB_KEYS = [
  'sub',
  'repository',
  'repository_id',
  'repository_owner_id',
  'job_workflow_ref',
  'enterprise_id',
  'environment',
];

/** Keys of a provider that tell its callers apart. */
function isIdentityKey(lowerKey: string): boolean {
  return (
    !lowerKey.startsWith('aws:') &&
    !lowerKey.startsWith('sts:') &&
    /:(?:sub|aud|app_id|user_id|id|email|oaud|azp|repository|project_id|namespace_id)$/.test(lowerKey)
  );
}
