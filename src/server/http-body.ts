/** The body of a request, up to a limit. */
import type { IncomingMessage } from 'node:http';
import { headerOf } from './transport.ts';

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

/** Told once, of the one or the other. */
export interface BodyReceiver {
  readonly whole: (body: Uint8Array) => void;
  /** BodyTooLarge as soon as that is known; another error when the client goes away. */
  readonly failed: (error: Error) => void;
}

/** Receives a body: at once where there is none. Called back rather than awaited, for each request takes this way. */
export function receiveBody(request: IncomingMessage, limit: number, { whole, failed }: BodyReceiver): void {
  // Not request.headers, which is made anew for each request. Two lengths are refused by the parser.
  const announced = headerOf(request.rawHeaders, 'content-length');
  const isChunked = headerOf(request.rawHeaders, 'transfer-encoding') !== undefined;
  if (!isChunked && (announced === undefined || announced === '0')) {
    whole(EMPTY);
    return;
  }
  if (announced !== undefined && Number(announced) > limit) {
    failed(new BodyTooLarge(limit));
    return;
  }
  const gathered = new Gathered();
  let isTold = false;
  const fail = (error: Error): void => {
    if (isTold) return;
    isTold = true;
    failed(error);
  };
  request.on('data', (chunk: Buffer) => {
    if (gathered.length + chunk.length > limit) {
      request.removeAllListeners('data');
      fail(new BodyTooLarge(limit));
      return;
    }
    gathered.add(chunk, limit);
  });
  request.on('end', () => {
    if (isTold) return;
    isTold = true;
    whole(gathered.whole());
  });
  // A client that goes away is an error of its request too.
  request.on('error', fail);
}

/** The same, awaited. */
export function readBody(request: IncomingMessage, limit: number): Promise<Uint8Array> {
  return new Promise((whole, failed) => receiveBody(request, limit, { whole, failed }));
}
