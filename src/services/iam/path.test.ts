import { describe, expect, it } from 'vitest';
import { account } from '../../../test/fixtures/account.ts';
import { named, refusal, run } from '../../../test/fixtures/run.ts';
import { iamOperations } from './index.ts';
import { checkPath } from './path.ts';

const INVALID =
  'ValidationError 400 The specified value for path is invalid. It must begin and end with / and contain only alphanumeric characters and/or / characters.';

describe('case 81: paths', () => {
  it.each(['//', '/a//b/', '/./', '/../', '/a/../b/', '/a/./'])('%s is refused', (path) => {
    expect(refusal(() => checkPath(path))).toBe(INVALID);
  });

  it.each([undefined, '/', '/a/', '/a/b/', '/.../', '/.a/', '/a../', '/!~/'])('%s is taken', (path) => {
    expect(refusal(() => checkPath(path))).toBeUndefined();
  });

  const trust = '{"Statement":{"Effect":"Allow","Principal":{"AWS":"*"},"Action":"sts:AssumeRole"}}';
  it.each([
    ['CreateUser', { UserName: 'x', Path: '/../' }],
    ['UpdateUser', { UserName: 'x', NewPath: '/../' }],
    ['CreateGroup', { GroupName: 'x', Path: '/../' }],
    ['UpdateGroup', { GroupName: 'x', NewPath: '/../' }],
    ['CreateRole', { RoleName: 'x', Path: '/../', AssumeRolePolicyDocument: trust }],
    ['CreateInstanceProfile', { InstanceProfileName: 'x', Path: '/../' }],
  ])('%s refuses them before it asks', (name, input) => {
    const { state } = account();
    expect(refusal(() => run(named(iamOperations, name), input, { account: state }))).toBe(INVALID);
  });
});
