/** What is answered, as the client wants it: XML, or JSON where its Accept header says so. */
import {
  AWS_FAULT_NAMESPACE,
  type AwsError,
  encodeErrorJson,
  encodeErrorXml,
  encodeJson,
  encodeXml,
  loadModel,
} from '../wire/index.ts';
import type { Progress } from './request-event.ts';
import { type ApiRequest, type ApiResponse, headerOf } from './transport.ts';

const JSON_TYPE = 'application/json';
const XML_TYPE = 'text/xml';

function wantsJson({ rawHeaders }: ApiRequest): boolean {
  return headerOf(rawHeaders, 'accept')?.includes(JSON_TYPE) ?? false;
}

/** The result of the operation that was found. */
export function resultResponse(request: ApiRequest, progress: Progress, output: object): ApiResponse {
  const { requestId } = progress;
  // Of a request that was accepted both are known.
  const [model, operation] = [progress.model!, progress.operation!];
  return wantsJson(request)
    ? { status: 200, requestId, contentType: JSON_TYPE, body: encodeJson(operation, output, requestId) }
    : { status: 200, requestId, contentType: XML_TYPE, body: encodeXml(model, operation, output, requestId) };
}

export function errorResponse(request: ApiRequest, progress: Progress, error: AwsError): ApiResponse {
  const { requestId, model = loadModel('iam') } = progress;
  const { status } = error;
  if (wantsJson(request)) {
    return { status, requestId, contentType: JSON_TYPE, body: encodeErrorJson(error, requestId) };
  }
  // What names no operation is answered by AWS's front, which knows no service.
  const namespace = error.code === 'InvalidAction' ? AWS_FAULT_NAMESPACE : model.xmlNamespace;
  return { status, requestId, contentType: XML_TYPE, body: encodeErrorXml(namespace, error, requestId) };
}
