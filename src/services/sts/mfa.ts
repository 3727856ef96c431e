/** SerialNumber and TokenCode of AssumeRole and GetSessionToken. STS API Reference; texts as recorded from AWS. */
import type { MfaDevice } from '../../directory/index.ts';
import { mfaDeviceOf, mfaOwnerOf, tryCode } from '../mfa.ts';
import type { Scope } from '../operation.ts';
import { accessDenied } from './errors.ts';

interface MfaInput {
  readonly SerialNumber?: string | undefined;
  readonly TokenCode?: string | undefined;
}

/** @throws AwsError AccessDenied when one of the two is there without the other. */
export function checkMfaPair({ SerialNumber, TokenCode }: MfaInput): void {
  if ((SerialNumber === undefined) === (TokenCode === undefined)) return;
  throw accessDenied(
    'MultiFactorAuthentication failed, must provide both MFA serial number and one time pass code.',
  );
}

/** Whether the call uses up a code, which then has to be stored. */
export const givesMfa = (input: MfaInput): boolean => input.TokenCode !== undefined;

/**
 * The caller's device with the code taken, to be stored; `undefined` for a call without MFA.
 * @throws AwsError AccessDenied for a device that is not the caller's, and for a code that is wrong, old or used.
 */
export function takeCode({ SerialNumber, TokenCode }: MfaInput, scope: Scope): MfaDevice | undefined {
  if (SerialNumber === undefined || TokenCode === undefined) return undefined;
  const owner = mfaOwnerOf(scope.caller);
  const device = mfaDeviceOf(scope.account, SerialNumber);
  if (device === undefined || owner === undefined || device.owner !== owner) {
    throw accessDenied(
      'MultiFactorAuthentication failed, unable to validate MFA code.  Please verify your MFA serial number is valid and associated with this user.',
    );
  }
  const taken = tryCode(scope.mfa, device, TokenCode, scope.now);
  if (taken === undefined) {
    throw accessDenied('MultiFactorAuthentication failed with invalid MFA one time pass code. ');
  }
  return taken;
}

/** The condition keys of a call with MFA, beside those of the caller's session. */
export function mfaKeys(input: MfaInput): Readonly<Record<string, string>> {
  return givesMfa(input) ? { 'aws:MultiFactorAuthPresent': 'true', 'aws:MultiFactorAuthAge': '0' } : {};
}
