import { opened, payment, promise, promiseData } from '../testing/facts';
import { given } from '../testing/given';

const NOW = '2026-11-05T09:00:00Z';
const command = (over = {}) =>
  ({ name: 'record-promise', data: { ...promiseData('p-1', 10_000, '2026-11-06T14:00:00.000Z'), ...over } }) as const;

describe('record-promise', () => {
  it('records the promise as it was said, however far ahead', () => {
    given(opened())
      .when(command({ dueAt: '2027-11-06T14:00:00.000Z' }), NOW)
      .records({ type: 'PromiseMade' });
  });

  it('records at once that it is kept where the payment was known before the promise', () => {
    given(opened(), payment('a', '2026-11-05T08:30:00Z', 10_000))
      .when(command({ occurredAt: '2026-11-05T08:00:00.000Z' }), NOW)
      .records({ type: 'PromiseMade' }, { type: 'PromiseKept', data: { promiseId: 'p-1', paymentId: 'a' } });
  });

  it('takes back a kept promise where an older one, learnt of late, has the better claim', () => {
    const kept = { type: 'PromiseKept', occurredAt: '2026-11-05T08:30:00.000Z' } as const;
    const data = { promiseId: 'p-2', paymentId: 'a', paid: { currency: 'EUR', minor: 10_000 } };
    given(
      opened(),
      promise('p-2', '2026-11-05T08:00:00Z', 10_000, '2026-11-05T08:40:00Z'),
      payment('a', '2026-11-05T08:30:00Z', 10_000),
      { ...kept, data },
    )
      .when(command({ occurredAt: '2026-11-05T07:00:00.000Z' }), '2026-11-05T12:00:00Z')
      .records(
        { type: 'PromiseMade' },
        { type: 'PromiseKept', data: { promiseId: 'p-1' } },
        { type: 'PromiseBroken', data: { promiseId: 'p-2', cause: 'deadline' } },
      );
  });

  it('says no to a promise due before it was made, and to another currency', () => {
    given(opened())
      .when(command({ dueAt: '2026-11-05T08:59:59.000Z' }), NOW)
      .refuses('times-out-of-order', 'dueAt');
    given(opened())
      .when(command({ amount: { currency: 'USD', minor: 1 } }), NOW)
      .refuses('currency-mismatch', 'amount.currency');
  });
});
