import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import Database from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { databaseName } from './data-directory.ts';
import { Keyring, keyringKey } from './keyring.ts';
import { MasterKey } from './master-key.ts';
import { SqliteStore } from './sqlite-store.ts';
import { type CompiledRoom, compiledRoom } from './testing/compiled-room.ts';

// STINT_KILLS=1000 for a night's run.
const kills = Number(process.env['STINT_KILLS'] ?? 20);
const secondsAKill = 5;

let room: CompiledRoom;
beforeAll(() => {
  room = compiledRoom();
});
afterAll(() => room.remove());

/** Writes numbered transactions of three documents, several at a time, and prints each number when it is durable. */
const writer = `
  import { SqliteStore } from './store/sqlite-store.js';
  const [directory, first] = process.argv.slice(2);
  const store = await SqliteStore.open(directory, { changesKept: 50 });
  let next = Number(first);
  const bytes = (text) => new TextEncoder().encode(text);
  async function write() {
    for (;;) {
      const number = next++;
      const value = bytes(String(number).repeat(1 + (number % 200)));
      // One part is a new document, one an old one again, one goes away.
      const writes = [
        { key: 'new/' + number, value },
        { key: 'slot/' + (number % 7) + '/' + number, value },
        { key: 'newest', value: bytes(String(number)) },
        { key: 'before/' + number, value: undefined },
      ];
      await store.transact({ writes: [{ key: 'before/' + (number + 1), value }] });
      await store.transact({ checks: [{ key: 'new/' + number, revision: 0 }], writes });
      process.stdout.write(number + '\\n');
    }
  }
  // The commit thread is up from here on.
  await store.transact({ writes: [{ key: 'begun', value: bytes('') }] });
  process.stdout.write('ready\\n');
  await Promise.all(Array.from({ length: 8 }, write));
`;

async function acknowledgedUntilKilled(
  directory: string,
  first: number,
  afterMilliseconds: number,
): Promise<number[]> {
  const child = room.start(writer, directory, `${first}`);
  const acknowledged: number[] = [];
  const errors: string[] = [];
  child.stderr!.on('data', (chunk) => errors.push(String(chunk)));
  const ended = once(child, 'close');
  createInterface({ input: child.stdout! }).on('line', (line) => {
    if (line === 'ready') setTimeout(() => child.kill('SIGKILL'), afterMilliseconds);
    else acknowledged.push(Number(line));
  });
  const [, signal] = await ended;
  expect(errors.join(''), 'the writer ended by itself').toBe('');
  expect(signal).toBe('SIGKILL');
  return acknowledged;
}

describe('a process that is killed while it writes (F1)', () => {
  it(
    `loses nothing acknowledged and leaves nothing half done, in ${kills} kills`,
    async () => {
      const directory = join(room.directory, 'killed');
      const acknowledged: number[] = [];
      let first = 1;
      for (let kill = 0; kill < kills; kill += 1) {
        acknowledged.push(...(await acknowledgedUntilKilled(directory, first, Math.random() * 120)));
        const store = await SqliteStore.open(directory);
        const found = new Set(
          (await store.range({ from: 'new/', to: 'new0' })).map(({ key }) => Number(key.slice(4))),
        );
        const lost = acknowledged.filter((number) => !found.has(number));
        expect(lost, `lost after kill ${kill}`).toEqual([]);
        for (const number of found) {
          const whole = [await store.get(`new/${number}`), await store.get(`slot/${number % 7}/${number}`)];
          expect(new Set(whole.map((document) => document?.revision)).size, `half of ${number}`).toBe(1);
          expect(await store.get(`before/${number}`), `half of ${number}`).toBeUndefined();
        }
        const revision = store.revision();
        expect(await store.transact({ writes: [{ key: 'after', value: new Uint8Array(1) }] })).toBe(
          revision + 1,
        );
        await store.close();
        first = Math.max(first, ...found, ...acknowledged) + 1;
      }
      const database = new Database(join(directory, databaseName));
      expect(database.pragma('integrity_check', { simple: true })).toBe('ok');
      database.close();
      expect(acknowledged.length).toBeGreaterThan(kills);
    },
    kills * secondsAKill * 1000,
  );
});

/** Rotates, retires and changes the master key without end; `a` and `b` are the two master keys. */
const rotator = `
  import { SqliteStore } from './store/sqlite-store.js';
  import { Keyring } from './store/keyring.js';
  import { MasterKey } from './store/master-key.js';
  const [directory, a, b] = process.argv.slice(2);
  const keys = [a, b].map((hex) => new MasterKey(Buffer.from(hex, 'hex')));
  const store = await SqliteStore.open(directory);
  const keyring = await Keyring.load(store, keys[0], { previous: [keys[1]] });
  await keyring.rotate('session-tokens');
  process.stdout.write('ready\\n');
  for (let turn = 0; ; turn += 1) {
    await keyring.rotate('session-tokens');
    const versions = keyring.versions('session-tokens');
    if (versions.length > 3) await keyring.retire('session-tokens', versions[0].version);
    await keyring.rewrap(keys[turn % 2]);
    process.stdout.write('turn\\n');
  }
`;

describe('a process that is killed while it rotates keys (case 178)', () => {
  it(
    'leaves a ring that opens with one of the two master keys, and every secret readable',
    async () => {
      const directory = join(room.directory, 'rotated');
      const hex = ['a1', 'b2'].map((byte) => `${byte}00`.repeat(16));
      const masterKeys = hex.map((each) => new MasterKey(Buffer.from(each, 'hex')));
      const secret = Buffer.from('the secret of an access key');
      const context = Buffer.from('here');
      const before = await SqliteStore.open(directory);
      const first = await Keyring.load(before, masterKeys[0]!);
      const sealed = first.seal('secrets', secret, context);
      await before.close();
      let turns = 0;
      for (let kill = 0; kill < Math.ceil(kills / 2); kill += 1) {
        const child = room.start(rotator, directory, ...hex);
        const ended = once(child, 'close');
        createInterface({ input: child.stdout! }).on('line', (line) => {
          if (line === 'ready') setTimeout(() => child.kill('SIGKILL'), Math.random() * 60);
          else turns += 1;
        });
        expect((await ended)[1]).toBe('SIGKILL');
        const store = await SqliteStore.open(directory);
        const wraps = (await store.get(keyringKey))!.value.subarray(1, 9);
        const holder = masterKeys.find(({ id }) => id === Buffer.from(wraps).toString('hex'))!;
        const keyring = await Keyring.load(store, holder);
        expect(Buffer.from(keyring.open('secrets', sealed, context))).toEqual(secret);
        const versions = keyring.versions('session-tokens').map(({ version }) => version);
        expect(versions).toEqual(Array.from(versions, (_, place) => versions[0]! + place));
        await store.close();
      }
      expect(turns).toBeGreaterThan(0);
    },
    kills * secondsAKill * 1000,
  );
});
