import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** The room's own tests before those that ask thousands of questions: a mutant is done with at the first that fails. */
class CheapFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const cost = ({ moduleId }: TestSpecification) =>
      moduleId.includes('/src/policy/') ? 0 : moduleId.includes('truth-table') ? 1 : 2;
    return [...files].sort((a, b) => cost(a) - cost(b) || a.moduleId.localeCompare(b.moduleId));
  }
}

/** Tests that are fast enough to be run once a mutant: those of the room, the truth table, and a slice of decisions. */
export default defineConfig({
  test: {
    include: ['src/policy/*.test.ts', 'test/policy/truth-table.test.ts', 'test/mutation/*.test.ts'],
    setupFiles: ['test/mutation/setup.ts'],
    sequence: { sequencer: CheapFirst },
    testTimeout: 30_000,
    pool: 'threads',
    maxWorkers: 1,
    isolate: false,
  },
});
