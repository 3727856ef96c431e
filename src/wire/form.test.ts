import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AwsError } from './aws-error.ts';
import { findOperation } from './find-operation.ts';
import { isFormContentType, parseForm } from './form.ts';
import { loadModel } from './load-model.ts';

const bytes = (...parts: (string | number)[]) =>
  Buffer.concat(parts.map((part) => (typeof part === 'number' ? Buffer.from([part]) : Buffer.from(part))));

const refusal = (act: () => unknown): AwsError => {
  try {
    act();
  } catch (error) {
    if (error instanceof AwsError) return error;
    throw error;
  }
  throw new Error('nothing was refused');
};

describe('parseForm reads', () => {
  it.each<[string, Uint8Array | string, [string, string][]]>([
    ['nothing', '', []],
    ['stray separators', '&&a=1&', [['a', '1']]],
    [
      'a name without a value as empty',
      'a&b=',
      [
        ['a', ''],
        ['b', ''],
      ],
    ],
    ['plus as a space, %2B as a plus', 'a=1+2%2B3', [['a', '1 2+3']]],
    ['%2F and / alike', 'a=%2Fx/', [['a', '/x/']]],
    ['further equals signs as part of the value', 'a=b==', [['a', 'b==']]],
    ['a raw semicolon as itself', 'a=1;b=2', [['a', '1;b=2']]],
    ['escaped UTF-8', 'a=%E2%82%AC%F0%9F%98%80', [['a', '€😀']]],
    ['raw UTF-8', bytes('a=é'), [['a', 'é']]],
    ['a byte order mark as text', 'a=%EF%BB%BFx', [['a', '\uFEFFx']]],
    ['escaped names', '%41ction=x', [['Action', 'x']]],
    ['a double escape once', 'a=%2525', [['a', '%25']]],
    [
      'names of object properties as names',
      '__proto__=1&constructor=2',
      [
        ['__proto__', '1'],
        ['constructor', '2'],
      ],
    ],
    ['NUL as text, for the model to refuse', 'a=%00', [['a', '\u0000']]],
  ])('%s', (_, source, expected) => {
    expect([...parseForm(source)]).toEqual(expected);
  });

  it('whatever a serializer writes', () => {
    const parameters = fc.dictionary(
      fc.string({ unit: 'binary', minLength: 1 }),
      fc.string({ unit: 'binary' }),
    );
    fc.assert(
      fc.property(parameters, (given) => {
        const body = new URLSearchParams(Object.entries(given)).toString();
        expect([...parseForm(Buffer.from(body))]).toEqual(Object.entries(given));
      }),
    );
  });
});

describe('parseForm refuses', () => {
  it.each<[string, Uint8Array | string]>([
    ['case 8: %zz', 'a=%zz'],
    ['a lone percent sign', 'a=100%'],
    ['half an escape', 'a=%4'],
    ['case 8: an overlong form', 'a=%C0%AF'],
    ['an encoded surrogate', 'a=%ED%A0%80'],
    ['a cut UTF-8 sequence', 'a=%E2%82'],
    ['a UTF-8 sequence half escaped', bytes('a=%E2', 0x82, 0xac)],
    ['a code point above U+10FFFF', 'a=%F4%90%80%80'],
    ['raw bytes that are not UTF-8', bytes('a=', 0xff)],
    ['a lone surrogate in a query string', 'a=\uD800'],
    ['a broken escape in a name', '%zz=1'],
  ])('%s with MalformedInput', (_, source) => {
    expect(refusal(() => parseForm(source))).toMatchObject({
      code: 'MalformedInput',
      status: 400,
      fault: 'Sender',
    });
  });

  it.each<[string, (Uint8Array | string)[]]>([
    ['case 5: two actions in one body', ['Action=GetUser&Action=DeleteUser']],
    [
      'case 5: an action in the query string and one in the body',
      ['Action=GetUser', bytes('Action=DeleteUser')],
    ],
    ['case 39: a repeated number', ['DurationSeconds=900&DurationSeconds=900']],
    ['one name in two spellings', ['UserName=a&User%4Eame=b']],
    ['a repeated unknown parameter', ['x&x']],
  ])('%s with ValidationError', (_, sources) => {
    expect(refusal(() => parseForm(...sources))).toMatchObject({ code: 'ValidationError', status: 400 });
  });
});

describe('the operation that a request names', () => {
  const models = [loadModel('iam'), loadModel('sts')];

  it.each([
    ['Action=GetUser&Version=2010-05-08', 'iam', 'GetUser'],
    ['Version=2011-06-15&Action=AssumeRole', 'sts', 'AssumeRole'],
  ])('%s', (query, service, name) => {
    const { model, operation } = findOperation(models, parseForm(query));
    expect([model.service, operation.name]).toEqual([service, name]);
  });

  it.each([
    [
      'Action=NoSuchAction&Version=2011-06-15',
      'Could not find operation NoSuchAction for version 2011-06-15',
    ],
    ['Action=getuser&Version=2010-05-08', 'Could not find operation getuser for version 2010-05-08'],
    ['Action=&Version=2011-06-15', 'Could not find operation  for version 2011-06-15'],
    ['Action=AssumeRole', 'Could not find operation AssumeRole for version NO_VERSION_SPECIFIED'],
    ['Action=AssumeRole&Version=', 'Could not find operation AssumeRole for version '],
    ['Action=AssumeRole&Version=2010-05-08', 'Could not find operation AssumeRole for version 2010-05-08'],
    ['Action=__proto__&Version=2010-05-08', 'Could not find operation __proto__ for version 2010-05-08'],
  ])('%s is InvalidAction', (query, message) => {
    const refused = refusal(() => findOperation(models, parseForm(query)));
    expect(refused).toMatchObject({ code: 'InvalidAction', status: 400, message });
  });

  it.each([
    ['case 5: action in lower case', 'action=GetUser&Version=2010-05-08'],
    ['case 12: an empty body', ''],
  ])('%s is MissingAction', (_, query) => {
    expect(refusal(() => findOperation(models, parseForm(query)))).toMatchObject({
      code: 'MissingAction',
      status: 400,
    });
  });
});

describe('only a form carries parameters', () => {
  it.each([
    ['application/x-www-form-urlencoded', true],
    ['application/x-www-form-urlencoded; charset=utf-8', true],
    ['Application/X-WWW-Form-Urlencoded', true],
    ['application/x-www-form-urlencodedx', false],
    ['application/json', false],
    ['', false],
    [undefined, false],
  ])('%s: %s', (header, expected) => {
    expect(isFormContentType(header)).toBe(expected);
  });
});
