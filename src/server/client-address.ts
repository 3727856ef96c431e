/**
 * The client's address. It is the socket's, unless the socket is a proxy that the operator named as trusted: then it
 * is the right-most address of X-Forwarded-For that no trusted proxy has.
 */
import ipaddr from 'ipaddr.js';
import { headersOf } from './transport.ts';

/** Networks of the trusted proxies. */
export type TrustedProxies = readonly [network: ipaddr.IPv4 | ipaddr.IPv6, bits: number][];

/** @throws Error with a line for the operator when a text is no address and no CIDR network. */
export function parseTrustedProxies(texts: readonly string[]): TrustedProxies {
  return texts.map((text) => {
    if (ipaddr.isValidCIDR(text)) return ipaddr.parseCIDR(text);
    if (ipaddr.isValid(text)) {
      const address = ipaddr.parse(text);
      return [address, address.kind() === 'ipv4' ? 32 : 128];
    }
    throw new Error(`'${text}' is neither an IP address nor a network like 10.0.0.0/8`);
  });
}

/** An address in its plain form: IPv4 that came mapped into IPv6 is IPv4, zone ids are gone. */
function plain(text: string): ipaddr.IPv4 | ipaddr.IPv6 | undefined {
  const bare = text.trim().replace(/%.*$/, '');
  const isStrict = bare.includes(':') ? ipaddr.IPv6.isValid(bare) : ipaddr.IPv4.isValidFourPartDecimal(bare);
  return isStrict ? ipaddr.process(bare) : undefined;
}

function isTrusted(address: ipaddr.IPv4 | ipaddr.IPv6, proxies: TrustedProxies): boolean {
  return proxies.some(([network, bits]) => address.kind() === network.kind() && address.match(network, bits));
}

export interface Client {
  readonly address: string;
  /** Whether a trusted proxy says that the client came by TLS. */
  readonly proxiedTls: boolean;
}

interface Peer {
  readonly address: ipaddr.IPv4 | ipaddr.IPv6;
  readonly text: string;
}

const REMEMBERED_PEERS = 4096;
const remembered = new Map<string, Peer | undefined>();

/** The address of a socket, remembered: every request of a connection asks. */
function peerOf(socketAddress: string): Peer | undefined {
  const known = remembered.get(socketAddress);
  if (known !== undefined) return known;
  const address = plain(socketAddress);
  const peer = address && { address, text: address.toString() };
  if (remembered.size >= REMEMBERED_PEERS) remembered.clear();
  remembered.set(socketAddress, peer);
  return peer;
}

export function clientOf(
  socketAddress: string,
  rawHeaders: readonly string[],
  proxies: TrustedProxies,
): Client {
  const peer = peerOf(socketAddress);
  if (peer === undefined) return { address: socketAddress, proxiedTls: false };
  if (proxies.length === 0 || !isTrusted(peer.address, proxies)) {
    return { address: peer.text, proxiedTls: false };
  }
  const proxiedTls = headersOf(rawHeaders, 'x-forwarded-proto').at(-1)?.trim().toLowerCase() === 'https';
  let client = peer.address;
  const hops = headersOf(rawHeaders, 'x-forwarded-for').join(',').split(',').reverse();
  for (const hop of hops) {
    const address = plain(hop);
    // What is not an address ends the chain: nothing left of it can be believed.
    if (address === undefined) break;
    client = address;
    if (!isTrusted(address, proxies)) break;
  }
  return { address: client.toString(), proxiedTls };
}
