/**
 * Where a case stands at an instant, and why. A pure function of the facts, the rule book and the instant: the same for
 * a command, a query, last year's replay and the alarm that waits for the next change.
 */
import {
  type Account,
  accountOf,
  clearingCredit,
  type Outcome,
  outcomeOf,
  overdueOn,
  type PromiseState,
  Tally,
} from './account';
import { type Because, because } from './because';
import { Chronicle } from './chronicle';
import type { Money } from './events';
import { eligibility, type FieldEligibility } from './field-eligibility';
import { type FollowUp, followUpsAt } from './follow-ups';
import { type HoldStanding, holdStandings } from './holds';
import { knownInstant, nextMidnight, startOfDay, toInstant } from './local-time';
import type { PolicyOf } from './policy/policy';
import { type Profile, profileAt } from './profile';
import { type Situation, situationAt } from './situation';
import { type Stage, stageAt } from './stage';
import { type CaseState, type Fact, type FactOf, happenedBy, type OpenCase, onlyFacts } from './state';
import { oncePerCall } from './tellings';
import { levelAtContact, type Tone, toneAt } from './tone';

/** The answer to "where does this case stand?"; every derived value names the rules and events that made it. */
export interface Standing {
  readonly at: string;
  /** Local days since the oldest unpaid due; 0 on its day, negative before it, 0 when nothing is due. */
  readonly daysPastDue: number;
  readonly bucket: string;
  readonly stage: Stage;
  readonly holds: readonly HoldStanding[];
  readonly promise: PromiseStanding;
  readonly tone: Tone;
  readonly profile: Profile;
  readonly fieldEscalation: FieldEligibility;
  /** What is due now or later, by when it has to be done. */
  readonly followUps: readonly FollowUp[];
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
  readonly state: Exclude<PromiseState, 'withdrawn'> | 'none';
  readonly promiseId?: string;
  readonly amount?: Money;
  readonly paid?: Money;
  readonly dueAt?: string;
  readonly because: readonly Because[];
}

/**
 * The standing of the case at `at` (epoch milliseconds), counting what happened until then, by the rule books bound then.
 * Undefined when the case was not open yet.
 */
export function standing(state: CaseState, policyOf: PolicyOf, at: number): Standing | undefined {
  if (state.status === 'unopened' || state.opened.at > at) return undefined;
  const now = walkTo(state, policyOf, at).standing(at);
  const ahead = knownAhead(state, at);
  if (ahead === undefined || (now.nextChangeAt !== null && Date.parse(now.nextChangeAt) <= ahead)) return now;
  const then = standing(state, policyOf, ahead);
  const same = then && timeless(then) === timeless(now);
  return { ...now, nextChangeAt: same ? then.nextChangeAt : toInstant(ahead) };
}

const timeless = (standing: Standing): string => JSON.stringify({ ...standing, at: '', nextChangeAt: '' });

/** What the rules look at, at `at` (epoch milliseconds); undefined when the case was not open yet. */
export function situationOf(state: CaseState, policyOf: PolicyOf, at: number): Situation | undefined {
  if (state.status === 'unopened' || state.opened.at > at) return undefined;
  return walkTo(state, policyOf, at).situation(at);
}

/** A walk over the first facts of a case. */
interface Walked {
  readonly policyOf: PolicyOf;
  readonly walk: Walk;
  /** The facts it took in, and how many of them. */
  facts: readonly Fact[];
  taken: number;
}

/** By the opening of the case, which stays the same while it grows: the next command need not walk what the last one did. */
const lastWalks = new WeakMap<OpenCase['opened'], Walked>();

/** The last walk where it took in facts that still come first and had happened by then, else a new one; up to `at`, each call once. */
function walkTo({ opened, facts: known }: OpenCase, policyOf: PolicyOf, at: number): Walk {
  const facts = oncePerCall(happenedBy(known, at));
  let walked = lastWalks.get(opened);
  if (!walked || walked.policyOf !== policyOf || !continues(walked, facts)) {
    walked = { policyOf, walk: new Walk(opened, policyOf), facts, taken: 0 };
    lastWalks.set(opened, walked);
  }
  walked.facts = facts;
  for (let fact = facts[walked.taken]; fact; fact = facts[walked.taken]) {
    walked.walk.add(fact);
    walked.taken += 1;
  }
  return walked.walk;
}

function continues({ facts, taken }: Walked, now: readonly Fact[]): boolean {
  if (facts === now) return true;
  for (let i = taken - 1; i >= 0; i--) if (facts[i] !== now[i]) return false;
  return true;
}

/** A clock that runs ahead reports what happens in a moment: until then it is known, and does not count yet. */
function knownAhead({ facts }: CaseState, at: number): number | undefined {
  let first: number | undefined;
  for (let i = facts.length - 1; i >= 0; i--) {
    const fact = facts[i];
    if (!fact || fact.at <= at) break;
    if (fact.recordedAt <= at) first = fact.at;
  }
  return first;
}

/** The case as of an instant: facts that had not happened yet are left out. */
export const asOf = (state: CaseState, at: number): CaseState => {
  const last = state.facts.at(-1);
  const whole = (state.status === 'unopened' || state.opened.at <= at) && (!last || last.at <= at);
  return whole ? state : onlyFacts(state, (fact) => fact.at <= at);
};

/** What each promise of the case has come to at an instant (epoch milliseconds), in the order in which they were made. */
export function promiseOutcomes(state: CaseState, policyOf: PolicyOf, at: number): readonly Outcome[] {
  if (state.status === 'unopened') return [];
  const zone = state.opened.event.data.debtor.timeZone;
  return accountAt(state, policyOf, at).promises.map((promise) => outcomeOf(promise, at, zone));
}

