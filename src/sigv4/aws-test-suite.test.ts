import { describe, expect, it } from 'vitest';
import {
  deriveSigningKey,
  parseSignature,
  type RawRequest,
  type Signer,
  signRequest,
  verifySignature,
} from './index.ts';

/**
 * The cases of AWS's own Signature Version 4 test suite, with what botocore 1.29 signs for them (which is what the suite
 * publishes, where it publishes the case). Left out: header values over several lines, which HTTP no longer allows.
 */
interface Vector {
  readonly title: string;
  readonly method: string;
  readonly target: string;
  readonly headers?: readonly string[];
  readonly body?: string;
  readonly sessionToken?: string;
  readonly service?: string;
  readonly signature: string;
}

const SECRET = 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY';
const SIGNED_AT = '20150830T123600Z';

/** What Node delivers for text that was sent as UTF-8: one byte a character. */
function bytes(text: string): string {
  return Buffer.from(text, 'utf8').toString('latin1');
}

const VECTORS: readonly Vector[] = [
  {
    title: 'get-vanilla',
    method: 'GET',
    target: '/',
    signature: '5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31',
  },
  {
    title: 'get-vanilla-query',
    method: 'GET',
    target: '/',
    signature: '5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31',
  },
  {
    title: 'get-vanilla-empty-query-key',
    method: 'GET',
    target: '/?Param1=value1',
    signature: 'a67d582fa61cc504c4bae71f336f98b97f1ea3c7a6bfe1b6e45aec72011b9aeb',
  },
  {
    title: 'get-vanilla-query-order-key',
    method: 'GET',
    target: '/?Param1=value1&Param1=Value2',
    signature: '163b3c2eeab87ec3436960fdead97ff392ced788406d38d4b9054b7c81371c77',
  },
  {
    title: 'get-vanilla-query-order-key-case',
    method: 'GET',
    target: '/?Param2=value2&Param1=value1',
    signature: 'b97d918cfa904a5beff61c982a1b6f458b799221646efd99d3219ec94cdf2500',
  },
  {
    title: 'get-vanilla-query-order-value',
    method: 'GET',
    target: '/?Param1=value2&Param1=value1',
    signature: '5772eed61e12b33fae39ee5e7012498b51d56abc0abb7c60486157bd471c4694',
  },
  {
    title: 'get-vanilla-query-unreserved',
    method: 'GET',
    target:
      '/?-._~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz=-._~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz',
    signature: '9c3e54bfcdf0b19771a7f523ee5669cdf59bc7cc0884027167c21bb143a40197',
  },
  {
    title: 'get-vanilla-utf8-query',
    method: 'GET',
    target: '/?%E1%88%B4=bar',
    signature: '2cdec8eed098649ff3a119c94853b13c643bcf08f8b0a1d91e12c9027818dd04',
  },
  {
    title: 'get-unreserved',
    method: 'GET',
    target: '/-._~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz',
    signature: '07ef7494c76fa4850883e2b006601f940f8a34d404d0cfa977f52a65bbf5f24f',
  },
  {
    title: 'get-utf8',
    method: 'GET',
    target: bytes('/ሴ'),
    signature: '8318018e0b0f223aa2bbf98705b62bb787dc9c0e678f255a891fd03141be5d85',
  },
  {
    title: 'get-space',
    method: 'GET',
    target: '/example%20space/',
    signature: '446b817944c553435b35e813c261ff4e161fff982d1bacdef1c87f6785dd1662',
  },
  {
    title: 'get-header-key-duplicate',
    method: 'GET',
    target: '/',
    headers: ['My-Header1', 'value2', 'My-Header1', 'value2', 'My-Header1', 'value1'],
    signature: 'c9d5ea9f3f72853aea855b47ea873832890dbdd183b4468f858259531a5138ea',
  },
  {
    title: 'get-header-value-order',
    method: 'GET',
    target: '/',
    headers: ['My-Header1', 'value4', 'My-Header1', 'value1', 'My-Header1', 'value3', 'My-Header1', 'value2'],
    signature: '08c7e5a9acfcfeb3ab6b2185e75ce8b1deb5e634ec47601a50643f830c755c01',
  },
  {
    title: 'get-header-value-trim',
    method: 'GET',
    target: '/',
    headers: ['My-Header1', ' value1', 'My-Header2', ' "a   b   c"'],
    signature: 'acc3ed3afb60bb290fc8d2dd0098b9911fcaa05412b367055dee359757a9c736',
  },
  {
    title: 'normalize-path/get-slash',
    method: 'GET',
    target: '//',
    signature: '5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31',
  },
  {
    title: 'normalize-path/get-slashes',
    method: 'GET',
    target: '//example//',
    signature: '9a624bd73a37c9a373b5312afbebe7a714a789de108f0bdfe846570885f57e84',
  },
  {
    title: 'normalize-path/get-slash-dot-slash',
    method: 'GET',
    target: '/./',
    signature: '5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31',
  },
  {
    title: 'normalize-path/get-slash-pointless-dot',
    method: 'GET',
    target: '/./example',
    signature: 'ef75d96142cf21edca26f06005da7988e4f8dc83a165a80865db7089db637ec5',
  },
  {
    title: 'normalize-path/get-relative',
    method: 'GET',
    target: '/example/..',
    signature: '5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31',
  },
  {
    title: 'normalize-path/get-relative-relative',
    method: 'GET',
    target: '/example1/example2/../..',
    signature: '5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31',
  },
  {
    title: 'post-vanilla',
    method: 'POST',
    target: '/',
    signature: '5da7c1a2acd57cee7505fc6676e4e544621c30862966e37dddb68e92efbe5d6b',
  },
  {
    title: 'post-vanilla-query',
    method: 'POST',
    target: '/?Param1=value1',
    signature: '28038455d6de14eafc1f9222cf5aa6f1a96197d7deb8263271d420d138af7f11',
  },
  {
    title: 'post-header-key-case',
    method: 'POST',
    target: '/',
    signature: '5da7c1a2acd57cee7505fc6676e4e544621c30862966e37dddb68e92efbe5d6b',
  },
  {
    title: 'post-header-key-sort',
    method: 'POST',
    target: '/',
    headers: ['My-Header1', 'value1'],
    signature: 'c5410059b04c1ee005303aed430f6e6645f61f4dc9e1461ec8f8916fdf18852c',
  },
  {
    title: 'post-header-value-case',
    method: 'POST',
    target: '/',
    headers: ['My-Header1', 'VALUE1'],
    signature: 'cdbc9802e29d2942e5e10b5bccfdd67c5f22c7c4e8ae67b53629efa58b974b7d',
  },
  {
    title: 'post-x-www-form-urlencoded',
    method: 'POST',
    target: '/',
    headers: ['Content-Type', 'application/x-www-form-urlencoded'],
    body: 'Param1=value1',
    signature: 'ff11897932ad3f4e8b18135d722051e5ac45fc38421b1da7b9d196a0fe09473a',
  },
  {
    title: 'post-x-www-form-urlencoded-parameters',
    method: 'POST',
    target: '/',
    headers: ['Content-Type', 'application/x-www-form-urlencoded; charset=utf8'],
    body: 'Param1=value1',
    signature: '1a72ec8f64bd914b0e42e42607c7fbce7fb2c7465f63e3092b3b0d39fa77a6fe',
  },
  {
    title: 'post-sts-token/post-sts-header-before',
    method: 'POST',
    target: '/',
    sessionToken:
      'AQoDYXdzEPT//////////wEXAMPLEtc764bNrC9SAPBSM22wDOk4x4HIZ8j4FZTwdQWLWsKWHGBuFqwAeMicRXmxfpSPfIeoIYRqTflfKD8YUuwthAx7mSEI/qkPpKPi/kMcGdQrmGdeehM4IC1NtBmUpp2wUE8phUZampKsburEDy0KPkyQDYwT7WZ0wq5VSXDvp75YU9HFvlRd8Tx6q6fE8YQcHNVXAkiY9q6d+xo0rKwT38xVqr7ZD0u0iPPkUL64lIZbqBAz+scqKmlzm8FDrypNC9Yjc8fPOLn9FX9KSYvKTr4rvx3iSIlTJabIQwj2ICCR/oLxBA==',
    signature: '85d96828115b5dc0cfc3bd16ad9e210dd772bbebba041836c64533a82be05ead',
  },
  {
    title: 'a path that was encoded is encoded again',
    method: 'GET',
    target: '/a%20b/c%2Fd',
    signature: 'a015660cab6eca543492741e8b7debfa9e32f17beca099c5272132c01cdde558',
  },
  {
    title: 'a header sent as UTF-8 is signed over its bytes',
    method: 'GET',
    target: '/',
    headers: ['My-Header1', bytes('caf\u00e9 \u1234')],
    signature: '8c36fd11262a5a7661e7d6da7ee65149e11df0a5cd5b5e0b029a742627ec4c1c',
  },
  {
    title: 'a path of S3 is signed as sent',
    method: 'GET',
    target: '/a//b/../c%20d',
    service: 's3',
    headers: ['X-Amz-Content-Sha256', 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'],
    signature: '518e64d2a5e9086e73c0767dde464cbfbedc3386bb32c2e39cfd0765bdce1a5c',
  },
];

function requestOf(vector: Vector): RawRequest {
  return {
    method: vector.method,
    target: vector.target,
    rawHeaders: ['Host', 'example.amazonaws.com', ...(vector.headers ?? [])],
    body: Buffer.from(vector.body ?? ''),
  };
}

function signerOf(vector: Vector): Signer {
  return {
    accessKeyId: 'AKIDEXAMPLE',
    secretAccessKey: SECRET,
    region: 'us-east-1',
    service: vector.service ?? 'service',
    date: new Date('2015-08-30T12:36:00Z'),
    ...(vector.sessionToken === undefined ? {} : { sessionToken: vector.sessionToken }),
  };
}

describe('the AWS Signature Version 4 test suite', () => {
  it.each(VECTORS)('$title is signed as botocore signs it', (vector) => {
    const { authorization } = signRequest(requestOf(vector), signerOf(vector));
    expect(authorization.split('Signature=')[1]).toBe(vector.signature);
  });

  it.each(VECTORS)('$title as botocore signs it is verified', (vector) => {
    const service = vector.service ?? 'service';
    const token = vector.sessionToken === undefined ? [] : ['X-Amz-Security-Token', vector.sessionToken];
    const unsigned = requestOf(vector);
    const sent = [...unsigned.rawHeaders, 'X-Amz-Date', SIGNED_AT, ...token];
    const names = [...new Set(sent.filter((_, i) => i % 2 === 0).map((name) => name.toLowerCase()))].sort();
    const authorization = `AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/${service}/aws4_request, SignedHeaders=${names.join(';')}, Signature=${vector.signature}`;
    const request = { ...unsigned, rawHeaders: [...sent, 'Authorization', authorization] };
    const signature = parseSignature(request)!;
    expect(signature.sessionToken).toBe(vector.sessionToken);
    expect(
      verifySignature(request, signature, deriveSigningKey(SECRET, '20150830', 'us-east-1', service)),
    ).toBe(true);
  });
});

describe('presigned requests and Date headers as botocore makes them', () => {
  const credential =
    'X-Amz-Credential=AKIDEXAMPLE%2F20150830%2Fus-east-1%2Fsts%2Faws4_request&X-Amz-Date=20150830T123600Z';
  const call = '/?Action=GetCallerIdentity&Version=2011-06-15&X-Amz-Algorithm=AWS4-HMAC-SHA256';
  const key = deriveSigningKey(SECRET, '20150830', 'us-east-1', 'sts');

  it('verifies GetCallerIdentity presigned with an added signed header, as EKS does', () => {
    const request = {
      method: 'GET',
      target: `${call}&${credential}&X-Amz-Expires=60&X-Amz-SignedHeaders=host%3Bx-k8s-aws-id&X-Amz-Security-Token=tok%2Ben%2F%3D&X-Amz-Signature=ab2aee1666926bbbaec6b1e21f2a6d0f332f6283158668fcf42045de8f0be982`,
      rawHeaders: ['Host', 'example.amazonaws.com', 'x-k8s-aws-id', 'my-cluster'],
      body: Buffer.alloc(0),
    };
    const signature = parseSignature(request)!;
    expect(signature).toMatchObject({ form: 'query', expiresSeconds: 60, sessionToken: 'tok+en/=' });
    expect(verifySignature(request, signature, key)).toBe(true);
  });

  it('verifies a plain presigned GetCallerIdentity', () => {
    const request = {
      method: 'GET',
      target: `${call}&${credential}&X-Amz-Expires=900&X-Amz-SignedHeaders=host&X-Amz-Signature=13ed1bc14e5f33cb128ee79b378d9b08fe4ed4f99814cbb201908ff13b4d47a1`,
      rawHeaders: ['Host', 'example.amazonaws.com'],
      body: Buffer.alloc(0),
    };
    expect(verifySignature(request, parseSignature(request)!, key)).toBe(true);
  });

  it('takes the time from Date where there is no X-Amz-Date', () => {
    const request = {
      method: 'POST',
      target: '/',
      rawHeaders: [
        ...['Date', 'Sun, 30 Aug 2015 12:36:00 -0000', 'Host', 'example.amazonaws.com', 'Authorization'],
        'AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/iam/aws4_request, SignedHeaders=date;host, Signature=4f4b9e6d92baa7962fd569d1b8aa57e736f9291071da08c632a0a77dcf721492',
      ],
      body: Buffer.from('Action=ListUsers'),
    };
    const signature = parseSignature(request)!;
    expect(signature.amzDate).toBe(SIGNED_AT);
    expect(
      verifySignature(request, signature, deriveSigningKey(SECRET, '20150830', 'us-east-1', 'iam')),
    ).toBe(true);
  });
});
