/** Changes of a projection as CloudEvents: in pages that may be waited for, or as a stream that goes on. */
import { setMaxListeners } from 'node:events';
import type { ServerResponse } from 'node:http';
import { Logger, type OnModuleDestroy } from '@nestjs/common';
import {
  CURSOR_PATTERN,
  type Feed,
  type FeedEntry,
  fromCursor,
  openFeed,
  type ProjectionName,
  readFeed,
  toCursor,
} from '@read-models';
import { fieldProblem, Problem } from '../http/problem';
import { behind, type ReadModels } from './read-models';

/** One change as a CloudEvent 1.0 in structured JSON. */
export interface ChangeEvent {
  readonly specversion: '1.0';
  readonly id: string;
  readonly source: string;
  readonly type: string;
  readonly subject: string;
  readonly time: string;
  readonly datacontenttype: 'application/json';
  readonly data: Pick<FeedEntry, 'key' | 'kind' | 'value' | 'cause'> & { readonly projection: string };
}

export interface ChangesAnswer {
  readonly changes: readonly ChangeEvent[];
  /** `after` of the next page, whether there is one yet or not. */
  readonly next: string;
}

export const MOST_CHANGES = 500;
/** Changes that are read for a stream at once: what one reader may hold in memory. */
const STREAM_PAGE = 100;

export interface FeedLimits {
  /** A reader hears something as often, be there news or not. */
  readonly heartbeatMs: number;
  /** A reader who takes nothing for so long is let go; its cursor is good for the next connection. */
  readonly patienceMs: number;
  readonly mostReaders: number;
}

export const FEED_LIMITS: FeedLimits = { heartbeatMs: 15_000, patienceMs: 60_000, mostReaders: 500 };

export class Changes implements OnModuleDestroy {
  readonly #logger = new Logger('Changes');
  readonly #closing = new AbortController();
  #readers = 0;

