/** Questions over many cases, the figures and the feeds, over HTTP. */
import { callAttempt, eur, note, openCase, payment, promise, recording } from '../harness/bodies';
import { conforms } from '../harness/conforms';
import { FeedStream } from '../harness/feed-stream';
import { type Schemas, TestLedger } from '../harness/ledger';

let ledger: TestLedger;
let position = '0';

async function send(path: string, body: object): Promise<void> {
  const answer = await ledger.sent(path, body);
  position = answer.body.position;
}

/** Ten cases, of two collectors and teams; some called, some promised, some paid. */
beforeAll(async () => {
  ledger = await TestLedger.start('2026-11-20T12:00:00.000Z');
  for (let i = 0; i < 10; i++) {
    const caseId = `L-${i}`;
    await send('/v1/cases', openCase(caseId, { overdue: eur(10_000 + i * 1_000), creditorId: `creditor-${i % 2}` }));
    const assigned = { assignmentId: `a-${i}`, agentId: `agent-${i % 2}`, team: `team-${i % 2}` };
    const who = { by: 'sup-1', reason: 'morning', occurredAt: '2026-11-01T09:00:00.000Z' };
    await send(`/v1/cases/${caseId}/assignments`, { ...assigned, ...who });
  }
  for (let i = 0; i < 6; i++) {
    const answered = i < 4;
    const startedAt = `2026-11-04T10:0${i}:00.000Z`;
    const call = callAttempt(`call-${i}`, startedAt, {
      agentId: `agent-${i % 2}`,
      result: answered ? 'answered' : 'no-answer',
    });
    await send(`/v1/cases/L-${i}/call-attempts`, call);
  }
  const promised = { amount: eur(5_000), dueAt: '2026-11-06T17:00:00.000Z' };
  const noted = note('n-0', '2026-11-04T10:05:00.000Z', { callId: 'call-0', agentId: 'agent-0', promised });
  await send('/v1/cases/L-0/notes', noted);
  const late = note('n-3', '2026-11-04T12:00:00.000Z', { callId: 'call-3', agentId: 'agent-1', outcome: 'refused' });
  await send('/v1/cases/L-3/notes', late);
  await send('/v1/recordings', recording('r-0', '2026-11-04T10:00:01.000Z', { callIds: { dialer: 'call-0' } }));
  for (const i of [0, 1, 2]) {
    const made = promise(`p-${i}`, 5_000, `2026-11-04T10:1${i}:00.000Z`, '2026-11-06T17:00:00.000Z');
    await send(`/v1/cases/L-${i}/promises`, { ...made, callId: `call-${i}` });
  }
  await send('/v1/cases/L-0/payments', payment('pay-0', 5_000, '2026-11-06T10:00:00.000Z'));
  await send('/v1/cases/L-1/payments', payment('pay-1', 1_000, '2026-11-06T10:00:00.000Z'));
});

afterAll(() => ledger.stop());

/** A cursor that the service did not make. */
const crafted = (...parts: string[]): string => Buffer.from(JSON.stringify(parts)).toString('base64url');

