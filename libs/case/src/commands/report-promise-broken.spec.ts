import { brokenReport, opened, payment, promise } from '../testing/facts';
import { eur, given } from '../testing/given';

const NOW = '2026-11-05T18:00:00Z';
const made = promise('p-1', '2026-11-05T09:00:00Z', 10_000, '2026-11-06T14:00:00Z');
const command = (over = {}) =>
  ({
    name: 'report-promise-broken',
    data: { promiseId: 'p-1', reportedBy: 'agent-7', reason: 'lost the job', ...over },
  }) as const;

describe('report-promise-broken', () => {
  it('records it with what was paid and what is short', () => {
    given(opened(), made, payment('a', '2026-11-05T10:00:00Z', 4_000))
      .when(command(), NOW)
      .records({
        type: 'PromiseBroken',
        data: {
          promiseId: 'p-1',
          paid: eur(4_000),
          shortfall: eur(6_000),
          cause: 'reported',
          by: 'agent-7',
          reason: 'lost the job',
        },
        occurredAt: '2026-11-05T18:00:00.000Z',
      });
  });

  it('leaves the money of later payments to the promise that is still open', () => {
    const other = promise('p-2', '2026-11-05T09:30:00Z', 4_000, '2026-11-06T14:00:00Z');
    given(opened(), made, other, payment('a', '2026-11-05T17:00:00Z', 4_000))
      .when(command({ occurredAt: '2026-11-05T12:00:00.000Z' }), NOW)
      .records(
        { type: 'PromiseBroken', data: { promiseId: 'p-1', paid: eur(0), shortfall: eur(10_000) } },
        { type: 'PromiseKept', data: { promiseId: 'p-2', paymentId: 'a' } },
      );
  });

  it('says no to a promise that is unknown, kept, or on record as broken', () => {
    given(opened()).when(command(), NOW).refuses('promise-not-found', 'promiseId');
    given(opened(), made, payment('a', '2026-11-05T10:00:00Z', 10_000))
      .when(command(), NOW)
      .refuses('promise-already-kept');
    given(opened(), made, brokenReport('p-1', '2026-11-05T17:00:00Z'))
      .when(command(), NOW)
      .refuses('promise-already-broken');
  });

  it('says no to a report from before the promise', () => {
    given(opened(), made)
      .when(command({ occurredAt: '2026-11-05T08:00:00.000Z' }), NOW)
      .refuses('times-out-of-order', 'occurredAt');
  });
});
