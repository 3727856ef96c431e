/**
 * Pages of a list, as IAM cuts them: MaxItems 1…1000 (100 by default), an opaque Marker, IsTruncated always present.
 * IAM API Reference, "Pagination" of each List operation.
 */

import type { TableView } from '../directory/index.ts';
import { AwsError } from '../wire/index.ts';
import type { Scope } from './operation.ts';

export interface PageInput {
  readonly Marker?: string | undefined;
  readonly MaxItems?: number | undefined;
}

export interface Page<Item> {
  readonly items: Item[];
  readonly IsTruncated: boolean;
  readonly Marker?: string;
}

const DEFAULT_PAGE = 100;

/**
 * Cuts one page. `entries(from)` lists [key, item] in ascending order of key, from the given key on (or from the
 * start); `filter` is everything of the input that shapes the list, so that a marker cannot be used with another one.
 * @throws AwsError ValidationError `Invalid Marker.` for a marker of another operation, filter, account, or of no one.
 */
export function paginate<Item>(
  scope: Pick<Scope, 'caller' | 'now' | 'markers'>,
  operation: string,
  filter: string,
  input: PageInput,
  entries: (from: string | undefined) => Iterable<readonly [key: string, item: Item]>,
): Page<Item> {
  // A page is bound to its caller too: what one principal was shown is no hint to another.
  const context = [operation, scope.caller.accountId, scope.caller.userId, filter].join('\n');
  let from: string | undefined;
  if (input.Marker !== undefined) {
    from = scope.markers.open(context, input.Marker, scope.now);
    if (from === undefined) throw new AwsError('ValidationError', 400, 'Invalid Marker.');
  }
  const limit = input.MaxItems ?? DEFAULT_PAGE;
  const items: Item[] = [];
  for (const [key, item] of entries(from)) {
    if (items.length === limit) {
      return { items, IsTruncated: true, Marker: scope.markers.mint(context, key, scope.now) };
    }
    items.push(item);
  }
  return { items, IsTruncated: false };
}

/** Keeps the entries whose item passes, without reading further than a page needs. */
export function* only<Item>(
  entries: Iterable<readonly [string, Item]>,
  keep: (item: Item) => boolean,
): Generator<readonly [string, Item]> {
  for (const entry of entries) if (keep(entry[1])) yield entry;
}

/** Entries of a plain list by their position, for lists that stand on one entity (tags, versions, policy names). */
export function* positions<Item>(list: readonly Item[], from: string | undefined): Generator<[string, Item]> {
  const start = from === undefined ? 0 : Number.parseInt(from, 36);
  for (let at = start; at < list.length; at++) yield [at.toString(36), list[at] as Item];
}

/** Entries of an index whose key begins with the prefix, in order of key: the members of one group, say. */
export function* under<Item>(
  table: TableView<Item>,
  index: string,
  prefix: string,
  from: string | undefined,
): Generator<readonly [string, Item]> {
  for (const entry of table.scan(index, from ?? prefix)) {
    if (!entry[0].startsWith(prefix)) return;
    yield entry;
  }
}
