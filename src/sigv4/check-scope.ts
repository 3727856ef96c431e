import { formatAmzDate } from './amz-date.ts';
import { TERMINATOR } from './credential.ts';
import { SignatureError } from './signature-error.ts';
import type { UnverifiedSignature } from './unverified-signature.ts';

/** What signatures a server accepts. */
export interface AcceptedScope {
  /** Names that the service is signed for; the first is the one that an error names. */
  readonly services: readonly [string, ...string[]];
  readonly regions: ReadonlySet<string> | 'any';
  /** Milliseconds since the epoch. */
  readonly now: number;
  /** How far the signer's clock may be off, either way. AWS: 300. */
  readonly maxSkewSeconds: number;
  /** The most that a presigned request may live, whatever its `X-Amz-Expires` says. STS: 900. */
  readonly maxPresignedSeconds?: number;
}

/** `YYYYMMDD`. */
const DAY_LENGTH = 8;
/** Of any region: its name goes into reports and logs, and is the caller's to choose. */
const REGION = /^[a-z0-9-]{1,32}$/;

const RIGHT: readonly string[] = [];

/** AWS's sentences for what a scope has wrong; it answers with all that apply, in this order. */
function faultsOf(
  { region, service, terminator, date, amzDate }: UnverifiedSignature,
  { regions, services }: AcceptedScope,
): readonly string[] {
  const isRegion = regions === 'any' ? REGION.test(region) : regions.has(region);
  const isService = services.includes(service);
  const isTerminator = terminator === TERMINATOR;
  const isDay = amzDate.startsWith(date) && date.length === DAY_LENGTH;
  if (isRegion && isService && isTerminator && isDay) return RIGHT;
  const faults: string[] = [];
  if (!isRegion) faults.push('Credential should be scoped to a valid region. ');
  if (!isService) faults.push(`Credential should be scoped to correct service: '${services[0]}'. `);
  if (!isTerminator) {
    faults.push(`Credential should be scoped with a valid terminator: '${TERMINATOR}', not '${terminator}'.`);
  }
  if (!isDay) {
    faults.push(
      `Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP: '${date}' != '${amzDate.slice(0, DAY_LENGTH)}', from '${amzDate}'.`,
    );
  }
  return faults;
}

function inWords(seconds: number): string {
  return seconds % 60 === 0 ? `${seconds / 60} min.` : `${seconds} sec.`;
}

/** How many seconds after its signing a request may still arrive. */
function lifetimeSeconds({ expiresSeconds }: UnverifiedSignature, accepted: AcceptedScope): number {
  if (expiresSeconds === undefined) return accepted.maxSkewSeconds;
  return Math.min(expiresSeconds, accepted.maxPresignedSeconds ?? expiresSeconds);
}

function checkTime(signature: UnverifiedSignature, accepted: AcceptedScope): void {
  // Signing times are whole seconds, and so is the clock that they are held against.
  const now = Math.floor(accepted.now / 1000) * 1000;
  const lifetime = lifetimeSeconds(signature, accepted);
  const earliest = now - lifetime * 1000;
  const latest = now + accepted.maxSkewSeconds * 1000;
  if (signature.time < earliest) {
    throw SignatureError.refused(
      `Signature expired: ${signature.amzDate} is now earlier than ${formatAmzDate(earliest)} (${formatAmzDate(now)} - ${inWords(lifetime)})`,
    );
  }
  // Written so that a clock that is no number refuses.
  if (!(signature.time <= latest)) {
    throw SignatureError.refused(
      `Signature not yet current: ${signature.amzDate} is still later than ${formatAmzDate(latest)} (${formatAmzDate(now)} + ${inWords(accepted.maxSkewSeconds)})`,
    );
  }
}

/** One space between sentences; the last keeps the one that AWS ends some of them with. */
function asOneText(sentences: readonly string[]): string {
  return [...sentences.slice(0, -1).map((sentence) => sentence.trimEnd()), sentences.at(-1)].join(' ');
}

/**
 * Holds a signature's scope (region, service, terminator, day) and time against what the server accepts. Cheap: ask it
 * before the secret is looked up. IAM User Guide, "Troubleshoot signed requests".
 *
 * @throws {SignatureError} SignatureDoesNotMatch with AWS's text.
 */
export function checkScope(signature: UnverifiedSignature, accepted: AcceptedScope): void {
  const faults = faultsOf(signature, accepted);
  if (faults.length > 0) throw SignatureError.refused(asOneText(faults));
  checkTime(signature, accepted);
}
