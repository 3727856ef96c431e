import {
  CreateUserCommand,
  ListRolesCommand,
  ListUsersCommand,
  PutRolePolicyCommand,
} from '@aws-sdk/client-iam';
import { allow, assume, document, newRole, newUser, sessionOf, trusting, userArn } from '../scenery.ts';
import type { Act } from '../story.ts';

/** IAM User Guide, "Policy evaluation logic": a session has what role and session policy both allow, less every deny. */
export const sessionLimits: Act = async (stage, telling) => {
  telling.begin('A session policy narrows and never widens; an explicit deny wins over every allow');
  const { root } = stage;
  const dave = stage.enter('dave', await newUser(stage, 'dave'));
  await newRole(stage, 'reader', trusting(userArn('dave')), allow(['iam:ListUsers', 'iam:ListRoles']));
  const assumed = await telling.allowed(
    dave,
    'sts:AssumeRole reader, for iam:ListUsers and iam:CreateUser',
    () => assume(dave, 'reader', allow(['iam:ListUsers', 'iam:CreateUser'])),
  );
  const session = sessionOf(stage, 'dave as reader', assumed);
  const list = () => session.iam.send(new ListUsersCommand({}));
  await telling.allowed(session, 'iam:ListUsers: role and session policy allow it', list);
  await telling.refused(
    session,
    'iam:ListRoles: the role allows it, the session policy does not',
    { code: 'AccessDenied', verdict: 'implicitDeny', by: 'session' },
    () => session.iam.send(new ListRolesCommand({})),
  );
  await telling.refused(
    session,
    'iam:CreateUser: the session policy allows it, the role does not',
    { code: 'AccessDenied', verdict: 'implicitDeny', by: 'identity' },
    () => session.iam.send(new CreateUserCommand({ UserName: 'mallory' })),
  );
  await telling.allowed(root, 'iam:PutRolePolicy: reader is denied iam:ListUsers', () =>
    root.iam.send(
      new PutRolePolicyCommand({
        RoleName: 'reader',
        PolicyName: 'no-users',
        PolicyDocument: document({ Effect: 'Deny', Action: 'iam:ListUsers', Resource: '*' }),
      }),
    ),
  );
  await telling.refused(
    session,
    'iam:ListUsers: allowed twice, denied once',
    { code: 'AccessDenied', verdict: 'explicitDeny', by: 'identity' },
    list,
  );
};
