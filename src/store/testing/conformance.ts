import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { prefixRange } from '../keys.ts';
import { CompactedError, ConflictError, type Store, StoreUnavailableError } from '../store.ts';
import { put, read, remove, take, text } from './documents.ts';
import { ModelStore, runInTurn } from './store-model.ts';

/** Opens an empty store. `changesKept` is how many transactions a watch must be able to go back. */
export type OpenStore = (options?: { readonly changesKept?: number }) => Promise<Store>;

/** What every implementation of `Store` must do. `open` gives a new, empty store at each call. */
export function storeConformance(name: string, open: OpenStore): void {
  describe(`${name} keeps the store's contract`, () => {
    const opened: Store[] = [];
    const store = async (options?: { readonly changesKept?: number }): Promise<Store> => {
      const made = await open(options);
      opened.push(made);
      return made;
    };
    afterEach(async () => {
      for (const each of opened.splice(0)) await each.close();
    });

    documents(store);
    ranges(store);
    checks(store);
    watches(store);
    models(store);
    endings(store);
  });
}

function documents(open: OpenStore): void {
  it('begins empty, at revision 0', async () => {
    const store = await open();
    expect(store.revision()).toBe(0);
    expect(await store.get('a')).toBeUndefined();
    expect(await store.range(prefixRange(''))).toEqual([]);
  });

  it('gives a document back with the revision that wrote it last', async () => {
    const store = await open();
    expect(await store.transact({ writes: [put('a', '1'), put('b', '1')] })).toBe(1);
    expect(await store.transact({ writes: [put('a', '2')] })).toBe(2);
    expect(await read(store, 'a')).toEqual(['a', '2', 2]);
    expect(await read(store, 'b')).toEqual(['b', '1', 1]);
    expect(store.revision()).toBe(2);
  });

  it('keeps any bytes, the empty value too', async () => {
    const store = await open();
    const all = Uint8Array.from({ length: 70_000 }, (_, place) => place % 256);
    await store.transact({
      writes: [
        { key: 'all', value: all },
        { key: 'none', value: new Uint8Array() },
      ],
    });
    expect(Buffer.compare((await store.get('all'))!.value, all)).toBe(0);
    expect((await store.get('none'))!.value.byteLength).toBe(0);
  });

  it('applies the writes of a transaction in their order', async () => {
    const store = await open();
    await store.transact({
      writes: [put('a', '1'), remove('a'), put('b', '1'), put('b', '2'), remove('absent')],
    });
    expect(await store.get('a')).toBeUndefined();
    expect(await read(store, 'b')).toEqual(['b', '2', 1]);
  });

  it('is not changed by whoever reuses the bytes of a write', async () => {
    const store = await open();
    const value = Buffer.from('before');
    const done = store.transact({ writes: [{ key: 'a', value }] });
    value.fill('x');
    await done;
    expect(await read(store, 'a')).toEqual(['a', 'before', 1]);
  });

  it.each([
    ['an empty key', { writes: [put('', '1')] }],
    ['a key of 1,025 characters', { writes: [put('a'.repeat(1025), '1')] }],
    ['a key with a character that is not ASCII', { writes: [put('ä', '1')] }],
    ['a key with a control character', { writes: [put('a\0', '1')] }],
    ['a check of a negative revision', { checks: [{ key: 'a', revision: -1 }], writes: [put('a', '1')] }],
    ['a check of half a revision', { checks: [{ key: 'a', revision: 0.5 }], writes: [put('a', '1')] }],
    [
      'a document of more than 16 MiB',
      { writes: [{ key: 'a', value: new Uint8Array(16 * 1024 * 1024 + 1) }] },
    ],
  ])('refuses %s, and writes nothing', async (_title, transaction) => {
    const store = await open();
    await expect(
      store.transact({ ...transaction, writes: [put('ok', '1'), ...transaction.writes] }),
    ).rejects.toThrow(RangeError);
    expect(await store.get('ok')).toBeUndefined();
    expect(store.revision()).toBe(0);
  });
}

