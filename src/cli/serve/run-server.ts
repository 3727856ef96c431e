/** A server as a process: its log, its signals, its end. */
import { once } from 'node:events';
import { type ServerLog, type Serving, type Settings, serve, serverLog } from '../../server/index.ts';
import type { MasterKeySource } from '../../store/index.ts';
import { CommandError, EXIT } from '../exit-codes.ts';
import { printJson, printLine } from '../output.ts';
import { readableLog } from './readable-log.ts';
import { site } from './site.ts';

/** What is said when the server takes requests: for programs and for people. */
export interface Announcement {
  readonly facts: object;
  readonly lines: readonly string[];
}

export interface Started {
  readonly serving: Serving;
  readonly log: ServerLog;
  readonly announce: (announcement: Announcement) => void;
}

export interface ServerProcess {
  readonly settings: Settings;
  readonly masterKey: MasterKeySource;
  readonly development: boolean;
  readonly json: boolean;
  /** What is done once the server listens; it announces that it is ready. */
  readonly started: (started: Started) => Promise<void>;
}

/** The system's refusals to listen, in words. */
const LISTEN_ERRORS: Readonly<Record<string, string>> = {
  EADDRINUSE: 'is in use: stop what listens there, or set another address with --listen',
  EACCES: 'may not be listened on by this user: take a port above 1023',
  EADDRNOTAVAIL: 'is not an address of this machine',
  ENOTFOUND: 'is not a name of this machine',
  ERR_SOCKET_BAD_PORT: 'has a port above 65535',
};

async function served({ settings, masterKey, development }: ServerProcess, log: ServerLog): Promise<Serving> {
  const { onFault, onAlarm, onAnswer } = log;
  try {
    return await serve({ settings, masterKey, development, onFault, onAlarm, onAnswer, site });
  } catch (error) {
    const { code, syscall } = error as NodeJS.ErrnoException;
    const said = code !== undefined && Object.hasOwn(LISTEN_ERRORS, code) ? LISTEN_ERRORS[code] : undefined;
    if (said === undefined || (syscall === 'open' && code === 'EACCES')) throw error;
    throw new CommandError(`${settings.listen} ${said}`);
  }
}

function reloadTls(serving: Serving, log: ServerLog): void {
  try {
    serving.reloadTls();
    log.info('certificate and key were read again');
  } catch (error) {
    log.warn('certificate and key cannot be used; those from before stay', {
      reason: (error as Error).message,
    });
  }
}

/** The first signal ends in order; a second one at once. */
async function ended(): Promise<NodeJS.Signals> {
  const [signal] = (await Promise.race([once(process, 'SIGTERM'), once(process, 'SIGINT')])) as [
    NodeJS.Signals,
  ];
  for (const again of ['SIGTERM', 'SIGINT'] as const) process.on(again, () => process.exit(EXIT.interrupted));
  return signal;
}

/** Serves until SIGTERM or SIGINT. @returns the exit code. @throws what keeps it from starting. */
export async function runServer(description: ServerProcess): Promise<number> {
  const { settings, json, started } = description;
  const log = serverLog(settings, process.stderr.isTTY ? readableLog(process.stderr) : undefined);
  const end = ended();
  const serving = await served(description, log);
  const onHangup = (): void => reloadTls(serving, log);
  process.on('SIGHUP', onHangup);
  try {
    const announce = ({ facts, lines }: Announcement): void => {
      if (json) printJson({ event: 'ready', ...facts });
      else for (const line of lines) printLine(line);
      log.info('ready', { url: serving.url });
    };
    await started({ serving, log, announce });
    log.info('stopping', { signal: await end });
  } finally {
    await serving.stop();
  }
  log.info('stopped');
  return EXIT.ok;
}
