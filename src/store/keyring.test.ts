import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openSecret, resealSecret, type SecretPlace, sealSecret } from './envelope.ts';
import { Keyring, keyringKey, SecretUnreadableError } from './keyring.ts';
import { purposes } from './keyring-document.ts';
import { MasterKey, MasterKeyError } from './master-key.ts';
import { MemoryStore } from './memory-store.ts';
import { type Resealing, reseal, resealingKey } from './reseal.ts';
import { StoreUnavailableError } from './store.ts';

const masterKey = new MasterKey(randomBytes(32));
const place: SecretPlace = { table: 'access-keys', key: '123456789012/AKIAEXAMPLE', version: 1 };
const secret = Buffer.from('wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY');
const context = Buffer.from('context');

let store: MemoryStore;
let keyring: Keyring;
beforeEach(async () => {
  store = new MemoryStore();
  keyring = await Keyring.load(store, masterKey);
});
afterEach(() => store.close());

const versions = (of: Keyring, purpose: (typeof purposes)[number]): number[] =>
  of.versions(purpose).map(({ version }) => version);

describe('a sealed secret (case 175)', () => {
  it('opens at its place, also after a restart', async () => {
    const sealed = sealSecret(keyring, secret, place);
    const again = await Keyring.load(store, masterKey);
    expect(Buffer.from(openSecret(again, sealed, place))).toEqual(secret);
  });

  it.each<[string, Partial<SecretPlace>]>([
    ['another table', { table: 'service-specific-credentials' }],
    ['another account', { key: '999999999999/AKIAEXAMPLE' }],
    ['another version of its place', { version: 2 }],
    ['a place whose parts meet elsewhere', { table: 'access-keys","123456789012', key: 'AKIAEXAMPLE' }],
  ])('does not open at %s', (_title, other) => {
    const sealed = sealSecret(keyring, secret, place);
    expect(() => openSecret(keyring, sealed, { ...place, ...other })).toThrow(SecretUnreadableError);
  });

  it('does not open for another purpose, not even with the same context', () => {
    for (const purpose of purposes) {
      const sealed = keyring.seal(purpose, secret, context);
      for (const other of purposes) {
        if (other === purpose) expect(Buffer.from(keyring.open(other, sealed, context))).toEqual(secret);
        else expect(() => keyring.open(other, sealed, context)).toThrow(SecretUnreadableError);
      }
    }
  });

  it('does not open when any bit of it is another, nor when it is cut or grown', () => {
    const sealed = sealSecret(keyring, secret, place);
    for (let bit = 0; bit < sealed.byteLength * 8; bit += 1) {
      const flipped = Uint8Array.from(sealed);
      flipped[bit >> 3]! ^= 1 << (bit & 7);
      expect(() => openSecret(keyring, flipped, place)).toThrow(SecretUnreadableError);
    }
    for (let length = 0; length < sealed.byteLength; length += 1) {
      expect(() => openSecret(keyring, sealed.subarray(0, length), place)).toThrow(SecretUnreadableError);
    }
    expect(() => openSecret(keyring, Buffer.concat([sealed, Buffer.alloc(1)]), place)).toThrow(
      SecretUnreadableError,
    );
  });

  it('is never any bytes that nobody sealed', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 120 }), (noise) => {
        expect(() => keyring.open('session-tokens', noise, context)).toThrow(SecretUnreadableError);
      }),
    );
  });

  it('is another each time, and shows nothing of the secret', () => {
    const sealed = Array.from({ length: 1000 }, () =>
      Buffer.from(sealSecret(keyring, secret, place)).toString('hex'),
    );
    expect(new Set(sealed.map((each) => each.slice(10, 58))).size).toBe(1000);
    expect(sealed.some((each) => each.includes(secret.toString('hex').slice(0, 16)))).toBe(false);
  });
});

