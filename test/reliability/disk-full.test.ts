/** F3 of the test plan at the server's level, and case 181: a disk without space. */
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readEvents } from '../../src/audit/index.ts';
import { type Answer, Client, type Credentials, keyIn } from './support/client.ts';
import { Installation, type Launched } from './support/server-process.ts';
import { mountSmallDisk, type SmallDisk, whyNoSmallDisk } from './support/small-disk.ts';

const MIB = 1024 * 1024;
const reason = whyNoSmallDisk();
if (reason !== undefined) console.info(`not tested: full disks, because ${reason}`);

const folder = mkdtempSync(join(tmpdir(), 'stint-full-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const document = (Effect: 'Allow' | 'Deny', Action: string): string =>
  JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect, Action, Resource: '*' }] });

/** A server in use: an administrator who writes, and a user who may do nothing. */
class Scene {
  readonly installation: Installation;
  server!: Launched;
  client!: Client;
  admin!: Credentials;
  nobody!: Credentials;
  /** Names of users whose creation was acknowledged, and of those whose was refused. */
  readonly created: string[] = [];
  readonly refused: Answer[] = [];
  /** Names of sessions that were issued. */
  readonly issued: string[] = [];
  private serial = 0;

  constructor(directory: string) {
    this.installation = new Installation(directory);
  }

  async start(): Promise<void> {
    this.server = this.installation.launch();
    this.client = new Client((await this.server.ready).url);
  }

  async furnish(): Promise<void> {
    const root = this.installation.root();
    const iam = (action: string, input: object) => this.client.must(root, { service: 'iam', action, input });
    for (const UserName of ['admin', 'nobody']) await iam('CreateUser', { UserName });
    await iam('PutUserPolicy', {
      UserName: 'admin',
      PolicyName: 'all',
      PolicyDocument: document('Allow', '*'),
    });
    const { Arn } = await this.client.must(root, { service: 'sts', action: 'GetCallerIdentity' });
    await iam('CreateRole', {
      RoleName: 'work',
      AssumeRolePolicyDocument: JSON.stringify({
        Version: '2012-10-17',
        Statement: [{ Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { AWS: Arn } }],
      }),
    });
    this.admin = keyIn(await iam('CreateAccessKey', { UserName: 'admin' }));
    this.nobody = keyIn(await iam('CreateAccessKey', { UserName: 'nobody' }));
  }

  /** Creates a user, and remembers what was answered. */
  async write(): Promise<Answer> {
    this.serial += 1;
    const UserName = `user-${this.serial}`;
    const Tags = [{ Key: 'filling', Value: 'x'.repeat(200) }];
    const call = { service: 'iam', action: 'CreateUser', input: { UserName, Tags } } as const;
    const answer = await this.client.call(this.admin, { ...call, userAgent: `full/${UserName}` });
    if (answer.code === undefined) this.created.push(UserName);
    else this.refused.push(answer);
    return answer;
  }

  /** Several writers until that many writes were refused. */
  async writeUntilRefused(times: number): Promise<void> {
    const end = this.refused.length + times;
    const writers = Array.from({ length: 8 }, async () => {
      while (this.refused.length < end) await this.write();
    });
    await Promise.all(writers);
  }

  /** One writer, patiently, until a write is taken. */
  async writeUntilTaken(): Promise<void> {
    while ((await this.write()).code !== undefined) await sleep(50);
  }

  async users(): Promise<string[]> {
    const names: string[] = [];
    for (let Marker: string | undefined; ; ) {
      const input = { Marker, MaxItems: 1000 };
      const page = await this.client.must(this.admin, { service: 'iam', action: 'ListUsers', input });
      names.push(...page.Users.map(({ UserName }: { UserName: string }) => UserName));
      if (!page.IsTruncated) return names.filter((name) => name.startsWith('user-')).sort();
      Marker = page.Marker;
    }
  }

  /** What goes on while nothing can be written. */
  async expectReadsAndDecisions(): Promise<void> {
    const ask = (credentials: Credentials, service: 'iam' | 'sts', action: string, input = {}) =>
      this.client.call(credentials, { service, action, input });
    const answers = await Promise.all([
      ask(this.admin, 'sts', 'GetCallerIdentity'),
      ask(this.admin, 'iam', 'GetUser', { UserName: 'nobody' }),
      ask(this.admin, 'iam', 'SimulatePrincipalPolicy', {
        PolicySourceArn: (await this.client.must(this.admin, { service: 'sts', action: 'GetCallerIdentity' }))
          .Arn,
        ActionNames: ['s3:GetObject'],
      }),
      ask(this.nobody, 'iam', 'GetUser', { UserName: 'admin' }),
      ask({ ...this.admin, secretAccessKey: 'wrong' }, 'sts', 'GetCallerIdentity'),
    ]);
    expect(answers.map(({ code }) => code)).toEqual([
      undefined,
      undefined,
      undefined,
      'AccessDenied',
      'SignatureDoesNotMatch',
    ]);
  }

