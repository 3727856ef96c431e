/** A disk of a few MiB: a tmpfs, which root may mount. */
import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  closeSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  rmSync,
  statfsSync,
  writeSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface SmallDisk {
  /** Takes all space but so many bytes, rounded down to whole blocks. */
  fillBut(bytes: number): void;
  /** Gives back what `fillBut` took. */
  empty(): void;
  unmount(): void;
}

const BLOCK = 4096;

/** Mounts a disk on a directory, which is made when there is none. @throws what mount(8) says. */
export function mountSmallDisk(directory: string, bytes: number): SmallDisk {
  mkdirSync(directory, { recursive: true });
  execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${bytes},mode=0700`, 'tmpfs', directory], {
    stdio: 'pipe',
  });
  const ballast = join(directory, 'ballast');
  return {
    fillBut: (left) => {
      const file = openSync(ballast, 'a', 0o600);
      try {
        for (;;) {
          const { bavail, bsize } = statfsSync(directory);
          const blocks = Math.min(64, Math.floor((bavail * bsize - left) / BLOCK));
          if (blocks <= 0) return;
          writeSync(file, Buffer.alloc(blocks * BLOCK));
        }
      } catch (error) {
        // The server was faster with the last block.
        if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
      } finally {
        closeSync(file);
      }
    },
    empty: () => rmSync(ballast, { force: true }),
    unmount: () => void execFileSync('umount', ['-l', directory], { stdio: 'pipe' }),
  };
}

/** Why no disk can be mounted here; `undefined` when it can. */
export function whyNoSmallDisk(): string | undefined {
  const directory = mkdtempSync(join(tmpdir(), 'stint-mount-'));
  try {
    chmodSync(directory, 0o700);
    mountSmallDisk(directory, 64 * BLOCK).unmount();
    return undefined;
  } catch (error) {
    return `mounting a tmpfs takes root: ${(error as Error).message.split('\n')[0]}`;
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}
