/**
 * Services, the store and connections to the database are killed at random moments while events come in: the tables are
 * those of a fresh rebuild, and a reader of the feeds who kept its cursor has seen every change once, in order.
 */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { type Database, openEmbedded, openPostgres, PROJECTION_NAMES } from '@read-models';
import { Client } from 'pg';
import { FeedStream } from '../harness/feed-stream';
import { endLoneNode, type LoneNode, startLoneNode } from '../harness/lone-node';
import { temporaryFolder } from '../harness/node';
import { chance, load } from '../harness/portfolio';
import {
  differences,
  lanesOf,
  newDatabase,
  POSTGRES_URL,
  startEngine,
  type TestDatabase,
  tablesOf,
  untilLevel,
  Writer,
} from '../harness/read-models';
import { endService, type Service, startService } from '../harness/service';

const EVENTS = Number(process.env.EVENTS ?? 3_000);
const SEED = Number(process.env.SEED ?? 20261125);
/** One on the embedded database, which has room for one; on a server another that takes over. */
const SERVICES = POSTGRES_URL === undefined ? 1 : 2;
const LONGEST_PEACE_MS = 1_500;
/** Events that are written at once, and then waited for. */
const PORTION = 100;
/** Ahead of every clock, so that nothing but events changes the tables, today and tomorrow. */
const FROM = Date.parse('2040-03-20T08:00:00Z');
const FEEDS = PROJECTION_NAMES;
const SECRET = 'a secret that only tests can have';

/** A hundred thousand take over half an hour where there is other work beside them. */
jest.setTimeout(Math.max(1_500_000, EVENTS * 45));

let folder: string;
let database: TestDatabase | undefined;
let node: LoneNode;
const services: (Service | undefined)[] = [];

beforeAll(async () => {
  folder = temporaryFolder();
  database = POSTGRES_URL === undefined ? undefined : await newDatabase();
  node = await startLoneNode({ folder: join(folder, 'events') });
  for (let i = 0; i < SERVICES; i++) services[i] = await begin(i);
});

afterAll(async () => {
  for (const service of services) if (service) await endService(service, 'SIGKILL');
  await endLoneNode(node, 'SIGKILL');
  await database?.remove();
  rmSync(folder, { recursive: true, force: true });
});

