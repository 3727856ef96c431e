import { readFileSync } from 'node:fs';
import { brotliDecompressSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';

import { managedPoliciesContent } from '../../scripts/build-managed-policies.mjs';
import { parseIamArn } from '../names/index.ts';
import { ANY_SIZE, compile, parse } from '../policy/index.ts';
import { type AwsManagedPolicy, awsManagedPolicies, awsManagedPolicy } from './aws-managed-policies.ts';

const ASSET = new URL('./assets/aws-managed-policies.br', import.meta.url);
const MEGABYTE = 1024 * 1024;

function named(pathAndName: string): AwsManagedPolicy {
  const policy = awsManagedPolicy(`arn:aws:iam::aws:policy/${pathAndName}`);
  if (policy === undefined) throw new Error(`no policy ${pathAndName}`);
  return policy;
}

function statements(policy: AwsManagedPolicy): readonly Record<string, unknown>[] {
  return (JSON.parse(policy.document) as { Statement: Record<string, unknown>[] }).Statement;
}

describe('the policies that AWS manages', () => {
  it('AdministratorAccess allows everything', () => {
    expect(JSON.parse(named('AdministratorAccess').document)).toEqual({
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }],
    });
  });

  it('AdministratorAccess has the particulars that AWS gives it', () => {
    const policy = named('AdministratorAccess');
    expect(policy).toMatchObject({
      name: 'AdministratorAccess',
      path: '/',
      defaultVersion: 'v1',
      createdAt: Date.parse('2015-02-06T18:39:46Z'),
      updatedAt: Date.parse('2015-02-06T18:39:46Z'),
      attachable: true,
    });
  });

  it('PowerUserAccess allows everything but IAM, Organizations and account management', () => {
    const [everythingBut, exceptions] = statements(named('PowerUserAccess'));
    expect(everythingBut).toEqual({
      Effect: 'Allow',
      NotAction: ['iam:*', 'organizations:*', 'account:*'],
      Resource: '*',
    });
    expect(exceptions?.['Effect']).toBe('Allow');
    expect(exceptions?.['Action']).toEqual(
      expect.arrayContaining(['iam:CreateServiceLinkedRole', 'iam:ListRoles', 'account:ListRegions']),
    );
  });

  it('ReadOnlyAccess allows reading only', () => {
    const granted = statements(named('ReadOnlyAccess'));
    const actions = granted.flatMap((statement) => statement['Action'] as string[]);
    expect(granted.every((statement) => statement['Effect'] === 'Allow')).toBe(true);
    expect(actions).toEqual(expect.arrayContaining(['s3:Get*', 's3:List*', 'iam:Get*', 'iam:List*']));
    expect(actions.filter((action) => /:(?:\*|Put|Delete|Update|Attach)/.test(action))).toEqual([]);
  });

  it('AWSLambdaBasicExecutionRole, under /service-role/, writes logs', () => {
    const policy = named('service-role/AWSLambdaBasicExecutionRole');
    expect(policy).toMatchObject({
      name: 'AWSLambdaBasicExecutionRole',
      path: '/service-role/',
      attachable: true,
    });
    expect(statements(policy)).toEqual([
      {
        Effect: 'Allow',
        Action: ['logs:CreateLogGroup', 'logs:CreateLogStream', 'logs:PutLogEvents'],
        Resource: '*',
      },
    ]);
  });

  it('policies of service-linked roles are not attachable, all others are', () => {
    expect(named('aws-service-role/AWSSupportServiceRolePolicy').attachable).toBe(false);
    const refused = awsManagedPolicies().filter((policy) => !policy.attachable);
    const paths = new Set(awsManagedPolicies().flatMap((policy) => (policy.attachable ? [policy.path] : [])));
    expect(new Set(refused.map((policy) => policy.path))).toEqual(new Set(['/aws-service-role/']));
    expect(paths).toEqual(new Set(['/', '/service-role/', '/job-function/', '/root-task/']));
  });
});

