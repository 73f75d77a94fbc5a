/**
 * Where a case stands at an instant, and why. A pure function of the facts, the rule book and the instant: the same for
 * a command, a query, last year's replay and the alarm that waits for the next change.
 */
import {
  type Account,
  accountOf,
  clearingPayment,
  type Outcome,
  outcomeOf,
  overdueOn,
  type PromiseState,
  Tally,
} from './account';
import { type Because, because } from './because';
import { isContactOnRecord } from './contacts';
import type { Money } from './events';
import { eligibility, type FieldEligibility } from './field-eligibility';
import { localDay, nextMidnight, startOfDay, toInstant } from './local-time';
import type { Policy } from './policy';
import { awaitedVisit, type ContactLevel, type Situation, situationAt } from './situation';
import { type Stage, stageAt } from './stage';
import { type CaseState, type Fact, type FactOf, isFact, type OpenCase, onlyFacts } from './state';
import { stepwise, type Tone, toneAt } from './tone';
import type { Relation } from './vocabulary';

/** The answer to "where does this case stand?"; every derived value names the rules and events that made it. */
export interface Standing {
  readonly at: string;
  /** Local days since the oldest unpaid due; 0 on its day, negative before it, 0 when nothing is due. */
  readonly daysPastDue: number;
  readonly bucket: string;
  readonly stage: Stage;
  readonly promise: PromiseStanding;
  readonly tone: Tone;
  readonly fieldEscalation: FieldEligibility;
  readonly outstanding: Money;
  readonly overdue: Money;
  /** Reasons of the plain values above. */
  readonly because: {
    readonly daysPastDue: readonly Because[];
    readonly bucket: readonly Because[];
    readonly outstanding: readonly Because[];
    readonly overdue: readonly Because[];
  };
  /** The earliest instant after `at` at which any of this changes by itself; null when time alone changes nothing. */
  readonly nextChangeAt: string | null;
  readonly pack: string;
}

export interface PromiseStanding {
  readonly state: PromiseState | 'none';
  readonly promiseId?: string;
  readonly amount?: Money;
  readonly paid?: Money;
  readonly dueAt?: string;
  readonly because: readonly Because[];
}

/**
 * The standing of the case at `at` (epoch milliseconds), counting what happened until then. Undefined when the case was
 * not open yet.
 */
export function standing(state: CaseState, policy: Policy, at: number): Standing | undefined {
  if (state.status === 'unopened' || state.opened.at > at) return undefined;
  const { walk, taken } = walked(state, policy, at);
  for (let fact = state.facts[taken.length]; fact && fact.at <= at; fact = state.facts[taken.length]) {
    walk.add(fact);
    taken.push(fact);
  }
  return walk.standing(at, knownAhead(state, at));
}

/** A walk over the first facts of a case. */
interface Walked {
  readonly policy: Policy;
  readonly walk: Walk;
  readonly taken: Fact[];
}

/** By the opening of the case, which stays the same while it grows: the next command need not walk what the last one did. */
const lastWalks = new WeakMap<OpenCase['opened'], Walked>();

/** The last walk where it took in facts that still come first and had happened by then, else a new one. */
function walked({ opened, facts }: OpenCase, policy: Policy, at: number): Walked {
  const known = lastWalks.get(opened);
  const last = known?.taken.at(-1);
  const fits = known?.policy === policy && (!last || last.at <= at);
  if (known && fits && known.taken.every((fact, i) => fact === facts[i])) return known;
  const fresh: Walked = { policy, walk: new Walk(opened, policy), taken: [] };
  lastWalks.set(opened, fresh);
  return fresh;
}

/** A clock that runs ahead reports what happens in a moment: until then it is known, and does not count yet. */
const knownAhead = ({ facts }: CaseState, at: number): number | undefined =>
  facts.find((fact) => fact.at > at && fact.recordedAt <= at)?.at;

/** The case as of an instant: facts that had not happened yet are left out. */
export const asOf = (state: CaseState, at: number): CaseState => {
  const last = state.facts.at(-1);
  const whole = (state.status === 'unopened' || state.opened.at <= at) && (!last || last.at <= at);
  return whole ? state : onlyFacts(state, (fact) => fact.at <= at);
};

/** What each promise of the case has come to at an instant (epoch milliseconds), in the order in which they were made. */
export function promiseOutcomes(state: CaseState, policy: Policy, at: number): readonly Outcome[] {
  if (state.status === 'unopened') return [];
  const zone = state.opened.event.data.debtor.timeZone;
  return accountAt(state, policy, at).promises.map((promise) => outcomeOf(promise, at, zone));
}

/** The account of the case at an instant (epoch milliseconds). */
export const accountAt = (state: OpenCase, policy: Policy, at: number): Account =>
  accountOf(state.opened, asOf(state, at).facts, policy);

