/**
 * The storage core: streams of events in one SQLite file. It knows revisions, positions, idempotent repeats and groups
 * of appends that share one fsync; of the protocol it knows nothing. Synchronous, so it lives in a thread of its own.
 */
import Database from 'libsql';
import { LRUCache } from 'lru-cache';
import { eventsFile, type FolderLock, lockFolder, makeFolder } from './folder';
import { checksumOf, encodeRecord, idBytes, type ProposedEvent } from './record';
import { blobIn, numberIn } from './rows';
import { migrate } from './schema';

/** Where the caller believes the stream to end: a revision, or one of the protocol's words. */
export type ExpectedRevision = number | 'any' | 'no_stream' | 'stream_exists';

export interface AppendRequest {
  readonly stream: string;
  readonly expected: ExpectedRevision;
  readonly events: readonly ProposedEvent[];
}

export type AppendResult =
  | { readonly kind: 'appended'; readonly revision: number | undefined; readonly position: number | undefined }
  | { readonly kind: 'wrong-expected-revision'; readonly current: number | undefined };

/** A stored event: its place in `$all`, the bytes of its RecordedEvent, and what filters look at. */
export interface StoredEvent {
  readonly position: number;
  readonly stream: string;
  readonly revision: number;
  readonly type: string;
  readonly record: Buffer;
}

/** A page of events in the order that was asked for; `more` says whether the place after the last is worth a look. */
export interface Page {
  readonly events: readonly StoredEvent[];
  readonly more: boolean;
}

/** An event that was stored is gone. */
export class MissingEvent extends Error {
  /** Of a stream and a revision in it, or of `$all` and a position. */
  constructor(
    readonly stream: string,
    readonly revision: number,
  ) {
    super(`the stored event ${revision} of ${stream} is missing: the file is corrupt`);
    this.name = 'MissingEvent';
  }
}

/** A stored event is not what was written. It is named, and never handed out. */
export class DamagedEvent extends Error {
  constructor(
    readonly position: number,
    readonly stream: string,
    readonly revision: number,
  ) {
    super(`the stored event at position ${position} is damaged (stream ${stream}, revision ${revision})`);
    this.name = 'DamagedEvent';
  }
}

/** Where a stream ends. */
interface Head {
  readonly streamId: number;
  readonly revision: number;
}

/** Streams whose end is remembered, so that an append need not look it up. */
const MOST_HEADS = 100_000;

/** A page ends with the event that passes this size, however many were asked for. */
const PAGE_BYTES = 1024 * 1024;

/** Pages of the file that are kept in memory, in KiB: enough for the indexes of millions of events. */
const CACHE_KIB = 64 * 1024;

// Texts as bytes: the driver ends the process at one whose bytes the disk has changed.
const SELECT_EVENT = `SELECT e.position, e.revision, CAST(s.name AS BLOB) AS stream, CAST(e.type AS BLOB) AS type,
    e.checksum, e.record
  FROM event e JOIN stream s ON s.id = e.stream`;

export class Storage {
  readonly #lock: FolderLock;
  readonly #db: Database.Database;
  readonly #statements: Readonly<Record<StatementName, Database.Statement>>;
  readonly #heads = new LRUCache<string, Head>({ max: MOST_HEADS });
  readonly #waiting = new Set<() => void>();
  #head: number;

