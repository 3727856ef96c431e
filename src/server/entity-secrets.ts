/** Secrets of entities, sealed for the one entity that each belongs to. */
import { type Keyring, openSecret, resealSecret, type SecretPlace, sealSecret } from '../store/index.ts';

export interface EntitySecrets {
  /** @returns base64 */
  readonly seal: (accountId: string, id: string, secret: Uint8Array) => string;
  /** @throws SecretUnreadableError */
  readonly open: (accountId: string, id: string, sealed: string) => Uint8Array;
  /** Under the newest key; `undefined` when it is so already. @throws SecretUnreadableError */
  readonly reseal: (accountId: string, id: string, sealed: string) => string | undefined;
}

const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');

type SecretTable = 'access-key' | 'mfa-device' | 'login-profile';

/** @param table kind of the entities: what is sealed for one of them opens for no other, of any kind. */
export function entitySecrets(keyring: Keyring, table: SecretTable): EntitySecrets {
  // A secret belongs to its entity's id in its account; that an older one was put back, the account's digest shows.
  const placeOf = (accountId: string, id: string): SecretPlace => ({
    table,
    key: `${accountId}/${id}`,
    version: 1,
  });
  return {
    seal: (accountId, id, secret) => base64(sealSecret(keyring, secret, placeOf(accountId, id))),
    open: (accountId, id, sealed) =>
      openSecret(keyring, Buffer.from(sealed, 'base64'), placeOf(accountId, id)),
    reseal: (accountId, id, sealed) => {
      const resealed = resealSecret(keyring, Buffer.from(sealed, 'base64'), placeOf(accountId, id));
      return resealed && base64(resealed);
    },
  };
}
