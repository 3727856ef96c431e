import { ListRolesCommand, PutUserPolicyCommand, UpdateAssumeRolePolicyCommand } from '@aws-sdk/client-iam';
import {
  allow,
  assume,
  newRole,
  newUser,
  roleArn,
  SESSION,
  sessionOf,
  THE_ACCOUNT,
  trusting,
  userArn,
} from '../scenery.ts';
import type { Act } from '../story.ts';

/** IAM User Guide, "Granting a user permissions to switch roles": both sides have to agree. */
export const trustAndPermission: Act = async (stage, telling) => {
  telling.begin('A role is assumed with trust and permission, and its session ends by itself');
  const { root } = stage;
  await newUser(stage, 'somebody-else');
  await newRole(stage, 'auditor', trusting(userArn('somebody-else')), allow('iam:ListRoles'));
  const bob = stage.enter('bob', await newUser(stage, 'bob', allow('sts:AssumeRole', roleArn('auditor'))));
  const carol = stage.enter('carol', await newUser(stage, 'carol'));
  const refusal = { code: 'AccessDenied', verdict: 'implicitDeny' } as const;
  await telling.refused(
    bob,
    'sts:AssumeRole auditor, with permission and without trust',
    { ...refusal, by: 'trust' },
    () => assume(bob, 'auditor'),
  );
  await telling.allowed(root, 'iam:UpdateAssumeRolePolicy: auditor trusts the account', () =>
    root.iam.send(
      new UpdateAssumeRolePolicyCommand({ RoleName: 'auditor', PolicyDocument: trusting(THE_ACCOUNT) }),
    ),
  );
  await telling.refused(
    carol,
    'sts:AssumeRole auditor, with trust and without permission',
    { ...refusal, by: 'identity' },
    () => assume(carol, 'auditor'),
  );
  await telling.allowed(root, 'iam:PutUserPolicy: carol may assume auditor', () =>
    root.iam.send(
      new PutUserPolicyCommand({
        UserName: 'carol',
        PolicyName: 'may-audit',
        PolicyDocument: allow('sts:AssumeRole', roleArn('auditor')),
      }),
    ),
  );
  const assumed = await telling.allowed(carol, 'sts:AssumeRole auditor, with both', () =>
    assume(carol, 'auditor'),
  );
  const session = sessionOf(stage, 'carol as auditor', assumed);
  const list = () => session.iam.send(new ListRolesCommand({}));
  await telling.allowed(session, 'iam:ListRoles', list);
  await telling.refused(
    carol,
    'iam:ListRoles as herself: permissions of the role are not hers',
    { ...refusal, by: 'identity' },
    () => carol.iam.send(new ListRolesCommand({})),
  );
  telling.note(`the ${SESSION / 60} minutes of the session pass`);
  stage.pass(SESSION);
  await telling.refused(session, 'iam:ListRoles: nobody had to notice', { code: 'ExpiredToken' }, list);
};
