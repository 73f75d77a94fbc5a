import type { CaseEvent } from '../events';
import type { FollowUpKind } from '../follow-ups';
import {
  call,
  demand,
  escalation,
  hold,
  KNOWN_DEBTOR,
  note,
  opened,
  payment,
  promise,
  vain,
  withdrawal,
} from '../testing/facts';
import { eur, given, givenBy, manual, rules } from '../testing/given';
import { callAdvice, rankOf, roundAt } from '../worklist';

const NOON = 'T11:00:00Z';
const known = (over = {}) => opened({ debtor: KNOWN_DEBTOR, ...over });
const of = (kind: FollowUpKind, standing: ReturnType<ReturnType<typeof given>['at']>) =>
  standing.followUps.filter((one) => one.kind === kind);

describe('F1: a promise reaches two days ahead at most', () => {
  it('records a longer one, and flags it', () => {
    given(known())
      .when(
        {
          name: 'record-promise',
          data: {
            promiseId: 'p-1',
            amount: eur(1_000),
            dueAt: '2026-11-09T10:00:00.000Z',
            means: 'cash',
            madeBy: 'self',
          },
        },
        '2026-11-04T10:00:00Z',
      )
      .records({ type: 'PromiseMade' });
    const long = promise('p-1', '2026-11-04T09:00:00Z', 1_000, '2026-11-07T09:00:00Z');
    expect(given(known(), long).findings(`2026-11-05${NOON}`)).toContain('promise-beyond-horizon F1');
  });

  it('does not flag two days, nor a longer one under a pack that allows it', () => {
    const two = promise('p-1', '2026-11-04T09:00:00Z', 1_000, '2026-11-06T09:00:00Z');
    expect(given(known(), two).findings(`2026-11-05${NOON}`)).toEqual([]);
    const week = promise('p-1', '2026-11-04T09:00:00Z', 1_000, '2026-11-10T09:00:00Z');
    expect(givenBy(manual('bank'), known(), week).findings(`2026-11-05${NOON}`)).toEqual([]);
  });
});

describe('F2: promises are followed up before, on the day and around the time', () => {
  const made = promise('p-1', '2026-11-04T09:00:00Z', 1_000, '2026-11-09T14:00:00Z');

  it('reminds one working day before: on Friday for Monday', () => {
    const [reminder] = of('promise-reminder', givenBy(manual('leasing'), known(), made).at(`2026-11-05${NOON}`));
    expect(reminder).toMatchObject({
      from: '2026-11-05T23:00:00.000Z',
      until: '2026-11-06T23:00:00.000Z',
      promiseId: 'p-1',
      because: [{ rule: 'F2' }],
    });
  });

  it('confirms morning, noon and evening, and an hour either way in a branch, half an hour before in a loan company', () => {
    expect(of('promise-day', givenBy(manual('leasing'), known(), made).at('2026-11-09T06:00:00Z'))).toHaveLength(3);
    expect(of('promise-hour', given(known(), made).at('2026-11-09T06:00:00Z'))).toMatchObject([
      { from: '2026-11-09T13:00:00.000Z', until: '2026-11-09T15:00:00.000Z' },
    ]);
    expect(of('promise-hour', givenBy(manual('loan-company'), known(), made).at('2026-11-09T06:00:00Z'))).toMatchObject(
      [{ from: '2026-11-09T13:30:00.000Z', until: '2026-11-09T14:00:00.000Z' }],
    );
  });

  it('is due for the hour after as well, though without grace it is broken by then', () => {
    const bare = givenBy(rules(), known(), made).at('2026-11-09T14:30:00Z');
    expect(bare.promise.state).toBe('broken');
    expect(of('promise-hour', bare)).toHaveLength(1);
    expect(of('promise-hour', givenBy(rules(), known(), made).at('2026-11-09T15:00:00Z'))).toEqual([]);
  });

  it('is not due any more once somebody was reached in that time, the promise withdrawn, or kept', () => {
    const reached = givenBy(manual('leasing'), known(), made, call('2026-11-06T10:00:00Z'));
    expect(of('promise-reminder', reached.at(`2026-11-06${NOON}`))).toEqual([]);
    const gone = givenBy(manual('leasing'), known(), made, withdrawal('p-1', '2026-11-05T10:00:00Z'));
    expect(of('promise-reminder', gone.at(`2026-11-05${NOON}`))).toEqual([]);
    expect(
      of('promise-hour', given(known(), made, payment('a', '2026-11-05T09:00:00Z', 1_000)).at(`2026-11-05${NOON}`)),
    ).toEqual([]);
  });
});

