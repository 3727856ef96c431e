import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PolicyKind } from '../issue.ts';
import { ANY_SIZE, parse } from '../parse.ts';
import {
  documentOf,
  isAllowed,
  membership,
  requestFor,
  settingsFor,
  twoVersions,
  type Written,
} from './diff.fixture.ts';
import { diff, type PolicyChange } from './diff.ts';

const allow = (Action: unknown, Resource: unknown = '*', Condition?: object): Written => ({
  Effect: 'Allow',
  Action,
  Resource,
  ...(Condition && { Condition }),
});
const deny = (...parts: Parameters<typeof allow>): Written => ({ ...allow(...parts), Effect: 'Deny' });
const many = (count: number, make: (index: number) => unknown) =>
  Array.from({ length: count }, (_, at) => make(at));

/** `s3:Get* except s3:GetObject on arn:… when StringEquals aws:… [a] is true`. */
function say({ actions, resources, principals, conditions }: PolicyChange): string {
  const terms = (list: PolicyChange['actions']) =>
    list
      .map(({ matching, except }) =>
        [matching.join(' & '), ...(except.length > 0 ? [except.join(', ')] : [])].join(' except '),
      )
      .join(' | ');
  const condition = (one: PolicyChange['conditions'][number]): string => {
    if ('anyOf' in one) return one.anyOf.map(condition).join(' or ');
    return 'resource' in one
      ? `resource like ${one.resource} is ${one.holds}`
      : `${one.operator} ${one.key} [${one.values}] is ${one.holds}`;
  };
  const when = conditions.length > 0 ? ` when ${conditions.map(condition).join(' and ')}` : '';
  const who = principals[0] === 'whoever the policy is attached to' ? '' : ` for ${principals.join(', ')}`;
  return `${terms(actions)} on ${terms(resources)}${who}${when}`;
}

interface Row {
  readonly title: string;
  readonly kind?: PolicyKind;
  readonly before: readonly Written[];
  readonly after: readonly Written[];
  readonly allowed?: readonly string[];
  readonly refused?: readonly string[];
}

const HOME = 'arn:aws:s3:::home/${aws:username}/*';
const bucket = (Principal: unknown): Written => ({ ...allow('s3:GetObject', 'arn:aws:s3:::b/*'), Principal });

