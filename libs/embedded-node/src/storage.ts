/**
 * The storage core: streams of events in one SQLite file. It knows revisions, positions, idempotent repeats and groups
 * of appends that share one fsync; of the protocol it knows nothing. Synchronous, so it lives in a thread of its own.
 */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'libsql';
import { LRUCache } from 'lru-cache';
import { encodeRecord, type ProposedEvent } from './record';

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

interface Row {
  position: number;
  revision: number;
  stream: string;
  type: string;
  record: ArrayBuffer | Uint8Array;
}

/** Where a stream ends. */
interface Head {
  readonly streamId: number;
  readonly revision: number;
}

/** Streams whose end is remembered, so that an append need not look it up. */
const MOST_HEADS = 100_000;

const SCHEMA_VERSION = 1;

const SCHEMA = `
  CREATE TABLE stream (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT;
  CREATE TABLE event (
    position INTEGER PRIMARY KEY,
    stream INTEGER NOT NULL REFERENCES stream (id),
    revision INTEGER NOT NULL,
    id TEXT NOT NULL,
    type TEXT NOT NULL,
    record BLOB NOT NULL
  ) STRICT;
  CREATE UNIQUE INDEX event_by_revision ON event (stream, revision);
  CREATE INDEX event_by_id ON event (id, stream);
`;

const SELECT_EVENT = `SELECT e.position, e.revision, s.name AS stream, e.type, e.record
  FROM event e JOIN stream s ON s.id = e.stream`;

export class Storage {
  readonly #lock: Database.Database;
  readonly #db: Database.Database;
  readonly #statements: Readonly<Record<StatementName, Database.Statement>>;
  readonly #heads = new LRUCache<string, Head>({ max: MOST_HEADS });
  readonly #waiting = new Set<() => void>();
  #head: number;

  /** Opens or makes the store in `folder`; throws a sentence where another node holds it or a newer one wrote it. */
  constructor(folder: string) {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    this.#lock = lock(folder);
    this.#db = new Database(join(folder, 'events.sqlite'));
    try {
      this.#db.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;');
      this.#migrate();
    } catch (error) {
      this.#db.close();
      unlock(this.#lock);
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

  /** One page of a stream from a revision on, inclusive. */
  readStream(stream: string, from: number, direction: 'forwards' | 'backwards', limit: number): readonly StoredEvent[] {
    const statement = this.#statements[direction === 'forwards' ? 'streamForwards' : 'streamBackwards'];
    return rows(statement.all([stream, from, limit]));
  }

  /** One page of all events from a position on, inclusive. */
  readAll(from: number, direction: 'forwards' | 'backwards', limit: number): readonly StoredEvent[] {
    const statement = this.#statements[direction === 'forwards' ? 'allForwards' : 'allBackwards'];
    return rows(statement.all([from, limit]));
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
    this.#db.close();
    unlock(this.#lock);
  }

  #migrate(): void {
    const version = numberIn(this.#db.prepare('PRAGMA user_version').get([]), 'user_version') ?? 0;
    if (version > SCHEMA_VERSION) throw new Error(`the event store was written by a newer version (${version})`);
    if (version === SCHEMA_VERSION) return;
    this.#db.exec(`BEGIN IMMEDIATE; ${SCHEMA} PRAGMA user_version = ${SCHEMA_VERSION}; COMMIT;`);
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
      const row = this.#statements.byId.get([event.id, stream]);
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
    const same = stored.length === events.length && stored.every((row, i) => textIn(row, 'id') === events[i]?.id);
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
      this.#statements.addEvent.run([position, streamId, revision, event.id, event.type, record]);
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

/**
 * One node to a folder: a second database, held in an exclusive transaction. The kernel gives the lock back when the
 * process ends, however it ends, and the events stay open to readers such as a backup.
 */
function lock(folder: string): Database.Database {
  const db = new Database(join(folder, 'lock.sqlite'));
  try {
    db.exec('BEGIN EXCLUSIVE');
    return db;
  } catch (error) {
    db.close();
    if (isBusy(error)) throw new Error(`the event store in ${folder} is in use by another process`);
    throw error;
  }
}

/** Ends the transaction first: closing alone would leave the lock to the garbage collector. */
function unlock(db: Database.Database): void {
  db.exec('ROLLBACK');
  db.close();
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
    addEvent: db.prepare('INSERT INTO event (position, stream, revision, id, type, record) VALUES (?, ?, ?, ?, ?, ?)'),
    byId: db.prepare(
      `SELECT revision, position FROM event WHERE id = ? AND stream = (SELECT id FROM stream WHERE name = ?)
       ORDER BY revision DESC LIMIT 1`,
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

const rows = (result: unknown): readonly StoredEvent[] =>
  (result as Row[]).map(({ position, stream, revision, type, record }) => ({
    position,
    stream,
    revision,
    type,
    record:
      record instanceof ArrayBuffer
        ? Buffer.from(record)
        : Buffer.from(record.buffer, record.byteOffset, record.byteLength),
  }));

function field(row: unknown, name: string): unknown {
  return typeof row === 'object' && row !== null ? Reflect.get(row, name) : undefined;
}

function numberIn(row: unknown, name: string): number | undefined {
  const value = field(row, name);
  return typeof value === 'number' ? value : undefined;
}

function textIn(row: unknown, name: string): string | undefined {
  const value = field(row, name);
  return typeof value === 'string' ? value : undefined;
}

const isBusy = (error: unknown): boolean => error instanceof Error && /locked|busy/i.test(error.message);
