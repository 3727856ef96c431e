import { expect, it } from 'vitest';
import { contextOf } from '../../../src/policy/index.ts';
import { instantOf } from '../../reference/dates.ts';
import { pairHolds } from '../../reference/index.ts';
import { OPERATORS_OF } from '../generate/conditions.ts';
import { type Dice, pick } from '../generate/dice.ts';
import type { KeyType } from '../generate/world.ts';
import { applies } from './one-statement.ts';
import { FUZZ_TIMEOUT, fuzz } from './runs.ts';

/** Texts of each type, at its edges; and the characters that they are spoilt with. */
const TEXTS: Readonly<Record<KeyType, readonly [texts: readonly string[], characters: string]>> = {
  string: [
    ['', 'a', 'A', 'ab', 'a*', '?b', '*', '${k}', "${none, 'a'}", '${*}', 'Stra\u00dfe', '\u0130', '\u212a'],
    'aA*?${}k',
  ],
  number: [
    [
      '0',
      '-0',
      '10',
      '10.0',
      '010',
      '+1',
      '-1.50',
      '0.1',
      '1e3',
      '0x10',
      '',
      '9007199254740993',
      '1_0',
      '.5',
      '5.',
    ],
    '0159.-+e ',
  ],
  date: [
    [
      ...['2026', '2026-02', '2026-02-28', '2024-02-29', '2026-02-28T12:00Z', '2026-02-28T12:00:00.5+01:30'],
      ...[
        '2026-06-30T23:59:59-23:59',
        '1780315200',
        '0',
        '-0001',
        '0000',
        '9999-12-31T23:59:59.999999999Z',
        '2026-01-01t1:00z',
      ],
      ...['9223372036854775807', '-292275054', '2026-12-31T00:00:00+00'],
    ],
    '0129-:TZ+.',
  ],
  bool: [['true', 'false', 'True', 'TRUE', 'fAlSe', '', '1', 'yes', 'true '], 'trueTRUE '],
  ip: [
    [
      ...[
        '10.0.0.1',
        '10.0.0.0/8',
        '0.0.0.0/0',
        '255.255.255.255/32',
        '10.9.9.9/9',
        '::1',
        '::',
        '2001:db8::/32',
        '::/0',
      ],
      ...[
        '::ffff:10.0.0.1',
        '::ffff:10.0.0.0/104',
        '::ffff:0.0.0.0/64',
        '010.0.0.1',
        '10.0.0',
        'fe80::1%eth0',
        '1.2.3.4/33',
      ],
      ...['2001:DB8:0:0:0:0:0:1', '1:2:3:4:5:6:7:8', '64:ff9b::10.0.0.1', '::/129', '10.0.0.1/08'],
    ],
    '0123456789abcdef:./',
  ],
  arn: [
    [
      ...[
        'arn:aws:s3:::b',
        'arn:aws:s3:::*',
        'arn:aws:iam::1:user/a/b',
        'arn:*:*:*:*:*',
        'arn:aws:sns:eu:1:t:u',
        'arn:aws:s3',
      ],
      ...[
        '*',
        '',
        'arn:aws:s3:::${k}',
        '${k}',
        'arn:aws:s3:::${none}',
        'arn:aws:?3:::b',
        'ARN:aws:s3:::b',
        'arn:aws:iam::${n}:root',
      ],
    ],
    ':*?/aAb1',
  ],
  binary: [['', 'YQ==', 'YQ', 'YR==', 'YWI=', 'YWJj', 'a', 'abc', '/+8=', '_-8=', 'Y Q=='], 'YQWIa=+/-_ '],
};
/** What the bytes of the base64 texts spell, so that some of them are found. */
const PLAIN = ['', 'a', 'ab', 'abc', '\u00ff'];

const CONTEXT = { k: 'a*', n: '1', list: ['a', 'b'] };

function spoilt(dice: Dice, text: string, characters: string): string {
  const at = dice.roll(text.length + 1);
  const put = characters.charAt(dice.roll(characters.length));
  switch (dice.roll(8)) {
    case 0:
      return text.slice(0, at) + put + text.slice(at);
    case 1:
      return text.slice(0, at) + text.slice(at + 1);
    case 2:
      return text.slice(0, at) + put + text.slice(at + 1);
    default:
      return text;
  }
}

it('50,000 conditions hold as the reference says', { timeout: FUZZ_TIMEOUT }, () => {
  const counts = { holds: 0, not: 0, refused: 0 };
  const types = Object.keys(TEXTS) as KeyType[];
  fuzz(50_000, (dice) => {
    const type = pick(dice, types);
    const [texts, characters] = TEXTS[type];
    const base = pick(dice, [...OPERATORS_OF[type], ...(type === 'bool' ? ['Null'] : [])]);
    const suffix = base !== 'Null' && dice.roll(5) === 0 ? 'IfExists' : '';
    const operator = `${pick(dice, ['', '', '', 'ForAllValues:', 'ForAnyValue:'])}${base}${suffix}`;
    const text = () => spoilt(dice, pick(dice, texts), characters);
    const policy = Array.from({ length: dice.roll(3) + (dice.roll(20) === 0 ? 0 : 1) }, text);
    const requested = () =>
      dice.roll(3) === 0 ? pick(dice, policy.length > 0 ? policy : texts) : pick(dice, [...texts, ...PLAIN]);
    const value =
      dice.roll(12) === 0
        ? undefined
        : dice.roll(4) > 0
          ? requested()
          : Array.from({ length: dice.roll(4) }, requested);
    const context = { ...CONTEXT, ...(value === undefined ? {} : { key: value }) };
    const hasVariables = dice.roll(8) > 0;
    const what = JSON.stringify([operator, policy, value, hasVariables]);
    const actual = applies(
      { Action: '*', Resource: '*', Condition: { [operator]: { Key: policy } } },
      { context },
      hasVariables ? '2012-10-17' : '2008-10-17',
    );
    counts[actual === undefined ? 'refused' : actual ? 'holds' : 'not'] += 1;
    const readable = type !== 'date' || policy.every((one) => instantOf(one) !== undefined);
    if ((actual !== undefined) !== readable) throw new Error(`${what}: ${readable ? 'refused' : 'accepted'}`);
    if (!readable) return;
    const expected = pairHolds(operator, 'Key', policy, contextOf(context), hasVariables);
    if (actual !== expected) throw new Error(`${what}: ${actual}, the reference ${expected}`);
  });
  console.log(`conditions: ${JSON.stringify(counts)}`);
  expect(Math.min(counts.holds, counts.not)).toBeGreaterThan(8_000);
});
