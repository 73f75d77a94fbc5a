/**
 * One supervisor for subscriptions: whatever ends one (an error, a normal end, silence, a restart of the store, a node that
 * is no leader), it resumes after the last event that was handled, with growing pauses.
 */
import { type AllStreamResolvedEvent, type EventStoreDBClient, START, streamNameFilter } from '@eventstore/db-client';
import type { StoreConnection } from './connection';
import { BadStoredEvent, StoreUnavailable } from './errors';
import { Silence, sleep, Waiting } from './timing';

export interface SubscribeOptions {
  readonly prefixes: readonly string[];
  /** Resumes after this position; undefined begins with the first event. */
  readonly after: bigint | undefined;
  readonly signal: AbortSignal;
  /** Told each time everything stored so far has been handled. */
  readonly onCaughtUp: () => void;
  /** Told of each drop, before the subscription resumes by itself. */
  readonly onDrop: (error: unknown) => void;
}

export interface SubscriptionTimings {
  readonly pauseMs: number;
  /** After so many milliseconds without a word the store is asked whether there is more. */
  readonly silenceMs: number;
}

/** A store that is back is subscribed to again within this time. */
const LONGEST_PAUSE_MS = 1_000;

/** What has arrived is read within this time. */
const READING_MS = 50;

type Interruption = 'silent' | 'ended';

/** A stream, as far as it matters when something comes. */
interface Arriving {
  readonly readableLength: number;
  on(event: 'readable' | 'end' | 'close', listener: () => void): unknown;
  on(event: 'error', listener: (error: Error) => void): unknown;
}

/** Tells when there is something to read from a stream, or nothing will come any more. */
class Arrivals {
  #failure: { readonly error: unknown } | undefined;
  #over = false;
  #told: (() => void) | undefined;

  constructor(private readonly stream: Arriving) {
    const tell = (): void => this.#told?.();
    const end = (): void => {
      this.#over = true;
      tell();
    };
    stream.on('readable', tell);
    stream.on('end', end);
    stream.on('close', end);
    stream.on('error', (error) => {
      this.#failure = { error };
      tell();
    });
  }

