import { DEMAND_KINDS, type RecordDemandCommand } from '@case';
import { Id, Instant, OneOf } from '../../http/fields';
import type { Body } from './body';

export class RecordDemand implements Body<RecordDemandCommand, 'demandId'> {
  @Id({ optional: true })
  readonly demandId?: string;

  @OneOf(DEMAND_KINDS)
  readonly kind!: (typeof DEMAND_KINDS)[number];

  @Instant()
  readonly sentAt!: string;

  @Id({ description: 'whom it was sent to' })
  readonly contactId!: string;
}