describe('F3: a promise whose time passes unpaid is broken, and the ledger says so by itself, once', () => {
  const made = promise('p-1', '2026-11-04T09:00:00Z', 1_000, '2026-11-05T09:00:00Z');
  const say = { name: 'record-broken-promise', data: { promiseId: 'p-1' } } as const;

  it('records it at the deadline, the grace included', () => {
    given(known(), made)
      .when(say, '2026-11-05T10:00:00Z')
      .records({
        type: 'PromiseBroken',
        data: { cause: 'deadline', paid: eur(0), shortfall: eur(1_000) },
        occurredAt: '2026-11-05T10:00:00.000Z',
      });
  });

  it('records nothing before it, nothing of a kept or withdrawn one, and nothing twice', () => {
    given(known(), made).when(say, '2026-11-05T09:59:59Z').recordsNothing();
    given(known(), made, payment('a', '2026-11-05T09:30:00Z', 1_000))
      .when(say, '2026-11-06T09:00:00Z')
      .recordsNothing();
    given(known(), made, withdrawal('p-1', '2026-11-04T12:00:00Z')).when(say, '2026-11-06T09:00:00Z').recordsNothing();
    const recorded = {
      type: 'PromiseBroken' as const,
      data: { promiseId: 'p-1', paid: eur(0), shortfall: eur(1_000), cause: 'deadline' as const },
      occurredAt: '2026-11-05T10:00:00.000Z',
    };
    given(known(), made, recorded).when(say, '2026-11-06T09:00:00Z').recordsNothing();
  });

  it('is part-kept where something was paid', () => {
    given(known(), made, payment('a', '2026-11-05T09:30:00Z', 400))
      .when(say, '2026-11-06T09:00:00Z')
      .records({ type: 'PromiseBroken', data: { paid: eur(400), shortfall: eur(600) } });
  });
});

describe('F4: reachable cases are contacted three times a week, lost ones tried four times a month', () => {
  it('counts contacts on record from Monday on', () => {
    const [week] = of('contacts-of-the-week', given(known(), call('2026-11-10T09:00:00Z')).at(`2026-11-11${NOON}`));
    expect(week).toMatchObject({ missing: 2, until: '2026-11-15T23:00:00.000Z', because: [{ rule: 'F4' }] });
  });

  it('counts attempts of the month where the debtor is lost', () => {
    const lost = given(known(), ...vain('2026-11-04T09:00:00Z', '2026-11-05T09:00:00Z', '2026-11-06T09:00:00Z'));
    expect(of('attempts-of-the-month', lost.at(`2026-11-06${NOON}`))).toMatchObject([
      { missing: 1, until: '2026-11-30T23:00:00.000Z' },
    ]);
    expect(of('contacts-of-the-week', lost.at(`2026-11-06${NOON}`))).toEqual([]);
  });

  it('is not due when done, and a missed week is excused by what forbade it', () => {
    const three = [call('2026-11-09T09:00:00Z'), call('2026-11-10T09:00:00Z'), call('2026-11-11T09:00:00Z')];
    expect(of('contacts-of-the-week', given(known(), ...three).at(`2026-11-12${NOON}`))).toEqual([]);
    expect(given(known()).findings(`2026-11-16${NOON}`)).toEqual(['cadence-missed F4']);
    const stopped = given(known(), hold('complaint', '2026-11-05T09:00:00Z'));
    expect(of('contacts-of-the-week', stopped.at(`2026-11-06${NOON}`))).toMatchObject([
      { excusedBy: [{ rule: 'P10' }] },
    ]);
  });
});

