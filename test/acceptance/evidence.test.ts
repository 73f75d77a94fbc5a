/** Recordings, notes and calls over HTTP: what agrees, what does not, what a person decides, and what was told before. */
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { callAttempt, note, openCase, promise, recording } from '../harness/bodies';
import { conforms } from '../harness/conforms';
import { type Schemas, TestLedger } from '../harness/ledger';
import { temporaryFolder } from '../harness/node';

let ledger: TestLedger;
let position = '0';
const policyDir = temporaryFolder();

beforeAll(async () => {
  const evidence = { assignedAgentsOnly: true };
  const pack = { ref: 'own-cases@1', title: 'Each collector works his own cases', extends: 'default@1', evidence };
  writeFileSync(join(policyDir, 'own-cases@1.json'), JSON.stringify(pack));
  ledger = await TestLedger.start('2026-11-04T12:00:00.000Z', undefined, undefined, { policyDir });
});

afterAll(async () => {
  await ledger.stop();
  rmSync(policyDir, { recursive: true, force: true });
});

const at = (time: string): string => `2026-11-04T${time}.000Z`;
const who = { by: 'auditor-1', reason: 'listened to it' };

async function open(caseId: string, number: string, over: Partial<Schemas['OpenCase']> = {}): Promise<void> {
  const contact = { contactId: 'C-self', personId: `P-${caseId}`, relation: 'self', numberKind: 'mobile' } as const;
  const debtor = { personId: `P-${caseId}`, name: 'Debtor', timeZone: 'Europe/Madrid' };
  await send('/v1/cases', openCase(caseId, { debtor, contacts: [{ ...contact, number, informed: true }], ...over }));
}

async function send(path: string, body: object): Promise<void> {
  const { body: answer } = await ledger.sent(path, body);
  position = answer.position;
}

/** A minute of talk, beginning ten seconds after the dialling. */
const talk = (callId: string, time: string, over: Partial<Schemas['RecordCallAttempt']> = {}) => {
  const from = Date.parse(at(time));
  return callAttempt(callId, at(time), {
    answeredAt: new Date(from + 10_000).toISOString(),
    endedAt: new Date(from + 70_000).toISOString(),
    ...over,
  });
};

const taped = (recordingId: string, time: string, over: Partial<Schemas['RegisterRecording']> = {}) =>
  recording(recordingId, at(time), { endedAt: new Date(Date.parse(at(time)) + 60_000).toISOString(), ...over });

async function trail(caseId: string, query = `minPosition=${position}`): Promise<Schemas['AuditTrailEntry'][]> {
  const { body } = await ledger.answered(`/v1/cases/${caseId}/audit-trail?${query}`);
  conforms('AuditTrailAnswer', body);
  return (body as Schemas['AuditTrailAnswer']).entries;
}

const told = (entries: readonly Schemas['AuditTrailEntry'][]) =>
  entries.map((entry) => [entry.entryId, entry.class, entry.recording?.recordingId ?? null]);
const codes = (entry: Schemas['AuditTrailEntry'] | undefined) =>
  entry?.findings
    .filter(({ rule }) => rule.startsWith('A'))
    .map(({ code, subject }) => (subject ? `${code}/${subject}` : code));

