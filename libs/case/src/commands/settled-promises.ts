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
export function settledPromises(state: OpenCase, { now, policyOf }: Context): readonly CaseEvent[] {
  const at = Math.max(now, state.facts.at(-1)?.at ?? now);
  const records = lastRecords(state);
  return promiseOutcomes(state, policyOf, at).flatMap((outcome) => {
    const recorded = records.get(outcome.promise.fact.event.data.promiseId);
    if (outcome.state === 'kept') return kept(state, outcome, recorded);
    const brokeAgain = outcome.endedAt !== undefined && recorded?.event.type === 'PromiseKept';
    return brokeAgain ? [brokenPromise(state, outcome)] : [];
  });
}

/** How the ledger last recorded the end of a promise, if it did. */
export const lastRecord = (state: OpenCase, promise: Promised): PromiseRecord | undefined =>
  lastRecords(state).get(promise.fact.event.data.promiseId);

/** By the id of the promise; the newest recorded, whenever it says that the promise ended. */
export function lastRecords({ facts }: OpenCase): ReadonlyMap<string, PromiseRecord> {
  const last = new Map<string, PromiseRecord>();
  for (const fact of facts) {
    if (!isFact(fact, 'PromiseKept', 'PromiseBroken')) continue;
    const { promiseId } = fact.event.data;
    const known = last.get(promiseId);
    if (!known || fact.revision > known.revision) last.set(promiseId, fact);
  }
  return last;
}

/** Nothing where the record says so already, and by the same payment. */
function kept(state: OpenCase, { promise }: Outcome, recorded: PromiseRecord | undefined): readonly CaseEvent[] {
  const { completed } = promise;
  if (!completed) return [];
  const { paymentId } = completed.event.data;
  if (recorded && isFact(recorded, 'PromiseKept') && recorded.event.data.paymentId === paymentId) return [];
  const data: EventData<'PromiseKept'> = {
    promiseId: promise.fact.event.data.promiseId,
    paymentId,
    paid: { currency: currencyOf(state), minor: promise.paid },
    ...(recorded && { corrects: { revision: recorded.revision, type: recorded.event.type } }),
  };
  return [{ type: 'PromiseKept', data, occurredAt: completed.event.occurredAt }];
}

/** It ended as a collector had reported, where one had; else at its deadline. */
export function brokenPromise(state: OpenCase, { promise, endedAt = promise.deadline }: Outcome): CaseEvent {
  const report = promise.reported?.at === endedAt ? promise.reported.event.data : undefined;
  return {
    type: 'PromiseBroken',
    data: {
      promiseId: promise.fact.event.data.promiseId,
      paid: { currency: currencyOf(state), minor: promise.paid },
      shortfall: { currency: currencyOf(state), minor: promise.amount - promise.paid },
      cause: report ? 'reported' : 'deadline',
      ...(report?.by !== undefined && { by: report.by }),
      ...(report?.reason !== undefined && { reason: report.reason }),
    },
    occurredAt: toInstant(endedAt),
  };
}

const currencyOf = ({ opened }: OpenCase): string => opened.event.data.outstanding.currency;
