/**
 * The HTTP door: raw requests in, answers out, within limits. One port serves all: what can be an API request goes to
 * the API, anything else to the site.
 */
import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createServer as createTlsServer, type Server as TlsServer } from 'node:https';
import { type AddressInfo, Server as NetServer, type Socket } from 'node:net';
import { setImmediate as nextTurn, setTimeout as sleep } from 'node:timers/promises';
import type { TLSSocket } from 'node:tls';
import { AwsError } from '../wire/index.ts';
import { clientOf, type TrustedProxies } from './client-address.ts';
import { BodyTooLarge, receiveBody } from './http-body.ts';
import { foreignOrigin, type OwnNames } from './origin.ts';
import { type ApiRequest, type ApiResponse, headerOf, headersOf } from './transport.ts';
import { Turns } from './turns.ts';

export interface HttpLimits {
  /** Bytes of a request's body. AWS reads at most 1 MiB of a Query request. */
  readonly maximumBodyBytes: number;
  /** Bytes of all headers and the target: the longest session token fits in. */
  readonly maximumHeaderBytes: number;
  readonly headersTimeoutMilliseconds: number;
  readonly requestTimeoutMilliseconds: number;
  readonly keepAliveTimeoutMilliseconds: number;
  /** For a client that takes nothing of its answer. */
  readonly stalledAnswerMilliseconds: number;
  readonly maximumConnections: number;
  readonly maximumConnectionsPerAddress: number;
}

export const DEFAULT_HTTP_LIMITS: HttpLimits = {
  maximumBodyBytes: 1024 * 1024,
  maximumHeaderBytes: 48 * 1024,
  headersTimeoutMilliseconds: 10_000,
  requestTimeoutMilliseconds: 14_000,
  keepAliveTimeoutMilliseconds: 75_000,
  stalledAnswerMilliseconds: 20_000,
  maximumConnections: 15_000,
  maximumConnectionsPerAddress: 4_096,
};

export interface TlsFiles {
  readonly certificate: string;
  readonly key: string;
}

export interface HttpListenerOptions {
  readonly host: string;
  readonly port: number;
  readonly limits: HttpLimits;
  readonly ownNames: OwnNames;
  readonly trustedProxies: TrustedProxies;
  readonly tls?: TlsFiles | undefined;
  /** Never throws, never rejects. */
  readonly answer: (request: ApiRequest) => ApiResponse | Promise<ApiResponse>;
  readonly refuse: (request: ApiRequest, refusal: AwsError) => ApiResponse;
  /** Refuses an address that asks too much. @throws AwsError `Throttling`. */
  readonly admit: (address: string) => void;
  /** Answers what is no API request: the console. */
  readonly site: (request: IncomingMessage, response: ServerResponse) => void;
}

const EMPTY = new Uint8Array(0);
/** From here on a body goes out beside its headers: as text it would be copied once more to stand behind them. */
const LARGE_BODY = 8192;
const MAXIMUM_HEADERS = 1000;
/** How long connections are still taken when the server stops, and then how long those without a request are kept. */
const DRAIN_MILLISECONDS = 100;
const METHODS: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS', 'POST']);

/** A POST, or a GET with an Authorization header, or with Action or X-Amz-… in the query: for the API. */
function isForApi(request: IncomingMessage): boolean {
  if (request.method !== 'POST' && request.method !== 'GET') return false;
  if (request.method === 'POST' || headerOf(request.rawHeaders, 'authorization') !== undefined) return true;
  const question = request.url!.indexOf('?');
  return question >= 0 && /[?&](?:Action=|X-Amz-)/i.test(request.url!.slice(question));
}

/** Answered to anybody: `/health` while the process lives, `/ready` while it takes requests. */
function isHealthCheck({ method, url }: IncomingMessage): boolean {
  return (url === '/health' || url === '/ready') && (method === 'GET' || method === 'HEAD');
}

