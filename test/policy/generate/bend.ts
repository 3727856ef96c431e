import type { ContextValue, Principal } from '../../../src/policy/index.ts';
import { A, B, BOB } from '../setup.ts';
import type { AccessCase } from './access-case.ts';
import { chance, type Dice, pick } from './dice.ts';
import {
  ALICE_ARN,
  CALLERS,
  callersValue,
  KEYS,
  OLD_ALICE_ID,
  OLD_ROLE_ID,
  QUESTIONS,
  ROLE_ARN,
  SERVICE_LINKED_SESSION,
  valueFor,
} from './world.ts';

/** Others that a policy about the caller may be mistaken about: re-created, another session, a namesake. */
const NEIGHBOURS: readonly Principal[] = [
  { kind: 'user', account: A, id: OLD_ALICE_ID, arn: ALICE_ARN },
  { kind: 'user', account: A, id: 'AIDABOBBOBBOBBOBBOB01', arn: BOB },
  { kind: 'user', account: B, id: 'AIDAFOREIGNFOREIGN001', arn: `arn:aws:iam::${B}:user/team/alice` },
  {
    kind: 'role-session',
    account: A,
    roleId: OLD_ROLE_ID,
    roleArn: ROLE_ARN,
    arn: `arn:aws:sts::${A}:assumed-role/r/s1`,
    sessionName: 's1',
  },
  {
    kind: 'role-session',
    account: A,
    roleId: 'AROAROLEROLEROLEROL01',
    roleArn: ROLE_ARN,
    arn: `arn:aws:sts::${A}:assumed-role/r/s2`,
    sessionName: 's2',
  },
  { kind: 'root', account: B, arn: `arn:aws:iam::${B}:root` },
  { kind: 'service', name: 'lambda.amazonaws.com' },
  SERVICE_LINKED_SESSION,
];

const ALL_QUESTIONS = Object.values(QUESTIONS).flat();
const EVERYONE = [...NEIGHBOURS, ...Object.values(CALLERS).flat()];

function bentContext(dice: Dice, request: AccessCase['request']): ReadonlyMap<string, ContextValue> {
  const context = new Map(request.context);
  if (chance(dice, 20)) {
    for (const key of request.context.keys()) if (chance(dice, 50)) context.delete(key);
    return context;
  }
  for (const [written, type] of KEYS) {
    if (!chance(dice, 25)) continue;
    const key = written.toLowerCase();
    const value = callersValue(dice, key, request.principal) ?? valueFor(dice, type);
    if (value === undefined) context.delete(key);
    else context.set(key, value);
  }
  return context;
}

/** The same policies asked another question, one step away from the one that they were made for. */
export function bend(dice: Dice, { request, sets }: AccessCase): AccessCase {
  const [action, resources] = pick(dice, ALL_QUESTIONS);
  switch (dice.roll(8)) {
    case 0:
      return { request: { ...request, principal: pick(dice, EVERYONE) }, sets };
    case 1:
      return { request: { ...request, resource: pick(dice, resources) }, sets };
    case 2:
      return { request: { ...request, action }, sets };
    case 3:
      return { request: { ...request, resourceAccount: pick(dice, [undefined, A, B]) }, sets };
    case 4:
      if (sets.scp === undefined && sets.rcp === undefined) break;
      return { request, sets: { ...sets, managementAccount: pick(dice, [undefined, A, B]) } };
  }
  return { request: { ...request, context: bentContext(dice, request) }, sets };
}
