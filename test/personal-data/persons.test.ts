/** Somebody asks to be forgotten: blocked at once, erased when the laws of their cases allow it; and what is purged by itself. */
import { callAttempt, note, openCase, recording } from '../harness/bodies';
import { conforms } from '../harness/conforms';
import { type Schemas, TestLedger } from '../harness/ledger';
import { until } from '../harness/until';

jest.setTimeout(60_000);

const NOW = '2026-11-04T12:00:00.000Z';
/** 36 months, as the law has it, after the case was closed. */
const THEN = '2029-11-04T12:00:00.000Z';
const LAWS = { laws: ['law-us-reg-f@2'] };
const at = (time: string): string => `2026-11-04T${time}.000Z`;
const by = { by: 'admin-1', authority: 'GDPR art. 17', reason: 'wrote that it was Martha Canary' };
const NUMBER = '+12125550101';
const OTHER = '+12125550199';

let ledger: TestLedger;

beforeEach(async () => {
  ledger = await TestLedger.start(NOW);
  await ledger.ready();
});

/** Rows over all cases, as of everything that is recorded by now. */
async function list(path: string) {
  const { head } = (await ledger.get('/v1/projections').expect(200)).body;
  return ledger.answered(`${path}${path.includes('?') ? '&' : '?'}minPosition=${head}`);
}

afterEach(async () => {
  await ledger.stop();
});

const contact = (contactId: string, personId: string, number: string, relation: 'self' | 'guarantor' = 'self') => ({
  ...{ contactId, personId, relation, number },
  ...({ numberKind: 'mobile', informed: true, name: `Canary ${personId}` } as const),
});

/** A case that was worked: calls, a note, recordings with and without a number. */
async function work(caseId: string, personId: string, number: string, over: object = {}): Promise<void> {
  const contacts = [contact('C-self', personId, number), contact('C-g', 'P-guarantor', OTHER, 'guarantor')];
  const debtor = { personId, name: `Canary ${personId}`, timeZone: 'America/New_York' };
  await accepted('/v1/cases', openCase(caseId, { debtor, contacts, ...over }));
  const callId = `${caseId}-c`;
  const call = callAttempt(callId, at('10:00:00'), { number, endedAt: at('10:02:00'), recordingId: `${caseId}-r` });
  await accepted(`/v1/cases/${caseId}/call-attempts`, call);
  const text = `canary text of ${caseId}`;
  const written = note(`${caseId}-n`, at('10:03:00'), { callId, text, clues: ['canary clue'], suggestedAction: 'x' });
  await accepted(`/v1/cases/${caseId}/notes`, written);
  const times = { endedAt: at('10:02:00'), uri: `s3://audio/canary-${caseId}.wav` };
  await accepted('/v1/recordings', recording(`${caseId}-r`, at('10:00:10'), times));
  const numbered = recording(`${caseId}-r2`, at('11:00:10'), { ...times, number, endedAt: at('11:02:00') });
  await accepted('/v1/recordings', numbered);
}

const close = (caseId: string) =>
  ledger
    .post(`/v1/cases/${caseId}/close`, { closureId: `x-${caseId}`, outcome: 'paid', by: 'sup-1', reason: 'canary end' })
    .expect(201);

const eventsOf = async (caseId: string, reason?: string): Promise<Schemas['EventsAnswer']> => {
  const asked = ledger.get(`/v1/cases/${caseId}/events`);
  const { body } = await (reason === undefined ? asked : asked.set('Access-Reason', reason)).expect(200);
  conforms('EventsAnswer', body);
  return body;
};

const person = async (personId: string): Promise<Schemas['PersonStanding']> => {
  const { body } = await ledger.answered(`/v1/persons/${personId}`);
  conforms('PersonStanding', body);
  return body;
};

/** Everything that anybody is answered about a case. */
async function everything(caseId: string): Promise<string> {
  const paths = ['', '/events', '/audit-trail', '/findings', '/replay', `/diff?knownAt=${ledger.clock.time}`];
  const answers: string[] = [];
  for (const path of paths) answers.push((await ledger.get(`/v1/cases/${caseId}${path}`).expect(200)).text);
  for (const path of ['/v1/worklist', '/v1/case-standing', '/v1/audit-trail', '/v1/findings', '/v1/retention'])
    answers.push((await list(path)).text);
  return answers.join('\n');
}