/**
 * A case as it unfolds: takes in facts in the order in which they happened, and tells where it stands after them. What
 * one step costs does not grow with the steps before it.
 */
export class Walk {
  readonly #relations: Map<string, Relation>;
  readonly #tally: Tally;
  #atField: Fact | undefined;
  #lastContact: ContactLevel | undefined;

  constructor(
    readonly opened: FactOf<'CaseOpened'>,
    private readonly policy: Policy,
  ) {
    const { contacts } = opened.event.data;
    this.#relations = new Map(contacts.map(({ contactId, relation }) => [contactId, relation]));
    this.#tally = new Tally(opened, policy);
  }

  /** Takes in the next fact, and keeps the level in force where it is a contact on record (T8). */
  add(fact: Fact): void {
    this.#tally.add(fact);
    this.#atField = awaitedVisit(this.#atField, fact);
    if (isFact(fact, 'ContactAdded', 'ContactUpdated') && fact.event.data.relation) {
      this.#relations.set(fact.event.data.contactId, fact.event.data.relation);
    }
    if (isContactOnRecord(fact, (contactId) => this.#relations.get(contactId))) {
      this.#lastContact = { fact, level: stepwise(this.#situation(fact.at), this.#lastContact) };
    }
  }

  /** The standing at `at` (epoch milliseconds), not before the newest fact; `ahead` is when the next known fact happens. */
  standing(at: number, ahead?: number): Standing {
    const { opened, policy } = this;
    const situation = this.#situation(at);
    const { currency } = opened.event.data.outstanding;
    const zone = opened.event.data.debtor.timeZone;
    const money = (minor: number): Money => ({ currency, minor });
    const { account, daysPastDue, oldest } = situation;
    const paying = account.payments.map((fact) => because('S9', opened, fact));
    return {
      at: toInstant(at),
      daysPastDue,
      bucket: daysPastDue < 1 ? 'M0' : `M${Math.ceil(daysPastDue / policy.buckets.days)}`,
      stage: stageAt(situation),
      promise: promiseStanding(situation, money),
      tone: toneAt(situation, this.#lastContact),
      fieldEscalation: eligibility(situation),
      outstanding: money(account.outstanding),
      overdue: money(overdueOn(account, localDay(at, zone))),
      because: {
        daysPastDue: [because('S9', opened, oldest?.fact ?? clearingPayment(account) ?? opened)],
        bucket: [because(policy.buckets.rule, opened, oldest?.fact)],
        outstanding: [because('S9', opened, opened), ...paying],
        overdue: [
          ...account.dues.filter((due) => due.unpaid > 0).map((due) => because('S9', opened, due.fact)),
          ...paying,
        ],
      },
      nextChangeAt: nextChange(situation, zone, ahead),
      pack: policy.ref,
    };
  }

  #situation(at: number): Situation {
    const { opened, policy } = this;
    return situationAt(at, { opened, policy, account: this.#tally.account, atField: this.#atField });
  }
}

/** The promise to look at: the open one due first, else the one that ended last. */
function promiseStanding({ opened, outcomes }: Situation, money: (minor: number) => Money): PromiseStanding {
  const open = outcomes.filter((one) => one.endedAt === undefined).sort((a, b) => a.promise.dueAt - b.promise.dueAt);
  const ended = outcomes.filter((one) => one.endedAt !== undefined);
  const shown = open[0] ?? ended.sort((a, b) => (b.endedAt ?? 0) - (a.endedAt ?? 0))[0];
  if (!shown) return { state: 'none', because: [] };
  const { promise } = shown;
  const counted = [promise.fact, promise.completed ?? (shown.state === 'broken' ? promise.reported : undefined)];
  return {
    state: shown.state,
    promiseId: promise.fact.event.data.promiseId,
    amount: money(promise.amount),
    paid: money(promise.paid),
    dueAt: toInstant(promise.dueAt),
    because: counted.filter((fact) => fact !== undefined).map((fact) => because('F3', opened, fact)),
  };
}

/** Midnight moves the days past due; a promise's own day and deadline move the promise, and the tone with it. */
function nextChange({ at, oldest, outcomes }: Situation, zone: string, known?: number): string | null {
  const instants = outcomes
    .filter((one) => one.endedAt === undefined)
    .flatMap(({ promise }) => [startOfDay(promise.dueAt, zone), promise.deadline]);
  if (oldest) instants.push(nextMidnight(at, zone));
  if (known !== undefined) instants.push(known);
  const ahead = instants.filter((instant) => instant > at && Number.isFinite(instant));
  return ahead.length === 0 ? null : toInstant(Math.min(...ahead));
}
