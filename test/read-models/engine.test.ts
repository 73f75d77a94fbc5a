/** The engine on a real store and a real database: each event counts once, whatever happens in between. */
import { isDeepStrictEqual } from 'node:util';
import type { LedgerEvent } from '@case';
import { EventStoreDBClient, jsonEvent } from '@eventstore/db-client';
import {
  caseStandings,
  type Database,
  HIDDEN_NAMES,
  PROJECTION_NAMES,
  type Projection,
  Watch,
  type Work,
} from '@read-models';
import fc from 'fast-check';
import { startTestNode, type TestNode } from '../harness/node';
import { load, type Op, Portfolio, type Recorded } from '../harness/portfolio';
import {
  ALL,
  allProjections,
  BOUND,
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
} from '../harness/read-models';

jest.setTimeout(600_000);

let node: TestNode;
let base: TestDatabase;
let database: Database;
let writer: Writer;
let hands: Hands;
const running: TestEngine[] = [];

beforeEach(async () => {
  node = await startTestNode();
  base = await newDatabase();
  database = await base.open();
  writer = new Writer(node.url);
  hands = { now: 0 };
});

afterEach(async () => {
  for (const engine of running.splice(0)) await engine.stop();
  await writer.close();
  await base.remove();
  await node.remove();
});

const start = (projections?: readonly Projection[], feedDays?: number): TestEngine => {
  const engine = startEngine(database, node.url, hands, projections, feedDays);
  running.push(engine);
  return engine;
};

const stop = async (engine: TestEngine): Promise<void> => {
  running.splice(running.indexOf(engine), 1);
  await engine.stop();
};

/** Writes and sets the clock to the newest. */
async function write(recorded: readonly Recorded[]): Promise<bigint> {
  hands.now = Math.max(hands.now, recorded.at(-1)?.recordedAt ?? 0);
  return writer.write(recorded);
}

/** Many, those of each stream in their order; answers the newest position. */
async function writeMany(recorded: readonly Recorded[]): Promise<bigint> {
  const reached = await Promise.all(lanesOf(recorded, 32).map((lane) => write(lane)));
  return reached.sort((a, b) => (a < b ? -1 : 1)).at(-1) ?? -1n;
}

/** The tables of a fresh database that takes in the same store. */
async function anew(position: bigint): Promise<Record<string, readonly string[]>> {
  const other = await newDatabase();
  try {
    const fresh = await other.open();
    const engine = startEngine(fresh, node.url, hands);
    await untilLevel(fresh, position, hands);
    const tables = await tablesOf(fresh);
    await engine.stop();
    return tables;
  } finally {
    await other.remove();
  }
}

interface Kept {
  readonly cursor: bigint;
  readonly key: string;
  readonly kind: string;
  readonly value: unknown;
  readonly cause: object;
}

const changesOf = async (name: string): Promise<readonly Kept[]> =>
  (
    await database.query(
      'SELECT cursor::text, key, kind, value, cause FROM change WHERE projection = $1 ORDER BY change.cursor',
      [name],
    )
  ).map(({ cursor, key, kind, value, cause }) => ({
    cursor: BigInt(String(cursor)),
    key: String(key),
    kind: String(kind),
    value,
    cause: cause as object,
  }));

/** What a reader comes to who begins at 0. */
function followed(changes: readonly Kept[]): ReadonlyMap<string, unknown> {
  const rows = new Map<string, unknown>();
  for (const { key, kind, value } of changes) {
    if (kind === 'upsert') rows.set(key, value);
    else rows.delete(key);
  }
  return rows;
}

const READ_TABLES: Readonly<Record<string, string>> = {
  'case-standing': 'case_standing',
  'tone-history': 'tone_history',
  'promise-book': 'promise_book',
  'recovery-cohorts': 'recovery_cohort',
  'collector-day': 'collector_day',
  'audit-trail': 'audit_trail',
  'follow-ups': 'follow_up',
};

