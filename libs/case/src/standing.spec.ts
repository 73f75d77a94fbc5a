import { standing } from './standing';
import { evolve, toFact } from './state';
import { brokenReport, call, due, escalation, opened, payment, promise, reversal, visit } from './testing/facts';
import { BRANCH, eur, fold, given } from './testing/given';

const NOON = 'T11:00:00Z';
const RECORDED = { commandId: 'c', payloadHash: 'h' };

describe('S1, S2: the stage follows the days past due', () => {
  it.each([
    ['2026-11-01', -1, 'reminder', 0],
    ['2026-11-02', 0, 'reminder', 0],
    ['2026-11-03', 1, 'early', 1],
    ['2026-11-07', 5, 'early', 1],
    ['2026-11-08', 6, 'middle', 2],
    ['2026-11-12', 10, 'middle', 2],
    ['2026-11-13', 11, 'late', 3],
    ['2026-12-02', 30, 'late', 3],
    ['2026-12-03', 31, 'head-office', 4],
  ])('on %s the case is %i days past due: %s, tone %i', (day, daysPastDue, stage, level) => {
    expect(given(opened()).at(day + NOON)).toMatchObject({ daysPastDue, stage: { name: stage }, tone: { level } });
  });

  it('counts days in the debtor’s time zone, not in UTC', () => {
    expect(given(opened()).at('2026-11-02T22:59:59Z').daysPastDue).toBe(0);
    expect(given(opened()).at('2026-11-02T23:00:00Z').daysPastDue).toBe(1);
  });

  it('names the due that the days are counted from', () => {
    expect(given(opened()).at(`2026-11-08${NOON}`).stage.because).toEqual([
      { rule: 'S2', event: { stream: 'case-L-1', revision: '0', type: 'CaseOpened' } },
    ]);
  });
});

describe('S3: month buckets', () => {
  it.each([
    ['2026-11-02', 'M0'],
    ['2026-11-03', 'M1'],
    ['2026-12-02', 'M1'],
    ['2026-12-03', 'M2'],
    ['2027-01-01', 'M2'],
    ['2027-01-02', 'M3'],
  ])('on %s the bucket is %s', (day, bucket) => {
    const standing = given(opened()).at(day + NOON);
    expect(standing.bucket).toBe(bucket);
    expect(standing.because.bucket).toMatchObject([{ rule: 'S3' }]);
  });
});

describe('S6: settled, then field, outrank the days past due', () => {
  it('is settled when no unpaid due is known', () => {
    const standing = given(opened(), payment('pay-1', '2026-11-10T09:00:00Z', 20_000)).at(`2026-11-20${NOON}`);
    expect(standing).toMatchObject({ stage: { name: 'settled' }, daysPastDue: 0, tone: { level: 0 } });
    expect(standing.stage.because).toMatchObject([{ rule: 'S6', event: { revision: '1' } }]);
  });

  it('is not settled while a due in the future is known: then it is a reminder', () => {
    const standing = given(
      opened(),
      due('2026-11-05T09:00:00Z', '2026-12-02', 20_000),
      payment('pay-1', '2026-11-10T09:00:00Z', 20_000),
    ).at(`2026-11-20${NOON}`);
    expect(standing).toMatchObject({ stage: { name: 'reminder' }, daysPastDue: -12 });
  });

  it('is at the field until the visit is reported, with the tone of its days past due', () => {
    const escalated = given(opened(), escalation('2026-11-15T09:00:00Z'));
    expect(escalated.at(`2026-11-20${NOON}`)).toMatchObject({ stage: { name: 'field' }, tone: { level: 3 } });
    expect(escalated.at(`2026-11-14${NOON}`).stage.name).toBe('late');
    const visited = given(opened(), escalation('2026-11-15T09:00:00Z'), visit('2026-11-16T09:00:00Z'));
    expect(visited.at(`2026-11-20${NOON}`).stage.name).toBe('late');
  });

  it('is settled rather than at the field', () => {
    const paid = given(opened(), escalation('2026-11-15T09:00:00Z'), payment('pay-1', '2026-11-16T09:00:00Z', 20_000));
    expect(paid.at(`2026-11-20${NOON}`).stage.name).toBe('settled');
  });
});

