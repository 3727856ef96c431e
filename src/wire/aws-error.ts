/**
 * The one class for errors that a caller of an AWS protocol sees. Thrown where the rule is, written to the wire in one
 * place. `code` is the code on the wire (`NoSuchEntity`), not the shape's name.
 */
export class AwsError extends Error {
  override readonly name = 'AwsError';
  readonly code: string;
  /** HTTP status. */
  readonly status: number;

  constructor(code: string, status: number, message: string) {
    super(message);
    this.code = code;
    this.status = status;
  }

  /** `Sender`: the request must change; `Receiver`: the service failed. */
  get fault(): 'Sender' | 'Receiver' {
    return this.status >= 500 ? 'Receiver' : 'Sender';
  }
}
