/** `stint serve`. */
import { bootstrap, IN_MEMORY, SettingsError } from '../../server/index.ts';
import type { Given } from '../command.ts';
import { chosenMasterKey } from '../master-key.ts';
import { type SERVER_FLAGS, serverSettings } from '../settings-flags.ts';
import { settingsFrom } from '../settings-sources.ts';
import { describePlace, firstStartLines } from './greeting.ts';
import { runServer } from './run-server.ts';

export async function runServe(given: Given<typeof SERVER_FLAGS>): Promise<number> {
  const settings = settingsFrom({ flags: serverSettings(given), configFile: given.config });
  if (settings.data === IN_MEMORY) {
    throw new SettingsError(
      `data '${IN_MEMORY}' forgets everything at the end: stint dev serves from memory`,
    );
  }
  const key = chosenMasterKey(settings);
  return await runServer({
    settings,
    masterKey: key.source,
    development: false,
    json: given.json === true,
    started: async ({ serving, log, announce }) => {
      if (key.beside !== undefined) {
        log.warn('the master key stands beside the data that it opens: who copies both can read all of it', {
          masterKeyFile: key.beside,
          remedy: 'keep it elsewhere and set masterKey (docs/guide/operating.md)',
        });
      }
      const first = await bootstrap(serving.node);
      announce({
        facts: { url: serving.url, data: settings.data, ...(first === undefined ? {} : { first }) },
        lines: [
          describePlace(serving.url, `data in ${settings.data}`),
          ...(first === undefined ? [] : firstStartLines(serving.url, first, settings.tls?.certificate)),
        ],
      });
    },
  });
}
