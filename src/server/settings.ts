/**
 * What an operator may set: one schema for the configuration file, the environment and the flags. Unknown settings
 * are refused. Documented for users in docs/reference/configuration.md.
 */
import { z } from 'zod';
import { DEFAULT_QUOTAS, type QuotaName } from '../names/index.ts';
import { DEFAULT_HTTP_LIMITS } from './http-listener.ts';

/** A line for the operator: what is wrong, where, what to do. */
export class SettingsError extends Error {
  override readonly name = 'SettingsError';
}

/** The data directory that keeps everything in memory. */
export const IN_MEMORY = ':memory:';

const positive = z.int().positive();

const quotas = z
  .strictObject(
    Object.fromEntries(Object.keys(DEFAULT_QUOTAS).map((name) => [name, positive.optional()])) as Record<
      QuotaName,
      z.ZodOptional<typeof positive>
    >,
  )
  .prefault({})
  .transform((raised) => ({
    ...DEFAULT_QUOTAS,
    ...Object.fromEntries(Object.entries(raised).filter(([, value]) => value !== undefined)),
  }));

const masterKey = z.union([
  z.strictObject({ file: z.string().min(1) }),
  z.strictObject({ environment: z.string().min(1) }),
  z.strictObject({ command: z.array(z.string().min(1)).min(1), timeoutSeconds: positive.default(30) }),
]);

const rate = (perSecond: number, burst: number) =>
  z
    .strictObject({ perSecond: z.number().positive().default(perSecond), burst: positive.default(burst) })
    .prefault({});

export const settingsSchema = z.strictObject({
  /** `address:port`; `[::1]:4780` for IPv6. Port 0 takes a free one. */
  listen: z
    .string()
    .regex(/^(?:\[[0-9a-fA-F:.]+\]|[^:[\]]+):[0-9]{1,5}$/, 'must be address:port, for example 127.0.0.1:4780')
    .default('127.0.0.1:4780'),
  /** The data directory; `:memory:` keeps everything in memory. */
  data: z.string().min(1).default('./stint-data'),
  /** Where the master key comes from; by default a file beside the data directory. */
  masterKey: masterKey.optional(),
  tls: z.strictObject({ certificate: z.string().min(1), key: z.string().min(1) }).optional(),
  /** Serve plain HTTP on an address that is not loopback, because the named proxies terminate TLS. */
  behindProxy: z.boolean().default(false),
  /** Addresses or networks of proxies whose X-Forwarded-For and X-Forwarded-Proto are believed. */
  trustedProxies: z.array(z.string().min(1)).default([]),
  /** Host names, beside localhost and IP addresses, that requests may be addressed to. */
  names: z.array(z.string().min(1).toLowerCase()).default([]),
  /** Regions that requests may be signed for; empty: any. */
  regions: z.array(z.string().regex(/^[a-z0-9-]+$/)).default([]),
  quotas,
  limits: z
    .strictObject({
      maximumHeaderBytes: positive.default(DEFAULT_HTTP_LIMITS.maximumHeaderBytes),
      maximumConnections: positive.default(DEFAULT_HTTP_LIMITS.maximumConnections),
      maximumConnectionsPerAddress: positive.default(DEFAULT_HTTP_LIMITS.maximumConnectionsPerAddress),
      /** Requests of one principal, and of one address. */
      perPrincipal: rate(5_000, 10_000),
      perAddress: rate(20_000, 40_000),
    })
    .prefault({}),
  audit: z
    .strictObject({
      retentionDays: positive.optional(),
      checkpointEveryRecords: positive.default(10_000),
      checkpointEverySeconds: positive.default(60),
      /** A file outside of the data directory that every checkpoint is appended to. */
      anchorFile: z.string().min(1).optional(),
      /** `host:port` of a syslog receiver (UDP), or the path of a local socket. */
      anchorSyslog: z.string().min(1).optional(),
    })
    .prefault({}),
  log: z
    .strictObject({
      level: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
    })
    .prefault({}),
});

export type Settings = z.output<typeof settingsSchema>;
export type SettingsInput = z.input<typeof settingsSchema>;

/**
 * Reads settings, from wherever they came.
 * @param origin named in the error: the configuration file, or `the command line`.
 * @throws SettingsError that names the setting.
 */
export function readSettings(input: unknown, origin: string): Settings {
  const result = settingsSchema.safeParse(input);
  if (result.success) return checked(result.data, origin);
  const [issue] = result.error.issues;
  if (issue === undefined) throw new SettingsError(`${origin}: the settings cannot be read`);
  const at = issue.path.join('.');
  if (issue.code === 'unrecognized_keys') {
    const name = [...issue.path, issue.keys[0]].join('.');
    throw new SettingsError(
      `${origin}: unknown setting '${name}'; see docs/reference/configuration.md for those there are`,
    );
  }
  throw new SettingsError(`${origin}: setting '${at}' ${issue.message.replace(/^Invalid input: /, '')}`);
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
