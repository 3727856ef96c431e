/** The body of a request, up to a limit. */
import type { IncomingMessage } from 'node:http';

/** Ends a body that is read no further. */
export class BodyTooLarge extends Error {
  override readonly name = 'BodyTooLarge';
  constructor(limit: number) {
    super(`The body of a request has at most ${limit} bytes.`);
  }
}

const EMPTY = new Uint8Array(0);
const SMALLEST_BUFFER = 4096;

/**
 * What has come of a body, in one piece of memory: whoever sends it in chunks of a byte each makes the server keep no
 * more than whoever sends it whole.
 */
class Gathered {
  private bytes: Buffer = Buffer.alloc(0);
  length = 0;

  add(chunk: Buffer, limit: number): void {
    const end = this.length + chunk.length;
    if (this.length === 0) this.bytes = chunk;
    else {
      if (end > this.bytes.length) this.grow(Math.min(limit, Math.max(2 * end, SMALLEST_BUFFER)));
      chunk.copy(this.bytes, this.length);
    }
    this.length = end;
  }

  whole(): Uint8Array {
    return this.bytes.subarray(0, this.length);
  }

  private grow(size: number): void {
    const larger = Buffer.allocUnsafeSlow(size);
    this.bytes.copy(larger, 0, 0, this.length);
    this.bytes = larger;
  }
}

/** @throws BodyTooLarge as soon as that is known; Error when the client goes away. */
export function readBody(request: IncomingMessage, limit: number): Promise<Uint8Array> | Uint8Array {
  const announced = request.headers['content-length'];
  const isChunked = request.headers['transfer-encoding'] !== undefined;
  if (!isChunked && (announced === undefined || announced === '0')) return EMPTY;
  if (announced !== undefined && Number(announced) > limit) throw new BodyTooLarge(limit);
  return new Promise((resolve, reject) => {
    const gathered = new Gathered();
    request.on('data', (chunk: Buffer) => {
      if (gathered.length + chunk.length > limit) {
        request.removeAllListeners('data');
        reject(new BodyTooLarge(limit));
        return;
      }
      gathered.add(chunk, limit);
    });
    request.on('end', () => resolve(gathered.whole()));
    request.on('error', reject);
    request.on('aborted', () => reject(new Error('the client went away')));
  });
}
