/** A node behind its HTTP door. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { parseTrustedProxies } from './client-address.ts';
import { DEFAULT_HTTP_LIMITS, HttpListener } from './http-listener.ts';
import { type NodeOptions, StintNode } from './node.ts';
import { listenHost, SettingsError } from './settings.ts';

export interface Serving {
  readonly node: StintNode;
  readonly port: number;
  /** `http://127.0.0.1:4780`. */
  readonly url: string;
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
  const trustedProxies = trusted(settings.trustedProxies);
  const host = listenHost(settings.listen);
  const node = await StintNode.open(options);
  const listener = new HttpListener({
    host: host.replace(/^\[(.*)\]$/, '$1'),
    port: Number(settings.listen.slice(settings.listen.lastIndexOf(':') + 1)),
    limits: {
      ...DEFAULT_HTTP_LIMITS,
      maximumHeaderBytes: settings.limits.maximumHeaderBytes,
      maximumConnections: settings.limits.maximumConnections,
      maximumConnectionsPerAddress: settings.limits.maximumConnectionsPerAddress,
    },
    ownNames: new Set(settings.names),
    trustedProxies,
    tls: settings.tls,
    answer: (request) => node.api.answer(request),
    refuse: (request, refusal) => node.api.refuse(request, refusal),
    admit: (address) => node.admitAddress(address),
    site: options.site,
  });
  try {
    const port = await listener.listen();
    return {
      node,
      port,
      url: `${settings.tls === undefined ? 'http' : 'https'}://${host}:${port}`,
      reloadTls: () => listener.reloadTls(),
      stop: async () => {
        await listener.stop();
        await node.close();
      },
    };
  } catch (error) {
    await node.close();
    throw error;
  }
}

function trusted(texts: readonly string[]) {
  try {
    return parseTrustedProxies(texts);
  } catch (error) {
    throw new SettingsError(`trustedProxies: ${(error as Error).message}`);
  }
}
