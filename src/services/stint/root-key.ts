/** Access keys of an account's root. */
import type { AccountDraft } from '../../directory/index.ts';
import { mintAccessKeyId, mintSecretAccessKey, type Random } from '../../names/index.ts';

export interface RootKey {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

export interface RootKeyFacts {
  /** Milliseconds. */
  readonly now: number;
  readonly random: Random;
  readonly sealSecret: (accessKeyId: string, secret: string) => string;
}

/** Puts a new access key of the root on a draft. Its secret is in the answer, and nowhere else. */
export function addRootKey(draft: AccountDraft, { now, random, sealSecret }: RootKeyFacts): RootKey {
  const accessKeyId = mintAccessKeyId('AKIA', draft.accountId, random);
  const secretAccessKey = mintSecretAccessKey(random);
  draft.accessKeys.put({
    id: accessKeyId,
    owner: 'root',
    sealedSecret: sealSecret(accessKeyId, secretAccessKey),
    status: 'Active',
    createdAt: now,
  });
  return { accessKeyId, secretAccessKey };
}