describe('F5: daily in the first week, then daily where reachable and every other day where not', () => {
  it('is due every day in the first week', () => {
    const tried = given(known(), ...vain('2026-11-04T09:00:00Z'));
    expect(of('daily-attempt', tried.at(`2026-11-05${NOON}`))).toMatchObject([{ because: [{ rule: 'F5' }] }]);
  });

  it('is not due again on the day, and every other day where nobody can be reached', () => {
    const tried = given(known(), ...vain('2026-11-04T09:00:00Z'));
    expect(of('daily-attempt', tried.at(`2026-11-04${NOON}`))).toEqual([]);
    const lost = given(known(), ...vain('2026-11-12T09:00:00Z', '2026-11-13T09:00:00Z', '2026-11-14T09:00:00Z'));
    expect(of('daily-attempt', lost.at(`2026-11-15${NOON}`))).toEqual([]);
    expect(of('daily-attempt', lost.at(`2026-11-16${NOON}`))).toHaveLength(1);
  });
});

describe('F6: short of funds for a time, before ten and before four', () => {
  const short = note('2026-11-04T09:00:00Z', { reasonForDelay: 'temporary-shortage' });

  it('is due twice a day', () => {
    expect(of('short-of-funds', given(known(), short).at('2026-11-05T06:00:00Z'))).toMatchObject([
      { until: '2026-11-05T09:00:00.000Z', because: [{ rule: 'F6' }] },
      { until: '2026-11-05T15:00:00.000Z' },
    ]);
  });

  it('is not for other reasons, nor after it is done', () => {
    const wages = note('2026-11-04T09:00:00Z', { reasonForDelay: 'awaiting-wages' });
    expect(of('short-of-funds', given(known(), wages).at('2026-11-05T06:00:00Z'))).toEqual([]);
    const done = given(known(), short, ...vain('2026-11-05T07:00:00Z'));
    expect(of('short-of-funds', done.at('2026-11-05T07:30:00Z'))).toHaveLength(1);
  });
});

describe('F7: the order of work', () => {
  const ranked = (...events: readonly CaseEvent[]) => rankOf(given(...events).situation(`2026-11-06${NOON}`)).rankedAs;

  it.each([
    ['missed-first-instalment', [known({ instalment: { number: 1, of: 12 } })]],
    ['promised-today', [known(), promise('p-1', '2026-11-05T09:00:00Z', 1_000, '2026-11-06T14:00:00Z')]],
    ['able-to-pay-part', [known(), payment('a', '2026-11-04T09:00:00Z', 1_000)]],
    ['large-amount', [known({ overdue: eur(1_000_000), outstanding: eur(2_000_000) })]],
    ['lost', [known(), ...vain('2026-11-04T09:00:00Z', '2026-11-05T09:00:00Z', '2026-11-06T09:00:00Z')]],
  ] as const)('%s', (rank, events) => {
    expect(ranked(...events)).toBe(rank);
  });

  it('puts the missed first instalment before today’s promise, and what is none of these last', () => {
    const both = [
      known({ instalment: { number: 1, of: 12 } }),
      promise('p-1', '2026-11-05T09:00:00Z', 1_000, '2026-11-06T14:00:00Z'),
    ];
    expect(ranked(...both)).toBe('missed-first-instalment');
    expect(ranked(known())).toBeUndefined();
  });
});

describe('F8: rounds, and another part of the day after no answer', () => {
  const slotAfter = (...times: readonly string[]) =>
    callAdvice(given(known(), ...vain(...times)).situation('2026-11-05T08:30:00Z')).call?.slot;

  it.each([
    ['2026-11-05T08:30:00Z', '2026-11-05T09:00:00.000Z', false],
    ['2026-11-05T12:00:00Z', '2026-11-05T14:00:00.000Z', false],
    ['2026-11-05T14:30:00Z', '2026-11-05T15:00:00.000Z', true],
  ])('has rounds, at %s the one by %s, for all or for the promises of today', (at, by, promised) => {
    const made = promise('p-1', '2026-11-04T09:00:00Z', 1_000, '2026-11-05T18:00:00Z');
    expect(roundAt(given(known(), ...(promised ? [made] : [])).situation(at))).toMatchObject({ by, done: false });
    if (promised) expect(roundAt(given(known()).situation(at))).toBeNull();
  });

  it('has a round done when somebody tried in it', () => {
    expect(roundAt(given(known(), ...vain('2026-11-05T08:00:00Z')).situation('2026-11-05T08:30:00Z'))).toMatchObject({
      done: true,
    });
    expect(roundAt(given(known(), ...vain('2026-11-04T08:00:00Z')).situation('2026-11-05T08:30:00Z'))).toMatchObject({
      done: false,
    });
  });

  it('tries the morning first, and the afternoon after the morning was in vain', () => {
    expect(slotAfter()).toMatchObject({ from: '2026-11-05T09:00:00.000Z' });
    expect(slotAfter('2026-11-04T09:30:00Z')).toMatchObject({ from: '2026-11-05T12:00:00.000Z' });
    expect(slotAfter('2026-11-04T09:30:00Z', '2026-11-04T13:00:00Z')).toMatchObject({
      from: '2026-11-05T16:00:00.000Z',
    });
  });

  it('never proposes hours that are forbidden', () => {
    const bank = givenBy(manual('bank'), known(), ...vain('2026-11-05T09:30:00Z', '2026-11-05T13:00:00Z'));
    // Friday at half past six: until eight, and not on the Saturday.
    expect(callAdvice(bank.situation('2026-11-06T17:30:00Z')).call?.slot).toEqual({
      from: '2026-11-06T17:30:00.000Z',
      until: '2026-11-06T19:00:00.000Z',
    });
  });

  it('does not hold what was answered against a part of the day', () => {
    const reached = given(known(), ...vain('2026-11-04T09:30:00Z'), call('2026-11-04T10:00:00Z'));
    expect(callAdvice(reached.situation('2026-11-05T08:30:00Z')).call?.slot).toMatchObject({
      from: '2026-11-05T09:00:00.000Z',
    });
  });
});

