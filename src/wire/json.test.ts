import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AwsError } from './aws-error.ts';
import { decodeJsonInput } from './decode-json.ts';
import { encodeErrorJson, encodeJson, encodeJsonError, encodeJsonOutput } from './encode-json.ts';
import { linkModel } from './link-model.ts';
import { loadModel } from './load-model.ts';
import { parseStrictJson } from './strict-json.ts';

/** A service of our own, written as docs in model.ts say. */
const own = linkModel({
  service: 'stint',
  version: '2026-01-01',
  xmlNamespace: '',
  protocol: 'json',
  violations: { showsValue: true, listsEnum: true },
  operations: { CreateAccount: { input: 'CreateAccountRequest', output: 'Account' }, Ping: {} },
  shapes: {
    CreateAccountRequest: {
      kind: 'structure',
      members: [
        { name: 'Name', shape: 'AccountName', required: true },
        { name: 'Size', shape: 'Size' },
        { name: 'Active', shape: 'Boolean' },
        { name: 'At', shape: 'Date' },
        { name: 'Seal', shape: 'Blob' },
        { name: 'Labels', shape: 'Labels' },
        { name: 'Parent', shape: 'CreateAccountRequest' },
        { name: 'Children', shape: 'Children' },
      ],
    },
    Account: {
      kind: 'structure',
      members: [
        { name: 'At', shape: 'Date' },
        { name: 'Seal', shape: 'Blob' },
        { name: 'Labels', shape: 'Labels' },
      ],
    },
    AccountName: { kind: 'string', pattern: '[\\w-]+', min: 1, max: 8 },
    String: { kind: 'string' },
    Size: { kind: 'integer', min: 1, max: 9 },
    Boolean: { kind: 'boolean' },
    Date: { kind: 'timestamp' },
    Blob: { kind: 'blob' },
    Labels: { kind: 'map', key: 'String', value: 'String' },
    Children: { kind: 'list', member: 'CreateAccountRequest' },
  },
  errors: {},
});

function outcome(body: string | Uint8Array, operation = 'CreateAccount'): unknown {
  try {
    return decodeJsonInput(own, own.operations.get(operation)!, Buffer.from(body as string));
  } catch (error) {
    if (error instanceof AwsError && error.status === 400) return `${error.code}: ${error.message}`;
    throw error;
  }
}

describe('an AWS JSON 1.1 body', () => {
  it('is read by the model', () => {
    const body =
      '{"Name":"a","Size":2,"Active":false,"At":1500000000.5,"Seal":"AAE=","Labels":{"x":"1"},"Children":[{"Name":"b"}]}';
    expect(outcome(body)).toEqual({
      Name: 'a',
      Size: 2,
      Active: false,
      At: new Date(1500000000500),
      Seal: new Uint8Array([0, 1]),
      Labels: { x: '1' },
      Children: [{ Name: 'b' }],
    });
  });

  it('null is absent, and an empty body is an empty input', () => {
    expect(outcome('{"Name":"a","Size":null}')).toEqual({ Name: 'a' });
    expect(outcome('', 'Ping')).toEqual({});
    expect(outcome('{}', 'Ping')).toEqual({});
  });

  it.each([
    ['not JSON', '{', 'The JSON is not valid at character 1.'],
    ['a comma too many', '{"Name":"a",}', 'The JSON is not valid at character 12.'],
    ['text after the value', '{"Name":"a"} x', 'The JSON is not valid at character 13.'],
    ['a duplicate key', '{"Name":"a","Name":"b"}', 'The key Name is given more than once.'],
    [
      'a duplicate key in two spellings',
      '{"Name":"a","\\u004eame":"b"}',
      'The key Name is given more than once.',
    ],
    [
      'a duplicate key in a map',
      '{"Name":"a","Labels":{"x":"1","x":"2"}}',
      'The key x is given more than once.',
    ],
    ['a lone surrogate', '{"Name":"\\ud800"}', 'The JSON contains a lone surrogate.'],
    ['deep nesting', `${'['.repeat(40)}${']'.repeat(40)}`, 'The JSON is nested deeper than 32 levels.'],
    ['a list', '[]', 'The body is not an object.'],
    ['an unknown member', '{"Name":"a","Color":1}', 'Color is not a member of CreateAccountRequest.'],
    [
      'case 90: an unknown member in a list',
      '{"Name":"a","Children":[{"Name":"b","IsRoot":true}]}',
      'Children[0].IsRoot is not a member of CreateAccountRequest.',
    ],
    [
      'case 82: __proto__',
      '{"Name":"a","__proto__":{"x":1}}',
      '__proto__ is not a member of CreateAccountRequest.',
    ],
    ['a number for a text', '{"Name":1}', 'Name is not a string.'],
    ['a text for a number', '{"Name":"a","Size":"2"}', 'Size is not an integer.'],
    ['a fraction', '{"Name":"a","Size":2.5}', 'Size is not an integer.'],
    ['a text for a boolean', '{"Name":"a","Active":"true"}', 'Active is not true or false.'],
    ['a date beyond time', '{"Name":"a","At":1e300}', 'At is not epoch seconds.'],
    ['bytes that are not base64', '{"Name":"a","Seal":"?"}', 'Seal is not base64.'],
    ['an object for a list', '{"Name":"a","Children":{}}', 'Children is not a list.'],
    ['null in a list', '{"Name":"a","Children":[null]}', 'Children[0] is not an object.'],
    ['a member of an operation without input', '{"Name":"a"}', 'Name is not a member of Unit.', 'Ping'],
  ])('%s is a SerializationException', (_, body, message, operation = 'CreateAccount') => {
    expect(outcome(body, operation)).toBe(`SerializationException: ${message}`);
  });

  it('bytes that are not UTF-8 are a SerializationException', () => {
    expect(outcome(Buffer.from([0x22, 0xff, 0x22]))).toBe(
      'SerializationException: The body is not valid UTF-8.',
    );
  });

  it('constraints are checked, in members of members too', () => {
    expect(outcome('{"Name":"a b","Size":10,"Parent":{}}')).toBe(
      "ValidationError: 3 validation errors detected: Value 'a b' at 'name' failed to satisfy constraint: Member must satisfy regular expression pattern: [\\w-]+; " +
        "Value '10' at 'size' failed to satisfy constraint: Member must have value less than or equal to 9; " +
        "Value null at 'parent.name' failed to satisfy constraint: Member must not be null",
    );
  });

  it('a key of a map may be named __proto__ without harm', () => {
    const { Labels } = outcome('{"Name":"a","Labels":{"__proto__":"x"}}') as { Labels: object };
    expect(Object.keys(Labels)).toEqual(['__proto__']);
    expect(({} as { x?: unknown }).x).toBeUndefined();
  });
});

