/** What a process manager does again and again, one round after the other, until it is stopped. */
import { setTimeout as wait } from 'node:timers/promises';

export interface RoundsOptions {
  /** Between the end of a round and the next, milliseconds. */
  readonly everyMs: number;
  /** Told where a round failed; the next is made all the same. */
  readonly failed: (error: unknown) => void;
}

export class Rounds {
  readonly #ended = new AbortController();
  #running: Promise<void> | undefined;

  constructor(
    private readonly round: (signal: AbortSignal) => Promise<void>,
    private readonly options: RoundsOptions,
  ) {}

  start(): void {
    this.#running ??= this.#run(this.#ended.signal);
  }

  /** Resolves when nothing is under way any more. */
  async stop(): Promise<void> {
    this.#ended.abort();
    await this.#running;
  }

  async #run(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      try {
        await this.round(signal);
      } catch (error) {
        this.options.failed(error);
      }
      await wait(this.options.everyMs, undefined, { signal }).catch(() => undefined);
    }
  }
}

export const nameOf = (error: unknown): string => (error instanceof Error ? error.name : typeof error);