describe('S9: days past due follow the money', () => {
  const second = due('2026-11-05T09:00:00Z', '2026-11-10', 10_000);

  it('falls when the oldest due is cleared and counts from the next', () => {
    const standing = given(opened(), second, payment('pay-1', '2026-11-12T09:00:00Z', 25_000)).at(`2026-11-20${NOON}`);
    expect(standing).toMatchObject({ daysPastDue: 10, overdue: eur(5_000), outstanding: eur(475_000) });
  });

  it('returns when the payment is reversed, naming the reversal', () => {
    const reversed = given(
      opened(),
      payment('pay-1', '2026-11-05T09:00:00Z', 20_000),
      reversal('pay-1', '2026-11-12T09:00:00Z'),
    );
    expect(reversed.at(`2026-11-11${NOON}`).stage.name).toBe('settled');
    const after = reversed.at(`2026-11-12${NOON}`);
    expect(after).toMatchObject({ daysPastDue: 10, stage: { name: 'middle' }, outstanding: eur(500_000) });
    expect(after.stage.because).toContainEqual(
      expect.objectContaining({ rule: 'S9', event: expect.objectContaining({ type: 'PaymentReversed' }) }),
    );
  });

  it('keeps what is paid too much as credit for the next due', () => {
    const standing = given(
      opened(),
      payment('pay-1', '2026-11-05T09:00:00Z', 25_000),
      due('2026-11-06T09:00:00Z', '2026-11-10', 10_000),
    );
    expect(standing.at(`2026-11-20${NOON}`).overdue).toEqual(eur(5_000));
  });

  it('is not moved by the number of calls', () => {
    const calls = Array.from({ length: 12 }, (_, i) =>
      call(`2026-11-04T0${(i % 9) + 1}:00:00Z`, { result: 'no-answer' }),
    );
    expect(given(opened(), ...calls).at(`2026-11-04${NOON}`)).toMatchObject({
      stage: { name: 'early' },
      tone: { level: 1 },
    });
  });
});

describe('promises: what each came to', () => {
  const made = promise('p-1', '2026-11-05T09:00:00Z', 10_000, '2026-11-06T14:00:00Z');

  it('is active, due on its own day, and broken at the deadline with the pack’s hour of grace', () => {
    const standing = given(opened(), made);
    expect(standing.at('2026-11-05T12:00:00Z').promise).toMatchObject({
      state: 'active',
      promiseId: 'p-1',
      paid: eur(0),
    });
    expect(standing.at('2026-11-05T23:00:00Z').promise.state).toBe('due-today');
    expect(standing.at('2026-11-06T14:59:59.999Z').promise.state).toBe('due-today');
    expect(standing.at('2026-11-06T15:00:00Z').promise.state).toBe('broken');
  });

  it('is kept by payments within the deadline, the deadline’s own moment included', () => {
    const kept = given(
      opened(),
      made,
      payment('a', '2026-11-06T10:00:00Z', 4_000),
      payment('b', '2026-11-06T15:00:00Z', 6_000),
    );
    expect(kept.at('2026-11-06T15:00:00Z').promise).toMatchObject({ state: 'kept', paid: eur(10_000) });
  });

  it('is part-kept where something was paid, and broken where nothing was', () => {
    const short = given(opened(), made, payment('a', '2026-11-06T10:00:00Z', 4_000));
    expect(short.at('2026-11-07T10:00:00Z').promise.state).toBe('part-kept');
  });

  it('does not count what was paid before it was made or after its deadline', () => {
    const outside = given(
      opened(),
      payment('a', '2026-11-04T10:00:00Z', 10_000),
      made,
      payment('b', '2026-11-06T15:00:00.001Z', 10_000),
    );
    expect(outside.at('2026-11-08T10:00:00Z').promise.state).toBe('broken');
  });

  it('takes a payment for the promise it names, its excess for the oldest open one, each unit once', () => {
    const other = promise('p-2', '2026-11-05T10:00:00Z', 5_000, '2026-11-06T14:00:00Z');
    const both = given(opened(), made, other, payment('a', '2026-11-06T10:00:00Z', 12_000, 'p-2'));
    expect(both.at('2026-11-07T10:00:00Z')).toMatchObject({ tone: { level: 1 } });
    const { promise: shown } = both.at('2026-11-07T10:00:00Z');
    expect(shown).toMatchObject({ promiseId: 'p-1', state: 'part-kept', paid: eur(7_000) });
  });

  it('is broken early where a collector reported so, and kept after all where it is paid in time', () => {
    const reported = [opened(), made, brokenReport('p-1', '2026-11-05T18:00:00Z')];
    expect(given(...reported).at('2026-11-05T18:00:00Z').promise.state).toBe('broken');
    expect(
      given(...reported, payment('a', '2026-11-06T14:30:00Z', 10_000)).at('2026-11-06T14:30:00Z').promise.state,
    ).toBe('kept');
  });

  it('leaves one reported broken aside for an open one, and takes what is over', () => {
    const open = promise('p-2', '2026-11-05T10:00:00Z', 5_000, '2026-11-06T14:00:00Z');
    const reported = [opened(), made, open, brokenReport('p-1', '2026-11-05T18:00:00Z')];
    const paid = given(...reported, payment('a', '2026-11-06T10:00:00Z', 6_000)).at('2026-11-06T15:00:00Z');
    expect(paid.promise).toMatchObject({ promiseId: 'p-2', state: 'kept' });
    expect(paid.tone.because).toContainEqual(expect.objectContaining({ rule: 'T3' }));
  });

  it('leaves what an earlier one fell short of aside for an open one', () => {
    const open = promise('p-2', '2026-11-07T10:00:00Z', 5_000, '2026-11-08T14:00:00Z');
    const short = [opened(), made, payment('a', '2026-11-06T10:00:00Z', 4_000), open];
    const paid = given(...short, payment('b', '2026-11-08T10:00:00Z', 5_000)).at('2026-11-08T12:00:00Z');
    expect(paid.promise).toMatchObject({ promiseId: 'p-2', state: 'kept' });
  });

  it('shows the open promise that is due first', () => {
    const later = promise('p-2', '2026-11-05T10:00:00Z', 5_000, '2026-11-09T14:00:00Z');
    expect(given(opened(), later, made).at('2026-11-06T10:00:00Z').promise.promiseId).toBe('p-1');
  });
});

