/** Replays on two time axes: what is told of a case is what exactly the events that qualify come to. */
import {
  evolve,
  type Finding,
  findingsOf,
  initialState,
  NOWHERE,
  type OpenCase,
  onlyFacts,
  standing,
  toFact,
} from '@case';
import { chainOn, EMPTY_TAIL, type RecordedEvent } from '@event-store';
import fc from 'fast-check';
import { toCaseFact } from '../../apps/ledger/src/cases/case-streams';
import { counts, replay } from '../../apps/ledger/src/cases/replay';
import { callAttempt, note, openCase, payment, promise, recording } from '../harness/bodies';
import { runApp } from '../harness/job';
import { type Schemas, TestLedger } from '../harness/ledger';
import { policyOf } from '../harness/policies';
import { KINDS, type Op, Portfolio, type Recorded } from '../harness/portfolio';
import { command, plain } from '../harness/visits';

/** The events of one case as they would be read from its stream. */
function stored(recorded: readonly Recorded[]): readonly RecordedEvent[] {
  let tail = EMPTY_TAIL;
  return recorded
    .filter(({ stream }) => stream === 'case-C-0')
    .flatMap(({ stream, event, recordedAt }) => {
      const chained = chainOn(stream, tail, [event], command, recordedAt, plain);
      tail = chained.tail;
      return chained.outgoing.map(
        (one): RecordedEvent => ({ ...one, stream, event, position: BigInt(one.revision) }) as RecordedEvent,
      );
    });
}

const DAY_MS = 86_400_000;
const ops = fc.array(
  fc.record<Op>({
    of: fc.constant(0),
    what: fc.nat(KINDS - 1),
    detail: fc.nat(1_000_000),
    gap: fc.integer({ min: 1, max: 40_000 }),
  }),
  { minLength: 2, maxLength: 30 },
);

const keysOf = (findings: readonly Finding[]): readonly string[] => findings.map(({ key }) => key).sort();

describe('a replay', () => {
  it('comes to what folding exactly the events that qualify comes to, in as many steps', () => {
    fc.assert(
      fc.property(
        ops,
        fc.double({ min: 0, max: 1.2, noNaN: true }),
        fc.double({ min: 0, max: 1.2, noNaN: true }),
        fc.nat(30),
        (made, asOfPart, knownPart, upToRevision) => {
          const portfolio = new Portfolio();
          const events = stored(made.flatMap((op) => portfolio.happen(op)));
          const entries = events.map((recorded) => ({ fact: toCaseFact(recorded), recorded }));
          const opened = entries[0]?.fact.at ?? 0;
          const span = portfolio.now - opened + DAY_MS;
          const range = { asOf: opened + asOfPart * span, knownAt: opened + knownPart * span, upToRevision };
          const whole = evolve(
            initialState,
            events.map(({ event, revision, metadata }) =>
              toFact(event as Parameters<typeof toFact>[0], {
                revision,
                recordedAt: Date.parse(metadata.recordedAt),
                commandId: '',
                payloadHash: '',
              }),
            ),
          );
          const qualifying = onlyFacts(whole, (fact) => counts(fact, range));
          const told = replay(
            entries,
            policyOf,
            { ...range, from: 0, limit: 1_000 },
            { elsewhere: NOWHERE, shown: undefined },
          );
          expect(told.steps).toHaveLength(1 + qualifying.facts.length);
          expect(told.standing).toEqual(standing(qualifying as OpenCase, policyOf, range.asOf));
          expect(told.steps.every(({ event }) => Number(event.revision) <= upToRevision)).toBe(true);
          const found = told.steps.flatMap((step) => step.found.map(({ key }) => key));
          const until = Math.max(opened, ...qualifying.facts.map(({ at }) => at));
          expect(found.sort()).toEqual(keysOf(findingsOf(qualifying as OpenCase, policyOf, until, NOWHERE)));
        },
      ),
      { numRuns: 150 },
    );
  });
});

