import { describe, expect, it } from 'vitest';
import { compileText } from './compile-text.ts';
import { A, allow, textOf, trusting } from './policy.fixture.ts';

const text = textOf([allow({ Sid: 'Same' })]);
const ARN = `arn:aws:iam::${A}:user/alice`;
const trust = textOf([trusting({ AWS: ARN })]);

describe('a text that is compiled again', () => {
  it('is the same policy', () => {
    expect(compileText(text, 'inline').policy).toBe(compileText(text, 'inline').policy);
  });

  it.each([
    ['another kind', compileText(text, 'managed')],
    ['another quota', compileText(text, 'inline', { maxSize: 10_000 })],
    ['another text', compileText(`${text} `, 'inline')],
  ])('as %s is another policy', (_what, other) => {
    expect(other.policy).toBeDefined();
    expect(other.policy).not.toBe(compileText(text, 'inline').policy);
  });

  it('with other bindings is another policy, with equal ones the same', () => {
    const bound = (id: string) => compileText(trust, 'trust', { bindings: new Map([[ARN, id]]) }).policy;
    expect(bound('AIDAONE')).toBe(bound('AIDAONE'));
    expect(bound('AIDAONE')).not.toBe(bound('AIDATWO'));
    expect(bound('AIDAONE')).not.toBe(compileText(trust, 'trust').policy);
  });

  it('is refused each time if it is no policy', () => {
    expect(compileText('{}', 'inline')).toEqual(compileText('{}', 'inline'));
    expect(compileText('{}', 'inline').policy).toBeUndefined();
  });

  it('is forgotten when many others came after it', () => {
    const first = compileText(text, 'inline').policy;
    const long = (i: number) => textOf([allow({ Resource: `arn:aws:s3:::${i}${'x'.repeat(9_000)}` })]);
    for (let i = 0; i < 250; i++) compileText(long(i), 'inline');
    expect(compileText(text, 'inline').policy).not.toBe(first);
  });
});
