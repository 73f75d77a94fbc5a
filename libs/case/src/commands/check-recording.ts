import type { EventData, RecordingEvent } from '../events';
import type { Context } from './command';

/** The audio was looked at as it is kept now. A fact, whatever it shows. */
export type CheckRecordingCommand = EventData<'RecordingChecked'>;

/**
 * `recorded` is what is on the recording's stream, `now` when it was looked at (epoch milliseconds). Nothing where it is as it was
 * when somebody looked last.
 */
export function checkRecording(
  recorded: readonly RecordingEvent[],
  data: CheckRecordingCommand,
  { now }: Pick<Context, 'now'>,
): readonly RecordingEvent[] {
  const last = recorded.findLast((event) => event.type === 'RecordingChecked')?.data;
  if (last?.sha256 === data.sha256 && last.durationMs === data.durationMs) return [];
  return [{ type: 'RecordingChecked', data, occurredAt: new Date(now).toISOString() }];
}
