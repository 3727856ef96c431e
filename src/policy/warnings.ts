import type { PolicyDocument } from './document.ts';
import type { IssueList } from './issue.ts';
import type { JsonNode } from './json.ts';

export function warnAbout(_document: PolicyDocument, _root: JsonNode | undefined, _issues: IssueList): void {}
