import { ConflictError, type Range, type Store, type StoredDocument, type Write } from './store.ts';

/** A walk over documents that seals their secrets anew. */
export interface Resealing {
  /** Of the walk: one begun and cut off goes on under the same name. Put the key version in it, so that the next rotation begins at the first document. */
  readonly name: string;
  readonly range: Pick<Range, 'from' | 'to'>;
  /** The document with its secrets under the newest key; undefined when they are so already. */
  readonly reseal: (document: StoredDocument) => Uint8Array | undefined;
  /** Documents a transaction; default 100. */
  readonly documentsAtATime?: number;
}

export interface ResealingProgress {
  /** The last document that is done with. */
  readonly key: string;
  /** Documents seen and sealed anew by this step. */
  readonly seen: number;
  readonly resealed: number;
}

/** Where the walk of that name is kept. */
export function resealingKey(name: string): string {
  return `keyring/reseal/${name}`;
}

/**
 * Seals the secrets of a range of documents anew, some documents a transaction, and tells the progress after each. The
 * place reached is part of the same transaction: after a crash the walk goes on where it was. When it ends, every
 * document of the range that was there when it began is done, and the old key can be retired.
 * @throws SecretUnreadableError and StoreUnavailableError; call again to go on.
 */
export async function* reseal(
  store: Store,
  work: Resealing,
): AsyncGenerator<ResealingProgress, void, undefined> {
  for (;;) {
    const placeKey = resealingKey(work.name);
    const place = await store.get(placeKey);
    const from = place ? Buffer.from(place.value).toString() : work.range.from;
    const documents = await store.range({ from, to: work.range.to, limit: work.documentsAtATime ?? 100 });
    const last = documents.at(-1);
    const resealed = documents.flatMap((document) => {
      const value = work.reseal(document);
      return value ? [{ key: document.key, revision: document.revision, value }] : [];
    });
    // A space is the lowest character of keys: the next key that there can be.
    const reached: Write = { key: placeKey, value: last && Buffer.from(`${last.key} `) };
    try {
      await store.transact({
        checks: [{ key: placeKey, revision: place?.revision ?? 0 }, ...resealed],
        writes: [...resealed, reached],
      });
    } catch (error) {
      // Somebody else wrote one of them meanwhile: look again.
      if (error instanceof ConflictError) continue;
      throw error;
    }
    if (!last) return;
    yield { key: last.key, seen: documents.length, resealed: resealed.length };
  }
}
