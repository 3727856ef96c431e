/** Policies through the AWS SDK: each operation once, and its main errors. */
import {
  AttachGroupPolicyCommand,
  AttachRolePolicyCommand,
  AttachUserPolicyCommand,
  CreateAccessKeyCommand,
  CreateGroupCommand,
  CreatePolicyCommand,
  CreatePolicyVersionCommand,
  CreateRoleCommand,
  CreateUserCommand,
  DeleteGroupPolicyCommand,
  DeletePolicyCommand,
  DeletePolicyVersionCommand,
  DeleteRolePolicyCommand,
  DeleteUserPolicyCommand,
  DetachGroupPolicyCommand,
  DetachRolePolicyCommand,
  DetachUserPolicyCommand,
  GetGroupPolicyCommand,
  GetPolicyCommand,
  GetPolicyVersionCommand,
  GetRolePolicyCommand,
  GetUserPolicyCommand,
  type IAMClient,
  ListAttachedGroupPoliciesCommand,
  ListAttachedRolePoliciesCommand,
  ListAttachedUserPoliciesCommand,
  ListEntitiesForPolicyCommand,
  ListGroupPoliciesCommand,
  ListPoliciesCommand,
  ListPolicyTagsCommand,
  ListPolicyVersionsCommand,
  ListRolePoliciesCommand,
  ListUserPoliciesCommand,
  PutGroupPolicyCommand,
  PutRolePolicyCommand,
  PutUserPolicyCommand,
  paginateListPolicies,
  SetDefaultPolicyVersionCommand,
  TagPolicyCommand,
  UntagPolicyCommand,
} from '@aws-sdk/client-iam';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startServer, type TestServer } from '../support/server.ts';

const ACCOUNT = '111122223333';
const OTHER = '444455556666';
const ADMINISTRATOR = 'arn:aws:iam::aws:policy/AdministratorAccess';
const arn = (name: string) => `arn:aws:iam::${ACCOUNT}:policy/${name}`;
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

