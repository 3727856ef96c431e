/** Statements that would settle one request, and the edits that bring them into a document. */
import { KIND_OF_TYPE } from './apply-changes.ts';
import type { AddedPolicy, Change, DocumentChange } from './change.ts';
import type { Condition, Effect, PolicyVersion, Statement } from './document.ts';
import { KIND_RULES } from './kind-rules.ts';
import type { AccessRequest, AttachedPolicy, PolicySource, PolicyType, Principal } from './model.ts';
import { parseOperator } from './operator.ts';
import type { PolicyPlace } from './places.ts';
import { type PolicyPatch, pointer, principalJson } from './policy-patch.ts';
import type { Bindings } from './principal.ts';
import { printable } from './printable.ts';
import { faultOfResource } from './value-syntax.ts';
import { statementName, TYPE_NAMES } from './why.ts';

/** A document and where it stands, for one edit. */
export interface Target {
  readonly place: PolicyPlace;
  readonly attached: AttachedPolicy;
}

function isOfAws({ arn }: PolicySource): boolean {
  return arn?.includes('::aws:policy/') ?? false;
}

/** Documents of AWS, and those that a group shares, are not edited for one caller. */
export function isEditable({ source }: AttachedPolicy): boolean {
  return !isOfAws(source) && !(source.attachedTo?.includes(':group/') ?? false);
}

/** How a principal element may name the caller: what stands behind a session first, as policies mostly do. */
export function entriesNaming(
  caller: Principal,
  bindings: Bindings | undefined,
): { readonly type: 'AWS' | 'Service' | 'Federated' | '*'; readonly value: string }[] {
  const entity = (arn: string, id: string) => {
    const bound = bindings?.get(arn);
    // The ARN stands for somebody who is gone: only the id means the present one.
    return { type: 'AWS', value: bound === undefined || bound === id ? arn : id } as const;
  };
  switch (caller.kind) {
    case 'user':
      return [entity(caller.arn, caller.id)];
    case 'role-session': {
      const role = entity(caller.roleArn, caller.roleId);
      const bound =
        bindings?.get(caller.arn) ?? bindings?.get(caller.arn.slice(0, caller.arn.lastIndexOf('/')));
      const isOwn = bound === undefined || bound === caller.roleId;
      return isOwn ? [role, { type: 'AWS', value: caller.arn }] : [role];
    }
    case 'service':
      return [{ type: 'Service', value: caller.name }];
    case 'web-identity':
    case 'saml':
      return [{ type: 'Federated', value: caller.provider }];
    case 'anonymous':
      return [
        { type: '*', value: '*' },
        { type: 'AWS', value: '*' },
      ];
    default:
      return [{ type: 'AWS', value: caller.arn }];
  }
}

/** A text that a pattern of the version means literally; in documents of 2008 wildcards cannot be escaped. */
function literally(text: string, version: PolicyVersion): string {
  return version === '2012-10-17' ? text.replace(/[*?$]/g, (sign) => `\${${sign}}`) : text;
}

/** Statements about just this request, as JSON; which of them a document may hold is for its reader to say. */
export function statementsAbout(
  effect: Effect,
  { principal, action, resource }: AccessRequest,
  type: PolicyType,
  { version, bindings }: { readonly version: PolicyVersion; readonly bindings: Bindings | undefined },
): object[] {
  const rules = KIND_RULES[KIND_OF_TYPE[type]];
  const about = rules.resource === 'prohibited' ? {} : { Resource: resourceAs(resource, version) };
  const principals =
    rules.principal === 'prohibited'
      ? [{}]
      : rules.principal === 'everyone'
        ? [{ Principal: '*' }]
        : entriesNaming(principal, bindings).map((entry) => ({ Principal: compact(principalJson([entry])) }));
  return principals.map((named) => ({ Effect: effect, ...named, Action: action, ...about }));
}

/** The resource itself, or all of them where a policy cannot name it. */
function resourceAs(resource: string, version: PolicyVersion): string {
  const named = literally(resource, version);
  return resource === '*' || faultOfResource(named) !== undefined ? '*' : named;
}

/** A list of one as the value alone. */
function compact(principal: ReturnType<typeof principalJson>): unknown {
  if (principal === '*') return principal;
  return Object.fromEntries(
    Object.entries(principal).map(([type, values]) => [type, values.length === 1 ? values[0] : values]),
  );
}

export function addStatement({ place, attached }: Target, statement: object): DocumentChange {
  const { source } = attached;
  return {
    kind: 'add-statement',
    sentence: printable(`add to the ${nameOfDocument(place, source)} ${toldStatement(statement)}`),
    place,
    source,
    patch: { op: 'add', path: '/Statement/-', value: statement },
  };
}

function nameOfDocument({ type }: PolicyPlace, { kind, name }: PolicySource): string {
  return `${type === 'boundary' ? 'permissions boundary' : `${kind} policy`} "${name}"`;
}

