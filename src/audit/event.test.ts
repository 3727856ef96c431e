import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { account, EPOCH } from '../../test/fixtures/account.ts';
import { asRoleSession, asUser } from '../../test/fixtures/caller.ts';
import type { Decision } from '../policy/index.ts';
import { auditEvent, type EventFacts } from './event.ts';
import { serializeEvent } from './event-text.ts';

const { state } = account('111122223333').user('alice').role('auditor');

const facts: EventFacts = {
  identity: asUser(state, 'alice'),
  time: EPOCH + 1999,
  eventSource: 'iam.amazonaws.com',
  eventName: 'CreateUser',
  region: 'us-east-1',
  sourceIPAddress: '192.0.2.7',
  userAgent: 'aws-cli/2.15',
  requestParameters: { userName: 'bob' },
  responseElements: { user: { userName: 'bob' } },
  requestID: 'request-1',
  eventID: 'event-1',
  readOnly: false,
  recipientAccountId: '111122223333',
};

const read = (given: Partial<EventFacts>) => JSON.parse(serializeEvent(auditEvent({ ...facts, ...given })));

describe('the record of a request', () => {
  it('has the members of CloudTrail, and nothing for what does not apply', () => {
    const { userIdentity, ...record } = read({});
    expect(userIdentity.type).toBe('IAMUser');
    expect(record).toEqual({
      eventVersion: '1.11',
      eventTime: '2026-01-01T00:00:01Z',
      eventSource: 'iam.amazonaws.com',
      eventName: 'CreateUser',
      awsRegion: 'us-east-1',
      sourceIPAddress: '192.0.2.7',
      userAgent: 'aws-cli/2.15',
      requestParameters: { userName: 'bob' },
      responseElements: { user: { userName: 'bob' } },
      requestID: 'request-1',
      eventID: 'event-1',
      readOnly: false,
      eventType: 'AwsApiCall',
      managementEvent: true,
      recipientAccountId: '111122223333',
      eventCategory: 'Management',
    });
  });

  it('says which policy and statement refused, with no response elements', () => {
    const decision: Decision = {
      verdict: 'explicitDeny',
      by: 'identity',
      statement: {
        source: {
          kind: 'managed',
          name: 'guard',
          arn: 'arn:aws:iam::111122223333:policy/guard',
          attachedTo: 'alice',
        },
        index: 2,
        sid: 'NoUsers',
      },
    };
    const record = read({
      error: { code: 'AccessDenied', message: 'no' },
      authorization: { action: 'iam:CreateUser', resource: 'arn:aws:iam::111122223333:user/bob', decision },
      reason: 'the key was deactivated a second ago',
    });
    expect(record).toMatchObject({ errorCode: 'AccessDenied', errorMessage: 'no', responseElements: null });
    expect(record.stint).toEqual({
      decision: {
        verdict: 'explicitDeny',
        by: 'identity',
        action: 'iam:CreateUser',
        resource: 'arn:aws:iam::111122223333:user/bob',
        policy: {
          kind: 'managed',
          name: 'guard',
          arn: 'arn:aws:iam::111122223333:policy/guard',
          attachedTo: 'alice',
        },
        statement: { sid: 'NoUsers', index: 2 },
      },
      reason: 'the key was deactivated a second ago',
    });
  });

  it('has TLS details, resources and the id that two accounts share, when given', () => {
    const tlsDetails = {
      tlsVersion: 'TLSv1.3',
      cipherSuite: 'TLS_AES_128_GCM_SHA256',
      clientProvidedHostHeader: 'sts',
    };
    const resources = [
      { ARN: 'arn:aws:iam::111122223333:role/auditor', accountId: '111122223333', type: 'AWS::IAM::Role' },
    ];
    expect(read({ tlsDetails, resources, sharedEventID: 'shared' })).toMatchObject({
      tlsDetails,
      resources,
      sharedEventID: 'shared',
    });
  });

  it('case 177: the secrets of its caller are in no event', () => {
    const secret = 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY';
    const alice = asUser(state, 'alice');
    const role = asRoleSession(state, 'auditor');
    const session = { ...role.session, secretAccessKey: secret, policy: secret };
    const userSession = { ...session, kind: 'user', userId: alice.user.id } as const;
    for (const identity of [
      { ...role, session },
      { ...alice, session: userSession },
      { kind: 'other-account', caller: { ...role, session } } as const,
    ]) {
      const text = serializeEvent(auditEvent({ ...facts, identity }));
      expect(text).not.toContain(secret);
      expect(JSON.parse(text).userIdentity.accountId).toBe('111122223333');
    }
  });
});

