/** Checks of policy variables. IAM User Guide, "IAM policy elements: Variables and tags". */
import type { JsonScalar } from '../../json-node.ts';
import { allowsVariables } from '../../operator.ts';
import { parseTemplate, variablesOf } from '../../template.ts';
import { ALL, analyzer, type Check, eachStatement, type Remark, userGuide, WITH_RESOURCE } from '../check.ts';
import { globalKey, similarGlobalKey } from '../keys.ts';
import type { DocumentSubject, StatementSubject } from '../subject.ts';

/** How the text after `${` is not a variable. */
type Fault = 'brace' | 'quote' | 'empty' | 'space' | 'symbol';

/** A variable as it should be: a key, perhaps a default; or one of the three characters that are escaped so. */
const WELL_FORMED = /\$\{(?:[*?$]|[^{}$,*?'"]+(?:, '[^']*')?)\}/y;

/** The first fault of the variables in a text. */
export function faultOfVariables(text: string): Fault | undefined {
  for (let open = text.indexOf('${'); open >= 0; open = text.indexOf('${', open + 2)) {
    const fault = faultAt(text, open);
    if (fault !== undefined) return fault;
  }
  return undefined;
}

/** The rest of a malformed variable is not looked for beyond this: no key is that long. */
const LONGEST = 600;

function faultAt(text: string, open: number): Fault | undefined {
  WELL_FORMED.lastIndex = open;
  const well = WELL_FORMED.exec(text)?.[0];
  const rest = text.slice(open + 2, open + LONGEST);
  const inner = well?.slice(2, -1) ?? /^[^}]*?(?=\}|\$\{|$)/.exec(rest)![0];
  const [name = ''] = inner.split(',', 1);
  if (well === undefined && rest[inner.length] !== '}') return 'brace';
  if (name.trim() === '') return 'empty';
  if (name !== name.trim() || (name.includes(' ') && !name.includes('/'))) return 'space';
  if (well !== undefined) return undefined;
  return inner.includes(',') ? 'quote' : 'symbol';
}

/** Values in which variables have a meaning: resources, and what String and Arn operators compare. */
function* readValues({ resource, conditions }: StatementSubject): Iterable<JsonScalar> {
  yield* resource?.values ?? [];
  for (const { operator, values } of conditions) if (allowsVariables(operator.base.type)) yield* values;
}

function faultCheck(fault: Fault, slug: string, title: string, why: string, mend: string): Check {
  return {
    code: `variable-${slug}`,
    severity: 'error',
    title,
    kinds: ALL,
    why: `${why} The value that holds it matches nothing.`,
    mend,
    docs: analyzer(`error-${title.toLowerCase().replaceAll(' ', '-')}`),
    quick: true,
    find: ({ statements }) =>
      statements.flatMap((statement) =>
        !statement.variables
          ? []
          : [...readValues(statement)]
              .filter(({ text }) => faultOfVariables(text) === fault)
              .map((value) => ({
                at: value,
                message: `The variable in "${value.text}" is malformed, so the value matches nothing.`,
              })),
      ),
  };
}

/** Finds what is told of each variable that is read. */
function eachVariable(
  tell: (key: string, name: string) => string | false | undefined,
): (document: DocumentSubject) => Remark[] {
  return ({ statements }) =>
    statements.flatMap((statement) =>
      !statement.variables
        ? []
        : [...readValues(statement)].flatMap((value) =>
            !value.text.includes('${')
              ? []
              : variablesOf(parseTemplate(value.text, true)).flatMap(({ key, name }) => {
                  const message = tell(key, name);
                  return message ? [{ at: value, message }] : [];
                }),
          ),
    );
}