describe('8: the note tells of a conversation and a promise, the dialer of no answer', () => {
  it('is a contradiction, and the promise stays on record', async () => {
    await open('L-8', '+34600000801');
    const number = '+34600000801';
    await send(
      '/v1/cases/L-8/call-attempts',
      callAttempt('c-8', at('10:00:00'), { number, result: 'no-answer', endedAt: at('10:00:25') }),
    );
    const promised = { amount: { currency: 'EUR', minor: 50_000 }, dueAt: '2026-11-20T12:00:00.000Z' };
    await send('/v1/cases/L-8/notes', note('n-8', at('10:02:00'), { callId: 'c-8', promised }));
    await send('/v1/cases/L-8/promises', { ...promise('p-8', 50_000, at('10:00:20'), promised.dueAt), callId: 'c-8' });
    const [entry] = await trail('L-8');
    // The promise is kept, and told to have nothing to support it.
    expect(codes(entry)).toEqual(['note-without-recording', 'contradiction/outcome', 'contradiction/promise-unheard']);
    expect(await ledger.recorded('L-8')).toContain('PromiseMade');
    const { body } = await ledger.answered('/v1/cases/L-8/replay');
    conforms('ReplayAnswer', body);
    const shown = (body as Schemas['ReplayAnswer']).steps.map(({ event, found }) => [
      event.type,
      found.map(({ code, subject }) => (subject ? `${code}/${subject}` : code)),
    ]);
    expect(Object.fromEntries(shown)).toMatchObject({
      CallAttempted: [],
      NoteTaken: expect.arrayContaining(['contradiction/outcome', 'note-without-recording']),
      PromiseMade: expect.arrayContaining(['contradiction/promise-unheard']),
    });
  });
});

describe('9: a recording that comes twenty hours late', () => {
  it('makes a match of what was awaited, and what was told before can still be asked for', async () => {
    await open('L-9', '+34600000901');
    await send('/v1/cases/L-9/call-attempts', talk('c-9', '12:00:00', { number: '+34600000901' }));
    await send('/v1/cases/L-9/notes', note('n-9', at('12:02:00'), { callId: 'c-9', outcome: 'refused' }));
    expect(told(await trail('L-9'))).toEqual([['call:c-9', 'pending', null]]);
    ledger.clock.time = '2026-11-05T08:00:00.000Z';
    expect(told(await trail('L-9'))).toEqual([['call:c-9', 'note-without-recording', null]]);
    await send('/v1/recordings', taped('r-9', '12:00:11', { number: '+34600000901' }));
    expect(told(await trail('L-9'))).toEqual([['call:c-9', 'matched', 'r-9']]);
    expect(told(await trail('L-9', `knownAt=2026-11-04T12:30:00Z`))).toEqual([['call:c-9', 'pending', null]]);
    expect(told(await trail('L-9', `knownAt=2026-11-05T07:59:59Z`))).toEqual([
      ['call:c-9', 'note-without-recording', null],
    ]);
    const { body: diff } = await ledger.answered('/v1/cases/L-9/diff?knownAt=2026-11-05T07:59:59Z');
    conforms('DiffAnswer', diff);
    expect(diff).toMatchObject({ gone: [{ code: 'note-without-recording' }], found: [{ code: 'weak-match' }] });
    const { body: before } = await ledger.answered(
      '/v1/cases/L-9/diff?knownAt=2026-11-05T07:59:59Z&asOf=2026-11-04T11:00:00Z',
    );
    expect(before).toMatchObject({ gone: [], found: [] });
    // Half an hour after the call it was awaited, whatever was known.
    const { body: soon } = await ledger.answered(
      '/v1/cases/L-9/diff?knownAt=2026-11-05T07:59:59Z&asOf=2026-11-04T12:30:00Z',
    );
    expect(soon).toMatchObject({ gone: [], found: [{ code: 'weak-match' }] });
    const { body: ahead } = await ledger.get('/v1/cases/L-9/diff?knownAt=2027-01-01T00:00:00Z').expect(400);
    expect(ahead).toMatchObject({ code: 'time-in-future', errors: [{ field: 'knownAt' }] });
    await ledger.get('/v1/cases/L-9/audit-trail?knownAt=2026-11-04T09:00:00Z').expect(404);
    const { body } = await ledger.get('/v1/cases/L-9/audit-trail?knownAt=2027-01-01T00:00:00Z').expect(400);
    expect(body).toMatchObject({ code: 'time-in-future', errors: [{ field: 'knownAt' }] });
  });
});

