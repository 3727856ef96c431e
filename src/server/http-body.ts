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

/** @throws BodyTooLarge as soon as that is known; Error when the client goes away. */
export function readBody(request: IncomingMessage, limit: number): Promise<Uint8Array> | Uint8Array {
  const announced = request.headers['content-length'];
  const isChunked = request.headers['transfer-encoding'] !== undefined;
  if (!isChunked && (announced === undefined || announced === '0')) return EMPTY;
  if (announced !== undefined && Number(announced) > limit) throw new BodyTooLarge(limit);
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let length = 0;
    request.on('data', (chunk: Buffer) => {
      length += chunk.length;
      if (length > limit) {
        request.removeAllListeners('data');
        reject(new BodyTooLarge(limit));
        return;
      }
      chunks.push(chunk);
    });
    request.on('end', () =>
      resolve(chunks.length === 1 ? (chunks[0] as Buffer) : Buffer.concat(chunks, length)),
    );
    request.on('error', reject);
    request.on('aborted', () => reject(new Error('the client went away')));
  });
}