  /** True where something can be read, false at the end; throws what the stream failed with. */
  async next(): Promise<boolean> {
    for (;;) {
      if (this.#failure) throw this.#failure.error;
      if (this.stream.readableLength > 0) return true;
      if (this.#over) return false;
      await new Promise<void>((resolve) => {
        this.#told = resolve;
      });
    }
  }
}

export class Supervisor<E extends { readonly position: bigint }> {
  /** Newest position that the subscription is known to have passed, events of other streams included. */
  #passed: bigint | undefined;
  /** What a look at the store found while the subscription was silent. */
  #found: bigint | undefined;

  constructor(
    private readonly connection: StoreConnection,
    private readonly decode: (resolved: AllStreamResolvedEvent) => E,
    private readonly head: () => Promise<bigint | undefined>,
    private readonly timings: SubscriptionTimings,
    private readonly options: SubscribeOptions,
  ) {
    this.#passed = options.after;
  }

  /** Every event, for ever. Ends when the signal aborts; throws {@link BadStoredEvent} where the store cannot give one. */
  async *events(): AsyncGenerator<E> {
    for await (const batch of this.batches()) {
      for (const event of batch) {
        if (this.options.signal.aborted) return;
        yield event;
      }
    }
  }

  /** The same, with what has arrived together in one. */
  async *batches(): AsyncGenerator<readonly E[]> {
    const { signal, onDrop } = this.options;
    let { after } = this.options;
    let failures = 0;
    while (!signal.aborted) {
      try {
        for await (const batch of this.#once(after)) {
          failures = 0;
          yield batch;
          after = batch.at(-1)?.position ?? after;
        }
        if (signal.aborted) return;
        throw new StoreUnavailable('the store ended the subscription');
      } catch (error) {
        if (error instanceof BadStoredEvent) throw error;
        if (signal.aborted) return;
        onDrop(error);
        failures += 1;
        const longest = Math.min(LONGEST_PAUSE_MS, this.timings.pauseMs * 2 ** failures);
        await sleep(longest * (0.5 + Math.random() / 2), signal);
      }
    }
  }

  /** What has arrived together, together: each time something is waited for costs more than to hand it on. */
  async *#once(after: bigint | undefined): AsyncGenerator<readonly E[]> {
    const { signal, onCaughtUp, prefixes } = this.options;
    const { client, lost } = this.connection.session;
    const ended = AbortSignal.any([signal, lost]);
    const waiting = new Waiting<Interruption>();
    let idle = false;
    // While an event is being handled nothing is waited for, however long that takes.
    const silence = new Silence(this.timings.silenceMs, () => idle && waiting.interrupt('silent'));
    const subscription = client.subscribeToAll({
      fromPosition: after === undefined ? START : { commit: after, prepare: after },
      filter: streamNameFilter({
        prefixes: [...prefixes],
        checkpointReached: async (_subscription, { commit }) => {
          silence.postpone();
          this.#pass(commit);
        },
      }),
    });
    let reachedEnd = false;
    const announce = () => {
      if (!reachedEnd || !idle || subscription.readableLength > 0) return;
      if (this.#found !== undefined) this.#pass(this.#found);
      onCaughtUp();
    };
    // Told ahead of events that are still buffered here: those are handled first.
    subscription.on('caughtUp', () => {
      this.connection.hear();
      silence.postpone();
      reachedEnd = true;
      setImmediate(announce);
    });
    const arrivals = new Arrivals(subscription);
    // Unsubscribing waits for a connection, which may never have come about.
    const stop = () => {
      waiting.interrupt('ended');
      void subscription
        .unsubscribe()
        .catch(() => undefined)
        .then(() => subscription.destroy());
    };
    if (ended.aborted) stop();
    ended.addEventListener('abort', stop, { once: true });
    try {
      for (;;) {
        idle = true;
        announce();
        const more = await this.#next(arrivals.next(), waiting, silence);
        idle = false;
        if (!more) return;
        this.connection.hear();
        yield* this.#handled(subscription);
        silence.postpone();
      }
    } catch (error) {
      throw this.#judged(client, error);
    } finally {
      silence.end();
      ended.removeEventListener('abort', stop);
      stop();
    }
  }

  /** What has arrived, until it is handled. */
  *#handled(subscription: { read(): AllStreamResolvedEvent | null }): Generator<readonly E[]> {
    const batch: E[] = [];
    let failure: { readonly error: unknown } | undefined;
    try {
      for (let one = subscription.read(); one !== null; one = subscription.read()) batch.push(this.decode(one));
    } catch (error) {
      failure = { error };
    }
    const last = batch.at(-1);
    if (last) {
      yield batch;
      this.#pass(last.position);
    }
    // What came before it is handled first.
    if (failure) throw failure.error;
  }

  /** The next event, undefined at the end. A subscription that says nothing is believed only while the store has no more. */
  async #next<T>(next: Promise<T>, waiting: Waiting<Interruption>, silence: Silence): Promise<T | undefined> {
    for (;;) {
      const outcome = await waiting.for(next);
      if (outcome === 'ended') return undefined;
      if (outcome !== 'silent') return outcome;
      if (await this.#hasCome(next)) continue;
      const head = await this.head();
      if (head !== undefined && head > (this.#passed ?? -1n)) {
        this.#found = head;
        throw new StoreUnavailable('the subscription fell silent');
      }
      silence.postpone();
    }
  }

  /** A loop that was busy all the while has not read yet what has arrived meanwhile: that is no silence. */
  async #hasCome(next: Promise<unknown>): Promise<boolean> {
    const come = next.then(
      () => true,
      () => true,
    );
    return Promise.race([come, sleep(READING_MS, this.options.signal).then(() => false)]);
  }

  #judged(client: EventStoreDBClient, error: unknown): unknown {
    return this.options.signal.aborted ? error : this.connection.judge(client, error);
  }

  #pass(position: bigint): void {
    if (this.#passed === undefined || position > this.#passed) this.#passed = position;
  }
}
