import type { CaseEvent, EventData } from '../events';
import { type CriterionResult, worthRecovering } from '../field-eligibility';
import { Refusal } from '../refusal';
import type { Situation } from '../situation';
import { situationOf, standing } from '../standing';
import { isFact, type OpenCase } from '../state';
import { type Context, happened, notAhead, notClosed, sameCurrency } from './command';
import { notOnHold } from './start-legal-action';

/** A decision to visit the debtor, judged by the pack as of the instant it was taken. */
export interface EscalateToFieldCommand extends Omit<EventData<'EscalatedToField'>, 'criteria'> {
  readonly occurredAt?: string;
}

/**
 * Refuses what no criterion allows (E1–E6), goods not worth recovering (E8) and a visit by others that nobody approved
 * (E7), unless a supervisor overrides it; whatever a hold stands against (S8); and a second escalation while a visit is
 * awaited.
 */
export function escalateToField(
  state: OpenCase,
  { occurredAt, ...escalation }: EscalateToFieldCommand,
  { now, policyOf }: Context,
): readonly CaseEvent[] {
  notAhead(now, { occurredAt });
  notClosed(state);
  if (escalation.goods) {
    sameCurrency(state, 'goods.value.currency', escalation.goods.value);
    sameCurrency(state, 'goods.costs.currency', escalation.goods.costs);
  }
  const decidedAt = happened(occurredAt, now);
  const at = Math.max(Date.parse(decidedAt), state.opened.at);
  notOnHold(state, policyOf, at, now);
  const then = standing(state, policyOf, at);
  const situation = situationOf(state, policyOf, at);
  if (!then || !situation) throw new Refusal('case-not-found', 'the case was not open');
  if (isVisitAwaited(state)) {
    throw new Refusal('already-escalated', 'a field visit is awaited already', 'escalationId');
  }
  const { eligible, criteria } = then.fieldEscalation;
  const conditions = conditionsOn(escalation, situation);
  const allowed = eligible && conditions.every(({ met }) => met);
  if (!allowed && !escalation.override) {
    throw new Refusal('field-escalation-not-eligible', whatIsMissing(eligible, conditions), undefined, {
      criteria: [...criteria, ...conditions],
    });
  }
  const judged = [...criteria, ...conditions].map(({ rule, met }) => ({ rule, met }));
  return [{ type: 'EscalatedToField', data: { ...escalation, criteria: judged }, occurredAt: decidedAt }];
}

const isVisitAwaited = ({ facts }: OpenCase): boolean =>
  facts.findLast((fact) => isFact(fact, 'EscalatedToField', 'FieldVisitReported'))?.event.type === 'EscalatedToField';

/** E7, E8: what this visit needs beside a criterion. */
function conditionsOn(
  { outsourcedTo, approvedBy, purpose, goods }: Omit<EscalateToFieldCommand, 'occurredAt'>,
  situation: Situation,
): readonly CriterionResult[] {
  const { outsourced, recovery } = situation.policy.fieldEscalation;
  const condition = (rule: string, kind: string, met: boolean): CriterionResult => ({
    rule,
    kind,
    met,
    missing: met ? [] : [kind],
  });
  return [
    ...(outsourcedTo === undefined
      ? []
      : [condition(outsourced.rule, 'approval-of-outsourced-visit', approvedBy !== undefined)]),
    ...(purpose === 'recover-goods'
      ? [condition(recovery.rule, 'goods-worth-recovering', worthRecovering(situation, goods))]
      : []),
  ];
}

const whatIsMissing = (eligible: boolean, conditions: readonly CriterionResult[]): string =>
  eligible
    ? `this visit needs ${conditions.flatMap(({ missing }) => missing).join(', ')}`
    : 'no criterion of the pack is met';
