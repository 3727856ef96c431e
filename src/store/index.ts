export { maximumDocumentBytes } from './admitted-transaction.ts';
export { BackupError, restoreBackup } from './backup.ts';
export type { CommitCounters } from './commit-queue.ts';
export { DataDirectoryInUseError } from './data-directory.ts';
export { sealOverhead } from './data-key.ts';
export { openSecret, resealSecret, type SecretPlace, sealSecret } from './envelope.ts';
export { Keyring, type KeyringOptions, SecretUnreadableError } from './keyring.ts';
export { type Purpose, purposes } from './keyring-document.ts';
export { maximumKeyLength, prefixRange } from './keys.ts';
export { loadMasterKey, MasterKey, MasterKeyError, type MasterKeySource } from './master-key.ts';
export { MemoryStore } from './memory-store.ts';
export {
  createPrivateFile,
  PrivateFileError,
  requirePrivateDirectory,
  requirePrivateFile,
} from './private-files.ts';
export { type Resealing, type ResealingProgress, reseal } from './reseal.ts';
export { rowDigest, SetHash } from './row-digest.ts';
export { StoreFormatError } from './schema.ts';
export { SqliteStore, type SqliteStoreOptions } from './sqlite-store.ts';
export * from './store.ts';
