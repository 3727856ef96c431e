import type { ContextValue, Principal } from '../../../src/policy/index.ts';
import {
  accountOf,
  listOf,
  type RawDocument,
  type ReferencePolicy,
  type ReferenceSets,
  rcpBinds,
  scpBinds,
} from '../../reference/index.ts';
import type { AccessCase } from '../generate/access-case.ts';
import { A, documentOf, policyOf } from '../setup.ts';

/** What is asked of the other evaluator; documents by their place in the line's list. */
export interface Question {
  /** An ARN or a service's name; absent: nobody, who has not signed. */
  readonly principal?: string;
  readonly action: string;
  readonly resource: string;
  readonly account: string;
  readonly context: Readonly<Record<string, ContextValue>>;
  readonly sets: {
    readonly identity: readonly number[];
    readonly boundary?: number;
    readonly session?: number;
    readonly resource?: number;
    readonly scp?: readonly (readonly number[])[];
    readonly rcp?: readonly (readonly number[])[];
    readonly endpoint?: number;
  };
}

/** Its patterns are regular expressions that backtrack: more stars than these may take it for ever. */
const MOST_STARS = 5;

const EVERYTHING = documentOf({ Effect: 'Allow', Action: '*', Resource: '*' });

function isRoot(caller: Principal): boolean {
  if (caller.kind === 'federated-session') return caller.issuer.kind === 'root';
  return caller.kind === 'root' || caller.kind === 'assumed-root';
}

function allPolicies(sets: ReferenceSets): readonly ReferencePolicy[] {
  const levels = [...(sets.scp ?? []), ...(sets.rcp ?? [])].flatMap((level) => level.policies);
  const single = [sets.boundary, sets.endpoint, sets.resource?.attached].filter((one) => one !== undefined);
  return [...sets.identity, ...(sets.session ?? []), ...single, ...levels];
}

/** By which rule it would read the resource's policy: it goes by the action's service, Stint is told. */
function modeOf(action: string, resource: string): 'optional' | 'key' | 'trust' {
  if (action.startsWith('sts:')) return 'trust';
  return action.startsWith('kms:') && resource.includes(':key/') ? 'key' : 'optional';
}

/** Why the other evaluator cannot be asked the case: what it has no words for is no disagreement. */
export function whyNotAskable({ request, sets }: AccessCase): string | undefined {
  const { principal, action, resource } = request;
  if (principal.kind === 'web-identity' || principal.kind === 'saml') return 'callers with a federated token';
  if (resource !== '*' && resource.includes('*')) return 'resources with a star: it reads them as patterns';
  if (!resource.startsWith('arn:') && resource !== '*') return 'resources that are no ARN';
  const mode = modeOf(action, resource);
  if (sets.resource ? sets.resource.mode !== mode : mode === 'key')
    return 'policies of another mode than the action has';
  if (principal.kind === 'federated-session' && sets.session === undefined)
    return 'federated sessions without session policies';
  const policies = allPolicies(sets);
  if (policies.some(({ bindings }) => bindings !== undefined)) return 'names that were bound to ids';
  const texts = policies.map(({ document }) => JSON.stringify(document));
  if (texts.some((text) => /"A(?:ID|RO)A/.test(text))) return 'unique ids as principals';
  const patterns = texts.flatMap((text) => text.match(/"[^"]*"/g) ?? []);
  if (patterns.some((text) => (text.match(/\*/g)?.length ?? 0) > MOST_STARS)) return 'patterns of many stars';
  return undefined;
}

/**
 * The case as both can be asked it: who is exempt from an organization's policies is Stint's to know and the other's to be
 * told, and callers without an account have no policies of their own.
 */
export function askable({ request, sets }: AccessCase): AccessCase {
  const { principal } = request;
  const own =
    accountOf(principal) === undefined
      ? { identity: [], boundary: undefined, session: undefined }
      : isRoot(principal)
        ? { identity: [policyOf('inline', EVERYTHING), ...sets.identity] }
        : {};
  const { scp, rcp, managementAccount: _, ...rest } = sets;
  return {
    request: { ...request, resourceAccount: request.resourceAccount ?? accountOf(principal) ?? A },
    sets: {
      ...rest,
      ...own,
      scp: scpBinds(request, sets) ? scp : undefined,
      rcp: rcpBinds(request, sets) ? rcp : undefined,
    },
  };
}

function principalText(caller: Principal): string | undefined {
  if (caller.kind === 'anonymous') return undefined;
  if (caller.kind === 'service') return caller.name;
  return 'arn' in caller ? caller.arn : undefined;
}

/** Several session documents are a union; the other evaluator takes one. */
function mergedSession(session: readonly ReferencePolicy[]): RawDocument {
  const statements = session.flatMap(({ document }) => listOf(document.Statement));
  return { Version: '2012-10-17', Statement: statements };
}

/** Collects the questions of a line, and the documents that they share. */
export class Line {
  readonly documents: RawDocument[] = [];
  readonly questions: Question[] = [];
  readonly #places = new Map<unknown, number>();

  #place(key: object, document: RawDocument): number {
    let at = this.#places.get(key);
    if (at === undefined) {
      at = this.documents.push(document) - 1;
      this.#places.set(key, at);
    }
    return at;
  }

  add({ request, sets }: AccessCase): void {
    const place = (policy: ReferencePolicy) => this.#place(policy.document, policy.document);
    const levels = (list: ReferenceSets['scp']) => list?.map(({ policies }) => policies.map(place));
    const principal = principalText(request.principal);
    this.questions.push({
      ...(principal === undefined ? {} : { principal }),
      action: request.action,
      resource: request.resource,
      account: request.resourceAccount ?? A,
      context: Object.fromEntries(request.context),
      sets: {
        identity: sets.identity.map(place),
        ...(sets.boundary && { boundary: place(sets.boundary) }),
        ...(sets.session && { session: this.#place(sets.session, mergedSession(sets.session)) }),
        ...(sets.resource && { resource: place(sets.resource.attached) }),
        ...(sets.scp && { scp: levels(sets.scp) }),
        ...(sets.rcp && { rcp: levels(sets.rcp) }),
        ...(sets.endpoint && { endpoint: place(sets.endpoint) }),
      },
    } as Question);
  }
}
