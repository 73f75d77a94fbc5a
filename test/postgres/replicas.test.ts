/** Several services on one PostgreSQL and one store: one keeps the read models, and another takes over when it dies. */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { openPostgres } from '@read-models';
import { Client } from 'pg';
import { callAttempt, openCase, promise } from '../harness/bodies';
import { startTestNode, type TestNode, temporaryFolder } from '../harness/node';
import { differences, newDatabase, startEngine, type TestDatabase, tablesOf, untilLevel } from '../harness/read-models';
import { endService, type Service, startService } from '../harness/service';
import { until } from '../harness/until';

/** Where a leader tells how far things are. */
const CHANNEL = 'case_ledger_read_models';

jest.setTimeout(120_000);

const TAKES_OVER_MS = 5_000;
const LEADS = 'keeps the read models from now on';

let folder: string;
let node: TestNode;
let database: TestDatabase;
let services: Service[];

beforeAll(async () => {
  folder = temporaryFolder();
  node = await startTestNode();
  database = await newDatabase();
  services = [await begin(0), await begin(1), await begin(2)];
});

afterAll(async () => {
  for (const service of services) await endService(service, 'SIGKILL');
  await database.remove();
  await node.remove();
  rmSync(folder, { recursive: true, force: true });
});

const begin = (i: number): Promise<Service> =>
  startService({
    DATA_DIR: join(folder, `service-${i}`),
    EVENTSTORE_URL: node.url,
    LEDGER_SECRET: 'a secret that only tests can have',
    DATABASE_URL: database.url ?? '',
    LOG_LEVEL: 'info',
  });

