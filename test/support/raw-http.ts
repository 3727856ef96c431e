/** Bytes as no client library would send them, and what comes back. */
import { connect } from 'node:net';

export interface RawAnswer {
  /** 0 when the connection was closed without an answer. */
  readonly status: number;
  readonly text: string;
}

/** Sends the bytes, and waits until the server closes or is silent for a while after it answered. */
export function rawRequest(
  port: number,
  bytes: string | Buffer,
  silenceMilliseconds = 300,
): Promise<RawAnswer> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    let text = '';
    const end = (): void => {
      socket.destroy();
      resolve({ status: Number(/^HTTP\/1\.1 ([0-9]{3})/.exec(text)?.[1] ?? 0), text });
    };
    socket.setTimeout(3_000, end);
    socket.on('connect', () => socket.write(bytes));
    socket.on('data', (chunk) => {
      text += chunk.toString('latin1');
      socket.setTimeout(silenceMilliseconds);
    });
    socket.on('close', end);
    socket.on('error', () => undefined);
  });
}

/** How many answers stand in what came back. */
export function answersIn({ text }: RawAnswer): number {
  return text.split(/(?=HTTP\/1\.1 [0-9]{3})/).filter((part) => part.startsWith('HTTP/1.1')).length;
}
