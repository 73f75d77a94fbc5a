import { HOLD_KINDS, type HoldKind, type LiftHoldCommand, type PlaceHoldCommand } from '@case';
import { Id, Instant, OneOf, Text } from '../../http/fields';
import type { Body } from './body';

export class PlaceHold implements Body<PlaceHoldCommand, 'holdId'> {
  @Id({ optional: true })
  readonly holdId?: string;

  @OneOf(HOLD_KINDS)
  readonly kind!: HoldKind;

  @Id({ optional: true, description: 'it holds for this contact only; for the whole case where it is left out' })
  readonly contactId?: string;

  @Text(1000)
  readonly reason!: string;

  @Text(200, { optional: true, description: 'reference of a document' })
  readonly evidence?: string;

  @Instant({ optional: true, description: 'since when; now where it is left out' })
  readonly occurredAt?: string;
}

export class LiftHold implements Body<LiftHoldCommand, 'holdId', 'holdId'> {
  @Text(1000)
  readonly reason!: string;

  @Instant({ optional: true })
  readonly occurredAt?: string;
}
