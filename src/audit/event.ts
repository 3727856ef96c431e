/**
 * One request as one CloudTrail record. CloudTrail User Guide, "CloudTrail record contents for management, data, and
 * network activity events".
 */
import type { Decision, PolicySource } from '../policy/index.ts';
import { boundedText } from './bounded-text.ts';
import { eventInstant } from './instant.ts';
import { type EventIdentity, type UserIdentity, userIdentity } from './user-identity.ts';

/** What the server knows of a request when it answers it. Parameters and elements come without their secrets. */
export interface EventFacts {
  readonly identity: EventIdentity;
  /** When the request was completed, milliseconds. */
  readonly time: number;
  /** `iam.amazonaws.com`. */
  readonly eventSource: string;
  /** `CreateUser`; what the request named when there is no such operation. */
  readonly eventName: string;
  readonly region: string;
  readonly sourceIPAddress: string;
  readonly userAgent?: string | undefined;
  /** The error as the client was told it. */
  readonly error?: { readonly code: string; readonly message?: string | undefined } | undefined;
  readonly requestParameters?: object | null | undefined;
  readonly responseElements?: object | null | undefined;
  readonly requestID: string;
  readonly eventID: string;
  readonly readOnly: boolean;
  readonly resources?: readonly EventResource[] | undefined;
  /** The account that the event belongs to; absent when the request named none. */
  readonly recipientAccountId?: string | undefined;
  /** The same in the events of one request that several accounts receive. */
  readonly sharedEventID?: string | undefined;
  readonly tlsDetails?: TlsDetails | undefined;
  /** The authorization that decided: the first that refused, or the one of the operation's own action. */
  readonly authorization?:
    | { readonly action: string; readonly resource: string; readonly decision: Decision }
    | undefined;
  /** The true reason of a refusal, where the client is told less. */
  readonly reason?: string | undefined;
}

export interface EventResource {
  readonly ARN: string;
  readonly accountId: string;
  /** `AWS::IAM::Role`. */
  readonly type: string;
}

export interface TlsDetails {
  /** `TLSv1.3`. */
  readonly tlsVersion: string;
  readonly cipherSuite: string;
  readonly clientProvidedHostHeader?: string | undefined;
}

/** The decision, in Stint's own member of the record. */
export interface EventDecision {
  readonly verdict: Decision['verdict'];
  readonly by: Decision['by'];
  readonly action: string;
  readonly resource: string;
  readonly policy?: PolicySource | undefined;
  readonly statement?: { readonly sid?: string | undefined; readonly index: number } | undefined;
}

export interface StintDetails {
  readonly decision?: EventDecision | undefined;
  readonly reason?: string | undefined;
  /** Members that were too large for the record: how large, and what they were. */
  readonly omitted?:
    | Readonly<Record<string, { readonly bytes: number; readonly sha256: string }>>
    | undefined;
}

export interface AuditEvent {
  readonly eventVersion: '1.11';
  readonly userIdentity: UserIdentity;
  readonly eventTime: string;
  readonly eventSource: string;
  readonly eventName: string;
  readonly awsRegion: string;
  readonly sourceIPAddress: string;
  readonly userAgent?: string | undefined;
  readonly errorCode?: string | undefined;
  readonly errorMessage?: string | undefined;
  readonly requestParameters: object | null;
  readonly responseElements: object | null;
  readonly requestID: string;
  readonly eventID: string;
  readonly readOnly: boolean;
  readonly resources?: readonly EventResource[] | undefined;
  readonly eventType: 'AwsApiCall';
  readonly managementEvent: true;
  readonly recipientAccountId?: string | undefined;
  readonly sharedEventID?: string | undefined;
  readonly eventCategory: 'Management';
  readonly tlsDetails?: TlsDetails | undefined;
  readonly stint?: StintDetails | undefined;
}

/**
 * The record of a request. Free text from outside is cut as CloudTrail cuts it; a failed request has no response
 * elements.
 */
export function auditEvent(facts: EventFacts): AuditEvent {
  const { error, userAgent, tlsDetails } = facts;
  return {
    eventVersion: '1.11',
    userIdentity: userIdentity(facts.identity),
    eventTime: eventInstant(facts.time),
    eventSource: facts.eventSource,
    eventName: boundedText(facts.eventName),
    awsRegion: boundedText(facts.region),
    sourceIPAddress: boundedText(facts.sourceIPAddress),
    userAgent: userAgent === undefined ? undefined : boundedText(userAgent),
    errorCode: error && boundedText(error.code),
    errorMessage: error?.message === undefined ? undefined : boundedText(error.message),
    requestParameters: facts.requestParameters ?? null,
    responseElements: error ? null : (facts.responseElements ?? null),
    requestID: boundedText(facts.requestID),
    eventID: facts.eventID,
    readOnly: facts.readOnly,
    resources: facts.resources,
    eventType: 'AwsApiCall',
    managementEvent: true,
    recipientAccountId: facts.recipientAccountId,
    sharedEventID: facts.sharedEventID,
    eventCategory: 'Management',
    tlsDetails: tlsDetails && boundedTls(tlsDetails),
    stint: stintDetails(facts),
  };
}

function boundedTls({ tlsVersion, cipherSuite, clientProvidedHostHeader: host }: TlsDetails): TlsDetails {
  return {
    tlsVersion,
    cipherSuite,
    clientProvidedHostHeader: host === undefined ? undefined : boundedText(host),
  };
}

function stintDetails({ authorization, reason }: EventFacts): StintDetails | undefined {
  if (!authorization && reason === undefined) return undefined;
  return {
    decision: authorization && eventDecision(authorization),
    reason: reason === undefined ? undefined : boundedText(reason),
  };
}

function eventDecision({
  action,
  resource,
  decision,
}: NonNullable<EventFacts['authorization']>): EventDecision {
  const { verdict, by, statement } = decision;
  return {
    verdict,
    by,
    action,
    // Some resources are named by the request, before anything is known of them.
    resource: boundedText(resource),
    policy: statement?.source,
    statement: statement && { sid: statement.sid, index: statement.index },
  };
}
