/** A whole case by each of the manuals, from its opening to settlement or to the field, over HTTP. */
import { callAttempt, eur, note, openCase, payment, promise } from '../harness/bodies';
import { conforms } from '../harness/conforms';
import { type Schemas, TestLedger } from '../harness/ledger';

let ledger: TestLedger;

beforeAll(async () => {
  ledger = await TestLedger.start('2026-11-01T10:00:00.000Z');
});

afterAll(() => ledger.stop());

type Standing = Schemas['Standing'];

/** A case of its own, spoken to as time goes on. */
class Told {
  constructor(private readonly caseId: string) {}

  async open(over: Partial<Schemas['OpenCase']>): Promise<Standing> {
    ledger.clock.time = '2026-11-01T10:00:00.000Z';
    const response = await ledger.post('/v1/cases', openCase(this.caseId, over)).expect(201);
    return response.body.standing;
  }

  /** Sends a body at a time; answers the standing after it. */
  async at(time: string, path: string, body: object, status = 201): Promise<Standing> {
    ledger.clock.time = time;
    const response = await ledger.sent(`/v1/cases/${this.caseId}/${path}`, body, status);
    conforms(
      status < 300 ? (path === 'contact-checks' ? 'ContactCheckAnswer' : 'CommandAnswer') : 'Problem',
      response.body,
    );
    return status < 300 ? response.body.standing : response.body;
  }

  async standing(time: string): Promise<Standing> {
    ledger.clock.time = time;
    const response = await ledger.get(`/v1/cases/${this.caseId}`).expect(200);
    conforms('CaseAnswer', response.body);
    return response.body.standing;
  }

  async mayCall(time: string, query = 'contactId=C-self&medium=call'): Promise<Schemas['PermissionAnswer']> {
    ledger.clock.time = time;
    const response = await ledger.get(`/v1/cases/${this.caseId}/contact-permission?${query}`).expect(200);
    conforms('PermissionAnswer', response.body);
    return response.body;
  }

  async findings(time: string): Promise<string[]> {
    ledger.clock.time = time;
    const response = await ledger.get(`/v1/cases/${this.caseId}/findings`).expect(200);
    conforms('FindingsAnswer', response.body);
    return (response.body as Schemas['FindingsAnswer']).findings.map(({ code, rule }) => `${code} ${rule}`);
  }

  settle(time: string, minor = 20_000): Promise<Standing> {
    return this.at(time, 'payments', payment('pay-all', minor, time));
  }
}

const debtor = { personId: 'P-1', name: 'Debtor', timeZone: 'Europe/Madrid', firstTime: false };
const attempt = (id: string, at: string, over = {}) => callAttempt(id, at, { result: 'no-answer', ...over });

it('branch@1: habitual, broken promise, field by a supervisor’s word, settled', async () => {
  const told = new Told('branch');
  expect(await told.open({ debtor: { ...debtor, personId: 'P-branch', earlierDelinquencies: 4 } })).toMatchObject({
    pack: 'branch@1',
  });
  await told.at('2026-11-03T10:00:00.000Z', 'call-attempts', callAttempt('b-1', '2026-11-03T09:00:00.000Z'));
  await told.at(
    '2026-11-03T10:01:00.000Z',
    'promises',
    promise('p-1', 5_000, '2026-11-03T09:05:00.000Z', '2026-11-04T09:00:00.000Z'),
  );
  expect(await told.standing('2026-11-04T10:00:00.000Z')).toMatchObject({
    stage: { name: 'late', because: [{ rule: 'S7' }] },
    promise: { state: 'broken' },
  });
  const refused = await told.at(
    '2026-11-05T10:00:00.000Z',
    'field-escalations',
    { escalationId: 'e-1', requestedBy: 'a-1' },
    422,
  );
  expect(refused).toMatchObject({ code: 'field-escalation-not-eligible' });
  const override = { by: 'sup-1', reason: 'the shop is closing' };
  const field = await told.at('2026-11-05T10:01:00.000Z', 'field-escalations', {
    escalationId: 'e-1',
    requestedBy: 'a-1',
    override,
  });
  expect(field.stage.name).toBe('field');
  await told.at('2026-11-06T10:00:00.000Z', 'field-visits', {
    visitId: 'v-1',
    visitedAt: '2026-11-06T09:00:00.000Z',
    visitors: ['f-1'],
    result: 'met-debtor',
    entry: 'with-consent',
  });
  expect(await told.settle('2026-11-06T11:00:00.000Z')).toMatchObject({
    stage: { name: 'settled' },
    tone: { level: 0 },
  });
  expect(await told.findings('2026-11-07T10:00:00.000Z')).toEqual(['escalation-overridden E7']);
});

