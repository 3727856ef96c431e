/**
 * AWS's own managed policies, from an asset that `scripts/build-managed-policies.mjs` makes and describes.
 *
 * The asset (a quarter of a megabyte) is read at the first question. From then on the documents stay in memory as one
 * buffer of 3.5 MB outside the heap, and the index as under 1 MB of the heap; a document becomes a string only while
 * somebody holds it.
 */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { brotliDecompressSync } from 'node:zlib';

import { encodeBase32, PARTITION } from '../names/index.ts';

/** A managed policy that AWS owns: every account may attach it, none may change it. */
export interface AwsManagedPolicy {
  readonly arn: string;
  readonly name: string;
  /** Begins and ends with a slash: `/`, `/service-role/`, `/job-function/`, `/aws-service-role/`, `/root-task/`. */
  readonly path: string;
  /** `ANPA…`, 21 characters; stable, but not the id that AWS gave the policy, which is not published with it. */
  readonly id: string;
  /** Milliseconds since the epoch. */
  readonly createdAt: number;
  /** When the default version was made; milliseconds since the epoch. */
  readonly updatedAt: number;
  /** `v1`, `v2` …: AWS's own number of the newest version, the only one that is known here. */
  readonly defaultVersion: string;
  /** Text of the default version, without white space between its tokens. Decoded anew each time it is read. */
  readonly document: string;
  /**
   * False for the policies of service-linked roles, which go with no other entity (IAM API Reference,
   * AttachRolePolicy: PolicyNotAttachable). Not to be mistaken for `IsAttachable` of GetPolicy and ListPolicies, which
   * AWS answers with true also for these.
   */
  readonly attachable: boolean;
}

/** How the ARN of each of these policies begins, and none of an account's own. */
const ARN_PREFIX = `arn:${PARTITION}:iam::aws:policy`;

/** Path of the policies that belong to service-linked roles. */
const SERVICE_LINKED_PATH = '/aws-service-role/';

/** A line of the asset's index: path, name, creation, update, default version, bytes of the document. */
type Row = readonly [
  path: string,
  name: string,
  createdAt: number,
  updatedAt: number,
  defaultVersion: string,
  bytes: number,
];

class IndexedPolicy implements AwsManagedPolicy {
  readonly arn: string;
  readonly name: string;
  readonly path: string;
  readonly createdAt: number;
  readonly updatedAt: number;
  readonly defaultVersion: string;
  readonly attachable: boolean;
  readonly #text: Buffer;

  constructor([path, name, createdAt, updatedAt, defaultVersion]: Row, text: Buffer) {
    this.arn = `${ARN_PREFIX}${path}${name}`;
    this.name = name;
    this.path = path;
    this.createdAt = createdAt;
    this.updatedAt = updatedAt;
    this.defaultVersion = defaultVersion;
    this.attachable = path !== SERVICE_LINKED_PATH;
    this.#text = text;
  }

  get id(): string {
    const hash = createHash('sha256').update(this.arn).digest();
    return `ANPA${encodeBase32(hash.subarray(0, 11)).slice(0, 17)}`;
  }

  get document(): string {
    return this.#text.toString('utf8');
  }
}

interface Catalogue {
  readonly sorted: readonly AwsManagedPolicy[];
  readonly byArn: ReadonlyMap<string, AwsManagedPolicy>;
}

function readCatalogue(): Catalogue {
  // The build copies the assets beside the compiled file, so one relative path serves both.
  const asset = readFileSync(new URL('./assets/aws-managed-policies.br', import.meta.url));
  const content = brotliDecompressSync(asset);
  const endOfIndex = content.indexOf(0x0a);
  const index = JSON.parse(content.toString('utf8', 0, endOfIndex)) as { readonly policies: readonly Row[] };
  let at = endOfIndex + 1;
  const sorted = index.policies.map((row) => {
    const start = at;
    at += row[5];
    return Object.freeze(new IndexedPolicy(row, content.subarray(start, at)));
  });
  if (at !== content.length) throw new Error('the asset of AWS managed policies is not whole');
  return { sorted: Object.freeze(sorted), byArn: new Map(sorted.map((policy) => [policy.arn, policy])) };
}

let catalogue: Catalogue | undefined;

function loaded(): Catalogue {
  catalogue ??= readCatalogue();
  return catalogue;
}

/** AWS's managed policy with exactly this ARN; always the same object. */
export function awsManagedPolicy(arn: string): AwsManagedPolicy | undefined {
  return arn.startsWith(ARN_PREFIX) ? loaded().byArn.get(arn) : undefined;
}

/** All of AWS's managed policies, sorted by name without regard to case. */
export function awsManagedPolicies(): readonly AwsManagedPolicy[] {
  return loaded().sorted;
}