describe('12: two agents who call one number fifteen seconds after each other', () => {
  it('leave a person to decide whose the recording is, and the decision wins', async () => {
    const number = '+34600001201';
    await open('L-12', number);
    await open('L-12b', number);
    await send(
      '/v1/cases/L-12/call-attempts',
      talk('c-12', '11:00:00', { number, agentId: 'agent-1', lineId: 'line-1' }),
    );
    await send(
      '/v1/cases/L-12b/call-attempts',
      talk('d-12', '11:00:15', { number, agentId: 'agent-2', lineId: 'line-2' }),
    );
    await send('/v1/recordings', taped('r-12', '11:00:17', { number }));
    const [doubtful] = await trail('L-12');
    expect(doubtful).toMatchObject({ class: 'ambiguous', candidates: [{ recordingId: 'r-12' }] });

    await send('/v1/cases/L-12/matches', {
      decisionId: 'm-1',
      callId: 'c-12',
      recordingId: 'r-12',
      decision: 'confirm',
      ...who,
    });
    const [decided] = await trail('L-12');
    expect(decided).toMatchObject({ recording: { recordingId: 'r-12' }, linkedBy: 'decision' });
    expect(told(await trail('L-12b'))).toEqual([['call:d-12', 'call-without-evidence', null]]);

    await send('/v1/cases/L-12/matches', {
      decisionId: 'm-2',
      callId: 'c-12',
      recordingId: 'r-12',
      decision: 'reject',
      ...who,
    });
    expect(told(await trail('L-12b'))).toEqual([['call:d-12', 'recording-without-note', 'r-12']]);
    expect(await ledger.recorded('L-12')).toEqual(['CaseOpened', 'CallAttempted', 'MatchConfirmed', 'MatchRejected']);
  });

  it.each([
    [{ callId: 'nobody', recordingId: 'r-12' }, 404, 'call-not-found', 'callId'],
    [{ callId: 'c-12', recordingId: 'nobody' }, 404, 'recording-not-found', 'recordingId'],
    [{ callId: 'c-12', noteId: 'nobody' }, 404, 'note-not-found', 'noteId'],
    [{ callId: 'c-12' }, 400, 'validation-failed', 'recordingId'],
    [{ callId: 'c-12', recordingId: 'r-12', noteId: 'n' }, 400, 'validation-failed', 'recordingId'],
  ])('refuses a decision about %j', async (about, status, code, field) => {
    const body = { decisionId: 'm-9', decision: 'confirm', ...about, ...who };
    const { body: problem } = await ledger.post('/v1/cases/L-12/matches', body).expect(status);
    expect(problem).toMatchObject({ code, errors: [{ field }] });
  });
});

