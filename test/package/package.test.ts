/** The package as a user gets it: packed, unpacked into an empty project, used in Node.js, in TypeScript, in a browser. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { chromium } from 'playwright-core';
import { rolldown } from 'rolldown';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import manifest from '../../package.json' with { type: 'json' };
import { newProject, type Project, typeCheck } from './support/project.ts';

let project: Project;
beforeAll(async () => {
  project = await newProject();
}, 600_000);
afterAll(() => project.remove());

const DECISION = `
const policy = { Version: '2012-10-17', Statement: { Effect: 'Allow', Action: 's3:Get*', Resource: 'arn:aws:s3:::b/\${aws:username}/*' } };
const identity = [attach(policy, { kind: 'inline', name: 'home' })];
const principal = { kind: 'user', account: '111122223333', id: 'AIDAEXAMPLEEXAMPLE12', arn: 'arn:aws:iam::111122223333:user/bob' };
const ask = (key) => decide(
  { principal, action: 's3:GetObject', resource: 'arn:aws:s3:::b/' + key, context: contextOf({ 'aws:username': 'bob' }) },
  { identity },
).verdict;
const answers = [ask('bob/x'), ask('bobby/x')].join();
`;

describe('what is packed', () => {
  it('has what its entries name, the licence, and the guides', () => {
    const named = Object.values(manifest.exports).flatMap((entry) =>
      typeof entry === 'string' ? [entry] : Object.values(entry),
    );
    for (const path of [...named, './LICENSE', './README.md', './docs/guide/policy-library.md']) {
      expect(project.files).toContain(path.slice(2));
    }
  });

  it('has no tests, no fixtures and no sources', () => {
    expect(
      project.files.filter((path) => /\.(?:test|fixture)\.|^(?:src|test|bench)\/|(?<!\.d)\.ts$/.test(path)),
    ).toEqual([]);
  });
});

describe('stint/policy', { timeout: 120_000 }, () => {
  it('decides in Node.js, in a project without any other package', async () => {
    await project.write({
      'decide.mjs': `import { attach, contextOf, decide } from 'stint/policy';${DECISION}console.log(answers);`,
    });
    expect(await project.node('decide.mjs')).toBe('allowed,implicitDeny\n');
  });

  it('shows nothing but its entries', async () => {
    await project.write({ 'deep.mjs': "import 'stint/dist/policy/glob.js';" });
    await expect(project.node('deep.mjs')).rejects.toThrow('ERR_PACKAGE_PATH_NOT_EXPORTED');
  });

  it.each(['NodeNext', 'Bundler'])(
    'has types that need neither those of Node.js nor those of a browser: %s',
    async (resolution) => {
      await project.write({
        'tsconfig.json': JSON.stringify({
          compilerOptions: {
            module: resolution === 'Bundler' ? 'ESNext' : resolution,
            moduleResolution: resolution,
            target: 'ES2022',
            lib: ['ES2022'],
            types: [],
            strict: true,
            exactOptionalPropertyTypes: true,
            noUncheckedIndexedAccess: true,
            noEmit: true,
          },
          files: ['consumer.ts'],
        }),
        'consumer.ts': `
import {
  type AccessRequest, attach, contextOf, type Decision, decide, type Explanation, explain, format, minify,
  type ParsedPolicy, type PolicyIssue, parse, type PolicySets,
} from 'stint/policy';

const read: ParsedPolicy = parse('{}', 'managed', { maxSize: 6144 });
const issue: PolicyIssue | undefined = read.errors[0];
export const place: string = issue === undefined ? '' : \`\${issue.line}:\${issue.column} \${issue.pointer} \${issue.code}\`;
export const texts: string[] = read.document === undefined ? [] : [format(read.document), minify(read.document)];
const request: AccessRequest = {
  principal: { kind: 'root', account: '111122223333', arn: 'arn:aws:iam::111122223333:root' },
  action: 's3:GetObject',
  resource: '*',
  context: contextOf({ 'aws:SecureTransport': true }),
};
const sets: PolicySets = { identity: [attach({ Version: '2012-10-17' }, { kind: 'inline', name: 'x' })] };
export const decision: Decision = decide(request, sets);
export const explanation: Explanation = explain(request, sets);
// @ts-expect-error there is no such kind of policy
parse('{}', 'bucket');
// @ts-expect-error a request has a resource
decide({ ...request, resource: undefined }, sets);
`,
      });
      await typeCheck(project);
    },
  );

  it('decides in a browser page, from a bundle of at most 60 KB', async (context) => {
    const executablePath = '/usr/bin/chromium';
    await project.write({
      'page.mjs': `import { attach, contextOf, decide, explain, format, parse } from 'stint/policy';
globalThis.stintPolicy = { attach, contextOf, decide, explain, format, parse };`,
    });
    const bundle = await rolldown({ input: join(project.directory, 'page.mjs'), platform: 'browser' });
    const { output } = await bundle.generate({ format: 'iife', minify: true });
    const [{ code }] = output;
    expect(output).toHaveLength(1);
    expect(code).not.toMatch(/\brequire\(|["'`]node:|\bprocess\.env|\bBuffer\./);
    expect(gzipSync(code).length).toBeLessThanOrEqual(60 * 1024);
    if (!existsSync(executablePath)) return context.skip(`needs Debian's chromium at ${executablePath}`);
    const args = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-sync'];
    args.push('--disable-background-networking', '--disable-component-update');
    const browser = await chromium.launch({ executablePath, args });
    try {
      const page = await browser.newPage();
      await page.setContent('<title>a page</title>');
      await page.addScriptTag({ content: code });
      const answers = await page.evaluate(
        `(() => { const { attach, contextOf, decide } = stintPolicy; ${DECISION} return answers; })()`,
      );
      expect(answers).toBe('allowed,implicitDeny');
      expect(await page.evaluate(`stintPolicy.parse('{', 'managed').errors[0].message`)).toBe(
        'Syntax errors in policy.',
      );
    } finally {
      await browser.close();
    }
  });
});
