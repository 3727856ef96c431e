/** CloudTrail cuts user agents, error codes, error messages and request ids at 1 KB ("CloudTrail record contents"). */
export const maximumTextBytes = 1024;

/** The text, cut to at most 1,024 bytes of UTF-8, never within a character. */
export function boundedText(text: string): string {
  // A UTF-16 unit takes three bytes at most.
  if (text.length * 3 <= maximumTextBytes) return text;
  const start = text.slice(0, maximumTextBytes);
  const bytes = Buffer.from(start, 'utf8');
  if (bytes.byteLength <= maximumTextBytes) return withoutHalfPair(start);
  let end = maximumTextBytes;
  // 10xxxxxx continues a character that began before.
  while ((bytes[end]! & 0xc0) === 0x80) end--;
  return bytes.toString('utf8', 0, end);
}

/** Without the first half of a surrogate pair whose second half was cut off. */
function withoutHalfPair(text: string): string {
  const last = text.charCodeAt(text.length - 1);
  return last >= 0xd800 && last <= 0xdbff ? text.slice(0, -1) : text;
}
