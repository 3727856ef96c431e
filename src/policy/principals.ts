/** The principals that a document names, and their replacement in its text. */
import type { PolicyDocument, PrincipalEntry } from './document.ts';

/** Every principal value of a document, in the order of the text. */
export function listPrincipals(document: PolicyDocument): PrincipalEntry[] {
  return document.statements.flatMap((statement) => statement.principal?.entries ?? []);
}

/**
 * The text of a document with some of its principal values replaced and every other byte as it was. `text` is the text
 * that `document` was read from; `replace` answers the new value of an entry, or `undefined` to leave it.
 */
export function rewritePrincipals(
  text: string,
  document: PolicyDocument,
  replace: (entry: PrincipalEntry) => string | undefined,
): string {
  let rewritten = '';
  let at = 0;
  for (const entry of listPrincipals(document).toSorted((a, b) => a.start.offset - b.start.offset)) {
    const value = replace(entry);
    if (value === undefined) continue;
    rewritten += text.slice(at, entry.start.offset) + JSON.stringify(value);
    at = entry.end.offset;
  }
  return rewritten + text.slice(at);
}
