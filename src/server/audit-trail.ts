/** The log of events of a node: in the data directory, signed with the installation's key, or in memory. */
import { createHmac, timingSafeEqual } from 'node:crypto';
import { join } from 'node:path';
import {
  type AuditAlarm,
  AuditLog,
  type DirectoryLogOptions,
  type StatementSigner,
  type StatementVerifier,
} from '../audit/index.ts';
import type { Clock } from '../directory/index.ts';
import type { AuditTrail } from '../services/index.ts';
import type { Keyring, Store } from '../store/index.ts';
import { IN_MEMORY, type Settings } from './settings.ts';

const PURPOSE = 'audit-checkpoints';

const mac = (key: Uint8Array, bytes: Uint8Array): Buffer => createHmac('sha256', key).update(bytes).digest();

function statementSigner(keyring: Keyring): StatementSigner {
  return {
    get keyVersion() {
      return keyring.macKey(PURPOSE).version;
    },
    sign: (bytes) => mac(keyring.macKey(PURPOSE).key, bytes),
  };
}

function statementVerifier(keyring: Keyring): StatementVerifier {
  return (bytes, signature, keyVersion) => {
    try {
      const expected = mac(keyring.macKey(PURPOSE, keyVersion).key, bytes);
      return expected.length === signature.length && timingSafeEqual(expected, signature);
    } catch {
      // There is no such version of the key.
      return false;
    }
  };
}

export interface AuditTrailOptions {
  readonly settings: Settings;
  readonly store: Store;
  readonly keyring: Keyring;
  readonly clock: Clock;
  readonly onAlarm: (message: string) => void;
  /** How the log's files are opened for writing: tests let it fail. */
  readonly openFile?: DirectoryLogOptions['openFile'];
}

/** @throws PrivateFileError, RangeError: see AuditLog.open. */
export async function openAuditTrail(options: AuditTrailOptions): Promise<AuditTrail> {
  const { settings, store, keyring, clock, onAlarm, openFile } = options;
  const verify = statementVerifier(keyring);
  const common = {
    store,
    clock: { now: clock.wall },
    onAlarm: (alarm: AuditAlarm) => onAlarm(alarm.message),
  };
  if (settings.data === IN_MEMORY) {
    return { log: await AuditLog.open({ ...common, directory: 'memory' }), verify, outside: {} };
  }
  const { anchorFile, anchorSyslog, retentionDays, checkpointEveryRecords, checkpointEverySeconds } =
    settings.audit;
  const directory = join(settings.data, 'audit');
  const log = await AuditLog.open({
    ...common,
    directory,
    signer: statementSigner(keyring),
    verify,
    openFile,
    checkpoint: {
      everyRecords: checkpointEveryRecords,
      everySeconds: checkpointEverySeconds,
      anchor: { file: anchorFile, syslog: anchorSyslog },
    },
    ...(retentionDays === undefined ? {} : { retention: { days: retentionDays } }),
  });
  return { log, directory, verify, outside: anchorFile === undefined ? {} : { files: [anchorFile] } };
}
