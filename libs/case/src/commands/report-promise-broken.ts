import type { Promised } from '../account';
import type { CaseEvent } from '../events';
import type { PolicyOf } from '../policy/policy';
import { Refusal } from '../refusal';
import { accountAt } from '../standing';
import type { OpenCase } from '../state';
import { type Context, happened, inOrder, notAhead, withEvents } from './command';
import { lastRecord, settledPromises } from './settled-promises';

/** A collector learns before the deadline that a promise will not be kept. */
export interface ReportPromiseBrokenCommand {
  readonly promiseId: string;
  readonly reportedBy: string;
  readonly reason: string;
  readonly occurredAt?: string;
}

/**
 * Refuses a promise that is not on record, already kept, or already recorded as broken. Later payments that named no
 * promise may count for another one now, and keep it.
 */
export function reportPromiseBroken(
  state: OpenCase,
  { promiseId, reportedBy, reason, occurredAt }: ReportPromiseBrokenCommand,
  context: Context,
): readonly CaseEvent[] {
  const { now, policyOf } = context;
  notAhead(now, { occurredAt });
  const promise = promiseOf(state, promiseId, policyOf);
  if (!promise) throw new Refusal('promise-not-found', 'this case has no such promise', 'promiseId');
  if (promise.completed) throw new Refusal('promise-already-kept', 'this promise is paid', 'promiseId');
  if (lastRecord(state, promise)?.event.type === 'PromiseBroken') {
    throw new Refusal('promise-already-broken', 'this promise is on record as broken', 'promiseId');
  }
  const reportedAt = happened(occurredAt, now);
  inOrder(['the promise', promise.fact.event.occurredAt], ['occurredAt', reportedAt]);
  const report = (paid: number): CaseEvent => ({
    type: 'PromiseBroken',
    data: {
      promiseId,
      paid: { ...promise.fact.event.data.amount, minor: paid },
      shortfall: { ...promise.fact.event.data.amount, minor: promise.amount - paid },
      cause: 'reported',
      by: reportedBy,
      reason,
    },
    occurredAt: reportedAt,
  });
  const counted = withEvents(state, [report(0)], now);
  return [report(promiseOf(counted, promiseId, policyOf)?.paid ?? 0), ...settledPromises(counted, context)];
}

/** The promise as all facts known have left it. */
const promiseOf = (state: OpenCase, promiseId: string, policyOf: PolicyOf): Promised | undefined =>
  accountAt(state, policyOf, Number.POSITIVE_INFINITY).promises.find(
    ({ fact }) => fact.event.data.promiseId === promiseId,
  );
