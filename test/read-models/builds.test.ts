/** Projections built anew beside what is read: nobody sees them half made, whatever cuts them off, and then they take over. */
import { EventStoreDBClient, jsonEvent } from '@eventstore/db-client';
import { caseStandings, type Projection, Watch, type Work } from '@read-models';
import { Bed } from '../harness/bed';
import { load, Portfolio, type Recorded } from '../harness/portfolio';
import { allProjections } from '../harness/read-models';
import { until } from '../harness/until';

jest.setTimeout(600_000);

let bed: Bed;

beforeEach(async () => {
  bed = await Bed.make();
});

afterEach(() => bed.remove());

it('makes nothing of facts that end where those who keep them have stopped', async () => {
  const engine = bed.start();
  const portfolio = new Portfolio();
  await bed.write(portfolio.happen({ of: 0, what: 0, detail: 1, gap: 0 }));
  const client = EventStoreDBClient.connectionString(bed.url);
  await client.appendToStream('case-C-0', jsonEvent({ type: 'CaseClosed', data: {} }));
  await client.dispose();
  await bed.write(portfolio.happen({ of: 1, what: 0, detail: 1, gap: 60 }));
  const position = await bed.write(portfolio.happen({ of: 1, what: 0, detail: 5, gap: 60 }));
  await bed.level(position, 1);
  const before = await bed.rowsOf('audit_trail');
  expect([...before.keys()].filter((key) => key.startsWith('C-1/'))).not.toEqual([]);
  await bed.wish('case-facts', 'rebuild');
  engine.engine.poke();
  const states = () =>
    bed.database.query(`SELECT DISTINCT state, reason FROM projection WHERE generation = 'building'`);
  await until(async () => (await states()).some(({ state }) => state === 'stopped'));
  expect(await states()).toEqual([{ state: 'stopped', reason: expect.stringContaining('case-C-0 revision 1') }]);
  expect(await bed.rowsOf('audit_trail')).toEqual(before);
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
  const first = bed.start();
  const half = [...load(600, 50, 2, 5)];
  // Cases that nothing happens to any more: only the rebuild brings their rows up to the new version.
  const quiet = half.slice(0, 100).map((one) => ({ ...one, stream: `${one.stream}-quiet` }));
  await bed.write(quiet);
  const early = await bed.write(half.slice(0, 300));
  await bed.level(early);
  const before = (await bed.changesOf('case-standing')).length;
  await bed.stop(first);
  const second: Projection = {
    ...caseStandings,
    version: caseStandings.version + 1,
    take: (steps, work) => caseStandings.take(steps, renaming(work)),
    make: async (cases, now, work) => caseStandings.make?.(cases, now, renaming(work)),
    wake: async (now, most, work) => (await caseStandings.wake?.(now, most, renaming(work))) ?? false,
  };
  bed.start(allProjections().map((one) => (one.name === 'case-standing' ? second : one)));
  let looking = true;
  const fewest = (async () => {
    let least = Number.POSITIVE_INFINITY;
    while (looking) {
      const [row] = await bed.database.query('SELECT count(*)::int AS rows FROM case_standing');
      least = Math.min(least, Number(row?.rows));
      await new Promise((resolve) => setImmediate(resolve));
    }
    return least;
  })();
  const rowsBefore = (await bed.rowsOf('case_standing')).size;
  const position = await bed.write(half.slice(300));
  await bed.level(position);
  looking = false;
  expect(await fewest).toBeGreaterThanOrEqual(rowsBefore);
  expect(await bed.projectionRows()).toContainEqual(
    expect.objectContaining({ name: 'case-standing', generation: 'live', version: caseStandings.version + 1 }),
  );
  await bed.expectFeedsToAgree();
  const after = (await bed.changesOf('case-standing')).slice(before);
  expect(after.filter(({ cause }) => 'rebuild' in cause).length).toBeGreaterThan(0);
  for (const value of (await bed.rowsOf('case_standing')).values()) expect(value).toMatchObject({ product: 'renamed' });
  expect(await bed.database.query(`SELECT to_regclass('case_standing_building') AS left`)).toEqual([{ left: null }]);
});