describe('managed policies', () => {
  it('are created, read, listed, tagged and deleted', async () => {
    const created = await iam.send(
      new CreatePolicyCommand({
        PolicyName: 'life',
        PolicyDocument: document('s3:*'),
        Description: 'a life',
        Tags: [{ Key: 'team', Value: 'red' }],
      }),
    );
    const PolicyArn = arn('life');
    expect(created.Policy).toMatchObject({ Arn: PolicyArn, DefaultVersionId: 'v1', AttachmentCount: 0 });
    await iam.send(new TagPolicyCommand({ PolicyArn, Tags: [{ Key: 'Team', Value: 'blue' }] }));
    await iam.send(new UntagPolicyCommand({ PolicyArn, TagKeys: ['team'] }));
    expect(await iam.send(new ListPolicyTagsCommand({ PolicyArn }))).toMatchObject({
      Tags: [{ Key: 'Team', Value: 'blue' }],
      IsTruncated: false,
    });
    const { Policy } = await iam.send(new GetPolicyCommand({ PolicyArn }));
    expect(Policy).toMatchObject({ Description: 'a life', Tags: [{ Key: 'Team', Value: 'blue' }] });
    expect(Policy?.CreateDate).toEqual(created.Policy?.CreateDate);
    const listed = await iam.send(new ListPoliciesCommand({ Scope: 'Local' }));
    expect(listed.Policies?.map((one) => one.PolicyName)).toContain('life');
    await iam.send(new DeletePolicyCommand({ PolicyArn }));
    await expect(iam.send(new GetPolicyCommand({ PolicyArn }))).rejects.toMatchObject({
      name: 'NoSuchEntityException',
      message: `Policy ${PolicyArn} was not found.`,
      $metadata: { httpStatusCode: 404 },
    });
  });

  it('are refused with AWS’s errors', async () => {
    const create = (PolicyName: string, PolicyDocument: string) =>
      iam.send(new CreatePolicyCommand({ PolicyName, PolicyDocument }));
    await create('twice', document('s3:*'));
    await expect(create('TWICE', document('s3:*'))).rejects.toMatchObject({
      name: 'EntityAlreadyExistsException',
      message: 'A policy called TWICE already exists. Duplicate names are not allowed.',
    });
    await expect(create('broken', '{')).rejects.toMatchObject({
      name: 'MalformedPolicyDocumentException',
      message: 'Syntax errors in policy.',
    });
    await expect(create('bad name', document('s3:*'))).rejects.toMatchObject({ name: 'ValidationError' });
    await expect(create('long', document(`s3:${'a'.repeat(6144)}`))).rejects.toMatchObject({
      name: 'LimitExceededException',
      message: 'Cannot exceed quota for PolicySize: 6144',
    });
  });

  it('of AWS are there, and are nobody’s to change', async () => {
    let count = 0;
    for await (const page of paginateListPolicies({ client: iam, pageSize: 1000 }, { Scope: 'AWS' })) {
      count += page.Policies!.length;
    }
    expect(count).toBeGreaterThan(1000);
    await expect(iam.send(new DeletePolicyCommand({ PolicyArn: ADMINISTRATOR }))).rejects.toMatchObject({
      name: 'AccessDenied',
      message: `User: arn:aws:iam::${ACCOUNT}:root is not authorized to perform: iam:DeletePolicy on resource: policy ${ADMINISTRATOR} because no resource-based policy allows the iam:DeletePolicy action`,
    });
  });

  it('case 88: of another account are not to be read, whether or not they exist', async () => {
    const other = server.iam(server.root(OTHER));
    await other.send(new CreatePolicyCommand({ PolicyName: 'there', PolicyDocument: document('s3:*') }));
    for (const name of ['there', 'missing']) {
      const PolicyArn = `arn:aws:iam::${OTHER}:policy/${name}`;
      await expect(iam.send(new GetPolicyCommand({ PolicyArn }))).rejects.toMatchObject({
        name: 'AccessDenied',
        message: expect.stringContaining(`on resource: policy ${PolicyArn} because`),
      });
    }
  });
});

describe('versions', () => {
  it('are created, put in force, read, listed and deleted', async () => {
    await iam.send(new CreatePolicyCommand({ PolicyName: 'versioned', PolicyDocument: document('s3:*') }));
    const PolicyArn = arn('versioned');
    const text = `${document('ec2:*')}\n`;
    const { PolicyVersion } = await iam.send(
      new CreatePolicyVersionCommand({ PolicyArn, PolicyDocument: text, SetAsDefault: true }),
    );
    expect(PolicyVersion).toMatchObject({ VersionId: 'v2', IsDefaultVersion: true });
    const read = await iam.send(new GetPolicyVersionCommand({ PolicyArn, VersionId: 'v2' }));
    expect(decodeURIComponent(read.PolicyVersion!.Document!)).toBe(text);
    await iam.send(new SetDefaultPolicyVersionCommand({ PolicyArn, VersionId: 'v1' }));
    const { Versions } = await iam.send(new ListPolicyVersionsCommand({ PolicyArn }));
    expect(Versions).toMatchObject([
      { VersionId: 'v2', IsDefaultVersion: false },
      { VersionId: 'v1', IsDefaultVersion: true },
    ]);
    await expect(
      iam.send(new DeletePolicyVersionCommand({ PolicyArn, VersionId: 'v1' })),
    ).rejects.toMatchObject({
      name: 'DeleteConflictException',
      message: 'Cannot delete the default version of a policy.',
    });
    await expect(iam.send(new DeletePolicyCommand({ PolicyArn }))).rejects.toMatchObject({
      name: 'DeleteConflictException',
    });
    await iam.send(new DeletePolicyVersionCommand({ PolicyArn, VersionId: 'v2' }));
    await expect(iam.send(new GetPolicyVersionCommand({ PolicyArn, VersionId: 'v2' }))).rejects.toMatchObject(
      {
        name: 'NoSuchEntityException',
        message: `Policy ${PolicyArn} version v2 does not exist or is not attachable.`,
      },
    );
  });
});

