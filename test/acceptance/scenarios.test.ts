/** What laws and manuals ask of a ledger, scenario by scenario, over HTTP. */
import { callAttempt, note, openCase, payment, promise } from '../harness/bodies';
import { conforms } from '../harness/conforms';
import { type Schemas, TestLedger } from '../harness/ledger';

let ledger: TestLedger;

beforeAll(async () => {
  ledger = await TestLedger.start('2026-11-01T10:00:00.000Z');
});

afterAll(() => ledger.stop());

const NEW_YORK = 'America/New_York';

async function open(caseId: string, over: Partial<Schemas['OpenCase']> = {}): Promise<void> {
  await ledger.post('/v1/cases', openCase(caseId, over)).expect(201);
}

async function send(caseId: string, path: string, body: object): Promise<Schemas['CommandAnswer']> {
  return (await ledger.post(`/v1/cases/${caseId}/${path}`, body).expect(201)).body;
}

/** A recorded check, and the permission it found. */
async function check(caseId: string, checkId: string, over: object = {}) {
  const body = { checkId, contactId: 'C-self', medium: 'call', purpose: 'demand', ...over };
  const response = await ledger.post(`/v1/cases/${caseId}/contact-checks`, body).expect(201);
  conforms('ContactCheckAnswer', response.body);
  return (response.body as Schemas['ContactCheckAnswer']).permission;
}

async function permission(
  caseId: string,
  query = 'contactId=C-self&medium=call',
): Promise<Schemas['PermissionAnswer']> {
  const response = await ledger.get(`/v1/cases/${caseId}/contact-permission?${query}`).expect(200);
  conforms('PermissionAnswer', response.body);
  return response.body;
}

async function findings(caseId: string): Promise<Schemas['Finding'][]> {
  const response = await ledger.get(`/v1/cases/${caseId}/findings`).expect(200);
  conforms('FindingsAnswer', response.body);
  return response.body.findings;
}

const person = (
  personId: string,
  timeZone = 'Europe/Madrid',
  number = '+34600000201',
): Partial<Schemas['OpenCase']> => ({
  debtor: { personId, name: 'Debtor', timeZone, firstTime: false },
  contacts: [{ contactId: 'C-self', personId, relation: 'self', numberKind: 'mobile', number, informed: true }],
});

describe('1: seven calls in seven days', () => {
  it('forbids the eighth, and after a conversation rests until the seventh day after', async () => {
    await open('us-1', { ...person('P-us1', NEW_YORK, '+12125550101'), laws: ['law-us-reg-f@1'] });
    for (let i = 0; i < 7; i++) {
      const startedAt = `2026-11-1${Math.floor(i / 2)}T1${5 + (i % 2)}:00:00.000Z`;
      ledger.clock.time = startedAt;
      expect((await check('us-1', `k-${i}`)).allowed).toBe(true);
      await send(
        'us-1',
        'call-attempts',
        callAttempt(`u-${i}`, startedAt, { number: '+12125550101', result: 'no-answer' }),
      );
    }
    ledger.clock.time = '2026-11-14T15:00:00.000Z';
    expect(await check('us-1', 'k-8')).toMatchObject({
      allowed: false,
      rule: 'P5',
      layer: 'law',
      // Two calls of the first day leave the window together.
      nextPermittedAt: '2026-11-17T13:00:00.000Z',
    });

    ledger.clock.time = '2026-11-20T16:00:00.000Z';
    await send(
      'us-1',
      'call-attempts',
      callAttempt('u-in', '2026-11-20T15:00:00.000Z', { number: '+12125550101', direction: 'inbound' }),
    );
    expect(await check('us-1', 'k-9')).toMatchObject({
      allowed: false,
      rule: 'P5',
      nextPermittedAt: '2026-11-27T13:00:00.000Z',
    });
    const { forbiddenBy } = await permission('us-1');
    expect(forbiddenBy[0]).toMatchObject({
      code: 'spoken-to-lately',
      kind: 'presumption',
      cites: '12 CFR 1006.14(b)(2)(i)(B)',
    });
    ledger.clock.time = '2026-11-27T13:00:00.000Z';
    expect((await check('us-1', 'k-10')).allowed).toBe(true);
  });
});

