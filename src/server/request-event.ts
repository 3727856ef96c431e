/** The event of a request, from what is known of it when it is answered. */
import { hash } from 'node:crypto';
import { auditEvent, type EventFacts, type EventIdentity, serializeEvent } from '../audit/index.ts';
import type { AnyOperation } from '../services/index.ts';
import { type AwsError, auditView, type OperationModel, type ServiceModel } from '../wire/index.ts';
import type { ServiceName } from './authenticate.ts';
import type { Authorization } from './authorize.ts';
import { type ApiRequest, headerOf } from './transport.ts';

/** What is known of a request while it is worked on; the event is made from it. */
export interface Progress {
  readonly requestId: string;
  readonly eventID: string;
  service: ServiceName | undefined;
  eventName: string;
  region: string;
  identity: EventIdentity;
  accountId: string | undefined;
  model: ServiceModel | undefined;
  operation: OperationModel | undefined;
  record: AnyOperation | undefined;
  input: object | undefined;
  authorization: Authorization | undefined;
}

/**
 * The event in one line.
 * @param time milliseconds.
 */
export function serializedEvent(
  request: ApiRequest,
  progress: Progress,
  error: AwsError | undefined,
  output: object | undefined,
  time: number,
): string {
  const { operation, record, input, authorization } = progress;
  const facts: EventFacts = {
    identity: progress.identity,
    time,
    eventSource: `${progress.service ?? 'iam'}.amazonaws.com`,
    eventName: progress.eventName,
    region: progress.service === 'iam' ? 'us-east-1' : progress.region,
    sourceIPAddress: request.sourceIp,
    userAgent: headerOf(request.rawHeaders, 'user-agent'),
    error: error && { code: error.code, message: error.message },
    requestParameters: parametersOf(operation, input),
    responseElements:
      output === undefined || record === undefined || !recordsAnswer(record)
        ? null
        : withoutTokens(auditView(operation?.output, output)),
    requestID: progress.requestId,
    eventID: progress.eventID,
    readOnly: record?.mode !== 'write',
    recipientAccountId: progress.accountId,
    resources: resourcesOf(record, input),
    tlsDetails: request.tls,
    authorization,
  };
  return serializeEvent(auditEvent(facts));
}

/** CloudTrail shows what a mutation answered and which credentials were issued, not what a read returned. */
function recordsAnswer(record: AnyOperation): boolean {
  return record.mode === 'write' || record.issuesCredentials === true;
}

/** A session token is shown as its digest: CloudTrail shows it whole, and whoever reads the log would have half of a session. */
function withoutTokens(elements: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const { credentials } = elements as { credentials?: { sessionToken?: string } };
  if (credentials?.sessionToken === undefined) return elements;
  const sessionToken = `sha256:${hash('sha256', credentials.sessionToken)}`;
  return { ...elements, credentials: { ...credentials, sessionToken } };
}

function resourcesOf(record: AnyOperation | undefined, input: object | undefined) {
  const resources = input === undefined ? undefined : record?.resources?.(input);
  return resources?.length === 0 ? undefined : resources;
}

function parametersOf(operation: OperationModel | undefined, input: object | undefined): object | null {
  if (operation === undefined || input === undefined) return null;
  const parameters = auditView(operation.input, input);
  return Object.keys(parameters).length === 0 ? null : parameters;
}
