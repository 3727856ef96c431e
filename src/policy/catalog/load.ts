/** Loads what is known of services, each once. */
import { keyOwners, loaders, rcpServices, source } from './directory.mjs';
import { describeService } from './record.ts';
import type { Catalog, ServiceDescription } from './service.ts';

/** Package and version that the catalogue is made of. */
export const CATALOG_SOURCE: string = source;

const PREFIXES: ReadonlySet<string> = new Set(Object.keys(loaders));
const RCP_SERVICES: ReadonlySet<string> = new Set(rcpServices);
const LOADED = new Map<string, ServiceDescription>();

/** The prefixes of all services (`s3`, `iam`), in order. Loads none of them. */
export function servicePrefixes(): string[] {
  return [...PREFIXES];
}

/** Loads one service; `undefined`: there is none of this prefix (in lower case). */
export async function loadService(prefix: string): Promise<ServiceDescription | undefined> {
  const known = LOADED.get(prefix);
  if (known !== undefined || !PREFIXES.has(prefix)) return known;
  const { default: record } = await loaders[prefix]!();
  const service = LOADED.get(prefix) ?? describeService(record);
  LOADED.set(prefix, service);
  return service;
}

/** Loads the services of these prefixes, or all; those that do not exist are passed over. */
export async function loadCatalog(prefixes: Iterable<string> = PREFIXES): Promise<Catalog> {
  const services = await Promise.all([...new Set(prefixes)].map(loadService));
  const byPrefix = new Map(services.flatMap((service) => (service ? [[service.prefix, service]] : [])));
  return {
    prefixes: PREFIXES,
    rcpServices: RCP_SERVICES,
    service: (prefix) => byPrefix.get(prefix),
    ownersOfKey,
  };
}

const OPEN_OWNERS = Object.entries(keyOwners).map(([prefix, services]) => ({
  head: prefix.split('${', 1)[0]!,
  tail: prefix.includes('}') ? prefix.slice(prefix.lastIndexOf('}') + 1) : undefined,
  services,
}));

/** A key's first part may itself hold a placeholder: `token.actions.${Domain}.ghe.com`. */
function ownersOfKey(prefix: string): readonly string[] {
  const fits = ({ head, tail }: (typeof OPEN_OWNERS)[number]) =>
    tail === undefined
      ? prefix === head
      : prefix.length > head.length + tail.length && prefix.startsWith(head) && prefix.endsWith(tail);
  return OPEN_OWNERS.find(fits)?.services ?? [];
}
