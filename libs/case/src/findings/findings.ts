/** Everything that the facts of a case show amiss, each judged as of when it happened, by the rule books bound then. */
import { type Attempt, attemptOf, type Elsewhere, NOWHERE } from '../contact/attempts';
import { beginOfDay, localDay, weekday } from '../local-time';
import type { PolicyOf } from '../policy/policy';
import type { Situation } from '../situation';
import { Walk } from '../standing';
import { type Fact, type FactOf, happenedBy, isFact, type OpenCase } from '../state';
import { oncePerCall } from '../tellings';
import {
  type Cue,
  cueOf,
  escalationFindings,
  type Held,
  ignoredCue,
  outcomeFindings,
  pressureFindings,
  promiseFindings,
  sourceFindings,
  type ToneDue,
  toneDueIn,
  toneFindings,
  weekFindings,
} from './conduct-findings';
import { type Before, callFindings, demandFindings, visitFindings } from './contact-findings';
import type { Finding } from './finding';

/** No counter looks further back. */
const LOOK_BACK_MS = 32 * 86_400_000;
const DAY_MS = 86_400_000;

/**
 * What is amiss at `at` (epoch milliseconds), in the order in which it happened. `elsewhere` is what is known of calls in
 * other cases; without it only this case is counted.
 */
export const findingsOf = (
  state: OpenCase,
  policyOf: PolicyOf,
  at: number,
  elsewhere: Elsewhere = NOWHERE,
): readonly Finding[] => reviewOf(state, policyOf, at, elsewhere).found.map(({ finding }) => finding);

/** What was found, and when time alone can add to it next. */
export interface Reviewed {
  readonly found: readonly DatedFinding[];
  /** Epoch milliseconds; infinite where only further facts can. */
  readonly next: number;
}

/** A finding, and the fact that it is about. */
export interface DatedFinding {
  readonly finding: Finding;
  /** When that was, or from when on nobody did what was due; epoch milliseconds. */
  readonly at: number;
  readonly about: Fact | undefined;
}

/** As {@link findingsOf}. */
export function reviewOf(state: OpenCase, policyOf: PolicyOf, at: number, elsewhere: Elsewhere): Reviewed {
  const review = new Review(state.opened, policyOf, elsewhere);
  const corrected = asCorrected(happenedBy(state.facts, at));
  for (const fact of oncePerCall(corrected)) review.add(fact);
  review.passTime(at);
  const ahead = state.facts.find((fact) => fact.at > at)?.at ?? Number.POSITIVE_INFINITY;
  return { found: review.found, next: Math.min(review.next, ahead) };
}

/** Notes say what they should have said from the beginning: what is amiss is judged by that. */
export function asCorrected(facts: readonly Fact[]): readonly Fact[] {
  const corrections = new Map<string, object>();
  for (const fact of facts) {
    if (!isFact(fact, 'NoteCorrected')) continue;
    const { correctionId: _id, noteId, by: _by, reason: _reason, ...said } = fact.event.data;
    corrections.set(noteId, { ...corrections.get(noteId), ...said });
  }
  if (corrections.size === 0) return facts;
  return facts.map((fact) => {
    const said = isFact(fact, 'NoteTaken') ? corrections.get(fact.event.data.noteId) : undefined;
    return said ? ({ ...fact, event: { ...fact.event, data: { ...fact.event.data, ...said } } } as Fact) : fact;
  });
}

/** A walk through a case that looks at each fact before it is taken in; facts as they happened, notes {@link asCorrected}, each call once. */
export class Review {
  readonly #walk: Walk;
  readonly #found: DatedFinding[] = [];
  readonly #others: readonly Attempt[];
  #attempts: Attempt[] = [];
  #nextOther = 0;
  #cues: Cue[] = [];
  readonly #checks: FactOf<'ContactPermissionChecked'>[] = [];
  readonly #holds: Held[] = [];
  readonly #tones = new Map<string, ToneDue>();
  readonly #calls = new Map<string, FactOf<'CallAttempted'>>();
  #nextMonday: number;

  constructor(
    private readonly opened: OpenCase['opened'],
    policyOf: PolicyOf,
    private readonly elsewhere: Elsewhere,
  ) {
    this.#walk = new Walk(opened, policyOf);
    this.#others = [...elsewhere.attempts].sort((a, b) => a.at - b.at);
    this.#nextMonday = this.#mondayAfter(opened.at);
  }

