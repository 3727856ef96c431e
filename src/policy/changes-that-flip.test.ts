import { describe, expect, it } from 'vitest';
import { applyChanges } from './apply-changes.ts';
import { changesThatFlip } from './changes-that-flip.ts';
import { decide } from './decide.ts';
import type { AccessRequest, AttachedPolicy, PolicySets } from './model.ts';
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
  session,
  trusting,
} from './policy.fixture.ts';
import { DecisionTooCostlyError } from './step-budget.ts';

const role = `arn:aws:iam::${A}:role/r2`;
const assume = { action: 'sts:AssumeRole', resource: role };
const everything = attached('inline', [allow()]);
const trust = (policy: AttachedPolicy) => ({ attached: policy, mode: 'trust' }) as const;
const onBucket = (policy: AttachedPolicy) => ({ attached: policy, mode: 'optional' }) as const;

interface Row {
  readonly title: string;
  readonly asked?: Partial<AccessRequest>;
  readonly sets: Partial<PolicySets>;
  /** The smallest flip. */
  readonly flip: readonly object[];
}

const rows: readonly Row[] = [
  {
    title: 'nobody allows: a statement in the identity policy that is there',
    sets: { identity: [attached('inline', [allow({ Action: 'iam:GetUser' })])] },
    flip: [
      {
        kind: 'add-statement',
        place: { type: 'identity', document: 0 },
        patch: {
          op: 'add',
          path: '/Statement/-',
          value: { Effect: 'Allow', Action: 's3:GetObject', Resource: bucket },
        },
      },
    ],
  },
  {
    title: 'no policy at all: a new one',
    sets: {},
    flip: [
      {
        kind: 'add-policy',
        type: 'identity',
        document: {
          Version: '2012-10-17',
          Statement: [{ Effect: 'Allow', Action: 's3:GetObject', Resource: bucket }],
        },
      },
    ],
  },
  {
    title: 'the resource is named literally, whatever stands in it',
    asked: { resource: 'arn:aws:s3:::bucket/a*b?c$' },
    sets: { identity: [attached('inline', [allow({ Action: 'iam:GetUser' })])] },
    flip: [{ patch: { value: { Resource: 'arn:aws:s3:::bucket/a${*}b${?}c${$}' } } }],
  },
  {
    title: 'the boundary does not allow: a statement in it',
    sets: { identity: [everything], boundary: attached('managed', [allow({ Action: 'iam:*' })]) },
    flip: [{ kind: 'add-statement', place: { type: 'boundary', document: 0 } }],
  },
  {
    title: 'identity and boundary both lack it: both are changed',
    sets: {
      identity: [attached('inline', [allow({ Action: 'iam:*' })])],
      boundary: attached('managed', [allow({ Action: 'iam:*' })]),
    },
    flip: [
      { kind: 'add-statement', place: { type: 'identity', document: 0 } },
      { kind: 'add-statement', place: { type: 'boundary', document: 0 } },
    ],
  },
  {
    title: 'a trust policy names another: the caller is named beside',
    asked: assume,
    sets: {
      resource: trust(attached('trust', [trusting({ AWS: `arn:aws:iam::${A}:user/bob` })])),
    },
    flip: [
      {
        kind: 'add-principal',
        patch: {
          op: 'replace',
          path: '/Statement/0/Principal',
          value: { AWS: [`arn:aws:iam::${A}:user/bob`, alice.arn] },
        },
      },
    ],
  },
  {
    title: 'a trust policy names who was there before: the id of who is there now',
    asked: assume,
    sets: {
      resource: trust(
        attached('trust', [trusting({ AWS: alice.arn })], {
          bindings: new Map([[alice.arn, 'AIDAGONEGONEGONE1234']]),
        }),
      ),
    },
    flip: [{ kind: 'add-principal', patch: { value: { AWS: [alice.arn, alice.id] } } }],
  },
  {
    title: 'the session lacks MFA: the request comes with it',
    asked: assume,
    sets: {
      resource: trust(
        attached('trust', [
          trusting({ AWS: alice.arn }, { Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'true' } } }),
        ]),
      ),
    },
    flip: [{ kind: 'set-context', key: 'aws:MultiFactorAuthPresent', values: ['true'] }],
  },
  {
    title: 'an external id is wanted',
    asked: assume,
    sets: {
      resource: trust(
        attached('trust', [
          trusting({ AWS: alice.arn }, { Condition: { StringEquals: { 'sts:ExternalId': 'X' } } }),
        ]),
      ),
    },
    flip: [{ kind: 'set-context', key: 'sts:ExternalId', values: ['X'] }],
  },
  {
    title: 'the caller lacks the tag that the resource has: it is tagged alike',
    asked: { context: context({ 'aws:ResourceTag/team': 'red' }) },
    sets: {
      identity: [
        attached('inline', [
          allow({ Condition: { StringEquals: { 'aws:ResourceTag/team': '${aws:PrincipalTag/team}' } } }),
        ]),
      ],
    },
    flip: [{ kind: 'set-context', key: 'aws:PrincipalTag/team', values: ['red'] }],
  },
  {
    title: 'a condition on who the caller is: the value is listed, for the caller cannot be another',
    asked: { context: context({ 'aws:username': 'alice' }) },
    sets: {
      identity: [attached('inline', [allow({ Condition: { StringEquals: { 'aws:username': 'bob' } } })])],
    },
    flip: [
      {
        kind: 'change-condition',
        patch: {
          op: 'replace',
          path: '/Statement/0/Condition/StringEquals/aws:username',
          value: ['bob', 'alice'],
        },
      },
    ],
  },
  {
    title: 'a deny with a condition: a request that it spares',
    asked: { context: context({ 'aws:SourceIp': '203.0.113.9' }) },
    sets: {
      identity: [
        everything,
        attached('inline', [deny({ Condition: { NotIpAddress: { 'aws:SourceIp': '10.0.0.0/8' } } })]),
      ],
    },
    flip: [{ kind: 'set-context', key: 'aws:SourceIp', values: ['10.0.0.0'] }],
  },
  {
    title: 'a deny without one: it goes',
    sets: { identity: [attached('inline', [allow(), deny({ Sid: 'no' })])] },
    flip: [{ kind: 'remove-statement', patch: { op: 'remove', path: '/Statement/1' } }],
  },
  {
    title: 'two denials in one document: the last goes first, so that the pointers hold',
    sets: { identity: [attached('inline', [deny(), allow(), deny({ Sid: 'no' })])] },
    flip: [
      { kind: 'remove-statement', patch: { path: '/Statement/2' } },
      { kind: 'remove-statement', patch: { path: '/Statement/0' } },
    ],
  },
  {
    title: 'a document that only denies is detached',
    sets: { identity: [everything, attached('inline', [deny()])] },
    flip: [{ kind: 'detach-policy', place: { type: 'identity', document: 1 } }],
  },
  {
    title: 'an organization level without a policy',
    sets: { identity: [everything], scp: [{ target: 'ou-1', policies: [] }] },
    flip: [{ kind: 'add-policy', type: 'scp', level: 0, target: 'ou-1' }],
  },
  {
    title: 'a federated session without session policies',
    asked: { principal: federated },
    sets: { identity: [everything] },
    flip: [{ kind: 'add-policy', type: 'session' }],
  },
  {
    title: 'an anonymous caller: everyone is named in the policy of the resource',
    asked: { principal: { kind: 'anonymous' } },
    sets: { resource: onBucket(attached('resource', [allow({ Principal: { AWS: B } })])) },
    flip: [{ kind: 'add-principal', patch: { value: '*' } }],
  },
  {
    title: 'a caller of another account: both sides',
    asked: { resourceAccount: B },
    sets: {},
    flip: [
      { kind: 'add-policy', type: 'resource' },
      { kind: 'add-policy', type: 'identity' },
    ],
  },
  {
    title: 'allowed by one statement: it goes',
    sets: { identity: [attached('inline', [allow({ Sid: 'one' }), allow({ Action: 'iam:*' })])] },
    flip: [{ kind: 'add-statement', patch: { value: { Effect: 'Deny', Action: 's3:GetObject' } } }],
  },
  {
    title: 'allowed, but for its condition',
    asked: { context: context({ 'aws:SecureTransport': 'true' }) },
    sets: {
      identity: [attached('inline', [allow({ Condition: { Bool: { 'aws:SecureTransport': 'true' } } })])],
    },
    flip: [{ kind: 'set-context', key: 'aws:SecureTransport', values: ['false'] }],
  },
  {
    title: 'allowed, beside a deny that only its condition keeps away',
    asked: { context: context({ 'aws:MultiFactorAuthPresent': 'true' }) },
    sets: {
      identity: [
        everything,
        attached('inline', [deny({ Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'false' } } })]),
      ],
    },
    flip: [{ kind: 'set-context', key: 'aws:MultiFactorAuthPresent', values: ['false'] }],
  },
];

