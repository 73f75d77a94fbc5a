import {
  call,
  closed,
  due,
  hold,
  KNOWN_DEBTOR,
  legalAction,
  opened,
  payment,
  promise,
  reopened,
  reversal,
} from '../testing/facts';
import { given, givenBy, manual } from '../testing/given';

const NOON = 'T11:00:00Z';
const broken = (promiseId: string, day: string) =>
  promise(promiseId, `2026-11-${day}T08:00:00Z`, 1_000, `2026-11-${day}T09:00:00Z`);
const habitual = (over = {}) => opened({ debtor: { ...KNOWN_DEBTOR, earlierDelinquencies: 3, ...over } });

describe('S1: a reminder up to and including the due date', () => {
  it('is a reminder on the day itself', () => {
    expect(given(opened()).at(`2026-11-02${NOON}`).stage).toMatchObject({
      name: 'reminder',
      because: [{ rule: 'S1' }],
    });
  });

  it('is none any more on the next', () => {
    expect(given(opened()).at(`2026-11-03${NOON}`).stage.name).not.toBe('reminder');
  });
});

describe('S2: early, middle, late and head-office by days past due', () => {
  it.each([
    ['2026-11-07', 'early'],
    ['2026-11-08', 'middle'],
    ['2026-11-13', 'late'],
    ['2026-12-03', 'head-office'],
  ])('on %s it is %s', (day, name) => {
    expect(given(opened()).at(day + NOON).stage).toMatchObject({ name, because: [{ rule: 'S2' }] });
  });

  it('is not moved on by a day that has not begun for the debtor', () => {
    expect(given(opened()).at('2026-11-07T22:59:00Z').stage.name).toBe('early');
  });
});

describe('S3: month buckets beside the stage', () => {
  it('is M2 from the thirty-first day on', () => {
    expect(given(opened()).at(`2026-12-03${NOON}`)).toMatchObject({ bucket: 'M2', stage: { name: 'head-office' } });
  });

  it('is M1 a day before', () => {
    expect(given(opened()).at(`2026-12-02${NOON}`).bucket).toBe('M1');
  });
});

describe('S4: leasing counts differently', () => {
  const leased = givenBy(manual('leasing'), opened({ debtor: KNOWN_DEBTOR }));

  it.each([
    ['2026-11-09', 'waiting', 0],
    ['2026-11-10', 'telephone', 2],
    ['2026-11-18', 'supplier', 3],
    ['2026-12-02', 'handed-over', 4],
  ])('on %s it is %s', (day, name, level) => {
    expect(leased.at(day + NOON)).toMatchObject({ stage: { name, because: [{ rule: 'S4' }] }, tone: { level } });
  });

  it('has no contact before the eighth day', () => {
    expect(leased.permission(`2026-11-09${NOON}`)).toMatchObject({
      allowed: false,
      rule: 'S4',
      layer: 'agency',
      nextPermittedAt: '2026-11-10T07:00:00.000Z',
    });
    expect(leased.permission(`2026-11-10${NOON}`).allowed).toBe(true);
  });

  it('has a lawyer’s letter due from the fifteenth day and the guarantor from the sixteenth', () => {
    const due = leased.at(`2026-11-19${NOON}`).followUps.map(({ kind }) => kind);
    expect(due).toEqual(expect.arrayContaining(['lawyers-letter', 'involve-guarantor']));
    expect(
      given(opened())
        .at(`2026-11-19${NOON}`)
        .followUps.map(({ kind }) => kind),
    ).not.toContain('lawyers-letter');
  });
});

describe('S5: micro-credit has three stages, and calls within a day', () => {
  const lent = givenBy(manual('micro-credit'), opened({ debtor: KNOWN_DEBTOR }));

  it.each([
    ['2026-11-02', 'reminder'],
    ['2026-11-03', 'correction'],
    ['2026-11-18', 'pressure'],
  ])('on %s it is %s', (day, name) => {
    expect(lent.at(day + NOON).stage.name).toBe(name);
  });

  it('has the first call due within twenty-four hours of the day being over', () => {
    const first = lent.at(`2026-11-03${NOON}`).followUps.find(({ kind }) => kind === 'first-contact');
    expect(first).toMatchObject({ until: '2026-11-03T23:00:00.000Z', because: [{ rule: 'S5' }] });
  });

  it('has none due before the day is over', () => {
    expect(lent.at(`2026-11-02${NOON}`).followUps).toEqual([]);
  });
});

