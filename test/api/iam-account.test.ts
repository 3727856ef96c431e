/** The account itself and the policy simulator through the AWS SDK: each operation once, and its main errors. */
import {
  AddUserToGroupCommand,
  CreateAccessKeyCommand,
  CreateAccountAliasCommand,
  CreateGroupCommand,
  CreateRoleCommand,
  CreateUserCommand,
  DeleteAccountAliasCommand,
  DeleteAccountPasswordPolicyCommand,
  GenerateCredentialReportCommand,
  GetAccountAuthorizationDetailsCommand,
  GetAccountPasswordPolicyCommand,
  GetAccountSummaryCommand,
  GetContextKeysForCustomPolicyCommand,
  GetContextKeysForPrincipalPolicyCommand,
  GetCredentialReportCommand,
  type IAMClient,
  ListAccountAliasesCommand,
  ListPoliciesGrantingServiceAccessCommand,
  type PolicyIdentifier,
  PutGroupPolicyCommand,
  PutUserPolicyCommand,
  SetSecurityTokenServicePreferencesCommand,
  SimulateCustomPolicyCommand,
  SimulatePrincipalPolicyCommand,
  UpdateAccountPasswordPolicyCommand,
} from '@aws-sdk/client-iam';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startServer, type TestServer } from '../support/server.ts';

const ACCOUNT = '111122223333';
const OTHER = '444455556666';
const document = (action: string, effect = 'Allow') =>
  JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: effect, Action: action, Resource: '*' }] });

let server: TestServer;
let iam: IAMClient;

beforeAll(async () => {
  server = await startServer();
  iam = server.iam(server.root(ACCOUNT));
  await iam.send(new CreateUserCommand({ UserName: 'alice' }));
  await iam.send(new CreateGroupCommand({ GroupName: 'team' }));
  await iam.send(
    new CreateRoleCommand({
      RoleName: 'auditor',
      AssumeRolePolicyDocument: JSON.stringify({
        Version: '2012-10-17',
        Statement: [{ Effect: 'Allow', Principal: { AWS: ACCOUNT }, Action: 'sts:AssumeRole' }],
      }),
    }),
  );
});
afterAll(async () => {
  await server.stop();
  expect(server.faults).toEqual([]);
});

