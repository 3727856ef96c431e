import { describe, expect, it } from 'vitest';
import type { PolicyDocument } from './document.ts';
import { parse } from './parse.ts';
import { allow, deny, documentOf } from './policy.fixture.ts';
import { documentJson, type PolicyPatch, patchPolicy, pointer } from './policy-patch.ts';
import { printable } from './printable.ts';

const policy = { Version: '2012-10-17', Statement: [allow({ Sid: 'a' }), deny({ Sid: 'b' })] };

describe('a patch of a policy', () => {
  it.each<[title: string, patches: PolicyPatch[], statements: object[]]>([
    [
      'appends a statement',
      [{ op: 'add', path: '/Statement/-', value: deny() }],
      [...policy.Statement, deny()],
    ],
    ['inserts one', [{ op: 'add', path: '/Statement/0', value: deny() }], [deny(), ...policy.Statement]],
    ['removes one', [{ op: 'remove', path: '/Statement/0' }], [deny({ Sid: 'b' })]],
    [
      'replaces a member',
      [{ op: 'replace', path: '/Statement/1/Action', value: 's3:*' }],
      [allow({ Sid: 'a' }), deny({ Sid: 'b', Action: 's3:*' })],
    ],
    [
      'is made after the one before',
      [
        { op: 'remove', path: '/Statement/1' },
        { op: 'remove', path: '/Statement/0' },
        { op: 'add', path: '/Statement/-', value: allow() },
      ],
      [allow()],
    ],
  ])('%s', (_title, patches, Statement) => {
    const before = JSON.stringify(policy);
    expect(patchPolicy(policy, patches)).toEqual({ ...policy, Statement });
    expect(JSON.stringify(policy)).toBe(before);
  });

  it('counts a single statement as a list', () => {
    const single = { Statement: allow() };
    expect(patchPolicy(single, [{ op: 'add', path: '/Statement/-', value: deny() }])).toEqual({
      Statement: [allow(), deny()],
    });
  });

  it('finds keys that have slashes and tildes', () => {
    const key = 'aws:RequestTag/a~b/c';
    const path = pointer('Statement', 0, 'Condition', 'StringEquals', key);
    expect(path).toBe('/Statement/0/Condition/StringEquals/aws:RequestTag~1a~0b~1c');
    const before = { Statement: [allow({ Condition: { StringEquals: { [key]: 'x' } } })] };
    expect(patchPolicy(before, [{ op: 'replace', path, value: 'y' }])).toEqual({
      Statement: [allow({ Condition: { StringEquals: { [key]: 'y' } } })],
    });
  });

  it.each<PolicyPatch>([
    { op: 'remove', path: '/Statement/2' },
    { op: 'remove', path: '/Statement/-' },
    { op: 'replace', path: '/Statement/0/Principal', value: '*' },
    { op: 'add', path: '/Statement/7', value: {} },
    { op: 'add', path: '/Nothing/here', value: {} },
    { op: 'replace', path: '', value: {} },
  ])('to what is not there is an error: %j', (patch) => {
    expect(() => patchPolicy(policy, [patch])).toThrow(TypeError);
  });

  it('cannot reach behind a document', () => {
    const path = '/Statement/0/__proto__/polluted';
    expect(() => patchPolicy(policy, [{ op: 'add', path, value: 1 }])).toThrow(TypeError);
    patchPolicy(policy, [{ op: 'add', path: '/Statement/0/__proto__', value: { polluted: 1 } }]);
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });
});

describe('a document as JSON', () => {
  const withoutPlaces = (document: PolicyDocument) =>
    JSON.parse(
      JSON.stringify(document, (key, value) => (key === 'start' || key === 'end' ? undefined : value)),
    );

  it.each([
    ['inline', allow({ Sid: 'a', NotAction: ['s3:*'], Action: undefined, Resource: ['*'] })],
    ['inline', allow({ Condition: { StringEquals: { k: 'a', l: ['b', 'c'] }, Null: { k: true } } })],
    ['resource', deny({ NotPrincipal: { AWS: ['111122223333'], Service: 's3.amazonaws.com' } })],
    ['resource', allow({ Principal: '*' })],
    ['trust', { Effect: 'Allow', Principal: { AWS: '*' }, Action: 'sts:AssumeRole' }],
  ] as const)('says the same when it is read again: %s %j', (kind, statement) => {
    const document = documentOf(
      kind,
      JSON.stringify({ Version: '2008-10-17', Id: 'x', Statement: statement }),
    );
    const { document: again } = parse(JSON.stringify(documentJson(document)), kind);
    expect(withoutPlaces(again!)).toEqual(withoutPlaces(document));
  });
});

describe('a printable text', () => {
  it.each([
    ['ordinary ä 日本 🙂', 'ordinary ä 日本 🙂'],
    ['a\nb\r\t\u0000', 'a\\u000ab\\u000d\\u0009\\u0000'],
    ['\u001b[31m\u009b', '\\u001b[31m\\u009b'],
    ['\u202e\u2066\u200b\ufeff\u2028', '\\u202e\\u2066\\u200b\\ufeff\\u2028'],
    ['\ud800x', '\\ud800x'],
    ['\u{e0041}', '\\u{e0041}'],
  ])('%j', (text, shown) => {
    expect(printable(text)).toBe(shown);
    expect(printable(shown)).toBe(shown);
  });
});
