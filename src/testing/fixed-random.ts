import type { Random } from '../names/index.ts';

/** Bytes that are made from a text: the same ones for the same text, so that ids stay from run to run. */
export function fixedRandom(text: string): Random {
  // FNV-1a over the text, then a linear congruential generator: nothing here has to be unpredictable.
  let state = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) state = Math.imul(state ^ text.charCodeAt(at), 0x01000193);
  return (length) => {
    const bytes = new Uint8Array(length);
    for (let at = 0; at < length; at++) {
      state = (Math.imul(state, 1664525) + 1013904223) | 0;
      bytes[at] = state >>> 24;
    }
    return bytes;
  };
}
