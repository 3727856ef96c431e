/**
 * Session tokens: the session itself, packed, sealed and in base64, so that any node verifies one without a read and
 * issuing one writes nothing. What is inside is a secret of the service; to clients a token is opaque.
 *
 * Packed form: a JSON array in fixed order, deflated against a dictionary of what such sessions mostly hold; a short one as
 * it is, for setting up the compression costs more than the rest of issuing a session. The first byte says which.
 */
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import type { Tags } from './entities.ts';
import type { Session } from './session.ts';

/** Seals and opens what a token carries. `open` answers `undefined` for anything that was not sealed by this keyring. */
export interface SessionSealer {
  seal(packed: Uint8Array): Uint8Array;
  open(sealed: Uint8Array): Uint8Array | undefined;
}

/**
 * Bytes that session policies, policy ARNs and tags may take in packed form. AWS states no number; this one keeps the
 * longest token below 12 KB of text, well within the header limit of Node clients and proxies.
 */
export const MAXIMUM_PACKED_BYTES = 8192;

const FORMAT = 1;
const KINDS = ['role', 'user', 'federated'] as const;
const DICTIONARY = Buffer.from(
  '"}]},"Principal":{"AWS":"NotAction":"NotResource":"Condition":{"StringEquals":{"aws:PrincipalTag/' +
    '"StringLike":"ForAllValues:"aws:RequestTag/"aws:SourceIp":"Sid":"secretsmanager:dynamodb:ec2:Describe*' +
    'sts:AssumeRole"iam:GetUser"iam:List*"s3:GetObject","s3:PutObject","s3:ListBucket","arn:aws:s3:::' +
    '"arn:aws:iam::aws:policy/ReadOnlyAccess","AdministratorAccess"{"Version":"2012-10-17","Statement":[' +
    '{"Effect":"Deny","Effect":"Allow","Action":["Action":"*","Resource":"*"}]}',
);
const MAXIMUM_UNPACKED = 1024 * 1024;

function deflate(text: string): Buffer {
  return deflateRawSync(Buffer.from(text), { dictionary: DICTIONARY, level: 6 });
}

/** What a caller passes to narrow or describe a session: the part that AWS limits by PackedPolicySize. */
export interface PackedPart {
  readonly policy?: string | undefined;
  readonly policyArns?: readonly string[] | undefined;
  readonly tags?: Tags | undefined;
}

/** Bytes of policies and tags in packed form; 0 when there are none. */
export function packedPolicyBytes({ policy, policyArns = [], tags = [] }: PackedPart): number {
  if (policy === undefined && policyArns.length === 0 && tags.length === 0) return 0;
  const part = [policy ?? 0, policyArns, tags.map(({ Key, Value }) => [Key, Value])];
  return deflate(JSON.stringify(part)).length;
}

/** Packed size in percent of the maximum, rounded up: STS's PackedPolicySize. */
export function packedPolicySize(part: PackedPart): number {
  return Math.ceil((packedPolicyBytes(part) * 100) / MAXIMUM_PACKED_BYTES);
}

type Packed = [
  format: number,
  kind: number,
  accessKeyId: string,
  secretAccessKey: string,
  accountId: string,
  issuedAt: number,
  lifetime: number,
  mfaAt: number,
  policy: string | 0,
  policyArns: readonly string[],
  subject: string,
  name: string,
  tags: readonly (readonly [string, string])[],
  transitive: readonly string[],
  sourceIdentity: string | 0,
  chained: 0 | 1,
];

function pack(session: Session): Packed {
  const tags = session.kind === 'user' ? [] : session.tags;
  return [
    FORMAT,
    KINDS.indexOf(session.kind),
    session.accessKeyId,
    session.secretAccessKey,
    session.accountId,
    session.issuedAt,
    session.expiresAt - session.issuedAt,
    session.mfaAt ?? 0,
    session.policy ?? 0,
    session.policyArns ?? [],
    session.kind === 'role' ? session.roleId : session.userId,
    session.kind === 'role' ? session.sessionName : session.kind === 'federated' ? session.name : '',
    tags.map(({ Key, Value }) => [Key, Value] as const),
    session.kind === 'role' ? session.transitiveTagKeys : [],
    session.kind === 'role' ? (session.sourceIdentity ?? 0) : 0,
    session.kind === 'role' && session.chained ? 1 : 0,
  ];
}

function unpack(packed: Packed): Session | undefined {
  const [format, kind, accessKeyId, secretAccessKey, accountId, issuedAt, lifetime, mfaAt] = packed;
  const [, , , , , , , , policy, policyArns, subject, name, tags, transitive, sourceIdentity, chained] =
    packed;
  if (format !== FORMAT) return undefined;
  const base = {
    accessKeyId,
    secretAccessKey,
    accountId,
    issuedAt,
    expiresAt: issuedAt + lifetime,
    ...(mfaAt === 0 ? {} : { mfaAt }),
    ...(policy === 0 ? {} : { policy }),
    ...(policyArns.length === 0 ? {} : { policyArns }),
  };
  const sessionTags = tags.map(([Key, Value]) => ({ Key, Value }));
  switch (KINDS[kind]) {
    case 'role':
      return {
        ...base,
        kind: 'role',
        roleId: subject,
        sessionName: name,
        tags: sessionTags,
        transitiveTagKeys: transitive,
        ...(sourceIdentity === 0 ? {} : { sourceIdentity }),
        chained: chained === 1,
      };
    case 'user':
      return { ...base, kind: 'user', userId: subject };
    case 'federated':
      return { ...base, kind: 'federated', userId: subject, name, tags: sessionTags };
    default:
      return undefined;
  }
}

const AS_IT_IS = 0;
const DEFLATED = 1;
/** Characters. What has policies or more than a few tags is longer. */
const SHORT = 512;

/** The token of a session. */
export function sealSession(sealer: SessionSealer, session: Session): string {
  const text = JSON.stringify(pack(session));
  const packed =
    text.length <= SHORT
      ? Buffer.from(`${String.fromCharCode(AS_IT_IS)}${text}`)
      : Buffer.concat([Uint8Array.of(DEFLATED), deflate(text)]);
  return Buffer.from(sealer.seal(packed)).toString('base64');
}

/** @throws for what `sealSession` did not pack; it was sealed by this keyring, so that this is a fault of the program. */
function textOf(packed: Uint8Array): string {
  const content = Buffer.from(packed.buffer, packed.byteOffset + 1, packed.byteLength - 1);
  if (packed[0] === AS_IT_IS) return content.toString();
  if (packed[0] !== DEFLATED) throw new Error('a session token was packed in an unknown way');
  return inflateRawSync(content, { dictionary: DICTIONARY, maxOutputLength: MAXIMUM_UNPACKED }).toString();
}

/**
 * The session in a token, or `undefined` for every text that is not exactly one that `sealSession` made: base64 with
 * white space, other alphabets or other spare bits is another text and refused. Expiry is not checked here.
 */
export function openSession(sealer: SessionSealer, token: string): Session | undefined {
  const sealed = Buffer.from(token, 'base64');
  if (sealed.length === 0 || sealed.toString('base64') !== token) return undefined;
  const packed = sealer.open(sealed);
  if (packed === undefined) return undefined;
  return unpack(JSON.parse(textOf(packed)) as Packed);
}
