/**
 * The one connection of this process to the store. It knows whether the store answers: while it does not, calls fail at
 * once instead of piling up, and the connection is tried again and again, by itself, until it does.
 */
import { setMaxListeners } from 'node:events';
import { ErrorType, EventStoreDBClient } from '@eventstore/db-client';
import { Channel, Metadata, status } from '@grpc/grpc-js';
import { BadStoredEvent, StoreRefused, StoreUnavailable } from './errors';
import { sleep, TimedOut, withTimeout } from './timing';

export interface ConnectionTimings {
  /** Milliseconds until an unanswered call counts as failed. */
  readonly timeoutMs: number;
  /** Between two attempts to reach a store that is away; it grows to {@link LONGEST_PAUSE_MS}. */
  readonly pauseMs: number;
}

/** A store that is back is noticed within this time and one round trip. */
const LONGEST_PAUSE_MS = 1_000;

/** An attempt to reach the store waits no longer than this. */
const LONGEST_PROBE_MS = 1_000;

/** Cancelling is done on this side alone; whatever has not ended by then never will. */
const LONGEST_FAREWELL_MS = 250;

/** How the connection fares, for whoever watches the service. */
export interface ConnectionHealth {
  readonly up: boolean;
  /** Milliseconds since the store last answered anything; undefined before the first answer. */
  readonly silentForMs: number | undefined;
  /** How often the connection was made anew. */
  readonly reconnects: number;
}

/** Kinds of errors after which the store has not said anything about the call: it, or what lies between, is away. */
const AWAY: ReadonlySet<unknown> = new Set([
  ErrorType.UNAVAILABLE,
  ErrorType.CANCELLED,
  ErrorType.DEADLINE_EXCEEDED,
  ErrorType.TIMEOUT,
]);

/** The same among errors that the client has no kind for; a broken connection can look like an error inside. */
const AWAY_CODES: ReadonlySet<unknown> = new Set([status.CANCELLED, status.INTERNAL]);

/** The client as long as it is believed; `lost` aborts when another one takes its place. */
export interface Session {
  readonly client: EventStoreDBClient;
  readonly lost: AbortSignal;
}

export class StoreConnection {
  #client: EventStoreDBClient;
  #lost = new AbortController();
  #up = true;
  readonly #closed = new AbortController();
  #heard: number | undefined;
  #reconnects = 0;
  #clients = 0;
  #recovery: Promise<void> | undefined;

