import type { ServiceRecord } from './record.ts';

/** Package and version that the catalogue is made of. */
export const source: string;
/** Services that resource control policies reach. */
export const rcpServices: readonly string[];
/** First parts of condition keys that are no service of their own: the services that know them. */
export const keyOwners: Readonly<Record<string, readonly string[]>>;
export const loaders: Readonly<Record<string, () => Promise<{ readonly default: ServiceRecord }>>>;
