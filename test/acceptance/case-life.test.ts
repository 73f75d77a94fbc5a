/** A case from its opening to its settlement, over HTTP; every answer must be what the contract says. */
import { callAttempt, eur, note, openCase, payment, promise, recording } from '../harness/bodies';
import { conforms } from '../harness/conforms';
import { type Schemas, TestLedger } from '../harness/ledger';

let ledger: TestLedger;

beforeAll(async () => {
  ledger = await TestLedger.start();
});

afterAll(() => ledger.stop());

const CASE = '/v1/cases/L-1';

async function send(path: string, body: object, status = 201) {
  const response = await ledger.sent(path, body, status);
  conforms(path === '/v1/recordings' ? 'RecordingAnswer' : 'CommandAnswer', response.body);
  return response;
}

it('follows a case through its life', async () => {
  const opened = await send('/v1/cases', openCase('L-1'));
  expect(opened.headers).toMatchObject({ etag: '"0"', location: CASE, 'cache-control': 'no-store' });
  expect(opened.body).toMatchObject({
    caseId: 'L-1',
    revision: '0',
    standing: { stage: { name: 'early' }, tone: { level: 1 } },
  });

  ledger.clock.time = '2026-11-04T11:00:00.000Z';
  const called = await send(`${CASE}/call-attempts`, callAttempt('call-1', '2026-11-04T10:30:00.000Z'));
  expect(called.body.events).toMatchObject([
    {
      type: 'CallAttempted',
      revision: '1',
      metadata: { occurredAt: '2026-11-04T10:30:00.000Z', recordedAt: '2026-11-04T11:00:00.000Z' },
    },
  ]);
  await send(`${CASE}/notes`, note('n-1', '2026-11-04T10:35:00.000Z', { callId: 'call-1' }));
  const promised = await send(
    `${CASE}/promises`,
    promise('p-1', 10_000, '2026-11-04T10:31:00.000Z', '2026-11-05T12:00:00.000Z'),
  );
  expect(promised.body.standing.promise).toMatchObject({ state: 'active', promiseId: 'p-1' });

  ledger.clock.time = '2026-11-10T11:00:00.000Z';
  const late = await ledger.get(CASE).expect(200);
  conforms('CaseAnswer', late.body);
  expect(late.body.standing).toMatchObject({ daysPastDue: 8, stage: { name: 'middle' }, promise: { state: 'broken' } });
  expect(late.body.standing.tone).toMatchObject({ level: 2, ceiling: 2 });

  const part = await send(`${CASE}/payments`, payment('pay-1', 10_000, '2026-11-05T11:00:00.000Z'));
  expect(part.body.events).toMatchObject([
    { type: 'PartialPayment', data: { dueAfter: eur(10_000), outstandingAfter: eur(490_000) } },
    { type: 'PromiseKept', data: { promiseId: 'p-1' } },
  ]);
  expect(part.body.standing).toMatchObject({ promise: { state: 'kept' }, overdue: eur(10_000), tone: { level: 1 } });

  const full = await send(`${CASE}/payments`, payment('pay-2', 10_000, '2026-11-10T10:00:00.000Z'));
  expect(full.body).toMatchObject({
    events: [{ type: 'PaidInFull' }],
    standing: { stage: { name: 'settled' }, tone: { level: 0 } },
  });

  const reversed = await send(`${CASE}/payments/pay-2/reverse`, {
    reversedAt: '2026-11-10T10:30:00.000Z',
    reason: 'returned',
  });
  expect(reversed.body.standing).toMatchObject({ stage: { name: 'middle' }, daysPastDue: 8 });

  await send(`${CASE}/dues`, { dueId: 'd-2', dueDate: '2026-12-02', amount: eur(20_000) });
  await send(`${CASE}/promises`, promise('p-2', 10_000, '2026-11-10T10:40:00.000Z', '2026-11-12T12:00:00.000Z'));
  await send(`${CASE}/promises/p-2/break`, { reportedBy: 'agent-7', reason: 'lost the job' });
  await send(`${CASE}/field-visits`, {
    visitId: 'v-1',
    visitedAt: '2026-11-10T10:45:00.000Z',
    visitors: ['f-1'],
    result: 'nobody-met',
  });

  expect(await ledger.recorded('L-1')).toEqual([
    'CaseOpened',
    'CallAttempted',
    'NoteTaken',
    'PromiseMade',
    'PartialPayment',
    'PromiseKept',
    'PaidInFull',
    'PaymentReversed',
    'InstalmentFellDue',
    'PromiseMade',
    'PromiseBroken',
    'FieldVisitReported',
  ]);
});