const rowsOf = async (table: string): Promise<ReadonlyMap<string, unknown>> =>
  new Map((await database.query(`SELECT key, value FROM ${table}`)).map(({ key, value }) => [String(key), value]));

async function expectFeedsToAgree(): Promise<void> {
  for (const [name, table] of Object.entries(READ_TABLES)) {
    const [told, rows] = [followed(await changesOf(name)), await rowsOf(table)];
    const keys = new Set([...told.keys(), ...rows.keys()]);
    const odd = [...keys].filter((key) => !isDeepStrictEqual(told.get(key), rows.get(key)));
    expect(odd.slice(0, 3).map((key) => [name, key, told.get(key), rows.get(key)])).toEqual([]);
  }
}

const expectSame = (tables: Record<string, readonly string[]>, others: Record<string, readonly string[]>): void =>
  expect(differences(tables, others)).toEqual([]);

const projectionRows = () =>
  database.query('SELECT name, generation, version, state, reason FROM projection ORDER BY name, generation');

async function until(test: () => Promise<boolean>): Promise<void> {
  while (!(await test())) await new Promise((resolve) => setTimeout(resolve, 5));
}

const wish = (name: string, what: 'resume' | 'rebuild') =>
  database.query(`UPDATE projection SET wish = $2 WHERE name = $1 AND generation = 'live'`, [name, what]);

const isBuilding = async (): Promise<boolean> =>
  (await database.query(`SELECT 1 FROM projection WHERE generation = 'building' OR wish IS NOT NULL`)).length > 0;

const ops = fc.array(
  fc.record({
    of: fc.integer({ min: 0, max: 3 }),
    what: fc.integer({ min: 0, max: 11 }),
    detail: fc.integer({ min: 0, max: 100_000 }),
    gap: fc.oneof(fc.integer({ min: 0, max: 300 }), fc.integer({ min: 0, max: 200_000 })),
  }),
  { minLength: 1, maxLength: 60 },
);
const lengths = fc.array(fc.integer({ min: 1, max: 20 }), { minLength: 1, maxLength: 5 });

it('makes the same tables event by event, all at once and by a rebuild, and feeds that agree with them', async () => {
  await fc.assert(
    fc
      .asyncProperty(ops, lengths, async (history, steps) => {
        const portfolio = new Portfolio(BOUND);
        const engine = start();
        let position = -1n;
        for (let from = 0, i = 0; from < history.length; i++) {
          const length = steps[i % steps.length] ?? 1;
          const recorded = history.slice(from, from + length).flatMap((op: Op) => portfolio.happen(op));
          if (recorded.length > 0) position = await write(recorded);
          hands.now = portfolio.now;
          engine.engine.poke();
          await untilLevel(database, position, hands);
          from += length;
        }
        hands.now += 3 * 86_400_000;
        engine.engine.poke();
        await untilLevel(database, position, hands);
        const tables = await tablesOf(database);
        expectSame(await anew(position), tables);
        await expectFeedsToAgree();
        const told = Number((await database.query('SELECT count(*)::int AS told FROM change'))[0]?.told);
        await wish('case-facts', 'rebuild');
        engine.engine.poke();
        await until(async () => !(await isBuilding()));
        await untilLevel(database, position, hands);
        expectSame(await tablesOf(database), tables);
        // What is made of facts that are kept already, and what gathers beside them.
        for (const name of ['audit-trail', 'collector-day'] as const) {
          for (const one of name === 'audit-trail' ? PROJECTION_NAMES : [name]) await wish(one, 'rebuild');
          engine.engine.poke();
          await until(async () => !(await isBuilding()));
          await untilLevel(database, position, hands);
          expectSame(await tablesOf(database), tables);
        }
        expect(await database.query('SELECT count(*)::int AS told FROM change')).toEqual([{ told }]);
      })
      .beforeEach(async () => {
        for (const engine of running.splice(0)) await engine.stop();
        await writer.close();
        await base.remove();
        await node.remove();
        node = await startTestNode();
        base = await newDatabase();
        database = await base.open();
        writer = new Writer(node.url);
        hands = { now: 0 };
      }),
    { numRuns: Number(process.env.RUNS ?? 8) },
  );
});

