/**
 * The operator's way in, whether a server runs or not: its administrator's socket, or else the data directory itself,
 * opened in this process. Both run the same operations on the same input.
 */
import { existsSync } from 'node:fs';
import { connect } from 'node:net';
import { type MasterKeySource, requirePrivateDirectory } from '../store/index.ts';
import { adminClient, decodeAnswer, encodeInput, type OperatorConnection } from './admin-client.ts';
import { adminSocketOf } from './admin-socket.ts';
import { StintNode } from './node.ts';
import { TARGET_PREFIX } from './operator-api.ts';
import { type Settings, SettingsError } from './settings.ts';

export interface ConnectionOptions {
  /** Of the server: its data directory, and what matters when that is opened here. */
  readonly settings: Settings;
  readonly masterKey: MasterKeySource;
  readonly onFault: (error: unknown, requestId: string) => void;
  readonly onAlarm: (message: string) => void;
}

/** Whether somebody answers on a socket. */
function isListening(path: string): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const socket = connect(path);
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT' || error.code === 'ECONNREFUSED') resolve(false);
      else reject(error);
    });
  });
}

/** Opens the data directory in this process, which has it alone until `close`. */
async function inProcess(options: ConnectionOptions): Promise<OperatorConnection> {
  const node = await StintNode.open({ ...options, development: false, onAnswer: () => undefined });
  const { operator } = node;
  return {
    isServer: false,
    call: async <Output>(operation: string, input: object): Promise<Output> => {
      const body = Buffer.from(encodeInput(input));
      const answer = await operator.answer(TARGET_PREFIX + operation, body, 'in-process');
      return decodeAnswer<Output>(answer.status, answer.body);
    },
    follow: (filter, signal) => operator.follow(Buffer.from(encodeInput(filter)), signal),
    close: () => node.close(),
  };
}

/**
 * Connects to the server of a data directory, or opens the directory when none runs.
 * @throws SettingsError when there is no such directory; PrivateFileError when somebody else could touch it; and what
 * the store and the master key refuse.
 */
export async function operatorConnection(options: ConnectionOptions): Promise<OperatorConnection> {
  const { data } = options.settings;
  if (!existsSync(data)) {
    throw new SettingsError(`there is no data directory ${data}: name the one of the server with --data`);
  }
  // Before anything in it is believed.
  requirePrivateDirectory(data);
  const socket = adminSocketOf(data);
  return (await isListening(socket)) ? adminClient(socket) : await inProcess(options);
}
