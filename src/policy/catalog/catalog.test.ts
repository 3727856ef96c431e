import { readdirSync, readFileSync, statSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { catalogFiles } from '../../../scripts/build-catalog.mjs';
import {
  CATALOG_SOURCE,
  loadCatalog,
  loadService,
  servicePrefixes,
  servicesOf,
  validateWithCatalog,
} from './index.ts';

const here = (path: string) => new URL(path, import.meta.url);

describe('the catalogue of services', () => {
  it('knows every service without loading one', () => {
    expect(servicePrefixes()).toEqual(expect.arrayContaining(['ec2', 'iam', 's3', 'sts']));
    expect(servicePrefixes().length).toBeGreaterThan(400);
  });

  it('describes an action: its level, the resources it is asked on, its condition keys', async () => {
    const s3 = await loadService('s3');
    const action = s3?.actions.get('s3:getobject');
    expect(action).toMatchObject({ name: 's3:GetObject', accessLevel: 'read' });
    expect(action?.resources.map(({ type }) => type.arn)).toContain(
      'arn:${Partition}:s3:::${BucketName}/${ObjectName}',
    );
    expect(action?.conditionKeys.map((key) => key.name)).toContain('s3:ExistingObjectTag/<key>');
    expect(s3?.actions.get('s3:listallmybuckets')?.resources).toEqual([]);
  });

  it.each([
    ['s3', 'S3:X-Amz-Acl', 'String'],
    ['s3', 's3:ExistingObjectTag/team', 'String'],
    ['iam', 'aws:ResourceTag/a/b', 'String'],
    ['sts', 'sts:TransitiveTagKeys', 'ArrayOfString'],
    ['kms', 'kms:EncryptionContext:department', 'String'],
    ['secretsmanager', 'secretsmanager:ResourceTag/team', 'String'],
    ['sagemaker', 'sagemaker:ResourceTag/team', 'String'],
    ['s3', 's3:NoSuchKey', undefined],
    ['s3', 's3:ExistingObjectTag/', undefined],
  ])('%s: the key %s is of type %s', async (prefix, name, type) => {
    expect((await loadService(prefix))?.conditionKey(name)?.type).toBe(type);
  });

  it.each(['nosuchservice', '__proto__', 'constructor', '', '../load'])(
    'knows no service %s',
    async (prefix) => {
      expect(await loadService(prefix)).toBeUndefined();
    },
  );

  it('loads the services that are asked for, and tells their names from all', async () => {
    const catalog = await loadCatalog(['sqs', 'nosuchservice']);
    expect(catalog.service('sqs')?.name).toBe('Amazon SQS');
    expect(catalog.service('s3')).toBeUndefined();
    expect(catalog.prefixes.has('s3')).toBe(true);
    expect(catalog.rcpServices.has('kms')).toBe(true);
    expect(catalog.rcpServices.has('iam')).toBe(false);
  });

  it.each([
    ['saml', ['sts']],
    ['token.actions.githubusercontent.com', ['sts']],
    ['token.actions.example.ghe.com', ['sts']],
    ['nosuchprovider.example.com', []],
  ])('condition keys of %s are known by %j', async (prefix, services) => {
    expect((await loadCatalog([])).ownersOfKey(prefix)).toEqual(services);
  });

  it('holds what every service says together', async () => {
    for (const prefix of servicePrefixes()) {
      const service = (await loadService(prefix))!;
      expect(service.prefix).toBe(prefix);
      expect(service.name, prefix).toBeTruthy();
      for (const action of service.actions.values()) {
        expect(
          action.resources.every(({ type }) => type.arn.startsWith('arn:')),
          action.name,
        ).toBe(true);
      }
    }
  });
});

describe('a policy and the services that it names', () => {
  const policy = JSON.stringify({
    Version: '2012-10-17',
    Statement: {
      Effect: 'Allow',
      Action: ['S3:GetObjekt', '*'],
      Resource: ['arn:aws:sqs:eu-central-1:111122223333:orders', '*'],
      Condition: { StringEquals: { 'kms:ViaService': 's3.amazonaws.com', 'saml:aud': 'x' } },
    },
  });

  it('are those of its actions, resources and condition keys', () => {
    expect([...servicesOf(policy, 'inline')].toSorted()).toEqual(
      expect.arrayContaining(['kms', 's3', 'sqs', 'sts']),
    );
    expect([...servicesOf('not a policy', 'inline')]).toEqual([]);
  });

  it('it is validated against them', async () => {
    const [first] = await validateWithCatalog(policy, 'inline');
    expect(first).toMatchObject({
      severity: 'error',
      code: 'invalid-action',
      pointer: '/Statement/Action/0',
      line: 1,
      hint: 'Did you mean s3:GetObject?',
    });
  });

  it('a text that is none gets the answer of AWS', async () => {
    const [first] = await validateWithCatalog('{', 'inline');
    expect(first).toMatchObject({
      severity: 'error',
      code: 'json-syntax',
      message: 'Syntax errors in policy.',
    });
  });
});

describe('its files', () => {
  const made = catalogFiles();

  it('are what their script makes of the installed package', () => {
    for (const [path, text] of made) expect(readFileSync(here(`./${path}`), 'utf8'), path).toBe(text);
    expect(readdirSync(here('./services')).length).toBe(made.size - 1);
    expect(CATALOG_SOURCE).toMatch(/^@cloud-copilot\/iam-data@/);
  });

  it('are not larger than 3 MB', () => {
    const sizes = [...made.keys()].map((path) => statSync(here(`./${path}`)).size);
    expect(sizes.reduce((sum, size) => sum + size)).toBeLessThanOrEqual(3 * 1024 * 1024);
  });

  it('stand beside the licence of the package that they are made of', () => {
    const licence = readFileSync(here('./services.LICENSE'), 'utf8');
    expect(licence).toContain('MIT License');
    expect(licence).toContain('Copyright');
  });
});
