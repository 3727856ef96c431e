import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  deriveSigningKey,
  parseSignature,
  presignRequest,
  type RawRequest,
  SignatureError,
  type Signer,
  signRequest,
  verifySignature,
} from './index.ts';

const SIGNER: Signer = {
  accessKeyId: 'AKIDEXAMPLE',
  secretAccessKey: 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY',
  sessionToken: 'FwoGZXIvYXdzEXAMPLE+/=',
  region: 'us-east-1',
  service: 'sts',
  date: new Date('2025-01-01T12:00:00Z'),
};
const KEY = deriveSigningKey(SIGNER.secretAccessKey, '20250101', 'us-east-1', 'sts');

const UNSIGNED: RawRequest = {
  method: 'POST',
  target: '/path/to?list=a%2Fb&name=x%20y',
  rawHeaders: [
    'Host',
    'sts.local:8080',
    'Content-Type',
    'application/x-www-form-urlencoded',
    'X-Amz-Target',
    'T',
  ],
  body: Buffer.from('Action=GetCallerIdentity&Version=2011-06-15'),
};

function signed(request: RawRequest = UNSIGNED, signer: Signer = SIGNER): RawRequest {
  return {
    ...request,
    rawHeaders: [...request.rawHeaders, ...Object.entries(signRequest(request, signer)).flat()],
  };
}

function presigned(request: RawRequest, signer: Signer = SIGNER): RawRequest {
  return { ...request, target: presignRequest(request, signer, 60) };
}

const GET_CALLER_IDENTITY: RawRequest = {
  method: 'GET',
  target: '/?Action=GetCallerIdentity&Version=2011-06-15',
  rawHeaders: ['Host', 'sts.local', 'X-Vault-AWS-IAM-Server-ID', 'vault.local'],
  body: Buffer.alloc(0),
};

/** As a server asks: parse, find the key by its id, verify. */
function isAccepted(request: RawRequest): boolean {
  try {
    const signature = parseSignature(request);
    if (signature === undefined || signature.accessKeyId !== SIGNER.accessKeyId) return false;
    const { date, region, service } = signature;
    if (signature.terminator !== 'aws4_request') return false;
    return verifySignature(
      request,
      signature,
      deriveSigningKey(SIGNER.secretAccessKey, date, region, service),
    );
  } catch (error) {
    if (error instanceof SignatureError) return false;
    throw error;
  }
}

function withHeader(request: RawRequest, name: string, change: (value: string) => string): RawRequest {
  const rawHeaders = request.rawHeaders.map((text, i) =>
    i % 2 === 1 && request.rawHeaders[i - 1]!.toLowerCase() === name ? change(text) : text,
  );
  return { ...request, rawHeaders };
}

describe('verifying', () => {
  it('accepts what was signed, in either form', () => {
    expect(isAccepted(signed())).toBe(true);
    expect(isAccepted(presigned(GET_CALLER_IDENTITY))).toBe(true);
  });

  it.each([
    ['another secret', deriveSigningKey('other', '20250101', 'us-east-1', 'sts')],
    ['another day', deriveSigningKey(SIGNER.secretAccessKey, '20250102', 'us-east-1', 'sts')],
    ['another region', deriveSigningKey(SIGNER.secretAccessKey, '20250101', 'eu-west-1', 'sts')],
    ['case 19: another service', deriveSigningKey(SIGNER.secretAccessKey, '20250101', 'us-east-1', 'iam')],
  ])('refuses the key of %s', (_, key) => {
    const request = signed();
    expect(verifySignature(request, parseSignature(request)!, key)).toBe(false);
  });

  it.each([
    'UNSIGNED-PAYLOAD',
    'STREAMING-UNSIGNED-PAYLOAD-TRAILER',
    'STREAMING-AWS4-HMAC-SHA256-PAYLOAD',
    '',
    '0'.repeat(64),
  ])('case 3: x-amz-content-sha256 of "%s" is refused, also when signed', (claimed) => {
    const request = signed({
      ...UNSIGNED,
      rawHeaders: [...UNSIGNED.rawHeaders, 'X-Amz-Content-Sha256', claimed],
    });
    expect(verifySignature(request, parseSignature(request)!, KEY)).toBe(false);
    expect(isAccepted({ ...request, body: Buffer.alloc(0) })).toBe(false);
  });

  it("case 3: x-amz-content-sha256 of the body's own hash is accepted", () => {
    const hash = 'ab821ae955788b0e33ebd34c208442ccfc2d406e2edc5e7a39bd6458fbb4f843';
    const request = { ...UNSIGNED, rawHeaders: [...UNSIGNED.rawHeaders, 'x-amz-content-sha256', hash] };
    expect(isAccepted(signed(request))).toBe(true);
  });

  it('case 6: repeated query values in another order are accepted', () => {
    const request = signed({ ...UNSIGNED, target: '/?a=1&a=2&b=3' });
    expect(isAccepted({ ...request, target: '/?b=3&a=2&a=1' })).toBe(true);
    expect(isAccepted({ ...request, target: '/?b=3&a=2&a=2' })).toBe(false);
  });

  it.each([
    ['method', { method: 'POST' }],
    ['host', { rawHeaders: ['Host', 'sts.other', 'X-Vault-AWS-IAM-Server-ID', 'vault.local'] }],
    ['signed header', { rawHeaders: ['Host', 'sts.local', 'X-Vault-AWS-IAM-Server-ID', 'other.local'] }],
    ['missing signed header', { rawHeaders: ['Host', 'sts.local'] }],
    ['body', { body: Buffer.from('Action=GetCallerIdentity') }],
    ['case 17: body with another Action', { method: 'POST', body: Buffer.from('Action=CreateUser') }],
  ])('case 16: a presigned request is refused with another %s', (_, change) => {
    expect(isAccepted({ ...presigned(GET_CALLER_IDENTITY), ...change })).toBe(false);
  });

  it('case 16: a presigned request is refused with another path, and accepted again as it is', () => {
    const request = presigned(GET_CALLER_IDENTITY);
    expect(isAccepted({ ...request, target: request.target.replace('/?', '/x?') })).toBe(false);
    expect(isAccepted(request)).toBe(true);
    expect(isAccepted(request)).toBe(true);
  });
});

