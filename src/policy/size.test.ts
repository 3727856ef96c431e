import { describe, expect, it } from 'vitest';
import { attach } from './attach.ts';
import type { PolicyKind } from './issue.ts';
import { ANY_SIZE, MAX_POLICY_TEXT, type ParseOptions, parse } from './parse.ts';
import { allow, deny, textOf, trusting } from './policy.fixture.ts';
import { INLINE_POLICY_SIZES, policySize, SIZE_QUOTAS } from './size.ts';

const IDENTITY = allow({ Resource: 'arn:aws:s3:::' });
const STATEMENTS: Readonly<Record<PolicyKind, object>> = {
  inline: IDENTITY,
  managed: IDENTITY,
  session: IDENTITY,
  scp: IDENTITY,
  resource: { ...IDENTITY, Principal: '*' },
  endpoint: { ...IDENTITY, Principal: '*' },
  rcp: deny({ Principal: '*', Action: 's3:*', Resource: 'arn:aws:s3:::' }),
  trust: trusting({ AWS: '111122223333' }, { Condition: { StringEquals: { 'sts:ExternalId': '' } } }),
};

/** A good document of the kind with so many characters in all, or so many that are no white space. */
function documentOfSize(kind: PolicyKind, characters: number): string {
  const text = textOf([STATEMENTS[kind] as Record<string, unknown>]);
  const filler = 'x'.repeat(characters - text.length);
  return kind === 'trust' ? text.replace('""', `"${filler}"`) : text.replace('s3:::', `s3:::${filler}`);
}

const errorsOf = (text: string, kind: PolicyKind, options?: ParseOptions) =>
  parse(text, kind, options).errors.map(({ code, message }) => `${code}: ${message}`);

const VIOLATION = 'failed to satisfy constraint: Member must have length less than or equal to';

describe('case 68: a document is as long as the quota of its kind, and not one character longer', () => {
  it.each<[PolicyKind, number, string]>([
    ['inline', 10_240, 'Maximum policy size of 10240 bytes exceeded'],
    ['managed', 6_144, 'Cannot exceed quota for PolicySize: 6144'],
    ['trust', 2_048, 'Cannot exceed quota for ACLSizePerRole: 2048'],
    ['session', 2_048, `1 validation error detected: Value at 'policy' ${VIOLATION} 2048`],
    ['resource', 20_480, 'The policy is longer than 20480 characters.'],
    ['endpoint', 20_480, 'The policy is longer than 20480 characters.'],
    ['scp', 10_240, 'You have exceeded the maximum policy size.'],
    ['rcp', 5_120, 'You have exceeded the maximum policy size.'],
  ])('%s: %i', (kind, quota, message) => {
    expect(SIZE_QUOTAS[kind].characters).toBe(quota);
    expect(errorsOf(documentOfSize(kind, quota - 1), kind)).toEqual([]);
    expect(errorsOf(documentOfSize(kind, quota), kind)).toEqual([]);
    expect(errorsOf(documentOfSize(kind, quota + 1), kind)).toEqual([`too-large: ${message}`]);
    expect(parse(documentOfSize(kind, quota + 1), kind).document).toBeUndefined();
  });

  it.each(['inline', 'managed', 'trust'] as const)(
    '%s: white space between tokens does not count',
    (kind) => {
      const full = documentOfSize(kind, SIZE_QUOTAS[kind].characters);
      const spaced = full.replace('{', '{ \t\r\n ').replace(':', ' : ');
      expect(errorsOf(spaced, kind)).toEqual([]);
      expect(errorsOf(full.replace('xx', ' x'), kind)).toEqual([]);
      expect(errorsOf(full.replace('xx', '   '), kind)).toHaveLength(1);
    },
  );

  it.each(['session', 'resource', 'endpoint', 'scp', 'rcp'] as const)(
    '%s: all white space counts',
    (kind) => {
      const full = documentOfSize(kind, SIZE_QUOTAS[kind].characters);
      expect(errorsOf(`${full}\n`, kind)).toHaveLength(1);
    },
  );

  it('the holder of inline policies decides how long they may be', () => {
    for (const [holder, quota] of [
      ['user', 2_048],
      ['group', 5_120],
      ['role', 10_240],
    ] as const) {
      const options = { maxSize: INLINE_POLICY_SIZES[holder] };
      expect(errorsOf(documentOfSize('inline', quota), 'inline', options)).toEqual([]);
      expect(errorsOf(documentOfSize('inline', quota + 1), 'inline', options)).toEqual([
        `too-large: Maximum policy size of ${quota} bytes exceeded`,
      ]);
    }
  });

  it.each(['inline', 'managed', 'trust'] as const)('%s: no parameter is longer than 131,072', (kind) => {
    const document = documentOfSize(kind, 200);
    const padded = (length: number) => document + ' '.repeat(length - document.length);
    expect(errorsOf(padded(131_072), kind)).toEqual([]);
    expect(errorsOf(padded(131_073), kind)).toEqual([
      `parameter-too-long: 1 validation error detected: Value at 'policyDocument' ${VIOLATION} 131072`,
    ]);
    expect(errorsOf(padded(131_073), kind, ANY_SIZE)).toEqual([]);
    expect(errorsOf(padded(MAX_POLICY_TEXT), kind, ANY_SIZE)).toEqual([]);
    expect(errorsOf(padded(MAX_POLICY_TEXT + 1), kind, ANY_SIZE)).toHaveLength(1);
  });

  it('a quota is looked at after all that is wrong in the document', () => {
    const text = documentOfSize('managed', 7_000).replace('"Allow"', '"Maybe"');
    expect(errorsOf(text, 'managed')).toEqual([
      'effect-unknown: Syntax errors in policy.',
      'too-large: Cannot exceed quota for PolicySize: 6144',
    ]);
  });

  it('a raised quota is what the caller says', () => {
    expect(errorsOf(documentOfSize('trust', 8_192), 'trust', { maxSize: 8_192 })).toEqual([]);
    expect(errorsOf(documentOfSize('trust', 8_193), 'trust', { maxSize: 8_192 })).toHaveLength(1);
  });

  it('AWS holds the policies that it manages itself to none', () => {
    const text = documentOfSize('managed', 40_000);
    const named = (arn: string) => attach(text, { kind: 'managed', name: 'x', arn });
    expect(named('arn:aws:iam::aws:policy/x').policy).toBeDefined();
    expect(() => named('arn:aws:iam::111122223333:policy/x')).toThrow('PolicySize: 6144');
  });
});

describe('the size of a document', () => {
  it.each<[text: string, inAll: number, effective: number]>([
    ['', 0, 0],
    ['{ }', 3, 2],
    ['"a b"', 5, 5],
    ['"a\\" b" ', 8, 7],
    ['"a\\\\" b', 7, 6],
    ['"open \\', 7, 7],
    ['\t\r\n\u00a0', 4, 1],
  ])('%j: %i, without white space %i', (text, inAll, effective) => {
    expect(policySize(text, 'scp')).toBe(inAll);
    expect(policySize(text, 'managed')).toBe(effective);
  });
});