  constructor(
    private readonly readModels: ReadModels,
    private readonly limits: FeedLimits,
  ) {
    // Every reader listens.
    setMaxListeners(0, this.#closing.signal);
  }

  /** Readers of streams, and callers who wait for a page. */
  get readers(): number {
    return this.#readers;
  }

  onModuleDestroy(): void {
    this.#closing.abort();
  }

  /** A page after a cursor; where there is nothing yet, waits at most so many milliseconds, or until the caller is gone. */
  async page(
    name: ProjectionName,
    after: string,
    limit: number,
    waitMs: number,
    gone: AbortSignal,
  ): Promise<ChangesAnswer> {
    const { feed, cursor } = await this.#open(name, after);
    let entries = await this.#read(feed, cursor, limit);
    if (entries.length === 0 && waitMs > 0) {
      this.#mayCome();
      await this.#counted(() => this.#moreThan(feed, cursor, waitMs, AbortSignal.any([gone, this.#closing.signal])));
      entries = await this.#read(feed, cursor, limit);
    }
    return {
      changes: entries.map((entry) => toEvent(feed, entry)),
      next: toCursor(feed, entries.at(-1)?.cursor ?? cursor),
    };
  }

  /** What has to be right before a stream begins; throws a problem where it is not. From then on the reader counts: the stream has to be begun. */
  async open(name: ProjectionName, after: string): Promise<(response: ServerResponse) => Promise<void>> {
    this.#mayCome();
    const { feed, cursor } = await this.#open(name, after);
    // Others may have come meanwhile: after a restart all of them come at once.
    this.#mayCome();
    this.#readers += 1;
    return (response) =>
      this.#stream(feed, cursor, response).finally(() => {
        this.#readers -= 1;
      });
  }

  /** Each of them holds a connection, and some memory. */
  #mayCome(): void {
    const { mostReaders } = this.limits;
    if (this.#readers >= mostReaders) throw new Problem('too-many-readers', `${mostReaders} readers are connected`);
  }

  async #open(name: ProjectionName, after: string): Promise<{ feed: Feed; cursor: bigint }> {
    if (!new RegExp(CURSOR_PATTERN).test(after)) {
      throw fieldProblem('after', 'not-a-cursor', 'must be 0, or a cursor as this feed gave it');
    }
    const feed = await openFeed(this.readModels.database, name);
    if (!feed) throw behind('the read models have not begun yet');
    const cursor = fromCursor(feed, after);
    if (cursor === undefined) {
      throw new Problem(
        'cursor-unknown',
        'the cursor is of another feed, or of read models that are gone; begin again at 0',
      );
    }
    return { feed, cursor };
  }

  #moreThan({ name }: Feed, cursor: bigint, ms: number, gone: AbortSignal): Promise<boolean> {
    const { watch, tail } = this.readModels;
    const more = () => tail.newest(name) > cursor || BigInt(watch.of(name)?.cursor ?? 0) > cursor;
    return watch.until(more, ms, gone);
  }

  /** What was told a moment ago is still here; all else is in the database. */
  async #read({ name }: Feed, cursor: bigint, limit: number): Promise<readonly FeedEntry[]> {
    return this.readModels.tail.after(name, cursor, limit) ?? readFeed(this.readModels.database, name, cursor, limit);
  }

  async #counted<T>(work: () => Promise<T>): Promise<T> {
    this.#readers += 1;
    try {
      return await work();
    } finally {
      this.#readers -= 1;
    }
  }

  /** Writes changes as they come until the reader is gone; the next are read when it has taken those before. */
  async #stream(feed: Feed, from: bigint, response: ServerResponse): Promise<void> {
    const gone = new AbortController();
    const leave = () => gone.abort();
    response.once('close', leave);
    this.#closing.signal.addEventListener('abort', leave, { once: true });
    if (this.#closing.signal.aborted || response.destroyed) leave();
    try {
      await this.#follow(feed, from, response, gone.signal);
    } catch (error) {
      const reason = error instanceof Error ? error.name : typeof error;
      if (!(error instanceof Slow)) this.#logger.warn({ msg: 'a feed ended', reason });
      leave();
    } finally {
      this.#closing.signal.removeEventListener('abort', leave);
      response.off('close', leave);
      if (this.#closing.signal.aborted) response.end();
      else response.destroy();
    }
  }

  async #follow(feed: Feed, from: bigint, response: ServerResponse, gone: AbortSignal): Promise<void> {
    let cursor = from;
    const { heartbeatMs, patienceMs } = this.limits;
    const send = (text: string) => write(response, text, patienceMs, gone);
    await send('retry: 1000\n\n');
    while (!gone.aborted) {
      const entries = await this.#read(feed, cursor, STREAM_PAGE);
      for (const entry of entries) {
        const event = toEvent(feed, entry);
        await send(`id: ${event.id}\nevent: change\ndata: ${JSON.stringify(event)}\n\n`);
        cursor = entry.cursor;
      }
      // Who has everything of the tail is level: there is no need to ask the database as well.
      if (entries.length > 0 && this.readModels.tail.newest(feed.name) !== cursor) continue;
      const more = await this.#moreThan(feed, cursor, heartbeatMs, gone);
      if (!more) await send(': heartbeat\n\n');
    }
  }
}

class Slow extends Error {}

/** Resolves when the reader has room for more. Throws {@link Slow} where it takes nothing for too long. */
async function write(response: ServerResponse, text: string, patienceMs: number, gone: AbortSignal): Promise<void> {
  if (gone.aborted || response.write(text)) return;
  await new Promise<void>((resolve, reject) => {
    const settle = (then: () => void) => () => {
      clearTimeout(timer);
      response.off('drain', drained);
      gone.removeEventListener('abort', drained);
      then();
    };
    const drained = settle(resolve);
    const timer = setTimeout(
      settle(() => reject(new Slow())),
      patienceMs,
    );
    response.once('drain', drained);
    gone.addEventListener('abort', drained, { once: true });
  });
}

function toEvent(feed: Feed, { cursor, key, kind, value, cause, at }: FeedEntry): ChangeEvent {
  return {
    specversion: '1.0',
    id: toCursor(feed, cursor),
    source: feed.source,
    type: `case-ledger.${feed.name}.${kind}`,
    subject: key,
    time: at,
    datacontenttype: 'application/json',
    data: { projection: feed.name, key, kind, value, cause },
  };
}
