/** Figures that a week of work with all its exceptions comes to: third parties, withdrawn promises, waivers, holds, closed cases. */
import { callAttempt, eur, openCase, payment, promise } from '../harness/bodies';
import { type Schemas, TestLedger } from '../harness/ledger';
import { until } from '../harness/until';

let ledger: TestLedger;
let position = '0';

const at = (day: number, time = '10:00:00'): string => `2026-11-${String(day).padStart(2, '0')}T${time}.000Z`;
const who = { by: 'sup-1', reason: 'so it is' };

async function send(path: string, body: object): Promise<void> {
  position = (await ledger.sent(path, body)).body.position;
}

const call = (caseId: string, callId: string, time: string, over: Partial<Schemas['RecordCallAttempt']> = {}) =>
  send(`/v1/cases/${caseId}/call-attempts`, callAttempt(callId, time, { agentId: 'agent-1', ...over }));

const AUNT = {
  contactId: 'C-aunt',
  personId: 'P-2',
  relation: 'relative',
  numberKind: 'home',
  number: '+34600000002',
  informed: false,
} as const;

/** All past due since 2 November, and each worked in another way. */
beforeAll(async () => {
  ledger = await TestLedger.start(at(3));
  for (const caseId of ['paid', 'closed', 'waived', 'unassigned', 'night']) {
    const { contacts, ...body } = openCase(caseId, { overdue: eur(10_000) });
    await send('/v1/cases', { ...body, contacts: [...(contacts ?? []), AUNT] });
    if (caseId === 'unassigned') continue;
    await send(`/v1/cases/${caseId}/assignments`, { assignmentId: `a-${caseId}`, agentId: 'agent-1', ...who });
  }
  await send('/v1/cases/unassigned/holds', { holdId: 'h-1', kind: 'payment-check', reason: 'says it is paid' });
  await send('/v1/cases/paid/dues', { dueId: 'd-2', dueDate: '2026-11-04', amount: eur(5_000) });
  await send('/v1/cases/waived/waivers', {
    waiverId: 'w-1',
    amount: eur(10_000),
    authorisation: { by: 'lender-1', reference: 'letter 7' },
    ...who,
  });
  await send('/v1/cases/waived/dues', { dueId: 'd-1', dueDate: '2026-11-04', amount: eur(4_000) });
  await send('/v1/cases/closed/close', { closureId: 'c-1', outcome: 'written-off', ...who });
  ledger.clock.time = at(4, '23:30:00');
  const check = { contactId: 'C-self', medium: 'call', purpose: 'demand' };
  await send('/v1/cases/night/contact-checks', { checkId: 'k-day', ...check, at: at(5) });
  await send('/v1/cases/night/contact-checks', { checkId: 'k-night', ...check, at: at(4, '23:30:00') });
  await call('night', 'n-1', at(4, '23:20:00'), { result: 'no-answer', contactCheckId: 'k-night' });
  await call('night', 'n-2', at(4, '12:00:00'), { contactId: 'C-aunt', number: '+34600000002' });
  await call('night', 'n-3', at(4, '13:00:00'), { direction: 'inbound' });
  // Held, it is not worked: this call is no attempt, and nobody was reached.
  await call('unassigned', 'u-1', at(4, '12:30:00'));
  await call('paid', 'p-1', at(4, '11:00:00'));
  for (const [promiseId, minor] of [
    ['q-1', 15_000],
    ['q-2', 1_000],
  ] as const) {
    const made = promise(promiseId, minor, at(4, '11:05:00'), at(6, '17:00:00'));
    await send('/v1/cases/paid/promises', { ...made, callId: 'p-1' });
  }
  await send('/v1/cases/paid/promises/q-2/withdraw', { ...who });

  ledger.clock.time = at(6);
  await send('/v1/cases/paid/payments', payment('pay-1', 15_000, at(6, '09:00:00')));
  await send('/v1/cases/waived/payments', payment('pay-2', 4_000, at(5, '09:00:00')));
  await send('/v1/cases/unassigned/payments', payment('pay-3', 1_000, at(5, '09:00:00')));
  ledger.clock.time = at(25);
  await ledger.ready();
});

