import type { ResolveFindingCommand } from '@case';
import { Id, Instant, Text } from '../../http/fields';
import type { Body } from './body';

/** What is done about a finding, whichever of the three it is. */
export class SettleFinding implements Body<ResolveFindingCommand, 'actionId', 'findingKey'> {
  @Id({ optional: true })
  readonly actionId?: string;

  @Id()
  readonly by!: string;

  @Text(1000)
  readonly reason!: string;

  @Instant({ optional: true })
  readonly occurredAt?: string;
}
