/** Lines that are legs of one call, brought together though others stand between them. */
import type { BadRow, Row } from './rows';

/** A leg is written when it ends, so legs of one call stand near each other; no more lines, and characters, are held than these. */
const MOST_HELD = { rows: 20_000, characters: 64 * 1024 * 1024 };

interface Group {
  readonly rows: Row[];
  readonly keys: Set<string>;
}

class Groups {
  readonly #groups = new Set<Group>();
  readonly #byKey = new Map<string, Group>();
  #held = 0;
  #characters = 0;

  get full(): boolean {
    return this.#held > MOST_HELD.rows || this.#characters > MOST_HELD.characters;
  }

  /** Puts a row with those that share a key with it, which may bring groups together. */
  add(row: Row, keys: readonly string[]): void {
    const known = [...new Set(keys.flatMap((key) => this.#byKey.get(key) ?? []))];
    const group = known[0] ?? { rows: [], keys: new Set<string>() };
    const own = (key: string): void => {
      group.keys.add(key);
      this.#byKey.set(key, group);
    };
    for (const other of known.slice(1)) {
      group.rows.push(...other.rows);
      for (const key of other.keys) own(key);
      this.#groups.delete(other);
    }
    group.rows.push(row);
    for (const key of keys) own(key);
    this.#characters += row.text.length;
    this.#groups.add(group);
    this.#held += 1;
  }

  /** Lets go of the group that was begun first. */
  takeOldest(): readonly Row[] | undefined {
    const [oldest] = this.#groups;
    if (!oldest) return undefined;
    this.#groups.delete(oldest);
    for (const key of oldest.keys) this.#byKey.delete(key);
    this.#held -= oldest.rows.length;
    for (const { text } of oldest.rows) this.#characters -= text.length;
    return oldest.rows.sort((a, b) => a.line - b.line);
  }
}

/** Yields the legs of each call together, in the order in which calls first appear; `keysOf` names what legs share. */
export async function* joinLegs(
  rows: AsyncIterable<Row | BadRow>,
  keysOf: (row: Row) => readonly string[],
): AsyncGenerator<readonly Row[] | BadRow> {
  const groups = new Groups();
  for await (const row of rows) {
    if ('wrong' in row) yield row;
    else groups.add(row, keysOf(row));
    const oldest = groups.full ? groups.takeOldest() : undefined;
    if (oldest) yield oldest;
  }
  for (let oldest = groups.takeOldest(); oldest; oldest = groups.takeOldest()) yield oldest;
}