describe('what is amiss', () => {
  const key = 'late-note~c-20~n-20';
  const list = async (query: string): Promise<Schemas['FindingsPage']['rows']> => {
    const { body } = await ledger.answered(`/v1/findings?${query}&minPosition=${position}`);
    conforms('FindingsPage', body);
    return (body as Schemas['FindingsPage']).rows;
  };
  const settle = (what: string, actionId: string, of = key) =>
    ledger.post(`/v1/cases/L-20/findings/${encodeURIComponent(of)}/${what}`, { actionId, ...who });

  beforeAll(async () => {
    await open('L-20', '+34600002001');
    const assigned = { assignmentId: 'a-20', agentId: 'agent-7', team: 'team-20', by: 'sup-1', reason: 'morning' };
    await send('/v1/cases/L-20/assignments', { ...assigned, occurredAt: '2026-11-02T08:00:00.000Z' });
    await send('/v1/cases/L-20/call-attempts', talk('c-20', '10:00:00', { number: '+34600002001' }));
    await send('/v1/recordings', taped('r-20', '10:00:11', { number: '+34600002001' }));
    await send('/v1/cases/L-20/notes', note('n-20', at('11:30:00'), { callId: 'c-20', outcome: 'refused' }));
  });

  it('is a class as well, the worst of them a note that somebody made up; it is settled like any other', async () => {
    await open('L-21', '+34600002101');
    const now = ledger.clock.time;
    await send('/v1/cases/L-21/notes', note('n-21', now, { callId: 'never', outcome: 'refused' }));
    await send('/v1/recordings', recording('r-21', now, { number: '+34600002101' }));
    // A call may be told of a little later.
    expect(await list('minSeverity=4&caseId=L-21')).toEqual([]);
    ledger.clock.time = new Date(Date.parse(now) + 61 * 60_000).toISOString();
    await ledger.answered('/v1/cases/L-21/audit-trail');
    const { body: replayed } = await ledger.answered('/v1/cases/L-21/replay');
    const told = replayed as Schemas['ReplayAnswer'];
    expect(told.steps.at(-1)).toMatchObject({ event: { type: 'NoteTaken' }, found: [{ code: 'note-without-call' }] });
    expect(told.foundBeside).toMatchObject([{ code: 'recording-without-call', severity: 'high' }]);
    const [invented] = await list('minSeverity=4&caseId=L-21');
    expect(invented).toMatchObject({
      key: 'note-without-call~n-21',
      entryId: 'note:n-21',
      agentId: 'agent-7',
      state: 'open',
    });
    const waive = `/v1/cases/L-21/findings/${encodeURIComponent(invented?.key ?? '')}/waive`;
    await send(waive, { actionId: 'w-21', ...who });
    expect(await list('minSeverity=4&caseId=L-21')).toMatchObject([{ state: 'waived', by: who.by }]);
  });

  it('is listed over all cases, filtered and sorted', async () => {
    expect((await list('caseId=L-20&code=late-note')).map((one) => one.key)).toEqual([key]);
    expect(await list('caseId=L-20&minSeverity=2')).toEqual([]);
    expect((await list('team=team-20&sort=-severity')).map((one) => one.code)).toEqual([
      'no-outcome',
      'late-note',
      'weak-match',
    ]);
    expect(await list('team=team-20&from=2026-11-05')).toEqual([]);
  });

  it('is acknowledged, then resolved, once, and shows it everywhere', async () => {
    const states = async () => [
      (await list('caseId=L-20&code=late-note'))[0]?.state,
      (await trail('L-20'))[0]?.findings.find((one) => one.key === key)?.state,
    ];
    expect(await states()).toEqual(['open', 'open']);
    ({ position } = (await settle('acknowledge', 'f-1').expect(201)).body);
    expect(await states()).toEqual(['acknowledged', 'acknowledged']);
    ({ position } = (await settle('resolve', 'f-2').expect(201)).body);
    expect(await states()).toEqual(['resolved', 'resolved']);
    await settle('resolve', 'f-2').expect(200);
    const { body } = await settle('waive', 'f-3').expect(409);
    expect(body.code).toBe('finding-already-settled');
    expect((await list('caseId=L-20&state=resolved'))[0]).toMatchObject({ key, by: 'auditor-1' });
  });

  it('of the rules of contact is worked on in the same way', async () => {
    await send('/v1/cases/L-20/call-attempts', callAttempt('c-21', at('22:30:00'), { number: '+34600002001' }));
    const { body } = await ledger.get('/v1/cases/L-20/findings').expect(200);
    const found = (body as Schemas['FindingsAnswer']).findings.find((one) => one.rule === 'P1');
    expect(found?.state).toBe('open');
    await settle('waive', 'f-4', found?.key).expect(201);
    const { body: after } = await ledger.get('/v1/cases/L-20/findings').expect(200);
    conforms('FindingsAnswer', after);
    expect((after as Schemas['FindingsAnswer']).findings.find((one) => one.key === found?.key)).toMatchObject({
      state: 'waived',
      by: 'auditor-1',
    });
  });

  it('has to be there', async () => {
    expect((await settle('waive', 'f-5', 'late-note~nobody').expect(404)).body.code).toBe('finding-not-found');
    expect((await settle('waive', 'f-6', 'a b').expect(400)).body.errors).toMatchObject([{ field: 'key' }]);
  });
});

