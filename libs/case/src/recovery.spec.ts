import type { CaseEvent } from './events';
import { recoveries } from './recovery';
import { accountAt } from './standing';
import { due, opened, payment, reversal } from './testing/facts';
import { BRANCH, eur, given, happened } from './testing/given';

const ZONE = 'Europe/Madrid';

const recovered = (...events: readonly CaseEvent[]) => {
  const { state } = given(...events);
  if (state.status !== 'open') throw new Error('the case is not open');
  return recoveries(accountAt(state, BRANCH, Number.POSITIVE_INFINITY), ZONE).map((one) => one.recovered);
};

it('lays payments over the dues, the oldest first, by local days after each due date', () => {
  const events = [
    opened({ overdue: eur(10_000), dueDate: '2026-11-02' }),
    due('2026-11-03T08:00:00Z', '2026-11-10', 5_000),
    payment('a', '2026-11-04T10:00:00Z', 4_000),
    payment('b', '2026-11-12T10:00:00Z', 8_000),
  ];
  expect(recovered(...events)).toEqual([
    [
      { day: 2, minor: 4_000 },
      { day: 10, minor: 6_000 },
    ],
    [{ day: 2, minor: 2_000 }],
  ]);
});

it('counts what is paid ahead as day 0, and a payment around midnight by the debtor’s own day', () => {
  expect(
    recovered(opened({ overdue: eur(1_000), dueDate: '2026-11-20' }), payment('a', '2026-11-04T10:00:00Z', 1_000)),
  ).toEqual([[{ day: 0, minor: 1_000 }]]);
  expect(
    recovered(opened({ overdue: eur(1_000), dueDate: '2026-11-02' }), payment('a', '2026-11-03T23:30:00Z', 1_000)),
  ).toEqual([[{ day: 2, minor: 1_000 }]]);
});

it('does not count what was waived, and later payments are for what fell due after it', () => {
  const events = [
    opened({ overdue: eur(10_000), dueDate: '2026-11-02' }),
    happened('WaiverAuthorised', '2026-11-03T10:00:00Z', {
      waiverId: 'w-1',
      amount: eur(10_000),
      by: 'sup-1',
      reason: 'hardship',
      authorisation: { by: 'lender-1', reference: 'letter 7' },
    }),
    due('2026-11-03T11:00:00Z', '2026-11-10', 5_000),
    payment('a', '2026-11-11T10:00:00Z', 5_000),
  ];
  expect(recovered(...events)).toEqual([[], [{ day: 1, minor: 5_000 }]]);
});

it('does not count a payment that was taken back', () => {
  const events = [opened(), payment('a', '2026-11-04T10:00:00Z', 1_000), reversal('a', '2026-11-06T10:00:00Z')];
  expect(recovered(...events)).toEqual([[]]);
});
