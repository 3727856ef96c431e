import {
  chmodSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Session } from './session.ts';
import { cacheDirectory, cachedSession, cacheKey } from './session-cache.ts';

let place: string;
let directory: string;
beforeEach(() => {
  place = mkdtempSync(join(tmpdir(), 'stint-cache-'));
  directory = join(place, 'stint');
});
afterEach(() => rmSync(place, { recursive: true, force: true }));

const inMinutes = (minutes: number): string => new Date(Date.now() + minutes * 60_000).toISOString();

function session(name: string, minutes = 60): Session {
  return {
    accessKeyId: name,
    secretAccessKey: 'secret',
    sessionToken: 'token',
    expiration: inMinutes(minutes),
    arn: 'arn:aws:sts::111122223333:assumed-role/auditor/work',
  };
}

const KEY = cacheKey('caller', { RoleArn: 'role' });
const FILE = `session-${KEY}.json`;
const ask = (answer: Session, key = KEY) => cachedSession(directory, key, async () => answer);

describe('a session in the cache', () => {
  it('is handed out again, from a file for its owner alone', async () => {
    await ask(session('first'));
    expect((await ask(session('second'))).accessKeyId).toBe('first');
    expect(readdirSync(directory)).toEqual([FILE]);
    expect(statSync(join(directory, FILE)).mode & 0o777).toBe(0o600);
    expect(statSync(directory).mode & 0o777).toBe(0o700);
  });

  it.each([
    [6, 'first'],
    [5, 'second'],
    [-1, 'second'],
  ])('that ends in %i minutes: the %s is handed out', async (minutes, expected) => {
    await ask(session('first', minutes));
    expect((await ask(session('second'))).accessKeyId).toBe(expected);
  });

  it.each<[string, (file: string) => void]>([
    ['can be read by others', (file) => chmodSync(file, 0o640)],
    ['is no JSON', (file) => writeFileSync(file, '{')],
    ['is no session', (file) => writeFileSync(file, '{"accessKeyId":"first"}')],
    [
      'has no time in it',
      (file) => writeFileSync(file, JSON.stringify({ ...session('first'), expiration: 'soon' })),
    ],
    [
      'is a link',
      (file) => {
        const elsewhere = join(place, 'elsewhere');
        writeFileSync(elsewhere, readFileSync(file), { mode: 0o600 });
        rmSync(file);
        symlinkSync(elsewhere, file);
      },
    ],
  ])('is not believed when its file %s, and is replaced', async (_what, spoil) => {
    await ask(session('first'));
    spoil(join(directory, FILE));
    expect((await ask(session('second'))).accessKeyId).toBe('second');
    expect((await ask(session('third'))).accessKeyId).toBe('second');
  });

  it('belongs to what it was asked for with', async () => {
    await ask(session('first'));
    for (const key of [
      cacheKey('another', { RoleArn: 'role' }),
      cacheKey('caller', { RoleArn: 'role', Policy: '{}' }),
    ]) {
      expect((await ask(session('second'), key)).accessKeyId).toBe('second');
    }
  });

  it('is asked for once, by however many at the same moment', async () => {
    let asked = 0;
    const fresh = async () => {
      asked += 1;
      await new Promise((resolve) => setTimeout(resolve, 20));
      return session('first');
    };
    await Promise.all(Array.from({ length: 5 }, () => cachedSession(directory, KEY, fresh)));
    expect(asked).toBe(1);
  });

  it('is not kept when asking failed, and the next one asks again', async () => {
    await expect(cachedSession(directory, KEY, () => Promise.reject(new Error('refused')))).rejects.toThrow(
      'refused',
    );
    expect(readdirSync(directory)).toEqual([]);
    expect((await ask(session('first'))).accessKeyId).toBe('first');
  });
});

describe('the directory of the cache', () => {
  it('is not used when others may write there', async () => {
    await ask(session('first'));
    chmodSync(directory, 0o777);
    expect((await ask(session('second'))).accessKeyId).toBe('second');
  });

  it('forgets locks that were abandoned, and sessions that have ended', async () => {
    await ask(session('first'), cacheKey('old'));
    const longAgo = new Date(Date.now() - 13 * 3_600_000);
    utimesSync(join(directory, `session-${cacheKey('old')}.json`), longAgo, longAgo);
    writeFileSync(join(directory, `${FILE}.lock`), '');
    utimesSync(join(directory, `${FILE}.lock`), longAgo, longAgo);
    await ask(session('second'));
    expect(readdirSync(directory)).toEqual([FILE]);
  });

  it.each([
    ['/var/cache/me', '/var/cache/me/stint'],
    ['relative', /\/\.cache\/stint$/],
    ['', /\/\.cache\/stint$/],
  ])('with XDG_CACHE_HOME=%s is %s', (base, expected) => {
    expect(cacheDirectory({ XDG_CACHE_HOME: base })).toMatch(expected);
  });
});
