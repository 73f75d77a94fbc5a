/**
 * The money of a case at an instant: what is due, what was paid, and what each promise came to. Built from the facts
 * alone, never from what an event calls itself, so that back-dated payments and reversals cannot make it lie.
 */
import { dayOf, localDay } from './local-time';
import type { Policy, PolicyOf } from './policy/policy';
import { type Fact, type FactOf, isFact, type OpenCase } from './state';

const MINUTE_MS = 60_000;

export interface Due {
  readonly fact: FactOf<'CaseOpened'> | FactOf<'InstalmentFellDue'>;
  /** Local day, counted since 1970-01-01. */
  readonly day: number;
  readonly amount: number;
  readonly instalment: { readonly number: number; readonly of: number } | undefined;
  /** What payments and waivers so far leave of it. */
  unpaid: number;
}

export interface Promised {
  readonly fact: FactOf<'PromiseMade'>;
  readonly amount: number;
  readonly dueAt: number;
  /** `dueAt` and the pack's grace: the last instant at which a payment still counts. */
  readonly deadline: number;
  paid: number;
  /** The payments that were counted for it in time, and how much of each. */
  readonly counted: { readonly payment: PaymentFact; readonly minor: number }[];
  /** The payment that completed it. */
  completed: PaymentFact | undefined;
  /** A collector's report that it is broken, before the deadline. */
  reported: FactOf<'PromiseBroken'> | undefined;
  /** From when on nobody waits for it any more. */
  withdrawn: FactOf<'PromiseWithdrawn'> | undefined;
  /** What later payments left of the part that was not paid in time. */
  shortfall: number;
  /** What it has come to, once it has ended and until a fact says otherwise. */
  ended: Outcome | undefined;
}

export type PaymentFact = FactOf<'PartialPayment' | 'PaidInFull'>;

/** What lowers what is due. */
export type CreditFact = PaymentFact | FactOf<'WaiverAuthorised'>;

export type PromiseState = 'active' | 'due-today' | 'kept' | 'part-kept' | 'broken' | 'withdrawn';

export interface Outcome {
  readonly promise: Promised;
  readonly state: PromiseState;
  /** Since when the promise is over; undefined while it is open. Epoch milliseconds. */
  readonly endedAt: number | undefined;
}

/** Dues in the order in which payments clear them, promises in the order in which they were made. */
export interface Account {
  readonly dues: readonly Due[];
  readonly promises: readonly Promised[];
  readonly payments: readonly PaymentFact[];
  /** Payments and waivers, as they came. */
  readonly credits: readonly CreditFact[];
  readonly reversals: readonly FactOf<'PaymentReversed'>[];
  readonly adjustments: readonly FactOf<'BalanceAdjusted'>[];
  readonly outstanding: number;
}

/** Does this fact change what {@link accountOf} says? */
const isMoneyFact = ({ event }: Fact): boolean => MONEY_TYPES.has(event.type);

const MONEY_TYPES: ReadonlySet<Fact['event']['type']> = new Set([
  'InstalmentFellDue',
  'PromiseMade',
  'PromiseBroken',
  'PromiseWithdrawn',
  'PartialPayment',
  'PaidInFull',
  'PaymentReversed',
  'BalanceAdjusted',
  'WaiverAuthorised',
  'PolicyBound',
]);

/** The account that the opening and these facts, given in the order in which they happened, come to. */
export function accountOf(opened: OpenCase['opened'], facts: readonly Fact[], policyOf: PolicyOf): Account {
  const tally = new Tally(opened, policyOf);
  for (const fact of facts) tally.add(fact);
  return tally.account;
}

/** Counts the money of a case as it comes; facts must be given in the order in which they happened. */
export class Tally {
  #dues: Due[] = [];
  #promises: Promised[] = [];
  /** Those that later payments may still count for. */
  #countable: Promised[] = [];
  #payments: PaymentFact[] = [];
  #credits: CreditFact[] = [];
  #adjustments: FactOf<'BalanceAdjusted'>[] = [];
  readonly #facts: Fact[] = [];
  readonly #reversals: FactOf<'PaymentReversed'>[] = [];
  readonly #reversed = new Set<string>();
  #credit = 0;
  #outstanding = 0;
  #policy: Policy;
  #account: Account | undefined;

  constructor(
    private readonly opened: OpenCase['opened'],
    private readonly policyOf: PolicyOf,
  ) {
    this.#policy = policyOf(opened.event.data.policies);
    this.#begin();
  }

  /** What the facts so far come to. It holds until the next one is added. */
  get account(): Account {
    this.#account ??= this.#balance();
    return this.#account;
  }

  /** Takes in the next fact; one that is not about money changes nothing. */
  add(fact: Fact): void {
    if (!isMoneyFact(fact)) return;
    this.#account = undefined;
    this.#facts.push(fact);
    if (isFact(fact, 'PaymentReversed')) this.#reverse(fact);
    else this.#count(fact);
  }

