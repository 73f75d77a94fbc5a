/** Recordings as Twilio's API lists them. */
import type { ImportedRecording } from './imported';
import { cellsOf, type Row } from './rows';
import type { Source } from './source';
import { instant, rfc2822Instant, seconds } from './times';
import { Unreadable } from './unreadable';

/** What the list is called in a page of the API. */
export const TWILIO_LIST = 'recordings';

export function readTwilioRecording(row: Row, source: Source): ImportedRecording {
  const cell = cellsOf(row);
  if (cell('sid') === '') throw new Unreadable('no-id', 'sid', 'is missing');
  if (cell('status') !== 'completed')
    throw new Unreadable('not-finished', 'status', 'is not completed: there is no recording');
  const startedAt = rfc2822Instant(cell('start_time'), 'start_time');
  return {
    kind: 'recording',
    line: row.line,
    body: {
      recordingId: cell('sid'),
      ...(cell('call_sid') && { callIds: { twilio_call_sid: cell('call_sid') } }),
      direction: source.direction,
      startedAt: instant(startedAt),
      endedAt: instant(startedAt + seconds(cell('duration'), 'duration')),
      uri: cell('media_url') || cell('uri'),
      source: source.source,
    },
  };
}
