/** What a case has come to, fact by fact: everything that the rules look at and that is no money. */
import { Contacts, isContactOnRecord, owes } from './contacts';
import type { EventData } from './events';
import { localDay } from './local-time';
import type { Policy, PolicyOf } from './policy/policy';
import { type Fact, type FactOf, happenedBefore, isFact, type OpenCase } from './state';

export type CallFact = FactOf<'CallAttempted'>;
export type HoldFact = FactOf<'HoldPlaced'>;

/** A note as its corrections leave it, and the event that says so. */
export interface Noted {
  readonly fact: FactOf<'NoteTaken' | 'NoteCorrected'>;
  readonly at: number;
  readonly data: Omit<Partial<EventData<'NoteTaken'>>, 'text'>;
}

/** The level in force at a contact on record, which the next one may exceed by one step only (T8). */
export interface ContactLevel {
  readonly fact: Fact;
  readonly level: number;
}

/** Local days, one after the other, on each of which somebody was called and nobody who owes was reached. */
interface VainDays {
  readonly first: number;
  readonly last: number;
}

export class Chronicle {
  readonly contacts: Contacts;
  readonly zone: string;
  policy: Policy;
  /** The escalation whose visit is awaited (S6). */
  atField: FactOf<'EscalatedToField'> | undefined;
  legal: FactOf<'LegalActionStarted'> | undefined;
  closed: FactOf<'CaseClosed'> | undefined;
  /** Placed and not lifted. */
  readonly holds = new Map<string, HoldFact>();
  readonly calls: CallFact[] = [];
  readonly demands: FactOf<'DemandSent'>[] = [];
  readonly visits: FactOf<'FieldVisitReported'>[] = [];
  lastContact: ContactLevel | undefined;
  /** Contacts on record, as they happened. */
  readonly reached: Fact[] = [];
  /** Since the last contact on record: outbound calls that reached nobody who owes. */
  vain: CallFact[] = [];
  /** Of them those that nobody answered. */
  unanswered: CallFact[] = [];
  /** The call that made the third of the days in vain, or however many the pack says. */
  lostSince: CallFact | undefined;
  /** An answer by somebody else since the last contact on record. */
  others: CallFact | undefined;
  /** A cheque that was taken back, and the calls after which nothing was paid or promised. */
  dishonoured: { readonly fact: FactOf<'PaymentReversed'>; readonly calls: CallFact[] } | undefined;
  readonly #notes: Noted[] = [];
  /** Of each thing that is noted, the note that says it last. */
  readonly #latest = new Map<string, Noted>();
  readonly #cheques = new Set<string>();
  /** Demands to those who owe, and the payments and promises that may have answered them. */
  readonly #demanded: FactOf<'DemandSent'>[] = [];
  readonly #answers: FactOf<'PartialPayment' | 'PaidInFull' | 'PromiseMade'>[] = [];
  readonly #reversedIds = new Set<string>();
  #vainDays: VainDays | undefined;

  constructor(
    readonly opened: OpenCase['opened'],
    private readonly policyOf: PolicyOf,
  ) {
    this.contacts = new Contacts(opened);
    this.zone = opened.event.data.debtor.timeZone;
    this.policy = policyOf(opened.event.data.policies);
  }

  /** Takes in the next fact as it happened, and tells whether it is a contact on record. */
  add(fact: Fact): boolean {
    this.contacts.add(fact);
    if (isContactOnRecord(fact, this.contacts)) {
      this.#reach(fact);
      this.#take(fact);
      return true;
    }
    this.#take(fact);
    return false;
  }

  /** What was said last of something, and the note that says so. */
  noted<N extends keyof Noted['data']>(
    name: N,
  ): { readonly value: NonNullable<Noted['data'][N]>; readonly fact: Fact } | undefined {
    const note = this.#latest.get(name);
    const value = note?.data[name];
    return note && value !== undefined && value !== null ? { value, fact: note.fact } : undefined;
  }

  /** Demands after which nothing was promised, or paid and not taken back. */
  get ignored(): readonly FactOf<'DemandSent'>[] {
    if (this.#demanded.length === 0) return this.#demanded;
    const answer = this.#answers.findLast(
      (fact) => !isFact(fact, 'PartialPayment', 'PaidInFull') || !this.#reversedIds.has(fact.event.data.paymentId),
    );
    return answer ? this.#demanded.filter((demand) => happenedBefore(answer, demand)) : this.#demanded;
  }