describe('malformed signatures', () => {
  const right = parseSignature(signed())!.signature;

  it.each([
    [
      'of each length but its own',
      Array.from({ length: 129 }, (_, i) => right.repeat(3).slice(0, i)).filter((text) => text !== right),
    ],
    ['in upper case', [right.toUpperCase()]],
    ['that is no hex', ['g'.repeat(64), `${right.slice(1)}\xe9`, ' '.repeat(64), `0x${right.slice(2)}`]],
    ['with something around it', [`${right}0`, ` ${right} 0`, `${right}=`, `"${right}"`]],
  ])('case 20: a signature %s is SignatureDoesNotMatch', (_, signatures) => {
    for (const signature of signatures) {
      const request = withHeader(signed(), 'authorization', (text) => text.replace(right, signature));
      expect(verifySignature(request, parseSignature(request)!, KEY)).toBe(false);
    }
  });

  it('case 20: the signature of zeros is no way in', () => {
    const request = withHeader(signed(), 'authorization', (text) => text.replace(right, '0'.repeat(64)));
    expect(isAccepted(request)).toBe(false);
  });
});

/** What a request says, with all that SigV4 leaves open taken out: two requests that say the same may verify alike. */
function meaning(request: RawRequest): unknown {
  const [path = '', query = ''] = request.target.split(/\?(.*)/s);
  const kept: string[] = [];
  for (const segment of path.split('/')) {
    if (segment === '..') kept.pop();
    else if (segment !== '' && segment !== '.') kept.push(segment);
  }
  const parameters = query.split('&').map((part) => {
    const [name = '', value = ''] = part.split(/=(.*)/s);
    return `${unescape(name)}\0${unescape(value)}`;
  });
  const headers = new Map<string, string>();
  for (let i = 0; i < request.rawHeaders.length; i += 2) {
    const value = request.rawHeaders[i + 1]!.replace(/[ \t]+/g, ' ').trim();
    headers.set(request.rawHeaders[i]!.toLowerCase(), value.replace(/, ?/g, ','));
  }
  return {
    method: request.method,
    path: [kept, path.endsWith('/') && kept.length > 0],
    parameters: parameters.sort(),
    headers: [...headers].sort(),
    body: Buffer.from(request.body).toString('latin1'),
  };
}

/** Changes one byte of a part of a request: of its method, target, body, or a header's name or value. */
function mutate(request: RawRequest, part: number, at: number, by: number): RawRequest {
  const change = (text: string): string => {
    if (text === '') return '\x01';
    const i = at % text.length;
    return text.slice(0, i) + String.fromCharCode((text.charCodeAt(i) + by) % 256) + text.slice(i + 1);
  };
  const parts = 3 + request.rawHeaders.length;
  const which = part % parts;
  if (which === 0) return { ...request, method: change(request.method) };
  if (which === 1) return { ...request, target: change(request.target) };
  if (which === 2)
    return { ...request, body: Buffer.from(change(Buffer.from(request.body).toString('latin1')), 'latin1') };
  return {
    ...request,
    rawHeaders: request.rawHeaders.map((text, i) => (i === which - 3 ? change(text) : text)),
  };
}

