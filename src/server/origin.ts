/**
 * Refuses what a web page of another origin could make a browser send: a Host that is not this server's (DNS
 * rebinding), a foreign Origin, a cross-site fetch. AWS clients send none of the latter two.
 */
import ipaddr from 'ipaddr.js';
import { AwsError } from '../wire/index.ts';
import { headerOf } from './transport.ts';

/** Host names, beside IP addresses and localhost, that this server answers to, in lower case. */
export type OwnNames = ReadonlySet<string>;

function foreign(what: string): AwsError {
  return new AwsError('AccessDenied', 403, `${what} Requests from web pages of other origins are refused.`);
}

/** `name`, `name:port`, `[v6]:port`, and nothing else: no user, no zone, nothing behind a bracket. RFC 9110, 7.2. */
const AUTHORITY = /^(?:\[([0-9A-Fa-f:.]+)\]|([A-Za-z0-9._-]+))(?::[0-9]{0,5})?$/;

/** An IP address in the Host header was typed or configured: a rebinding attack needs a name of its own. */
function isOwnHost(authority: string, ownNames: OwnNames): boolean {
  const [, address, written] = AUTHORITY.exec(authority) ?? [];
  if (address !== undefined) return ipaddr.IPv6.isValid(address);
  if (written === undefined) return false;
  const name = written.toLowerCase().replace(/\.$/, '');
  if (name === 'localhost' || name.endsWith('.localhost') || ownNames.has(name)) return true;
  return ipaddr.IPv4.isValidFourPartDecimal(name);
}

const REMEMBERED_HOSTS = 256;
const rememberedHosts = new WeakMap<OwnNames, Set<string>>();

/** The same, remembered: clients send the same few hosts again and again. */
function isKnownHost(authority: string, ownNames: OwnNames): boolean {
  let known = rememberedHosts.get(ownNames);
  if (known === undefined) {
    known = new Set();
    rememberedHosts.set(ownNames, known);
  }
  if (known.has(authority)) return true;
  if (!isOwnHost(authority, ownNames)) return false;
  if (known.size < REMEMBERED_HOSTS) known.add(authority);
  return true;
}

/** @returns why the request is refused, or `undefined`. */
export function foreignOrigin(
  rawHeaders: readonly string[],
  scheme: 'http' | 'https',
  ownNames: OwnNames,
): AwsError | undefined {
  const host = headerOf(rawHeaders, 'host');
  if (host === undefined || !isKnownHost(host, ownNames)) {
    return foreign(`This server does not answer to the host name '${(host ?? '').slice(0, 255)}'.`);
  }
  const origin = headerOf(rawHeaders, 'origin');
  if (origin !== undefined && origin.toLowerCase() !== `${scheme}://${host.toLowerCase()}`) {
    return foreign(`The origin '${origin.slice(0, 255)}' is not this server's.`);
  }
  const site = headerOf(rawHeaders, 'sec-fetch-site');
  if (site !== undefined && site !== 'same-origin' && site !== 'none') {
    return foreign(
      `The request comes from a web page of another site (Sec-Fetch-Site: ${site.slice(0, 20)}).`,
    );
  }
  return undefined;
}
