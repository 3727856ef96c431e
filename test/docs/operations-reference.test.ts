import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { operationsReference } from '../../scripts/operations-reference.mjs';
import { OPERATIONS } from '../../src/services/index.ts';
import { loadModel, operationNames } from '../../src/wire/index.ts';

describe('the reference of operations', () => {
  it('lists what exists; npm run reference writes it anew', () => {
    const services = (['iam', 'sts'] as const).map((service) => ({
      service,
      version: loadModel(service).version,
      names: operationNames(loadModel(service)),
      built: new Set(OPERATIONS[service].keys()),
    }));
    expect(readFileSync('docs/reference/operations.md', 'utf8')).toBe(operationsReference(services));
  });

  it.each(['iam', 'sts'] as const)('every operation of %s that is built is in the model', (service) => {
    const names = new Set(operationNames(loadModel(service)));
    expect([...OPERATIONS[service].keys()].filter((name) => !names.has(name))).toEqual([]);
  });
});