it('tells of an alarm at the minute it is due, and names it as the cause', async () => {
  const engine = start();
  const portfolio = new Portfolio(BOUND);
  const position = await write(portfolio.happen({ of: 0, what: 0, detail: 6, gap: 0 }));
  await untilLevel(database, position, hands);
  const before = await changesOf('case-standing');
  const due = Date.parse('2026-10-01T22:00:00.000Z');
  hands.now = due - 1;
  engine.engine.poke();
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(await changesOf('case-standing')).toEqual(before);
  hands.now = due;
  engine.engine.poke();
  await untilLevel(database, position, hands);
  const [change] = (await changesOf('case-standing')).slice(before.length);
  expect(change).toMatchObject({ key: 'C-0', cause: { alarm: '2026-10-01T22:00:00.000Z' } });
});

/** Where cases stand, but for events of one kind, until it is mended. */
const fussy = (mended: { yet: boolean }): Projection => ({
  ...caseStandings,
  take: async (steps, work) => {
    if (!mended.yet && steps.some(({ event }) => event.type === 'FieldVisitReported')) throw new Error('a defect');
    await caseStandings.take(steps, work);
  },
});

it('stops the one projection that an event poisons, says where, and resumes it when an operator asks', async () => {
  const mended = { yet: false };
  const engine = start(allProjections().map((one) => (one.name === 'case-standing' ? fussy(mended) : one)));
  const portfolio = new Portfolio(BOUND);
  await write(portfolio.happen({ of: 0, what: 0, detail: 1, gap: 0 }));
  const poison = portfolio.happen({ of: 0, what: 11, detail: 2, gap: 60 });
  expect(poison[0]?.event.type).toBe<LedgerEvent['type']>('FieldVisitReported');
  await write(poison);
  const position = await write([...load(200, 20, 1, 3, BOUND)].map((one) => ({ ...one, stream: `${one.stream}-b` })));
  await untilLevel(database, position, hands, ALL - 1);
  expect((await projectionRows()).filter(({ state }) => state === 'stopped')).toEqual([
    {
      name: 'case-standing',
      generation: 'live',
      version: caseStandings.version,
      state: 'stopped',
      reason: expect.stringContaining('case-C-0 revision 1'),
    },
  ]);
  expect(engine.log).toContainEqual(expect.objectContaining({ projection: 'case-standing' }));
  await wish('case-standing', 'resume');
  engine.engine.poke();
  await until(async () => engine.log.filter((entry) => 'reason' in entry).length === 2);
  mended.yet = true;
  await wish('case-standing', 'resume');
  engine.engine.poke();
  await untilLevel(database, position, hands);
  expectSame(await tablesOf(database), await anew(position));
  await expectFeedsToAgree();
});

it('resumes with a projection the facts that it needs, where those were stopped as well', async () => {
  const first = start();
  const portfolio = new Portfolio(BOUND);
  await untilLevel(database, await write(portfolio.happen({ of: 0, what: 0, detail: 1, gap: 0 })), hands);
  await stop(first);
  await database.query(
    `UPDATE projection SET state = 'stopped', reason = 'case-C-1 revision 0: a defect' WHERE name <> 'audit-trail'`,
  );
  const second = start();
  const position = await write([...load(300, 20, 1, 3, BOUND)].map((one) => ({ ...one, stream: `${one.stream}-b` })));
  await untilLevel(database, position, hands, 1);
  // Made of the facts as far as they go, and of events from there on.
  await wish('audit-trail', 'rebuild');
  second.engine.poke();
  await until(async () => !(await isBuilding()));
  const names = [...PROJECTION_NAMES, ...HIDDEN_NAMES].filter(
    (name) => name !== 'audit-trail' && name !== 'case-facts',
  );
  for (const name of names) {
    await wish(name, 'resume');
    second.engine.poke();
  }
  await untilLevel(database, position, hands);
  expectSame(await tablesOf(database), await anew(position));
  await expectFeedsToAgree();
});

