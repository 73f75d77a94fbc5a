/** The engine on a real store and a real database: each event counts once, whatever happens in between. */
import type { LedgerEvent } from '@case';
import { EventStoreDBClient, jsonEvent } from '@eventstore/db-client';
import { caseStandings, HIDDEN_NAMES, PROJECTION_NAMES, type Projection, Watch } from '@read-models';
import fc from 'fast-check';
import { Bed, expectSame } from '../harness/bed';
import { startTestNode } from '../harness/node';
import { KINDS, load, type Op, Portfolio, type Recorded } from '../harness/portfolio';
import { ALL, allProjections, startEngine, tablesOf } from '../harness/read-models';
import { until } from '../harness/until';

const DAY_MS = 86_400_000;

jest.setTimeout(600_000);

let bed: Bed;

beforeEach(async () => {
  bed = await Bed.make();
});

afterEach(() => bed.remove());

const ops = fc.array(
  fc.record({
    of: fc.integer({ min: 0, max: 3 }),
    what: fc.integer({ min: 0, max: KINDS - 1 }),
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
        const portfolio = new Portfolio();
        const engine = bed.start();
        let position = -1n;
        for (let from = 0, i = 0; from < history.length; i++) {
          const length = steps[i % steps.length] ?? 1;
          const recorded = history.slice(from, from + length).flatMap((op: Op) => portfolio.happen(op));
          if (recorded.length > 0) position = await bed.write(recorded);
          bed.hands.now = portfolio.now;
          engine.engine.poke();
          await bed.level(position);
          from += length;
        }
        bed.hands.now += 3 * 86_400_000;
        engine.engine.poke();
        await bed.level(position);
        const tables = await tablesOf(bed.database);
        await bed.expectAsAnew(position);
        await bed.expectFeedsToAgree();
        const told = Number((await bed.database.query('SELECT count(*)::int AS told FROM change'))[0]?.told);
        await bed.wish('case-facts', 'rebuild');
        engine.engine.poke();
        await bed.built();
        await bed.level(position);
        expectSame(await tablesOf(bed.database), tables);
        // What is made of facts that are kept already, and what gathers beside them.
        for (const name of ['audit-trail', 'collector-day'] as const) {
          for (const one of name === 'audit-trail' ? PROJECTION_NAMES : [name]) await bed.wish(one, 'rebuild');
          engine.engine.poke();
          await bed.built();
          await bed.level(position);
          expectSame(await tablesOf(bed.database), tables);
        }
        expect(await bed.database.query('SELECT count(*)::int AS told FROM change')).toEqual([{ told }]);
      })
      .beforeEach(async () => {
        await bed.remove();
        bed = await Bed.make();
      }),
    { numRuns: Number(process.env.RUNS ?? 8) },
  );
});

it('tells of an alarm at the minute it is due, and names it as the cause', async () => {
  const engine = bed.start();
  const portfolio = new Portfolio();
  const position = await bed.write(portfolio.happen({ of: 0, what: 0, detail: 6, gap: 0 }));
  await bed.level(position);
  const before = await bed.changesOf('case-standing');
  const due = Date.parse('2026-10-01T22:00:00.000Z');
  bed.hands.now = due - 1;
  engine.engine.poke();
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(await bed.changesOf('case-standing')).toEqual(before);
  bed.hands.now = due;
  engine.engine.poke();
  await bed.level(position);
  const [change] = (await bed.changesOf('case-standing')).slice(before.length);
  expect(change).toMatchObject({ key: 'C-0', cause: { alarm: '2026-10-01T22:00:00.000Z' } });
});

it('changes what time changes also where there is always another event', async () => {
  const events = load(20_000, 5, 400, 3);
  const next = (): Recorded[] => {
    const made = events.next();
    return made.done ? [] : [made.value];
  };
  let loading = false;
  // The next is on record before the last is taken in.
  const endless: Projection = {
    ...caseStandings,
    take: async (steps, work) => {
      await caseStandings.take(steps, work);
      if (loading) await bed.write(next());
    },
  };
  bed.start(allProjections().map((one) => (one.name === 'case-standing' ? endless : one)));
  const opening = next();
  await bed.level(await bed.write([...opening, ...opening.map((one) => ({ ...one, stream: `${one.stream}-quiet` }))]));
  const changed = async () =>
    (await bed.changesOf('case-standing')).some(({ key, cause }) => key.endsWith('-quiet') && 'alarm' in cause);
  expect(await changed()).toBe(false);
  loading = true;
  await bed.write(next());
  await until(changed);
  loading = false;
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
  const engine = bed.start(allProjections().map((one) => (one.name === 'case-standing' ? fussy(mended) : one)));
  const portfolio = new Portfolio();
  await bed.write(portfolio.happen({ of: 0, what: 0, detail: 1, gap: 0 }));
  const poison = portfolio.happen({ of: 0, what: 11, detail: 2, gap: 60 });
  expect(poison[0]?.event.type).toBe<LedgerEvent['type']>('FieldVisitReported');
  await bed.write(poison);
  const position = await bed.write([...load(200, 20, 1, 3)].map((one) => ({ ...one, stream: `${one.stream}-b` })));
  await bed.level(position, ALL - 1);
  expect((await bed.projectionRows()).filter(({ state }) => state === 'stopped')).toEqual([
    {
      name: 'case-standing',
      generation: 'live',
      version: caseStandings.version,
      state: 'stopped',
      reason: expect.stringContaining('case-C-0 revision 1'),
    },
  ]);
  expect(engine.log).toContainEqual(expect.objectContaining({ projection: 'case-standing' }));
  await bed.wish('case-standing', 'resume');
  engine.engine.poke();
  await until(async () => engine.log.filter((entry) => 'reason' in entry).length === 2);
  mended.yet = true;
  await bed.wish('case-standing', 'resume');
  engine.engine.poke();
  await bed.level(position);
  await bed.expectAsAnew(position);
  await bed.expectFeedsToAgree();
});