/** A store that was just killed may not be there yet: whoever runs the service starts it again. */
async function begin(i: number): Promise<Service> {
  for (;;) {
    try {
      return await startService({
        DATA_DIR: join(folder, `service-${i}`),
        EVENTSTORE_URL: node.url,
        LEDGER_SECRET: SECRET,
        FEED_DAYS: '36500',
        ...(database?.url && { DATABASE_URL: database.url }),
      });
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
}

/** Follows a feed in pages, from whichever service answers, and keeps its cursor. */
class Reader {
  cursor = '0';
  readonly numbers: number[] = [];

  constructor(private readonly name: string) {}

  async follow(done: () => boolean): Promise<void> {
    for (let turn = 0; ; turn++) {
      const url = services[turn % SERVICES]?.url;
      const ended = done();
      const page = url === undefined ? undefined : await this.#page(url);
      if (page?.length === 0 && ended) return;
      if (!page) await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }

  /** Undefined where nobody answers. */
  async #page(url: string): Promise<readonly unknown[] | undefined> {
    try {
      const answer = await fetch(`${url}/v1/projections/${this.name}/changes?after=${this.cursor}&wait=1`);
      if (answer.status !== 200) return undefined;
      const { changes, next } = (await answer.json()) as { changes: { id: string }[]; next: string };
      for (const { id } of changes) this.numbers.push(Number(id.split('.')[1]));
      this.cursor = next;
      return changes;
    } catch {
      return undefined;
    }
  }
}

/** Follows the stream of a feed, and connects anew with the newest id it has seen. */
class StreamReader {
  readonly numbers: number[] = [];
  #newest: string | undefined;

  constructor(private readonly name: string) {}

  async follow(done: (seen: number) => boolean): Promise<void> {
    for (let turn = 0; !done(this.numbers.length); turn++) {
      const url = services[turn % SERVICES]?.url;
      const stream = url === undefined ? undefined : await this.#open(url).catch(() => undefined);
      while (stream && !stream.ended && !done(this.numbers.length)) {
        this.#take(stream);
        await new Promise((resolve) => setTimeout(resolve, 10));
      }
      if (stream) this.#take(stream);
      else await new Promise((resolve) => setTimeout(resolve, 20));
      stream?.close();
    }
  }

  #open(url: string): Promise<FeedStream> {
    return FeedStream.open(Number(new URL(url).port), `/v1/projections/${this.name}/changes`, this.#newest);
  }

  #take(stream: FeedStream): void {
    for (const { id } of stream.takeAll()) {
      this.#newest = String(id);
      this.numbers.push(Number(this.#newest.split('.')[1]));
    }
  }
}

async function killService(i: number): Promise<void> {
  const service = services[i];
  if (!service) return;
  services[i] = undefined;
  await endService(service, 'SIGKILL');
  services[i] = await begin(i);
}

async function killStore(): Promise<void> {
  await endLoneNode(node, 'SIGKILL');
  node = await startLoneNode({ folder: join(folder, 'events'), port: node.port });
}

/** Of one connection, or of all. */
async function killConnections(all: boolean): Promise<void> {
  const client = new Client({ connectionString: database?.url });
  await client.connect();
  await client.query(
    `SELECT pg_terminate_backend(pid) FROM (
       SELECT pid FROM pg_stat_activity WHERE application_name = 'case-ledger' AND datname = current_database()
       ORDER BY random() LIMIT ${all ? 1_000 : 1}) chosen`,
  );
  await client.end();
}

async function openTables(): Promise<Database> {
  return database?.url === undefined
    ? openEmbedded({ folder: join(folder, 'service-0', 'read-models') })
    : openPostgres(database.url);
}

it(`loses and doubles nothing of ${EVENTS} events`, async () => {
  const next = chance(SEED);
  const recorded = [...load(EVENTS, Math.ceil(EVENTS / 20), 3, SEED, FROM)];
  const writer = new Writer(node.url);
  let written = false;
  let read = false;
  let pagesRead = false;
  const readers = FEEDS.map((name) => new Reader(name));
  const reading = readers.map((reader) => reader.follow(() => read));
  const [paged] = readers;
  const stream = new StreamReader(FEEDS[0]);
  const streaming = stream.follow((seen) => pagesRead && seen >= (paged?.numbers.length ?? 0));
  const kills = { service: 0, store: 0, connection: 0 };
  // A slow machine may need longer for a portion than peace lasts: one kill for each, or it would come to nothing at all.
  let portions = 0;
  const killing = (async () => {
    for (let killed = 0; !written; ) {
      await new Promise((resolve) => setTimeout(resolve, next() * LONGEST_PEACE_MS));
      if (killed > portions) continue;
      killed = portions + 1;
      const what = next();
      if (what < 0.4) {
        kills.service += 1;
        await killService(Math.floor(next() * SERVICES));
      } else if (what < 0.7 || !database) {
        kills.store += 1;
        await killStore();
      } else {
        kills.connection += 1;
        await killConnections(next() < 0.3);
      }
    }
  })();
  // In portions, so that the kills meet the projections at work and not only the writer.
  let position = -1n;
  for (let from = 0; from < recorded.length; from += PORTION) {
    const lanes = lanesOf(recorded.slice(from, from + PORTION), 8);
    for (const reached of await Promise.all(lanes.map((lane) => writer.write(lane)))) {
      if (reached > position) position = reached;
    }
    await levelWith(position);
    portions += 1;
  }
  written = true;
  await killing;
  await levelWith(position);
  read = true;
  await Promise.all(reading);
  pagesRead = true;
  await streaming;
  expect(stream.numbers).toEqual(paged?.numbers);
  for (const service of services) if (service) expect(await endService(service, 'SIGTERM')).toBe(0);
  const hands = { now: 0 };
  const fresh = await newDatabase();
  const anew = await fresh.open();
  const engine = startEngine(anew, node.url, hands);
  await untilLevel(anew, position, hands);
  const tables = await openTables();
  try {
    expect(differences(await tablesOf(tables), await tablesOf(anew))).toEqual([]);
    for (const [i, { numbers }] of readers.entries()) {
      const [row] = await tables.query(
        `SELECT cursor::int AS newest FROM projection WHERE name = $1 AND generation = 'live'`,
        [FEEDS[i]],
      );
      expect(numbers.length).toBe(row?.newest);
      expect(numbers.every((number, at) => number === at + 1)).toBe(true);
    }
    expect(Math.min(kills.service, kills.store)).toBeGreaterThan(0);
  } finally {
    await tables.close();
    await engine.stop();
    await fresh.remove();
    await writer.close();
  }
});

/** Asks whichever service is there until the read models have come to a position. */
async function levelWith(position: bigint): Promise<void> {
  for (let turn = 0; ; turn++) {
    const url = services[turn % SERVICES]?.url;
    const answer = url
      ? await fetch(`${url}/v1/figures?from=2040-01-01&to=2040-01-02&minPosition=${position}`).catch(() => undefined)
      : undefined;
    if (answer?.status === 200) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
