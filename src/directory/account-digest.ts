/**
 * One digest over all documents of an account. Writing a document takes its old row digest away and adds the new one,
 * so the cost does not grow with the account; a document that was changed, removed, added, moved, or put back to an
 * older state behind Stint's back shows when the account is read.
 */
import { type Keyring, rowDigest, SetHash } from '../store/index.ts';
import { decodeDocument, encodeDocument } from './documents.ts';

interface StoredHead {
  readonly keyVersion: number;
  readonly sealed: string;
}

const PURPOSE = 'row-digests';

export class AccountDigest {
  /** Version of the key that the rows' digests are made with. */
  readonly keyVersion: number;
  private readonly macKey: Uint8Array;
  private readonly sum: SetHash;

  private constructor(keyVersion: number, macKey: Uint8Array, sum: SetHash) {
    this.keyVersion = keyVersion;
    this.macKey = macKey;
    this.sum = sum;
  }

  /** The digest of no documents, with the newest key or with the one of a stored head. */
  static empty(keyring: Keyring, keyVersion?: number): AccountDigest {
    const { version, key } = keyring.macKey(PURPOSE, keyVersion);
    return new AccountDigest(version, key, new SetHash());
  }

  /** The key version that a stored head was made with. */
  static keyVersion(head: Uint8Array): number {
    return (decodeDocument(head) as StoredHead).keyVersion;
  }

  add(key: string, value: Uint8Array): void {
    this.sum.add(rowDigest(this.macKey, key, 0, value));
  }

  remove(key: string, value: Uint8Array): void {
    this.sum.remove(rowDigest(this.macKey, key, 0, value));
  }

  copy(): AccountDigest {
    return new AccountDigest(this.keyVersion, this.macKey, this.sum.copy());
  }

  /** What the account's head document holds: sealed, for who sees the sums of two states could work out a row's digest. */
  seal(keyring: Keyring, accountId: string): Uint8Array {
    const sealed = keyring.seal(PURPOSE, this.sum.bytes(), Buffer.from(accountId));
    const head: StoredHead = {
      keyVersion: this.keyVersion,
      sealed: Buffer.from(sealed).toString('base64'),
    };
    return encodeDocument(head);
  }

  /** Whether a stored head is of exactly these documents. */
  matches(keyring: Keyring, accountId: string, head: Uint8Array): boolean {
    const { sealed } = decodeDocument(head) as StoredHead;
    try {
      const bytes = keyring.open(PURPOSE, Buffer.from(sealed, 'base64'), Buffer.from(accountId));
      return SetHash.from(bytes).equals(this.sum);
    } catch {
      // Not sealed by this keyring for this account: not our head.
      return false;
    }
  }
}