afterAll(() => ledger.stop());

async function figures(query: string): Promise<ReadonlyMap<string, Schemas['Figure']>> {
  const { body } = await ledger.answered(`/v1/figures?${query}&minPosition=${position}`);
  expect(Number(body.position)).toBeGreaterThanOrEqual(Number(position));
  return new Map((body as Schemas['FiguresAnswer']).figures.map((figure) => [figure.name, figure]));
}

async function stageRows(caseId: string): Promise<readonly Schemas['ToneHistoryRow'][]> {
  const { body } = await ledger.answered(`/v1/tone-history?caseId=${caseId}&minPosition=${position}`);
  return (body as Schemas['ToneHistoryPage']).rows;
}

const parts = (all: ReadonlyMap<string, Schemas['Figure']>, name: string) => {
  const { numerator, denominator } = all.get(name) ?? {};
  return [numerator?.value, denominator?.value];
};

it('count as attempts only calls to the debtor, and of conversations only those that attempts led to', async () => {
  const all = await figures('from=2026-11-01&to=2026-12-01');
  expect(parts(all, 'attempt_intensity')).toEqual([2, 5]);
  expect(parts(all, 'penetration_rate')).toEqual([2, 5]);
  expect(parts(all, 'rpc_penetration')).toEqual([2, 5]);
  expect(parts(all, 'rpc_rate')).toEqual([2, 2]);
  expect(parts(all, 'rpc_per_attempt')).toEqual([1, 2]);
  expect(parts(all, 'dial_mix_mobile')).toEqual([2, 2]);
  expect(parts(all, 'dial_mix_home')).toEqual([0, 2]);
});

it('count what contact checks said, and what was done in spite of them', async () => {
  const all = await figures('from=2026-11-01&to=2026-12-01');
  expect(parts(all, 'permit_denials')).toEqual([1, 2]);
  expect([...all.keys()].filter((name) => name.startsWith('permit_denials_'))).toEqual(['permit_denials_p1']);
  expect(parts(all, 'permit_denials_p1')).toEqual([1, 2]);
  expect(parts(all, 'overrides')).toEqual([1, 1]);
  expect(parts(await figures('from=2026-11-01&to=2026-12-01&agentId=agent-2'), 'overrides')).toEqual([0, 0]);
  // To ask is no work on a case: the sheet counts the three that were called.
  const { body } = await ledger.answered('/v1/collector-day?agentId=agent-1&from=2026-11-04&to=2026-11-05');
  expect((body as Schemas['CollectorDayPage']).rows).toMatchObject([{ cases: 3 }]);
});

it('leave out promises that were withdrawn, and lay no payment on what was waived', async () => {
  const all = await figures('from=2026-11-01&to=2026-12-01');
  expect(parts(all, 'kept_rate_count')).toEqual([1, 1]);
  expect(parts(all, 'kept_rate_amount')).toEqual([15_000, 15_000]);
  // Fell due: five times 10,000, 5,000 and 4,000; paid: 15,000, 4,000 and 1,000.
  expect(parts(all, 'recovery_d7')).toEqual([20_000, 59_000]);
  expect(parts(all, 'recovery_d7_count')).toEqual([3, 7]);
});

it('count of what is held neither calls nor cases', async () => {
  const all = await figures('from=2026-11-04&to=2026-11-06');
  expect(parts(all, 'attempt_intensity')).toEqual([2, 3]);
  expect(parts(all, 'connect_rate')).toEqual([1, 2]);
  expect((await stageRows('unassigned')).at(-1)).toMatchObject({ holds: ['payment-check'] });
  // The sheet tells what was done.
  const day = await ledger.answered('/v1/collector-day?agentId=agent-1&from=2026-11-04&to=2026-11-05');
  expect((day.body as Schemas['CollectorDayPage']).rows).toMatchObject([{ attempts: 2 }]);
});

it('count payments on cases of nobody with all, and of no collector', async () => {
  const all = await figures('from=2026-11-01&to=2026-12-01');
  expect(parts(all, 'avg_payment')).toEqual([20_000, 3]);
  expect(all.get('median_payment')).toMatchObject({ value: 4_000, currency: 'EUR', denominator: { value: 3 } });
  expect(parts(await figures('from=2026-11-01&to=2026-12-01&agentId=agent-1'), 'avg_payment')).toEqual([19_000, 2]);
});