/** The account of the case at an instant (epoch milliseconds). */
export const accountAt = (state: OpenCase, policyOf: PolicyOf, at: number): Account =>
  accountOf(state.opened, happenedBy(state.facts, at), policyOf);

/**
 * A case as it unfolds: takes in facts in the order in which they happened, and tells where it stands after them. What
 * one step costs does not grow with the steps before it.
 */
export class Walk {
  readonly #tally: Tally;
  readonly #past: Chronicle;

  constructor(
    readonly opened: FactOf<'CaseOpened'>,
    policyOf: PolicyOf,
  ) {
    this.#tally = new Tally(opened, policyOf);
    this.#past = new Chronicle(opened, policyOf);
  }

  /** Takes in the next fact, and keeps the level in force where it is a contact on record (T8). */
  add(fact: Fact): void {
    this.#tally.add(fact);
    if (this.#past.add(fact)) {
      this.#past.lastContact = { fact, level: levelAtContact(this.situation(fact.at)) };
    }
  }

  /** What the rules look at, at `at` (epoch milliseconds), not before the newest fact. It holds until the next is added. */
  situation(at: number): Situation {
    return situationAt(at, this.#past, this.#tally.account);
  }

  /** The standing at `at` (epoch milliseconds), not before the newest fact. */
  standing(at: number): Standing {
    return standingOf(this.situation(at));
  }
}

function standingOf(situation: Situation): Standing {
  const { opened, policy, account, daysPastDue, bucket, oldest, day, at } = situation;
  const { currency } = opened.event.data.outstanding;
  const money = (minor: number): Money => ({ currency, minor });
  const moved = reasonsOf(account, opened);
  const shown = shownPromise(situation);
  const followUps = followUpsAt(situation);
  return {
    at: toInstant(at),
    daysPastDue,
    bucket: `M${bucket}`,
    stage: stageAt(situation),
    holds: holdStandings(situation),
    promise: promiseStanding(situation, shown, money),
    tone: toneAt(situation),
    profile: profileAt(situation),
    fieldEscalation: eligibility(situation),
    followUps,
    outstanding: money(account.outstanding),
    overdue: money(overdueOn(account, day)),
    because: {
      daysPastDue: [because('S9', opened, oldest?.fact ?? clearingCredit(account) ?? opened)],
      bucket: [because(policy.buckets.rule, opened, oldest?.fact)],
      outstanding: moved.outstanding,
      overdue: moved.overdue,
    },
    nextChangeAt: nextChange(situation, shown, followUps),
    pack: policy.ref,
  };
}

interface MoneyReasons {
  readonly outstanding: readonly Because[];
  readonly overdue: readonly Because[];
}

/** They stay the same until the next fact about money. */
const moneyReasons = new WeakMap<Account, MoneyReasons>();

function reasonsOf(account: Account, opened: FactOf<'CaseOpened'>): MoneyReasons {
  const known = moneyReasons.get(account);
  if (known) return known;
  const moving = [...account.credits, ...account.adjustments].map((fact) => because('S9', opened, fact));
  const due = account.dues.filter(({ unpaid }) => unpaid > 0).map(({ fact }) => because('S9', opened, fact));
  const reasons = { outstanding: [because('S9', opened, opened), ...moving], overdue: [...due, ...moving] };
  moneyReasons.set(account, reasons);
  return reasons;
}

/** The promise to look at: the open one due first, else the one that ended last; none that was withdrawn. */
function shownPromise({ outcomes }: Situation): Outcome | undefined {
  let shown: Outcome | undefined;
  for (const one of outcomes) {
    if (one.state === 'withdrawn') continue;
    if (!shown || isRather(one, shown)) shown = one;
  }
  return shown;
}

function isRather(one: Outcome, other: Outcome): boolean {
  if (one.endedAt === undefined) return other.endedAt !== undefined || one.promise.dueAt < other.promise.dueAt;
  return other.endedAt !== undefined && one.endedAt > other.endedAt;
}

function promiseStanding(
  { opened, policy }: Situation,
  shown: Outcome | undefined,
  money: (minor: number) => Money,
): PromiseStanding {
  if (!shown || shown.state === 'withdrawn') return { state: 'none', because: [] };
  const { promise } = shown;
  const counted = [promise.fact, promise.completed ?? (shown.state === 'broken' ? promise.reported : undefined)];
  return {
    state: shown.state,
    promiseId: promise.fact.event.data.promiseId,
    amount: money(promise.amount),
    paid: money(promise.paid),
    dueAt: knownInstant(promise.dueAt),
    because: counted.filter((fact) => fact !== undefined).map((fact) => because(policy.promises.rule, opened, fact)),
  };
}

/**
 * Midnight moves the days past due, a promise's deadline the promise and the tone with it, and what is due is too late
 * once its time is over. Where nothing is due any more, only the promise that is shown changes.
 */
function nextChange(
  { at, oldest, open, zone }: Situation,
  shown: Outcome | undefined,
  followUps: readonly FollowUp[],
): string | null {
  let next = oldest ? nextMidnight(at, zone) : Number.POSITIVE_INFINITY;
  const consider = (instant: number) => {
    if (instant > at && instant < next) next = instant;
  };
  for (const one of oldest ? open : [shown]) {
    if (!one || one.endedAt !== undefined) continue;
    consider(startOfDay(one.promise.dueAt, zone));
    consider(one.promise.deadline);
  }
  const first = followUps[0];
  if (first) consider(Date.parse(first.until));
  return Number.isFinite(next) ? knownInstant(next) : null;
}
