/** Bad input: a problem with a stable code that names the field, and nothing is appended. */
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { callAttempt, eur, note, openCase, payment, promise, recording } from '../harness/bodies';
import { conforms } from '../harness/conforms';
import { TestLedger } from '../harness/ledger';

const NOW = '2026-11-04T10:00:00.000Z';
const CASE = '/v1/cases/L-1';

let ledger: TestLedger;

beforeAll(async () => {
  ledger = await TestLedger.start(NOW);
  await ledger.post('/v1/cases', openCase('L-1')).expect(201);
});

afterEach(async () => {
  expect(await ledger.recorded('L-1')).toEqual(['CaseOpened']);
});

afterAll(() => ledger.stop());

type Refused = readonly [what: string, path: string, body: object, status: number, code: string, field: string];

const call = callAttempt('c-1', NOW);
const pay = payment('pay-1', 100, NOW);
const said = promise('p-1', 100, NOW, NOW);
const opening = openCase('L-2');
const [contact] = opening.contacts;

const refused: readonly Refused[] = [
  ['an unknown field', 'payments', { ...pay, bonus: 1 }, 400, 'unknown-field', 'bonus'],
  [
    'an unknown field inside',
    'payments',
    { ...pay, amount: { ...eur(1), major: 1 } },
    400,
    'unknown-field',
    'amount.major',
  ],
  ['a missing field', 'payments', { ...pay, means: undefined }, 400, 'required', 'means'],
  ['null for a field', 'payments', { ...pay, amount: null }, 400, 'not-an-object', 'amount'],
  ['null for an optional field', 'payments', { ...pay, promiseId: null }, 400, 'not-an-id', 'promiseId'],
  ['a number for a text', 'notes', { ...note('n-1', NOW), text: 7 }, 400, 'not-a-text', 'text'],
  ['a blank text', 'notes', { ...note('n-1', NOW), text: '  ' }, 400, 'not-a-text', 'text'],
  ['a word that is none of the list', 'payments', { ...pay, means: 'barter' }, 400, 'not-one-of', 'means'],
  ['a list for an object', 'payments', { ...pay, amount: [eur(1)] }, 400, 'not-an-object', 'amount'],
  ['a text for a flag', 'call-attempts', { ...call, disclosed: 'yes' }, 400, 'not-a-boolean', 'disclosed'],
  [
    'a day that does not exist',
    'dues',
    { dueId: 'd-1', dueDate: '2026-02-30', amount: eur(1) },
    400,
    'not-a-date',
    'dueDate',
  ],
  [
    'an instant that does not exist',
    'payments',
    { ...pay, receivedAt: '2026-02-30T10:00:00Z' },
    400,
    'not-an-instant',
    'receivedAt',
  ],
  [
    'an hour that does not exist',
    'payments',
    { ...pay, receivedAt: '2026-02-03T25:00:00Z' },
    400,
    'not-an-instant',
    'receivedAt',
  ],
  [
    'a time without its zone',
    'payments',
    { ...pay, receivedAt: '2026-11-04T10:00:00' },
    400,
    'not-an-instant',
    'receivedAt',
  ],
  [
    'a time in the future',
    'payments',
    { ...pay, receivedAt: '2026-11-04T10:05:00.001Z' },
    400,
    'time-in-future',
    'receivedAt',
  ],
  [
    'a call in the future',
    'call-attempts',
    { ...call, endedAt: '2026-11-04T11:00:00Z' },
    400,
    'time-in-future',
    'endedAt',
  ],
  [
    'a call that ends before it begins',
    'call-attempts',
    { ...call, endedAt: '2026-11-04T09:00:00Z' },
    400,
    'times-out-of-order',
    'endedAt',
  ],
  ['negative money', 'payments', { ...pay, amount: eur(-1) }, 400, 'out-of-range', 'amount.minor'],
  ['no money', 'payments', { ...pay, amount: eur(0) }, 400, 'out-of-range', 'amount.minor'],
  ['a fraction of a cent', 'payments', { ...pay, amount: eur(0.5) }, 400, 'not-an-integer', 'amount.minor'],
  [
    'money as a text',
    'payments',
    { ...pay, amount: { currency: 'EUR', minor: '1' } },
    400,
    'not-an-integer',
    'amount.minor',
  ],
  ['more money than there is', 'payments', { ...pay, amount: eur(1e300) }, 400, 'out-of-range', 'amount.minor'],
  [
    'a currency that does not exist',
    'payments',
    { ...pay, amount: { currency: 'ZZZ', minor: 1 } },
    400,
    'not-a-currency',
    'amount.currency',
  ],
  [
    'another currency',
    'payments',
    { ...pay, amount: { currency: 'USD', minor: 1 } },
    422,
    'currency-mismatch',
    'amount.currency',
  ],
  [
    'another currency promised',
    'promises',
    { ...said, amount: { currency: 'USD', minor: 1 } },
    422,
    'currency-mismatch',
    'amount.currency',
  ],
  ['an id with a space', 'payments', { ...pay, paymentId: 'pay 1' }, 400, 'not-an-id', 'paymentId'],
  ['an id with a slash', 'payments', { ...pay, paymentId: '../1' }, 400, 'not-an-id', 'paymentId'],
  ['an id of 65 characters', 'payments', { ...pay, paymentId: 'x'.repeat(65) }, 400, 'not-an-id', 'paymentId'],
  ['a number without its plus sign', 'call-attempts', { ...call, number: '34600000001' }, 400, 'not-e164', 'number'],
  ['a number with spaces', 'call-attempts', { ...call, number: '+34 600 000 001' }, 400, 'not-e164', 'number'],
  [
    'an unknown field with a name every object has',
    'payments',
    { ...pay, toString: 1 },
    400,
    'unknown-field',
    'toString',
  ],
  ['a day in a list', 'dues', { dueId: 'd', dueDate: ['2026-11-02'], amount: eur(1) }, 400, 'not-a-date', 'dueDate'],
  [
    'an id of a call with a name every object has',
    'call-attempts',
    { ...call, callIds: { toString: 'v' } },
    400,
    'unknown-field',
    'callIds.toString',
  ],
  ['neither id nor key', 'payments', { ...pay, paymentId: undefined }, 400, 'required', 'paymentId'],
  ['ids of a call that are none', 'call-attempts', { ...call, callIds: { sip: '' } }, 400, 'not-call-ids', 'callIds'],
  [
    'an assignment to nobody',
    'assignments',
    { assignmentId: 'as-1', by: 'sup-1', reason: 'on leave' },
    400,
    'validation-failed',
    'agentId',
  ],
  [
    'no visitor',
    'field-visits',
    { visitId: 'v', visitedAt: NOW, visitors: [], result: 'nobody-met' },
    400,
    'not-an-id',
    'visitors',
  ],
  ['an unknown promise', 'promises/p-9/break', { reportedBy: 'a', reason: 'r' }, 404, 'promise-not-found', 'promiseId'],
  [
    'an unknown payment',
    'payments/pay-9/reverse',
    { reversedAt: NOW, reason: 'r' },
    404,
    'payment-not-found',
    'paymentId',
  ],
  [
    'an id in the path that is none',
    'payments/p%20ay/reverse',
    { reversedAt: NOW, reason: 'r' },
    400,
    'not-an-id',
    'paymentId',
  ],
];

