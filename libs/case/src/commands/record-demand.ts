import type { CaseEvent, EventData } from '../events';
import { type Context, notAhead } from './command';

/** A demand in writing that was sent. A fact: no policy is asked. */
export type RecordDemandCommand = EventData<'DemandSent'>;

export function recordDemand(data: RecordDemandCommand, { now }: Context): readonly CaseEvent[] {
  notAhead(now, { sentAt: data.sentAt });
  return [{ type: 'DemandSent', data, occurredAt: data.sentAt }];
}
