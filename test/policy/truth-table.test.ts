import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { decide } from '../../src/policy/index.ts';
import { decideByTheBook } from '../reference/index.ts';
import { engineSets } from './engine-sets.ts';
import {
  boundaryRows,
  crossAccountRows,
  federatedRows,
  resourceRows,
  sessionRows,
} from './truth-table/boundaries-and-sessions.ts';
import { conditionRows } from './truth-table/conditions.ts';
import { identityRows } from './truth-table/identity.ts';
import { NOT_THE_ENGINE } from './truth-table/not-the-engine.ts';
import { keyRows, organizationRows, stsRows, trustRows } from './truth-table/organizations-and-trust.ts';
import type { Row } from './truth-table/row.ts';

/** The truth table of the semantics page "How a request is decided", §7, section by section. */
const SECTIONS: readonly (readonly [string, readonly Row[]])[] = [
  ['7.1 identity documents', identityRows],
  ['7.2 boundaries', boundaryRows],
  ['7.3 session policies, GetSessionToken', sessionRows],
  ['7.4 federated users', federatedRows],
  ['7.5 resource policies, same account', resourceRows],
  ['7.6 cross-account', crossAccountRows],
  ['7.7 organizations', organizationRows],
  ['7.8 trust policies', trustRows],
  ['7.9 keys', keyRows],
  ['7.10 endpoint, MFA, network and condition traps', conditionRows],
  ['7.11 STS, AssumeRoot, PassRole', stsRows],
];

const title = (row: Row) =>
  `row ${row.id}: ${row.setup} | ${row.request.action} → ${row.expected.verdict} by ${row.expected.by}`;

describe.each(SECTIONS)('truth table %s', (_section, rows) => {
  for (const row of rows) {
    it(`${title(row)} (reference)`, () => {
      expect(decideByTheBook(row.request, row.sets)).toMatchObject(row.expected);
    });
    it(`${title(row)} (engine)`, () => {
      const { verdict, by } = decide(row.request, engineSets(row.sets));
      expect({ verdict, by }).toEqual(row.expected);
    });
  }
});

describe('the truth table is whole', () => {
  it('has every row from 1 to 248, here or with the room that answers for it', () => {
    const here = new Set(SECTIONS.flatMap(([, rows]) => rows.map((row) => row.id)));
    const missing = Array.from({ length: 248 }, (_, at) => at + 1).filter(
      (id) => !here.has(id) && !NOT_THE_ENGINE.has(id),
    );
    expect(missing).toEqual([]);
    expect([...here].filter((id) => NOT_THE_ENGINE.has(id))).toEqual([]);
  });

  it.each([...NOT_THE_ENGINE])('row %i stands in a test of another room, or is not served', (_id, place) => {
    if ('missing' in place) return;
    expect(readFileSync(place.file, 'utf8')).toContain(place.title);
  });
});
