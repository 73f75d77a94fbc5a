import { brokenReport, opened, payment, promise } from '../testing/facts';
import { eur, given, happened } from '../testing/given';

const NOW = '2026-11-10T09:00:00Z';
const made = promise('p-1', '2026-11-05T09:00:00Z', 10_000, '2026-11-06T14:00:00Z');
const paid = payment('pay-1', '2026-11-06T10:00:00Z', 10_000);
const kept = happened('PromiseKept', '2026-11-06T10:00:00Z', {
  promiseId: 'p-1',
  paymentId: 'pay-1',
  paid: eur(10_000),
});
const command = (over = {}) =>
  ({
    name: 'reverse-payment',
    data: { paymentId: 'pay-1', reversedAt: '2026-11-09T10:00:00.000Z', reason: 'returned', ...over },
  }) as const;

describe('reverse-payment', () => {
  it('takes the money back, and says what is due again', () => {
    given(opened(), paid)
      .when(command(), NOW)
      .records({ type: 'PaymentReversed', data: { dueAfter: eur(20_000), outstandingAfter: eur(500_000) } });
  });

  it('breaks the promise again that the payment had kept', () => {
    given(opened(), made, paid, kept)
      .when(command(), NOW)
      .records(
        { type: 'PaymentReversed' },
        { type: 'PromiseBroken', data: { promiseId: 'p-1', paid: eur(0), shortfall: eur(10_000), cause: 'deadline' } },
      );
  });

  it('records that the promise is kept by another payment where one still covers it', () => {
    given(opened(), made, paid, kept, payment('pay-2', '2026-11-06T12:00:00Z', 10_000))
      .when(command(), NOW)
      .records(
        { type: 'PaymentReversed' },
        {
          type: 'PromiseKept',
          data: { promiseId: 'p-1', paymentId: 'pay-2', corrects: { revision: 3, type: 'PromiseKept' } },
          occurredAt: '2026-11-06T12:00:00.000Z',
        },
      );
  });

  it('breaks a promise again as its report said, where it had been reported', () => {
    const reported = brokenReport('p-1', '2026-11-05T18:00:00.000Z');
    given(opened(), made, reported, paid, kept)
      .when(command(), NOW)
      .records(
        { type: 'PaymentReversed' },
        {
          type: 'PromiseBroken',
          data: { promiseId: 'p-1', cause: 'reported', by: 'agent-7' },
          occurredAt: '2026-11-05T18:00:00.000Z',
        },
      );
  });

  it('says no to a payment that is unknown, or reversed before it was received', () => {
    given(opened()).when(command(), NOW).refuses('payment-not-found', 'paymentId');
    given(opened(), paid)
      .when(command({ reversedAt: '2026-11-06T09:00:00.000Z' }), NOW)
      .refuses('times-out-of-order', 'reversedAt');
  });
});
