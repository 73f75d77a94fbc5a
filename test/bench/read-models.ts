/**
 * The read models: how long after its append a change is in the feed; how fast a rebuild is beside a bare read of the same
 * events and a bare upsert of the same rows, all in one run; whether memory stays flat; and what a page costs among a million
 * rows. On PostgreSQL with TEST_POSTGRES_URL, as `tools/with-postgres.mjs` gives it, else on the embedded database.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { get as httpGet } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { type Database, openEmbedded, QUESTIONS, readRows } from '@read-models';
import { callAttempt, openCase } from '../harness/bodies';
import { endLoneNode, startLoneNode } from '../harness/lone-node';
import { temporaryFolder } from '../harness/node';
import { load, type Recorded } from '../harness/portfolio';
import { lanesOf, newDatabase, POSTGRES_URL, startEngine, TABLES, untilLevel, Writer } from '../harness/read-models';
import { endService, startService } from '../harness/service';
import { bareRead, summary, timed } from './measure';

const PARTS = (process.env.PARTS ?? 'lag,rebuild,pages').split(',');
const SECONDS = Number(process.env.SECONDS ?? 10);
/** Until the code that runs is compiled. */
const WARM_UP_SECONDS = 4;
const RATE = 200;
/** A service that cannot take the rate is measured at the one that it can. */
const MOST_OPEN = 64;
const EVENTS = Number(process.env.EVENTS ?? 20_000);
const ROWS = Number(process.env.ROWS ?? 1_000_000);
const MEMORY_EVENTS = (process.env.MEMORY_EVENTS ?? '').split(',').filter(Boolean).map(Number);
/** Each of them changes at every midnight of those days, which is work as well. */
const MEMORY_CASES = Number(process.env.MEMORY_CASES ?? 50_000);
const MEMORY_DAYS = Number(process.env.MEMORY_DAYS ?? 4);
/** Of them, those that are worked on at a time. */
const MEMORY_ACTIVE = Number(process.env.MEMORY_ACTIVE ?? 2_000);
const DAY_MS = 86_400_000;
/** Events of one portion, while they are written. */
const PORTION = 10_000;

const kind = POSTGRES_URL === undefined ? 'embedded database' : 'PostgreSQL';

export async function benchReadModels(): Promise<void> {
  console.log(`read models on the ${kind}`);
  if (MEMORY_EVENTS.length > 0) return benchMemory();
  if (PARTS.includes('lag')) await benchLag();
  if (PARTS.includes('rebuild')) await benchRebuild();
  if (PARTS.includes('pages')) await benchPages();
}

interface Sample {
  readonly sentAt: number;
  readonly answeredAt: number;
  readonly counts: boolean;
}

