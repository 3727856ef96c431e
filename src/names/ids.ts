/**
 * Unique ids and access key ids as AWS shapes them.
 * IAM User Guide, "IAM identifiers: unique identifiers".
 */
import { decodeBase32, encodeBase32 } from './base32.ts';
import type { Random } from './random.ts';

/** Prefixes of unique ids: user, role, group, managed policy, instance profile. */
export type UniqueIdPrefix = 'AIDA' | 'AROA' | 'AGPA' | 'ANPA' | 'AIPA';
/** `AKIA` is a long-term access key, `ASIA` a temporary one. */
export type AccessKeyIdPrefix = 'AKIA' | 'ASIA';

/** A new unique id: the prefix and 17 base32 characters (85 random bits), never reused. */
export function mintUniqueId(prefix: UniqueIdPrefix, random: Random): string {
  return prefix + encodeBase32(random(11)).slice(0, 17);
}

/**
 * A new access key id: the prefix and 16 base32 characters, ten bytes, of which the first 48 bits carry the account
 * as AWS's present ids do: one high bit, 40 bits of account id, 7 low bits; the rest is random.
 */
export function mintAccessKeyId(prefix: AccessKeyIdPrefix, accountId: string, random: Random): string {
  const bytes = new Uint8Array(random(10));
  // AWS sets the highest bit on ids of this form; older ids had other leading characters. All within a number's 53 bits.
  let head = 2 ** 47 + Number(accountId) * 128 + (bytes[5]! & 0x7f);
  for (let i = 5; i >= 0; i--) {
    bytes[i] = head % 256;
    head = Math.floor(head / 256);
  }
  return prefix + encodeBase32(bytes);
}

const ACCESS_KEY_ID = /^(?:AKIA|ASIA)[A-Z2-7]{16}$/;

/** The account that an access key id carries, or `undefined` if the text is no access key id of the present form. */
export function accountOfAccessKeyId(accessKeyId: string): string | undefined {
  if (!ACCESS_KEY_ID.test(accessKeyId)) return undefined;
  const bytes = decodeBase32(accessKeyId.slice(4, 14));
  if (bytes === undefined) return undefined;
  // 0x7FFFFFFFFF80 >> 7: the 40 bits below the highest; in two steps, because numbers shift in 32 bits.
  const high = ((bytes[0]! & 0x7f) << 8) | bytes[1]!;
  const low = ((bytes[2]! << 24) | (bytes[3]! << 16) | (bytes[4]! << 8) | bytes[5]!) >>> 0;
  const account = (high * 2 ** 32 + low - (low & 0x7f)) / 128;
  if (account >= 1e12) return undefined;
  return String(account).padStart(12, '0');
}

/** A new secret access key: 40 characters of base64's alphabet (240 random bits). */
export function mintSecretAccessKey(random: Random): string {
  return btoa(String.fromCharCode(...random(30)));
}

/** Letters and digits that nobody takes for one another. */
const READABLE = 'ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz23456789';
const PASSWORD_LENGTH = 24;

/** A new password: 24 letters and digits (140 random bits), of upper and lower case and digits at least one each. */
export function mintPassword(random: Random): string {
  for (;;) {
    let password = '';
    while (password.length < PASSWORD_LENGTH) {
      // Bytes beyond the last whole multiple would make some characters likelier than others.
      const bytes = random(PASSWORD_LENGTH).filter((byte) => byte < 256 - (256 % READABLE.length));
      for (const byte of bytes) password += READABLE[byte % READABLE.length];
    }
    password = password.slice(0, PASSWORD_LENGTH);
    if (/[A-Z]/.test(password) && /[a-z]/.test(password) && /[0-9]/.test(password)) return password;
  }
}

const ACCOUNT_ID = /^[0-9]{12}$/;

/** Whether the text is an account id: exactly twelve ASCII digits. */
export function isAccountId(text: string): boolean {
  return ACCOUNT_ID.test(text);
}

/** A new account id: twelve random digits, not beginning with zero. */
export function mintAccountId(random: Random): string {
  const bytes = random(8);
  let value = 0n;
  for (const byte of bytes) value = (value << 8n) | BigInt(byte);
  return String(100_000_000_000n + (value % 900_000_000_000n));
}

const HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

/** A random UUID, version 4, as request ids and event ids use it. */
export function mintUuid(random: Random): string {
  const bytes = random(16);
  const hex = (at: number): string => HEX[bytes[at]!]!;
  const version = HEX[(bytes[6]! & 0x0f) | 0x40]!;
  const variant = HEX[(bytes[8]! & 0x3f) | 0x80]!;
  return (
    `${hex(0)}${hex(1)}${hex(2)}${hex(3)}-${hex(4)}${hex(5)}-${version}${hex(7)}-` +
    `${variant}${hex(9)}-${hex(10)}${hex(11)}${hex(12)}${hex(13)}${hex(14)}${hex(15)}`
  );
}
