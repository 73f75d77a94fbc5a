/** Append, read and subscribe, typed, with a time-out on every call and one error vocabulary. */
import type { LedgerEvent } from '@case';
import {
  type AppendExpectedRevision,
  type EventStoreDBClient,
  type JSONEventData,
  type JSONRecordedEvent,
  jsonEvent,
  NO_STREAM,
  type ResolvedEvent,
  StreamNotFoundError,
  WrongExpectedVersionError,
} from '@eventstore/db-client';
import type { Reader } from '@personal-data';
import { type ChainedEvent, FIRST_HASH, hashOf } from '@proof';
import { assertContinues } from './chain';
import type { Decode, EventCodec } from './codec';
import { type ConnectionHealth, type ConnectionTimings, NotSent, StoreConnection } from './connection';
import { BadStoredEvent, OutcomeUnknown, StoreConflict, StoreRefused, StoreUnavailable } from './errors';
import type { EventMetadata } from './metadata';
import { type SubscribeOptions, type SubscriptionTimings, Supervisor } from './subscription';
import { Silence, TimedOut, Waiting } from './timing';
import type { OutgoingEvent } from './writing';

/** A stored event, decoded; `data` is the stored form, over which hashes are taken and in which personal fields are sealed. */
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

/** An event that is stored and cannot be read: whoever needs it must stop at it. */
export interface UnreadableEvent {
  readonly stream: string;
  readonly revision: number;
  readonly position: bigint;
  /** As it is stored; perhaps none that this version knows. */
  readonly type: string;
  readonly problem: BadStoredEvent;
}

/** What a subscription gives, in the order of the store. */
export type Delivery = SubscribedEvent | UnreadableEvent;

/** The same with its link of the chain, which a reader of the stream goes by. */
export interface RecordedEvent extends SubscribedEvent {
  readonly hash: string;
}

/** An event in its stored form, which hashes are taken over. */
export interface EventForm extends ChainedEvent {
  readonly position: bigint;
}

/** An event of another kind than the ledger's, on a stream beside theirs. */
export interface BesideEvent {
  readonly id: string;
  readonly type: string;
  readonly data: Record<string, unknown>;
}

interface Placed {
  readonly revision: number;
}

export interface Appended {
  readonly revision: number;
  readonly position: bigint;
}

export interface StoreTimings extends ConnectionTimings, SubscriptionTimings {
  /** How often an append of unknown outcome is sent, with the same ids, before the caller is told. */
  readonly attempts: number;
}

export const DEFAULT_TIMINGS: StoreTimings = { timeoutMs: 5_000, attempts: 3, pauseMs: 100, silenceMs: 5_000 };

/** Events of the store's own that a look back for one of ours passes over. */
const LOOKED_BACK = 500;

function toForm({ event: raw }: ResolvedEvent): EventForm {
  if (!raw) throw new StoreUnavailable('the store sent a link without its event');
  const { streamId: stream, id, type, data, metadata } = raw as JSONRecordedEvent;
  const position = BigInt(raw.position?.commit ?? 0n);
  return { stream, revision: Number(raw.revision), id, type, data, metadata, position };
}

const positionOf = (resolved: ResolvedEvent | undefined): bigint | undefined =>
  resolved?.event && BigInt(resolved.event.position?.commit ?? 0n);

export class EventStore {
  /** Told how long each append took that was stored, retries included; seconds. */
  onAppended: (seconds: number) => void = () => undefined;

  private constructor(
    private readonly connection: StoreConnection,
    private readonly codec: EventCodec,
    private readonly timings: StoreTimings,
  ) {}

  /** One for each process: `url` is `esdb://…`. Throws where it is no connection string. */
  static connect(url: string, codec: EventCodec, timings: StoreTimings = DEFAULT_TIMINGS): EventStore {
    return new EventStore(new StoreConnection(url, timings), codec, timings);
  }

  /** Whether the store answers, since when it is silent, and how often the connection was made anew. */
  get health(): ConnectionHealth {
    return this.connection.health;
  }

