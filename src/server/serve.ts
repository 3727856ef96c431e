/** A node behind its HTTP door. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { AdminSocket } from './admin-socket.ts';
import { parseTrustedProxies, type TrustedProxies } from './client-address.ts';
import { DEFAULT_HTTP_LIMITS, HttpListener } from './http-listener.ts';
import { type NodeOptions, StintNode } from './node.ts';
import { IN_MEMORY, isLoopback, listenHost, SettingsError } from './settings.ts';

export interface Serving {
  readonly node: StintNode;
  readonly port: number;
  /** `http://127.0.0.1:4780`. */
  readonly url: string;
  /** Path of the administrator's socket. */
  readonly adminSocket: string;
  /** Takes certificate and key from their files again. */
  reloadTls(): void;
  /** Answers what was accepted, then closes everything in order. */
  stop(): Promise<void>;
}

export interface ServeOptions extends NodeOptions {
  readonly site: (request: IncomingMessage, response: ServerResponse) => void;
}

/** Opens the node and listens. @throws SettingsError, or what the store or the system refuses. */
export async function serve(options: ServeOptions): Promise<Serving> {
  const { settings } = options;
  requireLoopbackInDevelopment(options);
  const trustedProxies = trusted(settings.trustedProxies);
  const node = await StintNode.open(options);
  const admin = new AdminSocket(node, settings.data === IN_MEMORY ? undefined : settings.data);
  try {
    const listener = listenerOf(node, options, trustedProxies);
    await admin.listen();
    const port = await listener.listen();
    return {
      node,
      port,
      url: `${settings.tls === undefined ? 'http' : 'https'}://${listenHost(settings.listen)}:${port}`,
      adminSocket: admin.path,
      reloadTls: () => listener.reloadTls(),
      stop: async () => {
        await listener.stop();
        await admin.stop();
        await node.close();
      },
    };
  } catch (error) {
    await admin.stop();
    await node.close();
    throw error;
  }
}

function listenerOf(
  node: StintNode,
  { settings, site }: ServeOptions,
  trustedProxies: TrustedProxies,
): HttpListener {
  const { listen, limits, names, tls } = settings;
  return new HttpListener({
    host: listenHost(listen).replace(/^\[(.*)\]$/, '$1'),
    port: Number(listen.slice(listen.lastIndexOf(':') + 1)),
    limits: {
      ...DEFAULT_HTTP_LIMITS,
      maximumHeaderBytes: limits.maximumHeaderBytes,
      maximumConnections: limits.maximumConnections,
      maximumConnectionsPerAddress: limits.maximumConnectionsPerAddress,
    },
    ownNames: new Set(names),
    trustedProxies,
    tls,
    answer: (request) => node.api.answer(request),
    refuse: (request, refusal) => node.api.refuse(request, refusal),
    admit: (address) => node.admitAddress(address),
    site,
  });
}

/** In development an account id is all that a request needs to be its root. */
function requireLoopbackInDevelopment({ development, settings }: ServeOptions): void {
  if (!development || (isLoopback(listenHost(settings.listen)) && !settings.behindProxy)) return;
  throw new SettingsError(
    `development mode trusts everybody who can connect: listen on 127.0.0.1, not on ${settings.listen}, and behind no proxy`,
  );
}

function trusted(texts: readonly string[]): TrustedProxies {
  try {
    return parseTrustedProxies(texts);
  } catch (error) {
    throw new SettingsError(`trustedProxies: ${(error as Error).message}`);
  }
}
