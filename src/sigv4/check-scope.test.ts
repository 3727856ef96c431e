import { describe, expect, it } from 'vitest';
import {
  type AcceptedScope,
  checkScope,
  parseSignature,
  SignatureError,
  type UnverifiedSignature,
} from './index.ts';

const SIGNED_AT = Date.UTC(2025, 0, 1, 12);
const ACCEPTED: AcceptedScope = {
  services: ['sts'],
  regions: new Set(['us-east-1', 'eu-west-1']),
  now: SIGNED_AT,
  maxSkewSeconds: 300,
};

function signed(credential = 'AKIDEXAMPLE/20250101/us-east-1/sts/aws4_request'): UnverifiedSignature {
  const authorization = `AWS4-HMAC-SHA256 Credential=${credential}, SignedHeaders=host;x-amz-date, Signature=00`;
  const rawHeaders = ['Host', 'h', 'X-Amz-Date', '20250101T120000Z', 'Authorization', authorization];
  return parseSignature({ method: 'POST', target: '/', rawHeaders, body: Buffer.alloc(0) })!;
}

function presigned(expiresSeconds: number): UnverifiedSignature {
  const credential = encodeURIComponent('AKIDEXAMPLE/20250101/us-east-1/sts/aws4_request');
  const target = `/?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=${credential}&X-Amz-Date=20250101T120000Z&X-Amz-Expires=${expiresSeconds}&X-Amz-SignedHeaders=host&X-Amz-Signature=00`;
  return parseSignature({ method: 'GET', target, rawHeaders: ['Host', 'h'], body: Buffer.alloc(0) })!;
}

function refusal(signature: UnverifiedSignature, accepted: Partial<AcceptedScope> = {}): string | undefined {
  try {
    checkScope(signature, { ...ACCEPTED, ...accepted });
  } catch (error) {
    if (!(error instanceof SignatureError)) throw error;
    expect([error.code, error.status]).toEqual(['SignatureDoesNotMatch', 403]);
    return error.message;
  }
  return undefined;
}

const REGION = 'Credential should be scoped to a valid region. ';
const SERVICE = "Credential should be scoped to correct service: 'sts'. ";

describe('the scope of a credential', () => {
  it.each([
    ['its own', 'AKID/20250101/us-east-1/sts/aws4_request', undefined],
    ['another accepted region', 'AKID/20250101/eu-west-1/sts/aws4_request', undefined],
    ['another region', 'AKID/20250101/us-west-2/sts/aws4_request', REGION],
    ['a region in other case', 'AKID/20250101/US-EAST-1/sts/aws4_request', REGION],
    ['no region', 'AKID/20250101//sts/aws4_request', REGION],
    ['another service', 'AKID/20250101/us-east-1/s3/aws4_request', SERVICE],
    [
      'another terminator',
      'AKID/20250101/us-east-1/sts/aws5_request',
      "Credential should be scoped with a valid terminator: 'aws4_request', not 'aws5_request'.",
    ],
    [
      'another day',
      'AKID/20250102/us-east-1/sts/aws4_request',
      "Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP: '20250102' != '20250101', from '20250101T120000Z'.",
    ],
    [
      'nothing right',
      'AKID/b/c/d/e',
      `${REGION}${SERVICE}Credential should be scoped with a valid terminator: 'aws4_request', not 'e'. Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP: 'b' != '20250101', from '20250101T120000Z'.`,
    ],
  ])('case 19: %s', (_, credential, text) => {
    expect(refusal(signed(credential))).toBe(text);
  });

  it('case 19: any region is any but none', () => {
    expect(refusal(signed('AKID/20250101/mars-1/sts/aws4_request'), { regions: 'any' })).toBeUndefined();
    expect(refusal(signed('AKID/20250101//sts/aws4_request'), { regions: 'any' })).toBe(REGION);
  });

  it('takes any of several services and names the first', () => {
    expect(refusal(signed(), { services: ['stint', 'sts'] })).toBeUndefined();
    expect(refusal(signed(), { services: ['iam', 'stint'] })).toBe(
      "Credential should be scoped to correct service: 'iam'. ",
    );
  });

  it('answers for the scope before the time', () => {
    const late = { now: SIGNED_AT + 3_600_000 };
    expect(refusal(signed('AKID/20250101/us-west-2/sts/aws4_request'), late)).toBe(REGION);
  });
});

describe('the time of a signature', () => {
  const EXPIRED =
    'Signature expired: 20250101T120000Z is now earlier than 20250101T120001Z (20250101T120501Z - 5 min.)';
  const EARLY =
    'Signature not yet current: 20250101T120000Z is still later than 20250101T115959Z (20250101T115459Z + 5 min.)';

  it.each([
    ['at once', 0, undefined],
    ['4:59 late', 299, undefined],
    ['5:00 late', 300, undefined],
    ['5:00.999 late', 300.999, undefined],
    ['5:01 late', 301, EXPIRED],
    ['4:59 early', -299, undefined],
    ['5:00 early', -300, undefined],
    ['5:01 early', -301, EARLY],
  ])('case 18: a request that arrives %s', (_, seconds, text) => {
    expect(refusal(signed(), { now: SIGNED_AT + seconds * 1000 })).toBe(text);
  });

  it('says a skew that is no whole number of minutes in seconds', () => {
    expect(refusal(signed(), { now: SIGNED_AT + 91_000, maxSkewSeconds: 90 })).toMatch(/ - 90 sec\.\)$/);
  });

  it('never accepts by a clock that is no number', () => {
    expect(() => checkScope(signed(), { ...ACCEPTED, now: Number.NaN })).toThrow();
  });

  it.each([
    ['60 s, at 60 s', 60, 60, undefined],
    [
      '60 s, at 61 s',
      60,
      61,
      'Signature expired: 20250101T120000Z is now earlier than 20250101T120001Z (20250101T120101Z - 1 min.)',
    ],
    ['an hour, at 15 min', 3600, 900, undefined],
    [
      'an hour, at 15 min 1 s: no longer than STS lets live',
      3600,
      901,
      'Signature expired: 20250101T120000Z is now earlier than 20250101T120001Z (20250101T121501Z - 15 min.)',
    ],
    ['an hour, 5 min 1 s early', 3600, -301, EARLY],
  ])('case 16: presigned for %s', (_, expires, seconds, text) => {
    expect(refusal(presigned(expires), { now: SIGNED_AT + seconds * 1000, maxPresignedSeconds: 900 })).toBe(
      text,
    );
  });

  it('case 16: without a cap a presigned request lives as long as it says', () => {
    expect(refusal(presigned(604_800), { now: SIGNED_AT + 604_800_000 })).toBeUndefined();
    expect(refusal(presigned(604_800), { now: SIGNED_AT + 604_801_000 })).toMatch(/^Signature expired/);
  });
});
