import type { EventData, RecordingEvent } from '../events';
import { type Context, inOrder, notAhead } from './command';

/** The recorder made a recording; whose call it is, the audit trail finds out. */
export type RegisterRecordingCommand = EventData<'RecordingRegistered'>;

export function registerRecording(
  data: RegisterRecordingCommand,
  { now }: Pick<Context, 'now'>,
): readonly RecordingEvent[] {
  notAhead(now, { startedAt: data.startedAt, endedAt: data.endedAt });
  inOrder(['startedAt', data.startedAt], ['endedAt', data.endedAt]);
  for (const { from, until } of data.pauses ?? []) {
    inOrder(['startedAt', data.startedAt], ['pauses.from', from]);
    inOrder(['pauses.from', from], ['pauses.until', until]);
    inOrder(['pauses.until', until], ['endedAt', data.endedAt]);
  }
  return [{ type: 'RecordingRegistered', data, occurredAt: data.startedAt }];
}
