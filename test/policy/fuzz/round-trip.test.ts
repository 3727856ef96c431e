import { describe, expect, it } from 'vitest';
import { awsManagedPolicies } from '../../../src/directory/index.ts';
import {
  ANY_SIZE,
  effectivePolicySize,
  format,
  minify,
  type PolicyKind,
  parse,
} from '../../../src/policy/index.ts';
import type { ReferenceLevel, ReferencePolicy, ReferenceSets } from '../../reference/index.ts';
import { accessCase } from '../generate/access-case.ts';
import { FUZZ_TIMEOUT, fuzz } from './runs.ts';

/** A document without its positions: what it says. */
function said(text: string, kind: PolicyKind): string {
  const { document, errors } = parse(text, kind, ANY_SIZE);
  if (document === undefined) throw new Error(`${errors[0]?.code} at ${errors[0]?.pointer}: ${text}`);
  return JSON.stringify(document, (key, value) => (key === 'start' || key === 'end' ? undefined : value));
}

function check(text: string, kind: PolicyKind): void {
  const { document } = parse(text, kind, ANY_SIZE);
  if (document === undefined) throw new Error(`no ${kind} policy: ${text}`);
  const [long, short] = [format(document), minify(document)];
  const whole = said(text, kind);
  if (said(long, kind) !== whole || said(short, kind) !== whole)
    throw new Error(`${kind}: ${text} became ${short}`);
  const again = parse(long, kind, ANY_SIZE).document!;
  if (format(again) !== long || minify(again) !== short)
    throw new Error(`${kind}: ${long} is not its own form`);
}

function policiesOf(sets: ReferenceSets): readonly ReferencePolicy[] {
  const inLevels = (levels: readonly ReferenceLevel[] = []) => levels.flatMap(({ policies }) => policies);
  const single = [sets.boundary, sets.resource?.attached, sets.endpoint].filter((one) => one !== undefined);
  return [...sets.identity, ...(sets.session ?? []), ...single, ...inLevels(sets.scp), ...inLevels(sets.rcp)];
}

describe('format and minify lose nothing', () => {
  it('of any policy that AWS manages, and minify takes no more than AWS wrote', {
    timeout: FUZZ_TIMEOUT,
  }, () => {
    const policies = awsManagedPolicies().filter((one) => one.attachable);
    expect(policies.length).toBeGreaterThan(1_000);
    for (const { name, document } of policies) {
      check(document, 'managed');
      const short = minify(parse(document, 'managed', ANY_SIZE).document!);
      expect(short.length, name).toBeLessThanOrEqual(effectivePolicySize(document));
    }
  });

  it('of any policy in 2,000 generated cases', { timeout: FUZZ_TIMEOUT }, () => {
    fuzz(2_000, (dice) => {
      for (const { document, source } of policiesOf(accessCase(dice).sets))
        check(JSON.stringify(document), source.kind);
    });
  });
});
