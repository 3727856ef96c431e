/** What `npm run bench:policy` measures is right: the answers are those that the fixtures expect, of every engine. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { askedOf } from '../../bench/policy/engine.ts';
import { fullPolicyText, TYPICAL } from '../../bench/policy/typical.ts';
import { decide, explain, parse } from '../../src/policy/index.ts';

const PEERS = fileURLToPath(new URL('../../bench/peers/', import.meta.url));
const { sets, requestOf } = askedOf(TYPICAL.layers);

describe('the typical request', () => {
  it('has three identity policies of twelve statements, a boundary, a session policy and two conditions', () => {
    expect(sets.identity.map(({ policy }) => policy.statements.length)).toEqual([12, 12, 12]);
    const conditions = sets.identity.flatMap(({ policy }) =>
      policy.statements.flatMap((one) => one.conditions),
    );
    expect(conditions).toHaveLength(2);
  });

  it.each(TYPICAL.questions)('$action on $resource: $allowed', (question) => {
    const verdict = decide(requestOf(question), sets).verdict;
    expect(verdict === 'allowed').toBe(question.allowed);
    expect(explain(requestOf(question), sets).verdict).toBe(verdict);
  });

  it.skipIf(!existsSync(`${PEERS}node_modules`)).each(['cedar', 'casbin', 'iam-simulate'])(
    '%s answers alike (where bench:policy has installed it)',
    (peer) => {
      const folder = mkdtempSync(join(tmpdir(), 'stint-peers-'));
      const file = join(folder, 'fixture.json');
      writeFileSync(file, JSON.stringify(TYPICAL));
      const { stdout } = spawnSync(process.execPath, [`${PEERS}${peer}.mjs`, file], {
        input: '',
        encoding: 'utf8',
      });
      rmSync(folder, { recursive: true });
      expect(JSON.parse(stdout)).toEqual({ answers: TYPICAL.questions.map(({ allowed }) => allowed) });
    },
  );
});

it('a full managed policy is a policy', () => {
  const text = fullPolicyText();
  expect(text.length).toBeGreaterThan(5_900);
  expect(parse(text, 'managed').errors).toEqual([]);
});
