/** A call that a switch and a dialer told of, in whatever order. */
import fc from 'fast-check';
import { because } from './because';
import { findingWork } from './commands/settle-finding';
import type { CaseEvent, EventData } from './events';
import { findingsOf } from './findings/findings';
import { standing } from './standing';
import { type CaseState, evolve, type Fact, initialState, isFact, toFact } from './state';
import { oncePerCall, tellings } from './tellings';
import { call, hold, KNOWN_DEBTOR, note, opened, promise, updated } from './testing/facts';
import { BRANCH, fold, given, givenBy, happened, rules } from './testing/given';

type Call = EventData<'CallAttempted'>;

const DAY = '2026-11-10';
const T0 = Date.parse(`${DAY}T10:00:00Z`);
const time = (ms: number): string => new Date(T0 + ms).toISOString();

/** Told of from so many milliseconds after ten to so many. */
const told = (callId: string, from: number, to: number, over: Partial<Call> = {}): CaseEvent =>
  call(time(from), { callId, endedAt: time(to), ...over });

const bySwitch = told('switch', 0, 60_000);
const talked = { answeredBy: { relation: 'self', informed: true }, response: 'talked', disclosed: true } as const;
const byDialer = told('dialer', 900, 61_000, talked);

const factsOf = (...events: readonly CaseEvent[]): readonly Fact[] => oncePerCall(fold([opened(), ...events]).facts);
const calls = (facts: readonly Fact[]) => facts.filter((fact) => isFact(fact, 'CallAttempted'));
const idsOf = (...events: readonly CaseEvent[]) => calls(factsOf(...events)).map(({ event }) => event.data.callId);

const decision = (type: 'MatchConfirmed' | 'MatchRejected', callId: string): CaseEvent =>
  happened(type, `${DAY}T12:00:00Z`, { decisionId: callId, callId, recordingId: 'r', by: 'sup-1', reason: 'heard it' });

