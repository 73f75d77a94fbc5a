/** A case at one instant: what the rules look at. */
import { type Account, type Due, type Outcome, oldestUnpaid, outcomeOf } from './account';
import { localDay } from './local-time';
import type { Policy } from './policy';
import { type Fact, type FactOf, isFact } from './state';

export interface Situation {
  readonly opened: FactOf<'CaseOpened'>;
  readonly policy: Policy;
  /** Epoch milliseconds. */
  readonly at: number;
  readonly account: Account;
  readonly outcomes: readonly Outcome[];
  readonly oldest: Due | undefined;
  readonly daysPastDue: number;
  /** The escalation whose visit is awaited (S6). */
  readonly atField: Fact | undefined;
}

/** The level in force at a contact on record, which the next one may exceed by one step only (T8). */
export interface ContactLevel {
  readonly fact: Fact;
  readonly level: number;
}

/** What the facts so far have come to, whatever the instant. */
export interface Gathered {
  readonly opened: FactOf<'CaseOpened'>;
  readonly policy: Policy;
  readonly account: Account;
  readonly atField: Fact | undefined;
}

/** The situation at `at` (epoch milliseconds), given what the facts until then have come to. */
export function situationAt(at: number, gathered: Gathered): Situation {
  const zone = gathered.opened.event.data.debtor.timeZone;
  const oldest = oldestUnpaid(gathered.account);
  return {
    ...gathered,
    at,
    outcomes: gathered.account.promises.map((promise) => outcomeOf(promise, at, zone)),
    oldest,
    daysPastDue: oldest ? localDay(at, zone) - oldest.day : 0,
  };
}

/** The escalation whose visit is awaited after this fact (S6), given the one awaited before it. */
export function awaitedVisit(before: Fact | undefined, fact: Fact): Fact | undefined {
  if (isFact(fact, 'EscalatedToField')) return fact;
  return isFact(fact, 'FieldVisitReported') ? undefined : before;
}
