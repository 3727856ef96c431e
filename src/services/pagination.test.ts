import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { account } from '../../test/fixtures/account.ts';
import { asRoot } from '../../test/fixtures/caller.ts';
import { refusal } from '../../test/fixtures/run.ts';
import type { Markers } from './operation.ts';
import { only, paginate, positions, under } from './pagination.ts';

/** Markers in clear text. */
const markers: Markers = {
  mint: (context, position) => JSON.stringify([context, position]),
  open: (context, marker) => {
    const [bound, position] = JSON.parse(marker) as [string, string];
    return bound === context ? position : undefined;
  },
};

const { state } = account().user('alice');
const scope = { caller: asRoot(state), now: 0, markers };

/** All pages of a list, as a client gathers them. */
function gather<Item>(
  MaxItems: number | undefined,
  entries: (from: string | undefined) => Iterable<readonly [string, Item]>,
) {
  const items: Item[] = [];
  let pages = 0;
  let Marker: string | undefined;
  do {
    const page = paginate(scope, 'List', 'filter', { MaxItems, Marker }, entries);
    expect(page.items.length).toBeLessThanOrEqual(MaxItems ?? 100);
    expect(page.IsTruncated).toBe(page.Marker !== undefined);
    items.push(...page.items);
    pages++;
    Marker = page.Marker;
  } while (Marker !== undefined);
  return { items, pages };
}

describe('a list in pages', () => {
  it('is the list, whatever the size of the pages', () => {
    fc.assert(
      fc.property(
        fc.array(fc.string(), { maxLength: 250 }),
        fc.integer({ min: 1, max: 1000 }),
        (list, size) => {
          const { items, pages } = gather(size, (from) => positions(list, from));
          expect(items).toEqual(list);
          expect(pages).toBe(Math.max(1, Math.ceil(list.length / size)));
        },
      ),
      { numRuns: 50 },
    );
  });

  it('has a hundred entries a page unless said otherwise', () => {
    const list = Array.from({ length: 101 }, (_, i) => i);
    expect(gather(undefined, (from) => positions(list, from))).toEqual({ items: list, pages: 2 });
    expect(gather(undefined, (from) => positions(list.slice(1), from)).pages).toBe(1);
  });

  it('leaves out what the filter does not keep, and still fills its pages', () => {
    const list = Array.from({ length: 100 }, (_, i) => i);
    const odd = (from: string | undefined) => only(positions(list, from), (item) => item % 2 === 1);
    expect(gather(10, odd)).toEqual({ items: list.filter((item) => item % 2 === 1), pages: 5 });
  });

  it('stays under its prefix', () => {
    const { state: grouped } = account()
      .group('a')
      .group('b')
      .many(7, 'x', (builder, name) => builder.user(name, { groups: ['a'] }))
      .many(7, 'y', (builder, name) => builder.user(name, { groups: ['b', 'a'] }));
    for (const group of grouped.groups.values()) {
      const { items } = gather(3, (from) => under(grouped.users, 'group', `${group.id} `, from));
      expect(items.map((user) => user.name)).toEqual(
        [...grouped.users.withPrefix('group', `${group.id} `)].map((user) => user.name),
      );
      expect(items.every((user) => user.groups.includes(group.id))).toBe(true);
    }
  });

  it('goes on behind an entry that was deleted between two pages', () => {
    const first = paginate(scope, 'List', '', { MaxItems: 2 }, (from) => positions(['a', 'b', 'c'], from));
    const after = paginate(scope, 'List', '', { Marker: first.Marker }, (from) =>
      positions(['a', 'b'], from),
    );
    expect(after).toEqual({ items: [], IsTruncated: false });
  });
});

describe('case 89: a marker', () => {
  const { Marker } = paginate(scope, 'List', 'filter', { MaxItems: 1 }, (from) => positions([1, 2], from));
  const other = account('999988887777').state;

  it.each([
    ['another operation', 'Other', 'filter', scope],
    ['another filter', 'List', 'other', scope],
    ['another account', 'List', 'filter', { ...scope, caller: asRoot(other) }],
    ['another caller', 'List', 'filter', { ...scope, caller: { ...scope.caller, userId: 'AIDA' } }],
    ['a filter that reads like both', 'List\nfilter', '', scope],
  ])('does not work for %s', (_, operation, filter, used) => {
    const open = () => paginate(used, operation, filter, { Marker }, (from) => positions([1, 2], from));
    expect(refusal(open)).toBe('ValidationError 400 Invalid Marker.');
  });
});