describe('bounds of CloudTrail', () => {
  it.each<[string, Partial<EventFacts>, string]>([
    ['userAgent', { userAgent: 'x'.repeat(1 << 20) }, 'x'.repeat(1024)],
    ['userAgent', { userAgent: 'é'.repeat(1 << 20) }, 'é'.repeat(512)],
    ['userAgent', { userAgent: `x${'😀'.repeat(1 << 18)}` }, `x${'😀'.repeat(255)}`],
    ['errorMessage', { error: { code: 'X', message: 'y'.repeat(5000) } }, 'y'.repeat(1024)],
    ['errorCode', { error: { code: 'y'.repeat(5000) } }, 'y'.repeat(1024)],
    ['eventName', { eventName: 'z'.repeat(1 << 20) }, 'z'.repeat(1024)],
    ['requestID', { requestID: 'z'.repeat(2000) }, 'z'.repeat(1024)],
    ['sourceIPAddress', { sourceIPAddress: '1'.repeat(2000) }, '1'.repeat(1024)],
  ])('%s is cut to 1 KB', (member, given, expected) => {
    expect(read(given)[member]).toBe(expected);
  });

  it('elements beyond 100 KB are omitted, with what they were', () => {
    const record = read({ requestParameters: { policyDocument: 'é'.repeat(60_000) } });
    expect(record.requestParameters).toBeNull();
    expect(record.responseElements).toEqual({ user: { userName: 'bob' } });
    expect(record.stint.omitted).toEqual({
      requestParameters: { bytes: 120_021, sha256: expect.stringMatching(/^[0-9a-f]{64}$/) },
    });
  });

  it('elements of 100 KB are kept', () => {
    const requestParameters = { policyDocument: 'x'.repeat(100 * 1024 - 21) };
    expect(read({ requestParameters }).requestParameters).toEqual(requestParameters);
  });
});

describe('case 182: one valid line of JSON, whatever is in it', () => {
  const hostile = [
    'a\r\nb',
    '\u001b[2J\u001b[31mred',
    '\u009b31m',
    '"},"userIdentity":{"type":"Root"},"x":{"y":"',
    '\\ud800',
    '\\\\ud800\ud800',
    '\ud83d',
    '\udc00\ud800',
    'line\u2028paragraph\u2029next\u0085',
    '\u202eevil\u2066',
    '\u0000\u007f',
    '</script><!--',
    '__proto__',
  ];
  const lineOf = (text: string) =>
    serializeEvent(
      auditEvent({ ...facts, userAgent: text, requestParameters: { [text]: text, constructor: [text] } }),
    );

  it.each(hostile.map((text) => [JSON.stringify(text), text]))('%s', (_, text) => {
    const line = lineOf(text);
    expect(line).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069]/);
    expect(JSON.parse(line).userAgent).toBe(Buffer.from(text, 'utf8').toString('utf8'));
    expect(JSON.parse(line).userIdentity.type).toBe('IAMUser');
  });

  it('any text at all', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (text) => {
        const line = lineOf(text);
        expect(line.split(/\r\n|[\n\r\u0085\u2028\u2029]/)).toHaveLength(1);
        // What goes to disk reads back as the same text.
        expect(Buffer.from(line, 'utf8').toString('utf8')).toBe(line);
        expect(Object.values(JSON.parse(line).requestParameters)).toContainEqual(
          Buffer.from(text, 'utf8').toString('utf8'),
        );
      }),
    );
  });
});

describe('the text of an event', () => {
  it('is what JSON makes of it, as long as there is nothing to escape for readers of lines', () => {
    const text = fc.string({
      unit: fc.constantFrom('a', 'Z', '0', ' ', '"', '\\', '/', '\n', '\u0001', 'ä', '€', '😀'),
    });
    const maybe = fc.option(text, { nil: undefined });
    fc.assert(
      fc.property(
        fc.record({
          eventName: text,
          region: text,
          userAgent: maybe,
          requestID: text,
          recipientAccountId: maybe,
        }),
        fc.option(fc.record({ userName: text }), { nil: null }),
        fc.option(fc.record({ code: text, message: maybe }), { nil: undefined }),
        fc.boolean(),
        (texts, requestParameters, error, readOnly) => {
          const event = auditEvent({ ...facts, ...texts, requestParameters, error, readOnly });
          expect(serializeEvent(event)).toBe(JSON.stringify(event));
        },
      ),
    );
  });
});
