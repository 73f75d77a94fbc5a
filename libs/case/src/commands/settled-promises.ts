/**
 * What the ledger has to record so that its record of promises agrees with what follows from the facts: kept promises
 * with the payment that completes them, and promises once recorded as kept that a reversal or an older promise broke
 * again. Promises whose deadline passes unpaid, with nothing recorded yet, are left to the process manager.
 */
import type { Outcome, Promised } from '../account';
import type { CaseEvent, EventData } from '../events';
import { toInstant } from '../local-time';
import { promiseOutcomes } from '../standing';
import { type FactOf, isFact, type OpenCase } from '../state';
import type { Context } from './command';

type PromiseRecord = FactOf<'PromiseKept' | 'PromiseBroken'>;

/** The events that are missing from the record at `now`, or at the newest fact where that lies a little ahead. */
export function settledPromises(state: OpenCase, { now, policy }: Context): readonly CaseEvent[] {
  const at = Math.max(now, state.facts.at(-1)?.at ?? now);
  return promiseOutcomes(state, policy, at).flatMap((outcome) => {
    const recorded = lastRecord(state, outcome.promise);
    if (outcome.state === 'kept') return recorded?.event.type === 'PromiseKept' ? [] : kept(state, outcome, recorded);
    const brokeAgain = outcome.endedAt !== undefined && recorded?.event.type === 'PromiseKept';
    return brokeAgain ? [broken(state, outcome)] : [];
  });
}

/** How the ledger last recorded the end of a promise, if it did. */
export function lastRecord(state: OpenCase, promise: Promised): PromiseRecord | undefined {
  let last: PromiseRecord | undefined;
  for (const fact of state.facts) {
    if (!isFact(fact, 'PromiseKept', 'PromiseBroken')) continue;
    const same = fact.event.data.promiseId === promise.fact.event.data.promiseId;
    if (same && (!last || fact.revision > last.revision)) last = fact;
  }
  return last;
}

function kept(state: OpenCase, { promise }: Outcome, corrected: PromiseRecord | undefined): readonly CaseEvent[] {
  const { completed } = promise;
  if (!completed) return [];
  const data: EventData<'PromiseKept'> = {
    promiseId: promise.fact.event.data.promiseId,
    paymentId: completed.event.data.paymentId,
    paid: { currency: currencyOf(state), minor: promise.paid },
    ...(corrected && { corrects: { revision: corrected.revision, type: 'PromiseBroken' } }),
  };
  return [{ type: 'PromiseKept', data, occurredAt: completed.event.occurredAt }];
}

const broken = (state: OpenCase, { promise, endedAt }: Outcome): CaseEvent => ({
  type: 'PromiseBroken',
  data: {
    promiseId: promise.fact.event.data.promiseId,
    paid: { currency: currencyOf(state), minor: promise.paid },
    shortfall: { currency: currencyOf(state), minor: promise.amount - promise.paid },
    cause: 'deadline',
  },
  occurredAt: toInstant(endedAt ?? promise.deadline),
});

const currencyOf = ({ opened }: OpenCase): string => opened.event.data.outstanding.currency;
