/** Attack cases on principals in policies: re-created names, foreign accounts, and what may be learned of them. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { expectRefused, notAuthorized } from '../api/support/attack.ts';
import { allow, document, trust } from '../api/support/policies.ts';
import { assume, call, refusalOf } from '../api/support/requests.ts';
import { type Credentials, startServer, type TestServer } from '../support/server.ts';

const A = '111122223333';
const B = '444455556666';
let server: TestServer;
let root: Credentials;

beforeAll(async () => {
  server = await startServer();
  root = server.root(A);
});
afterAll(async () => {
  await server.stop();
  expect(server.faults).toEqual([]);
});

const arn = (thing: string, accountId = A) => `arn:aws:iam::${accountId}:${thing}`;

interface Made {
  readonly id: string;
  readonly credentials: Credentials;
}

/** A user that may use STS, with a key. */
async function makeUser(UserName: string, account = root): Promise<Made> {
  const { User } = await call<{ User: { UserId: string } }>(server, account, 'iam:CreateUser', { UserName });
  await call(server, account, 'iam:PutUserPolicy', {
    UserName,
    PolicyName: 'p',
    PolicyDocument: document(allow('sts:*')),
  });
  const { AccessKey } = await call<{ AccessKey: { AccessKeyId: string; SecretAccessKey: string } }>(
    server,
    account,
    'iam:CreateAccessKey',
    { UserName },
  );
  return {
    id: User.UserId,
    credentials: { accessKeyId: AccessKey.AccessKeyId, secretAccessKey: AccessKey.SecretAccessKey },
  };
}

async function deleteUser(UserName: string, { credentials }: Made, account = root): Promise<void> {
  await call(server, account, 'iam:DeleteUserPolicy', { UserName, PolicyName: 'p' });
  await call(server, account, 'iam:DeleteAccessKey', { UserName, AccessKeyId: credentials.accessKeyId });
  await call(server, account, 'iam:DeleteUser', { UserName });
}

const createRole = (RoleName: string, AssumeRolePolicyDocument: string, account = root) =>
  call<{ Role: { Arn: string; RoleId: string } }>(server, account, 'iam:CreateRole', {
    RoleName,
    AssumeRolePolicyDocument,
  });

async function trustShown(RoleName: string, account = root): Promise<string> {
  const { Role } = await call<{ Role: { AssumeRolePolicyDocument: string } }>(
    server,
    account,
    'iam:GetRole',
    {
      RoleName,
    },
  );
  return decodeURIComponent(Role.AssumeRolePolicyDocument);
}

describe('case 83: a principal that is made again under its old name', () => {
  it('a user: not trusted, and the policy shows the old id', async () => {
    const first = await makeUser('alice');
    const { Role } = await createRole('vault', document(trust({ AWS: arn('user/alice') })));
    await assume(server, first.credentials, Role.Arn);
    expect(await trustShown('vault')).toContain(arn('user/alice'));
    await deleteUser('alice', first);
    expect(await trustShown('vault')).toContain(first.id);
    const second = await makeUser('alice');
    expect(second.id).not.toBe(first.id);
    expect(await trustShown('vault')).not.toContain(second.id);
    expect(await trustShown('vault')).not.toContain(arn('user/alice'));
    await expectRefused(server, A, () => assume(server, second.credentials, Role.Arn), {
      refusal: notAuthorized(arn('user/alice'), 'sts:AssumeRole', Role.Arn),
      decision: { verdict: 'implicitDeny', by: 'trust' },
      secrets: [second.credentials],
    });
    // Saving the policy again names the user that is there now.
    await call(server, root, 'iam:UpdateAssumeRolePolicy', {
      RoleName: 'vault',
      PolicyDocument: document(trust({ AWS: arn('user/alice') })),
    });
    await assume(server, second.credentials, Role.Arn);
  });

  it('a user that is renamed stays trusted, and who takes its name is not', async () => {
    const carol = await makeUser('carol');
    const { Role } = await createRole('vault-2', document(trust({ AWS: arn('user/carol') })));
    await call(server, root, 'iam:UpdateUser', { UserName: 'carol', NewUserName: 'caroline' });
    const taker = await makeUser('carol');
    await assume(server, carol.credentials, Role.Arn);
    expect(await trustShown('vault-2')).toContain(arn('user/caroline'));
    await expectRefused(server, A, () => assume(server, taker.credentials, Role.Arn), {
      refusal: notAuthorized(arn('user/carol'), 'sts:AssumeRole', Role.Arn),
      decision: { verdict: 'implicitDeny', by: 'trust' },
    });
  });

  it('a role: its sessions are not trusted, old or new', async () => {
    const dave = await makeUser('dave');
    const open = document(trust({ AWS: A }));
    const { Role: first } = await createRole('step', open);
    const { Role: target } = await createRole('vault-3', document(trust({ AWS: first.Arn })));
    const before = await assume(server, dave.credentials, first.Arn);
    await assume(server, before, target.Arn);
    await call(server, root, 'iam:DeleteRole', { RoleName: 'step' });
    expect(await trustShown('vault-3')).toContain(first.RoleId);
    await createRole('step', open);
    const after = await assume(server, dave.credentials, first.Arn);
    expect(await refusalOf(assume(server, before, target.Arn))).toMatch(/^InvalidClientTokenId 403 /);
    await expectRefused(server, A, () => assume(server, after, target.Arn), {
      refusal: notAuthorized(`arn:aws:sts::${A}:assumed-role/step/work`, 'sts:AssumeRole', target.Arn),
      decision: { verdict: 'implicitDeny', by: 'trust' },
    });
  });

  it('a group: its old members are not members of the new one', async () => {
    const erin = await makeUser('erin');
    const join = { GroupName: 'crew', UserName: 'erin' };
    await call(server, root, 'iam:CreateGroup', { GroupName: 'crew' });
    await call(server, root, 'iam:AddUserToGroup', join);
    await call(server, root, 'iam:RemoveUserFromGroup', join);
    await call(server, root, 'iam:DeleteGroup', { GroupName: 'crew' });
    await call(server, root, 'iam:CreateGroup', { GroupName: 'crew' });
    await call(server, root, 'iam:PutGroupPolicy', {
      GroupName: 'crew',
      PolicyName: 'p',
      PolicyDocument: document(allow('*')),
    });
    expect(await refusalOf(call(server, erin.credentials, 'iam:ListUsers'))).toMatch(/^AccessDenied 403 /);
    await call(server, root, 'iam:AddUserToGroup', join);
    await call(server, erin.credentials, 'iam:ListUsers');
  });
});

