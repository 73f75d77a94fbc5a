/** S1, S2, S4–S7: the stage, from what outranks to what the days past due say. */
import { type CreditFact, clearingCredit } from './account';
import { type Because, because } from './because';
import { localDay } from './local-time';
import type { Policy } from './policy/policy';
import type { Situation } from './situation';
import type { Fact } from './state';

export interface Stage {
  readonly name: string;
  readonly because: readonly Because[];
}

export type DpdStage = Policy['stages']['byDaysPastDue'][number];

/** S6: closed, settled, legal, field, in this order, and then the days past due. */
export function stageAt(situation: Situation): Stage {
  const { opened, policy, oldest, account, past } = situation;
  const { stages } = policy;
  if (past.closed) return { name: 'closed', because: [because(stages.closed.rule, opened, past.closed)] };
  if (!oldest) {
    return { name: 'settled', because: [because(stages.settled.rule, opened, clearingCredit(account) ?? opened)] };
  }
  if (past.legal) return { name: 'legal', because: [because(stages.legal.rule, opened, past.legal)] };
  if (past.atField) return { name: 'field', because: [because(stages.field.rule, opened, past.atField)] };
  const { stage, by } = treatedAs(situation);
  const reversed = account.reversals.map((fact) => because('S9', opened, fact));
  return { name: stage.name, because: [because(by?.rule ?? stage.rule, opened, by?.fact ?? oldest.fact), ...reversed] };
}

/** The stage whose treatment the case gets, whatever outranks it; `by` is what put it there instead of its days past due. */
export function treatedAs(situation: Situation): { stage: DpdStage; by?: { rule: string; fact: Fact } } {
  const stage = dpdStage(situation);
  if (situation.daysPastDue < 1) return { stage };
  const { habitual, slowPayer } = situation.policy.stages;
  const broken = brokenBy(situation, habitual.fromDelinquencies, habitual.brokenPromises);
  if (broken) {
    const treated = named(situation.policy, habitual.stage);
    return isLater(situation.policy, treated, stage)
      ? { stage: treated, by: { rule: habitual.rule, fact: broken } }
      : { stage };
  }
  const paid = paysSoon(situation);
  const treated = named(situation.policy, slowPayer.stage);
  return paid && isLater(situation.policy, stage, treated)
    ? { stage: treated, by: { rule: slowPayer.rule, fact: paid } }
    : { stage };
}

/** The stage of the days past due alone. */
export function dpdStage({ policy, daysPastDue }: Situation): DpdStage {
  const stages = policy.stages.byDaysPastDue;
  const found = stages.find((stage) => stage.upTo === null || daysPastDue <= stage.upTo) ?? stages.at(-1);
  if (!found) throw new Error(`policy ${policy.ref} has no stages`);
  return found;
}

/** S7: the promise that was the last needed; undefined for one who is not often late, or broke fewer. */
function brokenBy({ opened, broken }: Situation, delinquencies: number, promises: number): Fact | undefined {
  if ((opened.event.data.debtor.earlierDelinquencies ?? 0) < delinquencies) return undefined;
  const last = broken[promises - 1];
  return last?.promise.reported ?? last?.promise.fact;
}

/** S7: the payment that came soon after the first reminder, of one who is often late and broke no promise. */
function paysSoon({ opened, policy, broken, account, past, zone, daysPastDue }: Situation): CreditFact | undefined {
  const { fromDelinquencies, paysWithinDays, upTo } = policy.stages.slowPayer;
  if ((opened.event.data.debtor.earlierDelinquencies ?? 0) < fromDelinquencies || daysPastDue > upTo) return undefined;
  const reminder = past.reached[0];
  if (!reminder || broken.length > 0) return undefined;
  const until = localDay(reminder.at, zone) + paysWithinDays;
  return account.payments.find((fact) => fact.at >= reminder.at && localDay(fact.at, zone) <= until);
}

function named(policy: Policy, name: string): DpdStage {
  const stage = policy.stages.byDaysPastDue.find((one) => one.name === name);
  if (!stage) throw new Error(`policy ${policy.ref} has no stage ${name}`);
  return stage;
}

const isLater = ({ stages }: Policy, a: DpdStage, b: DpdStage): boolean =>
  stages.byDaysPastDue.indexOf(a) > stages.byDaysPastDue.indexOf(b);
