/** What decisions cost, in steps: on the fixtures that `npm run bench:policy` measures in time. */
import { describe, expect, it } from 'vitest';
import { exponentOf } from '../../bench/policy/pace.ts';
import { bucketsOf, matchingOf, usersOf } from '../../bench/policy/scale.ts';
import { WORST } from '../../bench/policy/worst.ts';
import { decide } from './decide.ts';
import type { AccessRequest, PolicySets } from './model.ts';
import { attached, deny, request } from './policy.fixture.ts';
import { stepsLeft, within } from './step-budget.ts';

function stepsOf(asked: AccessRequest, sets: PolicySets): number {
  const MANY = 1e9;
  const decideAndCount = (request: AccessRequest, policies: PolicySets) => {
    decide(request, policies);
    return MANY - stepsLeft();
  };
  return within(MANY, decideAndCount, asked, sets);
}

describe('many statements of which few can match', () => {
  it.each([
    ['buckets', bucketsOf],
    ['callers', usersOf],
  ])('%s: each request is allowed, and 10,000 statements take the steps of ten', (_what, make) => {
    const few = make(10);
    const many = make(10_000);
    for (const request of many.requests) expect(decide(request, many.sets).verdict).toBe('allowed');
    expect(stepsOf(many.requests[0]!, many.sets)).toBeLessThanOrEqual(
      2 * stepsOf(few.requests[0]!, few.sets),
    );
  });
});

describe('case 57 and L8: the worst documents', () => {
  it.each(WORST)('$name: decided in a fraction of the steps that a decision has', ({ request, sets }) => {
    expect(sets.identity).toHaveLength(10);
    expect(decide(request, sets).verdict).toBe('implicitDeny');
    expect(stepsOf(request, sets)).toBeLessThan(1_000_000);
  });

  it('a statement is asked once, in however many of its ways the resource begins', () => {
    const beginnings = Array.from({ length: 40 }, (_, i) => `arn:aws:s3:::${'a'.repeat(1 + i)}*b`);
    const stepsForEach = (count: number) => {
      const statements = Array.from({ length: count }, (_, i) =>
        deny({ Sid: `s${i}`, Resource: beginnings }),
      );
      const sets = { identity: [attached('inline', statements)] };
      return stepsOf(request({ resource: `arn:aws:s3:::${'a'.repeat(50)}` }), sets) / count;
    };
    // Eight are asked one by one, nine are looked up.
    expect(stepsForEach(9)).toBeLessThanOrEqual(1.2 * stepsForEach(8));
  });

  it('of statements that all can match take steps in proportion to their number', () => {
    const points = [1, 10, 100, 1000].map((size) => {
      const { requests, sets } = matchingOf(size);
      return [size, stepsOf(requests[0]!, sets)] as const;
    });
    expect(exponentOf(points)).toBeLessThanOrEqual(1.1);
  });
});
