import { type MasterKey, MasterKeyError } from './master-key.ts';

/**
 * What keys are for. Each purpose has keys of its own, so that nothing sealed for one is ever taken for another:
 * access key secrets and the like; session tokens; pagination markers; checkpoints of the audit trail; digests of rows.
 */
export const purposes = ['secrets', 'session-tokens', 'markers', 'audit-checkpoints', 'row-digests'] as const;
export type Purpose = (typeof purposes)[number];

/** A version of a purpose's key: 32 bytes, made at `created`, in milliseconds since 1970. */
export interface KeyVersion {
  readonly version: number;
  readonly created: number;
  readonly key: Uint8Array;
}

/** The versions of each purpose, oldest first. */
export type KeyringContent = Readonly<Record<Purpose, readonly KeyVersion[]>>;

const format = 1;
const idBytes = 8;
/** Format byte and the id of the master key; authenticated with the rest. */
const headerBytes = 1 + idBytes;

/** The ring as bytes that only the master key opens. */
export function sealRing(masterKey: MasterKey, content: KeyringContent): Uint8Array {
  const header = Buffer.concat([Uint8Array.of(format), Buffer.from(masterKey.id, 'hex')]);
  const entries = purposes.map((purpose) => [
    purpose,
    content[purpose].map(({ version, created, key }) => [
      version,
      created,
      Buffer.from(key).toString('base64'),
    ]),
  ]);
  return Buffer.concat([header, masterKey.seal(Buffer.from(JSON.stringify(entries)), header)]);
}

/**
 * @returns the ring and the one of the master keys that sealed it.
 * @throws MasterKeyError when none did, or the bytes were changed.
 */
export function openRing(
  masterKeys: readonly MasterKey[],
  bytes: Uint8Array,
): { readonly content: KeyringContent; readonly masterKey: MasterKey } {
  if (bytes[0] !== format)
    throw new MasterKeyError('the keyring has a format that this version does not know');
  const header = bytes.subarray(0, headerBytes);
  const id = Buffer.from(header.subarray(1)).toString('hex');
  const masterKey = masterKeys.find((each) => each.id === id);
  if (!masterKey) {
    const given = masterKeys.map((each) => each.id).join(', ');
    throw new MasterKeyError(
      `the keyring is sealed with the master key ${id}, and given was ${given}: name that one`,
    );
  }
  const plaintext = masterKey.open(bytes.subarray(headerBytes), header);
  if (!plaintext) throw new MasterKeyError('the keyring was damaged or changed: restore a backup');
  return { content: parsed(Buffer.from(plaintext).toString()), masterKey };
}

type Entries = [Purpose, [version: number, created: number, key: string][]][];

/** The master key vouches for the text: nobody else can have written it. */
function parsed(text: string): KeyringContent {
  const entries = new Map(JSON.parse(text) as Entries);
  const versionsOf = (purpose: Purpose): KeyVersion[] =>
    (entries.get(purpose) ?? []).map(([version, created, key]) => ({
      version,
      created,
      key: Buffer.from(key, 'base64'),
    }));
  return {
    secrets: versionsOf('secrets'),
    'session-tokens': versionsOf('session-tokens'),
    markers: versionsOf('markers'),
    'audit-checkpoints': versionsOf('audit-checkpoints'),
    'row-digests': versionsOf('row-digests'),
  };
}
