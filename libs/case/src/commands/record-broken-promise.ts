import { outcomeOf } from '../account';
import type { CaseEvent } from '../events';
import { accountAt } from '../standing';
import type { OpenCase } from '../state';
import type { Context } from './command';
import { brokenPromise, lastRecord } from './settled-promises';

/** F3: the ledger says by itself that the deadline of a promise has passed. */
export interface RecordBrokenPromiseCommand {
  readonly promiseId: string;
}

/** Nothing where the promise was paid, is open still, or is on record as broken already. */
export function recordBrokenPromise(
  state: OpenCase,
  { promiseId }: RecordBrokenPromiseCommand,
  { now, policyOf }: Context,
): readonly CaseEvent[] {
  const promise = accountAt(state, policyOf, Number.POSITIVE_INFINITY).promises.find(
    ({ fact }) => fact.event.data.promiseId === promiseId,
  );
  if (!promise) return [];
  const outcome = outcomeOf(promise, now, state.opened.event.data.debtor.timeZone);
  const missed = outcome.state === 'broken' || outcome.state === 'part-kept';
  return missed && lastRecord(state, promise)?.event.type !== 'PromiseBroken' ? [brokenPromise(state, outcome)] : [];
}
