/** What must hold for any history, told by fast-check rather than by example. */
import fc from 'fast-check';
import type { Promised, PromiseState } from './account';
import { lastRecord } from './commands/settled-promises';
import { type CaseCommand, decide } from './decide';
import type { CaseEvent } from './events';
import { Refusal } from './refusal';
import { promiseOutcomes, situationOf, standing } from './standing';
import { type CaseState, evolve, initialState, isFact, toFact } from './state';
import {
  adjustment,
  brokenReport,
  call,
  callData,
  closed,
  correction,
  demand,
  due,
  escalation,
  hold,
  legalAction,
  lift,
  note,
  opened,
  payment,
  paymentData,
  promise,
  promiseData,
  reopened,
  reversal,
  visit,
  waiver,
  withdrawal,
} from './testing/facts';
import { BRANCH, fold, given } from './testing/given';
import { levelAtContact } from './tone';
import { HOLD_KINDS } from './vocabulary';

const FROM = Date.parse('2026-11-01T08:00:00Z');
const HOUR = 3_600_000;
const at = (hour: number): string => new Date(FROM + hour * HOUR).toISOString();

const hours = fc.integer({ min: 1, max: 60 * 24 });
const amount = fc.integer({ min: 1, max: 30_000 });
const span = fc.integer({ min: 0, max: 96 });
const dueDates = fc.constantFrom('2026-10-15', '2026-11-10', '2026-12-01', '2026-12-20');
const answers = fc.constantFrom('answered', 'no-answer', 'left-message');
const results = fc.constantFrom('met-debtor', 'nobody-met');

/** One event of any kind that happened at the given hour; it may name a promise or payment of any of the `others`. */
const eventAt = (hour: number, others: readonly number[]): fc.Arbitrary<CaseEvent> => {
  const other = fc.constantFrom(...others);
  const named = fc.option(other, { nil: undefined });
  return fc.oneof(
    fc.tuple(dueDates, amount).map(([day, minor]) => due(at(hour), day, minor, `due-${hour}`)),
    answers.map((result) => call(at(hour), { result })),
    fc.tuple(amount, span).map(([minor, later]) => promise(`p-${hour}`, at(hour), minor, at(hour + later))),
    fc
      .tuple(amount, named)
      .map(([minor, name]) => payment(`pay-${hour}`, at(hour), minor, name === undefined ? undefined : `p-${name}`)),
    other.map((paid) => reversal(`pay-${paid}`, at(hour))),
    other.map((name) => brokenReport(`p-${name}`, at(hour))),
    fc.constant(escalation(at(hour))),
    results.map((result) => visit(at(hour), result)),
    fc.constantFrom(...HOLD_KINDS).map((kind) => hold(kind, at(hour), { holdId: `h-${hour}` })),
    other.map((name) => lift(`h-${name}`, at(hour))),
    fc
      .constantFrom('temporary-shortage', 'disaster', 'awaiting-wages')
      .map((reasonForDelay) => note(at(hour), { reasonForDelay: reasonForDelay as 'disaster', noteId: `n-${hour}` })),
    other.map((name) => correction(`n-${name}`, at(hour), { reasonForDelay: 'refusal', likelihood: 'low' })),
    fc.constant(demand(at(hour))),
    other.map((name) => withdrawal(`p-${name}`, at(hour))),
    fc
      .tuple(fc.constantFrom('increase' as const, 'decrease' as const), amount, fc.boolean())
      .map(([direction, minor, ofDue]) => adjustment(at(hour), direction, minor, ofDue ? 'L-1' : undefined)),
    amount.map((minor) => waiver(at(hour), minor)),
    fc.constantFrom(closed, reopened, legalAction).map((make) => make(at(hour))),
  );
};

/** A history of up to 25 events, no two at the same moment. */
const history = fc.uniqueArray(hours, { maxLength: 25 }).chain((chosen) => {
  const sorted = chosen.sort((a, b) => a - b);
  return fc.tuple(...sorted.map((hour) => eventAt(hour, sorted)));
});

const shuffled = history.chain((events) =>
  fc.tuple(fc.constant(events), fc.shuffledSubarray(events, { minLength: events.length, maxLength: events.length })),
);

/** Revisions say in which order facts arrived; everything else must not. */
const withoutRevisions = (value: unknown): unknown =>
  JSON.parse(JSON.stringify(value, (key, part) => (key === 'revision' ? undefined : part)));

const isContact = ({ type, data }: CaseEvent): boolean =>
  (type === 'CallAttempted' && data.result === 'answered') ||
  (type === 'FieldVisitReported' && data.result === 'met-debtor') ||
  type === 'DemandSent';

