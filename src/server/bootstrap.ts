/**
 * The first start: a data directory without an account gets its first one, and the credentials of its root stand in a
 * file there that only its owner can read. Once: later there is an account.
 */
import { rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { createPrivateFile } from '../store/index.ts';
import type { StintNode } from './node.ts';
import { IN_MEMORY } from './settings.ts';

export const ROOT_CREDENTIALS = 'root-credentials';
const FIRST_ACCOUNT_NAME = 'first';

export interface FirstAccount {
  readonly accountId: string;
  /** In the form of `~/.aws/credentials`, with the profile `stint-root`. */
  readonly credentialsFile: string;
}

interface Created {
  readonly Account: { readonly AccountId: string };
  readonly RootAccessKey: { readonly AccessKeyId: string; readonly SecretAccessKey: string };
}

const underWay = new WeakMap<StintNode, Promise<FirstAccount | undefined>>();

/**
 * Makes the first account, if there is none. However often it is called at a time: one call makes it, and every other
 * answers `undefined`.
 * @throws what the disk refuses; then there is no account, and the next start tries again.
 */
export async function bootstrap(node: StintNode): Promise<FirstAccount | undefined> {
  if (node.settings.data === IN_MEMORY) return undefined;
  const before = underWay.get(node);
  if (before !== undefined) {
    await before;
    return undefined;
  }
  const making = makeFirst(node).finally(() => underWay.delete(node));
  underWay.set(node, making);
  return await making;
}

async function makeFirst(node: StintNode): Promise<FirstAccount | undefined> {
  if (node.accounts.records().next().done !== true) return undefined;
  const credentialsFile = join(resolve(node.settings.data), ROOT_CREDENTIALS);
  const answer = await node.operator.run('CreateAccount', { Name: FIRST_ACCOUNT_NAME }, (created) => {
    // Written before the account exists: a crash in between leaves credentials of nothing, which the next start
    // replaces, and never an account that nobody has the credentials of.
    rmSync(credentialsFile, { force: true });
    createPrivateFile(credentialsFile, Buffer.from(credentialsText(created as Created)));
  });
  return { accountId: (answer as Created).Account.AccountId, credentialsFile };
}

function credentialsText({ Account, RootAccessKey }: Created): string {
  return [
    `# The root of account ${Account.AccountId}. It may do everything there: keep it, and use it to make users and roles.`,
    '[stint-root]',
    `aws_access_key_id = ${RootAccessKey.AccessKeyId}`,
    `aws_secret_access_key = ${RootAccessKey.SecretAccessKey}`,
    '',
  ].join('\n');
}
