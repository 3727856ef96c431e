import { describe, expect, it } from 'vitest';
import { decide } from './decide.ts';
import { allow, attached, deny, request } from './policy.fixture.ts';

describe('the statement that a decision names', () => {
  it('is told with its Sid', () => {
    const policy = attached('inline', [allow(), deny({ Sid: 'never' })]);
    const { statement } = decide(request(), { identity: [policy] });
    expect(statement).toStrictEqual({ source: policy.source, index: 1, sid: 'never' });
  });

  it('is told without one, if it has none', () => {
    const policy = attached('inline', [allow()]);
    const { statement } = decide(request(), { identity: [policy] });
    expect(statement).toStrictEqual({ source: policy.source, index: 0 });
  });

  it('is none for an implicit deny', () => {
    expect(decide(request(), { identity: [] })).toStrictEqual({ verdict: 'implicitDeny', by: 'identity' });
  });
});