/** Commands at a steady rate, and a reader of the stream; each change is found by the position that caused it. */
async function benchLag(): Promise<void> {
  const folder = temporaryFolder();
  const database = POSTGRES_URL === undefined ? undefined : await newDatabase();
  const service = await startService({ DATA_DIR: folder, ...(database?.url && { DATABASE_URL: database.url }) });
  const { url } = service;
  const post = async (path: string, body: object): Promise<string> => {
    const headers = { 'content-type': 'application/json' };
    const answer = await fetch(url + path, { method: 'POST', headers, body: JSON.stringify(body) });
    return ((await answer.json()) as { position: string }).position;
  };
  for (let i = 0; i < 200; i++) await post('/v1/cases', openCase(`L-${i}`));
  while ((await fetch(`${url}/health/ready`)).status !== 200) await new Promise((resolve) => setTimeout(resolve, 50));
  const sent = new Map<string, Sample>();
  const seen = new Map<string, number>();
  const request = httpGet(`${url}/v1/projections/case-standing/changes`, { headers: { Accept: 'text/event-stream' } });
  request.on('error', () => undefined);
  request.on('response', (response) => {
    response.on('error', () => undefined);
    const lines = createInterface({ input: response });
    lines.on('error', () => undefined);
    lines.on('line', (line) => {
      const position = /"cause":\{"position":"(\d+)"\}/.exec(line)?.[1];
      if (position !== undefined && !seen.has(position)) seen.set(position, performance.now());
    });
  });
  const warmUp = WARM_UP_SECONDS * RATE;
  const total = warmUp + SECONDS * RATE;
  const began = performance.now();
  const answers: Promise<void>[] = [];
  let open = 0;
  for (let i = 0; i < total; i++) {
    const due = began + (i * 1_000) / RATE;
    while (performance.now() < due || open >= MOST_OPEN) await new Promise((resolve) => setTimeout(resolve, 1));
    open += 1;
    const sentAt = performance.now();
    const body = callAttempt(`c-${i}`, '2026-11-04T10:30:00.000Z');
    answers.push(
      post(`/v1/cases/L-${i % 200}/call-attempts`, body).then((position) => {
        sent.set(position, { sentAt, answeredAt: performance.now(), counts: i >= warmUp });
        open -= 1;
      }),
    );
  }
  await Promise.all(answers);
  const took = performance.now() - began;
  while ([...sent.keys()].some((position) => !seen.has(position)))
    await new Promise((resolve) => setTimeout(resolve, 20));
  const samples = [...sent].filter(([, { counts }]) => counts);
  const lag = samples.map(([position, { answeredAt }]) => Math.max(0, (seen.get(position) ?? 0) - answeredAt));
  const whole = samples.map(([position, { sentAt }]) => (seen.get(position) ?? 0) - sentAt);
  const [behind, all] = [summary(lag, took), summary(whole, took)];
  console.log(`at ${RATE} commands/s for ${SECONDS} s (${Math.round((total * 1_000) / took)}/s reached)`);
  console.log(
    `  append acknowledged → in the stream   p50 ${behind.p50.toFixed(1)} ms  p99 ${behind.p99.toFixed(1)} ms   (aim 50 and less)`,
  );
  console.log(`  command sent → in the stream          p50 ${all.p50.toFixed(1)} ms  p99 ${all.p99.toFixed(1)} ms`);
  request.destroy();
  await endService(service, 'SIGTERM');
  await database?.remove();
  rmSync(folder, { recursive: true, force: true });
}

/** Writes a portfolio; answers the newest position, and when it was recorded. */
async function fill(
  writer: Writer,
  from: number,
  to: number,
  events: Iterator<Recorded, unknown>,
): Promise<{ readonly position: bigint; readonly now: number }> {
  let position = -1n;
  let now = 0;
  for (let made = from; made < to; ) {
    const portion: Recorded[] = [];
    for (; portion.length < PORTION && made < to; made++) {
      const next = events.next();
      if (!next.done) portion.push(next.value);
    }
    now = portion.at(-1)?.recordedAt ?? now;
    for (const reached of await Promise.all(lanesOf(portion, 64).map((lane) => writer.write(lane)))) {
      if (reached > position) position = reached;
    }
  }
  return { position, now };
}

async function openFresh(folder: string): Promise<{ database: Database; remove: () => Promise<void> }> {
  if (POSTGRES_URL !== undefined) {
    const made = await newDatabase();
    return { database: await made.open(), remove: () => made.remove() };
  }
  const database = await openEmbedded({ folder });
  return { database, remove: () => database.close() };
}

