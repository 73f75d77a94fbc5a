/** What a subscription delivers, gathered while the last batch is still being worked on. */
import { setImmediate as immediate, setTimeout as wait } from 'node:timers/promises';
import type { Delivery } from '@event-store';

/** Enough for the next batch, so that the subscription is held back when work is slower. */
const MOST_GATHERED = 4_000;

/** Turns without anything new, after which nothing more is waited for: of the loop when level, of a millisecond before. */
const IDLE_TURNS = { level: 3, catchingUp: 25 };

export class Inbox {
  readonly #gathered: Delivery[] = [];
  #reachedEnd = false;
  #failure: { readonly error: unknown } | undefined;
  #news = false;
  #wake: (() => void) | undefined;
  #room: (() => void) | undefined;

  /** Takes from a subscription until it ends or fails. */
  fill(deliveries: AsyncIterable<Delivery>): void {
    void this.#pump(deliveries);
  }

  /** For the subscription to tell that everything stored has been delivered. */
  reachEnd(): void {
    this.#reachedEnd = true;
    this.poke();
  }

  /** For the subscription to tell that it broke, and that more may be stored. */
  lose(): void {
    this.#reachedEnd = false;
    this.poke();
  }

  /** Everything stored has been delivered and taken. */
  get level(): boolean {
    return this.#reachedEnd && this.#gathered.length === 0;
  }

  get waiting(): number {
    return this.#gathered.length;
  }

  /** Recorded when, of those that wait, the first was; epoch milliseconds, undefined where none waits. */
  get earliest(): number | undefined {
    const times = this.#gathered.flatMap((one) => ('metadata' in one ? Date.parse(one.metadata.recordedAt) : []));
    return times.length === 0 ? undefined : Math.min(...times);
  }

  /** The next of them that are not beyond a position, at most so many. Throws what the subscription failed with. */
  take(most: number, upTo?: bigint): readonly Delivery[] {
    let count = Math.min(most, this.#gathered.length);
    if (upTo !== undefined) while (count > 0 && (this.#gathered[count - 1]?.position ?? 0n) > upTo) count -= 1;
    const taken = this.#gathered.splice(0, count);
    this.#room?.();
    if (taken.length === 0 && this.#gathered.length === 0 && this.#failure) throw this.#failure.error;
    return taken;
  }

  /**
   * Gives what is on its way some time to arrive, as long as it does: a database in this very process lets nothing in while
   * it works, and ten batches of one event cost ten times as much as one of ten. Live, that is a few turns of the loop; before
   * that nobody waits for an event, and a store on a busy machine may pause.
   */
  async gather(enough: number): Promise<void> {
    for (let idle = 0; idle < this.#patience && this.#gathered.length < enough; ) {
      const before = this.#gathered.length;
      await (this.#reachedEnd ? immediate() : wait(1));
      idle = this.#gathered.length > before ? 0 : idle + 1;
    }
  }

  get #patience(): number {
    if (this.#failure) return 0;
    return this.#reachedEnd ? IDLE_TURNS.level : IDLE_TURNS.catchingUp;
  }

  /** Waits until something happens, or so many milliseconds; returns at once where something has since the last wait. */
  async change(ms: number): Promise<void> {
    if (!this.#news) {
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, ms);
        this.#wake = () => {
          clearTimeout(timer);
          resolve();
        };
      });
      this.#wake = undefined;
    }
    this.#news = false;
  }

  /** Ends a wait. */
  poke(): void {
    this.#news = true;
    this.#wake?.();
  }

  /** Nothing is taken any more: lets go of a subscription that was held back. */
  end(): void {
    this.#room?.();
    this.poke();
  }

  async #pump(deliveries: AsyncIterable<Delivery>): Promise<void> {
    try {
      for await (const delivery of deliveries) {
        this.#gathered.push(delivery);
        this.poke();
        if (this.#gathered.length >= MOST_GATHERED) {
          await new Promise<void>((resolve) => {
            this.#room = resolve;
          });
        }
      }
    } catch (error) {
      this.#failure = { error };
    }
    this.poke();
  }
}