describe('F9: the mix of numbers', () => {
  const both = known({
    contacts: [
      {
        contactId: 'C-self',
        personId: 'P-1',
        relation: 'self',
        numberKind: 'mobile',
        number: '+34600000001',
        informed: true,
      },
      {
        contactId: 'C-work',
        personId: 'P-1',
        relation: 'self',
        numberKind: 'work',
        number: '+34910000001',
        informed: true,
      },
    ],
  });

  it('calls the mobile first, and work when it has had less than its share', () => {
    expect(callAdvice(given(both).situation(`2026-11-05${NOON}`)).call?.numberKind).toBe('mobile');
    const mobiles = given(both, ...vain('2026-11-04T09:00:00Z', '2026-11-04T10:00:00Z', '2026-11-04T12:00:00Z'));
    expect(callAdvice(mobiles.situation(`2026-11-05${NOON}`)).call?.numberKind).toBe('work');
  });

  it('never takes a number that may not be called', () => {
    const ceased = hold('ceased', '2026-11-04T09:00:00Z');
    const advice = callAdvice(given(both, ceased).situation(`2026-11-05${NOON}`));
    expect(advice).toMatchObject({ call: null, forbiddenBy: [{ rule: 'P6' }], nextPermittedAt: null });
  });
});

describe('F10: every call ends with a promise or a stated reason', () => {
  const answered = call('2026-11-04T09:00:00Z', { callId: 'call-1' });

  it('flags a note of an answered call that has neither', () => {
    const bare = note('2026-11-04T09:10:00Z', { callId: 'call-1', outcome: 'call-back' });
    expect(given(known(), answered, bare).findings(`2026-11-04${NOON}`)).toContain('no-outcome F10');
  });

  it('does not flag one with a reason, nor that of a call nobody answered', () => {
    const reason = note('2026-11-04T09:10:00Z', {
      callId: 'call-1',
      outcome: 'call-back',
      reasonForDelay: 'awaiting-wages',
    });
    expect(given(known(), answered, reason).findings(`2026-11-04${NOON}`)).toEqual([]);
    const silent = call('2026-11-04T09:00:00Z', { callId: 'call-1', result: 'no-answer' });
    const bare = note('2026-11-04T09:10:00Z', { callId: 'call-1', outcome: 'no-answer' });
    expect(given(known(), silent, bare).findings(`2026-11-04${NOON}`)).toEqual([]);
  });
});

it('E7 beside it: the visit is due within three days', () => {
  const [visit] = of('field-visit', given(known(), escalation('2026-11-15T09:00:00Z')).at(`2026-11-16${NOON}`));
  expect(visit).toMatchObject({ until: '2026-11-18T23:00:00.000Z', because: [{ rule: 'E7' }] });
});

it('counts a demand in writing as a first contact', () => {
  expect(of('first-contact', given(known(), demand('2026-11-03T09:00:00Z')).at(`2026-11-03${NOON}`))).toEqual([]);
});