describe('the account', () => {
  it('has one alias, that no other has', async () => {
    const AccountAlias = 'acme';
    await iam.send(new CreateAccountAliasCommand({ AccountAlias }));
    expect(await iam.send(new ListAccountAliasesCommand({}))).toMatchObject({
      AccountAliases: [AccountAlias],
      IsTruncated: false,
    });
    const other = server.iam(server.root(OTHER));
    await expect(other.send(new CreateAccountAliasCommand({ AccountAlias }))).rejects.toMatchObject({
      name: 'EntityAlreadyExistsException',
      message: 'The account alias acme already exists.',
    });
    await iam.send(new DeleteAccountAliasCommand({ AccountAlias }));
    await expect(iam.send(new DeleteAccountAliasCommand({ AccountAlias }))).rejects.toMatchObject({
      name: 'NoSuchEntityException',
    });
    await other.send(new CreateAccountAliasCommand({ AccountAlias }));
  });

  it('has a password policy', async () => {
    await expect(iam.send(new GetAccountPasswordPolicyCommand({}))).rejects.toMatchObject({
      name: 'NoSuchEntityException',
      message: `The Password Policy with domain name ${ACCOUNT} cannot be found.`,
    });
    await expect(
      iam.send(new UpdateAccountPasswordPolicyCommand({ MinimumPasswordLength: 5 })),
    ).rejects.toMatchObject({ name: 'ValidationError' });
    await iam.send(new UpdateAccountPasswordPolicyCommand({ MinimumPasswordLength: 14, MaxPasswordAge: 90 }));
    const { PasswordPolicy } = await iam.send(new GetAccountPasswordPolicyCommand({}));
    expect(PasswordPolicy).toMatchObject({
      MinimumPasswordLength: 14,
      MaxPasswordAge: 90,
      ExpirePasswords: true,
      RequireSymbols: false,
    });
    await iam.send(new DeleteAccountPasswordPolicyCommand({}));
    await expect(iam.send(new DeleteAccountPasswordPolicyCommand({}))).rejects.toMatchObject({
      message: 'The account policy with name PasswordPolicy cannot be found.',
    });
  });

  it('is summed up', async () => {
    await iam.send(new SetSecurityTokenServicePreferencesCommand({ GlobalEndpointTokenVersion: 'v2Token' }));
    const { SummaryMap } = await iam.send(new GetAccountSummaryCommand({}));
    expect(SummaryMap).toMatchObject({
      Groups: 1,
      Roles: 1,
      UsersQuota: 5000,
      GlobalEndpointTokenVersion: 2,
    });
    expect(Object.keys(SummaryMap!)).toHaveLength(34);
  });

  it('is shown whole', async () => {
    const details = await iam.send(new GetAccountAuthorizationDetailsCommand({ Filter: ['User', 'Role'] }));
    expect(details.UserDetailList?.map((user) => user.UserName)).toContain('alice');
    expect(details.RoleDetailList).toMatchObject([{ RoleName: 'auditor', RoleLastUsed: {} }]);
    expect(details).toMatchObject({ GroupDetailList: [], Policies: [], IsTruncated: false });
    await expect(
      iam.send(new GetAccountAuthorizationDetailsCommand({ Marker: 'forged' })),
    ).rejects.toMatchObject({ name: 'ValidationError', message: 'Invalid Marker.' });
  });

  it('has a credential report', async () => {
    await expect(iam.send(new GetCredentialReportCommand({}))).rejects.toMatchObject({
      name: 'CredentialReportNotPresentException',
      $metadata: { httpStatusCode: 410 },
    });
    expect(await iam.send(new GenerateCredentialReportCommand({}))).toMatchObject({ State: 'COMPLETE' });
    const report = await iam.send(new GetCredentialReportCommand({}));
    expect(report).toMatchObject({ ReportFormat: 'text/csv', GeneratedTime: expect.any(Date) });
    const lines = new TextDecoder().decode(report.Content).split('\n');
    expect(lines[1]).toMatch(/^<root_account>,arn:aws:iam::111122223333:root,/);
    expect(lines[2]).toMatch(/^alice,arn:aws:iam::111122223333:user\/alice,/);
  });
});

