/** Ways to spoil a document: in its values, in its tokens, in its characters. */
import { type Dice, pick } from '../generate/dice.ts';
import type { Json } from './documents.ts';

const NAMES = [
  ...['Version', 'Id', 'Statement', 'Sid', 'Effect', 'Principal', 'NotPrincipal', 'Action', 'NotAction'],
  ...['Resource', 'NotResource', 'Condition', 'AWS', 'Service', 'Federated', 'CanonicalUser'],
  ...[
    'StringEquals',
    'ForAnyValue:ArnLike',
    'DateEquals',
    'NullIfExists',
    'Bool',
    'effect',
    'aws:a',
    'AWS:A',
  ],
  ...['__proto__', 'constructor', 'toString', 'hasOwnProperty', '', '0'],
];

const VALUES: readonly Json[] = [
  ...[
    null,
    true,
    false,
    0,
    -1,
    1.5,
    1e21,
    '',
    ' ',
    '*',
    '**',
    '?',
    '${',
    '${aws:username}',
    '\u00e9',
    '\u0416',
  ],
  ...['Allow', 'Deny', 'allow', 'DENY', '2012-10-17', '2008-10-17', '2013-01-01', 'One', 'Two', 'a b'],
  ...[
    's3:*',
    's3:a:b',
    'sts:*',
    'STS:x',
    's3',
    'a a:b',
    ':',
    '*:*',
    's3:\u200b',
    '\u017f3:x',
    's3:',
    'iam:Pass?ole',
  ],
  ...['arn:aws:s3:::b', 'arn:aws:s3::b', 'arn:aws:s3:eu-west-1::b', 'arn:aws:s3:eu-west-1:1:accesspoint/x'],
  ...[
    'arn:aws:iam::1:role/x',
    'arn:aws:iam:r:1:role/x',
    'arn:aws:iam::1:thing/x',
    'arn:aws:iam::1:root',
    'arn:aws',
  ],
  ...[
    'arn:aws:iam::1:*',
    'arn:aws:iam:*:1:user/*',
    'arn:aws:iam',
    'arn:a*:s3:::b',
    'arn:aws:s*:::b',
    'x:aws:s3:::b',
  ],
  ...['arn:other:s3:::b', 'arn:', 'arn::::::', 'arn:aws::::x', 'a:b', 'a:b:', 'arn:aws-cn:s3:::b'],
  ...['111122223333', '1111', 'arn:aws:iam::111122223333:root', 'arn:aws:iam::111122223333:user/*'],
  ...['arn:aws:iam::111122223333:user/', 'arn:aws:iam::111122223333:group/x', 'arn:aws:iam::1:user/x'],
  ...['arn:aws:sts::111122223333:assumed-role/r/s', 'arn:aws:sts::111122223333:assumed-role/r'],
  ...[
    'arn:aws:sts::111122223333:federated-user/f',
    'arn:zz:iam::111122223333:user/x',
    'AROAEXAMPLEEXAMPLE12:s1',
  ],
  ...['AROAEXAMPLE', 'ec2.amazonaws.com', 'ec2', 'a..b', 'x@y.z', 'cognito-identity.amazonaws.com'],
  ...[
    'arn:aws:iam::111122223333:oidc-provider/h/p',
    'arn:aws:iam::111122223333:oidc-provider/',
    'f'.repeat(64),
  ],
  ...['2026-02-30', '2026-02-28T25:00Z', '1780315200', 'now', '10.0', 'true', 'TRUE', '300.1.1.1', '::1/129'],
  ...([
    [],
    {},
    [[]],
    [null],
    [''],
    ['*', '*'],
    { AWS: '*' },
    { AWS: [] },
    { '*': '*' },
    { Bool: {} },
  ] as Json[]),
];

/** Everything in a document that holds something: objects and lists. */
function holders(json: Json, found: (Json[] | { [key: string]: Json })[] = []) {
  if (typeof json !== 'object' || json === null) return found;
  found.push(json);
  for (const inner of Object.values(json)) holders(inner, found);
  return found;
}

/** Changes a value, a key, or what an object or list holds, in place. */
export function spoilValue(dice: Dice, document: Json): void {
  const holder = pick(dice, holders(document));
  const keys = Object.keys(holder);
  const key = keys.length === 0 ? '0' : pick(dice, keys);
  const at = holder as { [key: string]: Json };
  switch (dice.roll(7)) {
    case 0:
      if (Array.isArray(holder)) holder.splice(dice.roll(holder.length + 1), 1);
      else delete at[key];
      return;
    case 1: {
      const kept = at[key] ?? null;
      if (Array.isArray(holder)) holder.push(kept);
      else {
        delete at[key];
        define(at, pick(dice, NAMES), kept);
      }
      return;
    }
    case 2:
      if (Array.isArray(holder)) holder.push(copy(pick(dice, VALUES)));
      else define(at, pick(dice, NAMES), copy(pick(dice, VALUES)));
      return;
    case 3:
      define(at, key, [at[key] ?? null]);
      return;
    default:
      define(at, key, copy(pick(dice, VALUES)));
  }
}

/** Also a key such as `__proto__` becomes a member like others. */
function define(holder: { [key: string]: Json }, key: string, value: Json): void {
  Object.defineProperty(holder, key, { value, enumerable: true, configurable: true, writable: true });
}

function copy(json: Json): Json {
  return JSON.parse(JSON.stringify(json)) as Json;
}

const PIECES = [
  ...['{', '}', '[', ']', ',', ':', '"', '\\', '/', '0', '-', 'e', '.', 'null', 'true', ' ', '\n', '\u00a0'],
  ...[
    '\ufeff',
    '\u0000',
    '\u2028',
    '\\u0041',
    '\\ud800',
    '\\u00',
    '"a":1,',
    '"Effect":"Deny",',
    '/**/',
    'NaN',
    '1e400',
  ],
  ...['"Sid":"One",', '[[[[', '{"a":', "'", '\ud83d', '\u00ff', '*', '?', '${', '\\\\', '\\"'],
];

/** Takes out, puts in, doubles or swaps some characters. */
export function spoilText(dice: Dice, text: string): string {
  const at = dice.roll(text.length + 1);
  const end = Math.min(text.length, at + 1 + dice.roll(dice.roll(4) === 0 ? 40 : 3));
  const [before, middle, after] = [text.slice(0, at), text.slice(at, end), text.slice(end)];
  switch (dice.roll(5)) {
    case 0:
      return before + after;
    case 1:
      return before + middle + middle + after;
    case 2:
      return before + pick(dice, PIECES) + after;
    case 3:
      return before + pick(dice, PIECES) + middle + after;
    default: {
      const other = dice.roll(text.length + 1);
      return text.slice(0, other) + middle + text.slice(other);
    }
  }
}
