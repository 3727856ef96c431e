/** A difference of policies, for people: on a terminal, and in Markdown for a review. */
import type {
  Given,
  PatternTerm,
  PolicyChange,
  PolicyDifference,
  RegionCondition,
  Shortfall,
  Witness,
} from '../../policy/diff/index.ts';
import { printable, styled } from '../output.ts';

const GIVENS: Readonly<Record<Given, string>> = {
  alone: 'by the policy itself',
  'beside-full-access': 'where another policy allows it',
  'same-account': 'in the account of the resource, without a policy of the caller',
  'same-account-allowed': 'in the account of the resource, where policies of the caller allow it',
  'other-account': 'from another account, where policies of the caller allow it',
  'boundary-allows-nothing': 'although a permissions boundary does not allow it',
  'boundary-allows-all': 'where a permissions boundary allows it',
};

const SHORTFALLS: Readonly<Record<Shortfall, string>> = {
  actions: 'the patterns of actions tell too many actions apart',
  resources: 'the patterns of resources tell too many resources apart',
  principals: 'too many principals are named',
  values: 'the conditions tell too many values apart, or values of several types of one key',
  variables: 'a difference hangs on policy variables, and no request was found that shows it',
  combinations: 'there are too many combinations of conditions',
};

/** Lists are cut where nobody reads on; JSON has them whole. */
const LISTED = 6;

function listed(items: readonly string[], between: string): string {
  const more = items.length - LISTED;
  const shown = more > 0 ? [...items.slice(0, LISTED), `${more} more`] : items;
  return shown.join(between);
}

function termText({ matching, except }: PatternTerm): string {
  const like = matching.join(' and ');
  return except.length === 0 ? like : `${like} except ${listed(except, ', ')}`;
}

function conditionText(condition: RegionCondition): string {
  if ('anyOf' in condition) return condition.anyOf.map(conditionText).join(' or ');
  const not = condition.holds ? '' : 'not ';
  if ('resource' in condition) return `the resource is ${not}like ${condition.resource}`;
  return `${not}${condition.operator} ${condition.key} ${listed(
    condition.values.map((value) => JSON.stringify(value)),
    ', ',
  )}`;
}

function callerText({ request }: Witness): string {
  const { principal } = request;
  if ('arn' in principal) return principal.arn;
  if (principal.kind === 'service') return principal.name;
  return principal.kind === 'anonymous' ? 'an anonymous caller' : principal.provider;
}

function exampleText(witness: Witness): string {
  const { action, resource, resourceAccount, context } = witness.request;
  const keys = Object.entries(context).map(([key, value]) => `${key}=${JSON.stringify(value)}`);
  const owner = resourceAccount === undefined ? '' : ` of account ${resourceAccount}`;
  return `${callerText(witness)} calls ${action} on ${resource}${owner}${keys.length === 0 ? '' : ` with ${keys.join(', ')}`}`;
}

interface Line {
  readonly label: string;
  readonly text: string;
}

function linesOf(change: PolicyChange): Line[] {
  const { actions, resources, principals, conditions, given, witness } = change;
  const lines: Line[] = [];
  if (resources.length > 0) lines.push({ label: 'on', text: listed(resources.map(termText), '; ') });
  if (principals.length > 0) lines.push({ label: 'for', text: listed(principals, '; ') });
  if (conditions.length > 0)
    lines.push({ label: 'when', text: conditions.map(conditionText).join('; and ') });
  lines.push({ label: 'shows', text: given.map((one) => GIVENS[one]).join('; ') });
  lines.push({ label: 'example', text: exampleText(witness) });
  return [{ label: '', text: listed(actions.map(termText), '; ') }, ...lines];
}

/** What is said below the lists. */
export function completenessText({ exact, shortfalls }: PolicyDifference): string {
  if (exact) return 'This is all: the comparison is proven to be complete.';
  return `There may be more: ${shortfalls.map((one) => SHORTFALLS[one]).join('; ')}.`;
}

const LISTS = [
  { name: 'Newly allowed', sign: '+', style: 'green', of: (one: PolicyDifference) => one.newlyAllowed },
  { name: 'Newly refused', sign: '-', style: 'red', of: (one: PolicyDifference) => one.newlyRefused },
] as const;

/** For a terminal. */
export function differenceText(difference: PolicyDifference): string {
  const blocks = LISTS.filter((list) => list.of(difference).length > 0).map(({ name, sign, style, of }) => {
    const changes = of(difference).map((change) => {
      const [first, ...rest] = linesOf(change);
      const head = styled(style, `  ${sign} ${printable(first!.text)}`);
      return [head, ...rest.map(({ label, text }) => `      ${label.padEnd(8)}${printable(text)}`)].join(
        '\n',
      );
    });
    return [styled('bold', name), ...changes].join('\n');
  });
  const said = blocks.length === 0 ? ['No request is decided differently.'] : blocks;
  return [...said, completenessText(difference)].join('\n\n');
}

/** As a code span in which nothing is markup. */
function code(text: string): string {
  const plain = printable(text);
  const longest = Math.max(0, ...(plain.match(/`+/g) ?? []).map((run) => run.length));
  const fence = '`'.repeat(longest + 1);
  const space = longest > 0 ? ' ' : '';
  return `${fence}${space}${plain}${space}${fence}`;
}

/** In Markdown. */
export function differenceMarkdown(difference: PolicyDifference): string {
  const blocks = LISTS.filter((list) => list.of(difference).length > 0).map(({ name, of }) => {
    const changes = of(difference).map((change) => {
      const [first, ...rest] = linesOf(change);
      return [`- ${code(first!.text)}`, ...rest.map(({ label, text }) => `  - ${label}: ${code(text)}`)].join(
        '\n',
      );
    });
    return [`### ${name}`, changes.join('\n')].join('\n\n');
  });
  const said = blocks.length === 0 ? ['No request is decided differently.'] : blocks;
  return [...said, completenessText(difference)].join('\n\n');
}
