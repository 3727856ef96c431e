/** Telling when one of several files changes. */
import { type FSWatcher, watch } from 'node:fs';
import { basename, dirname, resolve } from 'node:path';

/** Milliseconds: an editor writes a file in several steps. */
const QUIET_TIME = 100;

/**
 * Watches files, also such as are not there yet: editors replace files, so that it is their directories that tell.
 * Calls back once for changes that come close together, until it is aborted.
 */
export class Watch {
  readonly #changed: () => void;
  readonly #watchers = new Map<string, FSWatcher>();
  #names = new Set<string>();
  #timer: NodeJS.Timeout | undefined;

  constructor(changed: () => void) {
    this.#changed = changed;
  }

  /** The files from now on. */
  set(files: Iterable<string>): void {
    this.#names = new Set([...files].map((file) => resolve(file)));
    const directories = new Set([...this.#names].map((file) => dirname(file)));
    for (const [directory, watcher] of this.#watchers) {
      if (directories.has(directory)) continue;
      watcher.close();
      this.#watchers.delete(directory);
    }
    for (const directory of directories) this.#add(directory);
  }

  close(): void {
    clearTimeout(this.#timer);
    for (const watcher of this.#watchers.values()) watcher.close();
    this.#watchers.clear();
  }

  /** A directory that is not there tells nothing; the file's absence was reported. */
  #add(directory: string): void {
    if (this.#watchers.has(directory)) return;
    try {
      const watcher = watch(directory, (_event, name) => this.#see(directory, name));
      watcher.on('error', () => this.#watchers.delete(directory));
      this.#watchers.set(directory, watcher);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    }
  }

  #see(directory: string, name: string | null): void {
    if (name !== null && !this.#names.has(resolve(directory, basename(name)))) return;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(this.#changed, QUIET_TIME);
  }
}