const setsOf = (sets: Partial<PolicySets>): PolicySets => ({ identity: [], ...sets });

describe('the smallest change that flips a decision', () => {
  it.each(rows)('$title', ({ asked, sets, flip }) => {
    const question = request(asked);
    const { flips, to } = changesThatFlip(question, setsOf(sets));
    expect(flips[0]?.changes).toMatchObject(flip);
    for (const { changes, decision } of flips) {
      const after = applyChanges({ request: question, sets: setsOf(sets) }, changes);
      expect(decide(after.request, after.sets)).toEqual(decision);
      expect(decision.verdict === 'allowed').toBe(to === 'allowed');
    }
  });

  it('the request is bettered before a policy is widened, and that before a deny ends', () => {
    const condition = { Bool: { 'aws:MultiFactorAuthPresent': 'true' } };
    const { flips } = changesThatFlip(
      request({ context: context({ 'aws:MultiFactorAuthPresent': 'false', 'aws:PrincipalArn': alice.arn }) }),
      {
        identity: [
          attached('inline', [
            allow(),
            deny({ Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'false' } } }),
          ]),
          attached('inline', [allow({ Condition: condition })]),
        ],
      },
    );
    expect(flips.map(({ changes }) => changes.map(({ kind }) => kind))).toEqual([
      ['set-context'],
      ['narrow-statement'],
      ['remove-statement'],
    ]);
  });

  it('a policy of the resource that names the caller spares it three changes', () => {
    const nothing = attached('inline', [allow({ Action: 'iam:*' })]);
    const { flips } = changesThatFlip(request({ principal: session }), {
      identity: [nothing],
      boundary: nothing,
      session: [nothing],
      resource: onBucket(attached('resource', [allow({ Principal: { AWS: B } })])),
    });
    expect(flips[0]?.changes).toMatchObject([
      { kind: 'add-principal', place: { type: 'resource' }, patch: { value: { AWS: [B, session.arn] } } },
    ]);
    expect(flips.some(({ changes }) => changes.length === 3)).toBe(true);
  });

  it.each([
    [
      'identity',
      { identity: [attached('inline', [allow({ Action: 'iam:*' })])] },
      'the inline policy "inline-policy"',
    ],
    [
      'boundary',
      { identity: [everything], boundary: attached('managed', [allow({ Action: 'iam:*' })]) },
      'the permissions boundary "managed-policy"',
    ],
  ])('tells which document is to change: %s', (_type, sets, named) => {
    expect(changesThatFlip(request(), setsOf(sets)).flips[0]?.sentence).toContain(
      `Add to ${named} the statement`,
    );
  });

  it('a document that a key cannot do without stays, another may go', () => {
    const key = attached('resource', [allow({ Principal: { AWS: A } })]);
    const { flips } = changesThatFlip(
      request({ action: 'kms:Decrypt', resource: `arn:aws:kms:eu-west-1:${A}:key/k` }),
      {
        identity: [everything],
        resource: { attached: key, mode: 'key' },
      },
    );
    expect(
      flips
        .flatMap(({ changes }) => changes)
        .map((change) => [change.kind, 'place' in change && change.place.type]),
    ).toEqual([
      ['add-statement', 'identity'],
      ['add-statement', 'resource'],
      ['detach-policy', 'identity'],
    ]);
  });

  it('finds one also where a long document can take no more', () => {
    const strangers = Array.from({ length: 300 }, (_, at) =>
      allow({ Principal: { AWS: `arn:aws:iam::${A}:user/a-user-of-some-name-${at}` } }),
    );
    const sets = {
      identity: [attached('inline', [allow({ Action: 'iam:*' })])],
      resource: onBucket(attached('resource', strangers)),
    };
    expect(changesThatFlip(request(), sets).flips[0]?.changes).toMatchObject([
      { kind: 'add-statement', place: { type: 'identity' } },
    ]);
  });

  it('takes its steps from a bound, and gives up where there are too many', () => {
    const long = '${aws:UserAgent}'.repeat(100);
    const costly = deny({ Condition: { StringLike: { 'aws:UserAgent': Array(20).fill(long) } } });
    const asked = request({ context: context({ 'aws:UserAgent': 'a'.repeat(100_000) }) });
    const sets = { identity: [attached('inline', [allow(), costly])] };
    expect(() => changesThatFlip(asked, sets)).toThrow(DecisionTooCostlyError);
    expect(decide(request(), { identity: [everything] }).verdict).toBe('allowed');
  });

  it('policies of AWS are not edited', () => {
    const source = {
      kind: 'managed',
      name: 'ReadOnlyAccess',
      arn: 'arn:aws:iam::aws:policy/ReadOnlyAccess',
    } as const;
    const { policy } = attached('managed', [allow({ Action: 'iam:*' })]);
    const { flips } = changesThatFlip(request(), { identity: [{ policy, source }] });
    expect(flips[0]?.changes).toMatchObject([{ kind: 'add-policy', type: 'identity' }]);
  });

  it('says why there is none: nothing that is given binds the root of an account', () => {
    const { flips, noneBecause } = changesThatFlip(request({ principal: root }), setsOf({}));
    expect([flips, noneBecause]).toEqual([[], expect.stringContaining('root of an account')]);
  });

  it('tells in one line what to do, whatever stands in the policies', () => {
    const { policy } = attached('inline', [allow({ Action: 'iam:*' })]);
    const source = { kind: 'inline', name: 'p\n\u001b[31m\u202e' } as const;
    const { flips } = changesThatFlip(request(), { identity: [{ policy, source }] });
    expect(flips[0]?.sentence).toBe(
      `Add to the inline policy "p\\u000a\\u001b[31m\\u202e" the statement: Allow s3:GetObject on ${bucket}.`,
    );
  });

  it('is plain data', () => {
    const flips = changesThatFlip(request(), setsOf({ identity: [everything] }));
    expect(JSON.parse(JSON.stringify(flips))).toEqual(flips);
  });
});
