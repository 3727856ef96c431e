/** Checks against the catalogue of services: what exists, and what goes together. */
import { matchesAction, parseActionPattern } from '../../action-pattern.ts';
import type { ActionDescription, Catalog, ResourceType, ServiceDescription } from '../../catalog/service.ts';
import type { JsonScalar } from '../../json-node.ts';
import { haveNothingInCommon, type PartedPattern, readResourceRelation } from '../../pattern-relation.ts';
import { asciiLower } from '../../text-case.ts';
import {
  ALL,
  analyzer,
  type Check,
  eachCondition,
  type Remark,
  SERVICE_REFERENCE,
  WITH_RESOURCE,
} from '../check.ts';
import { closest } from '../keys.ts';
import type { ConditionSubject, DocumentSubject, StatementSubject } from '../subject.ts';
import { arnParts, hasWildcard, isEverything } from './actions.ts';

/** A value of Action or NotAction, and what it means in the catalogue. */
interface NamedAction {
  readonly value: JsonScalar;
  readonly prefix: string;
  /** Absent: the service does not exist, is not loaded, or a wildcard stands in its name. */
  readonly service?: ServiceDescription;
  readonly wild: boolean;
  readonly matched: readonly ActionDescription[];
}

const NAMED = new WeakMap<StatementSubject, readonly NamedAction[]>();

function namedActions(statement: StatementSubject, catalog: Catalog): readonly NamedAction[] {
  const named = NAMED.get(statement) ?? statement.action.values.map((value) => nameAction(value, catalog));
  NAMED.set(statement, named);
  return named;
}

function nameAction(value: JsonScalar, catalog: Catalog): NamedAction {
  const text = asciiLower(value.text);
  const prefix = text.slice(0, Math.max(0, text.indexOf(':')));
  const service = catalog.service(prefix);
  const wild = hasWildcard(text);
  if (service === undefined) return { value, prefix, wild, matched: [] };
  if (!wild) {
    const action = service.actions.get(text);
    return { value, prefix, service, wild, matched: action === undefined ? [] : [action] };
  }
  const pattern = parseActionPattern(value.text);
  const matched = [...service.actions].filter(([name]) => matchesAction(pattern, name));
  return { value, prefix, service, wild, matched: matched.map(([, action]) => action) };
}

/** Looks at each action by what the catalogue says of it. */
function eachNamedAction(
  tell: (
    action: NamedAction,
    catalog: Catalog,
    statement: StatementSubject,
  ) => Omit<Remark, 'at'> | string | false | undefined,
): (document: DocumentSubject) => Iterable<Remark> {
  return function* ({ statements, catalog }) {
    if (catalog === undefined) return;
    for (const statement of statements)
      for (const action of namedActions(statement, catalog)) {
        const told = tell(action, catalog, statement);
        if (told) yield { at: action.value, ...(typeof told === 'string' ? { message: told } : told) };
      }
  };
}

function suggesting(message: string, similar: string | undefined): Omit<Remark, 'at'> {
  return similar === undefined ? { message } : { message, hint: `Did you mean ${similar}?` };
}

const TYPE_PATTERNS = new WeakMap<ResourceType, PartedPattern>();

function patternOf(type: ResourceType): PartedPattern {
  const pattern =
    TYPE_PATTERNS.get(type) ??
    readResourceRelation(type.arn.replaceAll(/\$\{[^}]*\}|<[^>]*>/g, '?*'), false)!;
  TYPE_PATTERNS.set(type, pattern);
  return pattern;
}

/** Whether some ARN is of the type and matched by the pattern. Names of buckets have no slash. */
function canBeOf(type: ResourceType, pattern: PartedPattern): boolean {
  if (type.name === 'bucket' && type.arn.includes(':s3:::') && arnParts(pattern.raw)[5]?.includes('/'))
    return false;
  return !haveNothingInCommon(patternOf(type), pattern);
}

const REACHED = new WeakMap<StatementSubject, ReadonlySet<ResourceType>>();

/** Of the types that the actions of a statement are asked on, those of which one of its resources can be. */
function reachedTypes(statement: StatementSubject, catalog: Catalog): ReadonlySet<ResourceType> {
  const reached = REACHED.get(statement) ?? readReachedTypes(statement, catalog);
  REACHED.set(statement, reached);
  return reached;
}