describe('a call that two systems told of', () => {
  it.each([
    ['the switch first', [bySwitch, byDialer]],
    ['the dialer first', [byDialer, bySwitch]],
  ])('is one, with all that both say, under the first revision: %s', (_, events) => {
    const [one, ...others] = calls(factsOf(...events));
    expect(others).toEqual([]);
    expect(one).toMatchObject({ at: T0, revision: 1, event: { data: { callId: 'switch', ...talked } } });
  });

  it('is taken from notes and promises of either', () => {
    const wrote = note(time(70_000), { callId: 'dialer' });
    const made = happened('PromiseMade', time(50_000), {
      promiseId: 'p',
      amount: { currency: 'EUR', minor: 5_000 },
      dueAt: '2026-11-12T10:00:00Z',
      means: 'cash',
      madeBy: 'self',
      callId: 'dialer',
    });
    const named = factsOf(bySwitch, byDialer, made, wrote).filter((fact) => isFact(fact, 'NoteTaken', 'PromiseMade'));
    expect(named.map(({ event }) => event.data.callId)).toEqual(['switch', 'switch']);
  });

  it.each<[string, Partial<Call>]>([
    ['another agent', { agentId: 'agent-8' }],
    ['another line', { lineId: 'line-2' }],
    ['another number', { number: '+34600000009' }],
    ['the other direction', { direction: 'inbound' }],
    ['more than two seconds later', { startedAt: time(2_001) }],
    ['an end more than two seconds later', { endedAt: time(62_001) }],
  ])('is none where it was told with %s', (_, over) => {
    const startedAt = over.startedAt ?? time(900);
    const other = call(startedAt, { callId: 'dialer', endedAt: time(60_000), ...over });
    expect(idsOf(bySwitch, other)).toEqual(['switch', 'dialer']);
  });

  it('is none where one begins as the other ends: it is dialled again', () => {
    const busy = { result: 'busy' } as const;
    expect(idsOf(told('a', 0, 1_000, busy), told('b', 1_000, 2_000, busy))).toEqual(['a', 'b']);
  });

  it.each<[string, Partial<Call>, Partial<Call>]>([
    ['whom it was to', {}, { contactId: 'C-aunt' }],
    ['what came of it', { result: 'busy' }, { result: 'no-answer' }],
    ['whether somebody talked', { response: 'talked' }, { response: 'refused' }],
    ['who answered', talked, { answeredBy: { relation: 'relative', informed: true } }],
    [
      'which person answered',
      { answeredBy: { relation: 'other', personId: 'P-8', informed: false } },
      { answeredBy: { relation: 'other', personId: 'P-9', informed: false } },
    ],
    ['whether the debt was spoken of', { disclosed: true }, { disclosed: false }],
    ['what kind of call it was', { kind: 'interactive' }, { kind: 'informational' }],
    ['the check on whose word it was made', { contactCheckId: 'k-1' }, { contactCheckId: 'k-2' }],
    ['whether it was a message, where a conversation is told of', talked, { result: 'left-message' }],
  ])('counts as two where they contradict each other about %s', (_, one, other) => {
    expect(idsOf(told('a', 0, 60_000, one), told('b', 0, 60_000, other))).toEqual(['a', 'b']);
  });

  it.each<[Call['result']]>([['left-message'], ['wrong-number']])(
    'was no answer where the switch says that it was picked up, and the dialer %s',
    (result) => {
      for (const events of [
        [bySwitch, told('x', 0, 60_000, { result })],
        [told('x', 0, 60_000, { result }), bySwitch],
      ]) {
        expect(calls(factsOf(...events)).map(({ event }) => event.data.result)).toEqual([result]);
      }
    },
  );

  it('keeps who answered from the one that names the person', () => {
    const named = { relation: 'self', informed: true, personId: 'P-1' } as const;
    const facts = factsOf(told('a', 0, 60_000, talked), told('b', 0, 60_000, { answeredBy: named }));
    expect(calls(facts).map(({ event }) => event.data.answeredBy)).toEqual([named]);
  });

  it('is two where a person decided about both, and one where about one of them', () => {
    const one = decision('MatchConfirmed', 'switch');
    const other = decision('MatchRejected', 'dialer');
    expect(idsOf(bySwitch, byDialer, one)).toEqual(['switch']);
    expect(idsOf(bySwitch, byDialer, other)).toEqual(['dialer']);
    expect(idsOf(bySwitch, byDialer, one, other)).toEqual(['switch', 'dialer']);
  });

  it('is one with the telling that it does not contradict', () => {
    const refused = { response: 'refused' } as const;
    const three = [told('a', 0, 60_000, talked), told('b', 500, 60_000, refused), told('c', 900, 60_000, refused)];
    expect(idsOf(...three)).toEqual(['a', 'b']);
  });

  it('is found amiss with all that was told of it as evidence, and is explained by the telling that says most', () => {
    const disclosed = { answeredBy: { relation: 'relative', informed: false }, disclosed: true } as const;
    const state = fold([opened({ debtor: KNOWN_DEBTOR }), bySwitch, told('dialer', 900, 61_000, disclosed)]);
    const [amiss] = found(state).filter(({ code }) => code === 'third-party-disclosure');
    expect(amiss?.key).toMatch(/:1$/);
    expect(amiss?.evidence.map(({ revision }) => revision)).toEqual(['1', '2']);
    const { past, opened: first } = given(opened(), byDialer, bySwitch).situation(time(90_000));
    expect(past.reached.map((fact) => because('T8', first, fact).event?.revision)).toEqual(['1']);
  });

  it.each<[string, string, string, string]>([
    ['seen where only that of the other telling was waived', '2', 'too-often:P5:1', 'acknowledged'],
    ['waived where it was itself', '1', 'too-often:P5:1', 'waived'],
  ])('has its finding %s', (_, revision, key, state) => {
    const settled = (of: string) =>
      happened('FindingWaived', `${DAY}T13:00:00Z`, {
        actionId: `w-${of}`,
        findingKey: `too-often:P5:${of}`,
        by: 'sup-1',
        reason: 'told twice',
      });
    const case_ = fold([opened({ debtor: KNOWN_DEBTOR }), bySwitch, byDialer, settled(revision)]);
    const later = fold([settled('2')], case_);
    for (const one of [case_, later]) {
      expect(one.status === 'open' && findingWork(one).get(key)?.state).toBe(state);
    }
  });

  it('costs little, step by step, in a case of thousands of calls, each told of twice', () => {
    const { facts } = fold([
      opened(),
      ...Array.from({ length: 8_000 }, (_, i) => told(`c-${i}`, (i >> 1) * 1_000, (i >> 1) * 1_000 + 500)),
    ]);
    // Grouped anew at each step this would take a minute and more.
    for (let count = 7_000; count < facts.length; count++) oncePerCall(facts.slice(0, count));
    expect(oncePerCall(facts)).toHaveLength(4_000);
  });

  it('counts from the moment on at which each is told', () => {
    const case_ = given(opened({ debtor: KNOWN_DEBTOR }), bySwitch, byDialer);
    expect(case_.situation(time(0)).past.calls.map(({ event }) => event.data.response)).toEqual([undefined]);
    expect(case_.situation(time(900)).past.calls.map(({ event }) => event.data.response)).toEqual(['talked']);
    expect(case_.situation(time(0)).past.calls.map(({ event }) => event.data.response)).toEqual([undefined]);
  });

  it('uses up one of the calls that a limit allows', () => {
    const capped = rules({
      creditor: {
        contact: {
          caps: [{ rule: 'P5', scope: 'debtor', window: { days: 1 }, max: 2, counts: 'attempts', kind: 'cap' }],
        },
      },
    });
    const asked = (...events: readonly CaseEvent[]) =>
      givenBy(capped, opened({ debtor: KNOWN_DEBTOR }), ...events).permission(time(3_600_000)).allowed;
    expect(asked(bySwitch, byDialer)).toBe(true);
    expect(asked(bySwitch, byDialer, told('later', 120_000, 130_000))).toBe(false);
  });
});

