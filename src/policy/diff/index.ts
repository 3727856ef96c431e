/**
 * What two versions of a policy decide differently: an entry of its own (`stint/policy/diff`), so that whoever only decides
 * does not load it.
 */
export { callerOfArn } from './callers.ts';
export {
  type DiffOptions,
  diff,
  type PolicyChange,
  type PolicyDifference,
  type PolicyVersions,
  type RegionCondition,
} from './diff.ts';
export type { Shortfall } from './effort.ts';
export type { Given } from './givens.ts';
export type { PatternTerm } from './terms.ts';
export type { Witness, WitnessRequest } from './witness.ts';
