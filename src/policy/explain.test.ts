import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decide } from './decide.ts';
import { denialMessage, refusalMessage } from './denial.ts';
import { explain, explainAll } from './explain.ts';
import type { AccessRequest, AttachedPolicy, PolicySets, Principal } from './model.ts';
import {
  A,
  alice,
  allow,
  attached,
  B,
  bucket,
  context,
  deny,
  federated,
  request,
  root,
  type StatementJson,
  session,
  textOf,
} from './policy.fixture.ts';

const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined });
const oneOrMore = (values: readonly string[]) =>
  fc.uniqueArray(fc.constantFrom(...values), { minLength: 1, maxLength: 3 });

const actions = oneOrMore(['*', 's3:*', 's3:Get*', 'S3:getobject', 'iam:*', '*:?etObject']);
const resources = oneOrMore([
  '*',
  'arn:aws:s3:::bucket/*',
  'arn:aws:s3:::bucket/key',
  'arn:aws:s3:::${aws:username}/*',
  "arn:aws:s3:::${aws:PrincipalTag/t, 'bucket'}/k?y",
  'arn:aws:s3',
]);
const operators = fc.constantFrom(
  'StringEquals',
  'StringNotLike',
  'ForAnyValue:StringLike',
  'ForAllValues:StringNotEquals',
  'Null',
  'StringEqualsIfExists',
  'NumericLessThan',
  'ArnLike',
);
const condition = fc.record({
  operator: operators,
  key: fc.constantFrom('aws:username', 'k', 'aws:TagKeys'),
  values: fc.array(fc.constantFrom('alice', '*', 'true', '5', '${aws:username}', '${none}'), {
    maxLength: 2,
  }),
});

const element = (name: string, values: fc.Arbitrary<string[]>) =>
  fc.tuple(fc.boolean(), values).map(([not, list]) => ({ [not ? `Not${name}` : name]: list }));

const base: fc.Arbitrary<StatementJson> = fc
  .record({
    effect: fc.constantFrom('Allow', 'Allow', 'Deny'),
    action: element('Action', actions),
    resource: element('Resource', resources),
    condition: maybe(condition),
  })
  .map(({ effect, action, resource, condition: c }) => ({
    Effect: effect,
    ...action,
    ...resource,
    ...(c && { Condition: { [c.operator]: { [c.key]: c.values } } }),
  }));

const principal = fc.constantFrom<unknown>(
  '*',
  { AWS: '*' },
  { AWS: A },
  { AWS: B },
  { AWS: alice.arn },
  { AWS: session.roleArn },
  { AWS: [session.arn, session.roleArn, A] },
  { AWS: federated.arn },
  { Service: 'x.amazonaws.com' },
  { Federated: 'accounts.google.com' },
);

const withPrincipal = fc.tuple(base, principal, fc.boolean()).map(([statement, named, not]) => ({
  ...statement,
  [not && statement.Effect === 'Deny' ? 'NotPrincipal' : 'Principal']: named,
}));

const documents = (
  kind: 'inline' | 'scp' | 'resource' | 'endpoint',
  statement: fc.Arbitrary<StatementJson>,
) => fc.array(statement, { minLength: 1, maxLength: 3 }).map((statements) => attached(kind, statements));
const lists = (one: fc.Arbitrary<AttachedPolicy>) => fc.array(one, { maxLength: 3 });
const levels = (one: fc.Arbitrary<AttachedPolicy>) =>
  fc.array(fc.record({ target: fc.constantFrom('r-root', 'ou-1'), policies: lists(one) }), { maxLength: 2 });

const identity = documents('inline', base);
const broad = fc.constantFrom(
  attached('inline', [allow()]),
  attached('inline', [allow(), deny({ Action: 'iam:*' })]),
);
const usually = fc.oneof({ weight: 3, arbitrary: broad }, { weight: 1, arbitrary: identity });

const sets: fc.Arbitrary<PolicySets> = fc.record({
  identity: lists(fc.oneof(identity, broad)),
  boundary: maybe(usually),
  session: maybe(lists(usually)),
  resource: maybe(
    fc.record({
      attached: documents('resource', withPrincipal),
      mode: fc.constantFrom('optional', 'key', 'trust'),
    }),
  ),
  scp: maybe(levels(fc.oneof(broad, documents('scp', base)))),
  rcp: maybe(levels(broad)),
  endpoint: maybe(fc.oneof(broad, documents('endpoint', withPrincipal))),
});

const callers: readonly Principal[] = [
  alice,
  session,
  federated,
  root,
  { ...federated, issuer: { kind: 'root' } },
  { kind: 'assumed-root', account: A, arn: root.arn },
  { kind: 'service', name: 'x.amazonaws.com' },
  { kind: 'web-identity', provider: 'accounts.google.com' },
  { kind: 'anonymous' },
];

