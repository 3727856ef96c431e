import { monitorEventLoopDelay, performance } from 'node:perf_hooks';
import { describe, expect, it } from 'vitest';
import { PasswordHashing } from './password-hashing.ts';

const hashing = new PasswordHashing();

/** Of the tests of the reference implementation, phc-winner-argon2/src/test.c. */
const KNOWN = [
  ['password', '$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4'],
  ['password', '$argon2id$v=19$m=256,t=2,p=2$c29tZXNhbHQ$bQk8UB/VmZZF4Oo79iDXuL5/0ttZwg2f/5U52iv1cDc'],
  ['password', '$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc'],
  [
    'differentpassword',
    '$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$C4TWUs9rDEvq7w3+J4umqA32aWKB1+DSiRuBfYxFj94',
  ],
] as const;

describe('a hash', () => {
  it.each(KNOWN)('of the reference implementation is of its password: %s %s', async (password, hash) => {
    expect(await hashing.verify(hash, password, 'a')).toBe(true);
    expect(await hashing.verify(hash, `${password}x`, 'a')).toBe(false);
    expect(hashing.isOutdated(hash)).toBe(true);
  });

  it("case 166: says its parameters, which are OWASP's or better, and has a salt of its own", async () => {
    const [one, other] = [await hashing.hash('correct horse', 'a'), await hashing.hash('correct horse', 'a')];
    expect(one).toMatch(/^\$argon2id\$v=19\$m=65536,t=3,p=1\$[A-Za-z0-9+/]{22}\$[A-Za-z0-9+/]{43}$/);
    expect(one).not.toBe(other);
    expect(await hashing.verify(one, 'correct horse', 'a')).toBe(true);
    expect(await hashing.verify(one, 'correct horsf', 'a')).toBe(false);
    expect(hashing.isOutdated(one)).toBe(false);
  });

  it('that is none is a fault, and not a wrong password', async () => {
    await expect(hashing.verify('argon2id', 'x', 'a')).rejects.toThrow();
    await expect(hashing.verify('', 'x', 'a')).rejects.toThrow();
  });

  it('of nobody is of no password, at the price of a new one', async () => {
    const hash = await hashing.hash('correct horse', 'a');
    const timeOf = async (of: string | undefined, password: string) => {
      const begun = performance.now();
      expect(await hashing.verify(of, password, 'a')).toBe(false);
      return performance.now() - begun;
    };
    // The least of some: what else runs on the machine only adds to it.
    const [nobodys, somebodys]: [number[], number[]] = [[], []];
    for (let i = 0; i < 5; i++) {
      nobodys.push(await timeOf(undefined, ''));
      somebodys.push(await timeOf(hash, 'wrong'));
    }
    const ratio = Math.min(...nobodys) / Math.min(...somebodys);
    expect(ratio).toBeGreaterThan(0.5);
    expect(ratio).toBeLessThan(2);
  });

  it('L7: is made beside the event loop, and what comes beyond the queue is refused', async () => {
    const small = new PasswordHashing({ atOnce: 1, waiting: 8, waitingOfAParty: 2 });
    const delay = monitorEventLoopDelay({ resolution: 1 });
    delay.enable();
    const outcomes = await Promise.all(
      Array.from({ length: 1000 }, (_, n) =>
        small.verify(undefined, 'x', `address-${n % 10}`).then(
          () => 'tried',
          ({ code }) => code,
        ),
      ),
    );
    delay.disable();
    expect(outcomes.filter((one) => one === 'tried')).toHaveLength(9);
    expect(outcomes.filter((one) => one === 'Throttling')).toHaveLength(991);
    // Nanoseconds; a hash takes some fifty milliseconds.
    expect(delay.percentile(90)).toBeLessThan(20e6);
  });
});
