import type { CaseEvent, EventData } from '../events';
import type { OpenCase } from '../state';
import { type Context, happened, inOrder, notAhead, sameCurrency, withEvents } from './command';
import { settledPromises } from './settled-promises';

/** A promise to pay. It is recorded as it was said, however far ahead; a payment already known may have kept it. */
export type RecordPromiseCommand = EventData<'PromiseMade'> & { readonly occurredAt?: string };

export function recordPromise(
  state: OpenCase,
  { occurredAt, ...data }: RecordPromiseCommand,
  context: Context,
): readonly CaseEvent[] {
  const madeAt = happened(occurredAt, context.now);
  notAhead(context.now, { occurredAt });
  inOrder(['occurredAt', madeAt], ['dueAt', data.dueAt]);
  sameCurrency(state, 'amount.currency', data.amount);
  const made: CaseEvent = { type: 'PromiseMade', data, occurredAt: madeAt };
  return [made, ...settledPromises(withEvents(state, [made], context.now), context)];
}
