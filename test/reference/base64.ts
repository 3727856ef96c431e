const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** The bytes of standard base64 with padding (policy-language §6.5 "Binary"), or `undefined` if it is not that. */
export function bytesOfBase64(text: string): readonly number[] | undefined {
  if (text.length % 4 !== 0) return undefined;
  const padding = text.endsWith('==') ? 2 : text.endsWith('=') ? 1 : 0;
  let bits = '';
  for (const symbol of text.slice(0, text.length - padding)) {
    const value = ALPHABET.indexOf(symbol);
    if (value < 0) return undefined;
    bits += value.toString(2).padStart(6, '0');
  }
  const whole = bits.length - (bits.length % 8);
  // Bits left over carry nothing; other encodings of the same bytes are not accepted.
  if (bits.slice(whole).includes('1')) return undefined;
  const bytes: number[] = [];
  for (let at = 0; at < whole; at += 8) bytes.push(Number.parseInt(bits.slice(at, at + 8), 2));
  return bytes;
}
