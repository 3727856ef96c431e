import { describe, expect, it } from 'vitest';
import { deriveSigningKey, SigningKeys } from './index.ts';

const DAY = ['20250101', 'us-east-1', 'iam'] as const;

function hex(key: { export(): Buffer }): string {
  return key.export().toString('hex');
}

describe('signing keys', () => {
  it("derives the key of AWS's example", () => {
    // IAM User Guide, "Create a signed AWS API request": wJalr…, 20120215, us-east-1, iam.
    const key = deriveSigningKey('wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY', '20120215', 'us-east-1', 'iam');
    expect(hex(key)).toBe('f4780e2d9f65fa895f9c67b32ce1baf0b0d8a43505a000a1a9e090d414db404d');
  });

  it('refuses an empty secret', () => {
    expect(() => deriveSigningKey('', ...DAY)).toThrow(TypeError);
    expect(() => new SigningKeys(1).derive('AKIA', '', ...DAY)).toThrow(TypeError);
  });

  it('remembers a key, for its scope only', () => {
    const keys = new SigningKeys(2);
    const key = keys.derive('AKIA', 'secret', ...DAY);
    expect(keys.derive('AKIA', 'secret', ...DAY)).toBe(key);
    const others: [date: string, region: string, service: string][] = [
      ['20250102', 'us-east-1', 'iam'],
      ['20250101', 'eu-west-1', 'iam'],
      ['20250101', 'us-east-1', 'sts'],
    ];
    for (const scope of others) {
      expect(hex(keys.derive('AKIA', 'secret', ...scope))).toBe(hex(deriveSigningKey('secret', ...scope)));
    }
  });

  it('never answers with a key of an earlier secret', () => {
    const keys = new SigningKeys(2);
    const old = keys.derive('AKIA', 'old', ...DAY);
    expect(hex(keys.derive('AKIA', 'new', ...DAY))).toBe(hex(deriveSigningKey('new', ...DAY)));
    expect(keys.derive('AKIA', 'old', ...DAY)).not.toBe(old);
    expect(hex(keys.derive('AKIA', 'old', ...DAY))).toBe(hex(old));
  });

  it('never answers with a key of another access key', () => {
    const keys = new SigningKeys(2);
    keys.derive('AKIA1', 'one', ...DAY);
    expect(hex(keys.derive('AKIA2', 'two', ...DAY))).toBe(hex(deriveSigningKey('two', ...DAY)));
  });

  it('forgets what it is told to', () => {
    const keys = new SigningKeys(2);
    const key = keys.derive('AKIA', 'secret', ...DAY);
    keys.forget('AKIA');
    expect(keys.size).toBe(0);
    expect(keys.derive('AKIA', 'secret', ...DAY)).not.toBe(key);
  });

  it('pushes out the least recently used access key', () => {
    const keys = new SigningKeys(2);
    const first = keys.derive('AKIA1', 's', ...DAY);
    const second = keys.derive('AKIA2', 's', ...DAY);
    keys.derive('AKIA1', 's', ...DAY);
    keys.derive('AKIA3', 's', ...DAY);
    expect(keys.size).toBe(2);
    expect(keys.derive('AKIA1', 's', ...DAY)).toBe(first);
    expect(keys.derive('AKIA2', 's', ...DAY)).not.toBe(second);
  });

  it('keeps the keys of others through guesses at many regions of one access key, and of unknown ones', () => {
    const keys = new SigningKeys(3);
    const victim = keys.derive('AKIA1', 's', ...DAY);
    for (let i = 0; i < 1000; i += 1) keys.derive('AKIA2', 's', '20250101', `region-${i}`, 'iam');
    for (let i = 0; i < 1000; i += 1) keys.deriveForUnknown('20250101', `region-${i}`, 'iam');
    expect(keys.derive('AKIA1', 's', ...DAY)).toBe(victim);
  });

  it('keeps a bounded number of scopes of one access key, the oldest going first', () => {
    const keys = new SigningKeys(1);
    const oldest = keys.derive('AKIA', 's', ...DAY);
    for (let i = 0; i < 15; i += 1) keys.derive('AKIA', 's', '20250101', `region-${i}`, 'iam');
    expect(keys.derive('AKIA', 's', ...DAY)).toBe(oldest);
    keys.derive('AKIA', 's', '20250101', 'one-more', 'iam');
    expect(keys.derive('AKIA', 's', ...DAY)).not.toBe(oldest);
  });

  it('stands in for unknown access keys with one key a scope, that no two processes share', () => {
    const keys = new SigningKeys(10);
    const key = keys.deriveForUnknown(...DAY);
    expect(keys.deriveForUnknown(...DAY)).toBe(key);
    expect(keys.size).toBe(1);
    expect(hex(key)).not.toBe(hex(deriveSigningKey('no such key', ...DAY)));
  });

  it.each([0, -1, 1.5, Number.NaN, Number.POSITIVE_INFINITY])('refuses the bound %d', (bound) => {
    expect(() => new SigningKeys(bound)).toThrow(RangeError);
  });
});
