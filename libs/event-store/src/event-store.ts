/** Append, read and subscribe, typed, with a time-out on every call and one error vocabulary. */
import type { LedgerEvent } from '@case';
import {
  EventStoreDBClient,
  type JSONRecordedEvent,
  jsonEvent,
  NO_STREAM,
  type ResolvedEvent,
  START,
  StreamNotFoundError,
  streamNameFilter,
  WrongExpectedVersionError,
} from '@eventstore/db-client';
import { assertContinues, FIRST_HASH, hashOf } from './chain';
import type { EventCodec } from './codec';
import { BadStoredEvent, OutcomeUnknown, StoreConflict, StoreUnavailable } from './errors';
import type { EventMetadata } from './metadata';
import { expired, sleep, withTimeout } from './timing';
import type { OutgoingEvent } from './writing';

/** A stored event, decoded; `data` is the stored form, over which hashes are taken. */
export interface SubscribedEvent {
  readonly stream: string;
  readonly revision: number;
  readonly position: bigint;
  readonly id: string;
  readonly type: LedgerEvent['type'];
  readonly event: LedgerEvent;
  readonly data: unknown;
  readonly metadata: EventMetadata;
}

/** The same with its link of the chain, which a reader of the stream goes by. */
export interface RecordedEvent extends SubscribedEvent {
  readonly hash: string;
}

export interface Appended {
  readonly revision: number;
  readonly position: bigint;
}

export interface StoreTimings {
  /** Milliseconds until an unanswered append or read counts as failed. */
  readonly timeoutMs: number;
  /** How often an append of unknown outcome is sent, with the same ids, before the caller is told. */
  readonly attempts: number;
  readonly pauseMs: number;
}

export const DEFAULT_TIMINGS: StoreTimings = { timeoutMs: 5_000, attempts: 3, pauseMs: 100 };

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

const LONGEST_PAUSE_MS = 5_000;

export class EventStore {
  constructor(
    private readonly client: EventStoreDBClient,
    private readonly codec: EventCodec,
    private readonly timings: StoreTimings = DEFAULT_TIMINGS,
  ) {}

  /** One client per process: `url` is `esdb://…`. Throws where it is no connection string. */
  static connect(url: string, codec: EventCodec, timings?: StoreTimings): EventStore {
    return new EventStore(EventStoreDBClient.connectionString(url), codec, timings);
  }

  /**
   * Appends after `expected` (-1: the stream must be new). Throws {@link StoreConflict} when the stream has moved on, and
   * {@link OutcomeUnknown} when, after retries with the same ids, nobody can say whether the events are stored.
   */
  async append(stream: string, expected: number, events: readonly OutgoingEvent[]): Promise<Appended> {
    const batch = events.map(({ id, type, data, metadata }) => jsonEvent({ id, type, data: { ...data }, metadata }));
    const expectedRevision = expected < 0 ? NO_STREAM : BigInt(expected);
    for (let attempt = 1; ; attempt++) {
      try {
        const { timeoutMs } = this.timings;
        const call = this.client.appendToStream(stream, batch, { expectedRevision, deadline: timeoutMs });
        const { nextExpectedRevision, position } = await withTimeout(call, timeoutMs);
        if (position === undefined) throw new Error('an append came back without its position');
        return { revision: Number(nextExpectedRevision), position: BigInt(position.commit) };
      } catch (error) {
        if (error instanceof WrongExpectedVersionError) throw new StoreConflict(stream);
        if (attempt >= this.timings.attempts) throw new OutcomeUnknown(error);
        await sleep(this.timings.pauseMs * attempt);
      }
    }
  }

  /**
   * The events of a stream from a revision on, in order; empty where there is no such stream. `previousHash` is the hash
   * of the event before. Throws {@link BadStoredEvent} for an event that does not decode or does not continue the chain.
   */
  async read(stream: string, from = 0, previousHash = FIRST_HASH): Promise<readonly RecordedEvent[]> {
    return this.#chain(await this.#readRaw(stream, from, Number.MAX_SAFE_INTEGER), previousHash);
  }

  /**
   * Some events of a stream by revision, which must continue the chain from the event before them. Throws as
   * {@link read} does.
   */
  async readPage(stream: string, from: number, count: number): Promise<readonly RecordedEvent[]> {
    if (from === 0) return this.#chain(await this.#readRaw(stream, 0, count), FIRST_HASH);
    const [before, ...page] = await this.#readRaw(stream, from - 1, count + 1);
    return before ? this.#chain(page, this.#linked(before).hash) : [];
  }

