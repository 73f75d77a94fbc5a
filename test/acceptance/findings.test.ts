/** What is amiss in all cases, as it is listed: by whom, when, and how far work on it has come. */
import { isDeepStrictEqual } from 'node:util';
import { callAttempt, note, openCase, payment } from '../harness/bodies';
import { type Schemas, TestLedger } from '../harness/ledger';
import { startTestNode, tamper } from '../harness/node';
import { newDatabase } from '../harness/read-models';
import { until } from '../harness/until';

/** Monday, before anything is due. */
const START = '2026-11-02T06:00:00.000Z';

let ledger: TestLedger;
let position = '0';

beforeEach(async () => {
  ledger = await TestLedger.start(START);
});

afterEach(() => ledger.stop());

async function send(path: string, body: object): Promise<void> {
  position = (await ledger.sent(path, body)).body.position;
}

async function open(caseId: string, personId: string, number: string, over: Partial<Schemas['OpenCase']> = {}) {
  const contact = { contactId: 'C-self', personId, relation: 'self', numberKind: 'mobile', number } as const;
  await send('/v1/cases', {
    ...openCase(caseId, { contacts: [{ ...contact, informed: true }], ...over }),
    debtor: { personId, name: 'Debtor', timeZone: 'Europe/Madrid', firstTime: false },
  });
}

async function listed(query: string, of = ledger): Promise<Schemas['FindingsRow'][]> {
  return (await of.answered(`/v1/findings?minPosition=${position}&${query}`)).body.rows;
}

