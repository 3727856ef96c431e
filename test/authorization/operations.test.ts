/**
 * What each operation must be allowed, held against a table that was written by hand from AWS's pages: with exactly
 * the listed permissions it works, and without any one of them, or against a deny, a boundary or a session policy, it
 * is refused in AWS's words and changes nothing.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { OPERATIONS } from '../../src/services/index.ts';
import { place } from '../api/support/place.ts';
import { allow, allowAllBut, deny, document, inline } from '../api/support/policies.ts';
import { assume, call } from '../api/support/requests.ts';
import { watch } from '../api/support/watch.ts';
import { type AccountBuilder, trusting } from '../fixtures/account.ts';
import { type Credentials, startServer, type TestServer } from '../support/server.ts';
import { missingKeyReason, otherResourceReason } from './exceptions.ts';
import { actionReference, resourceTypesOf } from './reference.ts';
import { accountRows } from './rows/account.ts';
import { mfaRows } from './rows/mfa.ts';
import { passwordRows } from './rows/passwords.ts';
import { identityPolicyRows, managedPolicyRows } from './rows/policies.ts';
import { instanceProfileRows, roleRows } from './rows/roles.ts';
import { type Permission, type Row, type Stage, stage } from './rows/row.ts';
import { stsRows } from './rows/sts.ts';
import { groupRows, userRows } from './rows/users-and-groups.ts';

const ROWS: readonly Row[] = [
  ...userRows,
  ...passwordRows,
  ...mfaRows,
  ...groupRows,
  ...roleRows,
  ...instanceProfileRows,
  ...managedPolicyRows,
  ...identityPolicyRows,
  ...accountRows,
  ...stsRows,
];

const registered = [...OPERATIONS.iam.keys()]
  .map((name) => `iam:${name}`)
  .concat([...OPERATIONS.sts.keys()].map((name) => `sts:${name}`));

let server: TestServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(async () => {
  await server.stop();
  expect(server.faults).toEqual([]);
});

/** A condition key of the reference, with its variable filled in. */
const concrete = (key: string): string => key.replace('${TagKey}', 'team');

/** The condition keys that the reference lists for a permission: its action's, and those of the resource's type. */
function listedKeys({ action, resource }: Permission): string[] {
  const reference = actionReference(action);
  if (reference === undefined) return [];
  const ofType = resourceTypesOf(reference, resource).flatMap((type) => type.conditionKeys);
  return [...new Set([...reference.conditionKeys, ...ofType])];
}

const ALL = allow('*');
/** STS gives no reason where neither trust nor identity policies allow (recorded from AWS). */
const UNEXPLAINED = new Set(['sts:AssumeRole', 'sts:TagSession', 'sts:SetSourceIdentity']);

function refusalText(arn: string, { action, resource, shown }: Permission, reason: string): string {
  const sentence = `AccessDenied 403 User: ${arn} is not authorized to perform: ${action} on resource: ${shown ?? resource}`;
  return reason === '' ? sentence : `${sentence} ${reason}`;
}

/** The permission as it is asked of a user. */
function askedOf(caller: string, permission: Permission): Permission {
  return { ...permission, resource: permission.resource.replace('${aws:username}', caller) };
}

function because(policy: string, { action }: Permission): string {
  return policy === 'identity-based policy' && UNEXPLAINED.has(action)
    ? ''
    : `because no ${policy} allows the ${action} action`;
}

/** The callers of a row, each with a key: one has just enough, the others each lack something. */
function castOf(builder: AccountBuilder, { operation, callers }: Row, needs: readonly Permission[]): void {
  const exactly = (those: readonly Permission[]) =>
    those.length === 0 ? {} : inline(...those.map(({ action, resource }) => allow(action, resource)));
  const caller = (name: string, options: Parameters<AccountBuilder['user']>[1]) => {
    // Tagged, for a user may itself be what is asked about.
    builder.user(name, { tags: { team: 'red' }, ...options }).accessKey(name);
    callers?.(builder, name);
  };
  caller('exact', exactly(needs));
  for (const [at, one] of needs.entries()) {
    caller(`lacks-${at}`, exactly(needs.filter((other) => other !== one)));
    caller(`denied-${at}`, inline(ALL, deny(one.action, one.resource)));
    builder.policy(`narrow-${at}`, document(...narrowed(needs, one)));
    caller(`bounded-${at}`, {
      ...inline(ALL),
      boundary: `arn:aws:iam::${builder.state.accountId}:policy/narrow-${at}`,
    });
    for (const [index, key] of listedKeys(one).entries()) {
      const isAbsent = missingKeyReason(operation, one.action, key) !== undefined;
      const test = { Null: { [concrete(key)]: String(isAbsent) } };
      caller(`probe-${at}-${index}`, inline(ALL, deny(one.action, one.resource, test)));
    }
  }
  caller('assumer', inline(ALL));
  builder.role('worker', trusting('assumer'), inline(ALL));
}

/** Everything but this permission. Two permissions of one action differ by their resources. */
function narrowed(needs: readonly Permission[], missing: Permission) {
  const same = needs.filter((other) => other !== missing && other.action === missing.action);
  return [
    allowAllBut(missing.action),
    ...(same.length === 0
      ? []
      : [
          allow(
            missing.action,
            same.map((other) => other.resource),
          ),
        ]),
  ];
}

interface Scene extends Stage {
  readonly needs: readonly Permission[];
  readonly keyOf: (name: string) => Credentials;
  readonly attempt: (credentials: Credentials) => ReturnType<typeof watch>;
  readonly arnOf: (name: string) => string;
}