/** What is wrong with a request that cannot be read with certainty. RFC 9112, 6.1 and 11.2. */
function doubtOf({ rawHeaders, httpVersionMajor, method }: IncomingMessage): AwsError | undefined {
  if (httpVersionMajor !== 1) return new AwsError('MalformedInput', 400, 'Only HTTP/1 is read here.');
  if (rawHeaders.length > 2 * MAXIMUM_HEADERS) {
    return new AwsError(
      'RequestHeaderSectionTooLarge',
      431,
      `A request has at most ${MAXIMUM_HEADERS} headers.`,
    );
  }
  const codings = headersOf(rawHeaders, 'transfer-encoding');
  if (codings.length > 0 && codings.join() !== 'chunked') {
    return new AwsError('MalformedInput', 400, 'The only transfer coding that is read is chunked.');
  }
  if (!METHODS.has(method ?? '')) {
    return new AwsError(
      'MethodNotAllowed',
      405,
      'The methods that are read are GET, HEAD, OPTIONS and POST.',
    );
  }
  return undefined;
}

function tooLarge(limit: number): AwsError {
  return new AwsError('RequestEntityTooLarge', 413, new BodyTooLarge(limit).message);
}

export class HttpListener {
  private readonly options: HttpListenerOptions;
  private readonly server: Server | TlsServer;
  /** Every connection, also one that has not ended its TLS handshake, by address. */
  private readonly connections = new Map<string, Set<Socket>>();
  /** Connections with a request that two readers could end in two places: nothing behind it is read. */
  private readonly doubted = new WeakSet<Socket>();
  private readonly turns = new Turns();
  private underWay = 0;
  private stopping = false;
  private onIdle: (() => void) | undefined;

  constructor(options: HttpListenerOptions) {
    this.options = options;
    const { limits, tls } = options;
    const settings = {
      maxHeaderSize: limits.maximumHeaderBytes,
      headersTimeout: limits.headersTimeoutMilliseconds,
      requestTimeout: limits.requestTimeoutMilliseconds,
      keepAliveTimeout: limits.keepAliveTimeoutMilliseconds,
      connectionsCheckingInterval: Math.min(1000, limits.headersTimeoutMilliseconds),
      insecureHTTPParser: false,
    };
    const listener = (request: IncomingMessage, response: ServerResponse): void =>
      this.handle(request, response);
    this.server =
      tls === undefined
        ? createServer(settings, listener)
        : createTlsServer(
            {
              ...settings,
              minVersion: 'TLSv1.2',
              handshakeTimeout: limits.headersTimeoutMilliseconds,
              ...readTls(tls),
            },
            listener,
          );
    // Node drops headers past its own count silently; here their bytes are bounded, and their number refused.
    this.server.maxHeadersCount = 0;
    this.server.maxConnections = limits.maximumConnections;
    this.server.timeout = limits.stalledAnswerMilliseconds;
    this.server.on('connection', (socket: Socket) => this.count(socket));
    this.server.on('clientError', (error: NodeJS.ErrnoException, socket: Socket) => {
      if (this.doubted.has(socket)) socket.destroySoon();
      else refuseMalformed(error, socket);
    });
  }

  /** Starts to listen. @returns the port. @throws what the system says: address in use, permission denied. */
  async listen(): Promise<number> {
    await new Promise<void>((resolve, reject) => {
      this.server.once('error', reject);
      this.server.listen(this.options.port, this.options.host, () => resolve());
    });
    return (this.server.address() as AddressInfo).port;
  }

  /** Takes certificate and key from their files again; new connections get them. @throws when they cannot be used. */
  reloadTls(): void {
    const { tls } = this.options;
    if (tls !== undefined)
      (this.server as TlsServer).setSecureContext({ minVersion: 'TLSv1.2', ...readTls(tls) });
  }

