/** S1, S2, S6: the stage, from what outranks to what the days past due say. */
import { clearingPayment } from './account';
import { type Because, because } from './because';
import type { Policy } from './policy';
import type { Situation } from './situation';

export interface Stage {
  readonly name: string;
  readonly because: readonly Because[];
}

type DpdStage = Policy['stages']['byDaysPastDue'][number];

/** S6 outranks S1 and S2: settled before field before the days past due. */
export function stageAt(situation: Situation): Stage {
  const { opened, policy, oldest, account, atField } = situation;
  if (!oldest) {
    return {
      name: 'settled',
      because: [because(policy.stages.settled.rule, opened, clearingPayment(account) ?? opened)],
    };
  }
  if (atField) return { name: 'field', because: [because(policy.stages.field.rule, opened, atField)] };
  const stage = dpdStage(situation);
  const reversed = account.reversals.map((fact) => because('S9', opened, fact));
  return { name: stage.name, because: [because(stage.rule, opened, oldest.fact), ...reversed] };
}

/** The stage of the days past due alone, whatever outranks it. */
export function dpdStage({ policy, daysPastDue }: Situation): DpdStage {
  const stages = policy.stages.byDaysPastDue;
  const found = stages.find((stage) => stage.upTo === null || daysPastDue <= stage.upTo) ?? stages.at(-1);
  if (!found) throw new Error(`policy ${policy.ref} has no stages`);
  return found;
}
