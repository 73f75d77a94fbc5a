import type { CaseEvent, EventData } from '../events';
import { escalationBlock } from '../holds';
import { Refusal } from '../refusal';
import { situationOf } from '../standing';
import type { OpenCase } from '../state';
import { type Context, happened, notAhead, notClosed } from './command';

/** A decision to go to law; the case is at the stage `legal` from then on (S6). */
export type StartLegalActionCommand = EventData<'LegalActionStarted'> & { readonly occurredAt?: string };

/** Refuses it while a hold stands against it (S8). */
export function startLegalAction(
  state: OpenCase,
  { occurredAt, ...data }: StartLegalActionCommand,
  { now, policyOf }: Context,
): readonly CaseEvent[] {
  notAhead(now, { occurredAt });
  notClosed(state);
  const decidedAt = happened(occurredAt, now);
  const situation = situationOf(state, policyOf, Math.max(Date.parse(decidedAt), state.opened.at));
  const block = situation && escalationBlock(situation);
  if (block) {
    const { kind, holdId } = block.hold.event.data;
    throw new Refusal('blocked-by-hold', `the case is on hold: ${kind}`, undefined, { rule: block.rule.rule, holdId });
  }
  return [{ type: 'LegalActionStarted', data, occurredAt: decidedAt }];
}