it('p2p-lender@1: part payment raises, hardship caps, kept promise lowers, settled', async () => {
  const told = new Told('p2p');
  await told.open({ pack: 'p2p-lender@1', debtor: { ...debtor, personId: 'P-p2p' } });
  await told.at(
    '2026-11-03T10:00:00.000Z',
    'promises',
    promise('p-1', 5_000, '2026-11-03T09:00:00.000Z', '2026-11-04T09:00:00.000Z'),
  );
  await told.at('2026-11-04T09:00:00.000Z', 'payments', payment('pay-1', 2_000, '2026-11-04T08:00:00.000Z'));
  const short = await told.standing('2026-11-05T10:00:00.000Z');
  expect(short).toMatchObject({ promise: { state: 'part-kept' }, tone: { level: 2 } });
  expect(short.tone.because.map(({ rule }) => rule)).toContain('T3');
  const held = await told.at('2026-11-14T10:00:00.000Z', 'holds', {
    holdId: 'h-1',
    kind: 'hardship',
    reason: 'illness',
    evidence: 'doc-1',
  });
  expect(held).toMatchObject({ tone: { level: 2, ceiling: 2 }, holds: [{ kind: 'hardship' }] });
  await told.at('2026-11-15T10:00:00.000Z', 'holds/h-1/lift', { reason: 'recovered' });
  await told.at(
    '2026-11-15T10:01:00.000Z',
    'promises',
    promise('p-2', 18_000, '2026-11-15T10:01:00.000Z', '2026-11-16T10:00:00.000Z'),
  );
  const kept = await told.at(
    '2026-11-16T09:00:00.000Z',
    'payments',
    payment('pay-2', 18_000, '2026-11-16T08:00:00.000Z'),
  );
  expect(kept).toMatchObject({ stage: { name: 'settled' }, promise: { state: 'kept' }, tone: { level: 0 } });
});

it('bank@1: text messages in working hours only, a week to promise, settled', async () => {
  const told = new Told('bank');
  await told.open({ pack: 'bank@1', debtor: { ...debtor, personId: 'P-bank', firstTime: true } });
  const message = 'contactId=C-self&medium=message';
  expect(await told.mayCall('2026-11-04T10:00:00.000Z', message)).toMatchObject({ allowed: true });
  expect(await told.mayCall('2026-11-07T10:00:00.000Z')).toMatchObject({
    allowed: false,
    rule: 'P1',
    nextPermittedAt: '2026-11-09T08:00:00.000Z',
  });
  expect(await told.standing('2026-11-12T10:00:00.000Z')).toMatchObject({ daysPastDue: 10, tone: { level: 1 } });
  await told.at(
    '2026-11-12T10:00:00.000Z',
    'promises',
    promise('p-1', 20_000, '2026-11-12T09:00:00.000Z', '2026-11-18T09:00:00.000Z'),
  );
  expect(await told.findings('2026-11-12T11:00:00.000Z')).not.toContain('promise-beyond-horizon F1');
  expect(await told.settle('2026-11-17T10:00:00.000Z')).toMatchObject({
    stage: { name: 'settled' },
    promise: { state: 'kept' },
  });
});

