import { CLOSURES, type CloseCaseCommand, type ReopenCaseCommand } from '@case';
import { Id, Instant, OneOf, Text } from '../../http/fields';
import type { Body } from './body';

export class CloseCase implements Body<CloseCaseCommand, 'closureId'> {
  @Id({ optional: true })
  readonly closureId?: string;

  @OneOf(CLOSURES)
  readonly outcome!: (typeof CLOSURES)[number];

  @Id()
  readonly by!: string;

  @Text(1000)
  readonly reason!: string;

  @Instant({ optional: true })
  readonly occurredAt?: string;
}

export class ReopenCase implements Body<ReopenCaseCommand, 'reopeningId'> {
  @Id({ optional: true })
  readonly reopeningId?: string;

  @Id()
  readonly by!: string;

  @Text(1000)
  readonly reason!: string;

  @Instant({ optional: true })
  readonly occurredAt?: string;
}
