/** `stint policy`: what can be done with policies without a server. */
import { type CommandGroup, command } from '../command.ts';
import { KINDS } from './kinds.ts';

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

export const DIFF_FLAGS = {
  kind: { type: 'string', choices: KINDS, describe: 'Kind of both policies; by default what they look like' },
  'known-actions': { type: 'boolean', describe: 'Look at actions that AWS documents, and no others' },
  markdown: { type: 'boolean', describe: 'Write Markdown' },
  'fail-on-new-access': {
    type: 'boolean',
    describe: 'End with 1 when something is newly allowed, or may be',
  },
} as const;

export const DIFF_FILES = {
  old: { type: 'string', describe: 'The old version; - is standard input', demandOption: true },
  new: { type: 'string', describe: 'The new version', demandOption: true },
} as const;

const diffCommand = command({
  command: 'diff <old> <new>',
  summary: 'Say which requests two versions of a policy decide differently',
  options: DIFF_FLAGS,
  positionals: DIFF_FILES,
  examples: [
    ['$0 policy diff old.json new.json', 'what is newly allowed and refused, with examples'],
    ['git show main:policy.json | $0 policy diff - policy.json --fail-on-new-access', 'in CI'],
    ['$0 policy diff old.json new.json --markdown', 'for a review'],
  ],
  notes: 'How far it looks: docs/guide/policy-diff.md.',
  run: async (given) => (await import('./diff.ts')).runDiff(given),
});

export const EXPLAIN_FLAGS = {
  principal: {
    type: 'string',
    describe: 'Who asks: an ARN, a service (ec2.amazonaws.com), or anonymous',
    demandOption: true,
  },
  action: { type: 'string', describe: 'The action, s3:GetObject', demandOption: true },
  resource: { type: 'string', describe: 'ARN of the resource, or *', demandOption: true },
  'resource-account': { type: 'string', describe: "Owner of the resource; the caller's account" },
  context: { type: 'string', array: true, describe: 'Condition key of the request, KEY=VALUE; repeatable' },
  policy: { type: 'string', array: true, describe: 'File of an identity policy of the caller; repeatable' },
  boundary: { type: 'string', describe: 'File of its permissions boundary' },
  session: { type: 'string', array: true, describe: 'File of a session policy; repeatable' },
  'resource-policy': {
    type: 'string',
    describe: "File of the resource's policy, or of a role's trust policy",
  },
  scp: { type: 'string', array: true, describe: 'File of a service control policy; repeatable' },
  markdown: { type: 'boolean', describe: 'Write Markdown' },
} as const;

const ALICE = 'arn:aws:iam::111122223333:user/alice';

const explainCommand = command({
  command: 'explain',
  summary: 'Decide one request by policies in files, and say why',
  options: EXPLAIN_FLAGS,
  examples: [
    [
      `$0 policy explain --policy p.json --principal ${ALICE} --action s3:GetObject --resource arn:aws:s3:::b/a`,
      'each statement, why, and what would turn it',
    ],
  ],
  run: async (given) => (await import('./explain.ts')).runExplain(given),
});

export const POLICY_FILES = {
  files: { type: 'string', array: true, describe: 'Policies; - is standard input', demandOption: true },
} as const;

export const VALIDATE_FLAGS = {
  kind: { type: 'string', choices: KINDS, describe: 'Kind of the policies; by default what they look like' },
  'fail-on': {
    type: 'string',
    choices: ['error', 'security', 'warning', 'suggestion'],
    describe: 'End with 1 on findings so severe, or more; error',
  },
  sarif: { type: 'string', describe: 'Write the findings to this file, as SARIF 2.1.0' },
} as const;

const validateCommand = command({
  command: 'validate <files..>',
  summary: 'Check policies: what AWS refuses, what is unsafe, what could be better',
  options: VALIDATE_FLAGS,
  positionals: POLICY_FILES,
  examples: [
    ['$0 policy validate policies/*.json', 'each finding with file, line and column'],
    ['$0 policy validate trust.json --kind trust --fail-on warning --sarif findings.sarif', 'in CI'],
  ],
  notes: 'Each check: docs/reference/policy-checks.md.',
  run: async (given) => (await import('./validate.ts')).runValidate(given),
});

export const FORMAT_FLAGS = {
  kind: { type: 'string', choices: KINDS, describe: 'Kind of the policies; by default what they look like' },
  check: {
    type: 'boolean',
    describe: 'Only say which files are written otherwise, and end with 1 if any is',
  },
  write: { type: 'boolean', describe: 'Write the files' },
  minify: { type: 'boolean', describe: 'The shortest text instead, for quotas' },
} as const;

const formatCommand = command({
  command: 'format <files..>',
  summary: 'Print policies in one canonical form',
  options: FORMAT_FLAGS,
  positionals: POLICY_FILES,
  examples: [
    ['$0 policy format policies/*.json --write', 'rewrites the files; their meaning stays'],
    ['$0 policy format policies/*.json --check', 'in CI'],
    ['$0 policy format large.json --minify', 'for a quota'],
  ],
  run: async (given) => (await import('./format.ts')).runFormat(given),
});

export const policyCommands: CommandGroup = {
  command: 'policy',
  summary: 'Test, check and compare policies, without a server',
  members: [testCommand, validateCommand, formatCommand, diffCommand, explainCommand],
};
