/** Where copies of the signed statements go, outside the log's own directory. */
import { createSocket } from 'node:dgram';
import { open } from 'node:fs/promises';
import { connect, isIP } from 'node:net';
import { hostname } from 'node:os';

export interface AnchorOptions {
  /** A file, best on another disk; statements are appended, one a line. */
  readonly file?: string | undefined;
  /** A logging daemon: `host:port` by UDP, on loopback only, or the path of a Unix stream socket. */
  readonly syslog?: string | undefined;
}

/** A place outside the log. `publish` rejects when it cannot be told to have the statement. */
export interface Anchor {
  readonly name: string;
  publish(line: string): Promise<void>;
}

/**
 * @throws RangeError when `syslog` is neither an address on loopback with a port nor an absolute path.
 */
export function openAnchors({ file, syslog }: AnchorOptions): Anchor[] {
  const anchors: Anchor[] = [];
  if (file !== undefined) anchors.push({ name: file, publish: (line) => appendTo(file, line) });
  if (syslog !== undefined) anchors.push({ name: `syslog ${syslog}`, publish: syslogSender(syslog) });
  return anchors;
}

async function appendTo(path: string, line: string): Promise<void> {
  const file = await open(path, 'a', 0o600);
  try {
    await file.appendFile(`${line}\n`);
    await file.datasync();
  } finally {
    await file.close();
  }
}

function syslogSender(target: string): (line: string) => Promise<void> {
  if (target.startsWith('/')) return (line) => sendToSocket(target, `${syslogMessage(line)}\n`);
  const { host, port } = loopbackAddress(target);
  return (line) => sendDatagram(host, port, syslogMessage(line));
}

function loopbackAddress(target: string): { readonly host: string; readonly port: number } {
  const [, host = '', portText] =
    /^(?:\[?([0-9a-f:]+|[0-9.]+|localhost)\]?):([0-9]{1,5})$/.exec(target) ?? [];
  const port = Number(portText);
  const isLoopback = host === 'localhost' || host === '::1' || (isIP(host) === 4 && host.startsWith('127.'));
  if (!isLoopback || !(port >= 1 && port <= 65_535)) {
    throw new RangeError(
      `${target} is no syslog on this machine: name 127.0.0.1:514, [::1]:514 or the path of a socket; let that daemon forward`,
    );
  }
  return { host: host === 'localhost' ? '127.0.0.1' : host, port };
}

/** RFC 5424; facility 13 (log audit), severity 5 (notice). */
function syslogMessage(line: string): string {
  return `<109>1 ${new Date().toISOString()} ${hostname()} stint ${process.pid} audit-statement - ${line}`;
}

function sendDatagram(host: string, port: number, message: string): Promise<void> {
  const socket = createSocket(isIP(host) === 6 ? 'udp6' : 'udp4');
  return new Promise<void>((resolve, reject) => {
    socket.once('error', reject);
    socket.send(message, port, host, (error) => (error ? reject(error) : resolve()));
  }).finally(() => socket.close());
}

const socketTimeout = 2_000;

function sendToSocket(path: string, message: string): Promise<void> {
  const socket = connect(path);
  return new Promise<void>((resolve, reject) => {
    socket.setTimeout(socketTimeout, () => reject(new Error(`${path} does not answer`)));
    socket.once('error', reject);
    socket.once('connect', () => socket.end(message, resolve));
  }).finally(() => socket.destroy());
}
