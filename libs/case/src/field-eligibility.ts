/** E1–E6, E8: may this case be escalated to the field, since when, and what is missing for each criterion? */
import { type Because, because } from './because';
import type { EventData } from './events';
import { escalationBlock } from './holds';
import { beginOfDay, knownInstant } from './local-time';
import type { Policy } from './policy/policy';
import { reachabilityOf } from './profile';
import { inUnits, type Situation } from './situation';
import type { Fact } from './state';
import { isFirstTime } from './tone';

export interface FieldEligibility {
  readonly eligible: boolean;
  /** Since when, by the criterion met first; null while none is. */
  readonly since: string | null;
  readonly criteria: readonly CriterionResult[];
  readonly because: readonly Because[];
}

export interface CriterionResult {
  readonly rule: string;
  readonly kind: string;
  readonly met: boolean;
  /** What is missing for it, in the vocabulary of the criterion; empty when it is met. */
  readonly missing: readonly string[];
}

type Criterion = Policy['fieldEscalation']['criteria'][number];

/** One condition of a criterion: what to call it where it is missing, and what fulfils it, since when. */
interface Condition {
  readonly missing: string;
  readonly met: boolean;
  /** Epoch milliseconds; the opening of the case where it always held. */
  readonly since?: number | (() => number) | undefined;
  readonly fact?: Fact | undefined;
}

/** Any one criterion of the pack makes the case eligible, unless a hold stands against it. */
export function eligibility(situation: Situation): FieldEligibility {
  const { opened, policy } = situation;
  const block = escalationBlock(situation);
  const judged = policy.fieldEscalation.criteria.map((criterion) => {
    const conditions = [...conditionsOf(criterion, situation), ...(block ? [{ missing: 'no-hold', met: false }] : [])];
    const missing = conditions.filter(({ met }) => !met).map((one) => one.missing);
    return { criterion, conditions, missing };
  });
  const met = judged.filter(({ missing }) => missing.length === 0);
  const since = Math.min(...met.map(({ conditions }) => sinceOf(conditions, opened.at)));
  return {
    eligible: met.length > 0,
    since: met.length > 0 ? knownInstant(since) : null,
    criteria: judged.map(({ criterion: { rule, kind }, missing }) => ({
      rule,
      kind,
      met: missing.length === 0,
      missing,
    })),
    because: block
      ? [because(block.rule.rule, opened, block.hold)]
      : met.map(({ criterion, conditions }) =>
          because(criterion.rule, opened, conditions.findLast(({ fact }) => fact)?.fact ?? situation.oldest?.fact),
        ),
  };
}

const sinceOf = (conditions: readonly Condition[], opened: number): number =>
  Math.max(opened, ...conditions.map(({ since = opened }) => (typeof since === 'number' ? since : since())));

function conditionsOf(criterion: Criterion, situation: Situation): readonly Condition[] {
  const late = lateBy(situation, 0);
  switch (criterion.kind) {
    case 'first-time-and-lost':
      return [firstTime(situation), late, lost(situation)];
    case 'first-time-late-and-outstanding-above':
      return [firstTime(situation), late, outstandingAbove(situation, criterion.outstandingAbove ?? 0)];
    case 'demands-ignored':
      return [late, demandsIgnored(situation, criterion.demands ?? 1)];
    case 'dishonoured-cheque-and-calls-without-result':
      return [late, ...dishonoured(situation, criterion.calls ?? 1)];
    case 'goods-at-risk':
      return [late, goodsAtRisk(situation)];
    case 'calls-exhausted':
      return [lateBy(situation, criterion.overDays ?? 0), unanswered(situation, criterion.calls ?? 1)];
    case 'lost-and-local':
      return [late, lost(situation), { missing: 'local', met: situation.opened.event.data.debtor.local === true }];
    case 'business-owner-before-next-due':
      return [
        late,
        { missing: 'business-owner', met: situation.opened.event.data.debtor.businessOwner === true },
        nextDueWithin(situation, criterion.daysBefore ?? 1),
      ];
    default:
      return unreachable(criterion.kind);
  }
}

function unreachable(kind: never): never {
  throw new Error(`no such criterion: ${String(kind)}`);
}

const firstTime = (situation: Situation): Condition => ({ missing: 'first-time', met: isFirstTime(situation) });

function lateBy({ daysPastDue, oldest, zone }: Situation, days: number): Condition {
  return {
    missing: days === 0 ? 'late' : `late-over-${days}-days`,
    met: oldest !== undefined && daysPastDue > days,
    since: oldest && (() => beginOfDay(oldest.day + days + 1, zone)),
    fact: oldest?.fact,
  };
}

function lost(situation: Situation): Condition {
  const { past } = situation;
  return {
    missing: 'lost',
    met: reachabilityOf(situation) === 'lost',
    since: past.lostSince?.at,
    fact: past.lostSince,
  };
}

function outstandingAbove({ account, opened }: Situation, units: number): Condition {
  return {
    missing: `outstanding-above-${units}`,
    met: inUnits(account.outstanding, opened.event.data.outstanding.currency) > units,
    since: account.adjustments.at(-1)?.at,
    fact: opened,
  };
}

function demandsIgnored({ past }: Situation, demands: number): Condition {
  const last = past.ignored[demands - 1];
  return { missing: `${demands}-demands-ignored`, met: last !== undefined, since: last?.at, fact: last };
}

function dishonoured({ past }: Situation, calls: number): readonly Condition[] {
  const call = past.dishonoured?.calls[calls - 1];
  const cheque = past.dishonoured?.fact;
  return [
    { missing: 'dishonoured-cheque', met: cheque !== undefined, since: cheque?.at, fact: cheque },
    { missing: `${calls}-calls-without-result`, met: call !== undefined, since: call?.at, fact: call },
  ];
}

/** What a visit found counts as what a note says; the later of both. */
function goodsAtRisk({ past }: Situation): Condition {
  const noted = past.noted('goods');
  const visit = past.visits.findLast(({ event }) => event.data.goods !== undefined);
  const later = visit && (!noted || visit.at >= noted.fact.at) ? visit : noted?.fact;
  const state = later === visit ? visit?.event.data.goods : noted?.value;
  return { missing: 'goods-at-risk', met: state !== undefined && state !== 'in-place', since: later?.at, fact: later };
}

function unanswered({ past }: Situation, calls: number): Condition {
  const last = past.unanswered[calls - 1];
  return { missing: `${calls}-calls-unanswered`, met: last !== undefined, since: last?.at, fact: last };
}

function nextDueWithin({ account, day, zone, oldest }: Situation, days: number): Condition {
  const next = account.dues.find((due) => due !== oldest && due.unpaid > 0 && due.day >= day);
  return {
    missing: `next-due-within-${days}-days`,
    met: next !== undefined && next.day - day <= days,
    since: next && (() => beginOfDay(next.day - days, zone)),
    fact: next?.fact,
  };
}

/** E8: goods are worth recovering only if their value less the costs exceeds a share of what is unpaid. */
export function worthRecovering(
  { account, policy }: Situation,
  goods: NonNullable<EventData<'EscalatedToField'>['goods']> | undefined,
): boolean {
  const share = policy.fieldEscalation.recovery.valueAbovePercent;
  return goods !== undefined && (goods.value.minor - goods.costs.minor) * 100 > account.outstanding * share;
}