const opened: readonly Refused[] = [
  ['a pack that does not exist', '', { ...opening, pack: 'nobody@1' }, 422, 'unknown-policy', 'pack'],
  ['a pack without its version', '', { ...opening, pack: 'branch' }, 400, 'not-a-pack', 'pack'],
  [
    'a time zone that does not exist',
    '',
    { ...opening, debtor: { ...opening.debtor, timeZone: 'Mars/Base' } },
    400,
    'not-a-time-zone',
    'debtor.timeZone',
  ],
  [
    'two currencies',
    '',
    { ...opening, overdue: { currency: 'USD', minor: 1 } },
    422,
    'currency-mismatch',
    'overdue.currency',
  ],
  ['more overdue than owed', '', { ...opening, overdue: eur(500_001) }, 400, 'validation-failed', 'overdue.minor'],
  [
    'two contacts with one id',
    '',
    { ...opening, contacts: [contact, contact] },
    400,
    'validation-failed',
    'contacts.1.contactId',
  ],
  [
    'a contact with a bad number',
    '',
    { ...opening, contacts: [{ ...contact, number: '1' }] },
    400,
    'not-e164',
    'contacts.0.number',
  ],
  ['a contact that is none', '', { ...opening, contacts: [7] }, 400, 'not-a-list', 'contacts'],
];

