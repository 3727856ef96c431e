/** Secrets of access keys, sealed for the one key that each belongs to. */
import type { AccessKey } from '../directory/index.ts';
import { type Keyring, openSecret, resealSecret, type SecretPlace, sealSecret } from '../store/index.ts';

export interface AccessKeySecrets {
  readonly seal: (accountId: string, accessKeyId: string, secret: string) => string;
  /** @throws SecretUnreadableError */
  readonly open: (accountId: string, key: AccessKey) => string;
  /** Under the newest key; `undefined` when it is so already. @throws SecretUnreadableError */
  readonly reseal: (accountId: string, accessKeyId: string, sealed: string) => string | undefined;
}

/** An access key's secret belongs to its id in its account, and never changes. */
const placeOf = (accountId: string, accessKeyId: string): SecretPlace => ({
  table: 'access-key',
  key: `${accountId}/${accessKeyId}`,
  version: 1,
});

const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');

export function accessKeySecrets(keyring: Keyring): AccessKeySecrets {
  return {
    seal: (accountId, id, secret) => base64(sealSecret(keyring, Buffer.from(secret), placeOf(accountId, id))),
    open: (accountId, { id, sealedSecret }) => {
      const sealed = Buffer.from(sealedSecret, 'base64');
      return Buffer.from(openSecret(keyring, sealed, placeOf(accountId, id))).toString();
    },
    reseal: (accountId, id, sealedSecret) => {
      const sealed = resealSecret(keyring, Buffer.from(sealedSecret, 'base64'), placeOf(accountId, id));
      return sealed && base64(sealed);
    },
  };
}
