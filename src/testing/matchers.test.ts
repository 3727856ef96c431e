import { expect as jestExpect } from 'expect';
import { describe, expect, it } from 'vitest';
import {
  account,
  assertAllowed,
  assertAllowedToAssume,
  assertDenied,
  assertDeniedToAssume,
  stintMatchers,
} from './index.ts';
import type {} from './jest.ts';
import type {} from './vitest.ts';

expect.extend(stintMatchers);
jestExpect.extend(stintMatchers);

const policy = {
  Version: '2012-10-17',
  Statement: [
    {
      Sid: 'Read',
      Effect: 'Allow',
      Action: 's3:GetObject',
      Resource: 'arn:aws:s3:::reports/*',
      Condition: { IpAddress: { 'aws:SourceIp': '203.0.113.0/24' } },
    },
    { Sid: 'Keep', Effect: 'Deny', Action: 's3:DeleteObject', Resource: '*' },
  ],
};
const trust = {
  Version: '2012-10-17',
  Statement: [
    { Effect: 'Allow', Principal: { AWS: 'arn:aws:iam::111122223333:user/alice' }, Action: 'sts:AssumeRole' },
  ],
};
const production = account('111122223333')
  .user('alice', { policies: policy })
  .user('bob')
  .role('auditor', { trust });

const get = { principal: 'user/alice', action: 's3:GetObject', resource: 'arn:aws:s3:::reports/a' } as const;
const near = { ...get, context: { 'aws:SourceIp': '203.0.113.7' } };
const remove = { ...get, action: 's3:DeleteObject' };
const assume = { principal: 'user/alice', role: 'auditor' } as const;

/** Each of them passes once, and fails with a text. */
const runners: [string, (subject: typeof production) => ReturnType<typeof expect<typeof production>>][] = [
  ['Vitest', (subject) => expect(subject)],
  ['Jest', (subject) => jestExpect(subject) as unknown as ReturnType<typeof expect<typeof production>>],
];

describe.each(runners)('the matchers in %s', (_, expectThat) => {
  it('pass when it is so', () => {
    expectThat(production).toAllow(near);
    expectThat(production).toAllow(near, { by: 'identity', sid: 'Read', policy: 'policy' });
    expectThat(production).toDeny(get);
    expectThat(production).toDeny(get, { verdict: 'implicitDeny', by: 'identity' });
    expectThat(production).toDeny(remove, { verdict: 'explicitDeny', sid: 'Keep' });
    expectThat(production).not.toAllow(get);
    expectThat(production).not.toDeny(near);
    expectThat(production).not.toDeny(get, { verdict: 'explicitDeny' });
    expectThat(production).toAllowAssuming(assume);
    expectThat(production).toDenyAssuming({ ...assume, principal: 'user/bob' }, { by: 'trust' });
  });

  it('tell why when it is not', () => {
    expect(() => expectThat(production).toAllow(get)).toThrow(
      /^user\/alice: s3:GetObject on arn:aws:s3:::reports\/a is refused \(nothing allows it\) by identity\n {2}verdict: expected allow, got implicitDeny\n {2}why: .*IpAddress on aws:SourceIp/,
    );
    expect(() => expectThat(production).toAllow(get)).toThrow(
      /not in the request, but asked for: aws:SourceIp/,
    );
    expect(() => expectThat(production).toAllow(get)).toThrow(
      /\n {2}to allow it: Call from the address 203.0.113.0.*\n {2}or: Add to the inline policy/,
    );
    expect(() => expectThat(production).toDeny(near)).toThrow(/\n {2}to refuse it: /);
    expect(() => expectThat(production).not.toAllow(near)).toThrow(/\n {2}to refuse it: /);
    expect(() => expectThat(production).toDeny(remove, { by: 'scp', sid: 'Other' })).toThrow(
      /by: expected scp, got identity\n {2}sid: expected Other, got Keep\n {2}why: .*\n {2}AWS says: .*$/,
    );
    expect(() => expectThat(production).not.toAllow(near)).toThrow(
      /is allowed by identity.*, and should not be/,
    );
    expect(() => expectThat(production).toAllowAssuming({ ...assume, principal: 'user/bob' })).toThrow(
      /^user\/bob: assuming auditor is refused/,
    );
  });

  it('throw when the question cannot be answered, also negated', () => {
    const asked = { ...get, principal: 'user/carol' };
    expect(() => expectThat(production).toDeny(asked)).toThrow(/no account has user 'carol'/);
    expect(() => expectThat(production).not.toAllow(asked)).toThrow(/no account has user 'carol'/);
  });
});

describe('the assertions', () => {
  it('say nothing when it is so', () => {
    assertAllowed(production, near, { sid: 'Read' });
    assertDenied(production, remove, { verdict: 'explicitDeny' });
    assertAllowedToAssume(production, assume);
    assertDeniedToAssume(production, { ...assume, principal: 'user/bob' });
  });

  it.each([
    ['assertAllowed', () => assertAllowed(production, get)],
    ['assertDenied', () => assertDenied(production, near)],
    ['assertAllowedToAssume', () => assertAllowedToAssume(production, { ...assume, principal: 'user/bob' })],
    ['assertDeniedToAssume', () => assertDeniedToAssume(production, assume)],
  ])('%s throws an assertion error when it is not', (_, refuted) => {
    expect(refuted).toThrow(
      expect.objectContaining({
        name: 'AssertionError',
        code: 'ERR_ASSERTION',
        expected: expect.stringMatching(/^(allow|deny)$/),
      }),
    );
  });
});