function toldStatement(statement: object): string {
  const { Effect, Action, Resource, Principal } = statement as Record<string, unknown>;
  const about = Resource === undefined ? '' : ` on ${Resource}`;
  const whom = Principal === undefined ? '' : ` for ${JSON.stringify(Principal)}`;
  return `the statement: ${Effect} ${Action}${about}${whom}`;
}

export function addPolicy(
  type: PolicyType,
  statement: object,
  level?: { readonly level: number; readonly target: string },
): AddedPolicy {
  const where = level === undefined ? '' : ` at ${level.target}`;
  return {
    kind: 'add-policy',
    sentence: printable(`add to the ${TYPE_NAMES[type]}${where} one with ${toldStatement(statement)}`),
    type,
    ...level,
    document: { Version: '2012-10-17', Statement: [statement] },
  };
}

/** The caller is named beside those whom the statement names. */
export function addPrincipal(
  { place, attached }: Target,
  statement: Statement,
  caller: Principal,
): DocumentChange[] {
  const { source, policy } = attached;
  const { principal } = statement;
  if (principal === undefined || principal.not) return [];
  const named = principal.entries.map(({ value }) => value).join(', ');
  return entriesNaming(caller, policy.bindings).map((entry) => ({
    kind: 'add-principal' as const,
    sentence: printable(
      `${statementName({ source, ...statement })} names ${named}; name the caller too: ${JSON.stringify(principalJson([entry]))}`,
    ),
    place,
    source,
    patch: {
      op: 'replace' as const,
      path: pointer('Statement', statement.index, 'Principal'),
      value: principalJson([...principal.entries, entry]),
    },
  }));
}

/** Types of which a single value of a request can be listed beside the policy's. */
const LISTABLE = new Set(['text', 'arn', 'ip', 'number', 'date']);

/** The request's values are listed beside those that the condition wants. */
export function widenCondition(
  { place, attached }: Target,
  statement: Statement,
  condition: Condition,
  values: readonly string[],
): DocumentChange[] {
  const { source, policy } = attached;
  const operator = parseOperator(condition.operator);
  if (operator === undefined || operator.base.negated || !LISTABLE.has(operator.base.type)) return [];
  const { type, wildcards } = operator.base;
  const hasVariables = policy.document.version === '2012-10-17' && (type === 'text' || type === 'arn');
  const listed = (value: string) => {
    if (!hasVariables) return value;
    return value.replace(wildcards ? /[*?$]/g : /\$/g, (sign) => `\${${sign}}`);
  };
  return [
    {
      kind: 'change-condition',
      sentence: printable(
        `let the condition ${condition.operator} on ${condition.key} of ${statementName({ source, ...statement })} also take ${values.join(', ')}`,
      ),
      place,
      source,
      patch: {
        op: 'replace',
        path: pointer('Statement', statement.index, 'Condition', condition.operator, condition.key),
        value: [...condition.values, ...values.map(listed)],
      },
    },
  ];
}

/** A Deny spares the caller, or speaks no longer. */
export function silenceDeny(
  { place, attached }: Target,
  statement: Statement,
  { context }: AccessRequest,
): Change[] {
  const { source, policy } = attached;
  const name = statementName({ source, ...statement });
  const detach: Change = {
    kind: 'detach-policy',
    sentence: printable(
      `detach the ${nameOfDocument(place, source)}: its statement ${statement.index + 1} denies`,
    ),
    place,
    source,
  };
  if (isOfAws(source)) return [detach];
  const remove: Change = {
    kind: 'remove-statement',
    sentence: printable(`remove ${name}`),
    place,
    source,
    patch: { op: 'remove', path: pointer('Statement', statement.index) },
  };
  const removal = policy.document.statements.length === 1 ? detach : remove;
  const arn = context.get('aws:principalarn');
  if (typeof arn !== 'string') return [removal];
  const narrow: Change = {
    kind: 'narrow-statement',
    sentence: printable(`let ${name} spare ${arn}: a condition ArnNotEquals on aws:PrincipalArn`),
    place,
    source,
    patch: sparing(statement, literally(arn, policy.document.version)),
  };
  return [narrow, removal];
}

/** A condition by which a Deny does not match a principal's ARN. */
function sparing(statement: Statement, arn: string): PolicyPatch {
  const { index, conditions } = statement;
  const key = 'aws:PrincipalArn';
  const path = (...tokens: string[]) => pointer('Statement', index, 'Condition', ...tokens);
  const same = conditions.filter(({ operator }) => operator === 'ArnNotEquals');
  const listed = same.find((one) => one.key.toLowerCase() === key.toLowerCase());
  if (listed !== undefined) {
    return { op: 'replace', path: path('ArnNotEquals', listed.key), value: [...listed.values, arn] };
  }
  if (same.length > 0) return { op: 'add', path: path('ArnNotEquals', key), value: arn };
  if (conditions.length > 0) return { op: 'add', path: path('ArnNotEquals'), value: { [key]: arn } };
  return { op: 'add', path: path(), value: { ArnNotEquals: { [key]: arn } } };
}
