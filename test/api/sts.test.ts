/** STS through the AWS SDK, and through requests written by hand where the SDK hides what is on the wire. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { account, trusting } from '../fixtures/account.ts';
import { type Credentials, startServer, type TestServer } from '../support/server.ts';
import { type PlacedAccount, place } from './support/place.ts';
import { allow, document, inline, trust, trustOf } from './support/policies.ts';
import {
  assume,
  call,
  element,
  query,
  rawRefusal,
  refusalOf,
  sessionCredentials,
} from './support/requests.ts';
import { watch } from './support/watch.ts';

const A = '111122223333';
const TAGGING = ['sts:AssumeRole', 'sts:TagSession', 'sts:SetSourceIdentity'];
let server: TestServer;
let a: PlacedAccount;
let alice: Credentials;
const role = (name: string) => `arn:aws:iam::${A}:role/${name}`;

beforeAll(async () => {
  server = await startServer();
  a = await place(
    server,
    account(A)
      .user('alice', { ...inline(allow('*')), path: '/staff/' })
      .accessKey('alice')
      .role('app', trusting('alice'), { path: '/x/' })
      .role('tagged', trustOf(trust({ AWS: A }, TAGGING))),
  );
  alice = a.keyOf('alice');
});
afterAll(async () => {
  await server.stop();
  expect(server.faults).toEqual([]);
});

interface Issued {
  readonly Credentials: { readonly Expiration: Date };
  readonly PackedPolicySize?: number;
}

describe('AssumeRole', () => {
  const inputs = { RoleArn: role('x/app'), RoleSessionName: 'work' };

  it('answers credentials, and the session’s ARN without the path of the role', async () => {
    const begin = Date.now();
    const answer = await call<Issued & { AssumedRoleUser: object; $metadata: object }>(
      server,
      alice,
      'sts:AssumeRole',
      inputs,
    );
    const { $metadata: _, ...members } = answer;
    expect(members).toEqual({
      Credentials: {
        AccessKeyId: expect.stringMatching(/^ASIA[A-Z2-7]{16}$/),
        SecretAccessKey: expect.stringMatching(/^[A-Za-z0-9/+]{40}$/),
        SessionToken: expect.stringMatching(/^[A-Za-z0-9/+]+=*$/),
        Expiration: expect.any(Date),
      },
      AssumedRoleUser: {
        AssumedRoleId: expect.stringMatching(/^AROA[A-Z2-7]{17}:work$/),
        Arn: `arn:aws:sts::${A}:assumed-role/app/work`,
      },
    });
    const lifetime = answer.Credentials.Expiration.getTime() - begin;
    expect(lifetime).toBeGreaterThan(3_595_000);
    expect(lifetime).toBeLessThanOrEqual(3_601_000);
  });

  it('its XML: namespace, result wrapper, whole seconds, request id', async () => {
    const answer = await query(server, alice, 'sts:AssumeRole', inputs);
    expect(answer.status).toBe(200);
    expect(answer.headers['content-type']).toBe('text/xml');
    expect(answer.body).toMatch(
      /^<AssumeRoleResponse xmlns="https:\/\/sts\.amazonaws\.com\/doc\/2011-06-15\/">\s*<AssumeRoleResult>/,
    );
    expect(element(answer, 'Expiration')).toMatch(/^[0-9-]{10}T[0-9:]{8}Z$/);
    expect(element(answer, 'RequestId')).toBe(answer.headers['x-amzn-requestid']);
    expect(answer.body).not.toMatch(/PackedPolicySize|SourceIdentity/);
  });

  it('PackedPolicySize and SourceIdentity are there when there is something to say', async () => {
    const answer = await call<Issued>(server, alice, 'sts:AssumeRole', {
      RoleArn: role('tagged'),
      RoleSessionName: 'work',
      Tags: [{ Key: 'team', Value: 'red' }],
      SourceIdentity: 'alice',
      Policy: document(allow('s3:*')),
    });
    expect(answer).toMatchObject({ SourceIdentity: 'alice', PackedPolicySize: expect.any(Number) });
    expect(answer.PackedPolicySize).toBeGreaterThan(0);
  });

  it('its event has what CloudTrail has, and no secret', async () => {
    const seen = await watch(server, A, () => call(server, alice, 'sts:AssumeRole', inputs));
    const { secretAccessKey, accessKeyId } = sessionCredentials(seen.output);
    expect(seen.event).toMatchObject({
      eventSource: 'sts.amazonaws.com',
      eventName: 'AssumeRole',
      readOnly: true,
      userIdentity: { type: 'IAMUser', userName: 'alice', arn: `arn:aws:iam::${A}:user/staff/alice` },
      requestParameters: { roleArn: role('x/app'), roleSessionName: 'work' },
      responseElements: {
        credentials: {
          accessKeyId,
          expiration: expect.stringMatching(/^[A-Z][a-z]{2} \d{1,2}, \d{4} .* [AP]M$/),
        },
        assumedRoleUser: { arn: `arn:aws:sts::${A}:assumed-role/app/work` },
      },
    });
    expect(JSON.stringify(seen.event)).not.toContain(secretAccessKey);
  });

  it.each([
    ['no colons', 'a'.repeat(20)],
    ['no partition', 'arn::iam::111122223333:role/app'],
    ['no service', 'arn:aws:::111122223333:role/app'],
    ['too few colons', 'arn:aws:iam:111122223333-role'],
    ['no resource', 'arn:aws:iam::111122223333:'],
  ])('a RoleArn with %s is invalid', async (_what, RoleArn) => {
    expect(await refusalOf(call(server, alice, 'sts:AssumeRole', { ...inputs, RoleArn }))).toBe(
      `ValidationError 400 ${RoleArn} is invalid`,
    );
  });

  it.each([
    [
      'a session name with a colon',
      { RoleSessionName: 'Session1:2' },
      "1 validation error detected: Value 'Session1:2' at 'roleSessionName' failed to satisfy constraint: Member must satisfy regular expression pattern: [\\w+=,.@-]*",
    ],
    [
      'a session name of one character',
      { RoleSessionName: 's' },
      "1 validation error detected: Value 's' at 'roleSessionName' failed to satisfy constraint: Member must have length greater than or equal to 2",
    ],
    [
      'an empty external id',
      { ExternalId: '' },
      "1 validation error detected: Value '' at 'externalId' failed to satisfy constraint: Member must have length greater than or equal to 2",
    ],
    [
      'two broken rules',
      { RoleSessionName: 's', DurationSeconds: 1 },
      /^2 validation errors detected: Value 's' at 'roleSessionName' .*; Value '1' at 'durationSeconds' /,
    ],
  ])('%s: STS shows the value', async (_what, input, text) => {
    const refusal = await refusalOf(call(server, alice, 'sts:AssumeRole', { ...inputs, ...input }));
    const [, said] = /^ValidationError 400 (.*)$/s.exec(refusal!)!;
    if (typeof text === 'string') expect(said).toBe(text);
    else expect(said).toMatch(text);
  });

  it('without RoleArn and RoleSessionName', async () => {
    expect(rawRefusal(await query(server, alice, 'sts:AssumeRole'))).toMatch(
      /^ValidationError 400 2 validation errors detected: Value null at 'roleArn' failed to satisfy constraint: Member must not be null; Value null at 'roleSessionName' /,
    );
  });
});

describe('MFA', () => {
  const SERIAL = { SerialNumber: `arn:aws:iam::${A}:mfa/phone` };
  const CODE = { TokenCode: '123456' };
  const UNKNOWN =
    'AccessDenied 403 MultiFactorAuthentication failed, unable to validate MFA code.  Please verify your MFA serial number is valid and associated with this user.';
  const BOTH =
    'AccessDenied 403 MultiFactorAuthentication failed, must provide both MFA serial number and one time pass code.';
  it.each([
    ['sts:AssumeRole', { RoleArn: role('x/app'), RoleSessionName: 'work' }],
    ['sts:GetSessionToken', {}],
  ] as const)(
    '%s with a device that is not the caller’s, or half of what it takes',
    async (operation, input) => {
      const attempt = (mfa: object) => refusalOf(call(server, alice, operation, { ...input, ...mfa }));
      expect(await attempt({ ...SERIAL, ...CODE })).toBe(UNKNOWN);
      expect(await attempt(SERIAL)).toBe(BOTH);
      expect(await attempt(CODE)).toBe(BOTH);
      expect(await attempt({})).toBeUndefined();
    },
  );
});

describe('GetSessionToken and GetFederationToken', () => {
  const lifetimeOf = (answer: Issued) =>
    Math.round((answer.Credentials.Expiration.getTime() - Date.now()) / 10_000) * 10;

  it.each([
    ['a user, default', false, undefined, 43200],
    ['a user, most', false, 129600, 129600],
    ['root, default', true, undefined, 3600],
    ['root, a longer wish is cut', true, 129600, 3600],
    ['root, a shorter one', true, 900, 900],
  ] as const)('%s', async (_who, isRoot, DurationSeconds, expected) => {
    const credentials = isRoot ? server.root(A) : alice;
    for (const [operation, input] of [
      ['sts:GetSessionToken', {}],
      ['sts:GetFederationToken', { Name: 'guest' }],
    ] as const) {
      const answer = await call<Issued>(server, credentials, operation, { ...input, DurationSeconds });
      expect(lifetimeOf(answer), operation).toBe(expected);
    }
  });

  it('the federated user, and a packed size of 0 without policy', async () => {
    expect(await call(server, alice, 'sts:GetFederationToken', { Name: 'guest' })).toMatchObject({
      FederatedUser: { FederatedUserId: `${A}:guest`, Arn: `arn:aws:sts::${A}:federated-user/guest` },
      PackedPolicySize: 0,
    });
    const { body } = await query(server, alice, 'sts:GetFederationToken', { Name: 'guest' });
    expect(body).toContain('<PackedPolicySize>0</PackedPolicySize>');
  });

  it('a name has 2 to 32 characters', async () => {
    for (const Name of ['g', 'g'.repeat(33)]) {
      expect(await refusalOf(call(server, alice, 'sts:GetFederationToken', { Name }))).toMatch(
        /^ValidationError 400 1 validation error detected: Value 'g+' at 'name' /,
      );
    }
  });
});

describe('the small operations', () => {
  it('GetCallerIdentity of each kind of caller', async () => {
    const identity = async (credentials: Credentials) => {
      const { Arn, UserId, Account } = await call(server, credentials, 'sts:GetCallerIdentity');
      return { Arn, UserId, Account };
    };
    expect(await identity(server.root(A))).toEqual({ Arn: `arn:aws:iam::${A}:root`, UserId: A, Account: A });
    const own = sessionCredentials(await call(server, alice, 'sts:GetSessionToken'));
    const user = {
      Arn: `arn:aws:iam::${A}:user/staff/alice`,
      UserId: expect.stringMatching(/^AIDA[A-Z2-7]{17}$/),
      Account: A,
    };
    expect(await identity(alice)).toEqual(user);
    expect(await identity(own)).toEqual(await identity(alice));
    expect(await identity(await assume(server, alice, role('x/app')))).toEqual({
      Arn: `arn:aws:sts::${A}:assumed-role/app/work`,
      UserId: expect.stringMatching(/^AROA[A-Z2-7]{17}:work$/),
      Account: A,
    });
  });

  it('GetAccessKeyInfo answers from the id alone', async () => {
    const info = (AccessKeyId: string) => call(server, alice, 'sts:GetAccessKeyInfo', { AccessKeyId });
    expect(await info(alice.accessKeyId)).toMatchObject({ Account: A });
    // The example of AWS's documentation.
    expect(await info('ASIAQ3EGRIUEZ4GF7VNA')).toMatchObject({
      Account: expect.stringMatching(/^[0-9]{12}$/),
    });
    expect(await refusalOf(info('AKIA0000000000000000'))).toMatch(/^ValidationError 400 /);
    expect(await refusalOf(info('short'))).toMatch(/^ValidationError 400 .*at 'accessKeyId'/);
  });

  it('operations that Stint does not have are not there', async () => {
    for (const name of ['AssumeRoot', 'DecodeAuthorizationMessage', 'NoSuchThing', 'getCallerIdentity']) {
      const answer = await query(server, alice, `sts:${name}`, { TargetPrincipal: A });
      expect(rawRefusal(answer), name).toBe(
        `InvalidAction 400 Could not find operation ${name} for version 2011-06-15`,
      );
    }
  });
});

describe('answers in JSON', () => {
  const JSON_ANSWER = { accept: 'application/json' };
  it('for callers that ask for them', async () => {
    const answer = await query(server, alice, 'sts:GetCallerIdentity', {}, JSON_ANSWER);
    expect(answer.headers['content-type']).toBe('application/json');
    expect(JSON.parse(answer.body)).toEqual({
      GetCallerIdentityResponse: {
        GetCallerIdentityResult: {
          Arn: `arn:aws:iam::${A}:user/staff/alice`,
          UserId: expect.stringMatching(/^AIDA/),
          Account: A,
        },
        ResponseMetadata: { RequestId: answer.headers['x-amzn-requestid'] },
      },
    });
  });

  it('refusals too', async () => {
    const answer = await query(
      server,
      alice,
      'sts:AssumeRole',
      { RoleArn: 'a'.repeat(20), RoleSessionName: 'work' },
      JSON_ANSWER,
    );
    expect(answer.status).toBe(400);
    expect(JSON.parse(answer.body)).toEqual({
      Error: { Code: 'ValidationError', Message: `${'a'.repeat(20)} is invalid`, Type: 'Sender' },
      RequestId: answer.headers['x-amzn-requestid'],
    });
  });
});
