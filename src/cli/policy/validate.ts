/** `stint policy validate`. */
import { writeFileSync } from 'node:fs';
import { validateWithCatalog } from '../../policy/catalog/index.ts';
import type { PolicyFinding, Severity } from '../../policy/index.ts';
import type { Given } from '../command.ts';
import { CommandError, EXIT } from '../exit-codes.ts';
import { printable, printJson, printLine, type Style, styled } from '../output.ts';
import { version } from '../version.ts';
import type { POLICY_FILES, VALIDATE_FLAGS } from './command.ts';
import { kindOf, readPolicyText } from './policy-file.ts';
import { uriOf } from './test/sarif.ts';

type Found = PolicyFinding & { readonly file: string };

const RANKS: readonly Severity[] = ['error', 'security', 'warning', 'suggestion'];

const STYLES: Readonly<Record<Severity, Style>> = {
  error: 'red',
  security: 'magenta',
  warning: 'yellow',
  suggestion: 'cyan',
};

/** @returns 1 if there is a finding as severe as `--fail-on` says. @throws CommandError */
export async function runValidate(given: Given<typeof VALIDATE_FLAGS, typeof POLICY_FILES>): Promise<number> {
  const found: Found[] = [];
  for (const file of given.files) {
    const text = readPolicyText(file);
    const findings = await validateWithCatalog(text, given.kind ?? kindOf(text));
    found.push(...findings.map((finding) => ({ file, ...finding })));
  }
  if (given.sarif !== undefined) write(given.sarif, `${JSON.stringify(sarifLog(found), undefined, 2)}\n`);
  if (given.json === true) printJson(found);
  else printFindings(found);
  const least = RANKS.indexOf(given.failOn ?? 'error');
  return found.some(({ severity }) => RANKS.indexOf(severity) <= least) ? EXIT.failed : EXIT.ok;
}

function printFindings(found: readonly Found[]): void {
  for (const { file, line, column, severity, code, message, hint } of found) {
    const place = `${file === '-' ? 'standard input' : file}:${line}:${column}`;
    printLine(`${printable(place)}: ${styled(STYLES[severity], severity)} ${code}: ${printable(message)}`);
    printLine(`    ${printable(hint)}`);
  }
  const count = found.length;
  printLine(count === 0 ? 'Nothing found.' : count === 1 ? '1 finding.' : `${count} findings.`);
}

const LEVELS: Readonly<Record<Severity, string>> = {
  error: 'error',
  security: 'error',
  warning: 'warning',
  suggestion: 'note',
};

/** OASIS, "Static Analysis Results Interchange Format (SARIF) Version 2.1.0". */
function sarifLog(found: readonly Found[]): unknown {
  const ids = [...new Set(found.map(({ code }) => code))];
  const rules = ids.map((id) => ({ id, helpUri: found.find(({ code }) => code === id)!.docs }));
  return {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'stint policy validate', version: version(), rules } },
        columnKind: 'utf16CodeUnits',
        results: found.map(({ file, code, severity, message, hint, line, column }) => ({
          ruleId: code,
          ruleIndex: ids.indexOf(code),
          level: LEVELS[severity],
          message: { text: `${message} ${hint}` },
          locations: [
            {
              physicalLocation: {
                artifactLocation: { uri: uriOf(file) },
                region: { startLine: line, startColumn: column },
              },
            },
          ],
        })),
      },
    ],
  };
}

/** @throws CommandError */
function write(file: string, text: string): void {
  try {
    writeFileSync(file, text);
  } catch (error) {
    throw new CommandError(`${file} cannot be written: ${(error as Error).message}`);
  }
}
