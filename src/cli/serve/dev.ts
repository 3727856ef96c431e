/** `stint dev`. */
import { readFileSync } from 'node:fs';
import { adminClient, IN_MEMORY } from '../../server/index.ts';
import type { Given } from '../command.ts';
import { CommandError } from '../exit-codes.ts';
import { chosenMasterKey } from '../master-key.ts';
import { printable } from '../output.ts';
import { type DEVELOPMENT_FLAGS, serverSettings } from '../settings-flags.ts';
import { settingsFrom } from '../settings-sources.ts';
import { describePlace, developmentLines } from './greeting.ts';
import { runServer } from './run-server.ts';

interface KeyPair {
  readonly AccessKeyId: string;
  readonly SecretAccessKey: string;
}

interface Seeded {
  readonly Accounts: readonly {
    readonly AccountId: string;
    readonly Created: boolean;
    readonly AccessKeys: readonly (KeyPair & { readonly UserName: string })[];
  }[];
}

function seedText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new CommandError(`${file}: the seed cannot be read: ${(error as Error).message}`);
  }
}

function seedLines({ Accounts }: Seeded): string[] {
  return Accounts.flatMap(({ AccountId, Created, AccessKeys }) => [
    `  account ${AccountId} ${Created ? 'made' : 'brought up to the seed'}`,
    ...AccessKeys.map(
      ({ UserName, AccessKeyId, SecretAccessKey }) =>
        `    ${printable(UserName)}: AWS_ACCESS_KEY_ID=${AccessKeyId} AWS_SECRET_ACCESS_KEY=${SecretAccessKey}`,
    ),
  ]);
}

export async function runDev(given: Given<typeof DEVELOPMENT_FLAGS>): Promise<number> {
  const settings = settingsFrom({
    flags: serverSettings(given),
    configFile: given.config,
    defaults: { data: IN_MEMORY },
  });
  const { seed: seedFile } = given;
  const text = seedFile === undefined ? undefined : seedText(seedFile);
  return await runServer({
    settings,
    masterKey: chosenMasterKey(settings).source,
    development: true,
    json: given.json === true,
    started: async ({ serving, announce }) => {
      const seeded =
        text === undefined
          ? undefined
          : await adminClient(serving.adminSocket).call<Seeded>('ApplySeed', {
              Text: text,
              FileName: seedFile,
            });
      const place = settings.data === IN_MEMORY ? 'in memory' : `data in ${settings.data}`;
      announce({
        facts: {
          url: serving.url,
          data: settings.data,
          adminSocket: serving.adminSocket,
          ...(seeded === undefined ? {} : { seeded: seeded.Accounts }),
        },
        lines: [
          describePlace(serving.url, `development, ${place}`),
          ...(seeded === undefined ? [] : seedLines(seeded)),
          ...developmentLines(serving.url, settings.tls?.certificate),
        ],
      });
    },
  });
}