describe('the simulator', () => {
  const PolicySourceArn = `arn:aws:iam::${ACCOUNT}:user/simulated`;
  const asking = JSON.stringify({
    Version: '2012-10-17',
    Statement: {
      Effect: 'Allow',
      Action: 'ec2:*',
      Resource: '*',
      Condition: { StringEquals: { 'aws:RequestedRegion': 'eu-west-1' } },
    },
  });

  beforeAll(async () => {
    await iam.send(new CreateUserCommand({ UserName: 'simulated' }));
    await iam.send(new CreateGroupCommand({ GroupName: 'simulators' }));
    await iam.send(new AddUserToGroupCommand({ UserName: 'simulated', GroupName: 'simulators' }));
    await iam.send(
      new PutGroupPolicyCommand({ GroupName: 'simulators', PolicyName: 'region', PolicyDocument: asking }),
    );
    await iam.send(
      new PutUserPolicyCommand({ UserName: 'simulated', PolicyName: 's3', PolicyDocument: document('s3:*') }),
    );
  });

  it('decides for documents', async () => {
    const answer = await iam.send(
      new SimulateCustomPolicyCommand({
        PolicyInputList: [document('s3:*')],
        ActionNames: ['s3:GetObject', 'ec2:RunInstances'],
        ResourceArns: ['arn:aws:s3:::bucket/key'],
      }),
    );
    expect(answer.EvaluationResults).toMatchObject([
      {
        EvalActionName: 's3:GetObject',
        EvalDecision: 'allowed',
        MatchedStatements: [{ SourcePolicyId: 'PolicyInputList.1', SourcePolicyType: 'IAM Policy' }],
        EvalDecisionDetails: {},
        ResourceSpecificResults: [{ EvalResourceDecision: 'allowed' }],
      },
      { EvalActionName: 'ec2:RunInstances', EvalDecision: 'implicitDeny', MatchedStatements: [] },
    ]);
    await expect(
      iam.send(new SimulateCustomPolicyCommand({ PolicyInputList: ['{'], ActionNames: ['s3:GetObject'] })),
    ).rejects.toMatchObject({ name: 'InvalidInputException' });
  });

  it('decides for a user, with its groups', async () => {
    const simulate = (region: string) =>
      iam.send(
        new SimulatePrincipalPolicyCommand({
          PolicySourceArn,
          ActionNames: ['ec2:RunInstances'],
          ContextEntries: [
            { ContextKeyName: 'aws:RequestedRegion', ContextKeyValues: [region], ContextKeyType: 'string' },
          ],
        }),
      );
    expect((await simulate('eu-west-1')).EvaluationResults?.[0]?.EvalDecision).toBe('allowed');
    expect((await simulate('us-east-1')).EvaluationResults?.[0]?.EvalDecision).toBe('implicitDeny');
  });

  it('leaves out policies that are named', async () => {
    const simulate = async (PolicyExclusionList: PolicyIdentifier[]) => {
      const { EvaluationResults } = await iam.send(
        new SimulatePrincipalPolicyCommand({
          PolicySourceArn,
          ActionNames: ['s3:GetObject'],
          PolicyExclusionList,
        }),
      );
      return EvaluationResults?.[0]?.EvalDecision;
    };
    expect(await simulate([{ PolicyType: 'user-managed' }])).toBe('allowed');
    expect(
      await simulate([
        {
          InlinePolicyIdentifier: {
            PolicyName: 's3',
            AttachmentType: 'user',
            AttachmentName: 'simulated',
          },
        },
      ]),
    ).toBe('implicitDeny');
  });

  it('case 70: needs the right on its source, and no other', async () => {
    const { AccessKey } = await iam.send(new CreateAccessKeyCommand({ UserName: 'simulated' }));
    const simulated = server.iam({
      accessKeyId: AccessKey!.AccessKeyId!,
      secretAccessKey: AccessKey!.SecretAccessKey!,
    });
    const statement = { Effect: 'Allow', Action: 'iam:SimulatePrincipalPolicy', Resource: PolicySourceArn };
    await iam.send(
      new PutUserPolicyCommand({
        UserName: 'simulated',
        PolicyName: 'simulation',
        PolicyDocument: JSON.stringify({ Version: '2012-10-17', Statement: statement }),
      }),
    );
    const simulate = (source: string) =>
      simulated.send(
        new SimulatePrincipalPolicyCommand({ PolicySourceArn: source, ActionNames: ['s3:GetObject'] }),
      );
    expect((await simulate(PolicySourceArn)).EvaluationResults?.[0]?.EvalDecision).toBe('allowed');
    for (const name of ['alice', 'nobody']) {
      await expect(simulate(`arn:aws:iam::${ACCOUNT}:user/${name}`)).rejects.toMatchObject({
        name: 'AccessDenied',
      });
    }
    await expect(
      iam.send(
        new SimulatePrincipalPolicyCommand({
          PolicySourceArn: `arn:aws:iam::${OTHER}:user/alice`,
          ActionNames: ['s3:GetObject'],
        }),
      ),
    ).rejects.toMatchObject({ name: 'AccessDenied' });
  });

  it('tells which keys policies ask for', async () => {
    expect(
      await iam.send(new GetContextKeysForCustomPolicyCommand({ PolicyInputList: [asking] })),
    ).toMatchObject({ ContextKeyNames: ['aws:RequestedRegion'] });
    expect(await iam.send(new GetContextKeysForPrincipalPolicyCommand({ PolicySourceArn }))).toMatchObject({
      ContextKeyNames: ['aws:RequestedRegion'],
    });
    await expect(
      iam.send(
        new GetContextKeysForPrincipalPolicyCommand({
          PolicySourceArn: `arn:aws:iam::${ACCOUNT}:user/nobody`,
        }),
      ),
    ).rejects.toMatchObject({ name: 'NoSuchEntityException' });
  });

  it('tells which policies open a service', async () => {
    const { PoliciesGrantingServiceAccess } = await iam.send(
      new ListPoliciesGrantingServiceAccessCommand({
        Arn: PolicySourceArn,
        ServiceNamespaces: ['ec2', 'sqs'],
      }),
    );
    expect(PoliciesGrantingServiceAccess).toEqual([
      {
        ServiceNamespace: 'ec2',
        Policies: [
          { PolicyName: 'region', PolicyType: 'INLINE', EntityType: 'GROUP', EntityName: 'simulators' },
        ],
      },
      { ServiceNamespace: 'sqs', Policies: [] },
    ]);
  });
});
