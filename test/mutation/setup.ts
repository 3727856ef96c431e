import fc from 'fast-check';
import { beforeEach } from 'vitest';

/** A property that no mutant breaks within a moment is left to the suite proper; one seed, so that results repeat. */
fc.configureGlobal({ seed: 20_261, interruptAfterTimeLimit: 250, markInterruptAsFailure: false });

/** Tests that count what their properties came across, and so need all of their runs. */
const LONG: ReadonlySet<string> = new Set(['never disagrees with decide']);

beforeEach(({ task, skip }) => {
  if (LONG.has(task.name)) skip();
});
