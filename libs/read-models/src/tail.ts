/**
 * The newest changes of each feed, as the engine in this process has just committed them: readers who are level need not ask
 * the database, which may be busy with the next batch.
 */
import type { FeedEntry } from './feed';

/** A change, and whose feed it is in. */
export interface Told extends FeedEntry {
  readonly projection: string;
}

/** Of one feed; who is further behind reads the database. */
const MOST_HELD = 1_000;

export class Tail {
  readonly #held = new Map<string, Told[]>();
  /** Called when there is something new. */
  onNews: () => void = () => undefined;

  /** Takes what was committed, in order. */
  take(told: readonly Told[]): void {
    for (const one of told) {
      const held = this.#held.get(one.projection) ?? [];
      // Somebody else led in between, or the feed is another one: what was held leads nowhere.
      if (held.at(-1)?.cursor !== one.cursor - 1n) held.length = 0;
      held.push(one);
      if (held.length > 2 * MOST_HELD) held.splice(0, held.length - MOST_HELD);
      this.#held.set(one.projection, held);
    }
    if (told.length > 0) this.onNews();
  }

  newest(projection: string): bigint {
    return this.#held.get(projection)?.at(-1)?.cursor ?? 0n;
  }

  /** The next changes after a cursor; undefined where those that follow it are not held here. */
  after(projection: string, cursor: bigint, limit: number): readonly FeedEntry[] | undefined {
    const held = this.#held.get(projection) ?? [];
    const first = held[0];
    if (!first || first.cursor > cursor + 1n || this.newest(projection) <= cursor) return undefined;
    const from = Number(cursor + 1n - first.cursor);
    return held.slice(from, from + limit);
  }
}