  add(fact: Fact): void {
    this.passTime(fact.at);
    const situation = this.#walk.situation(Math.max(fact.at, this.opened.at));
    this.#find(this.#look(fact, situation), fact.at, fact);
    this.#walk.add(fact);
    if (isFact(fact, 'CallAttempted')) {
      const { caseId, debtor } = this.opened.event.data;
      const of = { caseId, debtorId: debtor.personId };
      this.#attempts.push(attemptOf(fact, of, situation.past.contacts, this.elsewhere.keyOf));
    }
    if (isFact(fact, 'HoldPlaced')) {
      this.#holds.push({ fact, until: Number.POSITIVE_INFINITY });
      if (fact.event.data.kind === 'hardship') this.#cues = [];
    }
    if (isFact(fact, 'HoldLifted')) {
      const held = this.#holds.find((one) => one.fact.event.data.holdId === fact.event.data.holdId);
      if (held) held.until = fact.at;
    }
  }

  /** What the facts so far show. */
  get found(): readonly DatedFinding[] {
    return this.#found;
  }

  /** When time alone may show more; epoch milliseconds. Nothing is missed of a case that is closed. */
  get next(): number {
    const { closed } = this.#walk.situation(this.#nextMonday - 1).past;
    const weekEnds = closed ? Number.POSITIVE_INFINITY : this.#nextMonday;
    return this.#cues.reduce((next, { until }) => Math.min(next, until), weekEnds);
  }

  #find(findings: readonly Finding[], at: number, about: Fact | undefined): void {
    for (const finding of findings) this.#found.push({ finding, at, about });
  }

  #look(fact: Fact, situation: Situation): readonly Finding[] {
    if (isFact(fact, 'CallAttempted')) {
      this.#calls.set(fact.event.data.callId, fact);
      this.#tones.set(fact.event.data.callId, toneDueIn(fact, situation));
      return callFindings(fact, this.#before(fact, situation));
    }
    if (isFact(fact, 'DemandSent')) {
      return [...demandFindings(fact, this.#before(fact, situation)), ...pressureFindings(fact, situation)];
    }
    if (isFact(fact, 'FieldVisitReported')) return visitFindings(fact, this.#before(fact, situation));
    if (isFact(fact, 'NoteTaken')) return this.#note(fact, situation);
    if (isFact(fact, 'PromiseMade')) return promiseFindings(fact, situation);
    if (isFact(fact, 'EscalatedToField')) return escalationFindings(fact, situation);
    if (isFact(fact, 'LegalActionStarted')) return pressureFindings(fact, situation);
    if (isFact(fact, 'ContactAdded', 'ContactUpdated')) return sourceFindings(fact, situation);
    if (isFact(fact, 'ContactPermissionChecked')) this.#checks.push(fact);
    return [];
  }

  #note(note: FactOf<'NoteTaken'>, situation: Situation): readonly Finding[] {
    const { callId } = note.event.data;
    const call = callId === undefined ? undefined : this.#calls.get(callId);
    const cue = cueOf(note, situation);
    if (cue) this.#cues.push(cue);
    const due = callId === undefined ? undefined : this.#tones.get(callId);
    return [...toneFindings(note, situation, call, due), ...outcomeFindings(note, situation, call)];
  }

  #before(fact: Fact, situation: Situation): Before {
    for (
      let other = this.#others[this.#nextOther];
      other && other.at < fact.at;
      other = this.#others[this.#nextOther]
    ) {
      this.#attempts.push(other);
      this.#nextOther += 1;
    }
    this.#attempts = this.#attempts.filter((one) => one.at > fact.at - LOOK_BACK_MS || one.refused);
    this.#attempts.sort((a, b) => a.at - b.at);
    return { situation, attempts: this.#attempts, keyOf: this.elsewhere.keyOf };
  }

  /**
   * Finds what nobody did until an instant (epoch milliseconds), from which on only later facts can be added: weeks without
   * enough contacts, and cues that were not taken up.
   */
  passTime(until: number): void {
    for (; this.#nextMonday <= until; this.#nextMonday = this.#mondayAfter(this.#nextMonday)) {
      const sunday = this.#walk.situation(this.#nextMonday - 1);
      this.#find(weekFindings(sunday, this.#checks, this.#holds), sunday.at, undefined);
    }
    const over = this.#cues.filter((cue) => cue.until <= until);
    this.#cues = this.#cues.filter((cue) => cue.until > until);
    for (const cue of over) this.#find([ignoredCue(cue, { opened: this.opened })], cue.note.at, cue.note);
  }

  #mondayAfter(instant: number): number {
    const zone = this.opened.event.data.debtor.timeZone;
    const day = localDay(instant, zone);
    const next = beginOfDay(day + 8 - weekday(day), zone);
    return Number.isFinite(next) ? next : instant + 7 * DAY_MS;
  }
}