  #take(fact: Fact): void {
    if (isFact(fact, 'CallAttempted')) this.#call(fact);
    else if (isFact(fact, 'NoteTaken')) this.#note({ fact, at: fact.at, data: fact.event.data });
    else if (isFact(fact, 'NoteCorrected')) this.#correct(fact);
    else if (isFact(fact, 'PartialPayment', 'PaidInFull')) this.#paid(fact);
    else if (isFact(fact, 'PaymentReversed')) this.#reversed(fact);
    else if (isFact(fact, 'PromiseMade')) this.#promised(fact);
    else if (isFact(fact, 'HoldPlaced', 'HoldLifted')) this.#hold(fact);
    else if (isFact(fact, 'DemandSent')) {
      this.demands.push(fact);
      if (owes(this.contacts.get(fact.event.data.contactId)?.relation)) this.#demanded.push(fact);
    } else this.#decide(fact);
  }

  #decide(fact: Fact): void {
    if (isFact(fact, 'EscalatedToField')) this.atField = fact;
    else if (isFact(fact, 'LegalActionStarted')) this.legal ??= fact;
    else if (isFact(fact, 'CaseClosed')) this.closed = fact;
    else if (isFact(fact, 'CaseReopened')) this.closed = undefined;
    else if (isFact(fact, 'PolicyBound')) this.policy = this.policyOf(fact.event.data.policies);
    else if (isFact(fact, 'FieldVisitReported')) {
      this.atField = undefined;
      this.visits.push(fact);
    }
  }

  #hold(fact: FactOf<'HoldPlaced' | 'HoldLifted'>): void {
    const { holdId } = fact.event.data;
    if (isFact(fact, 'HoldPlaced')) this.holds.set(holdId, fact);
    else this.holds.delete(holdId);
  }

  /** A promise is an answer to demands and a result of calls. */
  #promised(fact: FactOf<'PromiseMade'>): void {
    this.#answers.push(fact);
    if (this.dishonoured) this.dishonoured = { ...this.dishonoured, calls: [] };
  }

  #paid(fact: FactOf<'PartialPayment' | 'PaidInFull'>): void {
    const { event } = fact;
    if (event.data.means === 'cheque') this.#cheques.add(event.data.paymentId);
    this.#answers.push(fact);
    this.dishonoured = undefined;
  }

  #reversed(fact: FactOf<'PaymentReversed'>): void {
    this.#reversedIds.add(fact.event.data.paymentId);
    if (this.#cheques.has(fact.event.data.paymentId)) this.dishonoured = { fact, calls: [] };
  }

  #reach(fact: Fact): void {
    this.reached.push(fact);
    this.vain = [];
    this.unanswered = [];
    this.lostSince = undefined;
    this.others = undefined;
    this.#vainDays = undefined;
  }

  #call(fact: CallFact): void {
    this.calls.push(fact);
    const { direction, result } = fact.event.data;
    // What the dialer did not connect reached nobody and tried nobody.
    if (direction === 'inbound' || result === 'not-connected') return;
    this.dishonoured?.calls.push(fact);
    if (fact === this.reached.at(-1)) return;
    if (result === 'answered') this.others = fact;
    else this.unanswered.push(fact);
    this.vain.push(fact);
    const day = localDay(fact.at, this.zone);
    const days = this.#vainDays;
    this.#vainDays = { first: days && day <= days.last + 1 ? days.first : day, last: day };
    if (day - this.#vainDays.first + 1 >= this.policy.profile.lost.days) this.lostSince ??= fact;
  }

  #note(note: Noted): void {
    this.#notes.push(note);
    this.#remember(note);
  }

  #remember(note: Noted): void {
    for (const [name, value] of Object.entries(note.data)) {
      if (value !== undefined && value !== null) this.#latest.set(name, note);
    }
  }

  /** The note that is corrected says the rest as before; one learnt of later than its correction is left as it is. */
  #correct(fact: FactOf<'NoteCorrected'>): void {
    const { correctionId: _id, noteId, by: _by, reason: _reason, text: _text, ...data } = fact.event.data;
    const place = this.#notes.findIndex((note) => note.data.noteId === noteId);
    const note = this.#notes[place];
    if (!note) return;
    this.#notes[place] = { ...note, fact, data: { ...note.data, ...data } };
    for (const one of this.#notes.slice(place)) this.#remember(one);
  }
}
