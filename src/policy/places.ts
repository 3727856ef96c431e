/** Every document of the sets, and where it stands in them. */
import { resourceType } from './judge.ts';
import type { AttachedPolicy, OrganizationLevel, PolicySets, PolicyType } from './model.ts';

/** Where in `PolicySets` a document stands. */
export interface PolicyPlace {
  readonly type: PolicyType;
  /** Of organization policies: the level, from 0. */
  readonly level?: number;
  /** Among the documents of the type, or of the level, from 0. */
  readonly document: number;
}

export interface PlacedPolicy {
  readonly place: PolicyPlace;
  readonly attached: AttachedPolicy;
}

/** In the order in which the types are asked. */
export function placedPolicies(sets: PolicySets): PlacedPolicy[] {
  const { rcp = [], scp = [], endpoint, resource, identity, boundary, session = [] } = sets;
  const placed: PlacedPolicy[] = [];
  const add = (type: PolicyType, policies: readonly AttachedPolicy[]) => {
    for (const [document, attached] of policies.entries())
      placed.push({ place: { type, document }, attached });
  };
  addLevels(placed, 'rcp', rcp);
  addLevels(placed, 'scp', scp);
  if (endpoint !== undefined) add('endpoint', [endpoint]);
  if (resource !== undefined) add(resourceType(sets), [resource.attached]);
  add('identity', identity);
  if (boundary !== undefined) add('boundary', [boundary]);
  add('session', session);
  return placed;
}

function addLevels(placed: PlacedPolicy[], type: 'rcp' | 'scp', levels: readonly OrganizationLevel[]): void {
  for (const [level, { policies }] of levels.entries()) {
    for (const [document, attached] of policies.entries()) {
      placed.push({ place: { type, level, document }, attached });
    }
  }
}
