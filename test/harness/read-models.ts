/** The engine of the read models on a real node and a real database, for tests; PostgreSQL where its address is given. */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  type CaseState,
  evolve,
  initialState,
  isCaseEvent,
  type LedgerEvent,
  toFact,
  type Whose,
  whoseInCase,
  whoseOfRecording,
} from '@case';
import {
  chainOn,
  EMPTY_TAIL,
  EventCodec,
  EventStore,
  type OutgoingEvent,
  StoreUnavailable,
  type Tail,
} from '@event-store';
import {
  type Database,
  type EmbeddedDatabase,
  Engine,
  type EngineLog,
  HIDDEN_NAMES,
  MIGRATIONS,
  openEmbedded,
  openPostgres,
  PROJECTION_NAMES,
  type Projection,
  snapshotOf,
} from '@read-models';
import { Client } from 'pg';
import { projectionsWith } from '../../apps/ledger/src/read-models/projections';
import { newKeyRing, testPseudonym } from './keys';
import { policies, policyOf } from './policies';
import { type Recorded } from './portfolio';
import { command, plain } from './visits';

/** A server to make databases on, as `npm run test:postgres` starts one; undefined tests the embedded database. */
export const POSTGRES_URL = process.env.TEST_POSTGRES_URL;

export const allProjections = (): readonly Projection[] => projectionsWith({ policies });

let empty: Promise<Blob> | undefined;
let databases = 0;

const CACHE = 'node_modules/.cache/case-ledger';

/** Making a database anew costs seconds; a copy of an empty one does not. The first suite makes it for all others. */
async function emptyDatabase(): Promise<Blob> {
  const file = await made(`empty-${madeOf()}.tar`, async (unfinished) => {
    const database = await openEmbedded({});
    const snapshot = await snapshotOf(database);
    await database.close();
    writeFileSync(unfinished, Buffer.from(await snapshot.arrayBuffer()));
  });
  return new Blob([readFileSync(file)]);
}

/** The same as a folder, for a service to begin with. */
export async function emptyFolder(): Promise<string> {
  const folder = await made(`empty-${madeOf()}`, async (unfinished) => {
    const database = await openEmbedded({ folder: unfinished });
    await database.close();
  });
  return join(folder, 'postgres');
}

/** Whole or not at all: suites run side by side. */
async function made(name: string, make: (unfinished: string) => Promise<void>): Promise<string> {
  const place = join(CACHE, name);
  if (existsSync(place)) return place;
  mkdirSync(CACHE, { recursive: true });
  const unfinished = `${place}.${process.pid}`;
  await make(unfinished);
  try {
    renameSync(unfinished, place);
  } catch (error) {
    // Another was first, and what it made is the same; no folder takes the place of one that is full.
    if (!existsSync(place)) throw error;
    rmSync(unfinished, { recursive: true });
  }
  return place;
}

/** Another database, or other migrations, make another one. */
function madeOf(): string {
  const hash = createHash('sha256').update(readFileSync('node_modules/@electric-sql/pglite/package.json'));
  for (const name of readdirSync(MIGRATIONS, { recursive: true }).map(String).sort()) {
    const file = join(MIGRATIONS, name);
    if (statSync(file).isFile()) hash.update(name).update(readFileSync(file));
  }
  return hash.digest('hex').slice(0, 16);
}

export interface TestDatabase {
  /** One more connection to it, as another service would have; the embedded database has only one. */
  open(): Promise<Database>;
  readonly url: string | undefined;
  remove(): Promise<void>;
}

export async function newDatabase(): Promise<TestDatabase> {
  if (POSTGRES_URL === undefined) {
    empty ??= emptyDatabase();
    const database: EmbeddedDatabase = await openEmbedded({ snapshot: await empty });
    return { open: async () => database, url: undefined, remove: () => database.close() };
  }
  databases += 1;
  const name = `ledger_${process.pid}_${databases}`;
  const url = new URL(POSTGRES_URL);
  await administer(`CREATE DATABASE ${name}`);
  url.pathname = `/${name}`;
  const opened: Database[] = [];
  return {
    url: url.href,
    open: async () => {
      const database = openPostgres(url.href);
      opened.push(database);
      return database;
    },
    remove: async () => {
      for (const database of opened) await database.close();
      await administer(`DROP DATABASE ${name} WITH (FORCE)`);
    },
  };
}