describe('audio that is gone, and what was left out of it', () => {
  const number = '+34600003001';
  const gone = { by: 'keeper-1', reason: 'the disk failed' };
  const entry = async (callId: string) => (await trail('L-30')).find((one) => one.callId === callId);

  beforeAll(async () => {
    await open('L-30', number);
    for (const [i, time] of ['09:00:00', '09:10:00', '09:20:00', '09:30:00'].entries()) {
      await send('/v1/cases/L-30/call-attempts', talk(`c-30${i}`, time, { number }));
      const began = Date.parse(at(time)) + 10_000;
      const pauses = [{ from: new Date(began + 5_000).toISOString(), until: new Date(began + 15_000).toISOString() }];
      const callIds = { dialer: `c-30${i}` };
      const body = taped(`r-30${i}`, time, { number, callIds, startedAt: new Date(began).toISOString() });
      const endedAt = new Date(began + 60_000).toISOString();
      await send('/v1/recordings', { ...body, endedAt, ...(i >= 2 && { pauses: i === 2 ? pauses : [] }) });
      const written = new Date(Date.parse(at(time)) + 100_000).toISOString();
      await send('/v1/cases/L-30/notes', note(`n-30${i}`, written, { callId: `c-30${i}`, outcome: 'refused' }));
    }
  });

  it('is a finding where it was lost, and counts as there where its time was over', async () => {
    await send('/v1/recordings/r-300/loss', { removalId: 'x-1', ...gone });
    await send('/v1/recordings/r-301/purge', { removalId: 'x-2', ...gone });
    const [lost, purged] = [await entry('c-300'), await entry('c-301')];
    expect([lost?.class, codes(lost), purged?.class, codes(purged)]).toEqual([
      'matched',
      ['recording-lost'],
      'matched',
      ['recording-purged'],
    ]);
    await ledger.post('/v1/recordings/r-300/loss', { removalId: 'x-1', ...gone }).expect(200);
    const { body } = await ledger.post('/v1/recordings/r-300/purge', { removalId: 'x-3', ...gone }).expect(409);
    expect(body.code).toBe('recording-already-removed');
    await ledger.post('/v1/recordings/nobody/loss', { removalId: 'x-1', ...gone }).expect(404);
  });

  it('a pause needs a card, and a card a pause', async () => {
    expect(codes(await entry('c-302'))).toEqual(['unexplained-pause']);
    expect(codes(await entry('c-303'))).toEqual([]);
    for (const [i, time] of [
      [2, '09:20:50'],
      [3, '09:30:50'],
    ] as const) {
      const paid = {
        paymentId: `p-30${i}`,
        amount: { currency: 'EUR', minor: 100 },
        receivedAt: at(time),
        means: 'card',
      };
      await send('/v1/cases/L-30/payments', paid);
    }
    expect(codes(await entry('c-302'))).toEqual([]);
    expect(codes(await entry('c-303'))).toEqual(['missing-pause']);
    const { body } = await ledger
      .post('/v1/recordings', {
        ...taped('r-309', '09:00:00'),
        pauses: [{ from: at('08:00:00'), until: at('09:00:10') }],
      })
      .expect(400);
    expect(body.errors[0].field).toBe('pauses.from');
  });
});

describe('a case that only its own collector calls', () => {
  const number = '+34600004501';
  const assign = (assignmentId: string, agentId: string, time: string) =>
    send('/v1/cases/L-45/assignments', { assignmentId, agentId, by: 'sup-1', reason: 'shift', occurredAt: at(time) });
  const wrong = async (query?: string) =>
    (await trail('L-45', query)).filter((one) => codes(one)?.includes('unassigned-agent')).map(({ callId }) => callId);

  it('tells of calls by others, by whom it was assigned to then', async () => {
    await open('L-45', number, { pack: 'own-cases@1' });
    await assign('a-1', 'agent-8', '09:05:00');
    for (const [callId, time, over] of [
      ['c-450', '09:00:00', {}],
      ['c-451', '09:10:00', {}],
      ['c-452', '09:20:00', { agentId: 'agent-8' }],
      ['c-453', '09:30:00', { direction: 'inbound' }],
    ] as const)
      await send('/v1/cases/L-45/call-attempts', talk(callId, time, { number, ...over }));
    expect(await wrong()).toEqual(['c-451']);
    const before = ledger.clock.time;
    ledger.clock.time = new Date(Date.parse(before) + 60_000).toISOString();
    await assign('a-2', 'agent-7', '09:15:00');
    await assign('a-3', 'agent-7', '09:08:00');
    expect(await wrong()).toEqual(['c-452']);
    expect(await wrong(`minPosition=${position}&knownAt=${before}`)).toEqual(['c-451']);
  });
});

