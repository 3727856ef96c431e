/** One paragraph that tells a person why a request was decided as it was. */
import { nameOfCaller } from './denial.ts';
import type { Explanation } from './explain.ts';
import type { PolicySource, PolicyType, Principal } from './model.ts';
import type { Obstacle } from './obstacles.ts';
import { printable } from './printable.ts';
import type { StatementTrace } from './trace.ts';

type Facts = Pick<Explanation, 'request' | 'decision' | 'types' | 'grants' | 'obstacles'>;

export const TYPE_NAMES: Readonly<Record<PolicyType, string>> = {
  identity: 'identity-based policies',
  boundary: 'permissions boundary',
  session: 'session policies',
  resource: 'resource-based policy',
  trust: 'role trust policy',
  scp: 'service control policies',
  rcp: 'resource control policies',
  endpoint: 'VPC endpoint policy',
};

export function tellWhy(facts: Facts): string {
  return printable(
    [verdictSentence(facts), ...obstacleSentences(facts), ...nearMissSentences(facts)].join(' '),
  );
}

function verdictSentence({ request, decision, grants }: Facts): string {
  const asked = `${callerName(request.caller)} may${decision.verdict === 'allowed' ? '' : ' not'} do ${request.action} on ${request.resource}`;
  const where = decision.statement && statementName(decision.statement);
  if (decision.by === 'root') return `${asked}: it is the root of its own account, and nothing refuses.`;
  const name = TYPE_NAMES[decision.by];
  if (decision.verdict === 'explicitDeny')
    return `${asked}: ${where} denies it, and an explicit deny always wins.`;
  if (decision.verdict === 'allowed') {
    return where === undefined ? `${asked}.` : `${asked}: ${where} allows it (${grants.rule}).`;
  }
  return `${asked}: no statement of the ${name} allows it (${grants.rule}).`;
}

function obstacleSentences({ decision, obstacles }: Facts): string[] {
  const others = obstacles.filter((obstacle) => !isReported(obstacle, decision));
  if (others.length === 0) return [];
  return [`Beside that it is refused by: ${others.map(obstacleName).join('; ')}.`];
}

function isReported(obstacle: Obstacle, decision: Facts['decision']): boolean {
  if (obstacle.type !== decision.by || obstacle.verdict !== decision.verdict) return false;
  const { statement } = obstacle;
  return (
    statement === undefined ||
    (statement.source === decision.statement?.source && statement.index === decision.statement.index)
  );
}

export function obstacleName({ type, verdict, target, statement }: Obstacle): string {
  const level = target === undefined ? '' : ` at ${target}`;
  if (verdict === 'explicitDeny' && statement !== undefined)
    return `${statementName(statement)}${level} (explicit deny)`;
  return `${TYPE_NAMES[type]}${level} (nothing allows it)`;
}

/** Allows that failed by their conditions alone: what a reader most often looks for. */
function nearMissSentences({ decision, types }: Facts): string[] {
  if (decision.verdict !== 'implicitDeny') return [];
  return types
    .filter((type) => type.type === decision.by)
    .flatMap((type) => type.documents)
    .flatMap(({ source, statements }) =>
      statements
        .filter((statement) => statement.effect === 'Allow' && statement.failed === 'condition')
        .map((statement) => {
          const name = capitalized(statementName({ source, ...statement }));
          return `${name} would allow it but for ${conditionsOf(statement)}.`;
        }),
    );
}

function conditionsOf({ conditions }: StatementTrace): string {
  const told = conditions
    .filter(({ satisfied }) => !satisfied)
    .map((one) => {
      const has = one.requestValues?.join(', ') ?? 'the request has no such key';
      return `its condition ${one.operator} on ${one.key} (${has})`;
    });
  return told.join(' and ');
}

export function capitalized(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** `statement 2 of the inline policy "p"`, a statement with a Sid by it. */
export function statementName(at: { source: PolicySource; index: number; sid?: string }): string {
  const statement =
    at.sid === undefined || at.sid === '' ? `statement ${at.index + 1}` : `statement "${at.sid}"`;
  return `${statement} of the ${at.source.kind} policy "${at.source.name}"`;
}

function callerName(caller: Principal): string {
  if ('provider' in caller) return `A caller from ${caller.provider}`;
  return caller.kind === 'anonymous' ? 'An anonymous caller' : nameOfCaller(caller);
}
