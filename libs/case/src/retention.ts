/** How long things are kept: by the laws that a case is bound to, the longest of them. */
import { DateTime } from 'luxon';
import type { LawRetention, PolicyOf } from './policy/policy';
import { isFact, type OpenCase } from './state';

export type Kept = 'events' | 'notes' | 'recordings';

/** Months; null where a law does not say, and things stay for ever. */
export const monthsKept = (laws: readonly LawRetention[], what: Kept): number | null =>
  laws.reduce<number | null>((longest, { months }) => {
    if (longest === null || months === null) return null;
    return Math.max(longest, months[what]);
  }, 0);

/** Calendar months after an instant, in UTC; all are epoch milliseconds. */
export const monthsAfter = (at: number, months: number): number =>
  DateTime.fromMillis(at, { zone: 'utc' }).plus({ months }).toMillis();

export interface Retention {
  readonly closed: boolean;
  /** When the last of its facts happened, epoch milliseconds. */
  readonly lastActivityAt: number;
  readonly laws: readonly LawRetention[];
  /** Until when its events and notes are kept; null for ever, as far as is known now. */
  readonly until: { readonly events: number | null; readonly notes: number | null };
}

/** What a case has to be kept for, by the rule books bound last. While it is open it is kept. */
export function retentionOf(state: OpenCase, policyOf: PolicyOf): Retention {
  const { opened, facts } = state;
  const bound = facts.findLast((fact) => isFact(fact, 'PolicyBound'));
  const policies = bound?.event.type === 'PolicyBound' ? bound.event.data.policies : opened.event.data.policies;
  const laws = policyOf(policies).retention;
  const turned = facts.findLast((fact) => isFact(fact, 'CaseClosed', 'CaseReopened'));
  const closed = turned?.event.type === 'CaseClosed';
  const lastActivityAt = Math.max(opened.at, facts.at(-1)?.at ?? opened.at);
  const until = (what: Kept): number | null => {
    const months = monthsKept(laws, what);
    return closed && months !== null ? monthsAfter(lastActivityAt, months) : null;
  };
  return { closed, lastActivityAt, laws, until: { events: until('events'), notes: until('notes') } };
}
