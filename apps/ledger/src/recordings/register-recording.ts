import { DIRECTIONS, type RegisterRecordingCommand } from '@case';
import type { Body } from '../cases/commands/body';
import { CallIds, Id, Instant, NestedList, OneOf, Pattern, PhoneNumber, Text } from '../http/fields';

export class PauseBody {
  @Instant()
  readonly from!: string;

  @Instant()
  readonly until!: string;
}

export class RegisterRecording implements Body<RegisterRecordingCommand, 'recordingId'> {
  @Id({ optional: true, description: 'the recorder’s id' })
  readonly recordingId?: string;

  @CallIds()
  readonly callIds?: Record<string, string>;

  @Id({ optional: true })
  readonly agentId?: string;

  @Id({ optional: true })
  readonly lineId?: string;

  @PhoneNumber({ optional: true, description: 'of the far end' })
  readonly number?: string;

  @OneOf(DIRECTIONS)
  readonly direction!: (typeof DIRECTIONS)[number];

  @Instant()
  readonly startedAt!: string;

  @Instant()
  readonly endedAt!: string;

  @Pattern('not-a-sha256', '^[0-9a-f]{64}$', 'must be 64 lower-case hex digits', {
    optional: true,
    description: 'of the audio; left out where whoever reports it has not heard it',
  })
  readonly sha256?: string;

  @Text(2000, { description: 'where the audio is kept' })
  readonly uri!: string;

  @Text(100, { description: 'which recorder' })
  readonly source!: string;

  @NestedList(PauseBody, 100, { optional: true, description: 'while nothing was recorded' })
  readonly pauses?: PauseBody[];
}