describe('6: a payment that is learnt of late', () => {
  let ledger: TestLedger;

  beforeAll(async () => {
    ledger = await TestLedger.start('2026-11-05T10:00:00.000Z');
    await ledger.post('/v1/cases', openCase('L-6')).expect(201);
    const call = callAttempt('c-1', '2026-11-05T22:30:00.000Z');
    ledger.clock.time = '2026-11-06T10:00:00.000Z';
    await ledger.post('/v1/cases/L-6/call-attempts', call).expect(201);
    await ledger
      .post('/v1/cases/L-6/notes', note('n-1', '2026-11-06T09:00:00.000Z', { callId: 'c-1', outcome: 'refused' }))
      .expect(201);
    ledger.clock.time = '2026-11-12T10:00:00.000Z';
    await ledger.post('/v1/cases/L-6/payments', payment('p-1', 20_000, '2026-11-07T10:00:00.000Z')).expect(201);
    await ledger.ready();
  });

  afterAll(() => ledger.stop());

  const at = 'asOf=2026-11-10T10:00:00Z';

  it('changes what is known of the past, and not what was known then', async () => {
    const { body } = await ledger.get(`/v1/cases/L-6/diff?${at}&knownAt=2026-11-11T00:00:00Z`).expect(200);
    expect(body).toMatchObject({
      learnt: [{ type: 'PaidInFull' }],
      standingThen: { overdue: { minor: 20_000 } },
      standingNow: { overdue: { minor: 0 } },
    });
    expect(body.changed).toEqual(expect.arrayContaining(['overdue', 'stage.name', 'tone.level']));
    const now = await ledger.get(`/v1/cases/L-6/diff?${at}&knownAt=2026-11-12T10:00:00Z`).expect(200);
    expect(now.body).toMatchObject({ learnt: [], changed: [], found: [], gone: [] });
  });

  it('leaves out what stands behind a revision, and tells what each event shows amiss', async () => {
    const { body } = await ledger.get('/v1/cases/L-6/replay?upToRevision=1').expect(200);
    expect(body.steps.map((step: { event: { type: string } }) => step.event.type)).toEqual([
      'CaseOpened',
      'CallAttempted',
    ]);
    expect(body.steps[1].found).toMatchObject([{ rule: 'P1' }, { code: 'call-without-evidence' }]);
    // The note came after that.
    const whole = (await ledger.get('/v1/cases/L-6/replay').expect(200)).body;
    expect(whole.steps.map(({ found }: { found: { code: string }[] }) => found.map(({ code }) => code))).toEqual([
      [],
      [expect.any(String)],
      expect.arrayContaining(['late-note', 'note-without-recording']),
      [],
    ]);
  });

  it('is told in a terminal, and as JSON', async () => {
    const url = ['--url', `http://127.0.0.1:${ledger.port}`];
    const told = await runApp('auditor', ['replay', 'L-6', ...url]);
    expect(told).toMatchObject({
      code: 0,
      output: expect.stringContaining('PaidInFull revision 3  learnt of 2026-11-12 10:00'),
    });
    const { output } = await runApp('auditor', ['replay', 'L-6', '--json', '--up-to-revision', '0', ...url]);
    expect(JSON.parse(output).steps).toHaveLength(1);
    const known = ['--known-at', '2026-11-11T00:00:00Z', '--as-of', '2026-11-10T10:00:00Z'];
    const diff = await runApp('auditor', ['diff', 'L-6', ...known, ...url]);
    expect(diff).toMatchObject({ code: 0, output: expect.stringContaining('judged otherwise: ') });
    expect(await runApp('auditor', ['diff', 'L-6', ...url])).toMatchObject({ code: 1 });
  });

  it.each([
    ['/diff', 'knownAt', 'required'],
    ['/diff?knownAt=yesterday', 'knownAt', 'not-an-instant'],
    ['/replay?upToRevision=-1', 'upToRevision', 'out-of-range'],
    ['/replay?knownAt=2027-01-01T00:00:00Z', 'knownAt', 'time-in-future'],
  ])('refuses %s', async (path, field, code) => {
    const { body } = await ledger.get(`/v1/cases/L-6${path}`).expect(400);
    expect(body.errors).toMatchObject([{ field, code }]);
  });
});