const some = <T>(...values: readonly T[]) => fc.option(fc.constantFrom(...values), { nil: undefined });

/** What one system says of a call. */
const said = fc.record({
  result: fc.constantFrom<Call['result']>('answered', 'no-answer', 'left-message'),
  response: some<NonNullable<Call['response']>>('talked', 'refused', 'hung-up'),
  disclosed: some(true, false),
  kind: some<NonNullable<Call['kind']>>('interactive', 'informational'),
  answeredBy: some<NonNullable<Call['answeredBy']>>(
    { relation: 'self', informed: true },
    { relation: 'relative', informed: false },
  ),
  contactId: fc.constantFrom('C-self', 'C-aunt'),
});

const minutes = fc.integer({ min: 0, max: 20 * 24 * 60 });
const minuteMs = 60_000;

/** Calls at different minutes, and what else happens. */
const history = fc
  .uniqueArray(fc.tuple(minutes, said), { maxLength: 12, selector: ([minute]) => minute })
  .chain((all) =>
    fc.tuple(
      fc.constant(
        all.map(([minute, over]) => told(`call-${minute}`, minute * minuteMs, minute * minuteMs + 40_000, over)),
      ),
      fc.array(
        minutes
          .map((minute) => minute * minuteMs + 50_000)
          .chain((ms) =>
            fc.oneof(
              fc.constant(note(time(ms), { noteId: `n-${ms}`, ...(all[0] && { callId: `call-${all[0][0]}` }) })),
              fc.constant(promise(`p-${ms}`, time(ms), 4_000, time(ms + 86_400_000))),
              fc.constant(hold('disputed', time(ms), { holdId: `h-${ms}` })),
              fc.constant(updated('C-aunt', time(ms), { relation: 'guarantor' })),
            ),
          ),
        { maxLength: 5 },
      ),
    ),
  );

const OPTIONAL = ['response', 'disclosed', 'kind', 'answeredBy'] as const;

/** The same call as another system tells of it: a little later, and no more of it. */
function again(event: CaseEvent, laterMs: number, leftOut: ReadonlySet<string>): CaseEvent {
  if (event.type !== 'CallAttempted') throw new Error('no call');
  const from = Date.parse(event.occurredAt) - T0 + laterMs;
  const over: Partial<Call> = { ...event.data };
  for (const name of OPTIONAL) if (leftOut.has(name)) delete over[name];
  const { callId: _id, startedAt: _from, endedAt: _to, ...rest } = over;
  return told(`${event.data.callId}-again`, from, from + 40_000, rest);
}

const at = T0 + 30 * 86_400_000;