it('agency@1: third parties capped and ceased, a complaint stops everything, settled by a waiver', async () => {
  const told = new Told('agency');
  const aunt = {
    contactId: 'C-aunt',
    personId: 'P-aunt',
    relation: 'relative' as const,
    numberKind: 'home' as const,
    number: '+34910000009',
    informed: false,
    timeZone: 'Europe/Madrid',
  };
  await told.open({
    pack: 'agency@1',
    debtor: { ...debtor, personId: 'P-agency' },
    contacts: [
      {
        contactId: 'C-self',
        personId: 'P-agency',
        relation: 'self',
        numberKind: 'mobile',
        number: '+34600000071',
        informed: true,
      },
      aunt,
    ],
  });
  const locate = 'contactId=C-aunt&medium=call&purpose=locate';
  expect(await told.mayCall('2026-11-14T20:30:00.000Z', locate)).toMatchObject({
    allowed: true,
    mayDisclose: 'name-and-call-back-number',
    toneCeiling: 1,
  });
  for (const [id, at] of [
    ['a-1', '2026-11-14T10:00:00.000Z'],
    ['a-2', '2026-11-14T10:20:00.000Z'],
  ] as const) {
    await told.at(at, 'call-attempts', attempt(id, at, { contactId: 'C-aunt', number: aunt.number }));
  }
  expect(await told.mayCall('2026-11-14T10:30:00.000Z', locate)).toMatchObject({
    allowed: false,
    rule: 'P5',
    nextPermittedAt: '2026-11-14T11:00:00.000Z',
  });
  await told.at('2026-11-14T12:00:00.000Z', 'holds', {
    holdId: 'h-1',
    kind: 'ceased',
    contactId: 'C-aunt',
    reason: 'asked not to be called',
  });
  expect(await told.mayCall('2026-11-15T12:00:00.000Z', locate)).toMatchObject({
    allowed: false,
    rule: 'P6',
    layer: 'debtor',
    nextPermittedAt: null,
  });
  await told.at('2026-11-16T12:00:00.000Z', 'holds', {
    holdId: 'h-2',
    kind: 'complaint',
    reason: 'wrote to the ombudsman',
  });
  expect(await told.mayCall('2026-11-16T13:00:00.000Z')).toMatchObject({ allowed: false, rule: 'P10' });
  const waiver = { waiverId: 'w-1', amount: eur(20_000), by: 'sup-1', reason: 'settled the complaint' };
  expect(await told.at('2026-11-17T12:00:00.000Z', 'waivers', waiver, 422)).toMatchObject({
    code: 'waiver-not-authorised',
  });
  const settled = await told.at('2026-11-17T12:01:00.000Z', 'waivers', {
    ...waiver,
    authorisation: { by: 'creditor-1', reference: 'letter-3' },
  });
  expect(settled).toMatchObject({ stage: { name: 'settled' }, outstanding: eur(480_000), overdue: eur(0) });
});

it('call-centre@1: patient in the first month, decisive in the second, every call with an outcome, settled', async () => {
  const told = new Told('centre');
  await told.open({ pack: 'call-centre@1', debtor: { ...debtor, personId: 'P-centre' } });
  expect(await told.standing('2026-11-25T10:00:00.000Z')).toMatchObject({
    bucket: 'M1',
    stage: { name: 'late' },
    tone: { level: 2, ceiling: 2 },
  });
  await told.at(
    '2026-11-25T11:00:00.000Z',
    'call-attempts',
    callAttempt('c-1', '2026-11-25T10:30:00.000Z', { agentId: 'a-1' }),
  );
  await told.at(
    '2026-11-25T11:01:00.000Z',
    'notes',
    note('n-1', '2026-11-25T10:40:00.000Z', { callId: 'c-1', outcome: 'call-back' }),
  );
  expect(await told.findings('2026-11-25T12:00:00.000Z')).toContain('no-outcome F10');
  expect(await told.standing('2026-12-10T10:00:00.000Z')).toMatchObject({ bucket: 'M2', tone: { level: 4 } });
  expect(await told.settle('2026-12-11T10:00:00.000Z')).toMatchObject({ stage: { name: 'settled' } });
});

