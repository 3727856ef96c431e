/**
 * A server to be measured, in a process of its own: real SQLite, everything on. Started by `run.ts`, which tells it by
 * its argument (JSON) what to hold; it answers on standard output with one line of JSON: where it listens and the
 * credentials to use. Ends at SIGTERM. On a line `counts` at its standard input it prints its commit counters.
 */
import { createInterface } from 'node:readline';
import { readSettings, serve } from '../src/server/index.ts';
import { signRequest } from '../src/sigv4/index.ts';
import type { SqliteStore } from '../src/store/index.ts';

export interface ServerPlan {
  readonly data: string;
  readonly accounts: number;
  /** Made in the first account. */
  readonly users: number;
  readonly commitDelayMilliseconds?: number;
}

export interface Ready {
  readonly port: number;
  readonly rss: number;
  readonly roots: readonly { accountId: string; accessKeyId: string; secretAccessKey: string }[];
  /** Credentials of a session of role `bench` of the first account, and of user `bench` who may assume it. */
  readonly session: { accessKeyId: string; secretAccessKey: string; sessionToken: string };
  readonly user: { accessKeyId: string; secretAccessKey: string };
  readonly roleArn: string;
}

const UNLIMITED = { perSecond: 1e9, burst: 1e9 };

async function main(plan: ServerPlan): Promise<void> {
  const serving = await serve({
    settings: readSettings(
      {
        listen: '127.0.0.1:0',
        data: plan.data,
        limits: { perPrincipal: UNLIMITED, perAddress: UNLIMITED },
      },
      'the benchmark',
    ),
    masterKey: { kind: 'file', path: `${plan.data}.key`, create: true },
    development: false,
    commitDelayMilliseconds: plan.commitDelayMilliseconds ?? 0,
    onFault: (error) => process.stderr.write(`fault: ${String(error)}\n`),
    onAlarm: (message) => process.stderr.write(`alarm: ${message}\n`),
    onAnswer: () => undefined,
    site: (_request, response) => response.writeHead(404).end(),
  });
  const roots: Ready['roots'][number][] = [];
  for (let i = 0; i < plan.accounts; i++) {
    const accountId = String(100_000_000_000 + i);
    const { rootKey } = await serving.node.createAccount(accountId, `bench-${i}`);
    roots.push({ accountId, ...rootKey });
  }
  const call = async (
    service: string,
    credentials: { accessKeyId: string; secretAccessKey: string },
    form: Record<string, string>,
  ): Promise<string> => {
    const body = Buffer.from(new URLSearchParams(form).toString());
    const rawHeaders = ['Host', 'bench.localhost', 'Content-Type', 'application/x-www-form-urlencoded'];
    const request = { method: 'POST', target: '/', rawHeaders, body };
    const signing = signRequest(request, { ...credentials, region: 'us-east-1', service, date: new Date() });
    const answer = await serving.node.api.answer({
      ...request,
      rawHeaders: [...rawHeaders, ...Object.entries(signing).flat()],
      sourceIp: '127.0.0.1',
      secureTransport: false,
    });
    if (answer.status !== 200) throw new Error(`${form['Action']}: ${answer.body}`);
    return answer.body;
  };
  const iam = (form: Record<string, string>) => call('iam', roots[0]!, { Version: '2010-05-08', ...form });
  for (let i = 0; i < plan.users; i++)
    await iam({ Action: 'CreateUser', UserName: `user-${String(i).padStart(4, '0')}` });
  await iam({ Action: 'CreateUser', UserName: 'bench' });
  const part = (xml: string, name: string): string =>
    new RegExp(`<${name}>([^<]*)</${name}>`).exec(xml)?.[1] ?? '';
  const key = await iam({ Action: 'CreateAccessKey', UserName: 'bench' });
  const user = { accessKeyId: part(key, 'AccessKeyId'), secretAccessKey: part(key, 'SecretAccessKey') };
  const statement = (more: object) =>
    JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', ...more }] });
  const accountArn = `arn:aws:iam::${roots[0]!.accountId}`;
  await iam({
    Action: 'PutUserPolicy',
    UserName: 'bench',
    PolicyName: 'work',
    PolicyDocument: statement({ Action: ['sts:AssumeRole', 'iam:ListUsers'], Resource: '*' }),
  });
  await iam({
    Action: 'CreateRole',
    RoleName: 'bench',
    AssumeRolePolicyDocument: statement({
      Action: 'sts:AssumeRole',
      Principal: { AWS: `${accountArn}:root` },
    }),
  });
  const roleArn = `${accountArn}:role/bench`;
  const assumed = await call('sts', user, {
    Version: '2011-06-15',
    Action: 'AssumeRole',
    RoleArn: roleArn,
    RoleSessionName: 'bench',
  });
  const ready: Ready = {
    port: serving.port,
    rss: process.memoryUsage().rss,
    roots,
    user,
    roleArn,
    session: {
      accessKeyId: part(assumed, 'AccessKeyId'),
      secretAccessKey: part(assumed, 'SecretAccessKey'),
      sessionToken: part(assumed, 'SessionToken'),
    },
  };
  process.stdout.write(`${JSON.stringify(ready)}\n`);
  createInterface({ input: process.stdin }).on('line', () => {
    const { commits } = (serving.node.store as SqliteStore).counters();
    const { transactions, drafts } = serving.node.accounts.counts;
    process.stdout.write(
      `${JSON.stringify({ commits, transactions, drafts, rss: process.memoryUsage().rss })}\n`,
    );
  });
  process.on('SIGTERM', () => void serving.stop().then(() => process.exit(0)));
}

await main(JSON.parse(process.argv[2] ?? '{}') as ServerPlan);
