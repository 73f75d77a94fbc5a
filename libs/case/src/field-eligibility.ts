/** E2: may this case be escalated to the field? */
import { type Because, because } from './because';
import type { Policy } from './policy';
import type { Situation } from './situation';

export interface FieldEligibility {
  readonly eligible: boolean;
  readonly criteria: readonly CriterionResult[];
  readonly because: readonly Because[];
}

export interface CriterionResult {
  readonly rule: string;
  readonly met: boolean;
  /** What is missing for it, in the vocabulary of the criterion; empty when it is met. */
  readonly missing: readonly string[];
}

type Criterion = Policy['fieldEscalation']['criteria'][number];

/** Any one criterion of the pack makes the case eligible. */
export function eligibility(situation: Situation): FieldEligibility {
  const criteria = situation.policy.fieldEscalation.criteria.map((criterion) => judge(criterion, situation));
  const met = criteria.filter((result) => result.met);
  return {
    eligible: met.length > 0,
    criteria,
    because: met.map((result) => because(result.rule, situation.opened, situation.oldest?.fact)),
  };
}

/** E2: late for the first time, and more outstanding than the pack's amount in whole units of the case's currency. */
function judge(criterion: Criterion, { opened, account, daysPastDue }: Situation): CriterionResult {
  const { debtor, outstanding } = opened.event.data;
  const above = criterion.outstandingAbove * 10 ** minorDigits(outstanding.currency);
  const missing = [
    ...((debtor.firstTime ?? debtor.earlierDelinquencies === 0) ? [] : ['first-time']),
    ...(daysPastDue > 0 ? [] : ['late']),
    ...(account.outstanding > above ? [] : [`outstanding-above-${criterion.outstandingAbove}`]),
  ];
  return { rule: criterion.rule, met: missing.length === 0, missing };
}

/** Decimal places of a currency by ISO 4217, two for a code that the runtime does not know. */
function minorDigits(currency: string): number {
  const known = digits.get(currency);
  if (known !== undefined) return known;
  const format = new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions();
  digits.set(currency, format.maximumFractionDigits ?? 2);
  return format.maximumFractionDigits ?? 2;
}

/** Of the few currencies there are. */
const digits = new Map<string, number>();
