import type { AccessCase } from './access-case.ts';

/** Every copy of the value that lacks one element of one of its lists or one member of one of its objects. */
function* oneLess(value: unknown): Generator<unknown> {
  if (Array.isArray(value)) {
    for (let at = 0; at < value.length; at += 1) yield value.toSpliced(at, 1);
    for (let at = 0; at < value.length; at += 1) {
      for (const smaller of oneLess(value[at])) yield value.with(at, smaller);
    }
  } else if (value instanceof Map) {
    for (const key of value.keys()) yield new Map([...value].filter(([other]) => other !== key));
  } else if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value).filter(([, member]) => member !== undefined);
    for (const [key] of entries) yield Object.fromEntries(entries.filter(([other]) => other !== key));
    for (const [key, member] of entries) {
      for (const smaller of oneLess(member)) yield { ...value, [key]: smaller };
    }
  }
}

/**
 * Cases with a little less in them. They may be no valid cases any more (a statement without its Effect): whoever tries
 * them finds out when the engine refuses a document.
 */
export function* smallerCases({ request, sets }: AccessCase): Generator<AccessCase> {
  for (const less of oneLess(sets)) {
    // The identity set is always there, be it empty: a case without it would be made from itself for ever.
    if ('identity' in (less as object)) yield { request, sets: less as AccessCase['sets'] };
  }
  for (const context of oneLess(request.context)) {
    yield { request: { ...request, context: context as AccessCase['request']['context'] }, sets };
  }
}

/** The smallest case on the way down that still shows what the case shows. */
export function reduced(accessCase: AccessCase, shows: (smaller: AccessCase) => boolean): AccessCase {
  let smallest = accessCase;
  for (let next: AccessCase | undefined = smallest; next !== undefined; next = firstOf(smallest, shows)) {
    smallest = next;
  }
  return smallest;
}

function firstOf(from: AccessCase, shows: (smaller: AccessCase) => boolean): AccessCase | undefined {
  for (const smaller of smallerCases(from)) if (shows(smaller)) return smaller;
  return undefined;
}

/** A case as JSON that a reader can take apart. */
export function printed({ request, sets }: AccessCase): string {
  return JSON.stringify({ request, sets }, (_key, value: unknown) =>
    value instanceof Map ? Object.fromEntries(value) : value,
  );
}
