/**
 * Follows what is recorded of persons and does to their keys what the events say: block, unblock, destroy. Every service does,
 * so that none goes on showing what it has read; a key database that was brought back from a backup is told everything again
 * that came after it. It begins before the service answers anybody.
 */
import { setTimeout as wait } from 'node:timers/promises';
import { isPersonEvent, type PersonEvent } from '@case';
import type { EventStore } from '@event-store';
import type { KeyChange, KeyStore } from '@personal-data';

const PREFIXES = ['person-'];
/** Where the keys or the store cannot be reached, it is tried again after so long. */
const AGAIN_MS = 500;

export interface KeyKeeperOptions {
  readonly store: EventStore;
  readonly keys: KeyStore;
  /** Lets go of everything that was opened so far. */
  readonly forget: () => void;
  /** Told where it cannot go on: whoever is to be hidden would be shown. */
  readonly fail: (error: unknown) => void;
  readonly logger: { warn(entry: object): void; error(entry: object): void };
}

export class KeyKeeper {
  readonly #ended = new AbortController();
  #running: Promise<void> | undefined;
  #position = -1n;
  #waiting: { readonly position: bigint; readonly reached: () => void }[] = [];
  #level = false;

  constructor(private readonly options: KeyKeeperOptions) {}

  /** Whether everything that was stored when it began is done to the keys: before that nobody may be answered. */
  get level(): boolean {
    return this.#level;
  }

  /** Resolves when it is level. */
  start(): Promise<void> {
    return new Promise((resolve) => {
      this.#running ??= this.#run(resolve);
    });
  }

  /** Resolves when what the event at this position says is done here; throws after so many milliseconds. */
  async reached(position: bigint, patienceMs: number): Promise<void> {
    if (this.#position >= position) return;
    const over = AbortSignal.any([this.#ended.signal, AbortSignal.timeout(patienceMs)]);
    await new Promise<void>((resolve, reject) => {
      over.addEventListener('abort', () => reject(new Error('the keys were not reached in time')), { once: true });
      this.#waiting.push({ position, reached: resolve });
    });
  }

  async stop(): Promise<void> {
    this.#ended.abort();
    await this.#running;
  }

  async #run(level: () => void): Promise<void> {
    const { signal } = this.#ended;
    const { store, keys } = this.options;
    try {
      const { after, head } = await this.#patiently(() => this.#begin());
      const onCaughtUp = (): void => {
        if (this.#level) return;
        this.#level = true;
        if (head !== undefined) this.#pass(head);
        // The next start need not look through all of this again.
        if (head !== undefined) void keys.passed(head).catch(() => undefined);
        level();
      };
      const onDrop = (): void => undefined;
      for await (const given of store.subscribe({ prefixes: PREFIXES, after, signal, onCaughtUp, onDrop })) {
        if ('problem' in given) throw given.problem;
        const { event, position } = given;
        const change = isPersonEvent(event) ? changeOf(event) : undefined;
        if (change) {
          await this.#patiently(() => keys.apply(change, position));
          this.options.forget();
        }
        this.#pass(position);
      }
    } catch (error) {
      if (signal.aborted) return;
      this.#level = false;
      const reason = error instanceof Error ? error.message : 'it cannot go on';
      this.options.logger.error({ msg: 'the keys of persons are not looked after any more', reason });
      this.options.fail(error);
    }
  }

  /** From where on it follows. Keys that are ahead of the store belong to another: they are told everything anew. */
  async #begin(): Promise<{ readonly after: bigint | undefined; readonly head: bigint | undefined }> {
    const { store, keys } = this.options;
    const after = await keys.position();
    const head = await store.head();
    if (after === undefined || (head !== undefined && after <= head)) return { after, head };
    await keys.rewind();
    return { after: undefined, head };
  }

  #pass(position: bigint): void {
    if (position > this.#position) this.#position = position;
    this.#waiting = this.#waiting.filter((one) => {
      if (one.position > this.#position) return true;
      one.reached();
      return false;
    });
  }

  async #patiently<T>(work: () => Promise<T>): Promise<T> {
    for (;;) {
      try {
        return await work();
      } catch (error) {
        if (this.#ended.signal.aborted) throw error;
        this.options.logger.warn({ msg: 'the keys of persons wait', reason: error instanceof Error ? error.name : '' });
        await wait(AGAIN_MS, undefined, { signal: this.#ended.signal }).catch(() => undefined);
      }
    }
  }
}

/** What an event says is to be done; undefined where it is nothing. */
function changeOf({ type, data }: PersonEvent): KeyChange | undefined {
  switch (type) {
    case 'PersonBlocked':
      return { kind: 'block', personId: data.personId, keyIds: data.keys };
    case 'BlockLifted':
      return { kind: 'unblock', personId: data.personId, keyIds: data.keys };
    case 'PersonErased':
      return { kind: 'destroy', personId: data.personId, keyIds: data.keys };
    case 'CasePurged':
      return { kind: 'destroy', personId: undefined, keyIds: data.keys };
    case 'LegalHoldPlaced':
    case 'LegalHoldLifted':
      return undefined;
  }
}
