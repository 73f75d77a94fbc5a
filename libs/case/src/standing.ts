/**
 * Where a case stands at an instant, and why. A pure function of the facts, the rule book and the instant: the same for
 * a command, a query, last year's replay and the alarm that waits for the next change.
 */
/**
 * Where a case stands at an instant, and why. A pure function of the facts, the rule book and the instant: the same for
 * a command, a query, last year's replay and the alarm that waits for the next change.
 */
import { type Account, accountOf, isMoneyFact, type Outcome, outcomeOf, overdueOn, type PromiseState } from './account';
import { type Because, because } from './because';
import { isContactOnRecord } from './contacts';
import type { Money } from './events';
import { eligibility, type FieldEligibility } from './field-eligibility';
import { localDay, nextMidnight, startOfDay, toInstant } from './local-time';
import type { Policy } from './policy';
import { type ContactLevel, type Situation, situationAt } from './situation';
import { type Stage, stageAt } from './stage';
import { type CaseState, type Fact, isFact, type OpenCase, onlyFacts } from './state';
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
  const then = asOf(state, at);
  if (then.status === 'unopened') return undefined;
  const { situation, lastContact } = follow(then, policy, at);
  const stage = stageAt(situation);
  const currency = then.opened.event.data.outstanding.currency;
  const zone = then.opened.event.data.debtor.timeZone;
  const money = (minor: number): Money => ({ currency, minor });
  const { account, daysPastDue, oldest } = situation;
  const paying = account.payments.map((fact) => because('S9', then, fact));
  return {
    at: toInstant(at),
    daysPastDue,
    bucket: daysPastDue < 1 ? 'M0' : `M${Math.ceil(daysPastDue / policy.buckets.days)}`,
    stage,
    promise: promiseStanding(situation, money),
    tone: toneAt(situation, lastContact),
    fieldEscalation: eligibility(situation),
    outstanding: money(account.outstanding),
    overdue: money(overdueOn(account, localDay(at, zone))),
    because: {
      daysPastDue: oldest ? [because('S9', then, oldest.fact)] : paying,
      bucket: [because(policy.buckets.rule, then, oldest?.fact)],
      outstanding: [because('S9', then, then.opened), ...paying],
      overdue: [...account.dues.filter((due) => due.unpaid > 0).map((due) => because('S9', then, due.fact)), ...paying],
    },
    nextChangeAt: nextChange(situation, zone),
    pack: policy.ref,
  };
}

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
  accountOf(state.opened, asOf(state, at).facts.filter(isMoneyFact), policy);

/** Walks the facts in the order in which they happened, keeping the level in force at each contact on record. */
function follow(state: OpenCase, policy: Policy, at: number): { situation: Situation; lastContact?: ContactLevel } {
  const relations = new Map<string, Relation>(
    state.opened.event.data.contacts.map((contact) => [contact.contactId, contact.relation]),
  );
  const money: Fact[] = [];
  let account: Account | undefined;
  let atField: Fact | undefined;
  let lastContact: ContactLevel | undefined;
  const then = (instant: number): Situation => {
    account ??= accountOf(state.opened, money, policy);
    return situationAt(state, policy, instant, { account, atField });
  };
  for (const fact of state.facts) {
    if (isMoneyFact(fact)) {
      money.push(fact);
      account = undefined;
    }
    if (isFact(fact, 'EscalatedToField')) atField = fact;
    if (isFact(fact, 'FieldVisitReported')) atField = undefined;
    if (isFact(fact, 'ContactAdded', 'ContactUpdated') && fact.event.data.relation) {
      relations.set(fact.event.data.contactId, fact.event.data.relation);
    }
    if (isContactOnRecord(fact, (contactId) => relations.get(contactId))) {
      lastContact = { fact, level: stepwise(then(fact.at), lastContact) };
    }
  }
  return { situation: then(at), ...(lastContact && { lastContact }) };
}

/** The promise to look at: the open one due first, else the one that ended last. */
function promiseStanding({ state, outcomes }: Situation, money: (minor: number) => Money): PromiseStanding {
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
    because: counted.filter((fact) => fact !== undefined).map((fact) => because('F3', state, fact)),
  };
}

/** Midnight moves the days past due; a promise's own day and deadline move the promise, and the tone with it. */
function nextChange({ at, oldest, outcomes }: Situation, zone: string): string | null {
  const instants = outcomes
    .filter((one) => one.endedAt === undefined)
    .flatMap(({ promise }) => [startOfDay(promise.dueAt, zone), promise.deadline]);
  if (oldest) instants.push(nextMidnight(at, zone));
  const ahead = instants.filter((instant) => instant > at && Number.isFinite(instant));
  return ahead.length === 0 ? null : toInstant(Math.min(...ahead));
}
