import type { CaseEvent, EventData } from '../events';
import type { OpenCase } from '../state';
import { balancesAfter, type Context, notAhead, sameCurrency, withEvents } from './command';
import { settledPromises } from './settled-promises';

/** Money received. It may be learnt of late, and may name a promise that is reported later. */
export type RecordPaymentCommand = Omit<EventData<'PartialPayment'>, 'dueAfter' | 'outstandingAfter'>;

/** PaidInFull where nothing known stays due, else PartialPayment; with it each promise that the payment completes. */
export function recordPayment(state: OpenCase, payment: RecordPaymentCommand, context: Context): readonly CaseEvent[] {
  notAhead(context.now, { receivedAt: payment.receivedAt });
  sameCurrency(state, 'amount.currency', payment.amount);
  const zero = { currency: payment.amount.currency, minor: 0 };
  const counted = withEvents(
    state,
    [paid('PartialPayment', { ...payment, dueAfter: zero, outstandingAfter: zero })],
    context.now,
  );
  const balances = balancesAfter(counted, context.policyOf);
  const type = balances.dueAfter.minor === 0 ? 'PaidInFull' : 'PartialPayment';
  return [paid(type, { ...payment, ...balances }), ...settledPromises(counted, context)];
}

const paid = (type: 'PartialPayment' | 'PaidInFull', data: EventData<'PartialPayment'>): CaseEvent => ({
  type,
  data,
  occurredAt: data.receivedAt,
});
