import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Recent } from './recent.ts';

describe('what was used lately', () => {
  it('is kept while others come and go', () => {
    const recent = new Recent<string, number>(10);
    recent.set('busy', 1);
    for (let i = 0; i < 100; i += 1) {
      recent.set(`passing ${i}`, i);
      expect(recent.get('busy')).toBe(1);
    }
    expect(recent.get('passing 0')).toBeUndefined();
    expect(recent.get('passing 99')).toBe(99);
  });

  it('is forgotten when it is told to', () => {
    const recent = new Recent<string, number>(4);
    for (const key of ['a', 'b', 'c', 'd']) recent.set(key, 1);
    recent.clear();
    expect(recent.size).toBe(0);
    expect(recent.get('d')).toBeUndefined();
  });

  it('never holds more than its bound, never another value than the last, and at least the newest half', () => {
    const uses = fc.array(fc.record({ key: fc.nat(30), isWrite: fc.boolean() }), { maxLength: 300 });
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 12 }), uses, (bound, all) => {
        const recent = new Recent<number, number>(bound);
        const written = new Map<number, number>();
        let newest: number[] = [];
        all.forEach(({ key, isWrite }, time) => {
          const isKnown = recent.get(key) !== undefined;
          if (isWrite) {
            recent.set(key, time);
            written.set(key, time);
          } else if (isKnown) expect(recent.get(key)).toBe(written.get(key));
          if (isWrite || isKnown) newest = [key, ...newest.filter((one) => one !== key)];
          expect(recent.size).toBeLessThanOrEqual(bound);
        });
        for (const key of newest.slice(0, Math.floor(bound / 2)))
          expect(recent.get(key)).toBe(written.get(key));
      }),
    );
  });
});