describe('S6: closed, settled, legal and field outrank the days past due, in this order', () => {
  const suit = legalAction('2026-11-10T09:00:00Z');

  it('is legal from legal action on, with the tone of the law', () => {
    const standing = given(opened({ debtor: KNOWN_DEBTOR }), suit).at(`2026-11-20${NOON}`);
    expect(standing).toMatchObject({ stage: { name: 'legal', because: [{ rule: 'S6' }] }, tone: { level: 5 } });
  });

  it('is settled rather than legal, and closed rather than settled', () => {
    const paid = [opened(), suit, payment('a', '2026-11-11T09:00:00Z', 20_000)];
    expect(given(...paid).at(`2026-11-20${NOON}`).stage.name).toBe('settled');
    expect(given(...paid, closed('2026-11-12T09:00:00Z')).at(`2026-11-20${NOON}`).stage.name).toBe('closed');
  });

  it('is not closed any more once it is reopened', () => {
    const again = given(opened(), closed('2026-11-04T09:00:00Z'), reopened('2026-11-05T09:00:00Z'));
    expect(again.at(`2026-11-04${NOON}`).stage.name).toBe('closed');
    expect(again.at(`2026-11-06${NOON}`).stage.name).toBe('early');
  });
});

describe('S7: often late', () => {
  it('is treated as late at once after a broken promise', () => {
    const standing = given(habitual(), broken('p-1', '03')).at(`2026-11-04${NOON}`);
    expect(standing.stage).toMatchObject({ name: 'late', because: [{ rule: 'S7', event: { type: 'PromiseMade' } }] });
    expect(standing.tone.level).toBe(4);
  });

  it('is not with two earlier delinquencies, nor without a broken promise', () => {
    expect(given(habitual({ earlierDelinquencies: 2 }), broken('p-1', '03')).at(`2026-11-04${NOON}`).stage.name).toBe(
      'early',
    );
    expect(given(habitual()).at(`2026-11-04${NOON}`).stage.name).toBe('early');
  });

  it('is a slow payer who stays early, when a payment came soon after the first reminder', () => {
    const soon = payment('a', '2026-11-05T09:00:00Z', 5_000);
    const reminded = given(habitual(), call('2026-11-04T09:00:00Z'), soon).at(`2026-11-12${NOON}`);
    expect(reminded.stage).toMatchObject({
      name: 'early',
      because: [{ rule: 'S7', event: { type: 'PartialPayment' } }],
    });
    const late = payment('a', '2026-11-09T09:00:00Z', 5_000);
    expect(given(habitual(), call('2026-11-04T09:00:00Z'), late).at(`2026-11-12${NOON}`).stage.name).toBe('middle');
  });
});

describe('S8: holds are an axis of their own', () => {
  it('shows the hold beside the stage, which stays', () => {
    const standing = given(opened(), hold('disputed', '2026-11-04T09:00:00Z')).at(`2026-11-10${NOON}`);
    expect(standing.stage.name).toBe('middle');
    expect(standing.holds).toMatchObject([
      { kind: 'disputed', since: '2026-11-04T09:00:00.000Z', because: [{ rule: 'S8' }] },
    ]);
  });

  it('is not lifted before it was placed', () => {
    given(opened(), hold('complaint', '2026-11-10T09:00:00Z'))
      .when(
        { name: 'lift-hold', data: { holdId: 'h-complaint', reason: 'over', occurredAt: '2026-11-09T09:00:00.000Z' } },
        '2026-11-12T09:00:00Z',
      )
      .refuses('times-out-of-order', 'occurredAt');
  });

  it('has promises as a third axis, which does not move the stage either', () => {
    const made = promise('p-1', '2026-11-09T09:00:00Z', 10_000, '2026-11-11T14:00:00Z');
    expect(given(opened(), made).at(`2026-11-10${NOON}`)).toMatchObject({
      stage: { name: 'middle' },
      promise: { state: 'active' },
    });
  });
});

describe('S9: days past due follow the money, and nothing else', () => {
  it('starts again from the next due when the oldest is paid', () => {
    const standing = given(
      opened(),
      due('2026-11-05T09:00:00Z', '2026-11-10', 10_000),
      payment('a', '2026-11-12T09:00:00Z', 20_000),
    ).at(`2026-11-20${NOON}`);
    expect(standing.daysPastDue).toBe(10);
  });

  it('returns with a reversal, and is changed by a back-dated payment as it was', () => {
    const paid = payment('a', '2026-11-05T09:00:00Z', 20_000);
    expect(given(opened(), paid, reversal('a', '2026-11-12T09:00:00Z')).at(`2026-11-13${NOON}`).daysPastDue).toBe(11);
    expect(given(opened(), paid).at(`2026-11-06${NOON}`).daysPastDue).toBe(0);
  });
});
