/** What every command's rule is given, and the checks that several of them share. */

import { unpaid } from '../account';
import type { Elsewhere } from '../contact/attempts';
import type { CaseEvent, Money } from '../events';
import type { PolicyOf } from '../policy/policy';
import { Refusal } from '../refusal';
import { accountAt } from '../standing';
import { evolve, isFact, type OpenCase, toFact } from '../state';

/** Time is an input: epoch milliseconds; with what the rule books say, and what is known beyond the case. */
export interface Context {
  readonly now: number;
  readonly policyOf: PolicyOf;
  readonly elsewhere?: Elsewhere | undefined;
  /** Whether the recording that a command names is on record. */
  readonly recordingKnown?: boolean | undefined;
  /** Keys of the findings that the record shows now. */
  readonly findingKeys?: ReadonlySet<string> | undefined;
}

/** Clocks differ; what is reported from further ahead than this did not happen yet. */
export const AHEAD_MS = 5 * 60_000;

/** Refuses times that lie more than five minutes ahead. `times` maps field names to RFC 3339 instants. */
export function notAhead(now: number, times: Readonly<Record<string, string | undefined>>): void {
  for (const [field, time] of Object.entries(times)) {
    if (time !== undefined && Date.parse(time) > now + AHEAD_MS) {
      throw new Refusal('time-in-future', `${field} lies more than five minutes ahead of the ledger’s clock`, field);
    }
  }
}

/** Refuses a later field that lies before an earlier one; a missing one is no contradiction. */
export function inOrder(first: [field: string, time: string | undefined], second: [string, string | undefined]): void {
  const [, earlier] = first;
  const [field, later] = second;
  if (earlier !== undefined && later !== undefined && Date.parse(later) < Date.parse(earlier)) {
    throw new Refusal('times-out-of-order', `${field} lies before ${first[0]}`, field);
  }
}

/** A case has one currency. */
export function sameCurrency({ opened }: OpenCase, field: string, amount: Money): void {
  const { currency } = opened.event.data.outstanding;
  if (amount.currency !== currency) {
    throw new Refusal('currency-mismatch', `${field} is not in ${currency}, the currency of this case`, field, {
      expected: currency,
    });
  }
}

/** The instant of a fact whose body has no time field of its own: as reported, else now. */
export const happened = (occurredAt: string | undefined, now: number): string =>
  occurredAt ?? new Date(now).toISOString();

const NOT_RECORDED_YET = { commandId: '', payloadHash: '' };

/** The case as it will be once these events are recorded. */
export const withEvents = (state: OpenCase, events: readonly CaseEvent[], now: number): OpenCase => {
  const recorded = events.map((event, index) =>
    toFact(event, { ...NOT_RECORDED_YET, recordedAt: now, revision: state.revision + 1 + index }),
  );
  return { ...state, ...evolve(state, recorded), status: 'open', opened: state.opened };
};

/** All that is known to be due and all that is owed, as the ledger knows it now, whenever it happened. */
export function balancesAfter(state: OpenCase, policyOf: PolicyOf): { dueAfter: Money; outstandingAfter: Money } {
  const { currency } = state.opened.event.data.outstanding;
  const account = accountAt(state, policyOf, Number.POSITIVE_INFINITY);
  return {
    dueAfter: { currency, minor: unpaid(account) },
    outstandingAfter: { currency, minor: account.outstanding },
  };
}

/** What is decided of a closed case has to wait until it is reopened; what happens to it is recorded all the same. */
export function notClosed({ facts }: OpenCase): void {
  const last = facts.findLast((fact) => isFact(fact, 'CaseClosed', 'CaseReopened'));
  if (last?.event.type === 'CaseClosed') throw new Refusal('case-closed', 'the case is closed');
}
