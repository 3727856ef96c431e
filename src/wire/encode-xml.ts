import type { AwsError } from './aws-error.ts';
import type { MapShape, OperationModel, ServiceModel, Shape, SimpleKind, StructureShape } from './model.ts';
import { wholeSeconds } from './whole-seconds.ts';
import { escapeXml } from './xml-text.ts';

/**
 * The XML answer of an operation of the Query protocol: `OpResponse`, the result in `OpResult` (operations without an
 * output have none), and the request id. Indented by two spaces a level, as AWS does; members that are undefined or
 * null are left out; an empty list is an empty element.
 */
export function encodeXml(
  model: ServiceModel,
  operation: OperationModel,
  output: object,
  requestId: string,
): string {
  const { name } = operation;
  return (
    `<${name}Response xmlns="${model.xmlNamespace}">\n` +
    resultOf(operation, output) +
    `  <ResponseMetadata>\n    <RequestId>${escapeXml(requestId)}</RequestId>\n  </ResponseMetadata>\n` +
    `</${name}Response>\n`
  );
}

/** The XML answer of a refused request. `namespace`: the service's, or `AWS_FAULT_NAMESPACE`. */
export function encodeErrorXml(namespace: string, error: AwsError, requestId: string): string {
  const message = error.message === '' ? '' : `    <Message>${escapeXml(error.message)}</Message>\n`;
  return (
    `<ErrorResponse xmlns="${escapeXml(namespace)}">\n  <Error>\n` +
    `    <Type>${error.fault}</Type>\n    <Code>${escapeXml(error.code)}</Code>\n${message}` +
    `  </Error>\n  <RequestId>${escapeXml(requestId)}</RequestId>\n</ErrorResponse>\n`
  );
}

/** Writes one element, its indentation and line end included. Compiled once for each tag, shape and depth. */
type Writer = (value: never) => string;

const resultWriters = new WeakMap<OperationModel, Writer>();

function resultOf(operation: OperationModel, output: object): string {
  if (operation.output === undefined) return '';
  let writer = resultWriters.get(operation);
  if (writer === undefined) {
    writer = element(operation.resultWrapper ?? `${operation.name}Result`, operation.output, 1);
    resultWriters.set(operation, writer);
  }
  return writer(output as never);
}

function element(tag: string, shape: Shape, depth: number): Writer {
  const indent = '  '.repeat(depth);
  switch (shape.kind) {
    case 'structure':
    case 'union':
      return structure(tag, shape, depth);
    case 'list': {
      const member = lazily(() => remembering(element('member', shape.member, depth + 1)));
      return block(tag, indent, (items: readonly never[]) => {
        let text = '';
        for (const item of items) text += member()(item);
        return text;
      });
    }
    case 'map':
      return map(tag, shape, depth);
    default: {
      const open = `${indent}<${tag}>`;
      const close = `</${tag}>\n`;
      const write = SCALARS[shape.kind] as (value: never) => string;
      return (value) => open + write(value) + close;
    }
  }
}

const REMEMBERED_ITEMS = 4096;

/** Keeps what it wrote of frozen objects, which stay as they are: lists show the same entities again and again. */
function remembering(write: Writer): Writer {
  const texts = new Map<object, string>();
  return (value: unknown) => {
    if (typeof value !== 'object' || !Object.isFrozen(value)) return write(value as never);
    let text = texts.get(value as object);
    if (text === undefined) {
      text = write(value as never);
      if (texts.size >= REMEMBERED_ITEMS) texts.clear();
      texts.set(value as object, text);
    }
    return text;
  };
}

const SCALARS: { readonly [K in SimpleKind]: (value: never) => string } = {
  string: (value: string) => escapeXml(value),
  integer: (value: number) => String(value),
  boolean: (value: boolean) => (value ? 'true' : 'false'),
  // Whole seconds throughout IAM and STS.
  timestamp: (value: Date) => wholeSeconds(value.getTime()),
  blob: (value: Uint8Array) =>
    Buffer.from(value.buffer, value.byteOffset, value.byteLength).toString('base64'),
};

function structure(tag: string, shape: StructureShape, depth: number): Writer {
  const members = lazily(() =>
    [...shape.members.values()].map(({ name, shape: of }) => ({ name, write: element(name, of, depth + 1) })),
  );
  return block(tag, '  '.repeat(depth), (value: Readonly<Record<string, never>>) => {
    let text = '';
    for (const { name, write } of members()) {
      const given = value[name];
      if (given !== undefined && given !== null) text += write(given);
    }
    return text;
  });
}

function map(tag: string, shape: MapShape, depth: number): Writer {
  const indent = '  '.repeat(depth + 1);
  const key = element('key', shape.key, depth + 2);
  const value = lazily(() => element('value', shape.value, depth + 2));
  return block(tag, '  '.repeat(depth), (entries: Readonly<Record<string, never>>) => {
    let text = '';
    for (const [name, given] of Object.entries(entries)) {
      if (given === undefined || given === null) continue;
      text += `${indent}<entry>\n${key(name as never)}${value()(given)}${indent}</entry>\n`;
    }
    return text;
  });
}

/** An element with elements in it, or an empty one. */
function block(tag: string, indent: string, content: (value: never) => string): Writer {
  const open = `${indent}<${tag}>\n`;
  const close = `${indent}</${tag}>\n`;
  const empty = `${indent}<${tag}/>\n`;
  return (value) => {
    const text = content(value);
    return text === '' ? empty : open + text + close;
  };
}

/** Compiles at first use: a shape may contain itself. */
function lazily<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => {
    made ??= make();
    return made;
  };
}