  /** Opens or makes the store in `folder`; throws a sentence where another node holds it or a newer one wrote it. */
  constructor(folder: string) {
    makeFolder(folder);
    this.#lock = lockFolder(folder);
    try {
      this.#db = new Database(eventsFile(folder));
      this.#db.exec(`PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA cache_size = -${CACHE_KIB};`);
      migrate(this.#db);
    } catch (error) {
      this.#lock.release();
      throw error;
    }
    this.#statements = prepare(this.#db);
    this.#head = numberIn(this.#statements.head.get([]), 'position') ?? 0;
  }

  /** Position of the newest committed event, 0 when there is none. */
  get head(): number {
    return this.#head;
  }

  /**
   * Decides and writes a group of appends in order, in one transaction with one fsync, and returns one result each. A
   * conflict touches nobody else in the group. Throws where the disk does not take the commit: nothing is stored then.
   */
  appendGroup(requests: readonly AppendRequest[]): readonly AppendResult[] {
    let head = this.#head;
    this.#statements.begin.run([]);
    try {
      const results = requests.map((request) => {
        const result = this.#decide(request);
        if (result) return result;
        const written = this.#write(request, head);
        head = written.position ?? head;
        return written;
      });
      this.#statements.commit.run([]);
      this.#head = head;
      return results;
    } catch (error) {
      if (this.#db.inTransaction) this.#db.exec('ROLLBACK');
      this.#heads.clear();
      throw error;
    }
  }

  /** Revision of the newest event of a stream; undefined where there is no such stream. */
  lastRevision(stream: string): number | undefined {
    return this.#headOf(stream)?.revision;
  }

  /** One page of a stream from a revision on, inclusive. Throws {@link DamagedEvent} where its first event is damaged. */
  readStream(stream: string, from: number, direction: 'forwards' | 'backwards', limit: number): Page {
    const statement = this.#statements[direction === 'forwards' ? 'streamForwards' : 'streamBackwards'];
    const page = pageOf(statement.all([stream, from, rowsOf(limit)]) as unknown[], limit);
    assertGapless(page, from, direction, 0, this.lastRevision(stream) ?? -1, ({ revision }) => revision, stream);
    return page;
  }

  /** One page of all events from a position on, inclusive. Throws as {@link readStream} does. */
  readAll(from: number, direction: 'forwards' | 'backwards', limit: number): Page {
    const statement = this.#statements[direction === 'forwards' ? 'allForwards' : 'allBackwards'];
    const page = pageOf(statement.all([from, rowsOf(limit)]) as unknown[], limit);
    assertGapless(page, from, direction, 1, this.#head, ({ position }) => position, '$all');
    return page;
  }

  /** Tells those who wait that more is committed; apart from the commit, so that its writers are answered first. */
  announce(): void {
    for (const wake of [...this.#waiting]) wake();
  }

  /** Calls back at each announcement until the returned function is called. */
  onCommit(wake: () => void): () => void {
    this.#waiting.add(wake);
    return () => this.#waiting.delete(wake);
  }

  /** Gives the file back to others; the store must not be used afterwards. */
  close(): void {
    // One file that holds everything, for whoever copies it.
    this.#db.exec('PRAGMA wal_checkpoint(TRUNCATE)');
    this.#db.close();
    this.#lock.release();
  }

  /** The result where nothing is to be written: a conflict, a repeat or an empty append. */
  #decide({ stream, expected, events }: AppendRequest): AppendResult | undefined {
    const current = this.lastRevision(stream);
    const conflict: AppendResult = { kind: 'wrong-expected-revision', current };
    if (events.length === 0) {
      return fits(expected, current) ? { kind: 'appended', revision: current, position: undefined } : conflict;
    }
    if (expected === 'any' || (expected === 'stream_exists' && current !== undefined)) {
      return this.#repeatById(stream, events, conflict);
    }
    if (fits(expected, current)) return undefined;
    const after = expected === 'no_stream' ? 0 : Number(expected) + 1;
    return current !== undefined && after <= current ? this.#repeatAt(stream, after, events, conflict) : conflict;
  }

  /** Without a revision to go by, the first event's id tells a repeat; a repeat must be one throughout. */
  #repeatById(stream: string, events: readonly ProposedEvent[], conflict: AppendResult): AppendResult | undefined {
    let last: { revision: number; position: number } | undefined;
    for (const [index, event] of events.entries()) {
      const row = this.#statements.byId.get([idBytes(event.id), stream]);
      const revision = numberIn(row, 'revision');
      const position = numberIn(row, 'position');
      if (revision === undefined || position === undefined) return index === 0 ? undefined : conflict;
      last = { revision, position };
    }
    return last && { kind: 'appended', ...last };
  }

  /** With a revision that lies behind, the ids stored from there on tell a repeat from a conflict, for ever. */
  #repeatAt(stream: string, from: number, events: readonly ProposedEvent[], conflict: AppendResult): AppendResult {
    const stored = this.#statements.idsFrom.all([stream, from, events.length]) as unknown[];
    const same =
      stored.length === events.length &&
      stored.every((row, i) => blobIn(row, 'id')?.equals(idBytes(events[i]?.id ?? '')));
    const last = stored.at(-1);
    return same
      ? { kind: 'appended', revision: numberIn(last, 'revision'), position: numberIn(last, 'position') }
      : conflict;
  }

  #write({ stream, events }: AppendRequest, head: number) {
    const created = Date.now();
    const known = this.#headOf(stream);
    const streamId = known?.streamId ?? Number(this.#statements.addStream.run([stream]).lastInsertRowid);
    let revision = known?.revision ?? -1;
    let position = head;
    for (const event of events) {
      revision += 1;
      position += 1;
      const record = encodeRecord(event, { stream, revision, position, created });
      const checksum = checksumOf({ position, revision, stream, type: event.type }, record);
      this.#statements.addEvent.run([position, streamId, revision, idBytes(event.id), event.type, checksum, record]);
    }
    this.#heads.set(stream, { streamId, revision });
    return { kind: 'appended', revision, position } as const;
  }

  #headOf(stream: string): Head | undefined {
    const remembered = this.#heads.get(stream);
    if (remembered) return remembered;
    const row = this.#statements.headOf.get([stream]);
    const streamId = numberIn(row, 'id');
    const revision = numberIn(row, 'revision');
    if (streamId === undefined || revision === undefined) return undefined;
    const found = { streamId, revision };
    this.#heads.set(stream, found);
    return found;
  }
}

type StatementName = keyof ReturnType<typeof prepare>;

function prepare(db: Database.Database) {
  return {
    begin: db.prepare('BEGIN IMMEDIATE'),
    commit: db.prepare('COMMIT'),
    head: db.prepare('SELECT max(position) AS position FROM event'),
    headOf: db.prepare(
      'SELECT s.id, (SELECT max(revision) FROM event WHERE stream = s.id) AS revision FROM stream s WHERE s.name = ?',
    ),
    addStream: db.prepare('INSERT INTO stream (name) VALUES (?)'),
    addEvent: db.prepare(
      'INSERT INTO event (position, stream, revision, id, type, checksum, record) VALUES (?, ?, ?, ?, ?, ?, ?)',
    ),
    byId: db.prepare(
      // By the id, whatever the planner thinks: the other index would walk the whole stream.
      `SELECT revision, position FROM event INDEXED BY event_by_id
       WHERE id = ? AND stream = (SELECT id FROM stream WHERE name = ?) ORDER BY revision DESC LIMIT 1`,
    ),
    idsFrom: db.prepare(
      `SELECT id, revision, position FROM event
       WHERE stream = (SELECT id FROM stream WHERE name = ?) AND revision >= ? ORDER BY revision LIMIT ?`,
    ),
    streamForwards: db.prepare(`${SELECT_EVENT} WHERE s.name = ? AND e.revision >= ? ORDER BY e.revision LIMIT ?`),
    streamBackwards: db.prepare(
      `${SELECT_EVENT} WHERE s.name = ? AND e.revision <= ? ORDER BY e.revision DESC LIMIT ?`,
    ),
    allForwards: db.prepare(`${SELECT_EVENT} WHERE e.position >= ? ORDER BY e.position LIMIT ?`),
    allBackwards: db.prepare(`${SELECT_EVENT} WHERE e.position <= ? ORDER BY e.position DESC LIMIT ?`),
  };
}

function fits(expected: ExpectedRevision, current: number | undefined): boolean {
  if (expected === 'any') return true;
  if (expected === 'no_stream') return current === undefined;
  return expected === 'stream_exists' ? current !== undefined : expected === current;
}

/** Neither positions nor the revisions of a stream have gaps: where one is, the disk has lost what was there. */
function assertGapless(
  { events, more }: Page,
  from: number,
  direction: 'forwards' | 'backwards',
  lowest: number,
  highest: number,
  placeOf: (event: StoredEvent) => number,
  name: string,
): void {
  const step = direction === 'forwards' ? 1 : -1;
  let due = step === 1 ? Math.max(from, lowest) : Math.min(from, highest);
  for (const event of events) {
    if (placeOf(event) !== due) throw new MissingEvent(name, due);
    due += step;
  }
  if (!more && due >= lowest && due <= highest) throw new MissingEvent(name, due);
}

/** The driver holds all rows of a page at once, and each may weigh a megabyte. */
const MOST_ROWS = 32;

const rowsOf = (limit: number): number => Math.min(limit, MOST_ROWS);

/** Takes rows until the page is full; what comes before a damaged event is still handed out. */
function pageOf(rows: readonly unknown[], limit: number): Page {
  const events: StoredEvent[] = [];
  let bytes = 0;
  for (const row of rows) {
    const event = storedEvent(row);
    if (checksumOf(event, event.record) !== numberIn(row, 'checksum')) {
      if (events.length > 0) return { events, more: true };
      throw new DamagedEvent(event.position, event.stream, event.revision);
    }
    events.push(event);
    bytes += event.record.length;
    if (bytes >= PAGE_BYTES) return { events, more: true };
  }
  return { events, more: events.length === rowsOf(limit) };
}

const storedEvent = (row: unknown): StoredEvent => ({
  position: numberIn(row, 'position') ?? 0,
  stream: blobIn(row, 'stream')?.toString('utf8') ?? '',
  revision: numberIn(row, 'revision') ?? 0,
  type: blobIn(row, 'type')?.toString('utf8') ?? '',
  record: blobIn(row, 'record') ?? Buffer.alloc(0),
});
