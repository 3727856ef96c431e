/** Attacks and accidents in the data directory. */
import { describe, expect, it } from 'vitest';
import { readSettings, StintNode } from '../../src/server/index.ts';
import { SqliteStore } from '../../src/store/index.ts';
import { testDirectory } from '../support/data-directory.ts';

describe('F8: the highest time that was seen, of which the end of sessions is told', () => {
  it.each(['', 'NaN', 'Infinity', '-1', '1e3', ' 17', '1800000000000.5', '{}', '９'])(
    'the server does not start on %j',
    async (text) => {
      const directory = testDirectory();
      const options = {
        settings: readSettings({ data: directory.data }, 'the test'),
        masterKey: directory.masterKey,
        development: false,
        onFault: () => undefined,
        onAlarm: () => undefined,
        onAnswer: () => undefined,
      };
      try {
        await (await StintNode.open(options)).close();
        const store = await SqliteStore.open(directory.data);
        await store.transact({ writes: [{ key: 'clock', value: Buffer.from(text) }] });
        await store.close();
        await expect(StintNode.open(options)).rejects.toThrow('the highest time seen cannot be read');
      } finally {
        directory.remove();
      }
    },
  );
});