it('tells the past as it was, and as it was known', async () => {
  const then = await ledger.get(`${CASE}?at=2026-11-05T11:30:00Z`).expect(200);
  expect(then.body.standing).toMatchObject({
    at: '2026-11-05T11:30:00.000Z',
    promise: { state: 'kept' },
    overdue: eur(10_000),
  });

  const asKnown = await ledger.get(`${CASE}/replay?asOf=2026-11-06T00:00:00Z&knownAt=2026-11-06T00:00:00Z`).expect(200);
  conforms('ReplayAnswer', asKnown.body);
  expect(asKnown.body.standing.promise.state).toBe('broken');
  const asKnownNow = await ledger.get(`${CASE}/replay?asOf=2026-11-06T00:00:00Z`).expect(200);
  expect(asKnownNow.body.standing.promise.state).toBe('kept');
  expect(asKnownNow.body.steps.map((step: { event: { type: string } }) => step.event.type)).toEqual([
    'CaseOpened',
    'CallAttempted',
    'PromiseMade',
    'NoteTaken',
    'PartialPayment',
    'PromiseKept',
  ]);
  expect(asKnownNow.body.steps[4]).toMatchObject({ changed: expect.arrayContaining(['outstanding', 'promise.state']) });
  const whole = await ledger.get(`${CASE}/replay`).expect(200);
  const pages: unknown[] = [];
  for (let path: string | null = `${CASE}/replay?limit=4`; path !== null; ) {
    const page: { body: Schemas['ReplayAnswer'] } = await ledger.get(path).expect(200);
    pages.push(...page.body.steps);
    path = page.body.next;
    // What is learnt between two pages does not move what they tell.
    const visitId = `v-late-${pages.length}`;
    ledger.clock.time = new Date(ledger.clock.now() + 1).toISOString();
    const visitedAt = '2026-11-04T10:20:00.000Z';
    await send(`${CASE}/field-visits`, { visitId, visitedAt, visitors: ['f-1'], result: 'nobody-met' });
  }
  expect(pages).toEqual(whole.body.steps);
  expect(whole.body.next).toBeNull();
  expect(pages.length).toBeGreaterThan(8);
  await ledger.get(`${CASE}?at=2026-10-01T00:00:00Z`).expect(404);
});

it('pages the events with their hashes linked', async () => {
  const first = await ledger.get(`${CASE}/events?limit=5`).expect(200);
  conforms('EventsAnswer', first.body);
  expect(first.body).toMatchObject({ next: '5', events: { length: 5 } });
  const rest = await ledger.get(`${CASE}/events?from=5`).expect(200);
  expect(rest.body.next).toBeNull();
  expect(rest.body.events[0].metadata.previousHash).toBe(first.body.events[4].hash);
  expect((await ledger.get(`${CASE}/events?from=999`).expect(200)).body.events).toEqual([]);
});

it('escalates by E2 or by a supervisor’s word, and says what is missing else', async () => {
  await send('/v1/cases', openCase('L-rich', { outstanding: eur(30_000_001) }));
  const escalated = await send('/v1/cases/L-rich/field-escalations', { escalationId: 'e-1', requestedBy: 'sup-1' });
  expect(escalated.body).toMatchObject({
    events: [{ data: { criteria: expect.arrayContaining([{ rule: 'E2', met: true }]) } }],
    standing: { stage: { name: 'field' } },
  });

  const refused = await ledger
    .post(`${CASE}/field-escalations`, { escalationId: 'e-2', requestedBy: 'sup-1' })
    .expect(422);
  conforms('Problem', refused.body);
  expect(refused.body).toMatchObject({
    code: 'field-escalation-not-eligible',
  });
  expect(refused.body.criteria).toContainEqual({
    rule: 'E2',
    kind: 'first-time-late-and-outstanding-above',
    met: false,
    missing: ['outstanding-above-300000'],
  });
  await send(`${CASE}/field-escalations`, {
    escalationId: 'e-2',
    requestedBy: 'sup-1',
    override: { by: 'sup-2', reason: 'moved' },
  });
});

