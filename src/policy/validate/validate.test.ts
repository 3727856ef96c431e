import { beforeAll, describe, expect, it } from 'vitest';
import { type Catalog, loadCatalog } from '../catalog/index.ts';
import { parse } from '../parse.ts';
import { EXAMPLES } from './examples/index.ts';
import { ALL_GROUPS, POLICY_CHECKS } from './reference.ts';
import { validate } from './validate.ts';

const text = (policy: unknown) => (typeof policy === 'string' ? policy : JSON.stringify(policy));

let services: Catalog;
beforeAll(async () => {
  services = await loadCatalog();
});

describe('the table of checks', () => {
  it('has more than a hundred checks beside what AWS refuses, each code once', () => {
    const codes = POLICY_CHECKS.map((check) => check.code);
    expect(new Set(codes).size).toBe(codes.length);
    expect(POLICY_CHECKS.filter((check) => check.find !== undefined).length).toBeGreaterThan(100);
  });

  it('tells of every check why, and how to mend it', () => {
    for (const { code, why, mend, docs } of POLICY_CHECKS) {
      expect(why.length, code).toBeGreaterThan(20);
      expect(mend.length, code).toBeGreaterThan(5);
      expect(docs, code).toMatch(/^https:\/\/docs\.aws\.amazon\.com\//);
    }
  });

  it('has examples of every check, and of nothing else', () => {
    const shown = Object.entries(EXAMPLES).flatMap(([code, examples]) => (examples.length > 0 ? [code] : []));
    expect(shown.toSorted()).toEqual(POLICY_CHECKS.map((check) => check.code).toSorted());
  });
});

/** Of these `validate` leaves the quota to checks of its own. */
const ONLY_PARSED = new Set(['too-large', 'parameter-too-long']);

describe.each(ALL_GROUPS)('$title', ({ checks }) => {
  const cases = checks.flatMap((check) =>
    (EXAMPLES[check.code] ?? []).map((example, i) => ({ name: `${check.code} ${i + 1}`, check, example })),
  );

  it.each(cases)('$name', ({ check, example: { kind, bad, at, good, account } }) => {
    const options = { services, account };
    const found = ONLY_PARSED.has(check.code)
      ? parse(text(bad), kind).errors
      : validate(text(bad), kind, options);
    expect(found.filter(({ code }) => code === check.code).map(({ pointer }) => pointer)).toContain(at);
    const better = validate(text(good), kind, options);
    expect(better.filter(({ code, severity }) => code === check.code || severity === 'error')).toEqual([]);
  });
});
