/**
 * The administrator's socket: HTTP on a Unix socket that only its owner can open. Whoever can open it is the operator.
 * AWS JSON 1.1 on `/`; metrics and health; `/follow` streams events.
 */
import { chmodSync, lstatSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { PrivateFileError } from '../store/index.ts';
import { AwsError, encodeJsonError } from '../wire/index.ts';
import { BodyTooLarge, readBody } from './http-body.ts';
import { Metrics } from './metrics.ts';
import type { StintNode } from './node.ts';
import { SettingsError } from './settings.ts';

export const ADMIN_SOCKET = 'admin.sock';

/** Seeds are the largest: 4 MiB, some of it escaped. */
const MAXIMUM_BODY = 8 * 1024 * 1024;
/** The longest path that a socket can have: `sun_path` of unix(7) less its final NUL; on macOS it is 4 shorter. */
const MAXIMUM_PATH = process.platform === 'darwin' ? 103 : 107;

/** The socket of a data directory. */
export function adminSocketOf(dataDirectory: string): string {
  return join(resolve(dataDirectory), ADMIN_SOCKET);
}

export class AdminSocket {
  readonly path: string;
  private readonly node: StintNode;
  private readonly metrics: Metrics;
  private readonly server: Server;
  private readonly followers = new Set<AbortController>();
  private readonly temporary: string | undefined;
  private stopping = false;

  /** @param dataDirectory absent: in a private directory among the temporary files. */
  constructor(node: StintNode, dataDirectory: string | undefined) {
    this.node = node;
    this.metrics = new Metrics(node);
    this.temporary = dataDirectory === undefined ? mkdtempSync(join(tmpdir(), 'stint-')) : undefined;
    this.path = adminSocketOf(dataDirectory ?? this.temporary!);
    this.server = createServer(
      { headersTimeout: 10_000, requestTimeout: 60_000, keepAliveTimeout: 5_000 },
      (request, response) => void this.handle(request, response),
    );
  }

  /**
   * @throws SettingsError when the path is longer than a socket's can be; PrivateFileError when something else than a
   * socket lies there.
   */
  async listen(): Promise<void> {
    if (Buffer.byteLength(this.path) > MAXIMUM_PATH) {
      throw new SettingsError(
        `the path ${this.path} is too long for a socket (at most ${MAXIMUM_PATH} bytes): use a data directory with a shorter path`,
      );
    }
    removeStale(this.path);
    await new Promise<void>((resolve, reject) => {
      this.server.once('error', reject);
      this.server.listen(this.path, () => resolve());
    });
    chmodSync(this.path, 0o600);
  }

  async stop(): Promise<void> {
    this.stopping = true;
    for (const follower of this.followers) follower.abort();
    const closed = new Promise<void>((resolve) => this.server.close(() => resolve()));
    this.server.closeIdleConnections();
    setTimeout(() => this.server.closeAllConnections(), 5_000).unref();
    await closed;
    if (this.temporary !== undefined) rmSync(this.temporary, { recursive: true, force: true });
  }

  private async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    try {
      await this.route(request, response);
    } catch (error) {
      if (error instanceof BodyTooLarge && !response.headersSent) {
        response.setHeader('connection', 'close');
        send(response, 413, encodeJsonError(new AwsError('RequestEntityTooLarge', 413, error.message)));
      } else if (error instanceof AwsError && !response.headersSent) {
        send(response, error.status, encodeJsonError(error));
      } else request.socket.destroy();
    }
  }

  private async route(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (this.stopping) response.setHeader('connection', 'close');
    switch (`${request.method} ${request.url}`) {
      case 'POST /': {
        const body = await readBody(request, MAXIMUM_BODY);
        const target = String(request.headers['x-amz-target'] ?? '');
        const answer = await this.node.operator.answer(target, body, 'admin-socket');
        response.setHeader('x-amzn-RequestId', answer.requestId);
        return send(response, answer.status, answer.body);
      }
      case 'POST /follow':
        return await this.follow(await readBody(request, MAXIMUM_BODY), response);
      case 'GET /metrics':
        return send(response, 200, await this.metrics.text(), 'text/plain; version=0.0.4; charset=utf-8');
      case 'GET /health':
      case 'GET /ready':
        return send(response, 200, 'ok\n', 'text/plain');
      default:
        return send(response, 404, encodeJsonError(new AwsError('NotFound', 404, 'There is nothing here.')));
    }
  }

  private async follow(body: Uint8Array, response: ServerResponse): Promise<void> {
    const follower = new AbortController();
    this.followers.add(follower);
    response.once('close', () => follower.abort());
    try {
      for await (const event of this.node.operator.follow(body, follower.signal)) {
        if (!response.headersSent) response.writeHead(200, { 'Content-Type': 'application/x-ndjson' });
        // A reader that does not keep up is waited for: the log is on disk, nothing piles up here.
        if (!response.write(`${JSON.stringify(event)}\n`)) await drained(response);
      }
      response.end();
    } finally {
      this.followers.delete(follower);
    }
  }
}

function drained(response: ServerResponse): Promise<void> {
  return new Promise((resolve) => {
    response.once('drain', resolve);
    response.once('close', resolve);
  });
}

/** The data directory is this process's alone: a socket that lies there is of a process that is gone. */
function removeStale(path: string): void {
  const found = lstatSync(path, { throwIfNoEntry: false });
  if (found === undefined) return;
  if (!found.isSocket()) throw new PrivateFileError(`${path} is not a socket: remove it`);
  rmSync(path);
}

function send(
  response: ServerResponse,
  status: number,
  body: string,
  contentType = 'application/x-amz-json-1.1',
): void {
  response.writeHead(status, { 'Content-Type': contentType, 'Content-Length': Buffer.byteLength(body) });
  response.end(body);
}