describe('rows', () => {
  const caseIds = async (query: string): Promise<string[]> => {
    const { body } = await ledger.answered(`/v1/case-standing?${query}&minPosition=${position}`);
    conforms('CaseStandingPage', body);
    return (body as Schemas['CaseStandingPage']).rows.map(({ caseId }) => caseId);
  };

  it('are filtered and sorted', async () => {
    expect(await caseIds('agentId=agent-1')).toEqual(['L-1', 'L-3', 'L-5', 'L-7', 'L-9']);
    expect(await caseIds('promise=broken')).toEqual(['L-2']);
    expect(await caseIds('promise=part-kept&team=team-1')).toEqual(['L-1']);
    expect(await caseIds('sort=-overdue&limit=3')).toEqual(['L-9', 'L-8', 'L-7']);
    expect(await caseIds('minOverdue=15000&creditorId=creditor-0&sort=overdue')).toEqual(['L-6', 'L-8']);
    expect(await caseIds('stage=late&minDaysPastDue=19')).toEqual([]);
    expect(await caseIds('fieldEligible=true')).toEqual(
      expect.arrayContaining(await caseIds('fieldEligible=true&stage=late')),
    );
  });

  it.each(['caseId', '-caseId', 'overdue', '-overdue', 'tone', '-daysPastDue'])(
    'come in pages, each row once: by %s',
    async (sort) => {
      const seen: string[] = [];
      let after = '';
      do {
        const { body } = await ledger.get(`/v1/case-standing?sort=${sort}&limit=3${after}`).expect(200);
        seen.push(...(body as Schemas['CaseStandingPage']).rows.map(({ caseId }) => caseId));
        after = body.next === null ? '' : `&after=${body.next}`;
      } while (after !== '');
      expect(seen).toHaveLength(10);
      expect(new Set(seen).size).toBe(10);
      expect(seen).toEqual(await caseIds(`sort=${sort}`));
    },
  );

  it.each(['tone-history?sort=-since', 'promise-book?sort=dueAt', 'collector-day?sort=-day', 'audit-trail?sort=day'])(
    'come in pages of every projection: %s',
    async (path) => {
      const { body: whole } = await ledger.get(`/v1/${path}`).expect(200);
      const rows: unknown[] = [];
      for (let after = ''; rows.length < whole.rows.length; ) {
        const { body } = await ledger.get(`/v1/${path}&limit=2${after}`).expect(200);
        rows.push(...body.rows);
        after = `&after=${body.next}`;
      }
      expect(rows).toEqual(whole.rows);
    },
  );

  it.each([
    ['tone-history?caseId=L-2', 'ToneHistoryPage'],
    ['promise-book?state=kept', 'PromiseBookPage'],
    ['recovery-cohorts?from=2026-11-01', 'RecoveryCohortsPage'],
    ['collector-day?agentId=agent-0&from=2026-11-04&to=2026-11-05', 'CollectorDayPage'],
    ['audit-trail?class=matched', 'AuditTrailPage'],
    ['findings?minSeverity=1&sort=-severity', 'FindingsPage'],
  ] as const)('are there of every projection, as the contract says: %s', async (path, schema) => {
    const { body } = await ledger.answered(`/v1/${path}&minPosition=${position}`);
    conforms(schema, body);
    expect(body.rows.length).toBeGreaterThan(0);
  });

  it('are none where a number is larger than any', async () => {
    for (const query of ['minTone=40000', 'minDaysPastDue=999999999999999', 'maxTone=-999999999999999']) {
      expect(await caseIds(query)).toEqual([]);
    }
    expect(await caseIds('maxDaysPastDue=999999999999999')).toHaveLength(10);
    const behind = crafted('dueAt', '9999-12-31T23:59:59.999Z', 'x');
    const { body } = await ledger.get(`/v1/promise-book?sort=dueAt&after=${behind}`).expect(200);
    expect(body.rows).toEqual([]);
  });

  it('hold no number, name or text', async () => {
    for (const name of ['case-standing', 'tone-history', 'promise-book', 'collector-day', 'audit-trail']) {
      const { text } = await ledger.answered(`/v1/${name}?minPosition=${position}`);
      expect(text).not.toMatch(/\+34600|What was said|Debtor/);
    }
  });

  it.each([
    ['case-standing?agent=x', 'agent', 'unknown-parameter'],
    ['case-standing?minTone=warm', 'minTone', 'not-an-integer'],
    ['case-standing?fieldEligible=yes', 'fieldEligible', 'not-a-boolean'],
    ['case-standing?sort=name', 'sort', 'not-one-of'],
    ['case-standing?sort=-', 'sort', 'not-one-of'],
    ['case-standing?limit=501', 'limit', 'out-of-range'],
    ['case-standing?limit=0', 'limit', 'out-of-range'],
    ['case-standing?after=abc', 'after', 'not-a-cursor'],
    ['case-standing?after=WyIiLCIiLCIiXQ', 'after', 'not-a-cursor'],
    [`case-standing?sort=tone&after=${crafted('tone', 'warm', 'L-1')}`, 'after', 'not-a-cursor'],
    [`tone-history?sort=since&after=${crafted('since', '2026', 'L')}`, 'after', 'not-a-cursor'],
    [`tone-history?after=${crafted('key', 'L', 'L\0')}`, 'after', 'not-a-cursor'],
    ['case-standing?stage=a&stage=b', 'stage', 'not-an-id'],
    ['case-standing?stage=', 'stage', 'not-an-id'],
    ['case-standing?minPosition=x', 'minPosition', 'not-a-decimal'],
    ['collector-day?from=2026-02-30', 'from', 'not-a-date'],
    ['figures?from=2026-11-01', 'to', 'required'],
    ['figures?from=yesterday&to=2026-11-02', 'from', 'not-a-date'],
    ['figures?from=2026-11-01&to=2026-11-02&agentId=a%20b', 'agentId', 'not-an-id'],
    ['projections/case-standing/changes?after=here', 'after', 'not-a-cursor'],
    ['projections/case-standing/changes?wait=31', 'wait', 'out-of-range'],
    ['projections/case-standing/changes?limit=x', 'limit', 'out-of-range'],
  ])('a question that is none: %s', async (path, field, code) => {
    const { body } = await ledger.get(`/v1/${path}`).expect(400);
    conforms('Problem', body);
    expect(body.errors).toEqual([expect.objectContaining({ field, code })]);
  });
});

