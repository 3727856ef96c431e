// Mutation testing of src/policy: see scripts/mutation.mjs and docs/decisions/policy-mutants.md.

/** @type {import('@stryker-mutator/api/core').PartialStrykerOptions} */
export default {
  packageManager: 'npm',
  testRunner: 'vitest',
  plugins: ['@stryker-mutator/vitest-runner'],
  vitest: { configFile: 'test/mutation/vitest.config.ts', related: false },
  coverageAnalysis: 'perTest',
  concurrency: 1,
  tempDirName: 'build/mutation/sandbox',
  ignorePatterns: [
    '/build',
    '/dist',
    '/docs',
    '/bench',
    '/tools',
    '/src/wire',
    '/src/directory',
    '/test/authorization',
  ],
  reporters: ['clear-text', 'json'],
  clearTextReporter: { allowColor: false, logTests: false, reportTests: false, reportScoreTable: true },
  jsonReporter: { fileName: process.env['STINT_MUTATION_REPORT'] ?? 'build/mutation/report.json' },
  allowEmpty: true,
  timeoutMS: 20_000,
};
