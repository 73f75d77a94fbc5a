/** Readers of the feeds are bounded: how many there are, how long each is waited for, how long nothing is heard. */
import { openCase } from '../harness/bodies';
import { FeedStream } from '../harness/feed-stream';
import { TestLedger } from '../harness/ledger';
import { startTestNode, type TestNode } from '../harness/node';
import { newDatabase, type TestDatabase } from '../harness/read-models';
import { until } from '../harness/until';

jest.setTimeout(60_000);

const CHANGES = '/v1/projections/case-standing/changes';
const NOW = '2026-11-20T12:00:00.000Z';
const CASES = 40;

let node: TestNode;
let database: TestDatabase;
let ledger: TestLedger;

beforeAll(async () => {
  node = await startTestNode();
  database = await newDatabase();
  const writing = await TestLedger.start(NOW, node, database);
  for (let i = 0; i < CASES; i++) await writing.post('/v1/cases', openCase(`L-${i}`)).expect(201);
  await writing.ready();
  await writing.stop();
  // More than a connection holds that nobody reads from.
  await (await database.open()).query(
    `UPDATE change SET value = value || jsonb_build_object('product', repeat('x', 600000)) WHERE projection = 'case-standing'`,
  );
  const feedLimits = { heartbeatMs: 40, patienceMs: 400, mostReaders: 3 };
  ledger = await TestLedger.start(NOW, node, database, { feedLimits });
  await ledger.ready();
});

afterAll(async () => {
  await ledger.stop();
  await database.remove();
  await node.remove();
});

const newest = async (): Promise<string> => {
  for (let after = '0'; ; ) {
    const { changes, next } = (await ledger.get(`${CHANGES}?limit=500&after=${after}`).expect(200)).body;
    if (changes.length === 0) return after;
    after = next;
  }
};
const readers = async () => /^case_ledger_feed_readers (\d+)$/m.exec((await ledger.get('/metrics')).text)?.[1];

it('a reader hears that the service is there, when nothing happens', async () => {
  const stream = await FeedStream.open(ledger.port, CHANGES, await newest());
  await until(async () => stream.heartbeats >= 3);
  expect(stream.received).toBe(0);
  stream.close();
  await until(async () => (await readers()) === '0');
});

it('a reader that takes nothing is let go, and goes on later where it was', async () => {
  const slow = await FeedStream.open(ledger.port, CHANGES);
  const [first] = await slow.take(1);
  slow.pause();
  await until(async () => (await readers()) === '0');
  slow.resume();
  await until(async () => slow.ended);
  const taken = [first, ...slow.takeAll()];
  expect(taken.length).toBeLessThan(CASES);
  const later = await FeedStream.open(ledger.port, CHANGES, String(taken.at(-1)?.id));
  const rest = await later.take(CASES - taken.length);
  later.close();
  await until(async () => (await readers()) === '0');
  expect([...taken, ...rest].map((one) => one?.subject)).toEqual(Array.from({ length: CASES }, (_, i) => `L-${i}`));
});

it('more readers than there may be are refused, those who wait for a page as well, until one has left', async () => {
  const at = await newest();
  const streams = await Promise.all([1, 2, 3].map(() => FeedStream.open(ledger.port, CHANGES, at)));
  await until(async () => (await readers()) === '3');
  const wait = `${CHANGES}?after=${encodeURIComponent(at)}&wait=1`;
  for (const refused of [ledger.get(CHANGES).set('Accept', 'text/event-stream'), ledger.get(wait)])
    expect(await refused.expect(503)).toMatchObject({ body: { code: 'too-many-readers' } });
  // Who does not wait holds nothing.
  await ledger.get(`${CHANGES}?after=${encodeURIComponent(at)}`).expect(200);
  streams[0]?.close();
  await until(async () => (await readers()) === '2');
  await ledger.get(wait).expect(200);
  for (const stream of streams) stream.close();
  await until(async () => (await readers()) === '0');
});

it('no more readers than may come are let in where all come at once', async () => {
  const at = await newest();
  const asked = await Promise.allSettled([1, 2, 3, 4, 5, 6].map(() => FeedStream.open(ledger.port, CHANGES, at)));
  const streams = asked.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
  expect(streams).toHaveLength(3);
  expect(await readers()).toBe('3');
  for (const stream of streams) stream.close();
  await until(async () => (await readers()) === '0');
});
