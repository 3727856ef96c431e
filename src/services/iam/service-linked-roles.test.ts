import type { CreateServiceLinkedRoleCommandInput } from '@aws-sdk/client-iam';
import { describe, expect, it } from 'vitest';
import { account, theRole, trustingService } from '../../../test/fixtures/account.ts';
import { asked, named, refusal, run } from '../../../test/fixtures/run.ts';
import { awsManagedPolicy } from '../../directory/index.ts';
import { parse } from '../../policy/index.ts';
import { serviceLinkedRoleOperations } from './service-linked-roles.ts';
import { linkedServices } from './service-linked-services.ts';

const operation = (name: string) => named(serviceLinkedRoleOperations, name);
const A = '111122223333';
const create = (input: CreateServiceLinkedRoleCommandInput, from = account().state, quotas = {}) =>
  run(operation('CreateServiceLinkedRole'), input, { account: from, quotas });

describe('CreateServiceLinkedRole', () => {
  it('makes the role of the service, which alone is trusted', () => {
    const ran = create({ AWSServiceName: 'ecs.amazonaws.com', Description: 'd' });
    const { output } = ran as { output: { Role: { AssumeRolePolicyDocument: string } } };
    expect(output.Role).toMatchObject({
      Path: '/aws-service-role/ecs.amazonaws.com/',
      RoleName: 'AWSServiceRoleForECS',
      Arn: `arn:aws:iam::${A}:role/aws-service-role/ecs.amazonaws.com/AWSServiceRoleForECS`,
    });
    expect(output.Role).not.toHaveProperty('Description');
    const trust = JSON.parse(decodeURIComponent(output.Role.AssumeRolePolicyDocument));
    expect(trust.Statement).toEqual([
      { Effect: 'Allow', Principal: { Service: 'ecs.amazonaws.com' }, Action: 'sts:AssumeRole' },
    ]);
    expect(theRole(ran.account, 'AWSServiceRoleForECS')).toMatchObject({
      linkedService: 'ecs.amazonaws.com',
      description: 'd',
      attachedPolicies: ['arn:aws:iam::aws:policy/aws-service-role/AmazonECSServiceRolePolicy'],
      maxSessionDuration: 3600,
    });
    expect(ran.asks).toEqual([
      {
        action: 'iam:CreateServiceLinkedRole',
        resource: `arn:aws:iam::${A}:role/aws-service-role/ecs.amazonaws.com/AWSServiceRoleForECS`,
        keys: { 'iam:AWSServiceName': 'ecs.amazonaws.com' },
      },
    ]);
  });

  it('adds a suffix for a service that allows it', () => {
    const { output } = create({ AWSServiceName: 'autoscaling.amazonaws.com', CustomSuffix: 'web' });
    expect(output).toMatchObject({ Role: { RoleName: 'AWSServiceRoleForAutoScaling_web' } });
  });

  it.each([
    [
      { AWSServiceName: 'ecs.amazonaws.com' },
      'InvalidInput 400 Service role name AWSServiceRoleForECS has been taken in this account, please try a different suffix.',
    ],
    [
      { AWSServiceName: 'rds.amazonaws.com', CustomSuffix: 'x' },
      'InvalidInput 400 Custom suffix is not allowed for rds.amazonaws.com',
    ],
    [{ AWSServiceName: 'nothing.amazonaws.com' }, 'InvalidInput 400'],
    [{ AWSServiceName: 'constructor' }, 'InvalidInput 400'],
    [{ AWSServiceName: 'autoscaling.amazonaws.com', CustomSuffix: 'x'.repeat(64) }, 'InvalidInput 400'],
  ])('%j is refused', (input, expected) => {
    const { account: state } = create({ AWSServiceName: 'ecs.amazonaws.com' });
    expect(refusal(() => create(input, state))).toContain(expected);
  });

  it('works when the quota of roles is reached', () => {
    const full = account().role('app').state;
    const ran = create({ AWSServiceName: 'ecs.amazonaws.com' }, full, { rolesPerAccount: 1 });
    expect(ran.account.roles.size).toBe(2);
  });
});

describe('the table of services', () => {
  const services = [...linkedServices()];

  it.each(services.map((service) => [service.principal, service] as const))('%s', (_, service) => {
    expect(service.roleName).toMatch(/^AWSServiceRoleFor[A-Za-z0-9_-]{2,47}$/);
    const policy = awsManagedPolicy(service.policyArn);
    expect(policy, `${service.policyArn} exists`).toBeDefined();
    expect(policy!.attachable).toBe(false);
    const role = theRole(create({ AWSServiceName: service.principal }).account, service.roleName);
    expect(parse(role.trustPolicy.document, 'trust').errors).toEqual([]);
  });

  it('has each role name once', () => {
    expect(new Set(services.map((service) => service.roleName)).size).toBe(services.length);
  });
});

describe('DeleteServiceLinkedRole', () => {
  const { state } = account().role('app').role('AWSServiceRoleForECS', trustingService('ecs.amazonaws.com'), {
    path: '/aws-service-role/ecs.amazonaws.com/',
    linkedService: 'ecs.amazonaws.com',
  });
  const remove = (RoleName: string) =>
    run(operation('DeleteServiceLinkedRole'), { RoleName }, { account: state });
  const status = (DeletionTaskId: string, from = state) =>
    run(operation('GetServiceLinkedRoleDeletionStatus'), { DeletionTaskId }, { account: from });

  it('deletes the role, and says so when it is asked', () => {
    const ran = remove('AWSServiceRoleForECS');
    const { DeletionTaskId } = ran.output as { DeletionTaskId: string };
    expect(DeletionTaskId).toMatch(
      /^task\/aws-service-role\/ecs\.amazonaws\.com\/AWSServiceRoleForECS\/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/,
    );
    expect(ran.account.roles.size).toBe(1);
    expect(status(DeletionTaskId, ran.account)).toMatchObject({
      output: { Status: 'SUCCEEDED' },
      asks: [
        {
          action: 'iam:GetServiceLinkedRoleDeletionStatus',
          resource: `arn:aws:iam::${A}:role/aws-service-role/ecs.amazonaws.com/AWSServiceRoleForECS`,
        },
      ],
    });
  });

  it.each(['app', 'none'])('%s is no service-linked role', (name) => {
    expect(refusal(() => remove(name))).toBe(`NoSuchEntity 404 The role with name ${name} cannot be found.`);
    expect(asked(operation('DeleteServiceLinkedRole'), { RoleName: name }, { account: state })).toMatchObject(
      [{ action: 'iam:DeleteServiceLinkedRole', resource: `arn:aws:iam::${A}:role/${name}` }],
    );
  });

  const uuid = '01234567-89ab-4def-8123-456789abcdef';
  it.each([
    [`task/aws-service-role/ecs.amazonaws.com/AWSServiceRoleForECS/${uuid}`, 'NoSuchEntity 404'],
    [`task/aws-service-role/ecs.amazonaws.com/Other/${uuid}`, 'NoSuchEntity 404'],
    [`task/aws-service-role/rds.amazonaws.com/AWSServiceRoleForRDS_x/${uuid}`, 'NoSuchEntity 404'],
    [`task/aws-service-role/none.amazonaws.com/AWSServiceRoleForNone/${uuid}`, 'NoSuchEntity 404'],
    ['task/aws-service-role/ecs.amazonaws.com/AWSServiceRoleForECS/1', 'InvalidInput 400'],
    ['task', 'InvalidInput 400'],
  ])('there is no task %s', (id, expected) => {
    expect(refusal(() => status(id))).toContain(expected);
  });
});
