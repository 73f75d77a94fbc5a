/** Knows how far the projections are, by what their leader tells everybody who shares the database. */
import type { ReadableDatabase } from './database';
import type { Progress, ProjectionProgress } from './progress';

/** A leader says something every second, but while it puts a rebuilt projection in its place; after so long there is none. */
const SILENCE_MS = 15_000;

export class Watch {
  #progress: Progress | undefined;
  #heardAt = Number.NEGATIVE_INFINITY;
  readonly #waiters = new Set<() => void>();

  constructor(database: ReadableDatabase) {
    database.listen((message) => this.#hear(message));
  }

  /** What was said last; undefined where nobody leads. */
  get progress(): Progress | undefined {
    return performance.now() - this.#heardAt > SILENCE_MS ? undefined : this.#progress;
  }

  of(name: string): ProjectionProgress | undefined {
    return this.progress?.projections[name];
  }

  /** Waits until the test holds, at most so many milliseconds or until the signal aborts; answers whether it does. */
  async until(test: () => boolean, ms: number, signal?: AbortSignal): Promise<boolean> {
    const end = performance.now() + ms;
    while (!test()) {
      const left = end - performance.now();
      if (left <= 0 || signal?.aborted) return false;
      await this.#news(left, signal);
    }
    return true;
  }

  #news(ms: number, signal: AbortSignal | undefined): Promise<void> {
    return new Promise((resolve) => {
      const done = () => {
        clearTimeout(timer);
        this.#waiters.delete(done);
        signal?.removeEventListener('abort', done);
        resolve();
      };
      const timer = setTimeout(done, ms);
      this.#waiters.add(done);
      signal?.addEventListener('abort', done, { once: true });
    });
  }

  #hear(message: string | undefined): void {
    if (message !== undefined) {
      const progress = parsed(message);
      if (!progress) return;
      this.#progress = progress;
      this.#heardAt = performance.now();
    }
    this.wake();
  }

  /** Lets all who wait look again. */
  wake(): void {
    for (const wake of [...this.#waiters]) wake();
  }
}

/** Anybody who shares the database can say anything on the channel; undefined where it is no word of a leader. */
function parsed(message: string): Progress | undefined {
  try {
    const said: unknown = JSON.parse(message);
    return isProgress(said) ? said : undefined;
  } catch {
    return undefined;
  }
}

const isProgress = (said: unknown): said is Progress =>
  typeof said === 'object' &&
  said !== null &&
  'at' in said &&
  'projections' in said &&
  typeof said.projections === 'object' &&
  said.projections !== null;