/** Years pass in a moment here, and commands about persons have to know of everything. */
async function accepted(path: string, body: object) {
  let tries = 0;
  const answer = await ledger.caughtUp(() => {
    tries += 1;
    return ledger.post(path, body);
  });
  // Where the store had not answered in time, it may be on record already when it is sent again.
  expect([answer.status, answer.body.code]).toEqual([tries > 1 && answer.status === 200 ? 200 : 201, undefined]);
  return answer;
}

const problem = async (path: string, body: object, status: number): Promise<string> => {
  const answer = await ledger.caughtUp(() => ledger.post(path, body));
  expect(answer.status).toBe(status);
  conforms('Problem', answer.body);
  return answer.body.code;
};

it('is blocked at once, and nobody is shown who they are but an auditor who says why', async () => {
  await work('L-1', 'P-1', NUMBER, LAWS);
  await work('L-2', 'P-2', '+12125550102');
  expect(await everything('L-1')).toContain('Canary P-1');
  const asked = await accepted('/v1/persons/P-1/erasure', { erasureId: 'e-1', ...by });
  conforms('PersonAnswer', asked.body);
  const shown = await everything('L-1');
  expect(shown).not.toMatch(/Canary P-1|canary (text|clue) of L-1|2125550101/i);
  expect(shown).toContain('blocked');
  // The guarantor, and the debtor of another case, are somebody else.
  expect(shown).toContain('Canary P-guarantor');
  expect(await everything('L-2')).toContain('Canary P-2');
  expect(JSON.stringify(await eventsOf('L-1', 'complaint-17'))).toMatch(/Canary P-1.*canary text of L-1/);
  expect(JSON.stringify(await eventsOf('L-1'))).not.toContain('Canary P-1');
  await ledger.get('/v1/cases/L-1/events').set('Access-Reason', 'not a reference').expect(400);
  expect(await person('P-1')).toMatchObject({ state: 'blocked', erasureId: 'e-1', eraseFrom: null });
  // What is recorded meanwhile is not shown either, by whoever recorded it.
  const { contactId: _path, ...known } = contact('C-self', 'P-1', NUMBER);
  const renamed = {
    ...known,
    personId: 'P-1',
    name: 'Canary Anew',
    number: '+12125550111',
    source: 'call',
    verified: true,
  };
  await ledger.http.put('/v1/cases/L-1/contacts/C-self').send(renamed).expect(201);
  const anew = await everything('L-1');
  expect(anew).not.toMatch(/Canary Anew|2125550111/);
  expect(anew).not.toContain('\\u0000');
  await accepted('/v1/cases/L-1/notes', note('n-late', at('11:59:00'), { text: 'canary late' }));
  expect(JSON.stringify(await eventsOf('L-1'))).not.toContain('canary late');
  const again = await ledger.post('/v1/persons/P-1/erasure', { erasureId: 'e-1', ...by }).expect(200);
  expect(again.body).toMatchObject({ revision: asked.body.revision, events: [{ data: { reason: 'blocked' } }] });
  expect(await problem('/v1/persons/P-1/erasure', { erasureId: 'e-2', ...by }, 409)).toBe('erasure-under-way');
  await accepted('/v1/persons/P-1/erasure/withdraw', { by: 'admin-1', reason: 'meant P-3' });
  expect(await everything('L-1')).toMatch(/Canary P-1/);
  expect(await problem('/v1/persons/P-1/erasure/withdraw', { by: 'admin-1', reason: 'x' }, 409)).toBe(
    'no-erasure-under-way',
  );
  // Ids of a call may be named like anything.
  const odd = callAttempt('c-odd', at('11:30:00'), { number: NUMBER, callIds: { key: 'a', sealed: 'b' } });
  await accepted('/v1/cases/L-1/call-attempts', odd);
  expect(await everything('L-1')).toContain('c-odd');
  expect(await problem('/v1/persons/P-none/erasure', { erasureId: 'e-9', ...by }, 404)).toBe('person-not-found');
});