it('names the case that time cannot be taken in of, when it has woken those that were due before', async () => {
  const odd: Projection = {
    ...caseStandings,
    wake: async (now, most, work) => {
      const due = await work.tx.query(
        `SELECT case_id AS "caseId" FROM case_standing WHERE next_change_at <= $1 ORDER BY next_change_at, case_id LIMIT ${most}`,
        [new Date(now).toISOString()],
      );
      if (due.some(({ caseId }) => caseId === 'C-0')) throw new Error('a defect');
      return (await caseStandings.wake?.(now, most, work)) ?? false;
    },
  };
  const engine = bed.start(allProjections().map((one) => (one.name === 'case-standing' ? odd : one)));
  const portfolio = new Portfolio();
  await bed.write(portfolio.happen({ of: 0, what: 0, detail: 6, gap: 1 }));
  const position = await bed.write(portfolio.happen({ of: 1, what: 0, detail: 6, gap: 1 }));
  await bed.level(position);
  const before = (await bed.changesOf('case-standing')).length;
  bed.hands.now += 2 * 86_400_000;
  engine.engine.poke();
  await bed.level(position, ALL - 1);
  expect((await bed.projectionRows()).filter(({ state }) => state === 'stopped')).toMatchObject([
    { name: 'case-standing', reason: 'case-C-0, an alarm: Error' },
  ]);
  // In Shanghai the day begins earlier than in Madrid.
  const woken = (await bed.changesOf('case-standing')).slice(before).map(({ key }) => key);
  expect(new Set(woken)).toEqual(new Set(['C-1']));
});

it('resumes with a projection the facts that it needs, where those were stopped as well', async () => {
  const first = bed.start();
  const portfolio = new Portfolio();
  await bed.level(await bed.write(portfolio.happen({ of: 0, what: 0, detail: 1, gap: 0 })));
  await bed.stop(first);
  await bed.database.query(
    `UPDATE projection SET state = 'stopped', reason = 'case-C-1 revision 0: a defect' WHERE name <> 'audit-trail'`,
  );
  const second = bed.start();
  const position = await bed.write([...load(300, 20, 1, 3)].map((one) => ({ ...one, stream: `${one.stream}-b` })));
  await bed.level(position, 1);
  // Made of the facts as far as they go, and of events from there on.
  await bed.wish('audit-trail', 'rebuild');
  second.engine.poke();
  await bed.built();
  const names = [...PROJECTION_NAMES, ...HIDDEN_NAMES].filter(
    (name) => name !== 'audit-trail' && name !== 'case-facts',
  );
  for (const name of names) {
    await bed.wish(name, 'resume');
    second.engine.poke();
  }
  await bed.level(position);
  await bed.expectAsAnew(position);
  await bed.expectFeedsToAgree();
});

it('has in its book a promise that is dated a moment ahead', async () => {
  bed.start();
  const portfolio = new Portfolio();
  await bed.write(portfolio.happen({ of: 0, what: 0, detail: 1, gap: 0 }));
  const ahead = portfolio
    .happen({ of: 0, what: 5, detail: 1, gap: 60 })
    .map((one) => ({ ...one, event: { ...one.event, occurredAt: new Date(one.recordedAt + 120_000).toISOString() } }));
  const position = await bed.write(ahead);
  await bed.level(position);
  expect([...(await bed.rowsOf('promise_book')).values()]).toMatchObject([{ state: 'due-today' }]);
});

it('does not go on where the store is not the one that the tables were made of', async () => {
  const first = bed.start();
  const portfolio = new Portfolio();
  const position = await bed.write(portfolio.happen({ of: 0, what: 0, detail: 1, gap: 0 }));
  await bed.level(position);
  await bed.stop(first);
  const other = await startTestNode();
  const second = startEngine(bed.database, other.url, bed.hands);
  await until(async () => second.log.some((entry) => String(Reflect.get(entry, 'reason')).includes('another store')));
  await second.stop();
  await other.remove();
  expect((await bed.rowsOf('case_standing')).size).toBe(1);
});

