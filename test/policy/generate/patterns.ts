import type { ContextValue } from '../../../src/policy/index.ts';
import { chance, type Dice, pick, turnCase } from './dice.ts';
import { KEYS } from './world.ts';

/** Policy documents hold U+0009, U+000A, U+000D and U+0020–U+00FF only; any other character becomes `?`. */
export function writable(text: string): string {
  return Array.from(text, (character) => (/^[\t\n\r\u0020-\u00ff]$/.test(character) ? character : '?')).join(
    '',
  );
}

/** Account ids are cut by wildcards only whole, so that a consistent renaming of accounts keeps every answer. */
function pieces(text: string): string[] {
  return text.match(/\d{12}|[\s\S]/gu) ?? [];
}

/** A glob made from the text, which mostly matches it. */
export function patternFor(dice: Dice, text: string): string {
  const list = pieces(text);
  const at = dice.roll(list.length + 1);
  switch (dice.roll(7)) {
    case 0:
      return '*';
    case 1:
      return `${list.slice(0, at).join('')}*`;
    case 2:
      return `*${list.slice(at).join('')}`;
    case 3: {
      const end = at + dice.roll(list.length - at + 1);
      return `${list.slice(0, at).join('')}*${list.slice(end).join('')}`;
    }
    case 4:
      return list.map((piece, index) => (index === at && piece.length < 3 ? '?' : piece)).join('');
    case 5:
      return `${list.slice(0, at).join('')}?${list.slice(at).join('')}`;
    default:
      return text;
  }
}

/** The same for an ARN, part by part: wildcards in the fifth and sixth part, short forms, another letter's case. */
export function arnPatternFor(dice: Dice, arn: string): string {
  const [prefix, partition, service, region = '', account, ...rest] = arn.split(':');
  const resource = rest.join(':');
  const kept = service === 'iam' ? (resource.match(/^[a-z-]+\//)?.[0] ?? resource) : '';
  // IAM and S3 ARNs may not name a Region, nor a pattern of one (policy-language §9).
  const anyRegion = region !== '' && chance(dice, 30) ? pick(dice, ['*', 'eu-*', '?u-west-1']) : region;
  const anyAccount = chance(dice, 20) ? '*' : account;
  const anyPartition = chance(dice, 8) ? pick(dice, ['*', 'aw?']) : partition;
  const tail = resource.slice(kept.length);
  const pattern = chance(dice, 65) ? patternFor(dice, tail) : chance(dice, 10) ? turnCase(dice, tail) : tail;
  if (service !== 'iam' && chance(dice, 6)) return pick(dice, [`arn:aws:${service}`, `arn:*:${service}:*`]);
  return [prefix, anyPartition, service, anyRegion, anyAccount, kept + pattern].join(':');
}

/** Not quite variables: what stands around them matches nothing (policy-language §6.4). */
const MALFORMED = [
  '${}',
  '${aws:username',
  '${ aws:username }',
  '${nothing}',
  "${ aws:PrincipalTag/none, 'TEXT'}",
  "${aws:PrincipalTag/none , 'TEXT'}",
  "${${aws:PrincipalTag/none, 'TEXT'}",
  "${aws:PrincipalTag/none,'TEXT'}",
  "${aws:PrincipalTag/none, 'TEXT}",
  '${aws:PrincipalTag/none, TEXT}',
  "${, 'TEXT'}",
  "${aws:PrincipalTag/none, 'TEXT'TEXT'}",
  "${aws:PrincipalTag/none, 'TEXT' }",
];

/** The text with a variable in it: one whose value stands there, one with a default, or one of no value. */
export function withVariable(dice: Dice, text: string, context: ReadonlyMap<string, ContextValue>): string {
  const present = [...context].filter(
    (entry): entry is [string, string] =>
      typeof entry[1] === 'string' && entry[1] !== '' && text.includes(entry[1]),
  );
  if (present.length > 0 && chance(dice, 70)) {
    const [key, value] = pick(dice, present);
    const name = chance(dice, 30) ? turnCase(dice, key) : key;
    const fallback = chance(dice, 20) ? ", 'other'" : '';
    return text.replace(value, () => `\${${name}${fallback}}`);
  }
  const list = pieces(text);
  const start = dice.roll(list.length + 1);
  const end = start + dice.roll(list.length - start + 1);
  const cut = list.slice(start, end).join('');
  const around = (middle: string) => list.toSpliced(start, end - start, middle).join('');
  switch (dice.roll(7)) {
    case 0:
      return /[{}'$]/.test(cut) ? around('${*}') : around(`\${aws:PrincipalTag/none, '${cut}'}`);
    case 1:
      return around(`\${${pick(dice, KEYS)[0]}}`);
    case 2:
      return text.replace(/[*?$]/, (wild) => `\${${wild}}`);
    case 3:
      return around(pick(dice, ['${*}', '${?}', '${$}']));
    case 4:
      return around(pick(dice, MALFORMED).replaceAll('TEXT', () => cut.replace(/[{}'$]/g, '')));
    case 5: {
      const [key] = pick(dice, KEYS);
      return /[{}'$]/.test(cut) ? text : around(`\${${key}, '${cut}'}`);
    }
    default:
      return text;
  }
}
