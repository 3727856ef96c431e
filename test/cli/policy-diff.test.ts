/** `stint policy diff` and `stint policy explain` as processes: what they print, and how they end. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type TestDirectory, testDirectory } from '../support/data-directory.ts';
import { run } from './support/stint.ts';

let place: TestDirectory;
beforeEach(() => {
  place = testDirectory();
  write('old.json', [{ Effect: 'Allow', Action: 's3:GetObject', Resource: 'arn:aws:s3:::reports/*' }]);
  write('new.json', [{ Effect: 'Allow', Action: 's3:GetObj*', Resource: 'arn:aws:s3:::reports/*' }]);
});
afterEach(() => place.remove());

function write(name: string, statements: readonly object[]): void {
  writeFileSync(join(place.path, name), JSON.stringify({ Version: '2012-10-17', Statement: statements }));
}
const policy = (...words: string[]) => run(['policy', ...words], { cwd: place.path });

const WIDER = `Newly allowed
  + s3:GetObj* except s3:GetObject
      on      arn:aws:s3:::reports/*
      for     whoever the policy is attached to
      shows   by the policy itself
      example arn:aws:iam::111122223333:user/alice calls s3:GetObjExample on arn:aws:s3:::reports/example

This is all: the comparison is proven to be complete.
`;

describe('stint policy diff', () => {
  it('says what is newly allowed and refused, with an example', async () => {
    expect(await policy('diff', 'old.json', 'new.json')).toEqual({ code: 0, stdout: WIDER, stderr: '' });
    const { stdout } = await policy('diff', 'new.json', 'old.json');
    expect(stdout).toContain('Newly refused\n  - s3:GetObj* except s3:GetObject');
  });

  it('says when nothing is decided differently', async () => {
    const { code, stdout } = await policy('diff', 'old.json', 'old.json', '--fail-on-new-access');
    expect([code, stdout]).toEqual([
      0,
      'No request is decided differently.\n\nThis is all: the comparison is proven to be complete.\n',
    ]);
  });

  it('fails on new access, and on nothing else, where it is told to', async () => {
    expect((await policy('diff', 'old.json', 'new.json', '--fail-on-new-access')).code).toBe(1);
    expect((await policy('diff', 'new.json', 'old.json', '--fail-on-new-access')).code).toBe(0);
  });

  it('takes actions that exist only', async () => {
    const { stdout } = await policy('diff', 'old.json', 'new.json', '--known-actions', '--json');
    const { newlyAllowed, exact } = JSON.parse(stdout);
    expect(newlyAllowed[0].witness.request.action).toMatch(/^s3:GetObject[A-Z]/);
    expect(exact).toBe(true);
  });

  it('writes Markdown', async () => {
    const { stdout } = await policy('diff', 'old.json', 'new.json', '--markdown');
    expect(stdout).toContain(
      '### Newly allowed\n\n- `s3:GetObj* except s3:GetObject`\n  - on: `arn:aws:s3:::reports/*`',
    );
  });

  it('names file, line and column of what is no policy', async () => {
    writeFileSync(join(place.path, 'bad.json'), '{\n  "Version": "2012-10-17",\n  "Statement": [{}]\n}');
    const { code, stderr } = await policy('diff', 'old.json', 'bad.json');
    expect(code).toBe(2);
    expect(stderr).toMatch(/bad\.json:3:17: /);
    expect((await policy('diff', 'old.json', 'none.json')).stderr).toMatch(/none\.json cannot be read/);
  });

  it('does not compare policies of different kinds', async () => {
    write('trust.json', [
      { Effect: 'Allow', Principal: { Service: 'ec2.amazonaws.com' }, Action: 'sts:AssumeRole' },
    ]);
    const { code, stderr } = await policy('diff', 'old.json', 'trust.json');
    expect([code, stderr]).toEqual([2, expect.stringContaining('different kinds')]);
  });
});

const ALICE = 'arn:aws:iam::111122223333:user/alice';
const asked = (action: string) => [
  '--principal',
  ALICE,
  '--action',
  action,
  '--resource',
  'arn:aws:s3:::reports/a',
];

describe('stint policy explain', () => {
  it('says why, and ends with 0 or 1 as the verdict is', async () => {
    const allowed = await policy('explain', '--policy', 'old.json', ...asked('s3:GetObject'));
    expect([allowed.code, allowed.stdout]).toEqual([0, expect.stringContaining('ALLOWED')]);
    const refused = await policy('explain', '--policy', 'old.json', ...asked('s3:PutObject'));
    expect([refused.code, refused.stdout]).toEqual([1, expect.stringContaining('DENIED')]);
    expect(refused.stdout).toContain('s3:PutObject');
  });

  it('takes boundary, session policies, resource policy and context', async () => {
    write('tagged.json', [
      {
        Effect: 'Allow',
        Action: 's3:*',
        Resource: '*',
        Condition: { StringEquals: { 'aws:PrincipalTag/team': 'a', 'aws:username': 'alice' } },
      },
    ]);
    const flags = ['--policy', 'tagged.json', '--boundary', 'old.json', '--session', 'old.json'];
    const tagged = ['--context', 'aws:PrincipalTag/team=a'];
    expect((await policy('explain', ...flags, ...tagged, ...asked('s3:GetObject'))).code).toBe(0);
    expect((await policy('explain', ...flags, ...asked('s3:GetObject'))).code).toBe(1);
    expect((await policy('explain', ...flags, ...tagged, ...asked('s3:PutObject'))).code).toBe(1);
    const { stdout } = await policy('explain', ...flags, ...tagged, ...asked('s3:PutObject'), '--json');
    expect(JSON.parse(stdout)).toMatchObject({ verdict: 'implicitDeny' });
  });

  it('refuses a caller that it does not understand', async () => {
    const { code, stderr } = await policy(
      'explain',
      '--principal',
      'alice',
      '--action',
      's3:GetObject',
      '--resource',
      '*',
    );
    expect([code, stderr]).toEqual([2, expect.stringContaining("--principal 'alice'")]);
  });
});
