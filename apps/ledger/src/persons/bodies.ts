/** Bodies of the commands about persons. */
import { PURGES, type Purge } from '@case';
import { Id, Instant, OneOf, Text } from '../http/fields';

const AUTHORITY = { description: 'the law, or the office, on which it rests', example: 'GDPR art. 17' };
const WHEN = { optional: true, description: 'when it was decided; now where it is left out' } as const;

export class RequestErasure {
  @Id({ optional: true })
  readonly erasureId?: string;

  @Id()
  readonly by!: string;

  @Text(200, AUTHORITY)
  readonly authority!: string;

  @Text(1000)
  readonly reason!: string;

  @Instant(WHEN)
  readonly occurredAt?: string;
}

export class WithdrawErasure {
  @Id()
  readonly by!: string;

  @Text(1000)
  readonly reason!: string;

  @Instant(WHEN)
  readonly occurredAt?: string;
}

export class PlaceLegalHold {
  @Id({ optional: true })
  readonly legalHoldId?: string;

  @Id()
  readonly by!: string;

  @Text(200, AUTHORITY)
  readonly authority!: string;

  @Text(1000)
  readonly reason!: string;

  @Instant(WHEN)
  readonly occurredAt?: string;
}

export class LiftLegalHold {
  @Id()
  readonly by!: string;

  @Text(1000)
  readonly reason!: string;

  @Instant(WHEN)
  readonly occurredAt?: string;
}

export class PurgeCase {
  @Id({ optional: true })
  readonly purgeId?: string;

  @Id()
  readonly caseId!: string;

  @OneOf(PURGES, { description: 'what was written, or who everybody in it was as well' })
  readonly what!: Purge;

  @Id()
  readonly by!: string;
}
