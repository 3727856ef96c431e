const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/**
 * The bytes of standard base64 with padding (policy-language §6.5 "Binary"), or `undefined` if it is not that. Bits left
 * over carry nothing: §6.1 asks what the text decodes to, not whether it is the shortest way to say so.
 */
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
  const bytes: number[] = [];
  for (let at = 0; at < whole; at += 8) bytes.push(Number.parseInt(bits.slice(at, at + 8), 2));
  return bytes;
}
