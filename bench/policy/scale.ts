/** Many statements of which few can match a request: each about a bucket of its own, or a caller of its own. */
import { attach, compile, type PolicyDocument, type PolicySets, parse } from '../../src/policy/index.ts';
import { requestOf } from './engine.ts';
import { ACCOUNT } from './rules.ts';

/** No quota lets one text hold ten thousand statements; documents are compiled from parts that were parsed. */
function documentOf(kind: 'inline' | 'resource', statements: readonly object[]): PolicyDocument {
  const read: PolicyDocument['statements'][number][] = [];
  for (let at = 0; at < statements.length; at += 1000) {
    const part = { Version: '2012-10-17', Statement: statements.slice(at, at + 1000) };
    const { document, errors } = parse(JSON.stringify(part), kind, { maxSize: Number.POSITIVE_INFINITY });
    if (document === undefined) throw new Error(errors[0]?.message);
    read.push(...document.statements.map((one) => ({ ...one, index: at + one.index })));
  }
  return { kind, version: '2012-10-17', statements: read };
}

const bucket = (i: number): string => `arn:aws:s3:::bucket-${i}`;

const ASKED = 64;

/** Requests about statements all over the document, each allowed by one of them. */
export function bucketsOf(count: number) {
  const statements = Array.from({ length: count }, (_, i) => ({
    Effect: 'Allow',
    Action: 's3:GetObject',
    Resource: `${bucket(i)}/*`,
  }));
  const policy = compile(documentOf('inline', statements));
  const sets: PolicySets = { identity: [{ policy, source: { kind: 'inline', name: 'buckets' } }] };
  const requests = Array.from({ length: ASKED }, (_, i) =>
    requestOf({
      action: 's3:GetObject',
      resource: `${bucket(Math.floor((i * count) / ASKED))}/key`,
      context: {},
    }),
  );
  return { sets, requests };
}

/** A policy of one bucket that names many users, the caller last. */
export function usersOf(count: number) {
  const statements = Array.from({ length: count }, (_, i) => ({
    Effect: 'Allow',
    Principal: { AWS: `arn:aws:iam::${ACCOUNT}:user/${i === count - 1 ? 'alice' : `user-${i}`}` },
    Action: 's3:GetObject',
    Resource: 'arn:aws:s3:::bucket/*',
  }));
  const policy = compile(documentOf('resource', statements));
  const attached = { policy, source: { kind: 'resource', name: 'users' } } as const;
  const sets: PolicySets = { identity: [], resource: { attached, mode: 'optional' } };
  const request = requestOf({ action: 's3:GetObject', resource: 'arn:aws:s3:::bucket/key', context: {} });
  return { sets, requests: [request] };
}

/** Statements of which each is about the request, and fails at its condition (test plan, L8). */
export function matchingOf(count: number) {
  const statements = Array.from({ length: count }, (_, i) => ({
    Effect: 'Allow',
    Action: 's3:Get*',
    Resource: 'arn:aws:s3:::*',
    Condition: { StringLike: { 's3:prefix': `*${i}/x*` } },
  }));
  const { document } = parse(JSON.stringify({ Version: '2012-10-17', Statement: statements }), 'inline', {
    maxSize: Number.POSITIVE_INFINITY,
  });
  const attached = attach(JSON.stringify({ Version: '2012-10-17', Statement: [statements[0]] }), {
    kind: 'managed',
    name: 'boundary',
  });
  const policy = compile(document!);
  const sets: PolicySets = {
    identity: [{ policy, source: { kind: 'inline', name: 'matching' } }],
    boundary: attached,
  };
  const request = requestOf({
    action: 's3:GetObject',
    resource: 'arn:aws:s3:::bucket/key',
    context: { 's3:prefix': 'home/alice/documents/2026' },
  });
  return { sets, requests: [request] };
}