describe('parseStrictJson', () => {
  const plain = (value: unknown): unknown => {
    if (value instanceof Map) return Object.fromEntries([...value].map(([key, item]) => [key, plain(item)]));
    return Array.isArray(value) ? value.map(plain) : value;
  };

  it('agrees with JSON.parse on whatever JSON.stringify writes', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 6 }), fc.constantFrom(0, 2), (value, indent) => {
        const text = JSON.stringify(value, null, indent);
        expect(plain(parseStrictJson(text))).toEqual(JSON.parse(text));
      }),
    );
  });

  it('refuses what JSON.parse refuses', () => {
    const noise = fc.string({
      unit: fc.constantFrom(...'{}[]",:\\u0019.-+eEtruefalsn \n\u0001'),
      maxLength: 12,
    });
    fc.assert(
      fc.property(noise, (text) => {
        const accepts = (parse: (text: string) => unknown) => {
          try {
            parse(text);
            return true;
          } catch {
            return false;
          }
        };
        // The reverse does not hold: duplicate keys.
        if (accepts(parseStrictJson)) expect(accepts(JSON.parse)).toBe(true);
        else if (accepts(JSON.parse)) expect(text).toMatch(/"/);
      }),
      { numRuns: 5000 },
    );
  });

  it('reads a mebibyte of text or of elements at once', () => {
    const long = 'é\\n'.repeat(2 ** 18);
    expect((parseStrictJson(`"${long}"`) as string).length).toBe(2 ** 19);
    expect((parseStrictJson(`[${'1,'.repeat(2 ** 19)}1]`) as unknown[]).length).toBe(2 ** 19 + 1);
  });
});

describe('answers in JSON', () => {
  it('of the Query protocol are wrapped twice, with dates as whole epoch seconds', () => {
    const iam = loadModel('iam');
    const output = {
      Users: [{ UserName: 'a', CreateDate: new Date(1.5e12 + 999), Secret: 1 }],
      IsTruncated: false,
      Marker: undefined,
    };
    expect(JSON.parse(encodeJson(iam.operations.get('ListUsers')!, output, 'r-1'))).toEqual({
      ListUsersResponse: {
        ListUsersResult: { Users: [{ UserName: 'a', CreateDate: 1500000000 }], IsTruncated: false },
        ResponseMetadata: { RequestId: 'r-1' },
      },
    });
    expect(encodeJson(iam.operations.get('DeleteUser')!, {}, 'r-1')).toBe(
      '{"DeleteUserResponse":{"ResponseMetadata":{"RequestId":"r-1"}}}',
    );
  });

  it('of AWS JSON 1.1 are the output alone', () => {
    const output = {
      At: new Date(1500),
      Seal: Buffer.from([0, 1]),
      Labels: { a: 'b', c: undefined },
      Name: 'unknown to the model',
    };
    expect(encodeJsonOutput(own.operations.get('CreateAccount')!, output)).toBe(
      '{"At":1.5,"Seal":"AAE=","Labels":{"a":"b"}}',
    );
    expect(encodeJsonOutput(own.operations.get('Ping')!, {})).toBe('{}');
  });

  it('errors', () => {
    const error = new AwsError('NoSuchEntity', 404, 'The user "x" cannot be found.');
    expect(JSON.parse(encodeErrorJson(error, 'r-1'))).toEqual({
      Error: { Code: 'NoSuchEntity', Message: error.message, Type: 'Sender' },
      RequestId: 'r-1',
    });
    expect(JSON.parse(encodeJsonError(error))).toEqual({ __type: 'NoSuchEntity', message: error.message });
  });
});
