import type { CaseEvent, EventData } from '../events';
import { escalationBlock } from '../holds';
import type { PolicyOf } from '../policy/policy';
import { Refusal } from '../refusal';
import { situationOf } from '../standing';
import type { OpenCase } from '../state';
import { type Context, happened, notAhead, notClosed } from './command';

/** A decision to go to law; the case is at the stage `legal` from then on (S6). */
export type StartLegalActionCommand = EventData<'LegalActionStarted'> & { readonly occurredAt?: string };

/** Refuses what a hold on the case stands against (S8), when it was decided or now: a date must not get round it. */
export function notOnHold(state: OpenCase, policyOf: PolicyOf, ...instants: readonly number[]): void {
  for (const instant of instants) {
    const situation = situationOf(state, policyOf, Math.max(instant, state.opened.at));
    const block = situation && escalationBlock(situation);
    if (!block) continue;
    const { kind, holdId } = block.hold.event.data;
    throw new Refusal('blocked-by-hold', `the case is on hold: ${kind}`, undefined, { rule: block.rule.rule, holdId });
  }
}

/** Refuses it while a hold stands against it. */
export function startLegalAction(
  state: OpenCase,
  { occurredAt, ...data }: StartLegalActionCommand,
  { now, policyOf }: Context,
): readonly CaseEvent[] {
  notAhead(now, { occurredAt });
  notClosed(state);
  const decidedAt = happened(occurredAt, now);
  notOnHold(state, policyOf, Date.parse(decidedAt), now);
  return [{ type: 'LegalActionStarted', data, occurredAt: decidedAt }];
}
