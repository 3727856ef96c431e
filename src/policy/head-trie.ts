/**
 * Which of many things can speak about a text, by what they want it to begin with, or to be. Asking costs what the text
 * is long, and not how many there are.
 */

/** The things that want one beginning, and the entry of the next shorter beginning that somebody wants. */
export interface Entry {
  /** In ascending order. */
  readonly values: readonly number[];
  readonly shorter: Entry | undefined;
}

interface MutableEntry {
  readonly values: number[];
  shorter: Entry | undefined;
}

/** A place in the tree; `label` leads to it. */
interface Place {
  label: string;
  children: Map<number, Place> | undefined;
  beginning: MutableEntry | undefined;
  whole: MutableEntry | undefined;
}

const placeOf = (label: string): Place => ({
  label,
  children: undefined,
  beginning: undefined,
  whole: undefined,
});

const EMPTY: Entry = { values: [], shorter: undefined };

export class HeadTrie {
  readonly #root = placeOf('');
  /** Whether the entries know the shorter ones. */
  #isLinked = true;

  /** Adds a thing that wants texts that begin so. Values are added in ascending order. */
  addHead(head: string, value: number): void {
    const place = this.#placeOf(head);
    place.beginning = withValue(place.beginning, value);
    this.#isLinked = false;
  }

  /** Adds a thing that wants this one text. */
  addExact(text: string, value: number): void {
    const place = this.#placeOf(text);
    place.whole = withValue(place.whole, value);
    this.#isLinked = false;
  }

  /** The entry of the longest beginning; it leads to those of all shorter ones. */
  find(text: string): Entry {
    if (!this.#isLinked) this.#link();
    let place = this.#root;
    let entry: Entry = place.beginning ?? EMPTY;
    for (let at = 0; at < text.length; ) {
      const child = place.children?.get(text.charCodeAt(at));
      if (child === undefined || !text.startsWith(child.label, at)) return entry;
      at += child.label.length;
      place = child;
      if (child.beginning !== undefined) entry = child.beginning;
    }
    return place.whole ?? entry;
  }

  #placeOf(text: string): Place {
    let place = this.#root;
    for (let at = 0; at < text.length; ) {
      place.children ??= new Map();
      const unit = text.charCodeAt(at);
      const child = place.children.get(unit);
      if (child === undefined) {
        const leaf = placeOf(text.slice(at));
        place.children.set(unit, leaf);
        return leaf;
      }
      const shared = sharedLength(child.label, text, at);
      place = shared === child.label.length ? child : split(place, child, shared);
      at += shared;
    }
    return place;
  }

  #link(): void {
    const open: [Place, Entry | undefined][] = [[this.#root, undefined]];
    for (let next = open.pop(); next !== undefined; next = open.pop()) {
      const [place, above] = next;
      if (place.beginning !== undefined) place.beginning.shorter = above;
      const below = place.beginning ?? above;
      if (place.whole !== undefined) place.whole.shorter = below;
      for (const child of place.children?.values() ?? []) open.push([child, below]);
    }
    this.#isLinked = true;
  }
}

/** A thing that wants a beginning in two ways wants it once. */
function withValue(entry: MutableEntry | undefined, value: number): MutableEntry {
  if (entry === undefined) return { values: [value], shorter: undefined };
  if (entry.values.at(-1) !== value) entry.values.push(value);
  return entry;
}

/** How many units of the label the text has at a place. */
function sharedLength(label: string, text: string, at: number): number {
  let shared = 0;
  while (shared < label.length && label.charCodeAt(shared) === text.charCodeAt(at + shared)) shared++;
  return shared;
}

/** Puts a place in the middle of a label. */
function split(parent: Place, child: Place, length: number): Place {
  const middle = placeOf(child.label.slice(0, length));
  middle.children = new Map([[child.label.charCodeAt(length), child]]);
  parent.children!.set(child.label.charCodeAt(0), middle);
  child.label = child.label.slice(length);
  return middle;
}
