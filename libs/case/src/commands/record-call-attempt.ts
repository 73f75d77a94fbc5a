import type { CaseEvent, EventData } from '../events';
import { type Context, inOrder, notAhead } from './command';

/** A call that was made or came in, answered or not. A fact: no policy is asked, whatever the hour. */
export type RecordCallAttemptCommand = EventData<'CallAttempted'>;

export function recordCallAttempt(data: RecordCallAttemptCommand, { now }: Context): readonly CaseEvent[] {
  const { startedAt, answeredAt, endedAt } = data;
  notAhead(now, { startedAt, answeredAt, endedAt });
  inOrder(['startedAt', startedAt], ['answeredAt', answeredAt]);
  inOrder(['startedAt', startedAt], ['endedAt', endedAt]);
  inOrder(['answeredAt', answeredAt], ['endedAt', endedAt]);
  return [{ type: 'CallAttempted', data, occurredAt: startedAt }];
}