export async function administer(statement: string): Promise<void> {
  const client = new Client({ connectionString: POSTGRES_URL });
  await client.connect();
  await client.query(statement);
  await client.end();
}

/** A clock to set. */
export interface Hands {
  now: number;
}

export interface TestEngine {
  readonly engine: Engine;
  readonly database: Database;
  readonly log: object[];
  stop(): Promise<void>;
}

const quick = { timeoutMs: 1_000, attempts: 2, pauseMs: 20, silenceMs: 1_000 };

export function startEngine(
  database: Database,
  url: string,
  hands: Hands,
  projections: readonly Projection[] = allProjections(),
  feedDays = 10_000,
): TestEngine {
  const store = EventStore.connect(url, new EventCodec(testPseudonym), quick);
  const entries: object[] = [];
  const note = (entry: object) => {
    entries.push(entry);
  };
  const log: EngineLog = { info: note, warn: note, error: note };
  const engine = new Engine({
    database,
    store,
    projections,
    now: () => hands.now,
    policyOf,
    feedDays,
    log,
  });
  engine.start();
  return {
    engine,
    database,
    log: entries,
    stop: async () => {
      await engine.stop();
      await store.close();
    },
  };
}

/** Appends recorded events, in order, one stream after the other where that makes no difference to the order. */
export class Writer {
  readonly #codec = new EventCodec(testPseudonym, newKeyRing());
  /** What tells whose the fields of later events are. */
  readonly #known = new Map<string, CaseState>();
  readonly #store: EventStore;
  readonly #tails = new Map<string, Tail>();

  /** `sealing`: whether personal fields are sealed, or stored as they are. */
  constructor(
    url: string,
    private readonly sealing = true,
  ) {
    this.#store = EventStore.connect(url, this.#codec, quick);
  }

  /** Position of the newest. */
  async write(recorded: readonly Recorded[]): Promise<bigint> {
    let position = -1n;
    for (let from = 0; from < recorded.length; ) {
      const { stream = '', recordedAt = 0 } = recorded[from] ?? {};
      let to = from;
      while (recorded[to]?.stream === stream && recorded[to]?.recordedAt === recordedAt) to += 1;
      const tail = this.#tails.get(stream) ?? EMPTY_TAIL;
      const events = recorded.slice(from, to).map(({ event }) => event);
      const encoder = this.sealing ? await this.#codec.encoder(stream, events, this.#whose(stream, events)) : plain;
      const chained = chainOn(stream, tail, events, command, recordedAt, encoder);
      position = await this.#append(stream, tail.revision, chained.outgoing);
      this.#tails.set(stream, chained.tail);
      from = to;
    }
    return position;
  }

  #whose(stream: string, events: readonly LedgerEvent[]): Whose {
    const [first] = events;
    if (first && !isCaseEvent(first)) {
      const number = first.type === 'RecordingRegistered' ? first.data.number : undefined;
      return whoseOfRecording(stream, number && testPseudonym(number));
    }
    const ofCase = events.filter(isCaseEvent);
    const known = this.#known.get(stream) ?? initialState;
    const telling = ofCase.filter(({ type }) => /^(CaseOpened|ContactAdded|ContactUpdated)$/.test(type));
    const facts = telling.map((event) =>
      toFact(event, { revision: known.revision + 1, recordedAt: 0, commandId: '', payloadHash: '' }),
    );
    this.#known.set(stream, evolve(known, facts));
    return whoseInCase(stream, known, ofCase);
  }

  /** However long the store is away; with the same ids nothing is stored twice. */
  async #append(stream: string, expected: number, outgoing: readonly OutgoingEvent[]): Promise<bigint> {
    for (;;) {
      try {
        return (await this.#store.append(stream, expected, outgoing)).position;
      } catch (error) {
        if (!(error instanceof StoreUnavailable)) throw error;
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
    }
  }

  close(): Promise<void> {
    return this.#store.close();
  }
}

