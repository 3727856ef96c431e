/** Where the story is played: a server in memory with one account, clients of the AWS SDK, and a clock that moves. */
import {
  CreateAccessKeyCommand,
  CreateUserCommand,
  IAMClient,
  PutUserPolicyCommand,
} from '@aws-sdk/client-iam';
import { AssumeRoleCommand, type AssumeRoleCommandInput, STSClient } from '@aws-sdk/client-sts';
import { adminClient, readSettings, type Serving, serve } from '../../server/index.ts';
import { site } from '../serve/site.ts';

export interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
}

/** The clients of one caller, who may have a copy elsewhere: another caller with the same credentials. */
export interface Actor {
  readonly credentials: Credentials;
  readonly iam: IAMClient;
  readonly sts: STSClient;
}

export interface Stage {
  readonly accountId: string;
  readonly root: Actor;
  /** What went wrong in the server itself. */
  readonly faults: readonly string[];
  actor(credentials: Credentials): Actor;
  /** A user with an access key and, if given, an inline policy. */
  user(name: string, policy?: { readonly name: string; readonly document: string }): Promise<Actor>;
  /** Who assumes; @returns the session. */
  session(who: Actor, input: AssumeRoleCommandInput): Promise<Actor>;
  /** Lets time pass for the server. */
  pass(seconds: number): void;
  /** The server's time. */
  now(): Date;
  /** The record of an answered request in the log of events. */
  eventOf(requestId: string): Promise<DecidedEvent | undefined>;
  close(): Promise<void>;
}

/** What the story tells of a record. */
export interface DecidedEvent {
  readonly stint?: {
    readonly reason?: string;
    readonly decision?: {
      readonly verdict: 'allowed' | 'explicitDeny' | 'implicitDeny';
      readonly by: string;
      readonly action: string;
      readonly policy?: { readonly kind: string; readonly name: string; readonly attachedTo?: string };
      readonly statement?: { readonly sid?: string; readonly index: number };
    };
  };
}

interface Created {
  readonly Account: { readonly AccountId: string };
  readonly RootAccessKey: { readonly AccessKeyId: string; readonly SecretAccessKey: string };
}

interface Found {
  readonly Events: readonly { readonly Record: string }[];
}

async function demoServer(faults: string[]): Promise<Serving> {
  return await serve({
    settings: readSettings({ listen: '127.0.0.1:0', data: ':memory:' }, 'the demo'),
    masterKey: { kind: 'ephemeral' },
    development: false,
    onFault: (error) => faults.push(String(error)),
    onAlarm: (message) => faults.push(message),
    onAnswer: () => undefined,
    site,
  });
}

function actorAt(endpoint: string, credentials: Credentials): Actor {
  const configuration = { endpoint, region: 'us-east-1', credentials, maxAttempts: 1 };
  return { credentials, iam: new IAMClient(configuration), sts: new STSClient(configuration) };
}

/** Raises the curtain. The caller closes the stage. */
export async function raiseStage(): Promise<Stage> {
  const faults: string[] = [];
  const serving = await demoServer(faults);
  const operator = adminClient(serving.adminSocket);
  const { Account, RootAccessKey } = await operator.call<Created>('CreateAccount', { Name: 'demo' });
  const actors: Actor[] = [];
  const actor = (credentials: Credentials): Actor => {
    const made = actorAt(serving.url, credentials);
    actors.push(made);
    return made;
  };
  const { AccessKeyId: accessKeyId, SecretAccessKey: secretAccessKey } = RootAccessKey;
  const root = actor({ accessKeyId, secretAccessKey });
  const { clock } = serving.node;
  return {
    accountId: Account.AccountId,
    root,
    faults,
    actor,
    user: async (name, policy) => {
      await root.iam.send(new CreateUserCommand({ UserName: name }));
      if (policy !== undefined) {
        const { name: PolicyName, document: PolicyDocument } = policy;
        await root.iam.send(new PutUserPolicyCommand({ UserName: name, PolicyName, PolicyDocument }));
      }
      const { AccessKey } = await root.iam.send(new CreateAccessKeyCommand({ UserName: name }));
      return actor({ accessKeyId: AccessKey!.AccessKeyId!, secretAccessKey: AccessKey!.SecretAccessKey! });
    },
    session: async (who, input) => {
      const { Credentials: issued } = await who.sts.send(new AssumeRoleCommand(input));
      return actor({
        accessKeyId: issued!.AccessKeyId!,
        secretAccessKey: issued!.SecretAccessKey!,
        sessionToken: issued!.SessionToken!,
      });
    },
    pass: (seconds) => clock.advanceTo(clock.now() + seconds * 1000),
    now: () => new Date(clock.now()),
    eventOf: async (requestId) => {
      const { Events } = await operator.call<Found>('LookupEvents', { Text: requestId, MaxResults: 1 });
      const [found] = Events;
      return found && (JSON.parse(found.Record) as { event?: DecidedEvent }).event;
    },
    close: async () => {
      for (const { iam, sts } of actors) {
        iam.destroy();
        sts.destroy();
      }
      await serving.stop();
    },
  };
}
