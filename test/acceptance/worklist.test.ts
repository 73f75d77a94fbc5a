/** The day's work over HTTP: who comes first, whom to call on which number, when, how hard, and what stands against it. */
import { callAttempt, eur, openCase, payment, promise } from '../harness/bodies';
import { conforms } from '../harness/conforms';
import { type Schemas, TestLedger } from '../harness/ledger';

let ledger: TestLedger;

beforeAll(async () => {
  ledger = await TestLedger.start('2026-11-01T10:00:00.000Z');
  await open('first', { instalment: { number: 1, of: 12 } });
  await open('promised');
  await open('part');
  await open('large', { overdue: eur(2_000_000), outstanding: eur(3_000_000) });
  await open('lost');
  await open('other');
  await open('elsewhere', {}, 'team-2');
  await open('not-due', { dueDate: '2026-12-20' });
  for (const day of ['05', '06', '07']) {
    const at = `2026-11-${day}T10:00:00.000Z`;
    ledger.clock.time = at;
    await send(
      'lost',
      'call-attempts',
      callAttempt(`lost-${day}`, at, { result: 'no-answer', number: numberOf('lost') }),
    );
  }
  ledger.clock.time = '2026-11-08T10:00:00.000Z';
  await send('part', 'payments', payment('pay-1', 1_000, '2026-11-08T09:00:00.000Z'));
  last = (
    await send('promised', 'promises', promise('p-1', 5_000, '2026-11-08T09:00:00.000Z', '2026-11-09T14:00:00.000Z'))
  ).position;
  ledger.clock.time = '2026-11-09T07:30:00.000Z';
});

afterAll(() => ledger.stop());

let last: string;
const numbers = new Map<string, string>();
const numberOf = (caseId: string): string => numbers.get(caseId) ?? '';

async function open(caseId: string, over: Partial<Schemas['OpenCase']> = {}, team = 'team-1'): Promise<void> {
  const number = `+346000003${String(numbers.size).padStart(2, '0')}`;
  numbers.set(caseId, number);
  const personId = `P-${caseId}`;
  const body = openCase(caseId, {
    debtor: { personId, name: 'Debtor', timeZone: 'Europe/Madrid', firstTime: false },
    contacts: [{ contactId: 'C-self', personId, relation: 'self', numberKind: 'mobile', number, informed: true }],
    ...over,
  });
  await ledger.post('/v1/cases', body).expect(201);
  await send(caseId, 'assignments', { assignmentId: 'a-1', team, agentId: 'agent-7', by: 'sup-1', reason: 'start' });
}

async function send(caseId: string, path: string, body: object): Promise<Schemas['CommandAnswer']> {
  return (await ledger.post(`/v1/cases/${caseId}/${path}`, body).expect(201)).body;
}

async function worklist(query = 'team=team-1'): Promise<Schemas['WorklistAnswer']> {
  const response = await ledger.answered(`/v1/worklist?${query}&minPosition=${last}`);
  conforms('WorklistAnswer', response.body);
  return response.body;
}

it('F7: comes in the order of work, without what is not due and what is others’', async () => {
  const { items } = await worklist();
  expect(items.map(({ caseId, rankedAs }) => [caseId, rankedAs])).toEqual([
    ['first', 'missed-first-instalment'],
    ['promised', 'promised-today'],
    ['part', 'able-to-pay-part'],
    ['large', 'large-amount'],
    ['lost', 'lost'],
    ['other', null],
  ]);
});

it('F8, F9: says whom to call on which number, in which part of the day, with which tone and what may be said', async () => {
  const { items } = await worklist();
  const lost = items.find(({ caseId }) => caseId === 'lost');
  expect(lost).toMatchObject({
    stage: 'middle',
    daysPastDue: 7,
    call: {
      contactId: 'C-self',
      numberKind: 'mobile',
      number: numberOf('lost'),
      slot: { from: '2026-11-09T12:00:00.000Z', until: '2026-11-09T16:00:00.000Z' },
      tone: { level: 2, name: 'measured' },
      mayDisclose: 'all',
      purpose: 'demand',
      because: [{ rule: 'F7' }, { rule: 'F9' }, { rule: 'F8' }],
    },
  });
  expect(items.find(({ caseId }) => caseId === 'promised')?.due.map(({ kind }) => kind)).toEqual(
    expect.arrayContaining(['contacts-of-the-week', 'daily-attempt']),
  );
});

it('lists a case that may not be called, and says why and until when', async () => {
  const { position } = await send('other', 'holds', { holdId: 'h-1', kind: 'complaint', reason: 'wrote to us' });
  last = position;
  const { items } = await worklist();
  expect(items.find(({ caseId }) => caseId === 'other')).toMatchObject({
    call: null,
    forbiddenBy: [{ code: 'on-hold', rule: 'P10', layer: 'debtor' }],
    nextPermittedAt: null,
  });
  ledger.clock.time = '2026-11-09T05:30:00.000Z';
  const early = await worklist('agentId=agent-7&at=2026-11-09T05:30:00Z');
  expect(early.items[0]).toMatchObject({
    call: null,
    forbiddenBy: [{ rule: 'P1' }],
    nextPermittedAt: '2026-11-09T07:00:00.000Z',
  });
  ledger.clock.time = '2026-11-09T07:30:00.000Z';
});

it('goes on in pages, and with the hour that is asked for', async () => {
  const whole = (await worklist()).items.map(({ caseId }) => caseId);
  const paged: string[] = [];
  for (let next: string | null = ''; next !== null; ) {
    const page: Schemas['WorklistAnswer'] = await worklist(
      `team=team-1&limit=2${next && `&after=${encodeURIComponent(next)}`}`,
    );
    paged.push(...page.items.map(({ caseId }) => caseId));
    next = page.next;
  }
  expect(paged).toEqual(whole);
  const hour = await worklist('team=team-1&at=2026-11-09T13:30:00Z');
  expect(hour.items.find(({ caseId }) => caseId === 'promised')?.due).toContainEqual(
    expect.objectContaining({ kind: 'promise-hour', promiseId: 'p-1' }),
  );
});

it('refuses what it cannot read, by name', async () => {
  for (const [query, field] of [
    ['after=nonsense', 'after'],
    ['limit=1000', 'limit'],
    ['at=tomorrow', 'at'],
    ['team=no%20team', 'team'],
    ['tema=team-1', 'tema'],
    ['at=2026-11-08T07:30:00Z', 'at'],
  ]) {
    const { body } = await ledger.get(`/v1/worklist?${query}`).expect(400);
    expect(body).toMatchObject({ code: 'validation-failed', errors: [{ field }] });
  }
});

it('tells follow-ups in rows and in a feed of their own', async () => {
  const rows = await ledger.answered(`/v1/follow-ups?team=team-1&sort=rank&minPosition=${last}`);
  conforms('FollowUpsPage', rows.body);
  expect(rows.body.rows.map(({ caseId }: { caseId: string }) => caseId).slice(0, 2)).toEqual(['first', 'promised']);
  expect(rows.body.rows.find(({ caseId }: { caseId: string }) => caseId === 'other').followUps[0].excusedBy).toEqual([
    'P10',
  ]);
  const changes = await ledger.get('/v1/projections/follow-ups/changes?limit=5').expect(200);
  expect(changes.body.changes.length).toBe(5);
});
