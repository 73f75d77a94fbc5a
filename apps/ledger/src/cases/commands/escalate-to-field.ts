import type { EscalateToFieldCommand } from '@case';
import { Id, Instant, Nested } from '../../http/fields';
import type { Body } from './body';
import { OverrideBody } from './shapes';

export class EscalateToField implements Body<EscalateToFieldCommand, 'escalationId'> {
  @Id({ optional: true })
  readonly escalationId?: string;

  @Id()
  readonly requestedBy!: string;

  @Nested(OverrideBody, { optional: true, description: 'a supervisor’s, where no criterion is met' })
  readonly override?: OverrideBody;

  @Instant({ optional: true, description: 'when it was decided; now where it is left out' })
  readonly occurredAt?: string;
}