  /**
   * Appends after `expected` (-1: the stream must be new). Throws {@link StoreConflict} when the stream has moved on,
   * {@link StoreUnavailable} when nothing was sent, and {@link OutcomeUnknown} when, after retries with the same ids, nobody
   * can say whether the events are stored.
   */
  async append(stream: string, expected: number, events: readonly OutgoingEvent[]): Promise<Appended> {
    const batch = events.map(({ id, type, data, metadata }) => jsonEvent({ id, type, data: { ...data }, metadata }));
    const began = performance.now();
    let sent = false;
    for (let attempt = 1; ; attempt++) {
      try {
        const appended = await this.#appendOnce(stream, expected, batch);
        this.onAppended((performance.now() - began) / 1_000);
        return appended;
      } catch (error) {
        if (!(error instanceof StoreUnavailable)) throw error;
        sent ||= !(error instanceof NotSent);
        if (!sent) throw error;
        if (attempt >= this.timings.attempts) throw new OutcomeUnknown(error);
        await this.connection.recovered(this.timings.pauseMs * attempt);
      }
    }
  }

  async #appendOnce(stream: string, expected: number, batch: JSONEventData[]): Promise<Appended> {
    const expectedRevision: AppendExpectedRevision = expected < 0 ? NO_STREAM : BigInt(expected);
    const options = { expectedRevision, deadline: this.timings.timeoutMs };
    try {
      const stored = await this.connection.call((client) => client.appendToStream(stream, batch, options));
      if (stored.position === undefined) throw new Error('an append came back without its position');
      return { revision: Number(stored.nextExpectedRevision), position: BigInt(stored.position.commit) };
    } catch (error) {
      const conflict = error instanceof StoreRefused && error.cause instanceof WrongExpectedVersionError;
      throw conflict ? new StoreConflict(stream) : error;
    }
  }

  /**
   * The events of a stream from a revision on, in order; empty where there is no such stream. `previousHash` is the hash
   * of the event before. Personal fields are opened as far as there are keys. Throws {@link BadStoredEvent} for an event that
   * does not decode or does not continue the chain, and `KeysAway`.
   */
  async read(stream: string, from = 0, previousHash = FIRST_HASH): Promise<readonly RecordedEvent[]> {
    const forms = await this.#readForms(stream, from, Number.MAX_SAFE_INTEGER);
    return chained(forms, previousHash, await this.codec.opener(forms, 'anyone'));
  }

  /** The same with pseudonyms in the place of personal fields, which takes no keys. */
  async readPseudonymous(stream: string): Promise<readonly RecordedEvent[]> {
    const forms = await this.#readForms(stream, 0, Number.MAX_SAFE_INTEGER);
    return chained(forms, FIRST_HASH, (form) => this.codec.pseudonymous(form));
  }

  /**
   * Some events of a stream by revision, which must continue the chain from the event before them; `entitled` readers see
   * what is blocked as well. Throws as {@link read} does.
   */
  async readPage(
    stream: string,
    from: number,
    count: number,
    reader: Reader = 'anyone',
  ): Promise<readonly RecordedEvent[]> {
    const first = Math.max(0, from - 1);
    const forms = await this.#readForms(stream, first, count + from - first);
    const decode = await this.codec.opener(forms, reader);
    if (from === 0) return chained(forms, FIRST_HASH, decode);
    const [before, ...page] = forms;
    return before ? chained(page, linked(before, decode).hash, decode) : [];
  }

  /** Position of the newest event of all; undefined where the store is empty. */
  async head(): Promise<bigint | undefined> {
    return positionOf((await this.#last(1))[0]);
  }

  /**
   * Position of the newest event of the streams with these prefixes, as a subscription to them would reach it; undefined
   * where there is none. A store may keep events of its own among them: far behind those it looks no further, and answers
   * the oldest that it has looked at.
   */
  async headOf(prefixes: readonly string[]): Promise<bigint | undefined> {
    const isOne = ({ event }: ResolvedEvent) => prefixes.some((prefix) => event?.streamId.startsWith(prefix));
    const [last] = await this.#last(1);
    if (!last || isOne(last)) return positionOf(last);
    const more = await this.#last(LOOKED_BACK);
    return positionOf(more.find(isOne) ?? (more.length < LOOKED_BACK ? undefined : more.at(-1)));
  }

  /** The newest events of all, the newest first. */
  #last(maxCount: number): Promise<readonly ResolvedEvent[]> {
    return this.#collect((client) => client.readAll({ direction: 'backwards', fromPosition: 'end', maxCount }));
  }

  /**
   * Every event of the streams with these prefixes, for ever, with pseudonyms in the place of personal fields. Whatever ends the subscription, it resumes
   * after the last event that the caller took. An event that does not decode is given as such: it must not be skipped by
   * those who need it. Ends when the signal aborts; throws {@link BadStoredEvent} where the store itself cannot give one.
   */
  subscribe(options: SubscribeOptions): AsyncGenerator<Delivery> {
    const deliver = (resolved: ResolvedEvent) => this.#deliver(resolved);
    const { prefixes } = options;
    return new Supervisor(this.connection, deliver, () => this.headOf(prefixes), this.timings, options).events();
  }

  /**
   * Every event as it is stored, whether this version can read it or not, those together that have arrived together; otherwise
   * as {@link subscribe}.
   */
  subscribeToForms(options: SubscribeOptions): AsyncGenerator<readonly EventForm[]> {
    const { prefixes } = options;
    return new Supervisor(this.connection, toForm, () => this.headOf(prefixes), this.timings, options).batches();
  }

  /**
   * Appends an event that is none of the ledger's own kinds to a stream beside theirs, after `expected` (-1: the stream must
   * be new). Sent again with the same id it is stored once. Throws as {@link append} does.
   */
  async appendBeside(stream: string, expected: number, event: BesideEvent): Promise<Appended> {
    return this.#appendOnce(stream, expected, [jsonEvent(event)]);
  }

  /** The newest events of such a stream, the newest first; `read` says what their data is, or throws. */
  async readBeside<T>(stream: string, count: number, read: (data: unknown) => T): Promise<readonly (T & Placed)[]> {
    const direction = 'backwards';
    const events = await this.#collectFrom((client) =>
      client.readStream(stream, { direction, fromRevision: 'end', maxCount: count }),
    );
    return events.flatMap(({ event }) => (event ? [{ ...read(event.data), revision: Number(event.revision) }] : []));
  }

  close(): Promise<void> {
    return this.connection.close();
  }

  async #readForms(stream: string, from: number, maxCount: number): Promise<readonly EventForm[]> {
    const events = await this.#collectFrom((client) =>
      client.readStream(stream, { fromRevision: BigInt(from), maxCount }),
    );
    return events.map(toForm);
  }

  /** None where there is no such stream. */
  async #collectFrom(
    read: (client: EventStoreDBClient) => AsyncIterable<ResolvedEvent> & { cancel(): Promise<void> },
  ): Promise<readonly ResolvedEvent[]> {
    try {
      return await this.#collect(read);
    } catch (error) {
      if (error instanceof StoreRefused && error.cause instanceof StreamNotFoundError) return [];
      throw error;
    }
  }

  /** Reads to the end, as long as the store does not fall silent in between. */
  async #collect<T>(
    read: (client: EventStoreDBClient) => AsyncIterable<T> & { cancel(): Promise<void> },
  ): Promise<readonly T[]> {
    const { client } = this.connection.session;
    const reading = read(client);
    const collected: T[] = [];
    const waiting = new Waiting<TimedOut>();
    const { timeoutMs } = this.timings;
    const silence = new Silence(timeoutMs, () => waiting.interrupt(new TimedOut(timeoutMs)));
    try {
      const iterator = reading[Symbol.asyncIterator]();
      for (;;) {
        const next = await waiting.for(iterator.next());
        if (next instanceof TimedOut) throw next;
        this.connection.hear();
        if (next.done) return collected;
        collected.push(next.value);
        silence.postpone();
      }
    } catch (error) {
      void reading.cancel().catch(() => undefined);
      throw this.connection.judge(client, error);
    } finally {
      silence.end();
    }
  }

  #deliver(resolved: ResolvedEvent): Delivery {
    try {
      return decodedBy((form) => this.codec.pseudonymous(form), toForm(resolved));
    } catch (error) {
      if (!(error instanceof BadStoredEvent) || !resolved.event) throw error;
      const { streamId, revision, position, type } = resolved.event;
      const place = { stream: streamId, revision: Number(revision), position: BigInt(position?.commit ?? 0n) };
      return { ...place, type, problem: error };
    }
  }
}

function decodedBy(decode: Decode, form: EventForm): SubscribedEvent {
  const decoded = decode(form);
  return { ...form, ...decoded, type: decoded.event.type };
}

function linked(form: EventForm, decode: Decode): RecordedEvent {
  const decoded = decodedBy(decode, form);
  return { ...decoded, hash: hashOf(decoded) };
}

/** The events with their links, each of which must continue the one before. */
function chained(forms: readonly EventForm[], previousHash: string, decode: Decode): readonly RecordedEvent[] {
  let expected = previousHash;
  return forms.map((form) => {
    const recorded = linked(form, decode);
    assertContinues(recorded, expected);
    expected = recorded.hash;
    return recorded;
  });
}
