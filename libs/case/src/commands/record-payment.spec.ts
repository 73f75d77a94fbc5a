import { brokenReport, due, opened, paymentData, promise } from '../testing/facts';
import { eur, given } from '../testing/given';

const NOW = '2026-11-06T15:00:00Z';
const made = promise('p-1', '2026-11-05T09:00:00Z', 10_000, '2026-11-06T14:00:00Z');
const command = (minor: number, receivedAt = '2026-11-06T13:00:00.000Z') =>
  ({ name: 'record-payment', data: paymentData('pay-1', receivedAt, minor) }) as const;

describe('record-payment', () => {
  it('is a partial payment while something known stays due, a future due included', () => {
    given(opened())
      .when(command(15_000), NOW)
      .records({
        type: 'PartialPayment',
        data: {
          ...paymentData('pay-1', '2026-11-06T13:00:00.000Z', 15_000),
          dueAfter: eur(5_000),
          outstandingAfter: eur(485_000),
        },
        occurredAt: '2026-11-06T13:00:00.000Z',
      });
    given(opened(), due('2026-11-03T09:00:00Z', '2026-12-02', 20_000))
      .when(command(20_000), NOW)
      .records({ type: 'PartialPayment' });
  });

  it('is a payment in full when nothing known stays due', () => {
    given(opened())
      .when(command(20_000), NOW)
      .records({ type: 'PaidInFull', data: { dueAfter: eur(0) } });
  });

  it('keeps the promise that it completes, in the same append', () => {
    given(opened(), made)
      .when(command(10_000), NOW)
      .records(
        { type: 'PartialPayment' },
        {
          type: 'PromiseKept',
          data: { promiseId: 'p-1', paymentId: 'pay-1', paid: eur(10_000) },
          occurredAt: '2026-11-06T13:00:00.000Z',
        },
      );
  });

  it('corrects a promise on record as broken where it was paid in time after all', () => {
    given(opened(), made, brokenReport('p-1', '2026-11-05T18:00:00Z'))
      .when(command(10_000), '2026-11-20T09:00:00Z')
      .records(
        { type: 'PartialPayment' },
        { type: 'PromiseKept', data: { corrects: { revision: 2, type: 'PromiseBroken' } } },
      );
  });

  it('leaves a promise alone whose deadline had passed', () => {
    given(opened(), made)
      .when(command(10_000, '2026-11-06T15:00:00.001Z'), '2026-11-06T16:00:00Z')
      .records({ type: 'PartialPayment' });
  });

  it('says no to another currency and to the future', () => {
    const data = { ...paymentData('pay-1', NOW, 1), amount: { currency: 'USD', minor: 1 } };
    given(opened()).when({ name: 'record-payment', data }, NOW).refuses('currency-mismatch', 'amount.currency');
    given(opened()).when(command(1, '2026-11-06T15:06:00.000Z'), NOW).refuses('time-in-future', 'receivedAt');
  });
});
