/** `stint policy`: what can be done with policies without a server. */
import { type CommandGroup, command } from '../command.ts';

export const TEST_FLAGS = {
  watch: { type: 'boolean', describe: 'Run again when a test file or a policy that it names changes' },
  coverage: { type: 'boolean', describe: 'List the statements and conditions that no test exercised' },
  'fail-under': { type: 'string', describe: 'Fail when less than so many percent are covered, 0 to 100' },
  junit: { type: 'string', describe: 'Write the results to this file, as JUnit XML' },
  sarif: {
    type: 'string',
    describe: 'Write failures, and with --coverage gaps, to this file, as SARIF 2.1.0',
  },
} as const;

export const TEST_FILES = {
  files: { type: 'string', array: true, describe: 'Test files, YAML or JSON', demandOption: true },
} as const;

const testCommand = command({
  command: 'test <files..>',
  summary: 'Test policies against files that say who may do what',
  options: TEST_FLAGS,
  positionals: TEST_FILES,
  examples: [
    ['$0 policy test reports.policy-test.yaml', 'each case with its outcome, and why'],
    ['$0 policy test tests/*.yaml --coverage --fail-under 90', 'what no case exercised'],
    ['$0 policy test tests/*.yaml --junit junit.xml --sarif policies.sarif', 'for CI'],
    ['$0 policy test reports.policy-test.yaml --watch', 'at each change, until interrupted'],
  ],
  notes: 'How the files are written: docs/guide/policy-tests.md.',
  run: async (given) => (await import('./test/run.ts')).runPolicyTests(given),
});

export const policyCommands: CommandGroup = {
  command: 'policy',
  summary: 'Test, check and compare policies, without a server',
  members: [testCommand],
};
