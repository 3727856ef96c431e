/**
 * The Service Authorization Reference of IAM and STS, as `scripts/build-authorization-reference.mjs` wrote it down.
 * What it says and leaves open beside Stint's own pages: docs/decisions/services-authorization-reference.md.
 */
import { readFileSync } from 'node:fs';

export type ReferenceService = 'iam' | 'sts';

export type AccessLevel = 'List' | 'Permissions management' | 'Read' | 'Tagging' | 'Write';

export type ConditionKeyType = 'ARN' | 'ArrayOfARN' | 'ArrayOfString' | 'Bool' | 'Numeric' | 'String';

export interface ResourceTypeReference {
  /** With its service: `iam:user`. */
  readonly type: string;
  /** Its ARN with variables: `arn:${Partition}:iam::${Account}:user/${UserNameWithPath}`. */
  readonly arn: string;
  /** Keys that every action on such a resource knows: `aws:ResourceTag/${TagKey}`. */
  readonly conditionKeys: readonly string[];
}

export interface ActionResourceReference extends ResourceTypeReference {
  /** Marked with an asterisk in the reference. Of several types that are so marked, one request names one. */
  readonly required: boolean;
}

export interface ActionReference {
  /** With its service, as the reference spells it: `iam:CreateUser`. */
  readonly action: string;
  readonly accessLevels: readonly AccessLevel[];
  /** The types of resource that the action is authorized on; none means `*` only. */
  readonly resources: readonly ActionResourceReference[];
  /** Keys of the action itself, beside those of its resources and the global ones. */
  readonly conditionKeys: readonly string[];
  /** Actions that must be allowed too. The present source lists none for any service: none here proves nothing. */
  readonly dependentActions: readonly string[];
}

interface StoredReference {
  readonly actions: Readonly<
    Record<
      string,
      {
        readonly accessLevels: readonly AccessLevel[];
        readonly resources: Readonly<
          Record<
            string,
            {
              readonly required: boolean;
              readonly conditionKeys: readonly string[];
              readonly dependentActions: readonly string[];
            }
          >
        >;
        readonly conditionKeys: readonly string[];
        readonly dependentActions: readonly string[];
      }
    >
  >;
  readonly resourceTypes: Readonly<
    Record<string, { readonly arn: string; readonly conditionKeys: readonly string[] }>
  >;
  readonly conditionKeys: Readonly<Record<string, ConditionKeyType>>;
}

const stored = JSON.parse(
  readFileSync(new URL('./reference.json', import.meta.url), 'utf8'),
) as StoredReference;

const union = (...lists: readonly (readonly string[])[]): readonly string[] =>
  [...new Set(lists.flat())].sort();

const resourceTypes = new Map<string, ResourceTypeReference>(
  Object.entries(stored.resourceTypes).map(([type, facts]) => [type, { type, ...facts }]),
);

const actions = new Map<string, ActionReference>(
  Object.entries(stored.actions).map(([action, facts]) => {
    const resources = Object.entries(facts.resources).map(([type, { required, conditionKeys }]) => {
      const known = resourceTypes.get(type);
      if (known === undefined)
        throw new Error(`${action} is on ${type}, which the reference does not describe`);
      return { ...known, required, conditionKeys: union(known.conditionKeys, conditionKeys) };
    });
    const dependentActions = union(
      facts.dependentActions,
      ...Object.values(facts.resources).map((resource) => resource.dependentActions),
    );
    return [action, { ...facts, action, resources, dependentActions }];
  }),
);

const keyTypes = new Map(Object.entries(stored.conditionKeys));

/** What the reference says of an action (`iam:CreateUser`, spelt exactly); `undefined` if it does not list it. */
export function actionReference(action: string): ActionReference | undefined {
  return actions.get(action);
}

/** All actions of a service, sorted by name; also those that are permissions only and no operation: `iam:PassRole`. */
export function actionReferences(service: ReferenceService): readonly ActionReference[] {
  return [...actions.values()].filter(({ action }) => action.startsWith(`${service}:`));
}

/** What the reference says of a type of resource (`iam:user`); `undefined` if it does not list it. */
export function resourceTypeReference(type: string): ResourceTypeReference | undefined {
  return resourceTypes.get(type);
}

/** Type of the values of a condition key, spelt with its variables: `aws:ResourceTag/${TagKey}`. */
export function conditionKeyType(key: string): ConditionKeyType | undefined {
  return keyTypes.get(key);
}

const VARIABLE = /\$\{[A-Za-z]+\}/;

/** The texts that a template of the reference stands for: each variable is one character or more. */
function matcher(template: string, flags: string): RegExp {
  const literals = template.split(VARIABLE).map((text) => text.replace(/[^A-Za-z0-9]/g, '\\$&'));
  return new RegExp(`^${literals.join('.+')}$`, flags);
}

/** The types of resource of this action that an ARN can be of; empty also when the action knows `*` only. */
export function resourceTypesOf(action: ActionReference, arn: string): readonly ActionResourceReference[] {
  return action.resources.filter((resource) => matcher(resource.arn, '').test(arn));
}

/** Whether the reference lists a condition key, like `iam:ResourceTag/team`, for the action or one of its resources. */
export function listsConditionKey(action: ActionReference, key: string): boolean {
  const listed = union(action.conditionKeys, ...action.resources.map((resource) => resource.conditionKeys));
  // Names of condition keys are compared without regard to case.
  return listed.some((template) => matcher(template, 'i').test(key));
}
