import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decide, type PolicyFinding, validate } from '../../src/policy/index.ts';
import type { RawDocument, RawStatement, ReferencePolicy, ReferenceSets } from '../reference/index.ts';
import { engineSets } from './engine-sets.ts';
import { accessCases, ifValid } from './generate/arbitrary.ts';

/** All documents of a case. */
function documentsOf(sets: ReferenceSets): ReferencePolicy[] {
  const levels = [...(sets.scp ?? []), ...(sets.rcp ?? [])].flatMap(({ policies }) => policies);
  const single = [sets.boundary, sets.resource?.attached, sets.endpoint].filter(
    (policy) => policy !== undefined,
  );
  return [...sets.identity, ...(sets.session ?? []), ...levels, ...single];
}

const findingsOf = ({ document, source }: ReferencePolicy) => validate(JSON.stringify(document), source.kind);

/** The value that a pointer names. */
function valueAt(document: unknown, pointer: string): unknown {
  const steps = pointer
    .split('/')
    .slice(1)
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));
  return steps.reduce<unknown>(
    (value, step) => (value as Record<string, unknown> | undefined)?.[step],
    document,
  );
}

const SAID_TWICE = new Set(['redundant-statement', 'allow-shadowed-by-deny', 'statement-never-applies']);

/** The document without the statement that a finding calls useless. */
function without(document: RawDocument, { pointer }: PolicyFinding): RawDocument | undefined {
  const index = Number(/^\/Statement\/([0-9]+)/.exec(pointer)?.[1]);
  if (!Array.isArray(document.Statement) || document.Statement.length < 2 || Number.isNaN(index))
    return undefined;
  const left = (document.Statement as readonly RawStatement[]).filter((_, i) => i !== index);
  return { ...document, Statement: left };
}

describe('validate on policies as the generator makes them', () => {
  it('finds nothing that AWS would refuse, and names a place that is there', () => {
    fc.assert(
      fc.property(accessCases(), ({ sets }) => {
        for (const policy of documentsOf(sets))
          for (const finding of findingsOf(policy)) {
            expect(valueAt(policy.document, finding.pointer), finding.code).toBeDefined();
            expect(
              finding.message.length * finding.hint.length * finding.line * finding.column,
            ).toBeGreaterThan(0);
          }
      }),
      { numRuns: 200 },
    );
  });

  it('calls nothing useless that a decision depends on', () => {
    let left = 0;
    fc.assert(
      fc.property(accessCases(), ({ request, sets }) => {
        const verdict = () => ifValid(() => decide(request, engineSets(sets)).verdict);
        for (const [i, policy] of sets.identity.entries())
          for (const finding of findingsOf(policy)) {
            const document = SAID_TWICE.has(finding.code) ? without(policy.document, finding) : undefined;
            if (document === undefined) continue;
            left++;
            const identity = sets.identity.with(i, { ...policy, document });
            const shorter = ifValid(() => decide(request, engineSets({ ...sets, identity })).verdict);
            expect(shorter, `${finding.code} at ${finding.pointer}`).toBe(verdict());
          }
      }),
      { numRuns: 400 },
    );
    expect(left).toBeGreaterThan(0);
  });
});
