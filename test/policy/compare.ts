import { type Decision, decide, explain, type PolicySets } from '../../src/policy/index.ts';
import { type ConditionObserver, decideByTheBook, type ReferenceDecision } from '../reference/index.ts';
import { engineSets, RefusedDocumentError } from './engine-sets.ts';
import type { AccessCase } from './generate/access-case.ts';

export interface Disagreement {
  readonly between: 'decide and reference' | 'decide and explain';
  readonly decide: string;
  readonly other: string;
}

export interface Comparison {
  readonly reference: ReferenceDecision;
  readonly decision: Decision;
  readonly disagreement: Disagreement | undefined;
}

type Told = Pick<Decision, 'verdict' | 'by'> & { readonly statement?: ReferenceDecision['statement'] };

function told({ verdict, by, statement }: Told, withStatement: boolean): string {
  const place = withStatement && statement ? ` at ${statement.source.name} #${statement.index}` : '';
  return `${verdict} by ${by}${place}`;
}

/** Asks the engine and the reference the same question, and the engine twice: for its answer and for its reasons. */
export function compare(
  accessCase: AccessCase,
  sets: PolicySets = engineSets(accessCase.sets),
  onCondition?: ConditionObserver,
): Comparison {
  const { request } = accessCase;
  const reference = decideByTheBook(request, accessCase.sets, onCondition);
  const decision = decide(request, sets);
  const explanation = explain(request, sets);
  const withStatement = reference.statement !== undefined;
  const pairs = [
    ['decide and reference', told(decision, withStatement), told(reference, withStatement)],
    ['decide and explain', told(decision, true), told(explanation.decision, true)],
    ['decide and explain', told(decision, false), told(explanation, false)],
  ] as const;
  const different = pairs.find(([, one, other]) => one !== other);
  return {
    reference,
    decision,
    disagreement: different && { between: different[0], decide: different[1], other: different[2] },
  };
}

/** Does the case, made smaller, still show a disagreement? One that is no valid case any more does not. */
export function disagrees(accessCase: AccessCase): boolean {
  try {
    return compare(accessCase).disagreement !== undefined;
  } catch (error) {
    if (error instanceof RefusedDocumentError || error instanceof TypeError) return false;
    throw error;
  }
}