  /**
   * Answers every request that reached it, and closes. For a moment it is not ready any more, but takes requests still,
   * each on its connection's last turn: what is on its way when the end is announced is answered too.
   */
  async stop(): Promise<void> {
    this.stopping = true;
    // Connections that the system has taken already are known after the turns that accept them.
    await nextTurn();
    await nextTurn();
    if (this.connections.size > 0) await sleep(DRAIN_MILLISECONDS);
    // Right behind a turn that took all connections there were: closing resets those that wait.
    await nextTurn();
    // Not this.server.close, which cuts idle connections off at once: a request may be on its way on each.
    const closed = new Promise<void>((resolve) =>
      NetServer.prototype.close.call(this.server, () => resolve()),
    );
    await sleep(DRAIN_MILLISECONDS);
    while (this.underWay > 0) {
      await new Promise<void>((resolve) => {
        this.onIdle = resolve;
      });
    }
    this.server.closeIdleConnections();
    // The last answers are on their way to the sockets; connections without a request are of no use to anyone.
    setTimeout(() => this.cutConnections(), 250).unref();
    await closed;
    // Ends what looks after connections.
    this.server.close(() => undefined);
  }

  private count(socket: Socket): void {
    const address = socket.remoteAddress ?? '';
    let open = this.connections.get(address);
    if (open === undefined) {
      open = new Set();
      this.connections.set(address, open);
    }
    const sockets = open.add(socket);
    socket.once('close', () => {
      sockets.delete(socket);
      if (sockets.size === 0 && this.connections.get(address) === sockets) this.connections.delete(address);
    });
    if (sockets.size > this.options.limits.maximumConnectionsPerAddress) socket.destroy();
  }

  private cutConnections(): void {
    for (const sockets of this.connections.values()) for (const socket of sockets) socket.destroy();
  }

  private handle(request: IncomingMessage, response: ServerResponse): void {
    this.underWay += 1;
    try {
      this.serve(request, response);
    } catch {
      this.giveUp(request);
    }
  }

  /** The client went away, or its body could not be read: there is nobody to answer. */
  private giveUp(request: IncomingMessage): void {
    request.socket.destroy();
    this.ended();
  }

  /** Each request that was counted comes here once. */
  private ended(): void {
    this.underWay -= 1;
    if (this.underWay === 0) this.onIdle?.();
  }

  private serve(request: IncomingMessage, response: ServerResponse): void {
    const { refuse, site } = this.options;
    // Its parser may have read further before the connection was given up.
    if (this.doubted.has(request.socket)) {
      this.ended();
      return;
    }
    const facts = this.describe(request, EMPTY);
    const doubt = doubtOf(request);
    if (doubt !== undefined) {
      this.doubted.add(request.socket);
      response.setHeader('connection', 'close');
      this.send(request, response, refuse(facts, doubt));
    } else if (isHealthCheck(request)) {
      this.sendHealth(request, response);
    } else {
      const foreign = this.refusal(facts);
      if (foreign !== undefined) this.send(request, response, refuse(facts, foreign));
      else if (isForApi(request)) this.receive(request, response, facts);
      else {
        site(request, response);
        this.ended();
      }
    }
  }

  private receive(request: IncomingMessage, response: ServerResponse, facts: ApiRequest): void {
    const { limits, refuse } = this.options;
    receiveBody(request, limits.maximumBodyBytes, {
      whole: (body) => this.turns.arrive(() => this.answer(request, response, { ...facts, body })),
      failed: (error) => {
        if (error instanceof BodyTooLarge) {
          response.setHeader('connection', 'close');
          this.send(request, response, refuse(facts, tooLarge(limits.maximumBodyBytes)));
        } else this.giveUp(request);
      },
    });
  }

  private answer(request: IncomingMessage, response: ServerResponse, facts: ApiRequest): void {
    try {
      const answer = this.options.answer(facts);
      if (answer instanceof Promise) {
        answer.then((later) => this.leave(request, response, later)).catch(() => this.giveUp(request));
      } else this.leave(request, response, answer);
    } catch {
      this.giveUp(request);
    }
  }

