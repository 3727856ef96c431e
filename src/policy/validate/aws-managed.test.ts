import { beforeAll, describe, expect, it } from 'vitest';
import { awsManagedPolicies } from '../../directory/aws-managed-policies.ts';
import { loadCatalog } from '../catalog/index.ts';
import { CHECKS } from './table.ts';
import { type PolicyFinding, validate } from './validate.ts';

/** What AWS's own policies hold against the language. */
const EXPLAINED = [
  // A key that no documentation has, twice.
  'AWSSSOServiceRolePolicy invalid-global-condition-key',
  'AWSSSOServiceRolePolicy invalid-global-condition-key',
  // A variable in the account of an ARN, where it is a text.
  'AmazonTimestreamInfluxDBServiceRolePolicy variable-unsupported-element',
];

/**
 * What AWS's own policies hold against the catalogue: names that are retired or not yet documented, and ARNs of older
 * forms. Access Analyzer's reference lists such policies too ("AWS managed policies with this error").
 */
const AGAINST_THE_CATALOGUE = new Set([
  'invalid-service-in-action',
  'invalid-action',
  'invalid-arn-resource',
  'invalid-service-condition-key',
  'invalid-service-in-condition-key',
  'missing-qualifier',
]);

describe('the policies that AWS manages', () => {
  const errors: (PolicyFinding & { policy: string })[] = [];
  const read = awsManagedPolicies();

  beforeAll(async () => {
    const services = await loadCatalog();
    for (const { name, document } of read)
      for (const finding of validate(document, 'managed', { services }))
        if (finding.severity === 'error') errors.push({ ...finding, policy: name });
  }, 300_000);

  it('have no errors in the language but those that are explained', () => {
    const needCatalogue = new Set(CHECKS.filter((check) => check.catalog).map(({ code }) => code));
    const own = errors.filter(({ code }) => !needCatalogue.has(code) && code !== 'missing-qualifier');
    expect(own.map(({ policy, code }) => `${policy} ${code}`).toSorted()).toEqual(EXPLAINED.toSorted());
  });

  it('have few errors against the catalogue', () => {
    const others = errors.filter(({ code }) => AGAINST_THE_CATALOGUE.has(code));
    expect(new Set(others.map(({ policy }) => policy)).size / read.length).toBeLessThan(0.1);
  });
});