/** A promise made and due within one November day, and not paid. There is no contact on record, so T8 does not bind. */
const broken = (id: string, day: string) => promise(id, `2026-11-${day}T08:00:00Z`, 10_000, `2026-11-${day}T12:00:00Z`);

describe('T1, T2: the base of the stage, and one level for each broken promise', () => {
  it('rises one level with a broken promise, and names it', () => {
    const standing = given(opened(), broken('p-1', '08')).at(`2026-11-09${NOON}`);
    expect(standing.tone.level).toBe(3);
    expect(standing.tone.because).toMatchObject([
      { rule: 'T1' },
      { rule: 'T2', event: { revision: '1', type: 'PromiseMade' } },
    ]);
  });

  it('rises one further level, once, from three broken promises', () => {
    const two = given(opened(), broken('a', '03'), broken('b', '04'));
    expect(two.at(`2026-11-06${NOON}`).tone.level).toBe(3);
    const three = given(opened(), broken('a', '03'), broken('b', '04'), broken('c', '05'));
    expect(three.at(`2026-11-06${NOON}`).tone.level).toBe(5);
  });

  it('rises one further level for a missed first instalment with a broken promise', () => {
    const first = opened({ instalment: { number: 1, of: 12 } });
    expect(given(first).at(`2026-11-06${NOON}`).tone.level).toBe(1);
    const standing = given(first, broken('a', '03')).at(`2026-11-06${NOON}`);
    expect(standing.tone.level).toBe(3);
    expect(standing.tone.because.filter(({ rule }) => rule === 'T2')).toHaveLength(2);
  });

  it('never passes the top of the ladder', () => {
    const many = Array.from({ length: 6 }, (_, i) => broken(`p-${i}`, `0${i + 3}`));
    expect(given(opened(), ...many).at(`2026-12-20${NOON}`).tone).toMatchObject({ level: 5, name: 'formal' });
  });
});

describe('T3: a shortfall raises one level until it is paid', () => {
  const known = { personId: 'P-1', name: 'Debtor', timeZone: 'Europe/Madrid', firstTime: false };
  const short = [opened({ debtor: known }), broken('p-1', '06'), payment('a', '2026-11-06T09:00:00Z', 4_000)];

  it('raises while it is open', () => {
    const standing = given(...short).at(`2026-11-07${NOON}`);
    expect(standing.tone.level).toBe(2);
    expect(standing.tone.because).toContainEqual(expect.objectContaining({ rule: 'T3' }));
    expect(standing.tone.lowers).toContainEqual({ rule: 'T3', by: 'shortfall-paid', level: 1 });
  });

  it('ends with the payment that covers it, and not before', () => {
    expect(given(...short, payment('b', '2026-11-07T09:00:00Z', 5_000)).at(`2026-11-07${NOON}`).tone.level).toBe(2);
    expect(given(...short, payment('b', '2026-11-07T09:00:00Z', 6_000)).at(`2026-11-07${NOON}`).tone.level).toBe(1);
  });
});