  /** Bare, for load balancers: nothing that tells one server from another. */
  private sendHealth(request: IncomingMessage, response: ServerResponse): void {
    const isReady = request.url === '/health' || !this.stopping;
    const body = isReady ? 'ok\n' : 'stopping\n';
    response.writeHead(isReady ? 200 : 503, {
      'Content-Type': 'text/plain',
      'Content-Length': Buffer.byteLength(body),
      'Cache-Control': 'no-store',
      ...(this.stopping ? { Connection: 'close' } : {}),
    });
    response.end(request.method === 'HEAD' ? '' : body);
    this.ended();
  }

  private refusal(facts: ApiRequest): AwsError | undefined {
    try {
      this.options.admit(facts.sourceIp);
    } catch (error) {
      return error as AwsError;
    }
    return foreignOrigin(facts.rawHeaders, facts.secureTransport ? 'https' : 'http', this.options.ownNames);
  }

  private describe(request: IncomingMessage, body: Uint8Array): ApiRequest {
    const socket = request.socket as TLSSocket;
    const client = clientOf(socket.remoteAddress ?? '', request.rawHeaders, this.options.trustedProxies);
    const isTls = socket.encrypted === true;
    return {
      method: request.method ?? '',
      target: request.url ?? '',
      rawHeaders: request.rawHeaders,
      body,
      sourceIp: client.address,
      secureTransport: isTls || client.proxiedTls,
      tls: isTls
        ? { tlsVersion: socket.getProtocol() ?? '', cipherSuite: socket.getCipher()?.standardName ?? '' }
        : undefined,
    };
  }

  private leave(request: IncomingMessage, response: ServerResponse, answer: ApiResponse): void {
    this.turns.leave(() => {
      try {
        this.send(request, response, answer);
      } catch {
        this.giveUp(request);
      }
    });
  }

  /** At once: a refusal of the transport must be out before its parser gives the connection up. */
  private send(request: IncomingMessage, response: ServerResponse, answer: ApiResponse): void {
    const { status, requestId, contentType, body } = answer;
    const length = Buffer.byteLength(body);
    const headers = [
      'x-amzn-RequestId',
      requestId,
      'Content-Type',
      contentType,
      'Content-Length',
      String(length),
      'Cache-Control',
      'no-store',
    ];
    if (this.stopping) headers.push('Connection', 'close');
    response.writeHead(status, headers);
    // Text of ASCII is the same in both encodings, and is written faster as bytes.
    const encoding = length === body.length ? 'latin1' : 'utf8';
    if (request.method === 'HEAD') response.end();
    else if (length > LARGE_BODY) response.end(Buffer.from(body, encoding));
    else response.end(body, encoding);
    this.ended();
  }
}

function readTls(files: TlsFiles): { cert: Buffer; key: Buffer } {
  return { cert: readFileSync(files.certificate), key: readFileSync(files.key) };
}

const MALFORMED: Readonly<Record<string, string>> = {
  HPE_HEADER_OVERFLOW: 'HTTP/1.1 431 Request Header Fields Too Large',
  ERR_HTTP_REQUEST_TIMEOUT: 'HTTP/1.1 408 Request Timeout',
};

/**
 * What the HTTP parser refuses gets a bare answer; the connection is closed, for nothing after it can be trusted. Other
 * faults (a TLS handshake that does not end, say) come before there is anything to answer.
 */
function refuseMalformed({ code = '' }: NodeJS.ErrnoException, socket: Socket): void {
  const isOfHttp = code.startsWith('HPE_') || code === 'ERR_HTTP_REQUEST_TIMEOUT';
  if (!isOfHttp || !socket.writable) {
    socket.destroy();
    return;
  }
  const status = MALFORMED[code] ?? 'HTTP/1.1 400 Bad Request';
  socket.write(`${status}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n`);
  // Not only its writing half: who does not close the other would keep the connection.
  socket.destroySoon();
}
