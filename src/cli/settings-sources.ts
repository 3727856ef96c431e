/**
 * Settings from the configuration file, the environment and the flags; a later source wins.
 * `STINT_LIMITS__PER_PRINCIPAL__BURST=10` sets `limits.perPrincipal.burst`: two underscores go one level down.
 * Rules for users: docs/reference/configuration.md.
 */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { LineCounter, parseDocument } from 'yaml';
import { IN_MEMORY, readSettings, type Settings, SettingsError } from '../server/index.ts';

/** Settings as a tree of plain values, not yet checked. */
export type Tree = { [name: string]: unknown };

type Environment = Readonly<Record<string, string | undefined>>;

function isTree(value: unknown): value is Tree {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** One of several forms: a later source replaces it, instead of adding a second form to it. */
const ATOMIC: ReadonlySet<string> = new Set(['masterKey']);

/** The later source wins, setting by setting. */
export function merged(below: Tree, above: Tree): Tree {
  const result: Tree = { ...below };
  for (const [name, value] of Object.entries(above)) {
    const present = result[name];
    result[name] = isTree(value) && isTree(present) && !ATOMIC.has(name) ? merged(present, value) : value;
  }
  return result;
}

/** @throws SettingsError that names file, line and column. */
export function settingsOfFile(file: string): Tree {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    throw new SettingsError(`${file}: the configuration file cannot be read: ${(error as Error).message}`);
  }
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, uniqueKeys: true, prettyErrors: false });
  const [problem] = document.errors;
  if (problem !== undefined) {
    const { line, col } = lines.linePos(problem.pos[0]);
    throw new SettingsError(`${file}:${line}:${col}: ${problem.message.split('\n')[0]}`);
  }
  let tree: unknown;
  try {
    tree = document.toJS({ maxAliasCount: 0 });
  } catch (error) {
    throw new SettingsError(`${file}: ${(error as Error).message}`);
  }
  if (tree === null || tree === undefined) return {};
  if (!isTree(tree)) throw new SettingsError(`${file}:1:1: a configuration is a map of settings`);
  return tree;
}

const PREFIX = 'STINT_';
/** Names the configuration file, and is thus no setting in it. */
const CONFIG_VARIABLE = 'STINT_CONFIG';
/** Marks the processes of `stint assume`: see assume/source-client.ts. */
export const ASSUMING_VARIABLE = 'STINT_ASSUMING';
const NOT_SETTINGS: ReadonlySet<string> = new Set([CONFIG_VARIABLE, ASSUMING_VARIABLE]);

const camel = (name: string): string =>
  name.toLowerCase().replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());

/** A number, a boolean or a list where the text is one; else the text. */
function plainValue(text: string): unknown {
  if (/^(?:true|false|-?[0-9]+(?:\.[0-9]+)?|\[.*\])$/s.test(text)) {
    try {
      return JSON.parse(text);
    } catch {
      return text;
    }
  }
  return text;
}

/**
 * @param keyVariable the variable that holds the master key itself, when it begins with `STINT_` too.
 * @throws SettingsError for a name that is no path of names.
 */
export function settingsOfEnvironment(environment: Environment, keyVariable?: string): Tree {
  let tree: Tree = {};
  for (const [variable, text] of Object.entries(environment)) {
    if (!variable.startsWith(PREFIX) || NOT_SETTINGS.has(variable) || variable === keyVariable) continue;
    if (text === undefined) continue;
    const path = variable.slice(PREFIX.length).split('__').map(camel);
    if (path.some((name) => !/^[a-z][a-zA-Z0-9]*$/.test(name))) {
      throw new SettingsError(`the environment: ${variable} names no setting`);
    }
    const value = path.reduceRight<unknown>((inner, name) => ({ [name]: inner }), plainValue(text));
    tree = merged(tree, value as Tree);
  }
  return tree;
}

/** The variable that a source names as the one with the master key. */
function keyVariableOf(...sources: Tree[]): string | undefined {
  for (const { masterKey } of sources) {
    if (isTree(masterKey) && typeof masterKey['environment'] === 'string') return masterKey['environment'];
  }
  return undefined;
}

export interface SettingsSources {
  /** As settings: without those that were not given. */
  readonly flags: Tree;
  readonly configFile: string | undefined;
  readonly environment?: Environment;
  /** What the command changes of the settings' defaults. */
  readonly defaults?: Tree;
}

/**
 * The settings of a command. The data directory is an absolute path.
 * @throws SettingsError with one line that names where the wrong setting stands.
 */
export function settingsFrom(sources: SettingsSources): Settings {
  const { flags, environment = process.env, defaults = {} } = sources;
  const configFile = sources.configFile ?? environment[CONFIG_VARIABLE];
  const file = configFile === undefined ? {} : settingsOfFile(configFile);
  const named = keyVariableOf(flags, file) ?? environment['STINT_MASTER_KEY__ENVIRONMENT'];
  const fromEnvironment = settingsOfEnvironment(environment, named);
  // Each source is checked on its own first, so that an error names the source that has it.
  if (configFile !== undefined) readPartly(file, configFile);
  readPartly(fromEnvironment, 'the environment (STINT_…)');
  const tree = [file, fromEnvironment, flags].reduce(merged, defaults);
  const settings = readSettings(tree, 'the settings');
  return settings.data === IN_MEMORY ? settings : { ...settings, data: resolve(settings.data) };
}

/** Checks names and values of one source; what only the whole can tell is checked with the whole. */
function readPartly(tree: Tree, origin: string): void {
  const whole = { ...tree };
  // Half of a certificate and its key may come from another source.
  if (isTree(whole['tls'])) whole['tls'] = { certificate: '-', key: '-', ...whole['tls'] };
  if (typeof whole['listen'] === 'string' && /^.+:[0-9]+$/.test(whole['listen'])) delete whole['listen'];
  readSettings({ ...whole, behindProxy: booleanOnly(whole['behindProxy']) }, origin);
}

/** What is no boolean is left for the error; what is one waits for the whole. */
function booleanOnly(value: unknown): unknown {
  return typeof value === 'boolean' ? false : (value ?? false);
}
