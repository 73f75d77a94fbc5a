import type { CaseEvent, EventData } from '../events';
import { Refusal } from '../refusal';
import { accountAt } from '../standing';
import type { OpenCase } from '../state';
import { type Context, happened, inOrder, notAhead } from './command';

/** A promise nobody is to wait for any more: it was replaced, or taken down wrongly. It is neither kept nor broken. */
export type WithdrawPromiseCommand = EventData<'PromiseWithdrawn'> & { readonly occurredAt?: string };

/** Refuses a promise that is not on record, or that has ended by then. */
export function withdrawPromise(
  state: OpenCase,
  { occurredAt, ...data }: WithdrawPromiseCommand,
  { now, policyOf }: Context,
): readonly CaseEvent[] {
  notAhead(now, { occurredAt });
  const promise = accountAt(state, policyOf, Number.POSITIVE_INFINITY).promises.find(
    ({ fact }) => fact.event.data.promiseId === data.promiseId,
  );
  if (!promise) throw new Refusal('promise-not-found', 'this case has no such promise', 'promiseId');
  const withdrawnAt = happened(occurredAt, now);
  inOrder(['the promise', promise.fact.event.occurredAt], ['occurredAt', withdrawnAt]);
  if (promise.completed) throw new Refusal('promise-already-kept', 'this promise is paid', 'promiseId');
  const endedAt = promise.reported?.at ?? promise.deadline;
  if (promise.withdrawn || endedAt <= Date.parse(withdrawnAt)) {
    throw new Refusal('promise-ended', 'this promise has ended', 'promiseId');
  }
  return [{ type: 'PromiseWithdrawn', data, occurredAt: withdrawnAt }];
}