async function benchRebuild(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'case-ledger-bench-'));
  const node = await startLoneNode({ folder: join(folder, 'events') });
  const writer = new Writer(node.url);
  const { position, now } = await fill(writer, 0, EVENTS, load(EVENTS, EVENTS / 10, 3, 7));
  const { database, remove } = await openFresh(join(folder, 'read-models'));
  const hands = { now };
  const engine = startEngine(database, node.url, hands);
  const filling = await timed(() => untilLevel(database, position, hands));
  const rebuilding = await timed(async () => {
    await database.query(`UPDATE projection SET wish = 'rebuild' WHERE name = 'case-facts' AND generation = 'live'`);
    engine.engine.poke();
    const builds = async () =>
      Number((await database.query(`SELECT min(builds)::int AS builds FROM projection`))[0]?.builds);
    while ((await builds()) < 1) await new Promise((resolve) => setTimeout(resolve, 50));
  });
  await engine.stop();
  await writer.close();
  const reading = await timed(() => bareRead(node.url, EVENTS));
  const upserting = await bareUpsert(database);
  const perSecond = (ms: number): string =>
    `${Math.round((EVENTS * 1_000) / ms)
      .toString()
      .padStart(7)} events/s`;
  console.log(`${EVENTS} events of ${EVENTS / 10} cases`);
  console.log(`  first filling, every change told      ${perSecond(filling)}`);
  console.log(`  rebuild of everything                 ${perSecond(rebuilding)}`);
  console.log(`  floor: bare read through the client   ${perSecond(reading)}`);
  console.log(`  floor: bare upsert of the same rows   ${perSecond(upserting)}`);
  const floor = Math.max(reading, upserting);
  console.log(
    `  rebuild ÷ the slower floor            ${(floor / rebuilding).toFixed(2).padStart(7)}   (aim 0.70 and more)`,
  );
  await remove();
  await endLoneNode(node, 'SIGTERM');
  rmSync(folder, { recursive: true, force: true });
}

/** The rows that the tables hold at the end, written once, in batches, into empty tables with the same indexes; milliseconds. */
async function bareUpsert(database: Database): Promise<number> {
  let total = 0;
  for (const table of TABLES) {
    await database.query(`CREATE TABLE floor_${table} (LIKE ${table} INCLUDING ALL)`);
    const key = await keyOf(database, table);
    const rows = await database.query(`SELECT to_jsonb(t) AS row FROM ${table} t`);
    for (let from = 0; from < rows.length; from += 500) {
      const batch = JSON.stringify(rows.slice(from, from + 500).map(({ row }) => row));
      total += await timed(() =>
        database.query(
          `INSERT INTO floor_${table} SELECT * FROM json_populate_recordset(NULL::floor_${table}, $1::json) ON CONFLICT (${key}) DO NOTHING`,
          [batch],
        ),
      );
    }
    await database.query(`DROP TABLE floor_${table}`);
  }
  return total;
}

async function keyOf(database: Database, table: string): Promise<string> {
  const rows = await database.query(
    `SELECT a.attname AS name FROM pg_index i JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = ANY(i.indkey)
     WHERE i.indrelid = $1::regclass AND i.indisprimary`,
    [table],
  );
  return rows.map(({ name }) => String(name)).join(', ');
}