describe('one byte changed', () => {
  const requests = [
    signed(),
    signed({ ...UNSIGNED, target: '/a/b', body: Buffer.alloc(0) }),
    presigned(GET_CALLER_IDENTITY),
    presigned({ ...GET_CALLER_IDENTITY, target: '/a/./b/?x=1&y=%C3%A9' }),
  ];

  it.each(requests.map((request, i) => [i, request] as const))(
    'in any part of request %d, by any amount, is refused',
    (_, request) => {
      expect(isAccepted(request)).toBe(true);
      const before = JSON.stringify(meaning(request));
      const anyChange = fc.tuple(fc.nat(100), fc.nat(2000), fc.integer({ min: 1, max: 255 }));
      fc.assert(
        fc.property(anyChange, ([part, at, by]) => {
          const changed = mutate(request, part, at, by);
          if (isAccepted(changed)) expect(JSON.stringify(meaning(changed))).toBe(before);
        }),
        { numRuns: Number(process.env['STINT_SIGV4_MUTATIONS'] ?? 10_000) },
      );
    },
  );

  it.each([
    ['a vertical tab', '\v'],
    ['a form feed', '\f'],
    ['a non-breaking space', '\xa0'],
  ])('no space between the parts of Authorization is %s', (_, character) => {
    const spaced = (by: string) =>
      withHeader(signed(), 'authorization', (text) => text.replaceAll(/, ?/g, `,${by}`));
    expect(isAccepted(spaced(' '))).toBe(true);
    expect(isAccepted(spaced('\t'))).toBe(true);
    expect(isAccepted(spaced(character))).toBe(false);
  });

  it('at every place of the signed values, the body and the signature is refused', () => {
    const request = signed();
    const names = [
      'host',
      'content-type',
      'x-amz-target',
      'x-amz-date',
      'x-amz-security-token',
      'authorization',
    ];
    for (const name of names) {
      const length =
        request.rawHeaders[request.rawHeaders.findIndex((text) => text.toLowerCase() === name) + 1]!.length;
      for (let i = 0; i < length; i += 1) {
        const changed = withHeader(
          request,
          name,
          (text) => `${text.slice(0, i)}${text[i] === 'q' ? 'r' : 'q'}${text.slice(i + 1)}`,
        );
        expect(isAccepted(changed), `${name} at ${i}`).toBe(false);
      }
    }
    for (let i = 0; i < request.body.length; i += 1) {
      const body = Buffer.from(request.body);
      body[i]! ^= 1;
      expect(isAccepted({ ...request, body }), `body at ${i}`).toBe(false);
    }
  });
});

describe('signing', () => {
  it('refuses what it could not sign for certain', () => {
    const without = { ...UNSIGNED, rawHeaders: [] };
    expect(() => signRequest(without, SIGNER)).toThrow(TypeError);
    expect(() => presignRequest(without, SIGNER, 60)).toThrow(TypeError);
    expect(() => signRequest(signed(), SIGNER)).toThrow(TypeError);
    expect(() => presignRequest(presigned(GET_CALLER_IDENTITY), SIGNER, 60)).toThrow(TypeError);
    expect(() => signRequest({ ...UNSIGNED, target: '/?a=b+c' }, SIGNER)).toThrow(SignatureError);
    expect(() => signRequest(UNSIGNED, { ...SIGNER, accessKeyId: 'a/b' })).toThrow(SignatureError);
    expect(() => signRequest(UNSIGNED, { ...SIGNER, sessionToken: 'é\n' })).toThrow(TypeError);
    expect(() => signRequest(UNSIGNED, { ...SIGNER, secretAccessKey: '' })).toThrow(TypeError);
  });

  it.each([0, -1, 1.5, 604_801, Number.NaN])('refuses to presign for %d seconds', (seconds) => {
    expect(() => presignRequest(GET_CALLER_IDENTITY, SIGNER, seconds)).toThrow(RangeError);
  });

  it('leaves unsigned what changes on its way', () => {
    const request = {
      ...UNSIGNED,
      rawHeaders: [
        'Host',
        'h',
        'User-Agent',
        'a',
        'Connection',
        'close',
        'Expect',
        '100-continue',
        'X-Other',
        '1',
      ],
    };
    expect(parseSignature(signed(request))!.signedHeaders).toEqual([
      'host',
      'x-amz-date',
      'x-amz-security-token',
      'x-other',
    ]);
  });
});
