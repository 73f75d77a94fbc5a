/** What tests of the engine stand on: a store, a database, a clock, and engines that are stopped when the test is over. */
import { isDeepStrictEqual } from 'node:util';
import type { Database, Projection } from '@read-models';
import { startTestNode, type TestNode } from './node';
import type { Recorded } from './portfolio';
import {
  differences,
  type Hands,
  lanesOf,
  newDatabase,
  startEngine,
  type TestDatabase,
  type TestEngine,
  tablesOf,
  untilLevel,
  Writer,
} from './read-models';
import { until } from './until';

/** One entry of a feed, as it is kept. */
interface Kept {
  readonly cursor: bigint;
  readonly key: string;
  readonly kind: string;
  readonly value: unknown;
  readonly cause: object;
  /** Epoch milliseconds: of the event, or the alarm. */
  readonly at: number;
}

const READ_TABLES: Readonly<Record<string, string>> = {
  'case-standing': 'case_standing',
  'tone-history': 'tone_history',
  'promise-book': 'promise_book',
  'recovery-cohorts': 'recovery_cohort',
  'collector-day': 'collector_day',
  'audit-trail': 'audit_trail',
  'follow-ups': 'follow_up',
  retention: 'retention',
};

export class Bed {
  readonly #running: TestEngine[] = [];

  private constructor(
    private readonly node: TestNode,
    private readonly base: TestDatabase,
    readonly database: Database,
    private readonly writer: Writer,
    readonly hands: Hands,
  ) {}

  static async make(): Promise<Bed> {
    const [node, base] = [await startTestNode(), await newDatabase()];
    return new Bed(node, base, await base.open(), new Writer(node.url), { now: 0 });
  }

  async remove(): Promise<void> {
    await this.stopAll();
    await this.writer.close();
    await this.base.remove();
    await this.node.remove();
  }

  get url(): string {
    return this.node.url;
  }

  start(projections?: readonly Projection[], feedDays?: number): TestEngine {
    const engine = startEngine(this.database, this.url, this.hands, projections, feedDays);
    this.#running.push(engine);
    return engine;
  }

  async stopAll(): Promise<void> {
    for (const engine of this.#running.splice(0)) await engine.stop();
  }

  async stop(engine: TestEngine): Promise<void> {
    this.#running.splice(this.#running.indexOf(engine), 1);
    await engine.stop();
  }

  /** Writes and sets the clock to the newest; answers the newest position. */
  async write(recorded: readonly Recorded[]): Promise<bigint> {
    this.hands.now = Math.max(this.hands.now, recorded.at(-1)?.recordedAt ?? 0);
    return this.writer.write(recorded);
  }

  /** Many, those of each stream in their order. */
  async writeMany(recorded: readonly Recorded[]): Promise<bigint> {
    const reached = await Promise.all(lanesOf(recorded, 32).map((lane) => this.write(lane)));
    return reached.sort((a, b) => (a < b ? -1 : 1)).at(-1) ?? -1n;
  }

  /** Until so many projections have come to a position. */
  level(position: bigint, projections?: number): Promise<void> {
    return untilLevel(this.database, position, this.hands, projections);
  }

  async wish(name: string, what: 'resume' | 'rebuild'): Promise<void> {
    await this.database.query(`UPDATE projection SET wish = $2 WHERE name = $1 AND generation = 'live'`, [name, what]);
  }

  /** Until nothing is being built, and nothing is wished for that is. */
  async built(): Promise<void> {
    const text = `SELECT 1 FROM projection WHERE generation = 'building' OR wish IS NOT NULL`;
    await until(async () => (await this.database.query(text)).length === 0);
  }

  projectionRows() {
    return this.database.query(
      'SELECT name, generation, version, state, reason FROM projection ORDER BY name, generation',
    );
  }

  async rowsOf(table: string): Promise<ReadonlyMap<string, unknown>> {
    const rows = await this.database.query(`SELECT key, value FROM ${table}`);
    return new Map(rows.map(({ key, value }) => [String(key), value]));
  }

  /** A projection's feed, from its beginning. */
  async changesOf(name: string): Promise<readonly Kept[]> {
    const rows = await this.database.query(
      'SELECT cursor::text, key, kind, value, cause, at::text FROM change WHERE projection = $1 ORDER BY change.cursor',
      [name],
    );
    return rows.map(({ cursor, key, kind, value, cause, at }) => ({
      cursor: BigInt(String(cursor)),
      key: String(key),
      kind: String(kind),
      value,
      cause: Object(cause),
      at: Date.parse(String(at)),
    }));
  }

  /** Whoever begins at 0 comes to the rows that are read. */
  async expectFeedsToAgree(): Promise<void> {
    for (const [name, table] of Object.entries(READ_TABLES)) {
      const [told, rows] = [followed(await this.changesOf(name)), await this.rowsOf(table)];
      const keys = new Set([...told.keys(), ...rows.keys()]);
      const odd = [...keys].filter((key) => !isDeepStrictEqual(told.get(key), rows.get(key)));
      expect(odd.slice(0, 3).map((key) => [name, key, told.get(key), rows.get(key)])).toEqual([]);
    }
  }

  /** The tables are those of a fresh database that takes in the same store. */
  async expectAsAnew(position: bigint): Promise<void> {
    const other = await newDatabase();
    try {
      const fresh = await other.open();
      const engine = startEngine(fresh, this.url, this.hands);
      await untilLevel(fresh, position, this.hands);
      const tables = await tablesOf(fresh);
      await engine.stop();
      expectSame(await tablesOf(this.database), tables);
    } finally {
      await other.remove();
    }
  }
}

export const expectSame = (
  tables: Record<string, readonly string[]>,
  others: Record<string, readonly string[]>,
): void => expect(differences(tables, others)).toEqual([]);

/** What a reader comes to who begins at 0. */
function followed(changes: readonly Kept[]): ReadonlyMap<string, unknown> {
  const rows = new Map<string, unknown>();
  for (const { key, kind, value } of changes) {
    if (kind === 'upsert') rows.set(key, value);
    else rows.delete(key);
  }
  return rows;
}