it('is erased when the law allows it, no case is open and nobody holds it; what it comes to stands', async () => {
  await work('L-1', 'P-1', NUMBER, LAWS);
  // The same person elsewhere, under no law; and somebody with a number of theirs.
  await work('L-2', 'P-1', '+12125550103');
  await work('L-3', 'P-3', '+12125550103');
  const erasures = ledger.startErasures();
  await accepted('/v1/persons/P-1/legal-holds', { legalHoldId: 'h-1', ...by });
  await accepted('/v1/persons/P-1/erasure', { erasureId: 'e-1', ...by });
  // Three years are many alarms; then some time for who erases.
  const quiet = async () => {
    await ledger.ready();
    await new Promise((resolve) => setTimeout(resolve, 200));
  };
  const state = async () => (await person('P-1')).state;
  await close('L-2');
  await quiet();
  expect(await state()).toBe('blocked');
  await close('L-1');
  expect(await person('P-1')).toMatchObject({ state: 'blocked', eraseFrom: THEN, legalHolds: ['h-1'] });
  ledger.clock.time = '2029-11-04T11:59:59.000Z';
  await quiet();
  expect(await state()).toBe('blocked');
  ledger.clock.time = THEN;
  await quiet();
  expect(await state()).toBe('blocked');
  const standing = async () => (await ledger.get('/v1/cases/L-1').expect(200)).body.standing;
  const findings = async () => (await ledger.get('/v1/cases/L-1/findings').expect(200)).body.findings;
  const trail = async () => (await ledger.get('/v1/cases/L-1/audit-trail').expect(200)).body.entries;
  const before = [await standing(), await findings(), await trail()];
  await accepted('/v1/persons/P-1/legal-holds/h-1/lift', { by: 'admin-1', reason: 'over' });
  await until(async () => (await state()) === 'erased');
  await erasures.stop();
  expect([await standing(), await findings(), await trail()]).toEqual(before);
  for (const caseId of ['L-1', 'L-2']) {
    const shown = await everything(caseId);
    expect(shown).not.toMatch(/Canary P-1|canary (text|clue) of L-[12]|2125550101/i);
    expect(JSON.stringify(await eventsOf(caseId, 'complaint-17'))).not.toMatch(/Canary P-1|canary text|2125550101/);
  }
  expect(await everything('L-3')).toMatch(/Canary P-3/);
  // The recording of a number that somebody else has is still theirs; others are gone with who they were of.
  expect(await ledger.keys.ofPerson('P-1')).toEqual([]);
  expect((await ledger.keys.ofOwners([`recording L-1-r`, 'recording L-2-r'])).length).toBe(0);
  expect((await ledger.keys.ofOwners(['recording L-3-r'])).length).toBe(1);
  expect(await problem('/v1/persons/P-1/erasure/withdraw', { by: 'admin-1', reason: 'x' }, 409)).toBe(
    'no-erasure-under-way',
  );
  // Who comes back is somebody new to the ledger.
  await work('L-9', 'P-1', NUMBER);
  expect(await everything('L-9')).toContain('Canary P-1');
  expect(JSON.stringify(await eventsOf('L-1'))).not.toContain('Canary P-1');
});

