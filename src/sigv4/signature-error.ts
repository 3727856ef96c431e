import { hash } from 'node:crypto';

/** Codes that a request can be answered with before its signer is known. IAM API Reference, "Common Errors". */
export type SignatureErrorCode =
  | 'MissingAuthenticationToken'
  | 'IncompleteSignature'
  | 'SignatureDoesNotMatch';

const STATUS: Readonly<Record<SignatureErrorCode, number>> = {
  MissingAuthenticationToken: 403,
  IncompleteSignature: 400,
  SignatureDoesNotMatch: 403,
};

/** AWS's answers give the header's digest in place of the header: a signature must not be echoed or logged. */
function digestOf(text: string): string {
  return hash('sha256', Buffer.from(text, 'latin1'), 'base64');
}

/** Why a request's signature is refused: AWS's code, HTTP status and text. */
export class SignatureError extends Error {
  override readonly name = 'SignatureError';
  readonly code: SignatureErrorCode;
  /** HTTP status. */
  readonly status: number;

  private constructor(code: SignatureErrorCode, message: string) {
    super(message);
    this.code = code;
    this.status = STATUS[code];
  }

  static missingAuthenticationToken(): SignatureError {
    return new SignatureError('MissingAuthenticationToken', 'Request is missing Authentication Token');
  }

  /** `missing` are AWS's sentences, one for each part that the header or the request lacks. */
  static incompleteHeader(missing: readonly string[], authorization: string): SignatureError {
    const digest = digestOf(authorization);
    return SignatureError.malformed(
      `${missing.join(' ')} (Hashed with SHA-256 and encoded with Base64) Authorization=${digest}`,
    );
  }

  static notKeyValue(part: string): SignatureError {
    return SignatureError.malformed(
      `Invalid key=value pair (missing equal-sign) in Authorization header (hashed with SHA-256 and encoded with Base64): '${digestOf(part)}'.`,
    );
  }

  static incompleteQuery(missing: readonly string[]): SignatureError {
    const sentences = missing.map((name) => `AWS query-string parameters must include '${name}'.`);
    return SignatureError.malformed(`${sentences.join(' ')} Re-examine the query-string parameters.`);
  }

  static unsupportedAlgorithm(algorithm: string): SignatureError {
    return SignatureError.malformed(`Unsupported AWS 'algorithm': '${algorithm}'`);
  }

  static malformedCredential(credential: string): SignatureError {
    return SignatureError.malformed(
      `Credential must have exactly 5 slash-delimited elements, e.g. keyid/date/region/service/term, got '${credential}'`,
    );
  }

  static malformedDate(date: string): SignatureError {
    return SignatureError.malformed(
      `Date must be in ISO-8601 'basic format'. Got '${date}'. See http://en.wikipedia.org/wiki/ISO_8601`,
    );
  }

  static bothForms(): SignatureError {
    return SignatureError.malformed(
      "Found both 'X-Amz-Algorithm' as a query-string param and 'Authorization' as HTTP header.",
    );
  }

  /** IncompleteSignature with a text of its own: the request cannot be read in one way only. */
  static malformed(message: string): SignatureError {
    return new SignatureError('IncompleteSignature', message);
  }

  static unsignedHost(): SignatureError {
    return SignatureError.refused(
      "'Host' or ':authority' must be a 'SignedHeader' in the AWS Authorization.",
    );
  }

  static unsignedHeader(name: string): SignatureError {
    return SignatureError.refused(`'${name}' must be a 'SignedHeader' in the AWS Authorization.`);
  }

  static mismatch(): SignatureError {
    return SignatureError.refused(
      'The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method. Consult the service documentation for details.',
    );
  }

  /** SignatureDoesNotMatch with AWS's text for what does not fit (scope, time). */
  static refused(message: string): SignatureError {
    return new SignatureError('SignatureDoesNotMatch', message);
  }
}
