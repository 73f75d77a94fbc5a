import type { CheckRecordingCommand } from '@case';
import type { Body } from '../cases/commands/body';
import { Id, Integer, Pattern } from '../http/fields';

const LONGEST_MS = 7 * 86_400_000;

export class CheckRecording implements Body<Omit<CheckRecordingCommand, 'recordingId'>, 'checkId'> {
  @Id({ optional: true })
  readonly checkId?: string;

  @Pattern('not-a-sha256', '^[0-9a-f]{64}$', 'must be 64 lower-case hex digits', {
    description: 'of the audio as it is now',
  })
  readonly sha256!: string;

  @Integer(0, LONGEST_MS, { optional: true, description: 'how long the audio is, milliseconds' })
  readonly durationMs?: number;
}