/** Until there are so many: what only time shows is not waited for. */
async function eventually(query: string, count: number): Promise<Schemas['FindingsRow'][]> {
  for (;;) {
    const rows = await listed(query);
    if (rows.length === count) return rows;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

it('lists a call at night under its collector, its team and its day, with what was done about it', async () => {
  await open('L-1', 'P-1', '+34600000301');
  await send('/v1/cases/L-1/assignments', {
    assignmentId: 'a-1',
    agentId: 'agent-1',
    team: 'north',
    by: 'sup-1',
    reason: 'new',
  });
  ledger.clock.time = '2026-11-05T22:00:00.000Z';
  const night = '2026-11-05T21:30:00.000Z';
  await send('/v1/cases/L-1/call-attempts', callAttempt('c-1', night, { number: '+34600000301' }));
  const [found] = await listed('code=outside-hours');
  expect(found).toMatchObject({
    caseId: 'L-1',
    entryId: 'call:c-1',
    rule: 'P1',
    severity: 'high',
    agentId: 'agent-7',
    team: 'north',
    day: '2026-11-05',
    state: 'open',
  });
  expect(await listed('agentId=agent-7&team=north&from=2026-11-05&to=2026-11-06&minSeverity=3')).toContainEqual(found);
  expect(await listed('code=outside-hours&agentId=agent-1')).toEqual([]);
  const key = encodeURIComponent(found?.key ?? '');
  await send(`/v1/cases/L-1/findings/${key}/acknowledge`, {
    actionId: 's-1',
    by: 'sup-1',
    reason: 'talked to the agent',
  });
  expect(await listed('code=outside-hours&state=open')).toEqual([]);
  expect(await listed('code=outside-hours')).toMatchObject([{ state: 'acknowledged', by: 'sup-1' }]);
});

it('lists what calls in another case, learnt of later, make of a call on this one', async () => {
  const law = { pack: 'agency@1', laws: ['law-cn@1'] };
  ledger.clock.time = '2026-11-23T12:00:00.000Z';
  await open('L-1', 'P-1', '+34600000301', law);
  await open('L-2', 'P-1', '+34600000301', law);
  const call = (caseId: string, hour: string) =>
    send(
      `/v1/cases/${caseId}/call-attempts`,
      callAttempt(`c-${hour}`, `2026-11-23T${hour}:00:00.000Z`, { number: '+34600000301', kind: 'informational' }),
    );
  await call('L-1', '09');
  await call('L-1', '11');
  expect(await listed('caseId=L-1&code=too-often')).toEqual([]);
  const knownAt = ledger.clock.time;
  ledger.clock.time = '2026-11-23T13:00:00.000Z';
  await call('L-2', '08');
  await call('L-2', '10');
  // It is known to be amiss now, and nobody could know it then.
  const told = async (path: string): Promise<string> => JSON.stringify((await ledger.answered(path)).body);
  const { body } = await ledger.answered(`/v1/cases/L-1/diff?knownAt=${knownAt}`);
  expect((body as Schemas['DiffAnswer']).found).toContainEqual(expect.objectContaining({ code: 'too-often' }));
  expect(await told('/v1/cases/L-1/audit-trail')).toContain('too-often');
  expect(await told('/v1/cases/L-1/replay')).toContain('too-often');
  expect(await told(`/v1/cases/L-1/audit-trail?knownAt=${knownAt}`)).not.toContain('too-often');
  expect(await told(`/v1/cases/L-1/replay?knownAt=${knownAt}`)).not.toContain('too-often');
  expect(await listed('caseId=L-1&code=too-often')).toMatchObject([{ entryId: 'call:c-11', rule: 'P5', layer: 'law' }]);
  expect(await listed('caseId=L-2&code=too-often')).toEqual([]);
});

it('counts a call in another case once that two systems told of, and twice where they contradict each other', async () => {
  const law = { pack: 'agency@1', laws: ['law-cn@1'] };
  ledger.clock.time = '2026-11-23T12:00:00.000Z';
  const number = '+34600000301';
  await open('L-1', 'P-1', number, law);
  await open('L-2', 'P-1', number, law);
  const call = (caseId: string, time: string, over: Partial<Schemas['RecordCallAttempt']> = {}) => {
    const endedAt = `2026-11-23T${time.slice(0, 2)}:03:00.000Z`;
    const body = { number, kind: 'informational', endedAt, ...over } as const;
    return send(
      `/v1/cases/${caseId}/call-attempts`,
      callAttempt(`c-${time}-${over.response}`, `2026-11-23T${time}.000Z`, body),
    );
  };
  const tooOften = async () => {
    const { body } = await ledger.answered('/v1/cases/L-1/findings');
    const found = (body as Schemas['FindingsAnswer']).findings.filter(({ code }) => code === 'too-often');
    expect((await listed('caseId=L-1&code=too-often')).map(({ key }) => key)).toEqual(found.map(({ key }) => key));
    return found.length;
  };
  await call('L-1', '09:00:00');
  await call('L-1', '11:00:00');
  await call('L-2', '10:00:01');
  await call('L-2', '10:00:00', { response: 'talked' });
  expect(await tooOften()).toBe(0);
  await call('L-2', '10:00:01', { response: 'hung-up' });
  expect(await tooOften()).toBe(1);
});

it('lists what is amiss of a call once that two systems told of, in its entry of the trail, with both as evidence', async () => {
  await open('L-1', 'P-1', '+34600000301');
  ledger.clock.time = '2026-11-05T22:00:00.000Z';
  const number = '+34600000301';
  const endedAt = '2026-11-05T21:33:00.000Z';
  const call = (callId: string, second: string, over: object = {}) =>
    send('/v1/cases/L-1/call-attempts', {
      ...callAttempt(callId, `2026-11-05T21:30:0${second}.000Z`, { number, endedAt }),
      ...over,
    });
  await call('dialer', '1', { response: 'talked', disclosed: true });
  await call('switch', '0');
  const rows = await listed('caseId=L-1&code=outside-hours');
  const evidence = [2, 1].map((revision) => ({
    stream: 'case-L-1',
    revision: String(revision),
    type: 'CallAttempted',
  }));
  expect(rows).toMatchObject([{ entryId: 'call:switch', key: expect.stringMatching(/:1$/), evidence }]);
  const trail = (await ledger.answered('/v1/cases/L-1/audit-trail')).body as Schemas['AuditTrailAnswer'];
  const shown = trail.entries.filter(({ findings }) => findings.some(({ code }) => code === 'outside-hours'));
  expect(shown.map(({ entryId }) => entryId)).toEqual(['call:switch']);
  const replayed = (await ledger.answered('/v1/cases/L-1/replay')).body as Schemas['ReplayAnswer'];
  const found = replayed.steps.map((step) => step.found.filter(({ code }) => code === 'outside-hours').length);
  expect(found).toEqual([0, 1, 0]);
});

it('tells what an older version found until every case was reviewed anew, and then what this one finds', async () => {
  const node = await startTestNode();
  const database = await newDatabase();
  const first = await TestLedger.start('2026-11-05T22:00:00.000Z', node, database);
  await first.post('/v1/cases', openCase('L-1')).expect(201);
  const night = callAttempt('c-1', '2026-11-05T21:30:00.000Z');
  position = (await first.post('/v1/cases/L-1/call-attempts', night).expect(201)).body.position;
  const found = await listed('', first);
  const version = await first.database.query('SELECT max(version)::int AS newest FROM reviews');
  await first.database.query('UPDATE reviews SET version = version - 1');
  await first.database.query(`UPDATE reviewed_case SET version = version - 1`);
  await first.database.query(`UPDATE case_finding SET value = jsonb_set(value, '{severity}', '"info"')`);
  await first.stop();
  const second = await TestLedger.start('2026-11-05T22:00:00.000Z', node, database);
  expect((await second.get('/v1/findings').expect(200)).body.rows).toHaveLength(found.length);
  const newest = `SELECT version::int AS newest FROM reviews WHERE complete ORDER BY version DESC LIMIT 1`;
  await until(async () => isDeepStrictEqual(await second.database.query(newest), version));
  expect(await listed('', second)).toEqual(found);
  await second.stop();
  await database.remove();
  await node.remove();
});

it('looks at a case again when another one calls its number, though no contact of that one has it', async () => {
  const law = { pack: 'agency@1', laws: ['law-cn@1'] };
  ledger.clock.time = '2026-11-23T12:00:00.000Z';
  const number = '+34600000301';
  await open('L-1', 'P-1', number, law);
  await open('L-2', 'P-2', '+34600000302', law);
  const call = (caseId: string, time: string, contactId = 'C-self') =>
    send(
      `/v1/cases/${caseId}/call-attempts`,
      callAttempt(`c-${time}`, `2026-11-23T${time}:00.000Z`, { contactId, number, result: 'no-answer' }),
    );
  await call('L-1', '10:00');
  await call('L-1', '11:00');
  expect(await listed('caseId=L-1&code=too-often')).toEqual([]);
  for (let i = 0; i < 6; i++) await call('L-2', `08:${i}0`, 'C-unknown');
  const { body } = await ledger.get('/v1/cases/L-1/findings').expect(200);
  const tooOften = (body as Schemas['FindingsAnswer']).findings.filter(({ code }) => code === 'too-often');
  expect(tooOften.length).toBeGreaterThan(0);
  expect((await listed('caseId=L-1&code=too-often')).map(({ key }) => key)).toEqual(tooOften.map(({ key }) => key));
});

it('lists what nobody did, when the week is over', async () => {
  await open('L-1', 'P-1', '+34600000301');
  expect(await listed('code=cadence-missed')).toEqual([]);
  ledger.clock.time = '2026-11-16T09:00:00.000Z';
  expect(await eventually('code=cadence-missed', 1)).toMatchObject([{ caseId: 'L-1', rule: 'F4', day: '2026-11-15' }]);
  await send('/v1/cases/L-1/close', { closureId: 'x', outcome: 'sold', by: 'sup-1', reason: 'sold' });
  ledger.clock.time = '2026-12-16T09:00:00.000Z';
  expect(await listed('code=cadence-missed')).toHaveLength(1);
});

it('judges a note by what it was corrected to', async () => {
  await open('L-1', 'P-1', '+34600000301');
  ledger.clock.time = '2026-11-05T12:00:00.000Z';
  const at = '2026-11-05T10:00:00.000Z';
  await send('/v1/cases/L-1/call-attempts', callAttempt('c-1', at, { number: '+34600000301' }));
  await send('/v1/cases/L-1/notes', note('n-1', at, { callId: 'c-1', outcome: 'other' }));
  expect(await listed('code=no-outcome')).toMatchObject([{ agentId: 'agent-7' }]);
  await send('/v1/cases/L-1/notes/n-1/corrections', {
    correctionId: 'k-1',
    reasonForDelay: 'left-job',
    by: 'agent-7',
    reason: 'forgotten',
  });
  expect(await listed('code=no-outcome')).toEqual([]);
});

it('stops at a case whose events were changed in the store, and says where', async () => {
  const node = await startTestNode();
  const first = await TestLedger.start(START, node);
  await first.post('/v1/cases', openCase('L-1')).expect(201);
  for (const id of ['pay-1', 'pay-2']) await first.post('/v1/cases/L-1/payments', payment(id, 1, START)).expect(201);
  await first.stop();
  await node.stop();
  tamper(node.folder, 1, '"pay-1"', '"pay-9"', true);
  await node.start();
  const second = await TestLedger.start(START, node);
  await second.ready();
  let answer = await second.get('/v1/findings');
  while (answer.body.code === 'read-model-behind') answer = await second.get('/v1/findings');
  expect(answer.status).toBe(503);
  expect(answer.body).toMatchObject({
    code: 'read-model-stopped',
    detail: expect.stringContaining('findings stopped at case-L-1 revision 2'),
  });
  const { body } = await second.get('/health/ready').expect(200);
  expect(body).toMatchObject({ status: 'degraded' });
  expect(body.stopped).toEqual([{ projection: 'findings', reason: expect.stringContaining('case-L-1 revision 2') }]);
  expect((await second.get('/metrics').expect(200)).text).toMatch(/^case_ledger_reviews_stopped 1$/m);
  await second.stop();
  await node.remove();
});

it('goes on in another service when the one that reviewed is gone, and comes to the same', async () => {
  const node = await startTestNode();
  const database = await newDatabase();
  const night = '2026-11-05T21:30:00.000Z';
  const first = await TestLedger.start('2026-11-05T22:00:00.000Z', node, database);
  const opened = openCase('L-1');
  await first.post('/v1/cases', opened).expect(201);
  position = (await first.post('/v1/cases/L-1/call-attempts', callAttempt('c-1', night)).expect(201)).body.position;
  const before = await listed('', first);
  expect(before.map(({ code }) => code)).toContain('outside-hours');
  await first.stop();
  const second = await TestLedger.start('2026-11-05T22:00:00.000Z', node, database);
  position = (await second.post('/v1/cases/L-1/call-attempts', callAttempt('c-2', night)).expect(201)).body.position;
  const keys = (rows: readonly Schemas['FindingsRow'][]) => rows.map(({ key }) => key);
  const after = await listed('', second);
  expect(keys(after)).toEqual(expect.arrayContaining(keys(before)));
  expect(after.length).toBeGreaterThan(before.length);
  await second.stop();
  await database.remove();
  await node.remove();
});
