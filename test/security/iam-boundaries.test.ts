/** Attack cases on delegated administration: boundaries, restricted sessions, and passing of roles. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { because, expectRefused, notAuthorized } from '../api/support/attack.ts';
import { type PlacedAccount, place } from '../api/support/place.ts';
import { allow, allowAllBut, deny, document, inline } from '../api/support/policies.ts';
import { assume, call } from '../api/support/requests.ts';
import { account, trusting } from '../fixtures/account.ts';
import { type Credentials, startServer, type TestServer } from '../support/server.ts';

const A = '111122223333';
const user = (name: string) => `arn:aws:iam::${A}:user/${name}`;
const policy = (name: string) => `arn:aws:iam::${A}:policy/${name}`;
const role = (name: string) => `arn:aws:iam::${A}:role/${name}`;
const B = policy('boundary');
const KEY = 'iam:PermissionsBoundary';
const ONLY_WITH_B = { StringEquals: { [KEY]: B } };

let server: TestServer;
let a: PlacedAccount;

beforeAll(async () => {
  server = await startServer();
  a = await place(
    server,
    account(A)
      .policy('boundary', document(allow('s3:*')))
      .policy('wider')
      .policy('no-pass', document(allowAllBut('iam:PassRole')))
      // IAM User Guide, "Delegating responsibility to others using permissions boundaries".
      .user(
        'delegate',
        inline(
          allow(
            ['iam:CreateUser', 'iam:PutUserPermissionsBoundary', 'iam:AttachUserPolicy', 'iam:PutUserPolicy'],
            '*',
            ONLY_WITH_B,
          ),
          allow(['iam:DeleteUser', 'iam:GetUser', 'iam:CreateAccessKey']),
          deny('iam:DeleteUserPermissionsBoundary'),
        ),
      )
      .accessKey('delegate')
      .user('free')
      .user('ward', { boundary: B })
      .user('passer', inline(allow('iam:AddRoleToInstanceProfile')))
      .user('both', inline(allow(['iam:AddRoleToInstanceProfile', 'iam:PassRole'])))
      .user(
        'lambda',
        inline(
          allow('iam:AddRoleToInstanceProfile'),
          allow('iam:PassRole', '*', { StringEquals: { 'iam:PassedToService': 'lambda.amazonaws.com' } }),
        ),
      )
      .user('by-prefix', inline(allow('iam:AddRoleToInstanceProfile'), allow('iam:PassRole', role('app-*'))))
      .user('bounded', { ...inline(allow('*')), boundary: policy('no-pass') })
      .accessKey('passer')
      .accessKey('both')
      .accessKey('lambda')
      .accessKey('by-prefix')
      .accessKey('bounded')
      .role('app-1', trusting(A), { path: '/x/' })
      .role('app-2', trusting(A))
      .role('worker', trusting('delegate'), inline(allow('*')))
      .instanceProfile('box')
      .instanceProfile('box-2'),
  );
});
afterAll(async () => {
  await server.stop();
  expect(server.faults).toEqual([]);
});

const IMPLICIT = (action: string, by = 'identity') => ({ verdict: 'implicitDeny', by, action }) as const;

describe('case 78: users may be made only with boundary B', () => {
  it.each([
    ['none', {}],
    ['another', { PermissionsBoundary: policy('wider') }],
    ["one of AWS's", { PermissionsBoundary: 'arn:aws:iam::aws:policy/AdministratorAccess' }],
    ['B in other case', { PermissionsBoundary: B.replace('boundary', 'Boundary') }],
  ])('with %s', async (_what, input) => {
    await expectRefused(
      server,
      A,
      () => call(server, a.keyOf('delegate'), 'iam:CreateUser', { UserName: 'eve', ...input }),
      {
        refusal: notAuthorized(
          user('delegate'),
          'iam:CreateUser',
          user('eve'),
          because('identity-based policy', 'iam:CreateUser'),
        ),
        decision: IMPLICIT('iam:CreateUser'),
        secrets: [a.keyOf('delegate')],
      },
    );
  });

  it('nor is it taken off or exchanged later, nor are users without it touched', async () => {
    const delegate = a.keyOf('delegate');
    await call(server, delegate, 'iam:CreateUser', { UserName: 'made', PermissionsBoundary: B });
    await expectRefused(
      server,
      A,
      () => call(server, delegate, 'iam:DeleteUserPermissionsBoundary', { UserName: 'made' }),
      {
        refusal: notAuthorized(
          user('delegate'),
          'iam:DeleteUserPermissionsBoundary',
          user('made'),
          'with an explicit deny in an identity-based policy',
        ),
        decision: { verdict: 'explicitDeny', by: 'identity' },
      },
    );
    await expectRefused(
      server,
      A,
      () =>
        call(server, delegate, 'iam:PutUserPermissionsBoundary', {
          UserName: 'made',
          PermissionsBoundary: policy('wider'),
        }),
      {
        refusal: /^AccessDenied 403 .* iam:PutUserPermissionsBoundary on resource: .*user\/made because /,
        decision: IMPLICIT('iam:PutUserPermissionsBoundary'),
      },
    );
    const grant = { PolicyName: 'p', PolicyDocument: document(allow('*')) };
    for (const UserName of ['free', 'delegate']) {
      await expectRefused(
        server,
        A,
        () => call(server, delegate, 'iam:PutUserPolicy', { UserName, ...grant }),
        {
          refusal: /^AccessDenied 403 .* iam:PutUserPolicy on resource: /,
          decision: IMPLICIT('iam:PutUserPolicy'),
        },
      );
      await expectRefused(
        server,
        A,
        () => call(server, delegate, 'iam:AttachUserPolicy', { UserName, PolicyArn: policy('wider') }),
        { refusal: /^AccessDenied 403 .* iam:AttachUserPolicy /, decision: IMPLICIT('iam:AttachUserPolicy') },
      );
    }
    // What it makes stays within B, whatever it grants.
    await call(server, delegate, 'iam:PutUserPolicy', { UserName: 'made', ...grant });
    const { AccessKey } = await call<{ AccessKey: { AccessKeyId: string; SecretAccessKey: string } }>(
      server,
      delegate,
      'iam:CreateAccessKey',
      { UserName: 'made' },
    );
    const made = { accessKeyId: AccessKey.AccessKeyId, secretAccessKey: AccessKey.SecretAccessKey };
    await expectRefused(server, A, () => call(server, made, 'iam:CreateUser', { UserName: 'eve' }), {
      refusal: notAuthorized(
        user('made'),
        'iam:CreateUser',
        user('eve'),
        because('permissions boundary', 'iam:CreateUser'),
      ),
      decision: IMPLICIT('iam:CreateUser', 'boundary'),
      secrets: [made],
    });
  });
});

describe('case 79: a restricted session has no rights on itself beyond its policy', () => {
  it.each([
    ['iam:GetRole', { RoleName: 'worker' }],
    ['iam:ListRolePolicies', { RoleName: 'worker' }],
    ['iam:ListRoleTags', { RoleName: 'worker' }],
    ['iam:GetAccountSummary', {}],
    ['iam:GetUser', { UserName: 'delegate' }],
  ] as const)('%s', async (operation, input) => {
    const session = await assume(server, a.keyOf('delegate'), role('worker'), {
      Policy: document(allow('s3:GetObject')),
    });
    await expectRefused(server, A, () => call(server, session, operation, input), {
      refusal: new RegExp(`^AccessDenied 403 .* ${operation} .* because no session policy allows`),
      decision: IMPLICIT(operation, 'session'),
      secrets: [session],
    });
    await call(server, session, 'sts:GetCallerIdentity');
  });

  it.each(['iam:GetUser', 'iam:ListAccessKeys', 'iam:ListMFADevices', 'iam:CreateLoginProfile'])(
    'case 77: %s on another user is an action of its own on that user',
    async (operation) => {
      const attempt = () => call(server, a.keyOf('passer'), operation as 'iam:GetUser', { UserName: 'free' });
      const { OPERATIONS } = await import('../../src/services/index.ts');
      const isThere = OPERATIONS.iam.has(operation.slice(4));
      // An operation that does not exist is refused as one, never let through.
      await expectRefused(server, A, attempt, {
        refusal: isThere
          ? notAuthorized(
              user('passer'),
              operation,
              user('free'),
              because('identity-based policy', operation),
            )
          : /^InvalidAction 400 /,
        ...(isThere ? { decision: IMPLICIT(operation) } : {}),
      });
    },
  );
});

describe('rows 235 to 240: passing a role', () => {
  const add = (credentials: Credentials, RoleName: string, InstanceProfileName = 'box') =>
    call(server, credentials, 'iam:AddRoleToInstanceProfile', { InstanceProfileName, RoleName });
  const PASS = 'iam:PassRole';

  it.each([
    ['row 235: without iam:PassRole', 'passer', 'app-2', role('app-2'), 'identity-based policy', 'identity'],
    [
      'row 237: passed to another service',
      'lambda',
      'app-2',
      role('app-2'),
      'identity-based policy',
      'identity',
    ],
    [
      'row 238: the ARN has the path',
      'by-prefix',
      'app-1',
      role('x/app-1'),
      'identity-based policy',
      'identity',
    ],
    ['row 239: a boundary without it', 'bounded', 'app-2', role('app-2'), 'permissions boundary', 'boundary'],
  ])('%s', async (_row, caller, roleName, arn, kind, by) => {
    await expectRefused(server, A, () => add(a.keyOf(caller), roleName), {
      refusal: notAuthorized(user(caller), PASS, arn, because(kind, PASS)),
      decision: { ...IMPLICIT(PASS, by), resource: arn },
    });
  });

  it('row 236: with both', async () => {
    await add(a.keyOf('both'), 'app-2');
    await add(a.keyOf('by-prefix'), 'app-2', 'box-2');
  });
});

describe('rows 222 to 226: what STS allows to everyone', () => {
  it('row 222: GetCallerIdentity, against every deny; row 223: GetSessionToken', async () => {
    const C = '333344445555';
    const c = await place(
      server,
      account(C)
        .user('denied', inline(deny('*'), deny(['sts:GetCallerIdentity', 'sts:GetSessionToken'])))
        .user('plain')
        .accessKey('denied')
        .accessKey('plain'),
    );
    await call(server, c.keyOf('denied'), 'sts:GetCallerIdentity');
    const { Credentials: issued } = await call<{ Credentials: object }>(
      server,
      c.keyOf('denied'),
      'sts:GetSessionToken',
    );
    expect(issued).toBeDefined();
    const arn = `arn:aws:iam::${C}:user/plain`;
    for (const [operation, input, resource] of [
      ['sts:GetFederationToken', { Name: 'guest' }, `arn:aws:sts::${C}:federated-user/guest`],
      ['sts:GetAccessKeyInfo', { AccessKeyId: 'AKIAIOSFODNN7EXAMPLE' }, '*'],
    ] as const) {
      await expectRefused(server, C, () => call(server, c.keyOf('plain'), operation, input), {
        refusal: notAuthorized(arn, operation, resource, because('identity-based policy', operation)),
        decision: IMPLICIT(operation),
      });
    }
  });

  it('row 224: GetSessionToken by a role session', async () => {
    const session = await assume(server, a.keyOf('delegate'), role('worker'));
    await expectRefused(server, A, () => call(server, session, 'sts:GetSessionToken'), {
      refusal: 'AccessDenied 403 Cannot call GetSessionToken with session credentials',
      secrets: [session],
    });
  });
});
