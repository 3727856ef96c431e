/** Checks of actions that hand out what the caller does not have: iam:PassRole and iam:CreateServiceLinkedRole. */
import { analyzer, type Check, eachStatement, IDENTITY, type Severity } from '../check.ts';
import type { ElementSubject, StatementSubject } from '../subject.ts';
import { namesAction } from './actions.ts';
import { asksFor } from './condition-logic.ts';

interface HandingOut {
  readonly slug: string;
  readonly action: string;
  readonly key: string;
  readonly name: string;
  readonly severity: Severity;
  readonly section: string;
  readonly why: string;
}

const HANDING_OUT: readonly HandingOut[] = [
  {
    slug: 'pass-role',
    action: 'iam:PassRole',
    key: 'iam:PassedToService',
    name: 'Pass role',
    severity: 'security',
    section: 'security-warning',
    why: 'Who may pass every role to every service can have one act with rights that the caller lacks.',
  },
  {
    slug: 'create-slr',
    action: 'iam:CreateServiceLinkedRole',
    key: 'iam:AWSServiceName',
    name: 'Create SLR',
    severity: 'warning',
    section: 'general-warning',
    why: 'Service-linked roles of every service can be created, also of those that nobody means to use.',
  },
];

/** How the action comes to be allowed. */
type Naming = 'literal' | 'star' | 'not';

function namingOf({ action }: StatementSubject, name: string): Naming | undefined {
  const lower = name.toLowerCase();
  const matching = action.values.filter(({ text }) => namesAction(text, lower));
  if (action.not) return matching.length === 0 ? 'not' : undefined;
  if (matching.length === 0) return undefined;
  return matching.some(({ text }) => text.toLowerCase() === lower) ? 'literal' : 'star';
}

/** Whether a pattern takes in every role of some account. */
function isEveryRole(pattern: string): boolean {
  return pattern === '*' || /^arn:[^:]*:iam:[^:]*:[^:]*:(?:\*|role\/\*)$/.test(pattern);
}

function isWide(resource: ElementSubject): boolean {
  return resource.not || resource.values.some(({ text }) => isEveryRole(text));
}

const TITLES: Readonly<Record<`${Naming} ${'star' | 'not'}`, readonly [slug: string, title: string]>> = {
  'literal star': ['with-star-in-resource', 'with star in resource'],
  'star star': ['with-star-in-action-and-resource', 'with star in action and resource'],
  'not star': ['with-star-in-resource-and-not-action', 'with star in resource and NotAction'],
  'literal not': ['with-not-resource', 'with NotResource'],
  'star not': ['with-star-in-action-and-not-resource', 'with star in action and NotResource'],
  'not not': ['with-not-action-and-not-resource', 'with NotAction and NotResource'],
};

function handingOutCheck(handing: HandingOut, naming: Naming, not: boolean): Check {
  const [slug, title] = TITLES[`${naming} ${not ? 'not' : 'star'}`];
  return {
    code: `${handing.slug}-${slug}`,
    severity: handing.severity,
    title: `${handing.name} ${title}`,
    kinds: IDENTITY,
    why: handing.why,
    mend: `Name the roles, or add a condition on ${handing.key}.`,
    docs: analyzer(`${handing.section}-${handing.slug}-${slug}`),
    quick: true,
    find: eachStatement((statement) => {
      const { resource } = statement;
      if (statement.effect !== 'Allow' || resource === undefined || resource.not !== not || !isWide(resource))
        return undefined;
      // Full administrators hold everything; the finding is about grants that mean to be narrower.
      if (statement.action.values.some(({ text }) => text === '*')) return undefined;
      if (asksFor(statement, [handing.key.toLowerCase()]) || namingOf(statement, handing.action) !== naming)
        return undefined;
      return {
        at: resource.node,
        message: `The statement allows ${handing.action} on every role, for every service.`,
      };
    }),
  };
}

export const HANDING_OUT_CHECKS: readonly Check[] = HANDING_OUT.flatMap((handing) =>
  [false, true].flatMap((not) =>
    (['literal', 'star', 'not'] as const).map((naming) => handingOutCheck(handing, naming, not)),
  ),
);
