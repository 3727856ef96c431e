import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { account } from '../../test/fixtures/account.ts';
import { asRoleSession, asUser } from '../../test/fixtures/caller.ts';
import { type AwsService, auditView, loadModel } from '../wire/index.ts';
import { auditEvent } from './event.ts';
import { serializeEvent } from './event-text.ts';
import { LogPlace, start } from './testing/logs.ts';

const { state } = account('111122223333').user('alice').role('auditor');
/** Planted wherever a secret can be; the number tells where. */
const secret = (n: number) => `planted/secret+${n}/0123456789abcdef`;

const requests: [service: AwsService, action: string, input: object, output: object, complete: object][] = [
  [
    'iam',
    'CreateAccessKey',
    { UserName: 'alice' },
    {
      AccessKey: {
        UserName: 'alice',
        AccessKeyId: 'AKIAALICE',
        Status: 'Active',
        SecretAccessKey: secret(1),
        CreateDate: new Date(start),
      },
    },
    {
      requestParameters: { userName: 'alice' },
      responseElements: {
        accessKey: {
          userName: 'alice',
          accessKeyId: 'AKIAALICE',
          status: 'Active',
          createDate: 'Jan 1, 2026 12:00:00 AM',
        },
      },
    },
  ],
  [
    'iam',
    'CreateLoginProfile',
    { UserName: 'alice', Password: secret(2), PasswordResetRequired: true },
    { LoginProfile: { UserName: 'alice', CreateDate: new Date(start), PasswordResetRequired: true } },
    { requestParameters: { userName: 'alice', passwordResetRequired: true } },
  ],
  ['iam', 'ChangePassword', { OldPassword: secret(3), NewPassword: secret(4) }, {}, {}],
  [
    'iam',
    'UploadServerCertificate',
    { ServerCertificateName: 'tls', CertificateBody: 'public', PrivateKey: secret(5) },
    {},
    { requestParameters: { serverCertificateName: 'tls' } },
  ],
  [
    'sts',
    'AssumeRole',
    { RoleArn: 'arn:aws:iam::111122223333:role/auditor', RoleSessionName: 'nightly', TokenCode: secret(6) },
    {
      Credentials: { AccessKeyId: 'ASIANEW', SecretAccessKey: secret(7), Expiration: new Date(start) },
      AssumedRoleUser: { AssumedRoleId: 'AROA:nightly', Arn: 'arn' },
    },
    {
      requestParameters: { roleArn: 'arn:aws:iam::111122223333:role/auditor', roleSessionName: 'nightly' },
      responseElements: {
        credentials: { accessKeyId: 'ASIANEW', expiration: 'Jan 1, 2026 12:00:00 AM' },
        assumedRoleUser: { assumedRoleId: 'AROA:nightly', arn: 'arn' },
      },
    },
  ],
  [
    'sts',
    'AssumeRoleWithSAML',
    { RoleArn: 'arn:r', PrincipalArn: 'arn:p', SAMLAssertion: secret(8) },
    { Credentials: { AccessKeyId: 'ASIANEW', SecretAccessKey: secret(9), Expiration: new Date(start) } },
    { requestParameters: { roleArn: 'arn:r', principalArn: 'arn:p' } },
  ],
  [
    'sts',
    'AssumeRoleWithWebIdentity',
    { RoleArn: 'arn:r', RoleSessionName: 's', WebIdentityToken: secret(10) },
    { Credentials: { AccessKeyId: 'ASIANEW', SecretAccessKey: secret(11), Expiration: new Date(start) } },
    { requestParameters: { roleArn: 'arn:r', roleSessionName: 's' } },
  ],
];

describe('case 177: no secret is in any file of the log, and what CloudTrail shows is', () => {
  let place: LogPlace;
  beforeEach(() => {
    place = new LogPlace();
  });
  afterEach(() => place.remove());

  it.each(requests)('%s:%s', async (service, action, input, output, complete) => {
    const operation = loadModel(service).operations.get(action)!;
    const role = asRoleSession(state, 'auditor');
    const callers = [
      asUser(state, 'alice'),
      { ...role, session: { ...role.session, secretAccessKey: secret(12), policy: secret(13) } },
    ];
    const log = await place.open();
    for (const identity of callers) {
      const eventID = identity.kind;
      const event = auditEvent({
        identity,
        time: start,
        eventSource: `${service}.amazonaws.com`,
        eventName: action,
        region: 'us-east-1',
        sourceIPAddress: '192.0.2.7',
        requestParameters: auditView(operation.input, input),
        responseElements: auditView(operation.output, output),
        requestID: 'request',
        eventID,
        readOnly: false,
      });
      log.append(serializeEvent(event), { eventID });
    }
    await log.close();
    for (const name of readdirSync(place.directory)) {
      const text = readFileSync(join(place.directory, name), 'utf8');
      expect(text).not.toMatch(/planted|0123456789abcdef(?![0-9a-f])/);
    }
    expect((await place.records()).map(({ event }) => event)).toMatchObject([complete, complete]);
  });
});