describe('telling of any call again', () => {
  it('with the same or less changes no standing, and nothing that is found', () => {
    const before = given(...[opened({ debtor: KNOWN_DEBTOR })]).state;
    fc.assert(
      fc.property(
        history,
        fc.nat(),
        fc.integer({ min: 0, max: 2_000 }),
        fc.uniqueArray(fc.constantFrom(...OPTIONAL)),
        ([all, others], which, laterMs, leftOut) => {
          const picked = all[which % Math.max(1, all.length)];
          if (!picked) return;
          const without = fold([...all, ...others], before);
          const within = fold([again(picked, laterMs, new Set(leftOut))], without);
          expect(standing(within, BRANCH, at)).toEqual(standing(without, BRANCH, at));
          expect(withoutEvidence(found(within), within.revision)).toEqual(found(without));
        },
      ),
      { numRuns: 300 },
    );
  });

  it('comes to the same in whatever order tellings come', () => {
    const telling = fc.tuple(fc.integer({ min: 0, max: 6_000 }), fc.integer({ min: 0, max: 4_000 }), said);
    const several = fc.array(telling, { minLength: 2, maxLength: 6 });
    fc.assert(
      fc.property(
        several.chain((all) =>
          fc.tuple(fc.constant(all), fc.shuffledSubarray([...all.keys()], { minLength: all.length })),
        ),
        ([all, order]) => {
          const events = all.map(([from, length, over], i) => told(`c-${i}`, from, from + length, over));
          const shuffled = order.flatMap((i) => events[i] ?? []);
          const data = (list: readonly CaseEvent[]) =>
            calls(factsOf(...list))
              .map(({ event }) => event.data)
              .sort((a, b) => (a.callId < b.callId ? -1 : 1));
          expect(data(shuffled)).toEqual(data(events));
        },
      ),
      { numRuns: 500 },
    );
  });

  it('comes to the same fact by fact as at once, whatever comes between', () => {
    const telling = fc
      .tuple(fc.nat(8), fc.nat(4), said)
      .map(([from, length, over]) => ({ from: from * 1_000, length: length * 1_000, over }));
    const other = fc.oneof(
      fc
        .tuple(fc.integer({ min: 0, max: 12_000 }), fc.nat(7))
        .map(([ms, which]) => note(time(ms), { callId: `c-${which}` })),
      fc.nat(7).map((which) => decision('MatchRejected', `c-${which}`)),
    );
    fc.assert(
      fc.property(fc.array(telling, { maxLength: 8 }), fc.array(other, { maxLength: 4 }), ([...all], others) => {
        const events = [
          ...all.map(({ from, length, over }, i) => told(`c-${i}`, from, from + length, over)),
          ...others,
        ];
        let state = fold([opened()]);
        events.forEach((event, i) => {
          state = evolve(state, [toFact(event, { revision: i + 1, recordedAt: T0, commandId: '', payloadHash: '' })]);
          const comesTo = tellings(state.facts);
          const atOnce = state.facts.map(comesTo).filter((fact) => fact !== undefined);
          expect(oncePerCall(state.facts)).toEqual(atOnce);
        });
        // As they happened, each behind the last.
        for (let count = 1; count <= state.facts.length; count++) {
          const facts = state.facts.slice(0, count);
          const atOnce = facts.map(tellings(facts)).filter((fact) => fact !== undefined);
          expect(oncePerCall(facts)).toEqual(atOnce);
        }
      }),
      { numRuns: 1_000 },
    );
  });

  it('names the call that a note is of, also where another telling has taken the first from it meanwhile', () => {
    const events = [
      told('dialer', 0, 60_000),
      told('switch', 0, 60_000, { response: 'talked' }),
      told('crm', 0, 60_000, { response: 'refused' }),
      note(time(70_000), { callId: 'switch' }),
    ];
    let state = fold([opened()]);
    for (const event of events) {
      state = fold([event], state);
      oncePerCall(state.facts);
    }
    const named = oncePerCall(state.facts).flatMap((fact) =>
      isFact(fact, 'NoteTaken') ? [fact.event.data.callId] : [],
    );
    expect(named).toEqual(['switch']);
    expect(idsOf(...events)).toEqual(['switch', 'crm']);
  });

  it('lets a walk go on: step by step it comes to what it comes to at once', () => {
    fc.assert(
      fc.property(history, fc.integer({ min: 0, max: 2_000 }), ([all, others], laterMs) => {
        const events = [
          opened({ debtor: KNOWN_DEBTOR }),
          ...[...all.flatMap((one) => [one, again(one, laterMs, new Set())]), ...others].sort((a, b) =>
            a.occurredAt < b.occurredAt ? -1 : 1,
          ),
        ];
        let state: CaseState = initialState;
        events.forEach((event, revision) => {
          const recordedAt = Date.parse(event.occurredAt);
          state = evolve(state, [toFact(event, { revision, recordedAt, commandId: '', payloadHash: '' })]);
          standing(state, BRANCH, recordedAt);
        });
        expect(standing(state, BRANCH, at)).toEqual(standing(fold(events), BRANCH, at));
      }),
      { numRuns: 100 },
    );
  });
});

const found = (state: CaseState) => (state.status === 'open' ? findingsOf(state, BRANCH, at) : []);

/** Without one of the events that show it. */
const withoutEvidence = (findings: ReturnType<typeof found>, revision: number) =>
  findings.map((one) => ({ ...one, evidence: one.evidence.filter((event) => event.revision !== String(revision)) }));
