/** The store goes away, comes back, or holds what nobody wrote: the service says so, and never makes anything up. */
import { EventStoreDBClient, jsonEvent } from '@eventstore/db-client';
import { openCase, payment } from '../harness/bodies';
import { TestLedger } from '../harness/ledger';
import { startTestNode, type TestNode, tamper } from '../harness/node';

const NOW = '2026-11-04T10:00:00.000Z';
const CASE = '/v1/cases/L-1';

let node: TestNode;
let ledger: TestLedger;

beforeEach(async () => {
  node = await startTestNode();
  ledger = await TestLedger.start(NOW, node);
  await ledger.post('/v1/cases', openCase('L-1')).expect(201);
  await ledger.ready();
});

afterEach(async () => {
  await ledger.stop();
  await node.remove();
});

it('answers 503 while the store is away, and goes on by itself when it is back', async () => {
  await node.stop();
  const away = await ledger.post(`${CASE}/payments`, payment('pay-1', 1, NOW)).expect(503);
  expect(away.body.code).toBe('store-unavailable');
  expect(away.headers['retry-after']).toBe('1');
  await ledger.get(CASE).expect(503);
  await ledger.get('/health/live').expect(200);
  expect((await ledger.get('/health/ready').expect(503)).body).toMatchObject({ store: 'away' });
  const measured = (await ledger.get('/metrics').expect(200)).text;
  expect(measured).toMatch(/^case_ledger_store_up 0$/m);
  expect(measured).toMatch(/^case_ledger_store_position Nan$/m);
  await node.start();
  let status = 503;
  while (status === 503) ({ status } = await ledger.post(`${CASE}/payments`, payment('pay-1', 1, NOW)));
  expect([200, 201]).toContain(status);
  expect(await ledger.recorded('L-1')).toEqual(['CaseOpened', 'PartialPayment']);
  await ledger.answered(`${CASE}/audit-trail?minPosition=2`);
  let text = '';
  while (!/^case_ledger_projection_position\{projection="audit-trail"\} 2$/m.test(text)) {
    ({ text } = await ledger.get('/metrics').expect(200));
  }
  expect(text).toMatch(/^case_ledger_store_up 1$/m);
  expect(text).toMatch(/^case_ledger_store_position [2-9]$/m);
  expect(text).toMatch(/^case_ledger_store_reconnects [1-9]/m);
});

it('says which event was changed in the store, and does not go on with it', async () => {
  await ledger.post(`${CASE}/payments`, payment('pay-1', 1, NOW)).expect(201);
  await ledger.post(`${CASE}/payments`, payment('pay-2', 1, NOW)).expect(201);
  await node.stop();
  tamper(node.folder, 1, '"pay-1"', '"pay-9"', true);
  await node.start();
  let replayed = await ledger.get(`${CASE}/replay`);
  while (replayed.status === 503) replayed = await ledger.get(`${CASE}/replay`);
  expect(replayed.status).toBe(500);
  expect(replayed.body).toMatchObject({ code: 'stored-event-damaged' });
  expect(replayed.body.detail).toContain('case-L-1 revision 2');
  expect((await ledger.get(`${CASE}/events?from=2`).expect(500)).body.detail).toContain('case-L-1 revision 2');
  await ledger.get(`${CASE}/events?limit=1`).expect(200);
});

it('stops what needs an event that cannot be read, says where, and goes on recording', async () => {
  const client = EventStoreDBClient.connectionString(node.url);
  await client.appendToStream('case-bad', jsonEvent({ type: 'Nonsense', data: {} }));
  await client.dispose();
  let ready = await ledger.get('/health/ready');
  while (ready.body.stopped.length === 0) ready = await ledger.get('/health/ready');
  expect(ready.body).toMatchObject({ status: 'degraded', store: 'up' });
  expect(ready.body.stopped).toContainEqual({
    projection: 'audit-trail',
    reason: expect.stringContaining('case-bad revision 0'),
  });
  const answer = await ledger.get(`${CASE}/audit-trail`).expect(503);
  expect(answer.body).toMatchObject({ code: 'read-model-stopped' });
  expect(answer.body.detail).toContain('case-bad revision 0');
  await ledger.post(`${CASE}/payments`, payment('pay-1', 1, NOW)).expect(201);
});

it('tells a caller who waits for more than there is that the audit trail is behind', async () => {
  const answer = await ledger.get(`${CASE}/audit-trail?minPosition=999`).expect(503);
  expect(answer.body.code).toBe('read-model-behind');
});
