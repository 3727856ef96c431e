/** Requests to IAM as the conformance tests write them: operation and parameters as they stand in a Query request. */
import { expect } from 'vitest';
import type { Credentials, TestServer } from '../../support/server.ts';
import { allow, document, trust } from './policies.ts';
import { query, type RawAnswer, rawRefusal } from './requests.ts';

export type Request = readonly [operation: string, parameters?: Readonly<Record<string, string>>];

/** What the last of some requests answers; those before it must succeed. */
export async function answerTo(
  server: TestServer,
  credentials: Credentials,
  requests: readonly Request[],
  headers: Readonly<Record<string, string>> = {},
): Promise<RawAnswer> {
  for (const [operation, parameters] of requests.slice(0, -1)) {
    const answer = await query(server, credentials, `iam:${operation}`, parameters);
    expect(rawRefusal(answer), operation).toBeUndefined();
  }
  const [operation, parameters] = requests.at(-1)!;
  return query(server, credentials, `iam:${operation}`, parameters, headers);
}

export const A = '111122223333';
const TRUST = document(trust({ Service: 'ec2.amazonaws.com' }));
export const GRANT = document(allow('s3:ListBucket'));

export const tag = (Key: string, Value: string) => ({
  'Tags.member.1.Key': Key,
  'Tags.member.1.Value': Value,
});
export const policyArn = (name: string) => ({ PolicyArn: `arn:aws:iam::${A}:policy/${name}` });
export const user = (UserName: string): Request => ['CreateUser', { UserName }];
export const group = (GroupName: string): Request => ['CreateGroup', { GroupName }];
export const role = (RoleName: string, more = {}): Request => [
  'CreateRole',
  { RoleName, AssumeRolePolicyDocument: TRUST, ...more },
];
export const profile = (InstanceProfileName: string, more = {}): Request => [
  'CreateInstanceProfile',
  { InstanceProfileName, ...more },
];
export const policy = (PolicyName: string, more = {}): Request => [
  'CreatePolicy',
  { PolicyName, PolicyDocument: GRANT, ...more },
];
export const version = (name: string): Request => [
  'CreatePolicyVersion',
  { ...policyArn(name), PolicyDocument: GRANT },
];