describe('2: a third party that does not answer', () => {
  it('is not called a third time in an hour, nor a seventh in a day, and never again after saying so', async () => {
    ledger.clock.time = '2026-11-20T08:00:00.000Z';
    const aunt = {
      contactId: 'C-aunt',
      personId: 'P-aunt2',
      relation: 'relative' as const,
      numberKind: 'home' as const,
      number: '+34910000202',
      informed: false,
      timeZone: 'Europe/Madrid',
    };
    const { debtor, contacts = [] } = person('P-2', 'Europe/Madrid', '+34600000202');
    await open('third-1', { pack: 'agency@1', ...(debtor && { debtor }), contacts: [...contacts, aunt] });
    const ask = { contactId: 'C-aunt', purpose: 'locate' };
    const call = (at: string) =>
      send(
        'third-1',
        'call-attempts',
        callAttempt(`t-${at}`, at, { contactId: 'C-aunt', number: aunt.number, result: 'no-answer' }),
      );
    for (const at of ['2026-11-20T08:00:00.000Z', '2026-11-20T08:30:00.000Z']) {
      ledger.clock.time = at;
      expect((await check('third-1', `t-${at}`, ask)).allowed).toBe(true);
      await call(at);
    }
    ledger.clock.time = '2026-11-20T08:45:00.000Z';
    expect(await check('third-1', 't-3', ask)).toMatchObject({
      allowed: false,
      rule: 'P5',
      nextPermittedAt: '2026-11-20T09:00:00.000Z',
    });
    for (const hour of ['10', '12', '14', '16']) {
      ledger.clock.time = `2026-11-20T${hour}:00:00.000Z`;
      await call(ledger.clock.time);
    }
    ledger.clock.time = '2026-11-20T18:00:00.000Z';
    expect(await check('third-1', 't-7', ask)).toMatchObject({
      allowed: false,
      rule: 'P5',
      nextPermittedAt: '2026-11-21T07:00:00.000Z',
    });
    await send('third-1', 'holds', { holdId: 'h-1', kind: 'ceased', contactId: 'C-aunt', reason: 'no more calls' });
    ledger.clock.time = '2026-12-20T10:00:00.000Z';
    const denied = await check('third-1', 't-8', ask);
    expect(denied).toMatchObject({ allowed: false, rule: 'P6', layer: 'debtor' });
    expect(denied.nextPermittedAt).toBeUndefined();
  });
});

describe('3: hours when clocks change, and where nobody knows the zone', () => {
  it('goes by the clock of the person called', async () => {
    ledger.clock.time = '2027-03-01T10:00:00.000Z';
    await open('dst-1', {
      ...person('P-3', NEW_YORK, '+12125550103'),
      dueDate: '2027-01-02',
      occurredAt: '2027-01-01T10:00:00.000Z',
    });
    for (const [time, allowed] of [
      ['2027-03-13T12:30:00.000Z', false],
      ['2027-03-13T13:00:00.000Z', true],
      ['2027-03-14T11:59:00.000Z', false],
      ['2027-03-14T12:00:00.000Z', true],
      ['2027-03-15T00:59:00.000Z', true],
      ['2027-03-15T01:00:00.000Z', false],
    ] as const) {
      ledger.clock.time = time;
      expect({ time, allowed: (await permission('dst-1')).allowed }).toEqual({ time, allowed });
    }
  });

  it('allows only what is within hours in every zone that a number may be in', async () => {
    ledger.clock.time = '2027-03-15T12:00:00.000Z';
    const { debtor, contacts = [] } = person('P-3b', NEW_YORK, '+12125550104');
    const guarantor = {
      contactId: 'C-g',
      personId: 'P-g',
      relation: 'guarantor' as const,
      numberKind: 'mobile' as const,
      number: '+12125550105',
      informed: true,
    };
    await open('zone-1', {
      ...(debtor && { debtor }),
      contacts: [...contacts, guarantor],
      dueDate: '2027-01-02',
      occurredAt: '2027-01-01T10:00:00.000Z',
    });
    expect(await permission('zone-1', 'contactId=C-self&medium=call')).toMatchObject({ allowed: true });
    const denied = await permission('zone-1', 'contactId=C-g&medium=call');
    expect(denied).toMatchObject({ allowed: false, rule: 'P1', nextPermittedAt: '2027-03-15T18:00:00.000Z' });
  });
});

