import { describe, expect, it } from 'vitest';
import { account, EPOCH } from '../../test/fixtures/account.ts';
import { asFederatedUser, asRoleSession, asRoot, asUser } from '../../test/fixtures/caller.ts';
import type { UserSession } from '../directory/index.ts';
import { type EventIdentity, userIdentity } from './user-identity.ts';

const builder = account('111122223333')
  .user('alice', { path: '/staff/' })
  .role('auditor', undefined, { path: '/ops/' });
const { state } = builder;
const alice = asUser(state, 'alice');
const auditor = asRoleSession(state, 'auditor', 'nightly');
const bob = asFederatedUser(state, 'alice', 'bob');

function session(userId: string, mfaAt?: number): UserSession {
  return {
    kind: 'user',
    userId,
    accessKeyId: 'ASIASESSIONSESSIONSE',
    secretAccessKey: 'secret',
    accountId: '111122223333',
    issuedAt: EPOCH + 999,
    expiresAt: EPOCH + 3_600_000,
    mfaAt,
  };
}

const creationDate = '2026-01-01T00:00:00Z';

describe('userIdentity by kind of caller', () => {
  it.each<[title: string, identity: EventIdentity, shape: object]>([
    [
      'the root of an account',
      asRoot(state),
      {
        type: 'Root',
        principalId: '111122223333',
        arn: 'arn:aws:iam::111122223333:root',
        accountId: '111122223333',
        accessKeyId: 'AKIAROOTROOTROOTROOT',
      },
    ],
    [
      'the root of an account with an alias, on the socket that signs nothing',
      { ...asRoot({ ...state, record: { ...state.record, alias: 'acme' } }), accessKeyId: '' },
      {
        type: 'Root',
        principalId: '111122223333',
        arn: 'arn:aws:iam::111122223333:root',
        accountId: '111122223333',
        userName: 'acme',
      },
    ],
    [
      'a user with a long-lived key: no sessionContext',
      alice,
      {
        type: 'IAMUser',
        principalId: alice.user.id,
        arn: 'arn:aws:iam::111122223333:user/staff/alice',
        accountId: '111122223333',
        accessKeyId: 'AKIAUSERUSERUSERUSER',
        userName: 'alice',
      },
    ],
    [
      'a user with the credentials of GetSessionToken and MFA',
      { ...alice, accessKeyId: 'ASIASESSIONSESSIONSE', session: session(alice.user.id, EPOCH) },
      {
        type: 'IAMUser',
        principalId: alice.user.id,
        arn: 'arn:aws:iam::111122223333:user/staff/alice',
        accountId: '111122223333',
        accessKeyId: 'ASIASESSIONSESSIONSE',
        userName: 'alice',
        sessionContext: { attributes: { creationDate, mfaAuthenticated: 'true' } },
      },
    ],
    [
      'a role session, with the path of its role and its source identity',
      { ...auditor, session: { ...auditor.session, sourceIdentity: 'alice' } },
      {
        type: 'AssumedRole',
        principalId: `${auditor.role.id}:nightly`,
        arn: 'arn:aws:sts::111122223333:assumed-role/auditor/nightly',
        accountId: '111122223333',
        accessKeyId: 'ASIAROLEROLEROLEROLE',
        sessionContext: {
          sessionIssuer: {
            type: 'Role',
            principalId: auditor.role.id,
            arn: 'arn:aws:iam::111122223333:role/ops/auditor',
            accountId: '111122223333',
            userName: 'auditor',
          },
          attributes: { creationDate, mfaAuthenticated: 'false' },
          sourceIdentity: 'alice',
        },
      },
    ],
    [
      'a federated user',
      bob,
      {
        type: 'FederatedUser',
        principalId: '111122223333:bob',
        arn: 'arn:aws:sts::111122223333:federated-user/bob',
        accountId: '111122223333',
        accessKeyId: 'ASIAFEDERATEDFEDERAT',
        sessionContext: {
          sessionIssuer: {
            type: 'IAMUser',
            principalId: alice.user.id,
            arn: 'arn:aws:iam::111122223333:user/staff/alice',
            accountId: '111122223333',
            userName: 'alice',
          },
          attributes: { creationDate, mfaAuthenticated: 'false' },
        },
      },
    ],
    [
      'a federated user whom the root let in',
      { ...bob, user: undefined },
      {
        type: 'FederatedUser',
        principalId: '111122223333:bob',
        arn: 'arn:aws:sts::111122223333:federated-user/bob',
        accountId: '111122223333',
        accessKeyId: 'ASIAFEDERATEDFEDERAT',
        sessionContext: {
          sessionIssuer: {
            type: 'Root',
            principalId: '111122223333',
            arn: 'arn:aws:iam::111122223333:root',
            accountId: '111122223333',
          },
          attributes: { creationDate, mfaAuthenticated: 'false' },
        },
      },
    ],
    [
      'nobody: no credentials',
      { kind: 'unauthenticated' },
      { type: 'AWSAccount', principalId: '', accountId: 'ANONYMOUS_PRINCIPAL' },
    ],
    [
      'nobody proved: what the request claimed, cut',
      { kind: 'unauthenticated', accessKeyId: 'A'.repeat(5000) },
      { type: 'Unknown', accessKeyId: 'A'.repeat(1024) },
    ],
    [
      'a caller of another account, as the owner of the role sees it',
      { kind: 'other-account', caller: alice },
      { type: 'AWSAccount', principalId: alice.user.id, accountId: '111122223333' },
    ],
    [
      'a service',
      { kind: 'service', invokedBy: 'ec2.amazonaws.com' },
      { type: 'AWSService', invokedBy: 'ec2.amazonaws.com' },
    ],
    [
      'the subject of a SAML assertion',
      { kind: 'saml', nameQualifier: 'q', subject: 'carol' },
      { type: 'SAMLUser', principalId: 'q:carol', userName: 'carol', identityProvider: 'q' },
    ],
    [
      'the subject of a token',
      { kind: 'web-identity', provider: 'idp.example', audience: 'app', subject: 'carol' },
      {
        type: 'WebIdentityUser',
        principalId: 'idp.example:app:carol',
        userName: 'carol',
        identityProvider: 'idp.example',
      },
    ],
  ])('%s', (_, identity, shape) => {
    expect(JSON.parse(JSON.stringify(userIdentity(identity)))).toEqual(shape);
  });
});
