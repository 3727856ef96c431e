import { spawn } from 'node:child_process';
import { createHmac, randomBytes } from 'node:crypto';
import { closeSync, constants, fstatSync, lstatSync, openSync, readSync } from 'node:fs';
import { createPrivateFile, requirePrivateStats } from './private-files.ts';
import { nonceBytes, Xaes256Gcm } from './xaes-256-gcm.ts';

/** There is no usable master key. The message is one line and never has any of the key in it. */
export class MasterKeyError extends Error {
  override readonly name = 'MasterKeyError';
}

/** Where the operator keeps the master key. */
export type MasterKeySource =
  | { readonly kind: 'file'; readonly path: string; readonly create?: boolean }
  | { readonly kind: 'environment'; readonly variable: string }
  | { readonly kind: 'command'; readonly command: readonly string[]; readonly timeoutMilliseconds?: number }
  /** A new key that nobody keeps: for a store that dies with the process. */
  | { readonly kind: 'ephemeral' };

/** The key that seals the keyring. It does not give its bytes back. */
export class MasterKey {
  /** Tells keys apart without telling anything about them: 16 hexadecimal digits. */
  readonly id: string;
  readonly #cipher: Xaes256Gcm;

  /** @throws MasterKeyError unless there are 32 bytes that are not all the same. */
  constructor(bytes: Uint8Array) {
    if (bytes.byteLength !== 32) throw new MasterKeyError('a master key has 32 bytes');
    if (bytes.every((byte) => byte === bytes[0]))
      throw new MasterKeyError('the master key is one byte repeated');
    this.id = createHmac('sha256', bytes).update('stint master key id').digest('hex').slice(0, 16);
    this.#cipher = new Xaes256Gcm(bytes);
  }

  seal(plaintext: Uint8Array, additional: Uint8Array): Uint8Array {
    const nonce = Xaes256Gcm.nonce();
    return Buffer.concat([nonce, this.#cipher.seal(nonce, plaintext, additional)]);
  }

  /** @returns undefined when this key did not seal it with these additional data. */
  open(sealed: Uint8Array, additional: Uint8Array): Uint8Array | undefined {
    if (sealed.byteLength < nonceBytes) return undefined;
    return this.#cipher.open(sealed.subarray(0, nonceBytes), sealed.subarray(nonceBytes), additional);
  }
}

/**
 * Reads the master key: 32 bytes, raw or in base64, base64url or hexadecimal digits, with white space around the text.
 * @throws MasterKeyError when there is none, or it is not one.
 * @throws PrivateFileError when somebody else could touch the file.
 */
export async function loadMasterKey(
  source: MasterKeySource,
  environment: Readonly<Record<string, string | undefined>> = process.env,
): Promise<MasterKey> {
  switch (source.kind) {
    case 'file':
      return new MasterKey(decoded(keyFileContent(source.path, source.create ?? false), source.path));
    case 'environment': {
      const text = environment[source.variable];
      if (text === undefined)
        throw new MasterKeyError(`the environment variable ${source.variable} is not set`);
      return new MasterKey(decoded(Buffer.from(text), `the environment variable ${source.variable}`));
    }
    case 'command':
      return new MasterKey(
        decoded(await output(source.command, source.timeoutMilliseconds ?? 30_000), 'the command'),
      );
    case 'ephemeral':
      return new MasterKey(randomBytes(32));
  }
}

const encodings = [
  { pattern: /^[0-9A-Fa-f]{64}$/, encoding: 'hex' },
  { pattern: /^[A-Za-z0-9+/]{43}=?$/, encoding: 'base64' },
  { pattern: /^[A-Za-z0-9_-]{43}=?$/, encoding: 'base64url' },
] as const;

function decoded(content: Uint8Array, where: string): Uint8Array {
  if (content.byteLength === 32) return content;
  const text = Buffer.from(content).toString('latin1').trim();
  const form = encodings.find(({ pattern }) => pattern.test(text));
  if (!form)
    throw new MasterKeyError(`${where} holds no key: 32 bytes, raw, in base64 or in hexadecimal digits`);
  return Buffer.from(text, form.encoding);
}

/** Longer than any form of a key; more is not read. */
const longestContent = 4096;

function keyFileContent(path: string, create: boolean): Uint8Array {
  const present = lstatSync(path, { throwIfNoEntry: false });
  if (!present && !create) throw new MasterKeyError(`there is no master key file ${path}`);
  if (!present) createPrivateFile(path, Buffer.from(`${randomBytes(32).toString('base64')}\n`));
  if (present?.isSymbolicLink()) throw new MasterKeyError(`${path} is a symbolic link: name the file itself`);
  const descriptor = openSync(path, constants.O_RDONLY | constants.O_NOFOLLOW);
  try {
    requirePrivateStats(path, fstatSync(descriptor));
    const content = Buffer.alloc(longestContent);
    return content.subarray(0, readSync(descriptor, content, 0, longestContent, 0));
  } finally {
    closeSync(descriptor);
  }
}

/** What a command prints, started without a shell. */
function output(command: readonly string[], timeoutMilliseconds: number): Promise<Uint8Array> {
  const [program, ...parameters] = command;
  if (program === undefined) throw new MasterKeyError('the master key command is empty');
  return new Promise((resolve, reject) => {
    const child = spawn(program, parameters, { stdio: ['ignore', 'pipe', 'inherit'] });
    const chunks: Buffer[] = [];
    let size = 0;
    const stop = (reason: string): void => {
      child.kill('SIGKILL');
      // A grandchild may hold the pipe open for longer than the child lives.
      child.stdout.destroy();
      reject(new MasterKeyError(`the master key command ${program} ${reason}`));
    };
    const timer = setTimeout(() => stop(`gave no answer in ${timeoutMilliseconds} ms`), timeoutMilliseconds);
    child.stdout.on('data', (chunk: Buffer) => {
      size += chunk.byteLength;
      if (size > longestContent) stop('printed more than a key');
      else chunks.push(chunk);
    });
    child.once('error', (error) => stop(`could not be started: ${error.message}`));
    child.once('close', (code, signal) => {
      clearTimeout(timer);
      if (code === 0) resolve(Buffer.concat(chunks));
      else reject(new MasterKeyError(`the master key command ${program} ended with ${code ?? signal}`));
    });
  });
}