it('has in its book a promise that is dated a moment ahead', async () => {
  start();
  const portfolio = new Portfolio(BOUND);
  await write(portfolio.happen({ of: 0, what: 0, detail: 1, gap: 0 }));
  const ahead = portfolio
    .happen({ of: 0, what: 5, detail: 1, gap: 60 })
    .map((one) => ({ ...one, event: { ...one.event, occurredAt: new Date(one.recordedAt + 120_000).toISOString() } }));
  const position = await write(ahead);
  await untilLevel(database, position, hands);
  expect([...(await rowsOf('promise_book')).values()]).toMatchObject([{ state: 'due-today' }]);
});

it('does not go on where the store is not the one that the tables were made of', async () => {
  const first = start();
  const portfolio = new Portfolio(BOUND);
  const position = await write(portfolio.happen({ of: 0, what: 0, detail: 1, gap: 0 }));
  await untilLevel(database, position, hands);
  await stop(first);
  const other = await startTestNode();
  const second = startEngine(database, other.url, hands);
  await until(async () => second.log.some((entry) => String(Reflect.get(entry, 'reason')).includes('another store')));
  await second.stop();
  await other.remove();
  expect((await rowsOf('case_standing')).size).toBe(1);
});

it('does not take the word of a stranger for that of a leader', async () => {
  const engine = start();
  const watch = new Watch(database);
  await until(async () => watch.of('case-standing') !== undefined);
  for (const said of ['', 'hello', '{}', '[]', '{"at": 1, "projections": null}']) {
    await database.query('SELECT pg_notify($1, $2)', ['case_ledger_read_models', said]);
  }
  await untilLevel(database, await write(new Portfolio(BOUND).happen({ of: 0, what: 0, detail: 1, gap: 0 })), hands);
  expect(watch.of('case-standing')).toMatchObject({ version: caseStandings.version });
  await stop(engine);
});

it('stops only who needs an event that cannot be read', async () => {
  start();
  const portfolio = new Portfolio(BOUND);
  const opened = await write(portfolio.happen({ of: 0, what: 0, detail: 1, gap: 0 }));
  await untilLevel(database, opened, hands);
  const client = EventStoreDBClient.connectionString(node.url);
  await client.appendToStream('recording-bad', jsonEvent({ type: 'Nonsense', data: {} }));
  await client.dispose();
  const position = await write(portfolio.happen({ of: 0, what: 5, detail: 1, gap: 60 }));
  await untilLevel(database, position, hands, ALL - 1);
  const stopped = (await projectionRows()).filter(({ state }) => state === 'stopped');
  expect(stopped).toMatchObject([{ name: 'audit-trail', reason: expect.stringContaining('recording-bad revision 0') }]);
});

it('makes nothing of facts that end where those who keep them have stopped', async () => {
  const engine = start();
  const portfolio = new Portfolio(BOUND);
  await write(portfolio.happen({ of: 0, what: 0, detail: 1, gap: 0 }));
  const client = EventStoreDBClient.connectionString(node.url);
  await client.appendToStream('case-C-0', jsonEvent({ type: 'CaseClosed', data: {} }));
  await client.dispose();
  await write(portfolio.happen({ of: 1, what: 0, detail: 1, gap: 60 }));
  const position = await write(portfolio.happen({ of: 1, what: 0, detail: 5, gap: 60 }));
  await untilLevel(database, position, hands, 1);
  const before = await rowsOf('audit_trail');
  expect([...before.keys()].filter((key) => key.startsWith('C-1/'))).not.toEqual([]);
  await wish('case-facts', 'rebuild');
  engine.engine.poke();
  const states = () => database.query(`SELECT DISTINCT state, reason FROM projection WHERE generation = 'building'`);
  await until(async () => (await states()).some(({ state }) => state === 'stopped'));
  expect(await states()).toEqual([{ state: 'stopped', reason: expect.stringContaining('case-C-0 revision 1') }]);
  expect(await rowsOf('audit_trail')).toEqual(before);
});

