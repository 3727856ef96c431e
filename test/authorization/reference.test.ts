import { readFileSync } from 'node:fs';
import * as iam from '@aws-sdk/client-iam';
import * as sts from '@aws-sdk/client-sts';
import { describe, expect, it } from 'vitest';

import { referenceText } from '../../scripts/build-authorization-reference.mjs';
import {
  type ActionReference,
  actionReference,
  actionReferences,
  conditionKeyType,
  listsConditionKey,
  resourceTypeReference,
  resourceTypesOf,
} from './reference.ts';

function listed(action: string): ActionReference {
  const reference = actionReference(action);
  if (reference === undefined) throw new Error(`the reference has no ${action}`);
  return reference;
}

const operationsOf = (sdk: object): string[] =>
  Object.keys(sdk).flatMap((name) => /^([A-Z][A-Za-z0-9]+)Command$/.exec(name)?.[1] ?? []);

describe('what the reference says of an action', () => {
  it('CreateUser: a user, with its boundary and tags', () => {
    expect(actionReference('iam:CreateUser')).toEqual({
      action: 'iam:CreateUser',
      accessLevels: ['Write'],
      resources: [
        {
          type: 'iam:user',
          arn: 'arn:${Partition}:iam::${Account}:user/${UserNameWithPath}',
          required: true,
          conditionKeys: ['aws:ResourceTag/${TagKey}', 'iam:ResourceTag/${TagKey}'],
        },
      ],
      conditionKeys: ['aws:RequestTag/${TagKey}', 'aws:TagKeys', 'iam:PermissionsBoundary'],
      dependentActions: [],
    });
  });

  it('ListUsers: no resource', () => {
    expect(listed('iam:ListUsers')).toMatchObject({ accessLevels: ['List'], resources: [] });
  });

  it('SimulatePrincipalPolicy: a group, role or user, none of them always', () => {
    const resources = listed('iam:SimulatePrincipalPolicy').resources;
    expect(resources.map(({ type, required }) => [type, required])).toEqual([
      ['iam:group', false],
      ['iam:role', false],
      ['iam:user', false],
    ]);
  });

  it('TagSession: two access levels', () => {
    expect(listed('sts:TagSession').accessLevels).toEqual(['Tagging', 'Write']);
  });

  it.each(['iam:NoSuchAction', 'iam:createuser', 'CreateUser', 's3:GetObject', '__proto__'])(
    'nothing of %s',
    (action) => {
      expect(actionReference(action)).toBeUndefined();
    },
  );
});

describe('what the reference says of types and keys', () => {
  it('an STS role is an IAM role, with tags', () => {
    expect(resourceTypeReference('sts:role')).toEqual({
      type: 'sts:role',
      arn: 'arn:${Partition}:iam::${Account}:role/${RoleNameWithPath}',
      conditionKeys: ['aws:ResourceTag/${TagKey}', 'iam:ResourceTag/${TagKey}'],
    });
  });

  it('groups know no tags', () => {
    expect(resourceTypeReference('iam:group')?.conditionKeys).toEqual([]);
  });

  it.each([
    ['iam:PermissionsBoundary', 'ARN'],
    ['aws:TagKeys', 'ArrayOfString'],
    ['iam:ServiceSpecificCredentialAgeDays', 'Numeric'],
    ['sts:RoleAuthorizedByIdp', 'Bool'],
    ['iam:NoSuchKey', undefined],
  ])('%s holds %s', (key, type) => {
    expect(conditionKeyType(key)).toBe(type);
  });

  it('every key of an action has a type', () => {
    for (const action of [...actionReferences('iam'), ...actionReferences('sts')]) {
      for (const key of [...action.conditionKeys, ...action.resources.flatMap((one) => one.conditionKeys)])
        expect(conditionKeyType(key), `${action.action} ${key}`).toBeDefined();
    }
  });
});

describe('holding a request against the reference', () => {
  it.each([
    ['iam:GetUser', 'arn:aws:iam::123456789012:user/alice', ['iam:user']],
    ['iam:GetUser', 'arn:aws:iam::123456789012:user/team/alice', ['iam:user']],
    ['iam:GetUser', 'arn:aws:iam::123456789012:role/alice', []],
    ['iam:GetUser', '*', []],
    ['iam:GetUser', 'xarn:aws:iam::123456789012:user/alice', []],
    ['iam:ListUsers', 'arn:aws:iam::123456789012:user/alice', []],
    ['iam:GetContextKeysForPrincipalPolicy', 'arn:aws:iam::123456789012:group/g', ['iam:group']],
    ['sts:AssumeRoot', 'arn:aws:iam::123456789012:root', ['sts:root-user']],
    ['sts:GetFederationToken', 'arn:aws:sts::123456789012:federated-user/bob', ['sts:federated-user']],
  ])('%s on %s is on %j', (action, arn, types) => {
    expect(resourceTypesOf(listed(action), arn).map((resource) => resource.type)).toEqual(types);
  });

  it.each([
    ['iam:CreateUser', 'iam:PermissionsBoundary', true],
    ['iam:CreateUser', 'IAM:permissionsboundary', true],
    ['iam:CreateUser', 'aws:RequestTag/team', true],
    ['iam:CreateUser', 'aws:RequestTag/', false],
    ['iam:CreateUser', 'aws:RequestTag', false],
    ['iam:GetUser', 'iam:ResourceTag/team', true],
    ['iam:GetUser', 'iam:PermissionsBoundary', false],
    ['iam:GetGroup', 'aws:ResourceTag/team', false],
    ['iam:AttachGroupPolicy', 'iam:PermissionsBoundary', false],
  ])('%s has the key %s: %s', (action, key, expected) => {
    expect(listsConditionKey(listed(action), key)).toBe(expected);
  });
});

describe('the reference as a whole', () => {
  // docs/decisions/services-authorization-reference.md says what these two are authorized as.
  const WITHOUT_ACTION = ['AcquireRole', 'UpdateDelegationRequest'];

  it.each([
    ['iam', iam, 170],
    ['sts', sts, 10],
  ] as const)('has an action for each operation of %s', (service, sdk, atLeast) => {
    const operations = operationsOf(sdk);
    expect(operations.length).toBeGreaterThan(atLeast);
    const missing = operations.filter(
      (operation) => actionReference(`${service}:${operation}`) === undefined,
    );
    expect(missing.sort()).toEqual(service === 'iam' ? WITHOUT_ACTION : []);
  });

  it('lists each service’s actions by name, also those that are no operations', () => {
    const names = actionReferences('iam').map(({ action }) => action);
    expect(names).toEqual([...names].sort());
    expect(names).toContain('iam:PassRole');
    expect(actionReferences('sts').map(({ action }) => action)).toEqual(
      expect.arrayContaining(['sts:SetSourceIdentity', 'sts:TagSession']),
    );
  });

  it('is what its script makes of the installed package', () => {
    expect(readFileSync(new URL('./reference.json', import.meta.url), 'utf8')).toBe(referenceText());
  });
});
