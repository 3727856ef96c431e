/**
 * Fills a data directory with accounts of many users, each with an access key and an attached policy, then ends. Through
 * drafts of whole accounts: as many API calls would take minutes. Prints one key of each account as a line of JSON.
 */
import { randomFillSync } from 'node:crypto';
import { mintAccessKeyId, mintSecretAccessKey, mintUniqueId } from '../src/names/index.ts';
import { readSettings, StintNode } from '../src/server/index.ts';

export interface SeedPlan {
  readonly data: string;
  readonly accounts: number;
  readonly usersPerAccount: number;
}

export interface Seeded {
  /** Of the last user of each account. */
  readonly keys: readonly { readonly accessKeyId: string; readonly secretAccessKey: string }[];
}

const random = (size: number): Buffer => randomFillSync(Buffer.allocUnsafe(size));
const POLICY = 'arn:aws:iam::aws:policy/ReadOnlyAccess';

async function fillAccount(
  node: StintNode,
  accountId: string,
  users: number,
): Promise<Seeded['keys'][number]> {
  const { account } = await node.createAccount(accountId, `seeded-${accountId}`);
  const draft = account.draft();
  const createdAt = Date.now();
  let last: Seeded['keys'][number] | undefined;
  for (let i = 0; i < users; i++) {
    const id = mintUniqueId('AIDA', random);
    draft.users.put({
      id,
      name: `user-${String(i).padStart(5, '0')}`,
      path: '/',
      createdAt,
      inlinePolicies: [],
      attachedPolicies: [POLICY],
      tags: [{ Key: 'team', Value: `team-${i % 50}` }],
      groups: [],
    });
    const accessKeyId = mintAccessKeyId('AKIA', accountId, random);
    const secretAccessKey = mintSecretAccessKey(random);
    const sealedSecret = node.sealAccessKeySecret(accountId, accessKeyId, secretAccessKey);
    draft.accessKeys.put({ id: accessKeyId, owner: id, sealedSecret, status: 'Active', createdAt });
    last = { accessKeyId, secretAccessKey };
  }
  await node.accounts.commit(account, draft, []);
  return last!;
}

async function main({ data, accounts, usersPerAccount }: SeedPlan): Promise<void> {
  const node = await StintNode.open({
    settings: readSettings({ data }, 'the benchmark'),
    masterKey: { kind: 'file', path: `${data}.key`, create: true },
    development: false,
    onFault: (error) => process.stderr.write(`fault: ${String(error)}\n`),
    onAlarm: (message) => process.stderr.write(`alarm: ${message}\n`),
    onAnswer: () => undefined,
  });
  const keys: Seeded['keys'][number][] = [];
  for (let i = 0; i < accounts; i++) {
    keys.push(await fillAccount(node, String(200_000_000_000 + i), usersPerAccount));
  }
  await node.close();
  process.stdout.write(`${JSON.stringify({ keys } satisfies Seeded)}\n`);
}

await main(JSON.parse(process.argv[2] ?? '{}') as SeedPlan);
