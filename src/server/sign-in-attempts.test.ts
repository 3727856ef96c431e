import { describe, expect, it } from 'vitest';
import { networkOf, SignInAttempts } from './sign-in-attempts.ts';

const MINUTE = 60_000;

/** How many of some attempts are let through, all of them with a wrong password. */
function letThrough(
  attempts: SignInAttempts,
  tries: number,
  of: (n: number) => readonly [name: string, address: string],
  now: (n: number) => number = () => 0,
): number {
  let through = 0;
  for (let n = 0; n < tries; n++) {
    try {
      attempts.begin(...of(n), now(n));
      through += 1;
    } catch (error) {
      expect(error).toMatchObject({ code: 'Throttling', status: 400, message: 'Rate exceeded' });
    }
  }
  return through;
}

const address = (n: number) => `203.0.${Math.floor(n / 256) % 256}.${n % 256}`;

describe('case 160: wrong passwords', () => {
  it('of one name are five at once, then one a minute, from however many networks', () => {
    const attempts = new SignInAttempts();
    expect(letThrough(attempts, 10_000, (n) => ['alice', address(n % 1000)])).toBe(5);
    // A request a second for an hour.
    const anHour = letThrough(
      attempts,
      3600,
      (n) => ['alice', address(n % 1000)],
      (n) => n * 1000,
    );
    expect(anHour).toBe(59);
  });

  it('from one network are twenty at once, then six a minute, of however many names', () => {
    const attempts = new SignInAttempts();
    expect(letThrough(attempts, 10_000, (n) => [`user-${n}`, '203.0.113.7'])).toBe(20);
    const anHour = letThrough(
      attempts,
      3600,
      (n) => [`user-${n}`, '203.0.113.7'],
      (n) => n * 1000,
    );
    expect(anHour).toBe(359);
  });

  it('of everybody are five hundred at once, then ten a second', () => {
    const attempts = new SignInAttempts();
    const of = (n: number) => [`user-${n}`, `198.51.${Math.floor(n / 256)}.${n % 256}`] as const;
    expect(letThrough(attempts, 10_000, of)).toBe(500);
    expect(
      letThrough(
        attempts,
        10_000,
        (n) => of(n + 10_000),
        () => 1000,
      ),
    ).toBe(10);
  });

  it('from a whole IPv6 network are those of one', () => {
    const attempts = new SignInAttempts();
    const within = (n: number) => [`user-${n}`, `2001:db8:1:2:${n.toString(16)}::1`] as const;
    expect(letThrough(attempts, 1000, within)).toBe(20);
    expect(letThrough(attempts, 1, () => ['user', '2001:db8:1:3::1'])).toBe(1);
  });
});

describe('right passwords', () => {
  it('do not count', () => {
    const attempts = new SignInAttempts();
    for (let n = 0; n < 1000; n++) attempts.begin(`user-${n}`, '203.0.113.7', 0).right();
    for (let n = 0; n < 1000; n++) attempts.begin('alice', address(n), 0).right();
  });

  it('case 160: leave their owner a way in, from where it signed in before, whatever others try', () => {
    const attempts = new SignInAttempts();
    attempts.begin('alice', '192.0.2.1', 0).right();
    // All that others are given, of the name and of everybody.
    letThrough(attempts, 100, (n) => ['alice', address(n)]);
    letThrough(attempts, 10_000, (n) => [`user-${n}`, address(n)]);
    expect(letThrough(attempts, 1, () => ['alice', '192.0.2.2'])).toBe(0);
    attempts.begin('alice', '192.0.2.1', 0).right();
    // Nor is it a way around the limit for whoever sits there too.
    expect(letThrough(attempts, 100, () => ['alice', '192.0.2.1'])).toBe(5);
    expect(
      letThrough(
        attempts,
        1,
        () => ['alice', '192.0.2.1'],
        () => MINUTE,
      ),
    ).toBe(1);
  });
});

describe('what is refused', () => {
  it('uses up nothing of others', () => {
    const attempts = new SignInAttempts();
    letThrough(attempts, 10_000, () => ['alice', '203.0.113.7']);
    letThrough(attempts, 10_000, (n) => ['bob', address(n % 10)]);
    // Of five hundred, five went to alice's name and five to bob's.
    const rest = letThrough(attempts, 10_000, (n) => [
      `user-${n}`,
      `198.51.${Math.floor(n / 256)}.${n % 256}`,
    ]);
    expect(rest).toBe(490);
  });

  it('for want of an attempt of everybody uses up no attempt of a name', () => {
    const attempts = new SignInAttempts();
    letThrough(attempts, 500, (n) => [`user-${n}`, `198.51.${Math.floor(n / 256)}.${n % 256}`]);
    expect(letThrough(attempts, 100, () => ['alice', '192.0.2.1'])).toBe(0);
    expect(
      letThrough(
        attempts,
        100,
        () => ['alice', '192.0.2.1'],
        () => MINUTE,
      ),
    ).toBe(5);
  });
});

describe('the network of an address', () => {
  it.each([
    ['203.0.113.7', '203.0.113.7'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['::1', '0:0:0:0::/64'],
    ['not an address', 'not an address'],
  ])('%s', (of, expected) => {
    expect(networkOf(of)).toBe(expected);
  });
});
