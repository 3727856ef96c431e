/** What of an explanation somebody may read who may not read all policies that took part. */
import type { Explanation } from './explain.ts';
import type { AccessRequest, PolicySets, PolicyType } from './model.ts';
import type { Obstacle } from './obstacles.ts';
import { printable } from './printable.ts';
import { type RequestTrace, traceRequest } from './request-trace.ts';
import type { TypeTrace } from './trace-types.ts';
import { obstacleName } from './why.ts';

/**
 * An explanation without the policies that its reader may not read: neither what they say, nor what they ask for, nor
 * whether it is they or the reader's own that decided, beyond what AWS's message tells.
 */
export interface ToldExplanation {
  readonly request: RequestTrace;
  readonly verdict: 'allowed' | 'refused';
  readonly message?: string;
  /** Of the types that may be read. */
  readonly types: readonly TypeTrace[];
  readonly obstacles: readonly Obstacle[];
  /** The types that took part and are not shown. */
  readonly withheld: readonly PolicyType[];
  readonly why: string;
}

/**
 * The part of an explanation that is for a reader who may read the policies of some types only: a caller those of its own
 * account, but not the trust policy of another account's role, nor its organization's policies.
 * @param explanation what `explain` answers to the question.
 */
export function toldExplanation(
  request: AccessRequest,
  sets: PolicySets,
  explanation: Explanation,
  mayRead: (type: PolicyType) => boolean,
): ToldExplanation {
  const { verdict, message, types, obstacles } = explanation;
  const shown = obstacles.filter(({ type }) => mayRead(type));
  const told = {
    request: traceRequest(request, readableSets(sets, mayRead)),
    verdict: verdict === 'allowed' ? ('allowed' as const) : ('refused' as const),
    ...(message === undefined ? {} : { message }),
    types: types.filter(({ type }) => mayRead(type)),
    obstacles: shown,
    withheld: types.filter(({ type, applies }) => applies && !mayRead(type)).map(({ type }) => type),
  };
  return { ...told, why: printable(tellReader(told)) };
}

function readableSets(sets: PolicySets, mayRead: (type: PolicyType) => boolean): PolicySets {
  const { identity, boundary, session, resource, scp, rcp, endpoint, managementAccount } = sets;
  const isTrust = resource?.mode === 'trust';
  return {
    identity: mayRead('identity') ? identity : [],
    boundary: mayRead('boundary') ? boundary : undefined,
    session: mayRead('session') ? session : undefined,
    resource: mayRead(isTrust ? 'trust' : 'resource') ? resource : undefined,
    scp: mayRead('scp') ? scp : undefined,
    rcp: mayRead('rcp') ? rcp : undefined,
    endpoint: mayRead('endpoint') ? endpoint : undefined,
    managementAccount,
  };
}

function tellReader({
  verdict,
  message,
  obstacles,
  withheld,
  request,
}: Omit<ToldExplanation, 'why'>): string {
  if (verdict === 'allowed') return `${request.action} on ${request.resource} is allowed.`;
  const said = message === undefined ? 'Refused.' : `${message}.`;
  if (obstacles.length > 0) {
    return `${said} Of the policies that may be read, these refuse it: ${obstacles.map(obstacleName).join('; ')}.`;
  }
  return withheld.length === 0 ? said : `${said} No policy that may be read refuses it.`;
}