describe('rotation (cases 178, 179)', () => {
  it('seals with the new version, and opens with both until the old one is retired', async () => {
    const old = keyring.seal('session-tokens', secret, context);
    expect(await keyring.rotate('session-tokens')).toBe(2);
    const young = keyring.seal('session-tokens', secret, context);
    expect(keyring.isNewest('session-tokens', old)).toBe(false);
    expect(keyring.isNewest('session-tokens', young)).toBe(true);
    expect(Buffer.from(keyring.open('session-tokens', old, context))).toEqual(secret);
    await keyring.retire('session-tokens', 1);
    expect(() => keyring.open('session-tokens', old, context)).toThrow(SecretUnreadableError);
    expect(Buffer.from(keyring.open('session-tokens', young, context))).toEqual(secret);
    const again = await Keyring.load(store, masterKey);
    expect(() => again.open('session-tokens', old, context)).toThrow(SecretUnreadableError);
    expect(versions(again, 'session-tokens')).toEqual([2]);
    expect(versions(again, 'secrets')).toEqual([1]);
  });

  it('never uses a version again, also after all before it were retired', async () => {
    await keyring.rotate('markers');
    await keyring.retire('markers', 1);
    expect(await keyring.rotate('markers')).toBe(3);
    await keyring.retire('markers', 2);
    expect(versions(keyring, 'markers')).toEqual([3]);
  });

  it('does not retire the newest version, and takes a version that is not there for retired', async () => {
    await expect(keyring.retire('secrets', 1)).rejects.toThrow(RangeError);
    const before = store.revision();
    await keyring.retire('secrets', 7);
    expect(store.revision()).toBe(before);
    expect(versions(keyring, 'secrets')).toEqual([1]);
  });

  it('keeps every version when several processes rotate at once', async () => {
    const rings = await Promise.all(Array.from({ length: 5 }, () => Keyring.load(store, masterKey)));
    const made = await Promise.all(rings.map((ring) => ring.rotate('secrets')));
    expect(made.sort()).toEqual([2, 3, 4, 5, 6]);
    await keyring.reload();
    expect(versions(keyring, 'secrets')).toEqual([1, 2, 3, 4, 5, 6]);
  });

  it('reaches the processes that follow it: the new version opens, the removed one is refused', async () => {
    const abort = new AbortController();
    const other = await Keyring.load(store, masterKey);
    const following = other.follow(abort.signal);
    const old = keyring.seal('session-tokens', secret, context);
    await keyring.rotate('session-tokens');
    await keyring.retire('session-tokens', 1);
    const young = keyring.seal('session-tokens', secret, context);
    await expect.poll(() => versions(other, 'session-tokens')).toEqual([2]);
    expect(Buffer.from(other.open('session-tokens', young, context))).toEqual(secret);
    expect(() => other.open('session-tokens', old, context)).toThrow(SecretUnreadableError);
    abort.abort();
    await following;
  });

  it('tells when each version was made', async () => {
    let now = 1000;
    const ring = await Keyring.load(new MemoryStore(), masterKey, { now: () => now });
    now = 2000;
    await ring.rotate('secrets');
    expect(ring.versions('secrets')).toEqual([
      { version: 1, created: 1000 },
      { version: 2, created: 2000 },
    ]);
  });

  it('does not seal with a version that the store did not take', async () => {
    await store.close();
    await expect(keyring.rotate('secrets')).rejects.toThrow(StoreUnavailableError);
    expect(versions(keyring, 'secrets')).toEqual([1]);
    expect(Buffer.from(openSecret(keyring, sealSecret(keyring, secret, place), place))).toEqual(secret);
  });
});

describe('keys for message authentication', () => {
  it('are others for each purpose and version, and stay', async () => {
    const first = keyring.macKey('row-digests');
    await keyring.rotate('row-digests');
    const second = keyring.macKey('row-digests');
    const keys = [first, second, keyring.macKey('audit-checkpoints'), keyring.macKey('markers')];
    expect(new Set(keys.map(({ key }) => Buffer.from(key).toString('hex'))).size).toBe(4);
    const again = await Keyring.load(store, masterKey);
    expect(again.macKey('row-digests', 1)).toEqual(first);
    expect(again.macKey('row-digests')).toEqual(second);
    await again.retire('row-digests', 1);
    expect(() => again.macKey('row-digests', 1)).toThrow(SecretUnreadableError);
  });
});

