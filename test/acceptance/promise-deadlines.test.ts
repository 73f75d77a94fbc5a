/** F3: promises end by themselves, and the ledger says so exactly once, whatever happens around their deadline. */
import type { PromiseDeadlines } from '../../apps/ledger/src/process-managers/promise-deadlines';
import { eur, openCase, payment, promise } from '../harness/bodies';
import { TestLedger } from '../harness/ledger';
import { startTestNode, type TestNode } from '../harness/node';
import { newDatabase, type TestDatabase } from '../harness/read-models';

const START = '2026-11-04T10:00:00.000Z';
const DUE = '2026-11-05T09:00:00.000Z';
/** The branch gives an hour's grace. */
const DEADLINE = '2026-11-05T10:00:00.000Z';

let node: TestNode;
let database: TestDatabase;
let ledger: TestLedger;
let deadlines: PromiseDeadlines[];

beforeEach(async () => {
  node = await startTestNode();
  database = await newDatabase();
  ledger = await TestLedger.start(START, node, database);
  deadlines = [];
});

afterEach(async () => {
  for (const one of deadlines) await one.stop();
  await ledger.stop();
  await database.remove();
  await node.remove();
});

const start = (times = 1) => {
  for (let i = 0; i < times; i++) deadlines.push(ledger.startDeadlines());
};

const send = (caseId: string, path: string, body: object) =>
  ledger.post(`/v1/cases/${caseId}/${path}`, body).expect(201);

async function promised(caseId: string, minor = 5_000): Promise<void> {
  await ledger.post('/v1/cases', openCase(caseId)).expect(201);
  await send(caseId, 'promises', promise('p-1', minor, START, DUE));
}

/** Waits until so many events of a case are recorded, and until whoever works on them has nothing left to do. */
async function recorded(caseId: string, length: number): Promise<string[]> {
  for (;;) {
    const events = await ledger.recorded(caseId);
    if (events.length >= length) return events;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

/** Until the promise book has nothing to record any more and a whole look has passed since. */
async function quiet(): Promise<void> {
  for (let looks = 0; looks < 5; looks++) {
    const rows = await ledger.database.query('SELECT 1 FROM promise_book WHERE to_record <= $1', [ledger.clock.time]);
    if (rows.length > 0) looks = 0;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

it('records it at the deadline, and not before', async () => {
  start();
  await promised('L-1');
  ledger.clock.time = '2026-11-05T09:59:59.999Z';
  await ledger.ready();
  await quiet();
  expect(await ledger.recorded('L-1')).toEqual(['CaseOpened', 'PromiseMade']);
  ledger.clock.time = DEADLINE;
  expect(await recorded('L-1', 3)).toEqual(['CaseOpened', 'PromiseMade', 'PromiseBroken']);
  const { body } = await ledger.get('/v1/cases/L-1/events?from=2').expect(200);
  expect(body.events[0]).toMatchObject({
    data: { promiseId: 'p-1', cause: 'deadline', paid: eur(0), shortfall: eur(5_000) },
    metadata: { occurredAt: DEADLINE, actor: { id: 'promise-deadlines', role: 'system' } },
  });
});

it('records it once, however many look at once and however often they start again', async () => {
  for (let i = 0; i < 20; i++) await promised(`L-${i}`);
  start(3);
  ledger.clock.time = DEADLINE;
  for (let round = 0; round < 3; round++) {
    await deadlines.pop()?.stop();
    start();
  }
  for (let i = 0; i < 20; i++) await recorded(`L-${i}`, 3);
  await quiet();
  for (let i = 0; i < 20; i++) {
    expect(await ledger.recorded(`L-${i}`)).toEqual(['CaseOpened', 'PromiseMade', 'PromiseBroken']);
  }
});

it('records nothing of a promise that was kept, and part-kept where something was paid', async () => {
  await promised('kept');
  await promised('short');
  await send('kept', 'payments', payment('pay-1', 5_000, START));
  await send('short', 'payments', payment('pay-1', 2_000, START));
  start();
  ledger.clock.time = '2026-11-06T10:00:00.000Z';
  await recorded('short', 4);
  await quiet();
  expect(await ledger.recorded('kept')).toEqual(['CaseOpened', 'PromiseMade', 'PartialPayment', 'PromiseKept']);
  const { body } = await ledger.get('/v1/cases/short/events?from=3').expect(200);
  expect(body.events).toMatchObject([{ type: 'PromiseBroken', data: { paid: eur(2_000), shortfall: eur(3_000) } }]);
});

it('is corrected by a payment learnt of late, and broken again by its reversal', async () => {
  start();
  await promised('L-1');
  ledger.clock.time = DEADLINE;
  await recorded('L-1', 3);
  ledger.clock.time = '2026-11-06T10:00:00.000Z';
  const late = await send('L-1', 'payments', payment('pay-1', 5_000, '2026-11-05T08:00:00.000Z'));
  expect(late.body.events).toMatchObject([
    { type: 'PartialPayment' },
    { type: 'PromiseKept', data: { corrects: { revision: 2, type: 'PromiseBroken' } } },
  ]);
  const reversed = await send('L-1', 'payments/pay-1/reverse', {
    reversedAt: '2026-11-06T09:00:00.000Z',
    reason: 'returned',
  });
  expect(reversed.body.events.map(({ type }: { type: string }) => type)).toEqual(['PaymentReversed', 'PromiseBroken']);
  await ledger.ready();
  await quiet();
  expect((await ledger.recorded('L-1')).filter((type) => type === 'PromiseBroken')).toHaveLength(2);
});

it('survives a clock that jumps ahead and comes back', async () => {
  start();
  await promised('L-1');
  ledger.clock.time = '2026-11-08T10:00:00.000Z';
  await recorded('L-1', 3);
  ledger.clock.time = '2026-11-04T12:00:00.000Z';
  await send('L-1', 'payments', payment('pay-1', 5_000, '2026-11-04T11:30:00.000Z'));
  ledger.clock.time = DEADLINE;
  await ledger.ready();
  await quiet();
  const types = await ledger.recorded('L-1');
  expect(types).toEqual(['CaseOpened', 'PromiseMade', 'PromiseBroken', 'PartialPayment', 'PromiseKept']);
  const { body } = await ledger.get('/v1/cases/L-1').expect(200);
  expect(body.standing.promise.state).toBe('kept');
});
