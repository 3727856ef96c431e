import type { RawStatement, ReferenceSets } from '../../reference/index.ts';
import { compare, type Disagreement } from '../compare.ts';
import { engineSets } from '../engine-sets.ts';
import { printed } from '../generate/reduce.ts';
import { documentOf, policyOf } from '../setup.ts';
import {
  documentAt,
  documentCount,
  IDENTITY_STATEMENTS,
  REQUESTS,
  RESOURCE_STATEMENTS,
} from './small-world.ts';

/** Where the enumerated document stands; beside it is what makes its answer show. */
export interface Family {
  readonly name: string;
  readonly statements: readonly RawStatement[];
  readonly setsWith: (document: ReturnType<typeof documentAt>) => ReferenceSets;
}

const granted = policyOf('inline', documentOf({ Effect: 'Allow', Action: 's3:Get*', Resource: '*' }));

export const FAMILIES: readonly Family[] = [
  {
    name: 'identity policies',
    statements: IDENTITY_STATEMENTS,
    setsWith: (document) => ({ identity: [policyOf('inline', document)] }),
  },
  {
    name: 'permissions boundaries',
    statements: IDENTITY_STATEMENTS,
    setsWith: (document) => ({ identity: [granted], boundary: policyOf('managed', document) }),
  },
  {
    name: 'resource policies',
    statements: RESOURCE_STATEMENTS,
    setsWith: (document) => ({
      identity: [granted],
      resource: { attached: policyOf('resource', document), mode: 'optional' },
    }),
  },
  {
    name: 'policies of keys',
    statements: RESOURCE_STATEMENTS,
    setsWith: (document) => ({
      identity: [granted],
      resource: { attached: policyOf('resource', document), mode: 'key' },
    }),
  },
];

export const sizeOf = ({ statements }: Family): number => documentCount(statements);

export interface EnumerationResult {
  decisions: number;
  readonly disagreements: (Disagreement & { readonly case: string })[];
}

/** Asks every question of the world about the documents from `first` up to but not including `end`, each `step`-th. */
export function enumerate(family: Family, first: number, end: number, step = 1): EnumerationResult {
  const result: EnumerationResult = { decisions: 0, disagreements: [] };
  for (let number = first; number < Math.min(end, sizeOf(family)); number += step) {
    const sets = family.setsWith(documentAt(family.statements, number));
    const compiled = engineSets(sets);
    for (const request of REQUESTS) {
      const { disagreement } = compare({ request, sets }, compiled);
      result.decisions += 1;
      if (disagreement !== undefined) {
        result.disagreements.push({ ...disagreement, case: printed({ request, sets }) });
      }
    }
  }
  return result;
}
