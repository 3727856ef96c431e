import type { AccessRequest, ContextValue, Principal } from '../../../src/policy/index.ts';
import type { RawCondition, RawDocument, RawStatement } from '../../reference/index.ts';
import { A, ALICE, BOB } from '../setup.ts';

/**
 * A world so small that all of its policies can be tried: documents of at most two statements over three actions, three
 * resources, two principals and two condition keys, as a resource's policy and as an identity's.
 */
const ACTIONS = ['s3:GetObject', 's3:Get*', 's3:PutObject'] as const;
const RESOURCES = ['arn:aws:s3:::b/1', 'arn:aws:s3:::b/*', 'arn:aws:s3:::c'] as const;
const PRINCIPALS = [{ AWS: ALICE }, { AWS: A }] as const;
const CONDITIONS: readonly (RawCondition | undefined)[] = [
  undefined,
  { StringEquals: { 'x:k': 'v' } },
  { StringNotEquals: { 'x:l': 'v' } },
];
const EFFECTS = ['Allow', 'Deny'] as const;

const CALLERS: readonly Principal[] = [
  { kind: 'user', account: A, id: 'AIDAALICEALICEALICE01', arn: ALICE },
  { kind: 'user', account: A, id: 'AIDABOBBOBBOBBOBBOB01', arn: BOB },
];
const ASKED_ACTIONS = ['s3:GetObject', 's3:PutObject'];
const ASKED_RESOURCES = ['arn:aws:s3:::b/1', 'arn:aws:s3:::b/2', 'arn:aws:s3:::c'];
const CONTEXTS: readonly ReadonlyMap<string, ContextValue>[] = [
  new Map(),
  new Map([['x:k', 'v']]),
  new Map([['x:l', 'v']]),
  new Map([
    ['x:k', 'w'],
    ['x:l', 'w'],
  ]),
];

/** Every question of the world: each caller, action, resource and context. */
export const REQUESTS: readonly (AccessRequest & { readonly context: ReadonlyMap<string, ContextValue> })[] =
  CALLERS.flatMap((principal) =>
    ASKED_ACTIONS.flatMap((action) =>
      ASKED_RESOURCES.flatMap((resource) =>
        CONTEXTS.map((context) => ({ principal, action, resource, resourceAccount: A, context })),
      ),
    ),
  );

function statements(withPrincipal: boolean): readonly RawStatement[] {
  const principals = withPrincipal ? PRINCIPALS.map((Principal) => ({ Principal })) : [{}];
  const elements = [
    ...ACTIONS.map((Action) => ({ Action })),
    // The other half of each pair of elements, once: their complement is what differs.
    { NotAction: 's3:GetObject' },
  ];
  const places = [...RESOURCES.map((Resource) => ({ Resource })), { NotResource: 'arn:aws:s3:::b/1' }];
  return EFFECTS.flatMap((Effect) =>
    principals.flatMap((principal) =>
      elements.flatMap((action) =>
        places.flatMap((place) =>
          CONDITIONS.map((Condition) => ({
            Effect,
            ...principal,
            ...action,
            ...place,
            ...(Condition && { Condition }),
          })),
        ),
      ),
    ),
  );
}

export const RESOURCE_STATEMENTS = statements(true);
export const IDENTITY_STATEMENTS = statements(false);

const documentOf = (...Statement: readonly RawStatement[]): RawDocument => ({
  Version: '2012-10-17',
  Statement,
});

/** How many documents of one or two statements there are: order counts, for the first that matches is named. */
export function documentCount(all: readonly RawStatement[]): number {
  return all.length + all.length ** 2;
}

/** The documents by their numbers. */
export function documentAt(all: readonly RawStatement[], number: number): RawDocument {
  const only = all[number];
  if (only !== undefined) return documentOf(only);
  const pair = number - all.length;
  const [first, second] = [all[Math.floor(pair / all.length)], all[pair % all.length]];
  if (first === undefined || second === undefined) throw new RangeError(`no document ${number}`);
  return documentOf(first, second);
}
