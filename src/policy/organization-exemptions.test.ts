import { describe, expect, it } from 'vitest';
import { explain } from './explain.ts';
import type { AccessRequest, PolicySets, Principal } from './model.ts';
import { A, alice, allow, asked, attached, B, deny, request, root, session, yes } from './policy.fixture.ts';

const linked = { ...session, serviceLinked: true } satisfies Principal;
const service = { kind: 'service', name: 's3.amazonaws.com' } as const satisfies Principal;
const nobody = { kind: 'anonymous' } as const satisfies Principal;
const bySts: Partial<AccessRequest> = { action: 'sts:AssumeRole' };
const everyone = {
  attached: attached('resource', [allow({ Principal: '*' })]),
  mode: 'optional',
} as const satisfies PolicySets['resource'];

const scp = [{ target: 'r-1', policies: [attached('scp', [deny()])] }];
const rcp = [
  {
    target: 'r-1',
    policies: [attached('rcp', [deny({ Principal: '*', Action: ['sts:*', 's3:*', 'kms:*', 'iam:*'] })])],
  },
];

/** Who asks for what, in whose organization → why its SCPs and its RCPs do not bind; nothing: they do. */
const CASES: readonly (readonly [
  string,
  Partial<AccessRequest>,
  string | undefined,
  string | undefined,
  string | undefined,
])[] = [
  ['a user of a member account', { principal: alice }, B, undefined, undefined],
  ['the root of a member account', { principal: root }, B, undefined, undefined],
  ['a user of the management account', { principal: alice }, A, 'management-account', 'management-account'],
  [
    'a user of the management account, on a resource of a member',
    { principal: alice, resourceAccount: B },
    A,
    'management-account',
    undefined,
  ],
  [
    'a user of a member, on a resource of the management account',
    { principal: alice, resourceAccount: B },
    B,
    undefined,
    'management-account',
  ],
  [
    'a session of a service-linked role',
    { principal: linked },
    undefined,
    'service-linked-role',
    'service-linked-role',
  ],
  ['a session of another role', { principal: session }, undefined, undefined, undefined],
  ['a service', { principal: service }, undefined, 'caller-has-no-account', undefined],
  ['nobody', { principal: nobody }, undefined, 'caller-has-no-account', undefined],
  [
    'nobody, on a resource of the management account',
    { principal: nobody, resourceAccount: A },
    A,
    'caller-has-no-account',
    'management-account',
  ],
  ['an action of IAM', { action: 'IAM:DeleteRole' }, undefined, undefined, 'service-without-rcp-support'],
  ['kms:RetireGrant', { action: 'kms:RetireGrant' }, undefined, undefined, 'service-without-rcp-support'],
  ['another action of KMS', { action: 'kms:RetireGrants' }, undefined, undefined, undefined],
  [
    'an action of a service whose name begins alike',
    { action: 'iam2:DeleteRole' },
    undefined,
    undefined,
    undefined,
  ],
];

describe('who is exempt from the policies of an organization', () => {
  it.each(CASES)('%s', (_who, more, managementAccount, fromScp, fromRcp) => {
    const sets = { identity: [yes], scp, rcp, managementAccount };
    const { types } = explain(request(more), sets);
    const exemptionFrom = (type: string) => types.find((trace) => trace.type === type)?.exemption;
    expect({ scp: exemptionFrom('scp'), rcp: exemptionFrom('rcp') }).toEqual({ scp: fromScp, rcp: fromRcp });
  });
});

describe('an organization whose policies deny everything', () => {
  it.each([
    ['binds a session', { scp }, { ...bySts, principal: session }, 'E scp'],
    ['spares a service-linked one', { scp, rcp }, { ...bySts, principal: linked }, '+ identity'],
    ['binds by its RCPs alone', { rcp }, bySts, 'E rcp'],
    [
      'binds by its SCPs where the RCPs are silent on the service',
      { scp, rcp },
      { action: 'iam:GetUser' },
      'E scp',
    ],
    ['spares kms:RetireGrant from its RCPs', { rcp }, { action: 'kms:retiregrant' }, '+ identity'],
    [
      'binds a service by its RCPs',
      { scp, rcp, resource: everyone },
      { ...bySts, principal: service },
      'E rcp',
    ],
    [
      'spares a service from its SCPs',
      { scp, resource: everyone },
      { ...bySts, principal: service },
      '+ resource',
    ],
  ] as const)('%s', (_title, sets, more, answer) => {
    expect(asked({ identity: [yes], ...sets }, more)).toBe(answer);
  });
});