async function sceneOf(row: Row, accountId: string): Promise<Scene> {
  const builder = stage(accountId);
  row.world?.(builder);
  const at = { accountId, state: builder.state };
  const needs = row.needs(at);
  castOf(builder, row, needs);
  const { keyOf } = await place(server, builder);
  if (row.before !== undefined) {
    await call(server, server.root(accountId), row.before.operation, row.before.input);
  }
  const input = typeof row.input === 'function' ? row.input(at) : row.input;
  return {
    ...at,
    needs,
    keyOf,
    attempt: (credentials) => watch(server, accountId, () => call(server, credentials, row.operation, input)),
    arnOf: (name) => `arn:aws:iam::${accountId}:user/${name}`,
  };
}

describe.each(
  ROWS.map((row, at) => ({
    row,
    title: row.when === undefined ? row.operation : `${row.operation} ${row.when}`,
    accountId: `7000000${String(at).padStart(5, '0')}`,
    isRichest: ROWS.findLast((other) => other.operation === row.operation) === row,
  })),
)('$title', ({ row, accountId, isRichest }) => {
  const [service, name] = row.operation.split(':') as ['iam' | 'sts', string];
  if (!OPERATIONS[service].has(name)) {
    it('is an operation of Stint', () => expect.unreachable(`${row.operation} is not registered`));
    return;
  }
  let scene: Scene;
  beforeAll(async () => {
    scene = await sceneOf(row, accountId);
  });

  /** Each permission of the row, attempted by the caller of that part: refused so, recorded so, nothing changed. */
  async function expectRefused(
    part: string,
    verdict: 'implicitDeny' | 'explicitDeny',
    by: 'identity' | 'boundary',
    reason: (permission: Permission) => string,
  ): Promise<void> {
    for (const [at, needed] of scene.needs.entries()) {
      const caller = `${part}-${at}`;
      const permission = askedOf(caller, needed);
      const seen = await scene.attempt(scene.keyOf(caller));
      expect(seen.refusal).toBe(refusalText(scene.arnOf(caller), permission, reason(permission)));
      expect(seen.changed).toBe(false);
      expect(seen.event.stint?.decision).toMatchObject({ verdict, by, ...pair(permission) });
    }
  }

  it('is refused without any one of its permissions', () =>
    expectRefused('lacks', 'implicitDeny', 'identity', (one) => because('identity-based policy', one)));

  it('is refused under an explicit deny', () =>
    expectRefused(
      'denied',
      'explicitDeny',
      'identity',
      () => 'with an explicit deny in an identity-based policy',
    ));

  it('is refused under a permissions boundary that lacks one of them', () =>
    expectRefused('bounded', 'implicitDeny', 'boundary', (one) => because('permissions boundary', one)));

  it.skipIf(row.notBySession !== undefined)(
    'is refused for a role session under a session policy that lacks one of them',
    async () => {
      const worker = `arn:aws:iam::${accountId}:role/worker`;
      const session = `arn:aws:sts::${accountId}:assumed-role/worker/work`;
      for (const permission of scene.needs) {
        const Policy = document(...narrowed(scene.needs, permission));
        const credentials = await assume(server, scene.keyOf('assumer'), worker, { Policy });
        const seen = await scene.attempt(credentials);
        expect(seen.refusal).toBe(refusalText(session, permission, because('session policy', permission)));
        expect(seen.changed).toBe(false);
        expect(seen.event.stint?.decision).toMatchObject({
          verdict: 'implicitDeny',
          by: 'session',
          ...pair(permission),
        });
      }
    },
  );

  it.runIf(isRichest)('puts every condition key that the reference lists into the context', async () => {
    const wrong: string[] = [];
    for (const [at, permission] of scene.needs.entries()) {
      for (const [index, key] of listedKeys(permission).entries()) {
        const seen = await scene.attempt(scene.keyOf(`probe-${at}-${index}`));
        if (seen.event.stint?.decision?.verdict === 'explicitDeny') continue;
        const reason = missingKeyReason(row.operation, permission.action, key);
        wrong.push(
          `${permission.action}: ${key} is ${reason === undefined ? 'missing' : `there, although ${reason}`}`,
        );
      }
    }
    expect(wrong).toEqual([]);
  });

  it('names resources that the reference knows for the action', () => {
    for (const { action, resource } of scene.needs) {
      if (otherResourceReason(action, resource) !== undefined) continue;
      const reference = actionReference(action);
      if (reference === undefined) throw new Error(`the reference has no ${action}`);
      const types = resourceTypesOf(reference, resource).map(({ type }) => type);
      const isWithout = resource === '*' || /^arn:aws:iam::[0-9]{12}:[a-z-]+\/$/.test(resource);
      if (isWithout) expect(reference.resources, `${action} has resources`).toEqual([]);
      else expect(types, `${action} on ${resource}`).not.toEqual([]);
    }
  });

  it('is allowed with exactly its permissions', async () => {
    const seen = await scene.attempt(scene.keyOf('exact'));
    expect(seen.refusal).toBeUndefined();
    expect(seen.event.errorCode).toBeUndefined();
    const [first] = scene.needs;
    if (first !== undefined) {
      expect(seen.event.stint?.decision).toMatchObject({
        verdict: 'allowed',
        ...pair(askedOf('exact', first)),
      });
    }
  });
});

function pair({ action, resource }: Permission): { action: string; resource: string } {
  return { action, resource };
}

describe('the table', () => {
  it('has a row for every operation', () => {
    const listed = new Set<string>(ROWS.map((row) => row.operation));
    expect(registered.filter((operation) => !listed.has(operation))).toEqual([]);
  });
});
