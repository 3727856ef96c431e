import { describe, expect, it } from 'vitest';
import { matchesAction, parseActionPattern } from './action-pattern.ts';
import { matchesResource, parseResourcePattern } from './arn-pattern.ts';
import { context } from './policy.fixture.ts';

const bob = context({ 'aws:username': 'bob', tag: '*', 'aws:PrincipalTag/t': 'a/b', list: ['bob'] });

function resourceMatches(pattern: string, resource: string, variables = true): boolean {
  return matchesResource(parseResourcePattern(pattern, variables), resource, bob);
}

describe('resource patterns', () => {
  it.each<[pattern: string, resource: string, expected: boolean]>([
    ['*', '*', true],
    ['*', 'arn:aws:iam::1:user/x', true],
    ['arn:aws:iam::1:*', '*', false],
    ['arn:aws:iam::1:user/x', 'arn:aws:iam::1:user/x', true],
    ['arn:aws:iam::1:user/X', 'arn:aws:iam::1:user/x', false],
    ['arn:aws:iam::*:user/x', 'arn:aws:iam::1:user/x', true],
    ['arn:aws:iam::*:user/x', 'arn:aws:iam::1:role:user/x', false],
    ['arn:aws:iam::1:user/*', 'arn:aws:iam::1:user/a/b/c', true],
    ['arn:aws:iam::1:user/a?ice', 'arn:aws:iam::1:user/alice', true],
    ['arn:aws:iam::1:user/*', 'arn:aws:iam::1:user/', true],
    ['arn:aws:s3:::b', 'arn:aws:s3:eu:1:b', false],
    ['arn:aws:s3:*:*:b', 'arn:aws:s3:::b', true],
    ['arn:*:s3:::b/*', 'arn:aws-cn:s3:::b/x', true],
    ['arn:aws:s3:*', 'arn:aws:s3:::b/x', true],
    ['arn:aws:s3', 'arn:aws:s3:::b/x', true],
    ['arn:aws:s3', 'arn:aws:sns:::b/x', false],
    ['arn:aws:logs:r:1:log-group:*', 'arn:aws:logs:r:1:log-group:a:b', true],
    ['arn:aws:iam::1:user/x', 'arn:aws:iam::1:user/x\n', false],
    ['arn:aws:iam::1:user/a//b/', 'arn:aws:iam::1:user/a//b/', true],
    ['arn:aws:iam::1:user/a/b/', 'arn:aws:iam::1:user/a//b/', false],
    ['arn:aws:iam::1:user/x', 'user x', false],
    ['arn:aws:iam::1:user/*', 'arn:aws:iam:1:user/x', false],
    ['arn:aws:iam::1:*r/x', 'arn:aws:iam::1:user/x', true],
  ])('case 61: %s and %j: %s', (pattern, resource, expected) => {
    expect(resourceMatches(pattern, resource)).toBe(expected);
  });

  it.each<[pattern: string, resource: string, expected: boolean]>([
    ['arn:aws:s3:::home/${aws:username}/*', 'arn:aws:s3:::home/bob/x', true],
    ['arn:aws:s3:::home/${aws:username}/*', 'arn:aws:s3:::home/bobby/x', false],
    ['arn:aws:s3:::home/${aws:username}', 'arn:aws:s3:::home/bobby', false],
    ['arn:aws:s3:::${tag}', 'arn:aws:s3:::anything', false],
    ['arn:aws:s3:::${tag}', 'arn:aws:s3:::*', true],
    ['arn:aws:s3:::${aws:PrincipalTag/t}/*', 'arn:aws:s3:::a/b/c', true],
    ['arn:aws:s3:::${missing}', 'arn:aws:s3:::', false],
    ['arn:aws:s3:::${missing}*', 'arn:aws:s3:::x', false],
    ["arn:aws:s3:::${missing, 'x'}/*", 'arn:aws:s3:::x/y', true],
    ['arn:aws:s3:::${list}', 'arn:aws:s3:::bob', false],
    ['arn:aws:s3:::${*}', 'arn:aws:s3:::x', false],
    ['arn:aws:s3:::${*}', 'arn:aws:s3:::*', true],
    ['arn:aws:s3:::${aws:username', 'arn:aws:s3:::${aws:username', false],
    ['arn:aws:${svc}:::x', 'arn:aws:s3:::x', false],
  ])('cases 52 to 54: %s and %s: %s', (pattern, resource, expected) => {
    expect(resourceMatches(pattern, resource)).toBe(expected);
  });

  it('a star in a value is no wildcard, also where another request had the same text with one', () => {
    const pattern = parseResourcePattern('arn:aws:s3:::${a}*${b}', true);
    const asked = (a: string, b: string, name: string) =>
      matchesResource(pattern, `arn:aws:s3:::${name}`, context({ a, b }));
    expect(asked('*', '', '*x')).toBe(true);
    expect(asked('', '*', '*x')).toBe(false);
    expect(asked('', '*', 'x*')).toBe(true);
    expect(asked('*', '', 'x*')).toBe(false);
  });

  it('patterns may be as long as a document', () => {
    const name = 'x'.repeat(250_000);
    expect(resourceMatches(`arn:aws:s3:::${name}*`, `arn:aws:s3:::${name}/y`)).toBe(true);
    expect(resourceMatches(`arn:aws:s3:::*${name}`, `arn:aws:s3:::${name.slice(1)}`)).toBe(false);
  });

  it('case 54: a document of 2008 knows no variables', () => {
    expect(resourceMatches('arn:aws:s3:::${aws:username}', 'arn:aws:s3:::bob', false)).toBe(false);
    expect(resourceMatches('arn:aws:s3:::${aws:username}', 'arn:aws:s3:::${aws:username}', false)).toBe(true);
  });
});

describe('action patterns', () => {
  it.each<[pattern: string, action: string, expected: boolean]>([
    ['*', 'iam:GetUser', true],
    ['iam:*', 'iam:GetUser', true],
    ['IAM:getuser', 'iam:GetUser', true],
    ['iam:Get*', 'iam:ListUsers', false],
    ['iam:Get*', 'iam:GetUser', true],
    ['iam:Get*', 'iam:Get', true],
    ['iam:Get*', 'iam:Ge', false],
    ['iam:*User', 'iam:GetUser', true],
    ['iam:*User*', 'iam:GetUsers', true],
    ['i*:*', 'iam:GetUser', true],
    ['iam*', 'iam:GetUser', false],
    ['iam:?etUser', 'iam:GetUser', true],
    ['*:GetUser', 'iam:GetUser', true],
    ['iam:GetUser ', 'iam:GetUser', false],
    ['s3:*', 's3-outposts:Get', false],
    ['${x}:*', 'iam:GetUser', false],
    ['iam:*', 'iam', false],
    ['iam:\u212A*', 'iam:KMS', false],
  ])('case 60: %s and %s: %s', (pattern, action, expected) => {
    expect(matchesAction(parseActionPattern(pattern), action.toLowerCase())).toBe(expected);
  });
});
