import type { CaseEvent } from '../events';
import { Refusal } from '../refusal';
import { accountAt } from '../standing';
import type { OpenCase } from '../state';
import { type Context, happened, inOrder, notAhead } from './command';
import { lastRecord } from './settled-promises';

/** A collector learns before the deadline that a promise will not be kept. */
export interface ReportPromiseBrokenCommand {
  readonly promiseId: string;
  readonly reportedBy: string;
  readonly reason: string;
  readonly occurredAt?: string;
}

/** Refuses a promise that is not on record, already kept, or already recorded as broken. */
export function reportPromiseBroken(
  state: OpenCase,
  { promiseId, reportedBy, reason, occurredAt }: ReportPromiseBrokenCommand,
  { now, policy }: Context,
): readonly CaseEvent[] {
  notAhead(now, { occurredAt });
  const promise = accountAt(state, policy, Number.POSITIVE_INFINITY).promises.find(
    ({ fact }) => fact.event.data.promiseId === promiseId,
  );
  if (!promise) throw new Refusal('promise-not-found', 'this case has no such promise', 'promiseId');
  if (promise.completed) throw new Refusal('promise-already-kept', 'this promise is paid', 'promiseId');
  if (lastRecord(state, promise)?.event.type === 'PromiseBroken') {
    throw new Refusal('promise-already-broken', 'this promise is on record as broken', 'promiseId');
  }
  const reportedAt = happened(occurredAt, now);
  inOrder(['the promise', promise.fact.event.occurredAt], ['occurredAt', reportedAt]);
  const { currency } = promise.fact.event.data.amount;
  return [
    {
      type: 'PromiseBroken',
      data: {
        promiseId,
        paid: { currency, minor: promise.paid },
        shortfall: { currency, minor: promise.amount - promise.paid },
        cause: 'reported',
        by: reportedBy,
        reason,
      },
      occurredAt: reportedAt,
    },
  ];
}
