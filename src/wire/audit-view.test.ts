import { describe, expect, it } from 'vitest';
import { auditView } from './audit-view.ts';
import { loadModel } from './load-model.ts';

const operation = (name: string) =>
  (loadModel('iam').operations.get(name) ?? loadModel('sts').operations.get(name))!;

describe('secrets are dropped', () => {
  const SECRET = 'do-not-log';
  it.each<[string, 'input' | 'output', object, object]>([
    ['CreateLoginProfile', 'input', { UserName: 'a', Password: SECRET }, { userName: 'a' }],
    ['ChangePassword', 'input', { OldPassword: SECRET, NewPassword: SECRET }, {}],
    [
      'UploadServerCertificate',
      'input',
      { ServerCertificateName: 'a', PrivateKey: SECRET },
      { serverCertificateName: 'a' },
    ],
    [
      'UpdateSAMLProvider',
      'input',
      { SAMLProviderArn: 'a', AddPrivateKey: SECRET },
      { sAMLProviderArn: 'a' },
    ],
    [
      'EnableMFADevice',
      'input',
      { UserName: 'a', AuthenticationCode1: SECRET, AuthenticationCode2: SECRET },
      { userName: 'a' },
    ],
    ['AssumeRole', 'input', { RoleArn: 'a', TokenCode: SECRET }, { roleArn: 'a' }],
    ['AssumeRoleWithSAML', 'input', { RoleArn: 'a', SAMLAssertion: SECRET }, { roleArn: 'a' }],
    ['AssumeRoleWithWebIdentity', 'input', { RoleArn: 'a', WebIdentityToken: SECRET }, { roleArn: 'a' }],
    ['GetDelegatedAccessToken', 'input', { TradeInToken: SECRET }, {}],
    [
      'CreateAccessKey',
      'output',
      { AccessKey: { AccessKeyId: 'AKIA', SecretAccessKey: SECRET } },
      { accessKey: { accessKeyId: 'AKIA' } },
    ],
    [
      'CreateServiceSpecificCredential',
      'output',
      {
        ServiceSpecificCredential: {
          ServiceName: 'a',
          ServicePassword: SECRET,
          ServiceCredentialSecret: SECRET,
        },
      },
      { serviceSpecificCredential: { serviceName: 'a' } },
    ],
    [
      'CreateVirtualMFADevice',
      'output',
      { VirtualMFADevice: { SerialNumber: 'a', Base32StringSeed: SECRET, QRCodePNG: SECRET } },
      { virtualMFADevice: { serialNumber: 'a' } },
    ],
    [
      'ListVirtualMFADevices',
      'output',
      { VirtualMFADevices: [{ SerialNumber: 'a', QRCodePNG: SECRET }] },
      { virtualMFADevices: [{ serialNumber: 'a' }] },
    ],
    [
      'AssumeRole',
      'output',
      { Credentials: { AccessKeyId: 'ASIA', SecretAccessKey: SECRET, SessionToken: 't' } },
      { credentials: { accessKeyId: 'ASIA', sessionToken: 't' } },
    ],
    ['GetWebIdentityToken', 'output', { WebIdentityToken: SECRET }, {}],
  ])('%s %s', (name, side, value, expected) => {
    const redacted = auditView(operation(name)[side], value);
    expect(redacted).toEqual(expected);
    expect(JSON.stringify(redacted)).not.toContain(SECRET);
  });

  it('members that the model does not know are dropped too', () => {
    expect(auditView(operation('GetUser').input, { UserName: 'a', Extra: 'x' })).toEqual({
      userName: 'a',
    });
    expect(auditView(undefined, { Extra: 'x' })).toEqual({});
  });

  it('the value itself is left as it was', () => {
    const value = { UserName: 'a', Password: 'p' };
    auditView(operation('CreateLoginProfile').input, value);
    expect(value).toEqual({ UserName: 'a', Password: 'p' });
  });
});

describe('names as CloudTrail writes them', () => {
  it.each<[string, 'input' | 'output', object, object]>([
    [
      'CreateUser',
      'input',
      { UserName: 'a', Tags: [{ Key: 'k', Value: 'v' }] },
      { userName: 'a', tags: [{ key: 'k', value: 'v' }] },
    ],
    ['CreateServiceLinkedRole', 'input', { AWSServiceName: 'a' }, { aWSServiceName: 'a' }],
    ['CreateSAMLProvider', 'input', { SAMLMetadataDocument: 'x' }, { sAMLMetadataDocument: 'x' }],
    [
      'AssumeRole',
      'input',
      { PolicyArns: [{ arn: 'x' }], TransitiveTagKeys: ['Team'] },
      { policyArns: [{ arn: 'x' }], transitiveTagKeys: ['Team'] },
    ],
    [
      'AssumeRole',
      'output',
      { Credentials: { Expiration: new Date('2014-07-18T16:07:39Z') } },
      { credentials: { expiration: 'Jul 18, 2014 4:07:39 PM' } },
    ],
    [
      'AssumeRole',
      'output',
      { Credentials: { Expiration: new Date('2026-01-02T00:00:05Z') } },
      { credentials: { expiration: 'Jan 2, 2026 12:00:05 AM' } },
    ],
    ['GetAccountSummary', 'output', { SummaryMap: { Users: 1 } }, { summaryMap: { Users: 1 } }],
    ['GetCredentialReport', 'output', { Content: Buffer.from('a') }, { content: 'YQ==' }],
  ])('%s %s %j', (name, side, value, expected) => {
    expect(auditView(operation(name)[side], value)).toEqual(expected);
  });
});
