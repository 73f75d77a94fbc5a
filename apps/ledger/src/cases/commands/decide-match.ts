import type { DecideMatchCommand } from '@case';
import { Id, Instant, OneOf, Text } from '../../http/fields';
import type { Body } from './body';

const DECISIONS = ['confirm', 'reject'] as const;

export class DecideMatch implements Body<DecideMatchCommand, 'decisionId'> {
  @Id({ optional: true })
  readonly decisionId?: string;

  @Id()
  readonly callId!: string;

  @Id({ optional: true, description: 'this or a note' })
  readonly recordingId?: string;

  @Id({ optional: true, description: 'this or a recording' })
  readonly noteId?: string;

  @OneOf(DECISIONS)
  readonly decision!: (typeof DECISIONS)[number];

  @Id()
  readonly by!: string;

  @Text(1000)
  readonly reason!: string;

  @Instant({ optional: true })
  readonly occurredAt?: string;
}