describe('looking an ARN up', () => {
  it.each([
    ['an unknown name', 'arn:aws:iam::aws:policy/NoSuchPolicy'],
    ['a name in other letter case', 'arn:aws:iam::aws:policy/administratoraccess'],
    ['a name without its path', 'arn:aws:iam::aws:policy/AWSLambdaBasicExecutionRole'],
    ['a path that is not its own', 'arn:aws:iam::aws:policy/service-role/AdministratorAccess'],
    ['a policy of an account', 'arn:aws:iam::123456789012:policy/AdministratorAccess'],
    ['another partition', 'arn:aws-cn:iam::aws:policy/AdministratorAccess'],
    ['a property of objects', '__proto__'],
    ['nothing', ''],
  ])('finds nothing for %s', (_what, arn) => {
    expect(awsManagedPolicy(arn)).toBeUndefined();
  });

  it('answers the same object every time, so that what is compiled from it can be kept with it', () => {
    expect(named('ReadOnlyAccess')).toBe(named('ReadOnlyAccess'));
    expect(awsManagedPolicies()).toContain(named('ReadOnlyAccess'));
  });

  it('lets nobody change a policy or the list', () => {
    expect(Object.isFrozen(named('ReadOnlyAccess'))).toBe(true);
    expect(Object.isFrozen(awsManagedPolicies())).toBe(true);
  });
});

describe('the whole list', () => {
  const policies = awsManagedPolicies();

  it('has more than a thousand policies, each ARN and each id once', () => {
    expect(policies.length).toBeGreaterThan(1000);
    expect(new Set(policies.map((policy) => policy.arn)).size).toBe(policies.length);
    expect(new Set(policies.map((policy) => policy.id)).size).toBe(policies.length);
  });

  it('is sorted by name without regard to case', () => {
    const names = policies.map((policy) => policy.name.toLowerCase());
    expect(names).toEqual([...names].sort());
  });

  it('finds each policy by its ARN, whose parts are the policy’s', () => {
    for (const policy of policies) {
      expect(awsManagedPolicy(policy.arn)).toBe(policy);
      expect(parseIamArn(policy.arn)).toMatchObject({
        account: 'aws',
        type: 'policy',
        path: policy.path,
        name: policy.name,
      });
    }
  });

  it('has ids of AWS’s form that stay the same', () => {
    for (const policy of policies) expect(policy.id).toMatch(/^ANPA[A-Z2-7]{17}$/);
    expect(named('AdministratorAccess').id).toBe('ANPAXUEARDEVTUHKHZ23E');
  });

  it('has whole documents of the present version of the language, and times in order', () => {
    for (const policy of policies) {
      const document = JSON.parse(policy.document) as Record<string, unknown>;
      expect(document, policy.name).toMatchObject({ Version: '2012-10-17' });
      expect(document['Statement'], policy.name).toBeTruthy();
      expect(policy.updatedAt, policy.name).toBeGreaterThanOrEqual(policy.createdAt);
      expect(policy.defaultVersion, policy.name).toMatch(/^v[1-9][0-9]*$/);
    }
  });
});

describe('enforcing', () => {
  it('every policy that can be attached is read without an error and compiles', () => {
    for (const policy of awsManagedPolicies().filter((one) => one.attachable)) {
      const { document, errors } = parse(policy.document, 'managed', ANY_SIZE);
      expect(errors, policy.name).toEqual([]);
      expect(compile(document!), policy.name).toBeDefined();
    }
  });
});

describe('the asset', () => {
  const asset = readFileSync(ASSET);

  it('is not larger than 1.5 MB', () => {
    expect(asset.length).toBeLessThanOrEqual(1.5 * MEGABYTE);
  });

  // Compared before compression, because another release of Brotli may pack the same content into other bytes.
  it('is what its script makes of the installed package', () => {
    expect(brotliDecompressSync(asset).equals(managedPoliciesContent())).toBe(true);
  });

  it('stands beside the licence of the package that it is made of', () => {
    const licence = readFileSync(new URL('./assets/aws-managed-policies.LICENSE', import.meta.url), 'utf8');
    expect(licence).toContain('MIT License');
    expect(licence).toContain('Copyright');
  });
});
