import { expect, it } from 'vitest';
import { contextOf } from '../../../src/policy/index.ts';
import { actionApplies, resourceApplies } from '../../reference/index.ts';
import { type Dice, pick, turnCase } from '../generate/dice.ts';
import { applies } from './one-statement.ts';
import { FUZZ_TIMEOUT, fuzz } from './runs.ts';

const PIECES = [
  'a',
  'b',
  'ab',
  'aab',
  '*',
  '?',
  '**',
  '*a',
  '?b',
  '/',
  ':',
  '.',
  '..',
  'A',
  '\u00e9',
  ' ',
  '\n',
  '$',
  '{',
  '}',
];
const VARIABLES = [
  ...[
    '${aws:username}',
    '${AWS:UserName}',
    '${aws:none}',
    "${aws:none, 'a'}",
    "${aws:username, 'b'}",
    '${list}',
  ],
  ...[
    '${*}',
    '${?}',
    '${$}',
    '${}',
    '${',
    '${aws:username',
    '${ aws:username}',
    "${aws:none, 'a*'}",
    '${wild}',
  ],
  ...['${nested}', "${aws:none, '${aws:username}'}", '${empty}'],
];
const CONTEXT = {
  'aws:username': 'ab',
  wild: 'a*?',
  nested: '${aws:username}',
  empty: '',
  list: ['a', 'b'],
};

const some = (dice: Dice, most: number, pieces: readonly string[]) =>
  Array.from({ length: dice.roll(most + 1) }, () => pick(dice, pieces)).join('');

const PREFIXES = [
  'arn:aws:s3:::',
  'arn:aws:s3::1:',
  'arn:aws:ec2:*:?:',
  'arn:*:s3:::',
  'arn:aws:s3:',
  'arn:aws:x:a?:*:',
];

/** A text that the pattern may well match: its wildcards and variables filled with something. */
function near(dice: Dice, pattern: string): string {
  return pattern
    .replaceAll(/\$\{[^}]*\}?/g, () => pick(dice, ['ab', 'a', 'a*?', '', '*', '${aws:username}']))
    .replaceAll(/[*]/g, () => (dice.roll(2) === 0 ? '' : some(dice, 2, PIECES)))
    .replaceAll('?', () => pick(dice, ['a', 'b', '\ud83d\ude00', '', '?']));
}

it('100,000 actions, resources and variables match as the reference says', { timeout: FUZZ_TIMEOUT }, () => {
  const counts = { applies: 0, not: 0, refused: 0 };
  fuzz(100_000, (dice, run) => {
    const context = contextOf(CONTEXT);
    const isAction = run % 3 === 0;
    const version = dice.roll(8) === 0 ? '2008-10-17' : '2012-10-17';
    let expected: boolean;
    let actual: boolean | undefined;
    let what: string;
    if (isAction) {
      const pattern = `${pick(dice, ['s3', 'S3', 'a.b-c', '*'])}:${some(
        dice,
        5,
        PIECES.filter((one) => /^[ -9;-~]+$/.test(one)),
      )}`;
      const [prefix, ...names] = near(dice, pattern).split(':');
      const action = turnCase(dice, `${prefix}:${names.join('').replaceAll(/[^ -~]/g, 'x')}`);
      const element = dice.roll(3) === 0 ? 'NotAction' : 'Action';
      expected = actionApplies({ Effect: 'Allow', [element]: pattern }, action);
      actual = applies({ [element]: [pattern], Resource: '*' }, { action }, version);
      what = `${element} ${pattern} and ${action}`;
    } else {
      const pattern =
        dice.roll(40) === 0 ? '*' : pick(dice, PREFIXES) + some(dice, 5, [...PIECES, ...VARIABLES]);
      const resource = dice.roll(20) === 0 ? '*' : near(dice, pattern);
      const element = dice.roll(3) === 0 ? 'NotResource' : 'Resource';
      expected = resourceApplies(
        { Effect: 'Allow', [element]: pattern },
        resource,
        context,
        version === '2012-10-17',
      );
      actual = applies({ Action: '*', [element]: pattern }, { resource, context: CONTEXT }, version);
      what = `${element} ${JSON.stringify(pattern)} and ${JSON.stringify(resource)}, ${version}`;
    }
    counts[actual === undefined ? 'refused' : actual ? 'applies' : 'not'] += 1;
    if (actual !== undefined && actual !== expected)
      throw new Error(`${what}: ${actual}, the reference ${expected}`);
  });
  console.log(`patterns: ${JSON.stringify(counts)}`);
  expect(Math.min(counts.applies, counts.not)).toBeGreaterThan(15_000);
});
