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

/** Each law once: what was ever bound to a case goes on binding what was recorded under it. */
export const lawsOf = (bound: readonly (readonly LawRetention[])[]): readonly LawRetention[] => [
  ...new Map(bound.flat().map((law) => [law.ref, law])).values(),
];

/** What a case has to be kept for, by all rule books that were ever bound to it. While it is open it is kept. */
export function retentionOf(state: OpenCase, policyOf: PolicyOf): Retention {
  const { opened, facts } = state;
  const bound = [opened, ...facts.filter((fact) => isFact(fact, 'PolicyBound'))];
  const laws = lawsOf(bound.map(({ event }) => policyOf(event.data.policies).retention));
  const turned = facts.findLast((fact) => isFact(fact, 'CaseClosed', 'CaseReopened'));
  const closed = turned?.event.type === 'CaseClosed';
  const lastActivityAt = Math.max(opened.at, facts.at(-1)?.at ?? opened.at);
  const until = (what: Kept): number | null => {
    const months = monthsKept(laws, what);
    return closed && months !== null ? monthsAfter(lastActivityAt, months) : null;
  };
  return { closed, lastActivityAt, laws, until: { events: until('events'), notes: until('notes') } };
}
