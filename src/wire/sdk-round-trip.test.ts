import { readFileSync } from 'node:fs';
import * as iam from '@aws-sdk/client-iam';
import * as sts from '@aws-sdk/client-sts';
import { HttpResponse } from '@smithy/protocol-http';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AwsError } from './aws-error.ts';
import { decodeInput } from './decode-query.ts';
import { encodeErrorXml, encodeXml } from './encode-xml.ts';
import { findOperation } from './find-operation.ts';
import { parseForm } from './form.ts';
import { linkModel } from './link-model.ts';
import { loadModel } from './load-model.ts';
import type { ModelFile, ServiceModel, Shape, ShapeFile, StructureShape } from './model.ts';
import { isXmlText } from './xml-text.ts';

const RUNS = 25;

/** A client of the real SDK whose requests are answered by `answer`, which is given the body that it sent. */
interface SdkClient {
  send(command: object): Promise<object>;
}
type Answer = (body: string) => { status: number; text: string };

const SERVICES = {
  iam: { sdk: iam as unknown as Record<string, unknown>, client: iam.IAMClient },
  sts: { sdk: sts as unknown as Record<string, unknown>, client: sts.STSClient },
} as const;

function clientOf(service: 'iam' | 'sts', answer: Answer): SdkClient {
  const requestHandler = {
    handle: async ({ body }: { body: string }) => {
      const { status, text } = answer(body);
      const headers = { 'content-type': 'text/xml' };
      return { response: new HttpResponse({ statusCode: status, headers, body: Buffer.from(text) }) };
    },
  };
  const credentials = { accessKeyId: 'AKIAIOSFODNN7EXAMPLE', secretAccessKey: 'secret' };
  const configuration = { region: 'us-east-1', credentials, requestHandler, maxAttempts: 1 };
  return new SERVICES[service].client(configuration as never) as unknown as SdkClient;
}

function commandOf(service: 'iam' | 'sts', operation: string, input: object): object {
  const Command = SERVICES[service].sdk[`${operation}Command`] as new (input: object) => object;
  return new Command(input);
}

/** A service's model without patterns, bounds and enumerations: what remains is the protocol. */
function unconstrained(service: 'iam' | 'sts'): ServiceModel {
  const file = modelFile(service);
  const shapes: Record<string, ShapeFile> = {};
  for (const [name, shape] of Object.entries(file.shapes)) {
    const { min, max, pattern, enum: values, ...bare } = shape as ShapeFile & Record<string, unknown>;
    shapes[name] = bare as ShapeFile;
  }
  return linkModel({ ...file, shapes });
}

function modelFile(service: 'iam' | 'sts'): ModelFile {
  return JSON.parse(readFileSync(new URL(`./models/${service}.json`, import.meta.url), 'utf8')) as ModelFile;
}

/** Text that XML can carry: any script, markup, line ends, percent signs, plus signs. */
const xmlText = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 12 }),
  fc.string({
    unit: fc.constantFrom(
      '&',
      '<',
      '>',
      '"',
      "'",
      '%',
      '+',
      ' ',
      '=',
      ';',
      '\r',
      '\n',
      '\t',
      ']]>',
      'é',
      '😀',
    ),
  }),
  fc.constantFrom(
    '__proto__',
    'constructor',
    'true',
    '007',
    '1e3',
    '<![CDATA[x]]>',
    '&amp;',
    '\uFEFF',
    '\u0085\u2028',
  ),
);

// The SDK's XML reader drops text that is nothing but blanks with a line end, even when written as references.
const INDENTATION = /^\s*\n\s*$/;
const text = xmlText.filter((value) => isXmlText(value) && !INDENTATION.test(value));
const wholeSeconds = fc.integer({ min: 0, max: 253402300799 }).map((seconds) => new Date(seconds * 1000));

/** Values of a shape. Nested structures and maps have members: the SDK sends nothing for those that have none. */
function arbitraryOf(shape: StructureShape): fc.Arbitrary<Record<string, unknown>> {
  return structureOf(shape, 0);
}

function anyOf(shape: Shape, depth: number): fc.Arbitrary<unknown> {
  switch (shape.kind) {
    case 'structure':
    case 'union':
      return structureOf(shape, depth).filter((value) => Object.keys(value).length > 0);
    case 'list':
      return fc.array(anyOf(shape.member, depth + 1), { maxLength: depth > 2 ? 1 : 3 });
    case 'map':
      return fc
        .uniqueArray(
          fc.tuple(
            text.filter((key) => key !== '__proto__'),
            anyOf(shape.value, depth + 1),
          ),
          {
            minLength: 1,
            maxLength: 3,
            selector: ([key]) => key,
          },
        )
        .map((entries) => Object.fromEntries(entries));
    case 'integer':
      return fc.integer();
    case 'boolean':
      return fc.boolean();
    case 'timestamp':
      return wholeSeconds;
    case 'blob':
      return fc.uint8Array({ maxLength: 9 });
    default:
      return text;
  }
}

function structureOf(shape: StructureShape, depth: number): fc.Arbitrary<Record<string, unknown>> {
  const members = [...shape.members.values()];
  const record = (of: typeof members) =>
    Object.fromEntries(of.map((member) => [member.name, anyOf(member.shape, depth + 1)]));
  if (shape.kind === 'union') return fc.oneof(...members.map((member) => fc.record(record([member]))));
  const requiredKeys = members.filter((member) => member.required).map((member) => member.name);
  return fc.record(record(members), { requiredKeys });
}

describe.each(['iam', 'sts'] as const)('the AWS SDK and we understand one another: %s', (service) => {
  const model = unconstrained(service);

  it.each([...model.operations.keys()])('%s', async (name) => {
    const operation = model.operations.get(name)!;
    const inputs = operation.input ? arbitraryOf(operation.input) : fc.constant({});
    const outputs = operation.output ? arbitraryOf(operation.output) : fc.constant({});
    let answer: Answer;
    const client = clientOf(service, (body) => answer(body));
    await fc.assert(
      fc.asyncProperty(inputs, outputs, async (input, output) => {
        let decoded: unknown;
        answer = (body) => {
          const parameters = parseForm(new TextEncoder().encode(body));
          const found = findOperation([model], parameters);
          decoded = decodeInput(found.model, found.operation, parameters);
          return { status: 200, text: encodeXml(found.model, found.operation, output, 'request-1') };
        };
        const { $metadata, ...result } = (await client.send(commandOf(service, name, input))) as {
          $metadata: { requestId?: string };
        };
        expect(decoded).toEqual(input);
        expect(result).toEqual(output);
      }),
      { numRuns: RUNS },
    );
  });
});

describe('the AWS SDK reads our errors', () => {
  const cases = [...loadModel('iam').errors].map(([code, status]) => ({ code, status }));
  it.each(cases)('$code as its own class', async ({ code, status }) => {
    const error = new AwsError(code, status, 'The user with name <bob> & co. cannot be found.');
    const client = clientOf('iam', () => ({
      status,
      text: encodeErrorXml(loadModel('iam').xmlNamespace, error, 'request-1'),
    }));
    const thrown = await client.send(commandOf('iam', 'GetUser', {})).then(
      () => undefined,
      (reason: unknown) =>
        reason as { name: string; message: string; Code: string; constructor: { name: string } },
    );
    expect(thrown).toMatchObject({ message: error.message, Code: code });
    expect(thrown?.constructor.name).not.toBe('IAMServiceException');
  });
});
