/** A test file from its text, or all that is wrong with it. */
import { readFileSync } from 'node:fs';
import type { Subject } from '../../../testing/index.ts';
import { type Case, CaseReader } from './case-reader.ts';
import { type Fault, Nodes } from './nodes.ts';
import type { PolicySources } from './policy-source.ts';
import { WORLD_MEMBERS, WorldReader } from './world-reader.ts';

export interface TestFile {
  /** As it was named. */
  readonly file: string;
  readonly subject: Subject;
  readonly cases: readonly Case[];
  /** If there are any, nothing else of the file counts. */
  readonly faults: readonly Fault[];
}

export function readTestFile(file: string, sources: PolicySources): TestFile {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    const at = { file, line: 1, column: 1 };
    return {
      file,
      subject: [],
      cases: [],
      faults: [{ at, message: `it cannot be read: ${(error as Error).message}` }],
    };
  }
  const nodes = new Nodes(text, file);
  if (nodes.faults.length > 0) return { file, subject: [], cases: [], faults: nodes.faults };
  const fields = nodes.fields(nodes.root, 'a test file', [...WORLD_MEMBERS, 'defaults', 'tests']);
  const world = new WorldReader(nodes, sources);
  const subject = world.read(fields);
  const cases = new CaseReader(nodes, world).read(fields);
  return { file, subject, cases, faults: nodes.faults };
}
