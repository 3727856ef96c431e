/**
 * What an operator may set: one schema for the configuration file, the environment and the flags. Unknown settings
 * are refused. Documented for users in docs/reference/configuration.md.
 */
import * as v from 'valibot';
import { DEFAULT_QUOTAS, type QuotaName } from '../names/index.ts';
import { DEFAULT_HTTP_LIMITS } from './http-listener.ts';

/** A line for the operator: what is wrong, where, what to do. */
export class SettingsError extends Error {
  override readonly name = 'SettingsError';
}

/** The data directory that keeps everything in memory. */
export const IN_MEMORY = ':memory:';

const positive = v.pipe(v.number(), v.integer(), v.minValue(1));
const text = v.pipe(v.string(), v.nonEmpty());

const masterKey = v.union([
  v.strictObject({ file: text }),
  v.strictObject({ environment: text }),
  v.strictObject({
    command: v.pipe(v.array(text), v.nonEmpty()),
    timeoutSeconds: v.optional(positive, 30),
  }),
]);

const rate = (perSecond: number, burst: number) =>
  v.optional(
    v.strictObject({
      perSecond: v.optional(v.pipe(v.number(), v.gtValue(0)), perSecond),
      burst: v.optional(positive, burst),
    }),
    {},
  );

const quotas = Object.fromEntries(
  Object.entries(DEFAULT_QUOTAS).map(([name, quota]) => [name, v.optional(positive, quota)]),
) as Record<QuotaName, v.OptionalSchema<typeof positive, number>>;

export const settingsSchema = v.strictObject({
  /** `address:port`; `[::1]:4780` for IPv6. Port 0 takes a free one. */
  listen: v.optional(
    v.pipe(
      v.string(),
      v.regex(
        /^(?:\[[0-9a-fA-F:.]+\]|[^:[\]]+):[0-9]{1,5}$/,
        'must be address:port, for example 127.0.0.1:4780',
      ),
    ),
    '127.0.0.1:4780',
  ),
  /** The data directory; `:memory:` keeps everything in memory. */
  data: v.optional(text, './stint-data'),
  /** Where the master key comes from; by default a file beside the data directory. */
  masterKey: v.optional(masterKey),
  tls: v.optional(v.strictObject({ certificate: text, key: text })),
  /** Serve plain HTTP on an address that is not loopback, because the named proxies terminate TLS. */
  behindProxy: v.optional(v.boolean(), false),
  /** Addresses or networks of proxies whose X-Forwarded-For and X-Forwarded-Proto are believed. */
  trustedProxies: v.optional(v.array(text), []),
  /** Host names, beside localhost and IP addresses, that requests may be addressed to. */
  names: v.optional(v.array(v.pipe(text, v.toLowerCase())), []),
  /** Regions that requests may be signed for; empty: any. */
  regions: v.optional(v.array(v.pipe(v.string(), v.regex(/^[a-z0-9-]+$/))), []),
  quotas: v.optional(v.strictObject(quotas), {}),
  limits: v.optional(
    v.strictObject({
      maximumHeaderBytes: v.optional(positive, DEFAULT_HTTP_LIMITS.maximumHeaderBytes),
      maximumConnections: v.optional(positive, DEFAULT_HTTP_LIMITS.maximumConnections),
      maximumConnectionsPerAddress: v.optional(positive, DEFAULT_HTTP_LIMITS.maximumConnectionsPerAddress),
      /** Requests of one principal, and of one address. */
      perPrincipal: rate(5_000, 10_000),
      perAddress: rate(20_000, 40_000),
    }),
    {},
  ),
  audit: v.optional(
    v.strictObject({
      retentionDays: v.optional(positive),
      checkpointEveryRecords: v.optional(positive, 10_000),
      checkpointEverySeconds: v.optional(positive, 60),
      /** A file outside of the data directory that every checkpoint is appended to. */
      anchorFile: v.optional(text),
      /** `host:port` of a syslog receiver (UDP), or the path of a local socket. */
      anchorSyslog: v.optional(text),
    }),
    {},
  ),
  log: v.optional(
    v.strictObject({
      level: v.optional(v.picklist(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']), 'info'),
    }),
    {},
  ),
});

export type Settings = v.InferOutput<typeof settingsSchema>;
export type SettingsInput = v.InferInput<typeof settingsSchema>;

/**
 * Reads settings, from wherever they came.
 * @param origin named in the error: the configuration file, or `the command line`.
 * @throws SettingsError that names the setting.
 */
export function readSettings(input: unknown, origin: string): Settings {
  const result = v.safeParse(settingsSchema, input);
  if (result.success) return checked(result.output, origin);
  const [issue] = result.issues;
  const at = v.getDotPath(issue) ?? 'the whole';
  if (issue.type === 'strict_object' && issue.expected === 'never') {
    throw new SettingsError(
      `${origin}: unknown setting '${at}'; see docs/reference/configuration.md for those there are`,
    );
  }
  throw new SettingsError(`${origin}: setting '${at}': ${issue.message}`);
}

const LOOPBACK = /^(?:127\.[0-9.]+|localhost|\[::1\])$/;

/** Host of a `listen` setting, as it stands there. */
export function listenHost(listen: string): string {
  return listen.slice(0, listen.lastIndexOf(':'));
}

export function isLoopback(host: string): boolean {
  return LOOPBACK.test(host);
}

/** Plain HTTP leaves secrets readable on the way: beyond this machine only behind a proxy that terminates TLS. */
function checked(settings: Settings, origin: string): Settings {
  const host = listenHost(settings.listen);
  if (!isLoopback(host) && settings.tls === undefined && !settings.behindProxy) {
    throw new SettingsError(
      `${origin}: plain HTTP on ${settings.listen} would send credentials readable over the network; ` +
        'set tls.certificate and tls.key, or behindProxy with trustedProxies',
    );
  }
  if (settings.behindProxy && settings.trustedProxies.length === 0) {
    throw new SettingsError(`${origin}: behindProxy needs trustedProxies: the addresses of the proxies`);
  }
  return settings;
}
