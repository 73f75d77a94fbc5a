import type { CaseEvent, EventData } from '../events';
import { Refusal } from '../refusal';
import { isFact, type OpenCase } from '../state';
import { balancesAfter, type Context, inOrder, notAhead, withEvents } from './command';
import { settledPromises } from './settled-promises';

/** Money that was received is taken back: a returned debit, a cheque that was not honoured. */
export type ReversePaymentCommand = Omit<EventData<'PaymentReversed'>, 'dueAfter' | 'outstandingAfter'>;

/** Days past due return with it (S9), and a promise that the payment had kept may be broken again. */
export function reversePayment(
  state: OpenCase,
  reversal: ReversePaymentCommand,
  context: Context,
): readonly CaseEvent[] {
  notAhead(context.now, { reversedAt: reversal.reversedAt });
  const payment = state.facts.find(
    (fact) => isFact(fact, 'PartialPayment', 'PaidInFull') && fact.event.data.paymentId === reversal.paymentId,
  );
  if (!payment) throw new Refusal('payment-not-found', 'this case has no such payment', 'paymentId');
  inOrder(['receivedAt', payment.event.occurredAt], ['reversedAt', reversal.reversedAt]);
  const zero = { currency: state.opened.event.data.outstanding.currency, minor: 0 };
  const counted = withEvents(state, [reversed({ ...reversal, dueAfter: zero, outstandingAfter: zero })], context.now);
  const balances = balancesAfter(counted, context.policyOf);
  return [reversed({ ...reversal, ...balances }), ...settledPromises(counted, context)];
}

const reversed = (data: EventData<'PaymentReversed'>): CaseEvent => ({
  type: 'PaymentReversed',
  data,
  occurredAt: data.reversedAt,
});
