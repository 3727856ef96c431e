import {
  chmodSync,
  closeSync,
  fchmodSync,
  fsyncSync,
  lstatSync,
  mkdirSync,
  openSync,
  type Stats,
  writeSync,
} from 'node:fs';
import { dirname, resolve } from 'node:path';

/** A file or directory that only its owner may touch is not so. The message is one line: what is wrong, what to do. */
export class PrivateFileError extends Error {
  override readonly name = 'PrivateFileError';
}

/**
 * Refuses a file that somebody else could read, change or have put there.
 * @returns false when there is no such file.
 * @throws PrivateFileError for a symbolic link, a second hard link, a foreign owner, or any right of group or others.
 */
export function requirePrivateFile(path: string): boolean {
  const found = lstatSync(path, { throwIfNoEntry: false });
  if (!found) return false;
  requirePrivateStats(path, found);
  return true;
}

/** As `requirePrivateFile`, for what was found about a file already. */
export function requirePrivateStats(path: string, found: Stats): void {
  if (!found.isFile()) throw new PrivateFileError(`${path} is not a regular file: put the file itself there`);
  if (found.nlink > 1)
    throw new PrivateFileError(`${path} has a second hard link: copy it to a file of its own`);
  requireOwnedAlone(path, found, '600');
}

/**
 * Refuses a directory that somebody else could read or change; makes it, mode 0700, when there is none.
 * @throws PrivateFileError for a symbolic link, a foreign owner, or any right of group or others.
 */
export function requirePrivateDirectory(directory: string): void {
  // A trailing slash would make lstat follow a link.
  const path = resolve(directory);
  if (!lstatSync(path, { throwIfNoEntry: false })) {
    mkdirSync(path, { recursive: true, mode: 0o700 });
    // The umask may have taken rights away from its owner.
    chmodSync(path, 0o700);
    syncDirectory(dirname(path));
  }
  const found = lstatSync(path);
  if (!found.isDirectory())
    throw new PrivateFileError(`${path} is not a directory: name the directory itself`);
  requireOwnedAlone(path, found, '700');
}

/** Makes a new file, mode 0600 whatever the umask, durable with its directory entry. Fails when there is one. */
export function createPrivateFile(path: string, content: Uint8Array = new Uint8Array()): void {
  const descriptor = openSync(path, 'wx', 0o600);
  try {
    fchmodSync(descriptor, 0o600);
    for (let written = 0; written < content.byteLength; ) written += writeSync(descriptor, content, written);
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
  syncDirectory(dirname(path));
}

/** Makes the entries of a directory durable. */
export function syncDirectory(path: string): void {
  const descriptor = openSync(path, 'r');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

function requireOwnedAlone(path: string, found: Stats, mode: string): void {
  const user = process.geteuid?.();
  if (user === undefined) return;
  if (found.uid !== user)
    throw new PrivateFileError(`${path} belongs to another user: run chown ${user} ${path}`);
  if ((found.mode & 0o077) !== 0) {
    throw new PrivateFileError(`${path} is open to group or others: run chmod ${mode} ${path}`);
  }
}