describe('case 86: a principal of another account, there or not', () => {
  const rootB = () => server.root(B);
  beforeAll(async () => {
    await makeUser('present', rootB());
    await call(server, rootB(), 'iam:CreateUser', { UserName: 'pathed', Path: '/x/' });
  });

  it('one answer for whatever is missing: user, path, role, account', async () => {
    const missing = [
      arn('user/absent', B),
      arn('user/pathed', B),
      arn('user/Present', B),
      arn('role/present', B),
      arn('user/absent', '999988887777'),
      arn('user/absent'),
    ];
    for (const [at, principal] of missing.entries()) {
      const AssumeRolePolicyDocument = document(trust({ AWS: principal }));
      const expected = {
        refusal: `MalformedPolicyDocument 400 Invalid principal in policy: "AWS":"${principal}"`,
      };
      await expectRefused(server, A, () => createRole(`foreign-${at}`, AssumeRolePolicyDocument), expected);
    }
    // AWS tells the same: a principal that is there is taken.
    await createRole('foreign-there', document(trust({ AWS: arn('user/present', B) })));
  });

  it('who may not write trust policies learns nothing: AccessDenied either way', async () => {
    const plain = await makeUser('frank');
    for (const principal of [arn('user/present', B), arn('user/absent', B)]) {
      const attempt = () =>
        call(server, plain.credentials, 'iam:CreateRole', {
          RoleName: 'probe',
          AssumeRolePolicyDocument: document(trust({ AWS: principal })),
        });
      await expectRefused(server, A, attempt, {
        refusal: notAuthorized(
          arn('user/frank'),
          'iam:CreateRole',
          arn('role/probe'),
          'because no identity-based policy allows the iam:CreateRole action',
        ),
        decision: { verdict: 'implicitDeny', by: 'identity' },
      });
    }
  });
});

describe('case 87: unique ids of another account', () => {
  it('are not taken, and never shown as an ARN to who does not own them', async () => {
    const { id } = await makeUser('hidden', server.root(B));
    const AssumeRolePolicyDocument = document(trust({ AWS: id }));
    await expectRefused(server, A, () => createRole('by-id', AssumeRolePolicyDocument), {
      refusal: `MalformedPolicyDocument 400 Invalid principal in policy: "AWS":"${id}"`,
    });
    const unused = 'AIDAQQQQQQQQQQQQQQQQQ';
    await expectRefused(server, A, () => createRole('by-id', document(trust({ AWS: unused }))), {
      refusal: `MalformedPolicyDocument 400 Invalid principal in policy: "AWS":"${unused}"`,
    });
    // Named by its ARN while that is right; renamed by its owner, only the id is left to see.
    await createRole('by-arn', document(trust({ AWS: arn('user/hidden', B) })));
    expect(await trustShown('by-arn')).toContain(arn('user/hidden', B));
    await call(server, server.root(B), 'iam:UpdateUser', { UserName: 'hidden', NewUserName: 'secret-name' });
    const shown = await trustShown('by-arn');
    expect(shown).toContain(id);
    expect(shown).not.toContain('secret-name');
    // The owner of an id sees what it names.
    const own = await makeUser('grace');
    await createRole('own-id', document(trust({ AWS: own.id })));
    expect(await trustShown('own-id')).toContain(arn('user/grace'));
  });
});