it('adds and updates contacts, and stays quiet where nothing changes', async () => {
  const put = (contactId: string, body: object) => ledger.http.put(`${CASE}/contacts/${contactId}`).send(body);
  const update = { number: '+34600000009', source: 'debtor', verified: true };
  expect((await put('C-self', update).expect(201)).body.events[0].type).toBe('ContactUpdated');
  const again = await put('C-self', update).expect(200);
  expect(again.body.events).toEqual([]);
  expect(again.headers['idempotency-replayed']).toBeUndefined();
  const added = { personId: 'P-2', relation: 'guarantor', numberKind: 'mobile', informed: true, ...update };
  expect((await put('C-2', added).expect(201)).body.events[0].type).toBe('ContactAdded');
  const { body } = await ledger.get(CASE).expect(200);
  expect(body.contacts).toHaveLength(2);
  expect(body.contacts[0].number).toBe('+34600000009');
});

it('records a call at 23:30 local time: what happened is never refused', async () => {
  ledger.clock.time = '2026-11-10T22:40:00.000Z';
  await send(`${CASE}/call-attempts`, callAttempt('late-call', '2026-11-10T22:30:00.000Z'));
});

it('matches the recording, the call and the note', async () => {
  await send('/v1/recordings', recording('r-1', '2026-11-04T10:30:02.000Z', { callIds: { dialer: 'call-1' } }));
  const byScore = { number: '+34600000001', agentId: 'agent-7', lineId: 'line-1' };
  const { body } = await send('/v1/recordings', recording('r-2', '2026-11-10T22:30:05.000Z', byScore));
  const trail = await ledger.answered(`${CASE}/audit-trail?minPosition=${body.position}`);
  conforms('AuditTrailAnswer', trail.body);
  expect(trail.body.entries).toMatchObject([
    {
      entryId: 'call:call-1',
      class: 'matched',
      recording: { recordingId: 'r-1' },
      notes: [{ noteId: 'n-1' }],
      findings: [],
    },
    { entryId: 'call:late-call', class: 'pending', recording: { recordingId: 'r-2' }, notes: [] },
  ]);
  ledger.clock.time = '2026-11-11T10:00:00.000Z';
  const later = await ledger.get(`${CASE}/audit-trail`).expect(200);
  expect(later.body.entries[1].class).toBe('recording-without-note');
});

it('keeps two cases of one person apart, and shows nobody a recording that is nobody’s', async () => {
  await send('/v1/cases', openCase('L-a'));
  await send('/v1/cases', openCase('L-b'));
  await send('/v1/cases/L-a/call-attempts', callAttempt('a-1', '2026-11-09T10:00:00.000Z'));
  await send('/v1/cases/L-b/call-attempts', callAttempt('b-1', '2026-11-09T10:05:00.000Z'));
  await send('/v1/cases/L-a/notes', note('a-n', '2026-11-09T10:07:00.000Z'));
  await send(
    '/v1/recordings',
    recording('b-r', '2026-11-09T10:05:01.000Z', { number: '+34600000001', agentId: 'agent-7', lineId: 'line-1' }),
  );
  const { body } = await send('/v1/recordings', recording('stray', '2026-11-09T10:30:00.000Z', { agentId: 'agent-7' }));
  const entries = async (caseId: string) => {
    const trail = await ledger.answered(`/v1/cases/${caseId}/audit-trail?minPosition=${body.position}`);
    return (trail.body as Schemas['AuditTrailAnswer']).entries
      .filter(({ entryId }) => /a-|b-|stray/.test(entryId))
      .map((entry) => `${entry.entryId} ${entry.class}`);
  };
  expect(await entries('L-a')).toEqual(['call:a-1 note-without-recording']);
  expect(await entries('L-b')).toEqual(['call:b-1 recording-without-note']);
});

it('knows no audit trail of an unknown case', async () => {
  await ledger.ready();
  await ledger.get('/v1/cases/nobody/audit-trail').expect(404);
});
