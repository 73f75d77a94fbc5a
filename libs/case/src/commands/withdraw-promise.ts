import type { CaseEvent, EventData } from '../events';
import { Refusal } from '../refusal';
import { accountAt } from '../standing';
import type { OpenCase } from '../state';
import { type Context, happened, inOrder, notAhead, withEvents } from './command';
import { lastRecord, settledPromises } from './settled-promises';

/** A promise nobody is to wait for any more: it was replaced, or taken down wrongly. It is neither kept nor broken. */
export type WithdrawPromiseCommand = EventData<'PromiseWithdrawn'> & { readonly occurredAt?: string };

/** Refuses a promise that is not on record, is on record as broken, or has ended by then; payments may now keep another. */
export function withdrawPromise(
  state: OpenCase,
  { occurredAt, ...data }: WithdrawPromiseCommand,
  context: Context,
): readonly CaseEvent[] {
  const { now, policyOf } = context;
  notAhead(now, { occurredAt });
  const promise = accountAt(state, policyOf, Number.POSITIVE_INFINITY).promises.find(
    ({ fact }) => fact.event.data.promiseId === data.promiseId,
  );
  if (!promise) throw new Refusal('promise-not-found', 'this case has no such promise', 'promiseId');
  const withdrawnAt = happened(occurredAt, now);
  inOrder(['the promise', promise.fact.event.occurredAt], ['occurredAt', withdrawnAt]);
  if (promise.completed) throw new Refusal('promise-already-kept', 'this promise is paid', 'promiseId');
  if (lastRecord(state, promise)?.event.type === 'PromiseBroken') {
    throw new Refusal('promise-already-broken', 'this promise is on record as broken', 'promiseId');
  }
  const endedAt = Math.min(promise.reported?.at ?? promise.deadline, promise.deadline);
  if (promise.withdrawn || endedAt <= Date.parse(withdrawnAt)) {
    throw new Refusal('promise-ended', 'this promise has ended', 'promiseId');
  }
  const withdrawn: CaseEvent = { type: 'PromiseWithdrawn', data, occurredAt: withdrawnAt };
  return [withdrawn, ...settledPromises(withEvents(state, [withdrawn], context.now), context)];
}
