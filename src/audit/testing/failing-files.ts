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
  #underWay = 0;
  #dead = false;
  readonly #handles: FileHandle[] = [];

  readonly open: OpenFile = (...parameters) =>
    this.#call('open', async () => this.#wrap(await open(...parameters)));

  /** The process is gone: calls under way come to their end, no other does anything. */
  async die(): Promise<void> {
    this.#dead = true;
    while (this.#underWay > 0) await new Promise((resolve) => setTimeout(resolve, 1));
    for (const handle of this.#handles.splice(0)) await handle.close();
  }

  #wrap(handle: FileHandle): FileHandle {
    this.#handles.push(handle);
    return new Proxy(handle, {
      get: (target, name) => {
        const member = Reflect.get(target, name, target) as unknown;
        if (typeof member !== 'function') return member;
        const call = calls.find((one) => one === name);
        if (call === undefined) return member.bind(target);
        return (...parameters: unknown[]) =>
          this.#call(call, (fault) =>
            call === 'write'
              ? write(target, parameters as WriteParameters, fault)
              : (member.apply(target, parameters) as Promise<unknown>),
          );
      },
    });
  }

  async #call<T>(call: Call, perform: (fault: Fault | undefined) => Promise<T>): Promise<T> {
    if (this.#dead) return new Promise(() => {});
    this.calls++;
    const fault = this.plan(call, this.calls);
    this.#underWay++;
    try {
      if (call !== 'write' && fault && fault !== 'short') throw systemError(fault);
      return await perform(fault);
    } finally {
      this.#underWay--;
    }
  }
}

async function write(
  handle: FileHandle,
  [bytes, offset, length, position]: WriteParameters,
  fault: Fault | undefined,
) {
  if (fault === 'short') return handle.write(bytes, offset, Math.max(1, length >> 1), position);
  // What a full disk does: part of it is written before the error.
  if (fault === 'half') await handle.write(bytes, offset, length >> 1, position);
  if (fault) throw systemError(fault);
  return handle.write(bytes, offset, length, position);
}

type WriteParameters = [bytes: Buffer, offset: number, length: number, position: number];

function systemError(fault: Fault): NodeJS.ErrnoException {
  const code = fault === 'half' ? 'ENOSPC' : fault;
  return Object.assign(new Error(`${code}: on purpose`), { code });
}