describe('attachments', () => {
  it('to users, groups and roles: made, listed, found by policy, ended', async () => {
    await iam.send(new CreatePolicyCommand({ PolicyName: 'attached', PolicyDocument: document('s3:*') }));
    const PolicyArn = arn('attached');
    const attachedPolicies = [{ PolicyName: 'attached', PolicyArn }];
    await iam.send(new AttachUserPolicyCommand({ UserName: 'alice', PolicyArn }));
    await iam.send(new AttachUserPolicyCommand({ UserName: 'alice', PolicyArn }));
    await iam.send(new AttachGroupPolicyCommand({ GroupName: 'team', PolicyArn }));
    await iam.send(new AttachRolePolicyCommand({ RoleName: 'auditor', PolicyArn }));
    const lists = await Promise.all([
      iam.send(new ListAttachedUserPoliciesCommand({ UserName: 'alice' })),
      iam.send(new ListAttachedGroupPoliciesCommand({ GroupName: 'team' })),
      iam.send(new ListAttachedRolePoliciesCommand({ RoleName: 'auditor' })),
    ]);
    for (const list of lists) expect(list.AttachedPolicies).toEqual(attachedPolicies);
    expect(await iam.send(new ListEntitiesForPolicyCommand({ PolicyArn }))).toMatchObject({
      PolicyUsers: [{ UserName: 'alice' }],
      PolicyGroups: [{ GroupName: 'team' }],
      PolicyRoles: [{ RoleName: 'auditor' }],
      IsTruncated: false,
    });
    await expect(iam.send(new DeletePolicyCommand({ PolicyArn }))).rejects.toMatchObject({
      name: 'DeleteConflictException',
      message: 'Cannot delete a policy attached to entities.',
    });
    await iam.send(new DetachUserPolicyCommand({ UserName: 'alice', PolicyArn }));
    await iam.send(new DetachGroupPolicyCommand({ GroupName: 'team', PolicyArn }));
    await iam.send(new DetachRolePolicyCommand({ RoleName: 'auditor', PolicyArn }));
    await expect(
      iam.send(new DetachUserPolicyCommand({ UserName: 'alice', PolicyArn })),
    ).rejects.toMatchObject({ name: 'NoSuchEntityException', message: `Policy ${PolicyArn} was not found.` });
  });

  it('are refused with AWS’s errors', async () => {
    await expect(
      iam.send(new AttachUserPolicyCommand({ UserName: 'alice', PolicyArn: arn('none') })),
    ).rejects.toMatchObject({
      name: 'NoSuchEntityException',
      message: `Policy ${arn('none')} does not exist or is not attachable.`,
    });
    const PolicyArn = 'arn:aws:iam::aws:policy/aws-service-role/AmazonRDSServiceRolePolicy';
    await expect(
      iam.send(new AttachRolePolicyCommand({ RoleName: 'auditor', PolicyArn })),
    ).rejects.toMatchObject({
      name: 'PolicyNotAttachableException',
      message: 'Cannot attach a Service Role Policy to a Customer Role.',
    });
    await expect(
      iam.send(new AttachGroupPolicyCommand({ GroupName: 'nobody', PolicyArn: ADMINISTRATOR })),
    ).rejects.toMatchObject({ message: 'The group with name nobody cannot be found.' });
  });

  it('take effect at once, and only within iam:PolicyARN', async () => {
    await iam.send(new CreateUserCommand({ UserName: 'delegate' }));
    const { AccessKey } = await iam.send(new CreateAccessKeyCommand({ UserName: 'delegate' }));
    const delegate = server.iam({
      accessKeyId: AccessKey!.AccessKeyId!,
      secretAccessKey: AccessKey!.SecretAccessKey!,
    });
    const attach = (name: string) =>
      delegate.send(
        new AttachUserPolicyCommand({ UserName: 'alice', PolicyArn: `arn:aws:iam::aws:policy/${name}` }),
      );
    await expect(attach('ReadOnlyAccess')).rejects.toMatchObject({ name: 'AccessDenied' });
    const condition = { ArnEquals: { 'iam:PolicyARN': 'arn:aws:iam::aws:policy/ReadOnlyAccess' } };
    const statement = {
      Effect: 'Allow',
      Action: 'iam:AttachUserPolicy',
      Resource: '*',
      Condition: condition,
    };
    await iam.send(
      new PutUserPolicyCommand({
        UserName: 'delegate',
        PolicyName: 'delegation',
        PolicyDocument: JSON.stringify({ Version: '2012-10-17', Statement: statement }),
      }),
    );
    await attach('ReadOnlyAccess');
    await expect(attach('AdministratorAccess')).rejects.toMatchObject({ name: 'AccessDenied' });
  });
});

