import fc from 'fast-check';
import { expect, it } from 'vitest';
import { AwsError } from './aws-error.ts';
import { decodeInput } from './decode-query.ts';
import { encodeErrorXml } from './encode-xml.ts';
import { findOperation } from './find-operation.ts';
import { parseForm } from './form.ts';
import { loadModel } from './load-model.ts';
import { isXmlText } from './xml-text.ts';

// Section 3c, "AWS Query (form) protocol": 50,000 cases in CI.
const CASES = 50_000;

const models = [loadModel('iam'), loadModel('sts')];
const targets = models.flatMap((model) =>
  [...model.operations.keys()].map((name) => ({ version: model.version, name })),
);
const words = [
  ...new Set(
    models.flatMap((model) =>
      [...model.operations.values()].flatMap(({ input }) => [...(input?.members.keys() ?? [])]),
    ),
  ),
  ...[
    'member',
    'entry',
    'Key',
    'Value',
    'key',
    'value',
    'arn',
    'Values',
    'Name',
    'PolicyType',
    '__proto__',
    'constructor',
    'toString',
    '',
  ],
  ...['0', '1', '2', '01', '-1', '10000', '10001', '1000000000', '1e3', 'ContextKeyValues', 'ContextKeyName'],
];
const values = [
  '',
  'a',
  '%',
  '%zz',
  '%00',
  '%C0%AF',
  '%ED%A0%80',
  '%F0%9F%98%80',
  '+',
  '900',
  '1e9',
  'true',
  'x'.repeat(300),
  '/a/',
  'Active',
  '%0D%0A',
  ';',
  '=',
];

const part = fc.constantFrom(...words);
const name = fc.array(part, { minLength: 1, maxLength: 6 }).map((parts) => parts.join('.'));
const value = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...values) },
  { weight: 1, arbitrary: fc.string({ maxLength: 20 }) },
);
const pair = fc.tuple(name, value).map(([left, right]) => `${left}=${right}`);
const request = fc.tuple(fc.constantFrom(...targets), fc.array(pair, { maxLength: 6 }));

it(`case 90 and section 3c: of ${CASES} requests each is decoded or refused with a 4xx, and nothing else changes`, () => {
  const before = Object.getOwnPropertyNames(Object.prototype).join();
  const seen = { decoded: 0, MalformedInput: 0, ValidationError: 0 } as Record<string, number>;
  fc.assert(
    fc.property(request, ([target, pairs]) => {
      const body = Buffer.from([`Action=${target.name}&Version=${target.version}`, ...pairs].join('&'));
      try {
        const parameters = parseForm(body);
        const { model, operation } = findOperation(models, parameters);
        const input = decodeInput(model, operation, parameters);
        for (const member of Object.keys(input)) expect(operation.input?.members.has(member)).toBe(true);
        seen['decoded'] = (seen['decoded'] ?? 0) + 1;
      } catch (error) {
        if (!(error instanceof AwsError)) throw error;
        expect(error.status).toBe(400);
        expect(isXmlText(encodeErrorXml('urn:x', error, 'r'))).toBe(true);
        seen[error.code] = (seen[error.code] ?? 0) + 1;
      }
    }),
    { numRuns: CASES },
  );
  expect(Object.getOwnPropertyNames(Object.prototype).join()).toBe(before);
  // The generator must reach every outcome, else the test proves nothing.
  for (const [outcome, count] of Object.entries(seen)) expect(count, outcome).toBeGreaterThan(CASES / 100);
});