describe('what evidence shows, as of a time', () => {
  let ledger: TestLedger;
  const number = '+34600000077';

  beforeAll(async () => {
    ledger = await TestLedger.start('2026-11-05T12:00:00.000Z');
    await ledger.post('/v1/cases', openCase('L-7')).expect(201);
    const call = callAttempt('c-1', '2026-11-05T10:00:00.000Z', { result: 'no-answer' });
    await ledger.post('/v1/cases/L-7/call-attempts', call).expect(201);
    const made = recording('r-1', '2026-11-05T10:00:00.000Z', { callIds: { dialer: 'c-1' }, number: '+34600000001' });
    await ledger.post('/v1/recordings', made).expect(201);
    await ledger.post('/v1/recordings', recording('r-2', '2026-11-05T11:00:00.000Z', { number })).expect(201);
    const promised = promise('p-1', 20_000, '2026-11-07T10:00:00.000Z', '2026-11-09T21:00:00.000Z');
    ledger.clock.time = '2026-11-07T12:00:00.000Z';
    await ledger.post('/v1/cases/L-7/promises', { ...promised, callId: 'c-1' }).expect(201);
    ledger.clock.time = '2026-11-09T12:00:00.000Z';
    const loss = { removalId: 'x-1', by: 'keeper-1', reason: 'the disk failed' };
    await ledger.post('/v1/recordings/r-1/loss', loss).expect(201);
    const known = {
      personId: 'P-1',
      relation: 'self',
      numberKind: 'mobile',
      number,
      informed: true,
      source: 'debtor',
      verified: true,
    };
    await ledger.http.put('/v1/cases/L-7/contacts/C-2').send(known).expect(201);
    await ledger.ready();
  });

  afterAll(() => ledger.stop());

  const shown = async (asOf: string) => {
    const { body } = await ledger.get(`/v1/cases/L-7/replay?asOf=${asOf}`).expect(200);
    const found = [...body.steps.flatMap((step: { found: object[] }) => step.found), ...body.foundBeside];
    return found.map(({ code, subject }) => subject ?? code).filter((name) => SHOWN.has(name));
  };
  const SHOWN = new Set(['promise-unheard', 'recording-lost', 'recording-without-call']);

  it('leaves out promises, lost audio and numbers that the case did not have yet', async () => {
    expect(await shown('2026-11-06T00:00:00Z')).toEqual([]);
    expect(await shown('2026-11-08T00:00:00Z')).toEqual(['promise-unheard']);
    expect((await shown('2026-11-10T00:00:00Z')).sort()).toEqual([
      'promise-unheard',
      'recording-lost',
      'recording-without-call',
    ]);
  });

  it('leaves out with a call, behind a revision, the recording that is its', async () => {
    const upTo = (revision: number) => ledger.get(`/v1/cases/L-7/replay?upToRevision=${revision}`).expect(200);
    const beside = async (revision: number) =>
      (await upTo(revision)).body.foundBeside.map(({ code }: { code: string }) => code);
    expect(await beside(0)).toEqual(await beside(Number.MAX_SAFE_INTEGER));
  });

  it('leaves a recording to a call, though another telling of it behind the revision has it now', async () => {
    await ledger.post('/v1/cases', openCase('L-8')).expect(201);
    const ends = { endedAt: '2026-11-06T10:02:00.000Z' };
    const told = callAttempt('c-8', '2026-11-06T10:00:01.000Z', ends);
    await ledger.post('/v1/cases/L-8/call-attempts', told).expect(201);
    const heard = recording('r-8', '2026-11-06T10:00:01.000Z', { callIds: { dialer: 'c-8' }, ...ends });
    await ledger.post('/v1/recordings', { ...heard, number: '+34600000001' }).expect(201);
    const found = async (path: string) => {
      const { body } = await ledger.answered(`/v1/cases/L-8/replay${path}`);
      const steps = body.steps.map((step: { found: { key: string }[] }) => step.found.map(({ key }) => key));
      return [...steps, body.foundBeside.map(({ key }: { key: string }) => key)];
    };
    await ledger.ready();
    const before = await found('');
    await ledger.post('/v1/cases/L-8/call-attempts', callAttempt('c-9', '2026-11-06T10:00:00.000Z', ends)).expect(201);
    await ledger.ready();
    const { body } = await ledger.get('/v1/cases/L-8/audit-trail').expect(200);
    expect((body as Schemas['AuditTrailAnswer']).entries).toContainEqual(
      expect.objectContaining({ callId: 'c-9', recording: expect.objectContaining({ recordingId: 'r-8' }) }),
    );
    expect(await found('?upToRevision=1')).toEqual(before);
  });
});
