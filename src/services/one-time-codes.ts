/** Codes of six digits that an app and Stint work out from one seed and the time. RFC 6238, with AWS's parameters. */
import { HOTP, Secret } from 'otpauth';
import type { MfaDevice } from '../directory/index.ts';

/** AWS's apps show a new code each half minute. */
const STEP_MILLISECONDS = 30_000;
const PARAMETERS = { algorithm: 'SHA1', digits: 6 } as const;
/** Steps by which a code may be early or late: typing takes time, and clocks are not the same. */
const TOLERANCE = 1;
/** Two consecutive codes prove a device whose clock is wrong by some minutes; then its drift is known. */
const TOLERANCE_OF_TWO = 20;

const CODE = /^[0-9]{6}$/;

type Clocked = Pick<MfaDevice, 'lastStep' | 'drift'>;

function isCodeOf(seed: Uint8Array, code: string, step: number): boolean {
  if (!CODE.test(code)) return false;
  const secret = new Secret({ buffer: Uint8Array.from(seed).buffer });
  return HOTP.validate({ ...PARAMETERS, secret, token: code, counter: step, window: 0 }) === 0;
}

/** Steps around the present one as the device's clock has it, the likeliest first. */
function* stepsAround(now: number, drift: number, tolerance: number): Generator<number> {
  const present = Math.floor(now / STEP_MILLISECONDS) + drift;
  yield present;
  for (let by = 1; by <= tolerance; by++) {
    yield present - by;
    yield present + by;
  }
}

/**
 * The time step of a code, if it is one of the device's now and newer than the newest that was taken.
 * @param now milliseconds.
 */
export function stepOfCode(
  seed: Uint8Array,
  code: string,
  now: number,
  { lastStep = -1, drift = 0 }: Clocked,
): number | undefined {
  for (const step of stepsAround(now, drift, TOLERANCE)) {
    if (step > lastStep && isCodeOf(seed, code, step)) return step;
  }
  return undefined;
}

/** What is known of a device's clock once it has shown two consecutive codes; `undefined` if they are not that. */
export function clockOfCodes(
  seed: Uint8Array,
  codes: readonly [string, string],
  now: number,
  { lastStep = -1 }: Clocked,
): Required<Clocked> | undefined {
  for (const step of stepsAround(now, 0, TOLERANCE_OF_TWO)) {
    if (step <= lastStep || !isCodeOf(seed, codes[0], step) || !isCodeOf(seed, codes[1], step + 1)) continue;
    const ahead = step + 1 - Math.floor(now / STEP_MILLISECONDS);
    // What the tolerance covers is no drift: the first of two codes is up to a minute old.
    return { lastStep: step + 1, drift: Math.abs(ahead) <= TOLERANCE ? 0 : ahead };
  }
  return undefined;
}
