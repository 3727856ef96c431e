import { DeleteAccessKeyCommand, DeleteUserCommand, GetRoleCommand } from '@aws-sdk/client-iam';
import { allow, assume, newRole, newUser, trusting, userArn } from '../scenery.ts';
import type { Act } from '../story.ts';

/** IAM User Guide, "AWS JSON policy elements: Principal": a principal is stored as its unique id. */
export const recreatedName: Act = async (stage, telling) => {
  telling.begin('Trust is in an identity and not in its name');
  const { root } = stage;
  const key = await newUser(stage, 'frank');
  const frank = stage.enter('frank', key);
  await newRole(stage, 'payer', trusting(userArn('frank')), allow('iam:ListUsers'));
  await telling.allowed(frank, 'sts:AssumeRole payer, which trusts him', () => assume(frank, 'payer'));
  await root.iam.send(new DeleteAccessKeyCommand({ UserName: 'frank', AccessKeyId: key.accessKeyId }));
  await telling.allowed(root, 'iam:DeleteUser frank', () =>
    root.iam.send(new DeleteUserCommand({ UserName: 'frank' })),
  );
  telling.note('somebody new is called frank, with the same ARN');
  const newFrank = stage.enter('the new frank', await newUser(stage, 'frank'));
  await telling.refused(
    newFrank,
    'sts:AssumeRole payer',
    { code: 'AccessDenied', verdict: 'implicitDeny', by: 'trust' },
    () => assume(newFrank, 'payer'),
  );
  const { Role } = await root.iam.send(new GetRoleCommand({ RoleName: 'payer' }));
  telling.note(`payer trusts ${trustedPrincipal(Role?.AssumeRolePolicyDocument ?? '')}: nobody any more`);
};

function trustedPrincipal(encoded: string): string {
  const found = /"AWS":"([^"]*)"/.exec(decodeURIComponent(encoded));
  return found?.[1] ?? 'nobody';
}
