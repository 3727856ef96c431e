/** Lines of files, as bytes, forwards and backwards, without holding more than a chunk and a line. */
import { type FileHandle, open } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';

const chunkBytes = 256 * 1024;
const newline = 0x0a;

/** A line without its end. */
export interface FileLine {
  readonly bytes: Buffer;
  /** Where it begins in the file. */
  readonly offset: number;
  /** False for what stands after the last line's end. */
  readonly complete: boolean;
}

/** The lines from `offset` on, in order; what follows the last line's end comes last, as incomplete. */
export async function* linesForward(path: string, offset = 0): AsyncGenerator<FileLine> {
  const file = await open(path, 'r');
  try {
    let position = offset;
    let lineOffset = offset;
    // The pieces of a line whose end was not read yet.
    let begun: Buffer[] = [];
    for (;;) {
      const chunk = await readChunk(file, position, chunkBytes);
      if (chunk.byteLength === 0) break;
      position += chunk.byteLength;
      let start = 0;
      for (let end = chunk.indexOf(newline); end !== -1; end = chunk.indexOf(newline, start)) {
        const bytes = joined([...begun, chunk.subarray(start, end)]);
        yield { bytes, offset: lineOffset, complete: true };
        lineOffset += bytes.byteLength + 1;
        start = end + 1;
        begun = [];
      }
      if (start < chunk.byteLength) begun.push(chunk.subarray(start));
    }
    if (begun.length > 0) yield { bytes: joined(begun), offset: lineOffset, complete: false };
  } finally {
    await file.close();
  }
}

/** How long a writer may take between the beginning and the end of a line, milliseconds. */
const patience = 300;

/** As `linesForward`, of a file that may be written meanwhile: an incomplete line is one that does not grow any more. */
export async function* settledLines(path: string): AsyncGenerator<FileLine> {
  for (let offset = 0, seen = -1; ; ) {
    let rest: FileLine | undefined;
    for await (const line of linesForward(path, offset)) {
      if (line.complete) yield line;
      else rest = line;
      offset = line.complete ? line.offset + line.bytes.byteLength + 1 : line.offset;
    }
    if (!rest) return;
    const end = rest.offset + rest.bytes.byteLength;
    if (end === seen) {
      yield rest;
      return;
    }
    seen = end;
    await sleep(patience);
  }
}

/** The complete lines, last first. */
export async function* linesBackward(path: string): AsyncGenerator<FileLine> {
  const file = await open(path, 'r');
  try {
    let position = (await file.stat()).size;
    // The pieces of the line that ends where the newest line end was passed; undefined before the first.
    let begun: Buffer[] | undefined;
    while (position > 0) {
      const from = Math.max(0, position - chunkBytes);
      const chunk = await readChunk(file, from, position - from);
      let stop = chunk.byteLength;
      for (let at = lastNewline(chunk, stop); at !== -1; at = lastNewline(chunk, stop)) {
        if (begun) {
          yield {
            bytes: joined([chunk.subarray(at + 1, stop), ...begun]),
            offset: from + at + 1,
            complete: true,
          };
        }
        begun = [];
        stop = at;
      }
      begun?.unshift(chunk.subarray(0, stop));
      position = from;
    }
    if (begun) yield { bytes: joined(begun), offset: 0, complete: true };
  } finally {
    await file.close();
  }
}

function lastNewline(chunk: Buffer, before: number): number {
  // A negative offset would count from the end.
  return before === 0 ? -1 : chunk.lastIndexOf(newline, before - 1);
}

function joined(pieces: readonly Buffer[]): Buffer {
  return pieces.length === 1 ? pieces[0]! : Buffer.concat(pieces);
}

async function readChunk(file: FileHandle, position: number, length: number): Promise<Buffer> {
  const buffer = Buffer.allocUnsafe(length);
  let filled = 0;
  while (filled < length) {
    const { bytesRead } = await file.read(buffer, filled, length - filled, position + filled);
    if (bytesRead === 0) break;
    filled += bytesRead;
  }
  return buffer.subarray(0, filled);
}
