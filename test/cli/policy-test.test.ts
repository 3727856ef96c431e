/** `stint policy test` as a process: what it prints, what it writes, and how it ends. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type TestDirectory, testDirectory } from '../support/data-directory.ts';
import { type Ended, run, start } from './support/stint.ts';

let place: TestDirectory;
beforeEach(() => {
  place = testDirectory();
});
afterEach(() => place.remove());

const POLICY = `{
  "Version": "2012-10-17",
  "Statement": [
    { "Sid": "Read", "Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::reports/*" },
    { "Sid": "Keep", "Effect": "Deny", "Action": "s3:DeleteObject", "Resource": "*" }
  ]
}
`;
const HEAD =
  'users: {alice: {policies: [read.json]}}\ndefaults: {principal: user/alice, resource: arn:aws:s3:::reports/a}\ntests:\n';
const GOOD = `${HEAD}  - {name: reading, action: s3:GetObject, expect: allow}\n`;
const BAD = `${GOOD}  - {name: 'writing <&> "it"', action: s3:PutObject, expect: allow}\n  - {name: nobody, principal: user/bob, action: s3:GetObject, expect: deny}\n`;

function write(name: string, text: string): void {
  writeFileSync(join(place.path, name), text);
}
const read = (name: string): string => readFileSync(join(place.path, name), 'utf8');

function policyTest(text: string, ...flags: string[]): Promise<Ended> {
  write('read.json', POLICY);
  write('test.yaml', text);
  return run(['policy', 'test', 'test.yaml', ...flags], { cwd: place.path });
}

describe('stint policy test', () => {
  it('says each case, and ends with 0 when all are as expected', async () => {
    expect(await policyTest(GOOD)).toEqual({
      code: 0,
      stdout: 'test.yaml\n  ok    reading\n\n1 passed\n',
      stderr: '',
    });
  });

  it('says what is otherwise and why, and ends with 1', async () => {
    const { code, stdout, stderr } = await policyTest(BAD);
    expect({ code, stderr }).toEqual({ code: 1, stderr: '' });
    expect(stdout).toContain('  FAIL  writing <&> "it"\n        verdict: expected allow, got implicitDeny\n');
    expect(stdout).toMatch(/why: arn:aws:iam::111122223333:user\/alice may not do s3:PutObject/);
    expect(stdout).toMatch(/because no identity-based policy allows the s3:PutObject action/);
    expect(stdout).toContain('        at test.yaml:5:5\n');
    expect(stdout).toContain("  ERROR nobody\n        no account has user 'bob'; there is alice\n");
    expect(stdout).toMatch(/\n1 passed, 1 failed, 1 cannot be answered\n$/);
  });

  it('names file, line and column of what it cannot read, runs the other files, and ends with 2', async () => {
    write('wrong.yaml', 'tests: []\nuser: {}\n');
    const { code, stdout, stderr } = await policyTest(GOOD, 'wrong.yaml');
    expect(code).toBe(2);
    expect(stderr).toMatch(/^wrong.yaml:2:1: a test file has no member 'user'/);
    expect(stdout).toContain('ok    reading');
  });

  it.each([
    [['--fail-under', 'much'], /--fail-under 'much' is no number/],
    [['--fail-under', '101'], /is no number from 0 to 100/],
    [['--unknown'], /unknown/i],
  ])('refuses %j', async (flags, complaint) => {
    const { code, stderr } = await policyTest(GOOD, ...flags);
    expect(code).toBe(2);
    expect(stderr).toMatch(complaint);
  });

  it('lists what no test exercised, and fails under what is asked for', async () => {
    const covered = await policyTest(GOOD, '--coverage', '--fail-under', '50');
    expect(covered.code).toBe(0);
    expect(covered.stdout).toContain(
      'coverage: 50% (1 of 2)\n  read.json:5:5: statement "Keep" never matched\n',
    );
    const under = await policyTest(GOOD, '--fail-under', '50.1');
    expect(under.code).toBe(1);
    expect(under.stderr).toMatch(/50% of the policies is covered/);
  });

  it('prints one JSON value', async () => {
    const { stdout } = await policyTest(BAD, '--json', '--coverage');
    expect(JSON.parse(stdout)).toMatchObject({
      passed: 1,
      failed: 1,
      errors: 1,
      files: [
        {
          file: 'test.yaml',
          cases: [
            {
              name: 'reading',
              line: 4,
              status: 'passed',
              actual: { verdict: 'allowed', by: 'identity', policy: 'read.json', sid: 'Read', statement: 0 },
            },
            {
              status: 'failed',
              differences: [{ what: 'verdict', expected: 'allow', actual: 'implicitDeny' }],
            },
            { status: 'error', message: expect.stringContaining("'bob'") },
          ],
        },
      ],
      coverage: { points: 2, covered: 1, percent: 50, gaps: [{ file: 'read.json', line: 5, column: 5 }] },
    });
  });

  it('writes JUnit XML', async () => {
    write('wrong.yaml', 'tests: []\nuser: {}\n');
    await policyTest(BAD, 'wrong.yaml', '--junit', 'out.xml');
    const xml = read('out.xml').replaceAll(/time="[0-9.]+"/g, 'time=""');
    expect(xml).toMatch(
      /^<\?xml version="1.0" encoding="UTF-8"\?>\n<testsuites name="stint policy test" tests="4" failures="1" errors="2" time="">/,
    );
    expect(xml).toContain(
      '<testcase name="reading" classname="test.yaml" file="test.yaml" line="4" time=""/>',
    );
    expect(xml).toContain('name="writing &lt;&amp;&gt; &quot;it&quot;"');
    expect(xml).toContain('<failure message="verdict: expected allow, got implicitDeny">');
    expect(xml).toContain('<error message="no account has user');
    expect(xml).toMatch(
      /<testcase name="the file can be read" classname="wrong.yaml" time="">\s*<error message="wrong.yaml:2:1: /,
    );
    // Every element that begins ends.
    const open: string[] = [];
    for (const [, slash, name, empty] of xml
      .replace(/^<\?.*\?>/, '')
      .matchAll(/<(\/?)([a-z]+)[^>]*?(\/?)>/g)) {
      if (slash === '/') expect(open.pop()).toBe(name);
      else if (empty === '') open.push(name!);
    }
    expect(open).toEqual([]);
  });

  it('writes SARIF', async () => {
    await policyTest(BAD, '--coverage', '--sarif', 'out.sarif');
    const log = JSON.parse(read('out.sarif'));
    expect(Object.keys(log).toSorted()).toEqual(['$schema', 'runs', 'version']);
    expect(log).toMatchObject({ version: '2.1.0', $schema: expect.stringContaining('sarif-2.1.0') });
    const [{ tool, results, columnKind }] = log.runs;
    expect(columnKind).toBe('utf16CodeUnits');
    expect(tool.driver).toMatchObject({
      name: 'stint policy test',
      version: expect.stringMatching(/^\d+\.\d+\.\d+/),
    });
    for (const { id, shortDescription, defaultConfiguration } of tool.driver.rules) {
      expect(id).toMatch(/^[a-z-]+$/);
      expect(shortDescription.text).toMatch(/\.$/);
      expect(['none', 'note', 'warning', 'error']).toContain(defaultConfiguration.level);
    }
    const told = results.map(({ ruleId, ruleIndex, level, message, locations, ...more }: SarifResult) => {
      expect(more).toEqual({});
      expect(tool.driver.rules[ruleIndex].id).toBe(ruleId);
      expect(message.text).not.toBe('');
      const [{ physicalLocation: at }] = locations;
      return [ruleId, level, at.artifactLocation.uri, at.region.startLine, at.region.startColumn];
    });
    expect(told).toEqual([
      ['test-failed', 'error', 'test.yaml', 5, 5],
      ['test-unanswerable', 'error', 'test.yaml', 6, 5],
      ['statement-not-exercised', 'note', 'read.json', 5, 5],
    ]);
  });

  it('says which report it cannot write', async () => {
    const { code, stderr } = await policyTest(GOOD, '--junit', 'none/out.xml');
    expect(code).toBe(1);
    expect(stderr).toMatch(/none\/out.xml cannot be written/);
  });

  it('runs again when a policy or a test changes, until it is interrupted', async () => {
    write('read.json', POLICY);
    write('test.yaml', GOOD);
    const running = start(['policy', 'test', 'test.yaml', '--watch'], { cwd: place.path });
    const until = async (wanted: RegExp): Promise<void> => {
      while (!wanted.test(await running.line()));
    };
    await until(/^watching/);
    write('read.json', POLICY.replace('"Read"', '"Other"').replace('s3:GetObject', 's3:ListBucket'));
    await until(/FAIL {2}reading/);
    await until(/^watching/);
    write('test.yaml', GOOD.replace('expect: allow', 'expect: deny'));
    await until(/ok {4}reading/);
    await until(/^watching/);
    expect(await running.stop('SIGINT')).toMatchObject({ code: 130, stderr: '' });
  });

  it('shows what would steer a terminal as text', async () => {
    const { stdout } = await policyTest(
      `${HEAD}  - {name: "a\\e[2Jb", action: s3:GetObject, expect: allow}\n`,
    );
    expect(stdout).toContain('ok    a\\u001b[2Jb');
  });
});

interface SarifResult {
  readonly ruleId: string;
  readonly ruleIndex: number;
  readonly level: string;
  readonly message: { readonly text: string };
  readonly locations: readonly [
    {
      readonly physicalLocation: {
        readonly artifactLocation: { readonly uri: string };
        readonly region: { readonly startLine: number; readonly startColumn: number };
      };
    },
  ];
}
