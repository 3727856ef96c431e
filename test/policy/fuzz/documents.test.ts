import { describe, expect, it } from 'vitest';
import { compile, format, minify, type PolicyKind, parse } from '../../../src/policy/index.ts';
import { answerTo } from '../../reference/grammar/index.ts';
import { type Dice, pick } from '../generate/dice.ts';
import { documentOf, KINDS, STATEMENTS, type Statement } from './documents.ts';
import { FUZZ_TIMEOUT, fuzz } from './runs.ts';
import { spoilText, spoilValue } from './spoil.ts';

const GOOD = new Map(KINDS.map((kind) => [kind, JSON.stringify(documentOf(kind))]));
const GOOD_ONES = new Map(
  KINDS.map((kind) => [kind, STATEMENTS[kind].map((one) => JSON.stringify(documentOf(kind, [one])))]),
);

/** A document spoilt in none to three places; sometimes read as another kind than it was written for. */
function spoilt(dice: Dice): { kind: PolicyKind; text: string } {
  const written = pick(dice, KINDS);
  const kind = dice.roll(8) === 0 ? pick(dice, KINDS) : written;
  const good = dice.roll(12) === 0 ? GOOD.get(written)! : pick(dice, GOOD_ONES.get(written)!);
  const document = JSON.parse(good) as { Statement: Statement[] };
  for (const statement of document.Statement) keepOneOperator(dice, statement);
  for (let times = dice.roll(4); times > 0; times -= 1) spoilValue(dice, document);
  let text = JSON.stringify(document, null, dice.roll(6) === 0 ? 1 : 0);
  for (let times = Math.max(0, dice.roll(6) - 3); times > 0; times -= 1) text = spoilText(dice, text);
  return { kind, text };
}

/** So that a fault in a condition is as likely as elsewhere, and a document short. */
function keepOneOperator(dice: Dice, { Condition: condition }: Statement): void {
  if (typeof condition !== 'object' || condition === null || Array.isArray(condition)) return;
  const kept = dice.roll(Object.keys(condition).length);
  for (const [at, operator] of Object.keys(condition).entries()) if (at !== kept) delete condition[operator];
}

/** Nesting beyond what a policy may have is told before the end of the text is seen. */
function isDeep(text: string): boolean {
  return (text.match(/[[{]/g)?.length ?? 0) > 32;
}

describe('parse accepts what the reference grammar accepts, and answers otherwise what it answers', () => {
  it('the good documents', () => {
    for (const [kind, text] of GOOD) {
      expect(parse(text, kind).errors, kind).toEqual([]);
      expect(answerTo(text, kind), kind).toBeUndefined();
    }
  });

  it('100,000 spoilt ones', { timeout: FUZZ_TIMEOUT }, () => {
    const counts = { accepted: 0, refused: 0 };
    const messages = new Set<string>();
    fuzz(100_000, (dice, run) => {
      const { kind, text } = spoilt(dice);
      const { document, errors } = parse(text, kind);
      const expected = answerTo(text, kind);
      const message = errors[0]?.message;
      if (message !== expected && !(isDeep(text) && errors[0]?.code === 'json-depth')) {
        throw new Error(`${kind}: ${text}\nparse: ${message} ${errors[0]?.hint}\nreference: ${expected}`);
      }
      messages.add(`${kind} ${message?.replaceAll(/"[^"]*"|Resource .* must|Vendor .* is/g, '…')}`);
      counts[document === undefined ? 'refused' : 'accepted'] += 1;
      if (document === undefined || run % 8 !== 0) return;
      compile(document);
      for (const printed of [format(document), minify(document)]) {
        const again = parse(printed, kind, { maxSize: Number.POSITIVE_INFINITY }).document;
        if (again === undefined || format(again) !== format(document))
          throw new Error(`${kind}: ${text} became ${printed}`);
      }
    });
    console.log(`documents: ${JSON.stringify(counts)}, ${messages.size} different answers`);
    expect(counts.accepted).toBeGreaterThan(10_000);
    expect(messages.size).toBeGreaterThan(80);
  });
});
