/** `stint policy validate` and `stint policy format` as processes: what they print and write, and how they end. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type TestDirectory, testDirectory } from '../support/data-directory.ts';
import { run } from './support/stint.ts';

const GOOD = `{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Effect": "Allow",
      "Action": "s3:GetObject",
      "Resource": "arn:aws:s3:::reports/*"
    }
  ]
}
`;

let place: TestDirectory;
beforeEach(() => {
  place = testDirectory();
  write('good.json', GOOD);
  write('typo.json', GOOD.replace('s3:GetObject', 's3:GetObjekt'));
  write('bad.json', GOOD.replace('"Allow"', '"Permit"'));
  write('short.json', JSON.stringify(JSON.parse(GOOD)));
});
afterEach(() => place.remove());

function write(name: string, text: string): void {
  writeFileSync(join(place.path, name), text);
}
const read = (name: string): string => readFileSync(join(place.path, name), 'utf8');
const policy = (...words: string[]) => run(['policy', ...words], { cwd: place.path });

describe('stint policy validate', () => {
  it('finds nothing in a good policy', async () => {
    expect(await policy('validate', 'good.json')).toEqual({
      code: 0,
      stdout: 'Nothing found.\n',
      stderr: '',
    });
  });

  it('names file, line and column, and fails on errors', async () => {
    const { code, stdout } = await policy('validate', 'good.json', 'bad.json');
    expect([code, stdout]).toEqual([1, expect.stringMatching(/^bad\.json:5:17: error /)]);
  });

  it('knows what actions there are, and fails on as much as it is told to', async () => {
    const found = await policy('validate', 'typo.json', '--json', '--fail-on', 'suggestion');
    expect(found.code).toBe(1);
    expect(JSON.parse(found.stdout)).toEqual([expect.objectContaining({ file: 'typo.json', line: 6 })]);
  });

  it('writes SARIF', async () => {
    await policy('validate', 'bad.json', '--sarif', 'out.sarif');
    const [result] = JSON.parse(read('out.sarif')).runs[0].results;
    expect(result).toMatchObject({
      level: 'error',
      locations: [
        {
          physicalLocation: {
            artifactLocation: { uri: 'bad.json' },
            region: { startLine: 5, startColumn: 17 },
          },
        },
      ],
    });
  });
});

describe('stint policy format', () => {
  it('prints what the library prints, and the shortest text', async () => {
    expect((await policy('format', 'short.json')).stdout).toBe(GOOD);
    const { stdout } = await policy('format', 'good.json', '--minify');
    expect(JSON.parse(stdout).Statement).toMatchObject({ Action: 's3:GetObject' });
    expect(stdout.trimEnd()).not.toContain('\n');
  });

  it('checks, and writes what is written otherwise', async () => {
    expect(await policy('format', 'short.json', 'good.json', '--check')).toMatchObject({
      code: 1,
      stdout: 'short.json is written otherwise\n',
    });
    expect((await policy('format', 'short.json', '--write')).code).toBe(0);
    expect(read('short.json')).toBe(GOOD);
    expect((await policy('format', 'short.json', '--check')).code).toBe(0);
  });

  it('leaves what is no policy as it is', async () => {
    const { code, stderr } = await policy('format', 'bad.json', '--write');
    expect([code, stderr]).toEqual([2, expect.stringContaining('bad.json:5:17: ')]);
  });
});