const of = (path: string): string => (path === '' ? '/v1/cases' : `${CASE}/${path}`);

it.each([...refused, ...opened])('%s', async (_what, path, body, status, code, field) => {
  const response = await ledger.post(of(path), body).expect(status);
  expect(response.headers['content-type']).toContain('application/problem+json');
  conforms('Problem', response.body);
  expect(response.body.errors).toContainEqual(expect.objectContaining({ field, code }));
  if (path === '') await ledger.get('/v1/cases/L-2').expect(404);
});

it('names every field at fault at once', async () => {
  const response = await ledger
    .post(`${CASE}/payments`, { ...pay, means: 'barter', amount: eur(-1), bonus: 1 })
    .expect(400);
  expect(response.body.errors.map(({ field }: { field: string }) => field).sort()).toEqual([
    'amount.minor',
    'bonus',
    'means',
  ]);
});

it('names a field that is no object once', async () => {
  const response = await ledger.post(`${CASE}/payments`, { ...pay, amount: 'x' }).expect(400);
  expect(response.body.errors).toEqual([expect.objectContaining({ field: 'amount', code: 'not-an-object' })]);
});

it('finds names that every object has wherever they are', async () => {
  const response = await ledger.post(`${CASE}/payments`, { ...pay, amount: { ...eur(1), valueOf: 1 } }).expect(400);
  expect(response.body.errors).toEqual([expect.objectContaining({ field: 'amount.valueOf', code: 'unknown-field' })]);
});

it('does not quote what was sent', async () => {
  const { text } = await ledger.post(`${CASE}/call-attempts`, { ...call, number: 'my secret number' }).expect(400);
  expect(text).not.toContain('secret');
});

it.each([
  ['malformed JSON', '{"paymentId":', 'application/json', 400, 'malformed-json'],
  ['an empty body', '', 'application/json', 400, 'malformed-json'],
  ['a text', '"text"', 'application/json', 400, 'validation-failed'],
  ['a list', '[]', 'application/json', 400, 'validation-failed'],
  ['null', 'null', 'application/json', 400, 'validation-failed'],
  ['a poisoned prototype', '{"__proto__":{"x":1}}', 'application/json', 400, 'malformed-json'],
  ['something else than JSON', '<a/>', 'application/xml', 415, 'unsupported-media-type'],
  ['a form', 'paymentId=pay-1', 'application/x-www-form-urlencoded', 415, 'unsupported-media-type'],
  ['plain text', '{}', 'text/plain', 415, 'unsupported-media-type'],
  [
    'a very deep body',
    `{"amount":${'['.repeat(60_000)}${']'.repeat(60_000)}}`,
    'application/json',
    400,
    'validation-failed',
  ],
  ['a body over 256 KiB', JSON.stringify({ text: 'x'.repeat(256 * 1024) }), 'application/json', 413, 'body-too-large'],
])('%s', async (_what, text, type, status, code) => {
  const response = await ledger.http.post(`${CASE}/payments`).set('Content-Type', type).send(text).expect(status);
  conforms('Problem', response.body);
  expect(response.body).toMatchObject({ code, status });
});

it.each([
  ['payments', pay],
  ['call-attempts', call],
  ['notes', note('n-1', NOW)],
  ['promises', said],
  ['dues', { dueId: 'd', dueDate: '2026-12-01', amount: eur(1) }],
  ['field-escalations', { escalationId: 'e', requestedBy: 'a' }],
  ['field-visits', { visitId: 'v', visitedAt: NOW, visitors: ['f'], result: 'nobody-met' }],
  ['assignments', { assignmentId: 'as-1', team: 'north', by: 'sup-1', reason: 'on leave' }],
])('an unknown case: %s', async (path, body) => {
  const response = await ledger.post(`/v1/cases/nobody/${path}`, body).expect(404);
  expect(response.body).toMatchObject({ code: 'case-not-found', errors: [{ field: 'caseId' }] });
});

it.each(['', '/events', '/replay', '/audit-trail'])('an unknown case: GET %s', async (path) => {
  await ledger.ready();
  expect((await ledger.get(`/v1/cases/nobody${path}`).expect(404)).body.code).toBe('case-not-found');
});

