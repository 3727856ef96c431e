/**
 * What a hostile document costs: processor time for each 64 KiB, of the best of three readings. The bound is 50 ms of
 * a processor of one's own; twice that on one that others use.
 */
import { expect, it } from 'vitest';
import { ANY_SIZE, compile, format, type PolicyKind, parse } from '../../../src/policy/index.ts';

const SIZE = 64 * 1024;
const filled = (start: string, piece: string | ((at: number) => string), end: string) => {
  let text = start;
  for (let at = 0; text.length < SIZE - end.length; at += 1)
    text += typeof piece === 'string' ? piece : piece(at);
  return text + end;
};
const statement = (more: string) =>
  `{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"*","Resource":"*",${more}}}`;

const HOSTILE: Readonly<Record<string, string>> = {
  'opening braces': filled('', '{"a":', ''),
  'opening brackets': filled('', '[', ''),
  'one long string': filled('"', 'x', '"'),
  escapes: filled('"', '\\u0041', '"'),
  backslashes: filled('"', '\\\\', ''),
  digits: filled('', '9', ''),
  'white space': filled('', ' ', '{}'),
  'line ends': filled('{', '\n', '}'),
  'small statements': filled('{"Statement":[', '{},', '{}]}'),
  'statements without an effect': filled('{"Statement":[', '{"Action":"*"},', '{}]}'),
  'unknown elements': filled('{"Statement":{', (at) => `"e${at}":1,`, '"x":1}}'),
  'one Sid again and again': filled(
    '{"Version":"2012-10-17","Statement":[',
    '{"Sid":"a","Effect":"Allow","Action":"*","Resource":"*"},',
    '{"Effect":"Allow","Action":"*","Resource":"*"}]}',
  ),
  actions: statement(`"Sid":"a","NotPrincipal":${filled('[', '"a:b",', '""]')}`),
  'bad resources': filled(
    '{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"*","Resource":[',
    '"a:b:",',
    '"*"]}}',
  ),
  stars: filled(
    '{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"*","Resource":"arn:aws:s3:::',
    '*a',
    '"}}',
  ),
  variables: filled(
    '{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"*","Resource":"arn:aws:s3:::',
    "${a, 'b'}",
    '"}}',
  ),
  'open variables': filled(
    '{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"*","Resource":"arn:aws:s3:::',
    '${',
    '"}}',
  ),
  'condition keys': statement(filled('"Condition":{"StringEquals":{', (at) => `"k${at}":"v",`, '"k":"v"}}')),
  'condition values': statement(filled('"Condition":{"StringLike":{"k":[', '"*a*",', '"v"]}}')),
  'bad dates': statement(filled('"Condition":{"DateLessThan":{"k":[', '"2026-02-31",', '"x"]}}')),
  'long dates': statement(filled('"Condition":{"DateLessThan":{"k":"', '0', '"}}')),
  operators: statement(filled('"Condition":{', (at) => `"Op${at}":{"a":"b"},`, '"Bool":{}}')),
  'long numbers': statement(filled('"Condition":{"NumericEquals":{"k":"', '9', '"}}')),
  addresses: statement(filled('"Condition":{"IpAddress":{"k":[', '"::ffff:1.2.3.4/99",', '"::"]}}')),
};
const KINDS: readonly PolicyKind[] = ['managed', 'trust', 'resource'];

it.each(Object.entries(HOSTILE))(
  'case 58: %s are read, and compiled if they can be, within 50 ms',
  (_title, text) => {
    const before = Object.getOwnPropertyNames(Object.prototype).join();
    const costs = Array.from({ length: 3 }, () => {
      const start = process.cpuUsage();
      for (const kind of KINDS) {
        const { document } = parse(text, kind, ANY_SIZE);
        if (document !== undefined) format(compile(document).document);
      }
      const { user, system } = process.cpuUsage(start);
      return (user + system) / 1000 / KINDS.length;
    });
    expect(Math.min(...costs)).toBeLessThan((100 * text.length) / SIZE);
    expect(Object.getOwnPropertyNames(Object.prototype).join()).toBe(before);
  },
);
