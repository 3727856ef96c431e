import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  accountOfAccessKeyId,
  decodeBase32,
  encodeBase32,
  mintAccessKeyId,
  mintAccountId,
  mintPassword,
  mintUniqueId,
  mintUuid,
  parseIamArn,
} from './index.ts';

const accountId = fc.bigInt(0n, 999_999_999_999n).map((value) => String(value).padStart(12, '0'));

describe('access key ids', () => {
  it('carry the account of any access key id', () => {
    fc.assert(
      fc.property(accountId, fc.constantFrom('AKIA' as const, 'ASIA' as const), (account, prefix) => {
        const id = mintAccessKeyId(prefix, account, randomBytes);
        expect(id).toMatch(new RegExp(`^${prefix}[A-Z2-7]{16}$`));
        expect(accountOfAccessKeyId(id)).toBe(account);
      }),
    );
  });

  // A published id and its account: AWS's documentation of GetAccessKeyInfo has the example key; the decoding is public knowledge.
  it.each([
    ['ASIAY34FZKBOKMUTVV7A', '609629065308'],
    ['AKIAIOSFODNN7EXAMPLE', '581039954779'],
  ])('%s belongs to %s', (id, account) => {
    expect(accountOfAccessKeyId(id)).toBe(account);
  });

  it.each([
    '',
    'AKIA',
    'akiay34fzkbokmutvv7a',
    'AKIAY34FZKBOKMUTVV71',
    'AKIAY34FZKBOKMUTVV7A\n',
    'AIDAY34FZKBOKMUTVV7A',
  ])('%j is no access key id', (id) => {
    expect(accountOfAccessKeyId(id)).toBeUndefined();
  });
});

describe('ids', () => {
  it('have the shapes of AWS', () => {
    expect(mintUniqueId('AIDA', randomBytes)).toMatch(/^AIDA[A-Z2-7]{17}$/);
    expect(mintAccountId(randomBytes)).toMatch(/^[1-9][0-9]{11}$/);
    expect(mintUuid(randomBytes)).toMatch(
      /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
    );
  });

  it('passwords are of letters and digits that are told apart, each as likely as the others', () => {
    const counts = new Map<string, number>();
    for (let n = 0; n < 2000; n++) {
      const password = mintPassword(randomBytes);
      expect(password).toMatch(/^(?=.*[A-Z])(?=.*[a-z])(?=.*[0-9])[A-HJ-NP-Za-km-z2-9]{24}$/);
      for (const one of password) counts.set(one, (counts.get(one) ?? 0) + 1);
    }
    expect(counts.size).toBe(57);
    const mean = 48_000 / 57;
    // Six standard deviations.
    for (const count of counts.values())
      expect(Math.abs(count - mean)).toBeLessThan(6 * Math.sqrt(mean) + 20);
  });

  it('base32 is the inverse of itself on whole bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 40 }), (bytes) => {
        expect(decodeBase32(encodeBase32(bytes))).toEqual(bytes);
      }),
    );
  });
});

describe('ARNs of IAM entities', () => {
  it.each([
    [
      'arn:aws:iam::123456789012:user/a/b/alice',
      { account: '123456789012', type: 'user', path: '/a/b/', name: 'alice' },
    ],
    ['arn:aws:iam::123456789012:role/app', { account: '123456789012', type: 'role', path: '/', name: 'app' }],
    ['arn:aws:iam::123456789012:root', undefined],
    ['arn:aws:iam:us-east-1:123456789012:user/x', undefined],
    ['arn:aws-cn:iam::123456789012:user/x', undefined],
    ['arn:aws:iam::123456789012:user/', undefined],
    ['user/x', undefined],
  ])('%s', (text, expected) => {
    expect(parseIamArn(text)).toEqual(expected);
  });
});
