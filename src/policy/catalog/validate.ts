/** The check of a policy against the services that it names. */
import type { PolicyKind } from '../issue.ts';
import { parseJson } from '../json.ts';
import type { JsonObject } from '../json-node.ts';
import { ANY_SIZE, parse } from '../parse.ts';
import { type DocumentSubject, subjectOf } from '../validate/subject.ts';
import { type PolicyFinding, type ValidateOptions, validate } from '../validate/validate.ts';
import { keyOwners } from './directory.mjs';
import { loadCatalog } from './load.ts';

/**
 * As `validate`, with what is known of the services: loads those that the policy names in its actions, resources and
 * condition keys, and no others.
 */
export async function validateWithCatalog(
  text: string,
  kind: PolicyKind,
  options: Omit<ValidateOptions, 'services'> = {},
): Promise<PolicyFinding[]> {
  return validate(text, kind, { ...options, services: await loadCatalog(servicesOf(text, kind)) });
}

/** The prefixes of the services that a policy names; those that do not exist are among them. */
export function servicesOf(text: string, kind: PolicyKind): Set<string> {
  const { document } = parse(text, kind, ANY_SIZE);
  const named = new Set<string>();
  if (document === undefined) return named;
  for (const part of namedParts(subjectOf(document, parseJson(text) as JsonObject))) {
    named.add(part);
    for (const owner of keyOwners[part] ?? []) named.add(owner);
  }
  return named;
}

function* namedParts({ statements }: DocumentSubject): Iterable<string> {
  for (const { action, resource, conditions } of statements) {
    for (const { text } of action.values) yield text.split(':', 1)[0]!.toLowerCase();
    for (const { text } of resource?.values ?? []) yield text.split(':', 3)[2] ?? '';
    for (const { lowerKey } of conditions) yield lowerKey.slice(0, Math.max(0, lowerKey.indexOf(':')));
  }
}
