import { describe, expect, it } from 'vitest';
import type { PolicyKind } from './issue.ts';
import { parse } from './parse.ts';
import { A, allow, deny, type StatementJson, trusting } from './policy.fixture.ts';

function warningsOf(kind: PolicyKind, statement: StatementJson, version: string | undefined = '2012-10-17') {
  const { errors, warnings } = parse(JSON.stringify({ Version: version, Statement: [statement] }), kind);
  expect(errors).toEqual([]);
  return warnings;
}

const when = (Condition: object, effect = allow) => effect({ Condition });
const oidc = `arn:aws:iam::${A}:oidc-provider/x.example.com`;
const github = `arn:aws:iam::${A}:oidc-provider/token.actions.githubusercontent.com`;
const federating = (provider: string, Condition: object) =>
  trusting({ Federated: provider }, { Action: 'sts:AssumeRoleWithWebIdentity', Condition });
const sub = (host: string) => ({ StringEquals: { [`${host}:sub`]: 'x' } });

describe('a valid document is warned about', () => {
  it.each<[code: string, kind: PolicyKind, statement: StatementJson, near: StatementJson]>([
    [
      'data-type-mismatch',
      'inline',
      when({ NumericLessThan: { 'a:b': 'ten' } }),
      when({ NumericLessThan: { 'a:b': '10' } }),
    ],
    [
      'data-type-mismatch',
      'inline',
      when({ IpAddress: { 'aws:SourceIp': '10.0.0.0/33' } }),
      when({ IpAddress: { 'aws:SourceIp': '10.0.0.0/8' } }),
    ],
    ['data-type-mismatch', 'inline', when({ Bool: { 'a:b': 'yes' } }), when({ Bool: { 'a:b': true } })],
    [
      'null-with-qualifier',
      'inline',
      when({ 'ForAnyValue:Null': { 'a:b': 'true' } }),
      when({ Null: { 'a:b': 'true' } }),
    ],
    [
      'for-all-values-with-allow',
      'inline',
      when({ 'ForAllValues:StringEquals': { 'aws:TagKeys': 'a' } }),
      when({ 'ForAllValues:StringEquals': { 'aws:TagKeys': 'a' }, Null: { 'AWS:tagkeys': false } }),
    ],
    [
      'for-all-values-with-allow',
      'inline',
      when({ 'ForAllValues:StringEquals': { 'aws:TagKeys': 'a' } }),
      when({ 'ForAllValues:StringEquals': { 'aws:TagKeys': 'a' } }, deny),
    ],
    [
      'missing-qualifier',
      'inline',
      when({ StringEquals: { 'aws:TagKeys': 'a' } }),
      when({ 'ForAnyValue:StringEquals': { 'aws:TagKeys': 'a' } }),
    ],
    [
      'wildcard-without-like-operator',
      'inline',
      when({ StringEquals: { 'a:b': 'x*' } }),
      when({ StringLike: { 'a:b': 'x*' } }),
    ],
    [
      'wildcard-without-like-operator',
      'inline',
      when({ StringEquals: { 'a:b': 'x?' } }),
      when({ StringEquals: { 'a:b': 'x${*}' } }),
    ],
    [
      'wildcard-in-sensitive-key',
      'inline',
      when({ StringLike: { 'aws:PrincipalOrgID': 'o-*' } }),
      when({ StringLike: { 'aws:PrincipalOrgID': 'o-abc' } }),
    ],
    [
      'mfa-deny-without-if-exists',
      'inline',
      when({ Bool: { 'aws:MultiFactorAuthPresent': 'false' } }, deny),
      when({ BoolIfExists: { 'aws:MultiFactorAuthPresent': 'false' } }, deny),
    ],
    [
      'missing-tag-key',
      'inline',
      when({ StringEquals: { 'aws:RequestTag/': 'a' } }),
      when({ StringEquals: { 'aws:RequestTag/x': 'a' } }),
    ],
    [
      'invalid-condition-key',
      'inline',
      when({ StringEquals: { username: 'a' } }),
      when({ StringEquals: { 'aws:username': 'a' } }),
    ],
    [
      'variable-unsupported-operator',
      'inline',
      when({ NumericEquals: { 'a:b': '${a:c}' } }),
      when({ StringEquals: { 'a:b': '${a:c}' } }),
    ],
    [
      'variable-malformed',
      'inline',
      when({ StringEquals: { 'a:b': '${a:c' } }),
      when({ StringEquals: { 'a:b': "${a:c, 'x'}" } }),
    ],
    [
      'variable-malformed',
      'inline',
      allow({ Resource: 'arn:aws:s3:::${ x }' }),
      allow({ Resource: 'arn:aws:s3:::${x}' }),
    ],
    [
      'variable-unsupported-element',
      'inline',
      allow({ Resource: 'arn:aws:s3::${x}:b' }),
      allow({ Resource: 'arn:aws:s3:::b/${x}' }),
    ],
    [
      'pass-role-with-star-in-resource',
      'inline',
      allow({ Action: 'iam:Pass*' }),
      allow({ Action: 'iam:Pass*', Resource: `arn:aws:iam::${A}:role/x` }),
    ],
    [
      'pass-role-with-star-in-resource',
      'inline',
      allow({ Action: undefined, NotAction: 's3:*' }),
      when({ StringEquals: { 'iam:PassedToService': 'ec2.amazonaws.com' } }),
    ],
    ['create-slr-with-star-in-resource', 'inline', allow({ Action: 'iam:*' }), allow({ Action: 'iam:Get*' })],
    ['action-with-blanks', 'inline', allow({ Action: 's3:GetObject ' }), allow({ Action: 's3:GetObject' })],
    ['not-principal', 'resource', deny({ NotPrincipal: { AWS: A } }), deny({ Principal: '*' })],
    ['unique-id-as-principal', 'trust', trusting({ AWS: 'AIDAEXAMPLEEXAMPLE12' }), trusting({ AWS: A })],
    [
      'wildcard-in-trust-policy',
      'trust',
      trusting({ AWS: '*' }),
      trusting({ AWS: '*' }, { Condition: { StringEquals: { 'aws:PrincipalOrgID': 'o-1' } } }),
    ],
    ['oidc-provider-without-subject', 'trust', federating(oidc, {}), federating(oidc, sub('x.example.com'))],
    [
      'oidc-provider-without-subject',
      'trust',
      federating(github, { StringEquals: { 'token.actions.githubusercontent.com:aud': 'x' } }),
      federating(github, sub('token.actions.githubusercontent.com')),
    ],
    [
      'service-principal-without-source',
      'resource',
      allow({ Principal: { Service: 'sns.amazonaws.com' } }),
      allow({
        Principal: { Service: 'sns.amazonaws.com' },
        Condition: { StringEquals: { 'aws:SourceAccount': A } },
      }),
    ],
  ])('%s', (code, kind, statement, near) => {
    expect(warningsOf(kind, statement).map((warning) => warning.code)).toContain(code);
    expect(warningsOf(kind, near).map((warning) => warning.code)).not.toContain(code);
  });

  it('of 2008, and its variables', () => {
    const statement = allow({ Resource: 'arn:aws:s3:::${aws:username}' });
    expect(warningsOf('inline', statement, '2008-10-17').map((warning) => warning.code)).toEqual([
      'variable-unsupported-version',
    ]);
  });

  it('without a version', () => {
    const { warnings } = parse(JSON.stringify({ Statement: allow() }), 'inline');
    expect(warnings.map((warning) => warning.code)).toEqual(['missing-version']);
  });

  it('whose Sids repeat, where they may', () => {
    const statement = { ...allow({ Principal: '*' }), Sid: 'a b' };
    const { warnings } = parse(
      JSON.stringify({ Version: '2012-10-17', Statement: [statement, statement] }),
      'resource',
    );
    expect(warnings.map((warning) => [warning.code, warning.pointer])).toEqual([
      ['sid-not-unique', '/Statement/1/Sid'],
    ]);
  });

  it('at the place that is meant', () => {
    const [warning] = warningsOf('inline', when({ StringEquals: { 'a/b:c': 'x*' } }));
    expect(warning?.pointer).toBe('/Statement/0/Condition/StringEquals/a~1b:c');
    expect(warning?.line).toBe(1);
  });

  it('and not where nothing is wrong', () => {
    expect(warningsOf('managed', allow())).toEqual([]);
    expect(warningsOf('trust', trusting({ Service: 'ec2.amazonaws.com' }))).toEqual([]);
  });
});
