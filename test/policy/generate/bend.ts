import type { ContextValue, Principal } from '../../../src/policy/index.ts';
import { A, B, BOB } from '../setup.ts';
import type { AccessCase } from './access-case.ts';
import { chance, type Dice, pick } from './dice.ts';
import { ALICE_ARN, CALLERS, contextFor, OLD_ALICE_ID, OLD_ROLE_ID, QUESTIONS, ROLE_ARN } from './world.ts';

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
];

const ALL_QUESTIONS = Object.values(QUESTIONS).flat();

function bentContext(dice: Dice, request: AccessCase['request']): ReadonlyMap<string, ContextValue> {
  const fresh = contextFor(dice, request.principal);
  const context = new Map(request.context);
  for (const key of new Set([...fresh.keys(), ...context.keys()])) {
    if (!chance(dice, 25)) continue;
    const value = fresh.get(key);
    if (value === undefined) context.delete(key);
    else context.set(key, value);
  }
  return context;
}

/** The same policies asked another question, one step away from the one that they were made for. */
export function bend(dice: Dice, { request, sets }: AccessCase): AccessCase {
  const [action, resources] = pick(dice, ALL_QUESTIONS);
  const everyone = [...NEIGHBOURS, ...Object.values(CALLERS).flat()];
  const bent = [
    { context: bentContext(dice, request) },
    { context: bentContext(dice, request) },
    { context: bentContext(dice, request) },
    { principal: pick(dice, everyone) },
    { resource: pick(dice, resources) },
    { action },
    { resourceAccount: pick(dice, [undefined, A, B]) },
  ];
  return { request: { ...request, ...pick(dice, bent) }, sets };
}