it.each(['tone-history', 'case-facts'])('lets a rebuild of %s take over under a load without pauses', async (name) => {
  const engine = bed.start();
  const events = load(100_000, 120, 20, 21);
  const portion = (count: number): Recorded[] =>
    Array.from({ length: count }, () => events.next()).flatMap((next) => (next.done ? [] : [next.value]));
  let position = await bed.writeMany(portion(800));
  await bed.level(position);
  let building = true;
  const writing = (async () => {
    while (building) position = await bed.write(portion(5));
  })();
  await bed.wish(name, 'rebuild');
  engine.engine.poke();
  await until(
    async () =>
      (await bed.database.query('SELECT 1 FROM projection WHERE name = $1 AND builds > 0', [name])).length > 0,
  );
  building = false;
  await writing;
  await bed.level(position);
  await bed.expectFeedsToAgree();
  await bed.expectAsAnew(position);
});

it.each([
  ['audit-trail', 'gather'],
  ['audit-trail', 'make'],
  ['tone-history', 'make'],
] as const)('goes on with a rebuild of %s that was cut off when it was to %s more', async (name, what) => {
  // More than one batch: what is cut off has something left to gather.
  const events = [...load(1_300, 210, 2, 9)];
  const position = await bed.writeMany(events.slice(0, 1_200));
  let ended: Promise<void> | undefined;
  let calls = 0;
  const cut = (at: number): void => {
    calls += 1;
    if (calls === at) ended = bed.stop(first);
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
  const first = bed.start(allProjections().map((other) => (other.name === name ? { ...other, ...cutOff } : other)));
  await bed.level(position);
  await bed.wish(name, 'rebuild');
  first.engine.poke();
  await until(async () => ended !== undefined);
  await ended;
  expect(
    await bed.database.query(`SELECT phase, position::text, making FROM projection WHERE generation = 'building'`),
  ).toEqual([
    what === 'make'
      ? {
          phase: 'making',
          position: String(position),
          making: expect.objectContaining({ made: 200, of: expect.any(Number) }),
        }
      : { phase: 'gathering', position: expect.stringMatching(/^\d+$/), making: null },
  ]);
  const more = await bed.writeMany(events.slice(1_200));
  bed.start();
  await bed.built();
  await bed.level(more);
  await bed.expectAsAnew(more);
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
  const engine = bed.start(watched);
  const position = await bed.writeMany([...load(600, 350, 2, 9)]);
  await bed.level(position);
  const timer = setInterval(() => {
    turns += 1;
  }, 1);
  await bed.wish('tone-history', 'rebuild');
  engine.engine.poke();
  await bed.built();
  clearInterval(timer);
  expect(seen.length).toBeGreaterThan(1);
  expect(new Set(seen).size).toBe(seen.length);
});

it('stops a build at the case that nothing can be made of, says which, and goes on with it when an operator asks', async () => {
  const first = bed.start();
  const position = await bed.writeMany([...load(400, 80, 2, 9)]);
  await bed.level(position);
  await bed.stop(first);
  let mended = false;
  const second: Projection = {
    ...caseStandings,
    version: caseStandings.version + 1,
    make: async (cases, now, work) => {
      if (!mended && cases.some(({ caseId }) => caseId === 'C-7')) throw new Error('a defect');
      await caseStandings.make?.(cases, now, work);
    },
  };
  const engine = bed.start(allProjections().map((one) => (one.name === 'case-standing' ? second : one)));
  const building = `SELECT state, reason, making FROM projection WHERE name = 'case-standing' AND generation = 'building'`;
  await until(async () => (await bed.database.query(building))[0]?.state === 'stopped');
  const [{ revision }] = (await bed.database.query(
    `SELECT value->>'revision' AS revision FROM case_standing WHERE key = 'C-7'`,
  )) as [{ revision: string }];
  expect(await bed.database.query(building)).toEqual([
    // In the order of the ids: C-69 comes before C-7.
    {
      state: 'stopped',
      reason: `case-C-7 revision ${revision}: Error`,
      making: expect.objectContaining({ upTo: 'C-69' }),
    },
  ]);
  // What is read goes on, and everybody is told that nothing newer comes.
  const watch = new Watch(bed.database);
  await until(async () => watch.progress?.stoppedBuilds?.['case-standing'] !== undefined);
  expect(watch.progress?.stoppedBuilds).toEqual({ 'case-standing': `case-C-7 revision ${revision}: Error` });
  expect(watch.of('case-standing')).toMatchObject({ state: 'level' });
  mended = true;
  await bed.wish('case-standing', 'resume');
  engine.engine.poke();
  await bed.built();
  await bed.level(position);
  await bed.expectAsAnew(position);
});
