import type { AccessRequest, ContextValue, Principal } from '../../../src/policy/index.ts';
import type {
  RawStatement,
  ReferenceDecision,
  ReferencePolicy,
  ReferenceSets,
} from '../../reference/index.ts';
import { A, B, CALLERS, contextOf, documentOf, policyOf, setsOf } from '../setup.ts';

/** One question, as the page's column "request" puts it. */
export interface Asked {
  readonly action: string;
  readonly resource: string;
  readonly account?: string;
  readonly context?: Readonly<Record<string, ContextValue>>;
}

/** What a setup has beside what the page's notation can say. */
export interface Also {
  readonly sets?: Partial<ReferenceSets>;
  readonly caller?: Principal;
}

/** `✔` allowed, `E` explicit deny, `I` implicit deny. */
type Answer = '✔' | 'E' | 'I';

const VERDICTS = { '✔': 'allowed', E: 'explicitDeny', I: 'implicitDeny' } as const;

export interface Row {
  readonly id: number;
  /** The setup as the page has it; without `also.sets` it is in the notation of `setsOf`. */
  readonly setup: string;
  readonly request: AccessRequest;
  readonly sets: ReferenceSets;
  readonly expected: ReferenceDecision;
}

/** Any action on a resource of account A, or of B. */
const a: Asked = { action: 's3:GetObject', resource: 'arn:aws:s3:::bucket/key' };
const SHORT: Readonly<Record<string, Asked>> = {
  a,
  'a on A': { ...a, account: A },
  'a on B': { ...a, account: B },
};

export function asked(action: string, resource = '*', context: Asked['context'] = {}): Asked {
  return { action, resource, context };
}

/** A row whose setup stands wholly in the page's notation (`u ID+ PB–`), or in words with its sets beside. */
export function row(
  id: number,
  setup: string,
  request: string | Asked,
  answer: Answer,
  by: ReferenceDecision['by'],
  also: Also = {},
): Row {
  const question = typeof request === 'string' ? SHORT[request] : request;
  if (question === undefined) throw new Error(`row ${id}: what is ${request}?`);
  const [who = '', ...rest] = setup.split(/,? /);
  const caller = also.caller ?? CALLERS[who as keyof typeof CALLERS];
  if (caller === undefined) throw new Error(`row ${id}: who is ${who}?`);
  const notation = [
    who,
    ...rest.filter((token) => /^(ID|PB|SP|RP|TP|KP|VPCE|SCP|RCP)[+–x(]/.test(token)),
  ].join(' ');
  const context = new Map(Object.entries({ ...contextOf(caller), ...question.context }));
  return {
    id,
    setup,
    request: {
      principal: caller,
      action: question.action,
      resource: question.resource,
      resourceAccount: question.account,
      context,
    },
    sets: { ...setsOf(notation, question.action), ...also.sets },
    expected: { verdict: VERDICTS[answer], by },
  };
}

/** The caller's own policies: one inline document of these statements. */
export function identity(...statements: readonly RawStatement[]): readonly ReferencePolicy[] {
  return [policyOf('inline', documentOf(...statements))];
}

export function allow(action: string, more: Partial<RawStatement> = {}): RawStatement {
  const scope = 'NotResource' in more ? {} : { Resource: '*' };
  return { Effect: 'Allow', Action: action, ...scope, ...more };
}

export function deny(action: string, more: Partial<RawStatement> = {}): RawStatement {
  return { ...allow(action, more), Effect: 'Deny' };
}

/** A resource policy, key policy or trust policy of these statements. */
export function resourcePolicy(
  mode: 'optional' | 'key' | 'trust',
  statements: readonly RawStatement[],
  bindings?: ReadonlyMap<string, string>,
): Pick<ReferenceSets, 'resource'> {
  const kind = mode === 'trust' ? 'trust' : 'resource';
  return { resource: { attached: policyOf(kind, documentOf(...statements), bindings), mode } };
}
