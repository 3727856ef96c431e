import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { refusal } from '../../../test/fixtures/run.ts';
import type { PasswordPolicy } from '../../directory/index.ts';
import { brokenPasswordRules, checkPassword } from './password-rules.ts';

const OPEN: PasswordPolicy = {
  minimumPasswordLength: 6,
  requireSymbols: false,
  requireNumbers: false,
  requireUppercaseCharacters: false,
  requireLowercaseCharacters: false,
  allowUsersToChangePassword: false,
};

const LENGTH = (minimum: number) => `Password should have a minimum length of ${minimum}`;
const UPPER = 'Password should have at least one uppercase letter';
const LOWER = 'Password should have at least one lowercase letter';
const NUMBER = 'Password should have at least one number';
const SYMBOL =
  "Password should have at least one of the following symbols: ! @ # $ % ^ & * ( ) _ + - = [ ] { } | '";
const NOT_CONFORMING = 'Password does not conform to the account password policy.';

const broken = (password: string, passwordPolicy?: PasswordPolicy, owner = 'AIDA') =>
  brokenPasswordRules({ name: 'Acme Corp 1', passwordPolicy }, owner, password);

describe('the default policy of AWS, where the account has none', () => {
  it.each<[password: string, reason: string, rules: string[]]>([
    ['abcDEF12', 'lower case, upper case and a number', []],
    ['abcdef1!', 'lower case, a number and a symbol', []],
    ['ABCDEF1!', 'upper case, a number and a symbol', []],
    ['abcDEF1', 'seven characters', [LENGTH(8)]],
    ['abcdefgh12', 'two classes', [NOT_CONFORMING]],
    ['abcdefgh1é', 'a letter with a mark is of no class', [NOT_CONFORMING]],
    ['abcdefgh1 ~', 'a blank and a tilde are no symbols of the list', [NOT_CONFORMING]],
    ['abc', 'short, and of one class', [LENGTH(8), NOT_CONFORMING]],
    ['acme corp 1', 'the name of the account', [NOT_CONFORMING]],
    ['Acme Corp 1', 'the name of the account, though of three classes', [NOT_CONFORMING]],
    ['Acme Corp 12', 'more than the name of the account', []],
  ])('%j: %s', (password, _reason, rules) => {
    expect(broken(password)).toEqual(rules);
  });

  it('holds for the root whatever the account asks of its users', () => {
    const strict = { ...OPEN, minimumPasswordLength: 128 };
    expect(broken('abcDEF12', strict, 'root')).toEqual([]);
    expect(broken('abcdef', OPEN, 'root')).toEqual([LENGTH(8), NOT_CONFORMING]);
  });
});

describe("the account's own policy", () => {
  it.each<[password: string, policy: Partial<PasswordPolicy>, rules: string[]]>([
    ['aaaaaa', {}, []],
    ['aaaaa', {}, [LENGTH(6)]],
    ['Acme Corp 1', {}, []],
    ['a'.repeat(13), { minimumPasswordLength: 14 }, [LENGTH(14)]],
    ['a'.repeat(14), { minimumPasswordLength: 14 }, []],
    ['aaaaaa', { requireUppercaseCharacters: true }, [UPPER]],
    ['AAAAAA', { requireLowercaseCharacters: true }, [LOWER]],
    ['aaaaaa', { requireNumbers: true }, [NUMBER]],
    ['aaaaaa', { requireSymbols: true }, [SYMBOL]],
    ['éÉéÉé²', { requireUppercaseCharacters: true, requireNumbers: true }, [UPPER, NUMBER]],
    [
      '.',
      {
        requireSymbols: true,
        requireNumbers: true,
        requireUppercaseCharacters: true,
        requireLowercaseCharacters: true,
      },
      [LENGTH(6), UPPER, LOWER, NUMBER, SYMBOL],
    ],
    ["aA1'''", { requireSymbols: true, requireNumbers: true, requireUppercaseCharacters: true }, []],
  ])('%j under %j', (password, policy, rules) => {
    expect(broken(password, { ...OPEN, ...policy })).toEqual(rules);
  });

  it('is told whole, in one refusal that does not hold the password', () => {
    const policy = { ...OPEN, requireNumbers: true, requireSymbols: true };
    expect(refusal(() => checkPassword({ name: 'a', passwordPolicy: policy }, 'AIDA', 'hunter'))).toBe(
      `PasswordPolicyViolation 400 ${NUMBER}; ${SYMBOL}`,
    );
  });
});

describe('property', () => {
  const policies: fc.Arbitrary<PasswordPolicy> = fc.record({
    minimumPasswordLength: fc.integer({ min: 6, max: 128 }),
    requireSymbols: fc.boolean(),
    requireNumbers: fc.boolean(),
    requireUppercaseCharacters: fc.boolean(),
    requireLowercaseCharacters: fc.boolean(),
    allowUsersToChangePassword: fc.boolean(),
  });
  const characters = fc.constantFrom(..."abzABZ019!@'|[]~ .é\u00ff");
  const passwords = fc.string({ unit: characters, minLength: 1, maxLength: 128 });
  const has = (password: string, those: string) => [...those].some((one) => password.includes(one));

  it('a password is taken exactly when it is long enough and has a character of each class that is asked for', () => {
    fc.assert(
      fc.property(passwords, policies, (password, policy) => {
        const isGood =
          password.length >= policy.minimumPasswordLength &&
          (!policy.requireSymbols || has(password, "!@'|[]")) &&
          (!policy.requireNumbers || has(password, '019')) &&
          (!policy.requireUppercaseCharacters || has(password, 'ABZ')) &&
          (!policy.requireLowercaseCharacters || has(password, 'abz'));
        expect(broken(password, policy).length === 0).toBe(isGood);
      }),
    );
  });

  it('more characters break no rule that fewer kept, and a stricter policy takes no password that a milder one refuses', () => {
    fc.assert(
      fc.property(passwords, passwords, policies, policies, (password, more, one, other) => {
        const isKept = (text: string, policy?: PasswordPolicy) => broken(text, policy).length === 0;
        if (isKept(password, one)) expect(isKept(password + more, one)).toBe(true);
        const stricter: PasswordPolicy = {
          ...one,
          minimumPasswordLength: Math.max(one.minimumPasswordLength, other.minimumPasswordLength),
          requireNumbers: one.requireNumbers || other.requireNumbers,
          requireSymbols: one.requireSymbols || other.requireSymbols,
        };
        if (!isKept(password, one)) expect(isKept(password, stricter)).toBe(false);
      }),
    );
  });
});
