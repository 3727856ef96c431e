import { describe, expect, it } from 'vitest';
import { type PolicyKind, parse } from '../../../src/policy/index.ts';
import { answerTo } from '../../reference/grammar/index.ts';
import { documentOf, type Statement } from './documents.ts';
import { GOOD_IDENTITY, GOOD_TRUST, IDENTITY_FAULTS, type Malformed, TRUST_FAULTS } from './malformed.ts';

const spoilt = (good: Statement, { elements }: Malformed): string => JSON.stringify({ ...good, ...elements });

const textOf = (kind: PolicyKind, ...statements: readonly string[]) =>
  JSON.stringify(documentOf(kind, [])).replace('[]', `[${statements.join(',')}]`);

function check(kind: PolicyKind, text: string, message: string): void {
  expect(parse(text, kind).errors[0]?.message, `parse, ${kind}: ${text}`).toBe(message);
  expect(answerTo(text, kind), `reference, ${kind}: ${text}`).toBe(message);
}

describe.each<[kind: PolicyKind, good: Statement, faults: readonly Malformed[]]>([
  ['managed', GOOD_IDENTITY, IDENTITY_FAULTS],
  ['inline', GOOD_IDENTITY, IDENTITY_FAULTS],
  ['trust', GOOD_TRUST, TRUST_FAULTS],
])('malformed documents: %s', (kind, good, faults) => {
  it.each(faults.map((fault) => [fault.title, fault] as const))('%s', (_title, fault) => {
    check(kind, textOf(kind, spoilt(good, fault)), fault.message);
    check(kind, textOf(kind, JSON.stringify(good), spoilt(good, fault)), fault.message);
  });

  it('of two faults that which AWS looks for first, of two of one order that which stands first', () => {
    let documents = 0;
    for (const one of faults) {
      for (const other of faults) {
        const first = other.order < one.order ? other : one;
        // Both orders of the two statements, in turns, so that neither place is preferred.
        const text = textOf(kind, spoilt(good, one), spoilt(good, other));
        if (parse(text, kind).errors[0]?.message !== first.message) check(kind, text, first.message);
        if (documents % 16 === 0) check(kind, text, first.message);
        documents += 1;
      }
    }
    console.log(`${kind}: ${documents} malformed documents with two faults`);
    expect(documents).toBeGreaterThan(10_000);
  });

  it('duplicate Sids', () => {
    const twice = { ...good, Sid: 'a' };
    const message =
      kind === 'trust'
        ? 'The Statement Ids in the policy are not unique'
        : 'Statement IDs (SID) in a single policy must be unique.';
    check(kind, textOf(kind, JSON.stringify(twice), JSON.stringify(twice)), message);
    const empty = JSON.stringify({ ...good, Sid: '' });
    expect(parse(textOf(kind, empty, empty), kind).errors).toEqual([]);
  });
});

describe('malformed documents around their statements', () => {
  const identity = JSON.stringify(GOOD_IDENTITY);
  const trust = JSON.stringify(GOOD_TRUST);
  const SYNTAX = 'Syntax errors in policy.';
  const OLD = 'Policy document must be version 2012-10-17 or greater.';
  const NO_JSON = 'This policy contains invalid Json';
  const EMPTY = 'Could not parse the policy: Statement is empty!';
  const VERSION = 'The policy must contain a valid version string';
  it.each<[text: string, managed: string, trust: string]>([
    ['', SYNTAX, NO_JSON],
    ['hello', SYNTAX, NO_JSON],
    ['{', SYNTAX, NO_JSON],
    ['{"Version":"2012-10-17","Statement":S,}', SYNTAX, NO_JSON],
    ['{"Version":"2012-10-17","Statement":S}x', SYNTAX, NO_JSON],
    ["{'Version':'2012-10-17','Statement':S}", SYNTAX, NO_JSON],
    ['{"Version":"2012-10-17","Version":"2012-10-17","Statement":S', SYNTAX, NO_JSON],
    ['[]', SYNTAX, 'Syntax error in policy.'],
    ['"x"', SYNTAX, 'Syntax error in policy.'],
    ['null', SYNTAX, 'Syntax error in policy.'],
    ['{}', SYNTAX, EMPTY],
    ['{"Version":"2012-10-17"}', SYNTAX, EMPTY],
    ['{"Version":"2012-10-17","Statement":[]}', SYNTAX, EMPTY],
    ['{"Version":"2012-10-17","Statement":null}', SYNTAX, 'Syntax error in policy.'],
    ['{"Version":"2012-10-17","Statement":"S"}', SYNTAX, 'Syntax error in policy.'],
    ['{"Version":"2012-10-17","Statement":[S,[]]}', SYNTAX, 'Syntax error in policy.'],
    ['{"Version":"2012-10-17","Statement":[[S]]}', SYNTAX, 'Syntax error in policy.'],
    ['{"Version":"2012-10-17","statement":S}', SYNTAX, EMPTY],
    ['{"Version":"2012-10-17","Statement":S,"Extra":1}', SYNTAX, 'Syntax error in policy.'],
    ['{"Version":"2012-10-17","Statement":S,"Id":1}', SYNTAX, 'Syntax error in policy.'],
    ['{"Version":"2013-10-17","Statement":S}', SYNTAX, VERSION],
    ['{"Version":"2012-10-17 ","Statement":S}', SYNTAX, VERSION],
    ['{"Version":20121017,"Statement":S}', SYNTAX, VERSION],
    ['{"Version":["2012-10-17"],"Statement":S}', SYNTAX, VERSION],
    ['{"Version":null,"Statement":S}', SYNTAX, VERSION],
    ['{"Version":"2012-10-17","Version":"2012-10-17","Statement":S}', SYNTAX, 'Syntax error in policy.'],
    ['{"Version":"2012-10-17","Statement":S,"\\u0053tatement":S}', SYNTAX, 'Syntax error in policy.'],
    ['{"Version":"2012-10-17","Id":"\\ud800","Statement":S}', SYNTAX, 'Syntax error in policy.'],
    ['{"Version":"2008-10-17","Statement":S}', OLD, ''],
    ['{"Statement":S}', OLD, ''],
  ])('%s', (text, managed, ofTrust) => {
    check('managed', text.replaceAll('S,', `${identity},`).replaceAll(/S(?=[}\]])/g, identity), managed);
    const trusting = text.replaceAll('S,', `${trust},`).replaceAll(/S(?=[}\]])/g, trust);
    if (ofTrust !== '') check('trust', trusting, ofTrust);
    else expect(parse(trusting, 'trust').errors).toEqual([]);
  });
});
