/** `stint policy diff`. */

import { loadCatalog } from '../../policy/catalog/index.ts';
import { diff, type PolicyDifference } from '../../policy/diff/index.ts';
import type { Given } from '../command.ts';
import { CommandError, EXIT } from '../exit-codes.ts';
import { printJson, printLine } from '../output.ts';
import type { DIFF_FILES, DIFF_FLAGS } from './command.ts';
import { differenceMarkdown, differenceText } from './difference-text.ts';
import { readPolicy } from './policy-file.ts';

/** @returns 1 if more is allowed and `--fail-on-new-access` asks for that. @throws CommandError */
export async function runDiff(given: Given<typeof DIFF_FLAGS, typeof DIFF_FILES>): Promise<number> {
  const difference = await compare(given);
  if (given.json === true) printJson(difference);
  else printLine(given.markdown === true ? differenceMarkdown(difference) : differenceText(difference));
  const mayAllow = difference.newlyAllowed.length > 0 || !difference.exact;
  return given.failOnNewAccess === true && mayAllow ? EXIT.failed : EXIT.ok;
}

async function compare(given: Given<typeof DIFF_FLAGS, typeof DIFF_FILES>): Promise<PolicyDifference> {
  const [before, after] = [readPolicy(given.old, given.kind), readPolicy(given.new, given.kind)];
  const actions = given.knownActions === true ? await allActions() : undefined;
  try {
    return diff(before, after, actions === undefined ? {} : { actions });
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    throw new CommandError(`${error.message} (name the kind of both by --kind)`, EXIT.usage);
  }
}

/** Every action that AWS documents. */
async function allActions(): Promise<string[]> {
  const catalog = await loadCatalog();
  return [...catalog.prefixes].flatMap((prefix) =>
    [...(catalog.service(prefix)?.actions.values() ?? [])].map(({ name }) => name),
  );
}
