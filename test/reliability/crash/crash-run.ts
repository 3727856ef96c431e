/**
 * F1: a server under mixed writes of several clients is killed again and again. After each restart everything that was
 * acknowledged is there, nothing that was deleted is, no request was done by half, and each has its event.
 */
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import Database from 'better-sqlite3';
import { Client, type Credentials, keyIn } from '../support/client.ts';
import { type Dice, seededDice } from '../support/dice.ts';
import { Installation, type Launched, type Ready } from '../support/server-process.ts';
import { Actor } from './actor.ts';
import type { Names } from './attempts.ts';
import { DoneEvents } from './events.ts';
import { observe } from './observe.ts';

export interface CrashPlan {
  /** An empty directory. */
  readonly directory: string;
  readonly seed: number;
  readonly clients: number;
  /** The longest time under load before a kill, milliseconds. */
  readonly longestRound: number;
}

/** What was seen so far. */
export interface CrashFigures {
  kills: number;
  /** Of them, those of a server that was starting. */
  killsAtStart: number;
  acknowledged: number;
  /** Requests whose outcome nobody was told. */
  unknown: number;
  /** Of them, those that turned out to be done. */
  unknownDone: number;
  readonly ready: Ready[];
}

const ACCOUNTS = 2;
/** One kill in so many meets a server that is starting. */
const AT_START = 8;

interface Tenant {
  readonly accountId: string;
  readonly admin: Credentials;
}

export class CrashRun {
  readonly figures: CrashFigures = {
    kills: 0,
    killsAtStart: 0,
    acknowledged: 0,
    unknown: 0,
    unknownDone: 0,
    ready: [],
  };
  /** What must never be; empty for a good server. */
  readonly violations: string[] = [];
  private readonly plan: CrashPlan;
  private readonly dice: Dice;
  private readonly installation: Installation;
  private readonly events: DoneEvents;
  /** Tags of requests that are in the log exactly once, and of those that may be. */
  private readonly once = new Set<string>();
  private readonly perhaps = new Set<string>();
  private tenants: Tenant[] = [];
  private actors: Actor[] = [];
  private server: Launched | undefined;

  private constructor(plan: CrashPlan) {
    this.plan = plan;
    this.dice = seededDice(plan.seed);
    this.installation = new Installation(plan.directory);
    this.events = new DoneEvents(join(this.installation.data, 'audit'));
  }

  /** A running server with accounts and clients that hold nothing yet. */
  static async begin(plan: CrashPlan): Promise<CrashRun> {
    const run = new CrashRun(plan);
    const client = await run.start();
    await run.furnish(client);
    client.close();
    return run;
  }

  /** Load, a kill at a time that the seed chooses, a restart, and all checks. */
  async round(): Promise<void> {
    const { dice, plan, figures } = this;
    await this.loadAndKill(dice.below(plan.longestRound));
    figures.kills += 1;
    if (dice.oneIn(AT_START)) {
      const starting = this.installation.launch();
      await sleep(dice.below(700));
      await starting.kill();
      figures.kills += 1;
      figures.killsAtStart += 1;
    }
    const client = await this.start();
    await this.check(client);
    client.close();
    if (this.violations.length > 0) await this.server?.stop();
  }

  /** Ends the server in order and checks the whole audit log, from its first record. */
  async finish(): Promise<CrashFigures> {
    const verdict = await this.installation.operator<{ Verified: boolean; BadRecord?: object }>(
      'VerifyEvents',
    );
    if (!verdict.Verified) this.violations.push(`the audit log: ${JSON.stringify(verdict.BadRecord)}`);
    await this.server!.stop();
    this.server = undefined;
    await this.events.readAgain();
    for (const actor of this.actors) for (const { tag } of actor.takeAcknowledged()) this.once.add(tag);
    for (const tag of this.once) this.checkEvents(tag, [1]);
    for (const tag of this.events.tags()) {
      if (this.once.has(tag)) continue;
      if (this.perhaps.has(tag)) this.checkEvents(tag, [0, 1]);
      else this.violations.push(`${tag}: an event of what was not done`);
    }
    return this.figures;
  }

  /** Gives up whatever still runs. */
  async abandon(): Promise<void> {
    await this.server?.kill();
  }

  private async start(): Promise<Client> {
    this.server = this.installation.launch();
    const ready = await this.server.ready;
    this.figures.ready.push(ready);
    return new Client(ready.url);
  }

  private async furnish(client: Client): Promise<void> {
    const second = await this.installation.operator<{
      RootAccessKey: { AccessKeyId: string; SecretAccessKey: string };
    }>('CreateAccount', { Name: 'second' });
    const roots = [this.installation.root(), keyIn({ AccessKey: second.RootAccessKey })];
    this.tenants = await Promise.all(roots.slice(0, ACCOUNTS).map((root) => tenantOf(client, root)));
    for (let i = 0; i < this.plan.clients; i++) {
      const tenant = this.tenants[i % this.tenants.length]!;
      const names = await namesFor(client, tenant, `c${i}-`);
      this.actors.push(new Actor(names, tenant.admin, this.dice.fork()));
    }
  }

