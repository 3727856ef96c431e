/**
 * A policy document as IAM puts it into responses: percent-encoded per RFC 3986, every byte of its UTF-8 outside
 * `A-Z a-z 0-9 - _ . ~`, with upper-case digits. Decoding gives the stored text back, byte for byte.
 *
 * @throws URIError for a lone surrogate, which no accepted document contains
 */
export function encodePolicyDocument(text: string): string {
  // encodeURIComponent leaves !'()* as they are, which RFC 3986 reserves.
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
