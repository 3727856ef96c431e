/** What every policy type answers, and why one that does not take part does not. */
import type { Effect, Statement } from './document.ts';
import { type Answers, type Grant, resourceType } from './judge.ts';
import type { AccessRequest, AttachedPolicy, PolicySets, PolicyType } from './model.ts';
import { type Exemption, rcpExemption, scpExemption } from './organization.ts';
import { GRADE } from './principal.ts';
import { type DocumentTrace, type TracedDocument, traceDocument } from './trace.ts';

export interface TypeTrace {
  readonly type: PolicyType;
  /** Whether documents of this type take part at all. */
  readonly applies: boolean;
  /** Of organization policies: why they do not bind, although there are some. */
  readonly exemption?: Exemption;
  /** Why the type takes no part: there is nothing of it. */
  readonly absence?: Absence;
  readonly answer: 'deny' | 'allow' | 'none';
  readonly documents: readonly DocumentTrace[];
  /** For organization policies: each level, which must allow by itself. */
  readonly levels?: readonly LevelTrace[];
}

export type Absence =
  | 'no-organization'
  | 'no-endpoint'
  | 'no-resource-policy'
  | 'no-boundary'
  | 'no-session-policies';

export interface LevelTrace {
  readonly target: string;
  readonly answer: 'deny' | 'allow' | 'none';
  readonly documents: readonly DocumentTrace[];
}

/** Answers from what was written down; every document is asked once and completely. */
export class Traces implements Answers {
  readonly #request: AccessRequest;
  readonly #hasBoundary: boolean;
  readonly #traced = new Map<AttachedPolicy, TracedDocument>();

  constructor(request: AccessRequest, sets: PolicySets) {
    this.#request = request;
    this.#hasBoundary = sets.boundary !== undefined;
  }

  of(attached: AttachedPolicy): TracedDocument {
    const known = this.#traced.get(attached);
    if (known !== undefined) return known;
    const traced = traceDocument(attached, { request: this.#request, hasBoundary: this.#hasBoundary });
    this.#traced.set(attached, traced);
    return traced;
  }

  first(effect: Effect, attached: AttachedPolicy): Statement | undefined {
    const { denies, allows } = this.of(attached);
    return effect === 'Deny' ? denies[0] : allows[0]?.statement;
  }

  grant(attached: AttachedPolicy): Grant | undefined {
    let best: Grant | undefined;
    for (const allow of this.of(attached).allows) {
      if (allow.named && allow.grade > (best?.grade ?? GRADE.none)) best = allow;
    }
    return best;
  }
}

/** In the order in which the algorithm asks them. */
export function traceTypes(request: AccessRequest, sets: PolicySets, traces: Traces): TypeTrace[] {
  const { rcp, scp, endpoint, resource, identity, boundary, session } = sets;
  const one = (attached: AttachedPolicy | undefined) => attached && [attached];
  return [
    traceLevels('rcp', rcp, rcpExemption(request, sets), traces),
    traceLevels('scp', scp, scpExemption(request, sets), traces),
    traceType('endpoint', one(endpoint), 'no-endpoint', traces),
    traceType(resourceType(sets), one(resource?.attached), 'no-resource-policy', traces),
    traceType('identity', identity, undefined, traces),
    traceType('boundary', one(boundary), 'no-boundary', traces),
    traceType('session', session, 'no-session-policies', traces),
  ];
}

function traceType(
  type: PolicyType,
  policies: readonly AttachedPolicy[] | undefined,
  absence: Absence | undefined,
  traces: Traces,
): TypeTrace {
  if (policies === undefined)
    return { type, applies: false, ...absent(absence), answer: 'none', documents: [] };
  const documents = policies.map((attached) => traces.of(attached).trace);
  return { type, applies: true, answer: answerOf(documents), documents };
}

function absent(absence: Absence | undefined): { absence?: Absence } {
  return absence === undefined ? {} : { absence };
}

function traceLevels(
  type: 'scp' | 'rcp',
  levels: PolicySets['scp'],
  exemption: Exemption | undefined,
  traces: Traces,
): TypeTrace {
  if (levels === undefined || exemption !== undefined) {
    const why = levels === undefined ? absent('no-organization') : { exemption: exemption! };
    return { type, applies: false, ...why, answer: 'none', documents: [], levels: [] };
  }
  const traced = levels.map(({ target, policies }) => {
    const documents = policies.map((attached) => traces.of(attached).trace);
    return { target, answer: answerOf(documents), documents };
  });
  const answers = traced.map((level) => level.answer);
  const answer = answers.includes('deny') ? 'deny' : answers.includes('none') ? 'none' : 'allow';
  return {
    type,
    applies: true,
    answer,
    documents: traced.flatMap((level) => level.documents),
    levels: traced,
  };
}

function answerOf(documents: readonly DocumentTrace[]): 'deny' | 'allow' | 'none' {
  let answer: 'allow' | 'none' = 'none';
  for (const document of documents) {
    if (document.answer === 'deny') return 'deny';
    if (document.answer === 'allow') answer = 'allow';
  }
  return answer;
}