describe('a recording that no call claims', () => {
  const unclaimed = async (query = '') => {
    const path = `/v1/recordings/unclaimed?from=2026-11-03&to=2026-11-04&minPosition=${position}${query}`;
    const { body } = await ledger.answered(path);
    conforms('RecordingsAnswer', body);
    return body as Schemas['RecordingsAnswer'];
  };
  const tape = (recordingId: string, time: string, over: Partial<Schemas['RegisterRecording']> = {}) =>
    send('/v1/recordings', recording(recordingId, `2026-11-03T${time}.000Z`, over));
  const ids = ({ recordings }: Schemas['RecordingsAnswer']) => recordings.map((one) => one.recordingId);

  beforeAll(async () => {
    await open('L-40', '+34600004001');
    await tape('u-2', '15:00:00', { number: '+34600009999', agentId: 'agent-7', lineId: 'line-9' });
    await tape('u-1', '14:00:00', { direction: 'inbound' });
    await tape('of-the-case', '14:30:00', { number: '+34600004001' });
    await tape('by-id', '16:00:00', { callIds: { dialer: 'c-40' } });
    const time = '2026-11-03T16:00:00.000Z';
    const call = callAttempt('c-40', time, { number: '+34600004001', callIds: { dialer: 'c-40' } });
    await send('/v1/cases/L-40/call-attempts', call);
  });

  it('is in the trail of the case that has its number, and else in none, and is told by itself', async () => {
    expect(told(await trail('L-40'))).toEqual([
      ['recording:of-the-case', 'recording-without-call', 'of-the-case'],
      ['call:c-40', expect.any(String), 'by-id'],
    ]);
    const { recordings, next } = await unclaimed();
    expect(recordings).toMatchObject([
      { recordingId: 'u-1', direction: 'inbound', agentId: null, hasNumber: false },
      { recordingId: 'u-2', agentId: 'agent-7', lineId: 'line-9', hasNumber: true, source: 'recorder-1' },
    ]);
    expect(JSON.stringify(recordings)).not.toContain('9999');
    expect(next).toBeNull();
  });

  it('is paged, and no longer told once a case has its number or a call its id', async () => {
    const first = await unclaimed('&limit=1');
    expect(ids(first)).toEqual(['u-1']);
    expect(ids(await unclaimed(`&limit=1&after=${first.next}`))).toEqual(['u-2']);
    await open('L-41', '+34600009999');
    expect(ids(await unclaimed())).toEqual(['u-1']);
    const call = callAttempt('c-41', '2026-11-03T14:00:00.000Z', { direction: 'inbound', recordingId: 'u-1' });
    await send('/v1/cases/L-40/call-attempts', { ...call, number: '+34600004001' });
    expect(ids(await unclaimed())).toEqual([]);
  });

  it.each([
    ['from=2026-11-04&to=2026-11-04', 'to', 'out-of-range'],
    ['from=2026-11-03&to=2026-11-04&after=u-1', 'after', 'not-a-cursor'],
    ['from=2026-11-03&to=2026-11-04&limit=501', 'limit', 'out-of-range'],
    ['from=2026-11-03&to=2026-11-04&source=', 'source', 'not-a-text'],
    ['from=2026-11-03&to=2026-11-04&source=a&source=b', 'source', 'not-a-text'],
    ['from=2026-11-03&to=2026-11-04&source=%00', 'source', 'not-a-text'],
  ])('is not asked for by %s', async (query, field, code) => {
    const { body } = await ledger.get(`/v1/recordings/unclaimed?${query}`).expect(400);
    expect(body.errors).toEqual([expect.objectContaining({ field, code })]);
  });
});