describe('inline policies', () => {
  const PolicyDocument = `${document('s3:*')} `;
  const PolicyName = 'inline';

  it('of users', async () => {
    const of = { UserName: 'alice', PolicyName };
    await iam.send(new PutUserPolicyCommand({ ...of, PolicyDocument }));
    const read = await iam.send(new GetUserPolicyCommand(of));
    expect(read).toMatchObject({ ...of, PolicyDocument: expect.stringMatching(/^%7B/) });
    expect(decodeURIComponent(read.PolicyDocument!)).toBe(PolicyDocument);
    expect((await iam.send(new ListUserPoliciesCommand(of))).PolicyNames).toEqual([PolicyName]);
    await iam.send(new DeleteUserPolicyCommand(of));
    await expect(iam.send(new GetUserPolicyCommand(of))).rejects.toMatchObject({
      name: 'NoSuchEntityException',
      message: 'The user policy with name inline cannot be found.',
    });
  });

  it('of groups', async () => {
    const of = { GroupName: 'team', PolicyName };
    await iam.send(new PutGroupPolicyCommand({ ...of, PolicyDocument }));
    expect(await iam.send(new GetGroupPolicyCommand(of))).toMatchObject(of);
    expect((await iam.send(new ListGroupPoliciesCommand(of))).PolicyNames).toEqual([PolicyName]);
    await iam.send(new DeleteGroupPolicyCommand(of));
    await expect(iam.send(new DeleteGroupPolicyCommand(of))).rejects.toMatchObject({
      message: 'The group policy with name inline cannot be found.',
    });
  });

  it('of roles', async () => {
    const of = { RoleName: 'auditor', PolicyName };
    await iam.send(new PutRolePolicyCommand({ ...of, PolicyDocument }));
    expect(await iam.send(new GetRolePolicyCommand(of))).toMatchObject(of);
    expect((await iam.send(new ListRolePoliciesCommand(of))).PolicyNames).toEqual([PolicyName]);
    await iam.send(new DeleteRolePolicyCommand(of));
    await expect(iam.send(new DeleteRolePolicyCommand(of))).rejects.toMatchObject({
      message: 'The role policy with name inline cannot be found.',
    });
  });

  it('are refused when malformed or too long', async () => {
    const put = (text: string) =>
      iam.send(new PutUserPolicyCommand({ UserName: 'alice', PolicyName, PolicyDocument: text }));
    await expect(put('{}')).rejects.toMatchObject({ name: 'MalformedPolicyDocumentException' });
    await expect(put(document(`s3:${'a'.repeat(2048)}`))).rejects.toMatchObject({
      name: 'LimitExceededException',
      message: 'Maximum policy size of 2048 bytes exceeded for user alice',
    });
  });
});