describe('figures', () => {
  const figures = async (query: string): Promise<Map<string, Schemas['Figure']>> => {
    const { body } = await ledger.answered(`/v1/figures?${query}&minPosition=${position}`);
    conforms('FiguresAnswer', body);
    return new Map((body as Schemas['FiguresAnswer']).figures.map((figure) => [figure.name, figure]));
  };

  it('say what they divide by what', async () => {
    const all = await figures('from=2026-11-01&to=2026-12-01');
    const parts = (name: string) => {
      const { value, numerator, denominator } = all.get(name) ?? { value: 0, numerator: {}, denominator: {} };
      return [value, Reflect.get(numerator, 'value'), Reflect.get(denominator, 'value')];
    };
    expect(parts('penetration_rate')).toEqual([0.6, 6, 10]);
    expect(parts('connect_rate')).toEqual([4 / 6, 4, 6]);
    expect(parts('rpc_rate')).toEqual([1, 4, 4]);
    expect(parts('ptp_rate')).toEqual([0.75, 3, 4]);
    expect(parts('kept_rate_count')).toEqual([1 / 3, 1, 3]);
    expect(parts('kept_rate_amount')).toEqual([6_000 / 15_000, 6_000, 15_000]);
    expect(parts('avg_payment')).toEqual([3_000, 6_000, 2]);
    const due = Array.from({ length: 10 }, (_, i) => 10_000 + i * 1_000).reduce((a, b) => a + b);
    expect(parts('recovery_d7')).toEqual([6_000 / due, 6_000, due]);
    expect(all.get('recovery_d15')).toMatchObject({ target: 0.8, numerator: { value: 6_000 } });
    expect(parts('note_match_rate')).toEqual([1 / 6, 1, 6]);
    expect(all.get('recovery_per_hour')).toMatchObject({ value: null, missing: 'hours of agents' });
    expect(parts('dial_mix_mobile')).toEqual([1, 6, 6]);
  });

  it('are of one collector, of one team, of a span', async () => {
    const one = await figures('from=2026-11-01&to=2026-12-01&agentId=agent-0');
    expect(one.get('connect_rate')).toMatchObject({ numerator: { value: 2 }, denominator: { value: 3 } });
    expect(one.get('penetration_rate')).toMatchObject({ denominator: { value: 5 } });
    const team = await figures('from=2026-11-01&to=2026-12-01&team=team-1');
    expect(team.get('connect_rate')).toMatchObject({ numerator: { value: 2 }, denominator: { value: 3 } });
    expect(team.get('recovery_d7')).toMatchObject({ numerator: { value: 1_000 } });
    const later = await figures('from=2026-11-10&to=2026-11-11');
    expect(later.get('connect_rate')).toMatchObject({ value: null, denominator: { value: 0 } });
  });
});

