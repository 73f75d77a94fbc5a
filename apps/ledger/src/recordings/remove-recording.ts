import type { RemoveRecordingCommand } from '@case';
import type { Body } from '../cases/commands/body';
import { Id, Instant, Text } from '../http/fields';

export class RemoveRecording implements Body<Omit<RemoveRecordingCommand, 'recordingId' | 'cause'>, 'removalId'> {
  @Id({ optional: true })
  readonly removalId?: string;

  @Id()
  readonly by!: string;

  @Text(1000)
  readonly reason!: string;

  @Instant({ optional: true, description: 'when the audio went; now where it is left out' })
  readonly occurredAt?: string;
}
