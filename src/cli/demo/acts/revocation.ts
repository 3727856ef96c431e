import {
  DeleteRoleCommand,
  DeleteRolePolicyCommand,
  ListUsersCommand,
  PutRolePolicyCommand,
} from '@aws-sdk/client-iam';
import {
  allow,
  assume,
  document,
  newRole,
  newUser,
  SESSION,
  sessionOf,
  trusting,
  userArn,
} from '../scenery.ts';
import type { Act } from '../story.ts';

/** IAM User Guide, "Revoking IAM role temporary security credentials". */
function deniedIfIssuedBefore(time: string): string {
  return document({
    Effect: 'Deny',
    Action: '*',
    Resource: '*',
    Condition: { DateLessThan: { 'aws:TokenIssueTime': time } },
  });
}

export const revocation: Act = async (stage, telling) => {
  telling.begin('Sessions are revoked at once: all that are older than a moment, or all of a role');
  const { root } = stage;
  const erin = stage.enter('erin', await newUser(stage, 'erin'));
  const granted = allow('iam:ListUsers');
  await newRole(stage, 'deployer', trusting(userArn('erin')), granted);
  const first = await telling.allowed(erin, 'sts:AssumeRole deployer', () => assume(erin, 'deployer'));
  const older = sessionOf(stage, "erin's older session", first);
  const listOlder = () => older.iam.send(new ListUsersCommand({}));
  await telling.allowed(older, 'iam:ListUsers', listOlder);
  telling.note('a minute passes, and the session has leaked');
  stage.pass(60);
  // The session's own end tells the time of the server, which the demo moves.
  const issued = first.Credentials!.Expiration!.getTime() - SESSION * 1000;
  const time = new Date(issued + 30_000).toISOString();
  const revoked = { RoleName: 'deployer', PolicyName: 'AWSRevokeOlderSessions' };
  await telling.allowed(root, 'iam:PutRolePolicy: deny what aws:TokenIssueTime says is older', () =>
    root.iam.send(new PutRolePolicyCommand({ ...revoked, PolicyDocument: deniedIfIssuedBefore(time) })),
  );
  await telling.refused(
    older,
    'iam:ListUsers',
    { code: 'AccessDenied', verdict: 'explicitDeny', by: 'identity' },
    listOlder,
  );
  const second = await telling.allowed(erin, 'sts:AssumeRole deployer, anew', () => assume(erin, 'deployer'));
  const newer = sessionOf(stage, "erin's newer session", second);
  const listNewer = () => newer.iam.send(new ListUsersCommand({}));
  await telling.allowed(newer, 'iam:ListUsers', listNewer);
  await root.iam.send(new DeleteRolePolicyCommand(revoked));
  await root.iam.send(new DeleteRolePolicyCommand({ RoleName: 'deployer', PolicyName: 'granted' }));
  await telling.allowed(root, 'iam:DeleteRole deployer', () =>
    root.iam.send(new DeleteRoleCommand({ RoleName: 'deployer' })),
  );
  const dead = { code: 'InvalidClientTokenId' } as const;
  await telling.refused(newer, 'iam:ListUsers: the role is gone', dead, listNewer);
  telling.note('a role of the same name is made, with the same policies');
  await newRole(stage, 'deployer', trusting(userArn('erin')), granted);
  await telling.refused(newer, 'iam:ListUsers: it is another role', dead, listNewer);
};