describe('without being asked', () => {
  const due = async (query: string) => {
    const { body } = await list(`/v1/retention?${query}`);
    conforms('RetentionPage', body);
    return (body as Schemas['RetentionPage']).rows.map(({ caseId }) => caseId);
  };
  const purge = (what: string, caseId = 'L-1') => ({ purgeId: `p-${what}-${caseId}`, caseId, what, by: 'admin-1' });

  it('notes and then events of a case whose time is over are purged, not before', async () => {
    await work('L-1', 'P-1', NUMBER, LAWS);
    await work('L-2', 'P-2', '+12125550102', { laws: ['law-us-reg-f@1'] });
    expect(await problem('/v1/persons/P-1/purge', purge('notes'), 422)).toBe('retention-not-over');
    await close('L-1');
    await close('L-2');
    // A law goes on binding what was recorded under it.
    const binding = { bindingId: 'b-1', pack: 'branch@1', by: 'sup-1', reason: 'another manual' };
    await accepted('/v1/cases/L-1/policies', binding);
    expect(await problem('/v1/persons/P-1/purge', purge('notes'), 422)).toBe('retention-not-over');
    expect(await due('notesKeptUntil=2029-11-03')).toEqual([]);
    expect(await due('notesKeptUntil=2029-11-04')).toEqual(['L-1']);
    ledger.clock.time = THEN;
    await ledger.ready();
    // A law that says nothing of it keeps things for ever.
    expect(await problem('/v1/persons/P-2/purge', purge('notes', 'L-2'), 422)).toBe('retention-not-over');
    expect(await problem('/v1/persons/P-guarantor/purge', purge('notes'), 422)).toBe('not-this-person');
    await accepted('/v1/persons/P-1/legal-holds', { legalHoldId: 'h-1', ...by });
    expect(await problem('/v1/persons/P-1/purge', purge('notes'), 422)).toBe('under-legal-hold');
    await accepted('/v1/persons/P-1/legal-holds/h-1/lift', { by: 'admin-1', reason: 'over' });
    // Nor is anything destroyed of somebody else in the case.
    await accepted('/v1/persons/P-guarantor/legal-holds', { legalHoldId: 'h-2', ...by });
    expect(await problem('/v1/persons/P-1/purge', purge('events'), 422)).toBe('under-legal-hold');
    await accepted('/v1/persons/P-guarantor/legal-holds/h-2/lift', { by: 'admin-1', reason: 'over' });
    await accepted('/v1/persons/P-1/purge', purge('notes'));
    const text = JSON.stringify(await eventsOf('L-1'));
    expect(text).not.toMatch(/canary (text|clue|end)/);
    expect(text).toContain('Canary P-1');
    expect(await due('notesKeptUntil=2029-11-04')).toEqual([]);
    expect(await due('eventsKeptUntil=2029-11-04')).toEqual(['L-1']);
    expect(await problem('/v1/persons/P-1/purge', { ...purge('notes'), purgeId: 'again' }, 409)).toBe('already-purged');
    await accepted('/v1/persons/P-1/purge', purge('events'));
    expect(JSON.stringify(await eventsOf('L-1'))).not.toMatch(/canary/i);
    expect(await due('eventsKeptUntil=2029-11-04')).toEqual([]);
    expect((await list('/v1/retention?caseId=L-1')).body.rows[0]).toMatchObject({
      notesPurgedAt: THEN,
      eventsPurgedAt: THEN,
    });
  });

  it('a recording is purged when the laws of the cases that it may be of allow it, not before', async () => {
    await work('L-1', 'P-1', NUMBER, LAWS);
    await work('L-2', 'P-2', '+12125550102');
    await accepted('/v1/recordings', recording('r-stray', at('03:00:00'), { endedAt: at('03:01:00') }));
    const removal = (id: string) => ({ removalId: `rm-${id}`, by: 'recorder', reason: 'canary over' });
    const purgeOf = (id: string) => `/v1/recordings/${id}/purge`;
    const kept = async (until: string) => {
      const { body } = await list(`/v1/audit-trail?recordingsKeptUntil=${until}`);
      conforms('AuditTrailPage', body);
      return (body as Schemas['AuditTrailPage']).rows.map(({ caseId }) => caseId);
    };
    expect(await kept('2029-11-03')).toEqual(['L-2', 'L-2']);
    expect(await kept('2029-11-04')).toEqual(['L-1', 'L-1', 'L-2', 'L-2']);
    expect(await problem(purgeOf('L-1-r'), removal('1'), 422)).toBe('retention-not-over');
    expect(await problem(purgeOf('r-stray'), removal('s'), 422)).toBe('retention-not-over');
    // No law binds this case.
    await accepted(purgeOf('L-2-r'), removal('2'));
    ledger.clock.time = THEN;
    await ledger.ready();
    await accepted('/v1/persons/P-1/legal-holds', { legalHoldId: 'h-1', ...by });
    expect(await problem(purgeOf('L-1-r'), removal('1'), 422)).toBe('under-legal-hold');
    await accepted('/v1/persons/P-1/legal-holds/h-1/lift', { by: 'admin-1', reason: 'over' });
    await accepted(purgeOf('L-1-r'), removal('1'));
    await accepted(purgeOf('r-stray'), removal('s'));
  });
});
