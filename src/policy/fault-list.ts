import { type FaultCode, wordingOf } from './faults.ts';
import { IssueList, type Place, type PolicyKind } from './issue.ts';
import type { JsonObject } from './json-node.ts';
import { SourceText } from './source-text.ts';

/** Where readers put what they find, in the words of the document's kind. */
export class Faults {
  readonly kind: PolicyKind;
  readonly source: SourceText;
  readonly issues: IssueList;

  constructor(text: string, kind: PolicyKind) {
    this.kind = kind;
    this.source = new SourceText(text);
    this.issues = new IssueList(this.source);
  }

  add(code: FaultCode, place: Place, hint: string, subject = '', issueCode: string = code): void {
    const { rank, message } = wordingOf(this.kind, code, subject);
    this.issues.error(rank, issueCode, message, place, hint);
  }

  /** Elements that an object of this sort does not have. */
  refuseOthers(object: JsonObject, known: ReadonlySet<string>): void {
    for (const { key, keyStart, value } of object.members) {
      if (known.has(key)) continue;
      const hint = 'There is no element of this name here; names are spelt with regard to case.';
      this.add('syntax', { pointer: value.pointer, start: keyStart }, hint, key, 'unknown-element');
    }
  }
}