function ranges(open: OpenStore): void {
  const keys = ['a', 'a!', 'a/', 'a/1', 'a/10', 'a/2', 'a/~', 'a0', 'b', 'ba'];

  it.each([
    ['everything', { from: '', to: '\x7f' }, keys],
    ['what begins with a/', prefixRange('a/'), ['a/', 'a/1', 'a/10', 'a/2', 'a/~']],
    ['from inclusive, to exclusive', { from: 'a/1', to: 'a/2' }, ['a/1', 'a/10']],
    ['bounds that are no keys', { from: 'a/0', to: 'az' }, ['a/1', 'a/10', 'a/2', 'a/~', 'a0']],
    ['a limit', { from: 'a/', to: 'b', limit: 2 }, ['a/', 'a/1']],
    ['a limit of none', { from: 'a/', to: 'b', limit: 0 }, []],
    ['reversed', { from: 'a/', to: 'b', reverse: true }, ['a0', 'a/~', 'a/2', 'a/10', 'a/1', 'a/']],
    ['reversed with a limit', { from: 'a/', to: 'b', reverse: true, limit: 2 }, ['a0', 'a/~']],
    ['an empty range', { from: 'b', to: 'b' }, []],
    ['a range the wrong way round', { from: 'b', to: 'a' }, []],
    ['reversed the wrong way round', { from: 'b', to: 'a', reverse: true }, []],
    ['reversed up to nothing', { from: '', to: '', reverse: true }, []],
  ])('reads a range: %s', async (_title, range, expected) => {
    const store = await open();
    await store.transact({ writes: [...keys].reverse().map((key) => put(key, key)) });
    const found = await store.range(range);
    expect(found.map(({ key }) => key)).toEqual(expected);
    expect(found.map(({ value }) => text(value))).toEqual(expected);
  });

  it.each([
    ['a bound that is not ASCII', { from: 'ä', to: 'z' }],
    ['a negative limit', { from: 'a', to: 'z', limit: -1 }],
    ['half a limit', { from: 'a', to: 'z', limit: 0.5 }],
  ])('refuses %s', async (_title, range) => {
    const store = await open();
    await expect(store.range(range)).rejects.toThrow(RangeError);
  });
}

function checks(open: OpenStore): void {
  it.each([
    ['an absent document is absent', [{ key: 'absent', revision: 0 }], undefined],
    ['a document is at its revision', [{ key: 'a', revision: 2 }], undefined],
    ['an absent document should be there', [{ key: 'absent', revision: 1 }], 'absent'],
    ['a document should be absent', [{ key: 'a', revision: 0 }], 'a'],
    ['a document was at that revision once', [{ key: 'a', revision: 1 }], 'a'],
    ['a deleted document is absent', [{ key: 'gone', revision: 0 }], undefined],
    [
      'one of several fails',
      [
        { key: 'a', revision: 2 },
        { key: 'b', revision: 9 },
      ],
      'b',
    ],
  ])('checks before it writes: %s', async (_title, given, conflict) => {
    const store = await open();
    await store.transact({ writes: [put('a', '1'), put('b', '1'), put('gone', '1')] });
    await store.transact({ writes: [put('a', '2'), remove('gone')] });
    // The write that would make the check true comes after it.
    const done = store.transact({ checks: given, writes: [remove('absent'), put('c', '1')] });
    if (conflict === undefined) {
      expect(await done).toBe(3);
      expect(await read(store, 'c')).toEqual(['c', '1', 3]);
      return;
    }
    await expect(done).rejects.toSatisfy((error) => error instanceof ConflictError && error.key === conflict);
    expect(await store.get('c')).toBeUndefined();
    expect(store.revision()).toBe(2);
  });

  it('lets one of many win that create the same document at once', async () => {
    const store = await open();
    const tries = Array.from({ length: 50 }, (_, place) =>
      store.transact({ checks: [{ key: 'one', revision: 0 }], writes: [put('one', `${place}`)] }),
    );
    const ends = await Promise.allSettled(tries);
    expect(ends.map(({ status }) => status)).toEqual(['fulfilled', ...Array(49).fill('rejected')]);
    expect(await read(store, 'one')).toEqual(['one', '0', 1]);
  });

  it('loses no increment of concurrent writers that try again after a conflict', async () => {
    const store = await open();
    const increment = async (): Promise<void> => {
      for (;;) {
        const found = await store.get('counter');
        const next = put('counter', `${Number(found ? text(found.value) : 0) + 1}`);
        try {
          await store.transact({
            checks: [{ key: 'counter', revision: found?.revision ?? 0 }],
            writes: [next],
          });
          return;
        } catch (error) {
          if (!(error instanceof ConflictError)) throw error;
        }
      }
    };
    await Promise.all(Array.from({ length: 20 }, increment));
    expect(await read(store, 'counter')).toEqual(['counter', '20', 20]);
  });

  it('answers a transaction without writes by its checks alone', async () => {
    const store = await open();
    await store.transact({ writes: [put('a', '1')] });
    expect(await store.transact({ checks: [{ key: 'a', revision: 1 }], writes: [] })).toBe(1);
    await expect(store.transact({ checks: [{ key: 'a', revision: 2 }], writes: [] })).rejects.toThrow(
      ConflictError,
    );
    expect(store.revision()).toBe(1);
  });
}

