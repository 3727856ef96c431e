import { describe, expect, it } from 'vitest';
import { compile } from './compile.ts';
import { decide } from './decide.ts';
import { allow, asked, attached, bucket, compiled, context, deny, request, yes } from './policy.fixture.ts';

describe('case 51: the Not… elements', () => {
  const other = 'arn:aws:s3:::other';
  it.each<[title: string, statement: object, expected: string]>([
    ['Allow NotAction of another action', allow({ Action: undefined, NotAction: 'iam:*' }), '+ identity'],
    ['Allow NotAction of the action', allow({ Action: undefined, NotAction: 'S3:get*' }), 'I identity'],
    ['Deny NotAction of another action', deny({ Action: undefined, NotAction: 'iam:*' }), 'E identity'],
    ['Deny NotAction of the action', deny({ Action: undefined, NotAction: 's3:GetObject' }), '+ identity'],
    ['Allow NotResource of another', allow({ Resource: undefined, NotResource: other }), '+ identity'],
    ['Allow NotResource of it', allow({ Resource: undefined, NotResource: [other, bucket] }), 'I identity'],
    ['Deny NotResource of another', deny({ Resource: undefined, NotResource: other }), 'E identity'],
    [
      'Deny NotResource of it',
      deny({ Resource: undefined, NotResource: 'arn:aws:s3:::bucket/*' }),
      '+ identity',
    ],
    ['Deny NotResource of everything', deny({ Resource: undefined, NotResource: '*' }), '+ identity'],
    [
      'Deny NotResource with a variable without value',
      deny({ Resource: undefined, NotResource: 'arn:aws:s3:::bucket/${missing}' }),
      'E identity',
    ],
  ])('%s', (_title, statement, expected) => {
    const identity = [attached('inline', [statement as never])];
    if (expected !== 'I identity' && 'Effect' in statement && statement.Effect === 'Deny') identity.push(yes);
    expect(asked({ identity })).toBe(expected);
  });

  it('an action without resource is asked on *', () => {
    const on = (Resource: string) =>
      asked({ identity: [attached('inline', [allow({ Resource })])] }, { resource: '*' });
    expect(on('*')).toBe('+ identity');
    expect(on('arn:aws:s3:::*')).toBe('I identity');
    const spared = [attached('inline', [allow({ Resource: undefined, NotResource: bucket })])];
    expect(asked({ identity: spared }, { resource: '*' })).toBe('+ identity');
  });
});

describe('what cannot be computed never allows', () => {
  it('case 48: an error of the context is an error of the decision', () => {
    const broken = {
      get: () => {
        throw new Error('no context');
      },
    };
    const identity = [attached('inline', [allow({ Condition: { StringEquals: { k: 'v' } } })])];
    expect(() => decide(request({ context: broken }), { identity })).toThrow('no context');
  });

  it('case 49: an operator that does not exist stops an Allow and not a Deny', () => {
    const { document } = compiled('inline', [allow(), deny()]);
    const strange = { operator: 'StringMatches', key: 'k', values: ['v'] };
    const build = (index: number) => ({
      policy: compile({
        ...document,
        statements: [{ ...document.statements[index]!, conditions: [strange] }],
      }),
      source: yes.source,
    });
    expect(asked({ identity: [build(0)] })).toBe('I identity');
    expect(asked({ identity: [yes, build(1)] })).toBe('E identity');
  });

  it('a statement without resource grants nothing and refuses everything', () => {
    const { document } = compiled('inline', [allow(), deny()]);
    const build = (index: number) => {
      const { resource: _gone, ...statement } = document.statements[index]!;
      return { policy: compile({ ...document, statements: [statement] }), source: yes.source };
    };
    expect(asked({ identity: [build(0)] })).toBe('I identity');
    expect(asked({ identity: [yes, build(1)] })).toBe('E identity');
  });

  it('an identity document in the place of a resource policy grants nothing', () => {
    expect(asked({ resource: { attached: yes, mode: 'optional' } })).toBe('I identity');
  });

  it('case 63: values of the context come from the context alone', () => {
    const identity = [
      attached('inline', [allow({ Condition: { Bool: { 'aws:SecureTransport': 'true' } } })]),
    ];
    expect(asked({ identity }, { context: context({ 'aws:SecureTransport': 'true' }) })).toBe('+ identity');
    expect(asked({ identity }, { context: context({ 'x-aws:SecureTransport': 'true' }) })).toBe('I identity');
    expect(asked({ identity })).toBe('I identity');
  });
});

describe('case 47: only the action that is asked counts', () => {
  it('not the other service whose keys the context carries', () => {
    const identity = [attached('inline', [allow({ Action: 's3:*' })])];
    const more = {
      action: 'iam:CreateUser',
      context: context({ 's3:prefix': 'x', 's3:x-amz-acl': 'private' }),
    };
    expect(asked({ identity }, more)).toBe('I identity');
    expect(asked({ identity }, { ...more, action: 's3:PutObject' })).toBe('+ identity');
  });
});

describe('remembering actions', () => {
  it('does not grow without bound and answers the same after', () => {
    const policy = compiled('inline', [allow({ Action: 's3:Get*' })]);
    for (let i = 0; i < 5000; i++) policy.about(`s3:Get${i}`);
    expect(policy.about('s3:GetObject').Allow.statements).toHaveLength(1);
    expect(policy.about('s3:PutObject').Allow.statements).toHaveLength(0);
  });
});
