/** F1, F4, F10 and the practices that notes, promises, decisions and what was left undone show. */

import type { HoldFact } from '../chronicle';
import { toneCeilingFor } from '../contact/permission';
import { answererOf, isRightParty, owes } from '../contacts';
import { caseHolds, holdEffects } from '../holds';
import { beginOfDay, dateOf, localDay, weekday } from '../local-time';
import { reachabilityOf } from '../profile';
import type { Situation } from '../situation';
import { type Fact, type FactOf, isFact } from '../state';
import type { Relation } from '../vocabulary';
import { type Finding, finding } from './finding';

type NoteFact = FactOf<'NoteTaken'>;

/** How hard a contact might have pressed, just before it was made, and who it was with. */
export interface ToneDue {
  readonly most: number;
  readonly relation: Relation;
}

/** What was due in a call, just before it. */
export const toneDueIn = (call: FactOf<'CallAttempted'>, before: Situation): ToneDue => {
  const relation = answererOf(call, before.past.contacts) ?? 'other';
  return { most: toneCeilingFor(before, { relation }), relation };
};

/** B9, T7: a note says that a harder tone was used than was due in its call; one that names no call is not judged. */
export function toneFindings(
  note: NoteFact,
  at: Situation,
  call: FactOf<'CallAttempted'> | undefined,
  due: ToneDue | undefined,
): readonly Finding[] {
  const { toneUsed } = note.event.data;
  if (toneUsed === undefined || due === undefined || toneUsed <= due.most) return [];
  const detail = `tone ${toneUsed} was used where ${due.most} was due`;
  const rule = owes(due.relation) ? 'B9' : at.policy.tone.thirdParty.rule;
  return [
    finding(at.opened, { code: 'tone-overshoot', severity: 'high', rule, detail }, note, ...(call ? [call] : [])),
  ];
}

/** F10: a call that was answered by who owes ends with a promise or a reason. */
export function outcomeFindings(
  note: NoteFact,
  { opened, policy, past }: Situation,
  call: FactOf<'CallAttempted'> | undefined,
) {
  const { outcome, promised, reasonForDelay } = note.event.data;
  const { result, response } = call?.event.data ?? {};
  const spoke = call && result === 'answered' && response !== 'refused' && owes(answererOf(call, past.contacts));
  if (!call || !spoke || outcome === 'third-party' || promised || reasonForDelay || outcome === 'promised') return [];
  if (outcome === 'paid' || outcome === 'disputed' || outcome === 'wrong-number') return [];
  const found = { code: 'no-outcome', severity: 'low', rule: policy.work.outcome.rule } as const;
  return [finding(opened, { ...found, detail: 'neither a promise nor a reason' }, note, call)];
}

/** F1: promised further ahead than the pack has it; B4: by somebody who does not owe. */
export function promiseFindings(made: FactOf<'PromiseMade'>, { opened, policy, zone }: Situation): readonly Finding[] {
  const { dueAt, madeBy } = made.event.data;
  const { rule, days } = policy.promises.horizon;
  const ahead = localDay(Date.parse(dueAt), zone) - localDay(made.at, zone);
  const found: Finding[] = [];
  if (ahead > days) {
    const detail = `${ahead} days ahead, ${days} at most`;
    found.push(finding(opened, { code: 'promise-beyond-horizon', severity: 'low', rule, detail }, made));
  }
  if (!isRightParty(madeBy)) {
    const detail = `promised by: ${madeBy}`;
    found.push(finding(opened, { code: 'third-party-promise', severity: 'medium', rule: 'B4', detail }, made));
  }
  return found;
}

/** What a visit needs beside a criterion. */
const CONDITIONS: ReadonlySet<string> = new Set(['E7', 'E8']);

/** A visit that no criterion allowed, decided on a supervisor's word. */
export function escalationFindings(fact: FactOf<'EscalatedToField'>, { opened }: Situation): readonly Finding[] {
  const { criteria, override } = fact.event.data;
  const needed =
    !criteria.some(({ rule, met }) => met && !CONDITIONS.has(rule)) ||
    criteria.some(({ rule, met }) => !met && CONDITIONS.has(rule));
  if (!override || !needed) return [];
  const missing = criteria.filter(({ met }) => !met).map(({ rule }) => rule);
  const detail = `decided on a supervisor’s word; not met: ${[...new Set(missing)].join(', ')}`;
  return [finding(opened, { code: 'escalation-overridden', severity: 'info', rule: 'E7', detail }, fact)];
}