function watches(open: OpenStore): void {
  it('gives every transaction after the revision, and those to come', async () => {
    const store = await open();
    await store.transact({ writes: [put('a', '1')] });
    await store.transact({ writes: [put('a', '2'), remove('b')] });
    const seen = take(store, 1, 3);
    await store.transact({ checks: [{ key: 'a', revision: 2 }], writes: [remove('a')] });
    await store
      .transact({ checks: [{ key: 'a', revision: 2 }], writes: [put('a', '9')] })
      .catch(() => undefined);
    await store.transact({ writes: [put('c', '1')] });
    expect(await seen).toEqual(['2: a b', '3: a', '4: c']);
  });

  it('gives several watches the same, while many write', async () => {
    const store = await open();
    const seen = Promise.all([take(store, 0, 300), take(store, 0, 300), take(store, 0, 300)]);
    await Promise.all(
      Array.from({ length: 300 }, (_, n) => store.transact({ writes: [put(`k/${n}`, `${n}`)] })),
    );
    const [first, second, third] = await seen;
    expect(first).toEqual(Array.from({ length: 300 }, (_, n) => `${n + 1}: k/${n}`));
    expect(second).toEqual(first);
    expect(third).toEqual(first);
  });

  it('ends when it is aborted: asleep, awake, or before it begins', async () => {
    const store = await open();
    await store.transact({ writes: [put('a', '1')] });
    for (const abortAfter of [0, 1, 2]) {
      const abort = new AbortController();
      const seen: number[] = [];
      if (abortAfter === 0) abort.abort();
      if (abortAfter === 2) setTimeout(() => abort.abort(), 20);
      for await (const { revision } of store.watch(0, abort.signal)) {
        seen.push(revision);
        if (abortAfter === 1) abort.abort();
      }
      expect(seen).toEqual(abortAfter === 0 ? [] : [1]);
    }
  });

  it('says so when the revision is no longer kept, and gives those that are', async () => {
    const store = await open({ changesKept: 10 });
    for (let n = 1; n <= 40; n += 1) await store.transact({ writes: [put('a', `${n}`)] });
    await expect(take(store, 1, 1)).rejects.toThrow(CompactedError);
    expect((await take(store, 30, 10)).at(-1)).toBe('40: a');
  });

  it('says so to a watch that reads too slowly', async () => {
    const store = await open({ changesKept: 10 });
    await store.transact({ writes: [put('a', '1')] });
    const watch = store.watch(0, new AbortController().signal)[Symbol.asyncIterator]();
    expect((await watch.next()).value?.revision).toBe(1);
    for (let n = 2; n <= 40; n += 1) await store.transact({ writes: [put('a', `${n}`)] });
    await expect(watch.next()).rejects.toThrow(CompactedError);
  });

  it('refuses a revision that the store never had', async () => {
    const store = await open();
    await expect(take(store, 1, 1)).rejects.toThrow(CompactedError);
    await expect(take(store, -1, 1)).rejects.toThrow(RangeError);
  });
}

function models(open: OpenStore): void {
  const key = fc.constantFrom('a', 'a/1', 'a/2', 'b', 'b/1', 'c');
  const write = fc.record({ key, value: fc.option(fc.string({ maxLength: 8 }), { nil: undefined }) });
  const check = fc.record({ key, back: fc.nat({ max: 2 }) });
  const transaction = fc.record({
    writes: fc.array(write, { maxLength: 4 }),
    checks: fc.array(check, { maxLength: 2 }),
  });
  const step = fc.record({
    // Submitted at once, without waiting for one another.
    together: fc.array(transaction, { minLength: 1, maxLength: 5 }),
    range: fc.record({
      from: fc.oneof(key, fc.constant('')),
      to: fc.oneof(key, fc.constant('\x7f')),
      limit: fc.nat({ max: 6 }),
      reverse: fc.boolean(),
    }),
  });

  it('agrees with a model of it in any sequence of transactions, ranges and watches', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 12 }), async (steps) => {
        const store = await open();
        try {
          const model = new ModelStore();
          for (const { together, range } of steps) {
            await runInTurn(store, model, together);
            expect(await store.range(range)).toSatisfy(model.agreesOnRange(range));
          }
          expect(store.revision()).toBe(model.revision());
          expect(await take(store, 0, model.revision())).toEqual(model.changes());
        } finally {
          await store.close();
        }
      }),
      { numRuns: 30 },
    );
  });
}

function endings(open: OpenStore): void {
  it('refuses everything once it is closed, and ends its watches', async () => {
    const store = await open();
    const watching = expect(take(store, 0, 2)).rejects.toThrow(StoreUnavailableError);
    const last = store.transact({ writes: [put('a', '1')] });
    const closed = [store.close(), store.close()];
    expect(await last).toBe(1);
    await Promise.all(closed);
    await watching;
    await expect(store.get('a')).rejects.toThrow(StoreUnavailableError);
    await expect(store.range(prefixRange(''))).rejects.toThrow(StoreUnavailableError);
    await expect(store.transact({ writes: [put('a', '2')] })).rejects.toThrow(StoreUnavailableError);
    await expect(store.backup('/nowhere/at/all')).rejects.toThrow(StoreUnavailableError);
    await expect(take(store, 0, 1)).rejects.toThrow(StoreUnavailableError);
  });
}
