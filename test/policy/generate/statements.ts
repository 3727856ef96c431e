import type { AccessRequest, PolicyKind } from '../../../src/policy/index.ts';
import type { RawPrincipal, RawStatement } from '../../reference/index.ts';
import { A, B, FEDERATED } from '../setup.ts';
import { type Context, conditionFor } from './conditions.ts';
import { chance, type Dice, pick, shuffled, turnCase } from './dice.ts';
import { arnPatternFor, patternFor, withVariable, writable } from './patterns.ts';
import { ALICE_ARN, ALICE_ID, OLD_ALICE_ID, ROLE_ARN, ROLE_ID, SAML, SESSION_ARN } from './world.ts';

export interface Scene {
  readonly request: AccessRequest;
  readonly context: Context;
  readonly kind: PolicyKind;
  readonly variables: boolean;
}

function oneOrMany(dice: Dice, values: readonly string[]): string | readonly string[] {
  const [first] = values;
  return values.length === 1 && first !== undefined && chance(dice, 60) ? first : shuffled(dice, values);
}

const OTHER_ACTIONS = ['s3:PutObject', 'iam:Delete*', 'sqs:*Message?', 'kms:Encrypt'];
const OTHER_STS = ['sts:SetContext', 'sts:AssumeRoot', 'sts:Get*'];

function actionPattern(dice: Dice, action: string, scene: Scene, aim: boolean): string {
  const [service = '', name = ''] = action.split(':');
  if (!aim)
    return pick(dice, [
      `${action}x`,
      `${action}?`,
      `${service}:`,
      action.slice(0, -1),
      `${service}: ${name}`,
    ]);
  const isBound = scene.kind === 'trust' || scene.kind === 'rcp';
  switch (dice.roll(7)) {
    case 0:
      return turnCase(dice, action);
    case 1:
      return `${service}:*`;
    case 2:
      return isBound ? `${service}:?*` : '*';
    case 3:
      return isBound ? action : `*:${patternFor(dice, name)}`;
    case 4:
    case 5:
      return `${chance(dice, 20) ? turnCase(dice, service) : service}:${patternFor(dice, name)}`;
    default:
      return action;
  }
}

function actionElement(dice: Dice, scene: Scene, aim: boolean): Partial<RawStatement> {
  const others = scene.kind === 'trust' ? OTHER_STS : OTHER_ACTIONS;
  const noise = chance(dice, 30) ? [pick(dice, others)] : [];
  const { action } = scene.request;
  if (scene.kind !== 'rcp' && chance(dice, 15)) {
    const spared = aim
      ? [...noise, pick(dice, others)]
      : [...noise, actionPattern(dice, action, scene, true)];
    return { NotAction: oneOrMany(dice, spared) };
  }
  return { Action: oneOrMany(dice, [...noise, actionPattern(dice, action, scene, aim)]) };
}

const OTHER_RESOURCES = [
  'arn:aws:s3:::other/*',
  `arn:aws:iam::${B}:user/*`,
  `arn:aws:dynamodb:eu-west-1:${A}:table/t`,
];

function resourcePattern(dice: Dice, scene: Scene, aim: boolean): string {
  const { resource } = scene.request;
  if (!aim) {
    if (resource === '*' || chance(dice, 50)) return pick(dice, OTHER_RESOURCES);
    return writable(`${resource}${pick(dice, ['x', '?', '/*'])}`);
  }
  if (resource === '*' || chance(dice, 25)) return '*';
  const pattern = writable(arnPatternFor(dice, resource));
  if (!chance(dice, 30)) return pattern;
  // Only the resource part knows variables; the head is kept as it is (policy-language §5).
  const head = /^(?:[^:]*:){5}(?:[a-z-]+\/)?/.exec(pattern)?.[0];
  if (head === undefined) return pattern;
  return writable(head + withVariable(dice, pattern.slice(head.length), scene.context));
}

function resourceElement(dice: Dice, scene: Scene, aim: boolean): Partial<RawStatement> {
  if (scene.kind === 'trust') return {};
  const noise = chance(dice, 25) ? [pick(dice, OTHER_RESOURCES)] : [];
  if (chance(dice, 15)) {
    const spared = aim
      ? [...noise, pick(dice, OTHER_RESOURCES)]
      : [...noise, resourcePattern(dice, scene, true)];
    return { NotResource: oneOrMany(dice, spared) };
  }
  return { Resource: oneOrMany(dice, [...noise, resourcePattern(dice, scene, aim)]) };
}

