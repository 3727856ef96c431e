import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decide } from './decide.ts';
import { explain } from './explain.ts';
import type { AccessRequest, PolicySets } from './model.ts';
import {
  A,
  alice,
  allow,
  attached,
  bucket,
  compiled,
  context,
  deny,
  request,
  session,
} from './policy.fixture.ts';

const RESOURCES = ['a', 'ab', 'abc', 'b', 'a/b', 'abcd'].map((name) => `arn:aws:s3:::${name}`);
const patterns = fc.array(
  fc.constantFrom(
    ...RESOURCES,
    ...RESOURCES.map((resource) => `${resource}*`),
    'arn:aws:s3:::*',
    'arn:aws:s3:::*b',
    'arn:*:s3:::a*c',
    '*',
    'arn:aws:s3:::${aws:username}*',
  ),
  { minLength: 1, maxLength: 12 },
);
const principals = fc.constantFrom<unknown>(
  '*',
  { AWS: A },
  { AWS: alice.arn },
  { AWS: session.roleArn },
  { AWS: [session.arn, A] },
  { Service: 'x.amazonaws.com' },
);
const statement = fc.record({
  make: fc.constantFrom(allow, allow, deny),
  Action: fc.constantFrom('s3:GetObject', 's3:Get*', 's3:PutObject', '*'),
  element: fc.constantFrom('Resource', 'Resource', 'Resource', 'NotResource'),
  patterns,
  Principal: principals,
  team: fc.constantFrom(undefined, 'x', 'y'),
});

type Drawn = typeof statement extends fc.Arbitrary<infer T> ? T : never;

function statementOf({ make, Action, element, patterns, Principal, team }: Drawn, isOfResource: boolean) {
  const { Resource: _, ...rest } = make({ Action });
  return {
    ...rest,
    [element]: patterns,
    ...(isOfResource && { Principal }),
    ...(team && { Condition: { StringEquals: { team } } }),
  };
}

function agree(asked: AccessRequest, sets: PolicySets): void {
  expect(decide(asked, sets)).toEqual(explain(asked, sets).decision);
}

describe('an index of statements', () => {
  it('finds the statement that reading them one by one finds', () => {
    fc.assert(
      fc.property(
        fc.array(statement, { minLength: 9, maxLength: 30 }),
        fc.array(statement, { minLength: 9, maxLength: 30 }),
        fc.constantFrom(alice, session),
        fc.constantFrom('x', 'z'),
        (ofIdentity, ofResource, principal, team) => {
          const sets: PolicySets = {
            identity: [
              attached(
                'inline',
                ofIdentity.map((one) => statementOf(one, false)),
              ),
            ],
            resource: {
              attached: attached(
                'resource',
                ofResource.map((one) => statementOf(one, true)),
              ),
              mode: 'optional',
            },
          };
          for (const resource of RESOURCES) {
            agree(request({ principal, resource, context: context({ team, 'aws:username': 'ab' }) }), sets);
          }
        },
      ),
      { numRuns: 60 },
    );
  });

  it('remembers no more for actions and resources that nobody else would name', () => {
    const statements = Array.from({ length: 40 }, (_, i) => allow({ Action: [`s3:Get${i}*`, 's3:*'] }));
    const policy = compiled(
      'resource',
      statements.map((one) => ({ ...one, Principal: '*' })),
    );
    const first = policy.about('s3:GetObject');
    expect(policy.about('s3:GetSomething')).toBe(first);
    for (let i = 0; i < 2000; i++) policy.about(`s3:Get${i}`);
    expect(policy.about('s3:GetObject').Allow.statements).toHaveLength(40);
    expect(policy.about('iam:GetUser').Allow.statements).toHaveLength(0);
  });

  it('asks a context for each key once in a decision, and anew in the next', () => {
    const statements = Array.from({ length: 20 }, (_, i) =>
      allow({ Condition: { StringEquals: { team: `t${i}` }, StringLike: { TEAM: `t${i}*` } } }),
    );
    const sets = { identity: [attached('inline', statements), attached('inline', statements)] };
    const asked: string[] = [];
    const answering = (value: string) => ({
      get: (key: string) => {
        asked.push(key);
        return value;
      },
    });
    expect(decide(request({ context: answering('none') }), sets).verdict).toBe('implicitDeny');
    expect(asked).toEqual(['team']);
    expect(decide(request({ context: answering('t7') }), sets).verdict).toBe('allowed');
    expect(asked).toEqual(['team', 'team']);
  });

  it('is not confused by a context that decides another request to answer', () => {
    const sets = {
      identity: [attached('inline', [allow({ Condition: { StringEquals: { k: 'yes', l: 'yes' } } })])],
    };
    const inner = request({ context: context({ k: 'no', l: 'no' }) });
    const outer = new Map([['k', 'yes']]);
    const answering = {
      get: (key: string) => {
        expect(decide(inner, sets).verdict).toBe('implicitDeny');
        return key === 'l' ? 'yes' : outer.get(key);
      },
    };
    expect(decide(request({ context: answering, resource: bucket }), sets).verdict).toBe('allowed');
  });
});