describe('4: two agencies of one creditor, informational calls to one debtor', () => {
  it('flags the fourth of a day, though each agency made two, and forbids it before', async () => {
    ledger.clock.time = '2026-11-23T01:00:00.000Z';
    for (const caseId of ['cn-a', 'cn-b']) {
      await open(caseId, {
        ...person('P-cn', 'Asia/Shanghai', '+8613800000001'),
        pack: 'agency@1',
        laws: ['law-cn@1'],
      });
    }
    for (const [caseId, hour] of [
      ['cn-a', '02'],
      ['cn-b', '03'],
      ['cn-a', '04'],
      ['cn-b', '05'],
    ] as const) {
      const at = `2026-11-23T${hour}:00:00.000Z`;
      ledger.clock.time = at;
      if (hour === '05') {
        expect(await check('cn-b', 'cn-4', { kind: 'informational' })).toMatchObject({
          allowed: false,
          rule: 'P5',
          layer: 'law',
        });
      }
      await send(
        caseId,
        'call-attempts',
        callAttempt(`cn-${hour}`, at, { number: '+8613800000001', kind: 'informational' }),
      );
    }
    const tooOften = async (caseId: string) => (await findings(caseId)).filter(({ rule }) => rule === 'P5');
    const found = await tooOften('cn-b');
    expect(found).toMatchObject([
      { code: 'too-often', rule: 'P5', layer: 'law', evidence: [{ type: 'CallAttempted' }] },
    ]);
    expect(await tooOften('cn-a')).toEqual([]);
  });
});

describe('calls of one case to a person who is known of only later', () => {
  it('count in another case once it is known who they were to', async () => {
    ledger.clock.time = '2026-11-24T08:00:00.000Z';
    const late = { dueDate: '2026-11-02', occurredAt: '2026-11-01T10:00:00.000Z', pack: 'agency@1' };
    const friend = {
      contactId: 'C-f',
      personId: 'P-friend9',
      relation: 'friend' as const,
      numberKind: 'mobile' as const,
      number: '+34600000299',
      informed: false,
      timeZone: 'Europe/Madrid',
    };
    await open('log-a', { ...person('P-log-a', 'Europe/Madrid', '+34600000291'), ...late });
    const { debtor, contacts = [] } = person('P-log-b', 'Europe/Madrid', '+34600000292');
    await open('log-b', { ...(debtor && { debtor }), ...late, contacts: [...contacts, friend] });
    for (const at of ['2026-11-24T08:00:00.000Z', '2026-11-24T08:10:00.000Z']) {
      ledger.clock.time = at;
      const call = callAttempt(`log-${at}`, at, { contactId: 'C-later', number: '+34600000298', result: 'no-answer' });
      await send('log-a', 'call-attempts', call);
    }
    const ask = 'contactId=C-f&medium=call&purpose=locate';
    expect(await permission('log-b', ask)).toMatchObject({ allowed: true });
    const { contactId: _id, ...known } = { ...friend, number: '+34600000298', source: 'debtor', verified: true };
    await ledger.http.put('/v1/cases/log-a/contacts/C-later').send(known).expect(201);
    expect(await permission('log-b', ask)).toMatchObject({ allowed: false, rule: 'P5' });
  });
});

describe('5: a promise for three o’clock', () => {
  it('is followed up around the time, and part-kept at the deadline when too little was paid', async () => {
    ledger.clock.time = '2026-11-24T10:00:00.000Z';
    await open('promise-1', person('P-5', 'Europe/Madrid', '+34600000205'));
    const { standing } = await send(
      'promise-1',
      'promises',
      promise('p-1', 10_000, '2026-11-24T09:00:00.000Z', '2026-11-25T14:00:00.000Z'),
    );
    expect(standing.followUps).toContainEqual(
      expect.objectContaining({
        kind: 'promise-hour',
        from: '2026-11-25T13:00:00.000Z',
        until: '2026-11-25T15:00:00.000Z',
        promiseId: 'p-1',
      }),
    );
    expect(standing.tone).toMatchObject({
      level: 1,
      because: expect.arrayContaining([expect.objectContaining({ rule: 'T6' })]),
    });
    ledger.clock.time = '2026-11-25T14:00:00.000Z';
    const part = await send('promise-1', 'payments', payment('pay-1', 4_000, '2026-11-25T13:50:00.000Z'));
    expect(part.standing.promise).toMatchObject({ state: 'due-today', paid: { minor: 4_000 } });
    ledger.clock.time = '2026-11-25T15:00:00.000Z';
    const late = await ledger.get('/v1/cases/promise-1').expect(200);
    expect(late.body.standing.promise.state).toBe('part-kept');
    expect(late.body.standing.tone).toMatchObject({ level: 4 });
    expect(late.body.standing.tone.because).toContainEqual(expect.objectContaining({ rule: 'T3' }));
    const again = await send(
      'promise-1',
      'promises',
      promise('p-2', 6_000, '2026-11-25T15:00:00.000Z', '2026-11-26T14:00:00.000Z'),
    );
    expect(again.standing.tone.level).toBe(1);
  });
});

