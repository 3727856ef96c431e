/**
 * The wire: requests and responses of AWS's protocols (Query with XML or JSON answers, and AWS JSON 1.1), read and
 * written from the models of the services.
 */
export { auditView } from './audit-view.ts';
export { AwsError } from './aws-error.ts';
export { constraintViolations, lowerFirst, throwConstraintViolations } from './constraints.ts';
export { decodeJsonInput } from './decode-json.ts';
export { decodeInput } from './decode-query.ts';
export { encodeErrorJson, encodeJson, encodeJsonError, encodeJsonOutput } from './encode-json.ts';
export { encodeErrorXml, encodeXml } from './encode-xml.ts';
export { findOperation } from './find-operation.ts';
export { type FormParameters, isFormContentType, parseForm } from './form.ts';
export { linkModel } from './link-model.ts';
export { type AwsService, loadModel } from './load-model.ts';
export {
  type Constraints,
  type ListShape,
  type MapShape,
  type Member,
  type ModelFile,
  type OperationModel,
  operationNames,
  type Pagination,
  type ServiceModel,
  type Shape,
  type SimpleShape,
  type StructureShape,
  type ViolationStyle,
  type WireStructure,
  type WireValue,
} from './model.ts';
export { encodePolicyDocument } from './policy-document.ts';
export {
  AWS_FAULT_NAMESPACE,
  invalidAction,
  malformedInput,
  missingAction,
  serializationException,
  validationError,
} from './refusals.ts';
export { type JsonValue, parseStrictJson } from './strict-json.ts';
export { escapeXml, isXmlText } from './xml-text.ts';
