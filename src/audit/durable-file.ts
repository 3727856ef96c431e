import { type FileHandle, open } from 'node:fs/promises';
import { dirname } from 'node:path';

/** How files are opened: `open` of `node:fs/promises`, or one that fails on purpose. */
export type OpenFile = typeof open;

/**
 * A file that grows by durable appends, mode 0600. An append that fails leaves nothing behind: before the next one the
 * file is opened anew and cut to what was durable, because after a failed write or sync nothing is known of what
 * reached the disk, and the descriptor may call it clean (PostgreSQL wiki, "Fsync Errors").
 */
export class DurableFile {
  readonly path: string;
  readonly #open: OpenFile;
  /** Bytes that are known to be durable. */
  #size: number;
  /** Open only while everything in the file is known. */
  #handle: FileHandle | undefined;
  #exists: boolean;
  /** Whether the directory is known to have the file durably. */
  #isEntered: boolean;

  private constructor(path: string, openFile: OpenFile, size: number, exists: boolean) {
    this.path = path;
    this.#open = openFile;
    this.#size = size;
    this.#exists = exists;
    this.#isEntered = exists;
  }

  /** A file that is made by its first append, which fails (EEXIST) when there is one. */
  static fresh(path: string, openFile: OpenFile = open): DurableFile {
    return new DurableFile(path, openFile, 0, false);
  }

  /** A file of which the first `size` bytes count. */
  static existing(path: string, size: number, openFile: OpenFile = open): DurableFile {
    return new DurableFile(path, openFile, size, true);
  }

  get size(): number {
    return this.#size;
  }

  /** Durable when it resolves. Rejects with the system's error; the file's content is then what it was before. */
  async append(bytes: Buffer): Promise<void> {
    const handle = this.#handle ?? (await this.#prepare());
    // Absent until all is well.
    this.#handle = undefined;
    try {
      for (let written = 0; written < bytes.byteLength; ) {
        const { bytesWritten } = await handle.write(
          bytes,
          written,
          bytes.byteLength - written,
          this.#size + written,
        );
        written += bytesWritten;
      }
      await handle.datasync();
    } catch (error) {
      await handle.close().catch(() => {});
      throw error;
    }
    this.#size += bytes.byteLength;
    this.#handle = handle;
  }

  /** Ends the file where it is durable, and closes it. Rejects while what a failed append left cannot be removed. */
  async finish(): Promise<void> {
    if (!this.#handle && this.#exists) this.#handle = await this.#prepare();
    await this.close();
  }

  async close(): Promise<void> {
    await this.#handle?.close();
    this.#handle = undefined;
  }

  async #prepare(): Promise<FileHandle> {
    const handle = await this.#open(this.path, this.#exists ? 'r+' : 'wx', 0o600);
    this.#exists = true;
    try {
      await handle.truncate(this.#size);
      await handle.sync();
      if (!this.#isEntered) await syncDirectory(dirname(this.path), this.#open);
    } catch (error) {
      await handle.close().catch(() => {});
      throw error;
    }
    this.#isEntered = true;
    return handle;
  }
}

/** Makes the entries of a directory durable. */
export async function syncDirectory(directory: string, openFile: OpenFile = open): Promise<void> {
  const handle = await openFile(directory, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