const ROWS: readonly Row[] = [
  {
    title: 'a wider action',
    before: [allow('s3:GetObject', 'arn:aws:s3:::b/*')],
    after: [allow('s3:Get*', 'arn:aws:s3:::b/*')],
    allowed: ['s3:Get* except s3:GetObject on arn:aws:s3:::b/*'],
  },
  {
    title: 'a list split into statements, in another order and case',
    before: [allow(['s3:GetObject', 's3:PutObject'], 'arn:aws:s3:::b/*')],
    after: [allow('S3:PUTOBJECT', 'arn:aws:s3:::b/*'), allow('s3:getobject', 'arn:aws:s3:::b/*')],
  },
  {
    title: 'a resource that another one covers',
    before: [allow('s3:*', ['arn:aws:s3:::b/*', 'arn:aws:s3:::b/secret'])],
    after: [allow('s3:*', 'arn:aws:s3:::b/*')],
  },
  {
    title: 'a denial, also of what the policy does not allow',
    before: [allow('s3:Get*')],
    after: [allow('s3:Get*'), deny('s3:*', 'arn:aws:s3:::prod/*')],
    refused: ['s3:Get* on arn:aws:s3:::prod/*', 's3:* except s3:Get* on arn:aws:s3:::prod/*'],
  },
  {
    title: 'NotAction',
    before: [{ Effect: 'Allow', NotAction: 'iam:*', Resource: '*' }],
    after: [{ Effect: 'Allow', NotAction: ['iam:*', 'organizations:*'], Resource: '*' }],
    refused: ['organizations:* on *'],
  },
  {
    title: 'one more value',
    before: [allow('s3:*', '*', { StringEquals: { 'aws:PrincipalTag/team': 'a' } })],
    after: [allow('s3:*', '*', { StringEquals: { 'aws:PrincipalTag/team': ['a', 'b'] } })],
    allowed: [
      's3:* on * when StringEquals aws:PrincipalTag/team [a] is false and StringEquals aws:PrincipalTag/team [a,b] is true',
    ],
  },
  {
    title: 'a network and its two halves',
    before: [allow('s3:*', '*', { IpAddress: { 'aws:SourceIp': '10.0.0.0/8' } })],
    after: [allow('s3:*', '*', { IpAddress: { 'aws:SourceIp': ['10.0.0.0/9', '10.128.0.0/9'] } })],
  },
  {
    title: 'numbers of one value',
    before: [allow('s3:*', '*', { NumericLessThan: { 'aws:MultiFactorAuthAge': '3600' } })],
    after: [allow('s3:*', '*', { NumericLessThan: { 'aws:MultiFactorAuthAge': '3600.0' } })],
  },
  {
    title: 'a bound that excludes one number',
    before: [allow('s3:*', '*', { NumericLessThanEquals: { 'aws:MultiFactorAuthAge': '3600' } })],
    after: [allow('s3:*', '*', { NumericLessThan: { 'aws:MultiFactorAuthAge': '3600' } })],
    refused: [
      's3:* on * when NumericLessThan aws:MultiFactorAuthAge [3600] is false and NumericLessThanEquals aws:MultiFactorAuthAge [3600] is true',
    ],
  },
  {
    title: 'a missing key, with IfExists',
    before: [allow('s3:*', '*', { Bool: { 'aws:MultiFactorAuthPresent': 'true' } })],
    after: [allow('s3:*', '*', { BoolIfExists: { 'aws:MultiFactorAuthPresent': 'true' } })],
    allowed: [
      's3:* on * when Bool aws:MultiFactorAuthPresent [true] is false and BoolIfExists aws:MultiFactorAuthPresent [true] is true',
    ],
  },
  {
    title: 'a set of tag keys without a guard against none',
    before: [allow('s3:*', '*', { 'ForAnyValue:StringEquals': { 'aws:TagKeys': 'a' } })],
    after: [
      allow('s3:*', '*', {
        'ForAllValues:StringEquals': { 'aws:TagKeys': 'a' },
        Null: { 'aws:TagKeys': 'false' },
      }),
    ],
    refused: [
      's3:* on * when ForAllValues:StringEquals aws:TagKeys [a] is false and ForAnyValue:StringEquals aws:TagKeys [a] is true',
    ],
  },
  {
    title: 'a variable instead of a wildcard',
    before: [allow('s3:*', 'arn:aws:s3:::home/*')],
    after: [allow('s3:*', HOME)],
    refused: [
      `s3:* on arn:aws:s3:::home/* except ${HOME}`,
      `s3:* on ${HOME} when resource like ${HOME} is false`,
    ],
  },
  {
    title: 'statements of several conditions beside the changed one',
    before: [
      allow('s3:*'),
      deny('s3:*', '*', { StringEquals: { 'aws:RequestTag/a': '1', 'aws:RequestTag/b': '1' } }),
    ],
    after: [
      allow('s3:Get*'),
      deny('s3:*', '*', { StringEquals: { 'aws:RequestTag/a': '1', 'aws:RequestTag/b': '1' } }),
    ],
    refused: [
      's3:* except s3:Get* on * when StringEquals aws:RequestTag/a [1] is false or StringEquals aws:RequestTag/b [1] is false',
    ],
  },
  {
    title: 'a trust policy that asks for no external id any more',
    kind: 'trust',
    before: [
      {
        Effect: 'Allow',
        Principal: { Service: 'ec2.amazonaws.com' },
        Action: 'sts:AssumeRole',
        Condition: { StringEquals: { 'sts:ExternalId': 'x' } },
      },
    ],
    after: [{ Effect: 'Allow', Principal: { Service: 'ec2.amazonaws.com' }, Action: 'sts:AssumeRole' }],
    allowed: [
      'sts:AssumeRole on  for service ec2.amazonaws.com when StringEquals sts:ExternalId [x] is false',
    ],
  },
  {
    title: 'a service more',
    kind: 'resource',
    before: [bucket({ Service: 'ec2.amazonaws.com' })],
    after: [bucket({ Service: ['ec2.amazonaws.com', 'sns.amazonaws.com'] })],
    allowed: ['s3:GetObject on arn:aws:s3:::b/* for service sns.amazonaws.com'],
  },
  {
    title: 'an account, by its id and by its root',
    kind: 'resource',
    before: [bucket({ AWS: '111122223333' })],
    after: [bucket({ AWS: 'arn:aws:iam::111122223333:root' })],
  },
];