const CANONICAL_ID = '79a59df900b949e55d96a1e698fbacedfd6e09d98eacf8f8d5218e7cd47ef2be';
const ROOT = `arn:aws:iam::${A}:root`;
/** Entries that some caller of account A answers to, at one grade or another. */
const AWS_ENTRIES = ['*', A, ROOT, ALICE_ARN, ALICE_ID, ROLE_ARN, ROLE_ID, SESSION_ARN, FEDERATED];
const STRANGERS = [
  B,
  `arn:aws:iam::${B}:root`,
  `arn:aws:iam::${A}:user/bob`,
  `arn:aws:iam::${A}:user/alice`,
  OLD_ALICE_ID,
  `arn:aws:sts::${A}:assumed-role/r/s2`,
  `arn:aws:iam::${A}:role/app/R`,
];

function entriesFor(scene: Scene): readonly RawPrincipal[] {
  const caller = scene.request.principal;
  const bare: RawPrincipal[] =
    scene.kind === 'trust' ? [{ AWS: '*' }] : ['*', { AWS: '*' }, { CanonicalUser: CANONICAL_ID, AWS: '*' }];
  switch (caller.kind) {
    case 'user':
      return [...bare, { AWS: A }, { AWS: ALICE_ARN }, { AWS: ALICE_ID }, { AWS: [ROOT, ALICE_ARN] }];
    case 'role-session':
      return [
        ...bare,
        { AWS: A },
        { AWS: caller.roleArn },
        { AWS: caller.roleId },
        { AWS: caller.arn },
        { AWS: ROOT },
      ];
    case 'federated-session':
      return [...bare, { AWS: A }, { AWS: FEDERATED }, { AWS: ALICE_ARN }, { AWS: ALICE_ID }];
    case 'root':
    case 'assumed-root':
      return [...bare, { AWS: A }, { AWS: ROOT }];
    case 'service':
      return [...bare, { Service: caller.name }, { Service: ['lambda.amazonaws.com', caller.name] }];
    case 'web-identity':
    case 'saml':
      return [...bare, { Federated: caller.provider }, { AWS: B, Federated: caller.provider }];
    case 'anonymous':
      return bare;
  }
}

/** What has to be listed for the caller to be spared (evaluation §4). */
function levelsOf(scene: Scene): readonly string[] {
  const caller = scene.request.principal;
  switch (caller.kind) {
    case 'user':
      return [caller.arn, A];
    case 'role-session':
      return [caller.arn, caller.roleArn, ROOT];
    case 'federated-session':
      return [caller.arn, A];
    default:
      return [A];
  }
}

function notPrincipal(dice: Dice, scene: Scene): RawPrincipal {
  const caller = scene.request.principal;
  if (caller.kind === 'service') return { Service: pick(dice, [caller.name, 'lambda.amazonaws.com']) };
  if (chance(dice, 20))
    return {
      AWS: shuffled(
        dice,
        AWS_ENTRIES.filter((entry) => entry !== '*'),
      ),
    };
  const levels = levelsOf(scene);
  const listed = chance(dice, 40) ? levels : levels.toSpliced(dice.roll(levels.length), 1);
  return { AWS: shuffled(dice, [...listed, pick(dice, STRANGERS)]) };
}

function principalElement(
  dice: Dice,
  scene: Scene,
  effect: 'Allow' | 'Deny',
  aim: boolean,
): Partial<RawStatement> {
  const { kind } = scene;
  if (kind !== 'resource' && kind !== 'trust' && kind !== 'rcp' && kind !== 'endpoint') return {};
  if (kind === 'rcp') return { Principal: '*' };
  if (kind !== 'trust' && effect === 'Deny' && chance(dice, 15))
    return { NotPrincipal: notPrincipal(dice, scene) };
  if (!aim)
    return {
      Principal: pick<RawPrincipal>(dice, [
        { AWS: oneOrMany(dice, [pick(dice, STRANGERS), B]) },
        { Service: 'lambda.amazonaws.com' },
        { Federated: SAML },
        // No trust policy knows the canonical ids of S3.
        kind === 'trust' ? { AWS: B } : { CanonicalUser: CANONICAL_ID, AWS: [B] },
      ]),
    };
  if (chance(dice, 12)) return { Principal: { AWS: pick(dice, AWS_ENTRIES) } };
  return { Principal: pick(dice, entriesFor(scene)) };
}

/** A statement that is meant to apply to the request or, when `aim` is false, to miss it by one element. */
export function statementFor(dice: Dice, scene: Scene, effect: 'Allow' | 'Deny', aim: boolean): RawStatement {
  const missed = aim ? 'none' : pick(dice, ['action', 'resource', 'principal', 'condition'] as const);
  const hasCondition = missed === 'condition' || chance(dice, 45);
  return {
    ...(chance(dice, 5) ? { Sid: '' } : {}),
    Effect: effect,
    ...principalElement(dice, scene, effect, missed !== 'principal'),
    ...actionElement(dice, scene, missed !== 'action'),
    ...resourceElement(dice, scene, missed !== 'resource'),
    ...(hasCondition
      ? { Condition: conditionFor(dice, scene.context, scene.variables, missed !== 'condition') }
      : {}),
  };
}
