import { describe, expect, it } from 'vitest';
import type { Principal } from './model.ts';
import { A, alice, B, documentOf, federated, root, session, textOf } from './policy.fixture.ts';
import { type Bindings, compilePrincipals, gradeOf, isExempt } from './principal.ts';
import { gradeName } from './trace.ts';

function principals(element: 'Principal' | 'NotPrincipal', value: unknown, bindings?: Bindings) {
  const statement = { Effect: 'Deny', Action: '*', Resource: '*', [element]: value };
  return compilePrincipals(documentOf('resource', textOf([statement])).statements[0]!.principal!, bindings);
}

const service = { kind: 'service', name: 'ec2.amazonaws.com' } as const;
const oidc = { kind: 'web-identity', provider: `arn:aws:iam::${A}:oidc-provider/x.example.com` } as const;
const saml = { kind: 'saml', provider: `arn:aws:iam::${A}:saml-provider/x` } as const;
const anonymous = { kind: 'anonymous' } as const;
const assumedRoot = { kind: 'assumed-root', account: A, arn: root.arn } as const;

describe('how directly an Allow names the caller', () => {
  it.each<[title: string, value: unknown, caller: Principal, grade: string]>([
    ['everyone', '*', alice, 'direct'],
    ['everyone', '*', service, 'direct'],
    ['everyone', '*', anonymous, 'direct'],
    ['everyone of AWS', { AWS: '*' }, session, 'direct'],
    ['everyone of AWS', { AWS: '*' }, anonymous, 'direct'],
    ['everyone of AWS', { AWS: '*' }, service, 'none'],
    ['everyone of AWS', { AWS: '*' }, oidc, 'none'],
    ['everyone of AWS', { AWS: '*' }, saml, 'none'],
    ['the user', { AWS: alice.arn }, alice, 'direct'],
    ['the user', { AWS: alice.arn }, federated, 'entity'],
    ['another user', { AWS: `arn:aws:iam::${A}:user/alice` }, alice, 'none'],
    ['the user in other case', { AWS: alice.arn.replace('alice', 'Alice') }, alice, 'none'],
    ['the account', { AWS: A }, alice, 'account'],
    ['the account', { AWS: `arn:aws:iam::${A}:root` }, session, 'account'],
    ['the account', { AWS: A }, federated, 'account'],
    ['the account', { AWS: A }, root, 'direct'],
    ['the account', { AWS: A }, assumedRoot, 'direct'],
    ['another account', { AWS: B }, alice, 'none'],
    ['the account', { AWS: A }, anonymous, 'none'],
    ['the account', { AWS: A }, service, 'none'],
    ['the role', { AWS: session.roleArn }, session, 'entity'],
    ['the role', { AWS: session.roleArn }, alice, 'none'],
    ['the session', { AWS: session.arn }, session, 'direct'],
    ['another session', { AWS: `${session.arn}x` }, session, 'none'],
    ['the federated user', { AWS: federated.arn }, federated, 'direct'],
    ['a user and the account', { AWS: [A, alice.arn] }, alice, 'direct'],
    ['the unique id', { AWS: alice.id }, alice, 'direct'],
    ['the unique id', { AWS: alice.id }, federated, 'entity'],
    ['the unique id of the role', { AWS: session.roleId }, session, 'entity'],
    ['the unique id of someone gone', { AWS: 'AIDAGONEGONEGONEGONE' }, alice, 'none'],
    ['the service', { Service: 'ec2.amazonaws.com' }, service, 'direct'],
    ['another service', { Service: 'lambda.amazonaws.com' }, service, 'none'],
    ['the provider', { Federated: oidc.provider }, oidc, 'direct'],
    ['the provider', { Federated: saml.provider }, saml, 'direct'],
    ['another provider', { Federated: 'accounts.google.com' }, oidc, 'none'],
    ['several keys', { Service: 'x.amazonaws.com', AWS: A }, alice, 'account'],
  ])('%s (%j) for %o is %s', (_title, value, caller, grade) => {
    expect(gradeName(gradeOf(principals('Principal', value), caller, 'Allow'))).toBe(grade);
  });

  it('a Deny of everyone covers services and federated callers too', () => {
    for (const caller of [service, oidc, saml, anonymous, alice, root]) {
      expect(gradeOf(principals('Principal', { AWS: '*' }), caller, 'Deny')).not.toBe(0);
    }
  });
});