describe('what two versions decide differently', () => {
  it.each(ROWS)('$title', ({ kind = 'inline', before, after, allowed = [], refused = [] }) => {
    const difference = diff(documentOf(kind, before), documentOf(kind, after));
    expect(difference.newlyAllowed.map(say)).toEqual(allowed);
    expect(difference.newlyRefused.map(say)).toEqual(refused);
    expect([difference.exact, difference.shortfalls]).toEqual([true, []]);
  });

  it('is shown by a request that both versions were asked', () => {
    const [change] = diff([], documentOf('inline', [allow('s3:GetObject', HOME)])).newlyAllowed;
    expect(change?.witness).toMatchObject({
      request: {
        action: 's3:GetObject',
        resource: 'arn:aws:s3:::home/alice/example',
        context: { 'aws:username': 'alice' },
      },
      given: 'alone',
      before: { verdict: 'implicitDeny' },
      after: { verdict: 'allowed' },
    });
  });

  it('is told in the settings where it shows: a denial also beside policies that allow everything', () => {
    const { newlyRefused } = diff(
      documentOf('scp', [allow('*')]),
      documentOf('scp', [allow('*'), deny('s3:*')]),
    );
    expect(newlyRefused.map(({ given }) => given)).toEqual([['alone', 'beside-full-access']]);
  });

  it('takes several documents as one set', () => {
    const parts = [documentOf('managed', [allow('s3:*')]), documentOf('inline', [allow('sqs:*')])];
    expect(diff(parts, documentOf('inline', [allow(['s3:*', 'sqs:*'])]))).toMatchObject({
      newlyAllowed: [],
      newlyRefused: [],
      exact: true,
    });
  });

  it('looks at actions that exist only, where it is told them', () => {
    const [before, after] = [
      documentOf('inline', [allow('s3:GetObject')]),
      documentOf('inline', [allow('s3:GetObj*')]),
    ];
    expect(diff(before, after).newlyAllowed).toHaveLength(1);
    expect(diff(before, after, { actions: ['s3:GetObject', 's3:PutObject'] }).newlyAllowed).toEqual([]);
    const [change] = diff(before, after, { actions: ['s3:GetObject', 's3:GetObjectAcl'] }).newlyAllowed;
    expect(change?.witness.request.action).toBe('s3:GetObjectAcl');
  });

  it('is not asked of different kinds, nor of several policies where there is one', () => {
    const [inline, trust] = [documentOf('inline', [allow('s3:*')]), documentOf('resource', [bucket('*')])];
    expect(() => diff(inline, trust)).toThrow(TypeError);
    expect(() => diff([trust, trust], trust)).toThrow(/there is one/);
  });
});

const infix = (count: number) => many(count, (at) => `arn:aws:s3:::*w${at}x*`);

