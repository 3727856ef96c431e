/**
 * Requests and answers of the Query protocol as AWS was seen to take and give them, sent by hand where the SDK would not
 * send them. A row is a rule, the service's API Reference or the section of its guide it belongs to, and the answer.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { signRequest } from '../../src/sigv4/index.ts';
import { type Credentials, startServer, type TestServer } from '../support/server.ts';
import { call, element, query, type RawAnswer, rawRefusal, send } from './support/requests.ts';

const A = '111122223333';
const FORM = 'application/x-www-form-urlencoded';
const IAM = 'https://iam.amazonaws.com/doc/2010-05-08/';
const STS = 'https://sts.amazonaws.com/doc/2011-06-15/';
/** The namespace of what no service has answered. */
const FAULT = 'http://webservices.amazon.com/AWSFault/2005-15-09';
const MISSING = 'MissingAction 400 The request is missing an Action parameter.';
let server: TestServer;
let root: Credentials;

beforeAll(async () => {
  server = await startServer();
  root = server.root(A);
  await call(server, root, 'iam:CreateUser', { UserName: 'alice' });
});
afterAll(async () => {
  await server.stop();
  expect(server.faults).toEqual([]);
});

interface Written {
  readonly service?: 'iam' | 'sts';
  readonly method?: 'GET' | 'POST';
  readonly target?: string;
  readonly body?: string;
  readonly type?: string;
}

/** Signs a request as it is written, and sends it. */
function sendSigned({ service = 'iam', method = 'POST', target = '/', body = '', type }: Written) {
  const host = new URL(server.url).host;
  const headers = { host, ...(type === undefined ? {} : { 'content-type': type }) };
  const signing = signRequest(
    { method, target, rawHeaders: Object.entries(headers).flat(), body: Buffer.from(body) },
    {
      accessKeyId: root.accessKeyId,
      secretAccessKey: root.secretAccessKey,
      region: 'us-east-1',
      service,
      date: new Date(),
    },
  );
  return send(server, { method, target, headers: { ...headers, ...signing }, body });
}

const namespaceOf = (answer: RawAnswer) => /^<\w+ xmlns="([^"]*)">/.exec(answer.body)?.[1];
const notFound = (operation: string, version: string) =>
  `InvalidAction 400 Could not find operation ${operation} for version ${version}`;

describe('a request that names no operation is refused', () => {
  it.each<[rule: string, request: Written, refusal: string, namespace: string]>([
    ['no such operation', { body: 'Action=Nope&Version=2010-05-08' }, notFound('Nope', '2010-05-08'), FAULT],
    [
      'an operation of the other service',
      { body: 'Action=GetCallerIdentity&Version=2010-05-08' },
      notFound('GetCallerIdentity', '2010-05-08'),
      FAULT,
    ],
    [
      'the version of the other service',
      { body: 'Action=ListUsers&Version=2011-06-15' },
      notFound('ListUsers', '2011-06-15'),
      FAULT,
    ],
    ['no version', { body: 'Action=ListUsers' }, notFound('ListUsers', 'NO_VERSION_SPECIFIED'), FAULT],
    ['an empty Action', { body: 'Action=&Version=2010-05-08' }, notFound('', '2010-05-08'), FAULT],
    ['no Action', { body: 'Version=2010-05-08' }, MISSING, IAM],
    ['nothing at all', {}, MISSING, IAM],
    [
      'a form that is called JSON',
      { body: 'Action=ListUsers&Version=2010-05-08', type: 'application/json' },
      MISSING,
      IAM,
    ],
  ])('%s (Common errors)', async (_rule, request, refusal, namespace) => {
    const answer = await sendSigned({ type: FORM, ...request });
    expect(rawRefusal(answer)).toBe(refusal);
    expect(namespaceOf(answer)).toBe(namespace);
    expect(answer.headers['content-type']).toBe('text/xml');
    expect(element(answer, 'RequestId')).toBe(answer.headers['x-amzn-requestid']);
  });
});

describe('a request is taken', () => {
  it.each<[rule: string, request: Written, namespace: string]>([
    ['by GET', { method: 'GET', target: '/?Action=ListUsers&Version=2010-05-08' }, IAM],
    [
      'by GET, of STS',
      { method: 'GET', service: 'sts', target: '/?Action=GetCallerIdentity&Version=2011-06-15' },
      STS,
    ],
    ['by POST with its parameters in the target', { target: '/?Action=ListUsers&Version=2010-05-08' }, IAM],
    [
      'with a parameter that the operation does not have',
      { type: FORM, body: 'Action=ListUsers&Version=2010-05-08&Colour=red' },
      IAM,
    ],
    [
      'with true in capitals',
      { type: FORM, body: 'Action=ListPolicies&Version=2010-05-08&OnlyAttached=TRUE' },
      IAM,
    ],
  ])('%s (Making query requests)', async (_rule, request, namespace) => {
    const answer = await sendSigned(request);
    expect(rawRefusal(answer)).toBeUndefined();
    expect(namespaceOf(answer)).toBe(namespace);
  });
});

describe('lists', () => {
  it('may have gaps in their numbers: what is there counts, in the order of the numbers', async () => {
    const tags = {
      'Tags.member.10.Key': 'z',
      'Tags.member.10.Value': '',
      'Tags.member.2.Key': 'y',
      'Tags.member.2.Value': '1',
    };
    expect(
      rawRefusal(await query(server, root, 'iam:TagUser', { UserName: 'alice', ...tags })),
    ).toBeUndefined();
    expect(await call(server, root, 'iam:ListUserTags', { UserName: 'alice' })).toMatchObject({
      Tags: [
        { Key: 'y', Value: '1' },
        { Key: 'z', Value: '' },
      ],
    });
  });

  it.each([
    ['without .member', { 'Tags.1.Key': 'a', 'Tags.1.Value': 'b' }],
    ['not given', {}],
  ])('%s is a list that is missing', async (_rule, tags: Record<string, string>) => {
    expect(rawRefusal(await query(server, root, 'iam:TagUser', { UserName: 'alice', ...tags }))).toBe(
      "ValidationError 400 1 validation error detected: Value at 'tags' failed to satisfy constraint: Member must not be null",
    );
  });
});
