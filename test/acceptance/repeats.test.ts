/** A request may be sent again at any time: it is answered as the first time, and recorded once. */
import { callAttempt, eur, openCase, payment, recording } from '../harness/bodies';
import { TestLedger } from '../harness/ledger';

const NOW = '2026-11-04T10:00:00.000Z';
const CASE = '/v1/cases/L-1';
const pay = payment('pay-1', 100, NOW);
const { paymentId: _paymentId, ...anonymous } = pay;

let ledger: TestLedger;

beforeEach(async () => {
  ledger = await TestLedger.start(NOW);
  await ledger.post('/v1/cases', openCase('L-1')).expect(201);
});

afterEach(() => ledger.stop());

const keyed = (key: string, body: object, path = 'payments') =>
  ledger.http.post(`${CASE}/${path}`).set('Idempotency-Key', key).send(body);

it('answers a repeat with the original revision, events and standing', async () => {
  const first = await ledger.post(`${CASE}/payments`, pay).expect(201);
  ledger.clock.time = '2026-11-20T10:00:00.000Z';
  await ledger.post(`${CASE}/call-attempts`, callAttempt('c-1', NOW)).expect(201);
  const again = await ledger.post(`${CASE}/payments`, pay).expect(200);
  expect(again.headers['idempotency-replayed']).toBe('true');
  expect(again.body).toEqual(first.body);
  expect(await ledger.recorded('L-1')).toEqual(['CaseOpened', 'PartialPayment', 'CallAttempted']);
});

it('goes by the key where there is one, and makes the id from it', async () => {
  const first = await keyed('key-1', anonymous).expect(201);
  expect(first.body.events[0].data.paymentId).toMatch(/^[0-9a-f-]{36}$/);
  expect((await keyed('key-1', anonymous).expect(200)).body).toEqual(first.body);
  expect((await keyed('key-2', anonymous).expect(201)).body.events[0].data.paymentId).not.toBe(
    first.body.events[0].data.paymentId,
  );
});

it('refuses a key that came with another body, or on another route', async () => {
  await keyed('key-1', pay).expect(201);
  const other = await keyed('key-1', { ...pay, amount: eur(101) }).expect(422);
  expect(other.body).toMatchObject({ code: 'idempotency-key-reused', errors: [{ field: 'Idempotency-Key' }] });
  await keyed('key-1', callAttempt('c-1', NOW), 'call-attempts').expect(422);
  expect(await ledger.recorded('L-1')).toEqual(['CaseOpened', 'PartialPayment']);
});

it('refuses an id that is on record with another body, with or without a key', async () => {
  await ledger.post(`${CASE}/payments`, pay).expect(201);
  expect((await ledger.post(`${CASE}/payments`, { ...pay, amount: eur(101) }).expect(409)).body.code).toBe(
    'id-already-used',
  );
  await keyed('key-1', { ...pay, amount: eur(101) }).expect(409);
  await keyed('key-1', pay).expect(200);
  expect((await ledger.post('/v1/cases', openCase('L-1', { product: 'other' })).expect(409)).body.code).toBe(
    'id-already-used',
  );
});

it('opens a case once, by its id', async () => {
  const again = await ledger.post('/v1/cases', openCase('L-1')).expect(200);
  expect(again.headers).toMatchObject({ 'idempotency-replayed': 'true', location: CASE });
});

it('registers a recording once, by its id', async () => {
  const first = await ledger.post('/v1/recordings', recording('r-1', NOW)).expect(201);
  const again = await ledger.post('/v1/recordings', recording('r-1', NOW)).expect(200);
  expect(again.body).toEqual(first.body);
  const other = await ledger.post('/v1/recordings', recording('r-1', NOW, { source: 'other' })).expect(409);
  expect(other.body).toMatchObject({ code: 'id-already-used', errors: [{ field: 'recordingId' }] });
  const keyedRecording = (body: object) =>
    ledger.http.post('/v1/recordings').set('Idempotency-Key', 'key-1').send(body);
  await keyedRecording(recording('r-2', NOW)).expect(201);
  await keyedRecording(recording('r-2', NOW, { source: 'other' })).expect(422);
});

it('looks at the key before If-Match', async () => {
  const send = (etag: string) => ledger.http.post(`${CASE}/payments`).set('If-Match', etag).send(pay);
  const stale = await send('"7"').expect(412);
  expect(stale.body).toMatchObject({ code: 'revision-mismatch', revision: '0' });
  await send('W/"0"').expect(412);
  expect((await send('"0"').expect(201)).headers.etag).toBe('"1"');
  await send('"0"').expect(200);
  await ledger.http
    .post(`${CASE}/payments`)
    .set('If-Match', '*')
    .send(payment('pay-2', 1, NOW))
    .expect(201);
});

it('records the same request once when it is sent many times at once', async () => {
  const answers = await Promise.all(Array.from({ length: 20 }, () => ledger.post(`${CASE}/payments`, pay)));
  expect(answers.map(({ status }) => status).sort()).toEqual([...Array(19).fill(200), 201]);
  expect(await ledger.recorded('L-1')).toEqual(['CaseOpened', 'PartialPayment']);
});

describe('two services on one store', () => {
  let other: TestLedger;

  beforeEach(async () => {
    other = await TestLedger.start(NOW, ledger.node);
  });

  afterEach(() => other.stop());

  it('see each other’s events, and stay correct on what they remember', async () => {
    await other.post(`${CASE}/payments`, pay).expect(201);
    await ledger.post(`${CASE}/payments`, pay).expect(200);
    await ledger.post(`${CASE}/payments/pay-1/reverse`, { reversedAt: NOW, reason: 'returned' }).expect(201);
    await other.post(`${CASE}/payments/pay-1/reverse`, { reversedAt: NOW, reason: 'other' }).expect(409);
    expect((await other.get(CASE)).body.revision).toBe('2');
  });

  it('do not refuse on what only the other knows', async () => {
    await other.get(CASE).expect(200);
    await ledger.post(`${CASE}/payments`, pay).expect(201);
    await other.post(`${CASE}/payments/pay-1/reverse`, { reversedAt: NOW, reason: 'returned' }).expect(201);
    await ledger.http
      .post(`${CASE}/payments`)
      .set('If-Match', '"2"')
      .send(payment('pay-2', 1, NOW))
      .expect(201);
  });

  it('write to one case at once, and keep one unbroken chain', async () => {
    const sent = Array.from({ length: 60 }, (_, i) =>
      (i % 2 ? ledger : other).post(`${CASE}/payments`, payment(`pay-${i}`, 1, NOW)),
    );
    const statuses = (await Promise.all(sent)).map(({ status }) => status);
    for (const [i, status] of statuses.entries()) {
      if (status === 503) await ledger.post(`${CASE}/payments`, payment(`pay-${i}`, 1, NOW));
    }
    expect(await ledger.recorded('L-1')).toHaveLength(61);
    await ledger.get(`${CASE}/replay`).expect(200);
  });
});
