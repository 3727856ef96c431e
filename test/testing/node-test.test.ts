/** `stint/testing` in node:test: a real run of its test runner, with a test that passes and one that fails. */
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildTree } from '../../scripts/crash-build.mjs';
import { type TestDirectory, testDirectory } from '../support/data-directory.ts';

const INDEX = pathToFileURL(join(buildTree(['src']), 'src', 'testing', 'index.js')).href;

const TEST = `
import { test } from 'node:test';
import { account, assertAllowed, assertDenied } from '${INDEX}';

const production = account('111122223333').user('alice', {
  policies: { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: 's3:GetObject', Resource: '*' }] },
});
const reading = { principal: 'user/alice', action: 's3:GetObject', resource: 'arn:aws:s3:::reports/a' };

test('alice reads', () => assertAllowed(production, reading));
test('alice does not read', () => assertDenied(production, reading));
`;

let place: TestDirectory;
beforeAll(() => {
  place = testDirectory();
});
afterAll(() => place.remove());

describe('node --test', () => {
  it('shows what fails, and why', () => {
    const file = join(place.path, 'policies.test.mjs');
    writeFileSync(file, TEST);
    // A runner inside of a runner would report to it.
    const { NODE_TEST_CONTEXT: _, ...env } = process.env;
    const { status, stdout } = spawnSync(process.execPath, ['--test', '--test-reporter=tap', file], {
      encoding: 'utf8',
      env,
    });
    expect(status).toBe(1);
    expect(stdout).toMatch(/ok \d - alice reads$/m);
    expect(stdout).toMatch(/not ok \d - alice does not read$/m);
    expect(stdout).toMatch(/code: 'ERR_ASSERTION'/);
    expect(stdout).toMatch(
      /user\/alice: s3:GetObject on arn:aws:s3:::reports\/a is allowed by identity, statement 1/,
    );
    expect(stdout).toMatch(/verdict: expected deny, got allow/);
  });
});