  #begin(): void {
    const { dueDate, overdue, instalment, outstanding, policies } = this.opened.event.data;
    this.#policy = this.policyOf(policies);
    this.#dues = [dueOf(this.opened, dueDate, overdue.minor, instalment)];
    this.#promises = [];
    this.#countable = [];
    this.#payments = [];
    this.#credits = [];
    this.#adjustments = [];
    this.#credit = 0;
    this.#outstanding = outstanding.minor;
  }

  /** Without the payment, later ones may have counted for other promises: they are counted anew. */
  #reverse(fact: FactOf<'PaymentReversed'>): void {
    this.#reversals.push(fact);
    this.#reversed.add(fact.event.data.paymentId);
    this.#begin();
    for (const earlier of this.#facts) this.#count(earlier);
  }

  #count(fact: Fact): void {
    if (isFact(fact, 'InstalmentFellDue')) {
      const { data } = fact.event;
      this.#dues.push(dueOf(fact, data.dueDate, data.amount.minor, data.instalment));
    } else if (isFact(fact, 'PromiseMade')) {
      const promised = promisedOf(fact, this.#policy);
      this.#promises.push(promised);
      this.#countable.push(promised);
    } else if (isFact(fact, 'PromiseBroken')) {
      noteReport(fact, this.#promises);
    } else if (isFact(fact, 'PromiseWithdrawn')) {
      noteWithdrawal(fact, this.#promises);
    } else if (isFact(fact, 'PartialPayment', 'PaidInFull') && !this.#reversed.has(fact.event.data.paymentId)) {
      this.#payments.push(fact);
      this.#take(fact);
      this.#countable = allocate(fact, this.#countable);
    } else if (isFact(fact, 'WaiverAuthorised')) {
      this.#take(fact);
    } else if (isFact(fact, 'BalanceAdjusted')) {
      this.#adjust(fact);
    } else if (isFact(fact, 'PolicyBound')) {
      this.#policy = this.policyOf(fact.event.data.policies);
    }
  }

  #take(fact: CreditFact): void {
    this.#credits.push(fact);
    this.#credit += fact.event.data.amount.minor;
    this.#outstanding -= fact.event.data.amount.minor;
  }

  #adjust(fact: FactOf<'BalanceAdjusted'>): void {
    this.#adjustments.push(fact);
    this.#outstanding += changeBy(fact);
  }

  #balance(): Account {
    const dues = this.#dues
      .map((due) => adjusted(due, this.#adjustments))
      .sort((a, b) => a.day - b.day || a.fact.at - b.fact.at || a.fact.revision - b.fact.revision);
    clear(dues, this.#credit);
    return {
      dues,
      promises: this.#promises,
      payments: this.#payments,
      credits: this.#credits,
      reversals: this.#reversals,
      adjustments: this.#adjustments,
      outstanding: Math.max(0, this.#outstanding),
    };
  }
}

const changeBy = ({ event }: FactOf<'BalanceAdjusted'>): number =>
  event.data.direction === 'increase' ? event.data.amount.minor : -event.data.amount.minor;

/** A due as its adjustments leave it, whenever it became known. */
function adjusted(due: Due, adjustments: readonly FactOf<'BalanceAdjusted'>[]): Due {
  const own = adjustments.length === 0 ? [] : adjustments.filter(({ event }) => event.data.dueId === dueIdOf(due));
  const amount = own.reduce((left, fact) => Math.max(0, left + changeBy(fact)), due.amount);
  return { ...due, amount, unpaid: amount };
}

/** The id by which a due can be named: its own, or that of the case for the due of the opening. */
export const dueIdOf = ({ fact }: Due): string =>
  isFact(fact, 'CaseOpened') ? fact.event.data.caseId : fact.event.data.dueId;

const dueOf = (fact: Due['fact'], date: string, amount: number, instalment: Due['instalment']): Due => ({
  fact,
  day: dayOf(date),
  amount,
  instalment,
  unpaid: amount,
});

function promisedOf(fact: FactOf<'PromiseMade'>, policy: Policy): Promised {
  const { amount, dueAt } = fact.event.data;
  const due = Date.parse(dueAt);
  return {
    fact,
    amount: amount.minor,
    dueAt: due,
    deadline: due + policy.promises.graceMinutes * MINUTE_MS,
    paid: 0,
    counted: [],
    completed: undefined,
    reported: undefined,
    withdrawn: undefined,
    shortfall: amount.minor,
    ended: undefined,
  };
}

/**
 * A payment counts for the promise it names, else for the oldest open one; what is left, for the next; each unit once.
 * After the open ones come those reported broken that may still be paid in time, then what others fell short of (T3).
 * Answers those of the promises that later payments may still count for.
 */
function allocate(payment: PaymentFact, promises: readonly Promised[]): Promised[] {
  const named = payment.event.data.promiseId;
  let left = payment.event.data.amount.minor;
  const inTurn =
    promises.length < 2 ? promises : [...promises].sort((a, b) => turn(a, payment, named) - turn(b, payment, named));
  for (const promise of inTurn) {
    if (promise.paid === promise.amount || promise.withdrawn) continue;
    if (payment.at <= promise.deadline) {
      const part = Math.min(left, promise.amount - promise.paid);
      promise.paid += part;
      if (part > 0) promise.counted.push({ payment, minor: part });
      promise.shortfall = promise.amount - promise.paid;
      promise.ended = undefined;
      left -= part;
      if (promise.shortfall === 0) promise.completed = payment;
    } else if (promise.paid > 0) {
      const part = Math.min(left, promise.shortfall);
      promise.shortfall -= part;
      left -= part;
    }
  }
  return promises.filter((promise) => mayStillCount(promise, payment.at));
}

/** Payments come in the order in which they were received: one that was missed with nothing paid is out for good. */
const mayStillCount = ({ shortfall, withdrawn, deadline, paid }: Promised, at: number): boolean =>
  shortfall > 0 && !withdrawn && (at <= deadline || paid > 0);

function turn(promise: Promised, payment: PaymentFact, named: string | undefined): number {
  if (named !== undefined && isNamed(promise, named)) return 0;
  if (payment.at > promise.deadline) return 3;
  return promise.reported ? 2 : 1;
}

const isNamed = (promise: Promised, promiseId: string): boolean => promise.fact.event.data.promiseId === promiseId;

/** A report that came before its deadline and after it was made; of several, the first. */
function noteReport(fact: FactOf<'PromiseBroken'>, promises: readonly Promised[]): void {
  if (fact.event.data.cause !== 'reported') return;
  const promise = promises.find((one) => isNamed(one, fact.event.data.promiseId));
  if (!promise) return;
  promise.reported ??= fact;
  promise.ended = undefined;
}

/** Only what was still open, and had not been withdrawn before. */
function noteWithdrawal(fact: FactOf<'PromiseWithdrawn'>, promises: readonly Promised[]): void {
  const promise = promises.find((one) => isNamed(one, fact.event.data.promiseId));
  if (!promise || promise.completed || endOf(promise, fact.at) !== undefined) return;
  promise.withdrawn = fact;
  promise.ended = undefined;
}

/** Payments clear the oldest due first; what is over is credit for the next. */
function clear(dues: readonly Due[], paid: number): void {
  let left = paid;
  for (const due of dues) {
    const part = Math.min(left, due.unpaid);
    due.unpaid -= part;
    left -= part;
  }
}

/** The due that days past due are counted from (S9); undefined when all known dues are paid. */
export const oldestUnpaid = (account: Account): Due | undefined => account.dues.find((due) => due.unpaid > 0);

/** What is unpaid of dues whose day has passed on the given local day; minor units. */
export const overdueOn = (account: Account, day: number): number =>
  account.dues.reduce((sum, due) => (due.day < day ? sum + due.unpaid : sum), 0);

/** The payment or waiver after which nothing known was due any more; undefined where something is, or nothing ever was. */
export function clearingCredit(account: Account): CreditFact | undefined {
  if (clearing.has(account)) return clearing.get(account);
  let left = account.dues.reduce((sum, due) => sum + due.amount, 0);
  const found = account.credits.find((fact) => {
    const before = left;
    left -= fact.event.data.amount.minor;
    return before > 0 && left <= 0;
  });
  clearing.set(account, found);
  return found;
}

/** An account stays the same until the next fact about money. */
const clearing = new WeakMap<Account, CreditFact | undefined>();

/** What is unpaid of all known dues, future ones included; minor units. */
export const unpaid = (account: Account): number => account.dues.reduce((sum, due) => sum + due.unpaid, 0);

/**
 * What a promise has come to at an instant (F3, T2, T3, T5). An instant includes what happened at it: at its deadline a
 * promise is over, and a payment of that very moment still counts.
 */
export function outcomeOf(promise: Promised, at: number, zone: string): Outcome {
  if (promise.ended && at >= (promise.ended.endedAt ?? 0)) return promise.ended;
  const ended = endedOutcome(promise, at);
  if (ended) {
    promise.ended = ended;
    return ended;
  }
  const today = localDay(at, zone) >= localDay(promise.dueAt, zone);
  return { promise, state: today ? 'due-today' : 'active', endedAt: undefined };
}

function endedOutcome(promise: Promised, at: number): Outcome | undefined {
  if (promise.completed) return { promise, state: 'kept', endedAt: promise.completed.at };
  const endedAt = endOf(promise, at);
  if (endedAt === undefined) return undefined;
  if (endedAt === promise.withdrawn?.at) return { promise, state: 'withdrawn', endedAt };
  return { promise, state: promise.paid > 0 ? 'part-kept' : 'broken', endedAt };
}

function endOf(promise: Promised, at: number): number | undefined {
  const withdrawnAt = promise.withdrawn?.at;
  if (withdrawnAt !== undefined && withdrawnAt <= at) return withdrawnAt;
  const reportedAt = promise.reported?.at;
  if (reportedAt !== undefined && reportedAt <= at && reportedAt < promise.deadline) return reportedAt;
  return at >= promise.deadline ? promise.deadline : undefined;
}
