import { adjustment, call, demand, hold, KNOWN_DEBTOR, lift, note, opened, payment, promise } from '../testing/facts';
import { eur, given, givenBy, manual, rules, shipped } from '../testing/given';

const NOON = 'T11:00:00Z';
const known = (over = {}) => opened({ debtor: KNOWN_DEBTOR, ...over });
const broken = (promiseId: string, day: string) =>
  promise(promiseId, `2026-11-${day}T08:00:00Z`, 1_000, `2026-11-${day}T09:00:00Z`);
const byRule = (because: readonly { rule: string }[]) => because.map(({ rule }) => rule);

describe('T1: the tone begins with the stage', () => {
  it.each([
    ['2026-11-02', 0],
    ['2026-11-04', 1],
    ['2026-11-09', 2],
    ['2026-11-20', 3],
    ['2026-12-10', 4],
  ])('on %s it is %i', (day, level) => {
    expect(given(known()).at(day + NOON).tone).toMatchObject({ level, because: [{ rule: 'T1' }] });
  });

  it('is another pack’s where that has other stages', () => {
    expect(givenBy(manual('micro-credit'), known()).at(`2026-11-09${NOON}`).tone.level).toBe(2);
    expect(givenBy(manual('micro-credit'), known()).at(`2026-11-20${NOON}`).tone.level).toBe(4);
  });
});

describe('T2: every broken promise raises one level', () => {
  it('raises by one, and by one more from the third on', () => {
    expect(given(known(), broken('p-1', '03')).at(`2026-11-04${NOON}`).tone.level).toBe(2);
    const three = [broken('p-1', '03'), broken('p-2', '04'), broken('p-3', '05')];
    expect(given(known(), ...three).at(`2026-11-06${NOON}`).tone.level).toBe(5);
  });

  it('does not raise for a promise that is still open', () => {
    const open = promise('p-1', '2026-11-04T08:00:00Z', 1_000, '2026-11-06T09:00:00Z');
    expect(given(known(), open).at(`2026-11-04${NOON}`).tone.level).toBe(1);
  });
});

describe('T3: a payment short of what was agreed raises one level', () => {
  const short = [known(), broken('p-1', '04'), payment('a', '2026-11-04T08:30:00Z', 400)];

  it('raises until the shortfall is paid', () => {
    const { tone } = given(...short).at(`2026-11-05${NOON}`);
    expect(tone.level).toBe(2);
    expect(byRule(tone.because)).toContain('T3');
  });

  it('raises no more afterwards', () => {
    expect(given(...short, payment('b', '2026-11-05T08:00:00Z', 600)).at(`2026-11-05${NOON}`).tone.level).toBe(1);
  });
});

describe('T4: gentle with first-timers, new customers, small amounts and last instalments', () => {
  const harsh = rules({
    agency: {
      stages: {
        byDaysPastDue: [
          { name: 'early', upTo: 5, tone: 3, rule: 'S2' },
          { name: 'late', upTo: null, tone: 4, rule: 'S2' },
        ],
      },
    },
  });

  it.each([
    ['late for the first time', opened()],
    ['a new customer', opened({ debtor: { ...KNOWN_DEBTOR, newCustomer: true } })],
    ['owing little', known({ overdue: eur(4_999) })],
    ['at the last instalment', known({ instalment: { number: 12, of: 12 } })],
  ])('%s: never above 1 up to the fifth day', (_who, opening) => {
    const { tone } = givenBy(harsh, opening).at(`2026-11-07${NOON}`);
    expect(tone.level).toBe(1);
    expect(byRule(tone.because)).toContain('T4');
  });

  it('holds for nobody else, not on the sixth day, and not after a broken promise', () => {
    expect(givenBy(harsh, known()).at(`2026-11-07${NOON}`).tone.level).toBe(3);
    expect(givenBy(harsh, opened()).at(`2026-11-08${NOON}`).tone.level).toBe(4);
    expect(givenBy(harsh, opened(), broken('p-1', '03')).at(`2026-11-07${NOON}`).tone.level).toBe(4);
  });
});

describe('T5: a kept promise lowers one level, full payment returns to 0', () => {
  const kept = [
    promise('k', '2026-11-09T08:00:00Z', 1_000, '2026-11-09T12:00:00Z'),
    payment('a', '2026-11-09T09:00:00Z', 1_000),
  ];

  it('lowers by one, and to nothing', () => {
    expect(given(known(), ...kept).at(`2026-11-10${NOON}`).tone.level).toBe(1);
    expect(given(known(), payment('a', '2026-11-09T09:00:00Z', 20_000)).at(`2026-11-10${NOON}`).tone.level).toBe(0);
  });

  it('does not lower for a payment that nobody had promised', () => {
    expect(given(known(), payment('a', '2026-11-09T09:00:00Z', 1_000)).at(`2026-11-10${NOON}`).tone.level).toBe(2);
  });
});

