import type { EventData, RecordingEvent } from '../events';
import type { Context } from './command';

/** The audio was looked at as it is kept now. A fact, whatever it shows. */
export type CheckRecordingCommand = EventData<'RecordingChecked'>;

/** `now` is when it was looked at, epoch milliseconds. */
export const checkRecording = (
  _recorded: readonly RecordingEvent[],
  data: CheckRecordingCommand,
  { now }: Pick<Context, 'now'>,
): readonly RecordingEvent[] => [{ type: 'RecordingChecked', data, occurredAt: new Date(now).toISOString() }];