function readReachedTypes(statement: StatementSubject, catalog: Catalog): Set<ResourceType> {
  const { resource, variables } = statement;
  const patterns = (resource?.values ?? []).map(({ text }) => readResourceRelation(text, variables));
  const types = new Set<ResourceType>();
  for (const { matched } of namedActions(statement, catalog))
    for (const { resources } of matched) for (const { type } of resources) types.add(type);
  // A malformed pattern has a finding of its own.
  const reaches = (type: ResourceType) =>
    patterns.some((pattern) => pattern === undefined || canBeOf(type, pattern));
  return new Set([...types].filter(reaches));
}

/** Everything that is known of the actions of a statement; `undefined` if something is not. */
function knownActions(statement: StatementSubject, catalog: Catalog): ActionDescription[] | undefined {
  if (statement.action.not) return undefined;
  const named = namedActions(statement, catalog);
  return named.some(({ matched }) => matched.length === 0)
    ? undefined
    : named.flatMap(({ matched }) => matched);
}

type ArnFault = 'region-missing' | 'region-surplus' | 'account-missing' | 'account-surplus' | 'resource';

const OWN_TYPES = new WeakMap<ServiceDescription, readonly ResourceType[]>();

/** The types of a service whose ARNs bear its own prefix; some services act on those of others. */
function ownTypes(service: ServiceDescription | undefined): readonly ResourceType[] {
  if (service === undefined) return [];
  const types =
    OWN_TYPES.get(service) ??
    [...service.resourceTypes.values()].filter(({ arn }) => arnParts(arn)[2] === service.prefix);
  OWN_TYPES.set(service, types);
  return types;
}

const ARN_FAULTS = new WeakMap<JsonScalar, { readonly fault: ArnFault | undefined }>();

function faultOf(value: JsonScalar, statement: StatementSubject, catalog: Catalog): ArnFault | undefined {
  const known = ARN_FAULTS.get(value) ?? { fault: faultOfArn(value.text, statement, catalog) };
  ARN_FAULTS.set(value, known);
  return known.fault;
}

/** How the ARN is not of the form of any resource type that its service has. */
function faultOfArn(raw: string, statement: StatementSubject, catalog: Catalog): ArnFault | undefined {
  const parts = arnParts(raw);
  const types = ownTypes(catalog.service(parts[2] ?? ''));
  const isAccountItself = parts[2] === 'iam' && parts[5] === 'root';
  if (parts[5] === undefined || types.length === 0 || isAccountItself) return undefined;
  const fits = (region: string, account: string) => {
    const pattern = readResourceRelation(
      [...parts.slice(0, 3), region, account, parts[5]].join(':'),
      statement.variables,
    );
    return pattern === undefined || types.some((type) => canBeOf(type, pattern));
  };
  const [region = '', account = ''] = [parts[3], parts[4]];
  if (fits(region, account)) return undefined;
  if (fits('*', account) || fits('', account)) return region === '' ? 'region-missing' : 'region-surplus';
  if (fits(region, '*') || fits(region, '')) return account === '' ? 'account-missing' : 'account-surplus';
  if (fits('*', '*') || fits('', '')) return region === '' ? 'region-missing' : 'region-surplus';
  return 'resource';
}

function arnCheck(
  fault: ArnFault,
  code: string,
  severity: Check['severity'],
  title: string,
  why: string,
  mend: string,
): Check {
  return {
    code,
    severity,
    title,
    kinds: WITH_RESOURCE,
    why: `${why} An ARN of another form names nothing.`,
    mend,
    docs: analyzer(`error-${code}`),
    catalog: true,
    *find({ statements, catalog }) {
      if (catalog === undefined) return;
      for (const statement of statements)
        for (const value of statement.resource?.values ?? [])
          if (faultOf(value, statement, catalog) === fault)
            yield {
              at: value,
              message: `"${value.text}" is no ARN of ${catalog.service(arnParts(value.text)[2]!)!.name}.`,
            };
    },
  };
}

