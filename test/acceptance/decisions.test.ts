/** Facts and decisions around a case over HTTP: recorded once, refused with reasons, and asked for what they need. */
import { callAttempt, eur, note, openCase, payment, promise } from '../harness/bodies';
import { conforms } from '../harness/conforms';
import { TestLedger } from '../harness/ledger';

let ledger: TestLedger;

beforeAll(async () => {
  ledger = await TestLedger.start('2026-11-20T10:00:00.000Z');
  await ledger.post('/v1/cases', openCase('L-1')).expect(201);
  await ledger.post('/v1/cases/L-1/notes', note('n-1', '2026-11-20T09:00:00.000Z')).expect(201);
  await ledger
    .post('/v1/cases/L-1/promises', promise('p-1', 5_000, '2026-11-20T09:00:00.000Z', '2026-11-21T09:00:00.000Z'))
    .expect(201);
});

afterAll(() => ledger.stop());

const post = (path: string, body: object) => ledger.post(`/v1/cases/L-1/${path}`, body);
const by = { by: 'sup-1', reason: 'decided' };

/** Each is sent, sent again, and sent with another body. */
it.each([
  ['holds', 'HoldPlaced', { holdId: 'h-1', kind: 'payment-check', reason: 'says it is paid' }, { kind: 'disputed' }],
  ['holds/h-1/lift', 'HoldLifted', { reason: 'it was not' }, { reason: 'it was' }],
  [
    'demands',
    'DemandSent',
    { demandId: 'd-1', kind: 'letter', sentAt: '2026-11-20T09:30:00.000Z', contactId: 'C-self' },
    { kind: 'fax' },
  ],
  [
    'notes/n-1/corrections',
    'NoteCorrected',
    { correctionId: 'c-1', ...by, outcome: 'refused', likelihood: 'low' },
    { likelihood: 'high' },
  ],
  ['promises/p-1/withdraw', 'PromiseWithdrawn', by, { reason: 'replaced' }],
  [
    'adjustments',
    'BalanceAdjusted',
    { adjustmentId: 'a-1', direction: 'increase', amount: eur(1_000), dueId: 'L-1', ...by },
    { amount: eur(2_000) },
  ],
  [
    'waivers',
    'WaiverAuthorised',
    { waiverId: 'w-1', amount: eur(500), ...by, authorisation: { by: 'creditor-1', reference: 'letter-1' } },
    { amount: eur(600) },
  ],
  [
    'contact-checks',
    'ContactPermissionChecked',
    { checkId: 'k-1', contactId: 'C-self', medium: 'call', purpose: 'demand' },
    { purpose: 'relay' },
  ],
  ['policies', 'PolicyBound', { bindingId: 'b-1', pack: 'card@1', ...by }, { pack: 'bank@1' }],
  ['legal-actions', 'LegalActionStarted', { actionId: 'l-1', kind: 'lawsuit', ...by }, { kind: 'enforcement' }],
  ['close', 'CaseClosed', { closureId: 'x-1', outcome: 'recalled', ...by }, { outcome: 'sold' }],
  ['reopen', 'CaseReopened', { reopeningId: 'y-1', ...by }, { reason: 'other' }],
])('%s records %s once', async (path, type, body, other) => {
  const first = await post(path, body).expect(201);
  conforms(path === 'contact-checks' ? 'ContactCheckAnswer' : 'CommandAnswer', first.body);
  expect(first.body.events).toMatchObject([{ type }]);
  const again = await post(path, body).expect(200);
  expect(again.headers['idempotency-replayed']).toBe('true');
  expect(again.body).toEqual(first.body);
  const clash = await post(path, { ...body, ...other }).expect(409);
  expect(clash.body.code).toBe('id-already-used');
});

