/** What tests of this room build their cases from: account A calls, account B is another one. */
import { type CompiledPolicy, type CompileOptions, compile } from './compile.ts';
import { decide } from './decide.ts';
import type { PolicyDocument } from './document.ts';
import type { PolicyKind } from './issue.ts';
import type {
  AccessRequest,
  AttachedPolicy,
  Decision,
  PolicySets,
  Principal,
  RequestContext,
} from './model.ts';
import { ANY_SIZE, parse } from './parse.ts';

export const A = '111122223333';
export const B = '444455556666';

export const alice = {
  kind: 'user',
  account: A,
  id: 'AIDAALICEALICEALICE1',
  arn: `arn:aws:iam::${A}:user/team/alice`,
} as const satisfies Principal;

export const session = {
  kind: 'role-session',
  account: A,
  roleId: 'AROAROLEROLEROLEROL1',
  roleArn: `arn:aws:iam::${A}:role/app/r`,
  arn: `arn:aws:sts::${A}:assumed-role/r/s1`,
  sessionName: 's1',
} as const satisfies Principal;

export const federated = {
  kind: 'federated-session',
  account: A,
  arn: `arn:aws:sts::${A}:federated-user/f`,
  issuer: { kind: 'user', id: alice.id, arn: alice.arn },
} as const satisfies Principal;

export const root = { kind: 'root', account: A, arn: `arn:aws:iam::${A}:root` } as const satisfies Principal;

export const bucket = 'arn:aws:s3:::bucket/key';

/** A statement as JSON; Allow of everything unless said otherwise. */
export type StatementJson = Readonly<Record<string, unknown>>;

export function allow(more: StatementJson = {}): StatementJson {
  return { Effect: 'Allow', Action: '*', Resource: '*', ...more };
}

export function deny(more: StatementJson = {}): StatementJson {
  return { Effect: 'Deny', Action: '*', Resource: '*', ...more };
}

/** A trust policy's statement. */
export function trusting(principal: unknown, more: StatementJson = {}): StatementJson {
  return { Effect: 'Allow', Action: 'sts:AssumeRole', Principal: principal, ...more };
}

export function textOf(statements: readonly StatementJson[], version = '2012-10-17'): string {
  return JSON.stringify({ Version: version, Statement: statements });
}

/** The document of a text that must be without faults. */
export function documentOf(kind: PolicyKind, text: string): PolicyDocument {
  const { document, errors } = parse(text, kind, ANY_SIZE);
  if (document === undefined)
    throw new Error(`${errors[0]?.message} at ${errors[0]?.pointer}: ${errors[0]?.hint}`);
  return document;
}

export function compiled(
  kind: PolicyKind,
  statements: readonly StatementJson[],
  options?: CompileOptions,
): CompiledPolicy {
  return compile(documentOf(kind, textOf(statements)), options);
}

/** A document in its place; the name is what traces show. */
export function attached(
  kind: PolicyKind,
  statements: readonly StatementJson[],
  options?: CompileOptions,
): AttachedPolicy {
  return { policy: compiled(kind, statements, options), source: { kind, name: `${kind}-policy` } };
}

export function context(values: Readonly<Record<string, string | readonly string[]>> = {}): RequestContext {
  return new Map(Object.entries(values).map(([key, value]) => [key.toLowerCase(), value]));
}

export function request(more: Partial<AccessRequest> = {}): AccessRequest {
  return { principal: alice, action: 's3:GetObject', resource: bucket, context: context(), ...more };
}

/** The text of the first error: what the API would answer. `document` is a text or its JSON. */
export function firstMessage(document: unknown, kind: PolicyKind): string | undefined {
  const text = typeof document === 'string' ? document : JSON.stringify(document);
  return parse(text, kind).errors[0]?.message;
}

/** A statement without fault. */
export const good = { Effect: 'Allow', Action: 's3:ListBucket', Resource: 'arn:aws:s3:::examples' };

/** A 2012 document of one good statement with some elements replaced, added, or (undefined) left out. */
export const one = (more: object) => ({ Version: '2012-10-17', Statement: { ...good, ...more } });

export const when = (Condition: unknown) => one({ Condition });

/** Documents of a caller: one that allows everything, one that allows something else, one that denies everything. */
export const yes = attached('inline', [allow()]);
export const no = attached('inline', [allow({ Action: 'other:Thing' })]);
export const never = attached('inline', [allow(), deny({ Sid: 'never' })]);

const SIGNS = { allowed: '+', implicitDeny: 'I', explicitDeny: 'E' } as const;

/** A decision in short: `+ identity` allowed, `I boundary` implicitly and `E scp` explicitly denied, and by what. */
export const short = ({ verdict, by }: Decision) => `${SIGNS[verdict]} ${by}`;

/** The decision on a request; the caller has no policies unless `sets` gives it some. */
export const asked = (sets: Partial<PolicySets>, more: Partial<AccessRequest> = {}) =>
  short(decide(request(more), { identity: [], ...sets }));
