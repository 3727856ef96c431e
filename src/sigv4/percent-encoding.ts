/** Percent-encoding as Signature Version 4 wants it: RFC 3986, all but the unreserved encoded, upper-case hex. */

const UNRESERVED = /^[A-Za-z0-9\-._~]*$/;
const ESCAPES: readonly string[] = Array.from({ length: 256 }, (_, byte) => {
  const character = String.fromCharCode(byte);
  return UNRESERVED.test(character) ? character : `%${byte.toString(16).toUpperCase().padStart(2, '0')}`;
});

/** Encodes a byte string (one byte a character). */
export function percentEncode(bytes: string): string {
  if (UNRESERVED.test(bytes)) return bytes;
  let encoded = '';
  for (let i = 0; i < bytes.length; i += 1) encoded += ESCAPES[bytes.charCodeAt(i)];
  return encoded;
}

/** Decodes `%XX` to a byte string; `undefined` if a `%` is not followed by two hex digits. */
export function percentDecode(text: string): string | undefined {
  if (!text.includes('%')) return text;
  if (/%(?![0-9A-Fa-f]{2})/.test(text)) return undefined;
  return text.replace(/%([0-9A-Fa-f]{2})/g, (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
}