describe('T5: a kept promise lowers one level, full payment returns to 0', () => {
  it('lowers by what was kept since the last broken promise', () => {
    const kept = [
      promise('k', '2026-11-10T08:00:00Z', 1_000, '2026-11-10T12:00:00Z'),
      payment('a', '2026-11-10T09:00:00Z', 1_000),
    ];
    const standing = given(opened(), broken('p-1', '08'), ...kept).at(`2026-11-11${NOON}`);
    expect(standing.tone.level).toBe(2);
    expect(standing.tone.because.at(-1)).toMatchObject({ rule: 'T5', event: { type: 'PartialPayment' } });
  });

  it('does not lower by what was kept before it', () => {
    const kept = [
      promise('k', '2026-11-03T08:00:00Z', 1_000, '2026-11-03T12:00:00Z'),
      payment('a', '2026-11-03T09:00:00Z', 1_000),
    ];
    expect(given(opened(), ...kept, broken('p-1', '08')).at(`2026-11-09${NOON}`).tone.level).toBe(3);
  });

  it('never falls below 0, and is 0 once all is paid', () => {
    const kept = [
      promise('k', '2026-11-01T09:00:00Z', 1_000, '2026-11-01T12:00:00Z'),
      payment('a', '2026-11-01T10:00:00Z', 1_000),
    ];
    expect(given(opened(), ...kept).at(`2026-11-02${NOON}`).tone.level).toBe(0);
    const paid = given(opened(), broken('p-1', '08'), payment('b', '2026-11-09T10:00:00Z', 20_000));
    expect(paid.at(`2026-11-10${NOON}`).tone).toMatchObject({ level: 0, lowers: [] });
  });
});

describe('T8: between two contacts on record the tone rises one level at most', () => {
  it('does not bind before the first contact', () => {
    expect(given(opened()).at(`2026-12-10${NOON}`).tone.level).toBe(4);
  });

  it('binds the next contact to one step above the level at the last, and names it', () => {
    const called = given(opened(), call('2026-11-04T09:00:00Z'));
    expect(called.at(`2026-12-10${NOON}`).tone).toMatchObject({ level: 2, ceiling: 2 });
    expect(called.at(`2026-12-10${NOON}`).tone.because.at(-1)).toMatchObject({
      rule: 'T8',
      event: { type: 'CallAttempted' },
    });
    const again = given(opened(), call('2026-11-04T09:00:00Z'), call('2026-12-10T09:00:00Z'));
    expect(again.at(`2026-12-10${NOON}`).tone).toMatchObject({ level: 3, ceiling: 3 });
  });

  it('counts a visit that met the debtor or a guarantor', () => {
    expect(given(opened(), visit('2026-11-04T09:00:00Z', 'met-guarantor')).at(`2026-12-10${NOON}`).tone.level).toBe(2);
  });

  it.each([
    ['an unanswered call', call('2026-11-04T09:00:00Z', { result: 'no-answer' })],
    ['a message left', call('2026-11-04T09:00:00Z', { result: 'left-message' })],
    ['a call that a relative answered', call('2026-11-04T09:00:00Z', { contactId: 'C-aunt' })],
    ['a visit that met nobody', visit('2026-11-04T09:00:00Z')],
  ])('does not count %s', (_what, fact) => {
    expect(given(opened(), fact).at(`2026-12-10${NOON}`).tone.level).toBe(4);
  });

  it('takes who answered from the call where it says so', () => {
    const guarantor = call('2026-11-04T09:00:00Z', {
      contactId: 'C-aunt',
      answeredBy: { relation: 'guarantor', informed: true },
    });
    expect(given(opened(), guarantor).at(`2026-12-10${NOON}`).tone.level).toBe(2);
  });
});

