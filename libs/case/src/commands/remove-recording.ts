import type { EventData, RecordingEvent } from '../events';
import { Refusal } from '../refusal';
import { type Context, notAhead } from './command';

/** The audio is gone: purged when its time was over, or lost. A fact, whoever is to blame. */
export interface RemoveRecordingCommand extends EventData<'RecordingPurged'> {
  readonly cause: 'purged' | 'lost';
  /** When it happened; now where it is left out. */
  readonly occurredAt?: string;
}

/** `recorded` is what is on the recording's stream. Throws `recording-already-removed`: audio is gone once. */
export function removeRecording(
  recorded: readonly RecordingEvent[],
  { cause, occurredAt, ...data }: RemoveRecordingCommand,
  { now }: Pick<Context, 'now'>,
): readonly RecordingEvent[] {
  notAhead(now, { occurredAt });
  if (recorded.some(({ type }) => type === 'RecordingPurged' || type === 'RecordingLost'))
    throw new Refusal('recording-already-removed', 'the audio is on record as gone');
  const type = cause === 'purged' ? 'RecordingPurged' : 'RecordingLost';
  return [{ type, data, occurredAt: occurredAt ?? new Date(now).toISOString() }];
}