  #chain(events: readonly ResolvedEvent[], previousHash: string): readonly RecordedEvent[] {
    let expected = previousHash;
    return events.map((resolved) => {
      const recorded = this.#linked(resolved);
      assertContinues(recorded, expected);
      expected = recorded.hash;
      return recorded;
    });
  }

  /** Position of the newest event of all; undefined where the store is empty. */
  async head(): Promise<bigint | undefined> {
    const reading = this.client.readAll({ direction: 'backwards', fromPosition: 'end', maxCount: 1 });
    const [last] = await this.#collect(reading);
    return last?.event && BigInt(last.event.position?.commit ?? 0n);
  }

  /**
   * Every event of the streams with these prefixes, as it is stored, for ever: a drop, an error or a restart of the
   * store resumes after the last event that the caller took, with growing pauses. Ends when the signal aborts; throws
   * {@link BadStoredEvent} where an event cannot be read, for it must not be skipped.
   */
  async *subscribe(options: SubscribeOptions): AsyncGenerator<SubscribedEvent> {
    let after = options.after;
    let failures = 0;
    while (!options.signal.aborted) {
      try {
        for await (const recorded of this.#subscribeOnce(options, after)) {
          failures = 0;
          yield recorded;
          after = recorded.position;
        }
        if (options.signal.aborted) return;
        throw new StoreUnavailable('the store ended the subscription');
      } catch (error) {
        if (error instanceof BadStoredEvent) throw error;
        if (options.signal.aborted) return;
        options.onDrop(error);
        failures += 1;
        const longest = Math.min(LONGEST_PAUSE_MS, this.timings.pauseMs * 2 ** failures);
        await sleep(longest * (0.5 + Math.random() / 2), options.signal);
      }
    }
  }

  close(): Promise<void> {
    return this.client.dispose();
  }

  async *#subscribeOnce(options: SubscribeOptions, after: bigint | undefined): AsyncGenerator<SubscribedEvent> {
    const subscription = this.client.subscribeToAll({
      fromPosition: after === undefined ? START : { commit: after, prepare: after },
      filter: streamNameFilter({ prefixes: [...options.prefixes] }),
    });
    let waiting = false;
    let reachedEnd = false;
    const announce = () => {
      if (reachedEnd && waiting && subscription.readableLength === 0) options.onCaughtUp();
    };
    // Told ahead of events that are still buffered here: those are handled first.
    subscription.on('caughtUp', () => {
      reachedEnd = true;
      setImmediate(announce);
    });
    subscription.on('error', () => undefined);
    // Unsubscribing waits for a connection, which may never have come about.
    const stop = () =>
      void subscription
        .unsubscribe()
        .catch(() => undefined)
        .then(() => subscription.destroy());
    options.signal.addEventListener('abort', stop, { once: true });
    try {
      const events = subscription[Symbol.asyncIterator]();
      for (;;) {
        waiting = true;
        announce();
        const next = await events.next();
        waiting = false;
        if (next.done) return;
        if (next.value.event) yield this.#decode(next.value);
      }
    } finally {
      options.signal.removeEventListener('abort', stop);
      stop();
    }
  }

  async #readRaw(stream: string, from: number, maxCount: number): Promise<readonly ResolvedEvent[]> {
    try {
      return await this.#collect(this.client.readStream(stream, { fromRevision: BigInt(from), maxCount }));
    } catch (error) {
      if (error instanceof StoreUnavailable && error.cause instanceof StreamNotFoundError) return [];
      throw error;
    }
  }

  /** Reads to the end, as long as the store does not fall silent in between. */
  async #collect<T>(reading: AsyncIterable<T> & { cancel(): Promise<void> }): Promise<readonly T[]> {
    const collected: T[] = [];
    const silence = expired(this.timings.timeoutMs);
    try {
      const iterator = reading[Symbol.asyncIterator]();
      for (;;) {
        const next = await Promise.race([iterator.next(), silence.promise]);
        if (next.done) return collected;
        collected.push(next.value);
        silence.postpone();
      }
    } catch (error) {
      void reading.cancel().catch(() => undefined);
      throw new StoreUnavailable(error);
    } finally {
      silence.cancel();
    }
  }

  #linked(resolved: ResolvedEvent): RecordedEvent {
    const decoded = this.#decode(resolved);
    return { ...decoded, hash: hashOf(decoded) };
  }

  #decode({ event: raw }: ResolvedEvent): SubscribedEvent {
    if (!raw) throw new StoreUnavailable('the store sent a link without its event');
    const { streamId, id, type, data, metadata } = raw as JSONRecordedEvent;
    const form = { stream: streamId, revision: Number(raw.revision), id, type, data: data as unknown, metadata };
    const decoded = this.codec.decode(form);
    const position = BigInt(raw.position?.commit ?? 0n);
    return { ...form, ...decoded, type: decoded.event.type, position };
  }
}
