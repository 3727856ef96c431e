/** Random histories of API calls against a server in memory and a tiny model of what should be (test plan 3d). */
import { describe, expect, it } from 'vitest';
import { startServer } from '../support/server.ts';
import {
  ACCOUNT,
  AccountModel,
  ALL_USERS,
  type Issued,
  type ModelCaller,
  may,
  userArn,
} from './model/account-model.ts';
import { nextStep, type Step, USER_NAMES } from './model/steps.ts';
import { type Answer, type Call, Client, inProcess } from './support/client.ts';
import { type Dice, seededDice, seedOf } from './support/dice.ts';

// STINT_HISTORIES=50000 for a night's run, STINT_SEED to repeat one: history n has the seed + n.
const histories = Number(process.env['STINT_HISTORIES'] ?? 30);
const seed = seedOf('STINT_SEED');
const WITNESSES = 3;
const UNLIMITED = { perSecond: 1e6, burst: 1e6 };

const ROOT = { accessKeyId: ACCOUNT, secretAccessKey: 'any' };

const identity: Call = { service: 'sts', action: 'GetCallerIdentity' };
const listUsers: Call = { service: 'iam', action: 'ListUsers' };
const getUser = (UserName: string): Call => ({ service: 'iam', action: 'GetUser', input: { UserName } });

/** What the caller is shown, or the code of the refusal. */
type Shown = object | string;

function expectedIdentity(caller: ModelCaller | undefined): Shown {
  if (caller === undefined) return 'InvalidClientTokenId';
  return { Account: ACCOUNT, Arn: caller.arn, UserId: caller.userId };
}

function expectedUser(model: AccountModel, caller: ModelCaller | undefined, name: string): Shown {
  if (caller === undefined) return 'InvalidClientTokenId';
  const user = model.users.get(name);
  if (!may(caller, 'iam:GetUser', userArn(user?.path ?? '/', name))) return 'AccessDenied';
  if (user === undefined) return 'NoSuchEntity';
  const tags = [...user.tags].map(([Key, Value]) => `${Key}=${Value}`).sort();
  return { UserId: user.id, Arn: userArn(user.path, name), tags };
}

function expectedUsers(model: AccountModel, caller: ModelCaller | undefined): Shown {
  if (caller === undefined) return 'InvalidClientTokenId';
  if (!may(caller, 'iam:ListUsers', ALL_USERS)) return 'AccessDenied';
  return [...model.users].map(([name, { id, path }]) => `${userArn(path, name)} ${id}`).sort();
}

interface ShownUser {
  readonly UserId: string;
  readonly Arn: string;
  readonly Tags?: readonly { readonly Key: string; readonly Value: string }[];
}

const userIn = ({ User: { UserId, Arn, Tags = [] } }: { User: ShownUser }): Shown => ({
  UserId,
  Arn,
  tags: Tags.map(({ Key, Value }) => `${Key}=${Value}`).sort(),
});

const usersIn = ({ Users }: { Users: readonly ShownUser[] }): Shown =>
  Users.map(({ Arn, UserId }) => `${Arn} ${UserId}`).sort();

/** Everything that witnesses are told in some history. */
const OUTCOMES = [
  'AssumeRole: AccessDenied',
  'AssumeRole: InvalidClientTokenId',
  'AssumeRole: done',
  'GetCallerIdentity: InvalidClientTokenId',
  'GetCallerIdentity: shown',
  'GetUser: AccessDenied',
  'GetUser: InvalidClientTokenId',
  'GetUser: NoSuchEntity',
  'GetUser: shown',
  'ListUsers: AccessDenied',
  'ListUsers: InvalidClientTokenId',
  'ListUsers: shown',
];

class History {
  readonly model = new AccountModel();
  /** The steps so far, for whoever looks at a failure. */
  readonly steps: string[] = [];
  private readonly client: Client;
  private readonly dice: Dice;

  private readonly tally: (outcome: string) => void;

  constructor(client: Client, dice: Dice, tally: (outcome: string) => void) {
    this.client = client;
    this.dice = dice;
    this.tally = tally;
  }

  /** @returns what is not as it should be. */
  async go(length: number): Promise<string | undefined> {
    for (let i = 0; i < length; i++) {
      const wrong = (await this.step(nextStep(this.model, this.dice))) ?? (await this.probe());
      if (wrong !== undefined) return wrong;
    }
    return undefined;
  }

