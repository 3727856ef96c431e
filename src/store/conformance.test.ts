import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import { MemoryStore } from './memory-store.ts';
import { SqliteStore } from './sqlite-store.ts';
import { storeConformance } from './testing/conformance.ts';

const directory = mkdtempSync(join(tmpdir(), 'stint-conformance-'));
let opened = 0;

storeConformance('the memory store', async (options) => new MemoryStore(options));

storeConformance('the SQLite store', async (options) => {
  opened += 1;
  return SqliteStore.open(join(directory, `${opened}`), options);
});

afterAll(() => rmSync(directory, { recursive: true }));