describe('folding', () => {
  it('in one go or in two gives the same state', () => {
    fc.assert(
      fc.property(history, fc.nat(), (events, cut) => {
        const whole = [opened(), ...events];
        const place = cut % (whole.length + 1);
        expect(fold(whole.slice(place), fold(whole.slice(0, place)))).toEqual(fold(whole));
      }),
    );
  });

  it('facts that arrive in another order end in the same standing', () => {
    fc.assert(
      fc.property(shuffled, hours, ([events, otherwise], hour) => {
        const inOrder = given(opened(), ...events).at(at(hour));
        const asArrived = given(opened(), ...otherwise).at(at(hour));
        expect(withoutRevisions(asArrived)).toEqual(withoutRevisions(inOrder));
      }),
      { numRuns: 300 },
    );
  });
});

describe('standing', () => {
  it('never throws, for any sequence of events and any instant', () => {
    const anyOrder = fc
      .tuple(shuffled, fc.boolean())
      .map(([[, events], open]) => (open ? [opened(), ...events] : events));
    fc.assert(
      fc.property(anyOrder, fc.date({ noInvalidDate: true }), (events, instant) => {
        expect(() => standing(fold(events), BRANCH, instant.getTime())).not.toThrow();
      }),
      { numRuns: 300 },
    );
  });

  it('always gives a reason for the stage and the tone of a case with something due', () => {
    fc.assert(
      fc.property(history, hours, (events, hour) => {
        const { stage, tone, because } = given(opened(), ...events).at(at(hour));
        for (const reasons of [stage.because, tone.because, because.daysPastDue, because.bucket]) {
          expect(reasons.length).toBeGreaterThan(0);
        }
      }),
    );
  });

  it('T8: never rises by more than one level between two contacts on record', () => {
    fc.assert(
      fc.property(history, hours, (events, hour) => {
        const contact = events.findLast((event) => isContact(event) && event.occurredAt <= at(hour));
        if (!contact) return;
        const before = events.filter((event) => event.occurredAt < contact.occurredAt);
        const then = situationOf(fold([opened(), ...before]), BRANCH, Date.parse(contact.occurredAt));
        const uncapped = then ? levelAtContact(then) : 0;
        const { level } = given(opened(), ...events).at(at(hour)).tone;
        expect(level).toBeLessThanOrEqual(uncapped + 1);
      }),
      { numRuns: 500 },
    );
  });

  it('is the same for a case that was asked about all along as for one that is asked for the first time', () => {
    fc.assert(
      fc.property(shuffled, fc.array(hours, { minLength: 25, maxLength: 25 }), ([, arriving], asked) => {
        let growing = fold([opened()]);
        arriving.forEach((event, i) => {
          growing = fold([event], growing);
          const then = Date.parse(at(asked[i] ?? 1));
          expect(standing(growing, BRANCH, then)).toEqual(
            standing(fold([opened(), ...arriving.slice(0, i + 1)]), BRANCH, then),
          );
        });
      }),
      { numRuns: 100 },
    );
  });

  it('T10: unanswered calls move neither stage nor tone', () => {
    fc.assert(
      fc.property(history, hours, hours, (events, callHour, hour) => {
        const unanswered = call(at(callHour), { result: 'no-answer' });
        const { tone, stage, daysPastDue } = given(opened(), ...events).at(at(hour));
        expect(given(opened(), ...events, unanswered).at(at(hour))).toMatchObject({ tone, stage, daysPastDue });
      }),
    );
  });

  it('is the same from an instant until nextChangeAt, and another from then on', () => {
    fc.assert(
      fc.property(history, hours, fc.double({ min: 0, max: 1, noNaN: true }), (events, hour, between) => {
        const known = given(opened(), ...events.filter((event) => event.occurredAt <= at(hour)));
        const { nextChangeAt, ...now } = known.at(at(hour));
        if (nextChangeAt === null) return;
        const next = Date.parse(nextChangeAt);
        const then = (instant: number) => {
          const { at: _at, nextChangeAt: _next, ...steady } = known.at(new Date(instant).toISOString());
          return steady;
        };
        const { at: _at, ...steady } = now;
        const start = Date.parse(at(hour));
        expect(then(next - 1)).toEqual(steady);
        expect(then(start + Math.floor((next - 1 - start) * between))).toEqual(steady);
        expect(then(next)).not.toEqual(steady);
      }),
      { numRuns: 500 },
    );
  });

  it('does not change by itself where nextChangeAt is null', () => {
    fc.assert(
      fc.property(history, hours, fc.integer({ min: 1, max: 400 }), (events, hour, days) => {
        const known = given(opened(), ...events.filter((event) => event.occurredAt <= at(hour)));
        const { at: _now, ...now } = known.at(at(hour));
        if (now.nextChangeAt !== null) return;
        const { at: _then, ...then } = known.at(at(hour + days * 24));
        expect(then).toEqual(now);
      }),
      { numRuns: 300 },
    );
  });
});

