/** Data directories of their own for tests, with a master key beside them. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { MasterKeySource } from '../../src/store/index.ts';

export interface TestDirectory {
  /** A private directory. */
  readonly path: string;
  /** Of the data, in it; not made yet. */
  readonly data: string;
  readonly masterKey: MasterKeySource;
  remove(): void;
}

export function testDirectory(): TestDirectory {
  const path = mkdtempSync(join(tmpdir(), 'stint-test-'));
  return {
    path,
    data: join(path, 'data'),
    masterKey: { kind: 'file', path: join(path, 'master-key'), create: true },
    remove: () => rmSync(path, { recursive: true, force: true }),
  };
}