describe('the master key', () => {
  it('is refused when it is another, naming both and writing nothing', async () => {
    const other = new MasterKey(randomBytes(32));
    const revision = store.revision();
    await expect(Keyring.load(store, other)).rejects.toThrow(new RegExp(`${masterKey.id}.*${other.id}`));
    expect(store.revision()).toBe(revision);
  });

  it('can be changed: afterwards the new one opens the ring, the old one does not', async () => {
    const sealed = sealSecret(keyring, secret, place);
    const next = new MasterKey(randomBytes(32));
    await keyring.rewrap(next);
    const again = await Keyring.load(store, next);
    expect(Buffer.from(openSecret(again, sealed, place))).toEqual(secret);
    await expect(Keyring.load(store, masterKey)).rejects.toThrow(MasterKeyError);
    // What comes after is under the new one too.
    await keyring.rotate('secrets');
    expect(versions(await Keyring.load(store, next), 'secrets')).toEqual([1, 2]);
  });

  it('can be changed again after a crash of which nobody knows whether it was done', async () => {
    const next = new MasterKey(randomBytes(32));
    for (const done of [false, true]) {
      if (done) await keyring.rewrap(next);
      const restarted = await Keyring.load(store, next, { previous: [masterKey] });
      await restarted.rewrap(next);
      await restarted.rewrap(next);
      await expect(Keyring.load(store, masterKey)).rejects.toThrow(MasterKeyError);
      await expect(Keyring.load(store, next)).resolves.toBeInstanceOf(Keyring);
      await restarted.rewrap(masterKey);
      keyring = await Keyring.load(store, masterKey);
    }
  });

  it('notices every change of the ring, also a version taken out of it', async () => {
    const { value } = (await store.get(keyringKey))!;
    for (let byte = 0; byte < value.byteLength; byte += 1) {
      const flipped = Uint8Array.from(value);
      flipped[byte]! ^= 1 << (byte % 8);
      await store.transact({ writes: [{ key: keyringKey, value: flipped }] });
      await expect(Keyring.load(store, masterKey)).rejects.toThrow(MasterKeyError);
      await expect(keyring.reload()).rejects.toThrow(MasterKeyError);
    }
    await store.transact({ writes: [{ key: keyringKey, value: undefined }] });
    await expect(keyring.reload()).rejects.toThrow(/gone from the store/);
  });
});

describe('sealing secrets anew', () => {
  const count = 25;
  const keyOf = (n: number): string => `access-keys/${String(n).padStart(3, '0')}`;
  const placeOf = (key: string): SecretPlace => ({ table: 'access-keys', key, version: 1 });
  const work = (ring: Keyring): Resealing => ({
    name: 'secrets-2',
    range: { from: 'access-keys/', to: 'access-keys0' },
    reseal: ({ key, value }) => resealSecret(ring, value, placeOf(key)),
    documentsAtATime: 4,
  });

  beforeEach(async () => {
    const writes = Array.from({ length: count }, (_, n) => {
      const key = keyOf(n);
      return { key, value: sealSecret(keyring, Buffer.from(`secret ${n}`), placeOf(key)) };
    });
    await store.transact({ writes: [...writes, { key: 'beside', value: Buffer.from('untouched') }] });
    await keyring.rotate('secrets');
  });

  async function expectAllUnderTheNewKey(ring: Keyring): Promise<void> {
    await ring.retire('secrets', 1);
    const documents = await store.range({ from: 'access-keys/', to: 'access-keys0' });
    expect(
      documents.map(({ key, value }) => Buffer.from(openSecret(ring, value, placeOf(key))).toString()),
    ).toEqual(Array.from({ length: count }, (_, n) => `secret ${n}`));
    expect(await store.get(resealingKey('secrets-2'))).toBeUndefined();
  }

  it('moves all of a range to the newest key', async () => {
    let seen = 0;
    let resealed = 0;
    for await (const step of reseal(store, work(keyring))) {
      seen += step.seen;
      resealed += step.resealed;
    }
    expect([seen, resealed]).toEqual([count, count]);
    await expectAllUnderTheNewKey(keyring);
  });

  it('goes on where it was after a crash at any step', async () => {
    let seen = 0;
    for (let crash = 0; crash < 3; crash += 1) {
      const ring = await Keyring.load(store, masterKey);
      for await (const step of reseal(store, work(ring))) {
        seen += step.seen;
        if (seen > 8 * (crash + 1)) break;
      }
    }
    for await (const step of reseal(store, work(keyring))) seen += step.seen;
    expect(seen).toBe(count);
    await expectAllUnderTheNewKey(keyring);
  });

  it('overwrites nothing that somebody else writes meanwhile', async () => {
    const key = keyOf(2);
    const busy = work(keyring);
    let interfered: Promise<number> | undefined;
    const walk = reseal(store, {
      ...busy,
      reseal: (document) => {
        const value = sealSecret(keyring, Buffer.from('secret 2'), placeOf(key));
        interfered ??= store.transact({ writes: [{ key, value }] });
        return busy.reseal(document);
      },
    });
    for await (const step of walk) expect(step.seen).toBeGreaterThan(0);
    expect((await store.get(key))!.revision).toBe(await interfered);
    await expectAllUnderTheNewKey(keyring);
  });

  it('stops at a secret that cannot be read, and does not call it done', async () => {
    await store.transact({ writes: [{ key: keyOf(10), value: Buffer.from('spoilt') }] });
    const walk = async (): Promise<void> => {
      for await (const _step of reseal(store, work(keyring)));
    };
    await expect(walk()).rejects.toThrow(SecretUnreadableError);
    await expect(walk()).rejects.toThrow(SecretUnreadableError);
    expect(Buffer.from((await store.get(resealingKey('secrets-2')))!.value).toString()).toBe(`${keyOf(7)} `);
  });
});
