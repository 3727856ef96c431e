import { describe, expect, it } from 'vitest';
import { explain } from './explain.ts';
import type { PolicySets, PolicyType } from './model.ts';
import { alice, allow, attached, B, deny, request, trusting } from './policy.fixture.ts';
import { toldExplanation } from './told.ts';

const role = `arn:aws:iam::${B}:role/secret`;
const asked = request({ action: 'sts:AssumeRole', resource: role, resourceAccount: B });
const OWN = new Set<PolicyType>(['identity', 'boundary', 'session']);

function told(sets: PolicySets, mayRead = (type: PolicyType) => OWN.has(type)) {
  return toldExplanation(asked, sets, explain(asked, sets), mayRead);
}

const trust = (...statements: readonly object[]) =>
  ({ attached: attached('trust', statements as never), mode: 'trust' }) as const;
const wantsId = trusting(
  { AWS: alice.arn },
  { Sid: 'Inner', Condition: { StringEquals: { 'sts:ExternalId': 'hidden' } } },
);
const nothing = attached('inline', [allow({ Action: 'iam:*' })]);
const everything = attached('inline', [allow()]);

describe('what a reader is told who may read the policies of its own account only', () => {
  it('holds nothing of a trust policy of another account: no statement, no key, no value', () => {
    const text = JSON.stringify(told({ identity: [everything], resource: trust(wantsId) }));
    expect(text).not.toMatch(/Inner|ExternalId|hidden|"trust policy|trust-policy/);
    expect(JSON.parse(text).withheld).toEqual(['trust']);
  });

  it('is the same, whether it is the other side too that refuses', () => {
    const open = trust(trusting({ AWS: alice.arn }));
    expect(told({ identity: [nothing], resource: trust(wantsId) })).toEqual(
      told({ identity: [nothing], resource: open }),
    );
  });

  it('is no more than the message where only hidden policies refuse', () => {
    const { why, obstacles, message } = told({ identity: [everything], resource: trust(wantsId) });
    expect(message).toBe(
      `User: ${alice.arn} is not authorized to perform: sts:AssumeRole on resource: ${role}`,
    );
    expect([why, obstacles]).toEqual([`${message}. No policy that may be read refuses it.`, []]);
  });

  it('names what refuses on the own side', () => {
    const { why, obstacles } = told({ identity: [nothing], resource: trust(wantsId) });
    expect(obstacles).toEqual([{ type: 'identity', verdict: 'implicitDeny' }]);
    expect(why).toContain('these refuse it: identity-based policies (nothing allows it)');
  });

  it('leaves an organization out: levels, names, statements', () => {
    const level = (target: string) => ({
      target,
      policies: [attached('scp', [allow(), deny({ Sid: 'Guard' })])],
    });
    const text = JSON.stringify(
      told({ identity: [everything], scp: [level('ou-9')], resource: trust(wantsId) }),
    );
    expect(text).not.toMatch(/ou-9|Guard|scp-policy/);
  });

  it('is all of it for who may read all', () => {
    const sets = { identity: [everything], resource: trust(wantsId) };
    const { types, request: shown } = explain(asked, sets);
    expect(told(sets, () => true)).toMatchObject({ types, withheld: [], request: shown });
  });
});
