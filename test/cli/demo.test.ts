/** `stint demo` as a process: the story behaves, in words and in JSON, whatever surrounds it. */
import { readdirSync } from 'node:fs';
import { afterAll, describe, expect, it } from 'vitest';
import { testDirectory } from '../support/data-directory.ts';
import { json, run, start } from './support/stint.ts';

interface Demo {
  readonly behaved: boolean;
  readonly seconds: number;
  readonly faults: readonly string[];
  readonly steps: readonly {
    readonly chapter: string;
    readonly step: string;
    readonly behaved: boolean;
    readonly decided: 'allowed' | 'refused';
    readonly code?: string;
    readonly why: string;
  }[];
}

const place = testDirectory();
afterAll(() => place.remove());

describe('stint demo', () => {
  it('tells each step, what was decided and why, and ends with 0', async () => {
    const { code, stdout, stderr } = await run(['demo']);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toContain("A user's key works from anywhere, until someone notices");
    expect(stdout).toMatch(/REFUSED AccessDenied: no trust policy allows sts:AssumeRole/);
    expect(stdout).toMatch(/([0-9]+) of \1 steps were decided as they should be/);
    expect(stdout).not.toContain('\u001b');
  });

  it('tells the same as JSON, untouched by settings, profiles and keys around it', async () => {
    const env = {
      STINT_LISTEN: '127.0.0.1:1',
      STINT_DATA: '/nonexistent/data',
      AWS_PROFILE: 'nobody',
      AWS_ACCESS_KEY_ID: 'AKIAAAAAAAAAAAAAAAAA',
      AWS_ENDPOINT_URL: 'http://127.0.0.1:1',
    };
    const told = await json<Demo>(['demo'], { env });
    expect(told).toMatchObject({ behaved: true, faults: [] });
    expect(told.steps.filter((step) => !step.behaved)).toEqual([]);
    expect(told.seconds).toBeLessThan(60);
    const refusals = told.steps.flatMap(({ code, why }) => (code === undefined ? [] : [`${code}: ${why}`]));
    // Each way of refusing that the story is about.
    for (const way of [
      /^InvalidClientTokenId: /,
      /^ExpiredToken: /,
      /^AccessDenied: no trust policy allows sts:AssumeRole$/,
      /^AccessDenied: no identity policy allows sts:AssumeRole$/,
      /^AccessDenied: no session policy allows iam:ListUsers$/,
      /^AccessDenied: .* of role\/auditor denies it$/,
      /^AccessDenied: 'Revoked' of .* denies it$/,
    ]) {
      expect(refusals.filter((refusal) => way.test(refusal))).not.toEqual([]);
    }
  });

  it('leaves nothing behind, also when it is interrupted', async () => {
    const demo = start(['demo'], { env: { TMPDIR: place.path } });
    while (!(await demo.line()).includes('✓'));
    const { code } = await demo.stop('SIGINT');
    expect(code).toBe(130);
    expect(readdirSync(place.path)).toEqual([]);
  });

  it('takes no words that it does not know', async () => {
    expect(await run(['demo', '--fast'])).toMatchObject({ code: 2, stdout: '' });
  });
});