describe('T6: disaster, hardship, complaint, dispute, stop and an active promise hold the tone down', () => {
  it.each([
    ['hardship', 2],
    ['disputed', 0],
    ['complaint', 0],
    ['ceased', 0],
    ['payment-check', 1],
  ] as const)('%s: at most %i', (kind, level) => {
    const { tone } = given(known(), hold(kind, '2026-11-14T09:00:00Z')).at(`2026-11-14${NOON}`);
    expect(tone).toMatchObject({ level, ceiling: level });
    expect(byRule(tone.because)).toContain('T6');
  });

  it('holds it at 2 where a disaster is the reason, and at 1 while a promise is active', () => {
    const disaster = note('2026-11-14T09:00:00Z', { reasonForDelay: 'disaster' });
    expect(given(known(), disaster).at(`2026-11-14${NOON}`).tone.level).toBe(2);
    const active = promise('p-1', '2026-11-14T09:00:00Z', 1_000, '2026-11-16T09:00:00Z');
    expect(given(known(), active).at(`2026-11-14${NOON}`).tone.level).toBe(1);
    expect(given(known(), active).at(`2026-11-15T23:00:00Z`).tone.level).toBe(3);
  });

  it('lets go when the hold is lifted, and is not caught by one on a single contact', () => {
    const over = given(known(), hold('complaint', '2026-11-14T08:00:00Z'), lift('h-complaint', '2026-11-14T09:00:00Z'));
    expect(over.at(`2026-11-14${NOON}`).tone.level).toBe(3);
    const one = hold('ceased', '2026-11-14T08:00:00Z', { contactId: 'C-aunt' });
    expect(given(known(), one).at(`2026-11-14${NOON}`).tone.level).toBe(3);
  });
});

describe('T7: warm at most to anybody who does not owe', () => {
  it('caps the contact with a third party, always', () => {
    expect(given(known()).permission(`2026-11-20${NOON}`, { contactId: 'C-aunt', purpose: 'relay' }).toneCeiling).toBe(
      1,
    );
  });

  it('does not cap that with the debtor', () => {
    expect(given(known()).permission(`2026-11-20${NOON}`).toneCeiling).toBe(3);
  });
});

describe('T8: stepwise between two contacts on record', () => {
  it.each([
    ['an answered call', call('2026-11-04T09:00:00Z')],
    ['a demand sent to the debtor', demand('2026-11-04T09:00:00Z')],
  ])('rises one level at most after %s', (_what, contact) => {
    const { tone } = given(known(), contact).at(`2026-11-20${NOON}`);
    expect(tone).toMatchObject({ level: 2, ceiling: 2 });
    expect(byRule(tone.because)).toContain('T8');
  });

  it('is not bound by a message left, nor before the first contact', () => {
    const message = call('2026-11-04T09:00:00Z', { result: 'left-message' });
    expect(given(known(), message).at(`2026-11-20${NOON}`).tone.level).toBe(3);
  });
});

describe('T9: ceilings by month, of the pack and of the law', () => {
  it('is patient in the first month and decisive in the second', () => {
    const centre = givenBy(manual('call-centre'), known());
    expect(centre.at(`2026-11-20${NOON}`).tone).toMatchObject({ level: 2, ceiling: 2 });
    expect(centre.at(`2026-12-10${NOON}`).tone).toMatchObject({ level: 4, ceiling: 4 });
    expect(byRule(centre.at(`2026-11-20${NOON}`).tone.because)).toContain('T9');
  });

  it('is not lifted by a creditor above its agency’s', () => {
    const both = rules({ agency: shipped('call-centre'), creditor: { tone: { ceilingByBucket: [] } } });
    expect(givenBy(both, known()).at(`2026-11-20${NOON}`).tone.ceiling).toBe(2);
  });

  it('is not lifted by a pack above what a law allows', () => {
    const law = { contact: {}, toneCeiling: { rule: 'T9', ceiling: 1 } };
    expect(givenBy(rules({ laws: [law] }), known()).at(`2026-11-20${NOON}`).tone.level).toBe(1);
    expect(
      givenBy(rules({ laws: [law], creditor: { tone: { ceiling: 5 } } }), known()).at(`2026-11-20${NOON}`).tone.level,
    ).toBe(1);
    expect(givenBy(rules(), known()).at(`2026-11-20${NOON}`).tone.level).toBe(3);
  });
});

describe('T10: what never raises it, and what the answer carries', () => {
  it('is not raised by unanswered calls, the amount or opinions', () => {
    const calls = Array.from({ length: 9 }, (_, i) => call(`2026-11-04T1${i}:00:00Z`, { result: 'no-answer' }));
    const opinion = note('2026-11-04T09:30:00Z', { likelihood: 'low', toneUsed: 5, outcome: 'refused' });
    const more = adjustment('2026-11-04T09:40:00Z', 'increase', 50_000_000, 'L-1');
    expect(given(known(), ...calls, opinion, more).at('2026-11-04T22:00:00Z').tone.level).toBe(1);
  });

  it('carries level, ceiling, rules, events and what would lower it', () => {
    const { tone } = given(known(), broken('p-1', '03')).at(`2026-11-14${NOON}`);
    expect(tone).toMatchObject({ level: 4, ceiling: 5 });
    expect(tone.because).toContainEqual(expect.objectContaining({ rule: 'T2', event: expect.anything() }));
    expect(tone.lowers.map(({ by }) => by)).toEqual(['full-payment', 'kept-promise', 'promise-made']);
  });
});