describe('principals bound to unique ids', () => {
  const recreated = { ...alice, id: 'AIDASECONDSECONDSECO' };
  const otherRole = { ...session, roleId: 'AROASECONDSECONDSECO' };
  const bindings = new Map([
    [alice.arn, alice.id],
    [session.roleArn, session.roleId],
    [`arn:aws:sts::${A}:assumed-role/r`, session.roleId],
  ]);
  it.each<[title: string, value: string, caller: Principal, grade: string]>([
    ['the user it was bound to', alice.arn, alice, 'direct'],
    ['the user under another name', alice.arn, { ...alice, arn: `arn:aws:iam::${A}:user/renamed` }, 'direct'],
    ['case 83: a user created again under the name', alice.arn, recreated, 'none'],
    ['case 83: a session of a role created again', session.roleArn, otherRole, 'none'],
    ['a session of the role', session.roleArn, session, 'entity'],
    ['the named session', session.arn, session, 'direct'],
    ['case 83: the named session of a role created again', session.arn, otherRole, 'none'],
  ])('%s: %s', (_title, value, caller, grade) => {
    const bound = principals('Principal', { AWS: value }, bindings);
    expect(gradeName(gradeOf(bound, caller, 'Allow'))).toBe(grade);
  });
});

describe('case 46: a caller whose record is broken', () => {
  it.each<Principal>([
    { ...alice, account: '', id: '', arn: '' },
    { ...session, account: '', roleId: '', roleArn: '', arn: '', sessionName: '' },
    { ...federated, account: '', arn: '', issuer: { kind: 'user', id: '', arn: '' } },
    { ...root, account: '' },
    { kind: 'service', name: '' },
    { kind: 'web-identity', provider: '' },
  ])('%o is named by nobody and spared by nobody', (caller) => {
    const value = { AWS: [A, alice.arn, session.roleArn, session.arn, alice.id], Service: 'x.amazonaws.com' };
    expect(gradeOf(principals('Principal', value), caller, 'Allow')).toBe(0);
    expect(isExempt(principals('NotPrincipal', value), caller, false)).toBe(false);
  });
});

describe('whom NotPrincipal spares', () => {
  it.each<[title: string, value: unknown, caller: Principal, spared: boolean]>([
    ['a user with its account', { AWS: [alice.arn, A] }, alice, true],
    ['a user without its account', { AWS: alice.arn }, alice, false],
    ['an account without the user', { AWS: A }, alice, false],
    ['a session with role and account', { AWS: [session.arn, session.roleArn, A] }, session, true],
    ['a session without the role', { AWS: [session.arn, A] }, session, false],
    ['a role with the account', { AWS: [session.roleArn, A] }, session, false],
    ['a federated session with the account', { AWS: [federated.arn, A] }, federated, true],
    ['the user of a federated session', { AWS: [alice.arn, A] }, federated, false],
    ['root by its account', { AWS: A }, root, true],
    ['a service by name', { Service: 'ec2.amazonaws.com' }, service, true],
    ['another service', { Service: 'x.amazonaws.com' }, service, false],
    ['an anonymous caller', { AWS: A }, anonymous, false],
    ['a provider', { Federated: oidc.provider }, oidc, true],
  ])('%s', (_title, value, caller, spared) => {
    expect(isExempt(principals('NotPrincipal', value), caller, false)).toBe(spared);
    expect(isExempt(principals('NotPrincipal', value), caller, true)).toBe(false);
  });
});
