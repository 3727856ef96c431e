import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { account } from '../../../test/fixtures/account.ts';
import { asUser } from '../../../test/fixtures/caller.ts';
import { asked, named, refusal } from '../../../test/fixtures/run.ts';
import { callerPolicies } from '../../directory/index.ts';
import { decide } from '../../policy/index.ts';
import {
  A,
  ADMINISTRATOR,
  BUCKET,
  condition,
  document,
  inline,
  only,
  principal,
  statement,
  user,
} from './simulation.fixture.ts';
import { simulationOperations } from './simulation.ts';

function inlineIdentifier(PolicyName: string, AttachmentType: string, AttachmentName: string) {
  return { InlinePolicyIdentifier: { PolicyName, AttachmentType, AttachmentName } };
}

describe('SimulatePrincipalPolicy', () => {
  const LIMIT = `arn:aws:iam::${A}:policy/limit`;
  const state = account()
    .policy('limit', document(statement('Allow', 's3:*'), statement('Allow', 'ec2:*')))
    .policy('local', document(statement('Allow', 'ec2:*')))
    .group('team', {
      attached: [`arn:aws:iam::${A}:policy/local`],
      inline: [inline('sqs', statement('Allow', 'sqs:*'))],
    })
    .user('alice', {
      groups: ['team'],
      inline: [inline('s3', statement('Allow', 's3:*', { Resource: 'arn:aws:s3:::${aws:username}/*' }))],
      tags: { Team: 'red' },
    })
    .user('bounded', { attached: [ADMINISTRATOR], boundary: LIMIT })
    .user('secret', { tags: { team: 'red' } })
    .role('auditor', undefined, { attached: [ADMINISTRATOR], tags: { team: 'red' } }).state;
  const simulate = (PolicySourceArn: string, action: string, more: object = {}) =>
    only(principal(state, { PolicySourceArn, ActionNames: [action], ...more }));

  it.each([
    ['its own', user('alice'), 's3:GetObject', 'arn:aws:s3:::alice/x', 'allowed', ['s3']],
    ['not another’s', user('alice'), 's3:GetObject', 'arn:aws:s3:::bob/x', 'implicitDeny', []],
    ['its group’s', user('alice'), 'sqs:SendMessage', '*', 'allowed', ['sqs']],
    [
      'a group’s managed policy',
      `arn:aws:iam::${A}:group/team`,
      'ec2:RunInstances',
      '*',
      'allowed',
      ['local'],
    ],
    [
      'not a member’s',
      `arn:aws:iam::${A}:group/team`,
      's3:GetObject',
      'arn:aws:s3:::alice/x',
      'implicitDeny',
      [],
    ],
    ['a role’s', `arn:aws:iam::${A}:role/auditor`, 'iam:CreateUser', '*', 'allowed', ['AdministratorAccess']],
    ['within its boundary', user('bounded'), 'ec2:RunInstances', '*', 'allowed', ['AdministratorAccess']],
    ['beyond its boundary', user('bounded'), 'iam:CreateUser', '*', 'implicitDeny', []],
  ])('%s', (_, source, action, resource, decision, policies) => {
    const result = simulate(source, action, { ResourceArns: [resource] });
    expect(result.EvalDecision).toBe(decision);
    expect(result.MatchedStatements?.map((one) => one.SourcePolicyId)).toEqual(policies);
  });

  it('a boundary that is handed in takes the place of the one that is set', () => {
    const more = { PermissionsBoundaryPolicyInputList: [document(statement('Allow', 'iam:*'))] };
    expect(simulate(user('bounded'), 'iam:CreateUser', more).EvalDecision).toBe('allowed');
    expect(simulate(user('bounded'), 's3:GetObject', more)).toMatchObject({
      EvalDecision: 'implicitDeny',
      PermissionsBoundaryDecisionDetail: { AllowedByPermissionsBoundary: false },
    });
  });

  it('policies that are handed in speak beside those that are attached', () => {
    const more = { PolicyInputList: [document(statement('Deny', 'sqs:*'))] };
    expect(simulate(user('alice'), 'sqs:SendMessage', more)).toMatchObject({
      EvalDecision: 'explicitDeny',
      MatchedStatements: [{ SourcePolicyId: 'PolicyInputList.1' }],
    });
  });

  it.each([
    ['nothing', 'sqs:SendMessage', [], 'allowed'],
    ['inline policies', 'sqs:SendMessage', [{ PolicyType: 'inline' }], 'implicitDeny'],
    ['inline policies, not managed ones', 'ec2:RunInstances', [{ PolicyType: 'inline' }], 'allowed'],
    ['the account’s managed policies', 'ec2:RunInstances', [{ PolicyType: 'user-managed' }], 'implicitDeny'],
    ['AWS’s managed policies', 'ec2:RunInstances', [{ PolicyType: 'aws-managed' }], 'allowed'],
    [
      'SCPs, of which there are none',
      'ec2:RunInstances',
      [{ PolicyType: 'scp' }, { PolicyType: 'rcp' }],
      'allowed',
    ],
    [
      'a policy by ARN',
      'ec2:RunInstances',
      [{ PolicyArn: `arn:aws:iam::${A}:policy/local` }],
      'implicitDeny',
    ],
    [
      'policies by pattern',
      'ec2:RunInstances',
      [{ PolicyArn: `arn:aws:iam::${A}:policy/l?c*` }],
      'implicitDeny',
    ],
    [
      'a pattern that matches nothing',
      'ec2:RunInstances',
      [{ PolicyArn: `arn:aws:iam::${A}:policy/x*` }],
      'allowed',
    ],
    [
      'a group’s inline policy',
      'sqs:SendMessage',
      [inlineIdentifier('sqs', 'group', 'TEAM')],
      'implicitDeny',
    ],
    [
      'the inline policies of groups t*',
      'sqs:SendMessage',
      [inlineIdentifier('sqs', 'group', 't*')],
      'implicitDeny',
    ],
    [
      'an inline policy of a user of that name',
      'sqs:SendMessage',
      [inlineIdentifier('sqs', 'user', 'team')],
      'allowed',
    ],
    ['another inline policy', 'sqs:SendMessage', [inlineIdentifier('sq', 'group', 'team')], 'allowed'],
  ])('without %s: %s', (_, action, PolicyExclusionList, decision) => {
    expect(simulate(user('alice'), action, { PolicyExclusionList }).EvalDecision).toBe(decision);
  });

  it('without the boundary that is set', () => {
    const more = { PolicyExclusionList: [{ PolicyType: 'permission-boundary' }] };
    const result = simulate(user('bounded'), 'iam:CreateUser', more);
    expect(result.EvalDecision).toBe('allowed');
    expect(result).not.toHaveProperty('PermissionsBoundaryDecisionDetail');
  });

  it.each([
    [
      { PolicyArn: `arn:aws:iam::${A}:policy/*a*` },
      `arn:aws:iam::${A}:policy/*a* has more than one wildcard *.`,
    ],
    [{ PolicyArn: 'arn:aws:iam::*:policy/p' }, 'ARN arn:aws:iam::*:policy/p is not valid.'],
    [{ PolicyArn: `arn:aws:iam::${A}:role/p` }, `ARN arn:aws:iam::${A}:role/p is not valid.`],
    [{ PolicyType: 'toString' }, 'There is no policy type toString.'],
    [{}, 'Exactly one of PolicyType, PolicyArn and InlinePolicyIdentifier must be specified.'],
    [
      { PolicyType: 'scp', PolicyArn: ADMINISTRATOR },
      'Exactly one of PolicyType, PolicyArn and InlinePolicyIdentifier must be specified.',
    ],
  ])('refuses to exclude %j', (identifier, text) => {
    const more = { PolicyExclusionList: [identifier] };
    expect(refusal(() => simulate(user('alice'), 'ec2:RunInstances', more))).toBe(`InvalidInput 400 ${text}`);
  });

  describe('knows of its caller', () => {
    const ask = (key: string, value: string) => ({
      PolicyInputList: [document(statement('Allow', 'x:y', condition('StringEquals', key, value)))],
    });

    it.each([
      [user('alice'), 'aws:PrincipalArn', user('alice')],
      [user('alice'), 'aws:PrincipalAccount', A],
      [user('alice'), 'aws:PrincipalType', 'User'],
      [user('alice'), 'aws:PrincipalTag/team', 'red'],
      [user('alice'), 'aws:userid', asUser(state, 'alice').userId],
      [`arn:aws:iam::${A}:role/auditor`, 'aws:PrincipalArn', `arn:aws:iam::${A}:role/auditor`],
      [`arn:aws:iam::${A}:role/auditor`, 'aws:PrincipalType', 'AssumedRole'],
      [`arn:aws:iam::${A}:role/auditor`, 'aws:PrincipalTag/TEAM', 'red'],
    ])('%s: %s', (source, key, value) => {
      const PolicyExclusionList = [{ PolicyType: 'aws-managed' }];
      const result = simulate(source, 'x:y', { ...ask(key, value), PolicyExclusionList });
      expect(result.EvalDecision).toBe('allowed');
      expect(result.MissingContextValues).not.toContain(key);
    });

    it('case 70: nothing but the ARN of one that is not the source', () => {
      const as = { CallerArn: user('secret') };
      expect(simulate(user('alice'), 'x:y', { ...ask('aws:username', 'secret'), ...as }).EvalDecision).toBe(
        'allowed',
      );
      for (const key of ['aws:PrincipalTag/team', 'aws:userid']) {
        const value = key === 'aws:userid' ? asUser(state, 'secret').userId : 'red';
        expect(simulate(user('alice'), 'x:y', { ...ask(key, value), ...as })).toMatchObject({
          EvalDecision: 'implicitDeny',
          MissingContextValues: [key],
        });
      }
    });

    it('case 70: a caller that exists and one that does not are the same', () => {
      const as = (CallerArn: string) => simulate(user('alice'), 'sqs:SendMessage', { CallerArn });
      expect(as(user('secret'))).toEqual(as(user('nobody')));
    });

    it('and takes what is handed in before that', () => {
      const ContextEntries = [
        { ContextKeyName: 'aws:username', ContextKeyType: 'string', ContextKeyValues: ['bob'] },
      ];
      const more = { ContextEntries, ResourceArns: ['arn:aws:s3:::bob/x'] };
      expect(simulate(user('alice'), 's3:GetObject', more).EvalDecision).toBe('allowed');
    });
  });

  it.each([
    [user('none'), 'NoSuchEntity 404 The user with name none cannot be found.'],
    [`arn:aws:iam::${A}:user/a/alice`, 'NoSuchEntity 404 The user with name alice cannot be found.'],
    [`arn:aws:iam::${A}:group/none`, 'NoSuchEntity 404 The group with name none cannot be found.'],
    [
      'arn:aws:iam::999999999999:role/auditor',
      'NoSuchEntity 404 The role with name auditor cannot be found.',
    ],
    [
      ADMINISTRATOR,
      `InvalidInput 400 Invalid Entity Arn: ${ADMINISTRATOR} does not clearly define entity type and name.`,
    ],
    ['the user named alice', 'ValidationError 400 Invalid ARN:  Could not be parsed!'],
  ])('refuses the source %s', (source, expected) => {
    expect(refusal(() => simulate(source, 's3:GetObject'))).toBe(expected);
  });

  it('case 70: is asked for on the source alone, on that of another account as a resource of that account', () => {
    const action = 'iam:SimulatePrincipalPolicy';
    const asks = (PolicySourceArn: string) =>
      asked(
        named(simulationOperations, 'SimulatePrincipalPolicy'),
        { PolicySourceArn, CallerArn: user('secret'), ActionNames: ['s3:GetObject'] },
        { account: state },
      );
    expect(asks(user('alice'))).toEqual([
      { action, resource: user('alice'), resourceTags: [{ Key: 'Team', Value: 'red' }] },
    ]);
    expect(asks(user('none'))).toEqual([{ action, resource: user('none'), shownAs: 'user none' }]);
    const foreign = 'arn:aws:iam::999999999999:user/bob';
    expect(asks(foreign)).toEqual([
      { action, resource: foreign, shownAs: 'user bob', resourceAccount: '999999999999' },
    ]);
  });

  it('case 70: decides as enforcement does', () => {
    const action = fc.constantFrom('s3:GetObject', 's3:PutObject', 'ec2:RunInstances', 'iam:GetUser');
    const statements = fc.array(
      fc.record({
        Effect: fc.constantFrom('Allow', 'Deny'),
        Action: fc.constantFrom('s3:*', 's3:Get*', '*', 'ec2:RunInstances'),
        Resource: fc.constantFrom('*', 'arn:aws:s3:::bucket/*', 'arn:aws:s3:::${aws:username}/*'),
      }),
      { minLength: 1, maxLength: 3 },
    );
    const resource = fc.constantFrom('*', BUCKET, 'arn:aws:s3:::alice/x');
    fc.assert(
      fc.property(
        statements,
        statements,
        fc.option(statements),
        action,
        resource,
        (own, shared, limit, name, on) => {
          const { state: built } = account()
            .policy('limit', document(...(limit ?? [])))
            .group('team', { inline: [inline('shared', ...shared)] })
            .user('alice', {
              groups: ['team'],
              inline: [inline('own', ...own)],
              ...(limit === null ? {} : { boundary: LIMIT }),
            });
          const caller = asUser(built, 'alice');
          const enforced = decide(
            {
              principal: caller.principal,
              action: name,
              resource: on,
              context: new Map([['aws:username', 'alice']]),
            },
            callerPolicies(built, caller),
          );
          const input = { PolicySourceArn: user('alice'), ActionNames: [name], ResourceArns: [on] };
          expect(only(principal(built, input)).EvalDecision).toBe(enforced.verdict);
        },
      ),
    );
  });
});