it.each([
  ['?at=yesterday', 'at'],
  ['/replay?asOf=2026-02-30T00:00:00Z', 'asOf'],
  ['/replay?knownAt=1', 'knownAt'],
  ['/audit-trail?minPosition=-1', 'minPosition'],
  ['/events?from=x', 'from'],
  ['/events?limit=501', 'limit'],
  ['/replay?limit=0', 'limit'],
  ['?att=2026-11-04T10:00:00Z', 'att'],
  ['/events?at=2026-11-04T10:00:00Z', 'at'],
  ['?at=2026-11-04T10:00:00Z&at=2026-11-05T10:00:00Z', 'at'],
])('a bad query: %s', async (query, field) => {
  const response = await ledger.get(CASE + query).expect(400);
  expect(response.body).toMatchObject({ code: 'validation-failed', errors: [{ field }] });
});

it('a bad Idempotency-Key or If-Match', async () => {
  const bad = ledger.http.post(`${CASE}/payments`).set('Idempotency-Key', 'x'.repeat(256)).send(pay);
  expect((await bad.expect(400)).body.errors[0].field).toBe('Idempotency-Key');
  const unquoted = ledger.http.post(`${CASE}/payments`).set('If-Match', '0').send(pay);
  expect((await unquoted.expect(400)).body.errors[0].field).toBe('If-Match');
});

it('a recording that is none', async () => {
  const response = await ledger.post('/v1/recordings', { ...recording('r-1', NOW), sha256: 'short' }).expect(400);
  expect(response.body.errors).toEqual([expect.objectContaining({ field: 'sha256', code: 'not-a-sha256' })]);
});

it.each(['/v1/cases/%', '/v1/cases/%E0%A4%A', `/v1/cases/${'x'.repeat(5_000)}`])(
  'a path that is none: %.20s',
  async (path) => {
    const response = await ledger.get(path).expect(400);
    conforms('Problem', response.body);
    expect(response.body.errors).toEqual([expect.objectContaining({ field: 'path' })]);
  },
);

it('an unknown route', async () => {
  const response = await ledger.get('/v1/nothing').expect(404);
  expect(response.body).toMatchObject({ code: 'route-not-found' });
});

it.each([
  ['delete', CASE, 'GET, HEAD'],
  ['get', `${CASE}/payments`, 'POST'],
  ['put', `${CASE}/replay?asOf=x`, 'GET, HEAD'],
] as const)('a method that the route does not have: %s %s', async (method, path, allowed) => {
  const response = await ledger.http[method](path).expect(405);
  conforms('Problem', response.body);
  expect(response.body).toMatchObject({ code: 'method-not-allowed' });
  expect(response.headers.allow).toBe(allowed);
});

it('a request for another host, as a page in a browser could send it', async () => {
  const response = await ledger.get(CASE).set('Host', 'rebound.example').expect(421);
  expect(response.body).toMatchObject({ code: 'misdirected-request' });
  await ledger.get(CASE).set('Host', 'localhost:3000').expect(200);
});

it.each([
  ['something that is no HTTP', 'GARBAGE\r\n\r\n', 400, 'malformed-request'],
  ['headers without end', `GET / HTTP/1.1\r\nX: ${'x'.repeat(20_000)}\r\n\r\n`, 431, 'headers-too-large'],
])('%s', async (_what, bytes, status, code) => {
  const socket = connect(ledger.port, '127.0.0.1');
  socket.end(bytes);
  const [head, body = ''] = (await text(socket)).split('\r\n\r\n');
  expect(head).toContain(`HTTP/1.1 ${status} `);
  conforms('Problem', JSON.parse(body));
  expect(JSON.parse(body)).toMatchObject({ code, status });
});

it('every route that takes a body refuses an unknown field', async () => {
  const { body: document } = { body: (await import('../../contracts/openapi.json')).default };
  const routes = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods)
      // A file is read line by line, each with its own answer.
      .filter(([, route]) => 'requestBody' in route && 'application/json' in route.requestBody.content)
      .map(([method]) => [method, path] as const),
  );
  expect(routes.length).toBeGreaterThan(11);
  for (const [method, path] of routes) {
    const url = path.replace('{caseId}', 'L-1').replace(/\{\w+\}/, 'x-1');
    const send = method === 'put' ? ledger.http.put(url) : ledger.http.post(url);
    const response = await send.send({ surprise: true }).expect(400);
    expect(response.body.errors).toContainEqual(expect.objectContaining({ field: 'surprise', code: 'unknown-field' }));
  }
});