describe('T10: what never raises the tone', () => {
  it('is not raised by the amount', () => {
    const huge = opened({ outstanding: eur(900_000_000), overdue: eur(900_000_000) });
    expect(given(huge).at(`2026-11-04${NOON}`).tone.level).toBe(1);
  });

  it('carries what would lower it', () => {
    expect(given(opened()).at(`2026-11-14${NOON}`).tone.lowers).toEqual([
      { rule: 'T5', by: 'full-payment', level: 0 },
      { rule: 'T5', by: 'kept-promise', level: 2 },
      { rule: 'T6', by: 'promise-made', level: 1 },
    ]);
  });
});

describe('E2: late for the first time with more than 300,000 outstanding', () => {
  const rich = (minor: number, firstTime = true) =>
    opened({
      outstanding: eur(minor),
      debtor: { personId: 'P-1', name: 'Debtor', timeZone: 'Europe/Madrid', firstTime },
    });

  it('makes the case eligible, and names the due', () => {
    const { fieldEscalation } = given(rich(30_000_001)).at(`2026-11-04${NOON}`);
    expect(fieldEscalation).toMatchObject({ eligible: true, because: [{ rule: 'E2', event: { type: 'CaseOpened' } }] });
  });

  it.each([
    ['300,000 exactly', rich(30_000_000), `2026-11-04${NOON}`, ['outstanding-above-300000']],
    ['not the first time', rich(30_000_001, false), `2026-11-04${NOON}`, ['first-time']],
    ['not late yet', rich(30_000_001), `2026-11-02${NOON}`, ['late']],
  ])('does not: %s', (_why, opening, at, missing) => {
    const { eligible, since, criteria, because } = given(opening).at(at).fieldEscalation;
    expect({ eligible, since, because }).toEqual({ eligible: false, since: null, because: [] });
    expect(criteria.find(({ rule }) => rule === 'E2')).toMatchObject({ met: false, missing });
  });

  it('counts in whole units of the currency, whatever its decimals', () => {
    const yen = (minor: number) => ({ currency: 'JPY', minor });
    const inYen = (minor: number) => opened({ outstanding: yen(minor), overdue: yen(1) });
    expect(given(inYen(300_001)).at(`2026-11-04${NOON}`).fieldEscalation.eligible).toBe(true);
    expect(given(inYen(300_000)).at(`2026-11-04${NOON}`).fieldEscalation.eligible).toBe(false);
  });
});

describe('nextChangeAt', () => {
  it('is the next local midnight while something is due', () => {
    expect(given(opened()).at(`2026-11-08${NOON}`).nextChangeAt).toBe('2026-11-08T23:00:00.000Z');
  });

  it('is the promise’s deadline where that comes first', () => {
    const made = promise('p-1', '2026-11-05T09:00:00Z', 10_000, '2026-11-06T14:00:00Z');
    expect(given(opened(), made).at('2026-11-06T10:00:00Z').nextChangeAt).toBe('2026-11-06T15:00:00.000Z');
  });

  it('is when a fact happens that a clock a little ahead has reported already', () => {
    const paid = payment('a', '2026-11-05T09:03:00Z', 20_000);
    const early = toFact(paid, { ...RECORDED, revision: 1, recordedAt: Date.parse('2026-11-05T09:00:00Z') });
    const state = evolve(fold([opened()]), [early]);
    const then = (time: string) => standing(state, BRANCH, Date.parse(time));
    expect(then('2026-11-05T09:01:00Z')).toMatchObject({
      stage: { name: 'early' },
      nextChangeAt: '2026-11-05T09:03:00.000Z',
    });
    expect(then('2026-11-05T09:03:00Z')).toMatchObject({ stage: { name: 'settled' }, nextChangeAt: null });
    expect(then('2026-11-05T08:59:00Z')?.nextChangeAt).toBe('2026-11-05T23:00:00.000Z');
  });

  it('is null when nothing is left to change', () => {
    const paid = given(opened(), payment('a', '2026-11-09T10:00:00Z', 20_000));
    expect(paid.at(`2026-11-10${NOON}`).nextChangeAt).toBeNull();
  });
});

it('takes facts of one moment in the order in which they were recorded', () => {
  const moment = '2026-11-05T09:00:00Z';
  const made = promise('p-1', moment, 10_000, '2026-11-06T14:00:00Z');
  const paid = payment('a', moment, 10_000);
  expect(given(opened(), made, paid).at(moment).promise.state).toBe('kept');
  expect(given(opened(), paid, made).at(moment).promise.state).toBe('active');
});

it('knows nothing of a case before it was opened', () => {
  expect(() => given(opened()).at('2026-10-01T00:00:00Z')).toThrow('not open');
});
