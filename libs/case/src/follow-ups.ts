/** F1–F6, S4, S5, E7: what is due on a case, from when until when. What has been done is not due any more. */
import { type Because, because } from './because';
import { workingDaysBefore } from './calendar';
import { caseHolds } from './holds';
import { atClock, beginOfDay, dateOf, dayOf, knownInstant, localDay, weekday } from './local-time';
import { minutesOf } from './policy/parts';
import { reachabilityOf } from './profile';
import type { Situation } from './situation';
import { type Fact, isFact } from './state';

export type FollowUpKind =
  | 'first-contact'
  | 'promise-reminder'
  | 'promise-day'
  | 'promise-hour'
  | 'contacts-of-the-week'
  | 'attempts-of-the-month'
  | 'daily-attempt'
  | 'short-of-funds'
  | 'lawyers-letter'
  | 'involve-guarantor'
  | 'field-visit';

export interface FollowUp {
  readonly kind: FollowUpKind;
  readonly from: string;
  /** It is due before this instant; afterwards it is too late, and it is listed no more. */
  readonly until: string;
  readonly promiseId?: string;
  /** How many are missing, where it takes more than one. */
  readonly missing?: number;
  /** What forbids it: missing it is no neglect. */
  readonly excusedBy?: readonly Because[];
  readonly because: readonly Because[];
}

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** One that is due, with its times as epoch milliseconds. */
interface Due {
  readonly kind: FollowUpKind;
  readonly from: number;
  readonly until: number;
  readonly rule: string;
  readonly fact: Fact | undefined;
  readonly promiseId?: string;
  readonly missing?: number;
}

/** Follow-ups that are due at the situation's instant or later, by when they have to be done. */
export function followUpsAt(situation: Situation): readonly FollowUp[] {
  const { at, opened, past, oldest } = situation;
  if (past.closed || !oldest) return [];
  const due = [...ofPromises(situation), ...ofLateness(situation), ...ofVisit(situation)]
    .filter((one) => one.until > at && one.from < one.until)
    .sort((a, b) => a.until - b.until || a.from - b.from || (a.kind < b.kind ? -1 : 1));
  if (due.length === 0) return [];
  const excuses = caseHolds(situation)
    .filter(({ rule }) => rule.excusesCadence)
    .map(({ hold, rule }) => because(rule.rule, opened, hold));
  return due.map(({ kind, from, until, rule, fact, promiseId, missing }) => ({
    kind,
    from: knownInstant(from),
    until: knownInstant(until),
    ...(promiseId !== undefined && { promiseId }),
    ...(missing !== undefined && { missing }),
    ...(excuses.length > 0 && { excusedBy: excuses }),
    because: [because(rule, opened, fact)],
  }));
}

/** F2: a working day before, on the day, and around the promised time. */
function ofPromises(situation: Situation): readonly Due[] {
  const { policy, zone, open } = situation;
  const { rule, workingDaysBefore: before, onTheDay, minutesBefore, minutesAfter } = policy.promises.reminders;
  const due: Due[] = [];
  // Around its time a promise is followed up though it may have ended unpaid meanwhile.
  const missed = [...situation.broken, ...situation.short].filter(
    ({ promise, endedAt }) => endedAt === promise.deadline,
  );
  for (const { promise, endedAt } of [...open, ...missed]) {
    const { fact, dueAt } = promise;
    const { promiseId } = fact.event.data;
    const day = localDay(dueAt, zone);
    const add = (kind: FollowUpKind, from: number, until: number) => {
      // Who promised only then is not to be reminded of what was before.
      if (until <= fact.at || contactedBetween(situation, Math.max(from, fact.at + 1), until)) return;
      due.push({ kind, from: Math.max(from, fact.at), until, rule, fact, promiseId });
    };
    if (minutesBefore + minutesAfter > 0) {
      add('promise-hour', dueAt - minutesBefore * MINUTE_MS, dueAt + minutesAfter * MINUTE_MS);
    }
    if (endedAt !== undefined) continue;
    for (const days of before) {
      const reminder = workingDaysBefore(day, days, policy.calendar);
      add('promise-reminder', beginOfDay(reminder, zone), beginOfDay(reminder + 1, zone));
    }
    for (const { from, to } of onTheDay) {
      add('promise-day', atClock(day, minutesOf(from), zone), atClock(day, minutesOf(to), zone));
    }
  }
  return due;
}

/** What is due because the case is late, whatever was promised. */
function ofLateness(situation: Situation): readonly Due[] {
  const { oldest, daysPastDue, past, policy } = situation;
  if (!oldest || daysPastDue < 1 || past.atField) return [];
  const begins = policy.contact.reduce((days, { rules }) => Math.max(days, rules.notBeforeDaysPastDue?.days ?? 1), 1);
  if (daysPastDue < begins) return [];
  return [
    ...firstContact(situation),
    ...contactsOfTheWeek(situation),
    ...attemptsOfTheMonth(situation),
    ...daily(situation),
    ...shortOfFunds(situation),
    ...milestones(situation),
  ];
}

/** S5: within so many hours after the day of the due is over, where nobody has tried since. */
function firstContact({ oldest, policy, zone, past }: Situation): readonly Due[] {
  if (!oldest) return [];
  const { rule, withinHours } = policy.followUps.firstContact;
  const from = beginOfDay(oldest.day + 1, zone);
  const tried = past.calls.findLast((call) => call.at >= from) ?? past.demands.findLast((demand) => demand.at >= from);
  return tried ? [] : [{ kind: 'first-contact', from, until: from + withinHours * HOUR_MS, rule, fact: oldest.fact }];
}