/** The same, but every product has another name. */
const renaming = (work: Work): Work => ({
  ...work,
  rows: (options) => {
    const set = work.rows(options);
    const put = set.put.bind(set);
    set.put = (key, value, ...rest) => put(key, { ...value, product: 'renamed' }, ...rest);
    return set;
  },
});

it('builds a new version beside what is read, under writes, and tells only what is different', async () => {
  const first = start();
  const half = [...load(600, 50, 2, 5, BOUND)];
  // Cases that nothing happens to any more: only the rebuild brings their rows up to the new version.
  const quiet = half.slice(0, 100).map((one) => ({ ...one, stream: `${one.stream}-quiet` }));
  await write(quiet);
  const early = await write(half.slice(0, 300));
  await untilLevel(database, early, hands);
  const before = (await changesOf('case-standing')).length;
  await stop(first);
  const second: Projection = {
    ...caseStandings,
    version: caseStandings.version + 1,
    take: (steps, work) => caseStandings.take(steps, renaming(work)),
    make: async (cases, now, work) => caseStandings.make?.(cases, now, renaming(work)),
    wake: async (now, most, work) => (await caseStandings.wake?.(now, most, renaming(work))) ?? false,
  };
  start(allProjections().map((one) => (one.name === 'case-standing' ? second : one)));
  let looking = true;
  const fewest = (async () => {
    let least = Number.POSITIVE_INFINITY;
    while (looking) {
      const [row] = await database.query('SELECT count(*)::int AS rows FROM case_standing');
      least = Math.min(least, Number(row?.rows));
      await new Promise((resolve) => setImmediate(resolve));
    }
    return least;
  })();
  const rowsBefore = (await rowsOf('case_standing')).size;
  const position = await write(half.slice(300));
  await untilLevel(database, position, hands);
  looking = false;
  expect(await fewest).toBeGreaterThanOrEqual(rowsBefore);
  expect(await projectionRows()).toContainEqual(
    expect.objectContaining({ name: 'case-standing', generation: 'live', version: caseStandings.version + 1 }),
  );
  await expectFeedsToAgree();
  const after = (await changesOf('case-standing')).slice(before);
  expect(after.filter(({ cause }) => 'rebuild' in cause).length).toBeGreaterThan(0);
  for (const value of (await rowsOf('case_standing')).values()) expect(value).toMatchObject({ product: 'renamed' });
  expect(await database.query(`SELECT to_regclass('case_standing_building') AS left`)).toEqual([{ left: null }]);
});

it.each(['tone-history', 'case-facts'])('lets a rebuild of %s take over under a load without pauses', async (name) => {
  const engine = start();
  const events = load(100_000, 120, 20, 21, BOUND);
  const portion = (count: number): Recorded[] =>
    Array.from({ length: count }, () => events.next()).flatMap((next) => (next.done ? [] : [next.value]));
  let position = await writeMany(portion(800));
  await untilLevel(database, position, hands);
  let building = true;
  const writing = (async () => {
    while (building) position = await write(portion(5));
  })();
  await wish(name, 'rebuild');
  engine.engine.poke();
  await until(
    async () => (await database.query('SELECT 1 FROM projection WHERE name = $1 AND builds > 0', [name])).length > 0,
  );
  building = false;
  await writing;
  await untilLevel(database, position, hands);
  await expectFeedsToAgree();
  expectSame(await tablesOf(database), await anew(position));
});

