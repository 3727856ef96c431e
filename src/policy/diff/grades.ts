/** How principal elements name callers: what a statement that says nothing else is worth to them. */
import { decide } from '../decide.ts';
import type { PolicyKind } from '../issue.ts';
import type { Caller } from './callers.ts';
import type { Effort } from './effort.ts';
import { ownerFor, type Setting } from './givens.ts';
import { NO_CONTEXT, policySaying } from './probe.ts';
import { principalKey, type Rule } from './rules.ts';

const NOBODY: unique symbol = Symbol('nobody');

/**
 * Asks the engine what a rule without action, resource and conditions decides for a caller in each setting, against no
 * rule at all (of a Deny: against an Allow for everyone). `undefined`: the rule makes no difference to the caller.
 */
export function gradesBy(kind: PolicyKind, settings: readonly Setting[], whole: Effort) {
  const effort = whole.share(0.3);
  const remembered = new Map<string, Map<Caller, string | typeof NOBODY>>();
  return ({ effect, principal }: Rule, caller: Caller): string | undefined => {
    const key = `${effect} ${principalKey(principal)}`;
    const known = remembered.get(key) ?? new Map<Caller, string | typeof NOBODY>();
    remembered.set(key, known);
    const found = known.get(caller);
    if (found !== undefined) return found === NOBODY ? undefined : found;
    if (!effort.take(40 * settings.length)) {
      effort.fallShort('principals');
      return undefined;
    }
    const grade = gradeOf({ effect, principal }, caller);
    known.set(caller, grade);
    return grade === NOBODY ? undefined : grade;
  };

  function gradeOf(saying: Pick<Rule, 'effect' | 'principal'>, caller: Caller): string | typeof NOBODY {
    const silent = policySaying(kind, []);
    const speaking = policySaying(kind, [saying]);
    const verdicts = settings
      .filter((setting) => setting.fits(caller.principal))
      .map((setting) => {
        const resourceAccount = ownerFor(setting, caller.principal);
        const request = {
          principal: caller.principal,
          action: 's3:GetObject',
          resource: '*',
          resourceAccount,
          context: NO_CONTEXT,
        };
        const [without, withRule] = [silent, speaking].map(
          (policy) => decide(request, setting.setsWith([policy])).verdict,
        );
        return [without, withRule];
      });
    const makesDifference = verdicts.some(([without, withRule]) => without !== withRule);
    return makesDifference ? verdicts.map(([, withRule]) => withRule).join() : NOBODY;
  }
}