export const VARIABLE_CHECKS: readonly Check[] = [
  faultCheck(
    'brace',
    'missing-brace',
    'Missing brace in variable',
    'A variable ends with a brace.',
    'Close the variable: ${aws:username}.',
  ),
  faultCheck(
    'quote',
    'missing-quote',
    'Missing quote in variable',
    'A default stands between single quotes, after a comma and one blank.',
    "Write ${key, 'default'}.",
  ),
  faultCheck(
    'empty',
    'empty',
    'Empty variable',
    'There is no key in the braces.',
    'Name a condition key, or write ${$} if a dollar sign is meant.',
  ),
  faultCheck(
    'space',
    'with-space',
    'Unsupported space in variable',
    'Blanks stand around the key.',
    'Remove the blanks.',
  ),
  faultCheck(
    'symbol',
    'unsupported-symbol',
    'Unsupported symbol in variable',
    'What stands in the braces is no condition key.',
    'Write ${service:Key}.',
  ),
  {
    code: 'variable-unsupported-element',
    severity: 'error',
    title: 'Variable unsupported in element',
    kinds: ALL,
    mend: 'Use a wildcard in that part, and a condition.',
    docs: analyzer('error-variable-unsupported-in-element'),
    quick: true,
    find: ({ statements }) =>
      statements.flatMap(({ action, resource, principal }) => {
        const early = (resource?.values ?? []).filter(({ text }) =>
          text.split(':', 5).some((part) => part.includes('${')),
        );
        const others = [...action.values, ...(principal?.entries ?? []).map((entry) => entry.node)];
        return [
          ...others
            .filter(({ text }) => text.includes('${'))
            .map((at) => ({ at, message: `"${at.text}" is taken for a text: no variable stands here.` })),
          ...early.map((at) => ({
            at,
            message: `A variable stands before the resource part of "${at.text}", where it is only a text.`,
          })),
        ];
      }),
  },
  {
    code: 'variable-unsupported-operator',
    severity: 'error',
    title: 'Invalid variable for operator',
    kinds: ALL,
    mend: 'Use a String or Arn operator, or write the value out.',
    docs: analyzer('error-invalid-variable-for-operator'),
    quick: true,
    find: ({ statements }) =>
      statements.flatMap(({ conditions }) =>
        conditions.flatMap(({ operator, values }) =>
          allowsVariables(operator.base.type)
            ? []
            : values
                .filter(({ text }) => text.includes('${'))
                .map((at) => ({ at, message: `${operator.name} takes "${at.text}" for a text.` })),
        ),
      ),
  },
  {
    code: 'variable-unsupported-version',
    severity: 'error',
    title: 'Variable unsupported in version',
    kinds: ALL,
    mend: 'Write "Version": "2012-10-17".',
    docs: analyzer('error-variable-unsupported-in-version'),
    quick: true,
    find: ({ statements }) =>
      statements.flatMap((statement) =>
        statement.variables
          ? []
          : [...readValues(statement)]
              .filter(({ text }) => text.includes('${'))
              .map((at) => ({
                at,
                message: `"${at.text}" is a text here: documents of 2008 know no policy variables.`,
              })),
      ),
  },
  {
    code: 'variable-of-multivalued-key',
    severity: 'error',
    title: 'Variable of a multivalued key',
    kinds: ALL,
    mend: 'Compare the key in a condition with ForAnyValue or ForAllValues.',
    docs: userGuide('reference_policies_variables#policy-vars-infotouse'),
    find: eachVariable(
      (key, name) =>
        globalKey(key)?.type.startsWith('ArrayOf') && `\${${name}} has never a value: the key holds a list.`,
    ),
  },
  {
    code: 'variable-of-unknown-key',
    severity: 'error',
    title: 'Variable of an unknown key',
    kinds: ALL,
    mend: 'Name a key that exists.',
    docs: analyzer('error-invalid-global-condition-key'),
    find: eachVariable((key, name) => {
      if (key.startsWith('aws:')) {
        if (globalKey(key) !== undefined) return undefined;
        const similar = similarGlobalKey(key);
        return `There is no global condition key ${name}.${similar === undefined ? '' : ` Did you mean ${similar}?`}`;
      }
      return !key.includes(':') && `\${${name}} names no condition key.`;
    }),
  },
  {
    code: 'variable-in-deny-without-default',
    severity: 'warning',
    title: 'Variable in a Deny',
    kinds: WITH_RESOURCE,
    mend: 'Give the variable a default, or deny by a condition on the key.',
    docs: userGuide('reference_policies_variables#policy-vars-default-values'),
    find: eachStatement(({ effect, resource, variables }) => {
      if (effect !== 'Deny' || !variables || resource === undefined || resource.not) return undefined;
      for (const at of resource.values) {
        if (!at.text.includes('${')) continue;
        const open = variablesOf(parseTemplate(at.text, true)).find(
          ({ key, fallback }) => fallback === undefined && globalKey(key)?.always !== true,
        );
        if (open !== undefined)
          return { at, message: `Callers without ${open.name} are not hit by this Deny.` };
      }
      return undefined;
    }),
  },
];
