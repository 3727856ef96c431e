import type { AwsError } from './aws-error.ts';
import type { OperationModel, Shape } from './model.ts';

/**
 * The JSON answer of an operation of the Query protocol, for callers that send `Accept: application/json`:
 * `{"GetUserResponse":{"GetUserResult":{…},"ResponseMetadata":{"RequestId":"…"}}}`.
 */
export function encodeJson(operation: OperationModel, output: object, requestId: string): string {
  const { name, output: shape } = operation;
  const result =
    shape === undefined
      ? {}
      : { [operation.resultWrapper ?? `${name}Result`]: jsonValue(shape, output, wholeSeconds) };
  return JSON.stringify({ [`${name}Response`]: { ...result, ResponseMetadata: { RequestId: requestId } } });
}

/** The JSON answer to a refused request of the Query protocol. */
export function encodeErrorJson(error: AwsError, requestId: string): string {
  const { code: Code, message: Message, fault: Type } = error;
  return JSON.stringify({ Error: { Code, Message, Type }, RequestId: requestId });
}

/** The body of an operation's answer in AWS JSON 1.1; `{}` when the operation has no output. */
export function encodeJsonOutput(operation: OperationModel, output: object): string {
  return operation.output === undefined ? '{}' : JSON.stringify(jsonValue(operation.output, output, seconds));
}

/** The body of a refusal in AWS JSON 1.1. */
export function encodeJsonError(error: AwsError): string {
  return JSON.stringify({ __type: error.code, message: error.message });
}

type EpochSeconds = (date: Date) => number;
const seconds: EpochSeconds = (date) => date.getTime() / 1000;
/** IAM and STS tell no fractions, neither in XML nor here. */
const wholeSeconds: EpochSeconds = (date) => Math.floor(date.getTime() / 1000);

/**
 * A value as JSON carries it: only the members that the model names, timestamps as epoch seconds, blobs as base64,
 * absent members left out.
 */
function jsonValue(shape: Shape, value: unknown, dateOf: EpochSeconds): unknown {
  switch (shape.kind) {
    case 'structure':
    case 'union': {
      const from = value as Readonly<Record<string, unknown>>;
      const to: Record<string, unknown> = {};
      for (const { name, shape: member } of shape.members.values()) {
        const given = from[name];
        if (given !== undefined && given !== null) to[name] = jsonValue(member, given, dateOf);
      }
      return to;
    }
    case 'list':
      return (value as readonly unknown[]).map((item) => jsonValue(shape.member, item, dateOf));
    case 'map': {
      const to: Record<string, unknown> = Object.create(null);
      for (const [key, given] of Object.entries(value as Readonly<Record<string, unknown>>)) {
        if (given !== undefined && given !== null) to[key] = jsonValue(shape.value, given, dateOf);
      }
      return to;
    }
    case 'timestamp':
      return dateOf(value as Date);
    case 'blob':
      return Buffer.from(value as Uint8Array).toString('base64');
    default:
      return value;
  }
}