it.each([
  ['audit-trail', 'gather'],
  ['audit-trail', 'make'],
  ['tone-history', 'make'],
] as const)('goes on with a rebuild of %s that was cut off when it was to %s more', async (name, what) => {
  const events = [...load(2_000, 300, 2, 9, BOUND)];
  const position = await writeMany(events.slice(0, 1_800));
  let ended: Promise<void> | undefined;
  let calls = 0;
  const cut = (at: number): void => {
    calls += 1;
    if (calls === at) ended = stop(first);
  };
  const cutOff: Pick<Projection, 'gather' | 'make'> = {
    gather: async (steps, work) => {
      if (what === 'gather') cut(1);
      await one?.gather?.(steps, work);
    },
    make: async (cases, now, work) => {
      if (what === 'make') cut(2);
      await one?.make?.(cases, now, work);
    },
  };
  const one = allProjections().find((other) => other.name === name);
  const first = start(allProjections().map((other) => (other.name === name ? { ...other, ...cutOff } : other)));
  await untilLevel(database, position, hands);
  await wish(name, 'rebuild');
  first.engine.poke();
  await until(async () => ended !== undefined);
  await ended;
  expect(
    await database.query(`SELECT phase, position::text, making FROM projection WHERE generation = 'building'`),
  ).toEqual([
    what === 'make'
      ? {
          phase: 'making',
          position: String(position),
          making: expect.objectContaining({ made: 200, of: expect.any(Number) }),
        }
      : { phase: 'gathering', position: expect.stringMatching(/^\d+$/), making: null },
  ]);
  const more = await writeMany(events.slice(1_800));
  start();
  await until(async () => !(await isBuilding()));
  await untilLevel(database, more, hands);
  expectSame(await tablesOf(database), await anew(more));
});

it('lets others in this process have their turn while rows are made', async () => {
  let turns = 0;
  const seen: number[] = [];
  const watched = allProjections().map((one) =>
    one.name === 'tone-history'
      ? {
          ...one,
          make: async (...args: Parameters<NonNullable<Projection['make']>>) => {
            seen.push(turns);
            await one.make?.(...args);
          },
        }
      : one,
  );
  const engine = start(watched);
  const position = await writeMany([...load(600, 350, 2, 9, BOUND)]);
  await untilLevel(database, position, hands);
  const timer = setInterval(() => {
    turns += 1;
  }, 1);
  await wish('tone-history', 'rebuild');
  engine.engine.poke();
  await until(async () => !(await isBuilding()));
  clearInterval(timer);
  expect(seen.length).toBeGreaterThan(1);
  expect(new Set(seen).size).toBe(seen.length);
});

it('stops a build at the case that nothing can be made of, says which, and goes on with it when an operator asks', async () => {
  const first = start();
  const position = await writeMany([...load(400, 80, 2, 9, BOUND)]);
  await untilLevel(database, position, hands);
  await stop(first);
  let mended = false;
  const second: Projection = {
    ...caseStandings,
    version: caseStandings.version + 1,
    make: async (cases, now, work) => {
      if (!mended && cases.some(({ caseId }) => caseId === 'C-7')) throw new Error('a defect');
      await caseStandings.make?.(cases, now, work);
    },
  };
  const engine = start(allProjections().map((one) => (one.name === 'case-standing' ? second : one)));
  const building = `SELECT state, reason, making FROM projection WHERE name = 'case-standing' AND generation = 'building'`;
  await until(async () => (await database.query(building))[0]?.state === 'stopped');
  const [{ revision }] = (await database.query(
    `SELECT value->>'revision' AS revision FROM case_standing WHERE key = 'C-7'`,
  )) as [{ revision: string }];
  expect(await database.query(building)).toEqual([
    // In the order of the ids: C-69 comes before C-7.
    {
      state: 'stopped',
      reason: `case-C-7 revision ${revision}: Error`,
      making: expect.objectContaining({ upTo: 'C-69' }),
    },
  ]);
  mended = true;
  await wish('case-standing', 'resume');
  engine.engine.poke();
  await until(async () => !(await isBuilding()));
  await untilLevel(database, position, hands);
  expectSame(await tablesOf(database), await anew(position));
});

