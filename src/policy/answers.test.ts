import { describe, expect, it } from 'vitest';
import { contextKeysOf } from './context-keys.ts';
import { denialMessage, denialReason } from './denial.ts';
import type { Decision, PolicySource } from './model.ts';
import { A, allow, documentOf, textOf } from './policy.fixture.ts';
import { listPrincipals, rewritePrincipals } from './principals.ts';
import { effectivePolicySize } from './size.ts';

describe('access-denied texts', () => {
  const inline: PolicySource = { kind: 'inline', name: 'x' };
  const managed: PolicySource = { kind: 'managed', name: 'x', arn: `arn:aws:iam::${A}:policy/x` };
  const denied = (by: Decision['by'], source = inline): Decision => ({
    verdict: 'explicitDeny',
    by,
    statement: { source, index: 0 },
  });
  const silent = (by: Decision['by']): Decision => ({ verdict: 'implicitDeny', by });
  it.each<[decision: Decision, action: string, reason: string]>([
    [silent('identity'), 'iam:GetUser', 'because no identity-based policy allows the iam:GetUser action'],
    [silent('boundary'), 'iam:GetUser', 'because no permissions boundary allows the iam:GetUser action'],
    [silent('session'), 'iam:GetUser', 'because no session policy allows the iam:GetUser action'],
    [silent('resource'), 's3:GetObject', 'because no resource-based policy allows the s3:GetObject action'],
    [silent('trust'), 'sts:AssumeRole', 'because no role trust policy allows the sts:AssumeRole action'],
    [silent('scp'), 'iam:GetUser', 'because no service control policy allows the iam:GetUser action'],
    [silent('rcp'), 's3:GetObject', 'because no resource control policy allows the s3:GetObject action'],
    [silent('endpoint'), 's3:GetObject', 'because no VPC endpoint policy allows the s3:GetObject action'],
    [denied('identity'), 'iam:GetUser', 'with an explicit deny in an identity-based policy'],
    [
      denied('identity', managed),
      'iam:GetUser',
      `with an explicit deny in an identity-based policy: arn:aws:iam::${A}:policy/x`,
    ],
    [
      denied('boundary', managed),
      'iam:GetUser',
      `with an explicit deny in a permissions boundary: arn:aws:iam::${A}:policy/x`,
    ],
    [denied('session'), 'iam:GetUser', 'with an explicit deny in a session policy'],
    [denied('resource'), 's3:GetObject', 'with an explicit deny in a resource-based policy'],
    [denied('trust'), 'sts:AssumeRole', 'with an explicit deny in the role trust policy'],
    [denied('scp'), 'iam:GetUser', 'with an explicit deny in a service control policy'],
    [denied('rcp'), 's3:GetObject', 'with an explicit deny in a resource control policy'],
    [denied('endpoint'), 's3:GetObject', 'with an explicit deny in a VPC endpoint policy'],
  ])('%o', (decision, action, reason) => {
    expect(denialReason(decision, action)).toBe(reason);
  });

  it('name caller, action and resource', () => {
    expect(denialMessage('arn:c', 'iam:GetUser', 'user bob', silent('identity'))).toBe(
      'User: arn:c is not authorized to perform: iam:GetUser on resource: user bob because no identity-based policy allows the iam:GetUser action',
    );
  });

  it.each<[decision: Decision, action: string, ending: string]>([
    [silent('trust'), 'sts:AssumeRole', 'on resource: arn:r'],
    [silent('identity'), 'sts:TagSession', 'on resource: arn:r'],
    [
      silent('boundary'),
      'sts:AssumeRole',
      'because no permissions boundary allows the sts:AssumeRole action',
    ],
    [denied('trust'), 'sts:AssumeRole', 'with an explicit deny in the role trust policy'],
  ])('of STS give the reason only where live STS does: %o', (decision, action, ending) => {
    expect(denialMessage('arn:c', action, 'arn:r', decision).endsWith(ending)).toBe(true);
  });

  it.each(['sts:AssumeRoleWithWebIdentity', 'sts:AssumeRoleWithSAML'])('of %s say nothing more', (action) => {
    expect(denialMessage('', action, 'arn:r', denied('trust'))).toBe(`Not authorized to perform ${action}`);
  });
});

describe('effective size of a policy', () => {
  it.each<[text: string, size: number]>([
    ['', 0],
    [' \t\r\n', 0],
    ['{ "a" : "b c" }', 11],
    ['"a\\" b" x', 8],
    ['"\\\\" y', 5],
    ['"ä\t"', 4],
    ['\u00a0', 1],
  ])('%j counts %d', (text, size) => expect(effectivePolicySize(text)).toBe(size));
});

describe('principals in the text of a document', () => {
  const user = `arn:aws:iam::${A}:user/x`;
  const text = `{ "Version":"2012-10-17",\n "Statement" : [\n  {"Effect":"Allow","Action":"sts:AssumeRole",\n "Principal":{"AWS":["${A}",  "arn:aws:iam::${A}:user\\/x"], "Service":"ec2.amazonaws.com"}, "Sid":"${A}"}]}`;
  const document = documentOf('trust', text);

  it('are listed with their places', () => {
    expect(
      listPrincipals(document).map(({ type, value, statement, start }) => [
        type,
        value,
        statement,
        start.line,
      ]),
    ).toEqual([
      ['AWS', A, 0, 4],
      ['AWS', user, 0, 4],
      ['Service', 'ec2.amazonaws.com', 0, 4],
    ]);
  });

  it('are replaced and nothing else is', () => {
    const rewritten = rewritePrincipals(text, document, ({ value }) =>
      value === user ? 'AIDAEXAMPLEEXAMPLE12' : undefined,
    );
    expect(rewritten).toBe(text.replace(`"arn:aws:iam::${A}:user\\/x"`, '"AIDAEXAMPLEEXAMPLE12"'));
    expect(rewritePrincipals(text, document, () => undefined)).toBe(text);
  });

  it('a replacement cannot leave its string', () => {
    const rewritten = rewritePrincipals(text, document, ({ type }) =>
      type === 'Service' ? '"},"x":{"' : undefined,
    );
    expect(JSON.parse(rewritten).Statement[0].Principal.Service).toBe('"},"x":{"');
  });
});

describe('context keys', () => {
  const statement = allow({
    Resource: ['arn:aws:s3:::${aws:username}/x', 'arn:aws:s3:::${*}', 'arn:aws:${literal}:::x'],
    Condition: {
      StringLike: { 'aws:PrincipalTag/Team': ['${AWS:Username}', "${saml:sub, 'none'}"] },
      Bool: { 'aws:SecureTransport': ['${no:variable}'] },
    },
  });
  it('are those of conditions and variables, as written, once', () => {
    const document = documentOf(
      'resource',
      textOf([{ ...statement, Resource: 'arn:aws:s3:::${aws:username}/x', Principal: '*' }]),
    );
    expect(contextKeysOf(document)).toEqual([
      'aws:username',
      'aws:PrincipalTag/Team',
      'saml:sub',
      'aws:SecureTransport',
    ]);
  });

  it('a document of 2008 has no variables', () => {
    const document = documentOf('inline', textOf([{ ...statement, Resource: '*' }], '2008-10-17'));
    expect(contextKeysOf(document)).toEqual(['aws:PrincipalTag/Team', 'aws:SecureTransport']);
  });
});
