import type { CaseEvent, EventData } from '../events';
import type { OpenCase } from '../state';
import { type Context, happened, notAhead, sameCurrency } from './command';

/** Another due becomes known; its day may lie ahead. */
export type RecordInstalmentDueCommand = EventData<'InstalmentFellDue'> & { readonly occurredAt?: string };

export function recordInstalmentDue(
  state: OpenCase,
  { occurredAt, ...data }: RecordInstalmentDueCommand,
  { now }: Context,
): readonly CaseEvent[] {
  notAhead(now, { occurredAt });
  sameCurrency(state, 'amount.currency', data.amount);
  return [{ type: 'InstalmentFellDue', data, occurredAt: happened(occurredAt, now) }];
}
