/** What the engine is given: sets and requests made from fixtures. */
import { type AccessRequest, attach, contextOf, type PolicySets } from '../../src/policy/index.ts';
import { ACCOUNT, documentOf, type Layers, type Question, type Rule } from './rules.ts';

const ALICE = {
  kind: 'user',
  account: ACCOUNT,
  id: 'AIDAALICEALICEALICE1',
  arn: `arn:aws:iam::${ACCOUNT}:user/alice`,
} as const;

export function requestOf({ action, resource, context }: Pick<Question, 'action' | 'resource' | 'context'>) {
  return { principal: ALICE, action, resource, context: contextOf(context) } satisfies AccessRequest;
}

export function askedOf({ identity, boundary, session }: Layers) {
  const of = (kind: 'managed' | 'session', name: string, rules: readonly Rule[]) =>
    attach(JSON.stringify(documentOf(rules)), { kind, name });
  const sets: PolicySets = {
    identity: identity.map((rules, i) => of('managed', `identity-${i}`, rules)),
    boundary: of('managed', 'boundary', boundary),
    session: [of('session', 'session', session)],
  };
  return { sets, requestOf };
}