/** Keys that follow a session into the requests of other services. */
const TRAVELLING_KEYS = new Set(
  'ec2:roledelivery ec2:sourceinstancearn lambda:sourcefunctionarn ssm:sourceinstancearn codebuild:buildarn codebuild:projectarn glue:roleassumedby glue:credentialissuingservice identitystore:userid sts:externalid sts:sourceidentity sts:rolesessionname'.split(
    ' ',
  ),
);

function prefixOfKey(lowerKey: string): string {
  return lowerKey.slice(0, Math.max(0, lowerKey.indexOf(':')));
}

const TAG_KEY = /^aws:(?:request|resource)tag\/|^aws:tagkeys$/;

/** Whether a request for the action can bring the key. */
function bringsKey(action: ActionDescription, lowerKey: string): boolean {
  return keysOf(action).has(normalKey(lowerKey));
}

/** A key of tags without the tag. */
function normalKey(lowerKey: string): string {
  const slash = lowerKey.indexOf('/');
  return slash < 0 ? lowerKey : lowerKey.slice(0, slash);
}

const KEYS = new WeakMap<ActionDescription, ReadonlySet<string>>();

function keysOf(action: ActionDescription): ReadonlySet<string> {
  const known = KEYS.get(action);
  if (known !== undefined) return known;
  const keys = [
    ...action.conditionKeys,
    ...action.resources.flatMap(({ type, conditionKeys }) => [...conditionKeys, ...type.conditionKeys]),
  ];
  const names = new Set(keys.map(({ name }) => normalKey(name.toLowerCase())));
  KEYS.set(action, names);
  return names;
}

/** Listed actions that know nothing of a tag that a positive condition asks for. */
function actionWithoutTag(
  { statement, lowerKey, operator }: ConditionSubject,
  { catalog }: DocumentSubject,
): string | undefined {
  const asked =
    TAG_KEY.test(lowerKey) && !operator.base.negated && !operator.ifExists && operator.base.type !== 'null';
  if (catalog === undefined || statement.action.not || !asked) return undefined;
  const named = namedActions(statement, catalog).filter(({ wild }) => !wild);
  return named.flatMap(({ matched }) => matched).find((action) => !bringsKey(action, lowerKey))?.name;
}

