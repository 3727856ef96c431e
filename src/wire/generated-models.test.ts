import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { linkModel } from './link-model.ts';
import { loadModel } from './load-model.ts';
import { type ModelFile, operationNames, type Shape } from './model.ts';
import { matchesPattern } from './patterns.ts';

interface Generator {
  generateModel(service: string): ModelFile;
  modelText(model: ModelFile): string;
}
const SERVICES = ['iam', 'sts'] as const;

async function generator(): Promise<Generator> {
  return (await import(new URL('../../scripts/generate-models.mjs', import.meta.url).href)) as Generator;
}

describe('the models are those of the AWS SDK in use', () => {
  it.each(SERVICES)('%s.json is what scripts/generate-models.mjs writes', async (service) => {
    const { generateModel, modelText } = await generator();
    const file = readFileSync(new URL(`./models/${service}.json`, import.meta.url), 'utf8');
    expect(modelText(generateModel(service)) === file, `run: node scripts/generate-models.mjs`).toBe(true);
  });

  it.each(SERVICES)('every row of constraints.tsv for %s is in the model', (service) => {
    const model = loadModel(service);
    const rows = readFileSync(new URL('./models/constraints.tsv', import.meta.url), 'utf8')
      .split('\n')
      .slice(1);
    let found = 0;
    for (const row of rows) {
      const [of, operation = '', path = '', , required, pattern, min, max, values] = row.split('\t');
      if (of !== service) continue;
      const parts = path.split('.');
      let shape: Shape | undefined = model.operations.get(operation)?.input;
      let isRequired = false;
      for (const part of parts) {
        const member: { shape: Shape; required: boolean } | undefined =
          shape?.kind === 'list'
            ? { shape: shape.member, required: false }
            : shape?.kind === 'structure' || shape?.kind === 'union'
              ? shape.members.get(part)
              : undefined;
        shape = member?.shape;
        isRequired = member?.required ?? false;
      }
      expect({
        row,
        pattern: '',
        min: '',
        max: '',
        values: '',
        required: isRequired ? 'yes' : '',
        ...printed(shape),
      }).toEqual({
        row,
        pattern,
        min,
        max,
        values,
        required,
      });
      found += 1;
    }
    expect(found).toBeGreaterThan(service === 'iam' ? 400 : 50);
  });
});

function printed(shape: Shape | undefined): Record<string, string> {
  if (shape === undefined) return { missing: 'yes' };
  const {
    pattern,
    min,
    max,
    enum: values,
  } = shape as { pattern?: string; min?: number; max?: number; enum?: string[] };
  return {
    ...(pattern === undefined ? {} : { pattern }),
    ...(min === undefined ? {} : { min: String(min) }),
    ...(max === undefined ? {} : { max: String(max) }),
    ...(values === undefined ? {} : { values: values.join('|') }),
  };
}

describe('what the models say', () => {
  const iam = loadModel('iam');
  const sts = loadModel('sts');

  it('both services have every operation of the SDK', () => {
    expect(operationNames(iam)).toHaveLength(180);
    expect(operationNames(sts)).toHaveLength(11);
    expect(operationNames(sts)).toEqual([...operationNames(sts)].sort());
  });

  it('exactly AssumeRoleWithSAML and AssumeRoleWithWebIdentity are called unsigned', () => {
    const unsigned = [...iam.operations.values(), ...sts.operations.values()].filter(
      (operation) => operation.noAuth,
    );
    expect(unsigned.map((operation) => operation.name)).toEqual([
      'AssumeRoleWithSAML',
      'AssumeRoleWithWebIdentity',
    ]);
  });

  it.each([
    ['ListUsers', { marker: 'Marker', limit: 'MaxItems', more: 'IsTruncated' }],
    ['ListDelegationRequests', { marker: 'Marker', limit: 'MaxItems', more: 'isTruncated' }],
    ['ListPoliciesGrantingServiceAccess', { marker: 'Marker', more: 'IsTruncated' }],
    ['ListSAMLProviders', undefined],
    ['GetUser', undefined],
  ])('%s pages by %j', (name, pagination) => {
    expect(iam.operations.get(name)?.pagination).toEqual(pagination);
  });

  it.each([
    [iam, 'NoSuchEntity', 404],
    [iam, 'InvalidAuthenticationCode', 403],
    [iam, 'ReportExpired', 410],
    [iam, 'OrganizationNotFoundException', 400],
    [iam, 'NotSupportedService', 404],
    [sts, 'IDPRejectedClaim', 403],
    [sts, 'ExpiredTokenException', 400],
    [sts, 'RegionDisabledException', 403],
  ] as const)('$service: the code %s is answered with %d', (model, code, status) => {
    expect(model.errors.get(code)).toBe(status);
  });

  it.each(SERVICES)('%s: no pattern takes long over a mebibyte of its own alphabet', (service) => {
    const patterns = new Set<string>();
    for (const operation of loadModel(service).operations.values())
      collectPatterns(operation.input, patterns);
    expect(patterns.size).toBeGreaterThan(5);
    for (const pattern of patterns) {
      for (const unit of ['a', '/a', 'v1.', ' ', '-']) {
        const text = `${unit.repeat(2 ** 20 / unit.length)}\u0000`;
        const start = performance.now();
        expect(matchesPattern(pattern, text)).toBe(false);
        expect(performance.now() - start, pattern).toBeLessThan(800);
      }
    }
  });

  it('a file that names an unknown shape is refused', () => {
    const file: ModelFile = {
      ...(JSON.parse(readFileSync(new URL('./models/sts.json', import.meta.url), 'utf8')) as ModelFile),
      operations: { Lost: { input: 'constructor' } },
    };
    expect(() => linkModel(file)).toThrow('sts: no shape is named constructor');
  });
});

function collectPatterns(shape: Shape | undefined, into: Set<string>): void {
  if (shape === undefined) return;
  if ('pattern' in shape && shape.pattern !== undefined) into.add(shape.pattern);
  if (shape.kind === 'list') collectPatterns(shape.member, into);
  if (shape.kind === 'structure' || shape.kind === 'union') {
    for (const member of shape.members.values()) collectPatterns(member.shape, into);
  }
}