it.each([
  ['holds/nobody/lift', { reason: 'why' }, 404, 'hold-not-found'],
  ['holds', { holdId: 'h-9', kind: 'ceased', contactId: 'nobody', reason: 'why' }, 404, 'contact-not-found'],
  ['notes/nobody/corrections', { correctionId: 'c-9', ...by }, 404, 'note-not-found'],
  ['promises/nobody/withdraw', by, 404, 'promise-not-found'],
  [
    'adjustments',
    { adjustmentId: 'a-9', direction: 'decrease', amount: eur(1), dueId: 'nobody', ...by },
    404,
    'due-not-found',
  ],
  ['adjustments', { adjustmentId: 'a-9', direction: 'decrease', amount: eur(90_000_000), ...by }, 409, 'more-than-due'],
  [
    'adjustments',
    { adjustmentId: 'a-9', direction: 'decrease', amount: { currency: 'USD', minor: 1 }, ...by },
    422,
    'currency-mismatch',
  ],
  ['waivers', { waiverId: 'w-9', amount: eur(1), ...by }, 422, 'waiver-not-authorised'],
  [
    'contact-checks',
    { checkId: 'k-9', contactId: 'nobody', medium: 'call', purpose: 'demand' },
    404,
    'contact-not-found',
  ],
  ['reopen', { reopeningId: 'y-9', ...by }, 409, 'case-not-closed'],
  ['close', { closureId: 'x-9', outcome: 'forgotten', ...by }, 400, 'validation-failed'],
  ['holds', { holdId: 'h-9', kind: 'mercy', reason: 'why' }, 400, 'validation-failed'],
  [
    'demands',
    { demandId: 'd-9', kind: 'letter', sentAt: '2026-11-21T09:30:00.000Z', contactId: 'C-self' },
    400,
    'time-in-future',
  ],
  ['policies', { bindingId: 'b-9', pack: 'card@1', laws: ['law-cn@1', 'law-cn@1'], ...by }, 400, 'validation-failed'],
])('%s refuses with %# %s', async (path, body, status, code) => {
  const before = (await ledger.get('/v1/cases/L-1').expect(200)).body.revision;
  const refused = await post(path, body).expect(status);
  conforms('Problem', refused.body);
  expect(refused.body.code).toBe(code);
  expect((await ledger.get('/v1/cases/L-1').expect(200)).body.revision).toBe(before);
});

it('lets a correction change what follows from a note, and shows the withdrawn promise in the book', async () => {
  const { body } = await ledger.get('/v1/cases/L-1').expect(200);
  expect(body.standing).toMatchObject({ profile: { riskGrade: 'C' }, promise: { state: 'none' } });
  expect(body.standing.profile.because.riskGrade).toMatchObject([{ rule: 'A3', event: { type: 'NoteCorrected' } }]);
  const book = await ledger.answered(`/v1/promise-book?caseId=L-1&minPosition=${body.position}`);
  conforms('PromiseBookPage', book.body);
  expect(book.body.rows).toMatchObject([{ promiseId: 'p-1', state: 'withdrawn', recorded: null }]);
});

it('clears the oldest due by a waiver, and counts what is adjusted', async () => {
  const { body } = await ledger.get('/v1/cases/L-1').expect(200);
  expect(body.standing).toMatchObject({ overdue: eur(20_500), outstanding: eur(500_500) });
  const paid = await post('payments', payment('pay-1', 20_500, '2026-11-20T10:00:00.000Z')).expect(201);
  expect(paid.body.events).toMatchObject([{ type: 'PaidInFull', data: { dueAfter: eur(0) } }]);
});

it('shows in the audit trail what stands against a call', async () => {
  await ledger
    .post('/v1/cases', openCase('L-2', { debtor: { personId: 'P-night', name: 'Debtor', timeZone: 'Europe/Madrid' } }))
    .expect(201);
  const night = await ledger
    .post('/v1/cases/L-2/call-attempts', callAttempt('night', '2026-11-19T22:10:00.000Z', { agentId: 'a-9' }))
    .expect(201);
  const trail = await ledger.answered(`/v1/cases/L-2/audit-trail?minPosition=${night.body.position}`);
  conforms('AuditTrailAnswer', trail.body);
  expect(trail.body.entries[0].findings).toContainEqual(
    expect.objectContaining({ code: 'outside-hours', rule: 'P1', layer: 'default', severity: 'high' }),
  );
});
