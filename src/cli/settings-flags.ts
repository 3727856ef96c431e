/** The flags that set what the configuration file and the environment can set too. */
import type { ArgumentsCamelCase, InferredOptionTypes } from 'yargs';
import { CommandError, EXIT } from './exit-codes.ts';

/** Where the data is and what opens it: of every command that works on an installation. */
export const DATA_FLAGS = {
  config: { type: 'string', describe: 'Configuration file, YAML or JSON (STINT_CONFIG)' },
  data: { type: 'string', describe: 'Data directory (STINT_DATA)' },
  'master-key-file': { type: 'string', describe: 'File with the master key' },
  'master-key-env': { type: 'string', describe: 'Name of the environment variable with the master key' },
  'master-key-command': {
    type: 'string',
    describe: 'Command that prints the master key: words, or a JSON list of them',
  },
} as const;

/** What a server listens with. */
export const SERVER_FLAGS = {
  ...DATA_FLAGS,
  listen: { type: 'string', describe: 'Address and port (STINT_LISTEN); port 0 takes a free one' },
  'tls-certificate': { type: 'string', describe: 'Certificate chain, PEM; read again on SIGHUP' },
  'tls-key': { type: 'string', describe: 'Private key, PEM; read again on SIGHUP' },
  'behind-proxy': { type: 'boolean', describe: 'Plain HTTP beyond loopback: a proxy terminates TLS' },
  'trusted-proxy': {
    type: 'string',
    array: true,
    describe: 'Address or network of a proxy whose X-Forwarded-For is believed; repeatable',
  },
  name: { type: 'string', array: true, describe: 'Host name that requests may be addressed to; repeatable' },
  region: { type: 'string', array: true, describe: 'Region that requests may be signed for; repeatable' },
  'log-level': {
    type: 'string',
    choices: ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'],
    describe: 'Least important level that is logged',
  },
} as const;

export const DEVELOPMENT_FLAGS = {
  ...SERVER_FLAGS,
  seed: { type: 'string', describe: 'File of accounts, users, roles and policies to begin with' },
} as const;

export type DataFlags = ArgumentsCamelCase<InferredOptionTypes<typeof DATA_FLAGS>>;
export type ServerFlags = ArgumentsCamelCase<InferredOptionTypes<typeof SERVER_FLAGS>>;

type Tree = { [name: string]: unknown };

/** Without what was not given. */
function given(tree: Tree): Tree {
  return Object.fromEntries(Object.entries(tree).filter(([, value]) => value !== undefined));
}

/** Only when something in it was given. */
function branch(tree: Tree): Tree | undefined {
  const found = given(tree);
  return Object.keys(found).length === 0 ? undefined : found;
}

function words(text: string): unknown {
  if (!text.trimStart().startsWith('[')) return text.trim().split(/\s+/);
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw new CommandError('--master-key-command begins like a JSON list and is none', EXIT.usage);
  }
}

/** @throws CommandError when more than one source of the master key is named. */
function masterKeyFlags(flags: DataFlags): Tree | undefined {
  const { masterKeyFile: file, masterKeyEnv: environment, masterKeyCommand: text } = flags;
  const named = [file, environment, text].filter((value) => value !== undefined);
  if (named.length > 1) {
    throw new CommandError(
      'name one of --master-key-file, --master-key-env and --master-key-command',
      EXIT.usage,
    );
  }
  return branch({ file, environment, command: text === undefined ? undefined : words(text) });
}

export function dataSettings(flags: DataFlags): Tree {
  return given({ data: flags.data, masterKey: masterKeyFlags(flags) });
}

export function serverSettings(flags: ServerFlags): Tree {
  return given({
    ...dataSettings(flags),
    listen: flags.listen,
    tls: branch({ certificate: flags.tlsCertificate, key: flags.tlsKey }),
    behindProxy: flags.behindProxy,
    trustedProxies: flags.trustedProxy,
    names: flags.name,
    regions: flags.region,
    log: branch({ level: flags.logLevel }),
  });
}