async function benchPages(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'case-ledger-bench-'));
  const { database, remove } = await openFresh(folder);
  for (let from = 0; from < ROWS; from += 50_000) {
    await database.query(
      `INSERT INTO case_standing (key, case_id, creditor_id, product, agent_id, team, stage, bucket, days_past_due, tone, promise,
         field_eligible, currency, overdue, outstanding, opened_at, value)
       SELECT 'C-' || i, 'C-' || i, 'creditor-' || i % 7, 'loan', 'agent-' || i % 400, 'team-' || i % 25,
         (ARRAY['early', 'middle', 'late', 'head-office'])[1 + (i % 4)::int], 'M' || i % 5, i * 7919 % 120, i * 31 % 6,
         (ARRAY['none', 'active', 'broken'])[1 + (i % 3)::int], i % 50 = 0, 'EUR', i * 104729 % 1000000, 500000, now(),
         jsonb_build_object('caseId', 'C-' || i, 'daysPastDue', i * 7919 % 120)
       FROM generate_series($1::bigint, $2::bigint) i`,
      [from, Math.min(from + 50_000, ROWS) - 1],
    );
  }
  await database.query('ANALYZE case_standing');
  console.log(`pages of 100 among ${ROWS} cases, medians of 15`);
  const questions: readonly [string, Record<string, string>, string][] = [
    ['by case id', {}, 'caseId'],
    ['of a team, longest past due first', { team: 'team-3' }, '-daysPastDue'],
    ['of a collector, longest past due first', { agentId: 'agent-17' }, '-daysPastDue'],
    ['late ones, largest overdue first', { stage: 'late' }, '-overdue'],
    ['late ones of a team over 60 days', { stage: 'late', team: 'team-3', minDaysPastDue: '60' }, '-daysPastDue'],
    ['broken promises at tone 4 and more', { promise: 'broken', minTone: '4' }, '-tone'],
  ];
  for (const [name, filters, sort] of questions) {
    const took: number[] = [];
    let after: Parameters<typeof readRows>[2]['after'];
    for (let page = 0; page < 15; page++) {
      const began = performance.now();
      const { next } = await readRows(database, QUESTIONS['case-standing'], { filters, sort, after, limit: 100 });
      took.push(performance.now() - began);
      after = next;
    }
    const { p50, p99 } = summary(took, 1);
    console.log(`  ${name.padEnd(42)}  ${p50.toFixed(1).padStart(7)} ms, slowest ${p99.toFixed(1)} ms`);
  }
  await remove();
  rmSync(folder, { recursive: true, force: true });
}

/**
 * The service takes in a store that is full already, and the most memory that it holds is told up to each of the sizes. The
 * events end now: a case whose events lie in the past would have all days since to be looked at again with each of them.
 */
async function benchMemory(): Promise<void> {
  const folder = temporaryFolder();
  const database = POSTGRES_URL === undefined ? undefined : await newDatabase();
  const node = await startLoneNode({ folder: join(folder, 'events') });
  const most = Math.max(...MEMORY_EVENTS);
  const from = Date.now() - MEMORY_DAYS * DAY_MS;
  const events = load(most, MEMORY_CASES, MEMORY_DAYS, 7, from, MEMORY_ACTIVE);
  const writer = new Writer(node.url);
  const sizes: { readonly size: number; readonly position: bigint }[] = [];
  for (const size of MEMORY_EVENTS) {
    const { position } = await fill(writer, sizes.at(-1)?.size ?? 0, size, events);
    sizes.push({ size, position });
  }
  await writer.close();
  const service = await startService({
    DATA_DIR: join(folder, 'service'),
    EVENTSTORE_URL: node.url,
    LEDGER_SECRET: 'a secret that only tests can have',
    // The events are not the service's own; what it would record by itself would come between them.
    PROCESS_MANAGERS: 'off',
    ...(database?.url && { DATABASE_URL: database.url }),
  });
  const tell = () => console.log(`  the service ended: ${service.output()}`);
  service.process.once('exit', tell);
  const began = performance.now();
  for (const { size, position } of sizes) {
    let peak = 0;
    let reached: readonly bigint[];
    do {
      await new Promise((resolve) => setTimeout(resolve, 500));
      const text = await (await fetch(`${service.url}/metrics`)).text();
      reached = [...text.matchAll(/^case_ledger_projection_position\{[^}]*\} (\d+)$/gm)].map(([, at]) =>
        BigInt(at ?? 0),
      );
      peak = Math.max(peak, Number(/^process_resident_memory_bytes (\d+)/m.exec(text)?.[1]));
    } while (reached.length === 0 || reached.some((at) => at < position));
    const seconds = Math.round((performance.now() - began) / 1_000);
    console.log(`  up to ${size} events: at most ${Math.round(peak / 2 ** 20)} MiB resident, after ${seconds} s`);
  }
  service.process.off('exit', tell);
  await endService(service, 'SIGTERM');
  await endLoneNode(node, 'SIGTERM');
  await database?.remove();
  rmSync(folder, { recursive: true, force: true });
}