/** F4: reachable cases are contacted so often in a week from Monday on. */
function contactsOfTheWeek(situation: Situation): readonly Due[] {
  const { day, zone, policy, past, oldest } = situation;
  if (reachabilityOf(situation) === 'lost') return [];
  const { rule, contacts } = policy.followUps.reachable;
  const monday = day - weekday(day) + 1;
  const from = beginOfDay(monday, zone);
  const missing = contacts - countSince(past.reached, from);
  const until = beginOfDay(monday + 7, zone);
  return missing > 0 ? [{ kind: 'contacts-of-the-week', from, until, rule, fact: oldest?.fact, missing }] : [];
}

/** F4: lost ones are tried so often in a month of the calendar. */
function attemptsOfTheMonth(situation: Situation): readonly Due[] {
  const { day, zone, policy, past } = situation;
  if (reachabilityOf(situation) !== 'lost') return [];
  const { rule, attempts } = policy.followUps.lost;
  const first = dayOf(`${dateOf(day).slice(0, 8)}01`);
  const next = dayOf(`${dateOf(first + 32).slice(0, 8)}01`);
  const from = beginOfDay(first, zone);
  const missing = attempts - countSince(past.calls, from);
  const until = beginOfDay(next, zone);
  return missing > 0 ? [{ kind: 'attempts-of-the-month', from, until, rule, fact: past.lostSince, missing }] : [];
}

/** F5: an attempt a day in the first days; later daily where the debtor can be reached, every other day where not. */
function daily(situation: Situation): readonly Due[] {
  const { day, zone, policy, past, daysPastDue, oldest } = situation;
  const { rule, firstDays, reachableEvery, othersEvery } = policy.followUps.daily;
  const every = daysPastDue <= firstDays ? 1 : reachabilityOf(situation) === 'reachable' ? reachableEvery : othersEvery;
  const last = past.calls.at(-1);
  if (last && last.at >= beginOfDay(day - every + 1, zone)) return [];
  const from = last ? Math.max(day, localDay(last.at, zone) + every) : day;
  return [
    {
      kind: 'daily-attempt',
      from: beginOfDay(from, zone),
      until: beginOfDay(from + 1, zone),
      rule,
      fact: oldest?.fact,
    },
  ];
}

/** F6: who is short of funds for a time is called before each of these hours. */
function shortOfFunds({ day, zone, policy, past }: Situation): readonly Due[] {
  const reason = past.noted('reasonForDelay');
  const { rule, reasons, before } = policy.followUps.shortOfFunds;
  if (!reason || !reasons.includes(reason.value)) return [];
  const hours = before.map((time) => atClock(day, minutesOf(time), zone));
  return hours.flatMap((until, i): readonly Due[] => {
    const from = Math.max(hours[i - 1] ?? beginOfDay(day, zone), reason.fact.at);
    const done = past.calls.some((call) => call.at >= from && call.at < until);
    return done ? [] : [{ kind: 'short-of-funds', from, until, rule, fact: reason.fact }];
  });
}

/** S4: once, from a day past due on, until it is done. */
function milestones({ policy, oldest, zone, past }: Situation): readonly Due[] {
  if (!oldest) return [];
  return policy.followUps.milestones.flatMap(({ rule, kind, from: days }): readonly Due[] => {
    const from = beginOfDay(oldest.day + days, zone);
    const done =
      kind === 'lawyers-letter'
        ? past.demands.some(({ event, at }) => event.data.kind === 'lawyers-letter' && at >= oldest.fact.at)
        : past.reached.some((fact) => fact.at >= from && withGuarantor(fact, past));
    return done ? [] : [{ kind, from, until: beginOfDay(oldest.day + days + 7, zone), rule, fact: oldest.fact }];
  });
}

function withGuarantor(fact: Fact, { contacts }: Situation['past']): boolean {
  if (isFact(fact, 'FieldVisitReported')) return fact.event.data.result === 'met-guarantor';
  return (
    isFact(fact, 'CallAttempted', 'DemandSent') && contacts.get(fact.event.data.contactId)?.relation === 'guarantor'
  );
}

/** E7: a visit is due within days of the escalation. */
function ofVisit({ past, policy, zone }: Situation): readonly Due[] {
  const fact = past.atField;
  if (!fact) return [];
  const { rule, withinDays } = policy.followUps.fieldVisit;
  const until = beginOfDay(localDay(fact.at, zone) + withinDays + 1, zone);
  return [{ kind: 'field-visit', from: fact.at, until, rule, fact }];
}

/** How many of these, in the order in which they happened, happened at or after an instant. */
function countSince(facts: readonly Fact[], from: number): number {
  let count = 0;
  for (let i = facts.length - 1; i >= 0 && (facts[i]?.at ?? 0) >= from; i--) count += 1;
  return count;
}

function contactedBetween({ past }: Situation, from: number, until: number): boolean {
  for (let i = past.reached.length - 1; i >= 0; i--) {
    const at = past.reached[i]?.at ?? 0;
    if (at < from) return false;
    if (at < until) return true;
  }
  return false;
}