async function leader(): Promise<number> {
  for (;;) {
    const found = services.findIndex(
      (service) =>
        service.process.exitCode === null && service.process.signalCode === null && service.output().includes(LEADS),
    );
    if (found >= 0) return found;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

const post = async (service: Service, path: string, body: object): Promise<{ status: number; position: string }> => {
  const headers = { 'Content-Type': 'application/json' };
  const answer = await fetch(service.url + path, { method: 'POST', headers, body: JSON.stringify(body) });
  return { status: answer.status, position: ((await answer.json()) as { position: string }).position };
};

let calls = 0;

/** Records a call through one service, and waits until another knows of it; answers after how many milliseconds. */
async function seenBy(reader: Service, through: Service): Promise<number> {
  calls += 1;
  const call = callAttempt(`call-${calls}`, '2026-11-04T10:30:00.000Z');
  const { position } = await post(through, '/v1/cases/L-1/call-attempts', call);
  const began = performance.now();
  for (;;) {
    const answer = await fetch(`${reader.url}/v1/case-standing?minPosition=${position}`);
    if (answer.status === 200) return performance.now() - began;
  }
}

it('takes over within five seconds of a leader’s death, whoever it is, and counts nothing twice', async () => {
  const [one] = services;
  if (!one) throw new Error('no service');
  await post(one, '/v1/cases', openCase('L-1'));
  const took: number[] = [];
  for (const signal of ['SIGKILL', 'SIGKILL', 'SIGTERM', 'SIGKILL'] as const) {
    const led = await leader();
    const dead = services[led];
    const [survivor, other] = services.filter((service) => service !== dead);
    if (!dead || !survivor || !other) throw new Error('no service');
    await seenBy(other, survivor);
    await endService(dead, signal);
    took.push(await seenBy(other, survivor));
    services[led] = await begin(led);
  }
  expect(Math.max(...took)).toBeLessThan(TAKES_OVER_MS);
  const led = services.filter((service) => service.output().includes(LEADS));
  expect(led).toHaveLength(1);
  const hands = { now: Date.now() };
  const fresh = await newDatabase();
  const anew = await fresh.open();
  const engine = startEngine(anew, node.url, hands);
  await untilLevel(anew, BigInt(calls), hands);
  const tables = openPostgres(database.url ?? '');
  const odd = differences(await tablesOf(tables), await tablesOf(anew));
  await tables.close();
  await engine.stop();
  await fresh.remove();
  expect(odd).toEqual([]);
});

/** One more of those who share the database. */
async function connected(): Promise<Client> {
  const client = new Client({ connectionString: database.url });
  await client.connect();
  return client;
}

async function buildsOf(name: string, client: Client): Promise<number> {
  const { rows } = await client.query('SELECT builds FROM projection WHERE name = $1', [name]);
  return Number(rows[0]?.builds);
}

it('is told to be there also while a rebuilt projection takes its place, however long that takes', async () => {
  const led = services[await leader()];
  if (!led) throw new Error('no service');
  const [holder, listener] = [await connected(), await connected()];
  let told = 0;
  listener.on('notification', () => {
    told += 1;
  });
  await listener.query(`LISTEN ${CHANNEL}`);
  await holder.query('BEGIN; LOCK TABLE change IN SHARE MODE');
  await post(led, '/v1/projections/tone-history/rebuild', { by: 'op-1' });
  const waits = `SELECT 1 FROM pg_locks WHERE relation = 'change'::regclass AND NOT granted`;
  await until(async () => (await holder.query(waits)).rowCount === 1);
  told = 0;
  await until(async () => told >= 2);
  expect((await holder.query(waits)).rowCount).toBe(1);
  await holder.query('COMMIT');
  await until(async () => (await buildsOf('tone-history', listener)) > 0);
  await holder.end();
  await listener.end();
});

it('goes on while somebody reads for long what a rebuilt projection is to take the place of', async () => {
  const led = services[await leader()];
  if (!led) throw new Error('no service');
  const [holder, other] = [await connected(), await connected()];
  const before = await buildsOf('promise-book', other);
  await holder.query('BEGIN; LOCK TABLE promise_book IN ACCESS SHARE MODE');
  await post(led, '/v1/projections/promise-book/rebuild', { by: 'op-1' });
  const waits = `SELECT 1 FROM pg_locks WHERE relation = 'promise_book'::regclass AND mode = 'AccessExclusiveLock' AND NOT granted`;
  await until(async () => (await other.query(waits)).rowCount === 1);
  await until(async () => (await other.query(waits)).rowCount === 0);
  await seenBy(led, led);
  expect(await buildsOf('promise-book', other)).toBe(before);
  await holder.query('COMMIT');
  await until(async () => (await buildsOf('promise-book', other)) > before);
  await holder.end();
  await other.end();
});

it('gives its lock back within seconds where its host dies in the middle of an answer', async () => {
  const base = await newDatabase();
  const session = await (await base.open()).lead(new AbortController().signal);
  const asked = await session?.transaction((tx) => tx.query('SHOW tcp_user_timeout'));
  expect(asked).toEqual([{ tcp_user_timeout: '3000' }]);
  await session?.close();
  await base.remove();
});

it('does through any service what an operator asks, and reads a feed from any with one cursor', async () => {
  const led = await leader();
  const [follower, other] = services.filter((_, i) => i !== led);
  if (!follower || !other) throw new Error('no service');
  const { status } = await post(follower, '/v1/projections/case-standing/rebuild', { by: 'op-1' });
  expect(status).toBe(202);
  while (!services[led]?.output().includes('a projection was built anew')) {
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  const page = async (service: Service, after: string) =>
    (await (await fetch(`${service.url}/v1/projections/case-standing/changes?after=${after}&limit=2`)).json()) as {
      changes: { id: string }[];
      next: string;
    };
  const first = await page(follower, '0');
  const second = await page(other, first.next);
  const numbers = [...first.changes, ...second.changes].map(({ id }) => Number(id.split('.')[1]));
  expect(numbers).toEqual([1, 2, 3, 4]);
});

it('records each broken promise once, though every service looks for them', async () => {
  const [one] = services;
  if (!one) throw new Error('no service');
  const now = Date.now();
  const ids = Array.from({ length: 20 }, (_, i) => `promised-${i}`);
  for (const [i, caseId] of ids.entries()) {
    const opening = { pack: 'default@1', dueDate: '2026-01-02', occurredAt: '2026-01-01T08:00:00.000Z' };
    await post(one, '/v1/cases', openCase(caseId, opening));
    const dueAt = new Date(now + 1_500 + 100 * i).toISOString();
    await post(one, `/v1/cases/${caseId}/promises`, promise('p-1', 1_000, new Date(now - 60_000).toISOString(), dueAt));
  }
  const broken = async (service: Service, caseId: string): Promise<number> => {
    const answer = await fetch(`${service.url}/v1/cases/${caseId}/events`);
    const { events } = (await answer.json()) as { events: { type: string }[] };
    return events.filter(({ type }) => type === 'PromiseBroken').length;
  };
  for (const caseId of ids) {
    while ((await broken(one, caseId)) === 0) await new Promise((resolve) => setTimeout(resolve, 50));
  }
  // Every service has looked again when the read models of all know of the last.
  const { position } = await post(one, '/v1/cases', openCase('after'));
  for (const service of services) await fetch(`${service.url}/v1/promise-book?minPosition=${position}`);
  for (const caseId of ids) expect({ caseId, broken: await broken(one, caseId) }).toEqual({ caseId, broken: 1 });
});