describe('7: another rule book from midnight on', () => {
  it('judges old calls by the old one, in answers, replays and findings', async () => {
    ledger.clock.time = '2026-11-13T21:00:00.000Z';
    await open('policy-1', { ...person('P-7', 'Europe/Madrid', '+34600000207'), pack: 'agency@1' });
    await send('policy-1', 'call-attempts', callAttempt('q-1', '2026-11-13T20:30:00.000Z', { number: '+34600000207' }));
    ledger.clock.time = '2026-11-14T09:00:00.000Z';
    const bound = await send('policy-1', 'policies', {
      bindingId: 'b-1',
      pack: 'call-centre@1',
      creditorPolicy: 'bank@1',
      laws: ['law-cn@1'],
      by: 'sup-1',
      reason: 'a new contract',
      occurredAt: '2026-11-13T23:00:00.000Z',
    });
    expect(bound.events).toMatchObject([
      {
        type: 'PolicyBound',
        data: { policies: [{ layer: 'law' }, { layer: 'creditor' }, { layer: 'agency' }, { layer: 'default' }] },
      },
    ]);
    expect(bound.standing.pack).toBe('call-centre@1');
    ledger.clock.time = '2026-11-16T21:00:00.000Z';
    await send('policy-1', 'call-attempts', callAttempt('q-2', '2026-11-16T20:30:00.000Z', { number: '+34600000207' }));
    const found = await findings('policy-1');
    expect(found.filter(({ rule }) => rule === 'P1')).toMatchObject([
      { code: 'outside-hours', evidence: [{ revision: '3' }] },
    ]);
    const before = await ledger.get('/v1/cases/policy-1?at=2026-11-13T22:00:00Z').expect(200);
    expect(before.body.standing.pack).toBe('agency@1');
    const { body } = await ledger.get('/v1/cases/policy-1/replay').expect(200);
    expect(
      body.steps.map(({ standingAfter }: Schemas['ReplayStep']) => (standingAfter as Schemas['Standing']).pack),
    ).toEqual(['agency@1', 'agency@1', 'call-centre@1', 'call-centre@1']);
  });

  it('refuses packs that do not fit together, and records nothing', async () => {
    const body = openCase('misfit', { ...person('P-mis'), pack: 'micro-credit@1', creditorPolicy: 'card@1' });
    const refused = await ledger.post('/v1/cases', body).expect(422);
    expect(refused.body).toMatchObject({ code: 'policies-do-not-fit', errors: [{ field: 'pack' }] });
    await ledger.get('/v1/cases/misfit').expect(404);
  });

  it('refuses packs that are not there, or not of that kind', async () => {
    const bind = { bindingId: 'b-2', pack: 'branch@1', by: 'sup-1', reason: 'why not' };
    for (const [over, field] of [
      [{ pack: 'nobody@1' }, 'pack'],
      [{ creditorPolicy: 'law-cn@1' }, 'creditorPolicy'],
      [{ laws: ['branch@1'] }, 'laws.0'],
    ] as const) {
      const refused = await ledger.post('/v1/cases/policy-1/policies', { ...bind, ...over }).expect(422);
      expect(refused.body).toMatchObject({ code: 'unknown-policy', errors: [{ field }] });
    }
  });
});