/** A command sent at an hour, for something that happened up to two days before; it may name what any other sent. */
const commandAt = (hour: number, others: readonly number[]): fc.Arbitrary<CaseCommand> => {
  const other = fc.constantFrom(...others);
  const named = fc.option(other, { nil: undefined });
  return fc.integer({ min: Math.max(1, hour - 48), max: hour }).chain((happened) =>
    fc.oneof(
      fc.tuple(amount, span).map(
        ([minor, later]): CaseCommand => ({
          name: 'record-promise',
          data: { ...promiseData(`p-${hour}`, minor, at(happened + later)), occurredAt: at(happened) },
        }),
      ),
      fc.tuple(amount, named).map(
        ([minor, name]): CaseCommand => ({
          name: 'record-payment',
          data: paymentData(`pay-${hour}`, at(happened), minor, name === undefined ? undefined : `p-${name}`),
        }),
      ),
      other.map(
        (paid): CaseCommand => ({
          name: 'reverse-payment',
          data: { paymentId: `pay-${paid}`, reversedAt: at(happened), reason: 'returned' },
        }),
      ),
      other.map(
        (name): CaseCommand => ({
          name: 'report-promise-broken',
          data: { promiseId: `p-${name}`, reportedBy: 'agent-7', reason: 'said so', occurredAt: at(happened) },
        }),
      ),
      fc.constant<CaseCommand>({ name: 'record-call-attempt', data: callData(at(happened)) }),
    ),
  );
};

/** Up to 25 commands, sent one after the other. */
const work = fc.uniqueArray(fc.integer({ min: 1, max: 200 }), { minLength: 1, maxLength: 25 }).chain((chosen) => {
  const sorted = chosen.sort((a, b) => a - b);
  return fc.tuple(...sorted.map((hour) => commandAt(hour, sorted).map((command) => ({ hour, command }))));
});

/** The case after a command: as it was, where the command is refused. */
function record(state: CaseState, command: CaseCommand, hour: number): CaseState {
  try {
    const now = FROM + hour * HOUR;
    const events = decide(state, command, { now, policyOf: BRANCH });
    const facts = events.map((event, index) =>
      toFact(event, { revision: state.revision + 1 + index, recordedAt: now, commandId: `${hour}`, payloadHash: '' }),
    );
    return evolve(state, facts);
  } catch (error) {
    if (error instanceof Refusal) return state;
    throw error;
  }
}

/** What may stand on record of a promise that came to this; undefined where nothing was recorded yet. */
const AGREES: Readonly<Record<PromiseState, readonly (CaseEvent['type'] | undefined)[]>> = {
  active: [undefined, 'PromiseKept'],
  'due-today': [undefined, 'PromiseKept'],
  kept: ['PromiseKept'],
  'part-kept': ['PromiseBroken', undefined],
  broken: ['PromiseBroken', undefined],
  withdrawn: [undefined],
};

/** Commands that bring the record of promises up to date; between them only a deadline can pass. */
const SETTLING: ReadonlySet<CaseCommand['name']> = new Set([
  'record-promise',
  'record-payment',
  'reverse-payment',
  'report-promise-broken',
]);

/** The payment that the record names as the one that kept a promise. */
function keptBy(state: CaseState, made: Promised): string | undefined {
  const recorded = state.status === 'open' ? lastRecord(state, made) : undefined;
  return recorded && isFact(recorded, 'PromiseKept') ? recorded.event.data.paymentId : undefined;
}

/** Between settling commands a deadline may pass; until it is recorded, a payment since reversed may still be told of. */
function expectAgreement(state: CaseState, now: number, settledAt: number): void {
  for (const { promise: made, state: derived, endedAt = now } of promiseOutcomes(state, BRANCH, now)) {
    const recorded = state.status === 'open' ? lastRecord(state, made)?.event.type : undefined;
    const awaited = endedAt > settledAt && derived !== 'kept';
    if (derived === 'kept') expect(keptBy(state, made)).toBe(made.completed?.event.data.paymentId);
    if (!awaited || recorded !== 'PromiseKept') expect(AGREES[derived]).toContain(recorded);
  }
}

it('what is derived of a promise and what is recorded agree, after every command', () => {
  fc.assert(
    fc.property(work, (sent) => {
      let state = record(initialState, openCommand, 0);
      let settledAt = FROM;
      for (const { hour, command } of sent) {
        const after = record(state, command, hour);
        const now = FROM + hour * HOUR;
        if (after !== state && SETTLING.has(command.name)) settledAt = now;
        state = after;
        expectAgreement(state, now, settledAt);
      }
    }),
    { numRuns: 1_000 },
  );
});

const { policies: _policies, ...openData } = (opened() as Extract<CaseEvent, { type: 'CaseOpened' }>).data;
const openCommand: CaseCommand = { name: 'open-case', data: { ...openData, pack: 'branch@1', policies: [] } };
