import type { CaseEvent, EventData } from '../events';
import { Refusal } from '../refusal';
import { type Context, happened, notAhead } from './command';

/** Another collector or team takes the case over. */
export type ReassignCaseCommand = EventData<'CaseReassigned'> & { readonly occurredAt?: string | undefined };

export function reassignCase({ occurredAt, ...data }: ReassignCaseCommand, { now }: Context): readonly CaseEvent[] {
  if (data.agentId === undefined && data.team === undefined) {
    throw new Refusal('validation-failed', 'agentId or team must say who takes the case over', 'agentId');
  }
  notAhead(now, { occurredAt });
  return [{ type: 'CaseReassigned', data, occurredAt: happened(occurredAt, now) }];
}