  /** Throws where `url` is no connection string. Nothing is sent before the first call. */
  constructor(
    private readonly url: string,
    private readonly timings: ConnectionTimings,
  ) {
    this.#client = EventStoreDBClient.connectionString(url);
    // Every call that waits for the store listens; there are as many as there are requests.
    setMaxListeners(0, this.#closed.signal);
  }

  get health(): ConnectionHealth {
    return {
      up: this.#up,
      silentForMs: this.#heard === undefined ? undefined : Math.round(performance.now() - this.#heard),
      reconnects: this.#reconnects,
    };
  }

  /**
   * Makes one call. Throws {@link NotSent} where the store is known to be away, {@link StoreUnavailable} where it goes
   * away during the call or says nothing for `timeoutMs`, and {@link StoreRefused} where it says no.
   */
  async call<T>(work: (client: EventStoreDBClient) => Promise<T>, timeoutMs = this.timings.timeoutMs): Promise<T> {
    if (!this.#up) throw new NotSent();
    const client = this.#client;
    try {
      const answer = await withTimeout(work(client), timeoutMs);
      this.hear();
      return answer;
    } catch (error) {
      throw this.judge(client, error);
    }
  }

  /** The client to subscribe with; errors of its streams go to {@link judge}. Throws {@link NotSent}. */
  get session(): Session {
    if (!this.#up) throw new NotSent();
    return { client: this.#client, lost: this.#lost.signal };
  }

  /** The store has said something. */
  hear(): void {
    this.#heard = performance.now();
  }

  /** What an error of the client means, in our own vocabulary; one that tells of an absent store begins the recovery. */
  judge(client: EventStoreDBClient, error: unknown): Error {
    if (error instanceof StoreUnavailable || error instanceof BadStoredEvent) return error;
    if (isRefusal(error)) {
      this.hear();
      return damagedEvent(error) ?? new StoreRefused(error);
    }
    // The client goes to the leader by itself, with the next call.
    const elsewhere = typeOf(error) === ErrorType.NOT_LEADER;
    if (!elsewhere && client === this.#client) this.#recover();
    return new StoreUnavailable(error);
  }

  /** Resolves when the store is back, or after so many milliseconds. */
  async recovered(ms: number): Promise<void> {
    const patience = sleep(ms, this.#closed.signal);
    await (this.#recovery ? Promise.race([this.#recovery, patience]) : patience);
  }

  async close(): Promise<void> {
    this.#closed.abort();
    await this.#recovery;
    this.#lost.abort();
    await dispose(this.#client);
  }

  #recover(): void {
    if (this.#recovery || this.#closed.signal.aborted) return;
    this.#up = false;
    // Streams that are cancelled from here end without a word.
    this.#lost.abort();
    this.#lost = new AbortController();
    this.#recovery = this.#reconnect().finally(() => {
      this.#recovery = undefined;
    });
  }

  async #reconnect(): Promise<void> {
    await this.#renew();
    let pause = this.timings.pauseMs;
    for (let attempt = 1; !this.#closed.signal.aborted; attempt++) {
      const error = await this.#probe();
      if (error === undefined || isRefusal(error)) {
        this.#reconnects += 1;
        this.#up = true;
        return;
      }
      await sleep(pause * (0.5 + Math.random() / 2), this.#closed.signal);
      pause = Math.min(pause * 2, LONGEST_PAUSE_MS);
      if (mayBeRenewed(error, attempt)) await this.#renew();
    }
  }

  /** Appends of all clients share one table in the client library: the old one ends before the next begins. */
  async #renew(): Promise<void> {
    await dispose(this.#client);
    this.#clients += 1;
    this.#client = EventStoreDBClient.connectionString(this.#freshUrl());
  }

  /** The smallest thing to ask for; answers the error, if there is one. */
  async #probe(): Promise<unknown> {
    try {
      await withTimeout(readHead(this.#client), Math.min(LONGEST_PROBE_MS, this.timings.timeoutMs));
      this.hear();
      return undefined;
    } catch (error) {
      return error ?? new Error('no reason');
    }
  }

  /** Connections are shared by clients with equal options, silent ones too: another keep-alive makes a new connection. */
  #freshUrl(): string {
    const given = /[?&]keepAliveTimeout=(-?\d+)/i.exec(this.url)?.[1];
    const keepAlive = `keepAliveTimeout=${Number(given ?? KEEP_ALIVE_TIMEOUT_MS) + this.#clients}`;
    if (given === undefined) return `${this.url}${this.url.includes('?') ? '&' : '?'}${keepAlive}`;
    // Turned off by whoever set it up; a silent connection may be met again then.
    return given.startsWith('-') ? this.url : this.url.replace(/keepAliveTimeout=\d+/i, keepAlive);
  }
}

/**
 * The client that was told where the leader is goes there by itself. One that waits for a silent host would leave its
 * socket behind, and may still be answered: it is given up after 1, 2, 4, 8 … attempts.
 */
function mayBeRenewed(error: unknown, attempt: number): boolean {
  if (typeOf(error) === ErrorType.NOT_LEADER) return false;
  return !(error instanceof TimedOut) || (attempt & (attempt - 1)) === 0;
}

/** As the client has it. */
const KEEP_ALIVE_TIMEOUT_MS = 10_000;

/** The store was known to be away, so nothing was sent to it. */
export class NotSent extends StoreUnavailable {
  constructor() {
    super('the store was known to be away');
    this.name = 'NotSent';
  }
}

/** Ends all calls of a client and closes its connection; what was not connected yet may never say that it has ended. */
async function dispose(client: EventStoreDBClient): Promise<void> {
  await Promise.race([client.dispose(), sleep(LONGEST_FAREWELL_MS)]);
  await Promise.race([closeChannel(client), sleep(LONGEST_FAREWELL_MS)]);
}

/** The client has no way to close its channel; one that leads to a silent host would keep its socket for ever. */
async function closeChannel(client: EventStoreDBClient): Promise<void> {
  const getChannel: unknown = Reflect.get(client, 'getChannel');
  if (typeof getChannel !== 'function') return;
  const channel: unknown = await Promise.resolve(getChannel.call(client)).catch(() => undefined);
  if (channel instanceof Channel) channel.close();
}

async function readHead(client: EventStoreDBClient): Promise<void> {
  for await (const _event of client.readAll({ direction: 'backwards', fromPosition: 'end', maxCount: 1 })) return;
}

const member = (error: unknown, name: string): unknown =>
  typeof error === 'object' && error !== null ? Reflect.get(error, name) : undefined;

const typeOf = (error: unknown): unknown => member(error, 'type');

/** Did the store itself answer, though with a no? */
const isRefusal = (error: unknown): error is Error => {
  const type = typeOf(error);
  if (type === undefined || AWAY.has(type) || type === ErrorType.NOT_LEADER) return false;
  return type !== ErrorType.UNKNOWN || !AWAY_CODES.has(member(error, 'code'));
};

/** An event that the store itself found damaged, by the names it gives in its trailers. */
function damagedEvent(error: unknown): BadStoredEvent | undefined {
  if (member(error, 'code') !== status.DATA_LOSS) return undefined;
  const trailers = member(member(error, '_raw'), 'metadata');
  const named = trailers instanceof Metadata ? trailers.getMap() : {};
  const stream = decodeURIComponent(String(named['stream-name'] ?? ''));
  return new BadStoredEvent(stream || 'the store', Number(named.revision ?? 0), 'the stored event is damaged or gone');
}
