/** Where the policies of a test file stand, so that a fault or a gap in coverage can name line and column. */
import { readFileSync } from 'node:fs';
import { dirname, isAbsolute, join, resolve } from 'node:path';
import { isMap, isNode, isSeq } from 'yaml';
import { type PolicyKind, parse } from '../../../policy/index.ts';
import { PolicyText } from '../../../testing/index.ts';
import { type Node, Nodes, type Place } from './nodes.ts';

type Path = readonly (string | number)[];

/** A policy's text, and the place of everything in it. */
interface PolicySource {
  readonly policy: PolicyText;
  /** Whether the text is what the user wrote, so that its lines are those of its origin. */
  readonly isVerbatim: boolean;
  /** The place of a value, or of the nearest thing around it. */
  readonly locate: (path: Path) => Place;
}

/** A text that is a file's name: it has a slash, or a suffix that documents have. */
export function looksLikeFile(text: string): boolean {
  return /\/|\.(?:json|ya?ml)$/i.test(text) && !text.startsWith('arn:');
}

/** The policies that test files say, each read once. */
export class PolicySources {
  /** By absolute path, the name that it has in reports. */
  readonly #files = new Map<string, string>();
  readonly #byOrigin = new Map<string, PolicySource>();
  readonly #faulty = new Set<string>();

  /** Every file that was read, or could not be, absolute. */
  get files(): ReadonlySet<string> {
    return new Set(this.#files.keys());
  }

  /** The place of a statement, or of one of its conditions; `undefined` for policies that no file says. */
  statementPlace(origin: string | undefined, index: number, rest: Path = []): Place | undefined {
    const source = this.#byOrigin.get(origin ?? '');
    return source?.locate(['Statement', index, ...rest]);
  }

  /**
   * A document: a mapping, JSON as text, or the name of a file. What is wrong with it is noted where it stands.
   * `undefined` after a fault.
   */
  read(nodes: Nodes, node: Node, kind: PolicyKind, what: string): PolicyText | undefined {
    const source = this.#source(nodes, node, what);
    if (source === undefined) return undefined;
    const { policy, isVerbatim, locate } = source;
    const { errors } = parse(policy.text, kind);
    for (const { line, column, pointer, message, hint } of errors) {
      const place = isVerbatim ? { file: policy.origin, line, column } : locate(pathOf(pointer));
      this.#fault(nodes, place, `${message.replace(/\.$/, '')}: ${hint}`);
    }
    return errors.length === 0 ? policy : undefined;
  }

  /** A file that several places name is faulty once in a test file, and told once. */
  #fault(nodes: Nodes, at: Place, message: string): void {
    const key = `${at.file}:${at.line}:${at.column}:${message}`;
    if (this.#faulty.has(key)) {
      if (nodes.faults.length === 0) nodes.fault(at, message);
      return;
    }
    this.#faulty.add(key);
    nodes.fault(at, message);
  }

  #source(nodes: Nodes, node: Node, what: string): PolicySource | undefined {
    const { at } = node;
    const origin = `${at.file}:${at.line}:${at.column}`;
    if (nodes.isMapping(node)) {
      const text = JSON.stringify(nodes.plain(node));
      return this.#keep(new PolicyText(text, origin, `line ${at.line}`), locatorOf(nodes, node));
    }
    const text = nodes.required(node, what);
    if (text === '') return undefined;
    if (text.trimStart().startsWith('{')) {
      return this.#keep(new PolicyText(text, origin, `line ${at.line}`), () => at);
    }
    return this.#file(nodes, at, text);
  }

  #file(nodes: Nodes, at: Place, name: string): PolicySource | undefined {
    const path = isAbsolute(name) ? name : join(dirname(at.file), name);
    const file = resolve(path);
    // Several test files may name it in different ways; it is one policy.
    const origin = this.#files.get(file) ?? path;
    const known = this.#byOrigin.get(origin);
    if (known !== undefined) return known;
    this.#files.set(file, path);
    let text: string;
    try {
      text = readFileSync(file, 'utf8');
    } catch (error) {
      nodes.fault(at, `${name} cannot be read: ${(error as Error).message}`);
      return undefined;
    }
    return /\.ya?ml$/i.test(file)
      ? this.#yamlFile(nodes, text, origin, name)
      : this.#keep(new PolicyText(text, origin, name), jsonLocator(text, origin), true);
  }

  #yamlFile(nodes: Nodes, text: string, origin: string, name: string): PolicySource | undefined {
    const inner = new Nodes(text, origin);
    const json = inner.faults.length === 0 ? JSON.stringify(inner.plain(inner.root)) : '';
    for (const { at, message } of inner.faults) this.#fault(nodes, at, message);
    if (inner.faults.length > 0) return undefined;
    return this.#keep(new PolicyText(json, origin, name), locatorOf(inner, inner.root));
  }

  #keep(policy: PolicyText, locate: PolicySource['locate'], isVerbatim = false): PolicySource {
    const source = { policy, isVerbatim, locate };
    this.#byOrigin.set(policy.origin, source);
    return source;
  }
}

/** A JSON pointer's parts. */
function pathOf(pointer: string): Path {
  const parts = pointer.split('/').slice(1);
  return parts.map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'));
}

/** Places in a JSON file: it is read as YAML when somebody wants to know one. */
function jsonLocator(text: string, file: string): PolicySource['locate'] {
  let nodes: Nodes | undefined;
  return (path) => {
    nodes ??= new Nodes(text, file);
    return nodes.placeAt(offsetOf(nodes.root.node, path) ?? 0);
  };
}

function locatorOf(nodes: Nodes, { node, at }: Node): PolicySource['locate'] {
  return (path) => {
    const offset = offsetOf(node, path);
    return offset === undefined ? at : nodes.placeAt(offset);
  };
}

/** Where the value at the path begins; of a member, its key. A single statement may stand for a list of one. */
function offsetOf(root: unknown, path: Path): number | undefined {
  let at = root;
  let offset = isNode(root) ? root.range?.[0] : undefined;
  for (const part of path) {
    if (isMap(at)) {
      const pair = at.items.find(({ key }) => String(key) === String(part));
      if (pair === undefined) {
        if (String(part) === '0') continue;
        return offset;
      }
      offset = isNode(pair.key) ? (pair.key.range?.[0] ?? offset) : offset;
      at = pair.value;
    } else if (isSeq(at)) {
      at = at.items[Number(part)];
      offset = isNode(at) ? (at.range?.[0] ?? offset) : offset;
    } else {
      return offset;
    }
  }
  return offset;
}
