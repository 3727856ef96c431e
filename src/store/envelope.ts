import type { Keyring } from './keyring.ts';

/** The one place where a secret belongs: what is sealed for it opens nowhere else. */
export interface SecretPlace {
  /** The kind of entity, e.g. `access-keys`. */
  readonly table: string;
  /** The entity in it, with its account. */
  readonly key: string;
  /** Counts the secrets that this place had: an older one, put back, does not open. */
  readonly version: number;
}

/** Seals a secret for its place, with the newest key of the keyring. */
export function sealSecret(keyring: Keyring, plaintext: Uint8Array, place: SecretPlace): Uint8Array {
  return keyring.seal('secrets', plaintext, contextOf(place));
}

/**
 * @throws SecretUnreadableError when it was sealed for another place or version, is of a retired key, or was changed.
 */
export function openSecret(keyring: Keyring, sealed: Uint8Array, place: SecretPlace): Uint8Array {
  return keyring.open('secrets', sealed, contextOf(place));
}

/** The same secret, sealed with the newest key; undefined when it is so already. @throws SecretUnreadableError */
export function resealSecret(
  keyring: Keyring,
  sealed: Uint8Array,
  place: SecretPlace,
): Uint8Array | undefined {
  if (keyring.isNewest('secrets', sealed)) return undefined;
  return sealSecret(keyring, openSecret(keyring, sealed, place), place);
}

function contextOf({ table, key, version }: SecretPlace): Uint8Array {
  // JSON keeps the three apart whatever is in them.
  return Buffer.from(JSON.stringify([table, key, version]));
}
