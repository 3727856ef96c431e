/** Where the master key of a data directory comes from. Decision: docs/decisions/cli-master-key.md. */
import { existsSync, readdirSync } from 'node:fs';
import { IN_MEMORY, type Settings } from '../server/index.ts';
import type { MasterKeySource } from '../store/index.ts';
import { CommandError, EXIT } from './exit-codes.ts';

/** The file that is used when no setting names another source: beside the data directory. */
export function defaultKeyFile(dataDirectory: string): string {
  return `${dataDirectory}.key`;
}

export interface ChosenKey {
  readonly source: MasterKeySource;
  /** The file beside the data, when it was chosen for want of a setting. */
  readonly beside: string | undefined;
}

function holdsData(dataDirectory: string): boolean {
  return existsSync(dataDirectory) && readdirSync(dataDirectory).length > 0;
}

/** A new key cannot open what an older one sealed, so it is made only where there is no data yet. */
function besideData(dataDirectory: string): ChosenKey {
  const path = defaultKeyFile(dataDirectory);
  if (existsSync(path)) return { source: { kind: 'file', path }, beside: path };
  if (holdsData(dataDirectory)) {
    throw new CommandError(
      `there is data in ${dataDirectory} and no master key ${path}: ` +
        'put the key there, or say where it is (--master-key-file, --master-key-env, --master-key-command)',
      EXIT.data,
    );
  }
  return { source: { kind: 'file', path, create: true }, beside: path };
}

/** @throws CommandError when data is there and its key is not. */
export function chosenMasterKey({ data, masterKey }: Settings): ChosenKey {
  if (data === IN_MEMORY) return { source: { kind: 'ephemeral' }, beside: undefined };
  if (masterKey === undefined) return besideData(data);
  if ('file' in masterKey) return { source: { kind: 'file', path: masterKey.file }, beside: undefined };
  if ('environment' in masterKey) {
    return { source: { kind: 'environment', variable: masterKey.environment }, beside: undefined };
  }
  const timeoutMilliseconds = masterKey.timeoutSeconds * 1000;
  return { source: { kind: 'command', command: masterKey.command, timeoutMilliseconds }, beside: undefined };
}