describe('11: hardship is declared at a serious tone', () => {
  it('caps the tone at once, takes field eligibility away, and excuses the cadence', async () => {
    ledger.clock.time = '2026-11-20T10:00:00.000Z';
    await open('hard-1', {
      ...person('P-11', 'Europe/Madrid', '+34600000211'),
      outstanding: { currency: 'EUR', minor: 40_000_000 },
      debtor: { personId: 'P-11', name: 'Debtor', timeZone: 'Europe/Madrid', firstTime: true },
    });
    const before = await ledger.get('/v1/cases/hard-1').expect(200);
    expect(before.body.standing).toMatchObject({ tone: { level: 3 }, fieldEscalation: { eligible: true } });
    await send(
      'hard-1',
      'notes',
      note('n-1', '2026-11-20T09:30:00.000Z', { outcome: 'hardship', reasonForDelay: 'left-job' }),
    );
    const held = await send('hard-1', 'holds', {
      holdId: 'h-1',
      kind: 'hardship',
      reason: 'lost the job',
      evidence: 'doc-7',
    });
    expect(held.standing).toMatchObject({
      tone: { level: 2, ceiling: 2 },
      fieldEscalation: { eligible: false, since: null },
      profile: { reasonForDelay: 'left-job' },
    });
    for (const { kind, excusedBy } of held.standing.followUps)
      expect({ kind, excusedBy }).toMatchObject({ kind, excusedBy: [{ rule: 'S8' }] });
    ledger.clock.time = '2026-12-07T10:00:00.000Z';
    const missed = (await findings('hard-1')).filter(({ code }) => code === 'cadence-missed');
    expect(missed.at(-1)).toMatchObject({ severity: 'info', excusedBy: ['S8'] });
    expect((await findings('hard-1')).map(({ code }) => code)).not.toContain('hardship-cue-ignored');
  });
});

describe('a cadence that a cap forbade', () => {
  it('is excused by it, by its name', async () => {
    ledger.clock.time = '2026-11-09T15:00:00.000Z';
    await open('cap-1', { ...person('P-cap', NEW_YORK, '+12125550109'), laws: ['law-us-reg-f@1'] });
    await send('cap-1', 'call-attempts', callAttempt('x-1', '2026-11-09T14:30:00.000Z', { number: '+12125550109' }));
    ledger.clock.time = '2026-11-11T15:00:00.000Z';
    expect(await check('cap-1', 'x-2')).toMatchObject({ allowed: false, rule: 'P5' });
    ledger.clock.time = '2026-11-16T15:00:00.000Z';
    expect(await findings('cap-1')).toMatchObject([
      {
        code: 'cadence-missed',
        rule: 'F4',
        severity: 'info',
        excusedBy: ['P5'],
        evidence: [{}, { type: 'CallAttempted' }, { type: 'ContactPermissionChecked' }],
      },
    ]);
  });
});

/** For seven months of alarms and reviews in a moment. */
const PATIENCE_MS = 60_000;

describe('the list over all cases', () => {
  const listed = async (): Promise<Schemas['FindingsRow'][]> => {
    const rows: Schemas['FindingsRow'][] = [];
    for (let after = ''; after !== 'none'; ) {
      const { body } = await ledger.answered(`/v1/findings?limit=100${after}`);
      conforms('FindingsPage', body);
      rows.push(...body.rows);
      after = body.next === null ? 'none' : `&after=${body.next}`;
    }
    return rows;
  };

  it('holds what each case and each audit trail shows, and nothing else', async () => {
    // Later than any of the scenarios.
    ledger.clock.time = '2027-06-07T12:00:00.000Z';
    const expected: string[] = [];
    const standing: Schemas['CaseStandingPage'] = (await ledger.answered('/v1/case-standing?limit=500')).body;
    for (const { caseId } of standing.rows) {
      const trail: Schemas['AuditTrailAnswer'] = (await ledger.answered(`/v1/cases/${caseId}/audit-trail`)).body;
      const own: Schemas['FindingsAnswer'] = (await ledger.answered(`/v1/cases/${caseId}/findings`)).body;
      const shown = [...own.findings, ...trail.entries.flatMap((entry) => entry.findings)];
      expected.push(...new Set(shown.map(({ key }) => `${caseId} ${key}`)));
    }
    // Nobody waits for what only time shows, and while promises are recorded as broken the reviews hold back.
    let rows = await listed();
    for (const end = performance.now() + PATIENCE_MS; rows.length !== expected.length && performance.now() < end; ) {
      await new Promise((resolve) => setTimeout(resolve, 50));
      rows = await listed();
    }
    expect(rows.map(({ caseId, key }) => `${caseId} ${key}`).sort()).toEqual(expected.sort());
    expect([...new Set(rows.map(({ code }) => code))].sort()).toEqual([
      'cadence-missed',
      'call-without-evidence',
      'note-without-call',
      'outside-hours',
      'too-often',
    ]);
  }, 90_000);
});
