import { describe, expect, it } from 'vitest';
import {
  ANY_SIZE,
  type AttachedPolicy,
  compile,
  DecisionTooCostlyError,
  decide,
  explain,
  parse,
} from './index.ts';

const ARN = 'arn:aws:iam::111122223333:user/alice';
const CALLER = { kind: 'user', account: '111122223333', id: 'AIDAALICE', arn: ARN } as const;

function attached(...statements: readonly object[]): AttachedPolicy {
  const { document } = parse(
    JSON.stringify({ Version: '2012-10-17', Statement: statements }),
    'inline',
    ANY_SIZE,
  );
  return { policy: compile(document!), source: { kind: 'inline', name: 'p' } };
}

const request = (value: string) => ({
  principal: CALLER,
  action: 'iam:GetUser',
  resource: ARN,
  context: new Map([['aws:useragent', value]]),
});
const long = 'a'.repeat(100_000);
/** All short runs of the patterns below are in it, and none of their long ones. */
const uneven = `${'a'.repeat(50)}b`.repeat(2_000);
const LIKE = {
  StringLike: { 'aws:UserAgent': Array.from({ length: 250 }, (_, i) => `*${'a'.repeat(51 + i)}*`) },
};
const BY_VARIABLES = {
  StringLike: { 'aws:UserAgent': Array.from({ length: 250 }, (_, i) => `\${aws:UserAgent}*${i}`) },
};
const all = { Action: '*', Resource: '*' };

describe('case 57: the steps of a decision are bounded', () => {
  it.each([
    ['an allow that would cost more', [{ Effect: 'Allow', ...all, Condition: LIKE }]],
    [
      'a deny that would cost more, beside an allow',
      [
        { Effect: 'Allow', ...all },
        { Effect: 'Deny', ...all, Condition: LIKE },
      ],
    ],
    [
      'variables that make patterns of millions of characters',
      [{ Effect: 'Allow', ...all, Condition: BY_VARIABLES }],
    ],
  ])('%s is no decision, and the next one is made as ever', (_what, statements) => {
    const sets = { identity: [attached(...statements)] };
    expect(() => decide(request(uneven), sets)).toThrow(DecisionTooCostlyError);
    expect(decide(request('short'), sets)).toEqual(explain(request('short'), sets).decision);
  });

  it.each([
    ['a segment that nearly fits everywhere', `*${'a'.repeat(3_000)}b*`],
    ['1,000 stars', '*a'.repeat(1_000)],
    ['variables for a text much longer than the value', '${aws:UserAgent}${aws:UserAgent}'.repeat(50)],
  ])('one pattern alone never costs too much: %s', (_what, pattern) => {
    const condition = { StringNotLike: { 'aws:UserAgent': [pattern, 'b'] } };
    const sets = { identity: [attached({ Effect: 'Allow', ...all, Condition: condition })] };
    const verdict = pattern.startsWith('*a*') ? 'implicitDeny' : 'allowed';
    expect(decide(request(long), sets).verdict).toBe(verdict);
  });

  it('a hundred long documents of ordinary patterns are far from the bound', () => {
    const Resource = Array.from({ length: 100 }, (_, i) => `arn:aws:s3:::bucket-*-${i}/home/*/docs/*`);
    const documents = Array.from({ length: 100 }, () => attached({ Effect: 'Allow', Action: '*', Resource }));
    const asked = {
      ...request('short'),
      resource: `arn:aws:s3:::bucket-a-b-c/home/${'x/'.repeat(100)}docs/more`,
    };
    const sets = { identity: documents };
    expect(decide(asked, sets).verdict).toBe('implicitDeny');
    expect(explain(asked, sets).verdict).toBe('implicitDeny');
  });
});
