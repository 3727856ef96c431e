/**
 * Signed statements about the log, one a line: how far it had come, and which of its segments were retired. Copies of
 * them outside the log's directory (anchors) say what a whole directory, replaced by an older one, would deny.
 *
 *     {"signature":"…","keyVersion":1,"statement":{"kind":"checkpoint","seq":7,"hash":"…","records":7,"time":"…"}}
 */
import type { ChainPoint } from './record.ts';

export const checkpointFileName = 'checkpoints.jsonl';

/** Signs with the newest version of the installation's key. */
export interface StatementSigner {
  readonly keyVersion: number;
  sign(bytes: Uint8Array): Uint8Array;
}

/** Whether the signature of that version of the key is the bytes' own; false also when there is no such version. */
export type StatementVerifier = (bytes: Uint8Array, signature: Uint8Array, keyVersion: number) => boolean;

/** The log had come to `seq`, whose record had `hash`. */
export interface Checkpoint extends ChainPoint {
  readonly kind: 'checkpoint';
  /** Records since the checkpoint before. */
  readonly records: number;
  readonly time: string;
}

/** Segments that were removed because they were older than they had to be kept. */
export interface Retirement {
  readonly kind: 'retirement';
  /** Oldest first. `hash` is the last record's. */
  readonly segments: readonly { readonly first: number; readonly last: number; readonly hash: string }[];
  readonly time: string;
}

export type Statement = Checkpoint | Retirement;

/** Keeps a signature of a statement from being one of anything else that the key signs. */
const context = 'stint audit statement v1\n';
const form =
  /\{"signature":"([A-Za-z0-9_-]{1,1024})","keyVersion":(0|[1-9][0-9]{0,9}),"statement":(\{.+\})\}$/;

/** The line of a statement, without its end. */
export function signedStatement(statement: Statement, signer: StatementSigner): string {
  const text = JSON.stringify(statement);
  const { keyVersion } = signer;
  const signature = Buffer.from(signer.sign(Buffer.from(context + text))).toString('base64url');
  return `{"signature":"${signature}","keyVersion":${keyVersion},"statement":${text}}`;
}

/**
 * The statement of a line, which may begin with what a logging daemon put before it.
 * @returns undefined when there is none on the line, or when its signature does not hold.
 */
export function verifiedStatement(line: string, verify: StatementVerifier): Statement | undefined {
  const [, signature, keyVersion, text] = form.exec(line.trimEnd()) ?? [];
  if (signature === undefined || keyVersion === undefined || text === undefined) return undefined;
  if (!verify(Buffer.from(context + text), Buffer.from(signature, 'base64url'), Number(keyVersion))) {
    return undefined;
  }
  return JSON.parse(text) as Statement;
}