  private async step({ call, by = ROOT, refusal, apply }: Step): Promise<string | undefined> {
    const answer = await this.client.call(by, call);
    this.steps.push(`${call.action} ${JSON.stringify(call.input)}: ${answer.code ?? 'done'}`);
    if (call.action === 'AssumeRole') this.tally(`AssumeRole: ${answer.code ?? 'done'}`);
    if (answer.code !== refusal) return `the answer must be ${refusal ?? 'done'}: ${answer.message}`;
    if (answer.code === undefined) apply(answer.result);
    return undefined;
  }

  /** The root sees all there is; some of all credentials that were ever issued see what they may. */
  private async probe(): Promise<string | undefined> {
    const { model, dice } = this;
    const root: ModelCaller = {
      arn: `arn:aws:iam::${ACCOUNT}:root`,
      userId: ACCOUNT,
      rules: [{ effect: 'Allow', action: '*', resource: '*' }],
      boundary: undefined,
      session: undefined,
      isUser: false,
    };
    const all = await this.compare('root', ROOT, listUsers, expectedUsers(model, root), usersIn);
    if (all !== undefined || model.issued.length === 0) return all;
    for (let i = 0; i < WITNESSES; i++) {
      // Newer credentials are more often still good.
      const from = dice.oneIn(2) ? Math.max(0, model.issued.length - 6) : 0;
      const wrong = await this.witness(dice.pick(model.issued.slice(from)), dice.pick(USER_NAMES));
      if (wrong !== undefined) return wrong;
    }
    return undefined;
  }

  private async witness(issued: Issued, name: string): Promise<string | undefined> {
    const { model } = this;
    const caller = model.callerOf(issued);
    const { credentials } = issued;
    const who = `${issued.kind} ${credentials.accessKeyId} of ${caller?.arn ?? 'nobody'}`;
    return (
      (await this.compare(who, credentials, identity, expectedIdentity(caller), (result) => result)) ??
      (await this.compare(who, credentials, getUser(name), expectedUser(model, caller, name), userIn)) ??
      (await this.compare(who, credentials, listUsers, expectedUsers(model, caller), usersIn))
    );
  }

  private async compare(
    who: string,
    credentials: Issued['credentials'],
    call: Call,
    expected: Shown,
    show: (result: Answer['result']) => Shown,
  ): Promise<string | undefined> {
    const answer = await this.client.call(credentials, call);
    const shown = answer.code ?? show(answer.result);
    this.tally(`${call.action}: ${answer.code ?? 'shown'}`);
    const [is, must] = [JSON.stringify(shown), JSON.stringify(expected)];
    // Members come in the model's order.
    if (is === must || JSON.stringify(sorted(shown)) === JSON.stringify(sorted(expected))) return undefined;
    return `${who}: ${call.action} ${JSON.stringify(call.input ?? {})} answers ${is}, must be ${must}`;
  }
}

const sorted = (shown: Shown): unknown =>
  typeof shown === 'string' || Array.isArray(shown) ? shown : Object.entries(shown).sort();

describe('a history of API calls', () => {
  it(
    `leaves what the model says, and everybody may what the model says, in ${histories} histories (seeds from ${seed})`,
    async () => {
      const outcomes = new Map<string, number>();
      const tally = (outcome: string) => outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
      for (let n = 0; n < histories; n++) {
        const one = await startServer({ limits: { perPrincipal: UNLIMITED } });
        const dice = seededDice(seed + n);
        const history = new History(
          new Client(inProcess(one.serving)),
          dice,
          (outcome) => void tally(outcome),
        );
        try {
          const wrong = await history.go(50 + dice.below(151));
          const told = `seed ${seed + n}: ${wrong}\n${history.steps.reverse().join('\n')}`;
          expect(wrong, told).toBeUndefined();
          expect(one.faults, told).toEqual([]);
        } finally {
          await one.stop();
        }
      }
      // Histories in which the same always happens would prove nothing.
      console.info(
        [...outcomes]
          .map(([outcome, times]) => `${outcome} ${times}`)
          .sort()
          .join(', '),
      );
      expect([...outcomes.keys()].sort()).toEqual(OUTCOMES);
    },
    30_000 + histories * 5_000,
  );
});
