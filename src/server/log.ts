/**
 * The server's own log: JSON lines, for whoever runs it. Events are the audit log's; here stand starts and ends, alarms,
 * faults, and, at the level `debug`, one line a request. Never what a request or an answer holds.
 */
import { type DestinationStream, destination, pino } from 'pino';
import type { Answered } from './api.ts';
import type { Settings } from './settings.ts';
import { sourceFrame } from './source-frames.ts';

export interface ServerLog {
  /** @param facts never secrets: they are written as they are. */
  info(message: string, facts?: Readonly<Record<string, string | number | boolean>>): void;
  warn(message: string, facts?: Readonly<Record<string, string | number | boolean>>): void;
  readonly onFault: (error: unknown, requestId: string) => void;
  readonly onAlarm: (message: string) => void;
  readonly onAnswer: (answer: Answered) => void;
}

/** Errors whose messages are written for the operator, and hold nothing of a request. */
const SPOKEN: ReadonlySet<string> = new Set([
  'AccountTamperedError',
  'BackupError',
  'ConflictError',
  'DecisionTooCostlyError',
  'DraftDiscardedError',
  'MasterKeyError',
  'PolicyUnreadableError',
  'PrivateFileError',
  'SecretUnreadableError',
  'SettingsError',
  'StoreUnavailableError',
]);

export interface FaultDescription {
  readonly name: string;
  /** Of errors that are known to hold no secret: a JSON parser's message quotes what it read. */
  readonly message?: string;
  /** `ENOSPC`. */
  readonly code?: string;
  readonly cause?: FaultDescription;
  readonly at: readonly string[];
}

/** What may be said of a fault. */
export function describeFault(error: unknown): FaultDescription {
  if (!(error instanceof Error)) return { name: typeof error, at: [] };
  const { code } = error as NodeJS.ErrnoException;
  const isSystems = typeof code === 'string' && /^E[A-Z0-9]+$/.test(code);
  const frames = (error.stack ?? '').split('\n').filter((line) => /^ {4}at /.test(line));
  return {
    name: error.name,
    ...(SPOKEN.has(error.name) || isSystems ? { message: error.message } : {}),
    ...(isSystems ? { code } : {}),
    ...(error.cause === undefined ? {} : { cause: describeFault(error.cause) }),
    at: frames.slice(0, 10).map((line) => sourceFrame(line.trim())),
  };
}

/** @param stream by default standard error, written synchronously: the last line before an end is not lost. */
export function serverLog(settings: Settings, stream?: DestinationStream): ServerLog {
  const logger = pino(
    { level: settings.log.level, base: null, timestamp: pino.stdTimeFunctions.isoTime },
    stream ?? destination({ fd: 2, sync: true }),
  );
  const isDebug = logger.isLevelEnabled('debug');
  return {
    info: (message, facts = {}) => logger.info(facts, message),
    warn: (message, facts = {}) => logger.warn(facts, message),
    onFault: (error, requestId) => logger.error({ requestId, fault: describeFault(error) }, 'fault'),
    onAlarm: (message) => logger.error({ alarm: true }, message),
    onAnswer: (answer) => {
      if (isDebug) logger.debug(answer, 'request');
    },
  };
}