export const SERVICE_CHECKS: readonly Check[] = [
  {
    code: 'invalid-service-in-action',
    severity: 'error',
    title: 'Invalid service in action',
    kinds: ALL,
    mend: 'Write the prefix that the Service Authorization Reference names.',
    docs: analyzer('error-invalid-service-in-action'),
    catalog: true,
    find: eachNamedAction(
      ({ prefix, value }, catalog) =>
        prefix !== '' &&
        !hasWildcard(prefix) &&
        !catalog.prefixes.has(prefix) &&
        suggesting(
          `"${value.text}" is of no service.`,
          prefix.length > 30 ? undefined : closest(prefix, catalog.prefixes),
        ),
    ),
  },
  {
    code: 'invalid-action',
    severity: 'error',
    title: 'Invalid action',
    kinds: ALL,
    mend: 'Write the name that the Service Authorization Reference has.',
    docs: analyzer('error-invalid-action'),
    catalog: true,
    find: eachNamedAction(({ service, wild, matched, value }) => {
      if (service === undefined || wild || matched.length > 0) return undefined;
      const names = [...service.actions.values()].map(({ name }) => name);
      return suggesting(`${service.name} has no action "${value.text}".`, closest(value.text, names));
    }),
  },
  {
    code: 'wildcard-without-action',
    severity: 'error',
    title: 'Wildcard that matches no action',
    kinds: ALL,
    mend: 'Mend the pattern, or remove it.',
    docs: analyzer('error-invalid-action'),
    catalog: true,
    find: eachNamedAction(
      ({ service, wild, matched, value }) =>
        service !== undefined &&
        wild &&
        matched.length === 0 &&
        `No action of ${service.name} is like "${value.text}".`,
    ),
  },
  {
    code: 'action-without-resource-level-permissions',
    severity: 'warning',
    title: 'Action that needs * as resource',
    kinds: ['inline', 'managed', 'session', 'scp'],
    mend: 'Put the action into a statement of its own with "Resource": "*".',
    docs: SERVICE_REFERENCE,
    catalog: true,
    find: eachNamedAction(({ wild, matched: [action] }, _catalog, { resource, action: element }) => {
      const named = !element.not && resource !== undefined && !resource.not && !isEverything(resource);
      return (
        named &&
        !wild &&
        action?.resources.length === 0 &&
        `${action.name} is asked on "*" only, and the statement lists resources.`
      );
    }),
  },
  {
    code: 'unsupported-resource-for-action',
    severity: 'warning',
    title: 'Action that supports none of the resources',
    kinds: ['inline', 'managed', 'session', 'resource', 'endpoint', 'scp', 'rcp'],
    mend: 'List a resource of a type that the action supports.',
    docs: SERVICE_REFERENCE,
    catalog: true,
    find: eachNamedAction(({ matched, value }, catalog, statement) => {
      const { resource, action } = statement;
      const listed = !action.not && resource !== undefined && !resource.not && !isEverything(resource);
      if (!listed || matched.length === 0 || matched.some(({ resources }) => resources.length === 0))
        return undefined;
      const reached = reachedTypes(statement, catalog);
      if (matched.some(({ resources }) => resources.some(({ type }) => reached.has(type)))) return undefined;
      return {
        message: `${value.text} is asked on none of the resources that are listed.`,
        hint: `It is asked on ${matched[0]!.resources[0]!.type.arn}.`,
      };
    }),
  },
  {
    code: 'resource-of-no-action',
    severity: 'warning',
    title: 'Resource that no action supports',
    kinds: ['inline', 'managed', 'session', 'endpoint', 'scp'],
    mend: 'Remove the resource, or add the actions that were meant.',
    docs: SERVICE_REFERENCE,
    catalog: true,
    *find({ statements, catalog }) {
      for (const statement of catalog === undefined ? [] : statements) {
        const { resource } = statement;
        const actions =
          resource === undefined || resource.not ? undefined : knownActions(statement, catalog!);
        if (actions === undefined) continue;
        const types = new Set(actions.flatMap(({ resources }) => resources.map(({ type }) => type)));
        for (const value of resource!.values) {
          const pattern = readResourceRelation(value.text, statement.variables);
          if (
            pattern === undefined ||
            pattern.everything ||
            [...types].some((type) => canBeOf(type, pattern))
          )
            continue;
          yield { at: value, message: `No action of the statement is asked on "${value.text}".` };
        }
      }
    },
  },
  arnCheck(
    'resource',
    'invalid-arn-resource',
    'error',
    'Invalid ARN resource',
    'The resource part has the form of no resource type of the service.',
    'Write the ARN as the Service Authorization Reference has it.',
  ),
  arnCheck(
    'region-missing',
    'missing-arn-region',
    'error',
    'Missing ARN Region',
    'ARNs of this type name a Region.',
    'Write the Region, or * for all.',
  ),
  arnCheck(
    'region-surplus',
    'arn-region-not-allowed',
    'error',
    'ARN Region not allowed',
    'ARNs of this type name no Region.',
    'Leave the Region empty.',
  ),
  arnCheck(
    'account-missing',
    'missing-arn-account',
    'warning',
    'Missing ARN account',
    'ARNs of this type name an account; only what belongs to AWS itself has none.',
    'Write the account, or * for all.',
  ),
  arnCheck(
    'account-surplus',
    'arn-account-not-allowed',
    'error',
    'ARN account not allowed',
    'ARNs of this type name no account.',
    'Leave the account empty.',
  ),
  {
    code: 'invalid-service-condition-key',
    severity: 'error',
    title: 'Invalid service condition key',
    kinds: ALL,
    mend: 'Write the key that the Service Authorization Reference has.',
    docs: analyzer('error-invalid-service-condition-key'),
    catalog: true,
    find: eachCondition(({ lowerKey, key }, { catalog }) => {
      const service = catalog?.service(prefixOfKey(lowerKey));
      const unknown =
        service !== undefined && !TRAVELLING_KEYS.has(lowerKey) && service.conditionKey(key) === undefined;
      return unknown && `${service.name} has no condition key ${key}.`;
    }),
  },
  {
    code: 'invalid-service-in-condition-key',
    severity: 'error',
    title: 'Invalid service',
    kinds: ['inline', 'managed', 'session', 'resource', 'endpoint', 'scp', 'rcp'],
    mend: 'Write the prefix of a service, or aws for a global key.',
    docs: analyzer('error-invalid-service'),
    catalog: true,
    find: eachCondition(({ lowerKey, key }, { catalog }) => {
      const prefix = prefixOfKey(lowerKey);
      if (catalog === undefined || prefix === '' || prefix === 'aws' || prefix.includes('.'))
        return undefined;
      const unknown = !catalog.prefixes.has(prefix) && catalog.ownersOfKey(prefix).length === 0;
      return (
        unknown &&
        suggesting(
          `${key} is of no service.`,
          prefix.length > 30 ? undefined : closest(prefix, catalog.prefixes),
        )
      );
    }),
  },
  {
    code: 'unsupported-condition-key',
    severity: 'warning',
    title: 'Unsupported action for condition key',
    kinds: ['inline', 'managed', 'session', 'resource', 'endpoint', 'scp', 'rcp'],
    mend: 'Remove the key, or divide the statement by the keys that its actions have.',
    docs: analyzer('error-unsupported-action-for-condition-key'),
    catalog: true,
    find: eachCondition(({ statement, lowerKey, key, operator }, { catalog }) => {
      const service = catalog?.service(prefixOfKey(lowerKey));
      if (service === undefined || TRAVELLING_KEYS.has(lowerKey) || operator.base.type === 'null')
        return undefined;
      const actions = knownActions(statement, catalog!);
      const known = service.conditionKey(key);
      if (actions === undefined || known === undefined) return undefined;
      return (
        !actions.some((action) => bringsKey(action, known.name.toLowerCase())) &&
        `No action of the statement brings ${key}.`
      );
    }),
  },
  {
    code: 'deny-with-unsupported-tag-key',
    severity: 'security',
    title: 'Deny with unsupported tag condition key for service',
    kinds: ALL,
    mend: 'Deny the action without the condition, or by another key.',
    docs: analyzer('security-warning-deny-with-unsupported-tag-condition-key-for-service'),
    catalog: true,
    find: eachCondition((condition, document) => {
      const action =
        condition.statement.effect === 'Deny' ? actionWithoutTag(condition, document) : undefined;
      return action && `${action} brings no ${condition.key}: the Deny does not hit it.`;
    }),
  },
  {
    code: 'allow-with-unsupported-tag-key',
    severity: 'suggestion',
    title: 'Allow with unsupported tag condition key for service',
    kinds: ALL,
    mend: 'Put the action into a statement of its own.',
    docs: analyzer('suggestion-allow-with-unsupported-tag-condition-key-for-service'),
    catalog: true,
    find: eachCondition((condition, document) => {
      const action =
        condition.statement.effect === 'Allow' ? actionWithoutTag(condition, document) : undefined;
      return action && `${action} brings no ${condition.key}: it is not allowed.`;
    }),
  },
  {
    code: 'rcp-service-unsupported',
    severity: 'error',
    title: 'Service that RCPs do not reach',
    kinds: ['rcp'],
    mend: "Use an SCP, or the resource's own policy.",
    docs: 'https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_rcps.html',
    catalog: true,
    find: eachNamedAction(
      ({ prefix, value }, { prefixes, rcpServices }) =>
        prefixes.has(prefix) && !rcpServices.has(prefix) && `RCPs do not reach "${value.text}".`,
    ),
  },
  {
    code: 'permissions-management-on-everything',
    severity: 'suggestion',
    title: 'Permissions management on everything',
    kinds: ['inline', 'managed'],
    mend: 'Name the resources, or add a condition.',
    docs: SERVICE_REFERENCE,
    catalog: true,
    find: eachNamedAction(
      ({ wild, matched: [action] }, _catalog, { effect, action: element, resource, conditions }) => {
        const open = effect === 'Allow' && !element.not && isEverything(resource) && conditions.length === 0;
        return (
          open &&
          !wild &&
          action?.accessLevel === 'permissions-management' &&
          `${action.name} changes permissions of every resource.`
        );
      },
    ),
  },
];