it('judges everybody anew who has the number of a recording, when a clock that becomes known takes it from its call', async () => {
  start();
  const portfolio = new Portfolio(BOUND);
  // The aunt of the first has the number of the second.
  for (const which of [0, 1, 2]) await write(portfolio.happen({ of: which, what: 0, detail: 1, gap: 1 }));
  const [call, recording] = portfolio.happen({ of: 1, what: 0, detail: 5, gap: 60 });
  if (call?.event.type !== 'CallAttempted' || recording?.event.type !== 'RecordingRegistered')
    throw new Error('no call');
  const at = call.recordedAt;
  const instant = (seconds: number): string => new Date(at + seconds * 1_000).toISOString();
  const span = (from: number) => ({ startedAt: instant(from), endedAt: instant(from + 20) });
  const { callIds: _ids, ...made } = recording.event.data;
  const { answeredAt: _none, ...dialled } = call.event.data;
  const callOf = (caseId: string, callId: string, from: number, who: object): Recorded => {
    return {
      ...call,
      stream: `case-${caseId}`,
      event: {
        ...call.event,
        data: { ...dialled, callId, direction: 'outbound', ...who, result: 'no-answer', ...span(from) },
      },
    } as Recorded;
  };
  const recordingOf = (recordingId: string, from: number, data: object): Recorded =>
    ({
      ...recording,
      stream: `recording-${recordingId}`,
      event: { ...recording.event, data: { ...made, recordingId, sha256: undefined, ...data, ...span(from) } },
    }) as Recorded;
  const { number } = call.event.data;
  const late = await write([
    callOf('C-1', 'first', 0, { agentId: 'agent-1' }),
    recordingOf('late', 60, { number, agentId: 'agent-1' }),
  ]);
  await untilLevel(database, late, hands);
  const entries = async () =>
    [...(await rowsOf('audit_trail')).keys()].filter((key) => key.includes('recording:late')).sort();
  expect(await entries()).toEqual([]);
  // Twenty pairs that share an id tell that the recorder's clock is right.
  const pairs = Array.from({ length: 20 }, (_, i) => [
    callOf('C-2', `pair-${i}`, 600 + i * 60, { agentId: 'agent-2', number: '+34600000099' }),
    recordingOf(`pair-${i}`, 600 + i * 60, { number: undefined, agentId: 'agent-2', callIds: { dialer: `pair-${i}` } }),
  ]).flat();
  const known = await write(pairs);
  await untilLevel(database, known, hands);
  expect(await entries()).toEqual(['C-0/recording:late', 'C-1/recording:late']);
  expectSame(await tablesOf(database), await anew(known));
});

it('keeps of old changes the last of each key, deletions included, for who begins at 0', async () => {
  const first = start();
  const position = await write([...load(500, 20, 8, 11, BOUND)]);
  await untilLevel(database, position, hands);
  const whole = await changesOf('case-standing');
  await stop(first);
  jest.useFakeTimers({
    now: 0,
    doNotFake: ['nextTick', 'setImmediate', 'setTimeout', 'queueMicrotask', 'performance'],
  });
  const second = start(undefined, 1);
  await untilLevel(database, position, hands);
  for (let i = 0; i < 20; i++) {
    jest.advanceTimersByTime(60_000);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  jest.useRealTimers();
  await expectFeedsToAgree();
  const compacted = await changesOf('case-standing');
  expect(compacted.length).toBeLessThan(whole.length);
  const recent = whole.slice(-5);
  expect(compacted.slice(-5)).toEqual(recent);
  await stop(second);
});
