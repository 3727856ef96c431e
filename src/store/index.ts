export { maximumDocumentBytes } from './admitted-transaction.ts';
export { BackupError, restoreBackup } from './backup.ts';
export type { CommitCounters } from './commit-queue.ts';
export { DataDirectoryInUseError } from './data-directory.ts';
export { maximumKeyLength, prefixRange } from './keys.ts';
export { MemoryStore } from './memory-store.ts';
export {
  createPrivateFile,
  PrivateFileError,
  requirePrivateDirectory,
  requirePrivateFile,
} from './private-files.ts';
export { StoreFormatError } from './schema.ts';
export { SqliteStore, type SqliteStoreOptions } from './sqlite-store.ts';
export * from './store.ts';