it('tell of cures among the cases that are worked, in all and by bucket', async () => {
  // Past due on the 5th, neither closed nor held: the one that pays, the one that is called at night.
  const all = await figures('from=2026-11-05&to=2026-11-10');
  expect(parts(all, 'cure_rate')).toEqual([1, 2]);
  expect(parts(all, 'cure_rate_m1')).toEqual([1, 2]);
});

it('take the time to the first attempt from cases opened on these days', async () => {
  const all = await figures('from=2026-11-01&to=2026-11-02');
  // Opened on the 1st at 8:00; called on the 4th, at 11:00 and, after a relative was, at 23:20.
  const [first, last] = [3 * 24 + 3, 3 * 24 + 15 + 1 / 3].map((hours) => hours * 3_600);
  expect(all.get('time_to_first_attempt_p50')).toMatchObject({
    value: ((first ?? 0) + (last ?? 0)) / 2,
    denominator: { value: 2 },
  });
});

it('are null where there is nothing to divide by, and are told all the same', async () => {
  const none = await figures('from=2025-01-01&to=2025-02-01');
  for (const name of [
    'avg_payment',
    'median_payment',
    'roll_rate',
    'kept_rate_amount',
    'recovery_d7',
    'recovery_d15_count',
    'cure_rate',
    'overrides',
  ])
    expect(none.get(name)).toMatchObject({ value: null, denominator: { value: 0 } });
  expect(none.get('recovery_per_hour')).toMatchObject({ value: null, missing: expect.any(String) });
});

it('tell how much of what was outstanding rolled on to the next bucket', async () => {
  ledger.clock.time = '2026-12-10T10:00:00.000Z';
  await ledger.ready();
  await until(async () => (await stageRows('night')).at(-1)?.bucket === 'M2');
  // As the 6th began, three were past due for days: 500,000 of each, and less 14,000 of the one with a waiver and a payment. One
  // of them paid nothing, and is past due for more than a month on 6 December.
  const all = await figures('from=2026-11-06&to=2026-12-06');
  expect(parts(all, 'roll_rate_m1')).toEqual([500_000, 1_486_000]);
  expect(parts(all, 'roll_rate')).toEqual([500_000, 1_486_000]);
  expect(all.get('roll_rate')).toMatchObject({ currency: 'EUR' });
  const one = await figures('from=2026-11-06&to=2026-12-06&agentId=nobody');
  expect(parts(one, 'roll_rate')).toEqual([0, 0]);

  // What was paid and taken back was paid in between.
  await send('/v1/cases/night/payments', payment('pay-9', 100_000, at(7)));
  await send('/v1/cases/night/payments/pay-9/reverse', { reversedAt: at(20), reason: 'it bounced' });
  const balance = async (day: number) =>
    parts(await figures(`from=2026-11-${day}&to=2026-11-${day + 1}`), 'roll_rate_m1')[1];
  expect([await balance(19), await balance(21)]).toEqual([400_000, 500_000]);
});

it('ask for the evidence of a call once, whoever else tells of it', async () => {
  const due = async () => parts(await figures('from=2026-11-01&to=2026-12-01'), 'note_match_rate').at(-1);
  const before = Number(await due());
  await call('night', 'z-1', at(5, '12:00:00'));
  expect(await due()).toBe(before + 1);
  await call('night', 'z-1-by-switch', at(5, '12:00:00'));
  expect(await due()).toBe(before + 1);
});

it('are not told while what they divide was counted by an older version', async () => {
  const version = (by: number) =>
    ledger.database.query(`UPDATE projection SET version = version + $1 WHERE name = 'collector-day'`, [by]);
  await version(-1);
  const { body } = await ledger.get('/v1/figures?from=2026-11-01&to=2026-12-01').expect(503);
  expect(body).toMatchObject({ code: 'read-model-behind', detail: expect.stringMatching(/collector-day.*anew/) });
  await version(1);
  await ledger.get('/v1/figures?from=2026-11-01&to=2026-12-01').expect(200);
});
