import { describe, expect, it } from 'vitest';
import { refusal } from '../../../test/fixtures/run.ts';
import { A, ALLOW_S3, BUCKET, custom, document, only, statement, user } from './simulation.fixture.ts';

describe('SimulateCustomPolicy', () => {
  it('on everything: no details of sides or resources', () => {
    expect(only(custom({ PolicyInputList: [ALLOW_S3], ActionNames: ['s3:GetObject'] }))).toEqual({
      EvalActionName: 's3:GetObject',
      EvalResourceName: '*',
      EvalDecision: 'allowed',
      MatchedStatements: [
        {
          SourcePolicyId: 'PolicyInputList.1',
          SourcePolicyType: 'IAM Policy',
          // From the first to the last character of the statement, counted from 1.
          StartPosition: { Line: 1, Column: 38 },
          EndPosition: { Line: 1, Column: ALLOW_S3.length - 2 },
        },
      ],
      MissingContextValues: [],
    });
  });

  it('on resources: each with its decision, the strictest over all', () => {
    const policy = document(
      statement('Allow', 's3:Get*', { Resource: ['arn:aws:s3:::a', 'arn:aws:s3:::b'] }),
      statement('Deny', 's3:*', { Resource: 'arn:aws:s3:::b' }),
    );
    const names = ['arn:aws:s3:::a', 'arn:aws:s3:::b', 'arn:aws:s3:::c'];
    const simulate = (ResourceArns: string[]) =>
      only(custom({ PolicyInputList: [policy], ActionNames: ['s3:GetObject'], ResourceArns }));
    const result = simulate(names);
    expect(result).toMatchObject({
      EvalResourceName: '*',
      EvalDecision: 'explicitDeny',
      EvalDecisionDetails: {},
    });
    expect(
      result.ResourceSpecificResults?.map((one) => [one.EvalResourceName, one.EvalResourceDecision]),
    ).toEqual([
      ['arn:aws:s3:::a', 'allowed'],
      ['arn:aws:s3:::b', 'explicitDeny'],
      ['arn:aws:s3:::c', 'implicitDeny'],
    ]);
    // Only statements that the overall decision came from.
    expect(result.MatchedStatements).toEqual(result.ResourceSpecificResults?.[1]?.MatchedStatements);
    expect(result.MatchedStatements).toHaveLength(1);
    expect(simulate(['arn:aws:s3:::a', 'arn:aws:s3:::c'])).toMatchObject({
      EvalDecision: 'implicitDeny',
      MatchedStatements: [],
    });
    expect(simulate(['arn:aws:s3:::a'])).toMatchObject({
      EvalResourceName: 'arn:aws:s3:::a',
      EvalDecision: 'allowed',
      ResourceSpecificResults: [{ EvalResourceName: 'arn:aws:s3:::a', MissingContextValues: [] }],
    });
  });

  it('counts lines and columns as the text has them', () => {
    const text = `{\n  "Version": "2012-10-17",\n  "Statement": [\n    {\n      "Effect": "Allow", "Action": "s3:*",\n      "Resource": "*"\n    }\n  ]\n}`;
    const [matched] = only(custom({ PolicyInputList: [text], ActionNames: ['s3:GetObject'] }))
      .MatchedStatements!;
    expect(matched).toMatchObject({
      StartPosition: { Line: 4, Column: 5 },
      EndPosition: { Line: 7, Column: 5 },
    });
  });

  it('a boundary limits, and is one', () => {
    const simulate = (PermissionsBoundaryPolicyInputList: string[]) =>
      custom({
        PolicyInputList: [ALLOW_S3],
        PermissionsBoundaryPolicyInputList,
        ActionNames: ['s3:GetObject'],
      });
    expect(only(simulate([document(statement('Allow', 'ec2:*'))]))).toMatchObject({
      EvalDecision: 'implicitDeny',
      MatchedStatements: [],
      PermissionsBoundaryDecisionDetail: { AllowedByPermissionsBoundary: false },
    });
    expect(only(simulate([ALLOW_S3]))).toMatchObject({
      EvalDecision: 'allowed',
      PermissionsBoundaryDecisionDetail: { AllowedByPermissionsBoundary: true },
    });
    expect(refusal(() => simulate([ALLOW_S3, ALLOW_S3]))).toBe(
      'InvalidInput 400 PermissionsBoundaryPolicyInputList must contain only one policy.',
    );
  });

  it.each([
    ['each level allows', [[ALLOW_S3], [ALLOW_S3]], 'allowed', true],
    ['a level is silent', [[ALLOW_S3], [document(statement('Allow', 'ec2:*'))]], 'implicitDeny', false],
    ['a level has no policy', [[ALLOW_S3], []], 'implicitDeny', false],
    ['a level denies', [[ALLOW_S3, document(statement('Deny', 's3:Get*'))]], 'explicitDeny', false],
  ])('an organization in which %s', (_, levels, decision, allowed) => {
    const OrderedOrganizationPolicyInputList = levels.map((list) => ({
      ServiceControlPolicyInputList: list,
    }));
    const result = only(
      custom({
        PolicyInputList: [ALLOW_S3],
        OrderedOrganizationPolicyInputList,
        ActionNames: ['s3:GetObject'],
        ResourceArns: [BUCKET],
      }),
    );
    expect(result).toMatchObject({
      EvalDecision: decision,
      OrganizationsDecisionDetail: { AllowedByOrganizations: allowed },
    });
    // Its statements are never listed, and a refusal ends the simulation.
    expect(result.MatchedStatements).toHaveLength(allowed ? 1 : 0);
    expect('EvalDecisionDetails' in result).toBe(allowed);
  });

  it('lists the keys that are missing, and uses those that are there', () => {
    const policy = document(
      statement('Allow', 's3:*', {
        Condition: {
          StringEquals: { 'aws:PrincipalTag/Team': 'red' },
          IpAddress: { 'aws:SourceIp': '10.0.0.0/8' },
        },
        Resource: 'arn:aws:s3:::bucket/${aws:username}/*',
      }),
    );
    const simulate = (ContextEntries: object[]) =>
      only(
        custom({
          PolicyInputList: [policy],
          ActionNames: ['s3:GetObject'],
          ResourceArns: ['arn:aws:s3:::bucket/alice/key'],
          ContextEntries,
        }),
      );
    expect(simulate([])).toMatchObject({
      EvalDecision: 'implicitDeny',
      MissingContextValues: ['aws:username', 'aws:PrincipalTag/Team', 'aws:SourceIp'],
    });
    expect(
      simulate([
        { ContextKeyName: 'AWS:UserName', ContextKeyType: 'string', ContextKeyValues: ['alice'] },
        { ContextKeyName: 'aws:principaltag/team', ContextKeyType: 'string', ContextKeyValues: ['red'] },
        { ContextKeyName: 'aws:SourceIp', ContextKeyType: 'ip', ContextKeyValues: ['10.1.2.3'] },
      ]),
    ).toMatchObject({ EvalDecision: 'allowed', MissingContextValues: [] });
  });

  describe('with a resource policy', () => {
    const grant = (Principal: object | string, effect: 'Allow' | 'Deny' = 'Allow') =>
      document({ Effect: effect, Principal, Action: 's3:*', Resource: '*' });
    const simulate = (more: object) =>
      only(
        custom({
          PolicyInputList: [ALLOW_S3],
          ActionNames: ['s3:GetObject'],
          ResourceArns: [BUCKET],
          ...more,
        }),
      );

    it('of the same account: either side is enough', () => {
      const silent = { PolicyInputList: [document(statement('Allow', 'ec2:*'))], CallerArn: user('alice') };
      expect(simulate({ ...silent, ResourcePolicy: grant({ AWS: user('alice') }) })).toMatchObject({
        EvalDecision: 'allowed',
        EvalDecisionDetails: {},
        MatchedStatements: [{ SourcePolicyId: 'ResourcePolicy', SourcePolicyType: 'Resource Policy' }],
      });
      expect(simulate({ ...silent, ResourcePolicy: grant({ AWS: user('bob') }) })).toMatchObject({
        EvalDecision: 'implicitDeny',
      });
    });

    it('of another account: both sides must allow', () => {
      const ResourceOwner = '444455556666';
      const CallerArn = user('alice');
      expect(simulate({ CallerArn, ResourceOwner, ResourcePolicy: grant({ AWS: CallerArn }) })).toMatchObject(
        {
          EvalDecision: 'allowed',
          EvalDecisionDetails: { 'IAM Policy': 'allowed', 'Resource Policy': 'allowed' },
          ResourceSpecificResults: [
            { EvalDecisionDetails: { 'IAM Policy': 'allowed', 'Resource Policy': 'allowed' } },
          ],
        },
      );
      const owner = `arn:aws:iam::${ResourceOwner}:root`;
      expect(
        simulate({ CallerArn, ResourceOwner: owner, ResourcePolicy: grant({ AWS: user('bob') }) }),
      ).toMatchObject({
        EvalDecision: 'implicitDeny',
        EvalDecisionDetails: { 'IAM Policy': 'allowed', 'Resource Policy': 'implicitDeny' },
      });
    });

    it('the account in an ARN wins over ResourceOwner', () => {
      const input = {
        PolicyInputList: [document(statement('Allow', 'ec2:*'))],
        CallerArn: user('alice'),
        ResourceOwner: '444455556666',
        ResourcePolicy: document({ Effect: 'Allow', Principal: '*', Action: 'sqs:*', Resource: '*' }),
        ActionNames: ['sqs:SendMessage'],
      };
      const simulateQueue = (owner: string) =>
        simulate({ ...input, ResourceArns: [`arn:aws:sqs:us-east-1:${owner}:queue`] }).EvalDecision;
      expect(simulateQueue(A)).toBe('allowed');
      expect(simulateQueue('444455556666')).toBe('implicitDeny');
    });

    it('of a key: it must name the account', () => {
      const key = `arn:aws:kms:us-east-1:${A}:key/1`;
      const input = {
        PolicyInputList: [document(statement('Allow', 'kms:*'))],
        ActionNames: ['kms:Decrypt'],
        CallerArn: user('alice'),
        ResourceArns: [key],
      };
      const policy = (Principal: object) =>
        document({ Effect: 'Allow', Principal, Action: 'kms:*', Resource: '*' });
      expect(simulate({ ...input, ResourcePolicy: policy({ AWS: user('bob') }) }).EvalDecision).toBe(
        'implicitDeny',
      );
      expect(simulate({ ...input, ResourcePolicy: policy({ AWS: A }) }).EvalDecision).toBe('allowed');
    });

    it('case 64: denials of both sides are listed', () => {
      const result = simulate({
        PolicyInputList: [document(statement('Deny', 's3:*'), statement('Allow', 's3:*'))],
        CallerArn: user('alice'),
        ResourcePolicy: grant('*', 'Deny'),
      });
      expect(result.EvalDecision).toBe('explicitDeny');
      expect(result.MatchedStatements?.map((one) => one.SourcePolicyId)).toEqual([
        'ResourcePolicy',
        'PolicyInputList.1',
      ]);
    });

    it.each([undefined, `arn:aws:iam::${A}:role/auditor`, `arn:aws:iam::${A}:group/admins`])(
      'refuses the caller %s',
      (CallerArn) => {
        expect(refusal(() => simulate({ CallerArn, ResourcePolicy: grant('*') }))).toBe(
          'InvalidInput 400 CallerArn must be the ARN of an IAM user when ResourcePolicy is specified.',
        );
      },
    );
  });

  it.each([
    [{ ActionNames: ['s3:*'] }, 'Action s3:* must name a service and an operation, without wildcards.'],
    [
      { ActionNames: ['GetObject'] },
      'Action GetObject must name a service and an operation, without wildcards.',
    ],
    [{ ResourceArns: ['bucket'] }, 'Resource bucket must be in ARN format or "*".'],
    [{ ResourceOwner: 'me' }, 'ResourceOwner me is not an AWS account ID.'],
    [
      { CallerArn: `arn:aws:sts::${A}:assumed-role/a/b` },
      `Invalid Entity Arn: arn:aws:sts::${A}:assumed-role/a/b does not clearly define entity type and name.`,
    ],
    [
      { CallerArn: `arn:aws:iam::${A}:root` },
      `Invalid Entity Arn: arn:aws:iam::${A}:root does not clearly define entity type and name.`,
    ],
    [{ PolicyInputList: ['{'] }, 'Syntax errors in policy.'],
    [{ PermissionsBoundaryPolicyInputList: ['{}'] }, 'Syntax errors in policy.'],
    [{ ResourcePolicy: '[]', CallerArn: user('a') }, 'Syntax errors in policy.'],
    [
      { OrderedOrganizationPolicyInputList: [{ ServiceControlPolicyInputList: ['{}'] }] },
      'Syntax errors in policy.',
    ],
    [{ ResourceHandlingOption: 'EC2-Classic' }, 'There is no resource handling option EC2-Classic.'],
    [
      { ResourceHandlingOption: 'EC2-VPC-EBS', ResourceArns: [`arn:aws:ec2:us-east-1:${A}:instance/*`] },
      'Resource handling option EC2-VPC-EBS needs resources of type image, security-group, network-interface, volume.',
    ],
    [
      { ContextEntries: [{ ContextKeyName: 'aws:a', ContextKeyType: 'numeric', ContextKeyValues: ['x'] }] },
      'Context key aws:a has the value x, which is not of type numeric.',
    ],
    [
      {
        ContextEntries: [
          { ContextKeyName: 'aws:a', ContextKeyType: 'booleanList', ContextKeyValues: ['yes'] },
        ],
      },
      'Context key aws:a has the value yes, which is not of type boolean.',
    ],
    [
      { ContextEntries: [{ ContextKeyName: 'aws:a', ContextKeyType: 'ip', ContextKeyValues: ['10.0.0'] }] },
      'Context key aws:a has the value 10.0.0, which is not of type ip.',
    ],
    [
      { ContextEntries: [{ ContextKeyName: 'aws:a', ContextKeyType: 'date', ContextKeyValues: ['soon'] }] },
      'Context key aws:a has the value soon, which is not of type date.',
    ],
    [
      { ContextEntries: [{ ContextKeyName: 'aws:a', ContextKeyType: 'binary', ContextKeyValues: ['?'] }] },
      'Context key aws:a has the value ?, which is not of type binary.',
    ],
    [
      {
        ContextEntries: [{ ContextKeyName: 'aws:a', ContextKeyType: 'string', ContextKeyValues: ['a', 'b'] }],
      },
      'Context key aws:a of type string must have exactly one value.',
    ],
    [
      {
        ContextEntries: ['aws:a', 'AWS:A'].map((ContextKeyName) => ({
          ContextKeyName,
          ContextKeyValues: ['a'],
        })),
      },
      'Context key AWS:A is given more than once.',
    ],
  ])('refuses %j', (more, text) => {
    const input = { PolicyInputList: [ALLOW_S3], ActionNames: ['s3:GetObject'], ...more };
    expect(refusal(() => custom(input))).toBe(`InvalidInput 400 ${text}`);
  });

  it('accepts an EC2 scenario whose resources are there', () => {
    const types = ['instance', 'image', 'security-group', 'network-interface', 'volume', 'subnet'];
    const input = {
      PolicyInputList: [document(statement('Allow', 'ec2:*'))],
      ActionNames: ['ec2:RunInstances'],
      ResourceArns: types.map((type) => `arn:aws:ec2:us-east-1:${A}:${type}/1`),
      ResourceHandlingOption: 'EC2-VPC-EBS-Subnet',
    };
    expect(only(custom(input)).EvalDecision).toBe('allowed');
  });

  it('case 89: has pages of actions, with markers bound to the whole input', () => {
    const ActionNames = ['s3:GetObject', 'ec2:RunInstances', 's3:PutObject'];
    const input = { PolicyInputList: [ALLOW_S3], ActionNames, MaxItems: 2 };
    const first = custom(input).output;
    expect(first).toMatchObject({ IsTruncated: true });
    expect(first.EvaluationResults.map((one) => one.EvalDecision)).toEqual(['allowed', 'implicitDeny']);
    const second = custom({ ...input, MaxItems: 1, Marker: first.Marker }).output;
    expect(second).toMatchObject({
      IsTruncated: false,
      EvaluationResults: [{ EvalActionName: 's3:PutObject' }],
    });
    const other = { ...input, PolicyInputList: [document(statement('Deny', '*'))], Marker: first.Marker };
    expect(refusal(() => custom(other))).toBe('ValidationError 400 Invalid Marker.');
  });

  it.each([
    [50, 4],
    [200, 1],
    [500, 1],
  ])('bounds the work of one answer: 100 statements on %i resources are pages of %i actions', (on, size) => {
    const policy = document(...Array.from({ length: 100 }, () => statement('Allow', 'ec2:*')));
    const ResourceArns = Array.from({ length: on }, (_, n) => `arn:aws:s3:::bucket/${n}`);
    const ActionNames = ['s3:GetObject', 's3:PutObject', 's3:DeleteObject', 's3:ListBucket', 's3:GetBucket'];
    const page = custom({ PolicyInputList: [policy], ActionNames, ResourceArns }).output;
    expect(page).toMatchObject({ IsTruncated: true });
    expect(page.EvaluationResults).toHaveLength(size);
  });

  it('refuses what is too much for one answer even with a single action', () => {
    const policy = document(...Array.from({ length: 100 }, () => statement('Allow', 'ec2:*')));
    const ResourceArns = Array.from({ length: 501 }, (_, n) => `arn:aws:s3:::bucket/${n}`);
    expect(
      refusal(() => custom({ PolicyInputList: [policy], ActionNames: ['s3:GetObject'], ResourceArns })),
    ).toBe('InvalidInput 400 The policies, resources and context are too many for one simulation.');
  });
});
