import { ListUsersCommand, UpdateAccessKeyCommand } from '@aws-sdk/client-iam';
import { allow, newUser } from '../scenery.ts';
import type { Act } from '../story.ts';

/** A user's key has no end of its own and says nothing of who holds it. */
export const leakedKey: Act = async (stage, telling) => {
  telling.begin("A user's key works for whoever has it, from anywhere, until somebody notices");
  const key = await newUser(stage, 'alice', allow('iam:ListUsers'));
  const alice = stage.enter('alice', key);
  const finder = stage.enter("a finder of alice's key", key);
  await telling.allowed(alice, 'iam:ListUsers', () => alice.iam.send(new ListUsersCommand({})));
  await telling.allowed(finder, 'iam:ListUsers', () => finder.iam.send(new ListUsersCommand({})));
  telling.note('ninety days pass');
  stage.pass(90 * 24 * 3600);
  await telling.allowed(finder, 'iam:ListUsers, still', () => finder.iam.send(new ListUsersCommand({})));
  const { root } = stage;
  await telling.allowed(root, 'iam:UpdateAccessKey to Inactive: somebody noticed', () =>
    root.iam.send(
      new UpdateAccessKeyCommand({ UserName: 'alice', AccessKeyId: key.accessKeyId, Status: 'Inactive' }),
    ),
  );
  const ended = { code: 'InvalidClientTokenId' } as const;
  await telling.refused(finder, 'iam:ListUsers', ended, () => finder.iam.send(new ListUsersCommand({})));
  await telling.refused(alice, 'iam:ListUsers: she shared the key, and its end', ended, () =>
    alice.iam.send(new ListUsersCommand({})),
  );
};