const requests: fc.Arbitrary<AccessRequest> = fc.record({
  principal: fc.constantFrom(...callers),
  action: fc.constantFrom('s3:GetObject', 'iam:GetUser', 'sts:AssumeRole'),
  resource: fc.constantFrom('*', 'arn:aws:s3:::bucket/key', 'arn:aws:s3:::alice/x'),
  resourceAccount: fc.constantFrom(undefined, A, B),
  context: fc.constantFrom(
    context(),
    context({ 'aws:username': 'alice', k: '4', 'aws:TagKeys': ['a', 'alice'] }),
    context({ k: '', 'aws:TagKeys': [], 'aws:PrincipalTag/t': 'bucket' }),
  ),
});

describe('explain', () => {
  it('never disagrees with decide', { timeout: 120_000 }, () => {
    const seen = new Map<string, number>();
    fc.assert(
      fc.property(requests, sets, (question, policies) => {
        const decision = decide(question, policies);
        const explanation = explain(question, policies);
        expect(explanation.decision).toEqual(decision);
        expect(explanation.message).toBe(
          decision.verdict === 'allowed' ? undefined : refusalMessage(question, policies, decision),
        );
        expect(explanation.obstacles.length === 0).toBe(decision.verdict === 'allowed');
        if (decision.verdict !== 'allowed') {
          const { verdict, by } = decision;
          expect(explanation.obstacles).toContainEqual(expect.objectContaining({ verdict, type: by }));
        }
        const outcome = `${decision.verdict} ${decision.by}`;
        seen.set(outcome, (seen.get(outcome) ?? 0) + 1);
      }),
      { numRuns: 3000 },
    );
    for (const by of ['identity', 'boundary', 'session', 'resource', 'trust', 'scp', 'rcp', 'endpoint']) {
      expect(seen.get(`implicitDeny ${by}`), `implicitDeny ${by}`).toBeGreaterThan(0);
    }
    for (const outcome of [
      'allowed identity',
      'allowed resource',
      'allowed trust',
      'allowed root',
      'explicitDeny identity',
      'explicitDeny resource',
    ]) {
      expect(seen.get(outcome), outcome).toBeGreaterThan(0);
    }
  });

  it('shows each element, and each condition with what it saw', () => {
    const policy = attached('inline', [
      allow({ Sid: 'tags', Action: 'iam:*' }),
      allow({
        Resource: ['arn:aws:s3:::other', 'arn:aws:s3:::${aws:username}/*'],
        Condition: {
          StringEquals: { 'aws:PrincipalTag/Team': ['${aws:RequestTag/Team}', 'x-${aws:username}'] },
        },
      }),
    ]);
    const question = request({
      resource: 'arn:aws:s3:::alice/k',
      context: context({ 'aws:username': 'alice', 'aws:PrincipalTag/Team': 'red' }),
    });
    const { types, why, verdict, request: asked } = explain(question, { identity: [policy] });
    const [document] = types.find((type) => type.type === 'identity')!.documents;
    expect(document?.statements[0]).toMatchObject({ sid: 'tags', matched: false, failed: 'action', line: 1 });
    expect(document?.statements[1]).toMatchObject({
      matched: false,
      failed: 'condition',
      action: { element: 'Action', matched: true, pattern: '*' },
      resource: { element: 'Resource', matched: true, pattern: 'arn:aws:s3:::${aws:username}/*' },
      conditions: [
        {
          operator: 'StringEquals',
          key: 'aws:PrincipalTag/Team',
          missing: false,
          requestValues: ['red'],
          policyValues: [
            { written: '${aws:RequestTag/Team}' },
            { written: 'x-${aws:username}', resolved: 'x-alice' },
          ],
          result: false,
        },
      ],
    });
    expect(verdict).toBe('implicitDeny');
    expect(asked.missingKeys).toEqual(['aws:RequestTag/Team']);
    expect(asked.context).toContainEqual({
      key: 'aws:username',
      values: ['alice'],
      multivalued: false,
      type: 'text',
      origin: 'principal',
    });
    expect(explain(question, { identity: [] }).request.otherContext).toContainEqual({
      key: 'aws:principaltag/team',
      values: ['red'],
      multivalued: false,
      type: 'text',
      origin: 'principal',
    });
    expect(why).toContain('aws:PrincipalTag/Team (red)');
  });

  it('lists every obstacle, not only the one that is told', () => {
    const nothing = attached('inline', [allow({ Action: 'other:x' })]);
    const { obstacles, decision } = explain(request({ principal: session }), {
      identity: [nothing],
      boundary: attached('inline', [allow(), deny({ Sid: 'no' })]),
      session: [nothing],
      scp: [{ target: 'ou-1', policies: [] }],
    });
    expect(decision).toMatchObject({ verdict: 'explicitDeny', by: 'boundary' });
    expect(obstacles.map(({ type, verdict, target }) => [type, verdict, target])).toEqual([
      ['scp', 'implicitDeny', 'ou-1'],
      ['boundary', 'explicitDeny', undefined],
      ['identity', 'implicitDeny', undefined],
      ['session', 'implicitDeny', undefined],
    ]);
  });

  it('tells the entry and the grade by which a resource policy names the caller', () => {
    const policy = attached('resource', [allow({ Principal: { AWS: [B, A, session.roleArn] } })]);
    const { types, grants, why } = explain(request({ principal: session }), {
      identity: [],
      resource: { attached: policy, mode: 'optional' },
    });
    expect(types.find((type) => type.type === 'resource')?.documents[0]?.statements[0]?.principal).toEqual({
      element: 'Principal',
      matched: true,
      grade: 'entity',
      entry: { type: 'AWS', value: session.roleArn },
    });
    expect(grants.resourceGrade).toBe('entity');
    expect(why).toContain('allows it');
  });

  it('is plain data', () => {
    const { request: _request, ...rest } = explain(request(), { identity: [attached('inline', [allow()])] });
    expect(JSON.parse(JSON.stringify(rest))).toEqual(rest);
  });

  it('tells reason and message, and where the deciding statement stands', () => {
    const policy = attached('inline', [allow(), deny({ Sid: 'no' })]);
    const { reason, message } = explain(request(), { identity: [policy] });
    const column = textOf([allow(), deny({ Sid: 'no' })]).lastIndexOf('{') + 1;
    expect(reason).toEqual({
      code: 'explicit-deny-by-identity',
      text: 'with an explicit deny in an identity-based policy',
      position: { line: 1, column },
    });
    expect(message).toBe(
      `User: ${alice.arn} is not authorized to perform: s3:GetObject on resource: ${bucket} with an explicit deny in an identity-based policy`,
    );
    const allowed = explain(request({ principal: root }), { identity: [] });
    expect([allowed.reason, allowed.message]).toEqual([{ code: 'allowed-by-root', text: '' }, undefined]);
  });

  it.each<[type: string, sets: Partial<PolicySets>, said: object]>([
    ['scp', {}, { absence: 'no-organization' }],
    ['scp', { scp: [], managementAccount: A }, { exemption: 'management-account' }],
    ['endpoint', {}, { absence: 'no-endpoint' }],
    ['resource', {}, { absence: 'no-resource-policy' }],
    ['boundary', {}, { absence: 'no-boundary' }],
    ['session', {}, { absence: 'no-session-policies' }],
  ])('tells why %s policies take no part: %o', (type, sets, said) => {
    const { types } = explain(request(), { identity: [], ...sets });
    expect(types.find((one) => one.type === type)).toMatchObject({ applies: false, ...said });
  });

  it('of a call that needs several permissions the first refusal is told and all are explained', () => {
    const identity = [attached('inline', [allow({ Action: 'iam:AddRoleToInstanceProfile' })])];
    const asks = ['iam:AddRoleToInstanceProfile', 'iam:PassRole', 'iam:GetRole'].map((action) => ({
      request: request({ action }),
      sets: { identity },
    }));
    const { verdict, refused, parts } = explainAll(asks);
    expect([verdict, refused?.request.action]).toEqual(['implicitDeny', 'iam:PassRole']);
    expect(parts.map((part) => part.verdict)).toEqual(['allowed', 'implicitDeny', 'implicitDeny']);
    const { parts: one, ...rest } = explainAll(asks.slice(0, 1));
    expect([one.length, rest]).toEqual([1, { verdict: 'allowed' }]);
  });

  it.each<[what: string, more: Partial<AccessRequest>, mode: 'key' | 'optional', ending: string]>([
    ['S3 tells callers of another account nothing', { resourceAccount: B }, 'optional', 'Access Denied'],
    [
      'of a foreign key they do not learn whether it exists',
      { resourceAccount: B, action: 'kms:Decrypt', resource: `arn:aws:kms:eu-west-1:${B}:key/k` },
      'key',
      'is not authorized to perform: kms:Decrypt on this resource because the resource does not exist in this Region, no resource-based policies allow access, or a resource-based policy explicitly denies access',
    ],
    [
      'of an own one the reason',
      { action: 'kms:Decrypt' },
      'key',
      'because no resource-based policy allows the kms:Decrypt action',
    ],
  ])('%s', (_what, more, mode, ending) => {
    const policy = attached('resource', [allow({ Principal: { AWS: `arn:aws:iam::${B}:user/x` } })]);
    const { message } = explain(request(more), {
      identity: [attached('inline', [allow()])],
      resource: { attached: policy, mode },
    });
    expect(message?.endsWith(ending)).toBe(true);
  });

  it('the ARN of a resource control policy is told only within its account', () => {
    const source = { kind: 'rcp', name: 'p', arn: 'arn:aws:organizations::1:policy/o-1/p-1' } as const;
    const { policy } = attached('rcp', [deny({ Principal: '*', Action: 's3:*' })]);
    const sets = { identity: [], rcp: [{ target: 'r-1', policies: [{ policy, source }] }] };
    const action = 's3:GetObject';
    const told = explain(request(), sets);
    expect(told.message?.endsWith(source.arn)).toBe(true);
    expect(denialMessage(alice.arn, action, bucket, told.decision).endsWith('control policy')).toBe(true);
  });
});