/** The same events in so many lanes, those of a stream in one of them and in their order. */
export function lanesOf(recorded: readonly Recorded[], lanes: number): readonly (readonly Recorded[])[] {
  const made: Recorded[][] = Array.from({ length: lanes }, () => []);
  for (const one of recorded) {
    const hash = [...one.stream].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) >>> 0, 7);
    made[hash % lanes]?.push(one);
  }
  return made;
}

/** Tables of the projections, with the columns that two ways of making them may leave different. */
const COLUMNS = {
  case_fact: [],
  case_standing: ['memo'],
  tone_history: ['memo'],
  promise_book: ['memo'],
  recovery_cohort: ['memo'],
  recovery_cohort_part: [],
  collector_day: ['memo'],
  collector_day_part: [],
  follow_up: ['memo'],
  retention: ['memo'],
  contact_log: [],
  audit_trail: ['memo'],
  finding: [],
  evidence_case: [],
  evidence: [],
  evidence_key: [],
  evidence_clock: [],
} as const;

export const TABLES = Object.keys(COLUMNS);

/** Everything that the projections say, in an order of its own. */
export async function tablesOf(database: Database): Promise<Record<string, readonly string[]>> {
  const tables: Record<string, readonly string[]> = {};
  for (const [name, without] of Object.entries(COLUMNS)) {
    const rows = await database.query(`SELECT (to_jsonb(t) - $1::text[])::text AS row FROM ${name} t ORDER BY 1`, [
      without,
    ]);
    tables[name] = rows.map(({ row }) => String(row));
  }
  return tables;
}

/** Tables in which two databases differ, with a few of the rows. */
export function differences(
  tables: Record<string, readonly string[]>,
  others: Record<string, readonly string[]>,
): readonly object[] {
  return [...new Set([...Object.keys(tables), ...Object.keys(others)])].flatMap((name) => {
    const [mine, theirs] = [new Set(tables[name]), new Set(others[name])];
    const only = [...mine].filter((row) => !theirs.has(row)).slice(0, 3);
    const missing = [...theirs].filter((row) => !mine.has(row)).slice(0, 3);
    return only.length + missing.length > 0 ? [{ name, only, missing }] : [];
  });
}

/** Projections in all, the hidden ones included. */
export const ALL = PROJECTION_NAMES.length + HIDDEN_NAMES.length;

/** Those whose rows change by themselves, with their tables. */
const ALARMED = {
  'case-standing': 'case_standing',
  'tone-history': 'tone_history',
  'promise-book': 'promise_book',
  'audit-trail': 'audit_trail',
  'follow-ups': 'follow_up',
};

/** Waits until so many projections have taken in the position, none is being built, and no alarm is due. */
export async function untilLevel(database: Database, position: bigint, hands: Hands, projections = ALL): Promise<void> {
  const level = `SELECT (count(*) FILTER (WHERE generation = 'live' AND position >= $1))::int AS level,
      (count(*) FILTER (WHERE generation = 'building'))::int AS building FROM projection`;
  const alarms = Object.entries(ALARMED).map(
    ([name, table]) => `SELECT 1 FROM ${table} t JOIN projection p ON p.name = '${name}'
      WHERE p.generation = 'live' AND p.state = 'running' AND t.next_change_at <= $1`,
  );
  const due = alarms.join(' UNION ALL ');
  // The embedded database does one thing after the other: to ask all the time would keep it from its work.
  for (let pause = 2; ; pause = Math.min(100, pause * 2)) {
    const [row] = await database.query(level, [String(position)]);
    const reached = Number(row?.level) >= projections && row?.building === 0;
    if (reached && (await database.query(`${due} LIMIT 1`, [new Date(hands.now).toISOString()])).length === 0) return;
    await new Promise((resolve) => setTimeout(resolve, pause));
  }
}
