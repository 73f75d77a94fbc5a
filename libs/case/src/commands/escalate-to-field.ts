import type { CaseEvent, EventData } from '../events';
import { Refusal } from '../refusal';
import { awaitedVisit } from '../situation';
import { standing } from '../standing';
import type { OpenCase } from '../state';
import { type Context, happened, notAhead } from './command';

/** A decision to visit the debtor, judged by the pack as of the instant it was taken. */
export interface EscalateToFieldCommand extends Omit<EventData<'EscalatedToField'>, 'criteria'> {
  readonly occurredAt?: string;
}

/** Refuses what no criterion allows and no supervisor overrides, and a second escalation while a visit is awaited. */
export function escalateToField(
  state: OpenCase,
  { occurredAt, ...escalation }: EscalateToFieldCommand,
  { now, policy }: Context,
): readonly CaseEvent[] {
  notAhead(now, { occurredAt });
  const decidedAt = happened(occurredAt, now);
  const then = standing(state, policy, Math.max(Date.parse(decidedAt), state.opened.at));
  if (!then) throw new Refusal('case-not-found', 'the case was not open');
  if (state.facts.reduce(awaitedVisit, undefined)) {
    throw new Refusal('already-escalated', 'a field visit is awaited already', 'escalationId');
  }
  const { eligible, criteria } = then.fieldEscalation;
  if (!eligible && !escalation.override) {
    throw new Refusal('field-escalation-not-eligible', 'no criterion of the pack is met', undefined, { criteria });
  }
  const judged = criteria.map(({ rule, met }) => ({ rule, met }));
  return [{ type: 'EscalatedToField', data: { ...escalation, criteria: judged }, occurredAt: decidedAt }];
}
