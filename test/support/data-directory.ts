/** Data directories of their own for tests, with a master key beside them. */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { MasterKeySource } from '../../src/store/index.ts';

export interface TestDirectory {
  /** A private directory. */
  readonly path: string;
  /** Of the data, in it; not made yet. */
  readonly data: string;
  readonly masterKey: MasterKeySource;
  /** What all files of the data hold, one after the other. */
  everything(): Buffer;
  remove(): void;
}

function filesIn(directory: string): string[] {
  return readdirSync(directory, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}

export function testDirectory(): TestDirectory {
  const path = mkdtempSync(join(tmpdir(), 'stint-test-'));
  return {
    path,
    data: join(path, 'data'),
    masterKey: { kind: 'file', path: join(path, 'master-key'), create: true },
    everything: () => Buffer.concat(filesIn(join(path, 'data')).map((file) => readFileSync(file))),
    remove: () => rmSync(path, { recursive: true, force: true }),
  };
}
