/** Pagination markers: a position with a MAC over it, the context it belongs to, and when it was minted. */
import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Markers } from '../services/index.ts';
import type { Keyring } from '../store/index.ts';

/** Milliseconds that a marker can be used. */
const LIFETIME = 60 * 60 * 1000;
const MAC_BYTES = 16;
const MAXIMUM_LENGTH = 320;

export function keyringMarkers(keyring: Keyring): Markers {
  const mac = (key: Uint8Array, context: string, payload: string): Buffer =>
    createHmac('sha256', key)
      .update(JSON.stringify([context, payload]))
      .digest()
      .subarray(0, MAC_BYTES);
  return {
    mint: (context, position, now) => {
      const { version, key } = keyring.macKey('markers');
      const payload = `${version}.${now.toString(36)}.${Buffer.from(position).toString('base64url')}`;
      return `${payload}.${mac(key, context, payload).toString('base64url')}`;
    },
    open: (context, marker, now) => {
      const parts = marker.split('.');
      if (parts.length !== 4 || marker.length > MAXIMUM_LENGTH) return undefined;
      const [version, minted, position, given] = parts as [string, string, string, string];
      if (!/^[1-9][0-9]{0,8}$/.test(version) || !/^[0-9a-z]{1,12}$/.test(minted)) return undefined;
      let key: Uint8Array;
      try {
        key = keyring.macKey('markers', Number(version)).key;
      } catch {
        // A marker of a retired key is nobody's.
        return undefined;
      }
      const expected = mac(key, context, `${version}.${minted}.${position}`);
      const actual = Buffer.from(given, 'base64url');
      if (actual.length !== MAC_BYTES || actual.toString('base64url') !== given) return undefined;
      if (!timingSafeEqual(expected, actual)) return undefined;
      const age = now - Number.parseInt(minted, 36);
      return age >= 0 && age <= LIFETIME ? Buffer.from(position, 'base64url').toString() : undefined;
    },
  };
}