  /** Issues credentials, which needs an event that is durable, or is refused; a small event may still find room. */
  async issue(): Promise<Answer> {
    this.serial += 1;
    const { Account } = await this.client.must(this.admin, { service: 'sts', action: 'GetCallerIdentity' });
    const RoleSessionName = `session-${this.serial}`;
    const input = { RoleArn: `arn:aws:iam::${Account}:role/work`, RoleSessionName };
    const call = {
      service: 'sts',
      action: 'AssumeRole',
      input,
      userAgent: `full/${RoleSessionName}`,
    } as const;
    const answer = await this.client.call(this.admin, call);
    if (answer.code === undefined) this.issued.push(RoleSessionName);
    else this.refused.push(answer);
    return answer;
  }

  /** Each acknowledged creation and session once, no other, and a chain that holds and names no loss. */
  async expectEventsOfAllThatWasDone(): Promise<void> {
    expect(await this.installation.operator('VerifyEvents')).toMatchObject({ Verified: true });
    const done: string[] = [];
    const directory = join(this.installation.data, 'audit');
    for await (const { event, gap } of readEvents({ directory })) {
      expect(gap).toBeUndefined();
      const name = /^full\/(.*)$/.exec(event?.userAgent ?? '')?.[1];
      if (name !== undefined && event?.errorCode === undefined) done.push(name);
    }
    expect(done.sort()).toEqual([...this.created, ...this.issued].sort());
  }

  get alarms(): string[] {
    return this.server.log.filter(({ alarm }) => alarm === true).map(({ msg }) => msg);
  }
}

describe.skipIf(reason !== undefined)('a disk without space', () => {
  let directory: string;
  let scene: Scene;
  let disk: SmallDisk | undefined;
  beforeEach(() => {
    directory = mkdtempSync(join(folder, 'case-'));
  });
  afterEach(async () => {
    await scene.server.kill();
    disk?.unmount();
    disk = undefined;
  });

  async function expectUnchangedAfterAKill(): Promise<void> {
    await scene.server.kill();
    await scene.start();
    expect(await scene.users()).toEqual([...scene.created].sort());
    await scene.expectEventsOfAllThatWasDone();
  }

  // What is left when the disk fills: it ends in the write-ahead log, in the audit log, or in the middle of both.
  it.each([
    ['nothing', 0],
    ['64 KiB', 64 * 1024],
    ['1 MiB', MIB],
  ])(
    'F3: the data directory fills up with %s left: writes are refused, the rest goes on, and it recovers by itself',
    async (_left, left) => {
      disk = mountSmallDisk(directory, 12 * MIB);
      scene = new Scene(directory);
      await scene.start();
      await scene.furnish();
      for (let turn = 0; turn < 2; turn++) {
        disk.fillBut(left);
        await scene.writeUntilRefused(20);
        await scene.expectReadsAndDecisions();
        // A small event may still find room: then the credentials are good, and it is there.
        await scene.issue();
        expect(await scene.users()).toEqual([...scene.created].sort());
        disk.empty();
        await scene.writeUntilTaken();
      }
      for (const { status, code } of scene.refused)
        expect([status, code]).toEqual([503, 'ServiceUnavailable']);
      expect(await scene.users()).toEqual([...scene.created].sort());
      await scene.expectEventsOfAllThatWasDone();
      await expectUnchangedAfterAKill();
    },
  );

  it('case 181: the audit log alone has no space: nothing is changed or issued without an event, and none is lost', async () => {
    scene = new Scene(directory);
    await scene.start();
    await scene.furnish();
    await scene.server.stop();
    const audit = join(scene.installation.data, 'audit');
    const kept = join(directory, 'audit-before');
    cpSync(audit, kept, { recursive: true });
    disk = mountSmallDisk(audit, MIB);
    cpSync(kept, audit, { recursive: true });
    await scene.start();
    await scene.writeUntilTaken();

    disk.fillBut(0);
    await scene.writeUntilRefused(20);
    await scene.expectReadsAndDecisions();
    expect((await scene.issue()).code).toBe('ServiceUnavailable');
    expect(await scene.users()).toEqual([...scene.created].sort());
    expect(scene.alarms).toContainEqual(expect.stringMatching(/the audit log cannot be written.*ENOSPC/));

    disk.empty();
    await scene.writeUntilTaken();
    for (const { status, code } of scene.refused) expect([status, code]).toEqual([503, 'ServiceUnavailable']);
    await scene.expectEventsOfAllThatWasDone();
    expect(scene.alarms).toContainEqual('the audit log is written again');
    await expectUnchangedAfterAKill();
  });
});