it('leasing@1: nothing before the eighth day, lawyer’s letter, demands ignored, to the field for goods worth it', async () => {
  const told = new Told('leasing');
  await told.open({ pack: 'leasing@1', debtor: { ...debtor, personId: 'P-leasing' } });
  expect(await told.standing('2026-11-06T10:00:00.000Z')).toMatchObject({ stage: { name: 'waiting' }, followUps: [] });
  expect(await told.mayCall('2026-11-06T10:00:00.000Z')).toMatchObject({
    allowed: false,
    rule: 'S4',
    nextPermittedAt: '2026-11-10T07:00:00.000Z',
  });
  expect((await told.standing('2026-11-18T10:00:00.000Z')).followUps.map(({ kind }) => kind)).toContain(
    'lawyers-letter',
  );
  for (const [demandId, kind, day] of [
    ['d-1', 'letter', '12'],
    ['d-2', 'fax', '15'],
    ['d-3', 'lawyers-letter', '18'],
  ] as const) {
    const sentAt = `2026-11-${day}T10:00:00.000Z`;
    await told.at(sentAt, 'demands', { demandId, kind, sentAt, contactId: 'C-self' });
  }
  expect(await told.standing('2026-11-19T10:00:00.000Z')).toMatchObject({
    stage: { name: 'supplier' },
    fieldEscalation: { eligible: true, since: '2026-11-18T10:00:00.000Z', because: [{ rule: 'E3' }] },
  });
  const recover = {
    escalationId: 'e-1',
    requestedBy: 'a-1',
    purpose: 'recover-goods',
    goods: { value: eur(200_000), costs: eur(10_000) },
  };
  const refused = await told.at('2026-11-19T10:00:00.000Z', 'field-escalations', recover, 422);
  expect(refused).toMatchObject({
    criteria: expect.arrayContaining([expect.objectContaining({ rule: 'E8', met: false })]),
  });
  const field = await told.at('2026-11-19T10:01:00.000Z', 'field-escalations', {
    ...recover,
    goods: { value: eur(300_000), costs: eur(10_000) },
  });
  expect(field).toMatchObject({ stage: { name: 'field' } });
  expect(field.followUps).toMatchObject([
    { kind: 'field-visit', until: '2026-11-22T23:00:00.000Z', because: [{ rule: 'E7' }] },
  ]);
});

it('card@1: a slow payer stays early; one who stops answering is evasive after three months, and visited', async () => {
  const slow = new Told('card-slow');
  await slow.open({ pack: 'card@1', debtor: { ...debtor, personId: 'P-slow', earlierDelinquencies: 5 } });
  await slow.at(
    '2026-11-04T10:00:00.000Z',
    'call-attempts',
    callAttempt('k-1', '2026-11-04T09:00:00.000Z', { agentId: 'a-1' }),
  );
  await slow.at('2026-11-08T10:00:00.000Z', 'payments', payment('pay-1', 5_000, '2026-11-08T09:00:00.000Z'));
  expect(await slow.standing('2026-11-25T10:00:00.000Z')).toMatchObject({
    stage: { name: 'early', because: [{ rule: 'S7' }] },
  });
  const told = new Told('card');
  await told.open({ pack: 'card@1', debtor: { ...debtor, personId: 'P-card' } });
  for (const day of ['10', '12', '14']) {
    await told.at(`2026-11-${day}T10:00:00.000Z`, 'call-attempts', attempt(`k-${day}`, `2026-11-${day}T09:00:00.000Z`));
  }
  const standing = await told.standing('2027-02-01T10:00:00.000Z');
  expect(standing).toMatchObject({
    profile: { type: 'evasive' },
    fieldEscalation: { eligible: true, because: [{ rule: 'E5' }] },
  });
  expect(
    await told.at('2027-02-01T10:01:00.000Z', 'field-escalations', { escalationId: 'e-1', requestedBy: 'a-1' }),
  ).toMatchObject({ stage: { name: 'field' } });
});

it('loan-company@1: half an hour before the promised time, nothing told at work at first, settled', async () => {
  const told = new Told('loan-company');
  const work = {
    contactId: 'C-self',
    personId: 'P-lc',
    relation: 'self' as const,
    numberKind: 'work' as const,
    number: '+34910000077',
    informed: true,
  };
  await told.open({ pack: 'loan-company@1', debtor: { ...debtor, personId: 'P-lc' }, contacts: [work] });
  expect(await told.mayCall('2026-11-04T10:00:00.000Z')).toMatchObject({
    allowed: true,
    mayDisclose: 'name-and-call-back-number',
  });
  await told.at(
    '2026-11-04T11:00:00.000Z',
    'call-attempts',
    callAttempt('w-1', '2026-11-04T10:30:00.000Z', { number: work.number }),
  );
  expect(await told.mayCall('2026-11-04T12:00:00.000Z')).toMatchObject({ mayDisclose: 'all' });
  const made = await told.at(
    '2026-11-04T12:00:00.000Z',
    'promises',
    promise('p-1', 20_000, '2026-11-04T11:00:00.000Z', '2026-11-05T14:00:00.000Z'),
  );
  expect(made.followUps.find(({ kind }) => kind === 'promise-hour')).toMatchObject({
    from: '2026-11-05T13:30:00.000Z',
    until: '2026-11-05T14:00:00.000Z',
    because: [{ rule: 'F2' }],
  });
  expect(await told.settle('2026-11-05T13:00:00.000Z')).toMatchObject({ stage: { name: 'settled' }, followUps: [] });
});

