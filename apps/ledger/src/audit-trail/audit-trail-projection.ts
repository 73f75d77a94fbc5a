/** Keeps the evidence book level with the store, through one catch-up subscription, from the first event at every start. */
import { EventStore } from '@event-store';
import { Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { Problem } from '../http/problem';
import { EvidenceBook } from './evidence-book';

const PREFIXES = ['case-', 'recording-'];

export type ProjectionState = 'catching-up' | 'level' | 'stopped';

interface Waiter {
  readonly position: bigint;
  readonly wake: () => void;
}

@Injectable()
export class AuditTrailProjection implements OnApplicationBootstrap, OnApplicationShutdown {
  readonly book = new EvidenceBook();
  readonly #logger = new Logger('AuditTrail');
  readonly #stop = new AbortController();
  readonly #waiters = new Set<Waiter>();
  #state: ProjectionState = 'catching-up';
  #position = 0n;
  #drops = 0;
  #reason = '';
  #running: Promise<void> = Promise.resolve();

  constructor(private readonly store: EventStore) {}

  get state(): ProjectionState {
    return this.#state;
  }

  /** Why it has stopped: the event that it cannot take in, by stream and revision. */
  get reason(): string {
    return this.#reason;
  }

  /** How often the subscription was resumed. */
  get drops(): number {
    return this.#drops;
  }

  /** Position of the newest event taken in; 0 before the first. */
  get position(): bigint {
    return this.#position;
  }

  onApplicationBootstrap(): void {
    this.#running = this.#follow();
  }

  async onApplicationShutdown(): Promise<void> {
    this.#stop.abort();
    await this.#running;
  }

  /** Waits until the event at a position is taken in; throws `read-model-behind` after so many milliseconds. */
  async reach(position: bigint, timeoutMs: number): Promise<void> {
    if (this.#position >= position) return;
    let timer: NodeJS.Timeout | undefined;
    let waiter: Waiter | undefined;
    const reached = await new Promise<boolean>((resolve) => {
      waiter = { position, wake: () => resolve(true) };
      this.#waiters.add(waiter);
      timer = setTimeout(() => resolve(false), timeoutMs);
    });
    clearTimeout(timer);
    if (waiter) this.#waiters.delete(waiter);
    if (!reached) throw new Problem('read-model-behind', `the audit trail has not reached position ${position}`);
  }

  async #follow(): Promise<void> {
    let told = false;
    try {
      for await (const recorded of this.store.subscribe({
        prefixes: PREFIXES,
        after: undefined,
        signal: this.#stop.signal,
        onCaughtUp: () => {
          this.#state = 'level';
          told = false;
        },
        onDrop: (error) => {
          this.#state = 'catching-up';
          this.#drops += 1;
          // Until it is level again, there is nothing new to tell.
          if (!told) this.#logger.warn({ msg: 'the subscription dropped and resumes by itself', ...reasonOf(error) });
          told = true;
        },
      })) {
        if ('problem' in recorded) throw recorded.problem;
        this.book.add(recorded);
        this.#position = recorded.position;
        for (const { position, wake } of this.#waiters) if (position <= this.#position) wake();
      }
    } catch (error) {
      this.#state = 'stopped';
      this.#reason = error instanceof Error ? error.message : 'unknown error';
      this.#logger.error(`the audit trail stops here: ${this.#reason}`);
    }
  }
}

/** Names and codes only: the message of a foreign error may quote an address with its password. */
const reasonOf = (error: unknown): Record<string, unknown> => {
  const cause = error instanceof Error ? (error.cause ?? error) : undefined;
  return cause instanceof Error ? { cause: cause.name, code: Reflect.get(cause, 'code') } : {};
};
