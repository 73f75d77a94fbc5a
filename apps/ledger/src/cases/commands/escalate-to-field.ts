import { type EscalateToFieldCommand, VISIT_PURPOSES } from '@case';
import { Id, Instant, Money, type MoneyBody, Nested, OneOf } from '../../http/fields';
import type { Body } from './body';
import { OverrideBody } from './shapes';

export class GoodsBody {
  @Money({ description: 'what they would fetch' })
  readonly value!: MoneyBody;

  @Money({ description: 'of recovering them' })
  readonly costs!: MoneyBody;
}

export class EscalateToField implements Body<EscalateToFieldCommand, 'escalationId'> {
  @Id({ optional: true })
  readonly escalationId?: string;

  @Id()
  readonly requestedBy!: string;

  @Nested(OverrideBody, { optional: true, description: 'a supervisor’s, where no criterion is met' })
  readonly override?: OverrideBody;

  @OneOf(VISIT_PURPOSES, { optional: true })
  readonly purpose?: (typeof VISIT_PURPOSES)[number];

  @Nested(GoodsBody, { optional: true, description: 'needed to recover goods' })
  readonly goods?: GoodsBody;

  @Id({ optional: true, description: 'who visits for us' })
  readonly outsourcedTo?: string;

  @Id({ optional: true, description: 'the top manager, for an outsourced visit' })
  readonly approvedBy?: string;

  @Instant({ optional: true, description: 'when it was decided; now where it is left out' })
  readonly occurredAt?: string;
}