it('online-lender@1: others are only asked where the debtor is, a refusal is for good, closed and reopened', async () => {
  const told = new Told('online');
  const friend = {
    contactId: 'C-friend',
    personId: 'P-friend',
    relation: 'friend' as const,
    numberKind: 'mobile' as const,
    number: '+34600000088',
    informed: true,
    timeZone: 'Europe/Madrid',
  };
  await told.open({
    pack: 'online-lender@1',
    debtor: { ...debtor, personId: 'P-online' },
    contacts: [
      {
        contactId: 'C-self',
        personId: 'P-online',
        relation: 'self',
        numberKind: 'mobile',
        number: '+34600000087',
        informed: true,
      },
      friend,
    ],
  });
  const ask = (purpose: string) => `contactId=C-friend&medium=call&purpose=${purpose}`;
  expect(await told.mayCall('2026-11-14T10:00:00.000Z', ask('relay'))).toMatchObject({ allowed: false, rule: 'P4' });
  expect(await told.mayCall('2026-11-14T10:00:00.000Z', ask('locate'))).toMatchObject({
    allowed: true,
    mayDisclose: 'name-and-call-back-number',
  });
  await told.at(
    '2026-11-14T11:00:00.000Z',
    'call-attempts',
    callAttempt('o-1', '2026-11-14T10:30:00.000Z', {
      contactId: 'C-friend',
      number: friend.number,
      response: 'refused',
    }),
  );
  expect(await told.mayCall('2026-11-15T10:00:00.000Z', ask('locate'))).toMatchObject({
    allowed: false,
    rule: 'P6',
    nextPermittedAt: null,
  });
  expect(
    await told.at('2026-11-16T10:00:00.000Z', 'close', {
      closureId: 'x-1',
      outcome: 'recalled',
      by: 'sup-1',
      reason: 'taken back',
    }),
  ).toMatchObject({ stage: { name: 'closed' }, followUps: [] });
  expect(await told.mayCall('2026-11-16T11:00:00.000Z')).toMatchObject({ allowed: false, rule: 'S6' });
  expect(
    await told.at(
      '2026-11-16T12:00:00.000Z',
      'close',
      { closureId: 'x-2', outcome: 'recalled', by: 'sup-1', reason: 'again' },
      409,
    ),
  ).toMatchObject({ code: 'case-closed' });
  expect(
    await told.at('2026-11-17T10:00:00.000Z', 'reopen', { reopeningId: 'y-1', by: 'sup-1', reason: 'given again' }),
  ).toMatchObject({ stage: { name: 'late' } });
  expect(await told.settle('2026-11-18T10:00:00.000Z')).toMatchObject({ stage: { name: 'settled' } });
});

it('micro-credit@1: first call within a day, correction, pressure, the law, settled', async () => {
  const told = new Told('micro');
  await told.open({ pack: 'micro-credit@1', debtor: { ...debtor, personId: 'P-micro' } });
  const first = await told.standing('2026-11-03T09:00:00.000Z');
  expect(first.stage.name).toBe('correction');
  expect(first.followUps.find(({ kind }) => kind === 'first-contact')).toMatchObject({
    until: '2026-11-03T23:00:00.000Z',
  });
  const called = await told.at(
    '2026-11-03T10:00:00.000Z',
    'call-attempts',
    callAttempt('m-1', '2026-11-03T09:30:00.000Z', { agentId: 'a-1' }),
  );
  expect(called.followUps.map(({ kind }) => kind)).not.toContain('first-contact');
  expect(await told.standing('2026-11-20T10:00:00.000Z')).toMatchObject({
    stage: { name: 'pressure' },
    tone: { level: 3, ceiling: 3 },
  });
  const suit = await told.at('2026-11-21T10:00:00.000Z', 'legal-actions', {
    actionId: 'l-1',
    kind: 'lawsuit',
    by: 'sup-1',
    reason: 'no answer',
    reference: 'court-1',
  });
  expect(suit).toMatchObject({ stage: { name: 'legal', because: [{ rule: 'S6' }] } });
  expect(await told.settle('2026-11-25T10:00:00.000Z')).toMatchObject({
    stage: { name: 'settled' },
    tone: { level: 0 },
  });
});
