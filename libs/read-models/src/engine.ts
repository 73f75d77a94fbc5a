/** Keeps the read models: waits to lead, leads, and begins again by itself whatever ended that. */
import { setTimeout as wait } from 'node:timers/promises';
import { type Database, DatabaseAway } from './database';
import { caseFacts } from './projections/case-facts';
import { describe, Reign, type ReignOptions } from './reign';

export interface EngineOptions extends Omit<ReignOptions, 'database'> {
  readonly database: Database;
}

const FIRST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 2_000;

export class Engine {
  readonly #stop = new AbortController();
  #running: Promise<void> = Promise.resolve();
  #reign: Reign | undefined;

  constructor(private readonly options: EngineOptions) {}

  start(): void {
    this.#running = this.#run();
  }

  async stop(): Promise<void> {
    this.#stop.abort();
    await this.#running;
  }

  /** For when the clock was set, or somebody wishes something. */
  poke(): void {
    this.#reign?.poke();
  }

  async #run(): Promise<void> {
    const { signal } = this.#stop;
    const { log } = this.options;
    let failures = 0;
    while (!signal.aborted) {
      try {
        await this.#lead(() => {
          failures = 0;
        });
      } catch (error) {
        if (signal.aborted) return;
        failures += 1;
        const away = error instanceof DatabaseAway;
        // Once when it begins, and now and then while it lasts.
        if (failures % 30 === 1) {
          log[away ? 'warn' : 'error']({ msg: 'the read models pause and go on by themselves', ...describe(error) });
        }
        const pause = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** failures);
        await wait(pause * (0.5 + Math.random() / 2), undefined, { signal }).catch(() => undefined);
      }
    }
  }

  async #lead(worked: () => void): Promise<void> {
    const { signal } = this.#stop;
    const session = await this.options.database.lead(signal);
    if (!session) return;
    this.options.log.info({ msg: 'this service keeps the read models from now on' });
    try {
      // The facts come first, for all others build upon them.
      const projections = [caseFacts, ...this.options.projections];
      this.#reign = new Reign(session, { ...this.options, projections });
      await this.#reign.last(signal, worked);
    } finally {
      this.#reign = undefined;
      await session.close();
    }
  }
}
