/** Files whose system calls fail at will: the real ones, with errors in between. */
import { type FileHandle, open } from 'node:fs/promises';
import type { OpenFile } from '../durable-file.ts';

const calls = ['write', 'datasync', 'sync', 'truncate', 'open'] as const;
export type Call = (typeof calls)[number];

/** What happens to a call: an error of the system, or a write of only so many bytes. */
export type Fault = 'ENOSPC' | 'EIO' | 'EMFILE' | 'short' | 'half';

/** Asked before each call, with its number, counted from 1 over all kinds. */
export type FaultPlan = (call: Call, number: number) => Fault | undefined;

export class FailingFiles {
  plan: FaultPlan = () => undefined;
  /** Calls so far. */
  calls = 0;

  readonly open: OpenFile = async (...parameters) => {
    this.#failIfPlanned('open');
    return this.#wrap(await open(...parameters));
  };

  #wrap(handle: FileHandle): FileHandle {
    return new Proxy(handle, {
      get: (target, name) => {
        const member = Reflect.get(target, name, target) as unknown;
        if (typeof member !== 'function') return member;
        const call = calls.find((one) => one === name);
        if (call === undefined) return member.bind(target);
        if (call === 'write') return (...parameters: WriteParameters) => this.#write(target, parameters);
        return async (...parameters: unknown[]) => {
          this.#failIfPlanned(call);
          return member.apply(target, parameters) as unknown;
        };
      },
    });
  }

  async #write(handle: FileHandle, [bytes, offset, length, position]: WriteParameters) {
    const fault = this.#planned('write');
    if (fault === 'short') return handle.write(bytes, offset, Math.max(1, length >> 1), position);
    // What a full disk does: part of it is written before the error.
    if (fault === 'half') await handle.write(bytes, offset, length >> 1, position);
    if (fault) throw systemError(fault === 'half' ? 'ENOSPC' : fault);
    return handle.write(bytes, offset, length, position);
  }

  #planned(call: Call): Fault | undefined {
    this.calls++;
    return this.plan(call, this.calls);
  }

  #failIfPlanned(call: Call): void {
    const fault = this.#planned(call);
    if (fault && fault !== 'short') throw systemError(fault === 'half' ? 'ENOSPC' : fault);
  }
}

type WriteParameters = [bytes: Buffer, offset: number, length: number, position: number];

function systemError(code: string): NodeJS.ErrnoException {
  return Object.assign(new Error(`${code}: on purpose`), { code });
}