  private async loadAndKill(afterMilliseconds: number): Promise<void> {
    const { url } = await this.server!.ready;
    const client = new Client(url);
    let stopped = false;
    const working = this.actors.map((actor) => actor.work(client, () => stopped));
    await sleep(afterMilliseconds);
    stopped = true;
    await this.server!.kill();
    const wrong = await Promise.all(working);
    for (const one of wrong) if (one !== undefined) this.violations.push(one);
    for (const { fault } of this.server!.log) {
      if (fault !== undefined) this.violations.push(`a fault: ${fault.name} ${fault.message}`);
    }
    client.close();
  }

  private async check(client: Client): Promise<void> {
    this.checkDatabase();
    const found = await Promise.all(this.tenants.map(({ admin }) => observe(client, admin)));
    const fresh = this.actors.flatMap((actor) => actor.takeAcknowledged());
    this.figures.acknowledged += fresh.length;
    await this.events.readUntil(fresh.map(({ tag }) => tag));
    for (const { tag, requestId } of fresh) {
      this.once.add(tag);
      this.checkEvents(tag, [1], requestId);
    }
    for (const [i, actor] of this.actors.entries()) {
      if (this.violations.length > 0) return;
      await this.settle(actor, found[i % this.tenants.length]!.get(actor.names.prefix), client);
    }
  }

  private async settle(
    actor: Actor,
    found: Parameters<Actor['recognize']>[0],
    client: Client,
  ): Promise<void> {
    const { pending } = actor;
    const { fate, wrong } = actor.recognize(found);
    if (wrong !== undefined) this.violations.push(wrong);
    if (pending === undefined || fate === undefined) return;
    this.figures.unknown += 1;
    if (fate === 'done') this.figures.unknownDone += 1;
    // One event of what was done, none of what was not; where the state does not tell, not more than one.
    await this.events.readUntil(fate === 'done' ? [pending.tag] : []);
    this.checkEvents(pending.tag, fate === 'done' ? [1] : fate === 'not done' ? [0] : [0, 1]);
    if (fate === 'done') this.once.add(pending.tag);
    if (fate === 'either') this.perhaps.add(pending.tag);
    if (this.violations.length > 0) return;
    const refused = await actor.retry(client, fate);
    if (refused !== undefined) this.violations.push(refused);
  }

  private checkEvents(tag: string, allowed: readonly number[], requestId?: string): void {
    const events = this.events.of(tag);
    if (!allowed.includes(events.length)) {
      this.violations.push(`${tag}: ${events.length} events, not ${allowed.join(' or ')}`);
    }
    if (requestId !== undefined && events.some((event) => event.requestID !== requestId)) {
      this.violations.push(`${tag}: an event of another request than ${requestId}`);
    }
  }

  private checkDatabase(): void {
    const database = new Database(join(this.installation.data, 'stint.db'), { readonly: true });
    try {
      const integrity = database.pragma('integrity_check', { simple: true });
      if (integrity !== 'ok') this.violations.push(`integrity_check: ${String(integrity)}`);
      const foreign = database.pragma('foreign_key_check') as unknown[];
      if (foreign.length > 0) this.violations.push(`foreign_key_check: ${JSON.stringify(foreign)}`);
    } finally {
      database.close();
    }
  }
}

const allowed = (more: object): string =>
  JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', ...more }] });

/** An account with a user who may do everything: the root cannot assume roles. */
async function tenantOf(client: Client, root: Credentials): Promise<Tenant> {
  const { Account } = await client.must(root, { service: 'sts', action: 'GetCallerIdentity' });
  const iam = (action: string, input: object) => client.must(root, { service: 'iam', action, input });
  await iam('CreateUser', { UserName: 'admin' });
  await iam('PutUserPolicy', {
    UserName: 'admin',
    PolicyName: 'everything',
    PolicyDocument: allowed({ Action: '*', Resource: '*' }),
  });
  return { accountId: Account, admin: keyIn(await iam('CreateAccessKey', { UserName: 'admin' })) };
}

/** What a client finds: two groups and a role. */
async function namesFor(client: Client, { accountId, admin }: Tenant, prefix: string): Promise<Names> {
  const groups = [`${prefix}group-0`, `${prefix}group-1`];
  for (const GroupName of groups)
    await client.must(admin, { service: 'iam', action: 'CreateGroup', input: { GroupName } });
  const RoleName = `${prefix}role`;
  const trust = allowed({ Action: 'sts:AssumeRole', Principal: { AWS: `arn:aws:iam::${accountId}:root` } });
  await client.must(admin, {
    service: 'iam',
    action: 'CreateRole',
    input: { RoleName, AssumeRolePolicyDocument: trust },
  });
  return { accountId, prefix, groups, roleArn: `arn:aws:iam::${accountId}:role/${RoleName}` };
}
