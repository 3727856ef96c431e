/** How the operator's commands reach an installation, and what they say of times. */
import {
  describeFault,
  IN_MEMORY,
  type OperatorConnection,
  operatorConnection,
  type Settings,
  SettingsError,
} from '../../server/index.ts';
import { MasterKeyError, type MasterKeySource } from '../../store/index.ts';
import { CommandError, EXIT } from '../exit-codes.ts';
import { chosenMasterKey, defaultKeyFile } from '../master-key.ts';
import { printNote } from '../output.ts';
import { type DataFlags, dataSettings } from '../settings-flags.ts';
import { settingsFrom } from '../settings-sources.ts';

/** The settings of an installation that is there already. @throws SettingsError. */
export function installationSettings(given: DataFlags): Settings {
  const settings = settingsFrom({ flags: dataSettings(given), configFile: given.config });
  if (settings.data === IN_MEMORY) {
    throw new SettingsError(
      `data '${IN_MEMORY}' belongs to the server that has it: name a directory with --data`,
    );
  }
  return settings;
}

/** What opens the data. Other than a server that starts, no command makes a key: it could open nothing. */
export function existingMasterKey(settings: Settings): MasterKeySource {
  return settings.masterKey === undefined
    ? { kind: 'file', path: defaultKeyFile(settings.data) }
    : chosenMasterKey(settings).source;
}

/** A missing key where no setting names one: most likely it is elsewhere. */
export function keyAdvice(error: unknown, settings: Settings): unknown {
  if (!(error instanceof MasterKeyError) || settings.masterKey !== undefined) return error;
  return new CommandError(
    `${error.message}: say where the key is (--master-key-file, --master-key-env, --master-key-command)`,
    EXIT.data,
  );
}

/** Connects to the server of a data directory, or opens the directory. @throws as operatorConnection does. */
export async function connectOperator(settings: Settings): Promise<OperatorConnection> {
  try {
    return await operatorConnection({
      settings,
      masterKey: existingMasterKey(settings),
      onFault: (error) => printNote(`fault: ${JSON.stringify(describeFault(error))}`),
      onAlarm: (message) => printNote(`alarm: ${message}`),
    });
  } catch (error) {
    throw keyAdvice(error, settings);
  }
}

/** Does something with the installation that the flags name. */
export async function withOperator<Result>(
  given: DataFlags,
  work: (operator: OperatorConnection) => Promise<Result>,
): Promise<Result> {
  const operator = await connectOperator(installationSettings(given));
  try {
    return await work(operator);
  } finally {
    await operator.close();
  }
}

/** Epoch seconds, as AWS JSON has times, as a person reads them. */
export function readableTime(seconds: number): string {
  return `${new Date(seconds * 1000).toISOString().slice(0, 19)}Z`;
}

const IS_DATE = /Date$/;

/** An answer for programs: its times are text that says which. */
export function withIsoTimes(answer: unknown): unknown {
  return JSON.parse(JSON.stringify(answer), (name, value: unknown) =>
    IS_DATE.test(name) && typeof value === 'number' ? new Date(value * 1000).toISOString() : value,
  );
}