describe('the feed', () => {
  const CHANGES = '/v1/projections/case-standing/changes';

  it('comes in pages that lead to the rows', async () => {
    const rows = new Map<string, unknown>();
    let after = '0';
    for (;;) {
      const { body } = await ledger.get(`${CHANGES}?after=${after}&limit=7`).expect(200);
      conforms('ChangesAnswer', body);
      for (const { data } of (body as { changes: Schemas['CaseStandingChange'][] }).changes)
        rows.set(data.key, data.value);
      if (body.changes.length === 0) break;
      after = body.next;
    }
    const { body } = await ledger.answered(`/v1/case-standing?minPosition=${position}`);
    expect([...rows.keys()].sort()).toEqual(body.rows.map((row: { caseId: string }) => row.caseId));
    for (const row of body.rows) expect(rows.get(row.caseId)).toEqual(row);
  });

  it('lets a caller wait for what is not there yet', async () => {
    const { body: projections } = await ledger.get('/v1/projections').expect(200);
    conforms('ProjectionsAnswer', projections);
    const { cursor } = (projections as Schemas['ProjectionsAnswer']).projections.find(
      ({ name }) => name === 'promise-book',
    ) ?? { cursor: '' };
    const none = await ledger.get(`/v1/projections/promise-book/changes?after=${cursor}`).expect(200);
    expect(none.body).toEqual({ changes: [], next: cursor });
    const waiting = ledger.get(`/v1/projections/promise-book/changes?after=${cursor}&wait=20`).expect(200);
    const [{ body }] = await Promise.all([
      waiting,
      send('/v1/cases/L-5/promises', promise('p-5', 100, '2026-11-19T10:00:00.000Z', '2026-11-25T10:00:00.000Z')),
    ]);
    expect(body.changes).toMatchObject([{ subject: 'L-5/p-5', data: { kind: 'upsert' } }]);
  });

  it('tells a stream of changes as they come, and goes on where a reader was', async () => {
    const first = await FeedStream.open(ledger.port, CHANGES);
    const [one] = await first.take(1);
    expect(one).toMatchObject({ specversion: '1.0', type: 'case-ledger.case-standing.upsert' });
    conforms('CaseStandingChange', one);
    first.close();
    const second = await FeedStream.open(ledger.port, CHANGES, String(one?.id));
    const rest = await second.take(5);
    expect(rest.map(({ id }) => Number(String(id).split('.')[1]))).toEqual([2, 3, 4, 5, 6]);
    const before = second.received;
    await send('/v1/cases/L-9/payments', payment('pay-9', 100, '2026-11-19T10:00:00.000Z'));
    await second.until((event) => Reflect.get(event.data as object, 'key') === 'L-9' && second.received > before);
    second.close();
  });

  it('tells of an alarm at the minute it is due', async () => {
    const stream = await FeedStream.open(ledger.port, CHANGES);
    ledger.clock.time = '2026-11-20T23:00:00.000Z';
    const alarm = await stream.until(({ data }) => 'alarm' in (Reflect.get(data as object, 'cause') as object));
    expect(alarm.time).toBe(Reflect.get(Reflect.get(alarm.data as object, 'cause') as object, 'alarm'));
    stream.close();
  });

  it('holds nothing for a reader that does not read, and gives it everything when it does', async () => {
    const slow = await FeedStream.open(ledger.port, CHANGES);
    await slow.take(1);
    slow.pause();
    for (let i = 0; i < 300; i++) {
      const call = callAttempt(`slow-${i}`, '2026-11-19T10:00:00.000Z', { agentId: 'agent-9' });
      await send(`/v1/cases/L-${i % 10}/call-attempts`, call);
    }
    await ledger.answered(`/v1/case-standing?limit=1&minPosition=${position}`);
    const pages: Schemas['CaseStandingChange'][] = [];
    for (let after = '0'; ; ) {
      const { body } = await ledger.get(`${CHANGES}?limit=500&after=${after}`).expect(200);
      if (body.changes.length === 0) break;
      pages.push(...body.changes);
      after = body.next;
    }
    slow.resume();
    // Changes that a slow machine makes in one go are one.
    const rest = await slow.take(pages.length - 1);
    expect(rest.map(({ id }) => id)).toEqual(pages.slice(1).map(({ id }) => id));
    expect(rest.map(({ id }) => Number(String(id).split('.')[1]))).toEqual(rest.map((_, i) => i + 2));
    slow.close();
  }, 90_000);

  it('forgets readers that vanish', async () => {
    const streams = await Promise.all(Array.from({ length: 20 }, () => FeedStream.open(ledger.port, CHANGES)));
    const readers = async () => /^case_ledger_feed_readers (\d+)$/m.exec((await ledger.get('/metrics')).text)?.[1];
    while ((await readers()) !== '20') await new Promise((resolve) => setTimeout(resolve, 10));
    for (const stream of streams) stream.close();
    while ((await readers()) !== '0') await new Promise((resolve) => setTimeout(resolve, 10));
    // So with those who wait for a page.
    const { body } = await ledger.get(`${CHANGES}?limit=500`).expect(200);
    const gone = new AbortController();
    const waiting = Array.from({ length: 10 }, () =>
      fetch(`http://127.0.0.1:${ledger.port}${CHANGES}?after=${body.next}&wait=30`, { signal: gone.signal }),
    );
    while ((await readers()) !== '10') await new Promise((resolve) => setTimeout(resolve, 10));
    gone.abort();
    await Promise.allSettled(waiting);
    while ((await readers()) !== '0') await new Promise((resolve) => setTimeout(resolve, 10));
  });

  it('is measured: appends, how far behind each projection is, how long the subscription holds', async () => {
    const { text } = await ledger.get('/metrics').expect(200);
    const value = (name: string): number => Number(new RegExp(`^case_ledger_${name} (\\S+)$`, 'm').exec(text)?.[1]);
    expect(value('append_seconds_count')).toBeGreaterThan(300);
    expect(value('append_seconds_sum')).toBeGreaterThan(0);
    expect(value('subscription_age_seconds')).toBeGreaterThan(0);
    expect(value('projection_lag_events{projection="case-standing"}')).toBe(0);
    expect(value('projection_lag_seconds{projection="audit-trail"}')).toBe(0);
    expect(value('projection_stopped{projection="collector-day"}')).toBe(0);
    expect(value('projection_builds_stopped')).toBe(0);
    expect(value('projection_position{projection="promise-book"}')).toBeGreaterThanOrEqual(Number(position));
  });

  it('knows a cursor that is not its own', async () => {
    const { body } = await ledger.get('/v1/projections/tone-history/changes?limit=1').expect(200);
    for (const cursor of [body.next, `${body.next.split('.')[0]}.999999`, 'aaaaaaaa.1']) {
      const path = cursor === body.next ? CHANGES : '/v1/projections/tone-history/changes';
      const answer = await ledger.get(`${path}?after=${cursor}`).expect(410);
      expect(answer.body.code).toBe('cursor-unknown');
    }
    const streamed = await ledger.http
      .get(CHANGES)
      .set('Accept', 'text/event-stream')
      .set('Last-Event-ID', 'x')
      .expect(400);
    expect(streamed.body.errors).toEqual([expect.objectContaining({ code: 'not-a-cursor' })]);
  });
});

describe('operators', () => {
  it('have a projection built anew, and nothing changes', async () => {
    const rows = async () => (await ledger.get('/v1/tone-history?limit=500').expect(200)).body.rows;
    const before = await rows();
    const asked = await ledger.post('/v1/projections/tone-history/rebuild', { by: 'op-1' }).expect(202);
    conforms('ProjectionsAnswer', asked.body);
    const building = async () =>
      ((await ledger.get('/v1/projections').expect(200)).body as Schemas['ProjectionsAnswer']).projections.some(
        ({ building: built }) => built !== null,
      );
    while (!(await building())) await new Promise((resolve) => setImmediate(resolve));
    while (await building()) await new Promise((resolve) => setTimeout(resolve, 10));
    expect(await rows()).toEqual(before);
  });

  it('say who they are, and name a projection', async () => {
    await ledger.post('/v1/projections/tone-history/rebuild', {}).expect(400);
    const { body } = await ledger.post('/v1/projections/nonsense/resume', { by: 'op-1' }).expect(404);
    expect(body.code).toBe('projection-not-found');
    await ledger.get('/v1/projections/nonsense/changes').expect(404);
  });
});
