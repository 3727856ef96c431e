import { trust, trustOf } from '../../api/support/policies.ts';
import { arn, on, onAll, type Row, TEAM } from './row.ts';

const onFederatedUser =
  (...actions: string[]): Row['needs'] =>
  ({ accountId }) =>
    actions.map((action) => ({ action, resource: `arn:aws:sts::${accountId}:federated-user/guest` }));

/** Trusts the account, so that the caller's own policies count. */
const whatever: Row['world'] = (builder) =>
  builder.role(
    'open',
    trustOf(
      trust({ AWS: builder.state.accountId }, ['sts:AssumeRole', 'sts:TagSession', 'sts:SetSourceIdentity']),
    ),
    { path: '/app/', tags: { team: 'red' } },
  );

/** sts.md §2 and §5. */
export const stsRows: readonly Row[] = [
  {
    operation: 'sts:AssumeRole',
    input: (at) => ({ RoleArn: arn(at, 'role/target'), RoleSessionName: 'work' }),
    needs: on('sts:AssumeRole', 'role/target'),
  },
  {
    operation: 'sts:AssumeRole',
    when: 'with tags and a source identity',
    input: (at) => ({
      RoleArn: arn(at, 'role/open'),
      RoleSessionName: 'work',
      Tags: TEAM,
      TransitiveTagKeys: ['team'],
      SourceIdentity: 'alice',
      ExternalId: 'ticket-7',
    }),
    world: whatever,
    needs: (at) =>
      ['sts:AssumeRole', 'sts:TagSession', 'sts:SetSourceIdentity'].map((action) => ({
        action,
        resource: arn(at, 'role/open'),
      })),
  },
  {
    operation: 'sts:GetFederationToken',
    input: { Name: 'guest' },
    needs: onFederatedUser('sts:GetFederationToken'),
    notBySession: 'only long-term credentials may call it',
  },
  {
    operation: 'sts:GetFederationToken',
    when: 'with tags',
    input: { Name: 'guest', Tags: TEAM },
    needs: onFederatedUser('sts:GetFederationToken', 'sts:TagSession'),
    notBySession: 'only long-term credentials may call it',
  },
  {
    operation: 'sts:GetSessionToken',
    input: {},
    needs: () => [],
    notBySession: 'only long-term credentials may call it',
  },
  { operation: 'sts:GetCallerIdentity', input: {}, needs: () => [] },
  {
    operation: 'sts:GetAccessKeyInfo',
    input: { AccessKeyId: 'AKIAIOSFODNN7EXAMPLE' },
    needs: onAll('sts:GetAccessKeyInfo'),
  },
];
