import type { PolicyKind } from '../../../src/policy/index.ts';
import {
  hasVariables,
  listOf,
  type RawDocument,
  type RawStatement,
  type RawValue,
  type ReferencePolicy,
  type ReferenceSets,
} from '../../reference/index.ts';
import type { AccessCase } from '../generate/access-case.ts';

/** Where a document stands in the sets. */
export type Slot = 'identity' | 'boundary' | 'session' | 'resource' | 'scp' | 'rcp' | 'endpoint';

/** The least part of a statement that holds or does not hold by itself. */
export type Part =
  | { readonly element: 'action'; readonly text: string }
  | { readonly element: 'resource'; readonly text: string; readonly not: boolean }
  | { readonly element: 'principal'; readonly statement: RawStatement }
  | {
      readonly element: 'condition';
      readonly operator: string;
      readonly key: string;
      readonly values: readonly RawValue[];
    };

/** A part, and the document and the question that it is read for. */
export interface Atom {
  readonly part: Part;
  readonly slot: Slot;
  readonly kind: PolicyKind;
  readonly version: string | undefined;
  readonly accessCase: AccessCase;
}

export function variablesWork(atom: Atom): boolean {
  return hasVariables({ Statement: [], ...(atom.version === undefined ? {} : { Version: atom.version }) });
}

export function placedPolicies(sets: ReferenceSets): readonly (readonly [Slot, ReferencePolicy])[] {
  const of = (slot: Slot, policies: readonly (ReferencePolicy | undefined)[] | undefined) =>
    (policies ?? []).filter((policy) => policy !== undefined).map((policy) => [slot, policy] as const);
  return [
    ...of('identity', sets.identity),
    ...of('boundary', [sets.boundary]),
    ...of('session', sets.session),
    ...of('resource', [sets.resource?.attached]),
    ...of(
      'scp',
      sets.scp?.flatMap(({ policies }) => policies),
    ),
    ...of(
      'rcp',
      sets.rcp?.flatMap(({ policies }) => policies),
    ),
    ...of('endpoint', [sets.endpoint]),
  ];
}

export function partsOf(statement: RawStatement): readonly Part[] {
  const parts: Part[] = [];
  for (const text of [...listOf(statement.Action), ...listOf(statement.NotAction)])
    parts.push({ element: 'action', text });
  for (const text of listOf(statement.Resource)) parts.push({ element: 'resource', text, not: false });
  for (const text of listOf(statement.NotResource)) parts.push({ element: 'resource', text, not: true });
  if (statement.Principal !== undefined || statement.NotPrincipal !== undefined)
    parts.push({ element: 'principal', statement });
  for (const [operator, pairs] of Object.entries(statement.Condition ?? {})) {
    for (const [key, values] of Object.entries(pairs))
      parts.push({ element: 'condition', operator, key, values: listOf<RawValue>(values) });
  }
  return parts;
}

export function atomsOf(accessCase: AccessCase): readonly Atom[] {
  return placedPolicies(accessCase.sets).flatMap(([slot, policy]) =>
    listOf<RawStatement>(policy.document.Statement).flatMap((statement) =>
      partsOf(statement).map((part) => ({
        part,
        slot,
        kind: policy.source.kind,
        version: policy.document.Version,
        accessCase,
      })),
    ),
  );
}

const HAVE_PRINCIPALS: readonly PolicyKind[] = ['resource', 'trust', 'rcp', 'endpoint'];

/** A Deny that applies if, and only if, the part holds. */
function probeStatement({ part, kind }: Atom): RawStatement {
  const whole: RawStatement = {
    Effect: 'Deny',
    ...(HAVE_PRINCIPALS.includes(kind) ? { Principal: '*' as const } : {}),
    Action: '*',
    ...(kind === 'trust' ? {} : { Resource: '*' }),
  };
  switch (part.element) {
    case 'action':
      return { ...whole, Action: part.text };
    case 'resource': {
      const { Resource: _, ...others } = whole;
      return part.not ? { ...others, NotResource: part.text } : { ...others, Resource: part.text };
    }
    case 'principal': {
      const { Principal: _, ...others } = whole;
      const { Principal, NotPrincipal } = part.statement;
      return { ...others, ...(Principal && { Principal }), ...(NotPrincipal && { NotPrincipal }) };
    }
    case 'condition':
      return { ...whole, Condition: { [part.operator]: { [part.key]: part.values } } };
  }
}

/** A case that ends in an explicit deny if, and only if, the part holds. */
export function probe(atom: Atom): AccessCase {
  const { request, sets } = atom.accessCase;
  const document: RawDocument = {
    ...(atom.version === undefined ? {} : { Version: atom.version }),
    Statement: [probeStatement(atom)],
  };
  const policy: ReferencePolicy = { document, source: { kind: atom.kind, name: 'probe' } };
  const level = [{ target: 'probe', policies: [policy] }];
  const alone: ReferenceSets = {
    identity: atom.slot === 'identity' ? [policy] : [],
    // A boundary, whatever it says, changes what NotPrincipal means.
    boundary: atom.slot === 'boundary' ? policy : sets.boundary && NOTHING,
    session: atom.slot === 'session' ? [policy] : undefined,
    resource: atom.slot === 'resource' ? sets.resource && { ...sets.resource, attached: policy } : undefined,
    scp: atom.slot === 'scp' ? level : undefined,
    rcp: atom.slot === 'rcp' ? level : undefined,
    endpoint: atom.slot === 'endpoint' ? policy : undefined,
  };
  return { request, sets: alone };
}

const NOTHING: ReferencePolicy = {
  document: { Version: '2012-10-17', Statement: { Effect: 'Allow', Action: 'no:Such', Resource: '*' } },
  source: { kind: 'managed', name: 'nothing' },
};