const HOSTILE: readonly [title: string, before: Written[], after: Written[]][] = [
  ['words in any order', [allow('s3:*', infix(100))], [allow('s3:*', infix(101))]],
  [
    'question marks behind a star',
    [allow('s3:*', `arn:aws:s3:::*a${'?'.repeat(40)}`)],
    [allow('s3:*', `arn:aws:s3:::*a${'?'.repeat(41)}`)],
  ],
  [
    'words in values',
    [allow('s3:*', '*', { StringLike: { 'aws:username': many(300, (at) => `*u${at}y*`) } })],
    [allow('s3:*', '*', { StringLike: { 'aws:username': many(301, (at) => `*u${at}y*`) } })],
  ],
  [
    'sets of keys',
    many(30, (at) =>
      allow('s3:*', '*', { 'ForAnyValue:StringEquals': { 'aws:TagKeys': `k${at}` } }),
    ) as Written[],
    many(30, (at) =>
      allow('s3:*', '*', { 'ForAllValues:StringEquals': { 'aws:TagKeys': `k${at}` } }),
    ) as Written[],
  ],
];

describe('hostile versions', () => {
  it.each(HOSTILE)('end, and say that they were not compared to the end: %s', (_, before, after) => {
    const read = (statements: Written[]) =>
      parse(JSON.stringify({ Version: '2012-10-17', Statement: statements }), 'inline', ANY_SIZE).document!;
    const started = process.cpuUsage().user;
    expect(diff(read(before), read(after)).exact).toBe(false);
    // A second or less on an idle core; the bound is generous.
    expect((process.cpuUsage().user - started) / 1e6).toBeLessThan(15);
  });
});

const KINDS: readonly PolicyKind[] = ['inline', 'session', 'scp', 'rcp', 'resource', 'trust', 'endpoint'];
const RUNS = Number(process.env['STINT_DIFF_POLICIES'] ?? 12);

describe.each(KINDS)('random versions of a policy: %s', (kind) => {
  const rolls = fc
    .infiniteStream(fc.nat())
    .map((numbers) => (sides: number) => numbers.next().value! % sides);

  it('differ on a request of the world exactly if a region says so', { timeout: 120_000 }, () => {
    let differing = 0;
    fc.assert(
      fc.property(rolls, fc.boolean(), (roll, variables) => {
        const [first, second] = twoVersions(roll, { kind, variables });
        const [before, after] = [documentOf(kind, first), documentOf(kind, second)];
        const { newlyAllowed, newlyRefused, exact } = diff(before, after);
        const regionsOf = membership(kind, before, after);
        for (let asked = 0; asked < 40; asked++) {
          const request = requestFor(roll, kind);
          for (const setting of settingsFor(kind, request)) {
            const [old, young] = [isAllowed(before, setting, request), isAllowed(after, setting, request)];
            const gained = regionsOf(request, setting, newlyAllowed).length > 0;
            const lost = regionsOf(request, setting, newlyRefused).length > 0;
            if (old !== young) differing++;
            // Nothing is told that is not so; and everything that is so, unless it says that it may lack some.
            if (gained || exact) expect([request, gained]).toEqual([request, young && !old]);
            if (lost || exact) expect([request, lost]).toEqual([request, old && !young]);
          }
        }
      }),
      { numRuns: RUNS },
    );
    expect(differing).toBeGreaterThan(0);
  });

  it('do not differ from themselves in another order, and swapped differ the other way', {
    timeout: 120_000,
  }, () => {
    fc.assert(
      fc.property(rolls, (roll) => {
        const [first, second] = twoVersions(roll, { kind, variables: false });
        const [before, after] = [documentOf(kind, first), documentOf(kind, second)];
        const turned = documentOf(kind, first.toReversed());
        expect(diff(before, turned)).toEqual({
          newlyAllowed: [],
          newlyRefused: [],
          exact: true,
          shortfalls: [],
        });
        const regions = (changes: readonly PolicyChange[]) =>
          changes.map(({ witness: _, ...region }) => region);
        const [one, other] = [diff(before, after), diff(after, before)];
        expect(regions(one.newlyAllowed)).toEqual(regions(other.newlyRefused));
        expect(regions(one.newlyRefused)).toEqual(regions(other.newlyAllowed));
      }),
      { numRuns: RUNS },
    );
  });
});