it('does not take the word of a stranger for that of a leader', async () => {
  const engine = bed.start();
  const watch = new Watch(bed.database);
  await until(async () => watch.of('case-standing') !== undefined);
  for (const said of ['', 'hello', '{}', '[]', '{"at": 1, "projections": null}']) {
    await bed.database.query('SELECT pg_notify($1, $2)', ['case_ledger_read_models', said]);
  }
  await bed.level(await bed.write(new Portfolio().happen({ of: 0, what: 0, detail: 1, gap: 0 })));
  expect(watch.of('case-standing')).toMatchObject({ version: caseStandings.version });
  await bed.stop(engine);
});

it('stops only who needs an event that cannot be read', async () => {
  bed.start();
  const portfolio = new Portfolio();
  const opened = await bed.write(portfolio.happen({ of: 0, what: 0, detail: 1, gap: 0 }));
  await bed.level(opened);
  const client = EventStoreDBClient.connectionString(bed.url);
  await client.appendToStream('recording-bad', jsonEvent({ type: 'Nonsense', data: {} }));
  await client.dispose();
  const position = await bed.write(portfolio.happen({ of: 0, what: 5, detail: 1, gap: 60 }));
  await bed.level(position, ALL - 1);
  const stopped = (await bed.projectionRows()).filter(({ state }) => state === 'stopped');
  expect(stopped).toMatchObject([{ name: 'audit-trail', reason: expect.stringContaining('recording-bad revision 0') }]);
});

it('says where it stops also where names are longer than a message between services can be', async () => {
  bed.start();
  const portfolio = new Portfolio();
  await bed.level(await bed.write(portfolio.happen({ of: 0, what: 0, detail: 1, gap: 0 })));
  const watch = new Watch(bed.database);
  const client = EventStoreDBClient.connectionString(bed.url);
  await client.appendToStream(`case-${'bad"ü'.repeat(300)}`, jsonEvent({ type: 'Nonsense', data: {} }));
  await client.dispose();
  const told = () => Object.values(watch.progress?.projections ?? {}).filter(({ state }) => state === 'stopped');
  await until(async () => told().length >= 7);
  for (const { reason } of told()) expect(reason).toMatch(/^case-bad"\?bad.*bad.* revision 0: metadata /);
  const stopped = (await bed.projectionRows()).filter(({ state }) => state === 'stopped');
  expect(stopped.length).toBe(told().length);
  expect(String(stopped[0]?.reason).length).toBeGreaterThan(1_500);
});

it('judges everybody anew who has the number of a recording, when a clock that becomes known takes it from its call', async () => {
  bed.start();
  const portfolio = new Portfolio();
  // The aunt of the first has the number of the second.
  for (const which of [0, 1, 2]) await bed.write(portfolio.happen({ of: which, what: 0, detail: 1, gap: 1 }));
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
  const late = await bed.write([
    callOf('C-1', 'first', 0, { agentId: 'agent-1' }),
    recordingOf('late', 60, { number, agentId: 'agent-1' }),
  ]);
  await bed.level(late);
  const entries = async () =>
    [...(await bed.rowsOf('audit_trail')).keys()].filter((key) => key.includes('recording:late')).sort();
  expect(await entries()).toEqual([]);
  // Twenty pairs that share an id tell that the recorder's clock is right.
  const pairs = Array.from({ length: 20 }, (_, i) => [
    callOf('C-2', `pair-${i}`, 600 + i * 60, { agentId: 'agent-2', number: '+34600000099' }),
    recordingOf(`pair-${i}`, 600 + i * 60, { number: undefined, agentId: 'agent-2', callIds: { dialer: `pair-${i}` } }),
  ]).flat();
  const known = await bed.write(pairs);
  await bed.level(known);
  expect(await entries()).toEqual(['C-0/recording:late', 'C-1/recording:late']);
  await bed.expectAsAnew(known);
});

it('keeps of old changes the last of each key, deletions included, for who begins at 0', async () => {
  const first = bed.start();
  const position = await bed.write([...load(500, 20, 8, 11)]);
  await bed.level(position);
  const whole = await bed.changesOf('case-standing');
  await bed.stop(first);
  jest.useFakeTimers({
    doNotFake: ['Date', 'nextTick', 'setImmediate', 'setTimeout', 'queueMicrotask', 'performance'],
  });
  const second = bed.start(undefined, 1);
  await bed.level(position);
  // It begins to thin when it leads, and does so each minute.
  await until(async () => {
    jest.advanceTimersByTime(60_000);
    return (await bed.changesOf('case-standing')).length < whole.length;
  });
  jest.useRealTimers();
  await bed.expectFeedsToAgree();
  const compacted = await bed.changesOf('case-standing');
  const firstYoung = whole.findIndex(({ at }) => at >= bed.hands.now - DAY_MS);
  const recent = whole.slice(firstYoung);
  // Some alarm was passed late, and is of an instant before the horizon.
  expect(recent.some(({ at }) => at < bed.hands.now - DAY_MS)).toBe(true);
  expect(compacted.slice(-recent.length)).toEqual(recent);
  await bed.stop(second);
});
