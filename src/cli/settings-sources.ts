/**
 * Settings of `serve` and `dev`, from the configuration file, the environment and the flags; a later source wins.
 * `STINT_LIMITS__PER_PRINCIPAL__BURST=10` sets `limits.perPrincipal.burst`: two underscores go one level down.
 */
import { readFileSync } from 'node:fs';
import { LineCounter, parseDocument } from 'yaml';
import { readSettings, type Settings, SettingsError } from '../server/index.ts';

/** Settings as a tree of plain values, not yet checked. */
type Tree = { [name: string]: unknown };

function isTree(value: unknown): value is Tree {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The later source wins, setting by setting. */
export function merged(below: Tree, above: Tree): Tree {
  const result: Tree = { ...below };
  for (const [name, value] of Object.entries(above)) {
    if (value === undefined) continue;
    const present = result[name];
    result[name] = isTree(value) && isTree(present) ? merged(present, value) : value;
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
  const document = parseDocument(text, { lineCounter: lines, uniqueKeys: true });
  const [problem] = document.errors;
  if (problem !== undefined) {
    const { line, col } = lines.linePos(problem.pos[0]);
    throw new SettingsError(`${file}:${line}:${col}: ${problem.message.split('\n')[0]}`);
  }
  const tree: unknown = document.toJS({ maxAliasCount: 0 });
  if (tree === null || tree === undefined) return {};
  if (!isTree(tree)) throw new SettingsError(`${file}:1:1: a configuration is a map of settings`);
  return tree;
}

const PREFIX = 'STINT_';
/** Read by other parts of the command line, not by the server. */
const NOT_SETTINGS: ReadonlySet<string> = new Set(['STINT_CONFIG']);

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

export function settingsOfEnvironment(environment: Readonly<Record<string, string | undefined>>): Tree {
  let tree: Tree = {};
  for (const [variable, text] of Object.entries(environment)) {
    if (!variable.startsWith(PREFIX) || NOT_SETTINGS.has(variable) || text === undefined) continue;
    const path = variable.slice(PREFIX.length).split('__').map(camel);
    const value = path.reduceRight<unknown>((inner, name) => ({ [name]: inner }), plainValue(text));
    tree = merged(tree, value as Tree);
  }
  return tree;
}

/**
 * @param flags as settings: `undefined` where a flag was not given.
 * @throws SettingsError with one line that names where the wrong setting stands.
 */
export function settingsFrom(
  flags: Tree,
  configFile: string | undefined,
  environment: Readonly<Record<string, string | undefined>> = process.env,
): Settings {
  const file = configFile === undefined ? {} : settingsOfFile(configFile);
  const fromEnvironment = settingsOfEnvironment(environment);
  // Each source is checked on its own first, so that an error names the source that has it.
  if (configFile !== undefined) readPartly(file, configFile);
  readPartly(fromEnvironment, 'the environment (STINT_…)');
  return readSettings(merged(merged(file, fromEnvironment), flags), 'the settings');
}

/** Checks names and values of one source; what only the whole can tell is checked with the whole. */
function readPartly(tree: Tree, origin: string): void {
  readSettings({ ...tree, listen: '127.0.0.1:0', behindProxy: false }, origin);
}