/** B12: a source that no contact may come from. */
export function sourceFindings(
  fact: FactOf<'ContactAdded' | 'ContactUpdated'>,
  { opened, policy }: Situation,
): readonly Finding[] {
  const { source } = fact.event.data;
  return policy.contact
    .flatMap(({ layer, rules: { contactSources } }) =>
      contactSources?.unlawful.includes(source) ? [{ layer, rule: contactSources.rule }] : [],
    )
    .slice(0, 1)
    .map(({ layer, rule }) =>
      finding(opened, { code: 'unlawful-source', severity: 'critical', rule, layer, detail: `from: ${source}` }, fact),
    );
}

/** B17: pressed although the debtor is known to be in hardship. */
export function pressureFindings(
  fact: FactOf<'DemandSent' | 'LegalActionStarted'>,
  situation: Situation,
): readonly Finding[] {
  const { opened } = situation;
  const pressing = fact.event.type === 'LegalActionStarted' || isLawyersLetter(fact);
  const hold = caseHolds(situation).find(({ hold: { event } }) => event.data.kind === 'hardship')?.hold;
  if (!pressing || !hold) return [];
  const found = { code: 'pressed-despite-hardship', severity: 'high', rule: 'B17' } as const;
  return [finding(opened, { ...found, detail: 'hardship is on record' }, fact, hold)];
}

const isLawyersLetter = (fact: Fact): boolean =>
  isFact(fact, 'DemandSent') && fact.event.data.kind === 'lawyers-letter';

/** A cue that nobody has taken up yet, and until when it can be (epoch milliseconds). */
export interface Cue {
  readonly note: NoteFact;
  readonly until: number;
}

const CUE_DAYS = 3;
const CUES: ReadonlySet<unknown> = new Set(['left-job', 'disaster', 'family-change']);

/** B18: what a note says of hardship is to be taken up within days. */
export function cueOf(note: NoteFact, { zone, past }: Situation): Cue | undefined {
  const { outcome, reasonForDelay } = note.event.data;
  if (outcome !== 'hardship' && !CUES.has(reasonForDelay)) return undefined;
  if ([...past.holds.values()].some(({ event }) => event.data.kind === 'hardship')) return undefined;
  return { note, until: beginOfDay(localDay(note.at, zone) + CUE_DAYS + 1, zone) };
}

export const ignoredCue = ({ note }: Cue, { opened }: Pick<Situation, 'opened'>): Finding =>
  finding(
    opened,
    {
      code: 'hardship-cue-ignored',
      severity: 'medium',
      rule: 'B18',
      detail: `no hardship hold within ${CUE_DAYS} days`,
    },
    note,
  );

/** A hold, and until when it was in force; epoch milliseconds. */
export interface Held {
  readonly fact: HoldFact;
  until: number;
}

const DAY_MS = 86_400_000;

/** Holds on the whole case that were in force for a day of this time or longer. */
const heldFor = (holds: readonly Held[], from: number, to: number): readonly HoldFact[] =>
  holds
    .filter(({ fact, until }) => Math.min(until, to) - Math.max(fact.at, from) >= DAY_MS)
    .map(({ fact }) => fact)
    .filter(({ event }) => event.data.contactId === undefined);

/** F4: a week in which a reachable case was contacted less often than it should; what forbade it excuses it. */
export function weekFindings(
  situation: Situation,
  checks: readonly FactOf<'ContactPermissionChecked'>[],
  holds: readonly Held[],
): readonly Finding[] {
  const { past, policy, opened, oldest, zone, at, day } = situation;
  const monday = day - weekday(day) + 1;
  const from = beginOfDay(monday, zone);
  const begins = policy.contact.reduce((days, { rules }) => Math.max(days, rules.notBeforeDaysPastDue?.days ?? 1), 1);
  const lateAllWeek = oldest !== undefined && oldest.day + begins <= monday && opened.at <= from;
  if (!lateAllWeek || past.closed || past.legal || past.atField || reachabilityOf(situation) === 'lost') return [];
  const { rule, contacts } = policy.followUps.reachable;
  const made = past.reached.filter((fact) => fact.at >= from && fact.at <= at);
  if (made.length >= contacts) return [];
  const denied = checks.filter((check) => check.at >= from && check.at <= at && !check.event.data.allowed);
  const excusedBy = [
    ...holdEffects(heldFor(holds, from, at), policy).flatMap(({ rule: held }) =>
      held.excusesCadence ? [held.rule] : [],
    ),
    ...denied.flatMap(({ event }) => event.data.rule ?? []),
  ];
  const detail = `${made.length} of ${contacts} contacts in the week from ${dateOf(monday)}`;
  const found = { code: 'cadence-missed', severity: excusedBy.length > 0 ? 'info' : 'low', rule, detail } as const;
  const about = finding(
    opened,
    { ...found, ...(excusedBy.length > 0 && { excusedBy: [...new Set(excusedBy)] }) },
    oldest.fact,
    ...made,
    ...denied,
  );
  // One week after the other is missed of the same due.
  return [{ ...about, key: `${found.code}:${rule}:${monday}` }];
}
