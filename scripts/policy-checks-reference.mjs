// Writes docs/reference/policy-checks.md: the checks of `validate`, with examples. Run by `npm run reference`.
import { writeFileSync } from 'node:fs';

const SEVERITIES = {
  error: 'A part of the policy does not work, or AWS refuses it.',
  security: 'The policy allows more than is safe.',
  warning: 'The policy probably does not do what it seems to.',
  suggestion: 'The policy could be written better.',
};

/** Longer examples say nothing more. */
const SHOWN = 700;

/** The width that this page keeps to. */
const LINE_WIDTH = 110;

/** JSON on one line where it fits, else a member or an item a line. */
function layOut(value, indent = '') {
  const line = JSON.stringify(value, undefined, 1).replaceAll(/\n */g, ' ');
  if (typeof value !== 'object' || value === null || indent.length + line.length <= LINE_WIDTH) return line;
  const inner = `${indent}  `;
  const items = Object.entries(value)
    .filter(([, item]) => item !== undefined)
    .map(
      ([key, item]) =>
        `${inner}${Array.isArray(value) ? '' : `${JSON.stringify(key)}: `}${layOut(item, inner)}`,
    );
  const [open, close] = Array.isArray(value) ? '[]' : '{}';
  return `${open}\n${items.join(',\n')}\n${indent}${close}`;
}

function shown(policy) {
  const text = typeof policy === 'string' ? policy : layOut(policy);
  const short =
    text.length > SHOWN ? (typeof policy === 'string' ? policy : JSON.stringify(policy)).slice(0, 160) : text;
  // A text that is no policy, or too long to be shown whole, is shown on one line.
  return short === text && typeof policy !== 'string'
    ? `\`\`\`json\n${text}\n\`\`\``
    : `\`\`\`text\n${text.length > SHOWN ? `${short} … (${text.length} characters)` : text}\n\`\`\``;
}

function section(check, examples) {
  const [example] = examples;
  return [
    `### ${check.code}`,
    '',
    `**${check.title}** · ${check.severity} · ${check.kinds.length === 8 ? 'all kinds' : check.kinds.join(', ')}${check.catalog ? ' · needs the catalogue' : ''}${check.quick ? ' · also a warning of `parse`' : ''}`,
    '',
    `${check.why} ${check.mend} [AWS](${check.docs})`,
    '',
    `Found at \`${example.at === '' ? 'the document' : example.at}\` (${example.kind}):`,
    '',
    shown(example.bad),
    '',
    'As it should be:',
    '',
    shown(example.good),
  ].join('\n');
}

export function policyChecksReference(groups, examples) {
  const all = groups.flatMap(({ checks }) => checks);
  const counts = Object.entries(SEVERITIES).map(([severity, meaning]) => {
    const count = all.filter((check) => check.severity === severity).length;
    return `| ${severity} | ${count} | ${meaning} |`;
  });
  return [
    '# Policy checks',
    '',
    `What \`validate\` of \`stint/policy\` looks for: ${all.length} checks. Codes follow the names of IAM Access Analyzer's`,
    'policy checks where it has the same one. Checks that need the catalogue of services run with',
    '`validateWithCatalog` of `stint/policy/catalog`. This page is generated: `npm run reference`.',
    '',
    '| severity | checks | meaning |',
    '|---|---|---|',
    ...counts,
    '',
    ...groups.flatMap(({ title, checks }) => [
      `## ${title}`,
      '',
      ...checks.flatMap((check) => [section(check, examples[check.code]), '']),
    ]),
  ].join('\n');
}

if (process.argv[1] === new URL(import.meta.url).pathname) {
  const { ALL_GROUPS } = await import('../dist/policy/validate/reference.js');
  const { EXAMPLES } = await import('../dist/policy/validate/examples/index.js');
  writeFileSync('docs/reference/policy-checks.md', policyChecksReference(ALL_GROUPS, EXAMPLES));
}
